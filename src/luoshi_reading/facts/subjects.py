"""Who must act: the subject of a clause, whom it asks, and who is named before what is to be done. Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.bodies import (
    DEPARTMENTS,
    LONGEST_VERBAL_UNIT,
    NO_NAME,
    NO_SUBJECT,
    NOUN_UNITS,
    ends_as_body,
    is_body,
    is_list,
    without_manner,
)
from luoshi_reading.facts.clause_heads import assigned_unit, core_of, head_verb, holds_verb
from luoshi_reading.facts.clause_roles import DEONTIC
from luoshi_reading.facts.duties import ORGAN
from luoshi_reading.facts.plain_subjects import acting, helped, hoped
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.word_lists import words

ACTS = compiled(
    r"会同|抓紧|(?:审查|审核|汇总|初审|修改完善)(?=后)|研究(?=提出|制定|完善)|按程序|负责(?!人|同志|领导|的|制(?![定订作造]))|牵头(?!(?:责任)?(?:部门|单位|人)|负责制)|(?<![确决商裁])定于(?=[\d本下明今近])|将(?=[一-鿿][一-鿿“《\d])|(?<!即)可(?!能|以?持|行|靠)|均|建成(?!区(?!域))|采取|陆续|计划(?=新建|改建|改造|扩建|新增|开展|引进|打造)|对(?=[^，]{2,40}负)"
)
CAUSED = re.compile(
    r"(?:督促|组织|鼓励|勉励|嘱咐|支持|指导|要求)(?:"
    r"(?P<who>(?:[省市县区州](?![场域内外级民区际容镇乡])|团)[一-鿿]{0,12}?(?:局|委|办|厅|[织传战作装]部|办公室|[残文妇侨商]联"
    r"|[工协员商]会|联合会|供销社|集团|公司|中心|[支总大]队|法院|检察院)"
    r"|(?:各级|各|相关|有关|所属|有条件的)[^，。；]{0,14}?(?:政府|部门|单位|站|所|机构|地方|城市|区县|县区|乡镇|企业|财政"
    r"|[县区市]（[一-鿿、]{1,6}）|地区|县市|市县|园区|开发区|高校|院校|学校|街道|社区|医院))"
    r"(?=加快|加强|加大|采取|与|制定|出台|开展|落实|申报|建设|建立|设立|开设|组建|发展|打造|创建|引进|培育|实施|推行|统筹|整合"
    r"|完善|做好|抓好|推进|探索|按|对|积极|严格|将|结合|利用|依托|参与|发挥)"
    # 支持开发区建设 builds the zone: a place's name alone acts only before what is not done to it.
    r"|(?P<place>[一-鿿]{2,4}(?:镇|乡|街道|县|(?<![园社小景片地范新功灌山牧灾库老])区)(?:人民政府)?)"
    r"(?=加快|加强|制定|开展|落实|做好|抓好|积极|严格))"
)
CAUSING = frozenset({"督促", "组织", "鼓励", "支持", "指导", "要求"})
SUBJECT_LENGTH = 60
# 请各县区于11月15日前将…报送; 办公室设在市水利局.
ASKED_LEAD = re.compile(
    r"^(?:并|也|还|同时|衷心|真诚|殷切|热切|我们?|[他她])*[希期]望|^[一-鿿]{0,8}?(?:并|又|还|反复|一再|再三|特别|突出|明确|再次|多次|现场)*(?:叮嘱|嘱咐|勉励|告诫|提醒|要求|强调指出|强调|指出|提出)(?=[一-鿿、（）]{2,20}?要(?!求|点|素))|^请(?=群众|市民|居民|村民|家长|师生|游客|业主|考生|同志|广大|全体)|^(?:并)?(?:鼓励|勉励|嘱咐|叮嘱|号召|要求)(?=[一-鿿]{2,14}要(?!求))|^[一另]方面是?|^(?:请|望|[一-鿿]{0,14}?要求)(?=[各市县区省有相]|全[市省区县州乡镇村系])"
    r"|^请(?=团|国网|[一-鿿]{2,6}(?:[镇乡县]|街道|海关|银行|公司|管委会)(?:于|在|要|尽快|抓紧|认真))"
)
# In what ASKED_LEAD finds, and characters within which.
ASKED_HINT = compiled("[望请]|方面|叮嘱|嘱咐|勉励|告诫|提醒|要求|强调|指出|提出|鼓励|号召")
ASKED_WITHIN = 40
# 请各地积极配合…: who is asked, before how or when.
ASKED_WHOM = re.compile(
    r"(?P<who>(?:各|有关|相关)(?:(?!(?<!主)要)[^，。；于将按]){1,30}?)(?=要|积极|认真|抓紧|结合|按照|按要求|于|将|及时|尽快|高度|严格|切实|根据|对照|做好|遵照|务必|自觉|主动"
    r"|加强|强化|抓好|落实|明确|制定|建立|配合|提供|支持|确定|指定|参照|主要(?:领导|负责)|“?一把手|安排|组织(?!领导))"
)
ASKED_UNIT = re.compile(r"^(?:要求|责成|明确由?)(?=[一-鿿]{2,14}(?:部门|单位|[局委办]|中心|公司|集团|街道|[乡镇])$)")
AT_TIME = compiled(r"[于在]?(?:20\d\d年|每[年月周季]度?)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末)?(?:之|以)?前$")
UNIVERSAL = re.compile(r"^全[市省区县州乡镇系]")
# 第九届灯塔节定于…开幕: what takes place is nobody.
EVENTS = ("会", "会议", "活动", "仪式", "节", "赛", "比赛", "论坛", "展", "演练", "培训班")
MEASURED = re.compile("不得(?:低于|少于|高于|超过|超出|大于|小于|突破)")
# 镇将在园区建设上…
ALONE = frozenset("省市县区镇乡村")
PLACE_ASKED = re.compile(
    r"(?P<who>[一-鿿]{2,6}[省市县区州])(?=切实|继续|积极|进一步|认真|抓住|充分|牢牢|始终|坚持|加快|加强|立足|大力|全力|深入|在[^，]{2,30}(?:上|方面))"
)
ASKING = "请"
# 要求保障中心对…进行…: of whom it is demanded, with a plain predicate.
DEMANDING = ("要求", "责成")
HOPING = re.compile("[希期]望$")
HELPED = frozenset(("支持",))
# 各推荐单位请加强审核: who is asked stands before 请.
WHO_IS_TO = re.compile(
    r"(?P<who>(?:各|有关|相关|所有|全体|广大)[^，。请]{0,16}?(?:单位|部门|[市县区镇乡局委校院室站]|街道|企业|机构|公司|同志|人员|学校|高校|党员|干部|师生|家长|群众|市民))请(?!示|求|教|假|愿|柬)"
)
# 请渔民相互提醒, 要求全镇上下连夜巡堤: everybody is asked.
EVERYBODY_ASKED = re.compile(
    r"(?P<who>全[市省区县州乡镇村系](?:上下|人民|干部群众|广大[^，]{2,8}(?:群众|干部|职工))|(?:群众|市民|居民|村民|家长|师生|游客|业主|考生|同志)(?:们)?)(?=[一-鿿]{3})"
)
# 广大青年干部扎根基层: people who are asked.
ASKED_PEOPLE = re.compile(
    r"(?P<who>(?:广大|全体)(?:市民|居民|村民|群众|师生|家长|[一-鿿、]{1,12}?(?:工作者|干部|群众|党员|师生|教师|职工|企业家|青年|同志|人员|官兵|居民|市民|代表|委员|学生|家长)))(?=[一-鿿])"
)
EACH_UNIT = re.compile(
    r"每(?:一)?个?(?:[县市区]区?|县区|区县|市州|镇街|乡镇|镇|乡|街道|部门|单位|学校|企业|支部|科室)$"
)
GIVING = frozenset(("配备", "给予", "补助", "安排", "奖励", "发放", "配置", "配发", "拨付", "享受"))
# 学校招生入学实行…机制: what is regulated stands between a body and the predicate.
NOMINAL = re.compile(
    r"(?!全面|统一|严格|一律|分别|继续|普遍|逐步|积极|率先|探索)(?:[一-鿿]{2}){1,3}(?:实行|采取|采用|执行)[“《]"
)
# 市级建立…平台，: what is made.
MAKES = re.compile(r"(?:建立|设立|成立|搭建|打造|开发|完善|制定|形成|组建)(?!局|部门|单位|中心|公司|集团|区|商|者)")
GROUP_FIRST = re.compile(
    r"[各全省市县区]|有关|相关|广大|[一-鿿]{2,4}[省市县区]|[一-鿿]{2,6}(?:开发区|高新区|新区|园区)"
)
NO_GROUP = re.compile(r"^各位|[的于要将应须由\d]|[一-鿿]对[一-鿿]")
LONGEST_GROUP_NAMED = 30
WHOEVER = re.compile(
    r"(?:凡是?)?(?!从(?!事)|[如若在当因对把将由以按为针给向])[^，。：]{2,24}的(?P<noun>[一-鿿、]{1,16})"
)
# 参加演练的队伍: what those do who are meant; 建设一流的医院 is what is to be built.
TAKING_PART = frozenset(words("bodies", "taking_part.all"))
WHICHEVER = "凡"
RESPONSIBLE = re.compile(r"(?P<who>[^，。是为]{2,20}?)(?:是|为)[^，]{0,20}责任(?:人|单位|主体)$")
# In most documents nobody does.
# By the rarer of its letters: units stand everywhere.
SETS_OUT_HINT = compiled("(?:根据|按照|围绕|结合|针对|依据|对照)(?<=[局委厅办部府道司心]..)")
SETS_OUT = re.compile(
    r"(?:近日|最近|近期|近年来|日前)?(?![及和与或同])(?P<who>[一-鿿]{1,8}[省市县区镇乡州]?[一-鿿]{0,8}(?:局|委|厅|办|(?<![全内外干])部|政府|党委|街道|公司|中心))(?=根据|按照|围绕|结合|针对|依据|对照)"
)
# 各牵头单位的方案务于…前报送: whose paper is to be handed in.
PAPER_OWED = re.compile(
    r"(?P<who>各[^，的]{1,14}?)(?:制定|编制|起草|拟定|拟订|报送|上报|提出)?的[^，]{2,24}?(?:[务请须要应]|务必)?于[^，]{2,20}前[^，]{0,12}?(?:报|送|交)"
)
# 各地在施工中要…: what it is about, between the subject and its 要.
ABOUT = re.compile(r"(?P<who>[^，对在就于按]{3,20}?)(?:对|在|就|按照?|于)[^，]{2,}")
# 执行局在工作中要…: an office that begins like a verb.
ORGAN_IN_COURT = re.compile(r"^[一-鿿]{2,4}[局科处庭室]$")
# 首批社区全面建成: what is built.
COMPLETED = "建成"
# 各学校开学前要…
WHEN_LAST = frozenset("前后时间")
LONGEST_WHEN = 6
# 旅游景区、船企等必须….
AND_SO_ON = "等"
NOT_INHERITED = frozenset({"均", "建成", "采取", "可", "对"})
EVERY = re.compile(
    r"^(?P<who>(?:各|所有|每)[^，]{0,24}?(?:机构|部门|单位|企业|政府|学校))(?=开展|从事|在|经|抓(?!好|紧|实))"
)
# 请各单位认真…, 希望各商会积极…: who is asked, before a manner of working.
ASKED_EVERY = re.compile(
    r"^(?P<who>(?:各|有关|相关)[^，要]{0,24}?(?:[市县区镇乡州街地会社厂部局委办院校]|部门|单位|企业|机构|政府|公司|同志|干部))"
    r"(?=积极|认真|主动|切实|高度|抓紧|参与|密切|严格|迅速|及时|尽快|结合|对照|参照|按照|高标准|全力|继续|进一步|务必)"
)
CONDITIONED = re.compile(
    r"^(?P<who>[^，的]{0,20}(?:机构|部门|单位|企业|政府|学校))"
    r"(?:经|暂停|接到|收到|完成|发现|取得)[^，]{2,12}后$"
)
# What may stand between a subject and its 要: 相关部门今年要, 各单位都要.
ADVERBIAL = re.compile(
    r"(?:今年|明年|年底前|年内|近日|同步|率先|带头|一定|都|也|还|均|更|则|就|尤其|特别|首先|分别|共同|统一|具体|按照?职责(?:分工)?|下一步|近期|(?:回去|会|会议|返回)之?后)+$"
)
# 市财政局作为牵头单位，要…; 每一位党员干部（指校级干部）都要…: what a bracket explains is no part of the name.
SERVING = re.compile(r"作为[^，]{2,12}$|[（(](?:指|含|包括|即)[^（）()]{1,30}[）)]$")
CONNECTIVE_LEAD = re.compile(
    r"^(?:当前|目前|下一步|同时|特别是|尤其是|届时|此外|另外|其中|因此|所以|因而|总之|但是?|然而|不过|于是|那么|为此|对此|可见"
    r"|今后|接下来|下一阶段|下步|会后|节后|近期|现在|眼下|故(?=[各全]))+"
)


SHORTEST_TIMED = 6
# 放假前各单位要…: when stands before who.
WHEN_FIRST = re.compile(
    r"[^，]{1,8}?(?:前|后|期间|之?时|日起)(?=各(?!类|种|项|方面|环节)|全[市省县区镇乡校](?![面域])|有关|相关|所有)"
)
# 港航中心作为主管部门，要…; 管理人员如因故离岗，要…: who must is told before the comma.
SERVES = re.compile(r"(?P<who>[^，作如]{2,24})(?:作为[^，]{2,20}|如(?:因|有|遇|需|未|确需|果|发现)[^，]{2,24})")


AGREEING = ("议定", "商定", "约定", "同意", "确定")
AGREED = re.compile(
    r"(?:经[^，]{0,8})?(?P<who>双方|三方|各方|两地|[一-鿿]{2,6}双方)(?:还|一致|共同)*(?:议定|商定|约定|同意|确定)"
)
TELLING = compiled("叮嘱|嘱咐|勉励|告诫|提醒|寄语|责成|要求")
TOLD = re.compile(
    r"[一-鿿]{0,8}?(?:叮嘱|嘱咐|勉励|告诫|提醒|寄语|责成|要求)(?P<who>(?!大家|我们|他们|你们)[一-鿿、（）]{2,24}?)(?:时?强调|时?指出)?"
)


@remembered
def subject_of(clause: str, *, assigned: bool = False) -> tuple[str | None, bool]:
    """Return the unit that a clause says must act, as written, and whether the clauses after it inherit it (R25).

    ``assigned``: the clause was read as a unit with a plain verb (市财政局拨付…).
    """
    if len(clause) > SHORTEST_TIMED and (timed := WHEN_FIRST.match(clause)):
        clause = clause[timed.end() :]
    core = clause[lead.end() :] if (lead := CONNECTIVE_LEAD.match(clause)) else clause
    asked_first = core.removeprefix("并")
    if asked_first.startswith(DEMANDING) and (demanded := hoped(asked_first[2:])):
        return demanded, True
    if ASKED_HINT.search(core, 0, ASKED_WITHIN) and (asking := ASKED_LEAD.match(core)):
        core = core[asking.end() :]
    if not core or NO_SUBJECT.match(core):
        return None, False
    if ASKING in core[2:SUBJECT_LENGTH] and (self_asked := WHO_IS_TO.match(core)):
        return self_asked["who"], True
    if core[0] == "请" and core[1:2] not in "示求教假愿":
        core = core[1:]
    if len(core) < len(clause) and clause.startswith("请") and (asked := ASKED_WHOM.match(core)):
        return asked["who"], True
    caused = CAUSED.match(core)
    if caused:
        return caused["who"] or caused["place"], False
    if core[:2] in HELPED and (place := helped(core[2:])):
        return place, False
    head = core[:SUBJECT_LENGTH]
    if len(core) < len(clause) and (
        asked_of := _asked(core) or (hoped(core) if HOPING.search(clause[: len(clause) - len(core)]) else "")
    ):
        return asked_of, True
    owed = PAPER_OWED.match(head) if "于" in head else None
    if owed:
        return owed["who"], True
    must, acts = DEONTIC.search(head), ACTS.search(head)
    found = must if must and not (acts and acts.start() < must.start()) else acts
    if found and found is acts and found[0] == "定于" and head[: found.start()].endswith(EVENTS):
        return None, False
    # 单位面积投资不得低于…: what is measured is nobody.
    if found and found is must and MEASURED.match(head, found.start()):
        return None, False
    if found and found.start() == 1 and head[0] in ALONE:
        return head[0], True
    if found is None or found.start() < 2:
        subject = CONDITIONED.match(head)
        if subject:
            return subject["who"], True
        unit = assigned_unit(core_of(core)) if assigned else ""
        if unit[:1] == "各":
            unit = without_manner(unit)
        if (
            unit in NOUN_UNITS
            or not unit
            or not ends_as_body(unit)
            or (unit[0] in "每所全" and not _acts_each(core, unit))
            or NO_NAME.search(unit)
            or (unit.endswith("企业") and "给予" in core)
            or (NOMINAL.match(core, len(unit)) if core.startswith(unit) else False)
            or ("、" in unit and MAKES.match(unit))
        ):
            return None, False
        # 镇村两级包保干部严格执行…: the verb within the name was none.
        if len(whole := acting(clause)) > len(unit) and whole.startswith(unit):
            return whole, True
        # 排水管网移交市排水集团运维: what stands before the second verb is no unit.
        done = (
            len(unit) > LONGEST_VERBAL_UNIT
            and unit[0] not in "省市县区各"
            and "、" not in unit
            and holds_verb(unit[2:-2])
        )
        return (None, False) if done else (unit, True)
    subject_text = head[: found.start()]
    if subject_text[-1:] in WHEN_LAST:
        subject_text = _before_time(subject_text)
    if subject_text not in by_short_name():
        serves = "作为" in subject_text or "（" in subject_text or "(" in subject_text
        subject_text = SERVING.sub("", subject_text) if serves else subject_text
        subject_text = ADVERBIAL.sub("", subject_text)
        subject_text = SERVING.sub("", subject_text) if serves else subject_text
        subject_text = AT_TIME.sub("", subject_text) if subject_text.endswith("前") else subject_text
        if found[0] != COMPLETED:
            subject_text = without_manner(subject_text)
    verb, at = head_verb(core)
    # 严格执行禁止…的规定: adverb and verb are no unit.
    if NO_NAME.search(subject_text):
        return None, False
    if verb in TAKING_PART and (whoever(subject_text) or (found is must and is_body(subject_text))):
        return subject_text, True
    if verb and (about := ABOUT.match(subject_text)) and ORGAN_IN_COURT.search(about["who"]):
        return about["who"], True
    if (
        verb
        and DEPARTMENTS.fullmatch(subject_text) is None
        and not (is_list(subject_text) and (found is must or DEPARTMENTS.match(subject_text)))
        and (len(subject_text) > LONGEST_VERBAL_UNIT or len(subject_text) == at + len(verb))
        and (at or ORGAN.search(subject_text) is None)
    ):
        return None, False
    # 形成“镇村包地块，站所…”: what stands between quotation marks is nobody's; 要求水务部门牵头: who is asked.
    if subject_text.count("“") > subject_text.count("”") or subject_text.endswith("平台"):
        return None, False
    subject_text = ASKED_UNIT.sub("", subject_text)
    if found[0].startswith("要") and subject_text.endswith(("一", "首先")):
        # 各乡镇一要高度重视: the number of the first order is none of the name.
        subject_text = subject_text.removesuffix("一").removesuffix("首先")
    if subject_text[-1:] == AND_SO_ON and is_body(subject_text[:-1]):
        subject_text = subject_text[:-1]
    if ends_as_body(subject_text) or subject_text in by_short_name():
        return subject_text, found[0] not in NOT_INHERITED
    # 各地在施工中要…, 分管领导对领办的任务要…: what it is about stands before the obligation.
    about = ABOUT.match(subject_text)
    if about and ends_as_body(about["who"]):
        return about["who"], True
    every = EVERY.match(head)
    return (every["who"], True) if every else (None, False)


def _before_time(name: str) -> str:
    """Take the time off that stands between a body and its 要 (各学校开学前)."""
    for length in range(2, min(LONGEST_WHEN, len(name) - 2)):
        if is_body(name[:-length]):
            return name[:-length]
    return name


def _asked(core: str) -> str:
    """Who is asked behind 请, 希望, 要求: before a manner of working, or before a plain verb; "" where nobody is."""
    if asked := ASKED_EVERY.match(core) or ASKED_PEOPLE.match(core) or EVERYBODY_ASKED.match(core):
        return asked["who"]
    unit = without_manner(assigned_unit(core))
    if unit and ends_as_body(unit):
        return unit
    # 希望云岭市切实把…: a place is asked, before how.
    if place := PLACE_ASKED.match(core):
        return place["who"]
    return ""


def _acts_each(core: str, unit: str) -> bool:
    """Whether each of the units acts (每个县区建设…), and none is given something (每个行政村配备…)."""
    return EACH_UNIT.match(unit) is not None and head_verb(core[len(unit) :])[0] not in GIVING


def named_first(clause: str) -> str:
    """Return the units a clause consists of (各镇街、各部门，), which act in the clauses after it, or ""."""
    if not GROUP_FIRST.match(clause) or len(clause) > LONGEST_GROUP_NAMED or not ends_as_body(clause):
        return ""
    clause = SERVING.sub("", clause)
    if NO_SUBJECT.match(clause) or head_verb(clause)[0] or NO_GROUP.search(clause) or MAKES.search(clause, 2):
        return ""
    return clause


def whoever(clause: str) -> str:
    """Return whom a clause describes by what they do (驶入港区的船只和个人，应…), or ""."""
    told = WHOEVER.fullmatch(clause)
    if told is None or not ends_as_body(told["noun"]):
        return ""
    verb = head_verb(clause)[0]
    return "" if verb and verb not in TAKING_PART else clause


def responsible(clause: str) -> str:
    """Return who is said to be responsible (各校校长是第一责任人，要…), or ""."""
    told = RESPONSIBLE.match(clause) if "责任" in clause else None
    return told["who"] if told and ends_as_body(told["who"]) else ""


def serving(clause: str) -> str:
    """Return who serves as something, or is in a case, before what they must (港航中心作为…，要…), or ""."""
    told = SERVES.fullmatch(clause) if "作为" in clause or "如" in clause else None
    return told["who"] if told and is_body(told["who"]) and not NO_SUBJECT.match(told["who"]) else ""


def told_to(clause: str) -> str | None:
    """Return who agrees on what follows (双方议定，), or is told what they must (他叮嘱渡口负责人，), or None."""
    if clause.endswith(AGREEING) and (agreed := AGREED.fullmatch(clause)):
        return agreed["who"]
    told = TOLD.fullmatch(clause) if TELLING.search(clause) else None
    return told["who"] if told and is_body(told["who"]) and not head_verb(told["who"])[0] else None


def sets_out(clause: str) -> str:
    """Return the unit that sets out from a basis (市林业局根据…，制定…), or ""."""
    told = SETS_OUT.match(clause) if SETS_OUT_HINT.search(clause) else None
    return told["who"] if told else ""

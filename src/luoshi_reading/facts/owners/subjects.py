"""Who must act: the subject of a clause, whom it asks, and who is named before what is to be done. Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.bodies import (
    DEPARTMENTS,
    LONGEST_VERBAL_UNIT,
    NO_NAME,
    NOUN_UNITS,
    are_departments,
    are_fields,
    are_firms,
    are_kinds,
    begins_as_none,
    ends_as_body,
    is_body,
    is_list,
    without_frequency,
    without_manner,
)
from luoshi_reading.facts.clauses.clause_heads import assigned_unit, core_of, head_verb, holds_verb
from luoshi_reading.facts.clauses.clause_roles import DEONTIC, OWED
from luoshi_reading.facts.owners.actors import is_told_of
from luoshi_reading.facts.owners.asking import (
    PAPER_FIRST,
    TELLS_SIGN,
    asked_before_please,
    asked_of,
    asked_whom,
    demanded_of,
    without_asking,
    without_paper,
    without_please,
)
from luoshi_reading.facts.owners.duties import ORGAN
from luoshi_reading.facts.owners.owed_works import owed_by
from luoshi_reading.facts.owners.plain_subjects import PAYS, THEIR_TASK, acting, helped
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.first_letters import compiled, first_characters
from luoshi_reading.knowledge.signs import sign, signs_of
from luoshi_reading.knowledge.word_lists import words

ACTS = compiled(
    # 船员出海需…, 中方愿与…: what must be, and what somebody is willing to do.
    r"必需(?![品的资物])|需(?<![所急必无不只仅亟尚特应供内刚按军民]需)(?!求|量|要|方|[一-鿿]{1,3}的)|愿(?<![意志心夙自宁祝但]愿)意?(?![见望景者书力])|会同|抓紧|(?:审查|审核|汇总|初审|修改完善)(?=后)|研究(?=提出|制定|完善)|按程序|负责(?!人|同志|领导|的|制(?![定订作造]))|牵头(?!(?:责任)?(?:部门|单位|人)|(?:和|、|及|或)(?:责任|配合|协办|主办)|负责制|(?:[省市县区镇乡]级?)?领导)|(?<![确决商裁])定于(?=[\d本下明今近])|(?<![会议究])决定(?=[于从自](?=[\d今明即])|启动)|将(?=[一-鿿][一-鿿“《\d])|(?<!即)可(?!能|以?持|行|靠|支配)|均|(?<![决绝才就])不能(?!不|[，])|建成(?!区(?!域))|采取|陆续|计划(?=新建|改建|改造|扩建|新增|开展|引进|打造)|对(?=[^，]{2,40}负)"
)
CAUSED = re.compile(
    r"(?:督促|组织|鼓励|勉励|嘱咐|支持|指导|要求|(?:推动|引导)(?=有条件|具备|符合))(?:"
    r"(?P<who>(?:[省市县区州](?![场域内外级民区际容镇乡])|团)[一-鿿]{0,12}?(?:局|委|办|厅|[织传战作装]部|办公室|[残文妇侨商]联"
    r"|[工协员商]会|联合会|供销社|集团|公司|中心|[支总大]队|法院|检察院)"
    r"|(?<!鼓励)(?<!支持)(?:建设|施工|监理|设计|运营|产权|使用|参建|业主)单位"
    r"|(?:各级|各|相关|有关|所属|有条件的|具备条件的|符合条件的)[^，。；]{0,14}?(?:政府|部门|单位|站|所|机构|地方|城市|区县|县区|乡镇|企业|财政"
    r"|[县区市]（[一-鿿、]{1,6}）|(?<=各)[镇乡村县区市州校地]|地区|县市|市县|园区|开发区|高校|院校|学校|街道|社区|医院))"
    r"(?=配备|增设|购置|加快|加强|加大|采取|与|制定|出台|开展|落实|申报|建设|建立|设立|开设|组建|发展|打造|创建|引进|培育|实施|推行|统筹|整合"
    r"|完善|做好|抓好|推进|探索|按|对|积极|严格|将|结合|利用|依托|参与|发挥|发行|举办|承办|扩大|拓展|搭建|新建|改造|做大|做强)"
    # 支持开发区建设 builds the zone: a place's name alone acts only before what is not done to it.
    r"|(?P<place>[一-鿿]{2,4}(?:镇|乡|街道|县|(?<![园社小景片地范新功灌山牧灾库老])区)(?:人民政府)?)"
    r"(?=加快|加强|制定|开展|落实|做好|抓好|积极|严格|(?:建设|打造|创建|争创|设立)(?!发展|步伐|成为)[^，的和与]{4,}))"
)
CAUSING = frozenset({"推动", "引导", "督促", "组织", "鼓励", "支持", "指导", "要求"})
SUBJECT_LENGTH = 60
NOBODY: tuple[None, bool] = None, False
# Characters of a name before its obligation.
SHORTEST_NAMED = 2
HELPED = frozenset(("支持",))
ASKED_UNIT = re.compile(r"^(?:要求|责成|明确由?)(?=[一-鿿]{2,14}(?:部门|单位|[局委办]|中心|公司|集团|街道|[乡镇])$)")
AT_TIME = compiled(
    r"[于在]?(?:20\d\d年|每[年月周季]度?)?(?:\d{1,2}月)?(?:\d{1,2}日|底|末)?(?:之|以)?前$"
    r"|[于在]?每(?:周[一二三四五六日天]|[日天])(?:[上下]午)?(?:\d{1,2}[时点])?(?:之|以)?前$"
)
UNIVERSAL = re.compile(r"^全[市省区县州乡镇系]")
# 60%的乡镇建成…, 镇镇通…: of how many it holds.
SHARE = re.compile(
    r"\d[\d.]*%|[^，]{0,4}(?:半数|多数|大部分|分之|[一二三四五六七八九]成)|(?P<one>[省市县区镇乡村户校家])(?P=one)(?=[都均要全]|[建通有][成有]?)"
)
# 第九届灯塔节定于…开幕: what takes place is nobody.
EVENTS = ("会", "会议", "活动", "仪式", "节", "赛", "比赛", "论坛", "展", "演练", "培训班")
# 养殖户可向镇政府申请补贴: what somebody may claim is no work of theirs.
APPLIES = re.compile(
    "(?:以)?(?:按规定|依法|凭[^，]{2,10})?(?:向[^，]{2,16}?)?(?:申请|申领|享受|获得|领取|提出申请|申报)"
)
# 由县民政局牵头的联席会议要…: what one body leads must act itself.
LED_BODY = re.compile(
    "由[^，的]{2,24}(?:牵头|负责|主导|承担|主办|组织)的(?P<who>[^，的由]{2,24}?)(?=要(?![求点素])|应(?!急)|须|必须)"
)
MEETS = ("联席会议", "协调会议", "调度会议", "办公会议")
# 县水利局向县政府提出建议: to whom it turns.
TURNS_TO = re.compile("(?P<who>[^，向]{3,20})向[^，]{2,20}")
MEASURED = re.compile("不得(?:低于|少于|高于|超过|超出|大于|小于|突破)")
# 镇将在园区建设上…
ALONE = frozenset("省市县区镇乡村")
# 总结推广各地…的经验: what is learnt from whom.
LEARNT_FROM = ("选取", "选择", "遴选", "总结", "推广", "学习", "借鉴", "复制", "宣传", "展示")
# 6月底前各级出台…办法: every level makes its own.
MADE_BY_ALL = re.compile("各级(?:分别|相应|都要)?(?:出台|制定|建立|成立|签订|编制|设立)")
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
    r"[各全省市县区]|[局委校院厅](?:机关|属|内|直)|有关|相关|广大|[一-鿿]{2,4}[省市县区]|[一-鿿]{2,6}(?:开发区|高新区|新区|园区)"
    # 青河沿岸有关乡镇，要…: which of them are meant
    r"|[一-鿿、]{2,14}?(?:各|有关|相关|所有|重点)(?:[县市区乡镇街村园]|部门|单位|企业|学校)"
)
# 教育局、城管局、公安局交警大队，要…: a list of offices, of whatever place.
OFFICES = re.compile(r"[一-鿿]{2,10}[局委办队院](?:、[一-鿿]{2,10}(?:[局委办队院]|中心|公司|集团)){1,6}")
OFFICE_ENDS = frozenset("局委办队院心司团")
NO_GROUP = re.compile(r"^各位|[的于要将须由是\d]|包(?:[一两三四五]|[镇村户乡片]$)|应(?!急)|[一-鿿]对[一-鿿]")
LONGEST_GROUP_NAMED = 30
WHOEVER = re.compile(
    r"(?:凡是?)?(?!从(?!事)|[如若在当因对把将由以按为针给向])[^，。：]{2,24}的(?P<noun>[一-鿿、]{1,16})"
)
ACTS_NEXT = re.compile(
    r"(?:(?:20\d\d|XX)年)?(?:\d{1,2}月)?(?:\d{1,2}日|底)?(?:之?前|内)?(?:及时|抓紧|尽快|认真|切实|严格|积极|主动)?"
    r"(?:组织|开展|编制|制定|完成|建立|成立|落实|抓好|做好|加强|强化|启动|提交|上报|报送|出台|建成)"
)
TAKING_PART = frozenset(words("bodies", "taking_part.all"))
# 海洋牧场要完成验收, 交通强市基本建成: what is built at sea, and what a place is to become.
NOT_ACTING = ("公共场所", "海洋牧场", "海上牧场", "蓝色牧场", *words("actors", "become"))
# 原计划6月底完工的渡口: what is built, though people may be found there.
MADE_THING = re.compile("(?:完工|开工|竣工|建成|投用|投产|启用|修建|新建|停用|建设)的")
WHICHEVER = "凡"
# 各地在施工中要…: what it is about, between the subject and its 要.
ABOUT = re.compile(r"(?P<who>[^，对在就于按]{3,20}?)(?:对|在|就|按照?|于)[^，]{2,}")
# 执行局在工作中要…: an office that begins like a verb.
ORGAN_IN_COURT = re.compile(r"^[一-鿿]{2,4}[局科处庭室]$")
# 首批社区全面建成: what is built.
COMPLETED = "建成"
# 全县建成养老中心10个: what there is to be in it.
WHOLE_PLACE = re.compile("全[省市县区州镇乡]")
# 各学校开学前要…
WHEN_LAST = frozenset("前后时间")
LONGEST_WHEN = 6
# 旅游景区、船企等必须….
AND_SO_ON = "等"
IN_CHARGE = frozenset(("负责", "牵头"))
NOT_INHERITED = frozenset({"均", "建成", "采取", "可", "对"})
EVERY = re.compile(
    r"^(?P<who>(?:各|所有|每)[^，]{0,24}?(?:机构|部门|单位|企业|政府|学校))(?=开展|从事|在|经|抓(?!好|紧|实))"
)
CONDITIONED = re.compile(
    r"^(?P<who>[^，的]{0,20}(?:机构|部门|单位|企业|政府|学校))"
    r"(?:经|暂停|接到|收到|完成|发现|取得)[^，]{2,12}后$"
)
# What may stand between a subject and its 要: 相关部门今年要, 各单位都要.
ADVERBIAL = re.compile(
    r"(?:今年|明年|今[天晚]|明[天晚]|后天|当[天晚]|[本下][周月]|[每一]个?(?:星期|季度|半年|[天周月])|[下上]半年|年底前|年内|近日|同步|率先|带头|一定|都|也|还|均|更|则|就|尤其|特别|首先|不仅|不但|不光|既|在?(?:思想|行动|认识|工作|政治|作风)上|分别|共同|统一|具体|按照?职责(?:分工)?|下一步|近期|接下来|届时|今后|(?:回去|会|会议|返回)之?后)+$"
)
# 市财政局作为牵头单位，要…; 每一位党员干部（指校级干部）都要…: what a bracket explains is no part of the name.
SERVING = re.compile(
    r"作为[^，]{2,12}$|(?<=[一-鿿]{3})为(?:第一|主要)?(?:责任|牵头|业主|实施|主管)(?:单位|主体|部门)$|[（(](?:指|含|包括|即)[^（）()]{1,30}[）)]$"
)
CONNECTIVES = (
    r"我们(?=[各每全]|[一-鿿]{2,6}[局委办部厅镇乡院校](?:将|要|必须))|当前|目前|下一步|同时|特别是|尤其是|届时|此外|另外|其中|因此|所以|因而|总之|关键在于?|但是?|然而|不过|于是|那么|为此|对此|可见"
    r"|今后|接下来|下一阶段|下步|会后|节后|近期|现在|眼下|故(?=[各全])"
)
CONNECTIVE_LEAD = re.compile(rf"^(?:{CONNECTIVES})+")
CONNECTIVE_FIRST = first_characters(CONNECTIVES)


SHORTEST_DAY = 3
SHORTEST_TIMED = 6
# 放假前各单位要…, 下次会议前县林业局拿出…: when stands before who.
WHEN_FIRST = re.compile(
    r"[^，]{1,8}?(?:前|后|期间|之?时|日起)(?=各(?!类|种|项|方面|环节)|全[市省县区镇乡校](?![面域])|有关|相关|所有|[省市县区镇乡][一-鿿]{1,6}?[局委办])"
)


# 形成政府督办…的合力, 与县供电公司完成…: what is brought about, or with whom.
BROUGHT_ABOUT = ("形成", "营造", "构建")
NO_ACTOR_FIRST = (*BROUGHT_ABOUT, "与", "和", "同")


# Most clauses hold no letter that these need (``knowledge/signs.py``).
IS_WHEN = sign(WHEN_FIRST.pattern)
IS_CAUSED = sign(CAUSED.pattern)
IS_DONE = sign(ACTS.pattern)


@remembered
def subject_of(clause: str, *, assigned: bool = False) -> tuple[str | None, bool]:
    """Return the unit that a clause says must act, as written, and whether the clauses after it inherit it (R25).

    ``assigned``: the clause was read as a unit with a plain verb (市财政局拨付…).
    """
    signs = signs_of(clause)
    if signs & IS_WHEN and len(clause) > SHORTEST_TIMED and (timed := WHEN_FIRST.match(clause)):
        clause = clause[timed.end() :]
    lead = CONNECTIVE_LEAD.match(clause) if clause[:1] in CONNECTIVE_FIRST else None
    core = clause = clause[lead.end() :] if lead else clause
    if core[:1] == PAPER_FIRST:
        core = without_paper(core)
    if signs & TELLS_SIGN and (demanded := demanded_of(core)):
        return demanded, True
    core = without_asking(core, signs)
    if core[:1] == "由" and (led := LED_BODY.match(core)) and (ends_as_body(led["who"]) or led["who"].endswith(MEETS)):
        return led["who"], True
    if not core or begins_as_none(core):
        return NOBODY
    if self_asked := asked_before_please(core):
        return self_asked, True
    core = without_please(core)
    if asked := asked_whom(clause, core):
        return asked, True
    if caused := CAUSED.match(core) if signs & IS_CAUSED else None:
        return caused["who"] or caused["place"], False
    if core[:2] in HELPED and (place := helped(core[2:])):
        return place, False
    if asked := asked_of(clause, core):
        return asked, True
    head = core[:SUBJECT_LENGTH]
    if owed := owed_by(head):
        return owed, True
    must = DEONTIC.search(head) if signs & OWED else None
    acts = ACTS.search(head) if signs & IS_DONE else None
    found = must if must and not (acts and acts.start() < must.start()) else acts
    if found and (SHARE.match(head) or _is_nobodys(head, found, is_must=found is must)):
        return NOBODY
    if found and found.start() == 1 and head[0] in ALONE:
        return head[0], True
    if found is None or found.start() < SHORTEST_NAMED:
        return _with_plain_verb(clause, core, assigned=assigned)
    return _before_obligation(core, found, is_must=found is must)


def _is_nobodys(head: str, found: re.Match[str], *, is_must: bool) -> bool:
    """Whether what stands before the obligation is an event or a measure (单位面积投资不得低于…)."""
    if is_must:
        return MEASURED.match(head, found.start()) is not None
    if found[0] == COMPLETED and WHOLE_PLACE.fullmatch(head, 0, found.start()):
        return True
    if found[0] == "可" and APPLIES.match(head, found.end()):
        return True
    return found[0] == "定于" and head[: found.start()].endswith(EVENTS)


def _with_plain_verb(clause: str, core: str, *, assigned: bool) -> tuple[str | None, bool]:
    """Return the unit before a plain verb, where no word of obligation says who must."""
    if "后" in core and (subject := CONDITIONED.match(core[:SUBJECT_LENGTH])):
        return subject["who"], True
    unit = assigned_unit(core_of(core).removeprefix("由")) if assigned else ""
    if unit[:1] == "各":
        unit = without_manner(unit)
    if "向" in unit and (turns := TURNS_TO.fullmatch(unit)) and is_body(turns["who"]):
        unit = turns["who"]
    if not unit or not _is_unit(unit, core):
        return NOBODY
    # 镇村两级包保干部严格执行…: the verb within the name was none.
    if len(whole := acting(clause)) > len(unit) and whole.startswith(unit):
        return whole, True
    # 排水管网移交市排水集团运维: what stands before the second verb is no unit.
    done = (
        len(unit) > LONGEST_VERBAL_UNIT and unit[0] not in "省市县区各" and "、" not in unit and holds_verb(unit[2:-2])
    )
    return NOBODY if done else (unit, True)


def _is_unit(unit: str, core: str) -> bool:
    """Whether what stands before a plain verb is a body that acts."""
    return not (
        (unit in NOUN_UNITS and not (unit == "各级" and MADE_BY_ALL.search(core)))
        or not ends_as_body(unit)
        or unit.startswith(NO_ACTOR_FIRST)
        or (unit[0] in "每所全" and not _acts_each(core, unit))
        or NO_NAME.search(unit)
        or (unit.endswith("企业") and "给予" in core)
        or core.endswith("的")
        or unit.startswith(LEARNT_FROM)
        or ("元的" in unit)
        or (core.startswith(unit) and PAYS.match(core, len(unit)))
        or (core.startswith(unit) and (NOMINAL.match(core, len(unit)) or THEIR_TASK.match(core, len(unit))))
        or ("、" in unit and MAKES.match(unit))
        or (core.startswith(unit) and is_told_of(unit, core[len(unit) :]))
    )


def _before_obligation(core: str, found: re.Match[str], *, is_must: bool) -> tuple[str | None, bool]:
    """Return the unit that stands before a word of obligation or of acting."""
    head = core[:SUBJECT_LENGTH]
    name = _bare_name(head[: found.start()], found[0])
    verb, at = head_verb(core)
    # 严格执行禁止…的规定: adverb and verb are no unit.
    if NO_NAME.search(name) or name.startswith(BROUGHT_ABOUT):
        return NOBODY
    if verb in TAKING_PART and (whoever(name) or (is_must and is_body(name))):
        return name, True
    if verb and (about := ABOUT.match(name)) and ORGAN_IN_COURT.search(about["who"]):
        return about["who"], True
    if (
        verb
        and not (is_list(name) and (is_must or DEPARTMENTS.match(name)))
        and not (is_must and are_kinds(name) and name[:2] not in CAUSING)
        and DEPARTMENTS.fullmatch(name) is None
        and (len(name) > LONGEST_VERBAL_UNIT or len(name) == at + len(verb))
        and (at or ORGAN.search(name) is None)
    ):
        return NOBODY
    # 形成“镇村包地块，站所…”: what stands between quotation marks is nobody's.
    if name.count("“") > name.count("”") or name.endswith("平台"):
        return NOBODY
    name = _without_first_number(ASKED_UNIT.sub("", name), found[0])
    if (
        (ends_as_body(name) and not name.endswith(NOT_ACTING))
        or name in by_short_name()
        or are_fields(name, in_charge=found[0] in IN_CHARGE)
        or (is_must and are_firms(name))
    ):
        return name, found[0] not in NOT_INHERITED
    # 各地在施工中要…, 分管领导对领办的任务要…: what it is about stands before the obligation.
    about = ABOUT.match(name)
    if about and ends_as_body(about["who"]):
        return about["who"], True
    every = EVERY.match(head)
    return (every["who"], True) if every else NOBODY


# 今年全县要…, 今后三年县水利局要…: by when stands before who.
TIME_FIRST = frozenset("今明后全未近当目年上下三五两几2")
TIME_AHEAD = re.compile(
    r"(?:今[年后]|[明后]年|未来|近期|当前|目前|年内|[上下]半年|下一?步|下一?阶段|接下来|全年|20\d\d年|[一二三两五几]年内?|[一二三四]季度)+(?=[全各市县省区州镇乡村][一-鿿])"
)


def _bare_name(name: str, obligation: str) -> str:
    """Take what says when, how and in which capacity off a name before its obligation."""
    name = without_frequency(name.removesuffix("全部"))
    if name[:1] in TIME_FIRST and (ahead := TIME_AHEAD.match(name)):
        name = name[ahead.end() :]
    # 各市2026年底前建成: the day is taken off whole before 年底前 alone is.
    if name[-1:] == "前" and (day := AT_TIME.search(name)) and day.end() - day.start() >= SHORTEST_DAY:
        name = name[: day.start()]
    if name[-1:] in WHEN_LAST:
        name = _before_time(name)
    if name in by_short_name():
        return name
    name = _without_serving(ADVERBIAL.sub("", _without_serving(name)))
    name = AT_TIME.sub("", name) if name.endswith("前") else name
    return name if obligation == COMPLETED else without_manner(name)


def _without_first_number(name: str, obligation: str) -> str:
    """Take off the number of the first order (各乡镇一要高度重视), and 等 behind a body."""
    if obligation.startswith("要") and name.endswith(("一", "首先")):
        name = name.removesuffix("一").removesuffix("首先")
    return name[:-1] if name[-1:] == AND_SO_ON and is_body(name[:-1]) else name


def _before_time(name: str) -> str:
    """Take the time off that stands between a body and its 要 (各学校开学前)."""
    for length in range(2, min(LONGEST_WHEN, len(name) - 1)):
        if is_body(name[:-length]):
            return name[:-length]
    return name


def _acts_each(core: str, unit: str) -> bool:
    """Whether each of the units acts (每个县区建设…), and none is given something (每个行政村配备…)."""
    return EACH_UNIT.match(unit) is not None and head_verb(core[len(unit) :])[0] not in GIVING


def _without_serving(name: str) -> str:
    """Take off as what somebody acts, or a bracket that tells it."""
    return SERVING.sub("", name) if "为" in name or "（" in name or "(" in name else name


def named_first(clause: str) -> str:
    """Return the units a clause consists of (各镇街、各部门，), which act in the clauses after it, or ""."""
    offices = "、" in clause and clause[-1] in OFFICE_ENDS and OFFICES.fullmatch(clause) is not None
    offices = offices or are_departments(clause)
    if not (offices or GROUP_FIRST.match(clause)) or len(clause) > LONGEST_GROUP_NAMED or not is_body(clause):
        return ""
    clause = _without_serving(clause)
    if (
        begins_as_none(clause)
        or (head_verb(clause)[0] and not offices)
        or NO_GROUP.search(clause)
        or MAKES.search(clause, 2)
    ):
        return ""
    return clause


def whoever(clause: str) -> str:
    """Return whom a clause describes by what they do (驶入港区的船只和个人，应…), or ""."""
    told = WHOEVER.fullmatch(clause)
    if told is None or not ends_as_body(told["noun"]):
        return ""
    if MADE_THING.search(clause):
        return ""
    verb = head_verb(clause)[0]
    return "" if verb and verb not in TAKING_PART else clause

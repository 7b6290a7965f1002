"""Who is asked for something: behind 请, 希望, 要求, 叮嘱, or agreeing with another. Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.bodies import ends_as_body, is_body, without_manner
from luoshi_reading.facts.clauses.clause_heads import assigned_unit, head_verb
from luoshi_reading.facts.owners.plain_subjects import department, hoped
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.signs import sign, signs_of

# 请各县区于11月15日前将…报送; 办公室设在市水利局.
ASKED_LEAD = re.compile(
    r"^(?:[省市县区镇乡]委(?:、[省市县区镇乡]政府)?+|[省市县区镇乡]政府|会议|大会)?+(?:并|也|还|同时|衷心|真诚|殷切|热切|我们?|[他她])*[希期]望|^[一-鿿]{0,8}?(?:并|又|还|反复|一再|再三|特别|突出|明确|再次|多次|现场)*(?:叮嘱|嘱咐|勉励|告诫|提醒|要求|强调指出|强调|指出|提出)(?=[一-鿿、（）]{2,20}?(?<![主重需必])要(?!求|点|素))|^请(?=分管|群众|市民|居民|村民|家长|师生|游客|业主|考生|同志|广大|全体)|^(?:并)?(?:鼓励|勉励|嘱咐|叮嘱|号召|要求)(?=[一-鿿]{2,14}要(?!求))|^[一另]方面是?|^(?:请|望|[一-鿿]{0,14}?要求)(?=[各市县区省有相]|全[市省区县州乡镇村系])"
    # 请国土会同财政…, 请参加培训的同志于…, 望同志们…: a department by its field, those who take part, who is hoped for.
    r"|^请(?=[一-鿿]{2,8}会同|(?:参加|出席|列席|承担|报名|申报)[^，的]{1,12}的(?:同志|人员|单位|部门|代表|学员|企业)"
    r"|(?:与会|参会|参训)[一-鿿]{0,4}(?:同志|人员|单位|代表|学员))|^望(?=同志们|广大|全体)"
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
PLACE_ASKED = re.compile(
    r"(?P<who>[一-鿿]{2,6}[省市县区州])(?=切实|继续|积极|进一步|认真|抓住|充分|牢牢|始终|坚持|加快|加强|立足|大力|全力|深入|在[^，]{2,30}(?:上|方面))"
)
ASKING = "请"
LONGEST_BEFORE_PLEASE = 60
# 要求保障中心对…进行…: of whom it is demanded, with a plain predicate.
DEMANDING = ("要求", "责成", "指示", "叮嘱", "嘱咐", "勉励", "敦促")
HOPING = re.compile("[望请]$")
# 请各船长回港后，…: who is asked, before when.
ASKED_WHEN = re.compile(
    r"(?P<who>(?:各|有关|相关|全体|广大)[^，。]{1,20}?)(?:[回会返到收接完结][^，]{1,8}|[^，]{2,8}(?:结束|召开))[之以]?后"
)
# 请国土会同财政…: who leads, by the field or the name.
ASKED_WITH = re.compile(r"(?P<who>[^，。由将于]{2,14}?)会同[^，]{2,}")
TAKES_PART = re.compile(
    r"(?P<who>(?:(?:参加|出席|列席|承担|报名|申报)[^，的]{1,12}的|与会|参会|参训)[一-鿿]{0,4}?"
    r"(?:同志|人员|单位|部门|代表|学员|企业))(?=[于按准提自在严携将])"
)
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
# 请各单位认真…, 希望各商会积极…: who is asked, before a manner of working.
ASKED_EVERY = re.compile(
    r"^(?P<who>(?:各|有关|相关)[^，要]{0,24}?(?:[市县区镇乡州街地会社厂部局委办院校]|部门|单位|企业|机构|政府|公司|同志|干部))"
    r"(?=积极|认真|主动|切实|高度|抓紧|参与|密切|严格|迅速|及时|尽快|结合|对照|参照|按照|高标准|全力|继续|进一步|务必)"
)
AGREEING = ("议定", "商定", "约定", "同意", "确定", "决定")
AGREED = re.compile(
    r"(?:经[^，]{0,8})?(?P<who>双方|三方|各方|两地|[一-鿿]{2,6}双方)(?:还|一致|共同)*(?:议定|商定|约定|同意|确定)"
    r"|(?P<decides>(?:该|我)[省市县区州旗镇乡校院局])(?:还|又|已)?决定"
)
TELLING = compiled("叮嘱|嘱咐|勉励|告诫|提醒|寄语|责成|指示|要求|敦促")
TOLD = re.compile(
    r"[一-鿿、]{0,24}?(?:叮嘱|嘱咐|勉励|告诫|提醒|寄语|责成|要求)(?:(?:在场|随行|陪同)的?)?(?P<who>(?!大家|我们|他们|你们)[一-鿿、（）]{2,24}?)(?:时?强调|时?指出)?(?:在[^，]{2,10}(?:前|后|时|期间))?"
)


MEANT = re.compile(
    r"作为(?P<as>[^，]{0,12}?(?:部门|政府|单位|企业|机构|学校|医院))"
    r"|[^，]{0,24}?[向对](?P<to>(?!我|大家|他|你|她)[^，]{2,20}?)(?:还|也|又|分别)?提出了?[^，]{0,8}(?:要求|希望|建议|意见)"
)
# Most clauses hold no letter that these need (``knowledge/signs.py``).
ASKS_SIGN = sign(ASKED_HINT.pattern)
TELLS_SIGN = sign(TELLING.pattern)
PROPOSES = sign("提出")
SERVING = "作为"


def demanded_of(core: str) -> str:
    """Return of whom something is demanded with a plain predicate (要求保障中心对…进行…), or ""."""
    demand = core.removeprefix("会议").removeprefix("还").removeprefix("并")
    return hoped(demand[2:]) if demand.startswith(DEMANDING) else ""


def without_asking(core: str, signs: int) -> str:
    """Take off the words that ask (希望, 请, 反复叮嘱)."""
    lead = ASKED_LEAD.match(core) if signs & ASKS_SIGN and ASKED_HINT.search(core, 0, ASKED_WITHIN) else None
    return core[lead.end() :] if lead else core


# 《通知》要求各市人民政府要…: who is told by a paper.
PAPER_FIRST = "《"
PAPER_ASKS = re.compile(
    "《[^《》]{2,24}》(?:还|同时|也|并|明确)?(?:要求|强调|指出|提出|明确|规定)(?=[^，]{2,24}(?:要|应|必须|须|不得))"
)


def without_paper(core: str) -> str:
    """Take off the paper that asks, before whom it asks."""
    paper = PAPER_ASKS.match(core)
    return core[paper.end() :] if paper else core


def asked_before_please(core: str) -> str:
    """Return who is asked before 请 (各推荐单位请加强审核), or ""."""
    asked = WHO_IS_TO.match(core) if ASKING in core[2:LONGEST_BEFORE_PLEASE] else None
    return asked["who"] if asked else ""


def without_please(core: str) -> str:
    """Take 请 off, which is no 请示 or 请求."""
    return core[1:] if core[0] == ASKING and core[1:2] not in "示求教假愿" else core


def asked_whom(clause: str, core: str) -> str:
    """Return which of several are asked, before how or when (请各地积极配合…), or ""."""
    if len(core) == len(clause) or not clause.startswith(ASKING):
        return ""
    if asked := ASKED_WHOM.match(core) or ASKED_WITH.fullmatch(core) or TAKES_PART.match(core):
        return asked["who"]
    asked = ASKED_WHEN.fullmatch(core)
    return asked["who"] if asked and is_body(asked["who"]) else ""


def asked_of(clause: str, core: str) -> str:
    """Return who is asked at the beginning of ``core``, where words that ask were taken off before it, or ""."""
    asking = clause[: len(clause) - len(core)]
    if not asking:
        return ""
    return _asked(core) or (hoped(core) if HOPING.search(asking) else "")


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


def demanded_behind(text: str, start: int, end: int) -> str:
    """Return of whom the clause there is demanded, behind 要求 and the like (要求|渡口办在一周内拿出方案), or ""."""
    if text[max(0, start - 2) : start] not in TELLS:
        return ""
    clause = text[start:end]
    return hoped(clause) or department(clause) or assigned_unit(clause)


TELLS = frozenset(("要求", "责成", "叮嘱", "嘱咐", "提醒", "督促"))


def told_to(clause: str) -> str | None:
    """Return who agrees on what follows (双方议定，), or is told what they must (他叮嘱渡口负责人，), or None."""
    if clause.endswith(AGREEING) and (agreed := AGREED.fullmatch(clause)):
        return agreed["who"] or agreed["decides"]
    # 作为主管部门，将…; 他向全县各银行提出要求，一是要…: whom the speaker means.
    signs = signs_of(clause)
    meant = MEANT.fullmatch(clause) if signs & PROPOSES or clause.startswith(SERVING) else None
    if meant and is_body(who := meant["as"] or meant["to"]) and not head_verb(who)[0]:
        return who
    told = TOLD.fullmatch(clause) if signs & TELLS_SIGN and TELLING.search(clause) else None
    # 要求人社部门组织专场招聘会: what is demanded stands in the clause.
    if told and (demanded := department(told["who"]) or assigned_unit(told["who"])):
        return demanded
    return told["who"] if told and is_body(told["who"]) and not head_verb(told["who"])[0] else None

"""Who is to do it: units and lists of them, 由…牵头, 会同…. Rules R26, R29."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from luoshi_reading.facts.clauses.bodies import FIELDS_ALONE, are_departments, is_body
from luoshi_reading.facts.clauses.clause_heads import ADVERBS, CLAUSES_KEPT, assigned_unit, head_verb, tasked_by
from luoshi_reading.facts.owners.plain_subjects import before_predicate
from luoshi_reading.facts.remembered import remembered
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.surnames import NOT_NAMES, USUAL_SURNAME

UNIT_NAME = re.compile(
    r"(?:厅|局|委|办|部|院|署|行|会|社|处|室|中心|公司|集团|海关|政府|管委会|单位|部门|企业|高校|学校|[小中大]学|机构|领导|区|县|市|镇|街道|镇街|街|小组|专班|支队|总队|队|团|联|馆|台|站|所|银行|运营商|农商行|供销社|保险公司|省|法院|检察院|协会|科协|海关|分行|人民政府|各村|各社区|村居|各?[县区镇乡村]（[一-鿿、]{1,8}）)(?:等)?$"
)
ROLE_TAIL = re.compile(
    r"(?>按照?(?:各自)?职责分?工?(?:分别|共同)?(?:负责|落实|抓好落实)?|分别|共同|牵头|负责|负总责|总负责|负主责|配合|落实|组织实施|承担|参与|参加|主办|主责|承办|(?<!政)协办|(?<!委)会办|协助|协同|具体(?:负责|落实|实施)?|分工(?:负责|落实)?|等部门|等单位|等)++$"
)
SPLIT = compiled(r"[、,，]|和(?=各|省|市|区|县|有关|相关)|及(?=各|省|市|区|县|有关|相关)")
# 各县（市、区）政府: within a bracket no mark parts names.
SPLIT_OUTSIDE = re.compile(
    r"(?:[、,，]|和(?=各|省|市|区|县|有关|相关)|及(?=各|省|市|区|县|有关|相关))(?![^（(【\[]*[）)】\]])"
)
# 各市（地）党委、政府（行署）
GOVERNMENT = re.compile(r"(?:人民)?政府(?:[（(][一-鿿]{2,8}[）)])?$|行署$|管委会$|办事处$")
JOINED = re.compile(r"^(?:县|区|市|乡|镇|街道|旗|[（(〔])")
BY = re.compile(
    r"(?<![可理自事缘因])由(?!于)(?:所?涉及的)?(?P<lead>(?![^，。；]{2,20}(?:迈[进向]|转[为向]|升为|变为))[^，。；]{2,160}?)(?<=[）厅局委办部院署行会社处室心司团关府位门企业校构导员区县市镇街队联馆台站所省协志员长组班股科记任手部])(?P<role>进行|成立|组建|总牵头|总负责|牵头(?!的)|负责|承担|组织(?!部)|会同|审批|办理|按|根据|跟踪|具体|抓紧|研究|修改|印发|提出|制定|统筹|汇总|编制|收购|建设|解决|管理|督办|约谈|另行|责令|督促|予以|统一|及时|立案|通报|追究|移交|移送|审定|安置|依法|作为|全程|承揽|承建|承接|兜底|包干)"
)
WITH = re.compile(
    r"会同(?P<with>[^，。；]{2,60}?)(?:等(?:有关|相关|各)?(?:部门|单位)?)?(?=[，。；]|负责|加强|制定|开展|做好|$)|(?:^|[，；、])(?P<support>[^，。；]{2,60}?)(?:等部门|等单位)?(?:[要应须])?(?:积极|密切|协同|主动|全力|切实|及时)*(?:配合(?!职责|机制|度|工作机制)|协助(?=[，。；]|$))"
)
MEMBERS = re.compile(r"牵头，(?P<members>[^。；]{4,400}?)(?:为成员|参加|参与|配合|协助)")
# 由市财政给予一次性资助: a level's treasury pays, whoever leads what is done with it.
BY_TREASURY = re.compile(
    r"(?<!资金)(?<!经费)由(?P<lead>(?:[省市县区州镇乡]|本级|同级|受益|各级|[省市县区镇乡]级|[两三]级|[一-鿿]{2,3}[市县区镇乡])[一-鿿、]{0,4}?财政)"
    r"(?![局厅所部])(?=[^，。；]{0,24}(?:给予|补助|补贴|奖补|奖励|资助|拨付|安排|承担|解决|列支|负担|兜底|兑付|配套|支付))"
)
# …报县防火专班（办公室设在县林业局，电话：…）: whose office it is that is reported to.
OFFICE_ASIDE = re.compile(r"[（(](?:领导小组)?办公室设在[^（）()]{2,80}[）)]")
SEATED = re.compile(r"(?:办公室|指挥部|专班)设在(?P<unit>[一-鿿]{2,20}?[局委办厅室中心])(?=[，。；]|$)")
# 责任单位为市财政局; 明确县渔业局为牵头单位, 委托县国投公司作为业主单位.
CALLED_LEAD = re.compile(
    r"(?:责任|牵头)单位为(?P<unit>[一-鿿]{2,20}?)(?=[，。；]|$)"
    r"|(?:明确|确定|委托|指定)(?:由)?(?P<named>[一-鿿]{2,20}?)(?:作为|为)[^，。；]{0,8}?(?:牵头|责任|业主|实施|承办|主管|建设|代建)(?:单位|主体)"
)
NAMING = re.compile(r"[（(]以下(?:统称|简称)[^）)]{1,30}[）)]")


@dataclass(frozen=True, slots=True)
class Duty:
    """The units of one duty note or clause; ``lead`` and ``supporting`` as written, in order."""

    lead: tuple[str, ...]
    supporting: tuple[str, ...]


LEADING_ROLE = re.compile(r"(?<!^)牵头(?!单位|部门|责任|机构)")
AND_OTHERS = re.compile(r"等(?:部门|单位|群团组织|部门（单位）)?(?:和|及)?")
NO_MEMBER = re.compile(r"^(?:部门|（单位）和?|群团组织)|等.*$")


LONGEST_WITH = 4
# 市财政局等有关部门: others without a name.
OTHERS_TOO = re.compile(r"(?<=[局委厅府部办院署公司集团])等(?:有关|相关|各)?(?:部门|单位)$")
# 县、乡镇两级政府: levels that are one name.
LEVELS = re.compile("(?:[省市县区乡镇村州]、){1,3}[省市县区乡镇村]{1,2}[两三四]级")
OPENED = re.compile(r"[（(【\[]")


@lru_cache(CLAUSES_KEPT)
def unit_names(listed: str) -> tuple[str, ...]:
    """Split a list of units; 市、县（区）人民政府 stays one name (R29)."""
    names: list[str] = []
    if "级" in listed:
        listed = LEVELS.sub(lambda levels: levels[0].replace("、", "\ue000"), listed)
    for part in (SPLIT_OUTSIDE if OPENED.search(listed) else SPLIT).split(listed):
        name = ROLE_TAIL.sub("", LEADING_ROLE.sub("", part.replace("\ue000", "、")).strip(" \u3000。：:“”"))
        if name.startswith("会同") and len(name) > LONGEST_WITH:
            name = name.removeprefix("会同")
        if name.endswith(("部门", "单位")):
            name = OTHERS_TOO.sub("", name)
        if name[-1:] in ("）", ")", "】", "]") and not OPENED.search(name):
            name = name[:-1]
        if "“" in name and "”" not in name:
            name += "”"
        if not name:
            continue
        if (names and names[-1].endswith(("党委", "党工委")) and GOVERNMENT.match(name)) or (
            names
            and names[-1].endswith(("设区市", "各市", "有关市", "各县", "各区", "各州", "有关州", "各省", "各盟"))
            and JOINED.match(name)
        ):
            names[-1] = f"{names[-1]}、{name}"
        else:
            names.append(name)
    return tuple(names)


# 防汛指挥部办公室, 抗旱救灾领导小组: an organ's name may begin like a verb.
ORGAN = re.compile(r"(?:领导小组|指挥部|办公室|专班|委员会|工作组|联席会议|成员单位|联合会|班子成员|党员个人)$")
# 主要领导要亲自抓, 由办公室负责: who within the unit does it; the order stays the unit's.
IN_HOUSE = re.compile(
    r"(?:各级|党政|单位|部门)?[“]?(?:主要|分管|班子|党政)?(?:主要)?(?:领导|负责同志|负责人|一把手)[”]?(?:干部|同志)?$|^(?:办公室|专人|相关科室|党政正职)$"
)


NOBODY = Duty((), ())
# 由汤敏、周河同志牵头: people by their names.
COMRADES = re.compile("[一-鿿]{2,4}(?:、[一-鿿]{2,4}){0,4}?同志")
# 清淤由汤敏牵头，…: a person without an office, at the end of the clause.
BY_PERSON = re.compile(
    rf"由(?P<who>{USUAL_SURNAME}[一-鿿]{{1,2}})(?:牵头|负责|负总责|挂帅)(?:抓总|落实)?(?=[，。；]|$)"
)
NAMES_LEAD = compiled("明确|确定|委托|指定")


def clause_duty(text: str) -> Duty:
    """Read 由…牵头, 会同…, …配合 in the words of a commitment (R26)."""
    told = (
        ("由" in text or "会同" in text or "配合" in text or "协助" in text)
        or ("设在" in text or "单位为" in text)
        or ("为" in text and NAMES_LEAD.search(text) is not None)
    )
    return _told_duty(text) if told else NOBODY


@remembered
def _told_duty(text: str) -> Duty:
    if "以下" in text:
        text = NAMING.sub("", text)
    seated = (
        SEATED.search(OFFICE_ASIDE.sub("", text))
        if "设在" in text
        else CALLED_LEAD.search(text)
        if "为" in text
        else None
    )
    if seated:
        return Duty((seated["unit"] or seated["named"],), ())
    if "由" not in text and "会同" not in text and "配合" not in text and "协助" not in text:
        return NOBODY
    lead: list[str] = []
    supporting: list[str] = []
    by = BY.search(text)
    if "财政" in text and (pays := BY_TREASURY.search(text)):
        lead.append(pays["lead"])
    elif by and (are_departments(by["lead"]) or COMRADES.fullmatch(by["lead"])):
        lead.append(by["lead"].removesuffix("同志"))
    elif by:
        lead.extend(name for name in unit_names(by["lead"]) if _is_unit(name))
    elif (person := BY_PERSON.search(text)) and not is_body(person["who"]) and person["who"] not in NOT_NAMES:
        lead.append(person["who"])
    elif unit := tasked_by(text[text.rfind("，", 0, max(text.find("由"), 0)) + 1 :])[0]:
        lead.extend(name for name in unit_names(unit) if _is_unit(name))
    members = MEMBERS.search(text)
    if members:
        supporting.extend(_listed(members["members"]))
    for match in WITH.finditer(text):
        part = match["with"] or match["support"]
        if not match["with"] and part[0] in "与同和":
            continue  # 与施工单位做好协调配合: with whom the owner works
        part = before_predicate(part) or assigned_unit(part) or part
        # 由供电、供水等单位配合: departments by their fields.
        names = unit_names(part.removeprefix("由"))
        supporting.extend(name for name in names if _is_unit(name) or FIELDS_ALONE.fullmatch(name))
    return Duty(tuple(lead), tuple(dict.fromkeys(s for s in supporting if s not in lead)))


# 对口部门, 监督机构: bodies that are named by what they do.
BY_WORK = ("部门", "单位", "机构", "机关", "合作社", "服务队", "员")
LONGEST_BY_WORK = 6
# 统筹办, 督查科: a short name of an office that begins like a verb.
SHORT_OFFICE = 4


def _is_unit(name: str) -> bool:
    return (
        1 < len(name) <= (LONGEST_DESCRIBED if (described := OF_WORK.fullmatch(name)) else 20)
        and (UNIT_NAME.search(name) is not None or IN_OFFICE.search(name) is not None)
        and (
            not head_verb(name)[0]
            or ORGAN.search(name) is not None
            or described is not None
            or IN_CHARGE.fullmatch(name) is not None
            or (len(name) <= LONGEST_BY_WORK and name.endswith(BY_WORK))
            or (len(name) <= SHORT_OFFICE and name[-1] in "办局科所队站")
        )
    )


# 局计财股, 分管副县长: sections, and people in office, to whom a task may be given.
IN_OFFICE = re.compile(
    r"(?:(?:技术|执法|管理|值班|监测)人员|(?:护林|网格|信息|联络|安全|管护|水管|河管)员|股|(?<!学)科|[县市区镇乡局院校]长|书记|主任|秘书长|干部|负责人|负责同志|一把手)$"
)
# 包抓领导, 分管副县长: people who are named by what they do.
IN_CHARGE = re.compile(
    r"(?:[省市县区镇乡]级?)?(?:包抓|包联|包保|包村|包片|包案|分管|主管|挂钩|挂点|联系|值班|带班|牵头|负责|挂联|领办)[一-鿿]{0,6}"
    r"(?:领导|干部|[县市区镇乡局]长|书记|主任|负责人|负责同志)"
)
# 查处案件的粮食部门: an office that is told from the others by its part.
OF_WORK = re.compile(r"[^，。的]{2,14}的[^，。的]{0,14}(?:部门|单位|机构|机关)")
LONGEST_DESCRIBED = 30


def _listed(members: str) -> Iterator[str]:
    for name in unit_names(AND_OTHERS.sub("、", members)):
        clean = NO_MEMBER.sub("", name)
        if len(clean) > 1 and clean not in ADVERBS:
            yield clean

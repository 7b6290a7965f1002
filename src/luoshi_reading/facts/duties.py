"""Who is to do it: subjects of clauses, 由…牵头, bracketed duty notes. Rules R25-R29."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NOTE = re.compile(r"[（(【\[](?P<label>责任单位|责任部门|牵头单位|牵头部门|主办单位|责任领导|配合单位|协办单位|负责单位|落实单位)?[：:]?(?P<body>[^（()）】\]]{0,200}(?:[（(〔][^（()）〕]{0,30}[）)〕][^（()）】\]]{0,200}){0,6})[）)】\]]")
NOTE_SIGN = re.compile(r"(?:负责|牵头|配合|落实|组织实施|承担)(?:，|；|。|$)|列第一的为牵头|按职责分工|下同")
UNIT_NAME = re.compile(r"(?:厅|局|委|办|部|院|署|行|会|社|处|室|中心|公司|集团|海关|政府|管委会|单位|部门|企业|高校|学校|机构|区|县|市|镇|街道|支队|总队|队|团|联|馆|台|站|所|银行|省|法院|检察院|协会|人民政府)(?:等)?$")
ROLE_TAIL = re.compile(r"(?:按照?(?:各自)?职责分?工?(?:分别|共同)?(?:负责|落实|抓好落实)?|分别|共同|牵头|负责|配合|落实|组织实施|承担|参与|等部门|等单位|等)+$")
LEAD_PART = re.compile(r"(?P<units>[^；;。，]{2,200}?)(?P<role>牵头|负责|主办|为主)")
SPLIT = re.compile(r"[、,，]|和(?=各|省|市|区|县|有关|相关)|及(?=各|省|市|区|县|有关|相关)")
JOINED = re.compile(r"^(?:县|区|市|乡|镇|街道|旗|[（(〔])")
SUBJECT = re.compile(
    r"^(?P<subject>(?:全[市省区县州]|各|所有|有关|相关|每|省|市|区|县|州|镇|乡|街道|村|国家|我|本|地方|登记|有条件的|责任|牵头|主管|行业|属地|党委|企业|学校|机关|[一-鿿]{2,12}?)?[^，。；：]{0,40}?"
    r"(?:上下|各地|各级|部门|单位|政府|党委|党组织|支部|机构|机关|区县|县区|县市|市县|县市区|市州|乡镇|街道|镇|村|干部|党员|同志|负责人|责任人|企业|厅|局|委|办|院|校|公司|银行|中心|集团|协会|联合会|办公室|工会|妇联|团委|法院|检察院|开发区|园区|区|县|市|省|学校|医院|社区|地方|城市|[）)]))"
    r"(?:[^，。；]{0,6}?)(?P<must>要|必须|务必|应当|应(?![急对用])|须|将|负责|牵头|可(?!能|以?持)|均|建成|采取)"
)
NO_SUBJECT = re.compile(r"^(?:在|以|对|把|按|从|为|由|使|让|通过|针对|根据|按照|围绕|会议|我们|他|大家|这|那|既|又|还|同时|到|力争|确保|推动|推进|加强|加快|支持|鼓励|引导|建设|坚持|落实)")
BY = re.compile(r"由(?P<lead>[^，。；]{2,60}?)(?P<role>牵头|负责|承担|组织实施|会同|审批|办理)")
WITH = re.compile(r"会同(?P<with>[^，。；]{2,60}?)(?:等)?(?:部门|单位)?(?=[，。；]|负责|加强|制定|开展|做好|$)|(?:^|[，；、])(?P<support>[^，。；]{2,60}?)(?:等部门|等单位)?(?:积极|密切|协同)?配合")
MEMBERS = re.compile(r"牵头，(?P<members>[^。；]{4,400}?)(?:为成员|参加|参与|配合|协助)")
UNIVERSAL = re.compile(r"^(?:全[市省区县州乡镇]|各级各|各地|各级|各部门)")


@dataclass(frozen=True, slots=True)
class Duty:
    """The units of one duty note or clause; ``lead`` and ``supporting`` as written, in order."""

    lead: tuple[str, ...]
    supporting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A bracketed duty note: it covers the sentences from the last note or item head up to ``start`` (R27)."""

    start: int
    end: int
    duty: Duty


def find_notes(text: str) -> list[Note]:
    """Find the bracketed duty notes in reading order."""
    found = []
    first_leads = False
    for match in NOTE.finditer(text):
        body = match["body"]
        if not match["label"] and not (NOTE_SIGN.search(body) and UNIT_NAME.search(ROLE_TAIL.sub("", re.split(r"[，；]", body)[0]))):
            continue
        if "列第一的为牵头" in body:
            first_leads = True
        duty = read_note(body, match["label"] or "", first_leads)
        if duty.lead or duty.supporting:
            found.append(Note(match.start(), match.end(), duty))
    return found


def read_note(body: str, label: str, first_leads: bool) -> Duty:
    """Read the units of a note: who leads where it says so, everybody as lead where all share the duty (R28)."""
    body = re.split(r"[，；]?列第一|[，；]?下同", body)[0]
    lead: list[str] = []
    supporting: list[str] = []
    for section in re.split(r"[；;]|，(?=[^，]{2,120}(?:配合|参与|协助)$)", body):
        section = re.sub(r"^(?:责任单位|牵头单位|配合单位|责任部门)[：:]", "", section.strip())
        names = unit_names(section)
        if label.startswith(("配合", "协办")) or re.search(r"(?:配合|参与|协助)(?:落实)?$|^配合单位", section):
            supporting.extend(names)
            continue
        split = LEAD_PART.match(section)
        if split and split["role"] == "牵头" and not section.endswith("牵头"):
            leaders = unit_names(split["units"])
            lead.extend(leaders)
            supporting.extend(name for name in names if name not in leaders)
        elif lead and not label and "按" not in section:
            supporting.extend(names)
        else:
            lead.extend(names)
    if first_leads and len(lead) > 1 and not supporting:
        lead, supporting = lead[:1], lead[1:]
    return Duty(tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(s for s in supporting if s not in lead)))


def unit_names(listed: str) -> list[str]:
    """Split a list of units; 市、县（区）人民政府 stays one name (R29)."""
    names: list[str] = []
    for part in SPLIT.split(listed):
        name = ROLE_TAIL.sub("", re.sub(r"(?<!^)牵头", "", part).strip(" \u3000。：:“”"))
        if not name:
            continue
        if names and names[-1].endswith(("设区市", "各市", "有关市", "各县", "各区")) and JOINED.match(name):
            names[-1] = f"{names[-1]}、{name}"
        else:
            names.append(name)
    return names


def subject_of(clause: str) -> str | None:
    """Return the unit that a clause says must act, as written, or None (R25)."""
    core = re.sub(r"^(?:当前|目前|下一步|同时|特别是|尤其是|此外|另外|其中|对[^，]{2,20}，)+，?", "", clause)
    if NO_SUBJECT.match(core):
        return None
    found = SUBJECT.match(core)
    return found["subject"] if found else None


def clause_duty(text: str) -> Duty:
    """Read 由…牵头, 会同…, …配合 in the words of a commitment (R26)."""
    lead: list[str] = []
    supporting: list[str] = []
    by = BY.search(text)
    if by:
        lead.extend(unit_names(by["lead"]))
    members = MEMBERS.search(text)
    if members:
        supporting.extend(_listed(members["members"]))
    for match in WITH.finditer(text):
        part = match["with"] or match["support"]
        if part and (match["with"] or UNIT_NAME.search(part)):
            supporting.extend(name for name in unit_names(part) if 1 < len(name) <= 30)
    return Duty(tuple(lead), tuple(dict.fromkeys(s for s in supporting if s not in lead)))


def _listed(members: str) -> Iterator[str]:
    for name in unit_names(re.sub(r"等(?:部门|单位|群团组织|部门（单位）)?(?:和|及)?", "、", members)):
        clean = re.sub(r"^(?:部门|（单位）和?|群团组织)|等.*$", "", name)
        if len(clean) > 1:
            yield clean

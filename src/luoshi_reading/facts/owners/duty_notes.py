"""Duty notes: units in brackets or behind a label. Rules R27, R28."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from luoshi_reading.facts.lines.measures_below import MEASURES_SIGN, measures_ends
from luoshi_reading.facts.owners.duties import ROLE_TAIL, SPLIT, UNIT_NAME, Duty, unit_names
from luoshi_reading.facts.owners.duty_lines import duty_lines
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.rare_letters import beginning_with, standing
from luoshi_reading.structure import Sentence

# 主责单位, 牵头责任部门, 责任科室, 实施主体.
LABEL = (
    r"(?:第一|主要|具体)?(?:牵头|责任|主办|主责|承办|负责|实施|完成|主管|配合|协办|协同|协助|协作|参与|参加|落实|支持)"
    r"(?:责任|配合|落实|实施)?(?:单位|部门|科室|处室|股室|主体|机构)"
)
NOTE = re.compile(
    rf"[（(【\[［](?P<label>{LABEL}|责任领导)?"
    r"[：:∶]?(?P<body>[^（(〔)）】\]］]{0,200}+(?:[（(〔][^（()）〕]{0,30}+[）)〕][^（(〔)）】\]］]{0,200}+){0,6})[）)】\]］]"
)
NOTE_SIGN = compiled(
    r"(?:负责|牵头|配合|落实|组织实施|承担|主办|主责|承办|(?<!政)协办|(?<!委)会办|协助|协同|参与)(?:，|；|。|$)"
    r"|列第一的为牵头|按职责分工|下同"
)
LEAD_PART = re.compile(r"(?P<units>[^；;。，]{2,200}?)(?P<role>牵头|负责|负总责|总负责|负主责|主办|主责|承办|为主)")
# 牵头单位：市交通运输局；配合单位：临霁区政府 without brackets, after the item it belongs to (R27).
LABELLED = compiled(
    rf"{LABEL}[：:][^\n。；]{{2,200}}+(?:[；;。]?[ \u3000]*+(?:\n[ \u3000]*+)?{LABEL}[：:][^\n。；]{{2,200}}+){{0,3}}"
)
# 〔牵头单位：…〕: square brackets hold years and districts else.
SQUARE = re.compile(r"〔(?P<label>[牵责主]\w单位)：(?P<body>[^〔〕\n]{2,300})〕")
LABELLED_PART = re.compile(rf"(?P<label>{LABEL})[：:](?P<body>(?:(?!，?{LABEL}[：:])[^\n。；;]){{2,200}})")


@dataclass(frozen=True, slots=True)
class Note:
    """A bracketed duty note: it covers the sentences from the last note or item head up to ``start`` (R27).

    ``due``: by when it says the work is to be done, as written, or "". ``until``: where what it leads on to ends.
    """

    start: int
    end: int
    duty: Duty
    own_line: bool = False
    due: str = ""
    until: int = 0


NOBODY = Duty((), ())
# 完成时限：, 整改时限：, 完成时间：
DUE_LABEL = (
    r"(?:整改|完成|办结|办理|落实|推进|实施|建设|工作|治理|销号|达标|(?:计划|预计|任务|目标|最终)完成|责任)?(?:时限|期限)(?:要求)?"
    r"|(?:整改|完成|办结|销号|竣工|(?:计划|预计|任务|拟)完成|计划竣工)时间|(?:完成)?时间节点|时间(?:进度|要求)|完成日期"
)


def find_notes(text: str) -> list[Note]:
    """Find the bracketed duty notes in reading order."""
    found = []
    told = next(beginning_with("列排", FIRST_IS_LEAD, text), None)
    # Told in a note it holds from there on (下同); told elsewhere, for the whole paper.
    first_from = 0 if told and not _inside_note(text, told) else told.start() if told else len(text)
    for match in beginning_with("（(【[［", NOTE, text):
        body = match["body"]
        if not match["label"] and (MEANS.match(body) or not _is_note(body, _ends_paragraph(text, match))):
            alone = DUE_FIRST.match(body) is not None
            if alone or (_ends_paragraph(text, match) and DUE_ALONE.fullmatch(body)):
                due = _due_in(body) if alone else re.sub("完成$", "", body)
                found.append(Note(match.start(), match.end(), NOBODY, due=due))
            continue
        duty = read_note(body, match["label"] or "", match.end() > first_from)
        if duty.lead or duty.supporting:
            own_line = _begins_line(text, match.start())
            found.append(Note(match.start(), match.end(), duty, own_line, _due_in(body)))
    if "〔" in text:
        for match in SQUARE.finditer(text):
            duty = read_note(match["body"], match["label"], match.end() > first_from)
            own_line = _begins_line(text, match.start())
            found.append(Note(match.start(), match.end(), duty, own_line, _due_in(match["body"])))
    if colons := [at for at in standing(text, "：:") if text[at - 2 : at] in LABEL_ENDS]:
        found.extend(_labelled(text, colons, [(note.start, note.end) for note in found], first_from))
        found.sort(key=lambda note: note.start)
    if lines := [Note(*line) for line in duty_lines(text)]:
        found = sorted([*found, *lines], key=lambda note: note.start)
    if (cut := CUT_NOTE.search(text, max(0, len(text) - LONGEST_CUT))) and (names := _whole_names(cut["body"])):
        found.append(Note(cut.start(), len(text), Duty(names, ())))
    if found and MEASURES_SIGN.search(text):
        ends = measures_ends(text, [(note.start, note.end) for note in found])
        found = [replace(note, until=end) if end else note for note, end in zip(found, ends, strict=True)]
    return found


# …。（市政府办公室、市: a note in which the text stops.
CUT_NOTE = re.compile(rf"(?<=。)[（(](?:{LABEL}[：:])?(?P<body>[^（()）。\n]{{4,160}})\s*\Z")
LONGEST_CUT = 200


def _whole_names(body: str) -> tuple[str, ...]:
    """Return who leads by the names that are whole in a note that stops short, () where it is none."""
    names = re.split("[、，,；;]", body)[:-1]
    lead = re.split("牵头|负责", "、".join(names), maxsplit=1)[0]
    return unit_names(lead) if names and all(OFFICE_NAME.search(name) for name in lead.split("、")) else ()


def within(sentences: Sequence[Sentence], notes: Sequence[Note]) -> set[int]:
    """Where the sentences start that are nothing but a note."""
    starts = [note.start for note in notes]
    found = set()
    for sentence in sentences if starts else ():
        index = bisect_right(starts, sentence.start) - 1
        if index >= 0 and sentence.start < notes[index].end:
            found.add(sentence.start)
    return found


def noted_heads(text: str, heads: Iterable[int], notes: Sequence[Note]) -> frozenset[int]:
    """Where the run-in heads start that are a whole item: a note follows right behind (1.收入稳步提高。责任单位：…)."""
    starts = [note.start for note in notes]
    found = []
    for head in heads:
        index = bisect_right(starts, head)
        end = text.find("。", head, starts[index]) + 1 if index < len(starts) else 0
        if end and text[end : starts[index]].strip(" \u3000\n") == "":
            found.append(head)
    return frozenset(found)


def _begins_line(text: str, start: int) -> bool:
    return text[text.rfind("\n", 0, start) + 1 : start].strip(" \u3000") == ""


def _ends_paragraph(text: str, match: re.Match[str]) -> bool:
    return text[match.start() - 1 : match.start()] in ("。", "；") and text[match.end() : match.end() + 1] in ("", "\n")


DUE_FIRST = re.compile(rf"(?:{DUE_LABEL})[：:∶]")
DUE_PART = re.compile(rf"(?:^|[，；;。、 \t\u3000])(?:{DUE_LABEL})[：:∶](?P<due>[^，；;\n]{{2,24}})")
# …。（2026年6月底前完成）: a bracket behind the full stop that only says by when.
DUE_ALONE = re.compile(
    r"(?:力争|确保)?(?:20\d\d年|今年|明年)?(?:[^一-鿿，；]{0,6}[月日年]|年|[上下]半年|第?[一二三四]季度)[^，；]{0,10}?[前内底末年度](?:基本|全面|全部)?(?:完成|建成|到位|完工)?"
)
HAS_DAY = re.compile(r"\d|年底|年内|月底|季度|半年")


def _due_in(body: str) -> str:
    """By when a note says it is to be done: 完成时限：2026年底, 2026年底前完成; "" where it does not say."""
    if ("：" in body or ":" in body) and (told := DUE_PART.search(body)):
        return told["due"].strip(" \u3000。")
    parts = [part.strip() for part in re.split("[，；;]", body)]
    timed = [part for part in parts if NO_DUTY.search(part) and HAS_DAY.search(part)] if len(parts) > 1 else ()
    return re.sub("完成$", "", timed[-1]) if timed else ""


# （含青石新区，下同）: what a name takes in is no duty.
MEANS = re.compile("[不均]?含|[不均]?包[含括]|以下|简称|即|指")
LABEL_ENDS = frozenset(("单位", "部门", "科室", "处室", "股室", "主体", "机构"))
LONGEST_LABEL = 16


def _inside_note(text: str, told: re.Match[str]) -> bool:
    """Whether the words stand in a bracket or on the line of a label."""
    line = text[text.rfind("\n", 0, told.start()) + 1 : told.start()]
    return re.match(rf"[ \u3000]*{LABEL}[：:]", line) is not None or line.count("（") > line.count("）")


def labelled(text: str, colons: Sequence[int]) -> Iterator[re.Match[str]]:
    """What ``LABELLED.finditer`` gives, tried only close before the colons of labels."""
    done = 0
    for colon in colons:
        places = range(max(done, colon - LONGEST_LABEL), colon)
        if match := next(filter(None, (LABELLED.match(text, place) for place in places)), None):
            done = match.end()
            yield match


def _labelled(text: str, colons: Sequence[int], taken: list[tuple[int, int]], first_from: int) -> Iterator[Note]:
    starts = [start for start, _ in taken]
    for match in labelled(text, colons):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and match.start() < taken[index][1]:
            continue
        lead: list[str] = []
        supporting: list[str] = []
        for part in LABELLED_PART.finditer(match[0]):
            body = OTHER_LABEL.split(part["body"], 1)[0].rstrip(" \u3000，,")
            duty = read_note(body, part["label"], match.end() > first_from)
            # Where somebody leads, who else is responsible supports.
            helps = part["label"][:2] in HELPING or (bool(lead) and part["label"].startswith("责任"))
            (supporting if helps else lead).extend(duty.lead)
            supporting.extend(duty.supporting)
        beside = OTHER_LABEL.search(match[0])
        yield Note(
            match.start(),
            match.start() + beside.start() if beside else match.end(),
            Duty(tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(n for n in supporting if n not in lead))),
            _begins_line(text, match.start()),
        )


# 责任单位：市水利局  完成时限：2026年底: another label begins on the line.
OTHER_LABEL = re.compile(
    rf"[，,、 \t\u3000]+(?=(?:{DUE_LABEL}|[一-鿿]{{0,2}}责任人|[一-鿿]{{2}}领导|联系人|[一-鿿]{{0,2}}负责人)[：:∶])"
)
HELPING = frozenset(("配合", "协办", "协同", "协助", "协作", "参与", "参加", "支持"))


FIRST_PART = re.compile(r"[，；]")
FIRST_IS_LEAD = re.compile(
    r"(?:列|排)(?:在)?(?:第一|首)位?的?(?:责任)?(?:单位|部门)?(?:均)?为(?:牵头|主办|主责|第一责任)"
)
FIRST_LEADS = compiled(
    r"[，；]?[列排](?:在)?(?:第一|首位)|[，；]?下同|(?:首位|首个|第一个?|排名第一的?)(?:单位|部门)?[为是]牵头"
)
ROLE_LABEL = (
    r"(?:(?:第一)?责任|牵头|主办|主责|承办|实施|配合|协办|协同|参与|参加|支持|协助|协作|落实|负责)"
    r"(?:责任)?(?:单位|部门|主体|领导|人)?[：:∶]"
)
# Labels part a note, also where only a comma, a space or nothing stands before them.
SECTIONS = re.compile(
    r"[；;]|，(?=[^，]{2,120}(?:配合|参与|参加|协助|协同|(?<!政)协办|(?<!委)会办|支持)$)"
    rf"|[，,、。 \u3000]*(?={ROLE_LABEL})(?<!第一)(?<!牵头)(?<!配合)"
)
SUPPORTS = re.compile(r"(?:配合|参与|参加|协助|协同|(?<!政)协办|(?<!委)会办|支持)(?:落实)?$|^配合单位")


def _is_note(body: str, ends: bool) -> bool:
    """Tell a list of units from any other bracket: it ends in 负责, 牵头 …, or is nothing but names of units.

    ``ends``: it stands after a sentence, at the end of its paragraph, where one unit alone is a note too.
    """
    labelled = SECTION_LABEL.match(body)
    if (labelled and labelled["whom"] in PERSONS) or (labelled is None and DUE_FIRST.match(body)):
        # （责任领导：…；牵头单位：…）, （完成时限：…，责任单位：…）: who has to do it stands behind another label.
        return "单位：" in body or "部门：" in body
    if labelled:
        return UNIT_NAME.search(FIRST_PART.split(body[labelled.end() :], 1)[0]) is not None
    if NOTE_SIGN.search(body):
        named = [part for part in FIRST_PART.split(body) if not (NO_DUTY.search(part.strip()) and HAS_DAY.search(part))]
        return bool(named) and UNIT_NAME.search(ROLE_TAIL.sub("", named[0])) is not None
    if NO_DUTY_SIGN.search(body):
        parts = [part for part in re.split("[，；;]", body) if not NO_DUTY.search(part.strip())]
        if len(parts) == 1 and ends and SHORT_OFFICES.fullmatch(parts[0]):
            return True  # （村建办，12月底）
        body = "，".join(parts)
    names = SPLIT.split(ENDS_LOOSELY.sub("", body))
    if len(names) < (1 if ends or GROUP.fullmatch(body) else 2):
        return False
    if all(OFFICE_NAME.search(name) for name in names) or (len(names) > 1 and all(map(SECTION_NAME.fullmatch, names))):
        return True
    # 省发改委、建设厅、武汉分行: what the first one is of is not said again.
    return len(names) > 1 and OF_A_LEVEL.match(names[0]) is not None and all(SHORT_NAME.search(n) for n in names)


SHORT_OFFICES = re.compile(
    r"[一-鿿]{2,8}(?:办|局|站|所|中心|委|科|股|室|大队)(?:、[一-鿿]{2,8}(?:办|局|站|所|中心|委|科|股|室|大队)){0,5}"
)
# （沿河有关乡镇）: those of them who are meant.
GROUP = re.compile("[一-鿿]{2,8}?(?:有关|相关|各)(?:乡镇|镇街|街镇|镇|县区|县市区|部门|单位|街道|镇（街道）|乡（镇）)")
# （医政处、规财处）: sections of the house.
SECTION_NAME = re.compile(r"[一-鿿]{2,6}[处科股]")
ENDS_LOOSELY = re.compile(r"等(?:有关|相关)?(?:部门|单位)?$")
OF_A_LEVEL = re.compile(r"(?:[省市区县州]|自治区)(?![区县级域])[一-鿿]{1,12}[厅局委办部]$")
SHORT_NAME = re.compile(
    r"^(?![^，]{0,8}(?:包括|含|如|即|其中|原|现))[一-鿿\d]{1,16}(?:[厅局委办部院署会社市县区州联]|公司|集团|中心|分行|银行|海关|政府|办公室|铁路局|协会)$"
)
SECTION_LABEL = re.compile(
    r"(?P<label>(?:(?:第一)?责任|牵头|主办|主责|承办|实施|配合|协办|协同|参与|参加|支持|协助|协作|落实|负责)(?:责任)?(?P<whom>单位|部门|主体|领导|人)?)[：:∶]"
)
PERSONS = frozenset(("领导", "人"))
# （…负责，2026年底前完成）, （…；完成时限：9月）, （…，市城管局指导）: what a note says beside its units.
NO_DUTY = re.compile(
    r"^(?:完成)?(?:时限|时间)|^[^一-鿿]*\d{1,4}年|(?:[前内底末]|时限|按期|长期|持续)(?:完成|推进|坚持)?$|指导$"
)
NO_DUTY_SIGN = re.compile(r"[，；;]")
# Names that only a unit has: what a bracket without 负责 must consist of.
OFFICE_NAME = re.compile(
    r"^(?:[省市区县州镇乡各团]|[一-鿿]{2,8}?(?:有关|相关|各)(?=[乡镇县街部单])|有关|国网|国家|人行|(?:中国)?人民银行|金融监管|邮政|[一-鿿]{2,4}[省市县区])[一-鿿]{0,16}(?:（[一-鿿、]{1,8}）[一-鿿]{0,6})?(?:(?<=）)|厅|局|委|办|部|街道|[镇乡]街?|[县市区]区?|政府|管委会|委员会|办公室|单位|部门|集团|中心|支队|法院|检察院|社|[商学协联合工字]会|联|科协|分行|银行|海关|调查队|[局院社]|馆|站|所|校|院|行|公司|总队|大队|指挥部)$"
)


# 市财政局会同市教育局负责.
JOINT = re.compile(
    r"由?(?P<lead>[^，；]{2,40}?)会同(?P<with>[^，；]{2,120}?)(?:等(?:有关|相关)?(?:部门|单位))?(?:共同)?负责(?:落实)?$"
)


# 区水务局牵头、各街办配合: a comma for the mark between names.
PARTS_RUN_ON = re.compile(
    r"(?<=牵头|负责|主办|主责)、(?=[^，；、]{2,20}(?:、[^，；、]{2,20}){0,8}(?:配合|参与|协助|协办|落实))"
)


def _without_time(body: str) -> str:
    """Take off by when it is to be done, behind the units: …配合，2026年底前完成."""
    parts = re.split("([，；;])", body)
    while len(parts) > 1 and NO_DUTY.search(parts[-1].strip()):
        parts = parts[:-2]
    return "".join(parts)


# （…，列第一位的为牵头单位，下同）; 。以下措施均需各县区落实; ，不再单独列出: what a note explains names nobody.
EXPLAINS = re.compile(r"[（(〔](?:除|其中|列|排|首[位个]|第一|下同|以下|注[：:]|说明)[^（）()〔〕]{2,80}[）)〕]")
GOES_ON = re.compile(r"。.|[，；](?:以下|不再|不另|均需|其[他余]|后续|具体任务)")


def _plain(body: str) -> str:
    """Leave out what a note explains about notes."""
    if "（" in body or "(" in body or "〔" in body:
        body = EXPLAINS.sub("", body)
    told = GOES_ON.search(body)
    return body[: told.start()] if told else body


def read_note(body: str, label: str, first_leads: bool) -> Duty:
    """Read the units of a note: who leads where it says so, everybody as lead where all share the duty (R28)."""
    if "、" in body:
        body = PARTS_RUN_ON.sub("，", body)
    body = _without_time(OTHER_LABEL.split(FIRST_LEADS.split(_plain(body), 1)[0], 1)[0])
    lead: list[str] = []
    supporting: list[str] = []
    for section in SECTIONS.split(body):
        labelled = SECTION_LABEL.match(section.strip())
        if labelled and labelled["whom"] in PERSONS:
            continue
        section = section.strip()[labelled.end() if labelled else 0 :]
        section = "，".join(part for part in section.split("，") if not NO_DUTY.search(part))
        if not section:
            continue
        section = section.removeprefix("由")
        names = unit_names(section)
        own = labelled["label"] if labelled else label
        if own.endswith("领导"):
            continue  # （责任领导：…；牵头单位：…）: whose face it bears
        if own.startswith(tuple(HELPING)) or (lead and own.startswith("责任")) or SUPPORTS.search(section):
            supporting.extend(names)
            continue
        if joint := JOINT.match(section):
            lead.extend(unit_names(joint["lead"]))
            supporting.extend(unit_names(joint["with"]))
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
    if first_leads and len(lead) > 1 and not supporting and "牵头" not in body:
        lead, supporting = lead[:1], lead[1:]
    return Duty(tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(s for s in supporting if s not in lead)))

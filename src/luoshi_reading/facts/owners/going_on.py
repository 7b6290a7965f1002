"""Whether a sentence goes on with the unit that the sentence before it in its paragraph was about. Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.bodies import NOUN_UNITS, begins_as_none, is_body
from luoshi_reading.facts.clauses.clause_heads import assigned_unit
from luoshi_reading.facts.owners.addressed import addressed_above
from luoshi_reading.knowledge.first_letters import compiled, first_characters
from luoshi_reading.structure import Sentence

ONE_UNIT = re.compile(r"(?!全|每|各级|广大)")
BY_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?前|年底前|[一二三四]季度[末底]?前")
# 年底前，全县新建…: whose work it is then.
OF_ALL = re.compile("，?(?:力争|争取|确保)?(?:全[省市州县区镇乡村]|各)")
# 并要…; 同时，要…: a sentence that goes on with the one before it.
CONTINUES = re.compile(
    r"(?:并|还|也|又)[要应须将]|(?:同时|此外|另外)，?(?:还|也|更|又)?[要应须]|同时(?:全面|进一步|加快|加强|做好|抓好|积极|大力|认真|切实)"
)
# 要从各自职责出发，…; 制定本镇方案: it speaks of those again who were told before.
OF_THEIR_OWN = compiled(
    r"各自(?!为|的)|本(?:地区?|部门|单位|乡镇|系统|行业|领域|辖区|企业|岗位|科室|条线|镇|村|校|院)(?![省市县])|辖区内"
    r"|所在(?:地区|部门|单位|镇|乡镇|县区)|自身(?:职责|职能|实际)"
)
# …前将落实情况书面报市政府: what they hand in.
HANDS_IN = re.compile(
    r"(?:(?:自|从)[^，]{2,12}起，)?(?:务必|请|须|应|要)?(?:于|在)?[^，。]{0,14}?(?:前|[内底末])，?(?:务必|请|须|应|要)?将[^，。]{2,60}(?:报送?|上报|报至|反馈|提交|发送)"
)
SHORTEST = 6
# 成立渔港领导小组，统一指挥。负责…: what a body does that the sentence before set up.
SET_UP = re.compile(
    r"(?:成立|组建|设立|建立)(?P<body>[^，。；的由]{2,24}?(?:领导小组|工作组|指挥部|委员会|联席会议|专班|办公室|工作小组))(?=[，。；（(])"
)
TASKS = r"(?:主要|具体|统一|全面)?(?:负责|承担)(?!人|同志|领导)|(?:其|主要|工作)职责(?:是|为|：)"
ITS_TASKS = re.compile(TASKS)
TASKS_FIRST = first_characters(TASKS)
# 县水利局。负责…。县渔政局。负责…: a division of labour whose names stand alone.
NOTHING_BUT = re.compile(r"[。：:；\n](?P<body>[^，。：:；\n（）]{3,24})[。：:]\s*$")
LONGEST_NAME = 28


def body_before(text: str, sentence: Sentence, start: int) -> str:
    """Return the body whose tasks follow, or "".

    The sentence before, which begins at ``start``, sets it up, or is nothing but its name.
    """
    if text[sentence.start] not in TASKS_FIRST or not ITS_TASKS.match(text, sentence.start):
        return ""
    named = NOTHING_BUT.search(text, max(0, sentence.start - LONGEST_NAME), sentence.start)
    if named and all(map(is_body, named["body"].split("、"))):
        return named["body"]
    told = SET_UP.search(text, start, sentence.start)
    return told["body"] if told else ""


def counts_own(text: str, unit: str, start: int, end: int) -> bool:
    """Whether between ``start`` and ``end`` a unit is told the first of several points (各镇一要…。二要…)."""
    return text.find(f"{unit}一要", start, end) >= 0


# 各部门要做到“五个到位”。一是…: points that are announced are those of whom they were announced to.
ANNOUNCED = re.compile(
    r"[一二两三四五六七八九十几\d](?:个|点|项|条|件|字|大|方面)[^，。；]{0,16}$|以下[^，。；]{0,12}$|[:：]$"
)
LONGEST_ANNOUNCED = 24


def announces(text: str, start: int, end: int) -> bool:
    """Whether the sentence there announces several points (各部门要做到“三个到位”。)."""
    return ANNOUNCED.search(text[max(start, end - LONGEST_ANNOUNCED) : end]) is not None


# 会议强调，县政协党组要…。要…: what a body orders itself in its own meeting.
OWN_MEETING = re.compile(
    r"(?:党组|党委|党支部|常务|理论学习中心组|全体|工作|专题|扩大)*(?:\([^)]{1,8}\)|（[^）]{1,8}）)?会议?(?=召开|[，。\s传学研]|上)|召开[^，。]{0,12}会"
)
OWES_ON = re.compile("还?要(?!求|点|素)|必须|务必")
LONGEST_LEAD = 300
SHORTEST_BODY = 3
ITS_OWN = (
    "党组",
    "党委",
    "政协",
    "人大",
    "法院",
    "检察院",
    "工会",
    "妇联",
    "公司",
    "集团",
    "支部",
    "学校",
    "大学",
    "医院",
)


def meets_itself(text: str, body: str) -> bool:
    """Whether the head of a report tells of the meeting of the body that must act (县政协党组会议召开)."""
    if len(body) < SHORTEST_BODY or not body.endswith(ITS_OWN) or body[0] in "各全":
        return False
    at = text.find(body, 0, LONGEST_LEAD)
    while at >= 0:
        if OWN_MEETING.match(text, at + len(body)):
            return True
        at = text.find(body, at + 1, LONGEST_LEAD)
    return False


def _begins_by_day(text: str, start: int) -> re.Match[str] | None:
    first = text[start]
    return BY_DAY.match(text, start) if first in "年一二三四" or first.isdecimal() else None


def named_by_day(text: str, sentence: Sentence) -> str:
    """Return who acts by the day that begins a sentence (6月底前，县水利局完成…), or ""."""
    day = _begins_by_day(text, sentence.start)
    if day is None:
        return ""
    at = day.end() + text.startswith("，", day.end())
    end = next((clause.end for clause in sentence.clauses if clause.end > at), sentence.end)
    unit = assigned_unit(text[at:end])
    return unit if is_body(unit) and unit not in NOUN_UNITS and not begins_as_none(unit) else ""


def goes_on(text: str, sentence: Sentence, before: str) -> bool:
    """Whether ``sentence``, without a subject of its own, is for ``before`` too, who owned the one before it."""
    start, end = sentence.start, sentence.end
    if CONTINUES.match(text, start):
        return True
    # 市城管局要排查…。11月底前完成…: a day that begins the sentence goes on with one unit's work.
    if (day := _begins_by_day(text, start)) and ONE_UNIT.match(before):
        return OF_ALL.match(text, day.end()) is None and text[day.end()] != "由" and not named_by_day(text, sentence)
    if sentence.enumerator or end - start < SHORTEST:
        return False
    return OF_THEIR_OWN.search(text, start, end) is not None or HANDS_IN.match(text, start, end) is not None


# 一是…, 一要…: the first of points that stand on lines of their own.
POINT = re.compile("[ \u3000]*(?P<number>[一二三四五六七八九十]{1,2})(?P<style>[是要])")
ITS_PLANS = re.compile("[将要]")


def points_below(text: str, sentence: Sentence, before: int, owner: str | None, points: str | None) -> str | None:
    """Return who is still spoken of where a line begins with a point (县交通系统将落实会议精神。⏎一是…), or None.

    ``before``: where the sentence before began; ``owner``: whose it was; ``points``: whose the points above are. The
    first point needs its owner right above.
    """
    line = text.rfind("\n", 0, sentence.start) + 1
    if owes := OWES_ON.match(text, sentence.start):
        points = addressed_above(text, line) or points
    if owner is None and points is None:
        return None
    if owes and points and not sentence.enumerator:
        return points
    point = POINT.match(text, line)
    if point is None or point["number"] != "一":
        return points if point else None
    if owner is None or owner[0] in "各全我本" or owner[-1] in "省市县区镇乡" or not is_body(owner):
        return None
    above = text[before:line]
    lead = above.find(owner)
    told = above[lead + len(owner) : lead + len(owner) + 1] if lead >= 0 else ""
    return owner if told and ITS_PLANS.match(told) and above.count("。") <= 1 else None

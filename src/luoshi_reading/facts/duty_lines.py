"""Duty notes without brackets: units and what their part is, on a line of their own or behind an item. Rule R27."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luoshi_reading.facts.duties import UNIT_NAME, Duty, unit_names

# 教育部、财政部等按职责分工负责; 市财政局牵头，市教育局配合: a line of units and what their part is, and nothing else.
DUTY_LINE = re.compile(
    r"(?:^[ \u3000]*|(?<=[。；]))(?P<body>[^。；：:\n]{3,400}"
    r"(?:牵头|负责|配合|落实|参与|协助|组织实施|承担))。?(?=[ \u3000]*$)",
    re.M,
)
# Most texts have none of these, and that is quickly seen.
_PARTS = ("牵头", "负责", "配合", "落实", "参与", "协助", "实施", "承担")
ENDINGS = (*_PARTS, *(part + "。" for part in _PARTS))
AT_LINE_END = tuple(ending + after for ending in ENDINGS for after in "\n \u3000")
DUTY_PART = re.compile(
    r"(?:由|会同)?(?P<units>[^，；]+?)(?:等(?:有关|相关|各)?(?:部门(?:（单位）)?|单位)?)?(?:按照?(?:各自)?(?:职责|职能)(?:任务)?(?:分工)?|分别|共同|结合实际|具体|积极|抓好)*"
    r"(?P<part>牵头(?:负责|落实|组织实施)?|负责(?:落实|组织实施|推进)?|配合(?:落实|做好)?|落实|参与|协助|组织实施|承担)"
)
# A comma within a bracket ends no part.
PART_END = re.compile(r"[，；,](?![^（(]*[）)])")
SHARED = re.compile("职责|职能|分别|共同")
LEAST_NAMED = 0.6
LONGEST_NAME = 16
HELPING = frozenset(("配合", "参与", "协助"))
NO_NAME = re.compile(r"[的要应将须是对把\d]")


def duty_lines(text: str) -> Iterator[tuple[int, int, Duty, bool]]:
    """Yield where each begins and ends, the duty, and whether the line holds nothing else."""
    if not any(sign in text for sign in AT_LINE_END) and not text.endswith(ENDINGS):
        return
    for match in DUTY_LINE.finditer(text):
        own_line = text[text.rfind("\n", 0, match.start("body")) + 1 : match.start("body")].strip(" \u3000") == ""
        body = match["body"]
        if not own_line and (SHARED.search(body) is None or body.startswith("由")):
            continue
        duty = _read_parts(PART_END.split(body.strip(" \u3000")))
        if duty is not None:
            yield match.start("body"), match.end(), duty, own_line


def _read_parts(parts: Sequence[str]) -> Duty | None:
    """Read units and their parts; None where anything else stands there, or nobody leads."""
    lead: list[str] = []
    supporting: list[str] = []
    waiting = ""
    for part in parts:
        found = DUTY_PART.fullmatch(part)
        if found is None:
            # 市财政局，市教育局负责: a comma for the mark between names.
            if UNIT_NAME.search(part) is None or len(part) > LONGEST_NAME:
                return None
            waiting += part + "、"
            continue
        names = unit_names(waiting + found["units"])
        waiting = ""
        if sum(_is_unit(name) for name in names) < LEAST_NAMED * len(names) or not _is_unit(names[0]):
            return None
        helps = bool(lead) or found["part"][:2] in HELPING
        (supporting if helps else lead).extend(names)
    if not lead or waiting or not any("牵头" in part or "负责" in part for part in parts):
        return None
    return Duty(tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(n for n in supporting if n not in lead)))


def _is_unit(name: str) -> bool:
    return 1 < len(name) <= 20 and UNIT_NAME.search(name) is not None and NO_NAME.search(name) is None

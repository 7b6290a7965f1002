"""Duty notes without brackets: units and what their part is, on a line of their own or behind an item. Rule R27."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luoshi_reading.facts.owners.duties import UNIT_NAME, Duty, unit_names

# 市水利局、市气象局等按职责分工负责; 市财政局牵头，市教育局配合: how the last sentence of a line ends that may be one.
_PARTS = ("牵头", "负责", "配合", "落实", "参与", "协助", "实施", "承担", "负责组织")
ENDINGS = (*_PARTS, *(part + "。" for part in _PARTS))
LONGEST_NOTE = 400
# 各校负责具体实施（村小由中心校统筹）。: what is added of some of them.
ASIDE = re.compile("（[^（）]{2,40}）(?=。?$)")
BLANKS = " \u3000"
NO_NOTE = re.compile("[：:]")
# 此项工作由市财政局牵头: what stands before is taken up again.
TAKEN_UP = re.compile("(?:(?:以上|上述|此项|该项|这项|本项)(?:各项)?(?:工作|任务|事项)?)?由")
DUTY_PART = re.compile(
    rf"(?:{TAKEN_UP.pattern}|会同)?"
    r"(?P<units>[^，；]+?)(?:等(?:有关|相关|各)?(?:部门(?:（单位）)?|单位)?)?(?:按照?(?:各自)?(?:职责|职能)(?:任务)?(?:分工)?|分别|共同|结合实际|具体|积极|抓好)*"
    r"(?P<part>牵头(?:负责|落实|组织实施)?|负责(?:具体|牵头|抓好)?(?:落实|组织(?:实施|落实|[^，；、负]{2,10}?(?:具体)?实施)?|推进|实施)?|配合(?:落实|做好)?|落实|参与|协助|组织实施|承担)"
)
# A comma within a bracket ends no part.
PART_END = re.compile(r"[，；,](?![^（(]*[）)])")
# 由环卫公司负责具体实施: what is to be carried out stands before.
CARRIED_OUT = ("负责组织", "负责实施", "负责组织实施", "负责具体实施", "负责落实", "负责具体落实", "负责抓好落实")
ORGANISED = re.compile("负责组织[^，；、负]{2,10}具体实施$")
SHARED = re.compile("职责|职能|分别|共同")
LEAST_NAMED = 0.6
LONGEST_NAME = 16
HELPING = frozenset(("配合", "参与", "协助"))
NO_NAME = re.compile(r"[由的要应将须是对把\d]")


def duty_lines(text: str) -> Iterator[tuple[int, int, Duty, bool]]:
    """Yield where each begins and ends, the duty, and whether the line holds nothing else."""
    after = 0
    for line in text.split("\n"):
        start, after = after, after + len(line) + 1
        if not ASIDE.sub("", line.rstrip(BLANKS)).endswith(ENDINGS):
            continue
        line = line.rstrip(BLANKS)
        end = start + len(line)
        line = ASIDE.sub("", line).removesuffix("。")
        before = max(line.rfind("。"), line.rfind("；")) + 1
        body = line[before:].strip(BLANKS)
        own_line = before == 0
        if len(body) > LONGEST_NOTE or NO_NOTE.search(body):
            continue
        duty = _read_parts(PART_END.split(body))
        if duty is not None and (own_line or _shares_out(body, duty, line[before - 1])):
            yield start + line.index(body, before), end, duty, own_line


def _shares_out(body: str, duty: Duty, mark: str) -> bool:
    """Whether a paragraph's last sentence tells who does what stands before it, and is no work of its own."""
    if mark == "。" and duty.supporting:
        return True
    if mark == "。" and (body.endswith(CARRIED_OUT) or ORGANISED.search(body)):
        return True
    return (mark == "。" or SHARED.search(body) is not None) and not TAKEN_UP.match(body)


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
        # 市财政局会同市教育局负责: whoever works with the first helps.
        units, _, joined = (waiting + found["units"]).partition("会同")
        names = unit_names(units)
        beside = unit_names(joined) if joined else []
        waiting = ""
        told = [*names, *beside]
        if sum(map(_is_unit, told)) < LEAST_NAMED * len(told) or not names or not _is_unit(names[0]):
            return None
        helps = bool(lead) or found["part"][:2] in HELPING
        (supporting if helps else lead).extend(names)
        supporting.extend(beside)
    if not lead or waiting or not any("牵头" in part or "负责" in part for part in parts):
        return None
    return Duty(tuple(dict.fromkeys(lead)), tuple(dict.fromkeys(n for n in supporting if n not in lead)))


def _is_unit(name: str) -> bool:
    return 1 < len(name) <= 20 and UNIT_NAME.search(name) is not None and NO_NAME.search(name) is None

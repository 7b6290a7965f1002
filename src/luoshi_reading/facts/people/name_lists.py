"""Names that only their list announces, and names behind an office whose surname no list holds. Rules R60, R61."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.facts.jurisdiction.place_names import ORDINARY
from luoshi_reading.facts.people.name_forms import GIVEN, HAN, NAME_GROUPS, ONE_NAME, is_plausible
from luoshi_reading.knowledge.divisions import by_short_name
from luoshi_reading.knowledge.surnames import COMPOUND, SINGLE, USUAL, USUAL_SURNAME

Mention = tuple[str, int, int, str | None]

_LEAST_LISTED = 3
# 市环保局汤敏、邱岚、市供水公司俞成山: a unit may stand before a name of the list.
_UNIT = re.compile(r"[一-鿿]{2,12}?(?:公司|中心|街道|[局委办院部厅处站所社镇乡])(?=[一-鿿]{2})")
_OF_UNIT = re.compile(rf"{_UNIT.pattern}(?P<name>{USUAL_SURNAME}{HAN}{{1,2}})")
_LONGEST_UNIT = 18
_LENGTHS = range(2, 5)
_COMPOUND = frozenset(COMPOUND)
_LAST = re.compile(ONE_NAME)
# …的领导还有汤敏、邱岚、俞成山等; 桑坞船舶公司汤敏、邱岚、俞成山: what the first name may stand behind.
_BEFORE_FIRST = re.compile(r"(?:[^一-鿿]|[有是为由率请]|领导|代表|成员|公司|[局委办院校团部厅站所社]|中心)\Z")


def in_lists(text: str) -> Iterator[Mention]:
    """Give the names of lists of three and more, which need no office, each with its place."""
    start = before = 0
    run: list[tuple[str, int]] = []
    while (end := text.find("、", start)) >= 0:
        item = text[start:end] if end - start in _LENGTHS else ""
        if before and item and _is_listed(item):
            run.append((item, start))
        elif (
            run
            and (of_unit := _OF_UNIT.fullmatch(text, start, min(end, start + _LONGEST_UNIT)))
            and _is_listed(of_unit["name"])
        ):
            run.append((of_unit["name"], of_unit.start("name")))
        elif run:
            yield from _whole(text, run)
            run = []
        before = start = end + 1
    if run:
        yield from _whole(text, run)


def _is_listed(item: str) -> bool:
    if item[:2] in _COMPOUND:
        return len(item) > len("欧阳")
    return (
        item[:1] in SINGLE
        and len(item) <= len("汤敏行")
        and is_plausible(item)
        and item not in by_short_name()
        and (item[:2] not in by_short_name() or item[:2] in ORDINARY)
    )


def _whole(text: str, run: list[tuple[str, int]]) -> Iterator[Mention]:
    """Give a run of names between marks with the names before its first and behind its last mark."""
    names = list(run)
    first = run[0][1] - 1
    for length in reversed(_LENGTHS):
        name = text[max(0, first - length) : first]
        if len(name) == length and _is_listed(name):
            at = first - length
            if _BEFORE_FIRST.search(text, max(0, at - 2), at) or at == 0:
                names.insert(0, (name, at))
                break
    behind = run[-1][1] + len(run[-1][0]) + 1
    of_unit = _UNIT.match(text, behind, behind + _LONGEST_UNIT)
    last = _LAST.match(text, behind) or (_LAST.match(text, of_unit.end()) if of_unit else None)
    if last and (name := next(last[key] for key in NAME_GROUPS if last[key])) and _is_listed(name):
        names.append((name, last.start()))
    usual = [name for name, _ in names if name[0] in USUAL or name[:2] in _COMPOUND]
    if len(names) < _LEAST_LISTED or len(usual) < max(2, len(names) / 2) or all(len(name) == 2 for name in usual):
        return
    for name, at in names:
        yield name, at, at + len(name), None


# 县长隽某某主持: a name of three characters behind an office and before what leaders do, whatever its surname.
_LEADS = re.compile(
    rf"(?![会节办要还将重刚最着召教同全亲作做]){GIVEN}(?!{HAN}?(?:[会并后和同志的]|重要))[^作做的了\W\dA-Za-z_]{{2}}"
    r"(?=主持(?:会议|召开|并|了|全会|学习|座谈|[，。])|出席(?:会议|并|了|活动|座谈|[，。])|列席|陪同|强调[，：]|指出[，：]|宣读|率队|带队)"
)
# Behind a verb of going a name counts that stands again.
_GOES = re.compile(
    rf"(?![会节办要还将重刚最着召教同全亲作做]){GIVEN}(?!{HAN}?(?:[会并后和同志的]|重要))[^作做的了在\W\dA-Za-z_]{{2}}"
    r"(?=[在到率赴]|深入|来到|前往|一行|表示|要求|说)"
)
_OFFICES = ("书记", "主席", "主任", "秘书长", "检察长", *(f"{of}长" for of in "省市县区州旗镇乡盟部局厅院"))


def leads_behind_office(text: str, position: int) -> str | None:
    """Return the name of three characters that stands between an office and a verb of leading, whatever its surname."""
    found = _LEADS.match(text, position) or _GOES.match(text, position)
    if found and found.re is _GOES and text.count(found[0]) <= 1:
        return None
    return found[0] if found and text.endswith(_OFFICES, 0, position) else None


# 县政协主席李镇，; 副市长王江村、: behind an office and before a mark a name may end like a town's or a village's.
_LIKE_PLACES = frozenset("镇村乡")
_MARKS = frozenset("，、。（")


# 特别是李强总理…: known wherever they stand before their office.
PREMIERS = frozenset(f"{name}总理" for name in ("周恩来", "朱镕基", "温家宝", "李克强", "李强"))


def named_by_office(text: str, start: int, end: int, name: str) -> bool:
    """Whether the office before it makes a name of what looks like a word, or ends as places do."""
    return leads_behind_office(text, start) == name or (
        text[end - 1 : end] in _LIKE_PLACES
        and text[start : start + 1] in USUAL
        and text[end : end + 1] in _MARKS
        and text.endswith(_OFFICES, 0, start)
        and _LIKE_PLACES.isdisjoint(text[start : end - 1])
    )

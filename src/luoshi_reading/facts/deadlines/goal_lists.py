"""Lists of goals, announced by a line with a colon: 到2030年，主要目标是：—— …. Rules R46, R102."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from luoshi_reading.facts.deadlines.deadline_forms import OUTSIDE
from luoshi_reading.facts.deadlines.deadlines import Deadline, find_deadline
from luoshi_reading.knowledge.rare_letters import beginning_with, lines_with

Period = tuple[int, int]
Years = tuple[int | None, Period | None, int | None, int | None]
"""The year the document speaks from, the years it plans for, the month it speaks in, and the day it counts from."""
Dated = tuple[int, int, Deadline]

# The marks that the items of one list begin with, each kind by itself.
_MARKS = (
    r"[—–－-]{1,2}",
    r"[（(][一二三四五六七八九十]{1,3}[）)]",
    r"[（(]\d{1,2}[）)]",
    r"\d{1,2}[.．、]",
    r"[①-⑳]",
    r"[●•◆◇■□★▲]",
    r"[一二三四五六七八九十]{1,2}是",
    r"第[一二三四五六七八九十]{1,2}[，、：]",
)
_ITEM = re.compile("[ \u3000]*(?:" + "|".join(f"(?P<m{at}>{mark})" for at, mark in enumerate(_MARKS)) + ")")
_COLONS = "：:"
_LEAD = re.compile(r"[：:][ \u3000]*\n(?=[ \u3000]*[—–－\-（(\d①-⑳●•◆◇■□★▲一第])")
_SETS = re.compile(
    r"目标(?:任务)?(?:要求)?(?:主要)?(?:是|为|如下)?$|(?:实现|达到|做到|完成)(?:以下|如下|下列|这些)[^，。：]{0,8}$|具体目标$"
)
# 二、工作目标, and below it a paragraph that begins with a year to come: the paragraphs behind it go by that year.
_PART = re.compile(
    r"\n[ \u3000]*(?:(?P<high>[一二三四五六七八九十]{1,3}、)|(?P<middle>[（(][一二三四五六七八九十]{1,3}[）)]))"
    r"[一-鿿和、]{0,8}(?:目标(?:任务|指标)?|总体要求)[。：:]?[ \u3000]*\n?"
    r"(?=[ \u3000]*(?P<by>(?:力争|争取|确保)?到20\d\d年[底末]?)，)"
)
_ENDS_PART = {
    "high": re.compile(r"\n[ \u3000]*[一二三四五六七八九十]{1,3}、"),
    "middle": re.compile(r"\n[ \u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])"),
}
_ANOTHER_YEAR = re.compile(r"\n[^\n，]{0,12}20\d\d年")
_ANY_YEAR = re.compile(r"20\d\d年")
_LONGEST_PART = 3000
# 到2030年，…建成。…更加优化，…: what a paragraph that begins with a year to come goes on with.
_PARAGRAPH = re.compile(
    r"\n[ \u3000]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])?"
    r"[一-鿿、]{0,12}[。：: ]?"
    r"(?P<by>(?:力争|争取|确保)?到20\d\d年[底末]?)，(?P<first>[^。\n]*)。(?=[^\n])"
)
# 2027年，全县主要预期目标是：…。, and below it paragraphs that go on with 力争…, 完成….
_GOALS_LINE = re.compile(
    r"[ \u3000]*(?P<by>(?:今年|明年|20\d\d年)[，]?[^，。\n]{0,16}?(?:预期|主要|发展)目标)[^\n]*"
    r"(?P<more>(?:\n[ \u3000]*(?:力争|努力|确保|完成|实现|争取|争创)[^\n]*)++)"
)
# 2026年任务：一是…；二是…。, within a paragraph: the tasks of a year.
_YEARS_TASKS = re.compile(
    r"[。；\n \u3000](?P<by>20\d\d年|今年|明年)度?的?(?:主要|重点|工作|建设|目标|年度|具体){0,2}\Z"
)
_TASKS_LABEL = re.compile(r"(?:任务|目标|计划)[：:][ \u3000]*+(?=[^\n])")
_LONGEST_LABEL = 16
_NEXT_POINT = re.compile(
    r"[一二三四五六七八九十]{1,2}是|[（(][\d一二三四五六七八九十]{1,2}[）)]|[①-⑳]|\d{1,2}[.．、](?!\d)"
)
# 时间、目标：2029年，创建成为…。, over 任务：….
_GOAL_OVER_TASKS = re.compile(
    r"[ \u3000]*(?:时间[、和及]?|创建|工作|总体)?目标(?:[、和及]?时间)?[：:]"
    r"(?P<by>(?:力争|确保)?到?20\d\d年[底末]?)，(?P<goal>[^\n]*)\n"
    r"(?P<more>[ \u3000]*(?:主要|重点|工作|具体|创建)?(?:任务|措施|内容)[：:][^\n]*)"
)
_LOOKS_BACK = re.compile(r"情况|回顾|去年|上年|已|了|问题|差距")
_LONGEST_LEAD = 60


class GoalList(NamedTuple):
    """Where the words stand that announce a list, and where its items do."""

    lead: int
    start: int
    end: int


def goal_lists(text: str) -> list[GoalList]:
    """Find the lists; one ends with the first line that does not begin with the mark of its first."""
    found: list[GoalList] = []
    for colon in beginning_with(_COLONS, _LEAD, text) if "目标" in text or "以下" in text or "如下" in text else ():
        at = colon.start()
        lead = max(at - _LONGEST_LEAD, *(text.rfind(mark, 0, at) + 1 for mark in "。；\n"))
        if _SETS.search(text, lead, at) and _LOOKS_BACK.search(text, lead, at) is None:
            start = colon.end()
            if (end := _end_of_items(text, start)) > start:
                found.append(GoalList(lead, start, end))
    return found


def goal_paragraphs(text: str, lists: Sequence[GoalList]) -> list[GoalList]:
    """Find what stands behind the first sentence of paragraphs that begin with a year to come, outside the lists."""
    found: list[GoalList] = []
    for line, _ in lines_with(("到20",), text):
        if line == 0 or (paragraph := _PARAGRAPH.match(text, line - 1)) is None:
            continue
        start, end = paragraph.end(), text.find("\n", paragraph.end())
        if _LOOKS_BACK.search(paragraph["first"]) is None and not is_listed(lists, start):
            found.append(GoalList(paragraph.start("by"), start, end if end >= 0 else len(text)))
    return found


class GoalsTold(NamedTuple):
    """What a text tells of goals: its lists of them, and its paragraphs that begin with a year to come."""

    lists: list[GoalList]
    paragraphs: list[GoalList]

    def in_order(self) -> list[GoalList]:
        """Return both, in the text's order."""
        return sorted([*self.lists, *self.paragraphs], key=_start_of)


def goals_told_in(text: str) -> GoalsTold:
    """Find both."""
    lists = goal_lists(text)
    return GoalsTold(lists, goal_paragraphs(text, lists))


def dated_paragraphs(text: str, paragraphs: Sequence[GoalList], years: Years) -> Iterator[Dated]:
    """Where such paragraphs go on, and by when the results in them are to be."""
    for one in paragraphs:
        led = find_deadline(text[one.lead : one.start].partition("，")[0], *years)
        if led:
            yield one.start, one.end, led


def dated_lists(text: str, lists: Sequence[GoalList], years: Years) -> Iterator[Dated]:
    """Where the items of the lists stand that are announced with a time, and that time."""
    for one in lists:
        led = find_deadline(text[one.lead : one.start], *years)
        if led:
            yield one.start, one.end, replace(led, start=OUTSIDE, end=OUTSIDE)


def dated_parts(text: str, years: Years) -> Iterator[Dated]:
    """Where the paragraphs stand below a heading of goals and behind the one that tells by when, and that time."""
    if "目标" not in text and "总体要求" not in text:
        return
    for line, _ in lines_with(("目标",), text):
        goals = _GOALS_LINE.match(text, line)
        if goals and (led := find_deadline(goals["by"].partition("，")[0], *years)):
            yield goals.start("more"), goals.end("more"), replace(led, start=OUTSIDE, end=OUTSIDE)
        goal = _GOAL_OVER_TASKS.match(text, line)
        if goal and _ANY_YEAR.search(goal["goal"]) is None and (led := find_deadline(goal["by"], *years)):
            yield goal.start("more"), goal.end("more"), replace(led, start=OUTSIDE, end=OUTSIDE)
    for part in _PART.finditer(text):
        kind = "high" if part["high"] else "middle"
        bound = min(len(text), part.end() + _LONGEST_PART)
        ends = _ENDS_PART[kind].search(text, part.end(), bound)
        start, end = text.find("\n", part.end()), ends.start() if ends else bound
        if not 0 <= start < end or (ends is None and bound < len(text)):
            continue
        led = find_deadline(part["by"], *years)
        if led and _ANOTHER_YEAR.search(text, start, end) is None:
            yield start, end, replace(led, start=OUTSIDE, end=OUTSIDE)


def labelled_years(text: str, years: Years) -> Iterator[Dated]:
    """Where the tasks of a year stand that a label within or at the head of a paragraph announces, and that year."""
    for label in _TASKS_LABEL.finditer(text):
        at = label.start()
        named = _YEARS_TASKS.search(text[at - _LONGEST_LABEL : at] if at >= _LONGEST_LABEL else "\n" + text[:at])
        led = find_deadline(named["by"], *years) if named else None
        if led is None:
            continue
        end = label.end()
        while end < len(text):
            stop = min((at for mark in "。\n" if (at := text.find(mark, end)) >= 0), default=len(text))
            end = stop + 1
            if text[stop : stop + 1] != "。" or _NEXT_POINT.match(text, end) is None:
                break
        yield label.end(), min(end, len(text)), replace(led, start=OUTSIDE, end=OUTSIDE)


def is_listed(lists: Sequence[GoalList], place: int) -> bool:
    """Whether a place is in one of the lists, which stand in the text's order."""
    at = bisect_right(lists, place, key=_start_of) - 1
    return at >= 0 and place < lists[at].end


def _start_of(one: GoalList) -> int:
    return one.start


def _end_of_items(text: str, start: int) -> int:
    end, kind = start, None
    while end < len(text) and (item := _ITEM.match(text, end)) and (kind is None or item.lastgroup == kind):
        kind = item.lastgroup
        line = text.find("\n", end)
        end = len(text) if line < 0 else line + 1
    return end

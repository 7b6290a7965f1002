"""Papers that put each sentence on a line of its own and drop its full stop: what is an item, what a heading. R96."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from luoshi_reading.facts.clauses.clause_heads import holds_verb
from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.model import Heading
from luoshi_reading.structure import Outline, Sentence

LEAST_ITEMS = 3
LEAST_UNMARKED = 0.6
LEAST_ORDERING = 0.6
# Characters: a line up to the first is a heading over longer ones, up to the second it depends on what is around it.
SHORT_HEADING = 14
LONG_HEADING = 24
MOST_HEADINGS_IN_A_ROW = 3
# 17推进工业数字化: a number whose mark was lost, and not 2个试点.
BARE_HEAD = re.compile(
    r"\d{1,2}(?=[一-鿿]{4})(?![个项家所条座处名人万亿千百余多年月日号届次版季种类批期级大轮台套户亩元公里只份吨位级倍成%])"
)
# Pages whose lines begin with verbs and ask nobody to do anything.
NO_TASKS = re.compile(
    r"议程|日程|课程|课表|目录|标语|口号|歌词|诗|职责|职能|简介|名单|名录|通讯录|价目|价格|收费|导航|索引|指南|流程|须知|问答|题"
)
# And those of which no line is an order at all.
NO_ORDERS = re.compile(r"议程|日程|课程|课表|标语|口号|名单|(?:目录|职责|职能|成果|成效|成就|动态|要闻)$")
# A page number behind dots, a clock, a telephone: the lines of contents, schedules and directories.
NO_ITEM = re.compile(
    r"(?<![.…·])[.…·]{2,}+\s*+\d*$|\d{1,2}[:：]\d\d|\d{7,}|[？?]|^[^一-鿿]+$|[：:]$|\d{1,3}$|[^一-鿿]\d{1,3}[页元]$"
)
OF_CONTENTS = re.compile(r"(?<![.…·])[.…·]{2,}+\s*+\d{1,4}$")
COUNTED = re.compile(r"\d[\d.,]*[万亿千余多]*(?![年月日号届次版季])[一-鿿%％]")


class Line(NamedTuple):
    """A paragraph by its sentences; ``bare`` where it is one without mark and number, ``linked`` one that ends in ；"""

    start: int
    end: int
    sentence: int
    bare: bool
    linked: bool
    duty: bool


def tell_unmarked(
    text: str, sentences: Sequence[Sentence], outline: Outline, title: tuple[int, int], duties: Set[int]
) -> tuple[list[Sentence], bool]:
    """Close the lines that are items, and put the lines over them into the outline as standing headings.

    ``duties``: where lines of duty start. Returns the sentences, those of items as if a full stop ended them, and
    whether there are items.
    """
    lines = [line for line in _lines(sentences, duties) if line.start >= title[1]]
    unmarked = [line for line in lines if line.bare and not line.duty]
    if len(unmarked) < LEAST_ITEMS:
        return list(sentences), False
    head = text[title[0] : title[1]] or text[lines[0].start : lines[0].end]
    if NO_ORDERS.search(head):
        outline.standing.update(line.start for line in unmarked)
        return list(sentences), False
    outline.standing.update(line.start for line in unmarked if OF_CONTENTS.search(text, line.start, line.end))
    items = set() if NO_TASKS.search(head) else _items(text, sentences, lines)
    if not items:
        between = _headings_between(text, sentences, lines)
        outline.enter([(Heading(1, text[line.start : line.end], line.start, line.end), None) for line in between])
        return list(sentences), False
    _enter_headings(text, outline, lines, items)
    closed = list(sentences)
    for line in lines:
        if line.start in items:
            last = closed[line.sentence].clauses[-1]
            clauses = (*closed[line.sentence].clauses[:-1], replace(last, mark="。"))
            closed[line.sentence] = replace(closed[line.sentence], clauses=clauses, ender="。")
    return closed, True


def _lines(sentences: Sequence[Sentence], duties: Set[int]) -> Iterator[Line]:
    first = 0
    for index, sentence in enumerate(sentences):
        if index + 1 < len(sentences) and sentences[index + 1].line == sentence.line:
            continue
        head = sentences[first]
        alone = first == index and not sentence.enumerator
        bare, linked = alone and sentence.ender == "\n", alone and sentence.ender in ("；", ";")
        yield Line(head.start, sentence.end, first, bare, linked, head.start in duties)
        first = index + 1


# 县人民政府办公室 over 2026年5月7日, and the day itself: who signed, and no heading.
SIGNED = re.compile(
    r"(?:[^\n。，]{2,40}\n\s*)?(?:20\d\d|二[〇○零][^\n年]{2})年[^\n月]{1,3}月[^\n日]{1,4}日[ \u3000]*$", re.M
)


def _is_short(text: str, sentences: Sequence[Sentence], line: Line, longest: int) -> bool:
    """Whether a line may be a heading by its form."""
    if not line.bare or line.duty or line.end - line.start > longest or len(sentences[line.sentence].clauses) > 1:
        return False
    if text[line.end : line.end + 1] in ("：", ":") or SIGNED.match(text, line.start):
        return False
    number = BARE_HEAD.match(text, line.start, line.end)
    return COUNTED.search(text, number.end() if number else line.start, line.end) is None


def _orders(text: str, sentence: Sentence) -> bool:
    if NO_ITEM.search(text[sentence.start : sentence.end]):
        return False
    roles = [clause_role(text[c.start : c.end]) for c in sentence.clauses]
    if max(roles) >= Role.OUTCOME:
        return True
    # 面向困难群众开展技能培训12场: work that is counted.
    counted = COUNTED.search(text, sentence.start, sentence.end) is not None
    return counted and Role.STATEMENT not in roles and holds_verb(text[sentence.start : sentence.end])


def _items(text: str, sentences: Sequence[Sentence], lines: Sequence[Line]) -> set[int]:
    """Where the items start; none where the paper is not of this form."""
    bare = sum(line.bare or line.linked for line in lines)
    if bare < LEAST_UNMARKED * len(lines):
        return set()
    long = [
        line
        for line in lines
        if (line.bare or line.linked) and not line.duty and not _is_short(text, sentences, line, SHORT_HEADING)
    ]
    ordering = {line.start for line in long if _orders(text, sentences[line.sentence])}
    whole = sum(
        len(sentences[line.sentence].clauses) > 1
        or line.end - line.start > LONG_HEADING
        or COUNTED.search(text, line.start, line.end) is not None
        for line in long
        if line.start in ordering
    )
    if len(ordering) < LEAST_ITEMS or len(ordering) < LEAST_ORDERING * len(long) or whole * 2 < len(ordering):
        return set()
    items: set[int] = set()
    for place, line in enumerate(lines):
        if line.start not in ordering:
            if _belongs(text, sentences, lines, place, ordering):
                items.add(line.start)
            continue
        if line.linked:
            continue
        after_duty = place > 0 and lines[place - 1].duty
        if after_duty and _is_short(text, sentences, line, LONG_HEADING) and not _ends(lines, place):
            continue
        items.add(line.start)
    return items


def _belongs(text: str, sentences: Sequence[Sentence], lines: Sequence[Line], place: int, ordering: Set[int]) -> bool:
    """Whether a line that is no order by its form is one by where it stands: below an item, and over none."""
    line = lines[place]
    if not line.bare or line.duty or not place or lines[place - 1].start not in ordering:
        return False
    words = text[line.start : line.end]
    if _ends(lines, place):
        # 开展技能培训, the last before a line of duty: no heading stands over nothing.
        return place + 1 < len(lines) and _orders(text, sentences[line.sentence])
    # 面向困难群众开展技能培训, between two items.
    return len(words) > SHORT_HEADING and lines[place + 1].start in ordering and holds_verb(words)


def _ends(lines: Sequence[Line], place: int) -> bool:
    return place + 1 == len(lines) or lines[place + 1].duty


def _enter_headings(text: str, outline: Outline, lines: Sequence[Line], items: Set[int]) -> None:
    """Enter the short lines over items; a heading directly over a heading is the higher one."""
    over: Heading | None = None
    entered: list[tuple[Heading, Heading | None]] = []
    for line, below in pairwise(lines):
        if not line.bare or line.duty or line.start in items or line.end - line.start > LONG_HEADING:
            continue
        stands_over = below.bare and not below.duty and below.start not in items
        above = None if stands_over else over
        heading = Heading(2 if above else 1, text[line.start : line.end], line.start, line.end)
        entered.append((heading, above))
        over = heading if stands_over else over
    outline.enter(entered)


def _headings_between(text: str, sentences: Sequence[Sentence], lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the short lines, at most two together, that stand between paragraphs: headings without numbers."""
    run: list[Line] = []
    before: Line | None = lines[0]  # the title stands before it
    for line in lines:
        if _is_short(text, sentences, line, LONG_HEADING):
            run.append(line)
            continue
        if line.bare and SIGNED.match(text, line.start):
            run, before = [], line  # behind who signed an annex begins
            continue
        if 0 < len(run) <= MOST_HEADINGS_IN_A_ROW and before is not None and not line.bare:
            yield from run
        run, before = [], None if line.bare and not line.duty else line

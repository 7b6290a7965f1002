"""What stands again on a page: its whole text, a line, a paragraph, a clause, a sentence. Rules N6 and N16."""

from __future__ import annotations

import itertools
import re
from operator import eq

from luoshi_reading.repair.furniture import page_headlines
from luoshi_reading.repair.furniture.page_headlines import LEAST_REPEATED, Cut, Take
from luoshi_reading.repair.lines import Line, Page

AGAIN = "repeated_fragment"
_LONG_PARAGRAPH = 60


def find(page: Page, take: Take, cut: Cut) -> None:
    """Take what stands again: the whole text, a line, a paragraph, a clause, a sentence (N6, N16)."""
    _texts_twice(page, take, cut)
    left = [line for line in page.lines if not line.taken]
    for before, line in itertools.pairwise(left):
        if line.text == before.text and len(line.text) >= LEAST_REPEATED and "\t" not in line.text:
            take(page, line, AGAIN)
        elif page_headlines.is_excerpt(before.text, line.text):
            take(page, before, AGAIN)
    paragraphs: set[str] = set()
    for line in left:
        if len(line.text) >= _LONG_PARAGRAPH and line.text[-1] in "。）”" and not line.taken:
            if line.text in paragraphs:
                take(page, line, AGAIN)
            paragraphs.add(line.text)
    _clauses(page, left, cut)
    # Of all sentences at once, which is quicker, before those of each line are asked.
    sentences = "。".join([line.text for line in left]).split("。")
    if any(map(eq, sentences, sentences[1:])):
        for line in left:
            if not line.taken and len(line.text) >= 4 * LEAST_REPEATED and line.text.count("。") > 1:
                _sentences(line, cut)


def _clauses(page: Page, left: list[Line], cut: Cut) -> None:
    """A clause of four characters and more that stands again right behind itself: 会议强调，会议强调，."""
    pieces = page.text.replace("。", "，").replace("；", "，").split("，")
    same = itertools.compress(pieces, map(eq, pieces, itertools.islice(pieces, 1, None)))
    if not any(map(_LEAST_CLAUSE.__le__, map(len, same))):
        return
    for line in left:
        if not line.taken:
            for m in _CLAUSE_AGAIN.finditer(line.text):
                cut(line.start + m.start("again"), line.start + m.end(), AGAIN)


_LEAST_CLAUSE = 4
_CLAUSE_AGAIN = re.compile(
    r"(?:(?<=[，。；])|(?<=\A))(?P<clause>[一-鿿\d]{4,24}[，。；])(?P<again>(?:(?P=clause)){1,5})"
)


def _sentences(line: Line, cut: Cut) -> None:
    sentences = line.text.split("。")
    at = line.start
    before = ""
    for sentence in sentences:
        if sentence == before and len(sentence) >= LEAST_REPEATED:
            cut(at, min(at + len(sentence) + 1, line.end), AGAIN)
        before = sentence
        at += len(sentence) + 1


# Characters of a text that stands twice, of its first words, and of a headline between its two copies.
_LEAST_TEXT, _FIRST_WORDS, _LONGEST_BETWEEN = 60, 30, 70
_LEAST_LINES = 2


def _texts_twice(page: Page, take: Take, cut: Cut) -> None:
    """A text that stands twice: its lines again in the same order, or all of it again on its line."""
    left = [line for line in page.lines if not line.taken]
    first: dict[str, int] = {}
    at = 0
    while at < len(left):
        before = first.setdefault(left[at].text, at)
        run = 0
        while before + run < at and at + run < len(left) and left[before + run].text == left[at + run].text:
            run += 1
        again = left[at : at + run]
        if run >= _LEAST_LINES and _is_text(again):
            for line in again:
                take(page, line, AGAIN)
        at += max(run, 1)
    for line in left:
        if not line.taken and len(line.text) >= 2 * _LEAST_TEXT:
            _line_twice(line, cut)


def _is_text(lines: list[Line]) -> bool:
    """Whether lines are of a text and not of a table or of notes that stand below every task."""
    return (
        sum(len(line.text) for line in lines) >= _LEAST_TEXT
        and any(line.text.count("。") > 1 or len(line.text) >= _LONG_PARAGRAPH for line in lines)
        and not any("\t" in line.text for line in lines)
    )


def _line_twice(line: Line, cut: Cut) -> None:
    """Take the first copy where a headline stands between the two, else the second."""
    text = line.text
    again = text.find(text[:_FIRST_WORDS], _LEAST_TEXT)
    if again < 0:
        return
    length = len(text) - again
    between = text[length:again]
    if (
        length < _LEAST_TEXT
        or "。" not in text
        or "。" in between
        or len(between) > _LONGEST_BETWEEN
        or text[:length] != text[again:]
    ):
        return
    if between.strip():
        page_headlines.behead(line, length, AGAIN, cut)
    else:
        cut(line.start + length, line.end, AGAIN)

"""Sentences and clauses of a repaired text, with exact places. Rules R1-R4 of docs/rules/reading.md."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi_reading.structure.decimals import decimal_heads
from luoshi_reading.structure.numbering import (
    AFTER_COLON,
    BARE_NUMBER,
    ENUMERATOR,
    INLINE_ENUMERATOR,
    LONGEST_POINT,
    NUMBER_FIRST,
    POINT,
    begins_inline_number,
    first_point,
    next_point,
)

# Only these marks can open, close or end anything; the loop below visits them and nothing else.
# It begins with one set, so that ``re`` passes over all else; what must hold of a comma and a colon is asked behind it.
MARK = re.compile(
    r"[。！？；，\n（）()〔〕【】\[\]“”《》!?;,:：]"
    r"(?:(?<![,:：])|(?<=,)(?!\d{3}(?!\d))|(?<=[一-鿿]:)|(?<=：)(?!(?<=\d：)(?:\d\d|\d\.\d|\d(?:[^\d.．、]|$))))"
)
CLOSERS = {"（": "）", "(": ")", "〔": "〕", "【": "】", "[": "]", "“": "”", "《": "》"}
# A bracket or quotation that does not close within this many characters is a slip of the pen, not a bracket:
# without the limit one lost ）would swallow the rest of its paragraph.
LONGEST_ASIDE = 400
# Nor is it language: what is looked for up to the end of a clause would be looked for along a whole text.
LONGEST_CLAUSE = 1_000
SENTENCE_END = frozenset("。！？!?\n")
CHAIN_LINK = frozenset("；;")
ENDS = SENTENCE_END | CHAIN_LINK
CLAUSE_END = frozenset("，,：:")
WHOLE_STRETCH = frozenset({"sequence", "ordinal", "stage", "chapter", "section"})
NESTING = frozenset("（(〔")
LONGEST_LABEL = 14
SAYS = ("强调", "指出", "要求", "提出")
LONGEST_INDENT = 8  # characters before the first of a line
BLANK = " \u3000\t\r\xa0"
# ● 新建公园3座: the mark of a list without numbers is no part of its point (R2).
INDENT = BLANK + "●•◆■★※▲◇▪◦·▶►➤➢◎✓✔☆"


@dataclass(slots=True)
class Clause:
    """What stands between two commas. ``end`` is before the mark; ``mark`` is it ("" at the end of a line).

    Nobody changes one; neither tuple nor frozen, since a plain class is made and read two to four times as fast.
    """

    start: int
    end: int
    mark: str


@dataclass(slots=True)
class Sentence:
    """A stretch up to 。！？； or an enumeration head (R2), without its numbering and closing mark.

    ``chain`` is the same for the members of one ；-chain; ``line`` counts paragraphs from 0; ``enumerator`` is the
    numbering that stood before it ("" if none), ``ender`` the mark after it.
    """

    start: int
    end: int
    clauses: tuple[Clause, ...]
    line: int
    chain: int
    enumerator: str
    ender: str


def split_sentences(text: str) -> list[Sentence]:
    """Split a repaired text into sentences and clauses; commas within brackets and quotations split nothing (R3)."""
    builder = _Builder(text)
    close_at = -1
    for match in MARK.finditer(text):
        position = match.start()
        if position <= close_at:
            continue
        mark = text[position]
        if mark in CLAUSE_END:
            builder.end_clause(position, mark)
        elif mark in CLOSERS:
            limit = text.find("\n", position, position + LONGEST_ASIDE)
            last = limit if limit >= 0 else position + LONGEST_ASIDE
            close_at = text.find(CLOSERS[mark], position, last)
            # （有关县（区）政府负责）: a bracket within the bracket closes first.
            if mark in NESTING and close_at >= 0 and (inner := text.find(mark, position + 1, close_at)) >= 0:
                outer = text.find(CLOSERS[mark], close_at + 1, last)
                close_at = outer if outer >= 0 and text.find(mark, inner + 1, close_at) < 0 else close_at
            if mark in "（(" and close_at >= 0:
                builder.skip_leading_aside(position, close_at + 1)
            elif mark == "【" and position < close_at <= position + LONGEST_LABEL:
                builder.skip_label(position, close_at)
        elif mark in ENDS:
            builder.end_sentence(position, mark)
    builder.end_sentence(len(text), "\n")
    return builder.sentences


class _Builder:
    """Collects clauses into sentences while the marks are visited in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences: list[Sentence] = []
        self.clauses: list[Clause] = []
        self.clause_start = 0
        self.line = 0
        self.chain = 0
        self.enumerator = ""
        self.at_line_start = True
        self.bare = -1
        self.pointed = ""
        self.decimals = decimal_heads(text)

    def end_clause(self, position: int, mark: str) -> None:
        if position - self.clause_start > LONGEST_CLAUSE:
            self._part(position)
        text, start, end = self.text, self.clause_start, position
        while start < end and text[start] in INDENT:
            start += 1
        if start < end and ((first := text[start]) in NUMBER_FIRST or first.isdecimal()):
            start = self._after_number(start, position)
        while end > start and text[end - 1] in BLANK:
            end -= 1
        if (
            mark in "：:"
            and mark
            and end - start <= LONGEST_POINT
            and not self.clauses
            and POINT.fullmatch(text, start, end)
        ):
            self.enumerator = text[start : position + 1]
        elif end > start:
            self.clauses.append(Clause(start, end, mark))
        self.clause_start = position + 1

    def _part(self, position: int) -> None:
        """End what has no mark for so long as if its line ended there (R4)."""
        while position - self.clause_start > LONGEST_CLAUSE:
            end = self.clause_start + LONGEST_CLAUSE
            self.end_clause(end, "")
            self._close("\n")
            self.chain += 1
            self.clause_start = end

    def skip_leading_aside(self, position: int, end: int) -> None:
        """A bracket that begins a sentence belongs to the one before it (a duty note), unless it is a number (R3)."""
        blank = self.text[self.clause_start : position].strip(BLANK) == ""
        if blank and not self.clauses and not ENUMERATOR.match(self.text, position):
            self.clause_start = end

    def skip_label(self, position: int, close_at: int) -> None:
        """【工作目标】 at a sentence's head is its heading; 【会议强调】 says who speaks, as before a colon (R6)."""
        text = self.text
        if self.clauses or text[self.clause_start : position].strip(INDENT) or "：" in text[position:close_at]:
            return
        if text[close_at + 1 : close_at + 2] in ("", "\n"):
            return
        if text.endswith(SAYS, position, close_at):
            self.clauses.append(Clause(position + 1, close_at, "："))
        self.clause_start = close_at + 1

    def _after_number(self, start: int, limit: int) -> int:
        """Skip numbering; a number before a clause ends the sentence before it (R2)."""
        pattern = ENUMERATOR
        if start in self.decimals and not self.clauses:
            end, self.enumerator = self.decimals[start]
            return min(end, limit)
        if self.clauses:
            within = self.clauses[-1].mark not in "：:"
            if within and (point := self._point_within(start)):
                return self._begin_point(start, point)
            if within and not begins_inline_number(self.text[start]):
                return start
            pattern = INLINE_ENUMERATOR if within else AFTER_COLON
        # 首先，and 第一个问题：end with the very mark that ends the stretch.
        found = pattern.match(self.text, start, limit + 1)
        if found is None:
            return start if self.clauses else self._after_bare_number(start, limit)
        if found.end() >= limit:
            if self.clauses or found.lastgroup not in WHOLE_STRETCH:
                return start
            self.enumerator = found[0].strip()
            return limit
        if self.clauses:
            self._close("，")
        self.enumerator = found[0].strip()
        return found.end()

    def _point_within(self, start: int) -> str:
        """会议要求，一、…，二、…: the number of a point that begins behind a comma, or ""."""
        if point := first_point(self.text, start, self.clauses[-1].end):
            return point
        if self.pointed and self.enumerator == self.pointed and (point := next_point(self.pointed)):
            return point if self.text.startswith(point, start) else ""
        return ""

    def _begin_point(self, start: int, point: str) -> int:
        self._close("，")
        self.enumerator = self.pointed = point
        return start + len(point)

    def _after_bare_number(self, start: int, limit: int) -> int:
        """Skip the number of a list that lost its mark: the next of its lines' numbers, or a 1 with a 2 below it."""
        found = BARE_NUMBER.match(self.text, start, limit)
        bound = max(0, start - LONGEST_INDENT)
        line = self.text.rfind("\n", bound, start)
        if found is None or (line < 0 < bound) or self.text[max(line, bound - 1) + 1 : start].strip(BLANK):
            return start
        value = int(found[1])
        if value == 1:
            below = BARE_NUMBER.match(self.text, self.text.find("\n", limit - 1) + 1)
            if below is None or int(below[1]) != value + 1:
                return start
        elif value != self.bare + 1:
            return start
        self.bare = value
        self.enumerator = found[1]
        return found.end()

    def end_sentence(self, position: int, mark: str) -> None:
        self.end_clause(position, "" if mark == "\n" else mark)
        self._close(mark)
        if mark not in CHAIN_LINK:
            self.chain += 1
        if mark == "\n":
            self.line += 1

    def _close(self, mark: str) -> None:
        if self.clauses:
            first, last = self.clauses[0], self.clauses[-1]
            self.sentences.append(
                Sentence(first.start, last.end, tuple(self.clauses), self.line, self.chain, self.enumerator, mark)
            )
            self.clauses = []
        self.enumerator = ""

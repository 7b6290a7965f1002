"""Layout: one paragraph a line, no blank lines, no white space at either end of a line (P5).

But for the tabs at the head of a table's row: they are its first cells, which are empty.

Layout is no repair: it is not listed among the repairs, but the way back to the source runs through it all the same.
"""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit

# A single line feed or blank is right as it stands; everything else is looked at.
# Spelled out, white space is found twice as quickly as by \s.
_SPACE = "\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_RUNS = re.compile(rf"[{_SPACE}](?:[{_SPACE}]+|(?<=[\r\v\f\x1c-\x1e\x85\u2028\u2029]))")
_OTHER_BREAKS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Where no other line ends stand: what stands round a line feed, which is passed over to in a third of the time.
_AT_LINE_FEED = re.compile(rf"\n(?:(?<=[{_SPACE}].)|(?=[{_SPACE}]))", re.S)
_HOLDS_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def find(text: str) -> list[Edit]:
    """Find the white space that is layout only."""
    head = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    if tail <= head:
        return [Edit(0, len(text), "", "layout", "blank")] if text else []
    edits = [Edit(0, head, "", "layout", "blank")] if head else []
    for start, until in _runs(text, head, tail):
        end = until - _empty_cells(text, start, until) if text[until - 1] == "\t" else until
        if end - start != 1 or text[start] != "\n":
            edits.append(Edit(start, end, "\n", "layout", "line_end"))
    if tail < len(text):
        edits.append(Edit(tail, len(text), "", "layout", "blank"))
    return edits


def _runs(text: str, head: int, tail: int) -> list[tuple[int, int]]:
    """Where white space begins and ends that holds the end of a line and is more than a line feed."""
    if any(map(text.__contains__, _OTHER_BREAKS)):
        return [m.span() for m in _RUNS.finditer(text, head, tail) if _HOLDS_BREAK.search(m[0])]
    found: list[tuple[int, int]] = []
    until = head
    for m in _AT_LINE_FEED.finditer(text, head, tail):
        at = m.start()
        if at >= until:
            start = at
            while start > until and text[start - 1].isspace():
                start -= 1
            until = at + 1
            while until < tail and text[until].isspace():
                until += 1
            found.append((start, until))
    return found


def _empty_cells(text: str, start: int, end: int) -> int:
    """Count the tabs before a line's first word where they are cells: the line itself or the one above has more."""
    line_end = text.find("\n", end)
    above = text[text.rfind("\n", 0, start) + 1 : start]
    if "\t" not in text[end : line_end if line_end >= 0 else len(text)].strip() and "\t" not in above.strip():
        return 0
    blank = text[start:end]
    return len(blank) - len(blank.rstrip("\t"))

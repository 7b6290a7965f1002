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
_HOLDS_BREAK = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def find(text: str) -> list[Edit]:
    """Find the white space that is layout only."""
    head = len(text) - len(text.lstrip())
    tail = len(text.rstrip())
    if tail <= head:
        return [Edit(0, len(text), "", "layout", "blank")] if text else []
    edits = [Edit(0, head, "", "layout", "blank")] if head else []
    for m in _RUNS.finditer(text, head, tail):
        if _HOLDS_BREAK.search(m[0]):
            end = m.end() - _empty_cells(text, m) if text[m.end() - 1] == "\t" else m.end()
            if text[m.start() : end] != "\n":
                edits.append(Edit(m.start(), end, "\n", "layout", "line_end"))
    if tail < len(text):
        edits.append(Edit(tail, len(text), "", "layout", "blank"))
    return edits


def _empty_cells(text: str, blank: re.Match[str]) -> int:
    """Count the tabs before a line's first word where they are cells: the line itself or the one above has more."""
    line_end = text.find("\n", blank.end())
    above = text[text.rfind("\n", 0, blank.start()) + 1 : blank.start()]
    if "\t" not in text[blank.end() : line_end if line_end >= 0 else len(text)].strip() and "\t" not in above.strip():
        return 0
    return len(blank[0]) - len(blank[0].rstrip("\t"))

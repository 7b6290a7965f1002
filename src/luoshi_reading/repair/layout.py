"""Layout: one paragraph a line, no blank lines, no white space at either end of a line.

Layout is no repair: it is not listed among the repairs, but the way back to the source runs through it all the same.
"""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit

# A single line feed or blank is right as it stands; everything else is looked at.
_RUNS = re.compile(r"\s{2,}|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
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
            edits.append(Edit(m.start(), m.end(), "\n", "layout", "line_end"))
    if tail < len(text):
        edits.append(Edit(tail, len(text), "", "layout", "blank"))
    return edits

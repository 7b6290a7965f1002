"""Strewn commas: commas that a site strews before the marks of a text against copying, taken out again."""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit

KIND = "strewn_comma"
WHY = "comma_before_mark"

# Each begins with one character, which is passed over to quickly.
_HINTS = re.compile("，[，。、]"), re.compile(",[,，。、]")
_BEFORE_MARK = re.compile(r"[,，](?=[,，。、；：！？])")
_MARKS = ",，。、；：！？"
_LEAST_STREWN = 4
_LEAST_SHARE = 0.1
"""A typing error doubles a comma once or twice; what a site strews stands at every tenth mark and more."""


def find(text: str) -> list[Edit]:
    """Find commas right before another mark, where there are many."""
    if not any(hint.search(text) for hint in _HINTS):
        return []
    found = [Edit(m.start(), m.end(), "", KIND, WHY) for m in _BEFORE_MARK.finditer(text)]
    if len(found) < _LEAST_STREWN or len(found) < _LEAST_SHARE * sum(map(text.count, _MARKS)):
        return []
    return found

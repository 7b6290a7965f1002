"""The occasion under a speech's title (——2026年1月12日在…大会 / 第六次会议上) on one line again."""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.paragraphs.soft_breaks import KIND

OCCASION = "occasion_on_two_lines"
_BLANK = "[ \u3000\t]*"
_BROKEN = re.compile(
    rf"(?:——|--|—)(?:20\d\d|[一二][○〇零])[^\n。；：在于]{{2,14}}[在于]"
    rf"[^\n。；： \u3000\t]{{4,60}}+(?<!上)(?P<gap>{_BLANK}+\n{_BLANK}+)"
    r"(?=[^\n，。；：]{2,24}会(?:议)?上[）)]?[ \u3000]*(?:\n|$))"
)
_WITHIN = 600


def find(text: str) -> list[Edit]:
    """Find the end of line in the midst of an occasion; it stands near the head of a text."""
    found = _BROKEN.search(text, 0, _WITHIN) if text.find("上", 0, _WITHIN) > 0 else None
    return [Edit(found.start("gap"), found.end("gap"), "", KIND, OCCASION)] if found else []

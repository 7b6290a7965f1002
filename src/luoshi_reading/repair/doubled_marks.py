"""Marks that were typed twice for want of the right one: ``<<条例>>`` for 《条例》, 、、 for 、."""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.punctuation import KIND, WHY

_TITLE = re.compile(r"(?<![A-Za-z0-9])(<<|＜＜)(?=[^<>＜＞\n]{0,60}?[一-鿿])[^<>＜＞\n]{2,80}(>>|＞＞)")
_PAUSES = re.compile("、、(?<=[一-鿿”》）]、、)(?=[一-鿿“《])")


def find(text: str) -> list[Edit]:
    """Find titles between doubled angle brackets, and doubled enumeration commas."""
    edits: list[Edit] = []
    if "<<" in text or "＜＜" in text:
        for m in _TITLE.finditer(text):
            edits += [Edit(*m.span(1), "《", KIND, WHY), Edit(*m.span(2), "》", KIND, WHY)]
    if "、、" in text:
        edits += [Edit(m.start(), m.end(), "、", KIND, WHY) for m in _PAUSES.finditer(text)]
    return edits

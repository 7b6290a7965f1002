"""Marks typed twice for want of the right one: ``<<条例>>`` for 《条例》, 、、 for 、, ;;三公;; for “三公”."""

from __future__ import annotations

import re

from luoshi_reading.repair.characters.punctuation import KIND, WHY
from luoshi_reading.repair.edits import Edit

_TITLE = re.compile(r"(?<![A-Za-z0-9])(<<|＜＜)(?=[^<>＜＞\n]{0,60}?[一-鿿])[^<>＜＞\n]{2,80}(>>|＞＞)")
# ;;三公;;经费: what an editor left of &ldquo; and &rdquo;.
_SEMICOLONS = re.compile(
    r"(?<![;；\n]);;(?=[一-鿿\d《])(?P<quoted>[^;；。\n]{1,40}(?:。[^;；。\n]{0,40}){0,3});;(?![;；])"
)
_LEAST_QUOTED = 2
_PAUSES = re.compile("、、(?<=[一-鿿”》）]、、)(?=[一-鿿“《])")


def find(text: str) -> list[Edit]:
    """Find titles between doubled angle brackets, doubled enumeration commas, and quotations between semicolons."""
    edits: list[Edit] = []
    if "<<" in text or "＜＜" in text:
        for m in _TITLE.finditer(text):
            edits += [Edit(*m.span(1), "《", KIND, WHY), Edit(*m.span(2), "》", KIND, WHY)]
    if "、、" in text:
        edits += [Edit(m.start(), m.end(), "、", KIND, WHY) for m in _PAUSES.finditer(text)]
    if ";;" in text:
        quoted = list(_SEMICOLONS.finditer(text))
        if len(quoted) >= _LEAST_QUOTED:
            for m in quoted:
                edits += [Edit(m.start(), m.start() + 2, "“", KIND, WHY), Edit(m.end() - 2, m.end(), "”", KIND, WHY)]
    return edits

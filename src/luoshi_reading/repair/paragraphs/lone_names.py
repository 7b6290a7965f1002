"""Names on lines of their own, as pages have them that set people's names as links, joined to their sentences again."""

from __future__ import annotations

import re

from luoshi_reading.knowledge.surnames import SURNAME
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.paragraphs.soft_breaks import KIND

NAME_ALONE = "name_on_a_line_of_its_own"
_BLANK = "[ \u3000\t]*"
_LONE = re.compile(rf"\n{_BLANK}(?P<name>{SURNAME}[一-鿿]{{1,2}}){_BLANK}(?=\n)")
# A sentence that waits for a name: behind an office, among names, before whom something is done with.
_WAITS = re.compile(r"(?:[长记任席员师官理裁事督使]|[，、和与及由对向]|同志)\Z")
# What goes on behind a name.
_GOES_ON = re.compile(
    r"[，、；。：“]|(?:[主出参列陪率带前赴深到来在介强指说表要提代作讲传宣通签致会看慰听就对为先分一等和与及同]|担任|任|调研|检查|督导|同志)"
)
# A list of offices and names has no sentences.
_IN_SENTENCE = re.compile("[，。；、]")
_SHORTEST = 8


def find(text: str) -> list[Edit]:
    """Find the line ends round names that stand in the middle of a sentence."""
    edits: list[Edit] = []
    for m in _LONE.finditer(text):
        start = text.rfind("\n", 0, m.start()) + 1
        before = text[start : m.start()].rstrip(" \u3000\t")
        end = text.find("\n", m.end() + 1)
        after = text[m.end() + 1 : end if end >= 0 else len(text)].lstrip(" \u3000\t")
        told = len(before) >= _SHORTEST and _IN_SENTENCE.search(before)
        # The line before may itself be the rest of a sentence behind another name.
        if not (told or (edits and edits[-1].end >= start)) or not _WAITS.search(before) or not _GOES_ON.match(after):
            continue
        edits += [
            Edit(start + len(before), m.start("name"), "", KIND, NAME_ALONE),
            Edit(m.end("name"), text.index(after, m.end()), "", KIND, NAME_ALONE),
        ]
    return edits

r"""Characters written as programs write them in a string (\n, \", \u6e21), read as the characters they stand for."""

from __future__ import annotations

import re

from luoshi_reading.knowledge.rare_letters import may_stand
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.wrappings.markup import ENTITY

WHY = "character_escape"

_CODE = re.compile(r"(?:[\\%][uU][0-9a-fA-F]{4})+")
_FOUR = re.compile(r"[\\%][uU]([0-9a-fA-F]{4})")
# Or an indent, \u3000\u3000, where the text itself was written plainly.
_CHINESE = re.compile("[一-鿿，。、；：“”（）《》\u3000]")
# \n, \r\n, \\n, and such a line end a second time for a blank line between.
_LINE_END = re.compile(r"\\{1,2}(?:r\\{1,2}n|n)(?![a-z]{2})")
_OTHER = re.compile(r"\\{1,2}(?P<what>[trn](?![a-z]{2})|[\"'/])")
_STANDS_FOR = {"t": "\t", "r": "", "n": "\n"}
# \t\t at the heads of lines, which indents them; the line ends themselves are whole.
_INDENT = re.compile(r"^[ \u3000]*+(?:\\{1,2}t)++(?=[一-鿿“（《\d])", re.M)
_LEAST_INDENTS = 2
_LEAST_CODES = 4
_LEAST_ENDS = 2
# Where a line of a text may end; a path (D:\new) goes on behind a letter.
_ENDED = re.compile(r"[^\x21-\x7e]|[.!?;:)\">%0-9n]")


def find(text: str) -> list[Edit]:
    """Find escapes, where several stand for characters of the text or for its line ends."""
    if "\\" not in text and not may_stand(("%u",), text):
        return []
    edits = _codes(text)
    ends = [m for m in _LINE_END.finditer(text) if m.start() == 0 or _ENDED.match(text, m.start() - 1)]
    if not edits and len(ends) < max(_LEAST_ENDS, text.count("\n")):
        indents = list(_INDENT.finditer(text))
        return [Edit(m.start(), m.end(), "", ENTITY, WHY) for m in indents] if len(indents) >= _LEAST_INDENTS else []
    # \r\n is one line end, so it is read first.
    edits += [Edit(m.start(), m.end(), "\n", ENTITY, WHY) for m in ends]
    taken = {edit.start for edit in edits}
    within = {m.end() - 2 for m in ends}  # the \n of \r\n
    edits += [
        Edit(m.start(), m.end(), _STANDS_FOR.get(m["what"], m["what"]), ENTITY, WHY)
        for m in _OTHER.finditer(text)
        if m.start() not in taken and m.start() not in within
    ]
    return sorted(edits)


def _codes(text: str) -> list[Edit]:
    r"""Read runs of \u6e21, where there are several and they are Chinese."""
    runs = list(_CODE.finditer(text))
    if sum(len(m[0]) for m in runs) < 6 * _LEAST_CODES:
        return []
    edits = []
    for m in runs:
        units = b"".join(int(four, 16).to_bytes(2, "big") for four in _FOUR.findall(m[0]))
        read = units.decode("utf-16-be", "replace")
        edits.append(Edit(m.start(), m.end(), read.replace("\x00", "□"), ENTITY, WHY))
    return edits if _CHINESE.search("".join(edit.now for edit in edits)) else []

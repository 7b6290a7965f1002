"""Marks on lines of their own, as pages made from word processors have them, joined to their words again."""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.paragraphs.soft_breaks import KIND

ALONE = "mark_on_a_line_of_its_own"
# “ and ” (with what stands beside them: )“), and a number that such a line parted from its words (共计 / 800 / 余人).
_LONE = re.compile(
    r"\n[ \u3000\t]*+(?:(?:(?P<closing>[”’》〉）)〕】]+)[ \u3000\t]*+)?"
    r"(?P<opening>[“‘《〈（(〔【]+)?|(?P<number>\d{1,6}))"
    r"[ \u3000\t]*+(?=\n)"
)
_HINT = re.compile(r"\n[ \u3000\t]*[“”‘’《》（）()〔〕【】]")
_LEAST = 3
_LOOKED_BACK = 80  # characters
_ENDS = frozenset("。！？：:；;!?”’）)】")
_BLANK = " \u3000\t"


def find(text: str) -> list[Edit]:
    """Find line ends beside marks that stand alone; only where several do."""
    if _HINT.search(text) is None:
        return []
    lone = [m for m in _LONE.finditer(text) if m["closing"] or m["opening"] or m["number"]]
    marks = [m for m in lone if not m["number"]]
    if len(marks) < _LEAST:
        return []
    edits: dict[tuple[int, int], Edit] = {}
    for m in lone:
        before = text[max(0, m.start() - _LOOKED_BACK) : m.start()].rstrip(_BLANK)[-1:]
        after = m.end() + 1
        while after < len(text) and text[after] in _BLANK:
            after += 1
        following = text[after : after + 1]
        if before in ("", "\n") or following in ("", "\n"):
            continue
        if m["closing"] or before not in _ENDS:
            start = m.start()
            while text[start - 1] in _BLANK:
                start -= 1
            first = m.start("closing") if m["closing"] else m.start("opening") if m["opening"] else m.start("number")
            edits[start, first] = Edit(start, first, "", KIND, ALONE)
        closed = m["closing"] is not None and m["opening"] is None and before in "。！？"
        if not closed:
            last = m.end("opening") if m["opening"] else m.end("closing") if m["closing"] else m.end("number")
            edits[last, after] = Edit(last, after, "", KIND, ALONE)
    return sorted(edits.values(), key=lambda edit: edit.start)

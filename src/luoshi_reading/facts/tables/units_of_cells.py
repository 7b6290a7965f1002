"""The units that a cell of a table names: who leads, who supports. Rules R81, R83."""

from __future__ import annotations

import re
from itertools import pairwise

from luoshi_reading.facts.owners.duties import UNIT_NAME, unit_names
from luoshi_reading.facts.owners.duty_notes import read_note

_GAP = re.compile(r"[ \u3000\xa0]+")
_SHORTEST_UNIT = 3
# Two names on lines of their own that a narrow column of a PDF ran together: 市财政局市交通运输局.
_RUN_TOGETHER = re.compile(
    r"(?<=[一-鿿]{2}[局委办厅府])(?=([市县区省])(?!级)[一-鿿]{2,9}(?:局|委|厅|办|部|办公室|委员会|政府)(?:$|[、，；（]|\1))"
)


def units_of(said: str, first_leads: bool = False) -> tuple[list[str], list[str]]:
    """Read a cell of units: who leads, who supports. Line ends in the cell part units as marks do."""
    if not said:
        return [], []
    joined = _RUN_TOGETHER.sub("、", _parted(said))
    if re.search(r"牵头|配合|参与|协助|(?:责任|主办|协办)(?:单位|部门)[：:]", joined):
        duty = read_note(re.sub(r"[（(]牵头[）)]", "牵头，", joined), "", first_leads)
        return list(duty.lead), list(duty.supporting)
    names = list(dict.fromkeys(unit_names(re.sub(r"[；;/／]|，|,", "、", joined))))
    return (names[:1], names[1:]) if first_leads else (names, [])


def _parted(said: str) -> str:
    """Turn the blanks between whole names of units into marks and drop the blanks inside a name."""
    pieces = [piece for piece in _GAP.split(said) if piece]
    out = pieces[0] if pieces else ""
    for before, piece in pairwise(pieces):
        # 市科技局、团市 委、市税务局: a name of which one character is left is none.
        last, first = re.split("[、，；]", before)[-1], re.split("[、，；]", piece)[0]
        parted = all(len(name) >= _SHORTEST_UNIT or not name for name in (last, first))
        whole = parted and len(before) >= _SHORTEST_UNIT and UNIT_NAME.search(before.rstrip("、"))
        out += ("、" if whole and before[-1] not in "、，；：" else "") + piece
    return out

"""What is known of a commitment once its sentence is cut, before its owner and deadline are read. Rules R15-R21."""

from __future__ import annotations

from dataclasses import dataclass, replace

from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT
from luoshi_reading.structure import Clause, Sentence


@dataclass(slots=True)
class Piece:
    """One commitment before its owner and deadline are read: its clauses, its sentence, its strength.

    ``is_head``: a run-in head that orders (R17); by ``weight`` it is actionable or directive (R21). ``announces``: it
    only says who has to do the points that follow it (R106).
    ``signs``: those of its clauses (``knowledge/signs.py``).
    """

    start: int
    end: int
    clauses: tuple[Clause, ...]
    roles: tuple[int, ...]
    sentence: Sentence
    is_head: bool
    weight: float
    strength: float
    signs: int
    announces: bool = False

    @property
    def is_actionable(self) -> bool:
        return self.weight >= ACTIONABLE_AT


# A cell of fewer characters (市渔业局, 5%) orders nothing by itself.
LEAST_CELL = 12


def within_cell(text: str, piece: Piece) -> Piece | None:
    """Keep of a line of cells the longest: what a table without known headings orders stands in one cell (R78)."""
    if text.find("\t", piece.start, piece.end) < 0:
        return piece
    start, longest = piece.start, (0, piece.start, piece.start)
    for cell in text[piece.start : piece.end].split("\t"):
        longest = max(longest, (len(cell), start, start + len(cell)))
        start += len(cell) + 1
    length, start, end = longest
    kept = [
        (replace(clause, start=max(clause.start, start), end=min(clause.end, end)), role)
        for clause, role in zip(piece.clauses, piece.roles, strict=True)
        if clause.start < end and clause.end > start
    ]
    if length < LEAST_CELL or not kept:
        return None
    return replace(piece, start=start, end=end, clauses=tuple(c for c, _ in kept), roles=tuple(r for _, r in kept))

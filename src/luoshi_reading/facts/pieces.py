"""What is known of a commitment once its sentence is cut, before its owner and deadline are read. Rules R15-R21."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi_reading.facts.clause_roles import Role
from luoshi_reading.facts.levels import ACTIONABLE_AT
from luoshi_reading.structure import Clause, Sentence


@dataclass(slots=True)
class Piece:
    """One commitment before its owner and deadline are read: its clauses, its sentence, its strength.

    ``is_head``: a run-in head that orders (R17); by ``weight`` it is actionable or directive (R21). ``announces``: it
    only says who has to do the points that follow it (R106).
    """

    start: int
    end: int
    clauses: tuple[Clause, ...]
    roles: tuple[Role, ...]
    sentence: Sentence
    is_head: bool
    weight: float
    strength: float
    announces: bool = False

    @property
    def is_actionable(self) -> bool:
        return self.weight >= ACTIONABLE_AT

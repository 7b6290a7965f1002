"""Who acts behind an order to nobody in particular (要用好一线工作法，|县级领导每周到挂钩项目不少于一次). Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.actors import leading_actor
from luoshi_reading.facts.clause_roles import Role
from luoshi_reading.facts.pieces import Piece
from luoshi_reading.facts.plain_subjects import acting

# What is said for certain to be done: how often, by when, how much at least.
FOR_CERTAIN = re.compile(r"\d|每|不[少低]于|至少|[前底]|[年月周]内|率先|先行|逐|按")
COUNTED = re.compile(r"\d|[一两三四五六七八九十][个条批]")
PLAIN = (Role.OTHER, Role.ASSIGNED, Role.OUTCOME, Role.DUTY)


def late_actor(text: str, piece: Piece) -> str | None:
    """Return the one body that acts for certain behind a general order without a subject, or None."""
    first = piece.clauses[0]
    if len(piece.clauses) == 1 or COUNTED.search(text, first.start, first.end):
        return None
    told: str | None = None
    certain = False
    for clause, role in zip(piece.clauses[1:], piece.roles[1:], strict=True):
        words_of = text[clause.start : clause.end]
        if role not in PLAIN or len(words_of) < 6:
            continue
        who = leading_actor(words_of) or acting(words_of)
        if who and told:
            return None
        if who:
            told, certain = who, FOR_CERTAIN.search(words_of) is not None
    return told if certain else None

"""What is denied to others, or measured by itself, behind who acted before. Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import FRAME, core_of, head_verb
from luoshi_reading.facts.clauses.clause_roles import Role
from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.facts.owners.duties import IN_HOUSE

# Letters of what something is denied to.
_SHORTEST_OWN = 4
_MEASURED = re.compile(r"\d|率|以上|覆盖|到位")
_BARRED = re.compile(r"(?:一律)?(?:不得|不准|不予|严禁)")
_PERSONS = ("负责人", "领导", "干部", "书记", "同志")


def owned_apart(text: str, piece: Piece, sentence_owner: str | None, chain_owner: str | None, chain_start: int) -> bool:
    """Whether something is denied to others than who acted before (未落实资金的项目一律不得开工)."""
    first = piece.clauses[0]
    people = sentence_owner is not None and (sentence_owner[0] == "每" or sentence_owner.endswith(_PERSONS))
    if people and first.start != piece.sentence.start and all(role is Role.OUTCOME for role in piece.roles):
        # 县领导每月外出不少于5天，|增加值占比提高3个百分点
        return text[piece.start] != "每" and text.find("每", piece.start, piece.end) < 0
    if sentence_owner is None and piece.roles[0] is Role.OUTCOME and text[piece.start] != "每":
        # 县级领导每月外出不少于5天；增加值提高3个百分点: what people do is measured by itself.
        return chain_owner is not None and chain_owner.endswith(_PERSONS)
    if piece.roles[0] is not Role.ORDER or first.start in (piece.sentence.start, chain_start):
        return False
    core = core_of(text[first.start : first.end])
    owed = _BARRED.search(core)
    if owed is None or owed.start() < _SHORTEST_OWN or head_verb(core)[0] or FRAME.match(core):
        return False
    return not IN_HOUSE.search(core[: owed.start()]) and _MEASURED.search(core) is None

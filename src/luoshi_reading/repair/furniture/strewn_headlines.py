"""Pieces of the headline that a scraper strews over a text, one after the other, taken out again."""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.furniture.strewn_advertising import KIND
from luoshi_reading.repair.lines import filled_lines

WHY = "headline_in_pieces"

_PIECE, _LONGEST_PIECE = 2, 4
_LEAST_PIECES, _ROUNDS = 4, 3
"""So many pieces that come round so often in the headline's order are no writer's."""
_IN_TURN = 0.7
"""Of the places where pieces stand alone: a text may use a word of its headline, too."""
_MARKS = frozenset("，。；：、,;:\n")
_FIRST_LINES = 8
_HEADLINE = re.compile(r"[一-鿿]{10,40}")


def find(text: str) -> list[Edit]:
    """Find the pieces of two characters that a headline is cut into, which come round in its order (P1)."""
    for _, line in filled_lines(text[:_WITHIN])[:_FIRST_LINES]:
        # Wherever the cutting began, one of two neighbouring pairs in the middle is a piece.
        middle = len(line) // 2
        if (
            _HEADLINE.fullmatch(line)
            and max(text.count(line[at : at + _PIECE]) for at in (middle, middle + 1)) > _ROUNDS
        ):
            found = [_strewn(text, line, offset) for offset in range(len(line) - _LEAST_PIECES * _PIECE + 1)]
            if best := max(found, key=len):
                return best
    return []


_WITHIN = 2000


def _strewn(text: str, headline: str, offset: int) -> list[Edit]:
    """The places of the pieces of a headline cut from ``offset`` on, where they come round again and again."""
    pieces = [headline[at : at + _PIECE] for at in range(offset, len(headline) - 1, _PIECE)]
    while len(pieces) >= _LEAST_PIECES and text.count(pieces[-1]) <= _ROUNDS:
        pieces = pieces[:-1]
    if len(pieces) < _LEAST_PIECES or len(set(pieces)) < len(pieces) or min(map(text.count, pieces)) < _ROUNDS:
        return []
    apart: list[tuple[int, int]] = []
    for number, piece in enumerate(pieces):
        at = headline.index(piece)
        before, behind = headline[at - 1 : at], headline[at + _PIECE : at + _PIECE + 1]
        apart += [
            (found.start(), number)
            for found in re.finditer(piece, text)
            if not (before and text[found.start() - 1 : found.start()] == before)
            and not (behind and text.startswith(behind, found.end()))
        ]
    apart.sort()
    expected = 0
    in_turn: list[tuple[int, int]] = []
    for place, number in apart:
        if number == expected:
            in_turn.append((place, number))
            expected = (expected + 1) % len(pieces)
    behind_marks = sum(text[place - 1 : place] in _MARKS for place, _ in in_turn)
    if len(in_turn) < _ROUNDS * len(pieces) or min(len(in_turn), behind_marks) < _IN_TURN * len(apart):
        return []
    edits: list[Edit] = []
    for number in range(len(pieces)):
        places = [place for place, of in in_turn if of == number]
        length = _alike(text, places)
        edits += [Edit(place, place + length, "", KIND, WHY) for place in places]
    return sorted(edits, key=lambda edit: edit.start)


def _alike(text: str, places: list[int]) -> int:
    """How many characters are the same at every place: the last piece of a headline may be one character longer."""
    length = _PIECE
    while length < _LONGEST_PIECE and len({text[at + length : at + length + 1] for at in places}) == 1:
        length += 1
    return length

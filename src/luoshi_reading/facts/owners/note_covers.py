"""Which orders a duty note covers: its paragraph, the item above it, or the whole list it closes. Rule R27."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.facts.owners.duties import Duty
from luoshi_reading.facts.owners.duty_notes import NOBODY, Note
from luoshi_reading.structure.numbering import ENUMERATOR, RANK

# A numbered line begins another item, to which the note below it belongs.
ITEM_START = re.compile(
    r"^[ \u3000]*(?:\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十\d]{1,3}[）)]|[①-⑳])",
    re.M,
)


@dataclass(slots=True)
class Cover:
    """What notes tell of a commitment: whose it is, and by when as written ("" where they do not say)."""

    duty: Duty | None
    due: str


UNCOVERED = Cover(None, "")


def _stands_below(text: str, line_end: int, note: int) -> bool:
    """Whether a note on a line of its own belongs to the line that ends at ``line_end``: no other item is between."""
    if note - line_end > LONGEST_ITEM:
        return False
    between = text[line_end + 1 : note].strip(" \u3000\n")
    if not between:
        return True
    head = text[text.rfind("\n", 0, line_end) + 1 : line_end]
    return ITEM_START.match(head) is not None and ITEM_START.search(text, line_end + 1, note) is None


# Characters from the first line of an item to the note below it.
LONGEST_ITEM = 800


def _is_headed(text: str, piece: int, note: int, headings: Sequence[int]) -> bool:
    """Whether the lines from a commitment to the note below it stand under one heading, without another number."""
    index = bisect_right(headings, piece)
    if not index or note - piece > LONGEST_ITEM or (index < len(headings) and headings[index] < note):
        return False
    return ITEM_START.search(text, text.find("\n", piece) + 1, note) is None


def _closes_list(text: str, line_end: int, note: Note) -> bool:
    """Whether a note on a line of its own stands below a numbered list that ends there, and is the whole list's."""
    number = ENUMERATOR.match(text, text.rfind("\n", 0, line_end) + 1)
    after = text.find("\n", note.end)
    following = ENUMERATOR.match(text, after + 1) if after >= 0 else None
    if number is None or note.start - line_end > LONGEST_LIST:
        return False
    if after >= 0 and (following is None or following.lastgroup == number.lastgroup):
        return False
    at, last = line_end, number.lastgroup
    while 0 <= at < note.start - 1:
        found = ENUMERATOR.match(text, at + 1)
        if found and found.lastgroup != number.lastgroup and RANK[found.lastgroup or ""] < RANK[number.lastgroup or ""]:
            return False
        last = found.lastgroup if found else last
        at = text.find("\n", at + 1)
    # 一、…二、…（一）渔获增长7%⏎责任单位：…: a note below a lesser number is that one's.
    return last == number.lastgroup


def _ends_list(text: str, piece: int, line_end: int, note: int) -> bool:
    """Whether a note ends the paragraph behind lines that ；parts and no number begins: they are one item's."""
    if note - line_end > LONGEST_ITEM or not note:
        return False
    begins = text.rfind("\n", 0, piece) + 1
    parted = text[line_end - 1] in PARTED or text[begins - 2 : begins - 1] in PARTED
    if not parted or (text[line_end - 1] not in PARTED and ENUMERATOR.match(text, begins)):
        return False
    at, whole = line_end, 0
    while 0 <= at < note:
        if ITEM_START.match(text, at + 1):
            return False
        at = text.find("\n", at + 1)
        # Behind the list one paragraph may round it off, with the note at its end.
        whole += 0 <= at < note and text[at - 1] not in PARTED
    return whole <= 1


PARTED = frozenset("；;：:")
# Characters of a list that one note below it covers.
LONGEST_LIST = 3000


def covering(text: str, pieces: Sequence[Piece], notes: Sequence[Note], headings: Sequence[int] = ()) -> list[Cover]:
    """Give each commitment the note that covers it: the next one of its paragraph, else of its item (R27).

    ``headings``: where headings start; a note on its own line covers all lines since the last of them.
    """
    if not notes:
        return [UNCOVERED] * len(pieces)
    starts = [note.start for note in notes]
    covered: list[Cover] = []
    line_end = -1
    own_lines = any(note.own_line for note in notes)
    for piece in pieces:
        if piece.start >= line_end:
            line_end = text.find("\n", piece.end)
            line_end = len(text) if line_end < 0 else line_end
        index = bisect_right(starts, piece.start)
        note = notes[index] if index < len(notes) else None
        above = notes[index - 1] if index and piece.start < notes[index - 1].until else None
        if note and note.start >= line_end:
            directly = text[line_end : note.start].strip(" \u3000\n") == ""
            below = note.own_line and (
                directly
                if above or note.until
                else _stands_below(text, line_end, note.start)
                or _is_headed(text, piece.start, note.start, headings)
                or _closes_list(text, line_end, note)
            )
            note = note if (own_lines and below) or _ends_list(text, piece.start, line_end, note.start) else None
        duty = next((told.duty for told in (note, above) if told and told.duty is not NOBODY), None)
        covered.append(Cover(duty, (note.due if note else "") or (above.due if above else "")))
    return covered

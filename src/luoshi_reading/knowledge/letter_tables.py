"""Whether a letter of a text is one of some, told by a table of all letters: what ``bin/compile.py`` writes out.

In the sources it reads ``core[0] in FRAME_FIRST``: as machine code that makes a string of the letter, hashes it and
looks it up, in four to six times the time of a look into a table.
"""

from __future__ import annotations

from collections.abc import Iterable

LAST = 0xFFFF
"""What stands beyond is in no table; no collection of which a table is made holds it."""
MOST = 8
"""So many collections share a table, one bit each."""


def table_of(*collections: Iterable[str]) -> bytes:
    """Note for each letter in which of the collections it is, the first by the lowest bit."""
    table = bytearray(LAST + 1)
    for at, letters in enumerate(collections):
        for letter in letters:
            table[ord(letter)] |= 1 << at
    return bytes(table)


def stands(table: bytes, bit: int, text: str, at: int) -> bool:
    """Whether ``text[at]`` is in a collection. Raises IndexError as that does."""
    code = ord(text[at])
    return code <= LAST and table[code] & bit != 0


def begins(table: bytes, bit: int, text: str) -> bool:
    """Whether ``text[:1]`` is in a collection that does not hold the empty text."""
    return len(text) > 0 and stands(table, bit, text, 0)


def ends(table: bytes, bit: int, text: str) -> bool:
    """Whether ``text[-1:]`` is in a collection that does not hold the empty text."""
    return len(text) > 0 and stands(table, bit, text, len(text) - 1)

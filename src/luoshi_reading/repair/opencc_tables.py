"""What OpenCC's tables hold: the conversions themselves, loaded once, and the characters they can change at all."""

from __future__ import annotations

from functools import cache
from itertools import compress
from operator import ne

from opencc import OpenCC

# Characters that only phrases of the table change, as in 明瞭; the longer table of another version may have more.
CHANGED_IN_PHRASES = "坏沈藉哩覆瞭衹甦"
_HAN = range(0x4E00, 0xA000)
_SELDOM = "\u3400-\u4dbf\uf900-\ufaff\U00010000-\U0010ffff"
"""Blocks whose characters hardly any text holds: each of them counts as one that may be changed."""


@cache
def to_simplified() -> OpenCC:
    """Load the conversion to simplified characters."""
    return OpenCC("t2s")


@cache
def to_traditional() -> OpenCC:
    """Load the conversion to traditional characters."""
    return OpenCC("s2t")


@cache
def changed_to_simplified() -> str:
    """The parts of a set without whose characters a text stays as it is when it is turned simplified."""
    every = "\n".join(map(chr, _HAN))
    converted = str(to_simplified().convert(every))
    changed = set(compress(every[::2], map(ne, every[::2], converted[::2])))
    return _SELDOM + "".join(sorted(changed.union(CHANGED_IN_PHRASES)))


@cache  # over characters, of which there are not so many
def may_change(character: str) -> bool:
    """Tell whether a text that holds a character may become another one when it is turned simplified."""
    return character in CHANGED_IN_PHRASES or str(to_simplified().convert(character)) != character

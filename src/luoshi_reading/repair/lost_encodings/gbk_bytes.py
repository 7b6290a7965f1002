"""The bytes of GBK: what two of them are, and what a character may have been of which one, or its neighbours, is lost.

Pairs in the zones for private use were dropped: between two characters, the second byte of the one and the first of
the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from luoshi_reading.repair.characters.injected_pinyin import is_reading
from luoshi_reading.repair.characters.opencc_tables import to_simplified
from luoshi_reading.repair.likelihood import Choice

_DROPPED_ZONES = (
    ((*range(0xAA, 0xB0), *range(0xF8, 0xFF)), tuple(range(0xA1, 0xFF))),
    (tuple(range(0xA1, 0xA8)), tuple(range(0x81, 0xA1))),
)
"""The zones for private use: the first bytes of their pairs, and the second ones that can begin a character."""
_LAST_COMMON = 0xD7
Singles = tuple[tuple[str, str], ...]
"""Characters with their simplified forms."""


@cache
def decoded(pair: bytes) -> str:
    """The character of two bytes, or nothing where there is none that a text would hold."""
    try:
        character = pair.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


def bytes_of(character: str) -> bytes:
    """Two bytes of GBK, private-use characters included; empty where the character has none."""
    code = ord(character)
    if 0xE000 <= code <= 0xE233:
        return bytes((0xAA + (code - 0xE000) // 94, 0xA1 + (code - 0xE000) % 94))
    if 0xE234 <= code <= 0xE4C5:
        return bytes((0xF8 + (code - 0xE234) // 94, 0xA1 + (code - 0xE234) % 94))
    if 0xE4C6 <= code <= 0xE765:
        trail = 0x40 + (code - 0xE4C6) % 96
        return bytes((0xA1 + (code - 0xE4C6) // 96, trail + (trail >= 0x7F)))
    try:
        coded = character.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return coded if len(coded) == 2 else b""


def _fits(character: str) -> bool:
    return bool(character) and ("一" <= character <= "鿿" or character in "，。、；：”“）（》《")


@cache
def with_trail(trail: int) -> Singles:
    """Characters, with their simplified forms, that end in a byte."""
    return _that_fit(bytes((lead, trail)) for lead in range(0x81, 0xFF))


@cache
def with_lead(lead: int) -> Singles:
    """Characters, with their simplified forms, that begin with a byte."""
    return _that_fit(bytes((lead, trail)) for trail in range(0x40, 0xFF))


@cache
def before_dropped(lead: int) -> tuple[Choice, ...]:
    """Characters whose trail byte began a dropped pair, for each zone."""
    zones = [_that_fit(bytes((lead, trail)) for trail in trails) for trails, _ in _DROPPED_ZONES]
    return tuple([Choice(singles) for singles in zones])


@cache
def after_dropped(trail: int) -> tuple[Choice, ...]:
    """Characters whose lead byte ended a dropped pair, for each zone."""
    zones = [_that_fit(bytes((lead, trail)) for lead in leads) for _, leads in _DROPPED_ZONES]
    return tuple([Choice(singles) for singles in zones])


@lru_cache(1 << 10)  # over readings
def after_any_dropped(reading: str | None) -> tuple[Choice, ...]:
    """Characters with a reading whose lead byte may have ended a dropped pair, for each zone."""
    zones = _after_any_dropped()
    return tuple([Choice(tuple([c for c in zone if not reading or is_reading(c[0], reading)])) for zone in zones])


@cache
def _after_any_dropped() -> tuple[Singles, ...]:
    return tuple(
        [
            _that_fit(bytes((lead, trail)) for lead in leads if lead <= _LAST_COMMON for trail in range(0x40, 0xFF))
            for _, leads in _DROPPED_ZONES
        ]
    )


def _that_fit(pairs: Iterable[bytes]) -> Singles:
    fitting = [c for c in map(decoded, pairs) if _fits(c)]
    simple = str(to_simplified().convert("\n".join(fitting))).split("\n")  # a call for each of thousands takes 0.1 s
    return tuple(zip(fitting, simple, strict=True)) if fitting else ()


@lru_cache(1 << 12)  # over a few hundred readings behind a few dozen bytes
def lead_bytes(trail: int, reading: str) -> tuple[int, ...]:
    """The bytes that make a character with this reading behind a trail byte.

    A reading put behind two bytes of different characters stands between those of the second: 燃?xì)獍 for 燃氣安,
    where the second byte of 燃 and the first of 氣 are those of 細. That one, lost with the bracket, is known so.
    """
    characters = ((lead, decoded(bytes((trail, lead)))) for lead in range(0x81, 0xFF))
    return tuple(lead for lead, character in characters if character and is_reading(character, reading))

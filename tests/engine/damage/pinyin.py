"""Pinyin injected after traditional characters: all or none per character, over the whole text."""

from __future__ import annotations

import unicodedata

from pypinyin import Style, pinyin

from tests.engine.damage.model import Damaged, assembled, chance
from tests.engine.damage.script import is_traditional

SHARE_OF_CHARACTERS = 0.35  # of the traditional character types of a page; 0.2–0.5 is seen


def injected_pinyin(text: str, seed: int = 0, *, inner_space: bool = False, tones: bool = True) -> Damaged:
    """Put ``(reading)`` after every occurrence of some traditional characters of a traditional text.

    The reading is the character's commonest, whatever the context. ``inner_space`` writes ``(huì )`` for a fifth
    of the characters. The truth is the text as given: still traditional.
    """
    random = chance(seed, text)
    kinds = sorted({char for char in text if is_traditional(char)})
    chosen = {char for char in kinds if random.random() < SHARE_OF_CHARACTERS} or set(kinds[:1])
    spaced = {char for char in sorted(chosen) if inner_space and random.random() < 0.2}
    if inner_space and chosen and not spaced:
        spaced = {min(chosen)}
    pieces: list[tuple[str, str | None]] = []
    for char in text:
        pieces.append((char, None))
        if char in chosen:
            pieces.append((gloss(char, tones=tones, inner_space=char in spaced), ""))
    return assembled("injected_pinyin", pieces, text)


def gloss(char: str, *, tones: bool = True, inner_space: bool = False) -> str:
    """Give what is put after a character: its first reading in half-width brackets."""
    reading = pinyin(char, style=Style.TONE, heteronym=False)[0][0]
    if not tones:
        bare = unicodedata.normalize("NFD", reading)
        kept = "".join(c for c in bare if not unicodedata.combining(c) or c == "\u0308")  # ü keeps its dots
        reading = unicodedata.normalize("NFC", kept)
    return f"({reading}{' ' if inner_space else ''})"


def injected_pinyin_spaced(text: str, seed: int = 0) -> Damaged:
    """Inject pinyin, some of it with a space before the closing bracket."""
    return injected_pinyin(text, seed, inner_space=True)


def injected_pinyin_toneless(text: str, seed: int = 0) -> Damaged:
    """Inject pinyin without tone marks."""
    return injected_pinyin(text, seed, tones=False)

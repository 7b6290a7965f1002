"""Simplified text turned traditional, as scraper sites do it."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

from tests.engine.damage.model import Damaged


@cache
def converter(name: str) -> OpenCC:
    """Give the OpenCC conversion of that name; each is loaded once."""
    return OpenCC(name)


def traditional(text: str, seed: int = 0) -> Damaged:
    """Turn simplified text traditional, character for character. Lengths stay equal."""
    turned = converter("s2t").convert(text)
    if len(turned) != len(text):
        raise ValueError("the conversion changed the length")
    return Damaged(turned, text)


def traditional_taiwan(text: str, seed: int = 0) -> Damaged:
    """Turn simplified text traditional in Taiwan's forms (為, 裡), the ones that Big5 holds."""
    turned = converter("s2tw").convert(text)
    if len(turned) != len(text):
        raise ValueError("the conversion changed the length")
    return Damaged(turned, text)


def is_traditional(char: str) -> bool:
    """Whether the character has another, simplified form."""
    return str(converter("t2s").convert(char)) != char

"""Text decoded with the wrong encoding, once or twice."""

from __future__ import annotations

from tests.engine.damage.model import Damaged, Planted


def _misread(text: str, written: str, read: str, kind: str) -> Damaged:
    wrong = text.encode(written).decode(read, "replace")
    exact = wrong.encode(read, "replace") == text.encode(written)
    return Damaged(wrong, text, (Planted(kind, 0, len(wrong), text),), recoverable=exact)


def utf8_read_as_latin1(text: str, seed: int = 0) -> Damaged:
    """UTF-8 bytes read as Latin-1. Always recoverable."""
    return _misread(text, "utf-8", "latin-1", "mojibake")


def utf8_read_as_gbk(text: str, seed: int = 0) -> Damaged:
    """UTF-8 bytes read as GB18030. Recoverable only where every byte pair was a character."""
    return _misread(text, "utf-8", "gb18030", "mojibake")


def gbk_read_as_latin1(text: str, seed: int = 0) -> Damaged:
    """GB18030 bytes read as Latin-1. Always recoverable."""
    return _misread(text, "gb18030", "latin-1", "mojibake")


def double_utf8(text: str, seed: int = 0) -> Damaged:
    """UTF-8 read as Latin-1, written as UTF-8 and read as Latin-1 again. Always recoverable."""
    once = text.encode("utf-8").decode("latin-1")
    twice = once.encode("utf-8").decode("latin-1")
    return Damaged(twice, text, (Planted("mojibake", 0, len(twice), text),))

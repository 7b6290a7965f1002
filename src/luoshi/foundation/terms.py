"""The base of every closed list of terms: a stored value with its Chinese and its English word."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A member is written ``NAME = "stored_value", "中文", "English"``; it compares and stores as its value."""

    chinese: str
    english: str

    def __new__(cls, value: str, chinese: str = "", english: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.chinese = chinese
        member.english = english
        return member

    def label(self, language: str) -> str:
        """Give the word in the language of a code such as ``zh-hans`` or ``en``; English for all but Chinese."""
        return self.chinese if language.startswith("zh") else self.english

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Value and Chinese word, for a model field."""
        return [(member.value, member.chinese) for member in cls]

"""What refusals of reporting share: terms said in the reader's language, fields that differ, lines with their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term


class ReportingRefusal(Refusal):
    """A refusal whose places may hold terms: they are said in the reader's language."""

    def message(self, language: str) -> str:
        """Give the words, terms translated."""
        words = self.chinese if language.startswith("zh") else self.english
        return words.format(**{k: v.label(language) if isinstance(v, Term) else v for k, v in self.params.items()})


class FieldRefusal(ReportingRefusal):
    """A refusal at a field that differs from case to case."""

    def __init__(self, *, at: str, **params: Any) -> None:
        super().__init__(**params)
        self.field = at  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line; ``line_id`` None speaks of a row that is no line."""

    line_id: int | None
    refusal: Refusal
    place: str = ""  # where it stands, in words: a sheet's row


class LinesRefused(ReportingRefusal):
    """Several lines cannot be taken; each names why."""

    chinese = "有 {count} 处需要修改，其余内容已保留。"
    english = "{count} places need to be changed; everything else is kept."

    def __init__(self, problems: Sequence[LineProblem]) -> None:
        super().__init__(count=len(problems))
        self.problems = tuple(problems)

"""What every refusal of the project library is made of, one alone or several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term


class ProjectRefusal(Refusal):
    """A refusal whose places may hold terms, said in the reader's language; ``field`` may be set for one case."""

    def __init__(self, *, at: str | None = None, **params: Any) -> None:
        super().__init__(**params)
        if at is not None:
            self.field = at  # type: ignore[misc]

    def message(self, language: str) -> str:
        """Give the words, terms translated."""
        words = self.chinese if language.startswith("zh") else self.english
        return words.format(**{k: v.label(language) if isinstance(v, Term) else v for k, v in self.params.items()})


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row of many: its place as the sender names it, the field, and the refusal."""

    place: str
    field: str
    refusal: Refusal


class RowsInvalid(ProjectRefusal):
    """Rows of an import are wrong; nothing was stored."""

    chinese = "未写入：{count} 处需要更正。"
    english = "Nothing was stored: {count} things to correct."

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(count=len(self.problems))

    def message(self, language: str) -> str:
        """Name each place and what is wrong there."""
        lines = [f"{p.place}  {p.refusal.message(language)}" for p in self.problems]
        return "\n".join([super().message(language), *lines])


class Invalid(ProjectRefusal):
    """Several things are wrong with what was entered; each names its field."""

    chinese = "有 {count} 处需要更正。"
    english = "There are {count} things to correct."

    def __init__(self, problems: Sequence[Refusal]) -> None:
        self.problems = tuple(problems)
        super().__init__(count=len(self.problems))

    def message(self, language: str) -> str:
        """Say each in a line."""
        return "\n".join(problem.message(language) for problem in self.problems)


def refuse_all(problems: Sequence[Refusal]) -> None:
    """Raise what is wrong: one refusal as itself, several as Invalid."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise Invalid(problems)

"""What is wrong in rows of an import, and their refusal together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.foundation.refusals import Refusal


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row of many: its place as the sender names it, the field, and the refusal."""

    place: str
    field: str
    refusal: Refusal


class RowsInvalid(Refusal):
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

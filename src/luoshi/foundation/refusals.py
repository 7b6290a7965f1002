"""The base of every refusal: what an action says, in both languages, when a rule forbids it.

A refusal is no fault of the program: pages show its words and keep what was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from luoshi.foundation.terms import Term


class Refusal(Exception):
    """An action that a rule forbids. Subclasses give the words, with ``{name}`` places filled from ``params``.

    Terms are said in the reader's language. ``at`` names the field where it differs from case to case.
    """

    chinese: ClassVar[str]
    english: ClassVar[str]
    status: ClassVar[int] = 422
    field: ClassVar[str | None] = None  # the form field it speaks of

    def __init__(self, *, at: str | None = None, **params: Any) -> None:
        if at is not None:
            self.field = at  # type: ignore[misc]
        self.params = params
        super().__init__(self.english.format(**params))

    def message(self, language: str) -> str:
        """Give the words in the language of a code such as ``zh-hans``."""
        words = self.chinese if language.startswith("zh") else self.english
        return words.format(**{k: v.label(language) if isinstance(v, Term) else v for k, v in self.params.items()})


class NotAllowed(Refusal):
    """The actor's roles do not reach this."""

    chinese = "你没有权限进行这一操作。如需办理，请联系本单位管理员。"
    english = "You are not allowed to do this. If you need to, ask your unit's administrator."
    status = 403


class Stale(Refusal):
    """Someone else changed the thing after the form was opened."""

    chinese = "在你填写期间，{who}已于{when}修改了这一内容。请核对最新内容后重新提交，你填写的文字仍保留在下方。"
    english = (
        "While you were writing, {who} changed this at {when}. Check it and submit again; your text is kept below."
    )
    status = 409


class Invalid(Refusal):
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

"""The base of every refusal: what an action says, in both languages, when a rule forbids it.

A refusal is no fault of the program: pages show its words and keep what was typed.
"""

from __future__ import annotations

from typing import Any, ClassVar


class Refusal(Exception):
    """An action that a rule forbids. Subclasses give the words, with ``{name}`` places filled from ``params``."""

    chinese: ClassVar[str]
    english: ClassVar[str]
    status: ClassVar[int] = 422
    field: ClassVar[str | None] = None  # the form field it speaks of

    def __init__(self, **params: Any) -> None:
        self.params = params
        super().__init__(self.english.format(**params))

    def message(self, language: str) -> str:
        """Give the words in the language of a code such as ``zh-hans``."""
        words = self.chinese if language.startswith("zh") else self.english
        return words.format(**self.params)


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

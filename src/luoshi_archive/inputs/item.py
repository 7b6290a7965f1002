"""One document as it lies in an archive, before anything reads it, and what was passed over on the way to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from luoshi_archive.errors import Problem

MOST_BYTES = 200 * 2**20
"""Largest document that is taken out of an archive; the engine opens none larger."""


@dataclass(frozen=True, slots=True)
class Item:
    """A document, or the place of one that could not be taken out (``problem``, no ``content``).

    ``locator`` names its place within the inputs and is unique; ``name`` hints at the format as a file name would.
    """

    locator: str
    name: str
    content: bytes = b""
    url: str | None = None
    given_id: str | None = None
    problem: Problem | None = None


@dataclass(slots=True)
class Census:
    """What is seen while items are taken out: bytes of the inputs gone through, and kinds of file passed over."""

    bytes_seen: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)

    def within(self) -> Census:
        """Give a census for an archive within a file whose bytes are counted already."""
        return Census(passed_over=self.passed_over)


def printable(name: str) -> str:
    """Show a name without control characters and undecodable bytes, which become escapes."""
    if name.isprintable():
        return name
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode("ascii") for c in name
    )

"""A page as lines, with the two edges before and after its running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
LONG = 300
"""A line longer than this is running text whatever it holds."""

_BODY_LENGTH = 50
_BODY = re.compile(r"[，。；]")


@dataclass(slots=True)
class Line:
    """A line without the white space round it; places count in the page's text."""

    start: int
    end: int
    text: str
    index: int
    taken: bool = False

    @property
    def long(self) -> bool:
        return len(self.text) > LONG


class Page:
    """The lines of a text; ``head`` and ``tail`` are those before and after its running text."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        self.measure()

    def measure(self) -> None:
        """Find the edges again, over the lines that are not taken."""
        lines = self.lines
        self.first = next((line.index for line in lines if _is_body(line)), len(lines))
        self.last = next((line.index for line in reversed(lines) if _is_body(line)), len(lines))
        self.head = self.lines[: self.first]
        self.tail = self.lines[self.last + 1 :]

    @classmethod
    def of(cls, text: str) -> Page:
        """Split a text into its lines that hold more than white space."""
        return cls(
            text, [Line(start, start + len(words), words, at) for at, (start, words) in enumerate(filled_lines(text))]
        )

    @property
    def inside(self) -> list[Line]:
        """The lines from the first to the last of the running text."""
        return self.lines[self.first : self.last + 1]

    def in_head(self, line: Line) -> bool:
        """Tell whether a line stands before the running text; without running text the first half counts."""
        return line.index < self.first and (self.first < len(self.lines) or line.index * 2 < len(self.lines))

    def is_edge(self, line: Line) -> bool:
        """Tell whether a line stands before or after the running text."""
        return line.index < self.first or line.index > self.last


def _is_body(line: Line) -> bool:
    return not line.taken and len(line.text) >= _BODY_LENGTH // 2 and is_running_text(line.text)


def is_running_text(text: str) -> bool:
    """Tell a paragraph of sentences: long, or of middle length with marks inside and a full stop at its end."""
    if len(text) >= 2 * _BODY_LENGTH:
        return len(_BODY.findall(text[:400])) >= 2
    return len(text) >= _BODY_LENGTH // 2 and text[-1] in "。；：" and len(_BODY.findall(text)) >= 2


def filled_lines(text: str) -> list[tuple[int, str]]:
    """Give the lines that hold more than white space, without that at both ends, and where each begins."""
    found: list[tuple[int, str]] = []
    start = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            left = 0 if len(words) == len(raw) else len(raw) - len(raw.lstrip())
            found.append((start + left, words))
        start += len(raw) + 1
    return found

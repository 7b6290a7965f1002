"""Titles whose words were spread out over the line, though not every character of them: 政 府 工 作报 告."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLANK = " \u3000\u00a0\u2002\u2003"
_C = "一-鿿㐀-䶿"
_SPREAD = re.compile(
    rf"(?:\A|\n)[{_BLANK}]*+(?P<title>(?:[{_C}]{{1,3}}[{_BLANK}]{{1,4}}){{2,12}}[{_C}]{{1,3}})[{_BLANK}]*+(?=\n)"
)
_NAMES_A_PAPER = re.compile(
    r"(?:工作[报報]告|[会會][议議][纪紀]要|[实實]施方案|工作方案|工作要[点點]|[实實]施意[见見]|的(?:通知|通[报報]|[报報]告|意[见見]|批[复復]))\Z"
)
_BLANKS = re.compile(f"[{_BLANK}]+")
_WITHIN = 300


def find(text: str) -> Iterator[tuple[int, int]]:
    """Give the blanks of a line near the head whose pieces, put together, end in what a paper is called."""
    for m in _SPREAD.finditer(text, 0, _WITHIN):
        pieces = _BLANKS.split(m["title"])
        if sum(len(piece) == 1 for piece in pieces) * 2 >= len(pieces) and _NAMES_A_PAPER.search("".join(pieces)):
            for blank in _BLANKS.finditer(text, m.start("title"), m.end("title")):
                yield blank.span()

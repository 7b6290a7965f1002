"""The steps that a table's column of days gives a task: ①2月底前，完成招标。②5月底前，开工建设。 Rule R83."""

from __future__ import annotations

import re

from luoshi_reading.structure.tables import Cell

_STEP = re.compile(
    r"(?:^|(?<=[。；;\n\u3000 ]))[ \u3000]*"
    r"(?:[①-⑳]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)]|\d{1,2}[.．、](?!\d)"
    r"|[一二三四五六七八九十]{1,2}[、是])[ \u3000]*"
)
_CLOSING = "。；;， \n\u3000"
_FEWEST = 2
_CHINESE = re.compile("[一-鿿]{2}")


def steps_of(text: str, cell: Cell) -> list[Cell]:
    """Give the steps that a cell numbers, without number and closing mark; none where it numbers less than two."""
    said = text[cell.start : cell.end]
    numbers = list(_STEP.finditer(said))
    if len(numbers) < _FEWEST or numbers[0].start() != 0:
        return []
    ends = [number.start() for number in numbers[1:]] + [len(said)]
    steps = []
    for number, end in zip(numbers, ends, strict=True):
        words_of = said[number.end() : end].rstrip(_CLOSING)
        if _CHINESE.search(words_of):
            start = cell.start + number.end()
            steps.append(Cell(start, start + len(words_of)))
    return steps

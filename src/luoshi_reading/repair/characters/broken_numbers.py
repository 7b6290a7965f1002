"""Numbers that came apart or were misread: 2 025年, 1 2月 with blanks between their digits; 2O25年, 3l日 with letters.

A year proves it: nothing else is written so before 年. Other numbers follow where years are broken in the same text.
"""

from __future__ import annotations

import re

from luoshi_reading.knowledge.rare_letters import lines_at
from luoshi_reading.repair.characters.lost_spaces import STRAY
from luoshi_reading.repair.edits import Edit

INSIDE = "inside_number"
KIND = "misread_digit"
LETTER = "letter_for_digit"

_BLANKS = " \u3000\u00a0\u2002\u2003\u2009"
_BLANK = f"[{_BLANKS}]"
_BROKEN = re.compile(
    rf"(?<![\d.,:：A-Za-z-])(?P<first>\d{{1,4}}(?:\.\d{{1,3}})?)(?:{_BLANK}\d{{1,4}}){{1,6}}"
    rf"(?=[.,]\d|{_BLANK}?[一-鿿%％℃]|[，。；、）)〕—~\t-]|[.．][一-鿿])"
)
_ONE_BLANK = re.compile(_BLANK)
_YEAR = re.compile(
    rf"(?<![\d.,:：A-Za-z-])(?:1{_BLANK}9|1{_BLANK}?9{_BLANK}|2{_BLANK}0|2{_BLANK}?0{_BLANK}|20\d{_BLANK})"
    rf"{_BLANK}?\d{_BLANK}?(?:\d{_BLANK}?)?(?={_BLANK}?[年〕—])"
)
# 3月1 8日, 1 0月6日.
_DAY = re.compile(
    rf"(?<=月)[ \u3000]?[123]{_BLANK}\d(?={_BLANK}?日)"
    rf"|(?<![\d:.A-Za-z])1{_BLANK}[012](?={_BLANK}?月{_BLANK}?[123]?{_BLANK}?\d{_BLANK}?日)"
)
# 9 .2万, 达到9. 6亿; but 9. 6月底前 is a point of a list.
_POINT = re.compile(
    rf"(?<=\d){_BLANK}\.\d{{1,3}}(?={_BLANK}?[%％万亿个元吨亩米公倍])|(?<=[一-鿿]\d)\.{_BLANK}\d{{1,3}}(?={_BLANK}?[%％万亿吨亩米公倍])"
)
# By the blank it begins with, which is passed over to quickly; a second blank may follow in a year.
_HINTS = {blank: re.compile(rf"{blank}(?<=[\d.]{blank})(?={_BLANK}?[\d.])") for blank in _BLANKS}
# 图1 3个码头, 附件2 12项: a number of its own before another.
_OWN = re.compile(r"[表图件栏号第例注][ ]?\d{1,2}$")
_LETTERS = {"O": "0", "o": "0", "l": "1", "I": "1"}
_ALONE = r"(?<![A-Za-z\d.-])"
_WITH_LETTERS = re.compile(
    rf"{_ALONE}(?=[\dOolI]{{0,4}}\d)[\dOolI]{{1,5}}(?:\.[\dOolI]{{1,3}})?(?=[年月日%％个万亿元人户公项家座条次])"
    rf"|{_ALONE}\d[\dOo]{{1,4}}(?:\.[\dOo]{{1,3}})?(?=[一-鿿])"
    rf"|{_ALONE}2[0Oo][0-9OolI]{{2}}(?=[〕—])"
)
# Where several numbers are misread, whatever stands behind one.
_ALL_LETTERS = re.compile(
    rf"{_ALONE}(?=[\dOolI]{{0,4}}\d)(?!O2O|o2o)[\dOolI]{{2,5}}(?:\.[\dOolI]{{1,3}})?(?=[一-鿿年〕—%％\t]|[.．、][一-鿿])"
)
_LEAST_MISREAD = 2
_LETTER_HINTS = {letter: re.compile(rf"{letter}(?:(?<=[\d.]{letter})|(?=[\d.]))") for letter in _LETTERS}
_HAS_LETTER = re.compile(r"\d[OolI]|[OolI]\d")


def find(text: str) -> list[Edit]:
    """Find blanks and letters inside numbers."""
    edits: list[Edit] = []
    hints = sorted(m.start() for blank, hint in _HINTS.items() if blank in text for m in hint.finditer(text))
    if any(text[at + 1] not in _BLANKS for at in hints):
        edits += _parted(text, list(lines_at(text, hints)))
    letters = [m.start() for letter, hint in _LETTER_HINTS.items() if letter in text for m in hint.finditer(text)]
    lines = list(lines_at(text, sorted(letters)))
    if any(_HAS_LETTER.search(text, *line) for line in lines):
        edits += _misread(text, lines)
    return edits


def _parted(text: str, lines: list[tuple[int, int]]) -> list[Edit]:
    """Find the blanks of broken years and days, and of other numbers where several of these are broken.

    ``lines``: those that hold a blank between digits; the others hold none of these.
    """
    broken = [m.span() for pattern in (_YEAR, _DAY, _POINT) for line in lines for m in pattern.finditer(text, *line)]
    if broken:
        broken += [
            m.span()
            for line in lines
            for m in _BROKEN.finditer(text, *line)
            if _OWN.search(text[max(0, m.start() - 2) : m.end("first")]) is None
        ]
    found = {m.start(): m for start, end in broken for m in _ONE_BLANK.finditer(text, start, end)}
    return [Edit(m.start(), m.end(), "", STRAY, INSIDE) for _, m in sorted(found.items())]


def _misread(text: str, lines: list[tuple[int, int]]) -> list[Edit]:
    """Find letters that stand for digits before a unit; before anything where several do.

    ``lines``: those that hold such a letter beside a digit or a point; the others hold none of these.
    """
    found = [m for line in lines for m in _WITH_LETTERS.finditer(text, *line) if _HAS_LETTER.search(m[0])]
    if len(found) >= _LEAST_MISREAD:
        found = [m for line in lines for m in _ALL_LETTERS.finditer(text, *line)]
    return [
        Edit(at, at + 1, _LETTERS[text[at]], KIND, LETTER, certain=False)
        for m in found
        for at in range(m.start(), m.end())
        if text[at] in _LETTERS
    ]

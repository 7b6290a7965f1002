"""Marks that something else than the document put round its lines: those of a quoted letter (>), of cells copied out
of a sheet ("…"), of a listing's line numbers, of Markdown (#, **, -).

What stands at every line of a text says nothing about one of them.
"""

from __future__ import annotations

import itertools
import re

from luoshi_reading.knowledge.rare_letters import may_stand
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.lines import filled_lines
from luoshi_reading.repair.wrappings.markup import TAG

WHY = "mark_of_every_line"
MARKDOWN = "mark_of_markdown"

_REPLY = re.compile(r"(?:>[ \t]?)+")
_NUMBER = re.compile(r"(\d{1,4})(?:[ \t]{1,8}|[ \t]?[|:][ \t]?|$)", re.M)
_OWN = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十]{1,3}[章条]|各[^，。]{2,40}：$"
)
_LEAST_LINES = 3
_LEAST_NUMBERED = 6
_SHARE = 0.9


def find(text: str) -> list[Edit]:
    """Find the marks at the lines of a text, of one kind after the other."""
    first = text.lstrip()[:1]
    if (first == ">" or may_stand(("\n>",), text)) and (edits := _before(text, _REPLY)):
        return edits
    if first == '"' and (edits := _quoted(text)):
        return edits
    if first in ("0", "1") and (edits := _numbered(text)):
        return edits
    return _markdown(text) if first == "#" or may_stand(("**", "\n#", "\n- "), text) else []


def _gone(start: int, end: int, why: str = WHY) -> Edit:
    return Edit(start, end, "", TAG, why)


def _before(text: str, mark: re.Pattern[str]) -> list[Edit]:
    """Take a mark away that nine lines of ten begin with."""
    lines = filled_lines(text)
    edits = [_gone(m.start(), m.end()) for start, _ in lines if (m := mark.match(text, start))]
    return edits if len(edits) >= max(_LEAST_LINES, _SHARE * len(lines)) else []


def _quoted(text: str) -> list[Edit]:
    """Take the quotation marks of cells away: round every line, or round the whole text; those within are doubled."""
    lines = filled_lines(text)
    cells = [(start, start + len(line) - 1) for start, line in lines if _in_marks(line)]
    if len(cells) < max(_LEAST_LINES, _SHARE * len(lines)):
        whole = text.strip()
        if len(lines) < 2 or not _is_cell(whole):
            return []
        start = text.index('"')
        cells = [(start, start + len(whole) - 1)]
    edits = []
    for start, end in cells:
        edits += [_gone(start, start + 1), _gone(end, end + 1)]
        edits += [_gone(m.start(), m.start() + 1) for m in re.compile('""').finditer(text, start + 1, end)]
    return sorted(edits)


def _in_marks(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] == '"'


def _is_cell(text: str) -> bool:
    """Tell a whole text in marks, of which those within are doubled, from one that begins and ends with a quotation."""
    return _in_marks(text) and '"' not in text[1:-1].replace('""', "")


def _numbered(text: str) -> list[Edit]:
    """Take the numbers of lines away: one more at each, also at the headline, or before the document's own."""
    lines = filled_lines(text)
    numbers = [_NUMBER.match(text, start) for start, _ in lines]
    found = [m for m in numbers if m is not None]
    if len(found) < max(_LEAST_NUMBERED, len(lines)):
        return []
    rising = all(int(a[1]) < int(b[1]) <= int(a[1]) + 3 for a, b in itertools.pairwise(found))
    rests = [line[m.end() - start :].strip() for m, (start, line) in zip(found, lines, strict=True)]
    headed = rests[0][-1:] not in ("", "。", "；", "：") and any(rest.count("。") > 1 for rest in rests)
    return [_gone(m.start(), m.end()) for m in found] if rising and (headed or any(map(_OWN.match, rests))) else []


_HEADING = re.compile(r"(?m)^[ \t]{0,3}#{1,6}(?:[ \t]+(?=\S)|[ \t]*$)")
_RULE = re.compile(r"(?m)^[ \t]{0,3}(?:-{3,}|\*{2,}|_{3,})[ \t]*$")
_BOLD = re.compile(r"\*\*(?P<inner>[^*\n]{2,300}?)\*\*")
_BOLD_LINE = re.compile(r"(?m)^[ \t]*(?:[-*][ \t]+)?\*\*[^*\n]{2,80}\*\*")
_POINT = re.compile(r"(?m)^[ \t]*[-*+][ \t]+(?=\S)")
_QUOTE = re.compile(r"(?m)^[ \t]{0,3}>[ \t]?(?=\S)")
# **县**镇: names that were taken out.
_REDACTED = re.compile(r"\*\*[省市县区州乡镇村局委厅部院校长公同小]")
_LEAST_SHOWN = 2
_RUNNING = 60  # characters of a paragraph: a shorter point is one of a list


def _markdown(text: str) -> list[Edit]:
    """Take the marks of Markdown away, where headings or several bold beginnings of lines show it."""
    headings = list(_HEADING.finditer(text))
    # A single heading over a page proves the bold words below it, names that were taken out do not.
    bold_lines = 0 if not headings and _REDACTED.search(text) else len(_BOLD_LINE.findall(text))
    edits: list[Edit] = []
    if (headings or bold_lines) and len(headings) + bold_lines >= _LEAST_SHOWN:
        marks = itertools.chain(headings, _QUOTE.finditer(text), _RULE.finditer(text))
        edits = [_gone(m.start(), m.end(), MARKDOWN) for m in marks]
        for m in _BOLD.finditer(text):
            edits += [_gone(m.start(), m.start() + 2, MARKDOWN), _gone(m.end() - 2, m.end(), MARKDOWN)]
    return sorted({edit.start: edit for edit in [*edits, *_points(text)]}.values())


def _points(text: str) -> list[Edit]:
    """Take strokes away that stand before paragraphs, not before the points of a list."""
    points = list(_POINT.finditer(text))
    if len(points) < _LEAST_LINES:
        return []
    long = [start for start, line in filled_lines(text) if len(line) >= _RUNNING]
    starts = {m.end() - len(m[0].lstrip()) for m in points}
    marked = sum(start in starts for start in long)
    if marked < max(_LEAST_LINES, _SHARE * len(long)) or 2 * marked < len(points):
        return []
    return [_gone(m.start(), m.end(), MARKDOWN) for m in points]

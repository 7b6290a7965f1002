"""Headings that run on into their text with nothing but a blank between, and papers whose lines were put into one.

A page copied as one paragraph keeps a blank where a line ended: 一、总体目标 坚决贯彻…. 二、具体举措 （一）…. One
blank may be anything; where numbered headings show it again and again it is the end of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.repair.edits import Edit

KIND = "joined_paragraphs"
WHY = "blank_behind_heading"
WHY_BEFORE = "blank_before_number"
WHY_KNOWN = "known_heading"
WHY_LETTER = "letter_for_line_end"

_BLANK = " \u3000\u00a0"
_NUMBER = r"(?:第?[一二三四五六七八九十]{1,3}(?:、|部分)|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d))"
_HEAD = r"[一-鿿“”、《》（）()]{3,23}[一-鿿”》）)](?:[，,][一-鿿“”、]{3,20})?"
# What stands behind the blank must itself be prose.
_FUSED = re.compile(
    rf"[\n。；：;:](?P<before>[{_BLANK}]{{0,8}}){_NUMBER}[{_BLANK}]?(?P<head>{_HEAD})(?P<gap>[{_BLANK}]{{1,4}})"
    r"(?=[一-鿿“《（(\d][^\n]{12})"
)
_NUMBERED = re.compile(rf"^[{_BLANK}]{{0,8}}{_NUMBER}[^\n]{{30}}", re.M)
_BEFORE = re.compile(rf"[。；：;:](?P<gap>[{_BLANK}]{{1,4}})(?={_NUMBER}[一-鿿“])")
# 。一、指导思想以…为指导: headings that every plan has, between a full stop and their text.
_KNOWN = re.compile(
    rf"[。；：;:](?P<heading>{_NUMBER}(?:指导思想|总体要求|总体目标|工作目标|主要目标|目标任务|基本原则|工作原则|主要任务|重点任务"
    r"|工作任务|工作重点|工作内容|工作措施|主要措施|保障措施|方法步骤|工作步骤|实施步骤|时间安排|组织领导及职责分工|组织领导|职责分工"
    r"|工作要求|有关要求|组织保障|(?:工作)?开展情况|基本情况|主要做法|主要成效|存在的?(?:主要|突出)?(?:问题|不足)|下一步(?:工作)?(?:打算|安排|要求|计划|措施|建议))(?=[一-鿿“（(《\dxX])(?!和|及|、|的|是)"
    # 。三、下一步工作要求（一）提高认识: any heading whose first point follows at once.
    r"|[一二三四五六七八九]、[一-鿿“”]{3,20}(?=[（(]一[）)][一-鿿“]))"
)
_GAP_INSIDE = re.compile(rf"[一-鿿][{_BLANK}]{{1,4}}[一-鿿]")
_PROSE = re.compile(r"[，,][^\n]{4,}[。；;]|[^\n]{20,}[。；;]")
# 一、认清形势，统一思想今年3月，我市…: fours of characters, then when it happened, by the mark before;
# 一、认真总结2025年工作2025年，我县…: any heading, then a year and a comma.
_FOURS = tuple(
    re.compile(
        rf"{mark}[{_BLANK}]*+(?P<heading>{_NUMBER}(?:[一-鿿\d“”]{{4,26}}(?<![到至在自从于截为按以据是的和与及对年月日底前\d])"
        rf"(?=20\d\d年[，,])|[一-鿿]{{4}}(?:[，,、][一-鿿]{{4}}){{1,2}}))(?=20\d\d年[，,]|(?:(?:今年|去年)(?:以来|[\dXx×一二三四五六七八九十]{{1,3}}月[^，,。\n]{{0,8}})"
        r"|近年来|近期|近段时间|当前|目前|刚才|前不久|前段时间)[，,])"
    )
    for mark in "\n。；"
)
# Some libraries of papers write a line's end as this letter.
_LETTER = re.compile(r"Р(?<=[一-鿿。；：！？，、）”》;:)\d%*\s]Р)(?=[一-鿿“《（(\d*〔])|Р\Z")
_CYRILLIC = re.compile("[Ѐ-ӿ]")
_LEAST = 2
_LEAST_SHARE = 0.6
_LEAST_JOINED = 3
_LONG_LINE = 400
_MOST_GAPS = 2
# Asked of the blanks, which are few, and backwards from them.
_GAPS = tuple(re.compile(rf"{blank}(?<=[一-鿿”》）)]{blank})") for blank in _BLANK)
_SIGN = re.compile(rf"[、.．）)][{_BLANK}]?{_HEAD}\Z")
_LONGEST_SIGN = 48


def find(text: str) -> list[Edit]:
    """Find the blanks that stand for the end of a heading's line, and for the line's before a number."""
    lettered = list(_LETTER.finditer(text)) if "Р" in text else []
    if len(lettered) >= _LEAST and len(lettered) == len(_CYRILLIC.findall(text)):
        return [Edit(m.start(), m.end(), "\n", KIND, WHY_LETTER) for m in lettered]
    # What begins with a mark is looked for several times as quickly as what may begin anywhere.
    marked = "\n" + text
    long_lines = _long_lines(text)
    known = [*_known(text, long_lines), *_fours(marked)]
    if not known and not _has_sign(text):
        return []
    fused = [m for m in _FUSED.finditer(marked) if _is_prose(marked, m)]
    before = list(_joined(text, long_lines))
    if len(fused) < _LEAST or len(fused) < _LEAST_SHARE * (len(_NUMBERED.findall(text)) + len(before)):
        fused = []
    edits = {m.start("gap") - 1: Edit(m.start("gap") - 1, m.end("gap") - 1, "\n", KIND, WHY) for m in fused}
    stretches = [m.span("gap") for m in before]
    stretches += [(m.start("before") - 1, m.end("before") - 1) for m in fused if m["before"] and m[0][0] != "\n"]
    edits |= {start: Edit(start, end, "\n", KIND, WHY_BEFORE) for start, end in stretches}
    for start, end in known:
        edits.setdefault(start, Edit(start, start, "\n", KIND, WHY_KNOWN))
        edits.setdefault(end, Edit(end, end, "\n", KIND, WHY_KNOWN))
    return [edits[at] for at in sorted(edits)]


def _has_sign(text: str) -> bool:
    """Whether a blank stands behind what could be a numbered heading anywhere."""
    return any(
        _SIGN.search(text, max(0, gap.start() - _LONGEST_SIGN), gap.start()) is not None
        for gaps in _GAPS
        for gap in gaps.finditer(text)
    )


def _long_lines(text: str) -> list[tuple[int, int]]:
    """Where the long lines begin and end; short ones are passed over together, a long one's length at a time."""
    found: list[tuple[int, int]] = []
    start, length = 0, len(text)
    while length - start >= _LONG_LINE:
        last = text.rfind("\n", start, start + _LONG_LINE)
        if last < 0:
            end = text.find("\n", start + _LONG_LINE)
            last = end if end >= 0 else length
            found.append((start, last))
        start = last + 1
    return found


def _known(text: str, long_lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the headings that every plan has begin and end within long lines, twice and more in each."""
    for start, end in long_lines:
        found = list(_KNOWN.finditer(text, start, end))
        if len(found) >= _LEAST:
            yield from (m.span("heading") for m in found)


def _fours(marked: str) -> Iterator[tuple[int, int]]:
    """Where headings of fours begin and end in a text, which ``marked`` is with the end of a line before it."""
    for fours in _FOURS:
        for m in fours.finditer(marked):
            yield (m.end() if m[0][0] == "\n" else m.start("heading")) - 1, m.end() - 1


def _is_prose(text: str, fused: re.Match[str]) -> bool:
    """Whether a sentence follows the blank, and blanks are not strewn all over the line."""
    end = text.find("\n", fused.end())
    line = text[fused.end() : end if end >= 0 else len(text)][:_LONG_LINE]
    return _PROSE.search(line) is not None and len(_GAP_INSIDE.findall(line.split("。")[0])) < _MOST_GAPS


def _joined(text: str, long_lines: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Where numbers stand behind a blank within long lines, three times and more in each."""
    for start, end in long_lines:
        found = list(_BEFORE.finditer(text, start, end))
        if len(found) >= _LEAST_JOINED:
            yield from found

"""Read single cells: days, numbers, words of closed lists, yes and no (IM6). What is unclear is refused."""

from __future__ import annotations

import calendar
import math
import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from rapidfuzz import fuzz

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term
from luoshi.workflows.import_sheet.sheets import Value

SERIALS = range(20_000, 80_000)  # days since 1899-12-30: the years 1954 to 2119
NEAR = 50.0

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_MONTH_END = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?\s*(?:底|末)(?:前)?")
_YEAR_END = re.compile(r"(\d{4})\s*年?\s*(?:底|末)(?:前)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_EMPTY = frozenset({"", "-", "--", "—", "——", "/", "无", "暂无", "n/a"})
_YES = frozenset({"是", "已入库", "y", "yes", "true", "1", "√", "✓"})
_NO = frozenset({"否", "未入库", "n", "no", "false", "0", "×", "✗"})
_ENDINGS = re.compile(r"(?:(?:项目|投资|重点|阶段|类))+$")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


class CellRefused(Refusal):
    """A cell that cannot be read as what its column holds. ``text`` is what stood there."""


class NotADay(CellRefused):
    """No calendar day stands there."""

    chinese = "“{text}”不是日期。请填写为 2026-03-05 或 2026年3月5日。"
    english = "“{text}” is no date. Write 2026-03-05 or 2026年3月5日."


class NoSuchDay(CellRefused):
    """A day that no calendar has."""

    chinese = "没有“{text}”这一天。请核对年、月、日。"
    english = "There is no such day as “{text}”. Check year, month and day."


class DayAsNumber(CellRefused):
    """A number where a day should stand: a date whose cell lost its format."""

    chinese = "“{text}”是数字，不是日期（可能是 {day}）。请把单元格格式改为日期后重新填写。"
    english = "“{text}” is a number, not a date (perhaps {day}). Give the cell a date format."


class DayVague(CellRefused):
    """Only a year, which names no day."""

    chinese = "“{text}”只有年份。请至少写明月份，例如 2026年6月。"
    english = "“{text}” names only a year. State at least the month, for example 2026年6月."


class NotANumber(CellRefused):
    """No plain number."""

    chinese = "“{text}”不是数字。请只填写数字，单位写在表头或“计量单位”列。"
    english = "“{text}” is no number. Enter the figure alone; its unit belongs in the heading or its own column."


class NotAYear(CellRefused):
    """No year."""

    chinese = "“{text}”不是年份。请填写四位年份，例如 2026。"
    english = "“{text}” is no year. Write four digits, for example 2026."


class WordUnknown(CellRefused):
    """A word of no closed list."""

    chinese = "“{text}”不在可选范围内。应为：{choices_zh}。"
    english = "“{text}” is not one of the choices: {choices_en}."


class NeitherYesNorNo(CellRefused):
    """Neither yes nor no."""

    chinese = "“{text}”无法判断是或否。请填写“是”或“否”。"
    english = "“{text}” is neither yes nor no. Write 是 or 否."


def text_of(value: Value | None) -> str:
    """Give a cell as text: whole numbers without a point, days as 2026-03-05."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value).strip()


def is_empty(value: Value | None) -> bool:
    """Tell whether a cell says nothing: empty, or a dash."""
    return value is None or (isinstance(value, str) and _plain(value) in _EMPTY)


def read_day(value: Value, *, is_end: bool = False) -> date:
    """Read a day. A month alone is its first day, or its last where the column is an end (IM6)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = text_of(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if math.isfinite(value) and int(value) in SERIALS:
            raise DayAsNumber(text=text, day=(date(1899, 12, 30) + timedelta(days=int(value))).isoformat())
        if (found := _COMPACT.fullmatch(text)) is not None:
            return _day(text, *found.groups())
        raise DayVague(text=text) if text.isdecimal() and len(text) == 4 else NotADay(text=text)
    plain = _plain(text)
    for pattern in (_DAY, _COMPACT):
        if (found := pattern.fullmatch(plain)) is not None:
            return _day(text, *found.groups())
    if (found := _MONTH_END.fullmatch(plain)) is not None:
        return _month(text, found[1], found[2], is_end=True)
    if (found := _YEAR_END.fullmatch(plain)) is not None:
        return _day(text, found[1], "12", "31")
    if (found := _MONTH.fullmatch(plain)) is not None:
        return _month(text, found[1], found[2], is_end=is_end)
    raise DayVague(text=text) if re.fullmatch(r"\d{4}\s*年?", plain) else NotADay(text=text)


def read_number(value: Value) -> Decimal:
    """Read a plain number, exact to the fifteen digits that a workbook shows."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    plain = _plain(text_of(value)).replace("，", ",")
    if isinstance(value, str) and _NUMBER.fullmatch(plain):
        try:
            return Decimal(plain.replace(",", ""))
        except InvalidOperation:
            pass
    if isinstance(value, str) and plain.endswith("%") and _NUMBER.fullmatch(plain[:-1]):
        return Decimal(plain[:-1].replace(",", ""))
    raise NotANumber(text=text_of(value))


def read_year(value: Value) -> int:
    """Read a year of four digits, with or without 年."""
    plain = _plain(text_of(value)).removesuffix("年").removesuffix("度")
    if not re.fullmatch(r"(?:19|20|21)\d{2}", plain):
        raise NotAYear(text=text_of(value))
    return int(plain)


def read_term(value: Value, terms: type[Term]) -> Term:
    """Read a word of a closed list by its Chinese or English word or its stored value."""
    plain = _plain(text_of(value))
    for term in terms:
        if plain in (term.value, _plain(term.chinese), _plain(term.english)):
            return term
    alike = [term for term in terms if _stem(plain) and _stem(plain) == _stem(_plain(term.chinese))]
    if len(alike) == 1:
        return alike[0]
    raise WordUnknown(
        text=text_of(value),
        choices_zh="、".join(term.chinese for term in terms),
        choices_en=", ".join(term.english for term in terms),
    )


def nearest_terms(value: Value, terms: type[Term]) -> list[Term]:
    """Give the words of a closed list, the likest first."""
    plain = _plain(text_of(value))
    return sorted(terms, key=lambda term: -fuzz.ratio(plain, _plain(term.chinese)))


def read_yes(value: Value) -> bool:
    """Read yes or no."""
    if isinstance(value, bool):
        return value
    plain = _plain(text_of(value))
    if plain in _YES or plain in _NO:
        return plain in _YES
    raise NeitherYesNorNo(text=text_of(value))


def _stem(word: str) -> str:
    """Leave aside endings that lists add or leave out: 在建项目, 政府投资, 市级重点."""
    return _ENDINGS.sub("", word)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _day(text: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoSuchDay(text=text) from error


def _month(text: str, year: str, month: str, *, is_end: bool) -> date:
    if not 1 <= int(month) <= 12 or int(year) < 1:
        raise NoSuchDay(text=text)
    last = calendar.monthrange(int(year), int(month))[1]
    return date(int(year), int(month), last if is_end else 1)

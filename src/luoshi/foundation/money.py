"""Amounts of money (MO1): exact decimals in 万元, read from cells and typed text, written in one unit a page.

The rules are docs/rules/money.md. Nothing here is ever a binary float: a float that a workbook hands over is taken
at the fifteen digits that the workbook shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from luoshi.foundation.refusals import Refusal
from luoshi.foundation.terms import Term

FINEST = Decimal("0.000001")
"""One fen in 万元: nothing finer is money."""

GREATEST = Decimal("1000000000000")
"""万元. Ten thousand times the yearly product of the country: beyond it a cell holds a telephone number, not money."""


class MoneyUnit(Term):
    """A unit in which amounts are written."""

    YUAN = "yuan", "元", "yuan"
    THOUSAND_YUAN = "thousand_yuan", "千元", "thousand yuan"
    WAN_YUAN = "wan_yuan", "万元", "10,000 yuan"
    YI_YUAN = "yi_yuan", "亿元", "100 million yuan"

    @property
    def wan_yuan(self) -> Decimal:
        """What one of the unit is worth, in 万元."""
        return _WORTH[self]


_WORTH = {
    MoneyUnit.YUAN: Decimal("0.0001"),
    MoneyUnit.THOUSAND_YUAN: Decimal("0.1"),
    MoneyUnit.WAN_YUAN: Decimal(1),
    MoneyUnit.YI_YUAN: Decimal(10000),
}
_WORDS = {
    "元": MoneyUnit.YUAN,
    "圆": MoneyUnit.YUAN,
    "千元": MoneyUnit.THOUSAND_YUAN,
    "万": MoneyUnit.WAN_YUAN,
    "万元": MoneyUnit.WAN_YUAN,
    "亿": MoneyUnit.YI_YUAN,
    "亿元": MoneyUnit.YI_YUAN,
}
_EMPTY = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "无", "暂无", "n/a"})
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:\.\d+)?")
_WRITTEN = re.compile(rf"(?P<number>{_NUMBER.pattern})\s*+(?P<unit>\D*)")
_UNIT_IN_HEADING = re.compile(r"(?<![十百千万亿])(?:亿元|万元|千元|元)")
_FOREIGN = re.compile(r"[$€£]|美元|美金|欧元|日元|港元|港币|英镑|USD|EUR|HKD|JPY", re.IGNORECASE)
_VAGUE = re.compile(r"约|近|超|逾|余|多|左右|上下|以上|以下|不低于|不少于|不超过|大概|预计|[~≈<>≥≤]")
_RANGE = re.compile(r"\d\s*[万亿千元]*\s*(?:-|–|—|~|至|到)\s*\d")
_NUMERALS = re.compile(r"[〇零一二三四五六七八九十百两壹贰叁肆伍陆柒捌玖拾佰仟]")


class MoneyRefused(Refusal):
    """A cell or text that is no clear amount. ``text`` is what stood there."""


class NotANumber(MoneyRefused):
    """No number stands there."""

    chinese = "“{text}”不是金额。请填写数字，例如 12000 或 1.2亿元。"
    english = "“{text}” is no amount. Enter a number, for example 12000 or 1.2亿元."


class ChineseNumerals(MoneyRefused):
    """The amount is written in Chinese numerals."""

    chinese = "“{text}”是汉字数字。请改用阿拉伯数字，例如 3000万元。"
    english = "“{text}” is written in Chinese numerals. Use digits, for example 3000万元."


class Vague(MoneyRefused):
    """Words such as 约 or 左右 make the amount unclear."""

    chinese = "“{text}”是约数。请填写确切金额。"
    english = "“{text}” is approximate. Enter the exact amount."


class SeveralAmounts(MoneyRefused):
    """A range, or several amounts, in one place."""

    chinese = "“{text}”含有多个数字或多个单位。每格只填一个金额、一个单位，例如 35000万元。"
    english = "“{text}” holds several numbers or units. Give one amount with one unit, for example 35000万元."


class MisplacedSeparators(MoneyRefused):
    """Commas that do not part groups of three digits."""

    chinese = "“{text}”的千分位分隔不正确，无法判断是 1,234 还是 1.234。请去掉逗号或改正。"
    english = "The separators in “{text}” do not part groups of three digits. Remove or correct them."


class UnitMissing(MoneyRefused):
    """Neither the cell nor its column says the unit."""

    chinese = "“{text}”没有单位，所在列也没有注明。请在表头或单元格写明元、万元或亿元。"
    english = "“{text}” has no unit, nor has its column. State 元, 万元 or 亿元 in the heading or the cell."


class UnitUnknown(MoneyRefused):
    """What stands after the number is no unit of money."""

    chinese = "“{text}”中的单位“{unit}”无法识别。请使用元、千元、万元或亿元。"
    english = "The unit “{unit}” in “{text}” is not known. Use 元, 千元, 万元 or 亿元."


class UnitsMixed(MoneyRefused):
    """The cell states another unit than its column."""

    chinese = "“{text}”的单位与本列的“{column_unit}”不一致。请统一单位。"
    english = "“{text}” states another unit than its column ({column_unit}). Use one unit."


class ForeignCurrency(MoneyRefused):
    """The amount is not in renminbi."""

    chinese = "“{text}”是外币。请折算为人民币填写。"
    english = "“{text}” is in a foreign currency. Convert it to renminbi."


class FinerThanFen(MoneyRefused):
    """More decimals than a fen has."""

    chinese = "“{text}”小数位数过多，超出“分”。请核对单位和小数点。"
    english = "“{text}” has more decimals than a fen. Check the unit and the decimal point."


class OutOfRange(MoneyRefused):
    """A magnitude that no budget has."""

    chinese = "“{text}”数额过大。请核对是否填错了列或单位。"
    english = "“{text}” is too large. Check the column and the unit."


class Negative(MoneyRefused):
    """Less than nothing, where that cannot be."""

    chinese = "“{text}”是负数，此处不能为负。"
    english = "“{text}” is negative, which cannot be here."


class YearlySumDiffers(Refusal):
    """The years do not add up to the total."""

    chinese = "各年度合计 {sum} 万元，与总额 {total} 万元相差 {difference} 万元。"
    english = "The years add up to {sum} 万元, which differs from the total of {total} 万元 by {difference} 万元."


@dataclass(frozen=True, slots=True)
class MoneyReading:
    """An amount in 万元, exact; the unit it was written in, and whether the text itself said that unit."""

    wan_yuan: Decimal
    unit: MoneyUnit
    is_unit_stated: bool


def read_money(
    value: object,
    *,
    unit: MoneyUnit | None = MoneyUnit.WAN_YUAN,
    is_unit_fixed: bool = False,
    may_be_negative: bool = False,
) -> MoneyReading | None:
    """Read an amount from a workbook's cell or typed text; None where the place is empty or holds a dash (MO2).

    ``unit`` is that of the column or form, None where none is known. Where it ``is_unit_fixed``, a cell that states
    another is refused. Raises a ``MoneyRefused`` that says what is unclear (MO3).
    """
    if value is None:
        return None
    text = _as_text(value)
    if text is None:
        raise NotANumber(text=value)
    bare = _plain(text)
    if bare.casefold() in _EMPTY:
        return None
    number, stated = _taken_apart(bare, text)
    if stated is not None and is_unit_fixed and unit is not None and stated is not unit:
        raise UnitsMixed(text=text, column_unit=unit.chinese)
    used = stated or unit
    if used is None:
        raise UnitMissing(text=text)
    amount = number * used.wan_yuan
    if abs(amount) >= GREATEST:
        raise OutOfRange(text=text)
    if amount % FINEST != 0:
        raise FinerThanFen(text=text)
    if amount < 0 and not may_be_negative:
        raise Negative(text=text)
    return MoneyReading(amount, used, stated is not None)


def unit_in_heading(heading: str) -> MoneyUnit | None:
    """Find the unit that a heading states, such as 总投资（万元）; None where it states none or several (MO4)."""
    found = {_WORDS[word] for word in _UNIT_IN_HEADING.findall(unicodedata.normalize("NFKC", heading))}
    return found.pop() if len(found) == 1 else None


def page_unit(amounts: Iterable[Decimal | None]) -> MoneyUnit:
    """Choose the one unit of a page: 亿元 where at least half of its amounts reach 1亿元, else 万元 (MO5)."""
    sizes = [abs(amount) for amount in amounts if amount]
    large = sum(size >= _WORTH[MoneyUnit.YI_YUAN] for size in sizes)
    return MoneyUnit.YI_YUAN if sizes and large * 2 >= len(sizes) else MoneyUnit.WAN_YUAN


def money_text(
    wan_yuan: Decimal | None, unit: MoneyUnit = MoneyUnit.WAN_YUAN, *, decimals: int = 2, is_fixed: bool = False
) -> str:
    """Write an amount in a unit, without the unit's name: 12,345.6; an em dash for None (MO6).

    Rounded half up to ``decimals``; zeros at the end are dropped, unless ``is_fixed``: columns keep them. A nonzero
    amount that would round to 0 keeps as many decimals as its first digit needs, so that money is never shown as
    nothing.
    """
    if wan_yuan is None:
        return "—"
    with localcontext(prec=40):
        value = wan_yuan / unit.wan_yuan
        shown = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if value and not shown:
            shown = value.quantize(Decimal(1).scaleb(value.adjusted()), ROUND_HALF_UP)
    text = f"{shown:,f}"
    return text.rstrip("0").rstrip(".") if "." in text and not is_fixed else text


def money_phrase(wan_yuan: Decimal | None, unit: MoneyUnit, language: str, *, decimals: int = 2) -> str:
    """Write an amount with its unit, for a sentence: 1.2亿元; English counts in millions, 120 million yuan."""
    if wan_yuan is None or language.startswith("zh"):
        text = money_text(wan_yuan, unit, decimals=decimals)
        return text if wan_yuan is None else f"{text}{unit.chinese}"
    with localcontext(prec=40):
        return f"{money_text(wan_yuan / 100, decimals=decimals)} million yuan"


def yearly_sum_problem(total: Decimal | None, by_year: Mapping[int, Decimal | None]) -> YearlySumDiffers | None:
    """Compare the amounts of the years with the total, exactly (MO7); None where they agree or nothing can be compared.

    Nothing is compared while the total or any year is unknown.
    """
    if total is None or not by_year or any(amount is None for amount in by_year.values()):
        return None
    added = sum((amount for amount in by_year.values() if amount is not None), Decimal(0))
    if added == total:
        return None
    shown = {"sum": added, "total": total, "difference": abs(added - total)}
    return YearlySumDiffers(**{name: money_text(amount, decimals=6) for name, amount in shown.items()})


def _as_text(value: object) -> str | None:
    """Give a cell's value as its writer saw it; None for what cannot be an amount."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        value = Decimal(f"{value:.15g}")
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    return None


def _plain(text: str) -> str:
    """Fold width, drop the mark of renminbi and outer white space; a non-breaking space is a space."""
    folded = unicodedata.normalize("NFKC", text).replace("−", "-").strip()
    for mark in ("人民币", "RMB", "CNY", "¥"):
        folded = folded.removeprefix(mark)
    return folded.removesuffix("整").strip()


def _taken_apart(bare: str, text: str) -> tuple[Decimal, MoneyUnit | None]:
    if _FOREIGN.search(bare):
        raise ForeignCurrency(text=text)
    if _RANGE.search(bare):
        raise SeveralAmounts(text=text)
    if _VAGUE.search(bare):
        raise Vague(text=text)
    if _NUMERALS.search(bare):
        raise ChineseNumerals(text=text)
    written = _WRITTEN.fullmatch(bare)
    if written is None:
        raise _unreadable(bare)(text=text)
    number = Decimal(written["number"].replace(",", "").replace(" ", ""))
    word = written["unit"].strip()
    if not word:
        return number, None
    if word not in _WORDS:
        raise UnitUnknown(text=text, unit=word)
    return number, _WORDS[word]


def _unreadable(bare: str) -> type[MoneyRefused]:
    """Name why what stands there is no single number."""
    if not re.search(r"\d", bare):
        return NotANumber
    if re.fullmatch(r"[+-]?\d[\d,. ]*\D*", bare) and ("," in bare or " " in bare):
        return MisplacedSeparators
    return SeveralAmounts if len(re.findall(r"\d+", bare)) > 1 else NotANumber

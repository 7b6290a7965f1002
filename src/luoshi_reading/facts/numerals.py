"""Chinese and Arabic numbers to values. Rule R40."""

from __future__ import annotations

from luoshi_reading.facts.remembered import remembered

DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "双": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
UNITS = {"十": 10, "百": 100, "千": 1000}
STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐"
MYRIADS = {"万": 10_000, "亿": 100_000_000}


@remembered
def chinese_number(text: str) -> int | None:
    """Read a whole number in Chinese numerals (三十二, 两千, 二〇二五), or None where it is none."""
    if not text or any(c not in DIGITS and c not in UNITS and c not in MYRIADS for c in text):
        return None
    if len(text) > 1 and all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in UNITS:
            section += (digit or 1) * UNITS[c]
            digit = 0
        else:
            total = (total + (section + digit or 1)) * MYRIADS[c]
            section = digit = 0
    return total + section + digit


def number(text: str) -> float | None:
    """Read a number as written, Arabic (1,200.5) or Chinese, or None for a placeholder (XX) and other text."""
    plain = text.replace(",", "").replace("，", "").strip()
    if plain and plain[0] in STOPPED:
        # ⒋2: one sign stands for the digit with its point.
        plain = f"{STOPPED.index(plain[0]) + 1}.{plain[1:]}"
    try:
        return float(plain) if plain.isascii() else _chinese(plain)
    except ValueError:
        return None


def in_myriads(text: str) -> tuple[float, str] | None:
    """Read a number with 亿 or 万 among its digits: 十二亿五千万 as 12.5 亿; None where a part is no number."""
    total = 0.0
    rest = text
    for sign, times in (("亿", 100_000_000), ("万", 10_000)):
        head, found, behind = rest.partition(sign)
        if found:
            part = number(head.lstrip("零") or "0")
            if part is None:
                return None
            total += part * times
            rest = behind
    last = number(rest.lstrip("零")) if rest.lstrip("零") else 0.0
    if last is None:
        return None
    sign = "亿" if "亿" in text else "万"
    return round((total + last) / MYRIADS[sign], 8), sign


def _chinese(plain: str) -> float | None:
    whole, point, rest = plain.partition("点")
    if point:
        before, after = chinese_number(whole), [DIGITS.get(c) for c in rest]
        if before is None or not after or None in after:
            return None
        return float(f"{before}.{''.join(map(str, after))}")
    value = chinese_number(plain)
    return None if value is None else float(value)

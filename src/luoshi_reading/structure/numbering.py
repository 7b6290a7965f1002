"""The numbering styles of Chinese official documents, from the highest to the lowest. Rule R5."""

from __future__ import annotations

import re

DIGITS = "一二三四五六七八九十百零〇两"

# Order gives the rank a style has where the document itself does not show another nesting (GB/T 9704-2012, 7.3.3:
# 一、（一）1.（1）; the spoken styles stand below them).
STYLES: tuple[tuple[str, str], ...] = (
    ("chapter", rf"第[{DIGITS}\d]{{1,4}}(?:编|章|部分|个问题|个方面)"),
    ("section", rf"第[{DIGITS}\d]{{1,4}}节"),
    ("article", rf"第[{DIGITS}\d]{{1,4}}条"),
    ("comma", rf"[{DIGITS}]{{1,3}}、"),
    # 第一阶段：宣传发动, 第二步（4月—6月）
    ("stage", rf"第[{DIGITS}\d]{{1,2}}(?:阶段|步)(?:[：:，,]|(?=[（(])|$)"),
    ("bracket", rf"[（(][{DIGITS}]{{1,3}}[）)]、?"),
    # 7.2026年底前…: a number before a year or a month is no decimal.
    ("dot", r"\d{1,3}(?:[.．](?!\d(?!\d{3}年|\d?月))|、)"),
    ("digit_bracket", r"[（(]\d{1,3}[）)]、?|\d{1,3}[)）]"),
    ("circle", r"[①-⑳⑴-⒇㈠-㈩⒈-⒛]"),
    # 第二件事，干部要沉下去
    ("ordinal", rf"第[{DIGITS}]{{1,2}}(?:[，,、]|(?:件(?:事情?|实事)?|点)[，,：:])"),
    ("dash", r"——|──|--(?!-)|-(?=[ \u3000][一-鿿“《])"),
    # 一以打造…为重点，: the number of a list, not 一以贯之.
    ("is", rf"[{DIGITS}]{{1,2}}是(?!否)|[一二三四五六七](?=以(?!贯之)[^，；。]{{2,30}}为[^，；。]{{2,8}}[，,])"),
    ("must", rf"[{DIGITS}]{{1,2}}要(?!求|素|点|件)"),
    ("sequence", r"(?:首先|其次|再次|此外|最后)[，,]"),
)
RANK = {name: 10 * rank for rank, (name, _) in enumerate(STYLES)}
# 1 总则, 1.1 编制目的, 1.1.1 …: below 一、 and （一）, above 1. and （1）.
RANK |= {f"decimal{depth}": RANK["bracket"] + depth for depth in range(1, 5)}

ENUMERATOR = re.compile("(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in STYLES) + r")[ \u3000\t]*")
# Within a sentence only these begin a new point: “，二要…”; “3、”or（一）after a comma is a list inside a clause.
INLINE_ENUMERATOR = re.compile(
    "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in STYLES if name in {"is", "must"}) + r")[ \u3000\t]*"
)


# What a numbering may begin with, but for digits; most clauses need no closer look.
NUMBER_FIRST = frozenset(
    f"第{DIGITS}（(—─-首其再此最" + "".join(map(chr, (*range(0x2460, 0x24FF), *range(0x3220, 0x322A))))
)
_INLINE_FIRST = frozenset(DIGITS)


def begins_inline_number(character: str) -> bool:
    """Tell whether a numbering within a sentence may begin with a character."""
    return character in _INLINE_FIRST


# 会议议定：1.同意…: after a colon a numbered list may begin within the line.
AFTER_COLON = re.compile(
    "(?:"
    + "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in STYLES
        if name in {"dot", "bracket", "digit_bracket", "circle", "is", "must"}
    )
    # 我讲三点意见：一、…, not 时间：三、四月.
    + r"|(?P<comma>一、(?![二三四两]))"
    + r")[ \u3000\t]*"
)


# 会议要求，一、全面抓好…，二、加快…: behind a word of saying a comma stands for the colon, also before the next.
FIRST_POINTS = ("一、", "（一）", "(一)", "1.", "1．", "1、", "（1）", "(1)", "①")
SAYING_ENDS = ("要求", "强调", "指出", "提出", "议定", "决定", "明确", "如下", "部署", "安排", "意见", "希望", "认为")
# 一、二产业, 1.5万亩, 1、2月份: no point.
NO_POINT = re.compile(rf"[{DIGITS}]、[{DIGITS}]|\d[.．、]\d")


def first_point(text: str, start: int, said: int) -> str:
    """Return the number of a first point at ``start``, behind words of saying that end at ``said``, or ""."""
    if not text.startswith(FIRST_POINTS, start) or not text.endswith(SAYING_ENDS, 0, said):
        return ""
    return "" if NO_POINT.match(text, start) else next(n for n in FIRST_POINTS if text.startswith(n, start))


def next_point(number: str) -> str:
    """Return how the next point of a list within a line is numbered, or ""."""
    at = next((i for i, character in enumerate(number) if character in _COUNTED), -1)
    return number[:at] + _COUNTED[number[at]] + number[at + 1 :] if at >= 0 else ""


_COUNTED = dict(zip("一二三四五六七八12345678①②③④⑤", "二三四五六七八九23456789②③④⑤⑥", strict=True))


# 01新建幼儿园: a number of a list whose mark and blank were lost; it counts only in its sequence (R2).
BARE_NUMBER = re.compile(r"(\d{1,2})[ \u3000]*(?=[一-鿿“《])")
RANK["bare"] = 10 * len(RANK)
# 重点一：, 任务3：
POINT = re.compile(rf"(?:重点|任务|举措|措施|目标|行动|工程|亮点|看点|关键词|要点|实事)[{DIGITS}\d]{{1,2}}")
RANK["point"] = RANK["chapter"]
LONGEST_POINT = 5
DECIMAL = re.compile(r"\d{1,2}(?:[.．]\d{1,2}){1,3}|\d{1,2}\u3000")


def style_of(enumerator: str) -> str | None:
    """Name the style of a numbering as it was written, or None where it is none."""
    if enumerator.isdecimal():
        return "bare"
    if enumerator[:1].isdecimal() and DECIMAL.fullmatch(enumerator):
        return f"decimal{1 + enumerator.count('.') + enumerator.count('．')}"
    if enumerator.endswith(("：", ":")) and POINT.match(enumerator):
        return "point"
    found = ENUMERATOR.match(enumerator) if enumerator else None
    return found.lastgroup if found else None

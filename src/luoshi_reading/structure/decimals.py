"""Decimal numbering at the heads of lines (1 总则, 1.1 编制目的, 1.1.1 …), as emergency plans have it. Rule R5."""

from __future__ import annotations

import re

NUMBER = r"\d{1,2}(?:[.．]\d{1,2}){1,3}"
# 1.1万亩: a figure.
NO_FIGURE = r"(?![万亿千百个米吨元亩倍]|公里|公顷|平方|[一-鿿]{0,2}[%％])"
NUMBERED = re.compile(
    rf"^[ \u3000]*(?P<number>{NUMBER}|\d{{1,2}}(?=[ \u3000.．、]*[一-鿿]))"
    rf"(?:[.．、]|[ \u3000])?[ \u3000]*{NO_FIGURE}(?=[一-鿿“《（(])",
    re.M,
)
POINTS = re.compile("[.．]")
# Of the highest headings.
LONGEST = 30


def decimal_heads(text: str) -> dict[int, tuple[int, str]]:
    """Find where decimal numbers begin lines: place of the number, its end, and the number as written.

    Only those count that go on in their sequence: 1.1 and what comes after it. A single number is written with a blank.
    """
    found = _before_counts(text)
    if "1.1" not in text and "1．1" not in text:
        return found
    told = [(tuple(map(int, POINTS.split(m["number"]))), m) for m in NUMBERED.finditer(text)]
    seen: set[tuple[int, ...]] = set()
    nested: dict[int, tuple[int, str]] = {}
    for number, match in told:
        if len(number) > 1 and (number[-1] == 1 or (*number[:-1], number[-1] - 1) in seen):
            seen.add(number)
            nested[match.start("number")] = (match.end(), match["number"])
    if len(nested) < LEAST:
        return found
    found = nested
    highest = {number[0] for number in seen}
    last = 0
    for number, match in told:
        # 4 附则, and 1 总体目标 with 2 below it: the highest need no lower ones.
        if len(number) == 1 and number[0] == last + 1 <= max(highest) + MOST_BARE and _is_short(text, match):
            last = number[0]
            found[match.start("number")] = (match.end(), f"{last}\u3000")
    return found


# 2.50个小区新增充电设施, below 1.…: the number of a line before what it counts.
DOTTED = re.compile(r"^[ \u3000]*+(?P<number>\d{1,2})[.．、](?P<count>\d{2,6}(?=[一-鿿]))?", re.M)


def _before_counts(text: str) -> dict[int, tuple[int, str]]:
    """Find the numbers of lines that begin with a count, where the line before or behind has the next number."""
    found: dict[int, tuple[int, str]] = {}
    lines = list(DOTTED.finditer(text)) if COUNT_BEHIND.search(text) else []
    for at, line in enumerate(lines):
        number = int(line["number"])
        if line["count"] is None or line["count"].startswith("0") or text[line.end("number")] == "、":
            continue
        before = int(lines[at - 1]["number"]) if at else 0
        behind = int(lines[at + 1]["number"]) if at + 1 < len(lines) else 0
        if before == number - 1 if number > 1 else behind == number + 1:
            found[line.start("number")] = (line.start("count"), f"{number}.")
    return found


COUNT_BEHIND = re.compile(r"^[ \u3000]*+\d{1,2}[.．]\d{2,6}[一-鿿]", re.M)
LEAST = 2
# Headings without lower ones behind the last that has some.
MOST_BARE = 3


def _is_short(text: str, match: re.Match[str]) -> bool:
    line = text[match.end() : (text.find("\n", match.end()) + 1 or len(text) + 1) - 1]
    return len(line) <= LONGEST and not set("。；") & set(line)

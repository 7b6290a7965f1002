"""Lines with their widths, and the width that a page breaks its lines at."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence

_LINE = re.compile(r"[^\n\f\r]*(?:\r?\n|\r|\f|\Z)")
_TERMINAL = "。！？；：…!?;:"
ENDS_SENTENCE = "。！？"
_CLOSING = "”’）】》\"')"
_GAP = r"[ \u3000]*"
_HEADING = re.compile(
    r"第[一二三四五六七八九十百\d]{1,4}[章节条款部篇]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[、.．](?!\d)|[①-⑳]|附件|抄送|主送|(?:信息|文章|稿件)?(?:来源|作者|编辑|责任编辑|记者|发布时间|发布日期|日期|浏览次数)[：:]|\d{4}年\d{1,2}月\d{1,2}日\Z"
    r"|[一-鿿]{1,8}[〔\[（(]20\d\d[〕\])）]第?\d{1,4}号\Z"
    r"|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}[:：]\d{2}"
    # 地点：, 出席人员：, 联系电话：: fields of minutes and of a notice's end
    rf"|(?:会议)?(?:时{_GAP}间|地{_GAP}点|主{_GAP}持|出{_GAP}席|列{_GAP}席|缺{_GAP}席|请{_GAP}假|参{_GAP}[加会]|记{_GAP}录"
    rf"|议{_GAP}[题程]|联{_GAP}系|电{_GAP}话|邮{_GAP}箱)(?:{_GAP}人员?|单位|电话|方式)?[：:]"
)
# What a heading begins with that does not end in 号, but for digits.
_BEGINS_HEADING = "第一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳附抄主信文稿来作编责记发日浏会时地出列缺请参议联电邮"

LEAST_WIDTH, MOST_WIDTH = 24, 140  # in half-width columns
SLACK = 5
"""Columns by which a full line may fall short: a mark may not begin a line, a number may not be cut."""
_LEAST_LINES = 5
_LEAST_FULL_SHARE = 0.4
_LEAST_OPEN_SHARE = 0.3
_MOST_WIDER_SHARE = 0.1


class Line:
    """A line without the white space round it; places count in the text, ``columns`` is how wide it is."""

    __slots__ = ("columns", "end", "indented", "is_closed", "start", "text")

    def __init__(self, start: int, end: int, text: str, indented: bool, columns: int) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.indented = indented
        self.columns = columns
        last = text[-1]
        self.is_closed: bool = last in _TERMINAL or (last in _CLOSING and len(text) > 1 and text[-2] in _TERMINAL)
        """Whether it ends as a sentence or a part of one does."""


def ends_sentence(text: str) -> bool:
    """Tell a line that ends with a full stop, also within quotation marks or brackets."""
    last = text[-1]
    return last in ENDS_SENTENCE or (last in _CLOSING and len(text) > 1 and text[-2] in ENDS_SENTENCE)


def is_heading(text: str) -> bool:
    """Tell what is a line of its own: a numbered heading, an attachment, where a page comes from."""
    first = text[0]
    may_be = first in _BEGINS_HEADING or first.isdecimal() or text[-1] == "号"
    return may_be and _HEADING.match(text) is not None


def lines_of(text: str) -> list[Line]:
    """The lines that hold more than white space; the widths of all short ones are told in one step: that is quicker."""
    ended = "\r" in text or "\f" in text
    found: list[Line] = []
    short: list[Line] = []
    start = 0
    for whole in _LINE.findall(text) if ended else text.split("\n"):
        words: str = whole.strip()
        if words:
            indent = 0 if len(words) == len(whole) else len(whole) - len(whole.lstrip())
            wide = indent + len(words)
            line = Line(start + indent, start + wide, words, indent > 0, 2 * wide)
            found.append(line)
            if wide <= MOST_WIDTH:
                short.append(line)
        start += len(whole) + (not ended)
    coded = "\n".join([line.text for line in short]).encode("gb18030", "replace").split(b"\n")
    for line, words_coded in zip(short, coded, strict=False):
        line.columns += len(words_coded) - 2 * len(line.text)
    return found


def page_width(lines: Sequence[Line], columns: Sequence[int]) -> tuple[int, int] | None:
    """The width in columns that lines are broken at and how many are that full; None where they are not broken."""
    least = max(3, _LEAST_FULL_SHARE * len(lines))
    times = Counter(columns)
    if len(lines) < _LEAST_LINES or _within(times, LEAST_WIDTH - SLACK, MOST_WIDTH + 2) < least:
        return None
    widths = Counter({wide: n for wide, n in times.items() if LEAST_WIDTH <= wide <= MOST_WIDTH})
    if not widths:
        return None
    width = max(widths, key=lambda w: (sum(widths[w - k] for k in range(SLACK)), w))
    if _within(times, width - SLACK, width + 2) < least or _within(
        times, width + 4, sys.maxsize
    ) > _MOST_WIDER_SHARE * len(lines):
        return None
    full = [line for line, wide in zip(lines, columns, strict=True) if width - SLACK < wide <= width + 2]
    still_open = sum(not line.is_closed for line in full)
    return (width, len(full)) if still_open >= max(2, _LEAST_OPEN_SHARE * len(full)) else None


def _within(times: Counter[int], above: int, most: int) -> int:
    """How many lines are wider than one width and no wider than another."""
    return sum(n for wide, n in times.items() if above < wide <= most)

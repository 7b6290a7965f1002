"""A headline broken at a width, in the middle of a word or a phrase, put together again (R65)."""

from __future__ import annotations

import re

from luoshi_reading.repair.likelihood import is_pair

Headline = tuple[str, int, int]
"""Its words, and where they begin and end in the text."""

_SHORTEST = 6
_SLACK = 1  # a closing mark may hang over the edge
# What begins no headline: 次常务会议纪要, 年行动方案; with a digit before it.
_COUNTED = re.compile(r"[次届年月日号期个项条号批+\d.%％—-]")
_ENDS = re.compile(r"(?:[。，；：！？—)）》”\]】]|公报|决议|纪要|讲话|方案|报告|通知|规划|计划)$")
_COUNTS = re.compile(r"[\d一二三四五六七八九十]$")
_OPEN = re.compile(r"(?:[、暨及和与的在对]|关于)$")
# …推进 / 会召开, …全体 / 会议公报, …改造 / 三年行动方案: words that end a headline begun above.
_REST = re.compile(
    r"会?议?(?:召开|举行|上|公报|纪要|决议|决定)|会$|[三五]年行动|行动(?:方案|计划|实施)|实施(?:方案|意见|细则|办法)"
    r"|工作(?:方案|要点|计划|规则|会议)|若干|管理办法|暂行|总体方案|专项(?:行动|规划|方案)"
    # 体会议公报, 报: no headline is so short, but for a name or a paper's bare name.
    r"|[一-鿿]$|[一-鿿]{1,3}(?:公报|决议|纪要|讲话|方案|报告)$"
    r"|(?:大?会|的)[^，。；：]{0,24}(?:讲话|报告|方案|计划|规划|意见|办法|措施|通知|规定|公报|要点|细则)$"
)
_AT = re.compile(r"在[^，。；：]{1,24}$")
_SPOKEN = re.compile(r"[^，。；：]{2,24}会议?上的(?:讲话|发言|报告|致辞|主持词)(?:稿|提纲)?$")
_WITH = re.compile(r"[与和及暨][^，。；：]{4,40}$")
_UNIT_ABOVE = re.compile(r"(?:\A|\n)[ \u3000]*(?P<unit>[一-鿿]{2,8}[省市县区州旗镇乡])[ \u3000]*\n\s*\Z")
_LONGEST_UNIT = 24
_OF_UNIT = ("20", "政府", "人民政府", "人大常委会")
_PAPER = re.compile(r"(?:报告|清单|要点|方案|计划|意见|预案|细则|办法|措施|规划|纪要|公报|总结|规定|任务|分工)$")
_MEETS = re.compile(r"^[^，。；：]{2,16}(?<![会议式动班赛坛节])(?:召开|举行|举办|组织召开)$")
_MEETINGS = ("会", "会议", "仪式", "活动")
_OPENS = "（(《“", "）)》”"


def mended(lines: list[Headline]) -> list[Headline]:
    """Join the lines of one headline."""
    whole: list[Headline] = []
    width = 0
    for line in lines:
        if whole and _goes_on(whole[-1], line, width):
            before = whole[-1]
            whole[-1] = (before[0] + line[0], before[1], line[2])
        else:
            width = len(line[0])
            whole.append(line)
    return whole


def _goes_on(line: Headline, after: Headline, width: int) -> bool:
    """Tell whether a headline stops in the middle of a bracket, a number or a word, at the width of its first line."""
    head, rest = line[0], after[0]
    if after[1] > line[2] + 1:
        return False
    if _MEETS.search(head) or (rest[0] == "暨" and head.endswith(_MEETINGS)):
        return True  # 桑坞县召开 / 2026年度…会议 / 暨…推进会
    if _WITH.match(rest) and _ENDS.search(rest) and _ENDS.search(head) is None:
        return True  # 2026年…计划执行情况 / 与2027年计划草案的报告
    if _AT.search(head) and "上的" not in head and _SPOKEN.match(rest):
        return True  # 县委书记在全县 / 三级干部会议上的讲话
    if width < _SHORTEST or len(rest) > width + _SLACK:
        return False
    if any(head.count(a) > head.count(b) and b in rest for a, b in zip(*_OPENS, strict=True)):
        return True
    if _COUNTS.search(head) and _COUNTED.match(rest):
        return True
    if _ENDS.search(head) or head[-1].isdecimal():
        return False
    return _OPEN.search(head) is not None or _REST.match(rest) is not None or is_pair(head[-1] + rest[0])


def with_unit_above(text: str, title: Headline) -> Headline:
    """Put the unit that stands alone over a paper's name before it: 桑坞县 / 2026年…的报告."""
    words, start, end = title
    above = _UNIT_ABOVE.search(text, max(0, start - _LONGEST_UNIT), start) if words.startswith(_OF_UNIT) else None
    if above is None or _PAPER.search(words) is None:
        return title
    return above["unit"] + words, above.start("unit"), end

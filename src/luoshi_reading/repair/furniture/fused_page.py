"""A page whose lines are lost at its head or its end: way through the site, headline, facts and text on one line again.

The facts of a page (site, day and hour, source, counters) are told piece by piece as on lines of their own (N13);
where they stand within the first line a line ends before and behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.furniture import page_facts

KIND = "joined_paragraphs"
FACTS = "facts_of_the_page_in_line"
WAY = "way_through_the_site_in_line"
CREDITS = "credits_behind_text"

_FIRST_LINES = 4
_WITHIN = 260
_CUE = re.compile(r"来源|出处|作者|浏览|点击|阅读|字体|字号|日期|时间|(?:20|19)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
_LEAST_TEXT = 20
_OF_MINUTES = re.compile(r"(?:地[ \u3000]*点|主持人?|记录人?|出席(?:人员)?|参会人员|会议(?:时间|日期))[：:]")
_RUNNING = re.compile(r"[。；]")
_BLANK = " \t\u3000\u00a0"
# 桑坞新闻网 > 时政 > 正文: a way that ends in the text says so without 首页.
_WAY = re.compile(
    rf"(?:[^>»›＞\s，。]{{2,16}}[{_BLANK}]*[>»›＞][{_BLANK}]*){{1,4}}正文(?P<behind>[{_BLANK}]++)(?![>»›＞])"
    rf"|(?:(?:您|你)?(?:现在|当前|目前|所在)?的?(?:所在)?位置[是：:]?[{_BLANK}]*)?"
    rf"(?:网站|本站)?首页[{_BLANK}]*(?:>{{1,2}}|[»›＞→/])[{_BLANK}]*"
    rf"(?:[^>»›＞→/\s，。]{{2,12}}[{_BLANK}]*(?:>{{1,2}}|[»›＞→/])[{_BLANK}]*){{0,5}}[^>»›＞→/\s，。]{{2,12}}(?P<gap>[{_BLANK}]++)(?![>»›＞→/])"
)
# 记者 汤敏 邱岚 | 责任编辑：钱默 | 我来说两句, behind what is told of the page.
_MORE = re.compile(
    rf"(?:[{_BLANK}][一-鿿]{{2,3}}(?=[{_BLANK}|｜])){{0,3}}"
    rf"(?:[{_BLANK}]*+[|｜][{_BLANK}]*+(?:(?:责任)?编辑[：:][一-鿿]{{2,4}}|我来说两句|我要评论|(?:发表)?评论|分享到?|收藏))+"
)
# ——2026年1月12日在…会议上 县长 汤敏 各位代表：, behind the facts.
_OCCASION = re.compile(rf"(?:——|--)[^\n。；：]{{4,60}}?会(?:议)?上(?P<gap>[{_BLANK}]+)")
_GREETING = re.compile(rf"(?P<gap>[{_BLANK}]+)(?=(?:各位[^\n。，；：]{{1,12}}|同志们|朋友们)[：:，！])")
_GREETED_WITHIN = 60
_NUMBER = re.compile(rf"[一-鿿]{{1,10}}[〔\[（(]20\d\d[〕\])）][ ]?第?\d{{1,4}}号(?P<gap>[{_BLANK}]+)")
_ROLE = (
    r"(?:责任编辑|责编|编辑|编审|审核|审签|校对|初审|复审|终审|一审|二审|三审|监制|签发|值班编辑|网络编辑|执行编辑"
    r"|(?:全媒体)?记者|通讯员|供稿|撰稿|摄影|图片|图文|作者|(?:信息|稿件|文章|新闻)?来源)"
)
_CREDITS = re.compile(
    rf"(?<=[。！？”）)])[{_BLANK}]*(?P<first>[（(【\[]?(?:{_ROLE}[/、]?){{1,3}}[{_BLANK}]*+[：:/]"
    r"|【?(?:打印(?:本页|此页)?|关闭窗口|分享到|返回顶部|扫一扫)"
    r"|[上下]一[篇条][：:]|(?:相关(?:新闻|链接|阅读|附件)|版权所有|主办单位)[：:])"
    rf"(?P<rest>[^。；\n]{{1,240}})\Z"
)
_NEXT = re.compile(rf"[{_BLANK}]+(?=[上下]一[篇条][：:]|【?打印|【?关闭)")
_END = 320
_DAY_OF_TEXT = re.compile(r"\d{1,2}月\d{1,2}日[，,上下]")
_NUMBERED_BEHIND = re.compile(rf"(?P<gap>[{_BLANK}]+)[一-鿿]{{1,10}}[〔\[（(]20\d\d[〕\])）][ ]?第?\d{{1,4}}号\Z")


def find(text: str) -> list[Edit]:
    """Find where the lines of a page ended that stand on one line with its headline, or with its last sentence."""
    edits: list[Edit] = []
    end = len(text.rstrip())
    at = 0
    for _ in range(_FIRST_LINES):
        stop = text.find("\n", at, end)
        line = text[at : stop if stop >= 0 else end]
        edits += [Edit(at + start, at + till, "\n", KIND, why) for start, till, why in _head(line)]
        if stop < 0:
            break
        at = stop + 1
    last = text.rfind("\n", 0, end) + 1
    edits += [Edit(last + start, last + till, "\n", KIND, CREDITS) for start, till in _tail(text[last:end])]
    return edits


def _head(line: str) -> Iterator[tuple[int, int, str]]:
    """Where the way through the site ends, and where the facts of the page begin and end."""
    at = 0
    if (way := _WAY.match(line)) and len(line) > way.end() + page_facts.LEAST_HEADLINE:
        yield way.start("gap" if way["behind"] is None else "behind"), way.end(), WAY
        at = way.end()
    if len(line) < at + _LEAST_TEXT or _CUE.search(line, at, at + _WITHIN) is None:
        return
    if _OF_MINUTES.search(line, at, at + _WITHIN):
        return
    found = page_facts.stretch(line, at, at + _WITHIN)
    if found is None or len(line) - found[1] < _LEAST_TEXT or _RUNNING.search(line, at, found[0]):
        return
    start, end = found
    end = more.end() if (more := _MORE.match(line, end)) else end
    if _RUNNING.search(line, end) is None:
        return
    if start - at >= page_facts.LEAST_HEADLINE:
        blank = len(line[:start]) - len(line[:start].rstrip(_BLANK))
        yield start - blank, start, FACTS
        if number := _NUMBERED_BEHIND.search(line, at, start - blank):
            yield number.start("gap"), number.end("gap"), FACTS
    text = end + len(line[end:]) - len(line[end:].lstrip(_BLANK))
    yield end, text, FACTS
    if number := _NUMBER.match(line, text):
        yield number.start("gap"), number.end(), FACTS
    if occasion := _OCCASION.match(line, text):
        yield occasion.start("gap"), occasion.end(), FACTS
        text = occasion.end()
    if greeting := _GREETING.search(line, text, text + _GREETED_WITHIN):
        yield greeting.start("gap"), greeting.end(), FACTS


def _tail(line: str) -> Iterator[tuple[int, int]]:
    """Where credits and the page's own words begin behind the last sentence, and where each of them ends."""
    found = _CREDITS.search(line, max(0, len(line) - _END)) if len(line) > _LEAST_TEXT else None
    if found is None:
        return
    yield found.start(), found.start("first")
    yield from (gap.span() for gap in _NEXT.finditer(line, found.start("first") + 2))

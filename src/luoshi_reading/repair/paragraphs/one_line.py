"""Documents that came as one line: headline, salutation, paragraphs and signature on lines of their own again.

A page copied without its line ends keeps blanks where they stood, or nothing. Where wide blanks stand behind one
sentence after the other they are paragraphs; without any, a headline is told by how it ends and how texts begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.lines import filled_lines

KIND = "joined_paragraphs"
WIDE = "indent_inside_line"
OPENING = "opening_after_headline"
SIGNED = "signature_behind_text"

_BLANK = " \u3000\u00a0"
_FULL = tuple(zip(",;:?!()", "，；：？！（）", strict=True))
_FLAT_STOP = re.compile(r"\.(?<=[一-鿿]\.)")
_MOST_LINES = 8
_MOST_BREAKS = 20
_LEAST_LINE = 40
_LEAST_SHARE = 0.7
_GAP = re.compile(rf"(?<=[^\s])[{_BLANK}]{{1,8}}(?=[^\s])")
_ENDED = re.compile(
    rf"(?:[。！？；：…]|[。！？…][”）])[{_BLANK}]|[”）][{_BLANK}]{{1,8}}(?=[（(]?[一二三四五六七八九十]{{1,3}}[、）)])"
)
_STOPS = re.compile(r"[。！？](?!”)")
_LEAST_GAPS = 2
_LEAST_BEHIND, _LEAST_ITEMS = 0.5, 3
"""The share of blanks behind sentences, or before items, from which on the others stand for line ends, too."""
_BEGINS_ITEM = re.compile(
    r"\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[一-鿿、]{2,8}："
)
_BEGINS_LINE = re.compile(r"\d{1,2}[.．、)）](?!\d)|20\d\d年")
_LEAST_PARAGRAPH = 40
"""Where a blank stands behind every sentence, the sentences are paragraphs only if they are as long as this."""
_MARK = re.compile(r"[。，；！？]")
_LONGEST_HEAD = 90
_LEAST_HEADLINE = 5
_DATELINE = re.compile(r"(?:[讯电](?:（[^（）]{0,30}）)?|(?:记者|通讯员)[^，。]{0,12})\Z")
_NUMBERED = re.compile(r"第[一二三四五六七八九十百零\d]{1,4}(?:章|条|节|部分|编)\Z")
_LONGEST_NUMBER = 12
# What stands on lines of their own over a page that is one line otherwise.
_OF_PAGE = re.compile(r"来源[：:]|首页|浏览|位置[：:]|(?:发布|更新)(?:时间|日期)[：:]")
_WORD = re.compile(r"\S{2}|\S\Z")
_WORD_END = re.compile(r"\S{2}\Z")
_SALUTED = r"(?:同志们|朋友们|各位[^\n。，；：]{1,12}|各[^\n。；：]{2,80})(?=[：:，！])"
_OPENS_LINE = re.compile(rf"——|（20\d\d年\d{{1,2}}月|{_SALUTED}|[一-鿿]{{1,8}}〔20\d\d〕|20\d\d[-年]")

_DAY = r"(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚上?|晚间|凌晨|至\d{1,2}日)?，"
_TIME = rf"(?:{_DAY}|近日，|日前，|[昨今][日天](?:[上下]午)?，|连日来，|本[报网台]讯|[一-鿿]{{2,6}}网讯)"
# What stands right before a day within a sentence, and no headline ends with.
_NO_END = "于在自至到从的将和与及对为由经据按以年月日，、；：是了"
_REPORTED = re.compile(_TIME)
# 各乡镇要抓紧制定方案…, 市自然资源局计划5月8日，…: a sentence in its midst, and no headline that ends.
_OWES = re.compile(
    "(?<![重主需纪纲摘概提简节辑扼紧首只])要(?![点素求闻件领事害塞略道])|(?<![供响适反对相效])应(?![急用对届聘变战征])|须|务必"
    "|负责(?![人制]|同志)"
)
_TAKES = re.compile("把(?![关脉握控])")
_SAYS = re.compile("强调|指出|要求")
_PLANS = re.compile("(?<!工作|行动|年度|实施|发展)计划$|要求$|务必$|拟$")
_PAPERS = (
    "讲话稿?|致辞|发言|主持词|报告|纪要|决议|决定|公报|通知|意见|通告|公告|方案|办法|计划|要点|规划|纲要|细则|措施"
    "|预案|规定|总结|任务|清单"
)
_TITLED = re.compile(_PAPERS)
_TEXT = re.compile(
    rf"[{_BLANK}]*+(?:——|（20\d\d年\d{{1,2}}月|[一-鿿]{{0,8}}〔20\d\d〕|{_SALUTED}|第一[章条部]|[一1][、.．]|（一）|今天|刚才|首先|下面|现将"
    r"|经[^\n。]{4,60}同意|20\d\d年\d{1,2}月\d{1,2}日)"
)
_REASON = re.compile(rf"[{_BLANK}]*+(?:为|根据|按照|依据|20\d\d年，)")
_FOUNDED = re.compile("制定|制订|编制|提出|通知如下|要求如下|扎实|本方案|本办法")
_FOUNDED_WITHIN = 200
_NUMBER_BEHIND = re.compile(rf"(?P<number>[一-鿿]{{1,8}}〔20\d\d〕第?\d{{1,4}}号)[{_BLANK}]*(?={_SALUTED}|[一-鿿])")
_ENACTED = re.compile(r"[^\n。]{4,60}会议通过）")
_SIGNATURE = re.compile(
    rf"(?<=[。）])[{_BLANK}]*+(?P<who>[^\n。，；：（）]{{4,40}}(?:委员会|人民政府|办公室|[局厅委部会院]|中心))[{_BLANK}]*+"
    r"(?=20\d\d年\d{1,2}月\d{1,2}日[\s。]*(?:（此件[^（）]*）)?\s*\Z)"
)


# 二○二六年四月二十三日 附：…: a day that signs, and what a paper has below it.
_DAY_ALONE = re.compile(
    rf"[。）{_BLANK}](?:20\d\d|[一二][○〇零0九][○〇零0一二三四五六七八九]{{2}})年"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日\Z"
)


def find(text: str) -> list[Edit]:
    """Find where the lines of a document that came as one line began."""
    if text.count("\n") > _MOST_BREAKS:
        return []
    lines = filled_lines(text)
    if not 1 <= len(lines) <= _MOST_LINES:
        return []
    at, line = max(lines, key=lambda one: len(one[1]))
    if len(line) < _LEAST_LINE or len(line) < _LEAST_SHARE * len(text.strip()):
        return []
    is_first = all(_OF_PAGE.search(words) for start, words in lines if start < at)
    for flat, full in _FULL:  # asked of, not changed
        line = line.replace(flat, full)
    line = _FLAT_STOP.sub("。", line)
    if not _STOPS.search(line):
        return []
    edits = {start: (end, why) for start, end, why in _breaks(line, is_first)}
    return [Edit(at + start, at + end, "\n", KIND, why) for start, (end, why) in sorted(edits.items())]


def _breaks(line: str, is_first: bool) -> Iterator[tuple[int, int, str]]:
    gaps = [m.span() for m in _GAP.finditer(line)]
    wide = _widest(line, gaps)
    yield from ((start, end, WIDE) for start, end in wide)
    if wide:
        yield from ((start, end, SIGNED) for start, end in gaps if _DAY_ALONE.search(line[max(0, start - 16) : start]))
    if is_first:
        yield from _head(line, gaps if wide else [])
    if m := _SIGNATURE.search(line, max(0, len(line) - 120)):
        yield m.start(), m.start("who"), SIGNED
        yield m.end("who"), m.end(), SIGNED


def _widest(line: str, gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The blanks that stand for paragraphs: behind sentences, twice and more, and not behind each of them."""
    behind = [gap for gap in gaps if _ENDED.match(line, gap[0] - 1) or _ENDED.match(line, gap[0] - 2)]
    for least in (2, 1):
        found = [(start, end) for start, end in behind if end - start >= least]
        sentences = [(start, end) for start, end in found if line[start - 1] in "。！？”）"]
        if len(found) < _LEAST_GAPS or not sentences:
            continue
        if least == 2:
            return [gap for gap in gaps if gap[1] - gap[0] >= least and not _parts_words(line, *gap)]
        items = {gap for gap in gaps if _BEGINS_ITEM.match(line, gap[1])}
        if (
            len(sentences) < len(_STOPS.findall(line)) - 1
            or len(line) > _LEAST_PARAGRAPH * len(sentences)
            or (len(items) >= _LEAST_ITEMS and "\t" not in line)
        ):
            every = [gap for gap in gaps if _may_end_line(line, *gap)]
            sure = len(items.union(found).intersection(every))
            return every if sure >= _LEAST_BEHIND * len(every) else found
    return []


def _may_end_line(line: str, start: int, end: int) -> bool:
    """Whether a blank may stand where a line ended: beside no letter or number, unless a day or an item begins."""
    if line[start - 1].isascii() and line[start - 1].isalnum():
        return False
    if line[end].isascii() and line[end].isalnum() and _BEGINS_LINE.match(line, end) is None:
        return False
    return not _parts_words(line, start, end)


def _parts_words(line: str, start: int, end: int) -> bool:
    """Whether a wide blank parts a number from its heading, or single characters: 第一章  总则; 市  长."""
    if _NUMBERED.search(line[max(0, start - _LONGEST_NUMBER) : start]):
        return True
    return _WORD_END.search(line, start - 2, start) is None or _WORD.match(line, end) is None


def _head(line: str, gaps: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Where the headline ends, and what stands between it and the text."""
    mark = _MARK.search(line)
    first = min(mark.start() if mark else len(line), _LONGEST_HEAD)
    before = [(start, end) for start, end in gaps if end <= first and not _NUMBERED.search(line[:start])]
    before = [(start, end) for start, end in before if line.count("（", 0, start) == line.count("）", 0, start)]
    if before and before[-1][0] >= _LEAST_HEADLINE and not _DATELINE.search(line[: before[-1][0]]):
        yield (*before[-1], OPENING)
        yield from ((start, end, OPENING) for start, end in before[:-1] if _OPENS_LINE.match(line, end))
        return
    if end := _headline_end(line):
        text = end + len(line[end:]) - len(line[end:].lstrip(_BLANK))
        yield end, text, OPENING
        if number := _NUMBER_BEHIND.match(line, text):
            yield number.end("number"), number.end(), OPENING
        if enacted := _ENACTED.match(line, text):
            yield enacted.end(), enacted.end(), OPENING
        return
    if again := _said_again(line):
        yield again, again, OPENING


def _headline_end(line: str) -> int:
    """Where a headline ends before a report's day, or before what begins a paper; 0 where no headline stands."""
    start = len(line) - len(line.lstrip())
    for m in _REPORTED.finditer(line, start, start + _LONGEST_HEAD):
        head = line[start : m.start()].rstrip(_BLANK)
        ends = head[-1:] not in _NO_END and not head[-1:].isdecimal() and not _PLANS.search(head)
        ends = ends and (_OWES.search(head) is None or _SAYS.search(head) is not None)
        if len(head) in _HEADLINES and ends and not _MARK.search(head) and not _DATELINE.search(head):
            return start + len(head) if len(line) - m.end() >= _LEAST_REPORT else 0
    for m in _TITLED.finditer(line, start + 4, start + _LONGEST_HEAD):
        if _MARK.search(line, start, m.end()) or _in_sentence(line, start, m.end()):
            break
        founded = _REASON.match(line, m.end())
        if _TEXT.match(line, m.end()) or (founded and _is_founded(line, founded.end())):
            return m.end()
    return 0


def _in_sentence(line: str, start: int, end: int) -> bool:
    """Whether words there say who must do what, as a sentence does and a headline does not."""
    return _OWES.search(line, start, end) is not None or _TAKES.search(line, start, end) is not None


def _is_founded(line: str, at: int) -> bool:
    stop = line.find("。", at)
    return _FOUNDED.search(line, at, min(stop if stop >= 0 else len(line), at + _FOUNDED_WITHIN)) is not None


_HEADLINES = range(8, 52)
_LEAST_REPORT = 15
_LEAST_AGAIN = 8
_LEAST_STOPS = 2


def _said_again(line: str) -> int:
    """Where the first words of a line stand again before any mark: behind the headline that begins with them."""
    if len(_STOPS.findall(line)) < _LEAST_STOPS:
        return 0
    mark = _MARK.search(line)
    again = line.find(line[:_LEAST_AGAIN], _LEAST_AGAIN, min(mark.start() if mark else len(line), 2 * _LONGEST_HEAD))
    if again <= 0 or line[again - 1] in _NO_END or _in_sentence(line, 0, again):
        return 0
    return again

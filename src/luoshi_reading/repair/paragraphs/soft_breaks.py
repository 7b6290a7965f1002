"""Soft line breaks: lines of one fixed width, as old pages and PDFs have them, joined to paragraphs again.

That a page has a fixed width has to show first: many lines equally full, many of them ending in mid-sentence.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from itertools import compress
from operator import add

from luoshi_reading.knowledge.cell_kinds import is_units
from luoshi_reading.knowledge.word_lists import words
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.likelihood import is_pair, pairs
from luoshi_reading.repair.paragraphs.headline_ends import ends_headline
from luoshi_reading.repair.paragraphs.line_widths import (
    ENDS_SENTENCE,
    LEAST_WIDTH,
    SLACK,
    Line,
    ends_sentence,
    is_heading,
    lines_of,
    page_width,
)

KIND = "soft_line_break"
FULL_LINE = "line_as_wide_as_the_page"
PAGE_BREAK = "page_break_inside_sentence"
BEGINS_WITH_MARK = "line_begins_with_closing_mark"

_PAGE_NUMBER = re.compile(
    r"[-—－–·\s]*+(?:第\s*+)?\d{1,4}(?:\s*+页)?(?:[\s,，/／]*+(?:(?:共|of)\s*+)?\d{1,4}(?:\s*+页)?)?[-—－–·\s]*+\Z"
)
# 加强基础设施建设……5: a line of the contents.
_OF_CONTENTS = re.compile(r"(?<![.…·])[.…·]{2,}+\s*+\d{1,4}$")
_STARTS_WRONG = "，、；）”》，,"

# 各位代表，: who is addressed has a line of its own; atomic, since 各位代表 has two of the words.
_OPEN_MARKS, _LEAST_OPEN = "，、", 9
_ADDRESSED = re.compile(r"(?>[^，、]{0,6}(?:各位|同志|女士|先生|朋友|乡亲|代表|委员|领导|来宾)[^，、]{0,6}[，、])++\Z")

# 会议强调，, 3月6日，: the sentence goes on below.
_LEADS = re.compile(r"(?:强调|指出|要求|表示|认为|提出|号召|[年月日]|[上下]午|期间|以来|[前后时底初])，\Z")

# Characters of a running head, and how often it stands again where no page's number is beside it.
_LEAST_HEAD, _MOST_HEAD = 4, 50
_HEADS_APART = 3

# 版权所有：…, 登录后可查看全文: no line of the text goes on with what is the page's.
_OF_THE_PAGE = re.compile(
    r"版权|主办|承办|技术支持|网站标识|[©]|[Cc]opyright|(?:请|立即|马上)?(?:登录|注册)|阅读全文|展开(?:全文|阅读|更多)|点击(?:查看|阅读|展开|加载)"
    r"|[上下]一[篇条页]|返回|打印|关闭|分享|收藏|点赞|扫[一描码]|责任?编辑|责编|编辑[：:]|审核[：:]|校对[：:]|来源[：:]|作者[：:]|稿源[：:]"
    r"|觉得[^，。]{0,4}(?:有用|不错)|打赏|赞赏|(?:相关|推荐|延伸|猜你|热门|更多)(?:阅读|链接|新闻|推荐|文章|喜欢|内容|资讯)|免责声明|声明[：:]"
    r"|(?:您?的?当前|您?所在的?|现在的?)位置|首页|【?字[体号][：:]|(?:联系人|邮箱|邮编|邮政编码|地址|传真|网址|电话)[：:]"
)

# Shares of the width from which an open line of prose runs on: where the characters at the break often follow each
# other, and anyhow.
_NEARLY_FULL, _ALMOST_FULL = 0.8, 0.88
_LEAST_INDENTED, _INDENTED_SHARE = 3, 0.6
_LEAST_BREAKS = 3
# In prose broken at a width four breaks of ten part characters that often follow each other, between sentences few.
_MOST_PAIRS_AT_BREAKS, _LEAST_PAIRS_INSIDE = 0.12, 0.3
_MOST_HOLDING_ENDS = 0.12
_CLAUSE = re.compile("[，；。,]")
_HAN = re.compile("[一-鿿]")
# A page's own time ends its line.
_STAMPED = re.compile(r"\d{1,2}[:：]\d{2}$")


# 要闻 | 原创 | 视频 | 专题 | 访谈
_STROKES = "|｜"
_LEAST_STROKES = 4
_DUTY_ENDS = ("牵头", "负责", "配合", "落实", "参与")
_DUTY_PART = re.compile(r"由?(?P<units>[^，；]+?)(?:按职责分工|分别|共同|结合实际)?(?:牵头|负责|配合|落实|参与)+")


def _stands_alone(line: str) -> bool:
    """Tell a line of the contents, a menu, and one that says nothing but who answers for the item above."""
    if (line[-1].isdecimal() and _OF_CONTENTS.search(line)) or sum(map(line.count, _STROKES)) >= _LEAST_STROKES:
        return True
    if not line.endswith(_DUTY_ENDS):
        return False
    parts = [_DUTY_PART.fullmatch(part) for part in re.split("[，；]", line)]
    return all(part is not None and is_units(part["units"]) for part in parts)


def find(text: str, *, unproven: bool = True) -> list[Edit]:
    """Find breaks that a page's width or a page's end put into paragraphs; ``unproven``: also those of no width."""
    lines = lines_of(text)
    if len(lines) < 2:
        return []
    # Some programs break lines that know no columns: the same lines measured in characters, doubled to compare.
    in_characters = [2 * len(line.text) + (4 if line.indented else 0) for line in lines]
    own = [_OF_THE_PAGE.match(line.text) is None for line in lines]
    measured = list(compress(lines, own))
    by_columns = page_width(measured, [line.columns for line in measured])
    by_characters = page_width(measured, list(compress(in_characters, own)))
    if (by_columns is None and by_characters is None) or _is_list(lines):
        return _unproven(text, lines) if unproven else []
    if by_columns is None or (by_characters is not None and by_characters[1] > by_columns[1]):
        for line, columns in zip(lines, in_characters, strict=True):
            line.columns = columns
    width = max(filter(None, (by_columns, by_characters)), key=lambda p: p[1])[0]
    if width < _NARROW and not _is_narrow_prose(lines, width):
        return _unproven(text, lines) if unproven else []
    indents = sum(line.indented for line in lines) >= max(2, len(lines) // 12)
    repeated = _running_heads(text, lines)
    edits: list[Edit] = []
    index = 0
    while index < len(lines) - 1:
        line = lines[index]
        following = index + 1
        while following < len(lines) and (
            _PAGE_NUMBER.match(lines[following].text) or lines[following].text in repeated
        ):
            following += 1
        if (
            following < len(lines)
            and _joins(line, lines[following], width, indents)
            and not (_PAGE_NUMBER.match(line.text) or line.text in repeated or _stands_alone(line.text))
            and not (index < _LINES_OF_HEAD and ends_headline(line.text, lines[following].text))
            and not _OF_THE_PAGE.match(lines[following].text)
        ):
            after = lines[following]
            gap = text[line.end : after.start]
            paged = following > index + 1 or "\f" in gap
            if paged or gap.count("\n") <= 1:
                joint = " " if _is_letter(line.text[-1]) and _is_letter(after.text[0]) else ""
                edits.append(Edit(line.end, after.start, joint, KIND, PAGE_BREAK if paged else FULL_LINE))
        index = max(following, index + 1) if following < len(lines) else len(lines)
    return edits


_LINES_OF_HEAD = 4
# Headings, fields and signatures of a short paper may be of one width that no page of prose has.
_NARROW, _LEAST_PAIRS_AT_BREAKS = 44, 0.2


def _is_narrow_prose(lines: Sequence[Line], width: int) -> bool:
    """Tell narrow columns of prose, whose breaks part characters that often follow each other, or begin with a mark."""
    breaks = [
        line.text[-1] + after.text[0]
        for line, after in itertools.pairwise(lines)
        if line.columns > width - SLACK and not line.is_closed and not is_heading(after.text)
    ]
    inside = sum(pair[0] in _OPEN_MARKS or pair[1] in _STARTS_WRONG or is_pair(pair) for pair in breaks)
    return inside >= max(1, _LEAST_PAIRS_AT_BREAKS * len(breaks))


# 葛振华　市应急管理局局长: an entry of a roster is a line of its own.
_ENTRY = re.compile(
    r"(?:[^，。；：\s]{1,4}[ \u3000]*[^，。；：\s]{0,6}：)?[ \u3000]*[一-鿿]{1,4}[ \u3000]{1,8}"
    r"[一-鿿][^，。；：]{0,40}[长任记席员师官理人]"
)


def _is_list(lines: Sequence[Line]) -> bool:
    """Tell lines that are a sentence each, only without its full stop, from sentences broken at a width.

    Breaks at a width fall inside words and behind commas, and most lines hold the end of a sentence before it.
    """
    breaks: list[tuple[str, str]] = []
    for line, after in itertools.pairwise(lines):
        if line.is_closed or line.columns < LEAST_WIDTH or is_heading(after.text):
            continue
        if line.text[-1] in "，、" or after.text[0] in _STARTS_WRONG:
            return False
        breaks.append((line.text, after.text))
    if len(breaks) < _LEAST_BREAKS:
        return False
    known = pairs()
    if len([line for line, after in breaks if line[-1] + after[0] in known]) > _MOST_PAIRS_AT_BREAKS * len(breaks):
        return False
    if len([line for line, _ in breaks if _holds_end(line)]) > _MOST_HOLDING_ENDS * len(breaks):
        return False
    return _holds_pairs([line for line, _ in breaks])


def _holds_end(line: str) -> bool:
    """Tell whether a sentence ends within a line, with more of it behind."""
    last = len(line) - 1
    return line.find("。", 0, last) >= 0 or line.find("！", 0, last) >= 0 or line.find("？", 0, last) >= 0


def _holds_pairs(lines: list[str]) -> bool:
    """Tell whether the characters inside lines often follow each other, unlike those of a script nobody counted."""
    wanted = _LEAST_PAIRS_INSIDE * sum(len(line) // 3 for line in lines)  # every third is asked
    known = pairs()
    for line in lines:
        if wanted <= 0:
            break
        wanted -= sum(map(known.__contains__, map(add, line[1:-1:3], line[2::3])))
    return wanted <= 0


def _joins(line: Line, after: Line, width: int, indents: bool) -> bool:
    """Tell whether a line runs on into the next; a table's row never does."""
    if "\t" in line.text or "\t" in after.text or _ENTRY.fullmatch(line.text) or _ENTRY.fullmatch(after.text):
        return False
    if after.indented or is_heading(after.text) or line.columns <= width - SLACK:
        if _goes_on(line, after) or _nearly_full(line, after, width):
            return True
        return after.text[0] in _STARTS_WRONG and not line.is_closed
    return indents or not ends_sentence(line.text)


def _nearly_full(line: Line, after: Line, width: int) -> bool:
    """Tell a line of prose that falls short of the width, with half-width marks or a long word behind it."""
    return (
        line.columns >= _NEARLY_FULL * width
        and not after.indented
        and not is_heading(after.text)
        and _is_clause(line.text)
        and not line.is_closed
        and (line.columns >= _ALMOST_FULL * width or is_pair(line.text[-1] + after.text[0]))
    )


def _is_letter(character: str) -> bool:
    return character.isascii() and character.islower()


def _running_heads(text: str, lines: Sequence[Line]) -> frozenset[str]:
    """Lines that stand again beside a page's number, or again and again where pages end."""
    times = Counter(line.text for line in lines if _LEAST_HEAD <= len(line.text) <= _MOST_HEAD)
    if len(times) == len(lines):
        return frozenset()
    again = {line: n for line, n in times.items() if n > 1}
    if "\f" in text:
        return frozenset(line for line, n in again.items() if n >= _HEADS_APART)
    beside = Counter(
        line.text
        for index, line in enumerate(lines)
        if line.text in again and any(_PAGE_NUMBER.match(near.text) for near in lines[max(0, index - 1) : index + 2])
    )
    return frozenset(line for line, n in again.items() if beside[line] >= n - 1)


def _unproven(text: str, lines: list[Line]) -> list[Edit]:
    """Breaks that show themselves where too few lines prove a width."""
    edits = {edit.start: edit for edit in _wrong_starts(text, lines)}
    indented = sum(line.indented for line in lines) >= max(_LEAST_INDENTED, _INDENTED_SHARE * len(lines))
    if not indented and _is_list(lines):
        return sorted(edits.values(), key=lambda edit: edit.start)
    joined = -1
    ends_sentences = _ends_sentences(lines)
    begun = False
    for line, after in itertools.pairwise(lines):
        if line.is_closed or after.indented or line.end in edits:
            begun = begun or len(line.text) >= _LEAST_BODY
            continue
        if "\t" in line.text or "\t" in after.text or _OF_THE_PAGE.match(after.text):
            continue
        continues = line.start == joined and line.text[-1] in _OPEN_MARKS and not is_heading(after.text)
        apart = text.count("\n", line.end, after.start) > 1
        if continues or _goes_on(line, after) or (not apart and _is_cut(line.text, after.text)):
            edits[line.end] = Edit(line.end, after.start, "", KIND, FULL_LINE)
            joined = after.start
            continue
        if line.columns < LEAST_WIDTH or is_heading(after.text):
            continue
        if _stands_alone(line.text):
            continue
        # A blank line between parts paragraphs, whether they have indents or not.
        if apart or (line.text[-1].isdecimal() and _STAMPED.search(line.text)):
            continue
        # Paragraphs begin with an indent here: a line without one goes on, but the lines of the page above them do not.
        if begun and line.start != joined and after.is_closed and _heads_paragraph(line.text, after.text):
            continue
        goes_on = indented and (line.indented or line.start == joined or _is_clause(line.text))
        within = ends_sentences and begun and _BEGINS_ANEW.match(after.text) is None
        if goes_on or _is_broken(line.text, after.text, _LEAST_WITHIN if within else _LEAST_ALONE):
            edits[line.end] = Edit(line.end, after.start, "", KIND, FULL_LINE)
            joined = after.start
    return sorted(edits.values(), key=lambda edit: edit.start)


# 谭敏 摄, 2026年5月6日, 通讯员李然: captions, signatures and credits are no broken sentences.
_ENDS_WHOLE = frozenset("摄日")
_CREDIT = re.compile("记者|通讯员|编辑|来源|作者")
_RUNS_ON = re.compile(r"[一-鿿“《\d][^：:]{6,}")
# Characters of a sentence without its end: behind another on the line, and alone, where a headline may be shorter.
_LEAST_REST, _LEAST_ALONE = 4, 36
# The same within the text of a page most of whose longer lines end sentences.
_LEAST_WITHIN, _LEAST_BODY, _ENDING_SHARE = 12, 25, 0.6
_BEGINS_ANEW = re.compile(
    r"我们|会议|[全大]会|各|要|[一二三四五六七八九十]是|同时|此外|目前|近年|今年|请|日期|(?:20\d\d年|\d{1,2}月)|[一-鿿]{2,8}[：:]"
    r"|[一-鿿]{2,4}(?:强调|指出|要求|表示|说)"
)
# 聚焦隐患排查，推动渡口提升, over a paragraph: two phrases without an end, of which one begins with what is done.
_COUPLET = re.compile(r"(?P<first>[一-鿿“”]{4,18})，(?P<second>[一-鿿“”]{4,18})")
_DEEDS = frozenset(words("orders", "verbs.all"))
_OPENING = "“‘《（〈【〔"
_PARTICLES = "的和及至或把被"
_AFTER_HAN = re.compile(r"[一-鿿]\d{1,4}\Z")
_CUT_NUMBER = re.compile(r"(?<=[一-鿿])(?<![表图件栏])(?P<first>\d{1,3})\n(?P<rest>\d{1,3})(?P<unit>[年月日%％万亿个])")


def _heads_paragraph(line: str, after: str) -> bool:
    """Tell a heading of two phrases from a sentence that was broken: what follows is whole and no word runs over."""
    couplet = _COUPLET.fullmatch(line.replace(",", "，"))
    return (
        couplet is not None
        and len(after) >= _LEAST_BODY
        and ("一" <= after[0] <= "鿿" or after[0] == "“")
        and not is_pair(line[-1] + after[0])
        and (couplet["first"][:2] in _DEEDS or couplet["second"][:2] in _DEEDS)
    )


def _ends_sentences(lines: list[Line]) -> bool:
    """Tell a page most of whose longer lines end sentences: an open one is broken."""
    long = [line.text for line in lines if len(line.text) >= _LEAST_BODY]
    return len([line for line in long if ends_sentence(line)]) >= _ENDING_SHARE * len(long)


def _is_cut(line: str, after: str) -> bool:
    """Tell a line that stops behind an opening mark or a particle, or in the middle of a number."""
    last = line[-1]
    if not (last in _OPENING or last in _PARTICLES or last.isdecimal()):
        return False
    if len(line) <= _LEAST_REST or is_heading(after):
        return False
    if last in _OPENING:
        return _HAN.match(line[-2]) is not None
    if last in _PARTICLES:
        return _is_clause(line) and _CLAUSE.search(after) is not None and _RUNS_ON.match(after) is not None
    if _AFTER_HAN.search(line[-5:]) is None:
        return False
    if after[0] in "年月日%％":
        return True
    cut = _CUT_NUMBER.search(f"{line[-5:]}\n{after[:5]}")
    return cut is not None and (cut["unit"] != "年" or (cut["first"] + cut["rest"])[:2] in ("19", "20"))


def _is_broken(line: str, after: str, least: int) -> bool:
    """Tell a sentence that stops in its middle from a line that only lacks its full stop.

    The characters at the break tell, or another sentence that ended before it on the line, or its length.
    """
    if not (_is_prose(line) and _CLAUSE.search(after)):
        return False
    if is_pair(line[-1] + after[0]):
        return True
    if not _HAN.match(line[-1]) or line[-1] in _ENDS_WHOLE or _RUNS_ON.match(after) is None:
        return False
    rest = line[max(line.rfind(mark) for mark in ENDS_SENTENCE) + 1 :]
    return len(rest) >= (least if rest == line else _LEAST_REST) and _CREDIT.search(rest) is None


def _goes_on(line: Line, after: Line) -> bool:
    """Tell a line that stops behind a comma in mid-sentence, and no address to the audience."""
    return (
        line.text[-1] in _OPEN_MARKS
        and (len(line.text) >= _LEAST_OPEN or _LEADS.search(line.text) is not None)
        and "\t" not in line.text
        and not (after.indented or is_heading(after.text) or _ADDRESSED.match(line.text))
    )


def _is_clause(line: str) -> bool:
    """Tell a line of running text: it has a mark that no headline has."""
    return _CLAUSE.search(line) is not None and not is_heading(line)


def _is_prose(line: str) -> bool:
    """Tell a line of running text, also behind a number where it holds a sentence."""
    return _CLAUSE.search(line) is not None and (not is_heading(line) or _holds_end(line))


def _wrong_starts(text: str, lines: list[Line]) -> list[Edit]:
    """Breaks before a mark that cannot begin a line, where the line before is no whole sentence."""
    return [
        Edit(line.end, after.start, "", KIND, BEGINS_WITH_MARK)
        for line, after in itertools.pairwise(lines)
        if not line.is_closed
        and (after.text[0] in _STARTS_WRONG or (after.text[0] == "。" and _HAN.match(line.text[-1])))
        and len(line.text) >= 10
        and "\t" not in line.text
    ]

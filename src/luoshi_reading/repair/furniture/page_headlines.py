"""Headlines on their page: what is fused to one (its site's name, facts of the page, where the page files it), labels
before it, and headlines that stand again.

Each function takes lines away or shortens them; ``page_furniture`` says when (N5, N6, N16).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from luoshi_reading.repair.furniture import page_facts
from luoshi_reading.repair.furniture.furniture_rules import Rules
from luoshi_reading.repair.lines import Line, Page

Take = Callable[[Page, Line, str], None]
Cut = Callable[[int, int, str], None]

_LABEL = re.compile(
    r"(?:原标题|原题|标[ \u3000]*题|题目)\s*[：:]\s*|(?:第[一1]篇|篇[一1])[：:]\s*(?=\S{4})"
    r"|[【\[](?:原标题|文章标题|标\s*题|题目)[】\]]\s*[：:]?\s*"
)
_ORIGINAL = ("原标题", "原题")
_MAY_HEAD = re.compile(r"(?!.*(?:来源|作者|编辑|时间|日期)[：:])(?!\d)[^。；：|｜>]{8,60}")
FLAT = re.compile(r"[◆●■★※◇○◎▲△▼\s，。、；：！？“”‘’《》（）\-—_|·,.;:!?()\"']+")
_FLAT_HEADLINE = 60
_LEAST_BEFORE = 2
# 槐政发〔2026〕2号 before a headline that stands again.
_NUMBER = re.compile(r"\A[一-鿿]{1,12}[〔\[（(]20\d\d[〕\])）]第?\d{1,4}号\s*(?=\S)")
_RUNNING = re.compile(r"[，。；：！？]")
_LONGEST_DOUBLED = 140
LEAST_REPEATED = 8
_LONGEST_SITE_NAME = 80
"""Characters from the end of a headline within which a site's name, with its blanks and dashes, begins."""
_MARKED = re.compile(r"#{1,4}[ \t]+(?=\S{4})")
_NUMBERED_HEAD = re.compile(r"编号\s*[：:]\s*\d{5,}(?=[^\d\s])")
# 【字体：大 中 小】 before the headline
_TOOL_BEFORE = re.compile(
    r"[【\[（(](?:字体|字号|文字大小)(?:大小)?[：:][^】\]）)]{0,16}[】\]）)]\s*(?=[一-鿿“《][^。；：:【\[]{7})"
)
# [2026-03-12] before the headline
_DATED_HEAD = re.compile(r"[\[【(（]20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\]】)）]\s*(?=[一-鿿“《][^。；]{7})")
# 【要闻】, 桑坞新闻 |: where a page files its headline.
_FILED = re.compile(
    r"[【\[](?:要闻|时政|新闻|头条|快讯|简讯|短讯|会讯|关注|聚焦|动态|今日关注|工作动态|通知公告|转载|原创|政务|会议)[】\]]\s*(?=\S)"
    r"|(?:[一-鿿]{2,4}(?:新闻|要闻|日报|发布|融媒|头条|政务)|要闻|时政|头条|关注|快讯|动态)\s*[|｜丨]\s*(?=\S{6})"
    r"|(?:原创|转载|头条|要闻|快讯)\s+(?=\S{6})"
    r"|[一-鿿·]{2,14}(?:门户网站|政府网站?|政务网|新闻网|信息网|党建网)\s+(?=\S{6})"
)
_DOUBLED_HEAD = re.compile(r"(?P<title>[^\n。]{8,60}?)[ \u3000]*+[\dXx×*/\-.年月日 ]{0,16}(?=(?P=title)\Z)")


def doubled(page: Page, cut: Cut) -> None:
    """A headline behind a heading's mark or a page's number, or twice on one line with a day between (N6)."""
    for line in page.lines[:4]:
        if marked := _MARKED.match(line.text):
            behead(line, marked.end(), "markup", cut)
        if dated := _DATED_HEAD.match(line.text) if line.text[0] in "[【(（" and line.index < page.first else None:
            behead(line, dated.end(), "metadata", cut)
        if tool := _TOOL_BEFORE.match(line.text) if line.text[0] in "[【(（" else None:
            behead(line, tool.end(), "toolbar", cut)
        if numbered := _NUMBERED_HEAD.match(line.text):
            behead(line, numbered.end(), "metadata", cut)
        if not line.taken and line.index < page.first and (filed := _FILED.match(line.text)):
            behead(line, filed.end(), "label", cut)
        if len(line.text) <= _LONGEST_DOUBLED and (twice := _DOUBLED_HEAD.match(line.text)):
            behead(line, twice.end(), "duplicated_headline", cut)
        elif again := _said_again(line.text):
            behead(line, again, "duplicated_headline", cut)


# 全县渡口会议上讲话 在全县渡口会议上的讲话 同志们：, the text behind it on the same line.
_SAID = re.compile(r"(?P<title>[^\s。，；：]{10,60})[ \u3000]+(?=[^\s。，；：]{10,60}(?:[ \u3000]|\Z|[^\n]*。))")
_SMALL_WORDS = str.maketrans("", "", "在的《》“”")


def _said_again(text: str) -> int:
    """Where a headline begins that stands before itself, but for its small words; 0 where none does."""
    said = _SAID.match(text)
    if said is None:
        return 0
    again = text[said.end() : said.end() + 2 * len(said["title"])].translate(_SMALL_WORDS)
    flat = said["title"].translate(_SMALL_WORDS)
    return said.end() if len(flat) >= LEAST_REPEATED and again.startswith(flat) else 0


def behead(line: Line, length: int, kind: str, cut: Cut) -> None:
    """Take the first characters of a line away; what is left is still a line."""
    cut(line.start, line.start + length, kind)
    line.start += length
    line.text = line.text[length:]


# 会议纪要是…的公文。…我为您准备了以下内容供您参考！…: how a library of papers leads to the paper, on its line.
_LEADS_TO = re.compile(
    r"[^\n]{0,160}?(?:[为给](?:您|你|大家)[^。！\n]{0,16}(?:准备|整理|收集|带来|分享|推荐|提供|介绍))[^\n]{0,60}?"
    r"(?:供(?:您|你|大家)?参考|有所?帮助|欢迎(?:阅读|参考|借鉴))(?:[^。！!\n]{0,8}[。！!]+|~+)\s*"
)
_LONGEST_LEAD, _LEAST_LED = 260, 30


def introductions(page: Page, take: Take, cut: Cut) -> None:
    """What a library of papers says to the reader before the paper's first words, on the same line (N8)."""
    for line in page.lines[:3]:
        offered = not line.taken and len(line.text) > _LEAST_LED and _OFFERED.search(line.text, 0, _LONGEST_LEAD)
        if offered and (lead := _LEADS_TO.match(line.text)) and lead.end() <= _LONGEST_LEAD:
            if lead.end() == len(line.text):
                take(page, line, "login_wall")
            else:
                behead(line, lead.end(), "login_wall", cut)
            page.measure()
            return


_OFFERED = re.compile("[为给](?:您|你|大家)")


# …的通知-通知公告-桑坞县人民政府: where the site files it.
_FILED_BEHIND = re.compile(r"\s*[-_—–|｜]\s*(?P<section>[一-鿿]{4,8})\Z")
_LEAST_FILED = 8


def site_names(page: Page, cut: Cut, rules: Rules) -> None:
    """A site's name fused to the headline: 标题_某频道, 标题 - 某市人民政府 (N5)."""
    for line in page.head[:4]:
        end = line.end
        headline = not _RUNNING.search(line.text.replace("：", "").replace("！", ""))
        while True:
            filed = _FILED_BEHIND.search(page.text, max(line.start + _LEAST_FILED, end - 12), end)
            if filed and page_facts.is_section(filed["section"]):
                cut(filed.start(), end, "site_name")
                end = filed.start()
                line.text = line.text[: end - line.start]
            start = max(line.start, end - _LONGEST_SITE_NAME)
            m = rules.fused_site.search(page.text, start, end)
            m = m or (rules.underscored.search(page.text, start, end) if headline else None)
            if m is None or m.start() - line.start < 6:
                break
            cut(m.start(), end, "site_name")
            end = m.start()
            line.text = line.text[: end - line.start]


_FUSED_ON = re.compile(r"\s*(?:[-_—–|｜]|[^。；，]{2,20}[>»›])")
# 桑坞县人民政府 桑坞要闻 before the headline.
_FUSED_BEFORE = re.compile(r"(?:[^\s。；，：>»›|｜/_-]{2,14}+[\s>»›|｜/_-]{1,6}+){1,4}")
_ABOVE_WITHIN = 8


def title_tags(page: Page, take: Take) -> None:
    """A headline with the site's name and the way to it fused on, over the headline itself (N6)."""
    head = [line for line in page.head[:_ABOVE_WITHIN] if not line.taken]
    for at, line in enumerate(head[:3]):
        for below in head[at + 1 :]:
            words = below.text
            if len(words) < LEAST_REPEATED or words not in line.text:
                continue
            before = line.text.removesuffix(words)
            fused = line.text.startswith(words) and _FUSED_ON.match(line.text, len(words)) is not None
            if fused or (before != line.text and _FUSED_BEFORE.fullmatch(before) is not None):
                take(page, line, "duplicated_headline")
                break


# 2026-05-06 09:30 | 标题 | 某报, as lists of what was found give it.
_LISTED = re.compile(r"(?P<day>(?:20|19)\d\d[-/.年]\d{1,2}[-/.月][^|｜丨]{1,16}[|｜丨]\s*)[^|｜丨：:]{6}")


def facts_beside(page: Page, cut: Cut, *, listed: bool = False) -> None:
    """Facts of the page on the headline's own line: 标题 发布时间：…; ``listed``: only as lists have them (N16)."""
    first = page.lines[0] if listed and page.lines else None
    if first and first.long and (found := _LISTED.match(first.text)):
        behead(first, found.end("day"), "metadata", cut)  # the whole page on one line
    for line in page.head[:6]:
        if line.taken or (listed and _LISTED.match(line.text) is None):
            continue
        start, end = page_facts.beside_headline(line.text)
        if end < len(line.text):
            cut(line.start + end, line.end, "metadata")
            line.end = line.start + end
            line.text = line.text[:end]
        if start:
            behead(line, start, "metadata", cut)


# （责任单位：…）, 市财政局牵头: the same units may answer for one item after the other.
_DUTY = re.compile(r"^[（(【]?(?:责任|牵头|主办|配合)(?:单位|部门)[：:]|(?:负责|牵头|配合|落实|参与)[）)】]?。?$")


def again(page: Page, take: Take, cut: Cut) -> None:
    """A label before a headline; a headline that stands again, or whose parts stand on the next lines (N6)."""
    head = [line for line in page.lines[: page.first + 3] if not line.taken]
    body = [line for line in page.lines if not line.taken]
    for at, line in enumerate(head[:30]):  # the lines of the head are the first of all
        if line.taken or "\t" in line.text:  # the heads of two tables may be the same
            continue
        label = _LABEL.match(line.text)
        if label and label.end() == len(line.text):
            take(page, line, "label")
            continue
        content = line.text[label.end() :] if label else line.text
        # A headline that stands again has its last words twice above the text.
        if page.text.count(line.text[-4:], 0, head[-1].end) > 1 and (first := _parted_headline(page, line, body)):
            take(page, first, "duplicated_headline")
            take(page, line, "duplicated_headline")
        elif _stands_again(page, line, content, body[:at], body[at + 1 : at + 9], bool(label)):
            take(page, line, "duplicated_headline")
        elif label and line.text.startswith(_ORIGINAL) and at and _MAY_HEAD.fullmatch(head[at - 1].text):
            take(page, line, "duplicated_headline")  # the headline that another site gave it stands above
        elif label:
            cut(line.start, line.start + label.end(), "label")


_SPOKEN_OR_WRITTEN = re.compile(r"(?:讲话|致辞|报告|主持词|发言|通知|意见|方案|办法|纪要|公报)(?:稿|提纲)?\Z")
_GOES_ON = re.compile(r"[，。、；：！？》”）)的]|精神|要求|已|业|下发|印发")
_GLUED_WITHIN = 4


def glued(page: Page, cut: Cut) -> None:
    """A headline that stands again right before the first words of the text, on their line (N6)."""
    for at, line in enumerate(page.lines[:_GLUED_WITHIN]):
        if line.taken or len(line.text) < LEAST_REPEATED or _SPOKEN_OR_WRITTEN.search(line.text) is None:
            continue
        for below in page.lines[at + 1 : at + 1 + _GLUED_WITHIN]:
            rest = below.text.removeprefix(line.text)
            if not below.taken and rest and len(rest) < len(below.text) and _GOES_ON.match(rest) is None:
                blanks = len(rest) - len(rest.lstrip())
                behead(below, len(line.text) + blanks, "duplicated_headline", cut)
                return


def _stands_again(page: Page, line: Line, content: str, before: list[Line], after: list[Line], labelled: bool) -> bool:
    """Tell whether a headline is the same as, or the beginning of, what follows; a plain one has to be whole."""
    if not labelled and content[-1] == "。":
        return False
    flat = FLAT.sub("", _NUMBER.sub("", content))
    if len(flat) < (6 if labelled else LEAST_REPEATED):
        return False
    if _DUTY.search(content) or (_SIGNS.search(content) and _dated_below(page, line)):
        return False
    for at in range(len(after) if labelled else 0):
        if FLAT.sub("", "".join(b.text for b in after[at : at + 6])).startswith(flat[:_FLAT_HEADLINE]):
            return True
    if _NUMBER.match(content) and any(FLAT.sub("", b.text) == flat for b in after):
        return True
    # Only what begins alike is flattened, which takes longer than all the rest.
    alike = [b.text for b in before if not b.taken and (b.text[0] == flat[0] or FLAT.match(b.text))]
    return any(FLAT.sub("", text) == flat for text in alike)


# 2026年3月12日 星期四, alone: over the headline, or between it and a report, it is the page's.
_BARE_DAY = re.compile(
    r"(?:20|19)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ \u3000]*星期[一二三四五六日天])?(?:[ \u3000]*\d{1,2}[:：]\d{2})?"
)
_DISPATCHES = re.compile(r"[^。\n]{0,24}(?:讯|日电)|(?:20\d\d年)?\d{1,2}月\d{1,2}日|\d{1,2}日|[今昨][天日]|近日|日前")
_DAY_OF_WORDS = re.compile(r"讲话|致辞|报告|发言|主持词|公报|各位|同志们")


def days_beside(page: Page, take: Take) -> None:
    """A day alone over the headline, or right under it over a report (N16)."""
    lines = page.lines[: min(page.first, _DAYS_WITHIN) + 1]
    left = [line for line in lines if not line.taken][:_FEW_LINES]
    for at, (line, below) in enumerate(itertools.pairwise(left)):
        if _BARE_DAY.fullmatch(line.text) is None:
            continue
        headline = below.index < page.first < len(page.lines) and _OPENS_HEADLINE.match(below.text) is not None
        # Words are spoken on a day, and a paper may follow the letter whose end the first line is.
        own = _DAY_OF_WORDS if below.index > 1 else _SPOKEN_OR_WRITTEN
        over = (
            at == 0 and headline and not any(own.search(other.text) for other in left[1:3] if other.index < page.first)
        )
        over = over or (at == 0 and _amid_furniture(page, line, below))
        if over or (at > 0 and below.index == page.first and _DISPATCHES.match(below.text)):
            take(page, line, "metadata")
        return


def _amid_furniture(page: Page, line: Line, below: Line) -> bool:
    """Tell whether the page's own words stand between a day and a report, or over the day (a newspaper's page)."""
    taken = any(other.taken for other in page.lines[max(0, line.index - 1) : below.index])
    return taken and below.index == page.first and _DISPATCHES.match(below.text.lstrip("■●◆▲□○◇ ")) is not None


_OPENS_HEADLINE = re.compile(r"[一-鿿“《]|20\d\d年[^\d]")
_DAYS_WITHIN, _FEW_LINES = 30, 6
# The office that stands over the title signs as well.
_SIGNS = re.compile(r"(?:政府|委员会|办公[室厅]|指挥部|领导小组|[局厅委院部会社])(?:[ \u3000]*[（(][^）)]{2,8}[）)])?$")
_DAY = re.compile(r"[ \u3000]*(?:20\d\d|[二2][〇○零0О0OＯ][〇○零一二三四五六七八九十0-9]{2})[ \u3000]?年")
_DAY_WITHIN = 3


def _dated_below(page: Page, line: Line) -> bool:
    """Tell whether a day stands below a line, with at most other offices between."""
    for below in page.lines[line.index + 1 : line.index + 1 + _DAY_WITHIN]:
        if _DAY.match(below.text):
            return True
        if _SIGNS.search(below.text) is None:
            return False
    return False


_EXCERPT = re.compile(r"(?:简介|摘要|导读|导语|提要|内容提要|核心提示)[：:]?\s*")
_EXCERPT_BEGINS = frozenset("简摘导提内核")
_BROKEN_OFF = re.compile(r"\s*(?:\.{2,}|…+)\Z")
_LEAST_EXCERPT = 20
_LONG_EXCERPT = 60


def is_excerpt(text: str, below: str) -> bool:
    """Tell the first words of the next paragraph, given above it as what the page is about and broken off."""
    if len(text) < _LEAST_EXCERPT or _begin_apart(text[0], below[0]):
        return False
    labelled = text[0] in _EXCERPT_BEGINS and _EXCERPT.match(text) is not None
    if not labelled and text[-1] not in ".…" and text[:4] not in below:
        return False
    content = _EXCERPT.sub("", text, count=1)
    if content.endswith((".", "…")):
        content = _BROKEN_OFF.sub("", content)
    least = _LEAST_EXCERPT if len(content) < len(text) else _LONG_EXCERPT
    if not least <= len(content) < len(below):
        return False
    begin, begun = FLAT.sub("", content[:_LEAST_EXCERPT]), FLAT.sub("", below[:_LEAST_EXCERPT])
    if not (begin.startswith(begun) or begun.startswith(begin)):
        return False
    flat = FLAT.sub("", content)
    return len(flat) >= least and FLAT.sub("", below[: 2 * len(text)]).startswith(flat)


def _begin_apart(first: str, below: str) -> bool:
    """Tell from their first characters that a text is not the beginning of another, and has no label that says so."""
    return first != below and "一" <= first <= "鿿" and "一" <= below <= "鿿" and first not in _EXCERPT_BEGINS


def _parted_headline(page: Page, line: Line, body: list[Line]) -> Line | None:
    """The line before, where it and this one together are a headline that stands above them on two lines or one."""
    before = [b for b in body if b.start < line.start and not b.taken]
    if _SIGNS.search(line.text) and _dated_below(page, line):
        return None
    if len(before) < _LEAST_BEFORE or len(FLAT.sub("", before[-1].text + line.text)) < LEAST_REPEATED:
        return None
    both = FLAT.sub("", before[-1].text + line.text)
    above = [FLAT.sub("", b.text) for b in before[:-1]]
    return before[-1] if both in above or any(map(both.__eq__, map("".join, itertools.pairwise(above)))) else None

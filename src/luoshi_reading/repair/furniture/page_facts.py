"""What a page's own system writes round a headline: lines of facts told piece by piece (site, day and hour, source,
counters, buttons), also beside it, names of sections and labels of fields over it, and marks that an editing system
left in the text.

Each function takes lines away or returns stretches; ``page_furniture`` says when (N13-N16).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from luoshi_reading.repair.lines import Line, Page

Take = Callable[[Page, Line, str], None]

_LABEL = (
    r"(?:加入|语音|信息|文章|稿件|新闻|内容|本文|发布|发文|印发|成文|输入|颁发|颁布|执行|实施|刊发|刊登|见报|发表|发稿|更新|录入|添加|上传|公开|创建|上网|生成|归档|入库|采集|编辑|供稿|投稿|责任|页面){0,5}"
    r"(?:来源|出处|时间|日期|作者|编辑|审核人?|录入|单位|部门|机构|者|人|浏览(?:次数|量|数)?|点击(?:次数|量|数|率)?"
    r"|阅读(?:次数|量|数)?|访问(?:次数|量)?|次数|人气|字号|字体(?:大小)?|大小|分享(?:到|至)?|标签|关键[词字]|栏目|类别|分类"
    r"|保护视力色|视力保护色|记者|通讯员|摄影|撰稿|审签|审核人?|校对人?|签发人?|责编|ID|id|Time|Date|Source|From|Author|Editor|Hits|Views)"
)
_SEPARATOR = re.compile(r"[\s|｜丨/／·•,，\-—_\[\]【】()（）<>《》]+")
_DAY = re.compile(r"(?:20|19)\d\d\s?[-－/.年]\s?\d{1,2}\s?[-－/.月]\s?\d{1,2}(?:\s?[日号])?-?")
_HOUR = re.compile(r"T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?")
_MONTH_DAY = re.compile(r"\d{1,2}月\d{1,2}日|\d{2}-\d{2}(?=\s|\Z)")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|(?:[a-z0-9-]{2,30}\.){1,3}(?:gov|com|cn|net|org)(?:\.cn)?(?![a-z])")
# 【来源】县融媒体中心; 发布日期 2026-03-13, the colon lost before a day.
_COLON = r"(?:[ \u3000]?[：:]|[ \u3000]*+(?=[\[（(【]?(?:20|19)\d\d))"
_LABELLED = re.compile(
    rf"(?:{_LABEL}{_COLON}|[【\[]{_LABEL}[】\]][ \u3000]*+[：:]?)\s*+"
    rf"(?:[\[（(【]?{_DAY.pattern}[ \u3000]*(?:{_HOUR.pattern})?|(?:(?!{_LABEL}[：:])[^，。；：:|｜\[\]【】（）()\s])"
    + r"{0,24})"
)
_MEDIUM = re.compile(
    r"[一-鿿·]{2,20}?(?:网站|新闻网|网|日报|晚报|晨报|早报|时报|报社|电视台|融媒体?(?:中心)?|传媒中心|客户端|公众号|门户|在线)"
    r"(?=[\s\d|｜/（(\[【]|记者|作者|来源|\Z)"
)
_REPORTER = re.compile(r"(?:本报|本网)?(?:全媒体|融媒体?|见习)?(?:记者|通讯员|作者|编辑)\s?[一-鿿]{2,3}(?![一-鿿])")
_UNIT = re.compile(r"[一-鿿]{2,16}?(?:发布|新闻|宣传部|办公室|政府|中心|[局委办科院厅])(?=[\s\d|｜/（(\[【]|\Z)")
_BUTTON = re.compile(
    r"(?:我要)?(?:打印|关闭|收藏|复制|纠错|下载|评论|留言|分享|转发|报道)(?:本页|本文|窗口|页面|到|至)?|\d*\s?次|[AＡ][+＋-]|星期[一二三四五六日天]"
    r"|[大中小](?![一-鿿])|默认|繁体|简体|第?[A-Z]?\d{1,2}版(?:[：:][一-鿿]{0,4})?|发表于[一-鿿]{0,4}|原创|字号|字体|\d{1,6}(?=\s|\Z)"
)
# 领导讲话 发文时间：…
_FILED_UNDER = re.compile(
    r"(?<![\s\S])(?:领导|政务|部门|工作|通知|会议|政策|时政)(?:讲话|动态|公告|文件|要闻|新闻|信息)(?=[ \u3000])"
)
_PIECES = (
    (_FILED_UNDER, 0),
    (_LABELLED, 4),
    (_SEPARATOR, 0),
    (_DAY, 2),
    (_HOUR, 2),
    (_MONTH_DAY, 1),
    (_ADDRESS, 4),
    (_REPORTER, 1),
    (_BUTTON, 1),
    (_MEDIUM, 3),
    (_UNIT, 0),
)
# Names alone may be those of issuers.
_TELLING = frozenset((_LABELLED, _DAY, _HOUR, _MONTH_DAY, _ADDRESS))
# A day with its hour, an address, a label and anything else, or a medium with a day.
_LEAST_WEIGHT = 4
_LEAST_BESIDE = 3
_LONGEST_FACTS = 160
_GIVEN_OUT = re.compile(
    r"[【\[]?(?:发布|发表|更新|公布|公开|发稿|信息)(?:时间|日期)[】\]]?[ \u3000：:]*[\[（(【]?(?:20|19)\d\d"
    r"|(?:时间|日期)[：:][\[（(【]|[【\[](?:时间|日期|来源|作者)[】\]]|(?:Time|Date|Source)[：:]"
)
_HAS_FACTS = re.compile(r"[\d：:】]")
# 06-21 17:28, alone on its line under the headline.
_DAY_AND_HOUR = re.compile(r"\d{2}-\d{2}\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
# 时间：…, 地点：…, 主持人：… open minutes.
_OF_MINUTES = re.compile(
    r"(?:会议)?(?:时间|日期)\s?[：:](?![\[【]|.{0,60}(?:来源|作者|浏览|点击|阅读|发布|编辑|字号|字体|大小|分享))"
)
# （责任单位：…）, on a line below its task, is the task's.
_OF_DUTY = re.compile(
    r"[（(【\[]?(?:责任|牵头|主办|承办|配合)(?:单位|部门)\s?[：:](?!.{0,80}(?:来源|发布|日期|时间|浏览|字号))"
)

_SECTION = re.compile(
    r"(?:[一-鿿]{2}(?=要闻)|时政|政务|工作|部门|县内|市内|区内|本地|今日|最新|重要|本市|本县|本区|地方|基层|县区|区县|乡镇|镇街|街道|领导|通知|公示|公告|政策|政府|信息"
    r"|新闻|党政|党建|综合|图片|视频|国内|国务院|媒体|权威|热点|会议|文件|规范性|上级|动态|头条|民生|经济)"
    r"{1,2}(?:要闻|新闻|动态|公告|公示|解读|活动|快讯|资讯|头条|聚焦|关注|公开|下载|专栏|专题|之窗|速递|信息|热点|中心|报道|讲话|发布)"
    r"|政府文件|政策文件|规范性文件|通知文件|法定主动公开内容"
)
_LONGEST_SECTION = 8
_WHERE = re.compile(r"(?:您|你)?(?:现在|当前|目前|所在)?的?(?:位置|所在位置)(?:是|在)?\s*[：:]?")
_SECTIONS_WITHIN = 6
_SITE = re.compile(
    r"(?:中国[·•]?)?[一-鿿·]{2,12}(?:新闻网|政府网|政务网|门户网站?|信息网|党建网|日报|在线|网)"
    r"|(?:走进|魅力|今日|美丽|印象|感知|认识|锦绣|活力)[一-鿿]{2,3}|首\s+页"
)

_PORTAL = re.compile(
    r"[一-鿿·]{2,12}(?:网|网站|在线|文库|门户)\s+(?:首\s*页|无障碍(?:浏览|阅读))|首\s*页\s+[一-鿿·]{2,12}(?:网|网站|在线|文库|门户)"
)
_OFFER = re.compile(
    r"(?:前言|摘要|导读|简介|导语|引言)?[：:]?\s*(?:[^，。\n]{4,40}呢[？?，,]\s*)?(?:本站|本网|本文|[一-鿿]{0,10}小编|下面是|以下是|这里)[^。]{0,16}(?:[为给]|帮)(?:你|您|大家)"
    r"[^。]{0,12}(?:整理|收集|准备|带来|分享|推荐|提供|范文)"
    r"|(?:导语|前言|简介)[：:][^。\n]{0,60}(?:网友上传|不代表本站)"
)
_LONGEST_OFFER = 200
# What an account says of itself: 功能介绍 县委宣传部官方公众号，权威发布…。
_OF_ACCOUNT = re.compile(r"功能介绍[ \u3000]?[：:]?[ \u3000]?(?=[一-鿿])")

_HASH = re.compile(r"(?<=[。！？”）])\s*[0-9a-f]{16,40}(?:_[A-Za-z]{1,12})?(?:\.\w{3,4})?\Z")
_COLUMN_MARK = re.compile(r"(?<=[。！？”）])\s*(?:[①-⑳❶-❿]\d{0,3}|[◎■□◆●▲★※☆#]{1,3}\d{0,2})\Z")
# 5 @- \\9 J& d' U9: what forums strew between lines against copying.
_STREWN = re.compile(r"(?:\A|(?<=[。；：！？”）]))\s*(?P<strewn>(?:[!-~][ ]?){10,200})\Z")
_STREWN_BEFORE = re.compile(r"(?:[!-~：；][ ]?){9,200}(?:(?=\d{1,4}[年月日])(?<!\d)|(?=[一-鿿])(?![年月日]))")
_LEAST_STREWN = 9
# What stands in no stretch of those signs, and so not within the first of them.
_WORDS = re.compile(r"[^ -~：；]")
_SIGNS = re.compile(r"[^\w\s.,:/\-()]")
_LEAST_SIGNS = 4
_LETTERS = re.compile("[A-Za-z]")
_LEAST_PIECES, _LEAST_LETTERS = 6, 3
_DIGITS_OF_A_DAY = re.compile(r"(?:\A|(?<=[。！？”）)]))\s*20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\Z")
_STROKE = re.compile(r"(?<=[。！？”）])\s*[|｜]\Z")
_HOUSE = re.compile(
    r"(?<=[。！？”])\s*[（(](?:[一-鿿]{0,10}(?:融媒体?(?:中心)?|日报社?|晚报|新闻网|新闻中心|电视台|广播电视台|宣传部|报道组|通讯组)|本报综合|综合报道|完)[）)]\Z"
)
_SUPPLIED = re.compile(r"[一-鿿、]{2,24}[ \u3000]{1,4}(?:供稿|供图|投稿|撰稿|图文|摄影报道)")
_LAST_LINES = 3


def fact_lines(page: Page, take: Take) -> None:
    """Lines above the text that are nothing but facts of the page, however they are put together (N13)."""
    for line in page.head[:20]:
        if not line.taken and _tells_facts(line.text):
            take(page, line, "metadata")


# 云岭市融媒体中心, between the day and the text.
_GIVER = re.compile(r"[一-鿿·]{2,16}(?:融媒体?(?:中心)?|发布|日报|晚报|新闻网?|电视台|网信办|客户端|在线|网)")


def givers(page: Page, take: Take) -> None:
    """The name of who gives a report out, alone on its line right below the day and the hour (N13)."""
    for above, line in itertools.pairwise(page.head[:20]):
        given = above.taken and not line.taken and _HOUR.search(above.text) is not None
        if given and _GIVER.fullmatch(line.text) is not None:
            take(page, line, "metadata")


def _tells_facts(text: str) -> bool:
    if len(text) > _LONGEST_FACTS or text[-1] in "。；！？，" or not _HAS_FACTS.search(text):
        return False
    if _OF_MINUTES.match(text) or _OF_DUTY.match(text):
        return False
    weight = _weight(text)
    return (
        _DAY_AND_HOUR.fullmatch(text) is not None
        or weight > _LEAST_WEIGHT
        or (weight == _LEAST_WEIGHT and (_LABELLED.fullmatch(text) is None or _GIVEN_OUT.match(text) is not None))
    )


def _weight(text: str) -> int:
    """What the pieces of a text weigh together, if they are all facts of a page and one of them tells, else 0."""
    at = weight = 0
    told = False
    while at < len(text):
        for piece, weighs in _PIECES:
            found = piece.match(text, at)
            if found and found.end() > at:
                at = found.end()
                weight += weighs
                told = told or piece in _TELLING
                break
        else:
            return 0
    return weight if told else 0


# ——2026年1月12日在…, 3月4日，…: what begins the text behind the facts.
_MIDST = re.compile(
    r"[ \u3000]*(?:——|--"
    rf"|(?:20\d\d年)?\d{{1,2}}月\d{{1,2}}日(?!{_LABEL}|星期|第|发表|原创)(?:[，,上下凌]|[^\s\d：:|｜]{{2}}))"
)
# 2026/02/11 今日，…: a bare day is the page's where a report begins behind it.
_BEGINS_REPORT = re.compile(r"\s*(?:[今昨近][日天]|日前|本[报网台]讯|\d{1,2}月\d{1,2}日)[，,上下（(]")
_OF_A_DAY = 2
# 浏览次数： 7月14日，…: counters that the page fills in later.
_EMPTY = re.compile(rf"{_LABEL}[：:](?={_MIDST.pattern})")


def stretch(line: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where facts of the page that weigh enough stand within a line, whole and parted from words by blanks."""
    parts = [start] if start else []
    for at in (*parts, *(part.end() for part in _PARTS.finditer(line, start, end))):
        until, weight, told = at, 0, False
        while until < len(line):
            if until > at and _MIDST.match(line, until):
                break  # the text's own day
            if empty := _EMPTY.match(line, until):
                until, weight, told = empty.end(), weight + _LEAST_WEIGHT, True
                continue
            for piece, weighs in _PIECES:
                found = piece.match(line, until)
                if found and found.end() > until:
                    until = found.end()
                    weight += weighs
                    told = told or piece in _TELLING
                    break
            else:
                break
        kept = len(line[at:until].rstrip(_OPENERS)) + at
        parted = kept >= len(line) or line[kept].isspace() or line[kept - 1] in _SHUT
        least = _OF_A_DAY if _BEGINS_REPORT.match(line, until) else _LEAST_WEIGHT
        if told and weight >= least and parted:
            return at, kept
    return None


_OPENERS = " \t\u3000—-_（([【<《"
_SHUT = "】])）"


# Where the facts of a page may begin behind a headline, or end before it.
_PARTS = re.compile(
    r"[\s|｜丨]+|(?=[（(\[【])|(?=(?:20|19)\d\d\s?[-/.年]\s?\d)|(?=(?:发布|更新|发表|文章|信息|稿件)?(?:时间|日期|来源|出处|作者)[：:])"
)
_STROKES = re.compile(r"[|｜丨]")
# 二、实施时间：3月1日至6月30日 is a line of the paper.
_NO_HEADLINE = re.compile(
    r"[。；]|阶段[（(]|(?:责任|牵头|主办|承办|配合|完成|会议|活动|报名|办理|实施|整治|创建|行动|培训|评选|申报|排查|治理|检查|施工)(?:单位|部门|时间|时限|日期)"
    r"|^[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)][ \u3000]?[一-鿿]{2,6}(?:时间|日期|期限)[：:]"
)
_LONGEST_HEADLINE = 200
LEAST_HEADLINE = 4


def beside_headline(text: str) -> tuple[int, int]:
    """Return where the headline stands on a line that holds facts of the page before or behind it as well (N16).

    A bare day behind it without hour, label, source or stroke stays: it may be the document's own.
    """
    start, end = 0, len(text)
    if end > _LONGEST_HEADLINE or not _HAS_FACTS.search(text) or _NO_HEADLINE.search(text):
        return start, end
    if _LABELLED.match(text):
        return start, end
    for part in _PARTS.finditer(text):
        if part.start() < LEAST_HEADLINE or text[part.start() - 1] in "：:】]":
            continue
        if _weight(text[part.start() :]) + bool(_STROKES.search(part[0])) >= _LEAST_BESIDE:
            end = part.start()
            break
    for part in _PARTS.finditer(text, 0, end):
        if part.end() > part.start() and end - part.end() >= LEAST_HEADLINE and part.start() > 0:
            weight = _weight(text[: part.start()])
            if weight and weight + bool(_STROKES.search(part[0])) >= _LEAST_BESIDE:
                start = part.end()
    return start, end


def sections(page: Page, take: Take) -> None:
    """The name of a site's section over a headline that is longer than it (N14)."""
    for label in page.head[:6]:
        if label.taken and _WHERE.fullmatch(label.text):
            _way_below(page.head[label.index + 1 : label.index + 4], take, page)
    lines = [line for line in page.head if not line.taken][:_SECTIONS_WITHIN]
    for line, below in itertools.pairwise(lines):
        if not (len(line.text) <= _LONGEST_SECTION and is_section(line.text)):
            return
        if len(below.text) <= len(line.text) or below.text[-1] in "。：；，":
            return
        take(page, line, "navigation")


def _way_below(lines: list[Line], take: Take, page: Page) -> None:
    """当前位置： with the way through the site on the lines below it, down to the name of a section."""
    last = next((at for at, line in enumerate(lines) if is_section(line.text) or line.text == "正文"), -1)
    for line in lines[: last + 1]:
        take(page, line, "breadcrumb")


def offers(page: Page, take: Take) -> None:
    """A sentence above the text by which a library of papers offers it to the reader, or an account itself (N8)."""
    for line in page.lines[:8]:
        if not line.taken and _OF_ACCOUNT.match(line.text) and len(line.text) <= _LONGEST_OFFER:
            take(page, line, "site_name")
            page.measure()
            return
    for line in page.lines[:4]:
        if not line.taken and len(line.text) <= _LONGEST_OFFER and _OFFER.match(line.text):
            take(page, line, "login_wall")
            page.measure()
            return


def is_portal(text: str) -> bool:
    """Tell a site's name beside its first page: 桑坞素材网 首页."""
    return _PORTAL.fullmatch(text) is not None


def is_section(text: str) -> bool:
    """Tell the name of a section of a site: 时政要闻, 通知公告."""
    return _SECTION.fullmatch(text) is not None


def is_site(text: str) -> bool:
    """Tell the name of a site or of the place it is about, as it stands in a menu: 桑坞新闻网, 走进桑坞."""
    return _SITE.fullmatch(text) is not None


def _is_strewn(text: str) -> bool:
    """Tell what forums strew: many signs, or nothing but pieces of one or two characters with letters among them."""
    if "http" in text:
        return False
    pieces = text.split()
    short = len(pieces) >= _LEAST_PIECES and max(map(len, pieces)) <= len("G0")
    return len(_SIGNS.findall(text)) >= _LEAST_SIGNS or (short and len(_LETTERS.findall(text)) >= _LEAST_LETTERS)


def left_marks(page: Page, take: Take) -> list[tuple[int, int]]:
    """Return a picture's name, a column's mark or the newsroom's name behind the end of a paragraph (N15)."""
    found: list[tuple[int, int]] = []
    left = [line for line in page.lines if not line.taken]
    for line in [line for line in left if line.text[0] < "\x80" or line.text[-1] < "\x80"]:
        before = (
            _STREWN_BEFORE.match(line.text)
            if line.text[0].isascii() and _WORDS.search(line.text, 0, _LEAST_STREWN) is None
            else None
        )
        if before and _is_strewn(before[0]):
            found.append((line.start, line.start + before.end()))
        if not line.text[-1].isascii():
            continue
        if name := _HASH.search(line.text, max(0, len(line.text) - 60)):
            found.append((line.start + name.start(), line.end))
        strewn = _STREWN.search(line.text, max(0, len(line.text) - 200))
        if strewn and _is_strewn(strewn[0]):
            found.append((line.start + strewn.start(), line.end))
    for line in left[-_LAST_LINES:]:
        last = line.text[-1]
        mark = _HOUSE if last in "）)" else _STROKE if last in "|｜" else None if last in "。”：；" else _COLUMN_MARK
        if mark and (m := mark.search(line.text, max(0, len(line.text) - 24))):
            found.append((line.start + m.start(), line.end))
    if left and left[-1].text[-1].isdecimal() and (day := _DIGITS_OF_A_DAY.search(left[-1].text)):
        found.append((left[-1].start + day.start(), left[-1].end))
    for line in left[-_LAST_LINES:]:
        if line.index > page.last and _SUPPLIED.fullmatch(line.text):
            take(page, line, "editor_credit")
    return found

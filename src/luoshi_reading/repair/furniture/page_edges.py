"""What stands at a page's edges and is told by its neighbours: blocks of page facts whose labels have no colon, words
round breadcrumbs and toolbars, disclaimers in whole sentences, advertisements slipped in.

Each function takes lines away or shortens them; ``page_furniture`` says when (N8-N11).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from luoshi_reading.repair.furniture.furniture_rules import Rules
from luoshi_reading.repair.lines import Line, Page

Take = Callable[[Page, Line, str], None]

_LABELS = (
    "索引号|信息索引号|主题分类|信息分类|主题词|关键词|关键字|发文机构|发文机关|发布机构|发布机关|制发机关|制定机关|公开机构"
    "|公开责任部门|责任部门|发文字号|文件字号|文件编号|发文文号|文号|成文日期|成文时间|发文日期|印发日期|发布日期|发布时间"
    "|公布日期|公开日期|生成日期|生效日期|施行日期|失效日期|废止日期|有效性|时效性|时效|效力状态|公开方式|公开范围|公开时限"
    "|公开属性|公开类别|组配分类|体裁分类|服务对象|内容概述|信息名称|文件名称|统一登记号|登记号|信息来源|标题|名称"
    "|发布部门|发布文号|颁布部门|颁布单位|颁布日期|实施日期|发文单位|法规类别|状态"
)
# Short labels are spread to one width: 索 引 号, 文　　号.
_SPREAD = "|".join(r"[ \u3000]*".join(label) for label in sorted(_LABELS.split("|"), key=len, reverse=True))
_LABEL = re.compile(rf"(?:{_SPREAD})")
_LABELLED = re.compile(rf"(?:{_SPREAD})[ \u3000:：|｜]*(?=\S)")
_SET_APART = re.compile(rf"(?:{_SPREAD})[ \u3000:：|｜]+(?P<value>\S.*)")
_SURE_LABEL = re.compile(
    r"(?:信息)?索[ \u3000]*引[ \u3000]*号|发文字号|发文机[构关]|成文日期|主题分类|生成日期|公开方式|公开范围|发布机构"
    r"|发布文号|发布部门|颁布单位"
)
_LONGEST_LABELLED = 120
_LONGEST_VALUE = 24
_LEAST_LABELS = 3
_DATED = re.compile(r"(?:20|19)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_ENDS_SENTENCE = "。；，！？"
_BULLETS = "•·●▪◦*"

# What stands between the arrows holds the blanks round them: parted from it they could be read in many ways.
_TRAIL = re.compile(r"[>»›＞]?[^，。；：>»›＞]{1,30}(?:[>»›＞]{1,2}[^，。；：>»›＞]{1,50}){1,6}[>»›＞]?")
_OF_A_SITE = re.compile(
    "首页|网|政府|局|专栏|公众号|文库|范文|中心|频道|要闻|动态|新闻|公告|通知|文件|公开|栏目|专题|资讯|正文|详情"
)
_FROM_A_SITE = re.compile(r"[^>»›＞]{2,16}(?:网|日报|在线|频道)\s*[>»›＞]{1,2}")
_SHORT_TRAIL = re.compile(r"[^，。；：>»›＞]{1,20}\s*[>»›＞]{1,2}\s*[^，。；：>»›＞]{1,20}")
_TRAIL_ENDS = ("正文", "详情", "内容", "文章", "全文", "阅览", "浏览")
_LONGEST_OVER_TRAIL = 6
_SIGNS_A_SITE = re.compile(
    r"(?:主办|承办|协办|版权|制作)(?:单位)?[：:]|(?:技术支持|运维|运行维护|维护单位)[：:]"
    r"|(?:联系)?地址[：:].{4,80}邮编|(?:新闻|报料|爆料)热线[：:]|投稿邮箱[：:]"
    r"|[一-鿿]{0,8}(?:范文|模板|文库|课件)(?:大全|精选|下载|网)?\Z|\d{1,3}\Z"
)

# 标题：…, below the document beside where it comes from.
_TITLED_BELOW = re.compile(r"(?:原文)?标题[：:]\s*\S")
_MARKS = re.compile(r"[，。；：！？\d]")
_WHERE = re.compile(r"(?:您|你)?(?:现在|当前|目前|所在)?的?(?:位置|所在位置)(?:是|在)?\s*[：:]?")
_MAY_HEAD = re.compile(
    r"(?!.*(?:记者|通讯员)[ \u3000])(?!.*(?:[：:]|\d{4}[-/.年]\s?\d))(?:20\d\d年)?[一-鿿“（《][^。；|｜]{7,}"
)
_LONGEST_SLOGAN = 60
_TRAIL_WITHIN = 30
_STEPS = re.compile(r"\s*[>»›＞→]+\s*")
# 要闻    原创    山东    公司    金融, over everything else.
_SPACED_MENU = re.compile(r"(?:[一-鿿A-Za-z0-9]{2,8}[ \u3000]{2,8}){6,30}[一-鿿A-Za-z0-9]{2,8}")

# 第01版：要闻 over the headlines of a newspaper's page, down to 上一期 下一期 over the report itself.
_LEAF = re.compile(r"第?[ \u3000]*[A-Z]{0,2}\d{1,3}版(?![一-鿿])")
_LEAFED = re.compile(r"(?:[上前]一期[ \u3000|｜/]*[下后]一期|[上前]一篇[ \u3000|｜/]*[下后]一篇)")
_LEAVES_WITHIN = 60
# 要闻 | 原创 | 视频 | 专题: a menu of short words, whatever they are.
_STROKED_MENU = re.compile(r"(?>[一-鿿]{2,6}(?:[ \u3000]*+[|｜][ \u3000]*+|[ \u3000]++)){5,40}+[一-鿿]{2,6}")
_LEAST_STROKES = 4

_DECLARES = re.compile(r"[*※★▲【]?(?:免责|平台|版权|郑重|特别|转载)(?:声明|申明)[】：:]?")
_LONGEST_CAPTION = 60
# 5月6日，县委书记汤敏来到某某公司调研。县融媒体中心记者 邱岚 摄
_LONGEST_SHOWN = 160
_TAKEN_BY = re.compile(
    r"[^。；]{4,60}[ \u3000]+摄影[ \u3000：:]*[一-鿿]{2,3}"
    r"|[^。；]{4,120}(?:。[^。；]{4,60})?[。 \u3000]\s*[一-鿿]{0,16}"
    r"(?:记者|通讯员)[ \u3000：:]*[一-鿿]{2,4}(?:[ \u3000、]+[一-鿿]{2,4})?"
    r"[ \u3000/]*摄(?:影)?"
)
_CAPTION = re.compile(
    r"(?:图[一二三四12345]?为|图片为)[^。；，]{2,30}。(?:[一-鿿 \u3000]{2,10}[ \u3000/／]?摄影?(?:报道)?)?"
    r"|[▲△▼][ \u3000]*[^。；]{2,40}。?[^。；]{0,20}(?:摄影?|供图|图)[）)]?"
    r"|[^。；：（）()]{2,30}[（(][^。；：（）()]{0,20}"
    r"(?:(?:记者|通讯员)[ \u3000]?[一-鿿]{2,4}|(?<![一-鿿])[一-鿿]{2,4}[ \u3000/／])[ \u3000]?(?:摄影?|供图)[）)]"
    r"|[^。；：]{4,40}[。 \u3000]+[一-鿿]{2,3}(?:[ \u3000、]+[一-鿿]{2,3})?"
    r"(?:[ \u3000]*+[/／]|[ \u3000])[ \u3000]*+摄(?:影|影报道)?"
)
# ▲图为汤敏在青石渡口检查渡船, △青石渡口一角; ▲加强巡查 heads what follows, and an order tells what is to be done.
_SHOWN = re.compile(
    r"[▲△▼][ \u3000]*(?![^\n]*(?:[要须应]|完成|确保|不得|落实|负责|\d[月日]底?前))"
    r"(?:[上下左右]?图(?:为|片|中)[^；\n]{2,46}"
    r"|[^。；：，\n]{2,24}(?:正?在)[^。；：\n]{3,30}|[^。；：\n]{2,24}(?:现场|一角|会场|场景|全景|风貌|外景|夜景|合影|留影)(?:图|照片)?)。?"
)
_CONTINUED = re.compile(r"[（(]上接(?:第?[A-Z]?[\d一二三四五六七八]{1,2}版|头版|[A-Z]\d)[^）)]{0,12}[）)]")
_CONTINUES = re.compile(r"[（(](?:紧?下转|转)(?:第?[A-Z]?[\d一二三四五六七八]{1,2}版|[A-Z]\d)[^）)]{0,12}[）)]$")
_ADVERTISES = re.compile(
    r"[【\[][^】\]\n]{2,40}(?:搜集|转载|网络|侵权)[^】\]\n]{0,30}[】\]][ \u3000]*|"
    r"[一-鿿]{0,24}(?:医院|白癜风|癫痫|专科|皮肤病|脱发|治疗|哪家|费用|偏方|中科|军海|名医|祛斑|整形|植发|不孕|男科|妇科)"
    r"[一-鿿]{0,16}[：:]?[ \u3000]*https?://[!-~]+[ \u3000]*"
)


def disclaimers(page: Page, take: Take, rules: Rules) -> None:
    """Claims of rights in whole sentences after the document, which look like running text (N8)."""
    before = -1
    while page.last != before and page.last < len(page.lines) and page.last > page.first:
        before = page.last
        line = page.lines[page.last]
        if line.long or rules.disclaimer.match(line.text) is None:
            return
        take(page, line, "copyright")
        page.measure()


# 《…总结.docx》由会员分享，…请在…文库网上搜索。
_SHARED = re.compile(
    r"[^。\n]{0,120}由(?:会员|网友|用户)(?:自行)?(?:分享|上传)[，,][^。\n]{2,200}(?:阅读|搜索|参考|下载|关注|分享|浏览)[^。\n]{0,20}。?"
)
_SHARERS = re.compile("由(?:会员|网友|用户)")


def shared(page: Page, take: Take) -> None:
    """What a library of papers says of who put a paper there, in a whole sentence of its own (N8)."""
    for line in page.lines if _SHARERS.search(page.text) else ():
        if _SHARED.fullmatch(line.text):
            take(page, line, "copyright")


def leaves(page: Page, take: Take) -> None:
    """The headlines of a newspaper's page over one of its reports, and menus of short words with strokes (N10)."""
    head = page.head[:_LEAVES_WITHIN]
    if head and _LEAF.match(head[0].text):
        last = next((line.index for line in reversed(head) if _LEAFED.match(line.text)), 0)
        if any(not _RUNS.search(line.text) for line in head[last + 1 :]):
            for line in head[:last]:
                take(page, line, "navigation")
    for line in head[:3]:
        strokes = line.text.count("|") + line.text.count("｜")
        if not line.taken and strokes >= _LEAST_STROKES and _STROKED_MENU.fullmatch(line.text):
            take(page, line, "navigation")


_RUNS = re.compile("[。；]|[上下]一[期版篇]")


def labelled_blocks(page: Page, take: Take) -> None:
    """A table of page facts whose labels lost their colons: 索引号 000014 主题分类 水利 (N9)."""
    head = [line for line in page.head[:40] if not line.taken]
    rows = [line for line in head if _is_labelled(line.text)]
    alone = [line for line in head if _LABEL.fullmatch(line.text)]
    labels = sum(len(_LABEL.findall(line.text)) for line in rows) + len(alone)
    if labels >= _LEAST_LABELS and any(_SURE_LABEL.match(line.text) for line in (*rows, *alone)):
        title = next((line for line in reversed(head) if line not in rows and line not in alone), None)
        lines = {line.text for line in page.lines}
        for line in head:
            apart = _SET_APART.fullmatch(line.text)
            if line in rows or (apart and (line.text[-1] not in _ENDS_SENTENCE) and _is_known(apart["value"], lines)):
                take(page, line, "metadata")
        for label in alone:
            take(page, label, "metadata")
            value = page.lines[label.index + 1] if label.index + 1 < len(page.lines) else None
            if value is None or value is title or value.taken or _LABEL.fullmatch(value.text):
                continue
            if len(value.text) <= _LONGEST_LABELLED and value.text[-1] not in _ENDS_SENTENCE + "：":
                take(page, value, "metadata")
    for line in head:
        if line.text[0] in _BULLETS and _DATED.fullmatch(line.text.strip(_BULLETS + " \u3000")):
            take(page, line, "metadata")


def _is_known(value: str, lines: set[str]) -> bool:
    """Tell the value of a page's fact: short, or the title that stands on a line of its own as well."""
    return value in lines or len(value) <= _LONGEST_VALUE


def _is_labelled(text: str) -> bool:
    """Tell a line that is nothing but labels with their values."""
    return (
        len(text) <= _LONGEST_LABELLED
        and text[-1] not in _ENDS_SENTENCE
        and _LABELLED.match(text) is not None
        and (len(_LABEL.findall(text)) > 1 or _SURE_LABEL.match(text) is not None or _DATED.search(text) is not None)
    )


def trails(page: Page, take: Take) -> None:
    """A way through a site above the headline, and the words of a menu over it (N10)."""
    for line in page.head[:12]:
        if line.taken or line.text[-1] in _ENDS_SENTENCE:
            continue
        sure = line.text.endswith(_TRAIL_ENDS) or _FROM_A_SITE.match(line.text)
        if "</" in line.text or (_SHORT_TRAIL.fullmatch(line.text) and not sure):
            continue
        if _OF_A_SITE.search(line.text) and _TRAIL.fullmatch(line.text):
            take(page, line, "breadcrumb")


def words_beside(page: Page, take: Take, rules: Rules) -> None:
    """A menu's word alone beside furniture, any short word over a breadcrumb, who made the site (N10)."""
    lines = page.lines
    if lines and not lines[0].taken and _SPACED_MENU.fullmatch(lines[0].text):
        take(page, lines[0], "navigation")
    trail = next((line.index for line in page.head[:_TRAIL_WITHIN] if line.taken and _is_trail(line.text)), 0)
    _section_below(page, take, trail)
    # The headline stands below the way through the site, where a line is left that may be it.
    longest = _LONGEST_SLOGAN if _headed(page, trail + 1) else _LONGEST_OVER_TRAIL
    for line in lines[:trail]:
        if not line.taken and len(line.text) <= longest and line.text[-1] not in _ENDS_SENTENCE:
            take(page, line, "navigation")
    head = list(reversed(page.head))
    for edge in (page.head, head, page.tail, list(reversed(page.tail))):
        for line in edge:
            if line.taken or line.long:
                continue
            beside = lines[max(0, line.index - 1) : line.index] + lines[line.index + 1 : line.index + 2]
            if not any(other.taken for other in beside):
                continue
            followed = line.index + 1 < len(lines) and lines[line.index + 1].taken
            if line.text in rules.menu and (followed or line.text not in rules.topics):
                take(page, line, "navigation")
            elif line.index > page.last and (_TITLED_BELOW.match(line.text) or _between(lines, line)):
                take(page, line, "metadata")
            elif line.index > page.last and _DECLARES.fullmatch(line.text):
                take(page, line, "copyright")
            elif line.index > page.last and _SIGNS_A_SITE.match(line.text) and line.text[-1] not in _ENDS_SENTENCE:
                take(page, line, "contact_block")


def _section_below(page: Page, take: Take, trail: int) -> None:
    """Below the way through a site the name of the section that it ends in: 首页 > 桑坞政府报告, 桑坞政府报告."""
    way = page.lines[trail] if trail < len(page.lines) else None
    below = page.head[trail + 1] if way and way.taken and trail + 1 < len(page.head) else None
    if way and below and not below.taken and below.text == _STEPS.split(way.text)[-1] and _headed(page, trail + 2):
        take(page, below, "navigation")


def _headed(page: Page, start: int) -> bool:
    """Tell whether a line that may be the headline is left above the text, from here on."""
    return any(not line.taken and _MAY_HEAD.match(line.text) for line in page.head[start:])


def _is_trail(text: str) -> bool:
    return any(mark in text for mark in ">»›＞→") or _WHERE.match(text) is not None


def _between(lines: list[Line], line: Line) -> bool:
    """Tell a short line without a mark that stands between two pieces of furniture below the document."""
    return (
        len(line.text) <= _LONGEST_SLOGAN
        and not _MARKS.search(line.text)
        and line.index + 1 < len(lines)
        and lines[line.index - 1].taken
        and lines[line.index + 1].taken
    )


def captions(page: Page, take: Take) -> list[tuple[int, int]]:
    """Take captions that read like sentences; return where a newspaper says that a report goes on elsewhere (N12)."""
    found: list[tuple[int, int]] = []
    pictured, continued = "摄" in page.text, "上接" in page.text
    for line in page.lines:
        if line.taken or line.long:
            continue
        taken = pictured and "摄" in line.text
        if (
            taken
            and (line.text[-1] in "摄影" or "摄影" in line.text[-8:])
            and len(line.text) <= _LONGEST_SHOWN
            and _TAKEN_BY.fullmatch(line.text)
        ):
            take(page, line, "image_caption")
            continue
        shown = len(line.text) <= _LONGEST_CAPTION and (taken or line.text[0] in "图▲△▼")
        if shown and (
            _CAPTION.fullmatch(line.text) or (_SHOWN.fullmatch(line.text) and not _beside_marked(page, line))
        ):
            take(page, line, "image_caption")
        elif continued and line.text[0] in "（(" and (before := _CONTINUED.match(line.text)):
            found.append((line.start, line.start + before.end()))
        elif (
            line.text[-1] in "）)"
            and "转" in line.text[-20:]
            and (after := _CONTINUES.search(line.text, max(0, len(line.text) - 20)))
        ):
            found.append((line.start + after.start(), line.end))
    return found


def _beside_marked(page: Page, line: Line) -> bool:
    """Tell a line of a list, whose neighbour begins with the same mark."""
    beside = (*page.lines[max(0, line.index - 1) : line.index], *page.lines[line.index + 1 : line.index + 2])
    return any(other.text[0] == line.text[0] for other in beside)


def advertisement(page: Page) -> tuple[int, int] | None:
    """Return where an advertisement with its address stands before the text, or None (N11)."""
    line = page.lines[0] if page.lines else None
    found = _ADVERTISES.match(line.text) if line else None
    if line is None or found is None:
        return None
    return line.start, line.start + found.end()

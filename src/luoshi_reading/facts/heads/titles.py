"""The document's title. Rule R65."""

from __future__ import annotations

import re

from luoshi_reading.facts.heads.broken_headlines import mended, with_unit_above
from luoshi_reading.facts.heads.mastheads import masthead_length, newsletter
from luoshi_reading.facts.heads.no_headlines import NEVER_HEADS, is_no_headline
from luoshi_reading.facts.heads.title_edges import ALSO, AROUND, COLUMN, OCCASION, TOOLS, undoubled

SALUTATION = re.compile(
    r"[：:]$|^各(?:位|市|县|区|省|乡|镇|单位|部门|党|党委|科)|^尊敬的|^同志们|^(?:问|答|主持人)[：:]"
)
HEADLINE_MARK = re.compile(r"[。；!！?？，,]")
KICKER = re.compile(
    r"(?:强调|指出|要求|时说|表示|时强调|提出)[：:]?$|^——|^(?:[省市区县州]委|[省市区县州]政府).{2,30}(?:召开|举行)$"
)
FRONT_TITLE = re.compile(r"^title[:：][ \t]*(\S[^\n]*?)[ \t\r]*$", re.M | re.I)
SITE = re.compile(r"[_|｜\-–—]\s*[^_|｜\-–—]{2,20}(?:网|频道|政府|门户|在线|新闻|客户端|日报|晚报|公众号)$")
DATELINE = re.compile(
    r"^(?:来源|发布|时间|日期|作者|发文|索引|文号|字号|浏览|点击|编辑|记者)|^20\d\d[-年/.]\d{1,2}[-月/.]"
    # the fields of minutes
    r"|^(?:会议|活动)?(?:时[ \u3000]*间|地[ \u3000]*点|日[ \u3000]*期|主持人?|记录人?|主题|议题|内容|议程)[：:]"
    r"|^(?:参[会加]|出席|列席|缺席|请假)(?:人员|领导|人|单位)?[：:]"
)
# The day of a newspaper's page, above the headline; 本报桑坞讯 3月12日上午，县长 is a sentence that goes on below.
BEGINS_WITH_DAY = re.compile(
    r"(?:(?:本|[一-鿿]{2,10})[报网社台媒][一-鿿]{0,6}[讯电][ \u3000]*)?(?:20\d\d年)?"
    r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:[上下]午|晚上?)?[，,]"
)
# 1月11日上午, on a line of its own: the sentence goes on below.
BROKEN_DAY = re.compile(r"(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚上?)$")
ONLY_DAY = re.compile(
    r"[（(【\[]?20\d\d[-－年/.]\d{1,2}[-－月/.]\d{1,2}日?(?:[ \u3000]*星期[一二三四五六日天])?[）)】\]]?$"
)
# 中共某省委书记 汤敏, over his address: who speaks.
NAMED_SPEAKER = re.compile(
    r"^(?:[一-鿿、]{4,40}(?:书记|主任(?:委员)?|主席|委员|[省市县区州局厅部院]长|检察长)|代?[省市县区州]长)"
    r"[ \u3000]+[一-鿿]{1,2}[ \u3000]?[一-鿿]{1,2}$"
)
NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、]|第[一二三四五六七八九十]+[章条节])"
)
PAPER_TITLE = re.compile(
    r"(?:意见|通知|方案|办法|计划|规划|措施|决定|通告|公告|公报|报告|纪要|条例|细则|决议|要点|批复|函|讲话|通报|请示|预案|规定|指南|指引|规程|倡议书|公开信)(?:[（(][^）)]*[）)])?》?$"
)
LONGEST_TITLE = 80
SHORTEST_TITLE = 4
# With a comma in it: …主持召开…专题会议，研究部署…等工作.
SHORT_TITLE = 40
LONG_TITLE = 60
TELLS_OF_MEETING = re.compile(
    r"[^，。；！？]{2,60}(?:召开|举行|主持|出席|调研|督导|检查)[^，。；！？]{2,60}[，,][^，。；！？\d]{4,30}"
)


def find_title(text: str, metadata: tuple[str, ...]) -> tuple[str | None, int, int]:
    """Return the title with its place in the text, or (None, 0, 0) where none stands there (R65)."""
    for stretch in metadata:
        front = FRONT_TITLE.search(stretch)
        title = SITE.sub("", front[1].strip("\"' ")) if front else ""
        if len(title) >= SHORTEST_TITLE:
            at = text.find(title)
            return title, max(at, 0), at + len(title) if at >= 0 else 0
    if told := _as_follows(text):
        return told
    masthead = masthead_length(text)
    if masthead and (letter := newsletter(text, masthead)):
        return letter
    lines = _headlines(text, masthead)
    if masthead and not lines and (bulletin := BULLETIN_TITLE.match(text)):
        return bulletin["title"], bulletin.start("title"), bulletin.end("title")
    if lines and (named := _in_facts(metadata)):
        lines = next((lines[at:] for at, row in enumerate(lines) if row[0] == named), lines)
    if len(lines) == 1 and BELOW_TITLE.match(lines[0][0]):
        lines = []
    if not lines:
        running = RUNNING_IN.match(text)
        if running and (running["addressed"] is None or HANDS_ON.search(running["title"])):
            return re.sub(r"[ \u3000]{2,}", "", running["title"]), running.start("title"), running.end("title")
        if (before := RUN_BEFORE_REPORT.match(text)) and OF_NEWS.search(before["title"]):
            return before["title"], before.start("title"), before.end("title")
        handed = _handed_down(text)
        return handed if handed[0] else (_in_facts(metadata), 0, 0)
    title, start, end = with_unit_above(text, _chosen(text, lines))
    # 槐政办发〔2026〕5号关于…的通知; …的通知.doc
    number = NUMBER_BEFORE.match(title)
    title = AROUND.sub("", title[number.end() :] if number else title)
    whole = IN_MARKS.fullmatch(title)
    return undoubled(whole["title"] if whole else title), start, end


# 桑坞县政府督查通报 over 2026年第5期 and its points: a bulletin of one paper is called so.
BULLETIN_TITLE = re.compile(r"\s*(?P<title>[一-鿿]{4,24}(?:通报|纪要))[ \u3000]*\n")
# ——2026年1月12日在…会议上, alone: the line over it is lost.
BELOW_TITLE = re.compile(r"(?:——|--|—)[ \u3000]?(?:20\d\d年|在)")
# 《…关于印发〈…〉的通知》, as a page quotes its own paper.
IN_MARKS = re.compile(r"《(?P<title>[^《》]{6,})》")
# …会议上的讲话（二〇二六年三月十二日）同志们：; …会议记录 时间：…: the title of a text whose lines are lost.
RUNNING_IN = re.compile(
    r"(?:[^\S\n]*+\n)*+[^\S\n]{0,40}(?:编号[：:][ \u3000]*\d{1,12})?(?:1[、.．][ \u3000]?)?"
    r"(?P<title>[^。；：:！？\n]{4,70}?"
    r"(?:(?:报告|讲话|致辞|主持词|发言|祝词)(?:稿|提纲)?(?:[（(][^（）()月\n]{2,20}[）)])?"
    r"(?=[^。；：:！？\n]{0,60}(?:各位(?:代表|委员|领导|来宾|同志)|同志们)[^。\n]{0,12}[：:])"
    r"|(?:记录|纪要)(?=[ \u3000]*(?:会议)?(?:时间|日期|地点)[：:])"
    # …会议上的讲话文稿在渔港即将开港之际，…; …的意见各地级以上市人民政府，省政府各部门：
    r"|会议?上的(?:讲话|发言|致辞|表态发言|主持词)(?:文稿|稿|提纲|材料|范文)(?=[一-鿿])"
    # …的实施意见槐政发〔2026〕69号2026-11-03为贯彻…
    r"|(?:(?<=[一-鿿]{4})|(?<=》的))(?:通知|意见|办法|方案|通告|决定)"
    r"(?=[ \u3000]*(?!的)[一-鿿]{1,8}[〔\[（(]20\d\d[〕\])）][ \u3000]?\d{1,4}号)"
    # …工作方案为深入贯彻…，切实改善…。
    r"|(?<=[一-鿿]{3})(?:方案|意见|办法|计划|规划|预案|细则|要点)(?=20\d\d年是|为了?(?:深入|进一步|切实|全面|认真|扎实|更好|贯彻|落实"
    r"|加强|做好|推进|提升|推动|保障|确保|规范|巩固|有效|加快|促进)[^。\n]{6})"
    # 1、…工作方案一、工作目标…, as libraries bring a paper
    r"|(?<=[一-鿿]{6})(?:方案|计划|要点|意见|办法|报告|总结|通知)"
    r"(?=[ \u3000]*一、(?:指导思想|总体|工作目标|目标任务|主要目标|基本|组织|工作|整治|任务|20\d\d年))"
    r"|(?P<addressed>(?:(?<=[一-鿿]{4})|(?<=》的))(?:通知|意见|办法|方案|指南|通告|函)(?=各(?:地级|市|县|区|州|乡|镇|街道|省|单位|部门|有关|科|处)[^。；：:！？\n]{0,120}[：:]))))"
)
HANDS_ON = re.compile("关于|印发|转发")
OF_NEWS = re.compile("召开|举行|开幕|闭幕|强调|调研|讲话|出席|部署|启动|会见|督导|检查|会议")
# 桑坞县渡口会议召开 汤敏讲话 本报讯（记者…）3月12日，: a headline before its report, on one line.
RUN_BEFORE_REPORT = re.compile(
    r"(?:[^\S\n]*+\n)*+[^\S\n]{0,40}(?P<title>(?!本[报网台]|[一-鿿]{2,10}讯|\d{1,2}月)[^。；：:！？，\n]{8,50}?)"
    r"(?:[ \u3000]*+(?=本[报网台]讯[（(])|[ \u3000]++(?=[一-鿿]{2,8}(?:讯|消息)[ \u3000（(]"
    r"|(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[，,]|[上下]午))|(?<=[会议])(?=\d{1,2}月\d{1,2}日(?:[，,]|[上下]午)))"
)


# 某市发布关于…的通知。全文如下：, over the paper itself.
AS_FOLLOWS = re.compile(r"(?:全文|原文|内容|通知|文件)如下[：:][ \u3000]*\n")
FOLLOWS_WITHIN = 800


def _as_follows(text: str) -> tuple[str, int, int] | None:
    """The title of the paper that a page gives out word for word behind a sentence of its own."""
    found = AS_FOLLOWS.search(text, 0, FOLLOWS_WITHIN) if text.find("如下", 0, FOLLOWS_WITHIN) >= 0 else None
    lines = _headlines(text[found.end() :]) if found else []
    if found is None or not lines:
        return None
    title, start, end = _chosen(text[found.end() :], lines)
    if not PAPER_TITLE.search(title) or HANDS_ON.search(title) is None:
        return None
    return title, found.end() + start, found.end() + end


# 名　称：关于…的通知, in a page's block of facts, where the page repeats it nowhere else.
IN_FACTS = re.compile(
    r"(?:^|\n|\s)(?:(?:信息|文件)?名[ \u3000]*称|标[ \u3000]*题)[ \u3000]*[：:][ \u3000]*"
    r"(?P<title>(?:20\d\d年)?[一-鿿“《][^\n：:]{5,78}?)(?=\s*(?:\n|$|索[ \u3000]*引|发[文布]|文[ \u3000]*号|主题|信息))"
)


def _in_facts(metadata: tuple[str, ...]) -> str | None:
    """The title that only a page's block of facts gives."""
    found = next(filter(None, map(IN_FACTS.search, metadata)), None)
    return (
        found["title"]
        if found and (TITLED in re.sub(r"\s", "", found[0]) or PAPER_TITLE.search(found["title"]))
        else None
    )


# Where a page says 标题：, it means the headline, whatever it tells.
TITLED = "标题"


NUMBER_BEFORE = re.compile(r"[一-鿿]{1,12}[〔\[（(]20\d\d[〕\])）][ \u3000]*第?\d{1,4}号[ \u3000]*(?=[^\s]{6})")


# …的通知索引号 0001 发布机构 某镇: the page's facts, run into the title.
FACTS_BEHIND = re.compile(
    r"(?<=的通知|的意见|的决定|的批复|的公告)[ \u3000]*(?:索[ \u3000]?引[ \u3000]?号|发[布文]机构|主题分类).*$"
)


def _chosen(text: str, lines: list[tuple[str, int, int]]) -> tuple[str, int, int]:
    """Of the lines above the body the headline, with the lines that belong to it joined."""
    lines = mended(lines)
    chosen = lines[0]
    while len(lines) > 1 and BARE_UNIT.match(chosen[0]) and not OF_THE_UNIT.search(lines[1][0]):
        lines = lines[1:]
        chosen = lines[0]
    if chosen[0] in ("会议纪要", "专题会议纪要"):  # a bare letterhead, over what they are about
        chosen = next((row for row in lines[1:] if ABOUT_MINUTES.match(row[0])), chosen)
    if KICKER.search(chosen[0]) and len(lines) > 1 and ALSO.match(lines[1][0]) is None:
        return _paired(text, lines[1:])
    if slogan := _slogan(lines):
        return slogan
    for last in range(1, min(len(lines), MOST_TITLE_LINES)):
        resolved = SESSION.search(lines[last - 1][0]) is not None and RESOLVES.match(lines[last][0]) is not None
        above, below = lines[last - 1][0], lines[last][0]
        if not (PASSES_ON.search(above) and below.endswith("的通知")) and (
            PAPER_TITLE.search(_close(above))
            or not (
                resolved
                or _runs_on("".join(row[0] for row in lines[:last]))
                or (AIMS.match(above) and AIM.match(below))
            )
        ):
            break
        if PASSES_ON.search(below) and last + 1 < len(lines) and lines[last + 1][0].endswith("的通知"):
            continue
        if PAPER_TITLE.search(_close(below)):
            start, end = chosen[1], lines[last][2]
            return re.sub(r"[^\S\n]*+\n\s*+", "", _close(text[start:end].strip())), start, end
    return chosen


ABOUT_MINUTES = re.compile(r"(?:关于|研究).{4,60}纪要$")
# 关于印发2026年《政府工作报告》, over 重点任务分工的通知.
PASSES_ON = re.compile(r"关于(?:印发|转发|分解|落实)[^《》]{0,12}《[^《》]+》$")
# 云岭市进一步激发渔业活力, over 促进一季度增长的若干措施.
AIMS = re.compile(r"[一-鿿]{2,12}?(?:关于)?(?:进一步|全面|加快|深化|推进|推动|促进|支持|加强)[一-鿿]{4,20}$")
AIM = re.compile(
    r"(?:促进|推动|推进|支持|加快|全面|加强|打造|实现|确保)[^。！；]{2,30}(?:措施|方案|意见|办法|规划|计划)$"
)
# …第三次会议, over 关于…的决议.
SESSION = re.compile(r"第[一二三四五六七八九十百\d]+次(?:全体)?(?:代表)?(?:会议|大会)$")
RESOLVES = re.compile(r"关于[^，。]{2,60}(?:决议|决定|公报|公告)$")
# 桑坞县青石镇, over 青石镇召开…会议: whose page it is; over a paper's name it is the issuer.
BARE_UNIT = re.compile(
    r"(?:中共)?[一-鿿]{2,9}[省市县区州旗](?:[一-鿿]{2,8}(?:[镇乡局委办]|街道|政府|办公室|中心))?$|[一-鿿]{2,4}(?:[镇乡]|街道)$"
)
OF_THE_UNIT = re.compile(rf"^关于|^印发|^转发|^《|^20\d\d|^[^一-鿿]|{PAPER_TITLE.pattern}")
# 持续兴起学习热潮 / 推动全会精神家喻户晓: two lines of one measure below the kicker.
MEASURE = 3
SHORT_VERSE = 6


def _paired(text: str, lines: list[tuple[str, int, int]]) -> tuple[str, int, int]:
    """The headline below a kicker, with the second line of a couplet."""
    first, start, end = lines[0]
    if len(lines) > 1 and not HEADLINE_MARK.search(first) and not PAPER_TITLE.search(first):
        second, _, last = lines[1]
        verses = min(len(first), len(second)) >= SHORT_VERSE and abs(len(first) - len(second)) <= MEASURE
        if verses and not (HEADLINE_MARK.search(second) or PAPER_TITLE.search(second) or BYLINE.search(second)):
            return f"{first} {second}", start, last
    return first, start, end


MOST_SLOGAN_LINES = 3


def _slogan(lines: list[tuple[str, int, int]]) -> tuple[str, int, int] | None:
    """The lines of a slogan over the occasion of a speech."""
    last = next((at for at, row in enumerate(lines[: MOST_SLOGAN_LINES + 1]) if OCCASION.match(row[0])), 0)
    slogan = lines[:last]
    if last < 2 or any(PAPER_TITLE.search(row[0]) or BYLINE.search(row[0]) for row in slogan):
        return None
    return " ".join(row[0] for row in slogan), slogan[0][1], slogan[-1][2]


# 汤敏主持, 本报记者 汤敏, below the headline.
BYLINE = re.compile(r"记者|通讯员|主持|出席|讲话|[省市县区州局]长|书记|\d|^——|[：:]")


# 现将《…工作要点》印发给你们, above a paper that begins with whom it is sent to.
HANDING_DOWN = re.compile(
    r"《(?P<title>[^《》\n]{6,80}(?:《[^《》\n]{2,60}》)?[^《》\n]{0,30})》(?:[（(][^（）()\n]{2,8}[）)])?"
    r"(?:(?:已|业)?经[^。\n]{2,60}[，,])?(?:现|予|予以|随文){0,3}(?:[印转下]发|公布|发布)"
)
# 现将桑坞县渔港整治工作方案印发给你们, without marks: the same words stand below on a line of their own.
HANDED_UNMARKED = re.compile(
    r"现(?:将|把)(?P<title>[^。；\n]{4,80}(?:方案|意见|办法|要点|计划|规划|细则|规定|措施|预案|清单|制度|分工))"
    r"(?:[（(][^（）()\n]{2,8}[）)])?(?:予以|随文)?(?:[印转下]发|公布|发布)"
)
HANDED_WITHIN = 800
BRACKET_AT_END = re.compile(r"[（(][^（）()]{1,12}[）)]$")


def _handed_down(text: str) -> tuple[str | None, int, int]:
    """The title of the paper that is handed down, on lines of its own, where the one above it has none."""
    named = HANDING_DOWN.search(text, 0, HANDED_WITHIN) or HANDED_UNMARKED.search(text, 0, HANDED_WITHIN)
    if named is None:
        return None, 0, 0
    # 《…预案（修订）》: the bracket stands on the line below, or nowhere.
    for title in (named["title"], BRACKET_AT_END.sub("", named["title"])):
        broken = "\n?".join(map(re.escape, title))
        if re.compile(f"\n{broken}\n").search(text, named.end()):
            return title, 0, 0  # what stands above it may order as well
    return None, 0, 0


# A title of a few lines: the issuer, 关于印发《…, …》的通知.
MOST_TITLE_LINES = 5
SPACED = re.compile(r"(?<=[讲通报决公])[ \u3000]+(?=[话知告定])")


def _close(line: str) -> str:
    """Bring 讲　　话 and 通　　知 together."""
    return SPACED.sub("", line)


def _runs_on(line: str) -> bool:
    """A title broken over two lines: the first is an issuer or begins 关于 and does not end."""
    if line.count("《") > line.count("》") or line.endswith(("的", "、", "和", "暨")):
        return True
    if SPEAKER.search(line):
        return True
    return "关于" in line or ISSUER.search(line) is not None


ISSUER = re.compile(
    r"(?:人民政府|[省市县区州旗]委|党组|党工委|管委会|办公厅|办公室|委员会|局|厅|党委|法院|检察院)(?:印发|转发|公布)?$"
)


# 陆千帆同志, on a line of its own above 在…会议上的讲话.
SPEAKER = re.compile(r"^[一-鿿 \u3000]{2,20}(?:同[ \u3000]*志|书记|[省市县区州]长|主任|局长)$")
TWO_WORDS = re.compile(r"^[一-鿿]{2,3}$")


def _headlines(text: str, start: int = 0) -> list[tuple[str, int, int]]:
    """The short lines above the body, before any sentence (R65)."""
    found: list[tuple[str, int, int]] = []
    for _ in range(8):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = FACTS_BEHIND.sub("", text[start:end].strip(" \u3000\t\r"))
        if line:
            if RED_HEAD.search(line):
                whole = _close("".join(row[0] for row in found))
                if OFFICE_DAY.search(line) and any(len(row[0]) >= LONG_HEADLINE for row in found):
                    start = end + 1
                    continue
                if not (PAPER_TITLE.search(whole) and HANDS_ON.search(whole)) and not any(
                    (len(row[0]) >= PLAIN_TITLE or row[0].endswith("会议纪要")) and NAMES_PAPER.search(_close(row[0]))
                    for row in found
                ):
                    found.clear()
                start = end + 1
                continue
            if NAMED_SPEAKER.match(line) or (
                not found
                and (
                    ONLY_DAY.match(line)
                    or NEVER_HEADS.match(line)
                    or is_no_headline(line)
                    or _is_scrap(line)
                    or COLUMN.fullmatch(line)
                    or TOOLS.fullmatch(line)
                )
            ):
                start = end + 1
                continue
            if not _is_headline(line) and not (not found and line.endswith("强调：") and len(line) <= SHORT_TITLE):
                break
            found.append((line, start, end))
        if end >= len(text):
            return found
        start = end + 1
    return found


def _is_scrap(line: str) -> bool:
    """Tell a word of two or three characters that names no paper."""
    return TWO_WORDS.match(line) is not None and PAPER_TITLE.search(line) is None


# 通知公告 over the number is a section of the site.
PLAIN_TITLE = 8
NAMES_PAPER = re.compile(rf"{PAPER_TITLE.pattern}|(?:分解|分工|任务|责任|一览|进度)表$|清单$")
# What may stand over a title: the letterhead, the number, 附件1, 讲话稿, an office and its day.
RED_HEAD = re.compile(
    r"^[^，。；《》]{4,40}(?:政府|委员会|办公室|办公厅|[委局厅部院会组])文[ \u3000]*件$"
    r"|^附[ \u3000]*件[ \u3000]*[\d一二三四五]{0,2}[：:]?$"
    r"|^[一-鿿]{0,14}[〔\[（(]20\d\d[〕\])）][ \u3000]*第?\d{1,4}[号期](?:[ \u3000]+签发人[：:].{0,12})?$"
    r"|^[一-鿿]{2,20}(?:政府|委员会|办公[室厅]|[委局厅部院会组])[ \u3000]*[\d一-鿿〇○]{4}年[\d一-鿿]{1,3}月.{1,3}日$"
    r"|^(?:特急|急件|加急|特提|平急|机密|秘密|内部(?:资料|文件|使用)?)(?:[★☆].{0,6})?$|^(?:讲话|发言)[稿材料]{1,2}$"
)


# 市政府办公室 2026年1月20日, under a headline that is no paper's name: who gave it out and when.
OFFICE_DAY = re.compile(r"(?:政府|办公[室厅]|[局委厅])[ \u3000]*20\d\d年\d{1,2}月\d{1,2}日$")
LONG_HEADLINE = 12


def _is_headline(line: str) -> bool:
    if len(line) > LONGEST_TITLE or line.endswith(("。", "；", "：", ":", "，")) or NUMBERED.match(line):
        return False
    if BROKEN_DAY.match(line) or SALUTATION.search(line) or DATELINE.search(line):
        return False
    if "。" in line or "\t" in line or BEGINS_WITH_DAY.match(line):
        return False
    if not HEADLINE_MARK.search(line) or len(line) <= SHORT_TITLE:
        return True
    bare = AROUND.sub("", line)
    return len(bare) <= SHORT_TITLE or (len(bare) <= LONG_TITLE and TELLS_OF_MEETING.fullmatch(bare) is not None)

"""The day a page was given out, and the days that words of a report mean when counted from it. Rules R52, R54."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as Date  # noqa: N812 - beside timedelta it reads as the type it is
from datetime import timedelta

# 上午9时, 19时30分, 14：30许, 星期四, （周四）: what may stand right behind a day.
HOUR = (
    r"(?:(?:[上中下]午|早[上晨]|清晨|凌晨|傍晚|晚[上间]?)?\d{1,2}(?:[时点]|[：:]\d{2})(?:\d{1,2}分|半|整|许)?"
    r"|早[上晨]|清晨|凌晨|中午|傍晚|[（(]?(?:星期|周)[一二三四五六日天][）)]?(?:[上下]午)?)?"
)
# 2024 年/1 月/29 日, as archives of newspapers write.
WRITTEN = re.compile(r"(20\d\d)\s?[-－年/.]\s?/?\s?(\d{1,2})\s?[-－月/.]\s?/?\s?(\d{1,2})")
# 20260312, below the report.
DIGITS = re.compile(r"(20\d\d)([01]\d)([0-3]\d)")
# 08.09.2016 21:01, as pages abroad write.
DAY_FIRST = re.compile(r"\s*(\d{2})\.(\d{2})\.(20\d\d)(?:\s+\d{1,2}:\d{2})?\s*\Z")
# 归档时间：2027-11-15, 今天是2026年5月6日: days of the site, not of the page.
OF_THE_SITE = re.compile(
    r"(?:归档|入库|采集|抓取|收录|失效|有效|废止|生效|施行|实施|下载|打印|截止)(?:时间|日期|期)?(?:至|到)?\s*[：:]?\s*\Z|今天是[：:]?\s*\Z|截至\s*\Z|GMT[+-]\d+[，,]?\s*\Z"
)
# 某某日报 2026年3月12日, under the headline.
PAPER_BEFORE = re.compile(r"^[一-鿿]{1,10}(?:报|网|新闻|在线|发布)[ \u3000]+(?=20\d\d)")
# 2026年3月12日 08:12 某某日报 汤敏: the rest of the page's line.
PAGE_LINE = re.compile(
    r"[ \u3000]*(?:\d{1,2}[：:]\d{2}(?:[：:]\d{2})?(?:[ \u3000]+[一-鿿]{2,10}){0,3}"
    r"|[一-鿿]{1,10}(?:报|网|新闻|在线|发布)(?:[ \u3000]+[一-鿿]{2,4})?)?[ \u3000]*(?:\n|\Z)"
)
GIVEN_OUT = re.compile(r"(?:发布|发表|发稿|公布|公开|发布于|发表于)(?:时间|日期)?\s*[：:]?\s*\Z")
# 2026-05-06 15:55:22 来源：…: the page's own, where another day stands for today's.
TIMED = re.compile(r"日?\s*\d{1,2}[：:]\d{2}(?:[：:]\d{2})?\s*(?:来源|作者|编辑)")
# 發(fā)布日期, and 发布时间：26年05月06日.
SPELT = re.compile(r"[（(][a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{1,6}[）)]")
SHORT_YEAR = re.compile(r"(?<=[间期][：:])(?=\d\d年\d{1,2}月\d{1,2}日)")
LABEL_WITHIN = 12
DAYS_BEFORE = {"今": 0, "昨": 1, "前": 2}
# 昨天下午，市委召开…: told from the day of the page.
TOLD = re.compile(
    r"(?:^|[。\n）)】讯电]|，于"
    # 渔港联席会议昨日召开
    r"|(?:^|[\n）)】讯电])[一-鿿“”]{4,30}会议?(?=昨[天日](?:[上下]午)?在?[^，。\n]{0,16}[召举]))[ \u3000]*"
    r"(?P<told>[今昨前])(?:[（(]\d{1,2}[）)])?[天日]"
    r"(?:[上下]午|晚上?|晚间|早上|凌晨)?+(?![（(])"
    r"(?=[，,]?[^。\n]{0,110}(?:召开|举行|举办|主持|开幕|闭幕|启动|调研|会见|来到|深入|套开|督导|督查|检查|部署|察看|看望|慰问|率队|带队))"
)
# 11日上午，…召开: the month is the page's. 74日上午: the sign between month and day is lost.
MEETS = "召开|举行|举办|主持|开幕|闭幕|启动|调研|会见|来到|深入|督查|检查|督导|赴"
BARE = re.compile(
    r"(?:^|[。\n）)】讯电])[ \u3000]*(?P<first>\d{1,2}[.．]|)(?P<digits>\d{1,4})日(?:[上下]午|晚上?|晚间|凌晨)?[，,]"
    rf"(?=[^。\n]{{0,110}}(?:{MEETS}|开工|签[订约署]|获悉))"
)
# …会议12日在县城召开, 县长12日主持召开, 在12日召开的…会上, 为…，12日，: in the first two sentences.
WITHIN = re.compile(
    r"(?:[一-鿿](?<![月至到前])(?=\d{1,2}日(?:[上下]午|晚上?)?"
    rf"(?:(?:在[^，。\n]{{1,14}})?(?:隆重)?(?:{MEETS})|从[^，。\n]{{2,24}}获悉))"
    r"|(?:\A|[。！？\n）)】讯电：:”●■◆（(，, \u3000]|[今本]年)(?=\d{1,2}日(?:[，,）)]|[上下]午|晚"
    rf"|[一-鿿]{{2,8}}(?:{MEETS}))))(?P<first>)(?P<digits>\d{{1,2}})日"
)
MONTH_AGO = timedelta(days=31)


def page_day(metadata: Sequence[str]) -> Date | None:
    """Read the day a page was given out from the stretches removed as noise; one that says so before others (R54)."""
    first: Date | None = None
    timed: Date | None = None
    calendar: Date | None = None
    for noted in metadata:
        if digits := DIGITS.fullmatch(noted.strip()):
            first = first or valid(int(digits[1]), int(digits[2]), int(digits[3]))
        if day_first := DAY_FIRST.match(noted):
            first = first or valid(int(day_first[3]), int(day_first[2]), int(day_first[1]))
        stretch = SHORT_YEAR.sub("20", SPELT.sub("", noted).replace("發", "发"))
        for match in WRITTEN.finditer(stretch):
            before = stretch[max(0, match.start() - LABEL_WITHIN) : match.start()]
            day = valid(int(match[1]), int(match[2]), int(match[3]))
            if day is None or OF_THE_SITE.search(before):
                continue
            if GIVEN_OUT.search(before):
                return day
            if CALENDAR.fullmatch(noted):
                calendar = calendar or day
                continue
            if TIMED.match(stretch, match.end()):
                timed = timed or day
            first = first or day
    return timed or first or calendar


# …。来源：某某发布时间：2026-03-12 10:00浏览次数：…: the page's facts run into its text.
RUN_IN = re.compile(r"(?:发布|发表|发稿)(?:时间|日期)\s*[：:]\s*")
RUN_IN_WITHIN = 400


def run_in_day(text: str) -> Date | None:
    """Read the day a page was given out where its facts stand in one line with the text."""
    label = RUN_IN.search(text, 0, RUN_IN_WITHIN)
    day = WRITTEN.match(text, label.end()) if label else None
    return valid(int(day[1]), int(day[2]), int(day[3])) if day else None


# 2026年3月12日 星期四, alone at the head of a page: a newspaper's day, or what day it is today.
CALENDAR = re.compile(r"\s*(?:今天是)?[：:]?\s*20\d\d年\d{1,2}月\d{1,2}日\s*星期[一二三四五六日天][\s|｜]*")


# …的讲话（2026年3月12日）, [2026-03-12], 2026年3月12日 星期四: a day that ends a line above the text.
HEADED = re.compile(
    r"^[^\n。]{0,80}?[（(【\[ \u3000]*+(20\d\d)[ \u3000]?[-－年/.]"
    r"[ \u3000]?(\d{1,2})[ \u3000]?[-－月/.][ \u3000]?(\d{1,2})"
    r"(?:[ \u3000]?日)?(?:[ \u3000]*+星期[一二三四五六日天])?[ \u3000]*+(?:[）)】\]]++[ \u3000]*+)?"
    # 2026-05-05 13:25:03 阅读(6), behind who put it up
    r"(?:\d{1,2}[：:]\d{2}(?:[：:]\d{2})?[ \u3000]*+)?"
    r"(?:[|｜ \u3000]*+(?:阅读|浏览|点击|人气|访问|来自|来源|作者|评论|编辑)[^\n。，]{0,40})?(?=\n)",
    re.M,
)
HEADED_WITHIN = 240
# 2026.3.12，…召开; 2026-03-12 …召开
OPENED = re.compile(
    r"(?:\A|[\n。）)讯])[ \u3000]*(20\d\d)[.\-/](\d{1,2})[.\-/](\d{1,2})(?:[上下]午|晚上?)?[，, \u3000]?(?=[一-鿿])"
)


def headed_day(text: str) -> Date | None:
    """Read the day that ends one of the lines above the first sentence, or opens it in digits (R54)."""
    head = text[: text.find("。") + 1 or HEADED_WITHIN][:HEADED_WITHIN]
    found = HEADED.search(head) or OPENED.search(text, 0, HEADED_WITHIN)
    if found is None or OF_THE_SITE.search(text[: found.start(1)]):
        return None
    return valid(int(found[1]), int(found[2]), int(found[3]))


# 2018525, below the office that signs: the signs between year, month and day are lost.
SIGNLESS = re.compile(r"^[ \u3000]*(20[0-4]\d)(\d{2,4})[ \u3000]*$", re.M)


def signless_day(text: str) -> Date | None:
    """Read the day of a signature that has lost its signs, where its digits make one day only (R54)."""
    for found in SIGNLESS.finditer(text):
        digits = found[2]
        pairs = [(digits[:at], digits[at:]) for at in (1, 2) if at < len(digits)]
        days = [valid(int(found[1]), int(month), int(day)) for month, day in pairs if not day.startswith("0")]
        days = [day for day in days if day]
        if len(days) == 1:
            return days[0]
    return None


# /uploads/2018/1116/a.jpg, 20181116093312: the day on which something was put beside the report.
STAMP = re.compile(r"(?<!\d)(20[0-3]\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d[-/_.年])")
STAMPED_WITHIN = timedelta(days=45)


def stamped_year(metadata: Sequence[str], month: int, day: int) -> int | None:
    """The year of a day in the names of pictures and files beside a report, which it came soon before (R52)."""
    for noted in metadata:
        for stamp in STAMP.finditer(noted):
            put = valid(int(stamp[1]), int(stamp[2]), int(stamp[3]))
            for year in (put.year, put.year - 1) if put else ():
                event = valid(year, month, day)
                if event and put and timedelta() <= put - event <= STAMPED_WITHIN:
                    return year
    return None


def valid(year: int, month: int, day: int) -> Date | None:
    """Make a day, or None where there is none."""
    try:
        return Date(year, month, day)
    except ValueError:
        return None


def counted(lead: str, page: Date) -> tuple[Date, int] | None:
    """The day that 昨天 or 今天 means at the head of a report, with where the words stand."""
    told = TOLD.search(lead)
    return (page - timedelta(days=DAYS_BEFORE[told["told"]]), told.start()) if told else None


def bare_day(lead: str, page: Date | None) -> Date | tuple[int, int] | None:
    """The day of a report that begins 11日上午，, 3.11日， or 74日， where the sign between month and day is lost.

    Read as the last such day before the page's; 3.11日 without a page gives month and day.
    """
    found = BARE.search(lead) or WITHIN.search(lead, 0, lead.find("。", lead.find("。") + 1) + 1)
    if found is None:
        return None
    digits = found["digits"]
    if found["first"]:
        pairs = [(int(found["first"][:-1]), int(digits))]
    else:
        pairs = [(int(digits[:at]), int(digits[at:])) for at in (1, 2) if at < len(digits)]
    if page is None:
        return pairs[0] if found["first"] and valid(2020, *pairs[0]) else None
    if not found["first"]:
        last = page.replace(day=1) - timedelta(days=1)
        pairs += [(page.month, int(digits)), (last.month, int(digits))]
    days = [day for month, at in pairs for year in (page.year, page.year - 1) if (day := valid(year, month, at))]
    before = [day for day in days if page - MONTH_AGO <= day <= page]
    return max(before, default=None)


# （2026年6月3日《桑坞报》）, （2026年8月12日 记者 汤敏）: when a report was printed.
PRINTED_IN = re.compile(
    r"[（(](?P<y>20\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日[ \u3000，,]*"
    r"(?:《[^》\n]{2,12}》[^（）()\n]{0,10}"
    r"|(?:本报|本网)?(?:全媒体|见习)?(?:记者|通讯员|讯)[^（）()\n]{0,30}|[一-鿿]{2,6}[日晚]?报[^（）()\n]{0,10})[）)]"
)


def day_in_print(text: str) -> Date | None:
    """Return the day with its year in the brackets of a newspaper or a reporter."""
    printed = PRINTED_IN.search(text) if "（20" in text else None
    return valid(int(printed["y"]), int(printed["m"]), int(printed["d"])) if printed else None


def older_than(page: Date, number: re.Match[str] | None, title: re.Match[str] | None) -> bool:
    """Tell a paper that a library gave out years after its number or its title says."""
    numbered = number is not None and int(number[1]) < page.year - (page.month <= EARLY_MONTHS)
    return numbered or (title is not None and int(title[1]) < page.year - 1)


# What was numbered last year may come out in the first months.
EARLY_MONTHS = 3

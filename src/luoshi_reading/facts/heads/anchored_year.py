"""The year that a document names itself: by its meeting, what 今年 is, a jubilee, a congress, a plan's period. R52."""

from __future__ import annotations

import re

from luoshi_reading.knowledge.word_lists import alternation, knowledge_file

NUMBERED = re.compile(r"(20\d\d)年(?:度)?第[一二三四五六七八九十\d]+次")
PLAN = re.compile(
    r"(?:今年是|(?:这次|此次|本次|会议)[^。]{0,16}是在)[^。]{0,80}?“("
    + alternation(tuple(knowledge_file("years")["plans"]))
    + r")”[^，。]{0,12}(收官|收官之年|最后一年|决胜|开局|第一年|开局之年|起步)"
)
ANNIVERSARY = re.compile(
    r"(?:今年是|今年)[^。]{0,80}?("
    + alternation(tuple(knowledge_file("years")["anniversaries"]))
    + r")(\d{2,3})周年|在("
    + alternation(tuple(knowledge_file("years")["anniversaries"]))
    + r")(\d{2,3})周年[^。]{0,60}(?:之年|时刻[^。]{0,60}召开的)"
)
# 召开2026年半年度工作会议 tells the year; what is held in winter may be of the next or the last one.
YEARLY = re.compile(r"(?:召开|举行|举办)(?:了)?[^，。；\n\d]{0,12}(20\d\d)年[^，。；\n]{0,24}会(?!计|展)")
# 2024年某市总河长全体会议召开, 庆祝2024年老年节报告会在…召开
YEARLY_BEFORE = re.compile(
    r"(?:^|[，。\n](?:庆祝|纪念|喜迎|迎接|[我本全][省市县区州镇乡]|[一-鿿]{2,8}[省市县区州])?)(20\d\d)年(?!度)[^，。；\n\d]{2,24}会议?(?:在[^，。；\n]{1,12})?(?:隆重)?(?:召开|举行)"
)
SUMS_UP = re.compile(r"总结|表彰|年度")
CERTAIN_MONTHS = range(3, 11)
WINTER_BEGINS = 11
# In January and February 2026年…动员会 is this year's, in November and December what plans nothing is.
OF_THE_NEW_YEAR = re.compile("工作(?:视频|电视电话)?会|春季|春耕|春节|春运|春训|部署|动员|推进|启动|第一次|一季度")
PLANS_AHEAD = re.compile("工作会|部署|谋划|务虚|计划|预算|安排|思路|第一次")
# 为建党100周年保驾护航
FOR_JUBILEE = re.compile(
    r"[为以](?:庆祝|迎接)?("
    + alternation(tuple(knowledge_file("years")["anniversaries"]))
    + r")(\d{2,3})周年(?:保驾护航|献礼|营造|创造|增光|添彩)"
)
# 为迎接建党100周年营造…氛围; not 庆祝…100周年大会上的讲话, which is cited for years.
CELEBRATED = re.compile(
    r"(?P<word>庆祝|喜迎|迎接|纪念|献礼)[^。，；]{0,8}?("
    + alternation(tuple(knowledge_file("years")["anniversaries"]))
    + r")(\d{2,3})周年(?!大会)"
)
CONGRESS = re.compile(alternation(tuple(knowledge_file("years")["congresses"])))


def named_year(lead: str, month: int | None) -> tuple[int, str] | None:
    """The year in the name of the meeting, where it is this year's."""
    numbered = NUMBERED.search(lead)
    if numbered:
        return int(numbered[1]), "numbered meeting"
    yearly = (YEARLY.search(lead) or YEARLY_BEFORE.search(lead)) if month else None
    if yearly is None or month is None or SUMS_UP.search(yearly[0].replace("半年度", "")):
        return None
    certain = month in CERTAIN_MONTHS or (
        PLANS_AHEAD.search(yearly[0]) is None if month >= WINTER_BEGINS else OF_THE_NEW_YEAR.search(yearly[0])
    )
    return (int(yearly[1]), "the meeting's name") if certain else None


def anchored_year(text: str, month: int | None) -> tuple[int | None, str | None]:
    """The year that a plan's period, an anniversary or a congress fixes, with what fixed it."""
    years = knowledge_file("years")
    plan = PLAN.search(text)
    if plan:
        first, last = years["plans"][plan[1]]
        return (first if plan[2].startswith(("开局", "第一", "起步")) else last), f"“{plan[1]}”{plan[2]}"
    jubilee = ANNIVERSARY.search(text) if "周年" in text else None
    if jubilee:
        founding, count = (jubilee[1], jubilee[2]) if jubilee[1] else (jubilee[3], jubilee[4])
        return years["anniversaries"][founding] + int(count), f"{founding}{count}周年"
    served = FOR_JUBILEE.search(text) if "周年" in text else None
    if served:
        return years["anniversaries"][served[1]] + int(served[2]), f"{served[1]}{served[2]}周年"
    celebrated = CELEBRATED.search(text) if "周年" in text else None
    if celebrated and not (month and month >= WINTER_BEGINS and celebrated["word"] in ("喜迎", "迎接")):
        return years["anniversaries"][celebrated[2]] + int(celebrated[3]), f"{celebrated[2]}{celebrated[3]}周年"
    congress = CONGRESS.search(text)
    if congress:
        return _stated_year(text, years["congresses"][congress[0]], month), congress[0]
    if "今年是" in text and MODERATELY_PROSPEROUS.search(text):
        return MODERATELY_PROSPEROUS_BY, "全面建成小康社会收官之年"
    stated = STATED.search(text)
    if stated:
        return _stated_year(text, int(stated[1]), month), "stated"
    coming = TO_COME.search(text) if month and (month >= WINTER_BEGINS or month <= LAST_OF_WINTER) else None
    if coming and month:
        return int(coming[1]) - (month >= WINTER_BEGINS), "stated"
    handed_on = HANDED_ON.search(text) if "转发" in text else None
    return (int(handed_on[1]), "the paper handed on") if handed_on else (None, None)


# 现将《…的通知》（云政办〔2026〕1号）转发给你们: who hands a paper on does so in its year.
HANDED_ON = re.compile(r"现将[^。\n]{0,80}[（(][^）)]{1,10}[〔\[【（(](20\d\d)[〕\]】）)]\d{1,4}号[）)]转发")


# 今年是决战决胜脱贫攻坚的关键之年，也是全面建成小康社会的收官之年
MODERATELY_PROSPEROUS = re.compile(r"今年是[^。]{0,60}?(?:全面建成小康|脱贫攻坚)[^。，；]{0,8}(?:收官|决战决胜)之年")
MODERATELY_PROSPEROUS_BY = 2020
# 2027年主要预期目标是…, told at a congress in December 2026.
GOALS_OF_YEAR = "年[，,]?(?:[一-鿿]{1,8}[省市县区州])?(?:经济社会发展)?的?(?:主要)?(?:预期)?(?:目标|工作总体要求)"
SESSION = re.compile("人民代表大会|届人大[一二三四五六七八九十]+次会议")
STATED = re.compile(r"(20\d\d)年是")
# 2027年将迎来…, told in December 2026; in January it is that year's own.
TO_COME = re.compile(r"(20\d\d)年将(?:迎来|是)")
# 2027年度工作务虚会, held in December 2026.
WORK_AHEAD = "年度?(?:[^，。；]{0,8}(?:务虚|谋划)|工作(?:思路|打算|计划|安排))"
LAST_OF_WINTER = 2
LAST_MONTH = 12
WORK_OF_YEAR = "年(?:的|全[市省县区州])?(?:总体|工作|目标|重点|主要|政府|经济)"


def _stated_year(text: str, year: int, month: int | None) -> int:
    """The year spoken in where 2026年是… may tell of the one just ended or of the one to come (R52)."""
    if month and month >= WINTER_BEGINS and "明年" in text and f"{year - 1}年" in text:
        return year - 1
    if month and month >= WINTER_BEGINS and f"{year - 1}年" in text and re.search(f"{year}{WORK_AHEAD}", text):
        return year - 1
    if month == LAST_MONTH and SESSION.search(text) and re.search(f"{year}{GOALS_OF_YEAR}", text):
        return year - 1
    if month and month <= LAST_OF_WINTER and re.search(f"{year + 1}{WORK_OF_YEAR}", text):
        return year + 1
    return year


# 三年行动计划（2026—2028年）: the years a plan is made for stand in its title.
PERIOD = re.compile(r"(20\d\d)年?[ \u3000]*(?:[-—–－~～]{1,2}|至|到)[ \u3000]*(20\d\d)年")


def plan_period(title: str | None) -> tuple[int, int] | None:
    """Read the first and the last year that a plan's title names, or None."""
    found = PERIOD.search(title or "")
    return (int(found[1]), int(found[2])) if found and int(found[1]) < int(found[2]) else None

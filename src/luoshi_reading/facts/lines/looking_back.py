"""Which lines of a paper tell what was done: sections, summaries and paragraphs that look back. Rule R12."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi_reading.facts.lines.paper_headings import COMPOSED
from luoshi_reading.model import Heading
from luoshi_reading.structure import Outline, Sentence

BEHIND = re.compile(
    r"回顾|工作总结|过去[一五]年|过去的?一年|主要成效|取得的(?:成绩|成效)"
    r"|(?:工作|任务|目标|指标|计划|预算|整改|建议|提案|部署|履职|项目)[一-鿿]{0,6}?(?:开展|完成|进展|落实|推进|执行|办理)的?(?:总体|基本|主要)?情况"
    r"|履职情况|(?:基本|总体)情况$|^基本现状$|(?:发展|基本|总体|工作|自然)(?:概况|成就|亮点)$|(?:主要|取得|历史性)的?成[就绩]$|发展(?:现状|历程)$|(?:基本|主要|运行)特点$|运行(?:情况|态势)$"
)
# What is wrong, which reports and speeches only tell; in a plan the measures stand below it.
WRONG = re.compile(
    r"(?:存在|面临)的?(?:主要|突出)?(?:问题|困难|不足|短板)(?:[和及与](?:不足|困难|短板|主要)*(?:原因|成因)(?:分析)?)?$"
)
# 掌握工作进展情况, 定期报告任务完成情况: a heading that orders looks ahead.
HEADS_TO_DO = re.compile(
    r"[及定]时|定期|每[月季周]|建立|健全|加强|强化|严格|做好|抓好|掌握|跟踪|督促|督查|检查|评估|报[告送]|通报|汇报|公开|公示|反馈|[夯打筑查梳巩解正分]"
)
AHEAD = re.compile(
    r"下一?步|下一?阶段|下半年|下季度|今后|明年|来年|新的一年|新一年|下年度|展望|打算|计划|安排|思路|努力方向|工作(?:建议|要求|目标|重点)"
    r"|(?:目标|重点|主要)任务|重点工作|主要(?:预期)?目标|总体要求|保障措施|(?:整改|改进|对策)措施|[要请]求如下|提出[如以]下"
)
LOOKS_BACK = re.compile(
    r"(?:[^，。：\n]{1,30}(?:指出|说|显示|表示|介绍|[报告]中)，)?(?:刚刚|即将)?"
    r"(?:去年(?:一年)?(?:来|以来)?，|上年，|今年以来|过去(?:的)?[一五]年|一年来|五年来|回顾过去|这[一五]年(?:来)?，)"
    r"|回[顾望首](?:过去|[^，。]{2,16}(?:时|中|来))，|(?:20\d\d年，(?:我们|全市|全省|全县|全区|面对)"
    # 2026年，全县渔业工作的总体要求是
    r"(?![^，。：]{0,20}(?:总体要求|总的要求|思路|目标|任务|重点|力争|计划|确保|要(?!求)|将)))"
)
# 现将有关情况通报如下: what follows was done.
REPORTED_BELOW = re.compile(
    r"现[将就][^。，]{0,40}(?:情况|总结|进展)[^。，]{0,12}如下|(?:作|做)[如以]下(?:工作)?(?:述职|总结|汇报)"
)
# The paper itself sums up, until it looks ahead.
SUMS_UP = re.compile(
    r"工作总结|述[职廉]|自查(?:自评|自纠)?(?:工作)?(?:情况)?的?(?:报告|汇报|总结)|(?:完成|进展|落实|执行|开展|办理|推进|整改)情况的?(?:通报|汇报|报告|总结|公示|公告)|工作(?:情况)?汇报"
)
SUMMONS = re.compile(r"(?:动员|总结|表彰|部署|述职|汇报|评议)[^，。]{0,12}(?:会|大会)|讲话|主持词|通知")
# 2026年，下一步，: the paragraph that looks ahead ends a summary without headings.
TURNS_AHEAD = re.compile(
    r"(?:各位代表[，！])?(?:下一?步|下一?阶段|今后|明年|下半年|新的一年)[^。]{0,30}(?:将|要|重点|计划)|为此，|提出[如以]下"
)
# 2023年，…全面加强。2024年，要…: a year is over where the next one is planned behind it.
OF_YEAR = re.compile(r"(?:在)?(20\d\d)年(?:度)?，")
YEAR_FIRST = "在2"
NEXT_YEAR = r"(?:[。\n、）]|^)[ 　]*%d年(?:度)?，?[^，。\n]{0,12}(?:要|将|计划|打算|思路|安排|要点|目标|任务|重点)"
# “十三五”时期，…: over where the text names the next period or a year that it begins with.
OF_PERIOD = re.compile(r"“?十(?P<number>[一二三四])五”?(?:时期|期间|以来)，")
PERIOD_FIRST = "“十"
NEXT_PERIOD = {
    "一": ("十二五", "2011", "第十二个五年"),
    "二": ("十三五", "2016", "第十三个五年"),
    "三": ("十四五", "2021", "第十四个五年"),
    "四": ("十五五", "2026", "第十五个五年"),
}
CAME_ABOUT = re.compile(
    r"(?:领导|支持|指导|关心|帮助|监督|努力)下，|取得|较好|圆满|荣[获膺]|先后|累计|共计|同比|迈[出上]|了(?!解)"
)
# 党工委将…作为学习内容; 严禁公车私用: where a paper looks back, so it was held, and what was forbidden.
TELLS_HOW = re.compile(
    r"[^，]{0,12}?计划(?:实施|新建|投资|完成|建设|改造|开工)"
    r"|[^，]{0,16}?将[^，]{2,60}?(?:作为|列为|纳入|视为|列入|定为)|(?:严禁|禁止|不得|不准|杜绝)"
)
LONGEST_HEADING = 24
OPENING = 64


def sums_up(title: str | None) -> bool:
    """Whether a paper's title says that it tells what was done."""
    return title is not None and SUMS_UP.search(title) is not None and SUMMONS.search(title) is None


def is_behind(heading: str, *, telling: bool = True) -> bool:
    """Whether a heading stands over what was done; ``telling``: or over what is wrong."""
    if BEHIND.search(heading) is None and not (telling and WRONG.search(heading)):
        return False
    return HEADS_TO_DO.match(heading.lstrip("“")) is None


def orders_ahead(clause: str) -> bool:
    """Whether an order orders even in a paragraph that looks back."""
    return TELLS_HOW.match(clause) is None


def lines_looking_back(
    text: str,
    sentences: Sequence[Sentence],
    outline: Outline,
    *,
    summing: bool,
    headed: bool = True,
    telling: bool = True,
) -> set[int]:
    """Lines of the sections and paragraphs that tell what was done.

    ``summing``: so does the paper itself. ``headed``: its headings say what stands below them; in minutes they name
    what was dealt with. ``telling``: a heading of what is wrong has nothing to be done below it.
    """
    past: set[int] = set()
    headings = {heading.start: heading.heading for heading in outline.headings}
    telling = telling or _answers_below(outline)
    backward = {start for start, heading in headings.items() if headed and is_behind(heading, telling=telling)}
    last_line = -1
    below = False
    leads_on = "如下" in text
    year_told = 0
    for sentence in sentences:
        if sentence.line == last_line:
            below = below or (leads_on and _reports_below(text, sentence))
            continue
        last_line = sentence.line
        summing, below = summing or below, leads_on and _reports_below(text, sentence)
        heading = (headings.get(sentence.start, "") or _unnumbered(text, sentence)) if headed else ""
        if heading and AHEAD.search(heading) and not is_behind(heading, telling=telling):
            summing = False
        elif heading and sentence.start not in headings and is_behind(heading, telling=telling):
            summing = True
        elif summing and TURNS_AHEAD.match(text, sentence.start):
            summing = False
        over = _of_year_over(text, sentence) if text[sentence.start] in YEAR_FIRST else 0
        if year_told and (
            not sentence.enumerator
            or AHEAD.search(text, sentence.start, sentence.end)
            or text.find(f"{year_told + 1}年", sentence.start, sentence.end) >= 0
        ):
            year_told = 0
        year_told = over or year_told
        if (
            summing
            or LOOKS_BACK.match(text, sentence.start, min(sentence.end, sentence.start + OPENING))
            or year_told
            or (text[sentence.start] in PERIOD_FIRST and of_period_over(text, sentence.start, sentence.end))
            or (backward and any(above.start in backward for above in outline.path(sentence.start)))
        ):
            past.add(sentence.line)
    return past


def _answers_below(outline: Outline) -> bool:
    """二、存在的问题, and beside it 三、下一步打算: what is to be done stands there."""
    wrong = {heading.level for heading in outline.headings if WRONG.search(heading.heading)}
    return wrong != set() and any(
        heading.level in wrong and AHEAD.search(heading.heading) and WRONG.search(heading.heading) is None
        for heading in outline.headings
    )


def _of_year_over(text: str, sentence: Sentence) -> int:
    """The year that a sentence tells of and that is over, else 0; the numbered lines below go on with it."""
    year = OF_YEAR.match(text, sentence.start, sentence.end)
    if year is None or CAME_ABOUT.search(text, sentence.start, sentence.end) is None:
        return 0
    following = int(year[1]) + 1
    planned = f"{following}年" in text and re.search(NEXT_YEAR % following, text[sentence.end - 1 :]) is not None
    return int(year[1]) if planned else 0


def of_period_over(text: str, start: int, end: int, *, named: bool = False) -> bool:
    """Whether a period begins what is told that is over, where the text names the next one (``named``: by name)."""
    period = OF_PERIOD.match(text, start, end)
    return period is not None and any(
        sign in text for sign in NEXT_PERIOD[period["number"]] if not (named and sign.isdigit())
    )


def _reports_below(text: str, sentence: Sentence) -> bool:
    if text.find("如下", max(sentence.start, sentence.end - OPENING), sentence.end) < 0:
        return False
    return REPORTED_BELOW.search(text, sentence.start, sentence.end) is not None


def _unnumbered(text: str, sentence: Sentence) -> str:
    """A short line of its own without a number, or "" where it is none."""
    if sentence.ender != "\n" or sentence.enumerator or len(sentence.clauses) > 1:
        return ""
    return text[sentence.start : sentence.end] if sentence.end - sentence.start <= LONGEST_HEADING else ""


# 禁烧区域, 适用范围, 编制目的, 活动主题: what stands under such a heading says when, where and why, or is a slogan.
DESCRIBES = re.compile(
    r"(?:时间|时段|时限|范围|区域|地点|对象|背景|依据|目的|意义|主题|议程|议题|日程"
    r"|(?:检查|督查|督导|考核|抽查|巡查|验收|评比|评估|暗访|测评|观摩)(?:的)?(?:内容|重点|事项|项目|指标))$"
)
# 三、整治区域和任务（一）机关办公区域: a part of what is to be done, by where it is done.
WORK_OVER = re.compile(r"任务|措施|举措|内容|分工|职责")


def lines_describing(sentences: Sequence[Sentence], outline: Outline) -> set[int]:
    """Lines under headings that name no work."""
    if not any(DESCRIBES.search(heading.heading) for heading in outline.headings):
        return set()
    paths = ((sentence.line, outline.path(sentence.start)) for sentence in sentences)
    return {line for line, path in paths if path and DESCRIBES.search(path[-1].heading) and not _is_site(path)}


def _is_site(path: Sequence[Heading]) -> bool:
    """Whether a heading names a place by which the heading over it parts what is to be done."""
    return (
        len(path) > 1
        and WORK_OVER.search(path[-2].heading) is not None
        and COMPOSED.fullmatch(path[-1].heading) is None
    )

"""Goals beside a number: a rank behind a 、, numbers that share one unit, ratios without one. Rules R37, R39."""

from __future__ import annotations

import re

from luoshi_reading.facts.numerals import number
from luoshi_reading.facts.targets.indicators import VERB_LEAD
from luoshi_reading.facts.targets.numbers_describing import HARMONY
from luoshi_reading.facts.targets.standings import STANDING, standing_goal
from luoshi_reading.facts.targets.target_numbers import VALUE, comparator_of

# 分别不高于53和32微克/立方米: the unit stands behind the last number only.
SHARED = re.compile(
    r"分别(?P<how>[^，；\d]{0,8})(?P<values>\d[\d.]{0,7}(?:[、和]\d[\d.]{0,7}){1,4}+)(?=[%％‰微个万亿元人户亩吨家项公千平立毫])"
)
# 产值增长9%、增速高于全省平均水平: what a bare word is the measure of.
OF_THE_SAME = frozenset(("增速", "增幅", "总量", "规模", "占比", "排名", "人均"))

# 城乡居民收入比缩小到2.1以内, 水利用系数由0.52提高到0.59, 医护比不低于1：1.2, 死亡率控制在0.011以内: no unit.
RATIO = re.compile(
    r"(?P<what>[一-鿿A-Za-z]{2,20}(?:比|倍差|差距|系数|指数|弹性|强度|[亡案病]率))[均都再]?(?:[由从]\d[\d.]{0,6})?"
    r"(?P<how>缩小|降低|下降|控制|保持|稳定|提高|提升|扩大|增加|上升|[达降升]|不[低高少大]于|不超过)(?:到|在|至|(?<=[于过]))"
    r"(?:1[：:])?(?P<value>\d[\d.]{0,6})(?P<after>以内|以下|以上|左右)?$"
)
# 跑动次数减少一半, 检测周期压缩三分之一以上: by which part.
PART = re.compile(
    r"(?P<what>[一-鿿“”]{2,20}?)(?:再|平均|总体|至少|要|力争|均|都){0,2}(?P<how>压缩|压减|压|缩短|减少|降低|下降|精简|缩减|削减|提高|提升|增加|增长|下调)"
    r"(?:近|约|超过?|至少)?(?:(?P<whole>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])|一半)(?P<after>以上|左右)?\Z"
)
RATES = (RATIO.pattern, PART.pattern)
RATIO_ENDS = ("比", "数", "差", "弹性", "强度", "亡率", "案率", "病率")
RISING = frozenset(("提高", "提升", "扩大", "增加", "上升", "达", "升", "不低于", "不少于"))
KEEPING = frozenset(("保持", "稳定"))

# 产值达到80亿元、增长20%: what only goes on with the number before it.
GOES_ON = re.compile(
    r"(?:同比|[较比](?:上年|去年)(?:同期)?|年均|总量|总额|合计)?(?:增长|下降|提高|提升|增加|减少|降低|达到?|突破|超过|力争|不低于|不少于|控制在)[^，、]{0,3}\d"
)
# 完成全镇18条、26公里清淤, 完成8个村、320户改厕: the second number names what both count.
BARE_COUNT = re.compile(
    r"完成(?:全[省市县区镇乡村])?\d[\d.]{0,6}(?:[条处座户公里万千米]{1,3}|个村|个镇|个乡镇|个小区|个社区)\Z"
)
# 创建省级美丽渔村2个、市级3个: the same thing of another level.
RANKS = ("国家级", "省级", "市级", "州级", "区级", "县级", "镇级", "村级")
RANK = re.compile(f"(?:{'|'.join(RANKS)})(?=[一-鿿“]{{2}})")
# 投资6000万元的渔港项目, 该项目占地60亩: what a project is worth, and how large.
OF_A_PROJECT = re.compile(
    r"投资[^，、\d]{0,3}\d[\d.]{0,8}[万亿]{1,2}元的"
    r"|^(?:[该本](?:项目|工程))?(?:项目|工程)?总?占地(?:面积)?[^，、\d]{0,2}\d[\d.]{0,8}万?(?:余亩|亩|平方米|公顷)$"
)
# 总投资超10亿元项目5个: how large each is of those that are counted; or what one work costs.
WORTH = re.compile(
    r"总投资(?!(?:要|须|力争|确保)?(?:控制在|不低于|不少于|不超过|不得超过|突破|达到)[^，、；]{2,12}(?:的项目)?$)[^，、\dX×x一二三四五六七八九十]{0,6}[\dX×x一二三四五六七八九十百千][^，、；]{0,12}?元(?:以上|以下|左右)?"
)
# 储备项目60个、总投资90亿元; 谋划总投资100亿元的…等16个项目: what those are worth that are counted.
PROJECTS = re.compile(r"项目[^，、\d]{0,6}\d{1,4}个(?:以上|左右)?$|\d{1,4}个(?:重点|重大|省市县)?[一-鿿]{0,6}项目$")
WORTH_TOGETHER = re.compile(
    r"(?:项目[^，、\d]{0,6}\d{1,4}个(?:以上|左右)?|\d{1,4}个[一-鿿]{0,8}项目)、总投资[^，、]{2,14}$|总投资[^，、超过上\d]{0,2}\d[\d.]{0,6}[万亿]元的[^，]{2,60}等\d{1,3}个"
)


# 为经济总量进入全市前列打下基础: what it is good for.
GOOD_FOR = re.compile(r"为[^，]{4,}(?:夯实|打下|打好|打牢|奠定|筑牢|提供|创造)[^，]{0,8}(?:基础|条件|支撑|保障)$")


def counts_projects(clause: str) -> bool:
    """Whether a clause counts projects: 一季度要开复工项目485个."""
    return PROJECTS.search(clause) is not None


def without_worth(masked: str, *, of_projects: bool) -> str:
    """Blank what one work costs or how large each is; what counted projects are worth together stays."""
    if (of_projects and masked.startswith("总投资")) or WORTH_TOGETHER.search(masked):
        return masked
    return WORTH.sub(lambda told: "\u3000" * len(told[0]), masked)


# 分别增长8%、12%: how the second compares stands before the first.
BARE = re.compile(r"\d[\d.]{0,8}(?:[％%]|个百分点|[万亿]{0,2}(?:[平立]方米|平方公里|[一-鿿]{1,2}))")


def sharing_unit(masked: str, unit: str | None) -> tuple[str | None, list[float]]:
    """Return how the numbers before the last one compare that have its unit, and which they are."""
    shared = SHARED.search(masked)
    if shared is None or unit is None:
        return None, []
    values = re.split("[、和]", shared["values"])[:-1]
    first = VALUE.search(shared["how"] + values[0] + unit)
    return (comparator_of(first) if first else "="), [float(value.rstrip(".")) for value in values]


def rank_behind(clause: str, masked: str, named: str) -> tuple[int, tuple[str, str, float | None, str | None]] | None:
    """Return where a rank begins behind the last number and what it is (…增长9%、增速高于全省平均水平)."""
    cut = masked.rfind("、") + 1
    standing = STANDING.search(masked, cut) if cut else None
    if standing is None:
        return None
    part = clause[cut:]
    again = STANDING.search(masked[cut:])
    goal = standing_goal(part, again) if again else None
    if goal is None:
        return None
    return cut, (named + goal[0] if goal[0] in OF_THE_SAME else goal[0], *goal[1:])


def share_or_ratio(masked: str) -> tuple[str, str, float | None, str | None] | None:
    """A ratio or a part that a clause sets, by its words: what it is of, how it compares, its value and unit."""
    if any(end in masked for end in RATIO_ENDS) and (ratio := RATIO.search(masked)):
        return ratio["what"], ratio_is(ratio), number(ratio["value"]), None
    if ("分之" in masked or "一半" in masked) and (cut := PART.search(masked)):
        how, share = part_of(cut)
        return VERB_LEAD.sub("", cut["what"]), how, share, "%"
    return None


def part_of(told: re.Match[str]) -> tuple[str, float]:
    """How much less or more a part of something is: how it compares, and in per cent."""
    whole, part = number(told["whole"] or "二"), number(told["part"] or "一")
    share = round(100 * (part or 1) / (whole or 2), 1)
    after = told["after"]
    return (">=" if after == "以上" else "~" if after else "="), share


def ratio_is(ratio: re.Match[str]) -> str:
    """How a ratio compares: by what stands behind it, else by where it moves."""
    if after := ratio["after"]:
        return "~" if after == "左右" else ">=" if after == "以上" else "<="
    return ">=" if ratio["how"] in RISING else "=" if ratio["how"] in KEEPING else "<="


# 示范村12个、和谐社区3个: no 和 that joins.
JOINED = re.compile(f"[、和](?![{HARMONY}])")


def joint(clause: str, start: int, end: int) -> int:
    """Where one counted thing ends and the next begins: at the 、 or 和 between their numbers; -1 where none is."""
    comma = clause.rfind("，", start, end)  # a clause holds one only inside quotation marks
    return comma if comma >= 0 else max((mark.start() for mark in JOINED.finditer(clause, start, end)), default=-1)

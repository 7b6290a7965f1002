"""Clauses that only lead to the work behind them, frame it, or carry the one before on. Rules R14, R15."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import core_of
from luoshi_reading.facts.clauses.clause_roles import OWED, PURPOSE, PURPOSE_FIRST, Role, owes
from luoshi_reading.facts.clauses.levels import AIMED_AT, COUNTABLE, FRAMING, INSIDE, NUMBER
from luoshi_reading.facts.cutting.coordination import Run, Told

TOPIC = re.compile(r"^(?:要)?(?:着力)?(?:解决|破解).{2,30}问题$")
# Points that part a clause from the others of a sentence of few.
PARTED_WEIGHT = 2.7
CARRIED_ON = ("推进", "推动")
# How a case or a time ends that leads what follows.
LEADS = (
    "的",
    "之后",
    "以后",
    "后",
    "前",
    "时",
    "期间",
    "之年",
    "年",
    "年起",
    "日起",
    "基础上",
    "前提下",
    "过程中",
    "同时",
)
# 力争用三个月时间，实现…: how long what follows may take.
IN_THAT_TIME = re.compile(
    r"(?:力争|争取|确保|计划|要|再)*(?:用|利用|通过|经过|在)?(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:至|到|[-—])?\d{0,2}(?:年|个月|天|周|个?星期)"
    r"(?:左右)?的?(?:时间|努力|奋斗|攻坚|内)"
)
LEADS_LAST = frozenset((*(end[-1] for end in LEADS), "间", "力", "斗", "坚", "内"))
# 尚未配齐救生衣的渡口，要…: for whom an order holds.
FOR_WHOM = re.compile(r"的[一-鿿]{1,8}$")
# 打造现代物流网，开工建设…: the field that the works behind it are of.
UMBRELLA = re.compile(
    r"(?:我们)?(?:要|必须)?(?:着力|大力|进一步|切实|全面|深入|积极|共同|持续|继续|不断|扎实|加快)*"
    r"(?:打造[^，\d]{2,18}(?:网|城市|格局|高地|品牌|环境|[强大]?[省市县])"
    r"|(?:加强|强化|办好|促进|统筹|落实|深化|提升|提质扩容)(?![^，]*[一二三四]期)[^，\d]{2,18})$(?<!制)(?<!制度)(?<!机制)"
)


# 投资500万元，建设渡口大桥: how much is spent on it.
SPENT = re.compile(r"(?:计划|拟)?(?:总?投资|投入|安排|筹措|列支)(?:资金)?约?\d[\d.]{0,9}[万亿]{0,2}元(?:左右|以上)?")
SPENT_LAST = frozenset("元右上")


def is_spent(words_of: str) -> bool:
    """Tell an amount that leads what it is spent on."""
    return words_of[-1] in SPENT_LAST and SPENT.fullmatch(words_of) is not None


# 各镇要按照《渔港规范》等要求，新建…: by what it is done.
BASIS = re.compile(
    r"[^，]{0,24}?要(?:严格)?(?:按照|根据|依据|对照|参照)[^，]{2,120}(?:要求|规定|部署|标准|规范|精神|安排|意见|原则)"
)
BASIS_LAST = frozenset("求定署准范神排见则")
# 10月上旬, 县委办在9月初: when, and who, before what is done.
ENDS_IN_TIME = re.compile(r"(?:月[初底末中]|月?[上中下]旬|\d日|年[初底末]|季度)(?:之?前|左右|起)?$")


def leads_in(item: Told) -> bool:
    """Tell an amount, or a clause without a verb that ends with a time, before what is done with it or then."""
    return is_spent(item.words) or (item.role is Role.OTHER and ENDS_IN_TIME.search(item.words) is not None)


def is_basis(item: Told) -> bool:
    """Tell an obligation by what the next clause is done."""
    words_of = item.words
    return item.role is Role.ORDER and words_of[-1] in BASIS_LAST and BASIS.fullmatch(words_of) is not None


# …，高质量推进项目建设; …，全部整改到位: what a sentence ends with, named in general.
ENDS_IN_GENERAL = re.compile(
    r"(?:共同|合力|加快|全力|高质量|高标准|高效|持续|扎实|有序|快速|强力|强势|全面|着力|切实|持之以恒|多措并举)*+(?:推进|推动|促进)"
    r"(?:各类|各项|全[县市区镇]|重点|重大|在建|我县|我市){0,2}+(?:项目|工程|工作)(?:建设|落地|推进|实施|开展|开工|落实|提速|增效){0,3}"
    r"|(?:加快|全力|扎实|全面|持续)*+推[进动](?:美丽|和美|平安|法治|健康|幸福)(?:乡村|[一-鿿]{2})建设"
    r"|(?:奋力|努力|全力|确保)?(?:实现|夺取|赢得|取得)[^，\d]{0,12}(?:良好开局|开门红”?|圆满收官|全面胜利)"
    r"|(?:加快|共同|合力|全力)*+(?:推进|推动)开工建设|(?:确保|力争)?(?:问题)?全部[^，]{0,4}到位"
)


def ends_in_general(run: Run, index: int) -> bool:
    """Tell a last clause that names nothing of its own."""
    return index + 1 == len(run) and ENDS_IN_GENERAL.fullmatch(run[index].words) is not None


def heads_works(run: Run) -> bool:
    """Tell a first clause that only names the field of the works behind it (R15).

    加强巡查，水库管理员要…: who else acts there has a work of his own.
    """
    if UMBRELLA.match(run[0].words) is None:
        return False
    second = run[1]
    return second.role is not Role.ORDER or second.words[0] in "每各" or owes(second.words, 0, 1) is not None


# 将旧码头作为停泊点: what a thing becomes belongs to what was done with it; 将…纳入清单 is done by itself.
BECOMES = re.compile(r"[将把](?!.*纳入)")
# 对水库再来一次排查，逐库明确责任人: who answers for what stands before it.
CHARGED = re.compile(r"[^，]{0,6}(?:明确|落实|确定)[^，、]{0,4}责任人")
# Characters from which on a clause before its own aim may begin an entry.
SHORT = 9


def carries_on(run: Run, weights: list[float], index: int) -> bool:
    """Tell what only carries the order before it on: what its thing becomes, a short clause before its aim (R15)."""
    words_of = run[index].words
    if words_of.endswith("责任人") and CHARGED.fullmatch(words_of):
        return True
    if words_of[0] in "将把" and run[index].role is Role.IMPERATIVE and BECOMES.match(words_of):
        return True
    if len(words_of) >= SHORT or index + 1 == len(run) or run[index + 1].words[0] == "为":
        return False
    if run[index].signs & COUNTABLE and NUMBER.search(words_of):
        return False
    return aims(run[index + 1].words, weights[index + 1])


def aims(words_of: str, weight: float) -> bool:
    """Tell what an order is good for; 推动灌区建设, a named work, is more than that."""
    if words_of[0] not in PURPOSE_FIRST or PURPOSE.match(words_of) is None:
        return False
    return weight < PARTED_WEIGHT or not words_of.startswith(CARRIED_ON)


def is_for_whom(item: Told) -> bool:
    """Tell for whom the order behind it holds."""
    return item.role is Role.OTHER and FOR_WHOM.search(item.words) is not None


# Characters of 突出创建为民 and the like.
LONGEST_SLOGAN = 8
# 聚焦民生关切, 倒排节点、挂牌督战: what only says about what, or how, the next clause is done.
TURNS_ABOUT = ("聚焦", "突出", "紧扣", "紧盯", "锚定")
MANNER_PAIR = re.compile(r"[一-鿿]{4}、[一-鿿]{4}")
LENGTH_OF_PAIR = 9


def only_says_how(words_of: str) -> bool:
    """Tell a clause that says about what, or how, the next one is done (R15)."""
    return words_of.startswith(TURNS_ABOUT) or (
        len(words_of) == LENGTH_OF_PAIR and MANNER_PAIR.fullmatch(words_of) is not None
    )


# 坚持效果导向, 发挥…作用: a way of working stays with what is done so.
WAYS_OF_WORKING = ("坚持", "突出", "立足", "紧盯", "紧扣", "发挥", "充分发挥", "依托", "围绕", "锚定", "瞄准", "秉持")
TURNED_ABOUT = FRAMING | {"依托", "坚持", "锚定", "秉持"} | {"盯紧", "瞄准", "锚定", "盯住", "盯牢"}


def frames_only(item: Told) -> bool:
    """围绕…全周期: what an order turns about is no object of its own."""
    if item.role < Role.IMPERATIVE:
        return False
    must = owes(item.words) if item.signs & OWED else None
    core = core_of(item.words[must.end() :] if must else item.words)
    if core[:2] not in TURNED_ABOUT:
        return False
    # 突出创建为民: a slogan; 围绕建设枢纽的目标: what is built there is somebody's aim.
    return INSIDE.search(core) is None or len(core) <= LONGEST_SLOGAN or core.endswith(AIMED_AT)

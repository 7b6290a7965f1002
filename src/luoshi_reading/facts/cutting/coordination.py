"""What is known of the clauses of a sentence together, before it is cut: chains, parallels, objects of their own.

Rules R15 and R16.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi_reading.facts.clauses.cases import is_case
from luoshi_reading.facts.clauses.clause_heads import core_of, head_verb
from luoshi_reading.facts.clauses.clause_roles import OUTCOME, YEAR_AHEAD, Role
from luoshi_reading.facts.clauses.levels import GUIDED, GUIDES, NUMBER
from luoshi_reading.facts.speech.scope import SET_GOALS
from luoshi_reading.facts.style import Style
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.signs import sign
from luoshi_reading.structure import Clause, Sentence

# Clauses of a dated chain of outcomes, and what each of them weighs (R16).
OUTCOME_CHAIN = 3
# Fewer do where the words before them set them as goals.
OUTCOMES_SET = 2
OUTCOME_WEIGHT = 2.0
# What an indicator is to reach, and the share of the clauses that hold such a number where nothing else is told.
FIGURE = re.compile(r"\d[\d.]*(?:[%％‰万亿]|个|人|岁|元|年|件|左右|以上|以内|以下|$)|XX?%?")
FIGURES_SHARE = 0.75
# 粮食面积稳定在18万亩，总产量达到8万吨: of what stands before it.
OF_THE_SAME = re.compile(
    r"(?:[一二两三五\d]年内?)?(?:总(?!值|收入|额)|累计|合计|共|年均|其中|同比|占|参[与加训]|培训|受[训益]|覆盖)"
)
# Clauses headed by the same verb, their least length in characters and their least weight (R16).
PARALLEL_HEADS = 3
PARALLEL_LENGTH = 9
PARALLEL_WEIGHT = 0.5
# Clauses of a listing that are all orders with an object of their own, their least length and points (R15).
OWN_OBJECTS = 3
OWN_LENGTH = 8
OWN_WEIGHT = 0.5
# What begins no entry.
NEVER_FIRST = (
    "谁也不",
    "谁都不",
    "消除",
    "全力消除",
    "切实消除",
    "坚决消除",
    "彻底消除",
    "及时消除",
    "有效消除",
    "及时化解",
    "有效化解",
    "做到",
    "完成投资",
    "总投资",
    "惠及",
    "力促",
    "掀起",
    "重点",
    "主要",
    "即",
    "或",
    "并",
    "且",
    "以",
    "让",
    "使",
    "为",
    "特别是",
    "尤其是",
    "用于",
    "专项用于",
    "专门用于",
)
# What is done so, or comes of it, is no object of its own.
MANNERED = ("切实", "自觉", "确保", "力争", "争取", *NEVER_FIRST)


@dataclass(slots=True)
class Told:
    """A clause with its words, what it does and its signs (``knowledge/signs.py``)."""

    clause: Clause
    words: str
    role: int
    signs: int


Run = list[Told]


PLAIN_STYLE = Style(reported=False, listing=False)


@dataclass(slots=True)
class Sense:
    """What is known of a whole sentence when it is cut."""

    listing: bool
    chained: bool
    parallel: str
    split_at: float
    few: bool
    guided: bool
    own: bool
    duties: bool = False
    counted_only: bool = False
    brief: bool = False
    dated: bool = False
    figures: bool = False
    style: Style = PLAIN_STYLE
    numbered: bool = False


@dataclass(slots=True)
class Goals:
    """Whether numbers are goals, to the end of a paragraph, and outcomes too, to the end of a ；-chain.

    ``linked``: a member of such a chain behind its first, of which in a report only numbers stand apart.
    ``aimed``: set as a goal by the words of a report before it (R92), or by the heading it stands below (R102).
    """

    numbers: bool
    outcomes: bool
    linked: bool = False
    aimed: bool = False


NO_GOALS = Goals(False, False)


def is_outcome_chain(run: Run, *, ahead: bool) -> bool:
    """到2025年，…健全，…建成，…形成: a dated chain of outcomes, each a goal of its own (R16).

    ``ahead``: the words before the chain (主要目标是：) set it as goals.
    """
    outcomes = [item for item in run if item.role is Role.OUTCOME]
    if len(outcomes) >= OUTCOMES_SET and (
        (ahead and (len(outcomes) > OUTCOMES_SET or OF_THE_SAME.match(outcomes[1].words) is None))
        or is_figure_chain(run, outcomes)
    ):
        return True
    # The date stands before the last three.
    for index in range(len(run) - OUTCOME_CHAIN + 1):
        if run[index].signs & AHEAD and YEAR_AHEAD.search(run[index].words):
            return len([item for item in run[index:] if OUTCOME.search(item.words)]) >= OUTCOME_CHAIN
    return False


def is_figure_chain(run: Run, outcomes: Run) -> bool:
    """地区生产总值增长6%，财政收入增长5%: nothing but indicators, each with the number it is to reach (R16)."""
    figures = [item for item in outcomes if FIGURE.search(item.words)]
    if len(figures) < OUTCOMES_SET:
        return False
    told = [item for item in run if item.role not in (Role.FRAME, Role.PURPOSE)]
    if any(OF_THE_SAME.match(item.words) for item in figures[1:]):
        return False
    return len(figures) >= FIGURES_SHARE * len(told)


# 固定资产投资15000万元: an indicator, or a thing, and its amount.
AMOUNT = re.compile(
    r"[^，]*?\d[\d.,]*(?:[%％‰]|个百分点|[万亿]?(?:美元|元|户|个|家|人|项|件|亩|吨|公里|千米|平方米|人次|所|座|处|条|套|辆|名|头|只|场|千瓦|立方米))?(?:以上|左右|以内|以下)?"
)
FIGURES = 4


def is_all_figures(run: Run) -> bool:
    """产值增长5%，固定资产投资90亿元，新增企业12户，…: four and more clauses, each an amount of its own (R16)."""
    if len(run) < FIGURES:
        return False
    told = 0
    for item in run:
        if item.role in (Role.FRAME, Role.PURPOSE):
            continue
        if item.words[0] in YEAR_FIRST and YEAR_ALONE.fullmatch(item.words):
            continue
        if AMOUNT.fullmatch(item.words) is None or (told and OF_THE_SAME.match(item.words)):
            return False
        told += 1
    return told >= FIGURES


def is_amount(words_of: str) -> bool:
    """Tell whether a clause ends with an amount."""
    return AMOUNT.fullmatch(words_of) is not None


def is_duty_chain(run: Run) -> bool:
    """市住建局负责…，指导督查…，配合市财政局…: what a unit is responsible for, duty by duty (R16)."""
    if len(run) < DUTY_CHAIN or run[0].role not in (Role.DUTY, Role.ORDER, Role.ASSIGNED):
        return False
    heads = [match[1] for item in run[1:] if (match := DUTY_HEAD_OF.match(item.words))]
    named = run[0].role is Role.DUTY or any(head in NAMED_DUTIES for head in heads)
    return named and len(heads) >= OUTCOMES_SET


# Clauses of a chain of duties, and how they begin.
DUTY_CHAIN = 3
DUTY_HEAD_OF = re.compile(
    r"(?:并|具体|定期)?(负责|牵头|配合|协助|指导|督促|督导|督查|监督|承担|参与|会同|定期)(?=[^，]{4})"
)
NAMED_DUTIES = frozenset(("负责", "牵头", "配合", "协助"))


# 党政办负责联络，财政所负责拨付: who does which part of a work.
SHARE = re.compile(r"(?P<who>[一-鿿]{2,16}?)(?:具体|主要)?负责(?!人)[一-鿿、“”]{3,}")


def shares_out(run: Run, index: int) -> bool:
    """Tell a share of a work beside another one's share (R16)."""
    share = SHARE.fullmatch(run[index].words)
    if share is None:
        return False
    before = SHARE.fullmatch(run[index - 1].words)
    return before is not None and before["who"] != share["who"]


def parallel_head(run: Run) -> str:
    """The verb that heads three clauses and more (聚焦…，聚焦…，聚焦…): each is an entry (R16)."""
    long = [item.words for item in run if len(item.words) >= PARALLEL_LENGTH]
    if len(long) < PARALLEL_HEADS:
        return ""
    heads = [head_verb(core_of(words_of))[0] for words_of in long]
    return next((head for head in heads if head and heads.count(head) >= PARALLEL_HEADS), "")


# Things to do of their own that make a paper's sentence a list, their points, and their share of its clauses (R16).
MANY_WORKS = 4
WORK_WEIGHT = 2.0
WORKS_SHARE = 0.6


def lists_works(run: Run, weights: list[float]) -> bool:
    """印发…实施意见，修订…办法，编制…制度，建设…平台: four and more things to do, most of what the sentence holds."""
    if len(run) < MANY_WORKS:
        return False
    works = len(
        [0 for item, weight in zip(run, weights, strict=True) if item.role is Role.IMPERATIVE and weight >= WORK_WEIGHT]
    )
    return works >= MANY_WORKS and works >= WORKS_SHARE * len(run)


def have_own_objects(run: Run, weights: list[float]) -> bool:
    """建成…工程，抓好…治理，推动…改造: every clause orders something of its own, and none is a manner or a result."""
    # One at most may be of little weight, and not the first: that names the field of the others.
    if len(run) < OWN_OBJECTS or weights[0] < SPLIT_AT or sum(weight < SPLIT_AT for weight in weights) > 1:
        return False
    return all(
        weight >= OWN_WEIGHT
        and len(item.words) >= OWN_LENGTH
        and item.role in (Role.IMPERATIVE, Role.ORDER)
        and not item.words.startswith(MANNERED)
        and NUMBER.search(item.words) is None
        for item, weight in zip(run, weights, strict=True)
    )


# 对青河进行…整治，对柳河进行…治理: one thing done to one, another to another.
TREATED = re.compile(r"对(?![^，]{0,16}(?:发现|检查|排查|存在)[^，]{0,6}的)[^，]{2,40}(?:进行|实施|开展)[^，]{2,}")
# 2027年，全县产值达到12亿元, behind something else.
YEAR_ALONE = re.compile(r"(?:力争)?(?:到|至)?20\d\d年[底末]?")
YEAR_FIRST = frozenset("力到至2")


# Clauses between 既要 and its 又要, and one more.
NEAR = 6


def goes_with(run: Run, index: int) -> bool:
    """Whether 既要 stands before this 又要 (R2)."""
    return any("既要" in item.words for item in run[max(0, index - NEAR) : index])


def treats_another(run: Run, index: int) -> bool:
    """Whether this clause and the one before it each treat something of their own (R16)."""
    words_of = run[index].words
    return (
        run[index - 1].words.startswith("对")
        and TREATED.fullmatch(words_of) is not None
        and TREATED.fullmatch(run[index - 1].words) is not None
    )


def sets_year(run: Run, index: int) -> bool:
    """A year alone, and a number to be reached by it, behind an order (R16)."""
    return (
        YEAR_ALONE.fullmatch(run[index].words) is not None
        and index + 1 < len(run)
        and run[index + 1].role is Role.OUTCOME
        and NUMBER.search(run[index + 1].words) is not None
    )


# Points a clause needs, on both sides of a comma, for a report's sentence to be split there (R15); less in an
# enumerated point (一要…), which lists orders.
SPLIT_AT = 1.9
SPLIT_ENUMERATED_AT = 1.3
LISTED_CLAUSES = 4
# Clauses of a sentence that strings work after work together, and what they need then.
DENSE = 6
DENSE_AT = 0.5
# Clauses of a spoken sentence that is cut only where the weightier things part.
FEW_CLAUSES = 5
# Clauses of a reported sentence whose first seldom stands alone.
BRIEF = 3
SHORTEST_ORDER = 3
GOAL_IS = re.compile(
    rf"(?:目标|任务)(?:任务)?(?:建议)?(?:是|为|如下)[：:，]?$|(?:预期|主要|发展|奋斗|总体|工作|具体)目标(?:任务)?[：:]$|{SET_GOALS.pattern}$"
)


# By when a chain of results is to come about.
BY_TIME = compiled(r"20(?:\d\d|XX)年|“十[四五六七]五”|年底|今后|未来|[三五]年内")
DATED = sign(BY_TIME.pattern)
AHEAD = sign(YEAR_AHEAD.pattern)
# Of one clause there is nothing to cut.
ALONE = Sense(False, False, "", SPLIT_AT, False, False, False)


def _lists_ahead(run: Run, style: Style) -> bool:
    """Whether a speech or a report of work to come puts work after work into one sentence."""
    return style.listing and not style.reported and len(run) >= LISTED_CLAUSES


def _is_dense(run: Run, weights: list[float], style: Style) -> bool:
    """稳岗位，建驿站，办夜校，…: six and more clauses of a report of work to come, half of which have a thing to do."""
    if style.spoken or len(run) < DENSE or not _lists_ahead(run, style):
        return False
    return 2 * sum(i.role is Role.IMPERATIVE and w >= OWN_WEIGHT for i, w in zip(run, weights, strict=True)) >= len(run)


def sense_of(
    text: str, sentence: Sentence, run: Run, weights: list[float], style: Style, goals: Goals, signs: int
) -> Sense:
    """Tell what is known of a run of clauses before it is cut; ``signs``: those of its sentence."""
    listing = style.listing or lists_works(run, weights)
    own = listing and have_own_objects(run, weights)
    return Sense(
        listing,
        is_outcome_chain(
            run,
            ahead=goals.outcomes
            or (
                run[0].clause.start > sentence.start
                and GOAL_IS.search(text, sentence.start, run[0].clause.start) is not None
            ),
        ),
        parallel_head(run) if listing else "",
        DENSE_AT
        if _is_dense(run, weights, style)
        else SPLIT_ENUMERATED_AT
        if sentence.enumerator or _lists_ahead(run, style)
        else SPLIT_AT,
        (style.reported or style.spoken)
        and (len(run) <= FEW_CLAUSES or sum(len(item.words) > SHORTEST_ORDER for item in run) <= FEW_CLAUSES),
        GUIDES in run[0].words and GUIDED.match(run[0].words) is not None,
        own,
        is_duty_chain(run),
        goals.linked and style.reported,
        style.reported and len(run) == BRIEF and not own,
        goals.aimed or (signs & DATED != 0 and BY_TIME.search(text, sentence.start, sentence.end) is not None),
        is_all_figures(run),
        style,
        sentence.enumerator != "",
    )


FRAMES = re.compile(r"(?:对于|对|针对|按照|根据|围绕|依托|结合|通过|在|以)")


# 新签约项目10个，到“十四五”末，企业达到300户: the time before goals.
BY_A_TIME = re.compile(
    r"(?:力争|争取|确保)?[到至](?:20\d\d年|“?十[一二三四五六]五”?|明年|今年|本世纪中叶)(?:年?[底末初]|期间|\d{1,2}月底?)?"
    # 出台扶持意见，近期，要启动试点
    r"|近期|近段时间|当前|目前|眼下|下一步|接下来|下一?阶段|今后|今年|明年|同时|此外|另外"
)
# 到2027年底，按实况计算，…: how goals are counted, between the time and them.
AS_COUNTED = re.compile(r"按[^，]{2,12}(?:计算|测算|统计|核算|口径|计)")


def with_frames(run: Run, first: int, index: int) -> int:
    """Return where an entry begins with what frames its first clause (按照…的原则，加紧清查…)."""
    begins = index
    if begins - 2 > first and AS_COUNTED.fullmatch(run[begins - 1].words):
        begins -= 1
    if begins - 1 > first and BY_A_TIME.fullmatch(run[begins - 1].words):
        return begins - 1
    begins = index
    while begins - 1 > first:
        before = run[begins - 1]
        if before.role is Role.FRAME and is_case(before.words):
            begins -= 1
            continue
        frames = FRAMES.match(before.words)
        if frames is None or (before.role is not Role.FRAME and frames[0] != "围绕"):
            break
        begins -= 1
    return begins

"""Headings that papers have by custom: they order nothing, and what stands below 发展目标 is a goal. Rule R102."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi_reading.facts.clauses.statements import STAGE_WORDS
from luoshi_reading.knowledge.word_lists import alternation, words
from luoshi_reading.structure import Sentence
from luoshi_reading.structure.numbering import RANK, style_of

CUSTOMARY = frozenset(words("orders", "headings.all"))
GOALS_HEAD = re.compile(
    r"(?:20\d\d年度?的?|今年的?|全年的?|未来[三五]年的?)?(?:(?:全[市县区镇乡省]|国民)?(?:经济和?社会|社会)?发展的?|工作的?)?"
    r"(?:(?:发展|主要|总体|工作|具体|预期|奋斗|建设|规划|行动|年度|阶段性?|近期|远期|短期|中期|中?长期|整治|整改|治理|创建|活动|攻坚|改革|总)的?)*目标(?:任务)?"
)
# 客观公正原则, as a heading of its own.
PRINCIPLE = re.compile(r"(?!坚持|遵循|把握|明确|按照|落实|贯彻)[一-鿿、]{2,8}(?:的)?原则")
# 整治区域和任务, 考核验收办法: put together from nothing but words that such headings consist of.
PARTS, LAST_PARTS = alternation(words("orders", "headings.parts")), alternation(words("orders", "headings.last"))
FURTHER = "(?=[一-鿿]{2})(?![和与及、]|以及)"
COMPOSED = re.compile(
    rf"(?:(?>{PARTS}){FURTHER}){{0,3}}+(?>{LAST_PARTS})(?:(?:[和与及、]|以及)(?:(?>{PARTS}){FURTHER}){{0,2}}+(?>{LAST_PARTS})){{0,3}}"
)
# 四、实施步骤。（一）宣传发动。召开…: below a heading of steps the name of a stage.
OF_STEPS = re.compile(r"[^，。]{0,8}(?:步骤|阶段|安排|进度)(?:[和与及、][^，。]{2,6})?")
STAGE_NAME = re.compile(STAGE_WORDS)
LONGEST_HEAD = 12
LONGEST_GOALS_HEAD = 20
HAN = re.compile("[一-鿿]")
# A line without a final mark tells where the paper was found.
ENDERS = frozenset("。；;！!")
# Below a heading without a number the next numbered line begins something else.
NO_RANK = len(RANK)


class PaperHeadings(NamedTuple):
    """Where such headings begin, and where the sentences do that stand below one of goals."""

    headings: frozenset[int]
    below_goals: frozenset[int]


NONE = PaperHeadings(frozenset(), frozenset())


def paper_headings(text: str, sentences: Sequence[Sentence]) -> PaperHeadings:
    """Find them; what stands below one of goals ends where the next number of its rank or of a higher one begins."""
    headings, found = set(), set()
    below: int | None = None
    steps: int | None = None
    agenda = False
    for sentence in sentences:
        style = style_of(sentence.enumerator)
        agenda = (agenda and style is not None) or (
            style is None and text.find("议程", sentence.start, sentence.end) >= 0 and _tells_agenda(text, sentence)
        )
        if agenda and style is not None:
            headings.add(sentence.start)
        if style is not None:
            below = None if below is not None and RANK[style] <= below else below
            steps = None if steps is not None and RANK[style] <= steps else steps
        if sentence.end - sentence.start <= LONGEST_GOALS_HEAD:
            told = text[sentence.start : sentence.end]
            if GOALS_HEAD.fullmatch(told):
                headings.add(sentence.start)
                below = NO_RANK if style is None else RANK[style]
                continue
            if len(told) > LONGEST_HEAD:
                pass
            elif told in CUSTOMARY or PRINCIPLE.fullmatch(told) or COMPOSED.fullmatch(told):
                headings.add(sentence.start)
                steps = RANK[style] if style is not None and OF_STEPS.fullmatch(told) else steps
            elif steps is not None and style is not None and STAGE_NAME.fullmatch(told):
                headings.add(sentence.start)
        if below is not None and sentence.ender in ENDERS and HAN.search(text, sentence.start, sentence.end):
            found.add(sentence.start)
    return PaperHeadings(frozenset(headings), frozenset(found))


# 会议的主要议程是：, over the numbered items.
AGENDA = re.compile(r"议程(?:安排)?(?:是|为|有|如下|包括)?$")


def _tells_agenda(text: str, sentence: Sentence) -> bool:
    return AGENDA.search(text[sentence.start : sentence.end].rstrip("：:")) is not None


# 1.教育基础提升工程。: what a work is called, whose first word may be a verb elsewhere.
NAMED_WORK = re.compile(
    r"(?:[一-鿿]{2,4})?(?:教育|养老|服务|就业|医疗|健康|文化|住房|救助|托育|出行|环境)[一-鿿]{2,10}(?:工程|行动|计划)"
)
MAKING_FIRST = ("实施", "开展", "推进", "打造", "加强", "建设", "启动", "完善", "深化", "落实", "组织", "抓好", "做好")


def names_work(text: str, sentence: Sentence) -> bool:
    """Whether a run-in heading is nothing but what a work is called."""
    if len(sentence.clauses) > 1 or text.startswith(MAKING_FIRST, sentence.start):
        return False
    return NAMED_WORK.fullmatch(text, sentence.start, sentence.end) is not None

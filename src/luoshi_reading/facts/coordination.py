"""What is known of the clauses of a sentence together, before it is cut: chains, parallels, objects of their own.

Rules R15 and R16.
"""

from __future__ import annotations

from typing import NamedTuple

from luoshi_reading.facts.clause_heads import core_of, head_verb
from luoshi_reading.facts.clause_roles import OUTCOME, YEAR_AHEAD, Role
from luoshi_reading.facts.levels import NUMBER
from luoshi_reading.structure import Clause

# Clauses of a dated chain of outcomes, and what each of them weighs (R16).
OUTCOME_CHAIN = 3
# Fewer do where the words before them set them as goals.
OUTCOMES_SET = 2
OUTCOME_WEIGHT = 2.0
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
    "消除",
    "全力消除",
    "切实消除",
    "坚决消除",
    "彻底消除",
    "及时消除",
    "有效消除",
    "及时化解",
    "有效化解",
    "完成投资",
    "总投资",
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
)
# What is done so, or comes of it, is no object of its own.
MANNERED = ("切实", "自觉", "确保", "力争", "争取", *NEVER_FIRST)


class Told(NamedTuple):
    """A clause with its words and what it does."""

    clause: Clause
    words: str
    role: Role


Run = list[Told]


class Sense(NamedTuple):
    """What is known of a whole sentence when it is cut."""

    listing: bool
    chained: bool
    parallel: str
    split_at: float
    few: bool
    guided: bool
    own: bool


def is_outcome_chain(run: Run, *, ahead: bool) -> bool:
    """到2025年，…健全，…建成，…形成: a dated chain of outcomes, each a goal of its own (R16).

    ``ahead``: the words before the chain (主要目标是：) set it as goals.
    """
    if ahead and [item.role for item in run].count(Role.OUTCOME) >= OUTCOMES_SET:
        return True
    # The date stands before the last three.
    for index in range(len(run) - OUTCOME_CHAIN + 1):
        if YEAR_AHEAD.search(run[index].words):
            return len([item for item in run[index:] if OUTCOME.search(item.words)]) >= OUTCOME_CHAIN
    return False


def parallel_head(run: Run) -> str:
    """The verb that heads three clauses and more (聚焦…，聚焦…，聚焦…): each is an entry (R16)."""
    if len(run) < PARALLEL_HEADS:
        return ""
    heads = [head_verb(core_of(item.words))[0] for item in run if len(item.words) >= PARALLEL_LENGTH]
    return next((head for head in heads if head and heads.count(head) >= PARALLEL_HEADS), "")


def have_own_objects(run: Run, weights: list[float]) -> bool:
    """建成…工程，抓好…治理，推动…改造: every clause orders something of its own, and none is a manner or a result."""
    return len(run) >= OWN_OBJECTS and all(
        weight >= OWN_WEIGHT
        and len(item.words) >= OWN_LENGTH
        and item.role in (Role.IMPERATIVE, Role.ORDER)
        and not item.words.startswith(MANNERED)
        and NUMBER.search(item.words) is None
        for item, weight in zip(run, weights, strict=True)
    )

"""How weighty an entry is: its best clause, its guide, what it permits, slogans, learnt points (R21, R22)."""

from __future__ import annotations

from luoshi_reading.facts.clauses.clause_roles import Role
from luoshi_reading.facts.clauses.figures_of_speech import SLOGAN, SLOGAN_LED
from luoshi_reading.facts.clauses.learnt_points import learnt_points
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT, NUMBER, STRONG_END, shuns
from luoshi_reading.facts.cutting.coordination import DUTY_HEAD_OF, OUTCOME_WEIGHT, Run, Sense
from luoshi_reading.knowledge.first_letters import compiled

RULE_WEIGHT = 1.5
"""Points of a sentence that permits or assigns (R22)."""
# Of this many clauses and more, a thing of fewer than decisive points is lost where most speak of attitudes (R21).
DILUTED = 5
DILUTING = -0.9
DECISIVE = 2.7
MAKES_PAPER = compiled(
    r"(?:制定|制订|编制|出台|拟定|建立)(?!的)[^，]{0,24}(?:方案|规划|计划|办法|细则|清单|台账|政策|措施|预案)"
)
# 高度重视: points of a clause that no learnt points outweigh.
SHUNNED = -3.0
# Between these points the lists tell too little of an entry; from so many learnt points on it is like things, from more
# where they tell a little (R21).
LEAST_UNSURE = -1.5
UNSURE = 0.7
LIKE_THINGS = 0.8
VERY_LIKE_THINGS = 1.6
# In a report or a speech, whose entries have several clauses, fewer will do.
LIKE_AMONG_OTHERS = 0.5
SUMMONS = "让我们"
# 提高站位，认清形势: characters of clauses that are slogans wherever they stand.
LONGEST_SLOGAN = 5
# 以…思想为指导，…: from so many clauses on the creed of a year, whatever it names.
CREED_CLAUSES = 5


def entry_weight(part: Run, weights: list[float], sense: Sense, *, permits: bool, guided: bool) -> float:
    """Give an entry's points: actionable from ``ACTIONABLE_AT`` on.

    ``weights``: those of its clauses. ``permits``: its sentence permits or assigns. ``guided``: what its sentence is
    guided by is a creed here, not the aim of a paper.
    """
    weight = _best(part, weights, sense.chained)
    if (
        LEAST_UNSURE < weight < ACTIONABLE_AT
        and not any(w <= SHUNNED or (w < 0.0 and item.role >= Role.DUTY) for w, item in zip(weights, part, strict=True))
        and _is_like_things(
            part, LIKE_THINGS if weight <= UNSURE else LIKE_AMONG_OTHERS if sense.listing else VERY_LIKE_THINGS
        )
    ):
        weight = ACTIONABLE_AT
    if sense.duties and DUTY_HEAD_OF.match(part[0].words):
        weight = max(weight, ACTIONABLE_AT)
    if _is_creed(part, guided):
        return min(weight, 0.0)
    if permits:
        return max(weight, RULE_WEIGHT)
    if weight > 0.0:
        for item in part:
            if item.words.startswith(SUMMONS):
                return 0.0
    return weight


def _is_like_things(part: Run, least: float) -> bool:
    return any(
        len(item.words) > LONGEST_SLOGAN
        and learnt_points(item.words) >= least
        and SLOGAN.search(item.words) is None
        and not shuns(item.words)
        for item in part
    )


def _is_creed(part: Run, guided: bool) -> bool:
    """Tell by what one is guided through a whole sentence, and a slogan of two halves without a number (R21)."""
    if guided and len(part) >= CREED_CLAUSES:
        return True
    return (
        len(part) == 2
        and SLOGAN_LED.fullmatch(part[0].words) is not None
        and NUMBER.search(part[1].words) is None
        and "“" not in part[1].words
    )


def _makes_paper(part: Run, weights: list[float]) -> bool:
    """抓紧制定本部门实施方案: a paper of their own is a thing among whatever attitudes."""
    return any(
        weight >= STRONG_END and MAKES_PAPER.search(item.words) is not None
        for weight, item in zip(weights, part, strict=True)
    )


def _best(part: Run, weights: list[float], chained: bool) -> float:
    if len(part) == 1:
        return max(weights[0], OUTCOME_WEIGHT) if chained and part[0].role is Role.OUTCOME else weights[0]
    if len(part) >= DILUTED and sum(weight <= DILUTING for weight in weights) * 2 > len(part):
        best = max(weights)
        return best if best >= DECISIVE or _makes_paper(part, weights) else min(best, 0.0)
    best = -9.0
    for index, item in enumerate(part):
        is_topic = item.role is Role.OTHER and index + 1 < len(part) and part[index + 1].role >= Role.IMPERATIVE
        weight = 0.0 if is_topic else weights[index]
        best = weight if weight > best else best
    if chained and any(item.role is Role.OUTCOME for item in part):
        return max(best, OUTCOME_WEIGHT)
    return best

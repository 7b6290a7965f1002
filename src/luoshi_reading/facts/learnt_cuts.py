"""Where a sentence dense with things to report on is cut, learnt from our own answers. Rule R109."""

from __future__ import annotations

from collections.abc import Sequence

from luoshi_reading.facts.clause_heads import DATED, DATED_FIRST, core_of, head_verb
from luoshi_reading.facts.clause_roles import Role
from luoshi_reading.facts.coordination import NEVER_FIRST, OF_THE_SAME, Run
from luoshi_reading.facts.leading_clauses import frames_only
from luoshi_reading.facts.levels import ACTIONABLE_AT
from luoshi_reading.facts.style import Style
from luoshi_reading.knowledge.learnt import points_of

START = ""
"""Stands for the points that every place starts with."""
DIGITS = "0123456789"
TIMES = "年月日季"
LIKELY = 38
"""Hundredths of points from which on a place is cut: three times in five and more (at 0 both are as likely)."""
# Points of a clause, and characters, at which it counts as a step heavier or longer.
STEPS = (-1.0, 0.0, 0.5, ACTIONABLE_AT, 2.0, 2.6, 3.2, 4.0)
LENGTHS = (8, 12, 18, 26)
MOST_CLAUSES, MOST_BEFORE = 8, 4
LONGEST_VERB = 4
OF_THE_YEAR = ("年底", "年末", "年内")


def counts(words_of: str) -> bool:
    """Whether a digit stands in a clause."""
    return any(digit in words_of for digit in DIGITS)


def is_dense(run: Run, weights: Sequence[float]) -> bool:
    """Whether a sentence holds a number and two clauses with a thing to report on."""
    heavy = 0
    for weight in weights:
        if weight >= ACTIONABLE_AT:
            heavy += 1
    return heavy > 1 and any(counts(item.words) for item in run)


def _step(value: float, steps: Sequence[float]) -> int:
    at = 0
    for step in steps:
        if value < step:
            break
        at += 1
    return at


def signs(run: Run, weights: Sequence[float], index: int, style: Style, numbered: bool) -> list[str]:
    """Return what is looked at where the clause ``index`` begins.

    That clause and the one before it (role, points, length, verb, first and last characters, numbers, times), how much
    of the sentence is heavy, how far in it stands, the kind of document, whether the sentence is ``numbered``.
    """
    item, before = run[index], run[index - 1]
    words_of, words_before = item.words, before.words
    weight, best = weights[index], max(weights[:index])
    number, number_before = counts(words_of), counts(words_before)
    verb, verb_before = head_verb(core_of(words_of))[0], head_verb(core_of(words_before))[0]
    told = len([item for item in run if counts(item.words)])
    heavy = len([weight for weight in weights if weight >= ACTIONABLE_AT])
    found = [
        START,
        f"role {item.role}",
        f"role before {before.role}",
        f"points {_step(weight, STEPS)}",
        f"points before {_step(weights[index - 1], STEPS)}",
        f"best before {_step(best, STEPS)}",
        f"lesser {_step(min(weight, best), STEPS)}",
        f"length {_step(len(words_of), LENGTHS)}",
        f"length before {_step(len(words_before), LENGTHS)}",
        f"clauses {min(len(run), MOST_CLAUSES)}",
        f"place {min(index, MOST_BEFORE)}",
        f"numbers {4 * told // len(run)}",
        f"heavy {4 * heavy // len(run)}",
        f"number {number}{number_before}",
        f"number of {number}{4 * told // len(run)}",
        f"verb {verb}",
        f"verb before {verb_before}",
        f"begins {words_of[0]}",
        f"begins {words_of[:2]}",
        f"ends {words_of[-2:]}",
        f"ended {words_before[-2:]}",
        f"began {words_before[:2]}",
        f"style {style.reported}{style.spoken}{style.listing}{style.resolved}",
    ]
    if weight >= ACTIONABLE_AT and best >= ACTIONABLE_AT:
        found.append(f"both {4 * heavy // len(run)}")
    if index == len(run) - 1:
        found.append("last")
    if numbered:
        found.append("numbered")
    if any(time in words_of for time in TIMES):
        found.append("time")
    if any(time in words_before for time in TIMES):
        found.append("time before")
    if verb and verb == verb_before:
        found.append("same verb")
    if "要" in words_of[:14]:
        found.append("owed")
    return found


def may_be_cut(run: Run, weights: Sequence[float], first: int, index: int) -> bool:
    """Whether the clause ``index`` and what stands before it from ``first`` on each have a thing to report on."""
    item = run[index]
    return (
        weights[index] >= ACTIONABLE_AT
        and item.role is not Role.FRAME
        and max(weights[first:index]) >= ACTIONABLE_AT
        and not item.words.startswith(NEVER_FIRST)
        and "不得" not in item.words
        and OF_THE_SAME.match(item.words) is None
        and not is_stage(item.words)
        and any(not frames_only(one) for one in run[first:index])
    )


def is_stage(words_of: str) -> bool:
    """5月开工建设, 年底竣工: a day and a bare verb."""
    if words_of.startswith(OF_THE_YEAR):
        return len(words_of) - 2 <= LONGEST_VERB
    dated = DATED.match(words_of) if words_of[0] in DATED_FIRST else None
    return dated is not None and len(words_of) - dated.end() <= LONGEST_VERB


def is_cut(run: Run, weights: Sequence[float], index: int, style: Style, numbered: bool) -> bool:
    """Whether an entry of its own likelier begins with the clause ``index`` than not."""
    points = points_of("comma_cuts")
    return sum([points.get(sign, 0) for sign in signs(run, weights, index, style, numbered)]) >= LIKELY

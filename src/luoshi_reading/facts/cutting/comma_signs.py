"""What is looked at where a clause may begin an entry of its own. Rule R109."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi_reading.facts.clauses.clause_heads import DATED, DATED_FIRST, core_of, head_verb
from luoshi_reading.facts.clauses.clause_roles import OWED, Role, owes
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT, MAKING
from luoshi_reading.facts.cutting.coordination import Run, Sense, Told
from luoshi_reading.facts.cutting.leading_clauses import frames_only
from luoshi_reading.facts.cutting.pieces_apart import Part
from luoshi_reading.facts.owners.subjects import subject_of
from luoshi_reading.facts.remembered import remembered

START = ""
"""Stands for the points that every place starts with."""
DIGITS = "0123456789"
TIMES = "年月日季"
# Points of a clause, characters of a clause and of an entry, at which it counts as a step heavier or longer.
STEPS = (-1.0, 0.0, 0.5, ACTIONABLE_AT, 2.0, 2.6, 3.2, 4.0)
LENGTHS = (8, 12, 18, 26)
ENTRY_LENGTHS = (10, 18, 26, 40, 60)
SHARES = (0.01, 0.2, 0.4, 0.6)
MOST_CLAUSES, MOST_BEFORE, MOST_SHARED = 8, 4, 2
OWED_WITHIN = 14
# 3所, 40%: what is counted by.
UNIT = re.compile(r"\d[\d.]*[万亿千百]*([一-鿿%％]{1,2})")
NO_THING = frozenset("0123456789、“”，")
MARKS = "、“《"


# 3岁以下婴幼儿: for whom, and no count.
AGE = re.compile(r"\d[\d、至到—-]*周?岁")


def counts(words_of: str) -> bool:
    """Whether a digit stands in a clause, ages left out."""
    if "岁" in words_of:
        words_of = AGE.sub("", words_of)
    return any(digit in words_of for digit in DIGITS)


@dataclass(slots=True)
class Seen:
    """A clause as it is looked at: its verb, who acts, the pairs of characters of its thing, what it counts by."""

    told: Told
    words: str
    core: str
    role: int
    weight: float
    number: bool
    verb: str
    acts: bool
    must: bool
    dated: bool
    pairs: frozenset[str]
    units: frozenset[str]


def seen_in(run: Run, weights: Sequence[float]) -> list[Seen]:
    """Look at the clauses of a sentence."""
    return [_seen(item, weight) for item, weight in zip(run, weights, strict=True)]


def _seen(item: Told, weight: float) -> Seen:
    words_of = item.words
    core = core_of(words_of)
    verb, at = head_verb(core)
    return Seen(
        item,
        words_of,
        core,
        item.role,
        weight,
        counts(words_of),
        verb,
        words_of[0] == "由" or subject_of(words_of, assigned=item.role in (Role.ASSIGNED, Role.DUTY))[0] is not None,
        item.signs & OWED != 0 and owes(words_of) is not None,
        words_of[0] in DATED_FIRST and DATED.match(words_of) is not None,
        _pairs(core[at + len(verb) :]),
        _units(words_of),
    )


@remembered
def _pairs(thing: str) -> frozenset[str]:
    """Return the pairs of characters of a thing, those with numbers and marks left out."""
    return frozenset([thing[i : i + 2] for i in range(len(thing) - 1) if NO_THING.isdisjoint(thing[i : i + 2])])


@remembered
def _units(words_of: str) -> frozenset[str]:
    """Return what a clause counts by."""
    return frozenset(UNIT.findall(words_of))


def _step(value: float, steps: Sequence[float]) -> int:
    at = 0
    for step in steps:
        if value < step:
            break
        at += 1
    return at


def signs(seen: Sequence[Seen], part: Part, index: int, sense: Sense) -> list[str]:
    """Return what is looked at where the clause ``index`` may begin an entry, behind the entry ``part``.

    That clause, the one before and the one after it; what the entry holds; how much of the sentence counts and is
    heavy; how the document gives orders.
    """
    item, style = seen[index], sense.style
    kind = f"{style.reported}{style.listing}"
    number = item.number
    found = [
        START,
        *_of_clause(item),
        *_of_sentence(seen, index),
        *_beside(item, seen[index - 1]),
        *_behind(item, seen[part.first : index]),
        f"filled {_step(part.filled, STEPS)}",
        f"objected {part.objected}",
        f"counted {part.counted}{number}",
        f"made {part.made}{item.verb in MAKING}",
        f"style {kind}{style.spoken}{style.resolved}",
        f"named first {not item.verb and item.role != Role.FRAME} {number} {kind}",
        f"chained {sense.chained}{sense.guided}{sense.own}{sense.duties}",
        f"split at {sense.split_at} {sense.few}",
        f"entry {min(index - part.first, MOST_BEFORE)}",
    ]
    if sense.numbered:
        found.append("numbered")
    if index + 1 < len(seen):
        after = seen[index + 1]
        found += [
            f"next role {after.role}",
            f"next points {_step(after.weight, STEPS)}",
            f"next number {after.number}",
            f"next {after.words[:2]}",
        ]
    else:
        found.append("last")
    return found


def _of_clause(item: Seen) -> list[str]:
    """Tell what the clause itself is."""
    words_of = item.words
    found = [
        f"role {item.role}",
        f"points {_step(item.weight, STEPS)}",
        f"length {_step(len(words_of), LENGTHS)}",
        f"verb {item.verb}",
        f"begins {words_of[0]}",
        f"begins {words_of[:2]}",
        f"core {item.core[:2]}",
        f"ends {words_of[-2:]}",
        f"ends {words_of[-1]}",
        f"dated {item.dated} {item.verb != ''} {item.number}",
        f"frames {frames_only(item.told)}",
    ]
    if any(time in words_of for time in TIMES):
        found.append("time")
    if "要" in words_of[:OWED_WITHIN]:
        found.append("owed")
    return found


def _of_sentence(seen: Sequence[Seen], index: int) -> list[str]:
    """Tell how many clauses it has, how many of them count and are heavy, and how far in this is."""
    told = 4 * len([0 for one in seen if one.number]) // len(seen)
    heavy = 4 * len([0 for one in seen if one.weight >= ACTIONABLE_AT]) // len(seen)
    return [
        f"clauses {min(len(seen), MOST_CLAUSES)}",
        f"place {min(index, MOST_BEFORE)}",
        f"numbers {told}",
        f"number of {seen[index].number}{told}",
        f"heavy {heavy}",
        f"heavy of {seen[index].weight >= ACTIONABLE_AT}{heavy}",
    ]


def _beside(item: Seen, before: Seen) -> list[str]:
    """Tell the clause before it, and both together."""
    found = [
        f"role before {before.role}",
        f"roles {before.role}{item.role}",
        f"role before {before.role} points {_step(item.weight, STEPS)}",
        f"points before {_step(before.weight, STEPS)}",
        f"length before {_step(len(before.words), LENGTHS)}",
        f"number {item.number}{before.number}",
        f"verb before {before.verb}",
        f"ended {before.words[-2:]}",
        f"ended {before.words[-1]}",
    ]
    if any(time in before.words for time in TIMES):
        found.append("time before")
    return found


def _behind(item: Seen, held: Sequence[Seen]) -> list[str]:
    """Tell what the entry before it holds: its weightiest, who acts there, words, units and marks both have."""
    best = max([one.weight for one in held])
    length = sum([len(one.words) for one in held])
    shared = len({pair for one in held for pair in one.pairs} & item.pairs)
    pairs = min(shared, MOST_SHARED)
    units = {unit for one in held for unit in one.units}
    found = [
        f"best {_step(best, STEPS)}",
        f"lesser {_step(min(item.weight, best), STEPS)}",
        f"holds {_step(length, ENTRY_LENGTHS)}",
        f"acts {item.acts}{any(one.acts for one in held)}",
        f"must {item.must}{any(one.must for one in held)}",
        f"dated {item.dated}{any(one.dated for one in held)}",
        f"role {item.role} behind {max([one.role for one in held])}",
        f"shared {pairs} {item.number}",
        f"shared {pairs}",
        f"shared of all {_step(shared / max(1, len(item.pairs)), SHARES)}",
        f"verbs {item.verb != ''}{any(one.verb for one in held)}",
        f"same verb {item.verb != '' and any(one.verb == item.verb for one in held)}",
        f"units {bool(item.units)}{bool(units)}{not units.isdisjoint(item.units)}",
        f"first verb {held[0].verb}",
    ]
    found += [f"{mark} {mark in item.words}{any(mark in one.words for one in held)}" for mark in MARKS]
    return found

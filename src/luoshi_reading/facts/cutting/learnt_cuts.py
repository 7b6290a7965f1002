"""Where a sentence that counts is cut, learnt from our own and the dense answers. Rule R109."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi_reading.facts.clauses.clause_heads import DATED, DATED_FIRST
from luoshi_reading.facts.clauses.clause_roles import Role
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT
from luoshi_reading.facts.cutting.comma_signs import Seen, counts, seen_in, signs
from luoshi_reading.facts.cutting.coordination import NEVER_FIRST, OF_THE_SAME, Run, Sense, with_frames
from luoshi_reading.facts.cutting.counted_pieces import BUILT, VENTURES
from luoshi_reading.facts.cutting.leading_clauses import frames_only
from luoshi_reading.facts.cutting.pieces_apart import Part
from luoshi_reading.knowledge.learnt import points_of

WANTED, DENIED = 20, -60
"""Hundredths of points from which on a place is cut that no rule cuts, and below which one is not that a rule cuts.

At 0 both are as likely, 20 is eleven times in twenty. Chosen on papers never learnt from
(``bench/train_comma_cuts.py --leave-out``).
"""
AMONG_THINGS = -50
"""Hundredths of points from which on a thing to report on behind another is cut where nothing is counted.

Papers labelled by others cut there more readily than ours, which the points are learnt from: at -50 three sets of
theirs gain and none loses more than 0.002 of commitments.
"""
LONGEST_VERB = 4
OF_THE_YEAR = ("年底", "年末", "年内")
# 安排500万元用于改造，由市财政局按进度拨付: who does with it what is to be done.
WHO_DOES_IT = re.compile(r"由[^，的]{2,30}(?:拨付|列支|承担|统筹|实施|落实|负责|牵头)")
# 开展技能培训，全年举办2次以上培训讲座: how often what stands before is held.
HELD_TIMES = re.compile(r"(?:举办|开展|组织|举行)(?:不少于|至少)?\d[\d.]*[次场期]")
# 全面检查渔船，对发现的问题立即整改: what comes of it.
WHAT_IS_FOUND = tuple("对" + found for found in ("发现", "查出", "检查", "排查", "存在"))
# 将聚焦防返贫监测，组织干部逐户走访: what it turns to.
TURNS_TO = re.compile(r"(?:\A|[将要])(?:聚焦|围绕|紧扣|瞄准)")


def tells_counts(run: Run) -> bool:
    """Whether a sentence holds a number, so that what was learnt is asked."""
    return any(counts(item.words) for item in run)


def never_begins(run: Run, seen: Sequence[Seen], first: int, index: int) -> bool:
    """Tell a clause with which only rules begin an entry.

    What carries on, what frames the clause behind it, how often that before it is held, what a project is made of, who
    does it, a day with a bare verb, what counts nothing behind an entry that does not either, and what neither counts,
    nor tells who acts, nor has a thing to report on.
    """
    item = seen[index]
    if item.words.startswith(NEVER_FIRST) or OF_THE_SAME.match(item.words) or is_stage(item.words):
        return True
    if not item.number and (
        not any(one.number for one in seen[first:index]) or (not item.acts and item.weight < ACTIONABLE_AT)
    ):
        return True
    if seen[index - 1].words.endswith(VENTURES) and BUILT.match(item.core):
        return True
    if item.words[0] == "由" and WHO_DOES_IT.fullmatch(item.words):
        return True
    if HELD_TIMES.search(item.words) and any(one.pairs & item.pairs for one in seen[first:index]):
        return True
    return item.role == Role.FRAME and index + 1 < len(run) and with_frames(run, first, index + 1) <= index


def is_thing_apart(run: Run, weights: Sequence[float], part: Part, index: int, sense: Sense) -> bool:
    """Whether a thing to report on stands apart from one before it in a sentence that counts nothing."""
    item = run[index]
    if (
        weights[index] < ACTIONABLE_AT
        or item.role not in (Role.IMPERATIVE, Role.ORDER)
        or item.words.startswith(WHAT_IS_FOUND)
        or item.words.startswith(NEVER_FIRST)
        or "不得" in item.words
        or OF_THE_SAME.match(item.words)
        or is_stage(item.words)
        or not any(
            weights[at] >= ACTIONABLE_AT and not TURNS_TO.search(run[at].words) for at in range(part.first, index)
        )
        or all(frames_only(one) for one in run[part.first : index])
    ):
        return False
    return _points(seen_in(run, weights), part, index, sense) >= AMONG_THINGS


def is_stage(words_of: str) -> bool:
    """5月开工建设, 年底竣工: a day and a bare verb."""
    if words_of.startswith(OF_THE_YEAR):
        return len(words_of) - 2 <= LONGEST_VERB
    dated = DATED.match(words_of) if words_of[0] in DATED_FIRST else None
    return dated is not None and len(words_of) - dated.end() <= LONGEST_VERB


def is_cut(seen: Sequence[Seen], part: Part, index: int, sense: Sense, *, by_rule: bool) -> bool:
    """Whether an entry begins with the clause ``index``; ``by_rule`` says what the rules make of it."""
    return _points(seen, part, index, sense) >= (DENIED if by_rule else WANTED)


def _points(seen: Sequence[Seen], part: Part, index: int, sense: Sense) -> int:
    points = points_of("comma_cuts")
    return sum([points.get(sign, 0) for sign in signs(seen, part, index, sense)])

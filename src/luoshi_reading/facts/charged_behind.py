"""Who is charged in the very sentence that tells what a meeting heard or passed. Rule R9."""

from __future__ import annotations

import re

from luoshi_reading.facts.clause_roles import Role, clause_role
from luoshi_reading.structure import Sentence

# 会议审议了《…》，改造方案由县住建局修改完善: behind what was done, clauses among which somebody is charged.
HEARD_FIRST = re.compile(r"(?:会议|会上)?[^，]{0,8}?(?:审议|讨论|研究|听取|审定|同意|通过)")
CHARGED_WITHIN = 4
CHARGES = "由"


def charged_behind(text: str, sentence: Sentence) -> int | None:
    """Return the clause in which somebody is charged behind what the meeting did; else None."""
    first = sentence.clauses[0]
    if len(sentence.clauses) == 1 or HEARD_FIRST.match(text, first.start, first.end) is None:
        return None
    for index, clause in enumerate(sentence.clauses[1:CHARGED_WITHIN], 1):
        if CHARGES in (words_of := text[clause.start : clause.end]) and clause_role(words_of) is Role.DUTY:
            return index
    return None

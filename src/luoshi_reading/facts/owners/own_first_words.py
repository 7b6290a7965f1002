"""Whose an entry is by its own first words, whatever note stands behind it. Rules R26, R27."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import DATED, DATED_FIRST
from luoshi_reading.facts.owners.subjects import CAUSING

# What stands behind whoever must, or is charged.
_OWES = re.compile("负责|牵头|承担|要|应|须|必须|对[^，]{2,20}负(?:总|主)?责")
# 镇卫生院配齐护栏: what comes to be in a place of work; who is named with 各, or is an office, does it.
_PLACES_OF_WORK = re.compile(r"(?:[医书卫法美体敬养福][一-鿿]{0,2}院|校|[小中大]学|园|村|社区|企业|站|馆|场|区|中心)$")
# 各级严格落实…; 市、县两级 are nobody's name.
_EVERY_LEVEL = "各级"


def opens(quote: str, owner: str | None) -> bool:
    """Whether an entry begins with who must (渔政部门负责巡航，所需船只由港务中心调剂), so that it is theirs."""
    return owner is not None and quote.startswith(owner) and _OWES.match(quote, len(owner)) is not None


def outranks_note(quote: str, owner: str) -> bool:
    """Whether the words of an entry tell whose it is more surely than the note behind it (R27)."""
    if owner.endswith("级") and owner != _EVERY_LEVEL:
        return False
    at = quote.find(owner)
    if at > 1 and quote[at - 2 : at] in CAUSING:
        return False  # 支持各镇建设冷库: who is to be spurred
    day = DATED.match(quote) if quote[:1] in DATED_FIRST else None
    first = at == 0 or (day is not None and 0 <= at - day.end() <= 1)
    if first and (owner[0] in "各" or _PLACES_OF_WORK.search(owner) is None):
        return True
    return opens(quote, owner)

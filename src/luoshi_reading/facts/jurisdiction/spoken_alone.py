"""A county told by nothing but its spoken name, somewhere in a document that names no other division. Rule R57."""

from __future__ import annotations

import re
from functools import cache

from luoshi_reading.facts.jurisdiction.place_names import CITIES, COUNTY, ORDINARY, PREFECTURE
from luoshi_reading.facts.jurisdiction.things_of_places import WATERS, WORDS_TOO
from luoshi_reading.knowledge.divisions import Division, by_short_name, divisions
from luoshi_reading.knowledge.word_lists import words

# 赴桑坞考察, 学习桑坞经验: another's.
_ELSEWHERE = re.compile(r"(?:赴|前往|学习|借鉴|来自|考察|对标|结对|对口|驻|原)\Z")
# 桑坞镇, 桑坞路, 桑坞同志: of that name, but no county.
_OTHER_THINGS = re.compile(
    r"(?:镇|乡|街道|[小中]?学|路|街|河|江|湖|溪|山|岭|沟|水库|村|社区|大道|桥|隧道|高速|铁路|酒|籍|同志|书记|主任|局长|部长"
    r"|[县市区]长|经验|做法|说|主持|强调|指出|等(?:地|\d|[一二三四五六七八九十两]))"
)
# How often a name has to stand there, where the document does not speak as a county.
_OFTEN = 2
_LONGEST_BEFORE = 4


@cache
def _names() -> dict[str, tuple[tuple[str, Division], ...]]:
    """The spoken names that one county alone has and that are nothing else, by their first character.

    A county that became a city or a district (平果县, 平果市) stands in the list with either name.
    """
    unfit = ORDINARY | WORDS_TOO | frozenset(words("places", "chance"))
    counties = frozenset(words("places", "waters"))
    found: dict[str, list[tuple[str, Division]]] = {}
    for name, options in by_short_name().items():
        near = {
            option.code[:2] + ("00" if option.code[:2] + "0000" in CITIES else option.code[2:4]) for option in options
        }
        one = len(near) == 1 and all(option.rank == COUNTY for option in options)
        if one and (name[-1] not in WATERS or name in counties) and name not in unfit:
            found.setdefault(name[0], []).extend((name, option) for option in options)
    return {first: tuple(listed) for first, listed in found.items()}


def spoken_alone(
    text: str, rank: int | None, kind: tuple[tuple[str, ...], bool] | None, provinces: frozenset[str]
) -> Division | None:
    """Return the county, or the prefecture of several, whose spoken name alone stands in a text (R57).

    ``provinces``: the first two digits of the provinces named; a county of another one is only mentioned.
    """
    told: dict[str, int] = {}
    present = frozenset(text)
    for first in present.intersection(_names()):
        for name, division in _names()[first]:
            if name[1] in present and (times := _mentions(text, name)):
                told[division.code] = told.get(division.code, 0) + times
    if provinces:
        told = {code: times for code, times in told.items() if code[:2] in provinces}
    if kind is not None and rank == COUNTY:
        told = {code: times for code, times in told.items() if divisions()[code].name.endswith(kind[0]) is kind[1]}
    told = _of_one_kind(told, rank)
    if rank == PREFECTURE and len(told) > 1:
        above = {code[:4] + "00" for code in told}
        return divisions().get(above.pop()) if len(above) == 1 else None
    if len(told) != 1:
        return None
    code, times = told.popitem()
    county = divisions()[code]
    if rank == COUNTY or (times >= _OFTEN and (rank is None or county.name.endswith("市"))):
        return county
    return None


def _of_one_kind(told: dict[str, int], rank: int | None) -> dict[str, int]:
    """Of a county that became a city or a district keep the city in a city's document, else the newer one."""
    known = divisions()
    kept: dict[str, str] = {}
    for code in told:
        short = known[code].short
        other = kept.get(short)
        if other is None or known[code].name.endswith("市" if rank == PREFECTURE else ("市", "区")):
            kept[short] = code
    return {code: told[code] for code in kept.values()}


def _mentions(text: str, name: str) -> int:
    times = 0
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        before = text[max(0, at - _LONGEST_BEFORE) : at]
        if _ELSEWHERE.search(before) is None and _OTHER_THINGS.match(text, end) is None:
            times += 1
        at = text.find(name, end)
    return times

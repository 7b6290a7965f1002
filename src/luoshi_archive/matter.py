"""The matter of a passage: what is left of it without dates, numbers, places and the stock words of orders.

Orders of one office look alike (建成乡镇卫生院3所, 建成乡镇敬老院3所) and are two things all the same: their matter was
exchanged (docs/rules/lineage.md, L7).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import Indel

_COUNTED = "[年月日个家所座处条名户人次件项亩吨期批万亿元千百季分率级]"
_NUMBER = f"(?:[0-9]+|x{{1,4}}){_COUNTED}*|[一二三四五六七八九十两百千]+{_COUNTED}"
_PARTICLE = "[的和与及等把对在为以各了将并或由从到向其于按前后内中上下]"

_PLACE_ENDS = re.compile(r"[省市县州旗镇乡]|(?<![园景社校库灾矿林牧城郊辖山特片厂])区")

_REFUSAL = re.compile("[不未禁无非停]|取消|暂缓")

LEAST_EXCHANGED = 2
"""Letters of matter that stand in the place of others before two passages can be two things."""

EXCHANGED_SHARE = 0.5
"""Exchanged matter over the matter that both have, from which on they are."""

LEAST_SHARED = 8
SHARED_SHARE = 0.75
"""Letters of matter that both have, and their share of the one with less, from which on they are one thing."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Letters of matter: how many two passages share, how many stand in place of others, how many the lesser has."""

    shared: int
    exchanged: int
    lesser: int

    @property
    def is_exchanged(self) -> bool:
        """Whether the passages say alike things of different matter (L7)."""
        return self.exchanged >= LEAST_EXCHANGED and self.exchanged >= EXCHANGED_SHARE * self.shared

    @property
    def is_shared(self) -> bool:
        """Whether they say different things of the same matter (L7)."""
        return self.shared >= max(LEAST_SHARED, SHARED_SHARE * self.lesser) and not self.is_exchanged


def matter_of(one: str, other: str) -> Matter:
    """Compare the matter of two normalised passages; their order makes no difference."""
    one, other = sorted((one, other), key=lambda text: (len(text), text))
    own, others = _is_matter(one), _is_matter(other)
    exchanged = shared = 0
    for is_equal, a, b, c, d in _stretches(one, other):
        if is_equal:
            shared += sum(own[a:b])
        elif not _are_places(one, a, b, other, c, d):
            exchanged += min(max(sum(own[a:b]), sum(others[c:d])), b - a, d - c)
    return Matter(shared, exchanged, min(sum(own), sum(others)))


def exchanges_refusal(one: str, other: str) -> bool:
    """Tell whether one of two normalised passages refuses more than the other: 不得 in the place of 应当."""
    return Counter(_REFUSAL.findall(one)) != Counter(_REFUSAL.findall(other))


def _stretches(one: str, other: str) -> Iterator[tuple[bool, int, int, int, int]]:
    """Align two texts: stretches that both have (True), and what stands between them on either side.

    A single letter that both happen to have between changes is no stretch: 防汛抗旱 and 森林防火 share nothing.
    """
    blocks = [block for block in Indel.opcodes(one, other) if block.tag == "equal"]
    a = c = 0
    for block in blocks:
        start, end, at, to = block.src_start, block.src_end, block.dest_start, block.dest_end
        is_chance = end - start == 1 and start > 0 and at > 0 and end < len(one) and to < len(other)
        if is_chance:
            continue
        if start > a or at > c:
            yield False, a, start, c, at
        yield True, start, end, at, to
        a, c = end, to
    if a < len(one) or c < len(other):
        yield False, a, len(one), c, len(other)


@cache
def _stock() -> re.Pattern[str]:
    """Match a run that is no matter; the longest word first."""
    listed = tomllib.loads((files(__package__) / "stock_words.toml").read_text(encoding="utf-8"))
    words = sorted({word for group in listed.values() for word in group}, key=lambda word: (-len(word), word))
    return re.compile("|".join([*words, _NUMBER, _PARTICLE]))


def _is_matter(text: str) -> list[bool]:
    matter = [True] * len(text)
    for found in _stock().finditer(text):
        matter[found.start() : found.end()] = [False] * (found.end() - found.start())
    return matter


def _are_places(one: str, a: int, b: int, other: str, c: int, d: int) -> bool:
    """Tell whether what stands in place of each other are names of places: 云岭 and 桑坞 before 市 and 县."""
    return all(
        end - start <= 4 and (_PLACE_ENDS.match(text, end) or (end and _PLACE_ENDS.match(text, end - 1)))
        for text, start, end in ((one, a, b), (other, c, d))
    )

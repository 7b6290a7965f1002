"""What OpenCC's tables hold: the conversions themselves, loaded once, and the characters they can change at all."""

from __future__ import annotations

from functools import cache
from itertools import compress
from operator import ne

from opencc import OpenCC

# Characters that only phrases of the table change, as in 明瞭; the longer table of another version may have more.
CHANGED_IN_PHRASES = "坏沈藉哩覆瞭衹甦"
VARIANTS = {
    "陜": "陕",
    "甯": "宁",
    "幷": "并",
    "牠": "它",
    "喫": "吃",
    "凴": "凭",
    "綫": "线",
    "麪": "面",
    "稭": "秸",
    "佈": "布",
    "佔": "占",
}
# Forms that Hong Kong prefers, and other variants of plain characters.
VARIANTS |= dict(
    zip(
        "衞敍粧暱枱衹祇隄菓砲踫隣鬪濶総雑汚竝痲紥畧煑覩觝鎻閙飃鵞讬甦擧攷曡氷渉湻灋盌碁窓縄罸羢聨脃蘓裌裠躭躳軆輭酧鴈鷰麤茍",
        "卫叙妆昵台只只堤果炮碰邻斗阔总杂污并麻扎略煮睹抵锁闹飘鹅托苏举考叠冰涉淳法碗棋窗绳罚绒联脆苏夹裙耽躬体软酬雁燕粗苟",
        strict=True,
    )
)
MADE_VARIANTS = "隣脃"
"""The variants that the tables themselves make, of compatibility forms."""
_HAN = range(0x4E00, 0xA000)
_SELDOM = "\u3400-\u4dbf\uf900-\ufaff\U00010000-\U0010ffff"
"""Blocks whose characters hardly any text holds: each of them counts as one that may be changed."""


@cache
def to_simplified() -> OpenCC:
    """Load the conversion to simplified characters."""
    return OpenCC("t2s")


@cache
def to_traditional() -> OpenCC:
    """Load the conversion to traditional characters."""
    return OpenCC("s2t")


@cache
def changed_to_simplified() -> str:
    """The parts of a set without whose characters a text stays as it is when it is turned simplified."""
    every = "\n".join(map(chr, _HAN))
    converted = str(to_simplified().convert(every))
    changed = set(compress(every[::2], map(ne, every[::2], converted[::2])))
    return _SELDOM + "".join(sorted(changed.union(CHANGED_IN_PHRASES)))


@cache  # over characters, of which there are not so many
def may_change(character: str) -> bool:
    """Tell whether a text that holds a character may become another one when it is turned simplified."""
    return character in CHANGED_IN_PHRASES or str(to_simplified().convert(character)) != character

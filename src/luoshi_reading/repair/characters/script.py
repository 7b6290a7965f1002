"""Script: traditional characters turned simplified for reading, one for one, so that no place moves.

OpenCC does the characters and the phrases; what it leaves (著 for 着, a few variants) is done here by context.
"""

from __future__ import annotations

import re
from functools import cache

from luoshi_reading.knowledge.rare_letters import lines_at, standing
from luoshi_reading.repair.characters.opencc_tables import (
    MADE_VARIANTS,
    VARIANTS,
    changed_to_simplified,
    to_simplified,
    to_traditional,
)
from luoshi_reading.repair.characters.unusual import unusual
from luoshi_reading.repair.edits import count_differences

KIND = "script"
SIMPLIFIED = "simplified"
WHY = "traditional_character"

# 著 is its own word in 显著, 著作 and their kin; everywhere else a traditional document means 着.
_ZHE_IN_TRADITIONAL = re.compile(r"著(?<![显昭卓原名专编论译巨遗拙合所主撰较土新旧]著)(?![名作述称录书])")
# In a document that is simplified otherwise only these are known to mean 着.
_ZHE_IN_SIMPLIFIED = re.compile(
    r"著(?=[力眼重手想实陆急色火迷凉魔装])|著(?<=[随沿有看朝向跟本着意味绕伴接试带顺靠凭]著)(?![名作述称者书])"
)
_VARIANT = re.compile(f"[{''.join(VARIANTS)}]")
# Phrases that the tables leave as they are.
_PHRASES = (("甚么", "什么"), ("覆核", "复核"), ("覆议", "复议"), ("覆审", "复审"), ("覆查", "复查"), ("覆函", "复函"))
# Characters that names of simplified documents hold, too.
_IN_NAMES = "乾昇陞鉅淩崑"
_CORNER_QUOTES = str.maketrans("「」『』﹁﹂﹃﹄", "“”‘’“”‘’")

# Words of Hong Kong, Macao and Taiwan administration that mainland documents do not use of themselves.
_ABROAD = (
    "行政院", "立法院", "立法會", "立法局", "特區政府", "行政長官", "財政司", "政務司", "民國", "縣市政府", "鄉鎮公所",
    "市議會", "縣議會", "區公所", "里長", "議員", "署長", "局處", "資訊", "網路", "品質", "計畫", "專案", "透過",
)  # fmt: skip
_MAINLAND = (
    "習近平",
    "黨中央",
    "市委",
    "省委",
    "縣委",
    "區委",
    "黨組",
    "街道辦",
    "人大常委",
    "脫貧",
    "幫扶",
    "十四五",
    "十三五",
)

_PAGE = 10_000
_LEAST_SHARE_TRADITIONAL = 0.02
"""Below this share of changed characters a text counts as simplified with strays: genuine traditional prose has
30–40 %, the ten real documents 0 or 15–40 %."""


@cache  # over characters, of which there are not so many
def simplified(character: str) -> str:
    """Turn one character simplified."""
    return str(to_simplified().convert(character))


@cache
def traditional(character: str) -> str:
    """Turn one character traditional."""
    return str(to_traditional().convert(character))


@cache
def _changeable() -> re.Pattern[str]:
    """From a character that the tables may change to the end of its line."""
    return re.compile(f"[{changed_to_simplified()}][^\n]*")


def _by_tables(text: str) -> str:
    """Turn a text simplified by OpenCC's tables, which are asked for the lines only that they may change."""
    changing = unusual(text).changing
    places = _changeable().finditer(text) if changing is None else ()
    lines = list(lines_at(text, [m.start() for m in places] if changing is None else standing(text, changing)))
    if not lines:
        return text
    converted = to_simplified().convert("\n".join([text[start:end] for start, end in lines])).split("\n")
    pieces: list[str] = []
    done = 0
    for (start, end), line in zip(lines, converted, strict=True):
        pieces += text[done:start], line
        done = end
    whole = "".join([*pieces, text[done:]])
    if len(whole) != len(text):  # no character of OpenCC's t2s does this today; a longer table might
        return "".join(map(simplified, text))
    return whole


def _differ_in_fewer(before: str, after: str, places: float) -> bool:
    """Whether two texts of one length differ in fewer places; page after page, until they differ in as many."""
    found = 0
    for start in range(0, len(before), _PAGE):
        found += count_differences(before[start : start + _PAGE], after[start : start + _PAGE])
        if found >= places:
            return False
    return True


def convert(text: str) -> str:
    """Turn a text simplified, keeping its length."""
    converted = _by_tables(text)
    changed = converted != text
    if (
        changed
        and any(map(text.__contains__, _IN_NAMES))
        and _differ_in_fewer(text, converted, sum(map(text.count, _IN_NAMES)) + _LEAST_SHARE_TRADITIONAL * len(text))
    ):
        converted = "".join(
            was if was in _IN_NAMES else now for was, now in zip(text, converted, strict=True)
        )  # 孙荣乾 in a simplified document
        changed = converted != text
    if "著" in converted:
        converted = (_ZHE_IN_TRADITIONAL if changed else _ZHE_IN_SIMPLIFIED).sub("着", converted)
    if changed:
        for variant in {*_VARIANT.findall(unusual(text).characters), *MADE_VARIANTS}:
            converted = converted.replace(variant, VARIANTS[variant])
        for phrase, plain in _PHRASES if "覆" in converted or "甚" in converted else ():
            converted = converted.replace(phrase, plain)
        if "「" in converted or "『" in converted or "﹁" in converted:
            converted = converted.translate(_CORNER_QUOTES)
    return converted


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Find where any of the words begins, which may be within another."""
    return re.compile("|".join(f"{word[0]}(?={word[1:]})" for word in words))


_WORDS_OF_ABROAD, _WORDS_OF_MAINLAND = _any_of(_ABROAD), _any_of(_MAINLAND)
_SAMPLE = 20_000
_LEAST_CHANGED = 5
_LEAST_WORDS_OF_ABROAD = 3
_MOST_CHARACTERS = 100_000
"""Where a document was written shows in its first pages; what is longer is a book or a collection."""


def _is_traditional(sample: str) -> bool:
    """Tell a sample in which the tables change enough characters; line after line, until they are enough."""
    wanted = max(_LEAST_CHANGED, _LEAST_SHARE_TRADITIONAL * len(sample))
    for line in sample.split("\n"):
        if wanted <= 0:
            break
        if _changeable().search(line):
            wanted -= count_differences(line, str(to_simplified().convert(line)))
    return wanted <= 0


def written_in(source: str) -> str:
    """Name the script of a source: ``simplified``, ``converted`` or ``traditional`` (see ``RepairedText.script``)."""
    if not _is_traditional(source[:_SAMPLE]):
        return SIMPLIFIED
    source = source[:_MOST_CHARACTERS]
    abroad = len(_WORDS_OF_ABROAD.findall(source)) + 2 * min(source.count("「"), source.count("」"))
    if abroad < _LEAST_WORDS_OF_ABROAD:
        return "converted"
    mainland = len(_WORDS_OF_MAINLAND.findall(source)) + min(source.count("“"), source.count("”"))
    return "traditional" if abroad > mainland else "converted"

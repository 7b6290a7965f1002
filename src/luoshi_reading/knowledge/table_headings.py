"""What the column of a table holds, told by its heading; and the cells that stand for another or for nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from luoshi_reading.knowledge.composed_headings import composed_role, settled
from luoshi_reading.knowledge.word_lists import knowledge_file, words

DITTO = "〃"
"""Stands for the cell above; openers write it where one cell reaches over several rows."""

LONGEST_HEADING = 24
"""Characters; 年度主要建设内容及形象进度目标 and its like stay under it."""
_LONGEST_WITH_ASIDE = 80
LEAST_RECOGNISED_SHARE = 0.6

_LIST = "table_headings"
_ASIDE = re.compile(r"[（(〔\[【][^）)〕\]】]*[）)〕\]】]?")
_NOT_WORD = re.compile(r"[\s\u3000：:、，,/／*·]+")
_LEADING = re.compile(
    r"^(?:20\d\d年度?|“?十[一二三四五六]五”?(?:期间|时期)?|本年度?|全年|今年|主要的?|计划|项目|年度|[市县区省]级?)+"
)
# 2030年, 2027年底规划值: what an indicator is in that year.
_YEAR = re.compile(r"[到至]?20\d\d年?(?:年?[底末])?(?:规划|预期|任务|计划|控制|基期|现状|完成|实际|预计)?(?:值|数)?")
_SHORT_ENDINGS = ("任务", "措施", "举措", "时限", "责任人", "联系人", "总投资")
_LONG_WORD = 4


@cache
def _roles() -> dict[str, str]:
    return {word: role for role in knowledge_file(_LIST)["columns"] for word in words(_LIST, f"columns.{role}")}


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(words(_LIST, f"{key}.all"))


def is_ditto(cell: str) -> bool:
    """Tell a cell that stands for the cell above it."""
    return cell in _set("ditto")


def is_nothing(cell: str) -> bool:
    """Tell a cell that says there is nothing to say."""
    return not cell or cell in _set("nothing")


def is_sum(cell: str) -> bool:
    """Tell the cell that names a row of sums."""
    return cell.rstrip("：:") in _set("sum")


@lru_cache(maxsize=8192)
def role_of(heading: str) -> str | None:
    """Tell what a column holds by its heading; ``other`` for one that no table of tasks has, None where unknown."""
    if not 1 < len(heading) <= _LONGEST_WITH_ASIDE:
        return None
    bare = _NOT_WORD.sub("", _ASIDE.sub("", heading))
    if not bare or len(bare) > LONGEST_HEADING:
        return None
    for written in (bare, _LEADING.sub("", bare)):
        if written in _set("other"):
            return "other"
        if written in _roles():
            return _roles()[written]
    if composed := composed_role(bare) or composed_role(_LEADING.sub("", bare)):
        return composed
    for length in range(len(bare) - 1, _LONG_WORD - 1, -1):
        role = _roles().get(bare[-length:]) or _roles().get(bare[:length])
        if role is not None:
            return role
    if _YEAR.fullmatch(bare):
        return "year_value"
    return next((_roles()[ending] for ending in _SHORT_ENDINGS if bare.endswith(ending)), None)


def named(headings: Sequence[str]) -> list[tuple[int, str]]:
    """Pair the columns whose heading is known with what they hold."""
    bare = [_NOT_WORD.sub("", _ASIDE.sub("", heading)) for heading in headings]
    roles = settled(bare, [role_of(heading) for heading in headings])
    return [(i, role) for i, role in enumerate(roles) if role is not None]


def are_headings(cells: Sequence[str]) -> bool:
    """Tell a line of headings: two kinds of column at least, and most of its cells known."""
    if len(cells) < 2 or cells[0][:1].isdigit():
        return False
    known = named(cells)
    return len({role for _, role in known}) > 1 and len(known) >= LEAST_RECOGNISED_SHARE * sum(map(bool, cells))

"""Who owes what is told of: whose paper is to be handed in, who bears the figure or the work that must. Rule R25."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.bodies import begins_as_none, is_body, is_list

# 各牵头单位的方案务于…前报送: whose paper is to be handed in.
_PAPER = re.compile(
    r"(?P<who>各[^，的]{1,14}?)(?:制定|编制|起草|拟定|拟订|报送|上报|提出)?的[^，]{2,24}?(?:[务请须要应]|务必)?于[^，]{2,20}前[^，]{0,12}?(?:报|送|交)"
)
# 县港务局承担的吞吐量指标要保持前三: who answers for what must.
_BORNE = re.compile(
    r"(?P<who>[^，的由]{2,24}?)(?:承担|负责|牵头|主办|承办|领办|主管)的[^，的]{2,36}?(?:要(?![求点素件])|须(?!知)|务必|必须|应(?!急|用))"
)


def owed_by(head: str) -> str:
    """Return who answers for what must be done or reached, or ""."""
    if "于" in head and (paper := _PAPER.match(head)):
        return paper["who"]
    borne = _BORNE.match(head) if "的" in head else None
    who = borne["who"] if borne else ""
    return who if who and not begins_as_none(who) and (is_body(who) or is_list(who)) else ""

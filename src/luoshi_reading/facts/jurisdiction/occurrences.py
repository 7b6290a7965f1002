"""Places that a text names only as where something happened elsewhere: no jurisdiction of its own. Rule R56."""

from __future__ import annotations

import re

_KINDS = "事故|火灾|爆炸|坍塌|垮塌|塌方|溃坝|地震|滑坡|泥石流|险情|灾情|事件|案"
_WHAT = rf"(?:{_KINDS}件?)"
# 吸取某地煤矿坍塌事故教训, 对某地火灾事故作出的重要指示; 我市的事故 is its own.
_OCCURRED = re.compile(
    r"(?:[吸汲]取|对(?=[^，。；\n]{4,80}?(?:指示|批示|讲话|部署)))了?(?:近期|近日|最近|此次|这次)?"
    rf"(?P<where>(?!我|本|全)[^，。；：\n]{{2,60}}?{_WHAT})"
)
# What tells that such a thing is spoken of at all, and that one happened.
_SIGNS = ("吸取", "汲取", "指示", "批示", "讲话")
_HAPPENED = re.compile(_KINDS)


def without_occurrences(text: str) -> str:
    """Leave out what happened where in lessons that are drawn and instructions that were given on it."""
    if not any(sign in text for sign in _SIGNS) or _HAPPENED.search(text) is None:
        return text
    return _OCCURRED.sub(_left_out, text)


def _left_out(found: re.Match[str]) -> str:
    return found[0][: found.start("where") - found.start()]

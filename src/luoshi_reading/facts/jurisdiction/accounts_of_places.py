"""Whose page it is by its account, its credits or its headline's edges, where the name is a common word. Rule R57."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.facts.jurisdiction.place_names import COUNTY, PREFECTURE
from luoshi_reading.knowledge.divisions import Division, by_short_name

_BEFORE = (
    "(?:云上|云|微|爱|i|大美|魅力|美丽|幸福|智慧|今日|中国|掌上|文明|平安|法治"
    "|清廉|悦|视听|指尖|活力|生态|最|走进|锦绣|印象)?"
)
_NAME = "(?P<name>[一-鿿]{2,3}?)[县市区]?"
_BEHIND = (
    "(?:宣传|在线|文明网|文明办|组工|组织工作|TV|官方发布|官微|微信|公众号|党政办|党政网|广播电视台?|电视台|融媒体?(?:中心)?|新闻网?|日报|报"
    "|发布|资讯|先锋|网信|政务|政协|人大|应急|教育|公安|公安局|气象|水利|农业农村|司法|民政|信访|统战)?"
)
_MEETS = "召开|举行|举办|开展|部署|启动|组织"
_COLUMNS = "头条|要闻|新闻|发布|快讯|时讯|动态|时政"
# 来源：云上开化, 编辑：开化融媒, （开化融媒 汤敏）, （汤敏 开化报道）, 开化融媒讯, 2027-03-03 开化新闻网
_ACCOUNTS = (
    re.compile(
        rf"(?:来源|作者|供稿|发布|编辑|责编|记者|主办|出品)[：:][ \u3000]*{_BEFORE}{_NAME}{_BEHIND}"
        r"(?=[\s）)|｜，。·【]|\Z)"
    ),
    re.compile(
        r"[（(](?:[一-鿿]{2,3}[ \u3000]+)?(?P<name>[一-鿿]{2})[县市区]?"
        r"(?:融媒体?(?:中心)?|报道组?|电视台)(?=[ \u3000）)])"
    ),
    re.compile(
        r"(?:\A|[\n_|｜—–-]|\d[ \u3000]+)[ \u3000]*(?P<name>[一-鿿]{2})(?:融媒体?|新闻网|日报|电视台|广播电视台|在线)"
        r"(?:讯|[ \u3000]*(?:\n|\Z))"
    ),
    re.compile(rf"(?:\A|\n)[ \u3000]*(?P<name>[一-鿿]{{2}})(?:{_COLUMNS})[ ]?[｜丨|：:]"),
)
# 开化召开渔业会议, 【开化】…, 开化头条｜…, … | 开化, …（开化）: a headline's edges.
_EDGES = (
    re.compile(
        r"(?:\A|\n)[ \u3000]*(?P<name>[一-鿿]{2})"
        rf"(?=[县市区]?(?:{_MEETS})[^\n。]{{2,60}}\n)"
    ),
    re.compile(r"(?:\A|\n)[ \u3000]*【(?P<name>[一-鿿]{2,3})】"),
    re.compile(r"[^\n。]{6,60}(?:[|｜_—–-][ \u3000]?|[（(])(?P<name>[一-鿿]{2})[）)]?[ \u3000]*(?=\n)"),
)
_HEAD = 240


def page_of(head: str, metadata: str, rank: int | None, kind: tuple[tuple[str, ...], bool] | None) -> Division | None:
    """Return the one county whose account, credit or headline's edge stands on the page (R57)."""
    found = {
        division.code: division
        for name in _named(head, metadata)
        if len(options := by_short_name().get(name, ())) == 1 and (division := options[0]).rank == COUNTY
    }
    if len(found) != 1:
        return None
    division = found.popitem()[1]
    if rank == PREFECTURE and not division.name.endswith("市"):
        return None
    if rank == COUNTY and kind is not None and division.name.endswith(kind[0]) is not kind[1]:
        return None
    return division


def _named(head: str, metadata: str) -> Iterator[str]:
    for expression in _ACCOUNTS:
        for stretch in (metadata, head[:_HEAD], head[-_HEAD:]):
            yield from (found["name"] for found in expression.finditer(stretch))
    for expression in _EDGES:
        yield from (found["name"] for found in expression.finditer(head[:_HEAD]))

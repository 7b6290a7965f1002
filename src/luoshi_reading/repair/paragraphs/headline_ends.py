"""Where a headline ends and its text begins, told by the words on both sides of the line's end."""

from __future__ import annotations

import re

_HEADLINE = re.compile(r"[^，。；：]{6,80}")
_SALUTATION = re.compile(r"各[^。；：]{2,80}：")
_PAPER = re.compile(
    r"(?:讲话稿?|致辞|发言|主持词|报告|纪要|决[议定]|公报|通[知告报]|意见|公告|方案|办法|计划|要点|规划|细则|措施|预案|规定|总结)\Z"
)
_TEXT_OF_PAPER = re.compile(r"为[^。]{4}|根据|按照|同志们|各位|各[^。；：]{2,60}：")
_TEXT_OF_REPORT = re.compile(r"近日|日前|[昨今][日天]|本[报网台]讯|(?:20\d\d年)?\d{1,2}月\d{1,2}日")


def ends_headline(line: str, after: str) -> bool:
    """Tell a headline, or whom a paper is sent to, that happens to be as wide as the page from the text below."""
    if _SALUTATION.fullmatch(line):
        return True
    if not _HEADLINE.fullmatch(line):
        return False
    return _TEXT_OF_REPORT.match(after) is not None or (
        _PAPER.search(line) is not None and _TEXT_OF_PAPER.match(after) is not None
    )

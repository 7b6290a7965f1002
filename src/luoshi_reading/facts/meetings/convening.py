"""Meetings told of without being held: those a notice calls for a day to come, those somebody watched. Rule R70."""

from __future__ import annotations

import re

from luoshi_reading.facts.heads.dates import iso
from luoshi_reading.facts.meetings.meeting_names import KIND_OF_MEETING

_HEAD = 1200
# 关于召开全县渡口安全工作会议的通知; 定于3月5日召开渡口迎检工作会议
_CALLED = re.compile(
    rf"(?:关于)?召开(?P<titled>[^，。；：\n《》]{{2,60}}?(?:{KIND_OF_MEETING}))的?(?:预备|补充|紧急)?通知"
    rf"|定于[^，。；\n]{{4,30}}召开(?P<name>[^，。；：\n]{{2,60}}?(?:{KIND_OF_MEETING}))(?=[，。；：]|$)"
)
_DAY = re.compile(
    r"(?:定于|(?:会议)?时[ \u3000]*间(?:[：:]|定于|为)?)[ \u3000\n]*"
    r"(?:(?P<y>20\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日"
)
# 3月5日，桑坞县组织收看全省渡口安全电视电话会议
_WATCHED = re.compile(
    r"(?:组织)?(?:集中)?(?:收听收看|收[听看]|参加)了?"
    r"(?P<name>[^，。；\n]{2,50}?(?:电视电话会议?|视频(?:调度|推进)?会议?))(?=[，。；\n]|$)"
)
_LEAD = 400


def convened(text: str, year: int | None) -> tuple[str, str | None] | None:
    """Return the name of the meeting that a notice calls, and its ISO day, without a year where none is known.

    ``year``: the one the notice speaks from.
    """
    called = _CALLED.search(text, 0, _HEAD)
    if called is None:
        return None
    at = _DAY.search(text, 0, _HEAD)
    if at is None:
        return called["titled"] or called["name"], None
    own = int(at["y"]) if at["y"] else year
    return called["titled"] or called["name"], iso(own, int(at["m"]), int(at["d"]))


def watched(text: str) -> str | None:
    """Return the name of the meeting by video that a report says somebody watched."""
    found = _WATCHED.search(text, 0, _LEAD)
    return found["name"] if found else None

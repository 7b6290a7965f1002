"""Whether a meeting was held by video, where, and who followed it in branch venues. Rule R75."""

from __future__ import annotations

import re

from luoshi_reading.facts.meetings.meeting_names import clause_start

BRANCH_TO = re.compile(r"(?:形式|会议)(?:直接|一直)?(?:召开到|开到|直通)(?P<to>[^，。；]{1,30})")
VENUE = re.compile(r"(?:会议中心|会议室|礼堂|宾馆|会堂|会展中心|酒店|影剧院|报告厅|大剧院|文化中心)")
LONGEST_VENUE = 20
# 主会场设在县政府四楼会议室
MAIN_AT = re.compile(r"主会场(?:设在|设于|为|：)(?P<at>[^，。；\n]{2,20})")
# 会议设主会场1个，分会场22个: how many there are says nothing of where.
# 地点：县政府三楼会议室, in minutes.
AT = re.compile(r"(?:^|\n|[ \u3000；。])(?:会议)?地[ \u3000]*点[：:][ \u3000]*(?P<at>[^，。；\n：: \u3000]{2,24})")
# 分会场：各乡镇会议室
BRANCH_AT = re.compile(r"分会场(?:设在|设于|为|：)(?P<at>[^，。；\n]{2,30})")
ONLY_COUNTED = re.compile(
    r"[^，。；]{0,8}[主分]会场共?(?:\d|[一二两三四五六七八九十]+个)|[^，。；]{0,8}\d+个[主分]?会场"
)
# 各乡镇主要负责人在分会场参加会议
WHO_IN_BRANCH = re.compile(
    r"(?P<who>[^，。；、]{1,24}?)(?:班子|主要|有关|相关|分管)*(?:负责人|负责同志|领导|干部|人员)?(?:分别)?在(?:各自|当地|本地|所在地)?分会场"
)

# 在分会场，与会人员认真听讲: tells neither where nor who.
BARE_BRANCH = ("分会场", "在分会场", "各分会场", "在各分会场")


def branch_venues(text: str) -> str | None:
    to = BRANCH_TO.search(text) if "开到" in text or "直通" in text else None
    if to:
        return to["to"]
    at = text.find("分会场")
    if at >= 0 and (where := BRANCH_AT.match(text, at)):
        return where["at"]
    first = at
    while at >= 0:
        start = clause_start(text, at)
        if ONLY_COUNTED.match(text, start) is None:
            who = WHO_IN_BRANCH.match(text, start, at + 3)
            said = who["who"].strip() if who else text[start : at + 3].strip()
            return None if said in BARE_BRANCH else said
        at = text.find("分会场", at + 1)
    return text[clause_start(text, first) : first + 3].strip() if first >= 0 else None


def main_venue(text: str) -> str | None:
    at = text.find("主会场")
    if at >= 0:
        if where := MAIN_AT.search(text, at):
            return where["at"]
        start = clause_start(text, at)
        if ONLY_COUNTED.match(text, start) is None:
            told = text[start : at + 3].strip()
            return told[told.rfind("在") + 1 :] if "在" in told[:-3] or text[at - 1] == "在" else told
    if set_at := AT.search(text) if "点：" in text or "点:" in text else None:
        return set_at["at"]
    for venue in VENUE.finditer(text):
        clause = text[clause_start(text, venue.start()) : venue.end()]
        place = clause[max(clause.rfind("在"), clause.rfind("于")) + 1 :]
        if len(place) < len(clause) and len(place) <= LONGEST_VENUE:
            return place
    return None


# By video where the words say so, venues as written (R75).
VIDEO = re.compile(
    r"电视电话会|视频(?:例|推进|部署|调度|动员|专题|工作|培训|协调|座谈)?会|视频形式|视频连线|视频方式|电视电话形式|视频调度|以视频|网络视频|线上线下相结合|视频直播|视频(?:联动|互动|会商)|“视频.?现场”|视频.?现场[^，。]{0,6}(?:方式|形式)"
)
# 传达全省视频会议精神 tells of another meeting.
ANOTHERS = re.compile(r"看望|慰问|问候|[^，。；]{0,12}(?:精神|要求|讲话|部署(?!会))|议?(?:系统|终端|设备|平台|室)")
# 今天的大会采取现场直播的形式，在市会展中心设主会场: how the speaker says that it is held.
HELD_AS = re.compile(
    r"(?:以|采[取用]|通过|利用)[^，。；\n]{0,8}?(?:视频|电视电话|直播|线上线下)[^，。；\n]{0,12}?(?:形式|方式|会议)"
)
THIS_MEETING = re.compile(r"(?:今[天晚]|这次|本次|此次)(?=[^。；\n]{0,24}会)[^。；\n]{0,34}\Z")
HELD_BEFORE = 36
HELD_AS_WITHIN = 2000


def said_to_be_by_video(lead: str) -> bool:
    """Whether a speaker says that the meeting he speaks at is held by video (R75)."""
    if not any(word in lead for word in ("视频", "电视电话", "直播", "线上")):
        return False
    return any(
        THIS_MEETING.search(lead[max(0, at.start() - HELD_BEFORE) : at.start()]) for at in HELD_AS.finditer(lead)
    )


def by_video(text: str) -> bool:
    if "视" not in text and "线上线下" not in text:
        return False
    return any(ANOTHERS.match(text, found.end()) is None for found in VIDEO.finditer(text))

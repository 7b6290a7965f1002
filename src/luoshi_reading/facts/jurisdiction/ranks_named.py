"""Which rank title and lead name: who met, who watched, whose headline it is. Rule R56."""

from __future__ import annotations

import re

from luoshi_reading.facts.jurisdiction.place_names import COUNTY, PREFECTURE
from luoshi_reading.knowledge.divisions import by_name

OWN_RANKS = (PREFECTURE, COUNTY)
# 古田县收看全省安全生产会议: the title begins with who met, though the report is about the whole province.
TITLED = re.compile(
    r"(?:中国共产党|中共)?(?:[一-鿿]{2,9}(?:省|自治区|市|州))?(?P<name>[一-鿿]{1,12}[市县区州旗])"
    r"(?=收看|收听|参加|组织|召开|举行|传达|部署|启动|开展|推进|人民政府|20\d\d年|政府|第|关于|全面|安排|贯彻)"
)


# 6月24日，桑坞市委常委会召开会议，传达学习省委全会精神: whoever's words are studied, it meets.
MEETS = re.compile(
    r"\n(?:[^\n。]{0,40}讯[ \u3000]*+(?:[（(][^）)\n]{0,30}[）)])?)?[ \u3000]*+"
    r"(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上下]午|晚上?)?[，,]?(?P<name>[一-鿿]{2,9}[市县区州旗])"
    r"(?:委(?:常委会|理论学习中心组|中心组)?[^，。；\n]{0,8}(?:召开|举行)"
    # 桑坞区十届人大二次会议开幕
    r"|第?[一二三四五六七八九十]+届(?:人大|政协|人民代表大会|委员会|人大常委会)[^，。；\n]{0,16}会议?[^，。；\n]{0,12}(?:开幕|闭幕|召开|举行))"
)
# 6月28日晚，县委书记汤敏主持召开…: who acts in the first words, whoever's papers were studied.
HEAD_ACTS = re.compile(
    r"\n(?:[^\n。]{0,40}讯[ \u3000]*+(?:[（(][^）)\n]{0,30}[）)])?)?[ \u3000]*+"
    r"(?:近日|日前|(?:20\d\d年)?(?:\d{1,2}月)?\d{1,2}日)(?:[上下]午|晚上?)?[，,]?[县区旗](?:委书记|委副书记、[县区旗]长|长)"
    r"[一-鿿]{2,4}(?:主持|召集|带领|带队|率队|一行|到|深入|赴|先后|出席|检查|调研|督导)"
)


def meeting_rank(lead: str) -> int | None:
    """The rank of who meets or acts in the first words of a report."""
    return rank_of(MEETS.match("\n" + lead)) or (COUNTY if HEAD_ACTS.match("\n" + lead) else None)


# 我市与邻市同步举行…演练
OWN_TITLE = re.compile(r"我(?P<rank>[省市县区州旗])")


# 区委书记在…大会上的发言: the office of who speaks.
SPEAKER = re.compile(r"(?P<rank>[县区旗州])(?:委(?:副?书记|常委)|长)(?=[^，。：]{0,12}在[^，。]{4,40}(?:上|时)的)")


def title_rank(title: str | None) -> int | None:
    """The rank of the jurisdiction that a title begins with."""
    if title and (own := OWN_TITLE.match(title)):
        return 1 if own["rank"] == "省" else OWN_RANKS[own["rank"] not in "市州"]
    if title and (speaker := SPEAKER.match(title)):
        return OWN_RANKS[speaker["rank"] != "州"]
    return rank_of(TITLED.match(title or ""))


# 省政府召开视频会议，安吉县组织收看: who watches on reports on its own meeting.
WATCHING = re.compile(
    r"[，。；\n日后](?P<name>[一-鿿]{1,12}[市县区州旗])(?=(?:在[^，。]{0,10})?(?:设[立置]?)?分会场|(?:组织)?收[看听]|组织参[加会]|随[即后]召开)"
)


def watching_rank(lead: str) -> int | None:
    """The rank of the jurisdiction that watches a meeting of those above it."""
    return rank_of(WATCHING.search("\n" + lead))


def rank_of(found: re.Match[str] | None) -> int | None:
    name = (
        next((n for at in range(len(found["name"]) - 1) if (n := found["name"][at:]) in by_name()), None)
        if found
        else None
    )
    return max(option.rank for option in by_name()[name]) if name else None

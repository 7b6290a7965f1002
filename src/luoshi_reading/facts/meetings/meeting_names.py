"""What a meeting is called: the name after 召开 or before it, with whose meeting it is. Rule R71."""

from __future__ import annotations

import re

from luoshi_reading.knowledge.first_letters import compiled

KIND_OF_MEETING = (
    "会议|大会|全会|推进会|现场会|座谈会|动员会|部署会|专题会|常务会|学习会|调度会"
    "|视频会|电视电话会|协调会|论证会|评审会|研讨会|对接会|总结会|表彰会|誓师会|约谈会|观摩会|启动会|办公会|务虚会"
    "|分析会|研判会|读书班|汇报会|述职会|评议会|推介会|洽谈会|茶话会|团拜会|宣讲会|培训会|审查会|质询会|通报会|提醒会|整改会|调研会|咨询会"
    "|工作会|例会|培训班|党组会|联席会|发布会|碰头会|见面会|交办会|会商会|恳谈会|民主生活会|报告会|通气会|点评会|拉练会|听证会|交流会|促进会|扩大）会|(?:签约|启动|开工|揭牌|授牌|颁奖|开通|通车|竣工|开幕|闭幕)仪式|开幕式|闭幕式"
)
HELD = compiled("(?:召开|举行|举办)(?!模式|方式|形式|频次|情况)|开幕|闭幕")
NAME_AFTER = re.compile(
    rf"了?(?:召开)?(?P<name>(?:[^，。；\n“”]|“[^”]{{1,30}}”){{0,70}}?(?:{KIND_OF_MEETING}))(?=[，。；\n]|$|（(?!扩大)|(?<=会议)(?:研究|部署|安排|听取|传达|审议|讨论|贯彻|学习(?!教育)))"
)
NAME_BEFORE = re.compile(
    rf"(?P<name>[^，。；\n：]{{4,60}}(?:{KIND_OF_MEETING}))(?:(?:[昨今]日|[昨今]天|日前|近日|\d{{1,2}}日)(?:[上下]午)?)?(?:在[^，。]{{1,20}})?(?:隆重|胜利|顺利|圆满|成功|如期)?$"
)

BEFORE_NAME = re.compile(
    r"^在(?=全[省市县区州])|^(?:(?:20\d\d年)?\d{1,2}月)?\d{1,2}日(?:至(?:\d{1,2}月)?\d{1,2}日)?(?:上午|下午)?[，、]?|^(?:上午|下午)|^[，、]"
)
# （记者汤敏）全市渡口调度会昨日召开
CREDITED = re.compile(r"^.{0,10}[（(][^（）()]{0,4}(?:记者|通讯员)[^（）()]{1,30}[）)]")
# 由全体镇村干部、各站所负责人参加的…推进会
MADE_UP_OF = re.compile(r"^由[^，。；]{2,40}?(?:参加|参与|出席|组成)的")
# 大会执行主席汤敏宣布大会开幕, 汤敏主持大会闭幕式: what the chair does names no meeting.
SAID_BY_CHAIR = re.compile(r"(?:宣布|主持)(?:大会|会议|全会|本次[^，。]{0,8})$")
# …第十六次代表大会在圆满完成各项议程后，于上午胜利闭幕
AGENDA_DONE = re.compile(r"[^，。；：\n]{4,60}(?:会议|大会|全会)(?=[在圆胜顺，])")
NAME_LENGTH = 1500
LONGEST_BEFORE = 120  # characters that a name before 召开 takes at most, with 在… behind it
SHORTEST_NAME = 5
PLAIN_NAME = 7
DATED_HOLDING = re.compile(r"[于在][^一-鿿]{0,6}(?:\d{4}年)?\d{1,2}月[^，。]{1,24}$")
NO_NAME = ("的", "是", "一次", "这次", "此次", "本次")
# 第七次会议, 九届三十次常委会会议, （扩大）学习会议, 常委会会议: without whose meeting it is.
_TIMES = r"第?[一二三四五六七八九十百〇\d]{1,4}"
BARE = re.compile(
    rf"(?:{_TIMES}届)?(?:(?:20\d\d年)?{_TIMES}次)?"
    r"(?:（扩大）|扩大|全体|全团|常委会?|常务|主席|主任|党组|预备|学习|专题|集体学习|理论学习|中心组|会议)*(?:（扩大）)?(?:会议?|全会)"
)
# 市九届人大常委会, 县委中心组, …四次会议主席团, before 召开.
WHOSE = re.compile(
    r"(?P<body>[一-鿿\d（）]{0,40}?(?:委员会|常委会|人大|政协|政府|党组|中心组|主席团|次会议|[省市县区州旗团党]委|工委|党工委|管委会|指挥部|[安食]委会|代表团"
    r"|领导小组|办公室|[局厅]))$"
)
# 省委常委会召开会议; 市委召开会议 names none.
STANDING = ("常委会", "党组", "领导小组", "指挥部", "委员会", "安委会", "主席团", "常务委员会")
NO_BODY = re.compile(
    r"^.{0,16}讯(?:[ \u3000]*（[^）]*）)?|^[ \u3000]+|^(?:日前|近日|此前|随后|当[天日]|会[上前后])"
    r"|^(?:今|昨|前)[天日]?(?:（[^）]*）)?(?:[上下]午|晚上?)?"
)


def meeting_name(text: str, within: int = NAME_LENGTH) -> str | None:
    """The meeting's name, after 召开 or before it; descriptions (一次重要会议) are no names (R71)."""
    short = None
    for held in HELD.finditer(text, 0, within):
        start = clause_start(text, held.start())
        if held[0] == "闭幕" and (done := _with_its_agenda_done(text, held.start())):
            return done
        if DATED_HOLDING.match(text, start, held.start()) and text[start - 1 : start] == "，":
            # …全体会议，于2月9日至10日举行.
            before = _name_before(text[clause_start(text, start - 1) : start - 1])
        else:
            before = _name_before(text[start : held.start()])
        after = NAME_AFTER.match(text, held.end())
        if after and BARE.fullmatch(after["name"]) and (whose := _whose(text[start : held.start()])):
            if after["name"] == "会议" and not whose.endswith(STANDING):
                continue
            if "次" in after["name"]:
                return whose + after["name"]
            short = short or whose + after["name"]
            continue
        found = before or after
        name = BEFORE_NAME.sub("", found["name"]).strip(" \u3000") if found else ""
        name = CREDITED.sub("", MADE_UP_OF.sub("", name))
        if " " in name and len(name.rpartition(" ")[2]) >= PLAIN_NAME:
            name = name.rpartition(" ")[2]  # the second half of a headline
        if SAID_BY_CHAIR.search(name):
            continue
        if len(name) >= SHORTEST_NAME and not name.startswith(NO_NAME) and "是" not in name:
            if len(name) >= PLAIN_NAME:
                return name
            short = short or name  # 人才座谈会 in the headline, 海洋人才座谈会 in the text
    return short


def _with_its_agenda_done(text: str, end: int) -> str | None:
    """The name that begins the sentence of a meeting which closes with its agenda done."""
    sentence = text[max(text.rfind("。", 0, end), text.rfind("\n", 0, end)) + 1 : end]
    opening, _, rest = sentence.partition("完成")
    named = AGENDA_DONE.match(BEFORE_NAME.sub("", opening.strip(" \u3000"))) if "议程" in rest else None
    return named[0] if named and len(named[0]) >= PLAIN_NAME else None


def _name_before(clause: str) -> re.Match[str] | None:
    """What a clause ends in that is called like a meeting, which every such name tells by one of three letters."""
    clause = clause[-LONGEST_BEFORE:]
    return NAME_BEFORE.search(clause) if "会" in clause or "班" in clause or "式" in clause else None


def _whose(clause: str) -> str | None:
    """The body whose meeting a bare name is, as the clause before 召开 ends in it."""
    found = WHOSE.search(NO_BODY.sub("", BEFORE_NAME.sub("", clause)))
    return found["body"] if found else None


def clause_start(text: str, position: int) -> int:
    """Where the clause that reaches to a position begins."""
    return max(text.rfind(mark, max(0, position - 90), position) for mark in "，。；：\n") + 1

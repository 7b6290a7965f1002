"""Who held the chair of a meeting. Rule R72."""

from __future__ import annotations

import re
from itertools import islice

from luoshi_reading.facts.meetings.meeting_names import clause_start
from luoshi_reading.facts.people.people import Person
from luoshi_reading.knowledge.first_letters import compiled

HOST_AFTER = compiled(
    r"(?:并|共同|分别|受[^，。]{2,20}委托)?(?:(?:组织|召集)(?=召开)|召集(?=[^。；\n]{2,80}?(?:开会|座谈|会商))|主持(?!人|词)(?:了|召开|会议|全会|大会|学习|交流|并讲话|开幕)?)"
    r"|并(?=召开[^，。；]{0,12}(?:现场|座谈|专题|调度|推进|协调)(?:办公)?会)"
)
HOST_ORGAN = re.compile(
    r"(?P<organ>(?:中共)?[一-鿿]{0,8}(?:中央政治局|委常委会|委员会常务委员会|委常委会议|主席团|常委会))$"
)
MOST_HOSTINGS = 40
# Characters between the chair's name and 主持: 受…委托; 在市政府二楼会议室.
LONGEST_BETWEEN = 8
LONGEST_PLACE = 24


def hosts_of(text: str, names: dict[str, Person]) -> list[str]:
    """Who held the chair: the names before 主持 or behind 主持人：, or the organ that did (R72)."""
    clauses = [
        (clause_start(text, match.start()), match.start()) for match in islice(HOST_AFTER.finditer(text), MOST_HOSTINGS)
    ]
    for start, end in clauses:
        organ = HOST_ORGAN.search(text[start:end])
        if organ:
            return [re.sub(r"^(?:会议|全会|大会)?由?", "", organ["organ"])]
        together = text[end : end + 2] in TOGETHER
        if hosts := _before_hosting(text[start:end], together, names):
            return [*_named_with(text, start, names), *hosts] if together else _all_in_turn(text, clauses, hosts, names)
    if labelled := CHAIR.search("\n" + text):
        parts = re.split("[、，]", labelled["names"])
        listed = [name for part in parts for name in names if part.endswith(name)]
        if listed:
            return listed
    if led := LED_THERE.search(text):
        at_head = [name for name in names if text.endswith(name, 0, led.start())]
        if at_head:
            return at_head
    for start, end in clauses:
        if ALSO_HOSTED.match(text, start, end):
            sentence = max(text.rfind(mark, max(0, start - LONGEST_HOSTING), start) for mark in "。；\n") + 1
            first = min(((at, name) for name in names if (at := text.find(name, sentence, start)) >= 0), default=None)
            if first:
                return [first[1]]
    for called in islice(CALLS.finditer(text), MOST_HOSTINGS):
        start = clause_start(text, called.start())
        if hosts := _before_hosting(text[start : called.start()], False, names):
            return hosts
    return []


def _all_in_turn(text: str, clauses: list[tuple[int, int]], hosts: list[str], names: dict[str, Person]) -> list[str]:
    """Those who chaired in turn (分别主持), where who is said to chair in the headline is one of them."""
    for start, end in clauses if len(hosts) == 1 and "分别主持" in text else ():
        if text.startswith("分别主持", end):
            told = [*_named_with(text, start, names), *_before_hosting(text[start:end], True, names)]
            if hosts[0] in told:
                return told
    return hosts


# 县长汤敏召开渡口整治会: nobody else is said to chair.
CALLS = re.compile(r"召开(?<!关于召开)(?!的)(?=[^，。；\n]{2,40}会)")


# 汤敏、邱岚分别主持: each a part of it.
TOGETHER = ("共同", "分别")
CHAIR = re.compile(r"\n[ \u3000]*(?:会议)?主[ \u3000]*持(?:[ \u3000]*人)?[：:][ \u3000]*(?P<names>[一-鿿、，]{2,40})")
# 县长汤敏到县粮库调研，并主持召开座谈会: the clause leaves its subject to the one before.
ALSO_HOSTED = re.compile(r"(?:还|随后|会前|会后|期间|调研(?:中|后|结束后))?\Z|(?:还|随后)?在[^，。]{2,20}\Z")
# 副县长汤敏率县交通局邱岚、俞成山到船厂召开现场办公会
LED_THERE = re.compile(
    r"(?:率领?|带领)[^。；，\n]{2,80}?(?=召开[^，。；]{0,12}(?:现场|座谈|专题|调度|推进|协调)(?:办公)?会)"
)
LONGEST_HOSTING = 120


def _named_with(text: str, start: int, names: dict[str, Person]) -> list[str]:
    """The names that the clauses before end in: 区人大常委会主任汤敏，副主任邱岚分别主持."""
    found: list[str] = []
    while text[start - 1 : start] == "，":
        begin = clause_start(text, start - 1)
        clause = text[begin : start - 1]
        inside = sorted((clause.rfind(name), name) for name in names if name in clause)
        if not inside or not clause.endswith(inside[-1][1]) or DOES.search(clause):
            break
        found[:0] = [name for _, name in inside]
        start = begin
    return found


DOES = re.compile("出席|参加|列席|主持|讲话|通报|汇报|宣读")
LONGEST_DOING = 30


# 汤敏副镇长在…主持召开.
OFFICE_BEHIND = re.compile(r"同志|副?(?:[省市县区州旗镇乡]长|书记|主任|主席|局长|部长)(?:同志)?")


def _before_hosting(clause: str, together: bool, names: dict[str, Person]) -> list[str]:
    """The names that a clause ends in before 主持, in order."""
    inside = sorted((clause.rfind(name), name) for name in names if name in clause)
    if not inside:
        return []
    last_at, last = inside[-1]
    after = clause[last_at + len(last) :]
    if office := OFFICE_BEHIND.match(after):
        after = after[office.end() :]
    if "讲话" in after:
        return []  # 胡某某在…大会上的讲话, among the papers that are studied
    longest = LONGEST_PLACE if after.startswith("在") else LONGEST_DOING if after[:2] in DOINGS else LONGEST_BETWEEN
    if len(after) > longest:
        return []
    if together:
        return [name for _, name in inside]
    listed = [last]
    rest = clause[:last_at]
    for at, name in reversed(inside[:-1]):
        if rest.endswith("、") and rest[:-1].endswith(name):
            listed.insert(0, name)
            rest = rest[:at]
    return listed


# 柏松涛深入仓库调研秋粮收购并主持召开….
DOINGS = frozenset(
    ("深入", "调研", "前往", "实地", "先后", "率队", "带队", "通过", "一行", "赴基", "检查", "督导", "来到")
)

"""Members of formulations: what is listed right before, right behind or earlier. Rule R33."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import head_verb
from luoshi_reading.facts.formulations.number_phrases import CN, PARTS, counts
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.word_lists import words

LISTED_BEFORE = re.compile(r"“([^“”\n]{3,60})”(?:等|的|这)?$")
# “增收”“提质”“强基”三大行动: each member in quotation marks of its own.
QUOTED_EACH = re.compile(r"(?:“[^“”\n]{1,16}”、?){2,10}(?=(?:等|的|这)?$)")
EACH_QUOTED = re.compile(r"“([^“”]+)”")
PLAIN_LIST = re.compile(r"(?P<list>(?:[一-鿿]{1,14}、){1,8}[一-鿿]{1,14}?)(?:等|这|等这)?$")
# 实施一项行动、深化两项改革、健全三个机制: deeds with numbers of their own are no members.
COUNTED_PART = re.compile(rf"[{CN}](?:个|项|大|条|张|种)[一-鿿]{{2}}")
AND_LAST = re.compile("(?<=[一-鿿]{2})[和与及](?=[一-鿿]{2})")
# “六有”标准（…）, “三不放过”原则，即…: the noun that a phrase in marks stands before.
ITS_NOUN = (
    r"(?:标准|要求|原则|(?:专项|提升|攻坚)?行动|活动|机制|制度|工程|目标|战略|理念|思路|模式|工作法|体系|举措"
    r"|措施|格局|布局|责任|任务|作用|改革|工作)?"
)
LISTED_AFTER = re.compile(
    rf"^{ITS_NOUN}(?:[，（(]?(?:分别)?(?:是指|指的是|就是|是|为|即|指|包括)(?!第)|：|——|（|\()[：“]?"
    r"(?P<list>[^。；\n）)]{4,120})"
)
# “三大行动”：一是…，二是…: the number of a member is none of it.
MEMBER_NUMBER = re.compile(r"^(?:第?[一二三四五六七八九十][是，、]?|[①-⑩]|\d[.、])(?=..)")
NUMBERED_LIST = re.compile(r"^[，：]?一是")
PLAIN_LEAST = 2
# Verbs that are never the beginning of a member where no other member begins with one.
GOVERNING = frozenset(words("formulations", "governing"))
SHORTEST_LED = 3
# Characters before a number in which its members stand.
LISTED_BACK = 110
# Characters before 这三大工程 in which its members may have been listed.
LOOKED_BACK = 800
LISTED = compiled(r"[、，]|和(?=[^，、]*$)")


def listed_before(text: str, start: int, number: int) -> list[str] | None:
    """Members right before the number, where their count fits (R33): “治水、兴城、富农”三条路径."""
    window = text[max(0, start - LISTED_BACK) : start]
    listed = None
    # Its last mark stands before a single character and a line feed at most.
    if "”" in window[-3:]:
        each = QUOTED_EACH.search(window)
        if each and len(members := EACH_QUOTED.findall(each[0])) == number:
            return members
        listed = LISTED_BEFORE.search(window)
    if not listed:
        # Its last mark stands within the last sixteen characters (a line feed may follow), or there is no list.
        plain = PLAIN_LIST.search(window) if number > PLAIN_LEAST and "、" in window[-16:] else None
        parts = plain["list"].split("、") if plain else []
        if sum(COUNTED_PART.search(part) is not None for part in parts) > 1:
            return None
        if parts and len(parts) == number - 1:
            parts[-1:] = AND_LAST.split(parts[-1], 1)  # 政府、企业和个人
        return _bare([_without_verb(parts), *parts[1:]]) if len(parts) == number else None
    members = [part for part in PARTS.split(listed[1]) if part]
    return _bare(members) if len(members) == number else None


def named_earlier(text: str, start: int, number: int, *, noun: str) -> list[str] | None:
    """甲工程、乙工程、丙工程…。这三大工程: what was listed before, each with the construct's own noun (R33)."""
    if number <= PLAIN_LEAST:
        return None
    one = rf"[^，。、；：“”\n]{{2,24}}{re.escape(noun)}"
    window = text[max(0, start - LOOKED_BACK) : start]
    listed = [found[0].split("、") for found in re.finditer(rf"(?<!、){one}(?:、{one})+(?![、和及])", window)]
    return next((_bare(members) for members in reversed(listed) if len(members) == number), None)


def _bare(members: list[str]) -> list[str]:
    """Take off what belongs to the sentence and not to the list: 对 before the first member, 的 after the last."""
    bare = list(members)
    if len(bare) > 1 and bare[0][:1] in {"对", "把", "将", "就"} and bare[1][:1] not in {"对", "把", "将", "就"}:
        bare[0] = bare[0][1:]
    if bare[-1].endswith("的") and not bare[0].endswith("的"):
        bare[-1] = bare[-1][:-1]
    return bare


def _without_verb(parts: list[str]) -> str:
    """The first member still has the verb before it: 严格执行谋划、前期、开工、投产四张清单."""
    first = parts[0]
    longest = max(map(len, parts[1:]))
    if first[:2] in GOVERNING and len(first) > SHORTEST_LED and not any(head_verb(part)[0] for part in parts[1:]):
        return first[2:]  # 推行田长、监理、质量监督员“三方签字”
    if len(first) <= longest:
        return first
    verb, at = head_verb(first)
    while verb and len(first) - at - len(verb) >= 1:
        rest = first[at + len(verb) :].removeprefix("好")  # 处理好发展与安全
        if rest[:1] in "与和及":
            break
        first = rest
        if len(first) <= longest:
            return first
        verb, at = head_verb(first)
    if len(first) < len(parts[0]):
        return first
    return first[-len(parts[1]) :]


def members_of(text: str, match: re.Match[str], inner: str) -> list[str] | None:
    number = counts(inner)
    parts = PARTS.split(inner)
    if len(parts) > 1 and isinstance(number, list):
        return parts
    if not isinstance(number, int) or number < PLAIN_LEAST:
        return None
    if members := listed_after(text, match.end(), number) or _alike_after(text, match.end(), inner, number):
        return members
    # 一支懂农业、爱农村的“三农”队伍: what is told of a phrase that all know.
    if text[match.start() - 1 : match.start()] == "的" and COUNTED_SET.match(inner) is None:
        return None
    return listed_before(text, match.start(), number)


COUNTED_SET = re.compile(rf"[{CN}](?:大|个|项|条|种|类|张|道)")
# “三变”改革，推动资源变资产、资金变股金、农民变股东: each member holds what is counted.
OF_A_KIND = re.compile(rf"[{CN}][个项条种]?(?P<kind>[^{CN}“”、，个项条种]{{1,4}})")
ALIKE = re.compile(r"[一-鿿]{0,8}[，：](?P<list>[^，。；\n：]{4,120})")


def _alike_after(text: str, end: int, inner: str, number: int) -> list[str] | None:
    """Members in the clause behind a phrase, each with the word that it counts, where their count fits (R33)."""
    kind = OF_A_KIND.fullmatch(inner)
    after = ALIKE.match(text, end, end + 140) if kind else None
    if kind is None or after is None:
        return None
    parts = after["list"].split("、")
    if len(parts) != number or not all(kind["kind"] in part for part in parts):
        return None
    return _bare([_without_verb(parts), *parts[1:]])


def listed_after(text: str, end: int, number: int) -> list[str] | None:
    """Members right behind the number, where their count fits (R33): “三大行动”（增收行动、提质行动、强基行动）."""
    window = text[end : end + 130]
    after = LISTED_AFTER.match(window)
    if after is None:
        return None
    quoted = EACH_QUOTED.findall(window[after.end(0) - len(after["list"]) - 1 : after.end()])
    listed = quoted if len(quoted) == number else LISTED.split(after["list"])
    members = [part.strip("“” ") for part in listed if part.strip("“” ")]
    if len(members) != number:
        return None
    if NUMBERED_LIST.match(after["list"]):
        members = [MEMBER_NUMBER.sub("", member) for member in members]
    return _bare(members)

"""What was decided before a paper that is handed on with it (决定在全县开展…，现将有关事项通知如下). Rule R12."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import core_of, head_verb
from luoshi_reading.facts.clauses.clause_roles import PAPER, Role
from luoshi_reading.facts.cutting.coordination import Run, Told
from luoshi_reading.structure import Sentence

DECIDES = "决定"
# …，现提出如下意见：, …，现将有关事项通知如下：, in the last characters of the line.
HANDS_ON = "如下"
LONGEST_HANDING = 8
# 经镇政府研究，|决定从即日起在全镇开展排查: who decided, from when, where and on what, before the verb.
DECIDED = re.compile(
    r"(?:经[^，]{2,24})?[^，的]{0,12}?(?<![的此该本])决定(?!的|性|[书权因着])"
    r"(?:(?:从|自)[^，]{2,16}起(?:至[^，]{2,12})?"
    r"|[在于][^，]{2,16}?(?=开展|组织|实施|启动|推行|建立|成立|设立|举办|集中|统一)"
    r"|对[^，]{2,200}?(?=进行|实行|实施|予以)|以[^，]{2,30}?(?:作为|为)[^，]{0,4}(?:试点|重点|载体|抓手)|组织|集中|统一){0,3}+"
)
# What a decision does by being told, and where it sits: nothing is left to do.
DONE_BY_IT = re.compile(
    r"授予|表彰|给予|命名|任命|免去|废止|撤销|召开|批准|同意|修改|追授|予以(?:表彰|通报|处分|批准|确认|通过|公布|肯定|嘉奖|免[职去])"
)
CARRIES_OUT = ("进行", "实行", "予以")
# …研究决定，|从即日起…: the decision stands behind the comma.
DECIDED_LAST = re.compile(r"(?:研究|同意|讨论)?决定$")
# 为防范事故，确保安全。|经研究决定，…; 现将…: what a paper is for, cut off by a full stop.
FOR_WHAT = re.compile(
    r"为(?:了|深入|切实|认真|进一步|全面|贯彻|落实|加强|做好|确保|有[效力]|严格|积极|扎实|推[动进行]|加快|从|规范|提[高升]|改善"
    r"|防[止范控]|预防|保[障护证]|维护|促进|更好|实现|解决|适应|优化|营造|巩固|深化|统筹|强化|健全|完善|建[立设]|充分|合理|彻底|持续|不断|大力"
    r"|遏制|打击|整治|治理|净化|美化|鼓励|支持|引导|培育|创[建造]|打造|发[展挥]|增强|激发|抓好|配合|控制|降低|减少|弘扬|丰富|方便|及时|妥善)"
)
THE_PAPER = re.compile(
    r"。[ \u3000]*(?:经[^。，]{2,40}(?:研究|同意|决定)|现(?:将|就|印发|制定|制订|提出|作出)"
    r"|特(?:制定|制订|拟定|提出|作|通知)|决定|现?(?:结合|根据|按照|依据|依照)[^。]{2,90}?(?:制定|制订|提出|作出|印发|拟定|下达)[^。，]{0,30}(?:本|此|该|如下|以下))"
)


def hands_on_decided(text: str, sentence: Sentence) -> bool:
    """Whether a line with a colon at its end hands a paper on behind what was decided."""
    start, end = sentence.start, sentence.end
    if len(sentence.clauses) == 1 or text.find(DECIDES, start, end) < 0:
        return False
    return text.find(HANDS_ON, max(start, end - LONGEST_HANDING), end) >= 0


def is_decided(words_of: str) -> bool:
    """Whether a clause tells what its paper decides to do (决定从即日起在全县开展…)."""
    if DECIDES not in words_of:
        return False
    told = DECIDED.match(words_of)
    if told is None or told.end() == len(words_of):
        return False
    rest = words_of[told.end() :]
    return DONE_BY_IT.match(rest) is None and (rest.startswith(CARRIES_OUT) or head_verb(core_of(rest))[0] != "")


def from_decided_on(told: Run) -> Run:
    """Let what a paper decides be an order, without who was asked about it and what it is for."""
    for index, item in enumerate(told):
        if item.words.endswith(DECIDES) and DECIDED_LAST.search(item.words) and index + 1 < len(told):
            # 经研究决定，以…为抓手，开展…行动: what it is for stands before.
            return told[index + 1 :] if any(map(_is_work, told[index + 1 :])) else told
        if item.role is Role.OTHER and is_decided(item.words):
            item.role = Role.ORDER
            for_what = told[0].words[0] == "为" and all(before.role is not Role.ORDER for before in told[:index])
            return told[index:] if for_what or all(one.role <= Role.PURPOSE for one in told[:index]) else told
    return told


def decided_before(text: str, told: Run) -> Run:
    """What was decided in the clauses before the one that hands the paper on; nothing where nothing was."""
    first = told[0].clause.start
    begins = 0 if text[max(0, first - 3) : first - 1] == DECIDES and _is_work(told[0]) else None
    for index, item in enumerate(told):
        if PAPER.search(item.words):
            return told[begins:index] if begins is not None else []
        if begins is None and is_decided(item.words):
            begins = index
        elif begins is None and index + 1 < len(told) and _is_behind(item, told[index + 1]):
            begins = index + 1
    return told[begins:] if begins is not None else []


def _is_behind(item: Told, following: Told) -> bool:
    return item.words.endswith(DECIDES) and DECIDED_LAST.search(item.words) is not None and _is_work(following)


def _is_work(item: Told) -> bool:
    return item.role >= Role.IMPERATIVE and DONE_BY_IT.search(item.words) is None


def is_only_for(text: str, told: Run) -> bool:
    """Whether a sentence says no more than what the paper is for that the next one hands on."""
    return (
        told[0].words[0] == "为"
        and told[0].role <= Role.FRAME
        and FOR_WHAT.match(told[0].words) is not None
        and all(item.role is not Role.ORDER and not item.words.endswith(DECIDES) for item in told)
        and THE_PAPER.match(text, told[-1].clause.end) is not None
    )

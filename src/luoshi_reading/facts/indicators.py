"""What a target measures or counts: the nouns before and after its number. Rule R36."""

from __future__ import annotations

import re

from luoshi_reading.facts.clause_roles import OUTCOME
from luoshi_reading.knowledge.first_letters import compiled

# Characters on either side of a number that its quote may hold: a clause without marks must not be copied for each.
LONGEST_QUOTE = 400
# 不高于合同金额的30%: a share of it.
SHARE_OF = re.compile(r"(?:不低于|不少于|不高于|不超过)(?P<whole>.{2,16})的$")
NOUN_BEFORE = re.compile(r"(?:[一-鿿“”A-Za-z]|(?<=[A-Z])\d(?:\.\d)?|\d(?=A级)){2,20}$")
VERB_LEAD = re.compile(
    r"^(?:力争|确保|实现|完成(?!率)|做到|新增|拟?遴选|到|使|推动|要|将|全年|全市|全省|全区|全县|努力|争取)+"
)
MEASURING = compiled(
    r"(?:拓展|提升|提高|增加|扩大|降低|下降|压缩|缩短|缩小|稳定|保持|控制)?(?:到|至|达到|在)$|(?:年均|力争|提升|保持|增至|升至|分别|至少|为|达)+$"
)
NOUN_AFTER = re.compile(r"^(?:以上|左右|以内)?(?:的)?([一-鿿“”]{2,24})")


def indicator_of(clause: str, match: re.Match[str], begin: int) -> str:
    """Name what is counted: the noun before the number where it measures, after it where it counts things."""
    begin = begin if begin <= match.start() else 0
    before = clause[max(begin, match.start() - LONGEST_QUOTE) : match.start()].rstrip("\u3000")
    after = NOUN_AFTER.match(clause[match.end() : match.end() + LONGEST_QUOTE])
    if (
        "unit" not in match.re.groupindex
        or match["unit"] in {"%", "％", "个百分点", "万亿元", "亿元", "万元", "元", "倍", "万亩", "个工作日"}
        or not after
    ):
        found = NOUN_BEFORE.search(before)
        noun = found[0] if found else ""
        # 到2026年地区生产总值达到…: the sign of a year is no part of the noun.
        if noun.startswith("年") and before[: -len(noun)][-1:].isdigit():
            noun = noun[1:]
        named = SHARE_OF.sub(r"占\g<whole>", MEASURING.sub("", VERB_LEAD.sub("", noun)))
        return named or (clause if len(clause) <= LONGEST_QUOTE else match[0])
    return after[1]


WHEN = re.compile(r"^(?:力争|确保|到|至)?(?:20\d\d年|“[^”]+”)?(?:期间|末|底|前)?")


def outcome_subject(clause: str) -> str:
    core = WHEN.sub("", clause)
    found = OUTCOME.search(core)
    subject = core[: found.start()] if found else core
    return VERB_LEAD.sub("", subject) or clause

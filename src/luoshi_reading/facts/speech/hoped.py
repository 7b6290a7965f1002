"""What a report says is hoped of somebody (希望全市加快…; 王志远希望云岭市新建…). Rule R94."""

from __future__ import annotations

import re
from collections.abc import Callable

from luoshi_reading.facts.clauses.clause_heads import core_of, head_verb, holds_verb
from luoshi_reading.facts.speech.spoken_orders import OPENING_CLAUSES, OTHERS
from luoshi_reading.structure import Clause, Sentence

# Characters of whom it is hoped of.
LONGEST_HOPED_OF = 10
# Who hopes, if it is said, and of whom or what.
HOPES_THAT = re.compile(
    r"(?P<who>[^，希期恳]{0,20}?)(?:还|也|并|最后|同时|衷心|真诚)*(?P<hope>希望|期望(?!值|寿命|收益))(?!小学|工程|中学|田野|之|的|值)"
)

# 周军感谢居民的支持，希望…: up to here stands who hopes.
THANKS = re.compile("感谢|谢意|肯定|赞许|点赞")
# 希望代表们提出宝贵意见: what a meeting itself is for.
ADVISES = re.compile(r"提出?[^，]{0,8}(?:意见|建议)$")


def without_who_hopes(text: str, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """王志远希望云岭市新建…: what is ordered begins with 希望."""
    if text.find("望", clauses[0].start, clauses[0].end) < 0:
        return clauses
    hoped = HOPES_THAT.match(text, clauses[0].start, clauses[0].end)
    if hoped is None or not hoped["who"]:
        return clauses
    return Clause(hoped.start("hope"), clauses[0].end, clauses[0].mark), *clauses[1:]


def hopes(text: str, sentence: Sentence, is_in_office: Callable[[str], bool]) -> int | None:
    """Return the clause in which a report says what is hoped of somebody: 希望全市加快…; 王志远希望云岭市新建…."""
    if text.find("望", sentence.start, sentence.end) < 0:
        return None
    for index, clause in enumerate(sentence.clauses[:OPENING_CLAUSES]):
        hoped = HOPES_THAT.match(text, clause.start, clause.end)
        if hoped is None:
            continue
        who, what = hoped["who"], text[hoped.end() : clause.end]
        after = sentence.clauses[index + 1 :]
        if (not is_in_office(who)) if who else OTHERS.search(what[:LONGEST_HOPED_OF]):
            return None
        if index and not who and OTHERS.search(text, sentence.start, _thanked(text, sentence)):
            return None
        if ADVISES.search(what):
            return None
        # 希望在新的一年，各支部继续…: when, before what.
        later = what.startswith("在") and any(holds_verb(text[c.start : c.end]) for c in after[:1])
        done = later or holds_verb(what) or any(head_verb(core_of(text[c.start : c.end]))[0] for c in after[:3])
        return index if done else None
    return None


def _thanked(text: str, sentence: Sentence) -> int:
    """Where the first clause begins to say whom somebody thanks; its end where it thanks nobody."""
    first = sentence.clauses[0]
    thanks = THANKS.search(text, first.start, first.end)
    # 周军对居民的支持表示感谢: whom stands before it.
    to = text.find("对", first.start, thanks.start()) if thanks else -1
    return first.end if thanks is None else to if to > first.start else thanks.start()

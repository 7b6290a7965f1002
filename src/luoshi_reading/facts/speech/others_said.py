"""What a sentence tells that others demanded before: on a visit, at an earlier meeting, in a notice. Rule R9."""

from __future__ import annotations

import re

from luoshi_reading.structure import Sentence

# 省领导来我市调研时指出, 市委书记在前不久的全会上说过: the word of saying ends the clause.
SAID = re.compile(r"(?:强调指出|指出|强调|要求|提出|明确|叮嘱|嘱托|嘱咐|提到|谈到|讲到|[讲说])(?:过|道)?$")
SAYING_LAST = frozenset("出调求确嘱托咐到讲说过道")
# 全省防汛会议要求各地…: the demand follows in the same clause.
DEMANDS = re.compile(r"(?:会议?|[委府厅局办]|通知|领导)(?:明确|再次|专门|又|也|还)?要求(?=各|全|我|有关|相关)")
# 召开会议，要求各地…
THEN_DEMANDS = re.compile(r"(?:并|明确|专门|再次)?要求(?=各|全|我|有关|相关)")
CALLED = re.compile(
    r"(?:召开[^，]{0,24}(?:会议?|会商)|(?:下发|印发|发出)[^，]{0,16}通知|[作做]出[^，]{0,10}(?:批示|指示))$"
)
# By these words it is background, and no frame of what the issuer asks for.
GONE = (
    r"(?:去年|前年|年初|前不久|不久前|此前|日前|近日|近期|昨天|刚刚|前[几段些]?[天时日]间?|上个?月|上周|去[冬秋]|今年以来"
    r"|\d{1,2}月份?|\d{1,2}日)"
)
DATED = re.compile(GONE + r"|随[即后]|(?:国务院|国家|中央|全国|省(?!级|直)|自治区)")
VISITED = re.compile(
    r"(?:总书记|总理|领导|负责同志|书记|[省市州部厅]长|主席|[工督巡][一-鿿]组)[^，]{0,16}?(?:来|到|在|赴|莅)[^，]{0,16}?"
    r"(?:调研|考察|视察|检查|指导|走访|慰问|督导)[^，]{0,8}$"
)
MET_BEFORE = re.compile(GONE + r"[^，]{0,30}(?:会议?|大会|全会)上?(?:就|曾|也|都|又|已经?|再次|反复|明确|专门)?$")
CONVENED_BEFORE = re.compile(
    r"(?:去年|年初|前不久|不久前|此前|上个?月|上周|\d{1,2}月份)[^，]{0,4}召开的[^，]{2,40}(?:会议?|大会|全会)$"
)
ABOVE = re.compile(r"(?:省|市)[里上](?:也|都|又|还|已经?|多次|反复|明确|专门|对此)?$")
# 市委要求我们一季度一比武, in a report of a county.
OF_US = re.compile(r"(?:国家|省|市)(?:委|政府|里)?[^，]{0,4}(?:要求|明确)我(?:们|[市县区省])(?![^，]{0,4}要)")
BASED = ("按照", "根据", "依据", "经", "为", "对照", "落实", "贯彻", "围绕", "遵照", "结合")
# 各镇按照前不久召开的会议要求，…: what is gone by in the midst of a clause.
GONE_BY = re.compile("按照|根据|对照|落实")
# 我县要抓紧补短板, 湄潭作为…: the issuer's own order behind it.
OWN = re.compile(r"(?:为此，?)?(?:我们|我[市县区省镇乡街局委校院]|全[县市区镇乡省]|[一-鿿]{2,4}作为)")
OBLIGES = re.compile(r"(?<![主重需首必])要(?!求|点|素)|必须|务必|将|应当|拟|请|定期")
DEMAND = "要求"
LONG_GONE = re.compile(GONE)
# Clauses among which others are said to speak.
MOST = 5
LONGEST_SPEAKER = 60


def said_by_others(text: str, sentence: Sentence, *, reported: bool) -> int | None:
    """Return the clause from which on a sentence orders by itself behind what others demanded, else None.

    Where nothing of its own follows, it is the number of its clauses.
    """
    for at, clause in enumerate(sentence.clauses[:MOST]):
        ends = text[clause.end - 1] in SAYING_LAST and clause.mark != ""
        if clause.end - clause.start > LONGEST_SPEAKER or not (
            ends or text.find(DEMAND, clause.start, clause.end) >= 0
        ):
            continue
        words_of = text[clause.start : clause.end]
        if words_of.startswith(BASED):
            continue
        if _speak(words_of, reported=reported) if ends else (not reported and _demand(text, sentence, at, words_of)):
            return _own(text, sentence, at + 2 if ends else at + 1)
        if reported and OF_US.match(words_of):
            return _own(text, sentence, at + 1)
    return None


def _speak(words_of: str, *, reported: bool) -> bool:
    """Whether others are told to have spoken (市领导来我县检查时指出); in a report only an earlier meeting."""
    said = SAID.search(words_of)
    if said is None or OBLIGES.search(words_of, 0, said.start()) or GONE_BY.search(words_of):
        return False
    who = words_of[: said.start()]
    if reported:
        return CONVENED_BEFORE.search(who) is not None
    return VISITED.search(who) is not None or MET_BEFORE.search(who) is not None or ABOVE.fullmatch(who) is not None


def _demand(text: str, sentence: Sentence, at: int, words_of: str) -> bool:
    """Whether others demanded it: 3月28日，全省会议要求各地…; 市安委办随即召开会议，要求各地…."""
    if at and THEN_DEMANDS.match(words_of):
        before = sentence.clauses[at - 1]
        called = CALLED.search(text, before.start, before.end) is not None
        told = text[sentence.start : before.end]
        return called and DATED.search(told) is not None and OBLIGES.search(told) is None
    demanded = DEMANDS.search(words_of)
    if demanded is None:
        return False
    told = text[sentence.start : sentence.clauses[at].start + demanded.start()]
    return LONG_GONE.search(told) is not None and OBLIGES.search(told) is None


def _own(text: str, sentence: Sentence, first: int) -> int:
    """The first clause from one on in which the issuer speaks of its own (我县要抓紧…), or the number of all."""
    for index in range(first, len(sentence.clauses)):
        clause = sentence.clauses[index]
        if OWN.match(text, clause.start, clause.end):
            return index
    return len(sentence.clauses)

"""What opens the orders of a report though nobody is said to give them: goals set, tasks listed, what is to come.

Rules R92-R95.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from luoshi_reading.facts.clauses.clause_roles import Role, clause_role, owes
from luoshi_reading.facts.lines.looking_back import of_period_over
from luoshi_reading.facts.speech.coming_work import AHEAD, TELLS, to_come
from luoshi_reading.facts.speech.hoped import hopes
from luoshi_reading.facts.speech.spoken_orders import (
    ASKED,
    IN_OFFICE,
    LOOKED_BACK,
    NAME,
    NAME_LENGTHS,
    OFFICE,
    OPENING_CLAUSES,
    OTHERS,
    OTHERS_SPEAK,
    ROUND,
    THIRD_PERSON,
    TO_COME,
    bidden_in_office,
    goes_on,
)
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.structure import Sentence, find_speeches

# Characters of the opening words.
LONGEST_OPENING = 60
COLONS = ("：", ":")
# 发展目标为，到2030年…; 要做好几项工作，一是…: a comma stands for the colon.
COMMAS = ("，", ",")
# 《决定》作出部署。一是…: the points may stand behind a full stop.
ARRANGED = re.compile(r"(?:作出|做出|进行)了?[^，：]{0,6}(?:部署|安排)$")
FIRST_POINT = re.compile(r"[。 \u3000]{1,3}(?:一[是要]|[（(]一[）)]|第一|1[.．、])")
# …并提出要求。要…: so may the first order.
FIRST_ORDER = re.compile(r"[。 \u3000]{1,3}(?:要|必须|务必|一[是要]|[（(]一[）)]|第一|首先|1[.．、])")
# 今年将办好十件实事。, with the numbered points on lines of their own below.
POINTS_BELOW = re.compile(r"。[ \u3000]*\n[ \u3000]*(?:[（(]?一[）)、]|1[.．、]|①|第一[，、])")
SO_MANY = re.compile(
    r"(?:以下|如下|[几一二三四五六七八九十\d]{1,3}[大个项件类])[^，“”]{0,10}(?:实事|工作|任务|举措|措施|事项|方面|重点|工程|行动|项目)”?$"
)
# What may stand behind its first character.
BEFORE_ORDER = frozenset("。 \u3000要必务一（(第首1")
# 提出了…的总体目标，即建成…: what they are.
NAMELY = ("，即", ",即")
# 这十件实事涉及住房、交通等领域，即新建渡口3座；…
DEEDS = re.compile(r"(?:这|上述|今年)?的?[一二三四五六七八九十两\d]{1,3}[件项个类](?:为民|惠民|便民|民生|利民)?实事")
GOALS_ARE = ("目标是", "目标为", "任务是", "任务为")
# 全会提出了“十六五”时期的主要目标：; 会议对下一步工作进行了部署：; 今年要抓好以下工作：.
SETS = re.compile(
    r"(?:提出|确定|明确|确立|制定|绘就|绘制|描绘|擘画|勾画|勾勒|部署|安排|列出|敲定)(?!的)了?[^，：]{0,34}?"
    r"(?:目标|任务|主线|思路|重点|蓝图|愿景|举措|事项|实事|工作|清单|总体要求|路线图)$"
    r"|(?:今年|明年|新一年|20\d\d年|今后|未来|下半年|下一步|下阶段|新一届|十[四五六七]五|预期|主要|重点|工作|总体|奋斗|发展)[^，：]{0,20}?"
    r"(?:目标|任务|重点|思路|举措|实事|主线|要求|工作|事项)(?:任务|工作|建议|主要|具体|分别)*(?:是|为|包括|如下|有)$"
    r"|(?:工作|任务|事项|项目|活动)(?:进行|作出?|做出)?[^，：]{0,4}(?:安排|部署|分工)(?:意见)?如下$"
    r"|(?:以下|如下|下列)(?:几个|[一二三四五六七八九十]{1,2}[个项点])?(?:方面|重点|工作|任务|举措|项目|实事|事项)(?:的?(?:重点)?(?:工作|任务))?$"
    r"|(?:抓好|做好|突出|实施|办好|推进|落实|抓实)[^，：]{0,6}[几一二三四五六七八九十\d]{1,3}[大个]?(?:方面|[项件类])的?[^，：]{0,8}$"
    r"|(?:作出|做出|进行|作|做)了?(?:[^，：]{0,4}的?)(?:部署|安排)$"
)
# 时间、目标：…, 主要任务：…: a label at the head of a paragraph.
LABELLED = re.compile(
    r"(?:时间、)?(?:[一-鿿]{0,4}(?:工作|创建|建设|整治|攻坚|改革|发展|年度|阶段|近期|远期)|主要|总体|具体|重点|今年|下一步)?的?"
    r"(?:目标(?:任务|要求)?|任务(?:目标|要求|分工)?|重点任务|工作打算|举措|措施)"
)
# 就做好防火工作提出要求：, 提了三点意见：.
ASKS = re.compile(ASKED)
GOALS = re.compile(r"目标|蓝图|愿景")
# 会议的主要任务是：听取…; 传达了省委提出的任务: what the meeting itself is for, and what others set.
SETS_NONE = re.compile(
    r"(?:会议|大会|全会|会|活动|培训)的?(?:主要|中心)?(?:任务|议程|主题|议题|内容|日程)|议程|主题是|传达|学习|贯彻|回顾|总结|过去|去年|上年|去年"
    r"|不足|问题|审议意见|完成|取得|已|省委|中央|国务院|围绕|按照|根据"
)
# 今年主要目标, 重点工作, on a line of its own.
HEADS_AHEAD = re.compile(
    r"[^，。：；]{0,16}(?:目标|任务|重点工作|工作重点|工作安排|工作打算|工作思路|重点举措|主要举措|民生实事|实事|下一步)(?:任务|清单)?[：:]?"
)
HEADS_BACK = re.compile(r"回顾|成绩|成效|成就|去年|过去|完成|落实|推进会|亮点|总结|以来|动态|新闻")
LONGEST_HEADING = 24

WHEN_AHEAD = re.compile(AHEAD)
LOOKS_BACK = re.compile(
    r"(?:过去|刚刚过去)的?[一二两三四五几]年|(?:一年|五年|几年|近年)来|[^，年]{0,8}\d{1,3}(?:多|余|周)?年来|去年|上年|回顾|本届[^，]{0,10}以来|今年以来"
)
# 大家一致表示, 与会人员纷纷表示: what all who came mean to do.
MEANS = "表示"
ALL_PRESENT = re.compile(r"大家|纷纷|一致|与会")
# 文章提到: what a newspaper, or another's page, tells.
PAPERS_TELL = ("文章", "报道", "该文", "这篇", "评论", "社论", "微信公众号", "公众号")
TELLING = re.compile(r"[^，]{0,24}(?:文章?|报道|评论|社论|公众号|账号)》?(?:还|也|又|同时|最后|进一步)?[一-鿿]{2}")
MEANS_TO = ("表示", "透露", "反映", "认为")
# A paragraph of so many members of which this share orders; a share of them must also look ahead.
LEAST_MEMBERS = 3
ORDERING_SHARE = 0.6
AHEAD_SHARE = 1 / 4
SHORTEST_MEMBER = 5
# 到2030年，渔港污水处理率达到90%: a goal among orders is one of them.
BY_YEAR = re.compile(r"(?:力争)?到20\d\d年[底末]?，")
FIELD = "方面"
# 经济发展：, before what is to be done there: its characters.
LONGEST_FIELD = 10
LOOKS_AHEAD = compiled(
    r"力争|确保|争取|务必|必须|进一步|加快|加大|继续|着力|全力|尽快|年底|今年|明年|年内|到20\d\d年|(?<![主重需首必])要(?!求|点|素)|(?<![即必更])将"
)


HOLDS_OFFICE = compiled(OFFICE)


class Openings:
    """Follows a report for what opens its orders though nobody is said to give them (R92-R95)."""

    def __init__(self, text: str, sentences: Sequence[Sentence], skip: Set[int]) -> None:
        self.text = text
        self.blocks: dict[int, tuple[list[Sentence], list[Sentence]]] = {}
        self.lines: set[int] = set()
        before: list[Sentence] = []
        for block in _blocks(text, sentences, skip):
            if len(block) >= LEAST_MEMBERS:
                self.blocks[block[0].line] = (block, before)
            before = block
        self.paragraphs = {line: members for line, (members, _) in self.blocks.items()}
        self.speeches = [said for said in find_speeches(text) if said.speaker]
        self.begun = self.aimed_listed = False
        self._named: frozenset[str] | None = None
        self.aimed_chain = self.aimed_line = self.speaking_line = self.coming_chain = -1

    def at(self, sentence: Sentence, *, new_line: bool, speaking: bool) -> int | None:
        """Return the clause from which on a sentence, and what follows it in its paragraph, orders; else None.

        ``speaking``: a word of saying or asking stands in the sentence.
        """
        if ahead := set_ahead(self.text, sentence):
            if ahead[1]:
                self.aimed_chain = sentence.chain
            return ahead[0]
        if speaking and (bidden := bidden_in_office(self.text, sentence, self.may_bid)) is not None:
            self.speaking_line = sentence.line
            return bidden if bidden < len(sentence.clauses) else None
        if sentence.line == self.speaking_line and goes_on(self.text, sentence):
            return 0
        if (hoped := hopes(self.text, sentence, self.is_in_office)) is not None:
            return hoped
        return 0 if new_line and self._orders_by_itself(sentence) else None

    def _orders_by_itself(self, sentence: Sentence) -> bool:
        """Whether the paragraph or the list in which a sentence begins a line orders by itself (R95)."""
        block, before = self.blocks.pop(sentence.line, ([], []))
        if _orders(self.text, block, before):
            self.lines.update(member.line for member in block)
        return sentence.line in self.lines

    @property
    def named(self) -> frozenset[str]:
        """What stands behind an office anywhere: looked for once, since a long text has many who speak."""
        if self._named is None:
            ends = [found.end() for found in HOLDS_OFFICE.finditer(self.text)]
            self._named = frozenset(self.text[end : end + length] for end in ends for length in NAME_LENGTHS)
        return self._named

    def continues(self, sentence: Sentence) -> bool:
        """Whether every sentence of the paragraph that one begins starts with an order, and nothing in it narrates."""
        block = self.paragraphs.get(sentence.line, [])
        if not block or block[0].line != block[-1].line or TELLS.search(self.text, block[0].start, block[-1].end):
            return False
        return all(_begins_with_order(self.text, member) for member in block)

    def is_in_office(self, speaker: str) -> bool:
        """Whether a speaker is called by an office here, or by a name that stands behind one in the document."""
        if OTHERS.search(speaker):
            return False
        speaker = speaker[: ROUND.search(speaker).start()]  # type: ignore[union-attr]
        # 周军亲切地, 周军语重心长地: with the manner and without it.
        forms = (speaker, speaker[:-3], speaker[:-5]) if speaker.endswith("地") else (speaker,)
        return any(self._holds_office(form) for form in forms)

    def _holds_office(self, speaker: str) -> bool:
        if IN_OFFICE.search(speaker):
            return True
        named = NAME.fullmatch(speaker)
        return named is not None and named["name"] in self.named

    def may_bid(self, speaker: str, at: int) -> bool:
        """Whether who speaks at a place is in office; 他 is who is named last before it in its paragraph (R94)."""
        if THIRD_PERSON.fullmatch(speaker) is None:
            return self.is_in_office(speaker)
        before = self.text[max(self.text.rfind("\n", 0, at) + 1, at - LOOKED_BACK) : at]
        if OTHERS_SPEAK.search(before):
            return False
        return any(before[i : i + length] in self.named for i in range(len(before)) for length in NAME_LENGTHS)

    def is_said_to_be_done(self, sentence: Sentence) -> bool:
        """“要…。”市委书记周军叮嘱: whether somebody who may ask, named behind it, says a sentence (R94)."""
        said = next((s for s in self.speeches if s.start <= sentence.start < s.end), None)
        if said is None or speaks_for_others(said.speaker) or OTHERS.search(said.speaker):
            return False
        if said.bids:
            return True
        ahead = any(owes(words_of) or TO_COME.search(words_of) for words_of in _words(self.text, sentence))
        return ahead and self.is_in_office(said.speaker)

    def is_quoted(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in what somebody named beside it says."""
        return any(said.start <= sentence.start < said.end for said in self.speeches)

    def coming(self, sentence: Sentence) -> int | None:
        """Return the clause from which on a sentence by itself tells what is to come; else None."""
        coming = to_come(self.text, sentence)
        # 全年计划造林3万亩；新建苗圃2处
        if coming is None and sentence.chain == self.coming_chain:
            return None if TELLS.search(self.text, sentence.start, sentence.end) else 0
        self.coming_chain = sentence.chain if coming is not None else -1
        return coming

    def heads_list(self, sentence: Sentence) -> bool | None:
        """Whether the lines below this one are what is to be done; None where it heads nothing."""
        listed = sentence.enumerator != "" and (sentence.line == self.aimed_line or self.aimed_listed)
        if listed and self.aimed_line >= 0 and sentence.line - 1 <= self.aimed_line <= sentence.line:
            # The numbered lines below the heading are its list, each as the first.
            self.aimed_line, self.aimed_listed = sentence.line, True
        self.begun = self.begun or sentence.ender != "\n" or len(sentence.clauses) > 1
        if sentence.ender == "。" and announces_points(self.text, sentence):
            return True
        if not self.begun or sentence.ender != "\n":
            return None
        heads = heads_ahead(self.text, sentence)
        if heads is None and (ahead := set_ahead(self.text, sentence)) and ahead[0] == len(sentence.clauses):
            heads = True
        if heads is not None:
            aiming = heads and GOALS.search(self.text, sentence.start, sentence.end) is not None
            self.aimed_line, self.aimed_listed = sentence.line + 1 if aiming else -1, False
        return heads

    def aims(self, sentence: Sentence) -> bool:
        """Whether results in a sentence are goals, since the words before it or the line above it set them."""
        return sentence.chain == self.aimed_chain or sentence.line == self.aimed_line


def set_ahead(text: str, sentence: Sentence) -> tuple[int, bool] | None:
    """Say from which clause on a sentence states what was set (R92), and whether that are goals."""
    last = sentence.clauses[-1]
    if (
        sentence.ender == "。"
        and text[last.end + 1 : last.end + 2] in BEFORE_ORDER
        and FIRST_ORDER.match(text, last.end)
    ):
        if FIRST_POINT.match(text, last.end) and ARRANGED.search(text, last.start, last.end):
            return len(sentence.clauses), False
        if ASKS.search(text, last.start, last.end):
            return None if OTHERS.search(text, sentence.start, last.end) else (len(sentence.clauses), False)
    if text.startswith(COLONS, last.end) and ASKS.search(text, last.start, last.end):
        return None if OTHERS.search(text, sentence.start, last.end) else (len(sentence.clauses), False)
    for index, clause in enumerate(sentence.clauses[:OPENING_CLAUSES]):
        if clause.end - clause.start > LONGEST_OPENING:
            continue
        if not (clause.mark in COLONS and text.startswith(COLONS, clause.end)) and not (
            (text[clause.end - 1] in "是为" and text.endswith(GOALS_ARE, clause.start, clause.end))
            or text.startswith(NAMELY, clause.end)
            if clause is not last
            else text.startswith(COMMAS, clause.end)
        ):
            continue
        words_of = text[clause.start : clause.end]
        if index and text.startswith(NAMELY, clause.end) and DEEDS.match(text, sentence.start):
            return index + 1, True
        if index == 0 and text[clause.start - 1 : clause.start] in ("", "\n") and LABELLED.fullmatch(words_of):
            return 1, GOALS.search(words_of) is not None
        if SETS.search(words_of) and not SETS_NONE.search(words_of) and not _only_names(text, sentence, index + 1):
            return index + 1, GOALS.search(words_of) is not None
    return None


def _only_names(text: str, sentence: Sentence, index: int) -> bool:
    """实施三项行动：清淤行动、护岸行动和搜救演练。: names behind the colon are no orders by themselves."""
    if index != len(sentence.clauses) - 1 or sentence.ender in "；;":
        return False
    names = text[sentence.clauses[index].start : sentence.clauses[index].end]
    return "、" in names and clause_role(names) in (Role.OTHER, Role.ASSIGNED)


def announces_points(text: str, sentence: Sentence) -> bool:
    """今年将办好十件实事。（一）…: whether a paragraph ends with what the numbered lines below it are."""
    last = sentence.clauses[-1]
    return (
        POINTS_BELOW.match(text, last.end) is not None
        and SO_MANY.search(text, last.start, last.end) is not None
        and LOOKS_AHEAD.search(text, sentence.start, last.end) is not None
        and SETS_NONE.search(text, sentence.start, last.end) is None
    )


def heads_ahead(text: str, sentence: Sentence) -> bool | None:
    """Whether a line of its own heads what is to be done (R92), or what was; None where it is no heading."""
    if sentence.ender != "\n" or len(sentence.clauses) > 1 or sentence.end - sentence.start > LONGEST_HEADING:
        return None
    if HEADS_BACK.search(text, sentence.start, sentence.end):
        return False
    return True if HEADS_AHEAD.fullmatch(text, sentence.start, sentence.end) else None


def _words(text: str, sentence: Sentence) -> Iterator[str]:
    return (text[clause.start : clause.end] for clause in sentence.clauses)


def looks_back(text: str, sentence: Sentence, first: int) -> bool:
    """葛振华指出，过去的一年，…: what is said tells of the past, and orders nothing (R12)."""
    clauses = sentence.clauses[first:]
    if not clauses or (
        LOOKS_BACK.match(text, clauses[0].start, clauses[0].end) is None
        and not of_period_over(text, clauses[0].start, sentence.end, named=True)
    ):
        return False
    return not any(owes(text[c.start : c.end]) for c in clauses)


def speaks_for_others(words_of: str) -> bool:
    """企业负责人邱长根表示: what private people and firms mean to do orders nothing (R93)."""
    if words_of.startswith(PAPERS_TELL) and TELLING.fullmatch(words_of):
        return True
    if not words_of.endswith(MEANS_TO):
        return False
    return OTHERS.search(words_of) is not None or (
        words_of.endswith(MEANS) and ALL_PRESENT.search(words_of) is not None
    )


def _is_member(text: str, sentence: Sentence) -> bool:
    """Whether a line is a numbered point, or one that names its field (产业发展方面，)."""
    return sentence.enumerator != "" or text.endswith(FIELD, sentence.start, sentence.clauses[0].end)


def _blocks(text: str, sentences: Sequence[Sentence], skip: Set[int]) -> Iterator[list[Sentence]]:
    """The paragraphs; lines of a single numbered sentence that stand one below the other are one."""
    block: list[Sentence] = []
    for sentence in sentences:
        if sentence.start in skip:
            continue
        if block and sentence.line != block[-1].line:
            single = len(block) == 1 or block[0].line != block[-1].line
            if not (single and _is_member(text, sentence) and _is_member(text, block[-1])):
                yield block
                block = []
        block.append(sentence)
    if block:
        yield block


def _orders(text: str, block: list[Sentence], before: list[Sentence]) -> bool:
    if not block or not _begins_with_order(text, block[0]):
        return False
    if TELLS.search(text, block[0].start, block[-1].end):
        return False
    ordering = sum(_begins_with_order(text, sentence) for sentence in block)
    if ordering < ORDERING_SHARE * len(block):
        return False
    ahead = sum(LOOKS_AHEAD.search(text, sentence.start, sentence.end) is not None for sentence in block)
    return ahead >= AHEAD_SHARE * len(block) or (
        before != [] and WHEN_AHEAD.search(text, before[0].start, before[-1].end) is not None
    )


def _begins_with_order(text: str, sentence: Sentence) -> bool:
    for clause in sentence.clauses:
        words_of = text[clause.start : clause.end]
        role = clause_role(words_of)
        names_field = words_of.endswith(FIELD) or (clause.mark in COLONS and len(words_of) <= LONGEST_FIELD)
        if role not in (Role.FRAME, Role.PURPOSE) and not names_field:
            by_then = role is Role.OUTCOME and BY_YEAR.match(text, sentence.start) is not None
            return (by_then or role in (Role.IMPERATIVE, Role.ORDER)) and len(words_of) >= SHORTEST_MEMBER
    return False

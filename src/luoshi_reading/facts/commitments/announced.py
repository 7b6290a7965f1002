"""What sentences announce for those after them: a list of orders, goals in numbers, goals in words. Rules R11, R92."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_roles import Role
from luoshi_reading.facts.clauses.levels import clause_weight
from luoshi_reading.facts.cutting.coordination import NO_GOALS, Goals, Run
from luoshi_reading.facts.speech.scope import SET_GOALS
from luoshi_reading.knowledge.first_letters import compiled
from luoshi_reading.knowledge.signs import sign
from luoshi_reading.structure import Sentence

# 我提三点要求：一是早动员，…: the members of such a list are orders, however short.
ASKING = compiled(
    r"(?:[一二两三四五六七八九几]点|以下|如下)(?:具体)?(?:要求|意见|希望|建议|工作)$|(?:提出|提)了?[一-鿿]{0,6}要求$|(?:强调|要求|指出|提出|讲|谈)了?(?:以下|如下)?[一二两三四五六七八九]点$|(?:做到|抓好|落实好|推进)[一二两三四五六七八九几][点个项件]?[一-鿿]{0,4}$"
)
LONGEST_ASKING = 24
MEMBER = re.compile(r"[一二三四五六七八九十]{1,2}是")
SETS_GOALS = compiled(rf"(?:目标|任务)(?:任务)?(?:建议|分解|下达|分配|安排)?(?:是|为|如下)[：:，]|{SET_GOALS.pattern}")
# What makes the numbers of the sentences after it goals, to the end of the paragraph.
GOALS_AHEAD = compiled(
    r"(?:预期|主要|总体|工作|发展)目标|目标任务|(?<![一-鿿])(?:力争)?到20\d\d年[底末]?，|明年[^。]{0,12}(?:思路|工作|要求)|初步考虑"
)
# 造林5000亩，其中：青石镇1200亩；白沙镇800亩
SHARES = re.compile(r"\d[^，；]{1,6}，其中[：:，][^，：]{2,12}\d")
SHARE = re.compile(
    r"[一-鿿]{2,14}+\d[\d.]{0,8}+[万千百]?+[一-鿿]{1,3}+(?:、[一-鿿]{2,14}+\d[\d.]{0,8}+[万千百]?+[一-鿿]{1,3}+){0,12}+"
)
# Without one of these a sentence neither sets goals nor leads on to them.
GOAL_WORDS = compiled(r"目标|任务|到20|明年|初步考虑")
NOWHERE = -1
# 会议强调，做好今年护岸工作，一是…: what the list is about is no order of its own.
TOPIC = re.compile(r"(?:要)?(?:做好|抓好|搞好)[^，、]{2,24}工作")
# 各镇要从四个方面做好工作: the sides themselves come after it.
SIDES_AHEAD = re.compile(
    r"[^，]{0,20}?(?:要|必须)?从(?:以下|如下)?[二两三四五六七八九]个?(?:大)?方面[^，]{0,2}(?:(?:抓好|做好|抓|狠抓)?(?:贯彻)?(?:落实|工作)|(?:上?下[真苦硬]?功夫|发力|用力|着力|着手|入手|努力|抓起|做起|持续用劲))"
)
# …，着重抓好以下两项工作：, before the points.
POINTS_AHEAD = re.compile(
    r"(?:[一-鿿、\d]{2,14}(?:要|必须|将))?(?:要|将)?(?:重点|着力|主要|切实|全力|具体|突出|认真|着重){0,2}(?:抓好|做好|做到|突出|落实好?|把握好?|处理好|抓住|围绕)(?:好)?"
    r"(?:(?:以下|如下)(?:[几一二两三四五六七八九十\d]{1,2})?(?:大)?(?:个)?(?:方面|[项点件])?|[几二两三四五六七八九十2-9]{1,2}(?:大)?(?:个)?(?:方面|[项点件]))的?(?:重点|主要|具体)?(?:工作|任务|内容|事情)?"
    # 最后强调三句话。一、…
    r"|(?:最后|下面|这里|在此)?再?(?:强调|讲|谈|说|提)[一二两三四五六七八几](?:个|点|句|条)(?:话|意见|要求|希望|建议|问题|想法)?"
)
# Most sentences and clauses hold no letter that these need.
ANNOUNCING = sign(ASKING.pattern)
TELLING_GOALS = sign(GOAL_WORDS.pattern)
FIELD = "方面"
LISTING = sign(SIDES_AHEAD.pattern, TOPIC.pattern, POINTS_AHEAD.pattern, FIELD)
FIRST_MEMBER = re.compile(r"[，：]一[是要]")
FIRST_POINT = re.compile(r"[：。，；][ \u3000\n]{0,3}(?:一[是要、]|[（(]一[）)]|第一|首先|1[.．、]|①|——)")
# 将重点做好以下九个方面工作: what is below is not this.
BELOW = re.compile(r"以下|如下")
# 下一步，全市要从六个方面下功夫: characters of the time before.
LONGEST_TIME = 5
# What stands before the points and tells a manner at most.
MANNER_WEIGHT = 1.2


def only_announces(text: str, run: Run) -> bool:
    """Whether a stretch only names the sides, the points or the work that the list after it tells of."""
    last = run[-1]
    if not last.signs & LISTING:
        return False
    # 堤防加固方面，一是…: the field of the points behind it.
    if len(run) == 1 and last.words.endswith(FIELD):
        return True
    if SIDES_AHEAD.fullmatch(last.words) and all(len(item.words) <= LONGEST_TIME for item in run[:-1]):
        return True
    if len(run) == 1 and TOPIC.fullmatch(last.words) and FIRST_MEMBER.match(text, last.clause.end):
        return True
    if POINTS_AHEAD.fullmatch(last.words) is None:
        return False
    if not (BELOW.search(last.words) or FIRST_POINT.match(text, last.clause.end)):
        return False
    # 要新建渔港，重点抓好以下工作：: what stands before it may be an order of its own.
    return all(item.role is Role.FRAME or clause_weight(item.words, item.role) < MANNER_WEIGHT for item in run[:-1])


class Announced:
    """What has been announced, while the sentences are read in their order."""

    def __init__(self, *, reported: bool) -> None:
        """``reported``: others tell what was said, so that a list may go on over lines."""
        self._reported = reported
        self._asking_chain = self._asking_line = NOWHERE
        self._goal_chain = self._goal_line = self._shared_chain = self._chain = NOWHERE

    def hear_asking(self, text: str, sentence: Sentence, signs: int) -> None:
        """Take in that a sentence announces a list of orders."""
        if signs & ANNOUNCING and ASKING.search(text, max(sentence.start, sentence.end - LONGEST_ASKING), sentence.end):
            self._asking_chain = sentence.chain
            self._asking_line = sentence.line if self._reported else NOWHERE

    def lists(self, sentence: Sentence) -> bool:
        """Whether a sentence is a member of a list of orders that was announced."""
        listed = (
            sentence.enumerator != ""
            and MEMBER.match(sentence.enumerator) is not None
            and (sentence.chain == self._asking_chain or sentence.line - 1 <= self._asking_line <= sentence.line)
        )
        if listed and self._asking_line >= 0:
            self._asking_line = sentence.line
        return listed

    def goals(self, sentence: Sentence, *, aims: bool, counts: bool) -> Goals:
        """Return what a sentence may set as goals.

        ``aims``: it stands among goals. ``counts``: its line tells goals in numbers.
        """
        sets_numbers = aims or counts or sentence.line == self._goal_line or sentence.chain == self._shared_chain
        in_chain = sentence.chain == self._goal_chain
        sets_outcomes = aims or in_chain
        linked = in_chain or (aims and sentence.chain == self._chain)
        return Goals(sets_numbers, sets_outcomes, linked, aims) if sets_numbers or sets_outcomes else NO_GOALS

    def shares_out(self, text: str, sentence: Sentence, signs: int) -> bool:
        """Whether a sentence of a paper tells who or what has which share (目标任务为：青石镇300人，白沙镇200人)."""
        if self._reported:
            return False
        return sentence.chain == self._shared_chain or (
            signs & TELLING_GOALS != 0 and SETS_GOALS.search(text, sentence.start, sentence.end) is not None
        )

    def hear_goals(self, text: str, sentence: Sentence, signs: int, *, ordered: bool) -> None:
        """Take in that a sentence that orders sets goals, for its paragraph or for its chain.

        ``ordered``: something in it is to be done, of which 其中：青石镇1200亩；白沙镇800亩 tells the shares.
        """
        self._chain = sentence.chain
        if ordered and not self._reported and SHARES.search(text, sentence.start, sentence.end):
            self._shared_chain = sentence.chain
        if signs & TELLING_GOALS and GOAL_WORDS.search(text, sentence.start, sentence.end):
            if GOALS_AHEAD.search(text, sentence.start, sentence.end):
                self._goal_line = sentence.line
            if SETS_GOALS.search(text, sentence.start, sentence.end):
                self._goal_chain = sentence.chain
                if not self._reported:
                    self._shared_chain = sentence.chain

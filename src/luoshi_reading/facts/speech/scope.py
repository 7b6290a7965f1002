"""Whose words are being read: in a report only what somebody said can be an order. Rules R8, R9."""

from __future__ import annotations

import re

from luoshi_reading.facts.clauses.clause_heads import assigned_unit, core_of, head_verb
from luoshi_reading.facts.clauses.clause_roles import Role, clause_role
from luoshi_reading.facts.clauses.last_words import DEMANDED
from luoshi_reading.facts.lines.narration import is_expert, narrates
from luoshi_reading.facts.speech.charged_behind import (
    RESOLVED,
    RESOLVED_BELOW,
    agrees_to_deed,
    charged_behind,
    length_of_resolving,
)
from luoshi_reading.facts.speech.coming_work import TELLS
from luoshi_reading.facts.speech.openings import Openings, looks_back, speaks_for_others
from luoshi_reading.facts.speech.others_said import said_by_others
from luoshi_reading.facts.speech.said_within import said_within
from luoshi_reading.facts.speech.saying_words import (
    ARRANGED,
    ASKS_FOR,
    BIDS_IN_OFFICE,
    EVALUATION,
    FIRM_MEANS,
    LONGEST_COURSE,
    LONGEST_REPORT,
    LONGEST_SPEAKER,
    LONGEST_VISIT,
    MEETINGS,
    MEETS,
    NOT_ASKING,
    NOT_REPORT,
    OWED_FIRST,
    PRIVATE_ACTS,
    REPORT_ENDS,
    REPORT_LAST,
    REPORT_VERB,
    SAID_THERE,
    SAYS_SO,
    SOURCE,
    SPOKEN_NOUNS,
    SURELY,
    SURELY_EARLY,
)
from luoshi_reading.facts.speech.spoken_orders import SPEAKING_WORDS, owed_by_itself
from luoshi_reading.facts.style import Style
from luoshi_reading.knowledge.signs import sign
from luoshi_reading.knowledge.word_lists import by_two_characters, words
from luoshi_reading.structure import Sentence
from luoshi_reading.structure.clauses import CLAUSE_END

TELLS_OF_IT = (
    "会上 会前 会后 会间 会议期间 随后 当天 当日 据悉 据了解 此次 本次 这次 "
    "与会 在主会场 会议由 会议以 会议传达 会议听取 会议审议 会议学习 会议还 大会以 记者"
)
NARRATES = tuple(TELLS_OF_IT.split())
NARRATES_FIRST = frozenset(word[0] for word in NARRATES)
NARRATING = words("statements", "narration.all")
NARRATION = re.compile(by_two_characters(NARRATING))
ALREADY_HEARD = re.compile(r"^(?:会议|全会|大会)(?!要|强调|指出|要求|号召|提出|明确|决定)")
UNIT_SUBJECT = re.compile(
    r"^[^。]{0,60}?(?:各地|各级|部门|单位|政府|党委|机构|上下|区县|县区|市县|县市区|市州|乡镇|街道|[局委厅办]|公司|集团|干部|同志)"
    r"[^，]{0,14}?(?:(?<![主重需首必])要(?!求|点|素)|必须|务必|(?<![对相适响供顺效反回])应(?![急对用邀答聘]|.尽)|将|负责(?!同志|人)|牵头(?!人))"
    r"|^[^，。的]{0,14}?(?:[两三四]级|机关|银行|队伍?|[小作导查]组|专班|党员|领导|一把手|班子成员|委员|人大代表|党派|工会|妇联|团体|群团组织|媒体|[院学]校|院所|医院"
    r"|法院|检察院|协会|企业|业主|社区|[乡镇村]村|河长|林长)[^，]{0,6}?"
    r"(?:(?<![主重需首必只想不])要(?!求|点|素)|(?<=业主)要|必须|务必|应当|须(?!知))"
)
OWES = re.compile("[要必务应须将负牵]")  # without one of these no unit has a task
# 全会提出了“十五五”时期的主要目标：what follows is set by the meeting.
SET_GOALS = re.compile(r"(?:提出|确定|明确|确立)了?[^。：，]{0,40}(?:目标|任务)[：:]")
LEADING_IN = 2  # clauses: 就抓好各项任务落实，葛振华强调, on a line
SPEAKER = re.compile(r"[一-鿿]{2,20}(?:要求|强调|指出)[：:]?")
# 周军希望各企业，要…: whom the words are for stands with the word of speaking.
HOPES = re.compile(r"[^，]{2,16}希望(?:大家|各[^，]{1,14}|全[^，]{1,12})")
ORDERS = re.compile(r"(?<![主重需首必纪])要(?!求|点|素)|必须|务必|(?<![即必])将(?!军)")
HIGHER = re.compile(
    r"总书记[^，]{0,20}(?:强调|指出|要求|提出|讲到|说过?)$|^(?:上级|上述|该(?:文件|通知|意见|方案|规划|办法|报告|计划|决定|条例|规定|《)|《)|(?:国务院|中央|国家)[一-鿿]{0,10}(?:文件|会议|通知|要求|规定|提出|明确|强调|指出)$"
)
# 《槐津市海洋经济规划》提出，: a paper that no higher authority gave.
OWN_PAPER = re.compile(
    r"《(?![^》]*(?:中央|中共|中国|国务院|国家|全国|中华|省|自治区))[^》]*(?:规划|方案|计划|要点|清单|措施|行动|纲要)[^》]*》"
)
ISSUED = re.compile(
    r"(?:省|市|县|区|州|镇|乡|[局厅委办]|政府|我[省市县区局委厅校院])(?:党[组委]|办公[室厅])?(?:近日|日前|联合|正式|已)?"
    r"(?:印发|出台|下发|发布|制定出台|制定印发)了?《(?P<paper>[^》]{2,80})》(?:[（(]以下简称[《“](?P<short>[^》”]{2,20})[》”])?"
)
CALLED_SHORT = re.compile(r"(?:(?:政府)?工作)?报告|倡议书?|决议")
FROM_HIGHER = re.compile(
    r"(?:中共中央|党中央|国务院|中办|国办|中央办公厅|省委|省政府|省人民政府|国家[一-鿿]{2,8}[部委局])[^。\n《]{0,24}"
    r"(?:印发|出台|发布|下发|公布|制定)[^。\n《]{0,12}《"
)
DEONTIC_START = re.compile(r"^[^，]{0,16}(?:(?<![主重需首必纪])要(?!求|点|素)|必须|务必)")
# 报告指出, 检查组要求, 座谈会强调: who or what speaks, though its first word is a verb elsewhere.
SPEAKS = re.compile(
    r"(?:会议?|[组报]|报告|通[知报告]|公[告报]|[方草]案|规划|意见|纪要|办法|细则|条例|决定|决议|讲话|发言|批示|指示|文件|倡议书?|公开信|"
    r"同志|[部市县区镇乡州省]长|书记|主任|局长|主持人|负责人|发言人)》?"
    r"(?:还|也|又|并|同时|最后|进一步|再次|反复|着重|特别|明确|首先|随后|一致|分别|再){0,2}$"
    r"|^(?:并|还|又|也|明确|着重|特别|反复|再次){1,3}$|[一-鿿]{2}(?:过程中|途中|期间|间隙)[一-鿿]{2,4}$"
)


# 四、传达学习全省防汛会议精神。会议指出，…: what the meeting dealt with.
DEALT_WITH = re.compile(
    r"(?:集体|认真)?(?:传达|学习|听取|通报|观看)[^，。；\n]{4,60}[。\n][ \u3000]*(?:会议|全会|大会|会上)(?!要)"
)
ORDERING = (Role.IMPERATIVE, Role.ORDER)
# 一要…: the number carries the obligation, whoever speaks.
OWING = "要"
# 强化责任落实。要…: an order with obligation is the second sentence of its paragraph.
OWED_NEXT = re.compile(r"[。；;！][ \u3000]*[^，。；\n]{0,16}?(?:(?<![主重需首必纪])要(?!求|点|素)|必须|务必)")
# 要修好闸坝；, with the next order on a line of its own.
CHAINED = ("；", ";")
FEW_BLANKS = 12
# 下一步，县水利局将做好分工，一是…: the points of what is to come.
FIRST_NEXT = re.compile(r"[，。：；]?[ \u3000]*一是")
# 这次会议既是总结，也是部署: judged within a speech.
JUDGED = re.compile(r"(?:此次|本次|这次)[^，。]{0,16}(?:，?既?是|旨在|事关|关系)")
# 面对困难，要…: obligation further on in a paragraph in which somebody spoke.
OWED_AGAIN = re.compile(r"(?:[^，。；]{1,40}，){0,2}(?:要(?!求|点|素|么|闻)|必须|务必)")
# 党中央高度重视，明确要求各地党委…: somebody else's order.
FROM_ABOVE = re.compile(r"(?:党中央|国务院|中央|总书记)[^，的]{0,40}(?:高度重视|多次|明确|反复|一再)[^，]{0,12}，?$")


def _from_above(text: str, sentence: Sentence, index: int) -> bool:
    return any(FROM_ABOVE.search(text[c.start : c.end]) for c in sentence.clauses[:index])


# Most sentences hold no letter that these need (``knowledge/signs.py``).
IS_SAID = sign(SPEAKING_WORDS.pattern)
IS_NARRATED = sign(*NARRATING)
HAS_TASK = sign(OWES.pattern)


class Scope:
    """Follows whose words are being read in a report: only reported orders are orders (R8, R9)."""

    def __init__(self, style: Style, openings: Openings | None = None) -> None:
        self.reported = style.reported
        self.resolved = style.resolved
        self.open = not style.reported
        self.line = -1
        self.listing = False
        self.evaluating = False
        self.foreign = False
        self.announced = False
        self.openings = openings
        self.own_papers: frozenset[str] | None = None
        self.is_higher = False
        self.said_at = self.spoken_line = -1

    def enter(self, text: str, sentence: Sentence, signs: int) -> int | None:
        """Return the index of the first clause that may hold an order, or None where the sentence is narration.

        Where the order begins within that clause, ``said_at`` is the place.
        """
        self.said_at = -1
        if self.open and self.reported:
            self.spoken_line = self.line
        new_line = sentence.line != self.line
        announced, self.announced = self.announced, False
        self.line = sentence.line
        if self.pass_over(text, sentence):
            return None
        if (others := said_by_others(text, sentence, reported=self.reported)) is not None:
            self.spoken_line = sentence.line
            return others if others < len(sentence.clauses) else None
        after = self._after_report(text, sentence)
        if after is not None:
            self.spoken_line = sentence.line
        if after is not None and (self.foreign or (self.openings is not None and looks_back(text, sentence, after))):
            self.open = False
            return None
        if not self.reported:
            return after if after is not None else (None if narrates(text, sentence, signs) else 0)
        if self.openings is not None and self.openings.speeches and self.openings.is_said_to_be_done(sentence):
            return after or 0
        body = text[sentence.start : sentence.end]
        if sentence.enumerator.endswith(OWING) and after is None and not self.foreign:
            self.open, self.evaluating = True, False
            return 0
        speaking = signs & IS_SAID != 0 and SPEAKING_WORDS.search(body) is not None
        goes_on = speaking and self.open and not new_line and self._begins_with_order(text, sentence)
        said = said_within(text, sentence, self._is_known) if speaking and after is None else None
        if said is not None and not (said[0] and goes_on):
            if _from_above(text, sentence, said[0]):
                return None
            self.open, self.evaluating, self.said_at = True, False, said[1]
            return said[0]
        if speaking and after is None and (demanded := self._demanded(text, body, sentence)) is not None:
            return 0 if goes_on else demanded
        if (
            self.openings is not None
            and (opening := self.openings.at(sentence, new_line=new_line, speaking=speaking)) is not None
        ):
            self.open, self.evaluating = True, False
            return max(opening, after or 0)
        if after is not None:
            self.open = True
            return after
        if self.resolved and (self.resolution_length(text, sentence) or agrees_to_deed(text, sentence)):
            self.open = True
            return 0
        if self.resolved and (resolved := RESOLVED.match(body)):
            self.open = True
            return self._after_resolution(sentence, sentence.start + resolved.end())
        if (
            (body[0] in NARRATES_FIRST and body.startswith(NARRATES) and not (self.open and JUDGED.match(body)))
            or (signs & IS_NARRATED and NARRATION.search(body))
            or (body[0] in "会全大" and ALREADY_HEARD.match(body))
        ):
            self.open = False
            self.listing = self.listing and self.resolved
            charged = charged_behind(text, sentence)
            return self._by_itself(text, sentence) if charged is None else charged
        if new_line and self.listing:
            self.open, self.evaluating = True, False
        elif new_line and self.open and not announced and not (sentence.enumerator or DEONTIC_START.match(body)):
            self.open = text[max(0, sentence.start - FEW_BLANKS) : sentence.start].rstrip().endswith(
                CHAINED
            ) or self._goes_on_below(text, sentence)
        if not self.open and sentence.line == self.spoken_line and OWED_AGAIN.match(body) is not None:
            self.open = True
        if self.open and not self.evaluating:
            return 1 if self._behind_speaker(text, sentence) else 0
        tasked = (signs & HAS_TASK and OWES.search(body) and UNIT_SUBJECT.match(body)) or (
            self.resolved and assigned_unit(core_of(text[sentence.clauses[0].start : sentence.clauses[0].end]))
        )
        if tasked and any(FIRM_MEANS.match(text, c.start, c.end) for c in sentence.clauses[:LEADING_IN]):
            tasked = False
        # What follows a unit's task in its paragraph goes on with it.
        self.open = self.open or bool(tasked)
        if not tasked:
            return self._by_itself(text, sentence)
        return self._behind_speaker(text, sentence)

    def _behind_speaker(self, text: str, sentence: Sentence) -> int | None:
        """他说，市人社局将…: who says so is no part of it; what those promise who hold no office orders nothing."""
        first = sentence.clauses[0]
        words_of = text[first.start : first.end]
        told = SAYS_SO.search(words_of) if len(sentence.clauses) > 1 and len(words_of) <= LONGEST_SPEAKER else None
        if told is None:
            return 0
        who, second = words_of[: told.start()], sentence.clauses[1]
        private = PRIVATE_ACTS.search(text, second.start, second.end) is not None
        return 1 if not private or who[:1] == SOURCE or self._may_bid(who, first.start) else None

    def _by_itself(self, text: str, sentence: Sentence) -> int | None:
        """Return the clause from which on a sentence orders though nobody is heard: what is owed, what is to come."""
        if self.openings is None:
            return None
        owed = None if self.openings.is_quoted(sentence) else owed_by_itself(text, sentence)
        if owed is not None:
            return owed
        coming = self.openings.coming(sentence)
        if coming is not None and FIRST_NEXT.match(text, sentence.end):
            self.open, self.evaluating = True, False
        return coming

    def _goes_on_below(self, text: str, sentence: Sentence) -> bool:
        """Whether a paragraph goes on with what was said: an order at its head, another, with obligation, behind it."""
        first = text[sentence.start : sentence.clauses[0].end]
        if self.openings is None or clause_role(first) is not Role.IMPERATIVE:
            return False
        if self.openings.continues(sentence):
            return True
        return OWED_NEXT.match(text, sentence.end) is not None and not TELLS.search(text, sentence.start, sentence.end)

    def _begins_with_order(self, text: str, sentence: Sentence) -> bool:
        """抓好库存的削减，要求各镇…: what was said before it goes on; the demand further on begins nothing."""
        return self.openings is not None and clause_role(text[sentence.start : sentence.clauses[0].end]) in ORDERING

    def _is_known(self, name: str) -> bool:
        return self.openings is not None and name in self.openings.named

    def _may_bid(self, speaker: str, at: int) -> bool:
        if self.openings is None or MEETS.fullmatch(speaker):
            return True
        return self.openings.may_bid(speaker, at)

    def _demanded(self, text: str, body: str, sentence: Sentence) -> int | None:
        """Return the clause in which somebody demands and says what."""
        if "要求" in body or "强调" in body or "指出要" in body or "提出要" in body:
            at = next((i for i, c in enumerate(sentence.clauses) if DEMANDED.match(text, c.start)), None)
            return None if at is not None and _from_above(text, sentence, at) else at
        return None

    def _announces(self, text: str, sentence: Sentence) -> bool:
        """市委书记要求, on a line of its own: the numbers below say what."""
        said = sentence.clauses[-1]
        if len(sentence.clauses) > LEADING_IN or said.end - said.start > LONGEST_SPEAKER:
            return False
        if SPEAKER.fullmatch(text, said.start, sentence.end) is None:
            return False
        self.open, self.evaluating, self.announced = True, False, True
        return True

    def pass_over(self, text: str, sentence: Sentence) -> bool:
        """Note a line that says that orders follow; whether it is a heading, and holds none itself."""
        if self.reported and sentence.ender == "\n" and self._announces(text, sentence):
            return True
        if self.resolved and sentence.enumerator and DEALT_WITH.match(text, sentence.start):
            return True
        if self.resolved and RESOLVED_BELOW.search(text, sentence.start, sentence.end):
            self.listing = True
        heads = self.openings.heads_list(sentence) if self.openings is not None else None
        if heads is not None:
            self.listing = heads
        return heads is not None

    def resolution_length(self, text: str, sentence: Sentence) -> int:
        """Characters of 会议同意 before the order that the sentence itself states; 0 where it states none."""
        return length_of_resolving(text, sentence) if self.resolved else 0

    def _after_resolution(self, sentence: Sentence, position: int) -> int | None:
        """会议审议通过《…》，由市发展改革委印发实施: the order stands after the paper."""
        for index, clause in enumerate(sentence.clauses):
            if clause.start >= position:
                return index
        return None

    def _after_report(self, text: str, sentence: Sentence) -> int | None:
        found = None
        first = sentence.clauses[0]
        if (
            self.reported
            and first.mark in CLAUSE_END
            and text.find("希望", first.start, first.end) >= 0
            and HOPES.fullmatch(text, first.start, first.end)
        ):
            found, self.evaluating, self.foreign = 1, False, False
        for index, clause in enumerate(sentence.clauses[:LONGEST_COURSE]):
            if text[clause.end - 1] not in REPORT_LAST or clause.mark not in CLAUSE_END or index + 1 == found:
                continue
            if (
                self.reported
                and text.endswith(ARRANGED, clause.start, clause.end)
                and index + 1 < len(sentence.clauses)
                and text.startswith(OWED_FIRST, sentence.clauses[index + 1].start)
            ):
                found, self.evaluating, self.foreign = index + 1, False, False
                continue
            longest = LONGEST_VISIT if text.endswith(SAID_THERE, clause.start, clause.end) else LONGEST_REPORT
            if clause.end - clause.start > longest or not text.endswith(REPORT_ENDS, clause.start, clause.end):
                continue
            words_of = text[clause.start : clause.end]
            if index >= SURELY_EARLY and not words_of.endswith(SURELY):
                continue
            verb = REPORT_VERB.search(words_of)
            # 各部门要对标省市要求: a clause that orders reports nothing.
            if (
                verb
                and not (NOT_ASKING if ASKS_FOR.match(verb[0]) else NOT_REPORT).search(words_of)
                and not ORDERS.search(words_of, 0, verb.start())
                and (
                    SPEAKS.search(words_of, 0, verb.start()) is not None
                    or not head_verb(words_of)[0]
                    or (index and not verb.start() and ASKS_FOR.match(verb[0]))
                )
                and (verb[0][:2] not in BIDS_IN_OFFICE or self._may_bid(words_of[: verb.start()], clause.start))
                and (
                    self._says(verb)
                    or (self.reported and ASKS_FOR.match(verb[0]))
                    or (verb.string[verb.start() - 1] == "》" and self._is_own(text, words_of))
                )
            ):
                found = index + 1
                self.evaluating = bool(EVALUATION.search(words_of))
                self.foreign = (
                    HIGHER.search(words_of) is not None
                    and not (self.reported and OWN_PAPER.match(words_of) is not None)
                    and not self._is_own(text, words_of)
                ) or (is_expert(words_of) if self.openings is None else speaks_for_others(words_of))
        return found

    def _is_own(self, text: str, words_of: str) -> bool:
        """Whether a paper speaks that the text says was given here: 县水利局印发了《…》（以下简称《意见》）."""
        if not words_of.startswith("《"):
            return False
        if self.own_papers is None:
            self.own_papers = frozenset(
                name for m in ISSUED.finditer(text) for name in m.group("paper", "short") if name
            )
            self.is_higher = FROM_HIGHER.search(text) is not None
        name = words_of[1 : words_of.find("》")]
        # 《报告》指出: the paper that the report itself is about.
        return name in self.own_papers or (not self.is_higher and CALLED_SHORT.fullmatch(name) is not None)

    def _says(self, verb: re.Match[str]) -> bool:
        """要求, 提出, 明确 and the like are also nouns: outside a report they introduce nothing."""
        if verb[0].startswith(SPOKEN_NOUNS):
            # A digest of a work report: 报告提出，….
            return (
                (self.reported and verb.start() <= 22)
                or verb.string.endswith("报告", 0, verb.start())
                or verb.string[: verb.start()] in MEETINGS
            )
        return self.reported or verb.start() <= 8

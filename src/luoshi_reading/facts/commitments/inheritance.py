"""The owners that the clauses of a sentence, a ；-chain and a paragraph hand on. Rules R18, R25."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luoshi_reading.facts.clauses.bodies import LANDSCAPES, is_body
from luoshi_reading.facts.clauses.clause_heads import core_of, head_verb
from luoshi_reading.facts.clauses.clause_roles import Role, owes
from luoshi_reading.facts.clauses.pieces import Piece
from luoshi_reading.facts.clauses.promises import they_may_try
from luoshi_reading.facts.cutting.goals_beside import of_all
from luoshi_reading.facts.owners.actors import leading_actor
from luoshi_reading.facts.owners.addressed import Addressed
from luoshi_reading.facts.owners.asking import demanded_behind, told_to
from luoshi_reading.facts.owners.duties import IN_HOUSE, clause_duty
from luoshi_reading.facts.owners.everybody import Everybody
from luoshi_reading.facts.owners.going_on import (
    OWES_ON,
    announces,
    body_before,
    counts_own,
    goes_on,
    meets_itself,
    named_by_day,
    points_below,
)
from luoshi_reading.facts.owners.late_actors import late_actor
from luoshi_reading.facts.owners.named_before import OWED_FIRST, OWED_NEXT, SETS_OUT_HINT, named_before, sets_out
from luoshi_reading.facts.owners.owned_apart import owned_apart
from luoshi_reading.facts.owners.plain_subjects import acting, department, named_by_work
from luoshi_reading.facts.owners.subjects import (
    CAUSING,
    UNIVERSAL,
    WHICHEVER,
    named_first,
    subject_of,
)
from luoshi_reading.structure import Clause, Sentence

INTRODUCTIONS = (
    "强调",
    "指出",
    "要求",
    "提出",
    "明确",
    "表示",
    "议定",
    "决定",
    "当前",
    "同时",
    "目前",
    "下一步",
    "首先",
    "其次",
    "再次",
    "最后",
)
LONGEST_INTRODUCTION = 30
# 自即日起至4月20日，各地要…: the time before a subject.
TIME_LAST = frozenset("起日月年底末前")
ONLY_TIME = re.compile(r"^(?:[自从到至在][^，]{0,16}[起日月年底末前]|[^一-鿿]{1,4}[月年][^，]{0,8}[日底末前])$")
# 全市上下要…。要…: everybody stays the subject of the paragraph; 全市各级各部门 only of its sentence.
EVERYBODY = re.compile(r"全(?:街道上下|公司上下|[市省区县州乡镇系][^各]{0,4})$")
# …，餐饮单位不得…: what one is forbidden behind an order to others.
FORBIDDEN = re.compile(r"(?:一律)?(?:不得|不准|严禁|禁止)")
# …，有条件的村可…: what some may behind what others are to do.
ALLOWED = re.compile(r"(?:也|还)?可(?!能)")
EVERY_LEADER = re.compile(r"(?:各级|广大|全体|全[市县区省州镇乡])(?:党员)?领导干部")
# 县司法局审查后报…: a verb that only its 后 makes the lesser one.
CHECKED_BY = re.compile(r"[一-鿿]{2,12}[局委办厅院部室](?:审查|审核|汇总|初审|修改完善)后")
FIRST_POINT = re.compile(r"第?一(?:[是要]|方面)?$|首先")
# 镇长要求全体镇村干部，|一要…: who tells whom, right before the first point.
TOLD_WHOM = re.compile(r"(?:^|[，。；\n])([^，。；：:\n]{4,40})[，：:]?[ \u3000]*(?:第?一(?:要|是)|首先)?$")
LONGEST_TOLD = 48
SPEAKS_AGAIN = re.compile(r"会议|会上|会后|最后|随后|[^，。；]{2,16}(?:强调|指出|要求|表示|介绍)")
IN_PERSON = re.compile(
    r"(?P<who>[^，的]{0,8}?(?:主要|党政)?(?:领导|负责人|负责同志|一把手|书记))(?:要)?(?:亲自|带头|直接|靠前)"
)
# 由市交通局负责，…: the whole sentence is its.
LED_BY = re.compile(r"由(?P<who>[^，。；、]{2,20}?)(?:牵头)?(?:具体)?(?:负责|牵头)$")
CHARGED = re.compile(
    r"，由(?P<who>[^，。；、的]{2,24}?)(?:具体|牵头)?(?:组织|负责|牵头)(?:实施|落实|办理|推进)?(?=[，。；\n]|$)"
)

TOLD_WITHIN = 3
SAID = re.compile("要求|提出|强调|希望|指出|将")
LONGEST_DEPARTMENT = 24
# Clauses at the head of a chain in which it may be told who set its goals.
GOAL_CLAUSES = 3


# Clauses without a word of order, whose subject may stand before a plain predicate.
PLAIN = (Role.OTHER, Role.ASSIGNED, Role.ORDER)
# Clauses in which a unit may stand before a plain verb.
ACTED = (Role.ASSIGNED, Role.DUTY)
OFFICE_NEXT = re.compile("[局厅室]|办(?![理好法事公学])|组(?=[将要应须负牵])")
OFFICE_FIRST = frozenset("局厅室办组")
# 各站所包村干部，要…: what a list of units may be taken for.
BARE = (Role.OTHER, Role.ASSIGNED, Role.DUTY)
BROUGHT_TO = tuple(verb + such for verb in ("推动", "引导") for such in ("有条件", "具备", "符合"))


class Inherited:
    """Owners that the clauses of a sentence and a ；-chain hand on (R18, R25)."""

    def __init__(self, text: str, sentences: Sequence[Sentence] = ()) -> None:
        self.text = text
        self.sentence = -1
        self.chain = -1
        self.line = -1
        self.chain_start = -1
        self.chain_owner: str | None = None
        self.points_owner: str | None = None
        self.meeting_owner: str | None = None
        self.line_owner: str | None = None
        self.lines_owner: str | None = None
        self.end = -1
        self.number = ""
        self.counted = self.opened = self.counts_own = self.of_all = self.all_points = False
        self.sentence_owner: str | None = None
        self.everybody = Everybody(text)
        self.addressed = Addressed(text)
        self.heads: dict[int, Sentence] = {}
        self.set_out = SETS_OUT_HINT.search(text) is not None
        if self.set_out:
            for sentence in sentences:
                self.heads.setdefault(sentence.chain, sentence)

    def enter(self, sentence: Sentence) -> None:
        """Forget what the sentence that begins does not inherit."""
        if sentence.start == self.sentence:
            return
        before = self.sentence_owner if sentence.line == self.line else None
        if sentence.enumerator or sentence.line != self.line:
            self.line_owner = None
        if sentence.line != self.line:
            self.lines_owner = points_below(self.text, sentence, self.sentence, self.sentence_owner, self.lines_owner)
        self.of_all = False
        told_last = self._told_last(sentence)
        # 双方议定，…; 他叮嘱渡口负责人，…: told before what is to be done.
        self.sentence_owner = None
        for clause in sentence.clauses[:-1][:TOLD_WITHIN]:
            if told := told_to(self.text[clause.start : clause.end]):
                self.sentence_owner = told
                break
        if sentence.chain != self.chain:
            self.chain_start = self._first_own_clause(sentence)
            universal = self.chain_owner is not None and EVERYBODY.match(self.chain_owner) is not None
            if (
                sentence.line != self.line
                or not universal
                or sentence.enumerator
                or self.text.startswith(("我们", "大家"), sentence.start)
            ):
                self.chain_owner = None
            self._announce(before, told_last, sentence)
            if sentence.line != self.line:
                self.meeting_owner = None
            elif before:
                self.meeting_owner = before if meets_itself(self.text, before) else None
            if before and goes_on(self.text, sentence, before):
                self.chain_owner = before
            elif named := named_by_day(self.text, sentence):
                self.chain_owner = named
            elif self.meeting_owner and not sentence.enumerator and OWES_ON.match(self.text, sentence.start):
                self.chain_owner = self.meeting_owner
            elif body := body_before(
                self.text, sentence, self.sentence if sentence.line == self.line else sentence.start
            ):
                self.chain_owner = body
            self.addressed.enter(sentence)
            if (everybody := self.everybody.goes_on(sentence, before)) and self.chain_owner is None:
                self.chain_owner = everybody
            if self.chain_owner is None:
                self.chain_owner = self.lines_owner or (None if sentence.enumerator else self.line_owner)
            if self.set_out and self.chain_owner is None:
                self.chain_owner = self._set_out(sentence)
            self.counted, self.number = bool(sentence.enumerator), sentence.enumerator[-1:]
            self.opened = False
        elif sentence.enumerator and (not self.counted or sentence.enumerator[-1] == self.number):
            # 一要到位。各村要设岗；二要落实: a point owns nothing of what was said within the one before it.
            self.counted = True
            if self.chain_owner and counts_own(self.text, self.chain_owner, self.chain_start, sentence.start):
                self.points_owner = self.chain_owner
            if FIRST_POINT.match(sentence.enumerator) is None:
                self.chain_owner = self.points_owner
        self.end = sentence.end
        self.sentence, self.line, self.chain = sentence.start, sentence.line, sentence.chain

    def _told_last(self, sentence: Sentence) -> str | None:
        """要求全体镇村干部，|一要…。二要…: to whom the points are told that begin right behind."""
        if not sentence.enumerator or FIRST_POINT.match(sentence.enumerator) is None:
            return None
        before = TOLD_WHOM.search(self.text, max(0, sentence.start - LONGEST_TOLD), sentence.start)
        return told_to(before[1]) if before else None

    def _announce(self, before: str | None, told: str | None, sentence: Sentence) -> None:
        """各部门要做到“三个到位”。一是…。二是…: whose the points of a paragraph are that a sentence announces."""
        if sentence.line != self.line:
            self.points_owner = None
            self.counts_own = self.all_points = False
        if before and self.points_owner is None and counts_own(self.text, before, self.sentence, sentence.start):
            self.points_owner = before
            self.counts_own = True
        if not sentence.enumerator:
            if self.all_points and SPEAKS_AGAIN.match(self.text, sentence.start):
                self.points_owner, self.all_points = None, False
            if self.all_points or (self.counts_own and OWES_ON.match(self.text, sentence.start)):
                self.chain_owner = self.points_owner
            return
        if FIRST_POINT.match(sentence.enumerator):
            announced = before and announces(self.text, self.sentence, self.end)
            self.points_owner = told or (before if announced else None)
            self.all_points = told is not None
        self.chain_owner = self.points_owner

    def _first_own_clause(self, sentence: Sentence) -> int:
        """Where the chain's own words begin, after 会议强调，or 同时，."""
        for clause in sentence.clauses[:3]:
            words_of = self.text[clause.start : clause.end]
            if words_of[-1] in TIME_LAST and ONLY_TIME.match(words_of):
                continue
            if len(words_of) > LONGEST_INTRODUCTION or not words_of.endswith(INTRODUCTIONS):
                return clause.start
        return sentence.clauses[-1].start

    def _set_out(self, sentence: Sentence) -> str | None:
        """Who set the goals that a chain lists: 市林业局根据…，制定…：一是…；二是…."""
        head = self.heads.get(sentence.chain, sentence)
        for clause in head.clauses[:GOAL_CLAUSES]:
            if unit := sets_out(self.text[clause.start : clause.end]):
                return unit
        return None

    def owner(self, piece: Piece) -> str | None:
        """Return the subject of the piece's own clauses, else the one its chain began with."""
        found = None
        ordered = False
        # Nothing of the ；-chain was ordered before.
        opens, self.opened = not self.opened, True
        # Who is named before what is to be done: a clause without a verb, or one the piece leaves out.
        second = piece.clauses[1].start if len(piece.clauses) > 1 else len(self.text)
        begins = self.text[piece.start]
        looks = (
            piece.roles[0] in BARE
            or begins == WHICHEVER
            or piece.clauses[0].start != piece.sentence.start
            or (self.text[second : second + 1] in OWED_FIRST and OWED_NEXT.match(self.text, second) is not None)
        )
        if (
            looks
            and not self.of_all
            and (named := named_before(self.text, piece, self.chain_start, self.sentence_owner))
        ):
            self.sentence_owner = self.chain_owner = named
        if demanded := demanded_behind(self.text, piece.start, piece.clauses[0].end):
            self.sentence_owner = found = demanded
        for at, clause in enumerate(piece.clauses):
            role = piece.roles[at]
            known = found is not None or self.sentence_owner is not None
            if role is Role.FRAME or (role is Role.IMPERATIVE and self._begins_with_verb(clause)):
                if role is Role.IMPERATIVE:
                    ordered = True
                    who = self._by_work(clause) if at == 0 or not known else ""
                    if who or (not known and (who := self._department(clause) or self._leading(piece, clause))):
                        found = self.sentence_owner = who
                continue
            subject, inherits = subject_of(self.text[clause.start : clause.end], assigned=self._may_act(clause, role))
            if subject is not None and self.text.startswith(BROUGHT_TO, clause.start):
                subject = None  # 推动有条件的地方…: who is to be brought to it, by whoever owes it
            if (
                subject is None
                and not known
                and not ordered
                and (plain := self._plain(clause, role) or self._by_work(clause))
            ):
                subject, inherits = plain, True
            if subject is None and not ordered and found is None:
                subject, inherits = self._leading(piece, clause) or None, True
            subject = self._listed(piece, clause, subject)
            if subject and found is None and clause.start != piece.clauses[0].start:
                subject = self._in_person(piece) or subject
            if subject and self._is_aside(subject, clause, first=found, ordered=ordered):
                continue
            ordered = ordered or (subject is None and role is Role.ORDER)
            if subject is None and self.text[clause.start] == "全" and of_all(self.text, clause.start):
                self.sentence_owner = self.chain_owner = None
                self.of_all = True
            if subject and (found is None or (UNIVERSAL.match(found) and subject[:2] != "各级") or not inherits):
                found = subject
            if subject and inherits:
                self.sentence_owner = subject
                self.everybody.hear(subject)
                # Only a subject that opens the ；-chain is the whole chain's.
                if clause.start == self.chain_start or (opens and not ordered and not UNIVERSAL.match(subject)):
                    self.chain_owner = subject if found == subject or clause.start == self.chain_start else None
        if begins == "由" and (led := LED_BY.match(self.text, piece.start, piece.clauses[0].end)):
            self.sentence_owner = found = led["who"]
            if piece.sentence.enumerator and piece.start == piece.sentence.start:
                # （一）由县林业局负责，…。同时，…: the whole point is its.
                self.chain_owner = self.line_owner = found
        elif found and piece.sentence.enumerator and self.text.startswith(found + "负责", piece.start):
            # （二）县气象局负责预报。及时发布…: so is a point that begins with whose it is.
            self.line_owner = self.line_owner or found
        owner = found
        if owner is None and not owned_apart(self.text, piece, self.sentence_owner, self.chain_owner, self.chain_start):
            owner = self.sentence_owner or self._charged_behind(piece) or self.chain_owner
            owner = owner or (late_actor(self.text, piece) if ordered else None) or self.addressed.owner(piece)
        # 由区教育局打报告，协调…: what follows goes on with whom the task was given to.
        if self.text.find("由", piece.start, piece.end) >= 0:
            tasked = clause_duty(self.text[piece.start : piece.end]).lead
            if tasked and not IN_HOUSE.search(tasked[0]):
                self.sentence_owner = tasked[0]
        self.addressed.hear(owner, piece.sentence)
        return owner

    def _charged_behind(self, piece: Piece) -> str | None:
        """新建消防站2座，|由县消防救援局组织实施: to whom the work of a piece is given right behind it."""
        given = CHARGED.match(self.text, piece.end) if self.text.startswith("，由", piece.end) else None
        who = given["who"].partition("会同")[0] if given else ""
        return who if is_body(who) else None

    def _may_act(self, clause: Clause, role: int) -> bool:
        """Whether a unit may stand before a plain verb: 市财政局拨付…, 信访局做好接访."""
        said = self.text[clause.start : clause.end]
        return role in ACTED or (role is Role.IMPERATIVE and OFFICE_NEXT.match(core_of(said), 2) is not None)

    def _begins_with_verb(self, clause: Clause) -> bool:
        """Whether a verb at the head leaves no room for a subject, as it does but in 督促…, 组织…, 市局审查后报…."""
        core = core_of(self.text[clause.start : clause.end])
        # 广元、广安可以…: an adverb by chance. 有条件的乡镇可以…: who may.
        # 信访局做好接访, 统计局报送…: an office whose name begins like a verb.
        if (
            head_verb(core) == ("", 1)
            or they_may_try(core)
            or (core[2:3] in OFFICE_FIRST and OFFICE_NEXT.match(core, 2))
        ):
            return False
        return self.text[clause.start : clause.start + 2] not in CAUSING and (
            self.text.find("后", clause.start, clause.end) < 0
            or CHECKED_BY.match(self.text, clause.start, clause.end) is None
        )

    def _is_aside(self, subject: str, clause: Clause, *, first: str | None, ordered: bool) -> bool:
        """Whether a clause tells who within the unit does it, or what others may or must not, behind an order."""
        owner = self.sentence_owner or self.chain_owner
        if subject.endswith(LANDSCAPES):
            return True
        if owner and (within := IN_HOUSE.search(subject)) and not EVERY_LEADER.fullmatch(subject):
            # 各单位要…，企业负责人要…: whose head it is was not spoken of.
            whose = subject[: within.start()]
            return not (whose and is_body(whose)) or whose in owner
        behind = clause.start + len(subject)
        if ordered and FORBIDDEN.match(self.text, behind):
            return True
        return (ordered or first is not None) and ALLOWED.match(self.text, behind) is not None

    def _leading(self, piece: Piece, clause: Clause) -> str:
        """县消防救援大队组建…, 供电公司6月10日前完成…: who opens an entry, or is the first of it to be named."""
        if self.sentence_owner is not None and clause.start != piece.clauses[0].start:
            return ""
        return leading_actor(self.text[clause.start : clause.end])

    def _in_person(self, piece: Piece) -> str:
        """主要领导亲自抓，分管领导要到位: who is named first, with what they do themselves."""
        led = IN_PERSON.match(self.text, piece.start, piece.clauses[0].end)
        return led["who"] if led else ""

    def _by_work(self, clause: Clause) -> str:
        """值班领导必需在岗: who is named by what they do."""
        return named_by_work(core_of(self.text[clause.start : clause.end]))

    def _listed(self, piece: Piece, clause: Clause, subject: str | None) -> str | None:
        """各县人民政府，开发区管委会，有关部门要…: a list of units that commas part has one predicate."""
        first = piece.clauses[0].start
        if not subject or clause.start == first or not self.text.startswith(subject, clause.start):
            return subject
        for before in piece.clauses:
            if before.start == clause.start:
                return self.text[first : clause.start + len(subject)]
            if not named_first(self.text[before.start : before.end]):
                break
        return subject

    def _plain(self, clause: Clause, role: int) -> str:
        """Who acts before a plain predicate; an order tells by its own words unless the word of asking made it one."""
        words_of = self.text[clause.start : clause.end]
        # 公交集团新增公交车100台: a unit that adds what is counted.
        if role not in PLAIN and not (role is Role.OUTCOME and ("新增" in words_of or "每" in words_of)):
            return ""
        return "" if role is Role.ORDER and (owes(words_of) or SAID.search(words_of)) else acting(words_of)

    def _department(self, clause: Clause) -> str:
        """发展改革部门3月底前拨付…: a department whose field is a verb elsewhere."""
        named = self.text.find("部门", clause.start, min(clause.end, clause.start + LONGEST_DEPARTMENT)) >= 0
        return department(self.text[clause.start : clause.end]) if named else ""

"""Commitments: clauses that say something is to be done, cut into the smallest reportable pieces. Rules R8-R19."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from luoshi_reading.facts.clause_roles import (
    DATED,
    DEMANDED,
    GOAL,
    MAY,
    OUTCOME,
    PAPER,
    PURPOSE,
    RULED,
    YEAR_AHEAD,
    Role,
    clause_role,
    core_of,
    head_verb,
)
from luoshi_reading.facts.levels import ACTIONABLE_AT, COUNTED, MAKING, NUMBER, clause_weight
from luoshi_reading.knowledge.word_lists import alternation, words
from luoshi_reading.structure import Clause, Sentence

REPORT_VERB = re.compile(
    r"(?:强调|指出|号召|表示|认为|宣布|透露|反映|提到|谈到|讲到|"
    r"(?<![新项的体工本有关部务作和])要求|(?<!新)提出|(?<!步)明确|希望|(?<!策)决定|指示)(?:说|道)?$"
)
# What REPORT_VERB can end with: ruled out first, for most clauses.
REPORT_ENDS = (
    "强调",
    "指出",
    "号召",
    "表示",
    "认为",
    "宣布",
    "透露",
    "反映",
    "提到",
    "谈到",
    "讲到",
    "要求",
    "提出",
    "明确",
    "希望",
    "决定",
    "指示",
    "说",
    "道",
)
EVALUATION = re.compile(r"(?:认为|反映|透露|介绍|宣布)$")
# Nouns of the same form: 按照…要求, 贯彻…指示.
NOT_REPORT = re.compile(
    r"^(?:按照|根据|对照|围绕|落实|按|依据|坚持|贯彻|紧扣|对标|进一步|以|为)|精神|决策|关于|有关|的(?:要求|指示|决定)$"
)
SPOKEN_NOUNS = ("要求", "提出", "明确", "决定", "希望", "指示")
LONGEST_REPORT = 45
NARRATES = (
    "会上",
    "会前",
    "会后",
    "会间",
    "会议期间",
    "随后",
    "当天",
    "当日",
    "据悉",
    "据了解",
    "此次",
    "本次",
    "这次",
    "与会",
    "在主会场",
    "会议由",
    "会议以",
    "会议传达",
    "会议听取",
    "会议审议",
    "会议学习",
    "会议还",
    "大会以",
    "记者",
)
NARRATION = re.compile(alternation(words("statements", "narration.all")))
ALREADY_HEARD = re.compile(r"^(?:会议|全会|大会)(?!要|强调|指出|要求|号召|提出|明确|决定)")
UNIT_SUBJECT = re.compile(
    r"^[^。]{0,60}?(?:各地|各级|部门|单位|政府|党委|机构|上下|区县|县区|市县|县市区|市州|乡镇|街道|[局委厅办]|公司|集团|干部|同志)"
    r"[^，]{0,14}?(?:(?<![主重需首必])要(?!求|点|素)|必须|务必|应|将|负责|牵头)"
)
KNOWING = re.compile(r"认识到|看到|懂得|明白|认清|意识到|清醒认识|深刻认识")
ASKED = re.compile(r"请(?!予|审|各位|看)|望(?!着)")
SEEING = re.compile(r"看到|认识到|认清")
TOPIC = re.compile(r"^(?:要)?(?:着力)?(?:解决|破解).{2,30}问题$")
DATE_LED = re.compile(r"^(?:20\d\d年)?\d{1,2}月\d{1,2}日|^\d{1,2}日|^(?:当天|昨日|近日|日前|上午|下午)")
# Points a clause needs, on both sides of a comma, for a report's sentence to be split there (R15); less in an
# enumerated point (一要…), which lists orders.
SPLIT_AT = 1.9
SPLIT_ENUMERATED_AT = 1.2
# Clauses of a dated chain of outcomes, and what each of them weighs (R16).
OUTCOME_CHAIN = 3
OUTCOME_WEIGHT = 2.0
# Clauses headed by the same verb, their least length in characters and their least weight (R16).
PARALLEL_HEADS = 3
PARALLEL_LENGTH = 9
PARALLEL_WEIGHT = 0.5
# Strength and weight of a sentence that permits or assigns (R10, R22).
RULED_STRENGTH = 1.3
RULE_WEIGHT = 1.5
SHORTEST_ORDER = 3
# Characters of attitude before a thing to do that make it worth an entry of its own (R15).
LONG_LEAD = 50
NEVER_FIRST = ("或", "并", "且", "以", "让", "使", "为", "特别是", "尤其是")
AHEAD = ("力争到", "到20", "确保到")
RESOLVED = re.compile(r"^(?:会议)?(?:审议|讨论)?(?:并)?(?:原则)?(?:同意|通过|议定)[^，。]{0,80}(?:，|$)")
DEONTIC_START = re.compile(r"^[^，]{0,16}(?:要|必须|务必)")


@dataclass(frozen=True, slots=True)
class Piece:
    """One commitment before its owner and deadline are read: its clauses, its sentence, its strength."""

    clauses: tuple[Clause, ...]
    roles: tuple[Role, ...]
    sentence: Sentence
    is_head: bool
    weight: float
    strength: float

    @property
    def start(self) -> int:
        return self.clauses[0].start

    @property
    def end(self) -> int:
        return self.clauses[-1].end

    @property
    def is_actionable(self) -> bool:
        return self.weight >= ACTIONABLE_AT


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of document gives orders (R8, R15).

    ``reported``: it tells about a meeting and only reported orders are orders. ``listing``: a sentence may list
    several. ``resolved``: minutes, where what follows a resolution carries it out.
    """

    reported: bool
    listing: bool
    resolved: bool = False
    spoken: bool = False


class Scope:
    """Follows whose words are being read in a report: only reported orders are orders (R8, R9)."""

    def __init__(self, style: Style) -> None:
        self.reported = style.reported
        self.resolved = style.resolved
        self.open = not style.reported
        self.line = -1
        self.evaluating = False

    def enter(self, text: str, sentence: Sentence) -> int | None:
        """Return the index of the first clause that may hold an order, or None where the sentence is narration."""
        new_line = sentence.line != self.line
        self.line = sentence.line
        after = self._after_report(text, sentence)
        if after is not None:
            self.open = True
            return after
        if not self.reported:
            return 0
        body = text[sentence.start : sentence.end]
        if "要求" in body:
            demanded = next((i for i, c in enumerate(sentence.clauses) if DEMANDED.match(text, c.start)), None)
            if demanded is not None:
                return demanded
        if self.resolved and (resolved := RESOLVED.match(body)):
            self.open = True
            return self._after_resolution(sentence, sentence.start + resolved.end())
        if body.startswith(NARRATES) or NARRATION.search(body) or ALREADY_HEARD.match(body):
            self.open = False
            return None
        if new_line and self.open and not (sentence.enumerator or DEONTIC_START.search(body)):
            self.open = False
        if self.open and not self.evaluating:
            return 0
        if UNIT_SUBJECT.search(body):
            return 0
        return None

    def _after_resolution(self, sentence: Sentence, position: int) -> int | None:
        """会议审议通过《…》，由市发展改革委印发实施: the order stands after the paper."""
        for index, clause in enumerate(sentence.clauses):
            if clause.start >= position:
                return index
        return None

    def _after_report(self, text: str, sentence: Sentence) -> int | None:
        found = None
        for index, clause in enumerate(sentence.clauses[:4]):
            if clause.mark not in "，,：:" or not clause.mark:
                continue
            if clause.end - clause.start > LONGEST_REPORT or not text.endswith(REPORT_ENDS, clause.start, clause.end):
                continue
            words_of = text[clause.start : clause.end]
            verb = REPORT_VERB.search(words_of)
            if verb and not NOT_REPORT.search(words_of) and not head_verb(words_of)[0] and self._says(verb):
                found = index + 1
                self.evaluating = bool(EVALUATION.search(words_of))
        return found

    def _says(self, verb: re.Match[str]) -> bool:
        """要求, 提出, 明确 and the like are also nouns: outside a report they introduce nothing."""
        if verb[0].startswith(SPOKEN_NOUNS):
            return self.reported and verb.start() <= 22
        return self.reported or verb.start() <= 8


def find_pieces(
    text: str,
    sentences: Sequence[Sentence],
    style: Style,
    *,
    heads: Set[int],
    skip: Set[int],
    past: Set[int] = frozenset(),
) -> Iterator[Piece]:
    """Yield the commitments in reading order.

    ``heads``: where run-in heads start. ``skip``: where sentences start that are titles, standing headings,
    salutations or signatures. ``past``: the lines that look back, where only an explicit 将 or 要 is an order.
    """
    scope = Scope(style)
    for sentence in sentences:
        if sentence.start in skip:
            continue
        first = scope.enter(text, sentence)
        if first is None or first >= len(sentence.clauses):
            continue
        is_head = sentence.start in heads
        for run in _runs(text, sentence.clauses[first:]):
            if sentence.line in past and not any(item.role is Role.ORDER for item in run):
                continue
            yield from _pieces(text, sentence, run, style, is_head)


class Told(NamedTuple):
    """A clause with its words and what it does."""

    clause: Clause
    words: str
    role: Role


Run = list[Told]


def _runs(text: str, clauses: Sequence[Clause]) -> Iterator[Run]:
    """Cut a sentence into stretches that order something, leaving out what states (R11-R13)."""
    told = [Told(c, words_of := text[c.start : c.end], clause_role(words_of)) for c in clauses]
    if PAPER.search(text, clauses[0].start, clauses[-1].end):
        asked = next((i for i, t in enumerate(told) if ASKED.match(t.words)), None)
        if asked is not None:
            yield told[asked:]
        return
    knowing = stating = False
    run: Run = []
    for item in told:
        if item.role is Role.STATEMENT and not knowing:
            if any(t.role >= Role.DUTY for t in run):
                yield run
            run, stating = [], True
            continue
        if item.role is Role.FRAME and GOAL.search(item.words):
            run, stating = [], False
            continue
        if stating and item.role not in (Role.ORDER, Role.DUTY):
            continue
        stating = False
        if item.role is Role.ORDER and KNOWING.search(item.words):
            knowing = True
        run.append(item)
    # 要清醒看到，…问题依然存在: seeing is no order where nothing to do follows.
    if run and not (knowing and SEEING.search(run[0].words) and not any(t.role is Role.IMPERATIVE for t in run)):
        yield run


def _strength(text: str, sentence: Sentence, run: Run, style: Style) -> float:
    """Points for being an order; 1 and more is one (R10)."""
    if run[-1].clause.end - run[0].clause.start < SHORTEST_ORDER:
        return 0.0
    best = max(item.role for item in run)
    if best is Role.ORDER:
        return 3.0
    if best is Role.DUTY:
        return 2.5
    start, end = run[0].clause.start, run[-1].clause.end
    if best is Role.IMPERATIVE:
        if style.reported and DATE_LED.match(text, start):
            return 0.0
        first = next(item.role for item in run if item.role is not Role.FRAME)
        return 2.0 if first is Role.IMPERATIVE else (0.8 if style.reported else 1.4)
    if best is Role.OUTCOME:
        if YEAR_AHEAD.search(text, sentence.start, end):
            return 1.8
        # A number in a paper that does not look back is a goal; in a report it may be a result.
        settled = style.reported or style.spoken or NUMBER.search(text, start, end) is None
        return 0.4 if settled else 1.2
    if style.reported or style.spoken:
        return 0.0
    # 幼儿园…的，按照…对待; …可按…执行: a paper that permits or assigns without a verb of command.
    ruled = MAY.search(text, start, end) is not None or any(RULED.match(item.words) for item in run[1:])
    return RULED_STRENGTH if ruled else 0.0


def _pieces(text: str, sentence: Sentence, run: Run, style: Style, is_head: bool) -> Iterator[Piece]:
    reported = style.reported
    strength = _strength(text, sentence, run, style)
    if strength < 1.0:
        return
    permits = not reported and (
        strength == RULED_STRENGTH
        or (
            strength <= 2.0 and (MAY.search(text, run[0].clause.start, run[-1].clause.end) is not None or _assigns(run))
        )
    )
    weights = [clause_weight(item.words, item.role) for item in run]
    sense = _Sense(
        style.listing,
        _outcome_chain(run),
        _parallel_heads(run),
        SPLIT_ENUMERATED_AT if sentence.enumerator else SPLIT_AT,
    )
    for first, last in _cut(run, weights, sense):
        weight = _weight(run, weights, first, last, sense.chained)
        part = run[first:last]
        yield Piece(
            tuple(item.clause for item in part),
            tuple(item.role for item in part),
            sentence,
            is_head,
            max(weight, RULE_WEIGHT) if permits else weight,
            strength,
        )


def _assigns(run: Run) -> bool:
    """幼儿园设立托班的，按照…对待: a case, then what applies to it."""
    return len(run) > 1 and run[0].words.endswith("的") and RULED.match(run[1].words) is not None


def _weight(run: Run, weights: list[float], first: int, last: int, chained: bool) -> float:
    best = -9.0
    for index in range(first, last):
        is_topic = run[index].role is Role.OTHER and index + 1 < last and run[index + 1].role >= Role.IMPERATIVE
        best = max(best, 0.0 if is_topic else weights[index])
    if chained and any(run[index].role is Role.OUTCOME for index in range(first, last)):
        return max(best, OUTCOME_WEIGHT)
    return best


@dataclass(frozen=True, slots=True)
class _Sense:
    """What is known of a whole sentence when it is cut."""

    listing: bool
    chained: bool
    parallel: str
    split_at: float


def _outcome_chain(run: Run) -> bool:
    """到2025年，…健全，…建成，…形成: a dated chain of outcomes, each a goal of its own (R16)."""
    if len(run) < OUTCOME_CHAIN:
        return False
    dated = next((i for i, item in enumerate(run) if YEAR_AHEAD.search(item.words)), None)
    return dated is not None and sum(OUTCOME.search(item.words) is not None for item in run[dated:]) >= OUTCOME_CHAIN


def _parallel_heads(run: Run) -> str:
    """The verb that heads three clauses and more (聚焦…，聚焦…，聚焦…): each is an entry (R16)."""
    if len(run) < PARALLEL_HEADS:
        return ""
    heads = [head_verb(core_of(item.words))[0] for item in run if len(item.words) >= PARALLEL_LENGTH]
    return next((head for head in heads if head and heads.count(head) >= PARALLEL_HEADS), "")


@dataclass(slots=True)
class _Part:
    """What one entry holds so far: where it began, its best clause's points, whether it counts or orders something."""

    first: int
    lead: int = 0
    filled: float = 0.0
    counted: bool = False
    ordered: bool = False


def _cut(run: Run, weights: list[float], sense: _Sense) -> Iterator[tuple[int, int]]:
    """Split at a comma where both sides have a reportable object of their own (R14-R16); yield index ranges."""
    part = _Part(0)
    for index, item in enumerate(run):
        weight = weights[index]
        number = weight >= COUNTED and NUMBER.search(item.words) is not None
        outcome = sense.chained and OUTCOME.search(item.words) is not None
        if (
            index > part.first
            and item.role >= Role.OUTCOME
            and not item.words.startswith(NEVER_FIRST)
            and (
                _splits_anywhere(part, item.words, weight, number, outcome, index - part.first)
                or (sense.listing and _splits_report(part, item, weight, sense))
            )
        ):
            yield part.first, index
            part = _Part(index)
        if not (index == 0 and TOPIC.match(item.words)):
            part.filled = max(part.filled, weight, SPLIT_AT if outcome else 0.0)
        part.lead = item.clause.end - run[part.first].clause.start
        part.counted = part.counted or number
        part.ordered = part.ordered or item.role >= Role.OUTCOME
    yield part.first, len(run)


def _splits_anywhere(part: _Part, words_of: str, weight: float, number: bool, outcome: bool, held: int) -> bool:
    """Numbers and dated outcomes are goals of their own in every kind of document (R16)."""
    if outcome:
        return part.filled >= SPLIT_AT or (words_of.startswith(AHEAD) and held > 1)
    if number and words_of.startswith(("确保", "力争")):
        return part.filled >= ACTIONABLE_AT
    if part.ordered and _delivers_by(words_of):
        return True
    if not part.counted:
        return False
    verb = head_verb(core_of(words_of))[0]
    if number:
        return verb != "" or words_of.startswith(("每", "至少"))
    return verb in MAKING and weight >= ACTIONABLE_AT and held == 1


def _delivers_by(words_of: str) -> bool:
    """9月底前完成下部结构: a day of its own and an object; 年底前印发 only dates what stands before it."""
    dated = DATED.match(words_of)
    if dated is None or dated[0].rstrip("，")[-1] not in "前底末内":
        return False
    core = words_of[dated.end() :]
    return len(core) >= DELIVERED_LENGTH and head_verb(core)[0] != ""


# Characters of a verb and its object after a day.
DELIVERED_LENGTH = 7


def _splits_report(part: _Part, item: Told, weight: float, sense: _Sense) -> bool:
    """A report of a speech lists orders clause by clause (R15)."""
    words_of = item.words
    if sense.parallel and len(words_of) >= PARALLEL_LENGTH and head_verb(core_of(words_of))[0] == sense.parallel:
        return part.filled >= PARALLEL_WEIGHT and weight >= PARALLEL_WEIGHT
    if item.role is Role.ORDER and part.filled >= ACTIONABLE_AT and not words_of.startswith("要像"):
        return True
    # A result that measures what stands before it (…培训，受训人数150人以上) stays with it.
    if PURPOSE.match(words_of) or item.role is Role.OUTCOME:
        return False
    if weight >= sense.split_at and part.filled >= sense.split_at:
        return True
    # A long lead of attitudes, then a thing to do: 要学深悟透…，坚决贯彻…，扎实开展…活动.
    return weight >= 2 * ACTIONABLE_AT and part.filled < PARALLEL_WEIGHT and part.lead >= LONG_LEAD

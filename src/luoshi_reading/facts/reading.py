"""Brings the facts of one document together, each with its place in the repaired text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from luoshi_reading.facts.abbreviations import defined_names, full_names
from luoshi_reading.facts.clause_roles import CLAUSES_KEPT, GOAL, Role
from luoshi_reading.facts.commitments import GOALS_AHEAD, Piece, find_pieces
from luoshi_reading.facts.dates import find_event_date, plan_period
from luoshi_reading.facts.deadlines import Deadline, find_deadline
from luoshi_reading.facts.duties import CAUSING, UNIVERSAL, Duty, Note, clause_duty, find_notes, subject_of, unit_names
from luoshi_reading.facts.formulations import find_formulations, sentence_around
from luoshi_reading.facts.kinds import find_kind
from luoshi_reading.facts.levels import instrument_of
from luoshi_reading.facts.meetings import find_meeting
from luoshi_reading.facts.people import find_people
from luoshi_reading.facts.places import Place, find_place
from luoshi_reading.facts.publishers import find_publisher
from luoshi_reading.facts.scope import Style
from luoshi_reading.facts.table_rows import covered_by, read_tables
from luoshi_reading.facts.targets import find_targets, target_finding
from luoshi_reading.facts.titles import find_title
from luoshi_reading.model import Finding, Heading, RepairedText
from luoshi_reading.repair.script import convert
from luoshi_reading.structure import Outline, Sentence, read_outline, split_sentences
from luoshi_reading.structure.document_number import find_document_number

REPORTED_KINDS = frozenset({"news", "minutes", "communique"})
# Kinds whose sentences list orders clause by clause; papers give one order a sentence (R15).
LISTING_KINDS = frozenset({"news", "minutes", "communique", "work_report", "speech"})
# The share of a quote that characters may make up which the source no longer shows.
RESTORED_SHARE = 0.05
# A section that looks back orders nothing (R12).
LOOKING_BACK = re.compile(
    r"回顾|工作总结|过去[一五]年|过去的?一年|主要成效|取得的(?:成绩|成效)|工作(?:开展|完成|进展)情况"
)
LOOKS_BACK = re.compile(
    r"^(?:去年，|上年，|今年以来|过去(?:的)?[一五]年|一年来|五年来|回顾过去|20\d\d年，(?:我们|全市|全省|全县|全区|面对))"
)
NO_BODY = re.compile(
    r"^(?:牵头|责任|主办|配合|协办|参与|落实|支持)(?:单位|部门)[：:]|^[（(]此件|^附件[：:\d]?|^相关解读|^抄送|^主题词|^印发|^联系人|^联系电话|^电话[：:]|^传真[：:]|^（联系"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found. Fields and ``findings`` are as the output contract names them."""

    kind: str | None
    title: str | None
    date: str | None
    date_partial: str | None
    place: str | None
    place_code: str | None
    document_number: str | None
    publisher: str | None
    outline: tuple[Heading, ...]
    meeting: dict[str, Any] | None
    findings: tuple[Finding, ...]


def find_facts(repaired: RepairedText) -> Facts:
    """Find every fact of a repaired text; ``repaired.noise`` serves as metadata (publication day, publisher, title)."""
    text = repaired.text
    metadata = tuple(noise.text for noise in repaired.noise)
    if repaired.script != "simplified":
        metadata = tuple(map(convert, metadata))
    title, title_start, title_end = find_title(text, metadata)
    kind = find_kind(text, title)
    reported = kind in REPORTED_KINDS
    number = find_document_number(text, metadata)
    day = find_event_date(text, metadata, paper=not reported, title=title, number=number)
    tables = read_tables(text, day.year)
    sentences = split_sentences(text)
    if tables.covered:
        sentences = [s for s in sentences if not covered_by(tables.covered, s.start)]
    outline = read_outline(text, sentences)
    people = find_people(text)
    meeting = find_meeting(text, kind, day, people)
    publisher = find_publisher(text, title, metadata)
    roles = " ".join(
        role for person in people if meeting and person.name in meeting["hosts"] for role in person.roles[:1]
    )
    place = find_place(text, title, publisher, metadata, roles) if text.strip() else Place(None, None)
    style = Style(reported, kind in LISTING_KINDS, kind == "minutes", kind == "speech")
    orders = _in_order(
        _commitment_findings(text, sentences, outline, style, (day.year, plan_period(title)), (title_start, title_end)),
        tables.findings,
    )
    _name_in_full(text, orders)
    findings = [
        *(Finding("person", text[p.start : p.end], p.start, p.end, {"name": p.name, "roles": p.roles}) for p in people),
        *_formulation_findings(repaired),
        *orders,
    ]
    return Facts(
        kind=kind if text.strip() else None,
        title=title,
        date=day.date,
        date_partial=day.partial,
        place=place.name,
        place_code=place.code,
        document_number=number,
        publisher=publisher,
        outline=tuple(heading for heading in outline.headings if heading.heading),
        meeting=meeting,
        findings=tuple(findings),
    )


def _name_in_full(text: str, orders: list[Finding]) -> None:
    """Give each order the full names of its abbreviated units, where this document has them (R47)."""
    orders = [order for order in orders if order.kind == "commitment"]
    written = [(order, [*order.fields["lead"], *order.fields["supporting"]]) for order in orders]
    full = full_names((unit for _, units in written for unit in units), defined_names(text))
    if not full:
        return
    for order, units in written:
        if named := {unit: full[unit] for unit in units if unit in full}:
            order.fields["full_names"] = named


def _in_order(prose: Iterator[Finding], rows: tuple[Finding, ...]) -> list[Finding]:
    """Bring what prose and tables gave into the order of the document."""
    found = list(prose)
    return sorted([*found, *rows], key=lambda finding: finding.start) if rows else found


def _formulation_findings(repaired: RepairedText) -> Iterator[Finding]:
    text = repaired.text
    for item in find_formulations(text):
        start, end = sentence_around(text, item.start, item.end)
        if repaired.restored and _mostly_restored(repaired, start, end):
            # A reader who checks a restored sentence against the source needs what stands around it (R34).
            start, end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
            end = len(text) if end < 0 else end
        fields = {"text": item.text, "count": item.count, "members": item.members, "reference": item.is_reference}
        yield Finding("formulation", text[start:end], start, end, fields)


def _mostly_restored(repaired: RepairedText, start: int, end: int) -> bool:
    span = repaired.source_span(start, end)
    first = bisect_right(repaired.restored, span.start, key=lambda r: r.end)
    damaged = 0
    for index in range(first, len(repaired.restored)):
        restored = repaired.restored[index]
        if restored.start >= span.end:
            break
        damaged += min(span.end, restored.end) - max(span.start, restored.start)
    return damaged > RESTORED_SHARE * (span.end - span.start)


# A unit's name over a date: who signed.
SIGNED = re.compile(
    r"[一-鿿（）()、 \u3000]{4,40}(?:委员会|政府|办公室|办公厅|小组|指挥部|[厅局部院会委])[ \u3000]*\n[ \u3000]*"
    r"[二\d][\d〇○零一二三四五六七八九]{3}年[\d一二三四五六七八九十]{1,3}月"
)
# 2026年民生实事清单, over the list.
LIST_HEAD = re.compile(r"20\d\d年[^，。：\d]{2,30}(?:事项|清单|一览表?|任务|实事|项目表?|目标|要点)")
# 围绕…，重点培养…，着力打造…，实施如下项目：, a line of more clauses, orders by itself.
LEAD_CLAUSES = 2


def _skipped(text: str, sentences: Sequence[Sentence], outline: Outline, title: tuple[int, int]) -> set[int]:
    """Where sentences start that cannot order anything: titles, standing headings, salutations, signatures."""
    skip = set(outline.standing)
    first_full_line = next((s.line for s in sentences if s.ender != "\n"), 0)
    for sentence in sentences:
        body = text[sentence.start : min(sentence.end, sentence.start + 40)]
        if (
            sentence.start < title[1]
            or NO_BODY.match(body)
            or (
                sentence.ender == "\n" and len(sentence.clauses) == 1 and SIGNED.match(text, sentence.start) is not None
            )
            or (
                sentence.ender == "\n"
                and sentence.start not in outline.items
                and (
                    sentence.line < first_full_line
                    or LIST_HEAD.fullmatch(text, sentence.start, sentence.end) is not None
                    or (text[sentence.end : sentence.end + 1] in ("：", ":") and len(sentence.clauses) <= LEAD_CLAUSES)
                )
            )
        ):
            skip.add(sentence.start)
    return skip


def _looking_back(text: str, sentences: Sequence[Sentence], outline: Outline) -> set[int]:
    """Lines of the sections and paragraphs that tell what was done (R12)."""
    past: set[int] = set()
    if not LOOKING_BACK.search(text) and "年来" not in text and "年，" not in text:
        return past
    backward = {heading.start for heading in outline.headings if LOOKING_BACK.search(heading.heading)}
    last_line = -1
    for sentence in sentences:
        if sentence.line == last_line:
            continue
        last_line = sentence.line
        opening = text[sentence.start : sentence.start + 20]
        if LOOKS_BACK.match(opening) or (
            backward and any(heading.start in backward for heading in outline.path(sentence.start))
        ):
            past.add(sentence.line)
    return past


def _commitment_findings(
    text: str, sentences: Sequence[Sentence], outline: Outline, style: Style, years: Years, title: tuple[int, int]
) -> Iterator[Finding]:
    skip = _skipped(text, sentences, outline, title)
    past = _looking_back(text, sentences, outline)
    pieces = list(find_pieces(text, sentences, style, heads=outline.run_in, skip=skip, past=past))
    notes = _covered(text, pieces, sentences, find_notes(text))
    inherited = _Inherited(text, years)
    for piece, note in zip(pieces, notes, strict=True):
        inherited.enter(piece.sentence)
        owner = inherited.owner(piece)
        deadline, clause_deadlines = inherited.deadlines(piece)
        yield _commitment(text, piece, note, owner, deadline, outline)
        for target in find_targets(text, clause_deadlines):
            yield target_finding(text, target)


def _commitment(
    text: str, piece: Piece, note: Duty | None, owner: str | None, deadline: Deadline | None, outline: Outline
) -> Finding:
    quote = text[piece.start : piece.end]
    duty = clause_duty(quote)
    # The bracketed note is the issuer's own list of the units; the words of the sentence come second (R27).
    lead = (note.lead if note else ()) or duty.lead or (tuple(unit_names(owner)) if owner else ())
    supporting = note.supporting if note and note.lead else duty.supporting
    path = outline.path(piece.start)
    fields: dict[str, Any] = {
        "level": "actionable" if piece.is_actionable else "directive",
        "instrument": instrument_of(quote) if piece.is_actionable else None,
        "owner": (duty.lead[0] if duty.lead else None) or owner or (note.lead[0] if note and note.lead else None),
        "lead": list(lead),
        "supporting": list(supporting),
        "deadline": deadline.value if deadline else None,
        "deadline_text": deadline.text if deadline else None,
        "under": path[-1].heading if path else None,
        "is_head": piece.is_head,
        "confidence": _confidence(piece.strength, piece.weight),
    }
    return Finding("commitment", quote, piece.start, piece.end, fields)


@lru_cache(CLAUSES_KEPT)
def _confidence(strength: float, weight: float) -> float:
    """Strength of the order (1-3) and distance from the line between actionable and directive, as 0-1."""
    order = {3.0: 0.95, 2.5: 0.9, 2.0: 0.85, 1.8: 0.8}.get(strength, 0.7)
    margin = min(abs(weight - 1.2), 2.0) / 2.0
    return round(order * (0.75 + 0.25 * margin), 2)


def _covered(
    text: str, pieces: Sequence[Piece], sentences: Sequence[Sentence], notes: Sequence[Note]
) -> list[Duty | None]:
    """Give each commitment the note that covers it: the next one of its paragraph, else of its item (R27)."""
    starts = [note.start for note in notes]
    covered: list[Duty | None] = []
    line_end = -1
    for piece in pieces:
        if piece.start >= line_end:
            line_end = text.find("\n", piece.end)
            line_end = len(text) if line_end < 0 else line_end
        index = bisect_right(starts, piece.start)
        covered.append(notes[index].duty if index < len(notes) and notes[index].start < line_end else None)
    return covered


INTRODUCTION = re.compile(r"(?:强调|指出|要求|提出|明确|表示|议定|决定|当前|同时|目前|下一步|首先|其次|再次|最后)$")
LONGEST_INTRODUCTION = 30
# 自即日起至4月20日，各地要…: the time before a subject.
ONLY_TIME = re.compile(r"^(?:[自从到至在][^，]{0,16}[起日月年底末前]|[^一-鿿]{1,4}[月年][^，]{0,8}[日底末前])$")
# 全市上下要…。要…: everybody stays the subject of the paragraph; 全市各级各部门 only of its sentence.
EVERYBODY = re.compile(r"全[市省区县州乡镇系][^各]{0,4}$")
# …，餐饮单位不得…: what one is forbidden behind an order to others.
FORBIDDEN = re.compile(r"(?:一律)?(?:不得|不准|严禁|禁止)")
# 县司法局审查后报…: a verb that only its 后 makes the lesser one.
CHECKED_BY = re.compile(r"[一-鿿]{2,12}[局委办厅院部室](?:审查|审核|汇总|初审|修改完善)后")
# 由市交通局负责，…: the whole sentence is its.
LED_BY = re.compile(r"由(?P<who>[^，。；、]{2,20}?)(?:牵头)?(?:具体)?(?:负责|牵头)$")


Years = tuple[int | None, tuple[int, int] | None]
"""The year the document speaks from, and the years it plans for."""


def _goals(text: str, years: Years) -> Iterator[tuple[int, int, Deadline]]:
    """Where a paragraph sets goals (明年…的主要目标), its end, and by when they are."""
    seen = head = 0
    end = -1
    for found in GOALS_AHEAD.finditer(text):
        bound = max(0, found.start() - LONGEST_GOAL)
        start = max(bound, *(text.rfind(mark, bound, found.start()) + 1 for mark in "。\n"))
        # One paragraph may set ten thousand goals: what was looked at is not looked at again.
        seen, head = start, text.rfind("\n", seen, start) + 1 or head
        led = find_deadline(text[start : found.end()], *years)
        if led is None and (said := THIS_YEAR.match(text, head, found.start())):
            # 今年工作的总体要求是…。主要目标是…: the year stands at the head of the paragraph.
            led = find_deadline(said[0], *years)
        if found.end() > end:
            end = text.find("\n", found.end())
            end = len(text) if end < 0 else end
        if led:
            yield found.start(), end, led


TOGETHER = ("一并", "同时一并", "同时，一并", "并一并")
# Clauses at the head of a sentence in which its goals may be announced.
GOAL_CLAUSES = 3
THIS_YEAR = re.compile(r"今年|明年|20\d\d年(?=[^，。]{0,16}(?:要求|思路|目标|工作))")
# Characters before 目标 in which its year stands.
LONGEST_GOAL = 60


class _Inherited:
    """Owners and deadlines that the clauses of a sentence and a ；-chain hand on (R18, R25)."""

    def __init__(self, text: str, years: Years) -> None:
        self.text = text
        self.years = years
        self.sentence = -1
        self.chain = -1
        self.line = -1
        self.chain_start = -1
        self.chain_owner: str | None = None
        self.sentence_owner: str | None = None
        self.sentence_deadline: Deadline | None = None
        self.chain_deadline: Deadline | None = None
        self.goals = list(_goals(text, years))

    def enter(self, sentence: Sentence) -> None:
        """Forget what the sentence that begins does not inherit."""
        if sentence.start == self.sentence:
            return
        self.sentence_owner = None
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
            self.chain_deadline = None
            first = sentence.clauses[0]
            if len(sentence.clauses) > 1:
                led = find_deadline(self.text[first.start : first.end], *self.years)
                alone = led is not None and led.end - led.start >= first.end - first.start - 1
                # 到2025年，…；…；…: only a deadline that stands alone, or in 今年…目标是：, is the whole chain's.
                self.chain_deadline = led if alone else self._goal_deadline(sentence)
        elif self.text.startswith(TOGETHER, sentence.start):
            # …于3日前报送；同时，一并上报…: what goes with it goes by the same day.
            self.chain_deadline = self.chain_deadline or self.sentence_deadline
        self.sentence_deadline = self.chain_deadline
        self.sentence, self.line, self.chain = sentence.start, sentence.line, sentence.chain

    def _goal_deadline(self, sentence: Sentence) -> Deadline | None:
        """By when goals are that a sentence sets among its first words: 根据…，今年的预期目标是：…."""
        for clause in sentence.clauses[:GOAL_CLAUSES]:
            if GOAL.search(self.text, clause.start, clause.end):
                return find_deadline(self.text[clause.start : clause.end], *self.years)
        return None

    def _first_own_clause(self, sentence: Sentence) -> int:
        """Where the chain's own words begin, after 会议强调，or 同时，."""
        for clause in sentence.clauses[:3]:
            words_of = self.text[clause.start : clause.end]
            if ONLY_TIME.match(words_of):
                continue
            if len(words_of) > LONGEST_INTRODUCTION or not INTRODUCTION.search(words_of):
                return clause.start
        return sentence.clauses[-1].start

    def owner(self, piece: Piece) -> str | None:
        """Return the subject of the piece's own clauses, else the one its chain began with."""
        found = None
        ordered = False
        for clause, role in zip(piece.clauses, piece.roles, strict=True):
            # A verb at the head leaves no room for a subject, but for 督促…, 组织….
            if role is Role.FRAME or (
                role is Role.IMPERATIVE
                and self.text[clause.start : clause.start + 2] not in CAUSING
                and CHECKED_BY.match(self.text, clause.start, clause.end) is None
            ):
                ordered = ordered or role is Role.IMPERATIVE
                continue
            subject, inherits = subject_of(self.text[clause.start : clause.end], assigned=role is Role.ASSIGNED)
            if subject and ordered and FORBIDDEN.match(self.text, clause.start + len(subject)):
                continue
            ordered = ordered or (subject is None and role is Role.ORDER)
            if subject and (found is None or UNIVERSAL.match(found) or not inherits):
                found = subject
            if subject and inherits:
                self.sentence_owner = subject
                # Only a subject that opens the ；-chain is the whole chain's.
                if clause.start == self.chain_start:
                    self.chain_owner = subject
        led = LED_BY.match(self.text, piece.start, piece.clauses[0].end)
        if led:
            self.sentence_owner = found = led["who"]
        return found or self.sentence_owner or self.chain_owner

    def deadlines(self, piece: Piece) -> tuple[Deadline | None, list[tuple[int, int, Deadline | None]]]:
        """Return the piece's deadline, and for each clause its own or the one handed on."""
        rows: list[tuple[int, int, Deadline | None]] = []
        first: Deadline | None = None
        running = self.sentence_deadline
        if running is None and self.goals and all(role is Role.OUTCOME for role in piece.roles):
            index = bisect_right(self.goals, piece.start, key=lambda goal: goal[0]) - 1
            if index >= 0 and piece.start < self.goals[index][1]:
                running = self.goals[index][2]
        for clause in piece.clauses:
            own = find_deadline(self.text[clause.start : clause.end], *self.years)
            if own:
                running = own
                first = first or own
            rows.append((clause.start, clause.end, running))
        if first and first.value:
            self.sentence_deadline = running
        return first or running, rows

"""Commitments: which clauses say that something is to be done, cut into the smallest reportable pieces. Rules R8-R19."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi_reading.facts.clause_roles import (
    MAY,
    PAPER,
    PURPOSE,
    RULED,
    YEAR_AHEAD,
    Role,
    clause_role,
)
from luoshi_reading.facts.levels import ACTIONABLE_AT, clause_weight
from luoshi_reading.knowledge.word_lists import alternation, words
from luoshi_reading.structure import Clause, Sentence

REPORT_VERB = re.compile(
    r"(?:强调|指出|号召|表示|认为|宣布|透露|反映|提到|谈到|讲到|"
    r"(?<![新项的体工本有关部务])要求|(?<!新)提出|(?<!步)明确|希望|(?<!策)决定|指示|部署)(?:说|道|了)?$"
)
EVALUATION = re.compile(r"(?:认为|反映|透露|介绍|宣布)$")
NOT_REPORT = re.compile(r"^(?:按照|根据|对照|围绕|落实|按|依据|坚持|贯彻|紧扣|对标|进一步|以)")
NARRATION = re.compile(
    r"^(?:会上|会前|会后|会间|会议期间|随后|当天|当日|据悉|据了解|此次|本次|这次|与会|在主会场|会议由|会议以|会议传达|会议听取|会议审议|会议学习|会议还|大会以|记者)|"
    + alternation(words("statements", "narration.all"))
)
ALREADY_HEARD = re.compile(r"^(?:会议|全会|大会)(?!要|强调|指出|要求|号召|提出|明确|决定)")
UNIT_SUBJECT = re.compile(
    r"^.{0,40}?(?:各地|各级|部门|单位|政府|党委|机构|上下|区县|县区|市县|县市区|市州|乡镇|街道|局|委|厅|办|公司|集团|干部|同志)[^，]{0,14}(?:要|必须|务必|应|将|负责|牵头)"
)
KNOWING = re.compile(r"认识到|看到|懂得|明白|认清|意识到|清醒认识|深刻认识")


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


class Scope:
    """Follows whose words are being read in a report: only reported orders are orders (R8, R9)."""

    def __init__(self, reported: bool) -> None:
        self.reported = reported
        self.open = not reported
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
        if NARRATION.search(body) or ALREADY_HEARD.match(body):
            self.open = False
            return None
        if new_line and self.open and not (sentence.enumerator or DEONTIC_START.search(body)):
            self.open = False
        if self.open and not self.evaluating:
            return 0
        if UNIT_SUBJECT.search(body):
            return 0
        return None

    def _after_report(self, text: str, sentence: Sentence) -> int | None:
        found = None
        for index, clause in enumerate(sentence.clauses[:4]):
            if clause.mark not in "，,：:" or not clause.mark:
                continue
            words_of = text[max(clause.start, clause.end - 60) : clause.end]
            verb = REPORT_VERB.search(words_of)
            if verb and not NOT_REPORT.match(words_of) and self._says(words_of, verb):
                found = index + 1
                self.evaluating = bool(EVALUATION.search(words_of))
        return found

    def _says(self, words_of: str, verb: re.Match[str]) -> bool:
        """要求, 提出, 明确 and the like are also nouns: outside a report they introduce nothing."""
        if verb[0].startswith(("要求", "提出", "明确", "决定", "部署", "希望", "指示")):
            return self.reported and verb.start() <= 14
        return self.reported or verb.start() <= 8


DEONTIC_START = re.compile(r"^[^，]{0,16}(?:要|必须|务必)")


def find_pieces(text: str, sentences: Sequence[Sentence], *, reported: bool, heads: set[int], skip: set[int], past: Sequence[tuple[int, int]] = ()) -> Iterator[Piece]:
    """Yield the commitments in reading order.

    ``reported``: the text is a report about a meeting, not the issuer's own paper. ``heads``: where run-in heads
    start. ``skip``: where sentences start that are titles, standing headings, salutations or signatures.
    """
    scope = Scope(reported)
    for sentence in sentences:
        if sentence.start in skip:
            continue
        first = scope.enter(text, sentence)
        if first is None or first >= len(sentence.clauses):
            continue
        clauses = sentence.clauses[first:]
        roles = [clause_role(text[c.start : c.end], c.mark) for c in clauses]
        is_head = sentence.start in heads
        for run in _runs(text, clauses, roles, reported):
            yield from _pieces(text, sentence, run, reported, is_head)


Run = list[tuple[Clause, Role]]


def _runs(text: str, clauses: Sequence[Clause], roles: list[Role], reported: bool) -> Iterator[Run]:
    """Cut a sentence into stretches that order something, leaving out what states (R11-R13)."""
    body = text[clauses[0].start : clauses[-1].end]
    if PAPER.search(body):
        asked = [i for i, r in enumerate(roles) if text.startswith(("请", "望"), clauses[i].start)]
        if asked:
            yield list(zip(clauses[asked[0] :], roles[asked[0] :], strict=True))
        return
    knowing = False
    run: Run = []
    for clause, role in zip(clauses, roles, strict=True):
        words_of = text[clause.start : clause.end]
        if role is Role.STATEMENT and not knowing:
            if not any(r >= Role.PURPOSE for _, r in run):
                run = []
                continue
            yield run
            run = []
            continue
        if role is Role.ORDER and KNOWING.search(words_of):
            knowing = True
        run.append((clause, role))
    if run:
        yield run


def _strength(text: str, run: Run, reported: bool) -> float:
    """Points for being an order; 1 and more is one (R10)."""
    best = max(role for _, role in run)
    if best is Role.ORDER:
        return 3.0
    if best is Role.DUTY:
        return 2.5
    body = text[run[0][0].start : run[-1][0].end]
    if best is Role.IMPERATIVE:
        first = next(role for _, role in run if role is not Role.FRAME)
        return 2.0 if first is Role.IMPERATIVE else 1.4
    if best is Role.OUTCOME:
        return 1.8 if YEAR_AHEAD.search(body) else (0.4 if reported else 0.8)
    if not reported and (MAY.search(body) or any(RULED.match(text[c.start : c.end]) for c, _ in run[1:])):
        return 1.3
    return 0.0


def _pieces(text: str, sentence: Sentence, run: Run, reported: bool, is_head: bool) -> Iterator[Piece]:
    strength = _strength(text, run, reported)
    if strength < 1.0:
        return
    for part in _cut(text, run, reported):
        weights = [clause_weight(text[c.start : c.end], r) for c, r in part]
        yield Piece(
            tuple(c for c, _ in part), tuple(r for _, r in part), sentence, is_head, max(weights), strength
        )


def _cut(text: str, run: Run, reported: bool) -> Iterator[Run]:
    """Split at a comma where both sides have a reportable object of their own (R14-R16)."""
    part: Run = []
    reportable = False
    for clause, role in run:
        words_of = text[clause.start : clause.end]
        weight = clause_weight(words_of, role)
        own = weight >= ACTIONABLE_AT and role >= Role.OUTCOME and not PURPOSE.match(words_of)
        if part and own and reportable and reported:
            yield part
            part, reportable = [], False
        part.append((clause, role))
        reportable = reportable or own
    yield part

"""What the list of findings shows: groups, traits to filter by, the tasks that came of them, the counter."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.queries import Progress, standing_findings
from luoshi.domain.documents.rules import DECIDABLE_KINDS
from luoshi.domain.documents.terms import DeadlineBasis, DeadlineSource, FindingKind, FindingState
from luoshi.domain.tasks.models import Citation
from luoshi.domain.tasks.rules import number_text
from luoshi.domain.tasks.terms import Comparator

KINDS = (FindingKind.FORMULATION, FindingKind.TARGET, FindingKind.COMMITMENT)
BLOCK = 300
"""Findings of a kind that come with the page; the rest of a very long document follows by itself."""


_SIGNS: dict[Any, str] = {Comparator.AT_LEAST: "≥", Comparator.AT_MOST: "≤", Comparator.ABOUT: "≈"}


@dataclass(frozen=True, slots=True)
class TaskLink:
    """A task that cites the finding."""

    pk: int
    number_text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding as the list shows it."""

    finding: Finding
    has_number: bool
    has_deadline: bool
    tasks: tuple[TaskLink, ...]
    heading: str  # shown above it, where it differs from the one before
    over: tuple[str, ...] = ()  # the headings that this one stands under itself, highest first

    @property
    def fields(self) -> dict[str, Any]:
        """The finding's fields."""
        fields: dict[str, Any] = self.finding.fields
        return fields

    @property
    def phrase(self) -> str:
        """A formulation itself; its quote is the sentence round it."""
        return str(self.fields.get("text") or "") if self.finding.kind == FindingKind.FORMULATION else ""

    @property
    def is_decided(self) -> bool:
        """Accepted or rejected."""
        return self.finding.state != FindingState.UNDECIDED

    @property
    def leads(self) -> list[str]:
        """Units that the document charges."""
        named = self.fields.get("lead") or []
        owner = self.fields.get("owner")
        return list(named) or ([owner] if owner else [])

    @property
    def supporting(self) -> list[str]:
        """Units that the document names beside them."""
        return list(self.fields.get("supporting") or [])

    @property
    def resolved(self) -> str:
        """The day, month or year of a deadline, where its words do not say it in full."""
        value, words = str(self.fields.get("deadline") or ""), str(self.fields.get("deadline_text") or "")
        is_plain = self.fields.get("deadline_basis") in (None, DeadlineBasis.WRITTEN) and value[:4] in words
        return value if value and words and not is_plain else ""

    @property
    def basis(self) -> str:
        """How its deadline was resolved, where that is not plain from its words."""
        basis = self.fields.get("deadline_basis")
        return "" if basis in (None, DeadlineBasis.WRITTEN, DeadlineBasis.AS_WRITTEN) else str(basis)

    @property
    def told_by(self) -> str:
        """Where its deadline stands, where that is not in its own words."""
        told_by = self.fields.get("deadline_from")
        return "" if told_by in (None, DeadlineSource.OWN) else str(told_by)

    @property
    def figure(self) -> str:
        """A target's figure: ≥60%."""
        value = self.fields.get("value")
        if self.finding.kind != FindingKind.TARGET:
            return ""
        if value is None:
            return "XX" if self.fields.get("placeholder") else ""
        sign = _SIGNS.get(self.fields.get("comparator"), "")
        return f"{sign}{value:,.10g}{self.fields.get('unit') or ''}"


@dataclass(frozen=True, slots=True)
class Section:
    """All findings of one kind, or a block of them. ``following`` is where the next block begins, None at the end."""

    kind: FindingKind
    items: list[Item]
    total: int
    following: int | None


def sections(document: Document, findings: Sequence[Finding]) -> list[Section]:
    """Group the findings that want a decision by kind, the first block of each."""
    return [section(document, findings, kind) for kind in KINDS]


def section(document: Document, findings: Sequence[Finding], kind: FindingKind, first: int = 0) -> Section:
    """Give one block of the findings of a kind."""
    ours = [f for f in findings if f.kind == kind]
    block = ours[first : first + BLOCK]
    following = first + BLOCK if first + BLOCK < len(ours) else None
    before = ours[first - 1].heading if first else ""
    return Section(kind, items(document, block, findings, before), len(ours), following)


def items(
    document: Document, chosen: Iterable[Finding], findings: Iterable[Finding], heading_before: str = ""
) -> list[Item]:
    """Give the list's view of some findings; ``findings`` are all that stand, among them the targets inside others."""
    chosen = list(chosen)
    targets = sorted((f for f in findings if f.kind == FindingKind.TARGET), key=lambda f: f.start)
    starts = [t.start for t in targets]
    tasks = _tasks_citing(document, chosen)
    shown = []
    heading = heading_before
    for finding in chosen:
        inside = [
            t
            for t in targets[bisect_left(starts, finding.start) : bisect_left(starts, finding.end)]
            if t.end <= finding.end
        ]
        shown.append(
            Item(
                finding=finding,
                has_number=any(t.fields.get("value") is not None or t.fields.get("placeholder") for t in inside),
                has_deadline=any(f.fields.get("deadline") or f.fields.get("deadline_text") for f in (finding, *inside)),
                tasks=tasks.get(finding.pk, ()),
                heading=finding.heading if finding.heading != heading else "",
                over=tuple((finding.fields.get("headings") or ())[:-1]),
            )
        )
        heading = finding.heading
    return shown


def _tasks_citing(document: Document, findings: Sequence[Finding]) -> dict[int, tuple[TaskLink, ...]]:
    decided = [f.pk for f in findings if f.state == FindingState.ACCEPTED]
    if not decided:
        return {}
    rows = (
        Citation.objects.filter(document=document, finding__state=FindingState.ACCEPTED)
        .exclude(task__state="withdrawn")
        .order_by("id")
        .values_list("finding_id", "task_id", "task__year", "task__number")
    )
    tasks: dict[int, tuple[TaskLink, ...]] = {}
    for finding_id, task_id, year, number in rows:
        tasks[finding_id] = (*tasks.get(finding_id, ()), TaskLink(task_id, number_text(year, number)))
    return tasks


def progress_of(findings: Iterable[Finding]) -> Progress:
    """Count what is decided among what wants a decision."""
    wanting = [f for f in findings if f.kind in DECIDABLE_KINDS]
    return Progress(sum(f.state != FindingState.UNDECIDED for f in wanting), len(wanting))


@dataclass(frozen=True, slots=True)
class StripMark:
    """Where a finding lies in the whole document, in thousandths of its length."""

    finding_id: int
    kind: str
    is_decided: bool
    top: int
    height: int


def strip_marks(document: Document, findings: Iterable[Finding]) -> list[StripMark]:
    """Lay the findings out on the strip down the margin; of those at one place and of one kind the first."""
    length = max(len(document.source), 1)
    marks: dict[tuple[str, int], StripMark] = {}
    for f in findings:
        top = 1000 * f.start // length
        if f.kind in DECIDABLE_KINDS and (f.kind, top) not in marks:
            height = max(1000 * (f.end - f.start) // length, 3)
            marks[f.kind, top] = StripMark(f.pk, f.kind, f.state != FindingState.UNDECIDED, top, height)
    return list(marks.values())


def all_findings(document: Document) -> list[Finding]:
    """Everything that stands in a document, in the order of the source."""
    return list(standing_findings(document))

"""What the first page says: the numbers that matter, what waits, what is late, which units stand how, what changed.

The number of queries depends on the person's roles, never on the number of tasks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q

from luoshi.domain.audit.models import Event
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.queries import Progress, decision_progress, documents_visible_to
from luoshi.domain.documents.terms import DocumentState
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.queries import (
    BatchLine,
    TaskFilters,
    TaskRow,
    WaitingGroup,
    batches_to_approve,
    filtered_tasks,
    visible_tasks,
    waiting_for,
)
from luoshi.domain.tasks.queries.table import rows_of
from luoshi.domain.tasks.terms import TaskState, Window
from luoshi.foundation.clock import local_date

OFFICE = (Role.ADMINISTRATOR, Role.OFFICER)
ROWS_SHOWN = 5
CHANGES_SHOWN = 10
UNITS_SHOWN = 12
NEWEST_DOCUMENTS = 30  # of these, the undecided ones are shown


@dataclass(frozen=True, slots=True)
class Numbers:
    """Tasks that the person sees, counted."""

    open: int
    late: int
    soon: int
    to_sign: int
    to_verify: int
    closed: int

    @property
    def is_nothing(self) -> bool:
        """Whether there is no task at all."""
        return not (self.open or self.closed)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """How one lead unit stands."""

    unit_id: int
    label: str
    open: int
    late: int
    closed: int

    @property
    def total(self) -> int:
        """All its issued tasks."""
        return self.open + self.closed

    @property
    def closed_percent(self) -> int:
        """Closed of issued, 0–100."""
        return round(100 * self.closed / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class Change:
    """One deed of others on a task that the person sees."""

    at: datetime
    actor_name: str
    verb: str
    task: TaskRow


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that waits for decisions, is being read, or cannot be read."""

    document: Document
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the first page says."""

    numbers: Numbers
    to_approve: list[BatchLine]
    waiting: list[WaitingGroup]
    late: list[TaskRow]
    units: list[UnitLine]
    changes: list[Change]
    documents: list[DocumentLine]
    has_documents: bool
    changed_since: datetime


def overview_for(standing: Standing, now: datetime, since: datetime | None = None) -> Overview:
    """Gather the first page for a standing; ``since`` is the last visit, None where it is not known."""
    today = local_date(now)
    numbers = _numbers(standing, today)
    sees_many_units = standing.has(*OFFICE) or standing.speaks_for_a_jurisdiction(Role.LEADER, Role.READER)
    since = since or changed_since(now)
    documents = _newest_documents(standing) if standing.has(Role.OFFICER) else []
    late = TaskFilters(window=Window.LATE)
    return Overview(
        numbers=numbers,
        to_approve=batches_to_approve(standing),
        waiting=waiting_for(standing, today, limit=ROWS_SHOWN),
        late=rows_of(filtered_tasks(standing, late, today), sort="deadline", today=today, limit=ROWS_SHOWN)
        if numbers.late
        else [],
        units=_units(standing, today) if sees_many_units and not numbers.is_nothing else [],
        changes=_changes(standing, since, today),
        documents=_undecided(documents),
        has_documents=bool(documents),
        changed_since=since,
    )


def changed_since(now: datetime) -> datetime:
    """Give the moment from which changes are shown without a known visit: a day back, over a weekend to its Friday."""
    return now - timedelta(days={6: 2, 0: 3}.get(local_date(now).weekday(), 1))


def _numbers(standing: Standing, today: date) -> Numbers:
    running = Q(state__in=rules.RUNNING)
    soon = today + timedelta(days=rules.DUE_SOON_DAYS)
    counts = visible_tasks(standing).aggregate(
        open=Count("pk", filter=Q(state__in=rules.OPEN)),
        late=Count("pk", filter=running & Q(deadline__lt=today)),
        soon=Count("pk", filter=running & Q(deadline__range=(today, soon))),
        to_sign=Count("pk", filter=Q(state=TaskState.ISSUED)),
        to_verify=Count("pk", filter=Q(state=TaskState.COMPLETION_REPORTED)),
        closed=Count("pk", filter=Q(state=TaskState.CLOSED)),
    )
    return Numbers(**counts)


def _units(standing: Standing, today: date) -> list[UnitLine]:
    """Lead units, those with most late tasks first. Units only: people are never ranked."""
    rows = (
        visible_tasks(standing)
        .filter(lead_unit__isnull=False, state__in=[*rules.OPEN, TaskState.CLOSED])
        .order_by()
        .values("lead_unit_id", short=F("lead_unit__short_name"), name=F("lead_unit__name"))
        .annotate(
            open=Count("pk", filter=Q(state__in=rules.OPEN)),
            late=Count("pk", filter=Q(state__in=rules.RUNNING, deadline__lt=today)),
            closed=Count("pk", filter=Q(state=TaskState.CLOSED)),
        )
        .order_by("-late", "-open", "lead_unit__path")[:UNITS_SHOWN]
    )
    return [
        UnitLine(row["lead_unit_id"], row["short"] or row["name"], row["open"], row["late"], row["closed"])
        for row in rows
    ]


def _changes(standing: Standing, since: datetime, today: date) -> list[Change]:
    """The newest deeds on visible tasks, other people's only."""
    changed = visible_tasks(standing).filter(changed_at__gte=since)
    tasks = {row.pk: row for row in rows_of(changed, sort="-changed", today=today, limit=4 * CHANGES_SHOWN)}
    if not tasks:
        return []
    events = (
        Event.objects.filter(subject_type="task", subject_id__in=tasks, at__gte=since)
        .exclude(actor_id=standing.account_id)
        .order_by("-at", "-id")[:CHANGES_SHOWN]
    )
    return [Change(event.at, event.actor_name, event.verb, tasks[event.subject_id]) for event in events]


def _newest_documents(standing: Standing) -> list[Document]:
    return list(documents_visible_to(standing)[:NEWEST_DOCUMENTS])


def _undecided(documents: list[Document]) -> list[DocumentLine]:
    if not documents:
        return []
    progress = decision_progress(document.pk for document in documents)
    lines = []
    for document in documents:
        done = progress.get(document.pk)
        if document.state != DocumentState.READ or (done is not None and done.decided < done.total):
            lines.append(DocumentLine(document, done))
    return lines[:5]

"""The task table: filters, order, one page. As many queries at ten thousand tasks as at a hundred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.models import Citation, Participation, Task
from luoshi.domain.tasks.queries.instruments import OwnState, late_mechanisms, own_states
from luoshi.domain.tasks.queries.visibility import visible_tasks
from luoshi.domain.tasks.terms import Lateness, Part, TaskState, Window
from luoshi.foundation.clock import local_date

PAGE_SIZE = 50

# The column by which each choice sorts; ties fall to the number.
SORTS: Mapping[str, str] = MappingProxyType(
    {
        "number": "number",
        "title": "title",
        "lead": "lead_unit__path",
        "deadline": "deadline",
        "state": "state",
        "verified": "verified_percent",
        "reported": "reported_at",
        "changed": "changed_at",
    }
)


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """What a list of tasks shows; empty fields do not restrict. ``batch`` 0 means in no batch."""

    unit: int | None = None  # with the units below it
    part: str = ""
    states: tuple[str, ...] = ()
    window: str = ""
    deadline_from: date | None = None
    deadline_to: date | None = None
    instruments: tuple[str, ...] = ()
    document: int | None = None
    batch: int | None = None
    report: str = ""  # state of the last report
    lights: tuple[str, ...] = ()  # tones
    text: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row of the table."""

    pk: int
    year: int
    number: int
    title: str
    state: str
    instrument: str
    lead_unit: str
    deadline: date | None
    deadline_text: str
    declared_percent: int | None
    verified_percent: int | None
    last_report_state: str
    reported_at: datetime | None
    changed_at: datetime
    batch_id: int | None
    batch: str
    lateness: Lateness | None
    supporting: tuple[str, ...] = ()
    source: str = ""
    own: OwnState | None = None
    light: str = ""  # tone of its light

    @property
    def number_text(self) -> str:
        """The number as people say it."""
        return rules.number_text(self.year, self.number)


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of the table. ``state_counts`` counts by state what the other filters leave."""

    rows: Sequence[TaskRow]
    page: int
    count: int
    state_counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.count // PAGE_SIZE))


def filtered_tasks(standing: Standing, filters: TaskFilters, today: date) -> QuerySet[Task]:
    """Tasks that the account may see and the filters leave, in no order."""
    tasks = visible_tasks(standing)
    if filters.unit is not None:
        tasks = tasks.filter(pk__in=_with_unit(filters.unit, filters.part))
    if filters.states:
        tasks = tasks.filter(state__in=filters.states)
    if filters.window:
        tasks = tasks.filter(_due(filters, today))
    if filters.instruments:
        tasks = tasks.filter(instrument__in=filters.instruments)
    if filters.document is not None:
        tasks = tasks.filter(pk__in=Citation.objects.filter(document=filters.document).values("task_id"))
    if filters.batch is not None:
        tasks = tasks.filter(batch=filters.batch) if filters.batch else tasks.filter(batch__isnull=True)
    if filters.report:
        tasks = tasks.filter(last_report_state=filters.report)
    if filters.lights:
        tasks = tasks.filter(light__tone__in=filters.lights)
    for word in filters.text.split():
        if folded := rules.folded(word):
            # A search for a substring, not LIKE: exact for two characters, and quicker on SQLite (search decision).
            tasks = tasks.filter(GreaterThan(StrIndex(F("search_text"), Value(folded)), 0))
    return tasks


def task_table(
    standing: Standing,
    filters: TaskFilters,
    *,
    sort: str,
    page: int,
    today: date,
    with_supporting: bool = False,
    with_source: bool = False,
    with_own: bool = False,
) -> TaskPage:
    """Give one page of the table. ``sort`` is a key of SORTS, with ``-`` in front for descending."""
    tasks = filtered_tasks(standing, replace(filters, states=()), today)
    searched: list[tuple[int, str]] | None = None
    if filters.text:  # the search reads every text: once for counts and page together
        searched = list(tasks.order_by(*order_of(sort)).values_list("pk", "state"))
        counts: Mapping[str, int] = Counter(state for _, state in searched)
    else:
        counts = counts_by_state(tasks)
    count = sum(n for state, n in counts.items() if not filters.states or state in filters.states)
    page = min(max(1, page), max(1, -(-count // PAGE_SIZE)))
    start = (page - 1) * PAGE_SIZE
    if searched is not None:
        keys = [pk for pk, state in searched if not filters.states or state in filters.states]
        keys = keys[start : start + PAGE_SIZE]
    else:  # keys first: sorting whole rows, units and batches joined, takes twice as long
        chosen = tasks.filter(state__in=filters.states) if filters.states else tasks
        keys = list(chosen.order_by(*order_of(sort)).values_list("pk", flat=True)[start : start + PAGE_SIZE])
    rows = rows_of(
        Task.objects.filter(pk__in=keys),
        sort=sort,
        today=today,
        with_supporting=with_supporting,
        with_source=with_source,
        with_own=with_own,
    )
    return TaskPage(rows, page, count, counts)


def rows_of(
    tasks: QuerySet[Task],
    *,
    sort: str,
    today: date,
    start: int = 0,
    limit: int | None = None,
    with_supporting: bool = False,
    with_source: bool = False,
    with_own: bool = False,
) -> list[TaskRow]:
    """Give rows of the tasks in order, from ``start``; ``limit`` None gives all."""
    stop = None if limit is None else start + limit
    rows = [_row(values, today) for values in tasks.order_by(*order_of(sort)).values_list(*_COLUMNS)[start:stop]]
    if rows and (with_supporting or with_source):
        rows = _completed(rows, with_supporting, with_source)
    if rows and with_own:
        own = own_states((row.pk for row in rows), today)
        rows = [replace(row, own=own.get(row.pk)) for row in rows]
    return rows


def counts_by_state(tasks: QuerySet[Task]) -> dict[str, int]:
    """Count tasks by state."""
    return dict(tasks.order_by().values_list("state").annotate(n=Count("pk")))


_COLUMNS = (
    "pk", "year", "number", "title", "state", "instrument", "lead_unit__short_name", "lead_unit__name", "deadline",
    "deadline_text", "declared_percent", "verified_percent", "last_report_state", "reported_at", "changed_at",
    "batch_id", "batch__name", "light__tone",
)  # fmt: skip


def _row(values: tuple[Any, ...], today: date) -> TaskRow:
    (pk, year, number, title, state, instrument, short, name, deadline, deadline_text, declared, verified,
     last_report, reported_at, changed_at, batch_id, batch, light) = values  # fmt: skip
    reported_on = local_date(reported_at) if reported_at else None
    return TaskRow(
        pk, year, number, title, state, instrument, short or name or "", deadline, deadline_text, declared, verified,
        last_report, reported_at, changed_at, batch_id, batch or "",
        rules.lateness_of(TaskState(state), deadline, today, reported_on), light=light or "",
    )  # fmt: skip


def order_of(sort: str) -> list[OrderBy]:
    """Order by the chosen column, empty ones last either way, then by number; what ended follows what is to be done.

    Only by rising deadlines, the order in which work is looked at, does what ended stand last: whoever opens the list
    finds the next thing to do on top.
    """
    is_descending = sort.startswith("-")
    name = sort.removeprefix("-")
    column = SORTS.get(name, "deadline")
    tie = [F(c).desc() if is_descending and column == "number" else F(c).asc() for c in ("year", "number", "pk")]
    if column == "number":
        return tie
    if sort == "deadline":
        return [Case(When(state__in=rules.ENDED, then=1), default=0).asc(), F(column).asc(nulls_last=True), *tie]
    if column in _NEVER_EMPTY:
        return [F(column).desc() if is_descending else F(column).asc(), *tie]
    return [F(column).desc(nulls_last=True) if is_descending else F(column).asc(nulls_last=True), *tie]


_NEVER_EMPTY = frozenset({"title", "state", "changed_at"})


def _with_unit(unit: int, part: str) -> QuerySet[Participation, Any]:
    """Keys of tasks in which the unit or one below it has the part; any part where none is named."""
    path = Unit.objects.filter(pk=unit).values_list("path", flat=True).first()
    rows = Participation.objects.filter(within([path] if path else [], field="unit__path"))
    return (rows.filter(part=part) if part in set(Part) else rows).values("task_id")


def _due(filters: TaskFilters, today: date) -> Q:
    monday = today - timedelta(days=today.weekday())
    next_month = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    running = Q(state__in=rules.RUNNING)
    if filters.window == Window.LATE:
        return running & Q(deadline__lt=today)
    if filters.window == Window.SOON:
        return running & Q(deadline__range=(today, today + timedelta(days=rules.DUE_SOON_DAYS)))
    if filters.window == Window.WEEK:
        return Q(deadline__range=(monday, monday + timedelta(days=6)))
    if filters.window == Window.MONTH:
        return Q(deadline__gte=today.replace(day=1), deadline__lt=next_month)
    if filters.window == Window.NONE:
        return Q(deadline__isnull=True)
    if filters.window == Window.MEETING:
        return running & Q(pk__in=late_mechanisms(today).order_by().values("task_id"))
    condition = Q()
    if filters.deadline_from:
        condition &= Q(deadline__gte=filters.deadline_from)
    if filters.deadline_to:
        condition &= Q(deadline__lte=filters.deadline_to)
    return condition


def _completed(rows: list[TaskRow], with_supporting: bool, with_source: bool) -> list[TaskRow]:
    """Add supporting units and the first source of each row, one query each."""
    keys = [row.pk for row in rows]
    supporting: dict[int, list[str]] = {}
    sources: dict[int, str] = {}
    if with_supporting:
        parts = Participation.objects.filter(task_id__in=keys, part=Part.SUPPORT).order_by("unit__path")
        for task_id, short, name in parts.values_list("task_id", "unit__short_name", "unit__name"):
            supporting.setdefault(task_id, []).append(short or name)
    if with_source:
        citations = Citation.objects.filter(task_id__in=keys).order_by("pk")
        for task_id, title, quote in citations.values_list("task_id", "document__title", "quote"):
            sources.setdefault(task_id, f"{title}：{quote}" if title else quote)
    return [replace(row, supporting=tuple(supporting.get(row.pk, ())), source=sources.get(row.pk, "")) for row in rows]

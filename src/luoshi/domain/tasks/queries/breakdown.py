"""Rows of the task breakdown table (任务分解表), read in portions so that ten thousand tasks need little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from luoshi.domain.tasks.models import Citation, Participation, Task
from luoshi.domain.tasks.terms import Part, TaskState

PORTION = 500  # tasks


@dataclass(frozen=True, slots=True)
class Source:
    """Where an order stands: its sentence, its document's name, number and date."""

    quote: str
    title: str
    document_number: str
    document_date: date | None


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One task as the breakdown table shows it."""

    number_text: str
    title: str
    measures: str
    instrument: str
    lead_unit: str
    supporting_units: tuple[str, ...]
    deadline: date | None
    deadline_text: str
    no_deadline_reason: str
    indicator: str
    comparator: str
    target_value: Decimal | None
    target_unit: str
    responsible_leader: str
    responsible_person: str
    state: TaskState
    declared_percent: int | None
    verified_percent: int | None
    sources: tuple[Source, ...]


def breakdown_rows(tasks: QuerySet[Task]) -> Iterator[BreakdownRow]:
    """Give the rows in the order of the query; three queries a portion."""
    keys = list(tasks.values_list("pk", flat=True))
    for start in range(0, len(keys), PORTION):
        portion = keys[start : start + PORTION]
        found = (
            Task.objects.filter(pk__in=portion)
            .select_related("lead_unit")
            .defer("search_text")
            .prefetch_related(
                Prefetch(
                    "participations",
                    Participation.objects.filter(part=Part.SUPPORT).select_related("unit").order_by("unit__path"),
                ),
                Prefetch(
                    "citations",
                    Citation.objects.select_related("document")
                    .only("task_id", "quote", "document__title", "document__file_name", "document__document_number",
                          "document__document_date")
                    .order_by("pk"),
                ),
            )
            .in_bulk()
        )  # fmt: skip
        for key in portion:
            if key in found:
                yield _row(found[key])


def _row(task: Task) -> BreakdownRow:
    return BreakdownRow(
        number_text=task.number_text,
        title=task.title,
        measures=task.measures,
        instrument=task.instrument,
        lead_unit=task.lead_unit.name if task.lead_unit else "",
        supporting_units=tuple(row.unit.name for row in task.participations.all()),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        no_deadline_reason=task.no_deadline_reason,
        indicator=task.indicator,
        comparator=task.comparator,
        target_value=task.target_value,
        target_unit=task.target_unit,
        responsible_leader=task.responsible_leader,
        responsible_person=task.responsible_person,
        state=TaskState(task.state),
        declared_percent=task.declared_percent,
        verified_percent=task.verified_percent,
        sources=tuple(
            Source(
                c.quote, c.document.title or c.document.file_name, c.document.document_number, c.document.document_date
            )
            for c in task.citations.all()
        ),
    )

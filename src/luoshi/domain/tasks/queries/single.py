"""One task with all that its page shows, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from luoshi.domain.audit.models import Event
from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.models import Assignment, Citation, Participation, Report, Task
from luoshi.domain.tasks.queries.instruments import InstrumentView, instrument_view
from luoshi.domain.tasks.queries.visibility import visible_tasks
from luoshi.domain.tasks.terms import Lateness, Part, ReportState, TaskState
from luoshi.foundation.clock import local_date


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with its citations, units, reports and assignments (newest first), and history."""

    task: Task
    lateness: Lateness | None
    citations: list[Citation]
    supporting: list[Participation]
    reports: list[Report]
    assignments: list[Assignment]
    history: list[Event]
    instrument: InstrumentView

    @property
    def waiting_report(self) -> Report | None:
        """The report that waits for a verdict."""
        return next((report for report in self.reports if report.state == ReportState.WAITING), None)


def task_view(standing: Standing, pk: int, today: date) -> TaskView:
    """Read a task's page; raise Task.DoesNotExist where there is none that the account may see."""
    task = (
        visible_tasks(standing)
        .select_related("jurisdiction", "lead_unit", "batch__plan", "carried_from", "carried_to", "light", "matter")
        .prefetch_related(
            Prefetch("participations", Participation.objects.select_related("unit").order_by("unit__path")),
            Prefetch(
                "citations",
                Citation.objects.select_related("document__jurisdiction").defer(*_HEAVY).order_by("pk"),
            ),
            Prefetch(
                "reports",
                Report.objects.select_related("unit", "reported_by", "decided_by")
                .prefetch_related("attachments")
                .order_by("-pk"),
            ),
            Prefetch(
                "assignments",
                Assignment.objects.select_related("unit", "batch", "issued_by", "answered_by").order_by("-pk"),
            ),
        )
        .get(pk=pk)
    )
    reported_on = local_date(task.reported_at) if task.reported_at else None
    return TaskView(
        task=task,
        lateness=rules.lateness_of(TaskState(task.state), task.deadline, today, reported_on),
        citations=list(task.citations.all()),
        supporting=[row for row in task.participations.all() if row.part == Part.SUPPORT],
        reports=list(task.reports.all()),
        assignments=list(task.assignments.all()),
        history=list(history_of("task", task.pk)),
        instrument=instrument_view(task, today),
    )


# A document's whole text has no place on a task's page.
_HEAVY = ("document__source", "document__text", "document__reading")


def waiting_reports(task_ids: list[int]) -> list[Report]:
    """Give the waiting reports of the tasks, with what a verdict needs loaded."""
    return list(
        Report.objects.filter(task_id__in=task_ids, state=ReportState.WAITING)
        .select_related("task__jurisdiction", "task__lead_unit")
        .order_by("task_id")
    )

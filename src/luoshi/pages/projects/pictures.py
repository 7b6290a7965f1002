"""The pictures of a project's page: milestones planned against actual, money planned against actual."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from luoshi.domain.projects.queries import ProjectView
from luoshi.foundation.shares import percent_text
from luoshi.pages.shared.charts import Gantt, Line, Milestone, Row, ScheduleRow, Series, Span, Tone, money


def schedule(view: ProjectView, today: date) -> Gantt | None:
    """Draw milestones planned against actual; None where there is nothing to draw."""
    project = view.project
    rows: list[ScheduleRow] = []
    if project.planned_start or project.actual_start:
        rows.append(
            ScheduleRow(
                gettext("Whole project"),
                _span(project.planned_start, project.planned_finish),
                _span(project.actual_start, project.actual_finish, is_running=True),
            )
        )
    for row in view.milestones:
        planned = _span(row.planned_start, row.planned_on)
        actual = _span(row.actual_start, row.actual_on, is_running=True)
        point = () if planned else (Milestone(row.title, row.planned_on, row.actual_on),)
        rows.append(ScheduleRow(row.title, planned, actual, point))
    if not rows:
        return None
    reached = sum(row.actual_on is not None for row in view.milestones)
    late = sum(row.actual_on is None and row.planned_on < today for row in view.milestones)
    title = gettext("%(reached)s of %(all)s milestones reached, %(late)s late") % {
        "reached": reached,
        "all": len(view.milestones),
        "late": late,
    }
    return Gantt(title=title, rows=rows, row_head=gettext("Milestone"), today=today)


def investment(view: ProjectView) -> Line | None:
    """Draw money planned against declared and verified since the start; None where nothing is known."""
    points = view.curve
    if not points:
        return None
    rate = view.figures.whole_rate
    title = gettext("Invested since the start: %(verified)s of the total verified, %(declared)s declared") % {
        "verified": percent_text(rate.verified),
        "declared": percent_text(rate.declared),
    }
    return Line(
        title=title,
        row_head=gettext("Month"),
        series=[
            Series(gettext("Planned"), Tone.PLANNED),
            Series(gettext("Declared"), Tone.DECLARED),
            Series(gettext("Verified"), Tone.VERIFIED),
        ],
        rows=[Row(f"{p.month:%Y-%m}", [p.planned, p.declared, p.verified]) for p in points],
        measure=money([value for p in points for value in (p.planned, p.declared, p.verified)]),
    )


def _span(first: date | None, last: date | None, *, is_running: bool = False) -> Span | None:
    if first is None or (last is None and not is_running) or (last is not None and last < first):
        return None
    return Span(first, last)

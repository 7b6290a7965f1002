"""What a project is in one year's plan, from its dates (PJ7)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from luoshi.domain.projects.rules.stages import STARTED_STAGES
from luoshi.domain.projects.terms import AnnualClass, LifecycleStage

YEARS = range(1990, 2101)


def proposed_class(
    year: int,
    *,
    stage: LifecycleStage,
    planned_start: date | None,
    planned_finish: date | None,
    actual_start: date | None = None,
    actual_finish: date | None = None,
) -> AnnualClass | None:
    """Propose a project's class in a year (PJ7); None where it has no place in that year's plan.

    Actual dates count before planned ones. What should have started earlier and has not is still a new start.
    """
    if stage is LifecycleStage.STOPPED or (actual_finish is not None and actual_finish.year < year):
        return None
    is_started = actual_start is not None or stage in STARTED_STAGES
    if is_started:
        began = actual_start or planned_start
        if began is not None and began.year > year:
            return None
        if began is not None and began.year == year:
            return AnnualClass.NEW_START
        finish = actual_finish or planned_finish
        # A planned finish that has passed without the fact is due this year all the same.
        return AnnualClass.COMPLETING if finish is not None and finish.year <= year else AnnualClass.CONTINUING
    if planned_start is None or planned_start.year == year + 1:
        return AnnualClass.PROSPECTIVE
    return AnnualClass.NEW_START if planned_start.year <= year else None


def start_in_force(planned_start: date | None, year: int, start_month: int | None) -> date | None:
    """Give the last day that keeps the planned start in a year; None where none is planned (PJ23).

    A month in the year's plan goes before the dossier's date, and is kept up to its last day. ``start_month`` is 1-12.
    """
    if start_month is None or (
        planned_start is not None and (planned_start.year, planned_start.month) == (year, start_month)
    ):
        return planned_start
    return date(year, start_month, monthrange(year, start_month)[1])


def is_put_off(former: date | None, becomes: date | None) -> bool:
    """Tell whether a planned date comes later, or is left out (PJ23)."""
    return former is not None and (becomes is None or becomes > former)

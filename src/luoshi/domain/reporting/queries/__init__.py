"""Read schemes, periods, returns, what is owed, completeness and burden."""

from luoshi.domain.reporting.queries.burden import (
    BurdenLine,
    FieldCost,
    PeriodBurden,
    burden_by_period,
    burden_of,
    cost_of_fields,
)
from luoshi.domain.reporting.queries.completeness import (
    PeriodTotals,
    UnitLine,
    totals_by_period,
    units_by_period,
    units_of_period,
)
from luoshi.domain.reporting.queries.owed import (
    known_of_projects,
    known_of_tasks,
    ordinary_reports,
    owed_projects,
    owed_tasks,
)
from luoshi.domain.reporting.queries.placing import Placement, placements
from luoshi.domain.reporting.queries.returns import (
    disputes_of,
    files_of,
    line_figures,
    lines_of,
    return_seen,
    returns_to_do,
    unit_of_token,
    visible_disputes,
    visible_returns,
)
from luoshi.domain.reporting.queries.schemes import (
    calendar_of,
    exception_until,
    moved_for,
    open_periods,
    schedule_of,
    visible_periods,
    visible_schemes,
    window_of,
)

__all__ = [
    "BurdenLine",
    "FieldCost",
    "PeriodBurden",
    "PeriodTotals",
    "Placement",
    "UnitLine",
    "burden_by_period",
    "burden_of",
    "calendar_of",
    "cost_of_fields",
    "disputes_of",
    "exception_until",
    "files_of",
    "known_of_projects",
    "known_of_tasks",
    "line_figures",
    "lines_of",
    "moved_for",
    "open_periods",
    "ordinary_reports",
    "owed_projects",
    "owed_tasks",
    "placements",
    "return_seen",
    "returns_to_do",
    "schedule_of",
    "totals_by_period",
    "unit_of_token",
    "units_by_period",
    "units_of_period",
    "visible_disputes",
    "visible_periods",
    "visible_returns",
    "visible_schemes",
    "window_of",
]

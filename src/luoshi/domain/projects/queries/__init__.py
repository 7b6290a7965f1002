"""Read the project library."""

from luoshi.domain.projects.queries.choices import (
    goals_for,
    issued_batches,
    libraries_to_review,
    libraries_to_write,
    parents_for,
    sectors_of,
    sectors_seen,
    units_to_lead,
)
from luoshi.domain.projects.queries.figures import (
    LibraryRates,
    Money,
    ProjectFigures,
    Shares,
    figures_of,
    rates_of,
)
from luoshi.domain.projects.queries.gates import facts_of, gate_before_next, gates_of
from luoshi.domain.projects.queries.listing import (
    PAGE_SIZE,
    SORTS,
    ProjectFilters,
    ProjectLine,
    ProjectPage,
    Sums,
    filtered_projects,
    lines_of,
    ordered,
    project_list,
)
from luoshi.domain.projects.queries.single import CurvePoint, ProjectView, curve_of, project_view
from luoshi.domain.projects.queries.visibility import WRITING_ROLES, visible_projects

__all__ = [
    "PAGE_SIZE",
    "SORTS",
    "WRITING_ROLES",
    "CurvePoint",
    "LibraryRates",
    "Money",
    "ProjectFigures",
    "ProjectFilters",
    "ProjectLine",
    "ProjectPage",
    "ProjectView",
    "Shares",
    "Sums",
    "curve_of",
    "facts_of",
    "figures_of",
    "filtered_projects",
    "gate_before_next",
    "gates_of",
    "goals_for",
    "issued_batches",
    "libraries_to_review",
    "libraries_to_write",
    "lines_of",
    "ordered",
    "parents_for",
    "project_list",
    "project_view",
    "rates_of",
    "sectors_of",
    "sectors_seen",
    "units_to_lead",
    "visible_projects",
]

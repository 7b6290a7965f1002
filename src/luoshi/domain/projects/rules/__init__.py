"""The rules of the project library (docs/rules/projects.md). Pure: values in, verdict out."""

from luoshi.domain.projects.rules.dossier import (
    FIELD_NAMES,
    FIELD_WORDS,
    Dossier,
    date_order,
    lacks_for_submission,
    problems_in_dossier,
    tidied,
    words_of,
)
from luoshi.domain.projects.rules.library import ADMITTED, CLOSED, IN_PLAN, STEPS, WHO, Who, state_after, step_is_open
from luoshi.domain.projects.rules.stages import (
    DEFAULT_GATES,
    FINISHED_STAGES,
    RESERVE_STAGES,
    ROUTE_APPROVALS,
    STAGE_ORDER,
    STARTED_STAGES,
    Missing,
    Requirement,
    StageFacts,
    missing_for,
    next_stage,
)
from luoshi.domain.projects.rules.years import YEARS, proposed_class

__all__ = [
    "ADMITTED",
    "CLOSED",
    "DEFAULT_GATES",
    "FIELD_NAMES",
    "FIELD_WORDS",
    "FINISHED_STAGES",
    "IN_PLAN",
    "RESERVE_STAGES",
    "ROUTE_APPROVALS",
    "STAGE_ORDER",
    "STARTED_STAGES",
    "STEPS",
    "WHO",
    "YEARS",
    "Dossier",
    "Missing",
    "Requirement",
    "StageFacts",
    "Who",
    "date_order",
    "lacks_for_submission",
    "missing_for",
    "next_stage",
    "problems_in_dossier",
    "proposed_class",
    "state_after",
    "step_is_open",
    "tidied",
    "words_of",
]

"""Read plans, trees of any day, and what a goal rests on."""

from luoshi.domain.strategy.queries.plans import (
    kinds_of,
    plan_on,
    plans_in_force,
    visible_goals,
    visible_plans,
)
from luoshi.domain.strategy.queries.trees import (
    carried_from,
    citations_of,
    telling_citations,
    tree_as_of,
    tree_as_of_day,
    wordings_of,
)

__all__ = [
    "carried_from",
    "citations_of",
    "kinds_of",
    "plan_on",
    "plans_in_force",
    "telling_citations",
    "tree_as_of",
    "tree_as_of_day",
    "visible_goals",
    "visible_plans",
    "wordings_of",
]

"""The only writers of plans, kinds and goals. Each deed checks permission and rules, then writes it and its event."""

from luoshi.domain.strategy.actions.carrying import carry_goal, drop_goal, propose_successor
from luoshi.domain.strategy.actions.goals import (
    GoalCitationDraft,
    add_goal,
    cite_goal,
    edit_goal,
    move_goal,
    remove_goal,
)
from luoshi.domain.strategy.actions.kinds import add_kind, edit_kind, remove_kind
from luoshi.domain.strategy.actions.plans import create_plan, discard_plan, edit_plan, put_plan_in_force

__all__ = [
    "GoalCitationDraft",
    "add_goal",
    "add_kind",
    "carry_goal",
    "cite_goal",
    "create_plan",
    "discard_plan",
    "drop_goal",
    "edit_goal",
    "edit_kind",
    "edit_plan",
    "move_goal",
    "propose_successor",
    "put_plan_in_force",
    "remove_goal",
    "remove_kind",
]

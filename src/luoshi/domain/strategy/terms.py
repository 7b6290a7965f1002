"""States of plans and what became of a goal from one plan to the next."""

from luoshi.foundation.terms import Term


class PlanState(Term):
    """Where a strategic plan stands; one plan of a jurisdiction and line is in force at a time."""

    DRAFT = "draft", "编制中", "Draft"
    IN_FORCE = "in_force", "执行中", "In force"
    SUPERSEDED = "superseded", "已被替代", "Superseded"


class GoalChange(Term):
    """How a goal stands against the plan before."""

    NEW = "new", "新增", "New"
    CARRIED = "carried", "延续", "Carried over"
    CHANGED = "changed", "调整", "Changed"
    DROPPED = "dropped", "不再列入", "Dropped"

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


class PlanDeed(Term):
    """What can be done to a strategic plan or to the kinds of node; the verbs of its history."""

    CREATE = "create_plan", "新建战略方案", "Plan created"
    PROPOSE = "propose_plan", "由现行方案拟定新方案", "Proposed from the plan before"
    EDIT = "edit_plan", "修改战略方案", "Plan edited"
    PUT_IN_FORCE = "put_in_force", "开始执行", "Put in force"
    SUPERSEDE = "supersede_plan", "被新方案替代", "Superseded"
    DISCARD = "discard_plan", "放弃草案", "Draft discarded"
    SET_KINDS = "set_kinds", "设定层级名称", "Kinds of node set"


class GoalDeed(Term):
    """What can be done to a goal; the verbs of its history."""

    ADD = "add_goal", "新增目标", "Goal added"
    CARRY = "carry_goal", "由原方案延续", "Carried over"
    EDIT = "edit_goal", "修改目标", "Goal edited"
    MOVE = "move_goal", "调整位置", "Goal moved"
    REMOVE = "remove_goal", "移除目标", "Goal removed"
    DROP = "drop_goal", "新方案不再列入", "Not taken into the next plan"
    CITE = "cite_goal", "增加出处", "Citation added"
    LINK_TASKS = "link_tasks", "关联任务", "Tasks linked"
    UNLINK_TASKS = "unlink_tasks", "取消关联任务", "Tasks unlinked"
    LINK_PROJECTS = "link_projects", "关联项目", "Projects linked"
    UNLINK_PROJECTS = "unlink_projects", "取消关联项目", "Projects unlinked"

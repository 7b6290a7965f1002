"""Read tasks: what an account may see, the table, similar tasks, what waits."""

from luoshi.domain.tasks.queries.batches import (
    BatchLine,
    batch_lines,
    compiling_batches,
    issuing_office,
    lacks_in_batch,
    lacks_of,
    signing_by_unit,
)
from luoshi.domain.tasks.queries.breakdown import BreakdownRow, breakdown_rows
from luoshi.domain.tasks.queries.instruments import (
    InstrumentView,
    OwnState,
    instrument_view,
    late_mechanisms,
    own_states,
)
from luoshi.domain.tasks.queries.lead_units import SuggestedLead, leads_for_task, suggested_leads
from luoshi.domain.tasks.queries.plans import (
    LineChange,
    PlanBatch,
    PlanLine,
    UnfinishedTask,
    batches_of,
    compare_versions,
    lines_now,
    lines_of,
    plan_lines,
    unfinished_in,
    versions_of,
    visible_plans,
)
from luoshi.domain.tasks.queries.similar import SimilarTask, similar_tasks
from luoshi.domain.tasks.queries.single import TaskView, task_view, waiting_reports
from luoshi.domain.tasks.queries.table import (
    PAGE_SIZE,
    SORTS,
    TaskFilters,
    TaskPage,
    TaskRow,
    counts_by_state,
    filtered_tasks,
    order_of,
    rows_of,
    task_table,
)
from luoshi.domain.tasks.queries.under_formulation import tasks_under
from luoshi.domain.tasks.queries.visibility import tasks_in, visible_batches, visible_tasks
from luoshi.domain.tasks.queries.waiting import WaitingGroup, waiting_for

__all__ = [
    "PAGE_SIZE",
    "SORTS",
    "BatchLine",
    "BreakdownRow",
    "InstrumentView",
    "LineChange",
    "OwnState",
    "PlanBatch",
    "PlanLine",
    "SimilarTask",
    "SuggestedLead",
    "TaskFilters",
    "TaskPage",
    "TaskRow",
    "TaskView",
    "UnfinishedTask",
    "WaitingGroup",
    "batch_lines",
    "batches_of",
    "breakdown_rows",
    "compare_versions",
    "compiling_batches",
    "counts_by_state",
    "filtered_tasks",
    "instrument_view",
    "issuing_office",
    "lacks_in_batch",
    "lacks_of",
    "late_mechanisms",
    "leads_for_task",
    "lines_now",
    "lines_of",
    "order_of",
    "own_states",
    "plan_lines",
    "rows_of",
    "signing_by_unit",
    "similar_tasks",
    "suggested_leads",
    "task_table",
    "task_view",
    "tasks_in",
    "tasks_under",
    "unfinished_in",
    "versions_of",
    "visible_batches",
    "visible_plans",
    "visible_tasks",
    "waiting_for",
    "waiting_reports",
]

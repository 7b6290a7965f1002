"""Who may do what to a task (rule T3)."""

from __future__ import annotations

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.rules import Who
from luoshi.domain.tasks.rules.plans import may_approve as may_approve_for
from luoshi.domain.tasks.terms import BatchState, Deed, Part, TaskState
from luoshi.foundation.refusals import NotAllowed

BEFORE_SIGNING = frozenset({TaskState.DRAFT, TaskState.ISSUED, TaskState.RETURNED})
REPORTING_ROLES = (Role.REPORTER, Role.LEADER)


def may_supervise(standing: Standing, jurisdiction: Unit) -> bool:
    """Tell whether the account drafts, issues and verifies for the jurisdiction."""
    return standing.reaches(jurisdiction.path, Role.OFFICER)


def may(standing: Standing, deed: Deed, task: Task) -> bool:
    """Tell whether the account may do the deed, the task's state aside. Wants jurisdiction and lead unit loaded."""
    who = rules.WHO[deed]
    if who is Who.OFFICE:
        return may_supervise(standing, task.jurisdiction)
    if who is Who.OFFICE_OR_LEAD_UNIT and may_supervise(standing, task.jurisdiction):
        return True
    if who is Who.OFFICE_OR_LEAD_UNIT and task.state in BEFORE_SIGNING:
        return False  # the lead unit plans and records once it has signed (IN7)
    if who is Who.SUPPORTING_UNIT:
        return any(
            standing.reaches(p.unit.path, *REPORTING_ROLES) for p in task.participations.all() if p.part == Part.SUPPORT
        )
    if task.lead_unit is None:
        return False
    roles = (Role.LEADER,) if who is Who.LEAD_LEADER else REPORTING_ROLES
    return standing.reaches(task.lead_unit.path, *roles)


def require(standing: Standing, deed: Deed, task: Task) -> None:
    """Raise NotAllowed unless the account may do the deed."""
    if not may(standing, deed, task):
        raise NotAllowed


def open_deeds(standing: Standing, task: Task) -> frozenset[Deed]:
    """Give the deeds that the task's state, its batch and the account's roles allow together."""
    if is_in_fixed_batch(task):
        return frozenset()
    return frozenset(
        d for d in rules.WHO if rules.step_is_open(task.state, d, task.issued_at) and may(standing, d, task)
    )


def is_in_fixed_batch(task: Task) -> bool:
    """Tell whether a draft stands in a batch that was checked or approved, so that it does not change (AP2)."""
    return task.state == TaskState.DRAFT and task.batch is not None and task.batch.state != BatchState.COMPILING


def may_approve(standing: Standing, batch: Batch) -> bool:
    """Tell whether the account approves the batch (AP3). Wants the plan loaded."""
    unit = batch.plan.approving_unit_id if batch.plan else None
    return may_approve_for(standing, jurisdiction_id=batch.jurisdiction_id, approving_unit_id=unit)


def may_see_plan(standing: Standing, jurisdiction: Unit) -> bool:
    """Tell whether the account sees the jurisdiction's plans: it stands there or above, or in the office (AP1)."""
    return standing.reaches(jurisdiction.path)

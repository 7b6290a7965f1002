"""Put a strategic plan in force: the plan before gives way, and the work that served it serves its successors."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.actions.goals import carry_project_links
from luoshi.domain.strategy.actions import put_plan_in_force as put_in_force
from luoshi.domain.strategy.models import Plan
from luoshi.domain.tasks.actions.goals import carry_task_links


def put_plan_in_force(
    *, actor: Account, now: datetime, plan: Plan, version: int | None = None, in_force_on: date | None = None
) -> Plan:
    """Put a draft in force, tasks and projects carried along, or change nothing. Raises what the plan refuses."""
    with transaction.atomic():
        carry_task_links(actor=actor, now=now, plan=plan)
        carry_project_links(actor=actor, now=now, plan=plan)
        return put_in_force(actor=actor, now=now, plan=plan, version=version, in_force_on=in_force_on)

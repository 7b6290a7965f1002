"""Pass a batch on with the projects that stand in it: check, approve, send back, issue (PJ20)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.actions import issue_projects_with, return_projects_with, submit_projects_with
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import Batch
from luoshi.workflows.lit_deeds import lit


def check_batch(*, actor: Account, now: datetime, batch: Batch, points: Iterable[str] = (), remark: str = "") -> Batch:
    """Call a batch checked; its projects are submitted with the plan and closed (AP3)."""
    with transaction.atomic():
        current = actions.check_batch(actor=actor, now=now, batch=batch, points=points, remark=remark)
        submit_projects_with(actor=actor, now=now, batch=current)
    return current


def approve_batch(*, actor: Account, now: datetime, batch: Batch, remark: str = "") -> Batch:
    """Approve a batch; where nobody checks it, its projects are submitted now (AP3)."""
    with transaction.atomic():
        current = actions.approve_batch(actor=actor, now=now, batch=batch, remark=remark)
        submit_projects_with(actor=actor, now=now, batch=current)
    return current


def send_back_batch(*, actor: Account, now: datetime, batch: Batch, reason: str) -> Batch:
    """Send a batch back to compiling, and its projects with it (AP2)."""
    with transaction.atomic():
        current = actions.send_back_batch(actor=actor, now=now, batch=batch, reason=reason)
        return_projects_with(actor=actor, now=now, batch=current, reason=reason)
    return current


@lit
def issue_batch(
    *,
    actor: Account,
    now: datetime,
    batch: Batch,
    document_number: str | None = None,
    issued_on: date | None = None,
    version: int | None = None,
) -> Batch:
    """Issue a batch whole or not at all, its projects in the same transaction (AP4, PJ10)."""
    with transaction.atomic():
        current = actions.issue_batch(
            actor=actor, now=now, batch=batch, document_number=document_number, issued_on=issued_on, version=version
        )
        issue_projects_with(actor=actor, now=now, batch=current)
    return current

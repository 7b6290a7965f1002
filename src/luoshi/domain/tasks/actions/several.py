"""Deeds on many tasks at once: each stands or falls alone, and the answer tells which (T12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from luoshi.domain.accounts.models import Account
from luoshi.domain.tasks.actions.signing import sign_task
from luoshi.domain.tasks.actions.verifying import verify_report
from luoshi.domain.tasks.models import Report, Task
from luoshi.foundation.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one task; ``refusal`` None means it was done."""

    task: Task
    refusal: Refusal | None


def sign_tasks(*, actor: Account, now: datetime, tasks: Iterable[Task]) -> list[Outcome]:
    """Sign for each task; one that cannot be signed does not hold up the others."""
    outcomes = []
    for task in tasks:
        try:
            outcomes.append(Outcome(sign_task(actor=actor, now=now, task=task), None))
        except Refusal as refusal:
            outcomes.append(Outcome(task, refusal))
    return outcomes


def verify_reports(*, actor: Account, now: datetime, reports: Iterable[Report]) -> list[Outcome]:
    """Verify each report as declared; one that cannot be verified does not hold up the others."""
    outcomes = []
    for report in reports:
        try:
            outcomes.append(Outcome(verify_report(actor=actor, now=now, report=report).task, None))
        except Refusal as refusal:
            outcomes.append(Outcome(report.task, refusal))
    return outcomes

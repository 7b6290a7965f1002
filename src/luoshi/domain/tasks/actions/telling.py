"""Tell people of deeds on tasks and batches (N12), in the deed's transaction. Whoever did it is not told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.notices.terms import Fact, NoticeKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks.models import Batch, Report, Task
from luoshi.domain.tasks.rules.pages import batch_page, task_page

FOR_THE_UNIT = (Role.LEADER, Role.REPORTER)


def tell_of_batch(batch: Batch, tasks: Iterable[Task], *, actor: Account, now: datetime) -> None:
    """Tell each lead unit once of all its tasks in an issued batch."""
    leads = [task.lead_unit for task in tasks if task.lead_unit is not None]
    units = {unit.pk: unit for unit in leads}
    for pk, count in sorted(Counter(unit.pk for unit in leads).items()):
        _tell(
            NoticeKind.BATCH_ISSUED,
            _holders(units[pk], *FOR_THE_UNIT, but=actor),
            now=now,
            subject=("batch", batch.pk),
            parameters={
                "subject": batch.name,
                Fact.UNIT: units[pk].label,
                Fact.COUNT: count,
                Fact.NUMBER: batch.document_number,
            },
            url=batch_page(batch.pk),
            key=f"batch-{batch.pk}-v{batch.version}-issued-{pk}",
            units=[units[pk]],
        )


def tell_of_approval(batch: Batch, *, actor: Account, now: datetime) -> None:
    """Tell the leaders who approve that a checked batch waits for them."""
    if batch.plan is None or not batch.plan.needs_approval:
        return
    _tell(
        NoticeKind.APPROVAL_WAITING,
        _holders(batch.plan.approving_unit or batch.jurisdiction, Role.LEADER, but=actor),
        now=now,
        subject=("batch", batch.pk),
        parameters={"subject": batch.name, Fact.PERSON: actor.public_name},
        url=batch_page(batch.pk),
        key=f"batch-{batch.pk}-v{batch.version}-approval",
    )


def tell_of_task(task: Task, *, actor: Account, now: datetime, reason: str) -> None:
    """Tell the lead unit of a task that was given to it, or issued to it again."""
    if task.lead_unit is not None:
        facts = {Fact.DEADLINE: task.deadline.isoformat() if task.deadline else "", Fact.REASON: reason}
        _tell_unit(NoticeKind.TASK_ISSUED, task, task.lead_unit, actor=actor, now=now, facts=facts)


def tell_of_return(task: Task, *, actor: Account, now: datetime, reason: str) -> None:
    """Tell the officers that a unit returned a task."""
    _tell_office(NoticeKind.TASK_RETURNED, task, actor=actor, now=now, facts={Fact.REASON: reason})


def tell_of_report(task: Task, report: Report, *, actor: Account, now: datetime) -> None:
    """Tell the officers that a report waits for their verdict."""
    _tell_office(NoticeKind.REPORT_TO_VERIFY, task, actor=actor, now=now, facts={Fact.PERCENT: f"{report.percent}%"})


def tell_of_verdict(task: Task, report: Report, *, kind: NoticeKind, actor: Account, now: datetime) -> None:
    """Tell the reporting unit that its report was verified or sent back."""
    percent = report.verified_percent if kind == NoticeKind.REPORT_VERIFIED else None
    facts = {Fact.PERCENT: "" if percent is None else f"{percent}%", Fact.REASON: report.remark}
    _tell_unit(kind, task, report.unit, actor=actor, now=now, facts=facts)


def _tell_unit(
    kind: NoticeKind, task: Task, unit: Unit, *, actor: Account, now: datetime, facts: dict[Fact, str]
) -> None:
    recipients = _holders(unit, *FOR_THE_UNIT, but=actor)
    _tell_task(kind, task, recipients, now=now, facts={Fact.UNIT: unit.label, **facts}, units=[unit])


def _tell_office(kind: NoticeKind, task: Task, *, actor: Account, now: datetime, facts: dict[Fact, str]) -> None:
    recipients = _holders(task.jurisdiction, Role.OFFICER, but=actor)
    unit = task.lead_unit.label if task.lead_unit else ""
    whose = {Fact.UNIT: unit, Fact.PERSON: actor.public_name}
    _tell_task(kind, task, recipients, now=now, facts=whose | facts, units=[task.jurisdiction])


def _tell_task(
    kind: NoticeKind, task: Task, recipients: list[Account], *, now: datetime, facts: dict[Fact, str], units: list[Unit]
) -> None:
    """Tell of a deed that has raised the task's version: that makes the key (T11)."""
    _tell(
        kind,
        recipients,
        now=now,
        subject=("task", task.pk),
        parameters={"subject": task.title, Fact.NUMBER: task.number_text} | {str(fact): facts[fact] for fact in facts},
        url=task_page(task.pk),
        key=f"task-{task.pk}-v{task.version}-{kind}",
        units=units,
    )


def _holders(unit: Unit, *roles: Role, but: Account) -> list[Account]:
    return [account for account in holders_of(unit, *roles) if account.pk != but.pk]


def _tell(
    kind: NoticeKind,
    recipients: list[Account],
    *,
    now: datetime,
    subject: tuple[str, int],
    parameters: dict[str, Any],
    url: str,
    key: str,
    units: Iterable[Unit] = (),
) -> None:
    notify(
        now=now,
        recipients=recipients,
        kind=kind,
        subject_type=subject[0],
        subject_id=subject[1],
        parameters={str(name): value for name, value in parameters.items()},
        url=url,
        key=key,
        units=units,
    )

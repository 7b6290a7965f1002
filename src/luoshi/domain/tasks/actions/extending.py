"""Keep a unit's wish for a later date, and the answer with the new deadline. Who may ask, and when, is judged above."""

from __future__ import annotations

from datetime import date, datetime

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.notices.terms import Fact, NoticeKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks.models import Extension, Task
from luoshi.domain.tasks.rules.pages import task_page
from luoshi.domain.tasks.terms import ExtensionDeed, ExtensionState


def keep_wish(*, actor: Account, now: datetime, task: Task, wanted: date, reason: str) -> Extension:
    """Keep a wish and tell the office; in the caller's transaction, the task locked."""
    assert task.deadline is not None  # without one there is nothing to extend
    wish = Extension.objects.create(
        task=task, former_deadline=task.deadline, wanted_deadline=wanted, reason=reason, asked_by=actor, asked_at=now
    )
    after = {"wanted_deadline": wanted.isoformat()}
    _record(task, ExtensionDeed.ASK, actor, now, {}, after, reason)
    _tell(wish, holders_of(task.jurisdiction, Role.OFFICER), NoticeKind.APPROVAL_WAITING, actor, now, reason, [])
    return wish


def keep_answer(*, actor: Account, now: datetime, extension: Extension, is_approved: bool, answer: str) -> None:
    """Keep the answer, move the deadline where it is approved, and tell the unit; in the caller's transaction."""
    extension.state = ExtensionState.APPROVED if is_approved else ExtensionState.REFUSED
    extension.answer, extension.answered_by, extension.answered_at = answer, actor, now
    extension.save()
    task = (
        Task.objects.select_for_update(of=("self",))
        .select_related("jurisdiction", "lead_unit")
        .get(pk=extension.task_id)
    )
    before: dict[str, str] = {}
    after: dict[str, str] = {"extension": ExtensionState(extension.state).value}
    if is_approved:
        before["deadline"] = task.deadline.isoformat() if task.deadline else ""
        task.deadline = extension.wanted_deadline
        after["deadline"] = extension.wanted_deadline.isoformat()
    _record(task, ExtensionDeed.ANSWER, actor, now, before, after, answer)
    extension.task = task
    unit = task.lead_unit
    people = holders_of(unit, Role.LEADER, Role.REPORTER) if unit else []
    _tell(extension, people, NoticeKind.APPROVAL_WAITING, actor, now, answer, [unit] if unit else [])


def _record(
    task: Task,
    deed: ExtensionDeed,
    actor: Account,
    now: datetime,
    before: dict[str, str],
    after: dict[str, str],
    note: str,
) -> None:
    task.version += 1
    task.changed_at = now
    task.save(update_fields=["deadline", "version", "changed_at"])
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="task",
        subject_id=task.pk,
        before=before,
        after=after | {"version": task.version},
        note=note,
    )


def _tell(
    extension: Extension,
    people: list[Account],
    kind: NoticeKind,
    actor: Account,
    now: datetime,
    reason: str,
    units: list[Unit],
) -> None:
    task, state = extension.task, ExtensionState(extension.state)
    notify(
        now=now,
        recipients=[one for one in people if one.pk != actor.pk],
        kind=kind,
        subject_type="task",
        subject_id=task.pk,
        parameters={
            "subject": task.title,
            Fact.NUMBER.value: task.number_text,
            Fact.DEADLINE.value: extension.wanted_deadline.isoformat(),
            Fact.REASON.value: reason[:200],
            Fact.ANSWER.value: {"zh": f"延期申请{state.chinese}", "en": f"Extension: {state.english.lower()}"},
        },
        url=task_page(task.pk),
        key=f"extension-{extension.pk}-{extension.state}",
        units=units,
    )

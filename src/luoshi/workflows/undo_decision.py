"""Take back a decision on a finding, with what followed from it (F3, F4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents import actions as documents
from luoshi.domain.documents.models import Finding
from luoshi.domain.tasks.actions import withdraw_task
from luoshi.domain.tasks.models import Citation, Task
from luoshi.domain.tasks.terms import TaskState
from luoshi.foundation.refusals import Refusal


class AcceptanceStands(Refusal):
    """The task that came of it is on its way, or rests on other passages too."""

    chinese = "任务 {number} 已下达或还引用了其他段落，不能撤销采纳。请到任务页面办理。"
    english = "Task {number} is issued or cites other passages too, so the acceptance stands. See the task's own page."
    status = 409


def undo_decision(*, actor: Account, now: datetime, finding: Finding) -> list[Finding]:
    """Undo the decision on a finding, or the edit, merge or split that made it; return what stands now.

    The draft task of an accepted commitment is withdrawn. Raises AcceptanceStands, NothingToUndo, PartsDecided.
    """
    with transaction.atomic():
        restored = documents.undo_decision(actor=actor, now=now, finding=finding)
        for task in Task.objects.filter(citations__finding=finding).exclude(state=TaskState.WITHDRAWN).distinct():
            others = Citation.objects.filter(task=task).exclude(finding=finding)
            if task.state != TaskState.DRAFT or others.exists():
                raise AcceptanceStands(number=task.number_text)
            withdraw_task(actor=actor, now=now, task=task)
        return restored

"""Switch a unit off, once no open task needs it (rule O7)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.actions import deactivate_unit
from luoshi.domain.organizations.errors import UnitHasOpenTasks
from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.models import Participation
from luoshi.domain.tasks.rules import ENDED


def deactivate_idle_unit(*, actor: Account, now: datetime, unit: Unit) -> Unit:
    """Switch a unit off; refuse while it leads or supports tasks that are not ended."""
    with transaction.atomic():
        switched = deactivate_unit(actor=actor, now=now, unit=unit)
        count = Participation.objects.filter(unit=switched).exclude(task__state__in=ENDED).count()
        if count:
            raise UnitHasOpenTasks(name=switched.label, count=count)
    return switched

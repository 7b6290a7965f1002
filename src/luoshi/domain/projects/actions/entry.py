"""Verify that a project stands in the statistics' base (PJ22); its unit declares the day in the dossier."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects import errors
from luoshi.domain.projects.actions.progress import said
from luoshi.domain.projects.actions.steps import close_step, difference, open_step
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.rules import FIELD_WORDS, date_order
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import refuse_all


def verify_entry(
    *, actor: Account, now: datetime, project: Project, entered_on: date | None = None, reason: str = ""
) -> Project:
    """Verify the declared day, or put the day that the office found beside it; the declared one stays (PJ22).

    Raises EntryNotDeclared, DateAhead, DatesOutOfOrder.
    """
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.VERIFY_ENTRY, project_id=project.pk)
        day = entered_on or current.entered_on
        if current.entered_on is None or day is None:
            raise errors.EntryNotDeclared
        if day > local_date(now):
            zh, en = FIELD_WORDS["entered_on"]
            raise errors.DateAhead(at="entered_on", day=day.isoformat(), label_zh=zh, label_en=en)
        refuse_all(date_order("actual_start", current.actual_start, "entered_on", day))
        before, after = difference(
            said({"entry_verified_on": current.entry_verified_on}), said({"entry_verified_on": day})
        )
        if before or after:
            current.entry_verified_on = day
            close_step(
                current,
                deed=ProjectDeed.VERIFY_ENTRY,
                actor=actor,
                now=now,
                before=before,
                after=after,
                note=reason.strip(),
            )
    return current

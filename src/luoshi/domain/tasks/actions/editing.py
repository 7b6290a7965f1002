"""Change the words, figures and units of a task."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.actions.creating import apply_text, described, text_of
from luoshi.domain.tasks.actions.steps import close_step, open_step, place_of, search_text_of, set_units
from luoshi.domain.tasks.errors import LeadUnitMissing, LeadUnitUnchangeable, ReasonMissing
from luoshi.domain.tasks.errors.instruments import InstrumentFixed
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.rules import TaskText
from luoshi.domain.tasks.terms import Deed, Part, TaskState
from luoshi.foundation.refusals import refuse_all

ORDERED = ("title", "deadline", "no_deadline_reason", "indicator", "comparator", "target_value", "target_unit")


def edit_task(
    *,
    actor: Account,
    now: datetime,
    task: Task,
    version: int,
    text: TaskText,
    lead_unit: Unit | None,
    supporting_units: Sequence[Unit] = (),
    reason: str = "",
) -> Task:
    """Change a task that was opened at ``version`` (T6, T11); what did not change makes no version.

    Raises Stale with who and when, ReasonMissing where an issued order changes without a reason,
    LeadUnitUnchangeable and InstrumentFixed after issuing (IN8).
    """
    standing = standing_of(actor)
    supporting = tuple(dict.fromkeys(supporting_units))
    text = rules.tidied(text)
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.EDIT, task_id=task.pk)
        refuse_stale("task", current.pk, version=current.version, opened_on=version)
        problems = rules.problems_in_text(text) + rules.problems_with_units(
            place_of(current.jurisdiction),
            place_of(lead_unit) if lead_unit else None,
            [place_of(u) for u in supporting],
        )
        refuse_all(problems)
        before, after = _difference(current, text, lead_unit, supporting)
        if not after and not before:
            return current
        if current.state != TaskState.DRAFT:
            _refuse_silent_change(current, lead_unit, {*before, *after}, reason)
        apply_text(current, text)
        current.lead_unit = lead_unit
        set_units(current, lead_unit, supporting)
        current.search_text = search_text_of(current)
        close_step(current, deed=Deed.EDIT, actor=actor, now=now, before=before, after=after, note=reason.strip())
    return current


def _refuse_silent_change(task: Task, lead_unit: Unit | None, changed: set[str], reason: str) -> None:
    if lead_unit is None:
        raise LeadUnitMissing
    if lead_unit.pk != task.lead_unit_id:
        raise LeadUnitUnchangeable
    if "instrument" in changed:
        raise InstrumentFixed
    if changed.intersection(ORDERED) and not reason.strip():
        raise ReasonMissing


def _difference(
    task: Task, text: TaskText, lead_unit: Unit | None, supporting: Sequence[Unit]
) -> tuple[dict[str, object], dict[str, object]]:
    """Give what changed, before and after, by field."""
    rows = list(task.participations.select_related("unit"))
    was: dict[str, object] = {
        **described(text_of(task)),
        "lead_unit": task.lead_unit.name if task.lead_unit else "",
        "supporting_units": sorted(row.unit.name for row in rows if row.part == Part.SUPPORT),
    }
    becomes: dict[str, object] = {
        **described(text),
        "lead_unit": lead_unit.name if lead_unit else "",
        "supporting_units": sorted(unit.name for unit in supporting),
    }
    changed = [name for name in {**was, **becomes} if was.get(name, "") != becomes.get(name, "")]
    return {n: was.get(n, "") for n in changed}, {n: becomes.get(n, "") for n in changed}

"""Make tasks and add passages to them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import permissions, rules
from luoshi.domain.tasks.actions.steps import close_step, next_number, open_step, place_of, search_text_of, set_units
from luoshi.domain.tasks.errors import KeyTaken
from luoshi.domain.tasks.errors.instruments import CitationIsGone
from luoshi.domain.tasks.models import Citation, Task
from luoshi.domain.tasks.rules import CitationDraft, TaskText
from luoshi.domain.tasks.terms import Deed, Instrument, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.refusals import NotAllowed, refuse_all
from luoshi.foundation.rows import insert_rows, save_rows


def create_task(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    title: str,
    instrument: Instrument | str = Instrument.ITEM,
    lead_unit: Unit | None = None,
    supporting_units: Sequence[Unit] = (),
    deadline: date | None = None,
    deadline_text: str = "",
    no_deadline_reason: str = "",
    indicator: str = "",
    comparator: str = "",
    target_value: Decimal | None = None,
    target_unit: str = "",
    measures: str = "",
    heading: str = "",
    responsible_leader: str = "",
    responsible_person: str = "",
    citations: Sequence[CitationDraft] = (),
    submission_key: uuid.UUID | None = None,
) -> Task:
    """Make a draft task with its number, units and citations (T4).

    A second call with the same ``submission_key`` gives the task of the first. Raises NotAllowed, or what is wrong
    with the text or the units.
    """
    if not permissions.may_supervise(standing_of(actor), jurisdiction):
        raise NotAllowed
    text = rules.tidied(
        TaskText(
            title=title,
            instrument=Instrument(instrument).value,
            measures=measures,
            heading=heading[:300],
            deadline=deadline,
            deadline_text=deadline_text,
            no_deadline_reason=no_deadline_reason,
            indicator=indicator,
            comparator=comparator,
            target_value=target_value,
            target_unit=target_unit,
            responsible_leader=responsible_leader,
            responsible_person=responsible_person,
        )
    )
    supporting = tuple(dict.fromkeys(supporting_units))
    refuse_all(
        rules.problems_in_text(text)
        + rules.problems_with_units(
            place_of(jurisdiction), place_of(lead_unit) if lead_unit else None, [place_of(u) for u in supporting]
        )
    )
    try:
        with transaction.atomic():
            if (earlier := _submitted(submission_key, jurisdiction)) is not None:
                return earlier
            return _create(actor, now, jurisdiction, text, lead_unit, supporting, citations, submission_key)
    except IntegrityError:
        if (earlier := _submitted(submission_key, jurisdiction)) is not None:
            return earlier
        raise


def _submitted(key: uuid.UUID | None, jurisdiction: Unit) -> Task | None:
    earlier = Task.objects.filter(submission_key=key).first() if key else None
    if earlier is not None and earlier.jurisdiction_id != jurisdiction.pk:
        raise KeyTaken
    return earlier


def _create(
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    text: TaskText,
    lead_unit: Unit | None,
    supporting: Sequence[Unit],
    citations: Sequence[CitationDraft],
    submission_key: uuid.UUID | None,
) -> Task:
    year = local_date(now).year
    task = Task(
        jurisdiction=jurisdiction,
        year=year,
        number=next_number(jurisdiction, "task", year),
        lead_unit=lead_unit,
        created_at=now,
        changed_at=now,
        submission_key=submission_key,
    )
    apply_text(task, text)
    insert_rows([task])
    set_units(task, lead_unit, supporting)
    for draft in citations:
        _cite(task, draft)
    task.search_text = search_text_of(task)
    save_rows([task], ["search_text"])
    record_event(
        actor=actor,
        now=now,
        verb=Deed.CREATE.value,
        subject_type="task",
        subject_id=task.pk,
        after=described(text)
        | {
            "lead_unit": lead_unit.name if lead_unit else "",
            "supporting_units": [u.name for u in supporting],
            "citations": [draft.quote for draft in citations],
            "state": TaskState.DRAFT.value,
            "version": task.version,
        },
    )
    return task


def apply_text(task: Task, text: TaskText) -> None:
    """Put the words and figures into the task."""
    for name in TaskText.__slots__:
        setattr(task, name, getattr(text, name))


def described(text: TaskText) -> dict[str, str]:
    """Say the words and figures as the history keeps them; empty ones are left out."""
    values = {name: getattr(text, name) for name in TaskText.__slots__}
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def text_of(task: Task) -> TaskText:
    """Read the words and figures of a task."""
    text = TaskText(**{name: getattr(task, name) for name in TaskText.__slots__})
    return replace(text, target_value=text.target_value.normalize() if text.target_value is not None else None)


def _cite(task: Task, draft: CitationDraft) -> bool:
    if _cited(task.pk, draft.document_id, draft.start, draft.end):
        return False
    insert_rows(
        [
            Citation(
                task=task,
                document_id=draft.document_id,
                start=draft.start,
                end=draft.end,
                quote=draft.quote,
                finding_id=draft.finding_id,
            )
        ]
    )
    return True


@kept_query
def _cited(task_id: int, document_id: int, start: int, end: int) -> QuerySet[Citation, int]:
    rows = Citation.objects.filter(task=task_id, document=document_id, start=start, end=end)
    return rows.order_by().values_list("pk", flat=True)


def add_citation(*, actor: Account, now: datetime, task: Task, citation: CitationDraft) -> Task:
    """Add a passage to a task that says nearly the same (T4); one that stands there already changes nothing."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.CITE, task_id=task.pk)
        if _cite(current, citation):
            current.search_text = search_text_of(current)
            close_step(current, deed=Deed.CITE, actor=actor, now=now, after={"citations": [citation.quote]})
    return current


def remove_citation(*, actor: Account, now: datetime, task: Task, citation: Citation) -> Task:
    """Take a wrong passage out of a task that was never issued (T4); raises CitationIsGone where it is not there."""
    standing = standing_of(actor)
    with transaction.atomic():
        current = open_step(standing=standing, deed=Deed.UNCITE, task_id=task.pk)
        found = Citation.objects.filter(task=current, pk=citation.pk).first()
        if found is None:
            raise CitationIsGone
        found.delete()
        current.search_text = search_text_of(current)
        close_step(
            current,
            deed=Deed.UNCITE,
            actor=actor,
            now=now,
            before={"citations": [found.quote]},
            after={"citations": []},
        )
    return current

"""Write the rows that hang on a project: approvals, participants, funding, milestones (PJ14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects import errors, rules
from luoshi.domain.projects.actions.progress import said
from luoshi.domain.projects.actions.steps import close_step, difference, open_step
from luoshi.domain.projects.models import Approval, Funding, Milestone, Participant, Project
from luoshi.domain.projects.rules import ApprovalDraft, FundingDraft, MilestoneDraft, ParticipantDraft, RowDraft
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import refuse_all

Row = Approval | Participant | Funding | Milestone
TABLES: Mapping[type[RowDraft], type[Row]] = MappingProxyType(
    {
        ApprovalDraft: Approval,
        ParticipantDraft: Participant,
        FundingDraft: Funding,
        MilestoneDraft: Milestone,
    }
)


def put_row(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    draft: RowDraft,
    row_id: int | None = None,
) -> Row:
    """Add a row to a project, or change the one named by ``row_id``; the draft's type says to which table (PJ14)."""
    draft = rules.tidied_row(draft)
    problems = rules.problems_in_row(draft, today=local_date(now))
    for field in ("authority_id", "unit_id"):
        unit_id = getattr(draft, field, None)
        if unit_id is not None and not Unit.objects.filter(pk=unit_id).exists():
            problems.append(errors.ChoiceUnknown(at=field.removesuffix("_id"), value=unit_id, **_unit_words(field)))
    refuse_all(problems)
    table = TABLES[type(draft)]
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.UPDATE, project_id=project.pk)
        row = table.objects.filter(project=current, pk=row_id).first() if row_id is not None else table(project=current)
        if row is None:
            raise errors.RowGone
        former = {f.name: getattr(row, f.name) for f in fields(draft)} if row.pk else {}
        becomes = {f.name: getattr(draft, f.name) for f in fields(draft)}
        before, after = difference(said(_named(former)), said(_named(becomes)))
        if row.pk and not before and not after:
            return row
        for name, value in becomes.items():
            setattr(row, name, value)
        row.save()
        _close(current, actor, now, table, before, after)
    return row


def remove_row(*, actor: Account, now: datetime, project: Project, table: type[Row], row_id: int) -> Project:
    """Remove a row from a project; the history keeps what it held."""
    draft = next(draft for draft, model in TABLES.items() if model is table)
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.UPDATE, project_id=project.pk)
        row = table.objects.filter(project=current, pk=row_id).first()
        if row is None:
            raise errors.RowGone
        before = said(_named({f.name: getattr(row, f.name) for f in fields(draft)}))
        row.delete()
        _close(current, actor, now, table, before, {})
    return current


def _close(
    project: Project,
    actor: Account,
    now: datetime,
    table: type[Row],
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    # The table stands beside the row's fields, so that the history can say of what kind the row was.
    named = {"table": table._meta.model_name}
    close_step(project, deed=ProjectDeed.UPDATE, actor=actor, now=now, before=before, after=dict(after) | named)


def _named(values: Mapping[str, object]) -> dict[str, object]:
    """Name units in place of their keys."""
    keys = {name: value for name, value in values.items() if name.endswith("_id") and value is not None}
    names = dict(Unit.objects.filter(pk__in=keys.values()).values_list("pk", "name")) if keys else {}
    return {name.removesuffix("_id"): names.get(value, "") if name in keys else value for name, value in values.items()}


def _unit_words(field: str) -> dict[str, str]:
    chinese, english = rules.WORDS[field.removesuffix("_id")]
    return {"label_zh": chinese, "label_en": english}

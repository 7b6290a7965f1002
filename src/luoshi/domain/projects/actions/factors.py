"""Keep what projects need from authorities, and take the authorities' answers (FN1, FN2, FN6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of, within
from luoshi.domain.projects import errors, permissions
from luoshi.domain.projects.actions.progress import said
from luoshi.domain.projects.actions.steps import close_step, difference, open_step
from luoshi.domain.projects.errors.reserve import AuthorityUnfit, NeedStale
from luoshi.domain.projects.models import FactorNeed, Project
from luoshi.domain.projects.rules.factors import FactorDraft, problems_in_need, tidied_need
from luoshi.domain.projects.terms import NeedDeed, ProjectDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, refuse_all


@dataclass(frozen=True, slots=True)
class FactorAnswer:
    """What an authority says of a need (FN6)."""

    state: str
    document_number: str = ""
    secured_quantity: Decimal | None = None
    blocker: str = ""
    secured_on: date | None = None


def put_factor(
    *,
    actor: Account,
    now: datetime,
    project: Project,
    draft: FactorDraft,
    need_id: int | None = None,
    version: int | None = None,
) -> FactorNeed:
    """Add a need to a project, or change the one named; the unit that leads the project and the office do (FN1)."""
    draft = tidied_need(draft, today=local_date(now))
    refuse_all(problems_in_need(draft, today=local_date(now)))
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.UPDATE, project_id=project.pk)
        _refuse_authority(draft, current)
        need = FactorNeed(project=current, version=0) if need_id is None else _need(need_id, current, version)
        before, after = _changes(need, draft)
        if need.pk and not before and not after:
            return need
        _apply(need, draft, now)
        close_step(current, deed=ProjectDeed.UPDATE, actor=actor, now=now, before=before, after=after | _TABLE)
    return need


def remove_factor(*, actor: Account, now: datetime, project: Project, need_id: int) -> Project:
    """Take a need from a project; the history keeps what it held."""
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.UPDATE, project_id=project.pk)
        need = _need(need_id, current, None)
        before = _described(draft_of(need))
        need.delete()
        close_step(current, deed=ProjectDeed.UPDATE, actor=actor, now=now, before=before, after=_TABLE)
    return current


def answer_factor(
    *, actor: Account, now: datetime, need: FactorNeed, answer: FactorAnswer, version: int | None = None
) -> FactorNeed:
    """Take the answer of the authority's people, or of the office for them; the project's record may be closed (FN6).

    A need is the authority's own to answer, so the project's version stays: open forms on it are not stale.
    """
    today = local_date(now)
    with transaction.atomic():
        current = _need(need.pk, None, version)
        if not may_answer(actor, current):
            raise NotAllowed
        draft = tidied_need(
            replace(draft_of(current), **{f.name: getattr(answer, f.name) for f in fields(answer)}), today=today
        )
        refuse_all(problems_in_need(draft, today=today))
        before, after = _changes(current, draft)
        if not before and not after:
            return current
        _apply(current, draft, now)
        record_event(
            actor=actor,
            now=now,
            verb=NeedDeed.ANSWER.value,
            subject_type="project",
            subject_id=current.project_id,
            before=before,
            after=after | _TABLE | {"need": current.kind},
        )
    return current


def may_answer(actor: Account, need: FactorNeed) -> bool:
    """Tell whether the account answers for the authority of a need. Wants project, jurisdiction, authority loaded."""
    standing = standing_of(actor)
    if permissions.may_review(standing, need.project.jurisdiction):
        return True
    return need.authority is not None and permissions.may_write_for(standing, need.authority)


def draft_of(need: FactorNeed) -> FactorDraft:
    """Read a stored need as it was filled in."""
    return FactorDraft(**{field.name: getattr(need, field.name) for field in fields(FactorDraft)})


_TABLE = {"table": "factorneed"}


def _need(need_id: int, project: Project | None, version: int | None) -> FactorNeed:
    needs = FactorNeed.objects.select_for_update(of=("self",)).select_related("project__jurisdiction", "authority")
    need = (needs.filter(project=project) if project is not None else needs).filter(pk=need_id).first()
    if need is None:
        raise errors.RowGone
    if version is not None and need.version != version:
        raise NeedStale
    return need


def _refuse_authority(draft: FactorDraft, project: Project) -> None:
    """An authority may stand above the project's jurisdiction, in the same tree (FN1)."""
    if draft.authority_id is None:
        return
    root = project.jurisdiction.path[: Unit.steplen]
    if not Unit.objects.filter(within([root]), pk=draft.authority_id, is_active=True).exists():
        raise AuthorityUnfit


def _changes(need: FactorNeed, draft: FactorDraft) -> tuple[dict[str, Any], dict[str, Any]]:
    former = _described(draft_of(need)) if need.pk else {}
    return difference(former, _described(draft))


def _described(draft: FactorDraft) -> Mapping[str, Any]:
    values: dict[str, Any] = {field.name: getattr(draft, field.name) for field in fields(draft)}
    authority = values.pop("authority_id")
    if authority is not None:
        values["authority"] = Unit.objects.filter(pk=authority).values_list("name", flat=True).first() or ""
    return said(values)


def _apply(need: FactorNeed, draft: FactorDraft, now: datetime) -> None:
    for field in fields(draft):
        setattr(need, field.name, getattr(draft, field.name))
    need.version += 1
    need.changed_at = now
    need.save()

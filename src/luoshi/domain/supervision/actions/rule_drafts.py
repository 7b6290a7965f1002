"""How a jurisdiction's own rules come into force, packs and ladders alike: drafted, edited, adopted, retired (LI8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision.errors import PackFaulty, PackFixed
from luoshi.domain.supervision.models import AdoptedLadder, AdoptedPack
from luoshi.domain.supervision.permissions import require_officer
from luoshi.domain.supervision.terms import RuleState, SupervisionVerb
from luoshi.foundation.clock import local_date
from luoshi.foundation.plain_values import Fault

Rules = TypeVar("Rules", AdoptedPack, AdoptedLadder)
Content = Mapping[str, Any]
Faults = Callable[[Content], Sequence[Fault]]


@dataclass(frozen=True, slots=True)
class RuleKind(Generic[Rules]):
    """A kind of rules: its table, its name in the history, how shipped ones are written and faults are found."""

    model: type[Rules]
    subject_type: str
    shipped: Callable[[str], dict[str, Any]]
    faults: Faults
    draft: SupervisionVerb
    edit: SupervisionVerb
    adopt: SupervisionVerb


def draft_rules(
    kind: RuleKind[Rules],
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    name: str,
    shipped: str,
    copied: Rules | None,
) -> Rules:
    """Begin a draft from shipped rules or from former ones; it does nothing until adopted."""
    require_officer(standing_of(actor), jurisdiction)
    content = dict(copied.content) if copied else kind.shipped(shipped)
    with transaction.atomic():
        draft = kind.model.objects.create(
            jurisdiction=jurisdiction,
            name=name.strip()[:80] or content["zh"],
            content=content,
            came_from=copied.came_from if copied else shipped,
        )
        _record(kind, kind.draft, actor, now, draft)
    return draft


def edit_rules(
    kind: RuleKind[Rules], *, actor: Account, now: datetime, rules: Rules, name: str, content: Content, version: int
) -> Rules:
    """Change a draft. Raises PackFaulty with the number of faults and the first; what was in force does not change."""
    with transaction.atomic():
        current = _locked_draft(kind, actor, rules)
        refuse_stale(kind.subject_type, current.pk, version=current.version, opened_on=version)
        _want_none(kind.faults(content))
        current.name = name.strip()[:80] or current.name
        current.content = dict(content)
        current.version += 1
        current.save()
        _record(kind, kind.edit, actor, now, current)
    return current


def put_in_force(
    kind: RuleKind[Rules], *, actor: Account | None, now: datetime, rules: Rules, faults: Callable[[Rules], Faults]
) -> Rules:
    """Put a draft in force from today and retire the former rules; in the caller's transaction.

    ``faults`` may be stricter than those of a draft. ``actor`` None: the product itself.
    """
    current = _locked_draft(kind, actor, rules)
    _want_none(faults(current)(current.content))
    day = local_date(now)
    in_force = kind.model.objects.select_for_update().filter(jurisdiction=current.jurisdiction, state=RuleState.ADOPTED)
    for former in in_force:
        former.state = RuleState.RETIRED
        former.retired_on = day
        former.version += 1
        former.save()
    current.state = RuleState.ADOPTED
    current.in_force_on = day
    current.version += 1
    current.save()
    _record(kind, kind.adopt, actor, now, current)
    return current


def _locked_draft(kind: RuleKind[Rules], actor: Account | None, rules: Rules) -> Rules:
    current = kind.model.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=rules.pk)
    if actor is not None:
        require_officer(standing_of(actor), current.jurisdiction)
    if current.state != RuleState.DRAFT:
        raise PackFixed
    return current


def _want_none(faults: Sequence[Fault]) -> None:
    if faults:
        first = faults[0]
        raise PackFaulty(count=len(faults), place=first.place, first_zh=first.chinese, first_en=first.english)


def _record(kind: RuleKind[Rules], verb: SupervisionVerb, actor: Account | None, now: datetime, rules: Rules) -> None:
    record_event(
        actor=actor,
        now=now,
        verb=verb.value,
        subject_type=kind.subject_type,
        subject_id=rules.pk,
        after={"name": rules.name, "state": rules.state, "content": rules.content},
    )

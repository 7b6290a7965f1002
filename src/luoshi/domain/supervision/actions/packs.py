"""Draft, edit and adopt the rules of lights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision.actions.lighting import light_jurisdiction
from luoshi.domain.supervision.errors import PackFaulty, PackFixed
from luoshi.domain.supervision.models import AdoptedPack, JobRun
from luoshi.domain.supervision.permissions import require_officer
from luoshi.domain.supervision.rules import pack_as_plain, read_pack, shipped_packs
from luoshi.domain.supervision.terms import RuleState, SupervisionVerb
from luoshi.foundation.clock import local_date
from luoshi.foundation.plain_values import Fault
from luoshi.foundation.refusals import Stale


def draft_pack(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    name: str,
    shipped: str = "",
    copied: AdoptedPack | None = None,
) -> AdoptedPack:
    """Begin a pack of the jurisdiction's own from a shipped one or a former one; it lights nothing until adopted."""
    require_officer(standing_of(actor), jurisdiction)
    content = dict(copied.content) if copied else pack_as_plain(shipped_packs()[shipped].pack)
    shipped = copied.came_from if copied else shipped
    with transaction.atomic():
        pack = AdoptedPack.objects.create(
            jurisdiction=jurisdiction, name=name.strip()[:80] or content["zh"], content=content, came_from=shipped
        )
        _record(actor, now, pack, SupervisionVerb.DRAFT_PACK)
    return pack


def edit_pack(
    *, actor: Account, now: datetime, pack: AdoptedPack, name: str, content: Mapping[str, Any], version: int
) -> AdoptedPack:
    """Change a draft. Raises PackFaulty with every fault at its place (LI3); what is in force does not change."""
    with transaction.atomic():
        current = AdoptedPack.objects.select_for_update().get(pk=pack.pk)
        require_officer(standing_of(actor), current.jurisdiction)
        if current.state != RuleState.DRAFT:
            raise PackFixed
        if current.version != version:
            raise Stale(who="", when="")
        _, faults = read_pack(content)
        if faults:
            raise _faulty(faults)
        current.name = name.strip()[:80] or current.name
        current.content = dict(content)
        current.version += 1
        current.save()
        _record(actor, now, current, SupervisionVerb.EDIT_PACK)
    return current


def adopt_pack(*, actor: Account | None, now: datetime, pack: AdoptedPack) -> AdoptedPack:
    """Put a draft in force from today: the former pack retires, and everything open is lit anew."""
    with transaction.atomic():
        current = AdoptedPack.objects.select_for_update().get(pk=pack.pk)
        if actor is not None:
            require_officer(standing_of(actor), current.jurisdiction)
        if current.state != RuleState.DRAFT:
            raise PackFixed
        _, faults = read_pack(current.content)
        if faults:
            raise _faulty(faults)
        day = local_date(now)
        for former in AdoptedPack.objects.select_for_update().filter(
            jurisdiction=current.jurisdiction, state=RuleState.ADOPTED
        ):
            former.state = RuleState.RETIRED
            former.retired_on = day
            former.version += 1
            former.save()
        current.state = RuleState.ADOPTED
        current.in_force_on = day
        current.version += 1
        current.save()
        _record(actor, now, current, SupervisionVerb.ADOPT_PACK)
        JobRun.objects.filter(jurisdiction=current.jurisdiction, name="lights", day=day).delete()
        light_jurisdiction(now=now, jurisdiction=current.jurisdiction)
    return current


def _faulty(faults: Sequence[Fault]) -> PackFaulty:
    first = faults[0]
    return PackFaulty(count=len(faults), place=first.place, first_zh=first.chinese, first_en=first.english)


def _record(actor: Account | None, now: datetime, pack: AdoptedPack, verb: SupervisionVerb) -> None:
    record_event(
        actor=actor,
        now=now,
        verb=verb.value,
        subject_type="light_pack",
        subject_id=pack.pk,
        after={"name": pack.name, "state": pack.state, "content": pack.content},
    )

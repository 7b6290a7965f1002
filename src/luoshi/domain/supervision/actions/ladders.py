"""Draft, edit and adopt ladders of supervision (LA1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.supervision.errors import PackFaulty, PackFixed
from luoshi.domain.supervision.models import AdoptedLadder, Matter, StepRun
from luoshi.domain.supervision.permissions import require_officer
from luoshi.domain.supervision.queries import pack_in_force
from luoshi.domain.supervision.rules import ladder_as_plain, read_ladder, read_pack, shipped_packs
from luoshi.domain.supervision.terms import MatterState, RuleState, StepRunState, SupervisionVerb
from luoshi.foundation.clock import local_date
from luoshi.foundation.plain_values import Fault
from luoshi.foundation.refusals import Stale


def draft_ladder(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    name: str,
    shipped: str = "",
    copied: AdoptedLadder | None = None,
) -> AdoptedLadder:
    """Begin a ladder of the jurisdiction's own from a shipped one or a former one; it does nothing until adopted."""
    require_officer(standing_of(actor), jurisdiction)
    content = dict(copied.content) if copied else ladder_as_plain(shipped_packs()[shipped].ladder)
    shipped = copied.came_from if copied else shipped
    with transaction.atomic():
        ladder = AdoptedLadder.objects.create(
            jurisdiction=jurisdiction, name=name.strip()[:80] or content["zh"], content=content, came_from=shipped
        )
        _record(actor, now, ladder, SupervisionVerb.DRAFT_LADDER)
    return ladder


def edit_ladder(
    *, actor: Account, now: datetime, ladder: AdoptedLadder, name: str, content: Mapping[str, Any], version: int
) -> AdoptedLadder:
    """Change a draft. Raises PackFaulty with every fault at its place (LA1); what is in force does not change."""
    with transaction.atomic():
        current = AdoptedLadder.objects.select_for_update().get(pk=ladder.pk)
        require_officer(standing_of(actor), current.jurisdiction)
        if current.state != RuleState.DRAFT:
            raise PackFixed
        if current.version != version:
            raise Stale(who="", when="")
        _, faults = read_ladder(content)
        if faults:
            raise _faulty(faults)
        current.name = name.strip()[:80] or current.name
        current.content = dict(content)
        current.version += 1
        current.save()
        _record(actor, now, current, SupervisionVerb.EDIT_LADDER)
    return current


def adopt_ladder(*, actor: Account | None, now: datetime, ladder: AdoptedLadder) -> AdoptedLadder:
    """Put a draft in force: the former ladder retires, what is under supervision goes on by the new one (LA11).

    Raises PackFaulty, also where it asks for lights that the pack in force cannot give.
    """
    with transaction.atomic():
        current = AdoptedLadder.objects.select_for_update().get(pk=ladder.pk)
        if actor is not None:
            require_officer(standing_of(actor), current.jurisdiction)
        if current.state != RuleState.DRAFT:
            raise PackFixed
        _, faults = read_ladder(current.content, lights=_lights(current.jurisdiction))
        if faults:
            raise _faulty(faults)
        day = local_date(now)
        for former in AdoptedLadder.objects.select_for_update().filter(
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
        _record(actor, now, current, SupervisionVerb.ADOPT_LADDER)
        moved = Matter.objects.filter(ladder__jurisdiction=current.jurisdiction, state=MatterState.OPEN)
        StepRun.objects.filter(matter__in=moved.values("pk"), state=StepRunState.PLANNED).delete()
        moved.update(ladder=current)
    return current


def _lights(jurisdiction: Unit) -> frozenset[str] | None:
    """Give the lights that the pack in force can give; None where there is none to compare with."""
    adopted = pack_in_force(jurisdiction)
    return None if adopted is None else frozenset(read_pack(adopted.content)[0].ranks)


def _faulty(faults: Sequence[Fault]) -> PackFaulty:
    first = faults[0]
    return PackFaulty(count=len(faults), place=first.place, first_zh=first.chinese, first_en=first.english)


def _record(actor: Account | None, now: datetime, ladder: AdoptedLadder, verb: SupervisionVerb) -> None:
    record_event(
        actor=actor,
        now=now,
        verb=verb.value,
        subject_type="ladder",
        subject_id=ladder.pk,
        after={"name": ladder.name, "state": ladder.state, "content": ladder.content},
    )

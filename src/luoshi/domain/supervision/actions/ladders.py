"""Draft, edit and adopt ladders of supervision (LA1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.supervision.actions.rule_drafts import Faults, RuleKind, draft_rules, edit_rules, put_in_force
from luoshi.domain.supervision.models import AdoptedLadder, Matter, StepRun
from luoshi.domain.supervision.queries.climbing import lights_to_ask_for
from luoshi.domain.supervision.rules import ladder_as_plain, read_ladder, shipped_packs
from luoshi.domain.supervision.terms import MatterState, StepRunState, SupervisionVerb

_LADDER = RuleKind(
    AdoptedLadder,
    "ladder",
    shipped=lambda key: ladder_as_plain(shipped_packs()[key].ladder),
    faults=lambda content: read_ladder(content)[1],
    draft=SupervisionVerb.DRAFT_LADDER,
    edit=SupervisionVerb.EDIT_LADDER,
    adopt=SupervisionVerb.ADOPT_LADDER,
)


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
    return draft_rules(
        _LADDER, actor=actor, now=now, jurisdiction=jurisdiction, name=name, shipped=shipped, copied=copied
    )


def edit_ladder(
    *, actor: Account, now: datetime, ladder: AdoptedLadder, name: str, content: Mapping[str, Any], version: int
) -> AdoptedLadder:
    """Change a draft. Raises PackFaulty where it is no ladder (LA1); what is in force does not change."""
    return edit_rules(_LADDER, actor=actor, now=now, rules=ladder, name=name, content=content, version=version)


def adopt_ladder(*, actor: Account | None, now: datetime, ladder: AdoptedLadder) -> AdoptedLadder:
    """Put a draft in force: the former ladder retires, what is under supervision goes on by the new one (LA11).

    Raises PackFaulty, also where it asks for lights that the pack in force cannot give.
    """
    with transaction.atomic():
        current = put_in_force(_LADDER, actor=actor, now=now, rules=ladder, faults=_with_lights)
        moved = Matter.objects.filter(ladder__jurisdiction=current.jurisdiction, state=MatterState.OPEN)
        StepRun.objects.filter(matter__in=moved.values("pk"), state=StepRunState.PLANNED).delete()
        moved.update(ladder=current)
    return current


def _with_lights(ladder: AdoptedLadder) -> Faults:
    """Find faults against the lights that can be given there."""
    lights = lights_to_ask_for(ladder.jurisdiction)
    names = None if lights is None else frozenset(light.key for light in lights)
    return lambda content: read_ladder(content, lights=names)[1]

"""Draft, edit and adopt the rules of lights (LI8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.supervision.actions.lighting import light_jurisdiction
from luoshi.domain.supervision.actions.rule_drafts import RuleKind, draft_rules, edit_rules, put_in_force
from luoshi.domain.supervision.models import AdoptedPack, JobRun
from luoshi.domain.supervision.rules import pack_as_plain, read_pack, shipped_packs
from luoshi.domain.supervision.terms import SupervisionVerb
from luoshi.foundation.clock import local_date

_PACK = RuleKind(
    AdoptedPack,
    "light_pack",
    shipped=lambda key: pack_as_plain(shipped_packs()[key].pack),
    faults=lambda content: read_pack(content)[1],
    draft=SupervisionVerb.DRAFT_PACK,
    edit=SupervisionVerb.EDIT_PACK,
    adopt=SupervisionVerb.ADOPT_PACK,
)


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
    return draft_rules(
        _PACK, actor=actor, now=now, jurisdiction=jurisdiction, name=name, shipped=shipped, copied=copied
    )


def edit_pack(
    *, actor: Account, now: datetime, pack: AdoptedPack, name: str, content: Mapping[str, Any], version: int
) -> AdoptedPack:
    """Change a draft. Raises PackFaulty where values are uncovered or wrong (LI3); what is in force does not change."""
    return edit_rules(_PACK, actor=actor, now=now, rules=pack, name=name, content=content, version=version)


def adopt_pack(*, actor: Account | None, now: datetime, pack: AdoptedPack) -> AdoptedPack:
    """Put a draft in force from today: the former pack retires, and everything open is lit anew."""
    with transaction.atomic():
        current = put_in_force(_PACK, actor=actor, now=now, rules=pack, faults=lambda _: _PACK.faults)
        JobRun.objects.filter(jurisdiction=current.jurisdiction, name="lights", day=local_date(now)).delete()
        light_jurisdiction(now=now, jurisdiction=current.jurisdiction)
    return current

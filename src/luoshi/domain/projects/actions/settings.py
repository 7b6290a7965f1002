"""Set a library's sectors with their thresholds, and its stage gates (PJ6, PJ9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import errors, permissions
from luoshi.domain.projects.actions.progress import said
from luoshi.domain.projects.actions.recording import record_setting
from luoshi.domain.projects.models import Sector, StageGate
from luoshi.domain.projects.rules import Requirement
from luoshi.domain.projects.terms import LifecycleStage, SettingDeed
from luoshi.foundation.refusals import Refusal, refuse_all

NAME_LIMIT = 40


def put_sector(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    name: str,
    sector_id: int | None = None,
    order: int = 0,
    admission_wan_yuan: Decimal | None = None,
    wanted_share: Decimal | None = None,
    is_active: bool = True,
) -> Sector:
    """Add a sector to a library, or change the one named; threshold None admits any total, share None wants none."""
    permissions.require_review(standing_of(actor), jurisdiction)
    name = " ".join(name.split())
    refuse_all(_sector_problems(jurisdiction, name, sector_id, admission_wan_yuan, wanted_share))
    becomes = {
        "name": name,
        "order": order,
        "admission_wan_yuan": admission_wan_yuan,
        "wanted_share": wanted_share,
        "is_active": is_active,
    }
    with transaction.atomic():
        sector = Sector(jurisdiction=jurisdiction)
        if sector_id is not None:
            sector = Sector.objects.select_for_update().get(jurisdiction=jurisdiction, pk=sector_id)
        before = said({name: getattr(sector, name) for name in becomes}) if sector.pk else {}
        for field, value in becomes.items():
            setattr(sector, field, value)
        sector.save()
        record_event(
            actor=actor,
            now=now,
            verb=SettingDeed.SET_SECTOR.value,
            subject_type="sector",
            subject_id=sector.pk,
            before=before,
            after=said(becomes),
        )
    return sector


def set_gate(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    stage: LifecycleStage,
    requirements: Sequence[Requirement] | None,
) -> StageGate | None:
    """Set what a library asks for before a stage; an empty list asks nothing, None goes back to the defaults (PJ6)."""
    permissions.require_review(standing_of(actor), jurisdiction)
    stored = None if requirements is None else [r.stored() for r in dict.fromkeys(requirements)]
    for asked in stored or ():
        try:
            Requirement.read(asked)
        except (ValueError, ArithmeticError):
            raise errors.RequirementUnknown(value=f"{asked['need']} {asked['detail']}".strip()) from None
    with transaction.atomic():
        gate = StageGate.objects.select_for_update().filter(jurisdiction=jurisdiction, stage=stage).first()
        before = gate.requirements if gate else None
        if stored is None:
            if gate is not None:
                gate.delete()
            gate = None
        else:
            gate = gate or StageGate(jurisdiction=jurisdiction, stage=stage)
            gate.requirements = stored
            gate.save()
        was, becomes = ({"stage": stage.value, "requirements": asked} for asked in (before, stored))
        record_setting(jurisdiction, SettingDeed.SET_GATE, actor, now, was, becomes)
    return gate


def _sector_problems(
    jurisdiction: Unit, name: str, sector_id: int | None, admission: Decimal | None, share: Decimal | None
) -> list[Refusal]:
    problems: list[Refusal] = []
    if not name:
        problems.append(errors.SectorNameMissing())
    elif len(name) > NAME_LIMIT:
        problems.append(
            errors.TextTooLong(at="name", limit=NAME_LIMIT, length=len(name), label_zh="名称", label_en="Name")
        )
    elif Sector.objects.filter(jurisdiction=jurisdiction, name=name).exclude(pk=sector_id or 0).exists():
        problems.append(errors.SectorTwice(name=name))
    if admission is not None and admission < 0:
        problems.append(errors.NotNegative(at="admission_wan_yuan", label_zh="入库门槛", label_en="Threshold"))
    if share is not None and not 0 <= share <= 1:
        problems.append(errors.ShareUnfit(at="wanted_share", label_zh="目标占比", label_en="Wanted share"))
    return problems

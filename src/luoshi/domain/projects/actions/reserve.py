"""Set what a jurisdiction wants of its reserve: targets, shares of investors, limits of stay (RQ2, RQ3, RQ5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import permissions
from luoshi.domain.projects.actions.progress import said
from luoshi.domain.projects.actions.recording import record_setting
from luoshi.domain.projects.actions.steps import plain
from luoshi.domain.projects.errors import ShareUnfit
from luoshi.domain.projects.errors.reserve import DaysUnfit, SharesExceed, TargetUnfit
from luoshi.domain.projects.models import DwellLimit, ReserveTarget
from luoshi.domain.projects.rules import YEARS
from luoshi.domain.projects.rules.quality import DWELL_DAYS
from luoshi.domain.projects.terms import InvestorType, LifecycleStage, ReserveDeed
from luoshi.foundation.refusals import Refusal, refuse_all
from luoshi.foundation.shares import percent_text, share_of

LARGEST = Decimal(10) ** 12
LONGEST_DAYS = 3650


def set_reserve_target(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    year: int,
    investment_wan_yuan: Decimal | None,
    projects: int | None = None,
    times: Decimal = Decimal(2),
    investor_shares: Mapping[str, Decimal] | None = None,
) -> ReserveTarget:
    """Set what one year's starts need and how many times that the reserve should hold; shares are of 1 (RQ2, RQ3)."""
    permissions.require_review(standing_of(actor), jurisdiction)
    shares = dict(investor_shares or {})
    refuse_all(_in_target(year, investment_wan_yuan, projects, times, shares))
    becomes = {
        "investment_wan_yuan": investment_wan_yuan,
        "projects": projects,
        "times": times,
        "wanted_investor_shares": {name: plain(share) for name, share in sorted(shares.items())},
    }
    with transaction.atomic():
        target = ReserveTarget.objects.select_for_update().filter(jurisdiction=jurisdiction, year=year).first()
        before = said({name: getattr(target, name) for name in becomes}) if target else {}
        target = target or ReserveTarget(jurisdiction=jurisdiction, year=year)
        for name, value in becomes.items():
            setattr(target, name, value)
        target.save()
        record_setting(jurisdiction, ReserveDeed.SET_TARGET, actor, now, before, said(becomes) | {"year": str(year)})
    return target


def set_dwell_limits(
    *, actor: Account, now: datetime, jurisdiction: Unit, days: Mapping[LifecycleStage, int | None]
) -> None:
    """Set after how many days a project stands still in a stage; None goes back to the rules' own (RQ5)."""
    permissions.require_review(standing_of(actor), jurisdiction)
    refuse_all(
        [
            DaysUnfit(at=f"days_{stage.value}", stage=stage)
            for stage, limit in days.items()
            if limit is not None and not 1 <= limit <= LONGEST_DAYS
        ]
    )
    with transaction.atomic():
        rows = {row.stage: row for row in DwellLimit.objects.select_for_update().filter(jurisdiction=jurisdiction)}
        before = {stage: row.days for stage, row in rows.items()}
        for stage, limit in days.items():
            row = rows.get(stage)
            if limit is None or limit == DWELL_DAYS.get(stage):
                if row is not None:
                    row.delete()
                continue
            row = row or DwellLimit(jurisdiction=jurisdiction, stage=stage)
            row.days = limit
            row.save()
        after = dict(DwellLimit.objects.filter(jurisdiction=jurisdiction).values_list("stage", "days"))
        record_setting(jurisdiction, ReserveDeed.SET_DWELL, actor, now, before, after)


def _in_target(
    year: int, investment: Decimal | None, projects: int | None, times: Decimal, shares: Mapping[str, Decimal]
) -> list[Refusal]:
    problems: list[Refusal] = []
    if year not in YEARS:
        problems.append(TargetUnfit(at="year"))
    if investment is None or not 0 < investment < LARGEST:
        problems.append(TargetUnfit())
    if projects is not None and not 0 < projects <= 100_000:
        problems.append(TargetUnfit(at="projects"))
    if not Decimal("0.1") <= times <= 20:
        problems.append(TargetUnfit(at="times"))
    for name, share in shares.items():
        if name not in set(InvestorType) or not 0 <= share <= 1:
            problems.append(ShareUnfit(at=f"share_{name}", label_zh="目标占比", label_en="Wanted share"))
    if not problems and sum(shares.values(), Decimal(0)) > 1:
        problems.append(SharesExceed(sum=percent_text(share_of(sum(shares.values(), Decimal(0)), 1))))
    return problems

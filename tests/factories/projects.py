"""Make projects for tests by the office's own actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects import actions
from luoshi.domain.projects.models import Project, Sector
from luoshi.domain.projects.rules import Dossier, YearDraft
from luoshi.domain.projects.terms import LibraryState, ProjectDeed
from luoshi.domain.tasks import actions as tasks
from luoshi.workflows import lit_deeds
from tests.cast import Cast
from tests.factories.tasks import make_batch, make_task

WHOLE = Dossier(
    name="云岭市滨河水厂",
    scale="日供水5万吨",
    investor_type="government",
    approval_route="approval",
    owner_name="云岭水务有限公司",
    responsible_person="林某",
    total_wan_yuan=Decimal(35000),
    planned_start=date(2026, 3, 1),
    planned_finish=date(2028, 6, 30),
    investment_by_year=((2026, Decimal(10000)), (2027, Decimal(15000)), (2028, Decimal(10000))),
)
ISSUED = datetime(2026, 1, 1, 1, tzinfo=UTC)
YEAR = YearDraft(year=2026, annual_class="new_start", planned_wan_yuan=Decimal(10000), planned_start_month=3)
WAY = (
    LibraryState.DRAFT,
    LibraryState.SUBMITTED,
    LibraryState.RESERVED,
    LibraryState.ROLLING,
    LibraryState.COMPILING,
    LibraryState.PLAN_SUBMITTED,
)


def make_sector(cast: Cast, now: datetime, jurisdiction: Unit | None = None, name: str = "水利") -> Sector:
    """Give the library's sector of water, from 3,000万元 on."""
    place = jurisdiction or cast.city
    officer = cast.officer if place == cast.city else cast.county_officer
    return Sector.objects.filter(jurisdiction=place, name=name).first() or actions.put_sector(
        actor=officer, now=now, jurisdiction=place, name=name, admission_wan_yuan=Decimal(3000)
    )


def make_project(
    cast: Cast,
    now: datetime,
    *,
    state: LibraryState = LibraryState.DRAFT,
    jurisdiction: Unit | None = None,
    lead_unit: Unit | None = None,
    **changes: Any,
) -> Project:
    """Make a project of the city led by the bureau, or of the county, and bring it into a state."""
    place = jurisdiction or cast.city
    officer = cast.officer if place == cast.city else cast.county_officer
    lead = lead_unit or (cast.bureau if place == cast.city else cast.county_bureau)
    dossier = replace(WHOLE, **{"sector_id": make_sector(cast, now, place).pk} | changes)
    project = actions.create_project(actor=officer, now=now, jurisdiction=place, lead_unit=lead, dossier=dossier)
    given: dict[str, Any] = {"actor": officer, "now": now, "project": project}
    deeds = (
        lambda: actions.submit_project(**given),
        lambda: actions.admit_project(**given),
        lambda: actions.put_in_rolling_plan(**given),
        lambda: actions.put_in_annual_plan(**given),
        lambda: actions.submit_plan(**given, document="云府〔2026〕9号"),
    )
    for deed in deeds[: WAY.index(state)]:
        deed()
    project.refresh_from_db()
    return project


def issued_project(cast: Cast, now: datetime = ISSUED, *, year: YearDraft = YEAR, **changes: Any) -> Project:
    """Make a project of the year's plan that an issued batch bears; without other words 100 million of the year."""
    project = make_project(cast, now, state=LibraryState.COMPILING, **changes)
    actions.set_year(actor=cast.officer, now=now, project=project, draft=year)
    actions.submit_plan(actor=cast.officer, now=now, project=project, document="云府〔2026〕9号")
    batch = make_batch(cast, now, make_task(cast, now, title="同批任务"))
    tasks.issue_batch(actor=cast.officer, now=now, batch=batch)
    batch.refresh_from_db()
    [outcome] = lit_deeds.move_projects(
        actor=cast.officer, now=now, deed=ProjectDeed.ISSUE, projects=[project], batch=batch
    )
    assert outcome.refusal is None
    return Project.objects.get(pk=project.pk)

"""The demonstration's project library: 150 projects in all stages with twenty months of progress.

Each project draws its fate from a hash of its name, so that the same words give the same library. All is stored by
the library's own deeds on many, as an office does that takes over its sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice

from luoshi.domain.projects import actions
from luoshi.domain.projects.actions import ProjectRow
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.rules import (
    Dossier,
    YearDraft,
    proposed_class,
)
from luoshi.domain.projects.terms import LibraryState, LifecycleStage, ProjectDeed
from luoshi.domain.tasks.models import Batch
from luoshi.domain.tasks.terms import BatchState
from luoshi.foundation.clock import local_date
from luoshi.workflows.demonstration.chain import fill_chain
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.demonstration.library import place_of
from luoshi.workflows.demonstration.project_fates import Fate, by_year, draw, months_before, named, word_lists
from luoshi.workflows.demonstration.project_progress import months_of, rows_of

PROJECTS = 150
WAY = (
    LifecycleStage.CONCEIVED,
    LifecycleStage.PRELIMINARY,
    LifecycleStage.BUILDING,
    LifecycleStage.COMPLETED,
    LifecycleStage.PRODUCING,
    LifecycleStage.AT_DESIGN_EFFECT,
)
RESERVED_STATES = (LibraryState.RESERVED, LibraryState.RESERVED, LibraryState.ROLLING, LibraryState.COMPILING)
LEVELS = ("ordinary", "ordinary", "county", "city", "city", "province")
SOURCE = "霁川市重大项目台账"


def fill_library(city: City, now: datetime) -> None:
    """Lay the library with its sectors; projects of an earlier state of the year stand as they stood then."""
    words, today = word_lists(), local_date(now)
    sectors = {
        row["name"]: actions.put_sector(
            actor=city.officer,
            now=now,
            jurisdiction=city.root,
            name=row["name"],
            order=place,
            admission_wan_yuan=Decimal(row["admission"]),
            wanted_share=Decimal(row["wanted_share"]),
        ).pk
        for place, row in enumerate(words["sectors"], start=1)
    }
    fates = [draw(name, sector, place, today) for place, (name, sector) in enumerate(islice(named(), PROJECTS))]
    stored = actions.store_projects(
        actor=city.officer,
        now=now,
        jurisdiction=city.root,
        rows=[_row(city, fate, sectors[fate.sector["name"]], place) for place, fate in enumerate(fates, start=2)],
        source=SOURCE,
    )
    pairs = list(zip(stored.created, fates, strict=True))
    actions.store_progress(
        actor=city.officer,
        now=now,
        jurisdiction=city.root,
        months=[month for pk, fate in pairs for month in months_of(pk, fate)],
        rows=[(pk, row) for pk, fate in pairs for row in rows_of(fate)],
        source=SOURCE,
    )
    fill_chain(city, now)
    _issue(city, now)


def _row(city: City, fate: Fate, sector_id: int, place: int) -> ProjectRow:
    words, dice, sector = word_lists(), fate.dice, fate.sector
    unit = city.units[dice.choice(sector["units"])]
    is_rough = fate.stage is LifecycleStage.CONCEIVED and place % 3 == 0
    district, longitude, latitude = place_of(fate.name) or ("", None, None)
    dossier = Dossier(
        name=fate.name,
        scale=f"主要建设内容包括{'、'.join(sector['works'])}等，项目占地约{dice.randrange(20, 400)}亩。",
        summary=f"项目位于{fate.name[:3]}，由{unit.label}牵头推进。",
        new_capacity="" if fate.stage is not LifecycleStage.AT_DESIGN_EFFECT else "达到设计能力",
        sector_id=sector_id,
        industry_code=sector["industry"],
        division_code=city.units[district].division_code if district else "990100",
        longitude=None if longitude is None else Decimal(str(round(longitude, 5))),
        latitude=None if latitude is None else Decimal(str(round(latitude, 5))),
        level=dice.choice(LEVELS),
        investor_type=sector["investor"],
        approval_route=sector["route"],
        owner_name=dice.choice(sector["owners"]),
        sponsor_leader="市政府分管领导",
        responsible_person=dice.choice(words["people"]),
        contact_person=dice.choice(words["people"]),
        total_wan_yuan=None if is_rough else Decimal(fate.total),
        planned_start=fate.start,
        planned_finish=fate.finish,
        actual_start=fate.began,
        actual_finish=fate.ended,
        entered_on=_entered(fate),
        investment_by_year=() if is_rough else tuple(by_year(fate)),
        done_before_wan_yuan=Decimal(0),
        local_code=f"JC{place - 1:03d}",
    )
    state = LibraryState.DRAFT if is_rough else _state(fate)
    return ProjectRow(
        place=f"第{place}行",
        dossier=dossier,
        lead_unit_id=unit.pk,
        library_state=state,
        stages=tuple(_stages(fate)),
        admitted_on=months_before(min(fate.start, fate.today).replace(day=1), 7),
        years=() if is_rough else tuple(_years(fate)),
    )


def _state(fate: Fate) -> LibraryState:
    if fate.stage in (LifecycleStage.CONCEIVED, LifecycleStage.STOPPED):
        return fate.dice.choice((LibraryState.SUBMITTED, LibraryState.RESERVED, LibraryState.RESERVED))
    if fate.stage is LifecycleStage.PRELIMINARY:
        return fate.dice.choice((*RESERVED_STATES, LibraryState.PLAN_SUBMITTED))
    return LibraryState.PLAN_SUBMITTED


def _entered(fate: Fate) -> date | None:
    """Give the day of statistical entry: the month after the start mostly; late starters keep the office waiting."""
    if fate.began is None:
        return None
    day = (fate.began.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=3 + len(fate.name) % 5)
    is_forgotten = fate.is_late and len(fate.name) % 4 == 0
    return None if is_forgotten or day > fate.today else max(day, fate.began)


def _stages(fate: Fate) -> Iterator[tuple[LifecycleStage, date]]:
    """Give the stages so far with the day each began, oldest first."""
    first = months_before(min(fate.start, fate.today).replace(day=1), 16)
    yield WAY[0], first
    reached = 1 if fate.stage is LifecycleStage.STOPPED else WAY.index(fate.stage)
    if reached >= 1:
        yield WAY[1], months_before(min(fate.start, fate.today).replace(day=1), 8)
    if fate.stage is LifecycleStage.STOPPED:
        yield fate.stage, months_before(fate.today.replace(day=1), 2)
    if reached >= 2 and fate.began:
        yield WAY[2], fate.began
    for later, stage in enumerate(WAY[3 : reached + 1]):
        yield stage, min((fate.ended or fate.today) + timedelta(days=30 * later), fate.today)


def _years(fate: Fate) -> Iterator[YearDraft]:
    """Give this year's and last year's line where the project has a place in them."""
    planned = dict(by_year(fate))
    for year in (fate.today.year - 1, fate.today.year):
        found = proposed_class(
            year,
            stage=fate.stage,
            planned_start=fate.start,
            planned_finish=fate.finish,
            actual_start=fate.began,
            actual_finish=fate.ended,
        )
        if found is not None and year in planned:
            yield YearDraft(
                year=year,
                annual_class=found.value,
                planned_wan_yuan=planned[year],
                planned_start_month=fate.start.month if fate.start.year == year else None,
                planned_finish_month=fate.finish.month if fate.finish.year == year else None,
                objective=f"完成{fate.sector['works'][min(year - fate.start.year, 2)]}。",
            )


def _issue(city: City, now: datetime) -> None:
    """Issue what was submitted with the year's plan with the batches that are issued by now, in turn."""
    batches = list(Batch.objects.filter(jurisdiction=city.root, state=BatchState.ISSUED).order_by("year", "number"))
    batches = [batch for batch in batches if batch.year == local_date(now).year][:2]
    projects = list(
        Project.objects.filter(jurisdiction=city.root, library_state=LibraryState.PLAN_SUBMITTED).order_by("number")
    )
    for place, batch in enumerate(batches):
        chosen = [p for p in projects if p.number % len(batches) == place]
        actions.move_projects(actor=city.officer, now=now, deed=ProjectDeed.ISSUE, projects=chosen, batch=batch)

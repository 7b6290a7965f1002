"""The demonstration's project library: 150 projects in all stages with twenty months of progress.

Each project draws its fate from a hash of its name, so that the same words give the same library. All is stored by
the library's own deeds on many, as an office does that takes over its sheets.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import islice, product
from typing import Any

from luoshi.domain.projects import actions
from luoshi.domain.projects.actions import MonthRow, ProjectRow
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.rules import (
    ROUTE_APPROVALS,
    ApprovalDraft,
    Dossier,
    FundingDraft,
    MilestoneDraft,
    MonthDraft,
    MonthVerdict,
    ParticipantDraft,
    RowDraft,
    YearDraft,
    proposed_class,
)
from luoshi.domain.projects.terms import ApprovalKind, LibraryState, LifecycleStage, ProjectDeed
from luoshi.domain.tasks.models import Batch
from luoshi.domain.tasks.terms import BatchState
from luoshi.foundation.clock import local_date
from luoshi.workflows.demonstration.chain import fill_chain
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.demonstration.library import place_of

PROJECTS = 150
MONTHS_KNOWN = 20
STAGES = (
    *[LifecycleStage.BUILDING] * 10,
    *[LifecycleStage.PRELIMINARY] * 8,
    *[LifecycleStage.CONCEIVED] * 5,
    *[LifecycleStage.COMPLETED] * 3,
    *[LifecycleStage.PRODUCING] * 2,
    LifecycleStage.AT_DESIGN_EFFECT,
    LifecycleStage.STOPPED,
)
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


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "projects.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Fate:
    """One project's words, dates and money, drawn by its own dice."""

    name: str
    sector: dict[str, Any]
    dice: random.Random
    stage: LifecycleStage
    today: date
    total: int  # 万元
    start: date  # planned
    finish: date  # planned
    began: date | None
    ended: date | None
    is_stalled: bool
    is_late: bool

    @property
    def last_working_month(self) -> date:
        """Give the first day of the last month in which money was spent."""
        last = self.ended or self.today.replace(day=1) - timedelta(days=1)
        return months_before(last.replace(day=1), 5) if self.is_stalled else last.replace(day=1)


def fill_library(city: City, now: datetime) -> None:
    """Lay the library with its sectors; projects of an earlier state of the year stand as they stood then."""
    words, today = _words(), local_date(now)
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
    fates = [_fate(name, sector, place, today) for place, (name, sector) in enumerate(islice(_named(), PROJECTS))]
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
        months=[month for pk, fate in pairs for month in _months(pk, fate)],
        rows=[(pk, row) for pk, fate in pairs for row in _rows(fate)],
        source=SOURCE,
    )
    fill_chain(city, now)
    _issue(city, now)


def months_before(month: date, count: int) -> date:
    """Give the first day of the month that many months before."""
    number = month.year * 12 + month.month - 1 - count
    return date(number // 12, number % 12 + 1, 1)


def _named() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name projects sector by sector in turn, so that every sector and place has some."""
    words = _words()
    lists = []
    for sector in words["sectors"]:
        named = [pattern.format(p=place) for place, pattern in product(words["places"], sector["names"])]
        random.Random(sector["name"]).shuffle(named)
        lists.append([(name, sector) for name in named])
    for place in range(max(map(len, lists))):
        yield from (named[place] for named in lists if place < len(named))


def _fate(name: str, sector: dict[str, Any], place: int, today: date) -> _Fate:
    dice = random.Random(sha256(name.encode()).digest())
    stage = STAGES[place * 7 % len(STAGES)]
    low, high = sector["range"]
    total = round(low * (high / low) ** (dice.random() ** 1.6) / 100) * 100
    length = dice.randrange(14, 34)  # months
    is_late = dice.random() < 0.25
    if stage in (LifecycleStage.CONCEIVED, LifecycleStage.PRELIMINARY, LifecycleStage.STOPPED):
        start = months_before(today.replace(day=1), dice.randrange(-15, 3 if is_late else 0))
        return _Fate(name, sector, dice, stage, today, total, start, _end(start, length), None, None, False, is_late)
    if stage is LifecycleStage.BUILDING:
        start = months_before(today.replace(day=1), dice.randrange(2, 19))
        ended = None
    else:
        ended = months_before(today.replace(day=1), dice.randrange(1, 10)) + timedelta(days=dice.randrange(0, 27))
        ended = min(ended, today - timedelta(days=1))
        start = months_before(ended.replace(day=1), length)
    began = _end(start, 2 if is_late else 0) + timedelta(days=dice.randrange(0, 20))
    began = min(began, today - timedelta(days=25))
    finish = _end(start, length)
    is_stalled = stage is LifecycleStage.BUILDING and dice.random() < 0.12
    return _Fate(name, sector, dice, stage, today, total, start, finish, began, ended, is_stalled, is_late)


def _end(start: date, months: int) -> date:
    return months_before(start, -months)


def _row(city: City, fate: _Fate, sector_id: int, place: int) -> ProjectRow:
    words, dice, sector = _words(), fate.dice, fate.sector
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
        investment_by_year=() if is_rough else tuple(_by_year(fate)),
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


def _state(fate: _Fate) -> LibraryState:
    if fate.stage in (LifecycleStage.CONCEIVED, LifecycleStage.STOPPED):
        return fate.dice.choice((LibraryState.SUBMITTED, LibraryState.RESERVED, LibraryState.RESERVED))
    if fate.stage is LifecycleStage.PRELIMINARY:
        return fate.dice.choice((*RESERVED_STATES, LibraryState.PLAN_SUBMITTED))
    return LibraryState.PLAN_SUBMITTED


def _entered(fate: _Fate) -> date | None:
    """Give the day of statistical entry: the month after the start mostly; late starters keep the office waiting."""
    if fate.began is None:
        return None
    day = (fate.began.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=3 + len(fate.name) % 5)
    is_forgotten = fate.is_late and len(fate.name) % 4 == 0
    return None if is_forgotten or day > fate.today else max(day, fate.began)


def _stages(fate: _Fate) -> Iterator[tuple[LifecycleStage, date]]:
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


def _by_year(fate: _Fate) -> Iterator[tuple[int, Decimal]]:
    """Spread the total over the years of the plan by their months; what rounding leaves goes to the last year."""
    first, last = fate.start, fate.finish - timedelta(days=1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    left = fate.total
    for year in range(first.year, last.year + 1):
        begins = first.month if year == first.year else 1
        ends = last.month if year == last.year else 12
        part = left if year == last.year else round(fate.total * (ends - begins + 1) / months / 10) * 10
        left -= part
        yield year, Decimal(part)


def _years(fate: _Fate) -> Iterator[YearDraft]:
    """Give this year's and last year's line where the project has a place in them."""
    planned = dict(_by_year(fate))
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


def _months(pk: int, fate: _Fate) -> Iterator[MonthRow]:
    """Give the months of work, the newest of them declared only; sums follow a course slow at both ends."""
    if fate.began is None:
        return
    words, dice, works = _words(), fate.dice, fate.sector["works"]
    month = max(fate.began.replace(day=1), months_before(fate.today.replace(day=1), MONTHS_KNOWN))
    planned = (fate.finish.year - fate.start.year) * 12 + fate.finish.month - fate.start.month or 1
    plans, pace, spent = dict(_by_year(fate)), Decimal(str(round(dice.uniform(1.01, 1.07), 2))), Decimal(0)
    while month <= fate.last_working_month:
        share = min(_course((_apart(fate.began, month) + 1) / planned), 1)
        spent = Decimal(0) if month.month == 1 else spent
        due = plans.get(month.year, Decimal(0)) * _due_share(fate, month) * pace
        if fate.is_late and _apart(month, fate.today) <= 1:
            due = spent + (due - spent) * dice.randrange(5, 25) / 100  # of late the work has slowed down
        part = Decimal(round(max(due - spent, fate.total * Decimal("0.002"))))
        spent += part
        verified = part if dice.random() < 0.85 else Decimal(round(part * Decimal("0.95")))
        is_newest = _apart(month, fate.today) <= 1
        work = works[min(int(share * len(works)), len(works) - 1)]
        draft = MonthDraft(
            image_stage="producing" if fate.ended and month >= fate.ended.replace(day=1) else "building",
            narrative=f"{work}累计完成{min(round(share * len(works) % 1 * 100), 99)}%。",
            invested_wan_yuan=part,
            funds_wan_yuan=Decimal(round(part * Decimal("0.9"))),
            paid_wan_yuan=Decimal(round(part * Decimal("0.8"))),
            problems_and_advice=dice.choice(words["problems"]) if dice.random() < 0.12 else "",
            next_month_plan=dice.choice(words["next_plans"]),
        )
        verdict = None if is_newest else MonthVerdict(invested_wan_yuan=verified)
        yield MonthRow(pk, month, draft, verdict)
        month = months_before(month, -1)


def _due_share(fate: _Fate, month: date) -> Decimal:
    """Give the share of a year's plan that a project on schedule has spent by a month's end.

    Time-proportional, as the city judges it; in the year of its start a project catches up within three months, and in
    that of its end it is done by then.
    """
    months = fate.ended.month if fate.ended and fate.ended.year == month.year else 12
    running = _apart(fate.began or month, month) + 1
    return min(Decimal(month.month) / months, Decimal(1)) * min(Decimal(running) / 3, Decimal(1))


def _apart(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _course(share: float) -> float:
    """Give the share of money spent after a share of the time: an S-curve from 0 to 1."""
    bounded = min(max(share, 0), 1)
    return bounded * bounded * (3 - 2 * bounded)


def _rows(fate: _Fate) -> Iterator[RowDraft]:
    yield from _approvals(fate)
    yield from _fundings(fate)
    yield from _milestones(fate)
    if fate.began is not None:
        words, dice = _words(), fate.dice
        for role, names, share in (
            ("builder", words["builders"], "0.72"),
            ("supervisor", words["supervisors"], "0.02"),
            ("designer", words["designers"], "0.03"),
        ):
            yield ParticipantDraft(
                role=role,
                name=dice.choice(names),
                contract_wan_yuan=Decimal(round(fate.total * Decimal(share))),
                starts_on=fate.began,
                ends_on=max(fate.finish, fate.began),
            )


def _approvals(fate: _Fate) -> Iterator[ApprovalDraft]:
    """Give the approvals of the way, granted one after another; those of what is not built yet lag."""
    kinds = [*ROUTE_APPROVALS[fate.sector["route"]], ApprovalKind.LAND_REVIEW, ApprovalKind.EIA]
    kinds.append(ApprovalKind.CONSTRUCTION)
    if fate.stage is LifecycleStage.CONCEIVED:
        kinds = kinds[:1]
    granted = len(kinds) if fate.began else 0
    if fate.stage is LifecycleStage.PRELIMINARY:
        granted = fate.dice.randrange(0, len(kinds))
    for place, kind in enumerate(kinds):
        day = min(fate.began or fate.today, fate.today) - timedelta(days=35 * (len(kinds) - place))
        is_granted = place < granted
        state = "granted" if is_granted else "under_way" if place == granted and granted else "not_started"
        yield ApprovalDraft(
            kind=kind.value,
            document_number=f"霁审批〔{day.year}〕{fate.dice.randrange(10, 400)}号" if is_granted else "",
            granted_on=day if is_granted else None,
            needed_by=None if is_granted else fate.start - timedelta(days=30),
            state=state,
        )
    if fate.stage in (LifecycleStage.PRODUCING, LifecycleStage.AT_DESIGN_EFFECT):
        yield ApprovalDraft(kind=ApprovalKind.COMPLETION.value, state="granted", granted_on=fate.ended)


def _fundings(fate: _Fate) -> Iterator[FundingDraft]:
    own = {"government": "local_budget", "private": "enterprise", "partnership": "enterprise"}
    category = own.get(fate.sector["investor"], "enterprise")
    parts = [(category, 40), ("bank_loan", 35), ("special_bond" if category == "local_budget" else "other", 25)]
    left = fate.total
    for place, (name, share) in enumerate(parts):
        planned = left if place == len(parts) - 1 else fate.total * share // 100
        left -= planned
        pace = Decimal(str(round(fate.dice.uniform(0.35, 1.05), 2))) if fate.began else Decimal(0)
        in_place = Decimal(round(planned * pace))
        yield FundingDraft(
            category=name,
            planned_wan_yuan=Decimal(planned),
            issued_wan_yuan=in_place,
            in_place_wan_yuan=in_place,
            paid_wan_yuan=Decimal(round(in_place * Decimal("0.82"))),
        )


def _milestones(fate: _Fate) -> Iterator[MilestoneDraft]:
    """Give the works in order, each reached by what the last month's course tells; late ones stay open."""
    works = fate.sector["works"]
    step = max((fate.finish - fate.start).days // (len(works) + 1), 20)
    slip = timedelta(days=fate.dice.randrange(0, 40) + (60 if fate.is_late else 0))
    for place, work in enumerate(works, start=1):
        begins, due = fate.start + timedelta(days=step * (place - 1)), fate.start + timedelta(days=step * place)
        reached = due + slip
        is_reached = fate.began is not None and reached <= fate.today and not (fate.is_stalled and place > 2)
        if fate.ended is not None:
            is_reached, reached = True, min(reached, fate.ended)
        started = max(begins, fate.began) if fate.began and begins <= fate.today else None
        yield MilestoneDraft(
            title=f"{work}完成",
            order=place,
            planned_start=begins,
            planned_on=due,
            actual_start=min(started, reached) if started and started <= fate.today else None,
            actual_on=reached if is_reached else None,
            person=fate.dice.choice(_words()["people"]),
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

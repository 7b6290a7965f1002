"""The quality of a reserve (RQ1–RQ7) from the library's rows; each figure gives the projects behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import F, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import JURISDICTION_KINDS
from luoshi.domain.projects.models import DwellLimit, Project, ReserveTarget, Sector, StageChange
from luoshi.domain.projects.queries.visibility import visible_projects
from luoshi.domain.projects.rules import ADMITTED
from luoshi.domain.projects.rules.quality import (
    DWELL_DAYS,
    Adequacy,
    Advice,
    Move,
    Part,
    Passage,
    ReserveRow,
    Tally,
    Target,
    advice_on,
    continuity_of,
    structure_of,
    tally_of,
    was_admitted,
)
from luoshi.domain.projects.terms import Level, LibraryState, LifecycleStage


@dataclass(frozen=True, slots=True)
class Quality:
    """All figures of a library's reserve. ``names``: what the keys of sectors and units are called."""

    library: Unit
    target_year: int
    first: date
    last: date
    adequacy: Adequacy
    sectors: Sequence[Part]
    units: Sequence[Part]
    investors: Sequence[Part]
    levels: Sequence[Part]
    key_share: Fraction | None  # of the reserve's investment, in key projects of any level
    key_projects: int
    passages: Sequence[Passage]
    advice: Sequence[Advice]
    sector_names: Mapping[int, str]
    unit_names: Mapping[int, str]


def libraries_overseen(standing: Standing) -> list[Unit]:
    """Jurisdictions whose whole library the account looks over, widest first."""
    units = Unit.objects.filter(within(standing.scopes()), kind__in=JURISDICTION_KINDS, is_active=True)
    return list(units.order_by("path"))


def dwell_limits_of(library: Unit) -> dict[LifecycleStage, int]:
    """Give after how many days a project stands still in each stage: the library's own, else the rules' (RQ5)."""
    own = DwellLimit.objects.filter(jurisdiction=library).values_list("stage", "days")
    return dict(DWELL_DAYS) | {LifecycleStage(stage): days for stage, days in own}


def target_of(library: Unit, year: int) -> ReserveTarget | None:
    """Give the library's stored target for a year's starts."""
    return ReserveTarget.objects.filter(jurisdiction=library, year=year).first()


def targets_of(library: Unit) -> QuerySet[ReserveTarget]:
    """The library's targets, newest year first."""
    return ReserveTarget.objects.filter(jurisdiction=library).order_by("-year")


def quality_of(standing: Standing, library: Unit, *, first: date, last: date) -> Quality:
    """Give a library's reserve quality: flow from ``first`` to ``last``, all else on ``last``. Six queries."""
    rows, moves = _rows(standing, library), _moves(standing, library, first, last)
    reserve = [row for row in rows if row.is_reserve]
    year = last.year + 1
    stored = target_of(library, year)
    target = Target(year, stored.investment_wan_yuan, stored.projects, stored.times) if stored else None
    sectors = {pk: (name, share) for pk, name, share in _sectors(library).values_list("pk", "name", "wanted_share")}
    wanted_sectors: dict[int | str, Fraction] = {pk: Fraction(share) for pk, (_, share) in sectors.items() if share}
    wanted_investors: dict[int | str, Fraction] = (
        {name: Fraction(Decimal(share)) for name, share in stored.wanted_investor_shares.items()} if stored else {}
    )
    adequacy = Adequacy(tally_of(reserve), target)
    by_sector = structure_of(reserve, "sector", wanted_sectors)
    by_investor = structure_of(reserve, "investor", wanted_investors)
    by_level = structure_of(reserve, "level")
    key = [part for part in by_level if part.key != Level.ORDINARY]
    passages = continuity_of(rows, moves, first=first, last=last, limits=dwell_limits_of(library))
    units = structure_of(reserve, "unit")
    names = Unit.objects.filter(pk__in=[part.key for part in units if part.key is not None])
    return Quality(
        library=library,
        target_year=year,
        first=first,
        last=last,
        adequacy=adequacy,
        sectors=by_sector,
        units=units,
        investors=by_investor,
        levels=by_level,
        key_share=sum((part.share or Fraction(0) for part in key), Fraction(0)) if adequacy.reserve.wan_yuan else None,
        key_projects=sum(part.tally.projects for part in key),
        passages=passages,
        advice=advice_on(adequacy, by_sector, by_investor, passages, year=year),
        sector_names={pk: name for pk, (name, _) in sectors.items()},
        unit_names={unit.pk: unit.label for unit in names.only("pk", "name", "short_name")},
    )


def _sectors(library: Unit) -> QuerySet[Sector]:
    return Sector.objects.filter(jurisdiction=library)


def _rows(standing: Standing, library: Unit) -> list[ReserveRow]:
    counted = [state for state in LibraryState if was_admitted(state)]
    projects = visible_projects(standing).filter(jurisdiction=library, library_state__in=counted).order_by()
    values = projects.values_list(
        "pk", "lifecycle_stage", "stage_since", "library_state", "total_wan_yuan", "sector_id", "lead_unit_id",
        "investor_type", "level",
    )  # fmt: skip
    return [ReserveRow(*row) for row in values.iterator(chunk_size=2000)]


def _moves(standing: Standing, library: Unit, first: date, last: date) -> list[Move]:
    """Give all moves until the span's end of the projects that moved in it: the others passed no stage then."""
    seen = visible_projects(standing).filter(jurisdiction=library).order_by().values("pk")
    moved = StageChange.objects.filter(changed_on__range=(first, last)).exclude(former="").values("project_id")
    changes = StageChange.objects.filter(project__in=moved, changed_on__lte=last)
    changes = changes.filter(project__in=seen).order_by("project_id", "changed_on", "pk")
    values = changes.values_list("project_id", "former", "stage", "changed_on", "is_correction")
    return [Move(*row) for row in values.iterator(chunk_size=2000)]


MOST_SHOWN = 200  # projects behind a figure
FIGURES = ("reserve", "sector", "unit", "investor", "level", "key", "stage", "passed", "dropped", "still")
_PARTS = frozenset({"sector", "unit", "investor", "level"})


def behind_figure(
    standing: Standing, library: Unit, *, figure: str, value: str, first: date, last: date
) -> tuple[Tally, list[Project]]:
    """Give what stands behind a figure of the page (RQ6): how much in all, and the MOST_SHOWN largest projects.

    ``figure`` is its kind and ``value``, where it is one of several, its key.
    """
    rows = _rows_behind(standing, library, figure, value, first, last)
    largest = sorted(rows, key=lambda row: (-(row.total_wan_yuan or 0), row.pk))[:MOST_SHOWN]
    projects = visible_projects(standing).filter(pk__in=[row.pk for row in largest])
    listed = projects.select_related("sector", "lead_unit").order_by(
        F("total_wan_yuan").desc(nulls_last=True), "number"
    )
    return tally_of(rows), list(listed)


def _rows_behind(
    standing: Standing, library: Unit, figure: str, value: str, first: date, last: date
) -> list[ReserveRow]:
    rows = _rows(standing, library)
    reserve = [row for row in rows if row.is_reserve]
    if figure == "reserve":
        return reserve
    if figure == "key":
        return [row for row in reserve if row.level != Level.ORDINARY]
    if figure in _PARTS:
        return [row for row in reserve if str(getattr(row, figure) or "") == value]
    if figure == "stage":
        return [row for row in rows if row.stage == value and row.library_state in ADMITTED]
    moves = _moves(standing, library, first, last)
    passages = continuity_of(rows, moves, first=first, last=last, limits=dwell_limits_of(library))
    passage = next((p for p in passages if p.stage == value), None)
    if passage is None:
        return []
    found = {"passed": passage.passed_pks, "dropped": passage.dropped_pks, "still": passage.still_pks}
    wanted = set(found[figure])
    return [row for row in rows if row.pk in wanted]

"""Rates of projects with their denominators named (PJ12). Computed by the database in a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from luoshi.domain.projects.models import Funding, MonthlyProgress, Project, ProjectYear
from luoshi.domain.projects.rules import FINISHED_STAGES
from luoshi.domain.projects.rules.entry import LEAST_WAN_YUAN
from luoshi.domain.projects.terms import AnnualClass
from luoshi.foundation.shares import (
    StartRates,
    completion_rate,
    funds_in_place_rate,
    investment_rate,
    payment_rate,
    share_of,
    start_rates,
    year_progress,
)

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as declared by the unit and as verified by the office, in 万元."""

    declared: Decimal = NOTHING
    verified: Decimal = NOTHING

    def over(self, whole: Decimal | None) -> Shares:
        """Give both as shares of a whole, unclamped; None where there is nothing to divide by (MO9)."""
        return Shares(share_of(self.declared, whole), share_of(self.verified, whole))


@dataclass(frozen=True, slots=True)
class Shares:
    """A rate from declared and from verified figures."""

    declared: Fraction | None
    verified: Fraction | None


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """One project's money up to the end of a month, in 万元; every rate names what it is divided by."""

    as_of: date
    total: Decimal | None
    year_plan: Decimal | None
    this_year: Money  # invested since the year began
    since_start: Money  # with what was invested before the first month
    funds_planned: Decimal
    funds_issued: Decimal
    funds_in_place: Decimal
    funds_paid: Decimal

    @property
    def year_rate(self) -> Shares:
        """投资完成率: invested in the year by the year's plan."""
        return self.this_year.over(self.year_plan)

    @property
    def whole_rate(self) -> Shares:
        """Invested since the start by the total investment."""
        return self.since_start.over(self.total)

    @property
    def in_place_rate(self) -> Fraction | None:
        """资金到位率: funds in place by funds planned."""
        return funds_in_place_rate(self.funds_in_place, self.funds_planned)

    @property
    def paid_rate(self) -> Fraction | None:
        """资金支付率: funds paid by funds issued."""
        return payment_rate(self.funds_paid, self.funds_issued)

    @property
    def time_rate(self) -> Fraction:
        """序时进度 by months: the share of the year that is over."""
        return year_progress(self.as_of)


def figures_of(projects: Iterable[Project], as_of: date) -> dict[int, ProjectFigures]:
    """Give the figures of projects by key, months counted up to that of ``as_of``. Three queries."""
    wanted = {project.pk: project for project in projects}
    plans = dict(
        ProjectYear.objects.filter(project__in=wanted, year=as_of.year).values_list("project_id", "planned_wan_yuan")
    )
    in_year = Q(month__gte=date(as_of.year, 1, 1))
    none: dict[str, Decimal | None] = {}
    months: dict[int, dict[str, Any]] = {
        row["project_id"]: dict(row)
        for row in MonthlyProgress.objects.filter(project__in=wanted, month__lte=as_of)
        .order_by()
        .values("project_id")
        .annotate(
            declared=Sum("declared_wan_yuan"),
            verified=Sum("verified_wan_yuan"),
            year_declared=Sum("declared_wan_yuan", filter=in_year),
            year_verified=Sum("verified_wan_yuan", filter=in_year),
        )
    }
    funds: dict[int, dict[str, Any]] = {
        row["project_id"]: dict(row)
        for row in Funding.objects.filter(project__in=wanted)
        .order_by()
        .values("project_id")
        .annotate(
            planned=Sum("planned_wan_yuan"),
            issued=Sum("issued_wan_yuan"),
            in_place=Sum("in_place_wan_yuan"),
            paid=Sum("paid_wan_yuan"),
        )
    }
    return {
        pk: ProjectFigures(
            as_of=as_of,
            total=project.total_wan_yuan,
            year_plan=plans.get(pk),
            this_year=_money(months.get(pk, none), "year_declared", "year_verified", NOTHING),
            since_start=_money(months.get(pk, none), "declared", "verified", project.done_before_wan_yuan),
            funds_planned=funds.get(pk, none).get("planned") or NOTHING,
            funds_issued=funds.get(pk, none).get("issued") or NOTHING,
            funds_in_place=funds.get(pk, none).get("in_place") or NOTHING,
            funds_paid=funds.get(pk, none).get("paid") or NOTHING,
        )
        for pk, project in wanted.items()
    }


@dataclass(frozen=True, slots=True)
class LibraryRates:
    """The rates of many projects in one year, with the counts and sums behind them (MO9, MO10)."""

    as_of: date
    year_plan: Decimal
    this_year: Money
    planned_starts: int
    due_starts: int
    started: int
    started_of_due: int
    planned_completions: int
    completed: int
    to_enter: int  # new starts that are to stand in the statistics (应统)
    entered: int  # those that do
    funds_planned: Decimal
    funds_issued: Decimal
    funds_in_place: Decimal
    funds_paid: Decimal

    @property
    def investment(self) -> Shares:
        """投资完成率 of the year, by the year's plan."""
        plan = self.year_plan or None
        return Shares(investment_rate(self.this_year.declared, plan), investment_rate(self.this_year.verified, plan))

    @property
    def starts(self) -> StartRates:
        """开工率: by all planned new starts, and by those due by now."""
        return start_rates(
            started=self.started,
            planned=self.planned_starts,
            due=self.due_starts,
            started_of_due=self.started_of_due,
        )

    @property
    def completions(self) -> Fraction | None:
        """竣工率: completed by planned completions."""
        return completion_rate(self.completed, self.planned_completions)

    @property
    def entries(self) -> Fraction | None:
        """入统率: new starts that stand in the statistics by those that are to (PJ22)."""
        return share_of(self.entered, self.to_enter)

    @property
    def in_place(self) -> Fraction | None:
        """资金到位率: funds in place by funds planned."""
        return funds_in_place_rate(self.funds_in_place, self.funds_planned)

    @property
    def paid(self) -> Fraction | None:
        """资金支付率: funds paid by funds issued."""
        return payment_rate(self.funds_paid, self.funds_issued)


def rates_of(projects: QuerySet[Project], as_of: date) -> LibraryRates:
    """Give the rates of projects in the year of a day. Two queries."""
    new = Q(annual_class=AnnualClass.NEW_START)
    due = Q(planned_start_month__lte=as_of.month) | Q(
        planned_start_month__isnull=True, project__planned_start__lte=as_of
    )
    started = Q(project__actual_start__lte=as_of)
    completing = Q(annual_class=AnnualClass.COMPLETING)
    done = Q(project__lifecycle_stage__in=FINISHED_STAGES)
    large = Q(project__total_wan_yuan__isnull=True) | Q(project__total_wan_yuan__gte=LEAST_WAN_YUAN)
    entered = Q(project__entry_verified_on__lte=as_of) | Q(
        project__entry_verified_on__isnull=True, project__entered_on__lte=as_of
    )
    rows = ProjectYear.objects.filter(year=as_of.year, project__in=projects.order_by().values("pk"))
    year = rows.aggregate(
        plan=Sum("planned_wan_yuan"),
        declared=Sum("declared_wan_yuan"),
        verified=Sum("verified_wan_yuan"),
        planned_starts=Count("pk", filter=new),
        due_starts=Count("pk", filter=new & due),
        started=Count("pk", filter=new & started),
        started_of_due=Count("pk", filter=new & due & started),
        planned_completions=Count("pk", filter=completing),
        completed=Count("pk", filter=completing & done),
        to_enter=Count("pk", filter=new & started & large),
        entered=Count("pk", filter=new & started & large & entered),
    )
    funds = Funding.objects.filter(project__in=projects.order_by().values("pk")).aggregate(
        planned=Sum(F("planned_wan_yuan")),
        issued=Sum("issued_wan_yuan"),
        in_place=Sum("in_place_wan_yuan"),
        paid=Sum("paid_wan_yuan"),
    )
    return LibraryRates(
        as_of=as_of,
        year_plan=year["plan"] or NOTHING,
        this_year=Money(year["declared"] or NOTHING, year["verified"] or NOTHING),
        planned_starts=year["planned_starts"],
        due_starts=year["due_starts"],
        started=year["started"],
        started_of_due=year["started_of_due"],
        planned_completions=year["planned_completions"],
        completed=year["completed"],
        to_enter=year["to_enter"],
        entered=year["entered"],
        funds_planned=funds["planned"] or NOTHING,
        funds_issued=funds["issued"] or NOTHING,
        funds_in_place=funds["in_place"] or NOTHING,
        funds_paid=funds["paid"] or NOTHING,
    )


def _money(sums: dict[str, Decimal | None], declared: str, verified: str, before: Decimal) -> Money:
    return Money((sums.get(declared) or NOTHING) + before, (sums.get(verified) or NOTHING) + before)

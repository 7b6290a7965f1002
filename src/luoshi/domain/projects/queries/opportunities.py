"""Read calls: who sees them, which projects fit and why, what became of applications (OP2–OP6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import Application, Approval, Funding, Opportunity, Project, ProjectGoal, Sector
from luoshi.domain.projects.queries.matching import with_lacks
from luoshi.domain.projects.queries.visibility import visible_projects
from luoshi.domain.projects.rules import ADMITTED
from luoshi.domain.projects.rules.opportunities import (
    NO,
    TERMS,
    YES,
    Criterion,
    Fit,
    MatchFacts,
    Verdict,
    demands_of,
    fit_of,
    most_lacks,
)
from luoshi.domain.projects.terms import (
    ApplicationState,
    ApprovalState,
    CriterionComparator,
    CriterionField,
    LifecycleStage,
    OpportunityState,
)
from luoshi.domain.strategy.models import Goal
from luoshi.foundation.money import money_text

NOTHING = Decimal(0)
MATCHES = 25  # projects of each list on a page of a call


def visible_opportunities(standing: Standing) -> QuerySet[Opportunity]:
    """Calls that the account may see: its office's all, and what was opened at or above or below where it stands."""
    office = Unit.objects.filter(within(standing.scopes(Role.OFFICER))).order_by().values("pk")
    reach = standing.scopes()
    above = {path[:length] for path in reach for length in range(Unit.steplen, len(path) + 1, Unit.steplen)}
    seen = Unit.objects.filter(within(reach) | Q(path__in=above)).order_by().values("pk") if reach else []
    return Opportunity.objects.filter(
        Q(jurisdiction__in=office) | (Q(jurisdiction__in=seen) & ~Q(state=OpportunityState.DRAFT))
    )


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call with the sums of its applications, in 万元."""

    call: Opportunity
    applications: int
    submitted: int
    asked: Decimal
    granted: Decimal
    received: Decimal


def call_lines(standing: Standing) -> list[CallLine]:
    """Give the calls that the account sees, open ones first, the next to close on top. One query."""
    handed_in = ~Q(applications__state=ApplicationState.PREPARING)
    calls = (
        visible_opportunities(standing)
        .select_related("jurisdiction")
        .annotate(
            n=Count("applications"),
            submitted=Count("applications", filter=handed_in),
            asked=Sum("applications__asked_wan_yuan"),
            granted=Sum("applications__granted_wan_yuan"),
            received=Sum("applications__received_wan_yuan"),
        )
    )
    order = [OpportunityState.OPEN, OpportunityState.DRAFT, OpportunityState.CLOSED]
    lines = [
        CallLine(call, call.n, call.submitted, call.asked or NOTHING, call.granted or NOTHING, call.received or NOTHING)
        for call in calls.order_by(F("closes_on").asc(nulls_last=True), "pk")
    ]
    return sorted(lines, key=lambda line: order.index(OpportunityState(line.call.state)))


def criteria_of(call: Opportunity) -> list[Criterion]:
    """Read a call's stored conditions."""
    return [Criterion.read(row) for row in call.criteria]


class Wording:
    """Say conditions and what projects show in one language; names of sectors and goals are fetched once."""

    def __init__(self, call: Opportunity, language: str) -> None:
        self.language = language
        self.demands = demands_of(criteria_of(call))
        flat = [criterion for group in self.demands for criterion in group]
        self._names: dict[CriterionField, dict[str, str]] = {}
        fields = {criterion.field for criterion in flat}
        if CriterionField.SECTOR in fields:
            tree = call.jurisdiction.path
            sectors = Sector.objects.filter(within([tree], field="jurisdiction__path"))
            self._names[CriterionField.SECTOR] = {str(pk): name for pk, name in sectors.values_list("pk", "name")}
        if CriterionField.GOAL in fields:
            keys = [int(c.value) for c in flat if c.field is CriterionField.GOAL]
            goals = Goal.objects.filter(pk__in=keys).values_list("pk", "title")
            self._names[CriterionField.GOAL] = {str(pk): title for pk, title in goals}

    def demand(self, group: Sequence[Criterion]) -> str:
        """Say a demand with its alternatives."""
        first, zh = group[0], self.language.startswith("zh")
        values = ("或" if zh else " or ").join(self.value(first.field, one.value) for one in group)
        field, comparator = first.field.label(self.language), first.comparator
        if comparator in {CriterionComparator.IS, CriterionComparator.HAS}:
            return f"{field}：{values}" if zh else f"{field}: {values}"
        if comparator in {CriterionComparator.IS_NOT, CriterionComparator.HAS_NOT}:
            return f"{field}：不含{values}" if zh else f"{field}: not {values}"
        return (
            f"{field}{comparator.label(self.language)} {values}"
            if zh
            else (f"{field} {comparator.label(self.language)} {values}")
        )

    def value(self, field: CriterionField, value: str) -> str:
        """Say one value of a field; a dash for what is not filled in."""
        zh = self.language.startswith("zh")
        if value == "":
            return "未填写" if zh else "not filled in"
        if field in TERMS:
            return TERMS[field](value).label(self.language)
        if field in self._names:
            return self._names[field].get(value, "其他" if zh else "another")
        if field in {CriterionField.TOTAL, CriterionField.FUNDS_GAP}:
            return money_text(Decimal(value))  # the field's own words say 万元
        if field is CriterionField.IS_STARTED:
            return {YES: "已开工" if zh else "yes", NO: "未开工" if zh else "no"}[value]
        return value

    def shows(self, verdict: Verdict) -> str:
        """Say what a project shows for a demand."""
        first, zh = verdict.demanded[0], self.language.startswith("zh")
        if first.comparator in {CriterionComparator.HAS, CriterionComparator.HAS_NOT}:
            has = first.value in verdict.actual.split(",")
            return ("有" if has else "没有") if zh else ("yes" if has else "no")
        return self.value(first.field, verdict.actual)

    def reason(self, verdict: Verdict) -> str:
        """Say a demand and what the project shows for it."""
        shown = self.shows(verdict)
        return (
            f"{self.demand(verdict.demanded)}（本项目：{shown}）"
            if self.language.startswith("zh")
            else f"{self.demand(verdict.demanded)} (this project: {shown})"
        )

    def lacks(self, fit: Fit) -> list[str]:
        """Say what a project lacks."""
        return [self.reason(verdict) for verdict in fit.lacks]


@dataclass(frozen=True, slots=True)
class Match:
    """A project with how it answers a call."""

    pk: int
    number: int
    name: str
    lead_unit: str
    total: Decimal | None
    stage: str
    fit: Fit


@dataclass(frozen=True, slots=True)
class Matches:
    """A page of the projects that fit and one of those that nearly fit, and how many there are in all."""

    fitting: Sequence[Match]
    near: Sequence[Match]
    fitting_count: int
    near_count: int
    fitting_wan_yuan: Decimal
    judged: int


def matches_of(standing: Standing, call: Opportunity, *, fitting_from: int = 0, near_from: int = 0) -> Matches:
    """Count every admitted project that the account sees below the call's jurisdiction (OP2, OP3); judge two pages.

    The pages begin at ``fitting_from`` and ``near_from``, at the last page where these lie beyond it: fitting projects
    the largest first, nearly fitting ones by what they lack. Three queries to count, at most four to judge.
    """
    demands = demands_of(criteria_of(call))
    projects = with_lacks(_asked_for(standing, call), demands)
    sums = projects.order_by().values_list("lacks").annotate(n=Count("pk"), total=Sum("total_wan_yuan"))
    counts = {lacks: (n, total or NOTHING) for lacks, n, total in sums}
    most = most_lacks(len(demands))
    near_count = sum(n for lacks, (n, _) in counts.items() if 0 < lacks <= most)
    fitting_count, wan_yuan = counts.get(0, (0, NOTHING))
    order: list[str | Combinable] = [Coalesce("total_wan_yuan", NOTHING).desc(), "number", "pk"]
    fitting = _page(projects.filter(lacks=0).order_by(*order), fitting_from, fitting_count)
    near = _page(projects.filter(lacks__range=(1, most)).order_by("lacks", *order), near_from, near_count)
    shown = _judged([*fitting, *near], demands)
    return Matches(
        fitting=[shown[pk] for pk in fitting],
        near=[shown[pk] for pk in near],
        fitting_count=fitting_count,
        near_count=near_count,
        fitting_wan_yuan=wan_yuan,
        judged=sum(n for n, _ in counts.values()),
    )


def _asked_for(standing: Standing, call: Opportunity) -> QuerySet[Project]:
    """Projects that a call judges: admitted, not stopped, seen by the account."""
    below = Unit.objects.filter(within([call.jurisdiction.path])).order_by().values("pk")
    projects = visible_projects(standing).filter(jurisdiction__in=below, library_state__in=ADMITTED)
    return projects.exclude(lifecycle_stage=LifecycleStage.STOPPED)


def _page(projects: QuerySet[Project], start: int, count: int) -> list[int]:
    """Give the keys of one page."""
    if not count:
        return []
    first = max(min(start, (count - 1) // MATCHES * MATCHES), 0)
    return list(projects.values_list("pk", flat=True)[first : first + MATCHES])


def _judged(keys: Sequence[int], demands: Sequence[Sequence[Criterion]]) -> dict[int, Match]:
    rows = _facts(Project.objects.filter(pk__in=keys), demands) if keys else ()
    return {
        row["pk"]: Match(
            row["pk"], row["number"], row["name"], row["lead_unit__short_name"] or row["lead_unit__name"],
            row["total_wan_yuan"], row["lifecycle_stage"], fit_of(demands, facts),
        )
        for row, facts in rows
    }  # fmt: skip


def fitting_by_unit(standing: Standing, call: Opportunity) -> list[tuple[Unit, int]]:
    """Give the units that lead fitting projects, with how many, in tree order. Two queries."""
    projects = with_lacks(_asked_for(standing, call), demands_of(criteria_of(call))).filter(lacks=0)
    counts = dict(projects.order_by().values_list("lead_unit").annotate(n=Count("pk")))
    units = Unit.objects.filter(pk__in=list(counts)).order_by("path")
    return [(unit, counts[unit.pk]) for unit in units]


def fit_of_project(call: Opportunity, project: Project) -> Fit:
    """Judge one project."""
    [(_, facts)] = _facts(Project.objects.filter(pk=project.pk), demands_of(criteria_of(call)))
    return fit_of(demands_of(criteria_of(call)), facts)


def _facts(
    projects: QuerySet[Project], demands: Sequence[Sequence[Criterion]]
) -> Iterable[tuple[dict[str, Any], MatchFacts]]:
    """Give each project's row and facts; child tables are read only where a condition looks at them."""
    asked = {criterion.field for group in demands for criterion in group}
    keys = projects.order_by().values("pk")
    approvals, funds, goals = defaultdict(set), defaultdict(set), defaultdict(set)
    planned: dict[int, Decimal] = defaultdict(Decimal)
    if CriterionField.APPROVAL in asked:
        granted = Approval.objects.filter(project__in=keys, state=ApprovalState.GRANTED)
        for pk, kind in granted.values_list("project_id", "kind"):
            approvals[pk].add(kind)
    if asked & {CriterionField.FUND, CriterionField.FUNDS_GAP}:
        sources = Funding.objects.filter(project__in=keys, planned_wan_yuan__gt=0)
        for pk, category, amount in sources.values_list("project_id", "category", "planned_wan_yuan"):
            funds[pk].add(category)
            planned[pk] += amount
    if CriterionField.GOAL in asked:
        links = ProjectGoal.objects.filter(project__in=keys, removed_on__isnull=True)
        for pk, goal in links.values_list("project_id", "goal_id"):
            goals[pk].add(goal)
    rows = projects.order_by("number").values(
        "pk", "number", "name", "lead_unit__short_name", "lead_unit__name", "total_wan_yuan",
        "lifecycle_stage", "sector", "level", "investor_type", "build_kind", "division_code", "planned_start",
    )  # fmt: skip
    for row in rows:
        pk = row["pk"]
        yield (
            dict(row),
            MatchFacts(
                stage=row["lifecycle_stage"],
                sector=row["sector"],
                level=row["level"],
                investor=row["investor_type"],
                build_kind=row["build_kind"],
                total_wan_yuan=row["total_wan_yuan"],
                funds_planned_wan_yuan=planned[pk],
                approvals=frozenset(approvals[pk]),
                funds=frozenset(funds[pk]),
                goals=frozenset(goals[pk]),
                division=row["division_code"],
                planned_start=row["planned_start"],
            ),
        )


def applications_to(standing: Standing, call: Opportunity) -> QuerySet[Application]:
    """Applications to a call whose projects the account sees, those furthest on first."""
    return (
        Application.objects.filter(opportunity=call, project__in=visible_projects(standing).order_by().values("pk"))
        .select_related("project__jurisdiction", "project__lead_unit", "opportunity__jurisdiction")
        .order_by("-changed_at", "pk")
    )

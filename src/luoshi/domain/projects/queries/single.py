"""All that a project's page shows, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoshi.domain.audit.models import Event
from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import (
    Approval,
    FactorNeed,
    Funding,
    Milestone,
    MonthlyProgress,
    Participant,
    Problem,
    Project,
    ProjectCitation,
    ProjectFile,
    ProjectGoal,
    ProjectYear,
    StageChange,
    YearlyInvestment,
)
from luoshi.domain.projects.queries.dossiers import dossier_of
from luoshi.domain.projects.queries.figures import ProjectFigures, figures_of
from luoshi.domain.projects.queries.gates import gate_before_next
from luoshi.domain.projects.queries.visibility import visible_projects
from luoshi.domain.projects.rules import Missing, lacks_for_submission
from luoshi.domain.projects.terms import LibraryState, LifecycleStage
from luoshi.foundation.refusals import Refusal


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Sums since the start at the end of a month, in 万元; None where nothing is known or planned."""

    month: date
    planned: Decimal | None
    declared: Decimal | None
    verified: Decimal | None


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project with what hangs on it."""

    project: Project
    figures: ProjectFigures
    years: Sequence[ProjectYear]
    by_year: Sequence[YearlyInvestment]
    months: Sequence[MonthlyProgress]  # newest first
    milestones: Sequence[Milestone]
    approvals: Sequence[Approval]
    fundings: Sequence[Funding]
    participants: Sequence[Participant]
    factors: Sequence[FactorNeed]
    problems: Sequence[Problem]
    photographs: Sequence[ProjectFile]  # newest first
    papers: Sequence[ProjectFile]
    citations: Sequence[ProjectCitation]
    goals: Sequence[ProjectGoal]
    stage_changes: Sequence[StageChange]
    history: Sequence[Event]  # newest first
    following: LifecycleStage | None
    missing: tuple[Missing, ...]
    lacks: Sequence[Refusal]  # what keeps a draft from being submitted

    @property
    def curve(self) -> list[CurvePoint]:
        """Money planned against actual since the start, month by month: an S-curve."""
        return curve_of(self.project, self.by_year, self.months, self.figures.as_of)


def project_view(standing: Standing, pk: int, as_of: date) -> ProjectView:
    """Give a project's page; raises Project.DoesNotExist where the account may not see it."""
    project = (
        visible_projects(standing)
        .select_related("jurisdiction", "lead_unit", "owner_unit", "sector", "parent", "task__batch")
        .get(pk=pk)
    )
    files = list(ProjectFile.objects.filter(project=project, problem__isnull=True).order_by("-taken_on", "-pk"))
    following, missing = gate_before_next(project)
    by_year = list(YearlyInvestment.objects.filter(project=project).order_by("year"))
    return ProjectView(
        project=project,
        figures=figures_of([project], as_of)[project.pk],
        years=list(ProjectYear.objects.filter(project=project).select_related("batch").order_by("-year")),
        by_year=by_year,
        months=list(MonthlyProgress.objects.filter(project=project).order_by("-month")),
        milestones=list(
            Milestone.objects.filter(project=project).select_related("unit").order_by("order", "planned_on", "pk")
        ),
        approvals=list(Approval.objects.filter(project=project).select_related("authority").order_by("pk")),
        fundings=list(Funding.objects.filter(project=project).order_by("pk")),
        participants=list(Participant.objects.filter(project=project).order_by("role", "pk")),
        factors=list(
            FactorNeed.objects.filter(project=project).select_related("authority").order_by("needed_by", "pk")
        ),
        problems=list(
            Problem.objects.filter(project=project)
            .select_related("problem_class", "responsible_unit")
            .order_by("closed_at", "deadline", "pk")
        ),
        photographs=[f for f in files if f.is_photograph],
        papers=[f for f in files if not f.is_photograph],
        citations=list(ProjectCitation.objects.filter(project=project).select_related("document").order_by("pk")),
        goals=list(
            ProjectGoal.objects.filter(project=project, removed_on__isnull=True).select_related("goal").order_by("pk")
        ),
        stage_changes=list(StageChange.objects.filter(project=project).order_by("changed_on", "pk")),
        history=list(history_of("project", project.pk)[:200]),
        following=following,
        missing=missing,
        lacks=_lacks(project) if project.library_state == LibraryState.DRAFT else (),
    )


def _lacks(project: Project) -> list[Refusal]:
    sector = (project.sector.name, project.sector.admission_wan_yuan) if project.sector else None
    return lacks_for_submission(dossier_of(project, ()), sector)


def curve_of(
    project: Project, by_year: Sequence[YearlyInvestment], months: Sequence[MonthlyProgress], as_of: date
) -> list[CurvePoint]:
    """Add up plan and progress month by month; a year's plan is spread evenly over its months of planned work.

    From the first to the last month that either knows; progress ends with the last month recorded up to ``as_of``.
    """
    known = sorted((m for m in months if m.month <= as_of), key=lambda m: m.month)
    years = {row.year: row.planned_wan_yuan for row in by_year}
    if not known and not years:
        return []
    spread = _spread(years, project.planned_start, project.planned_finish)
    starts = [m.month for m in known[:1]] + ([min(spread)] if spread else [])
    ends = [m.month for m in known[-1:]] + ([max(spread)] if spread else [])
    recorded = {m.month: m for m in known}
    last = known[-1].month if known else None
    planned, declared, verified = Decimal(0), project.done_before_wan_yuan, project.done_before_wan_yuan
    points: list[CurvePoint] = []
    month = min(starts)
    while month <= max(ends):
        planned += spread.get(month, Decimal(0))
        row = recorded.get(month)
        declared += (row.declared_wan_yuan if row else None) or 0
        verified += (row.verified_wan_yuan if row else None) or 0
        is_known = last is not None and month <= last
        points.append(
            CurvePoint(
                month,
                planned if years else None,
                declared if is_known else None,
                verified if is_known and any(m.verified_wan_yuan is not None for m in known) else None,
            )
        )
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return points


def _spread(years: Mapping[int, Decimal], start: date | None, finish: date | None) -> dict[date, Decimal]:
    """Spread each year's plan over its months between planned start and finish; over all twelve where none is left."""
    spread: dict[date, Decimal] = {}
    for year, amount in years.items():
        all_months = [date(year, month, 1) for month in range(1, 13)]
        work = [
            month
            for month in all_months
            if (start is None or month >= start.replace(day=1)) and (finish is None or month <= finish)
        ]
        for month in work or all_months:
            spread[month] = amount / len(work or all_months)
    return spread

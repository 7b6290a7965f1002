"""A call's demands as SQL (OP2, OP3): counts over a whole library without reading its projects.

``fit_of`` in the rules judges one project and says why; what stands here must count as it judges, and tests hold the
two against each other. Pages count and order with this and let ``fit_of`` judge only the projects that they show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import reduce
from operator import add, or_
from types import MappingProxyType
from typing import Any

from django.db.models import Case, DecimalField, Expression, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Round
from django.db.models.query import QuerySet

from luoshi.domain.projects.models import Approval, Funding, Project, ProjectGoal
from luoshi.domain.projects.rules import STARTED_STAGES
from luoshi.domain.projects.rules.opportunities import YES, Criterion
from luoshi.domain.projects.terms import ApprovalState, CriterionComparator, CriterionField
from luoshi.foundation.money import FINEST, GREATEST

_F, _C = CriterionField, CriterionComparator
_MONEY: DecimalField[Decimal, Decimal] = DecimalField(max_digits=20, decimal_places=6)
_NEVER = Q(pk__in=[])
_COLUMNS: Mapping[CriterionField, str] = MappingProxyType(
    {
        _F.SECTOR: "sector_id",
        _F.STAGE: "lifecycle_stage",
        _F.LEVEL: "level",
        _F.INVESTOR: "investor_type",
        _F.BUILD_KIND: "build_kind",
    }
)


def with_lacks(projects: QuerySet[Project], demands: Sequence[Sequence[Criterion]]) -> QuerySet[Any]:
    """Add ``lacks``, the number of demands that each project does not meet."""
    if any(one.field is _F.FUNDS_GAP for group in demands for one in group):
        projects = projects.alias(funds_gap=_gap())
    missed = [
        Case(When(reduce(or_, map(_met, group)), then=Value(0)), default=Value(1), output_field=IntegerField())
        for group in demands
    ]
    return projects.annotate(lacks=reduce(add, missed, Value(0, output_field=IntegerField())))


def _gap() -> Expression:
    """Funds still missing, rounded to the fen: a database may add decimals as binary numbers."""
    planned = Funding.objects.filter(project=OuterRef("pk"), planned_wan_yuan__gt=0).order_by().values("project_id")
    total = Subquery(planned.annotate(planned=Sum("planned_wan_yuan")).values("planned"), output_field=_MONEY)
    covered = Coalesce(total, Value(Decimal(0)), output_field=_MONEY)
    return Round(F("total_wan_yuan") - covered, precision=6, output_field=_MONEY)


def _met(criterion: Criterion) -> Q:
    if column := _COLUMNS.get(criterion.field):
        same = Q(**{column: int(criterion.value) if criterion.field is _F.SECTOR else criterion.value})
        return same if criterion.comparator is _C.IS else ~same
    return _OTHERS[criterion.field](criterion)


def _total(criterion: Criterion) -> Q:
    return _compared("total_wan_yuan", criterion, Decimal(criterion.value))


def _funds_gap(criterion: Criterion) -> Q:
    wanted = Decimal(criterion.value)
    known = Q(total_wan_yuan__isnull=False)
    # A gap is never below zero: what is covered more than once lacks nothing.
    if criterion.comparator is _C.AT_LEAST:
        return known if wanted <= 0 else _compared("funds_gap", criterion, wanted)
    return _NEVER if wanted < 0 else _compared("funds_gap", criterion, wanted)


def _compared(column: str, criterion: Criterion, wanted: Decimal) -> Q:
    """Compare a sum with what is wanted, moved to the next fen that decides alike; beyond all sums nothing is asked."""
    is_least = criterion.comparator is _C.AT_LEAST
    known = Q(total_wan_yuan__isnull=False)
    if abs(wanted) > GREATEST:
        return known if is_least == (wanted < 0) else _NEVER
    fen = wanted.quantize(FINEST, ROUND_CEILING if is_least else ROUND_FLOOR)
    return Q(**{f"{column}__{'gte' if is_least else 'lte'}": fen})


def _approval(criterion: Criterion) -> Q:
    return _has(criterion, Approval.objects.filter(state=ApprovalState.GRANTED, kind=criterion.value))


def _fund(criterion: Criterion) -> Q:
    return _has(criterion, Funding.objects.filter(planned_wan_yuan__gt=0, category=criterion.value))


def _goal(criterion: Criterion) -> Q:
    return _has(criterion, ProjectGoal.objects.filter(removed_on__isnull=True, goal=int(criterion.value)))


def _has(criterion: Criterion, rows: QuerySet[Approval] | QuerySet[Funding] | QuerySet[ProjectGoal]) -> Q:
    found = Q(pk__in=rows.order_by().values("project_id"))
    return found if criterion.comparator is _C.HAS else ~found


def _division(criterion: Criterion) -> Q:
    return Q(division_code__startswith=criterion.value)


def _is_started(criterion: Criterion) -> Q:
    started = Q(lifecycle_stage__in=[stage.value for stage in STARTED_STAGES])
    return started if criterion.value == YES else ~started


def _planned_start(criterion: Criterion) -> Q:
    day = date.fromisoformat(criterion.value)
    return Q(planned_start__lte=day) if criterion.comparator is _C.BY else Q(planned_start__gte=day)


_OTHERS: Mapping[CriterionField, Callable[[Criterion], Q]] = MappingProxyType(
    {
        _F.TOTAL: _total,
        _F.FUNDS_GAP: _funds_gap,
        _F.APPROVAL: _approval,
        _F.FUND: _fund,
        _F.GOAL: _goal,
        _F.DIVISION: _division,
        _F.IS_STARTED: _is_started,
        _F.PLANNED_START: _planned_start,
    }
)

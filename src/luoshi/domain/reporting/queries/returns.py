"""Read returns, their lines and disputes, within what an account may see (RP17)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import OFFICE_ROLES, within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.reporting.models import Dispute, Line, LineFile, Return, UnitToken
from luoshi.domain.reporting.rules import EDITABLE, LineFigures
from luoshi.domain.reporting.terms import ReturnState
from luoshi.foundation.kept_queries import kept_query

FILLING_ROLES = (Role.REPORTER, Role.LEADER)
_LINE = tuple(field.name for field in Line._meta.concrete_fields)
_OF_ITS_THING = (
    *(f"task__{name}" for name in ("title", "year", "number", "deadline", "indicator", "target_value", "target_unit")),
    *(f"project__{name}" for name in ("name", "number")),
    *(f"touched_by__{name}" for name in ("username", "display_name")),
)


def visible_returns(standing: Standing) -> QuerySet[Return]:
    """Returns of the units that the account reaches, and of the jurisdictions whose office it is in."""
    scopes = standing.scopes()
    if not scopes:
        return Return.objects.none()
    condition = Q(unit__in=_units(scopes))
    if office := standing.scopes(*OFFICE_ROLES):
        condition |= Q(period__scheme__jurisdiction__in=_units(office))
    return Return.objects.filter(condition)


def return_seen(standing: Standing, pk: int) -> Return | None:
    """Give a return with unit, period, scheme and jurisdiction; None where it is not among ``visible_returns``."""
    sheet = _with_places.first(pk)
    if sheet is None:
        return None
    keeps = standing.reaches(sheet.period.scheme.jurisdiction.path, *OFFICE_ROLES)
    return sheet if keeps or standing.reaches(sheet.unit.path) else None


@kept_query
def _with_places(pk: int) -> QuerySet[Return]:
    return Return.objects.filter(pk=pk).select_related("unit", "period__scheme__jurisdiction")


@kept_query
def return_of_unit(pk: int, unit_id: int) -> QuerySet[Return]:
    """A unit's return with period and scheme, as its programs name it."""
    return Return.objects.filter(pk=pk, unit=unit_id).select_related("period__scheme")


@kept_query
def lines_known(sheet_id: int) -> QuerySet[Line]:
    """What is known of a return's lines beforehand, without what was written on them."""
    lines = Line.objects.filter(sheet=sheet_id).select_related("task")
    return lines.only("sheet", "task", "project", "known", "task__target_unit")


def lines_of(sheet: Return) -> list[Line]:
    """Give a return's lines in the order of its pages and sheets, with what names their things. One query."""
    return _lines_in_order(sheet.pk)


@kept_query
def _lines_in_order(sheet_id: int) -> QuerySet[Line]:
    return (
        Line.objects.filter(sheet=sheet_id)
        .select_related("task", "project", "touched_by")
        .only(*_LINE, *_OF_ITS_THING)
        .order_by("project_id", "task__deadline", "task__number", "pk")
    )


def lines_before(sheet: Return) -> tuple[Return | None, dict[tuple[int | None, int | None], Line]]:
    """Give the unit's last return of the same scheme that was handed in before, with its lines by task and project.

    Two queries, however many lines there are.
    """
    last = (
        Return.objects.filter(
            unit=sheet.unit_id,
            period__scheme=sheet.period.scheme_id,
            period__ends_on__lt=sheet.period.ends_on,
            first_approved_at__isnull=False,
        )
        .select_related("period")
        .order_by("-period__ends_on", "-pk")
        .first()
    )
    lines = Line.objects.filter(sheet=last) if last else []
    return last, {(line.task_id, line.project_id): line for line in lines}


def files_of(sheet: Return) -> dict[int, list[LineFile]]:
    """Give the evidence of a return's lines, by line; lines without are left out. One query."""
    found: dict[int, list[LineFile]] = {}
    for file in _files(sheet.pk):
        found.setdefault(file.line_id, []).append(file)
    return found


@kept_query
def _files(sheet_id: int) -> QuerySet[LineFile]:
    return LineFile.objects.filter(line__sheet=sheet_id).order_by("pk")


def disputes_of(sheet: Return) -> dict[int, list[Dispute]]:
    """Give the disputes about a return's lines, by line; lines without are left out. One query."""
    found: dict[int, list[Dispute]] = {}
    for dispute in Dispute.objects.filter(line__sheet=sheet).order_by("pk"):
        found.setdefault(dispute.line_id, []).append(dispute)
    return found


def line_figures(line: Line, *, files: int) -> LineFigures:
    """See a line as the rules of suspicion do; funds and payments since the year's start."""
    known = line.known
    return LineFigures(
        percent=line.declared_percent,
        value=line.declared_value,
        period_wan_yuan=line.declared_wan_yuan,
        year_wan_yuan=line.declared_year_wan_yuan,
        funds_wan_yuan=_added(known.get("funds_year"), line.declared_funds_wan_yuan),
        paid_wan_yuan=_added(known.get("paid_year"), line.declared_paid_wan_yuan),
        words=line.note,
        files=files,
    )


def returns_to_do(standing: Standing, now: datetime) -> list[Return]:
    """Give the open returns that the account's own units still have to fill or approve, the nearest first."""
    paths = standing.scopes(*FILLING_ROLES)
    if not paths:
        return []
    own_units = [post.unit_id for post in standing.posts if post.role in FILLING_ROLES]
    return list(
        Return.objects.filter(
            Q(period__locks_at__gt=now) | Q(state=ReturnState.RETURNED, reopened_until__gt=now),
            unit__in=own_units,
            state__in=[*EDITABLE, ReturnState.SUBMITTED],
            period__opens_at__lte=now,
        )
        .select_related("period__scheme__jurisdiction", "unit")
        .annotate(
            lines_count=Count("lines", distinct=True),
            touched_count=Count("lines", filter=Q(lines__is_touched=True), distinct=True),
        )
        .order_by("period__due_at", "unit__path")
    )


def visible_disputes(standing: Standing) -> QuerySet[Dispute]:
    """Disputes on returns that the account may see, open ones first."""
    return (
        Dispute.objects.filter(line__sheet__in=visible_returns(standing).values("pk"))
        .select_related(
            "line__task", "line__project", "line__sheet__period__scheme__jurisdiction", "line__sheet__unit",
            "raised_by", "answered_by",
        )
        .order_by("answered_at", "-raised_at")
    )  # fmt: skip


def unit_of_token(token: str) -> UnitToken | None:
    """Give the key for programs that a secret belongs to, of a unit in use and an account that still may fill."""
    return _token_in_use.first(hashlib.sha256(token.encode()).hexdigest())


@kept_query
def _token_in_use(sha256: str) -> QuerySet[UnitToken]:
    return UnitToken.objects.filter(
        sha256=sha256, revoked_at__isnull=True, unit__is_active=True, created_by__is_active=True
    ).select_related("unit", "created_by")


def labels_of(lines: Sequence[Line]) -> dict[int, str]:
    """Name lines as sheets and messages do."""
    return {line.pk: name_of(line) for line in lines}


def name_of(line: Line) -> str:
    """Name a line's task or project."""
    if line.task is not None:
        return str(line.task.title)
    return str(line.project.name) if line.project is not None else ""


def _added(before: str | None, amount: Decimal | None) -> Decimal | None:
    if amount is None:
        return None
    return Decimal(before or 0) + amount


def _units(scopes: tuple[str, ...]) -> QuerySet[Unit]:
    units: QuerySet[Unit] = Unit.objects.filter(within(scopes)).order_by().values("pk")
    return units

"""Make schemes, periods and returns by the product's own actions. The period of November 2026 opens on the 25th."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.reporting import actions
from luoshi.domain.reporting.models import Dispute, Line, Period, Return, Scheme
from luoshi.domain.reporting.rules import LineDraft
from luoshi.domain.reporting.terms import Figure
from luoshi.domain.tasks import actions as task_actions
from luoshi.foundation.clock import current_time, local_date
from luoshi.foundation.periods import Rhythm
from tests.cast import Cast
from tests.factories.projects import make_project
from tests.factories.tasks import make_task

OPEN = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)  # November's period is open
MONTHLY = {
    "opens": {"days": -5, "anchor": "end", "counts": "calendar"},
    "due": {"days": 5, "anchor": "end", "counts": "working"},
    "grace_days": 1,
    "lock_days": 10,
}


def make_scheme(cast: Cast, now: datetime = OPEN, **fields: Any) -> Scheme:
    """Make the city's monthly report of tasks and projects."""
    jurisdiction = fields.pop("jurisdiction", cast.city)
    officer = cast.officer if jurisdiction == cast.city else cast.county_officer
    wanted: dict[str, Any] = {"name": "重点工作月报", "rhythm": Rhythm.MONTH, "schedule": MONTHLY}
    return actions.create_scheme(actor=officer, now=now, jurisdiction=jurisdiction, **(wanted | fields))


def make_period(cast: Cast, month: int = 11, now: datetime = OPEN, scheme: Scheme | None = None) -> Period:
    """Place 2026's periods and give a month's."""
    scheme = scheme or Scheme.objects.filter(jurisdiction=cast.city).first() or make_scheme(cast, now)
    officer = cast.officer if scheme.jurisdiction_id == cast.city.pk else cast.county_officer
    actions.place_periods(actor=officer, now=now, scheme=scheme, year=2026)
    return Period.objects.select_related("scheme__jurisdiction").get(scheme=scheme, ends_on__month=month)


def issued_project(cast: Cast, now: datetime = OPEN, **fields: Any) -> Project:
    """Make an issued project of the bureau."""
    project = make_project(cast, now, state=LibraryState.PLAN_SUBMITTED, **fields)
    Project.objects.filter(pk=project.pk).update(library_state=LibraryState.ISSUED, actual_start=date(2026, 3, 1))
    project.refresh_from_db()
    return project


def opened(cast: Cast, unit: Unit | None = None, *, period: Period | None = None, now: datetime = OPEN) -> Return:
    """Open the period and give the unit's return, the bureau's where none is named."""
    period = period or make_period(cast, now=now)
    actions.open_period(now=now, period=period)
    return read(Return.objects.get(period=period, unit=unit or cast.bureau))


def read(sheet: Return) -> Return:
    """Read the return again, with everything that actions and pages want loaded."""
    return Return.objects.select_related("unit", "period__scheme__jurisdiction").get(pk=sheet.pk)


def task_line(sheet: Return) -> Line:
    """Give the first line of a task."""
    return Line.objects.filter(sheet=sheet, task__isnull=False).order_by("pk").first() or Line()


def project_line(sheet: Return) -> Line:
    """Give the first line of a project."""
    return Line.objects.filter(sheet=sheet, project__isnull=False).order_by("pk").first() or Line()


def open_today(cast: Cast, side: str = "city", *, fields: tuple[str, ...] = ()) -> Return:
    """Open a period of own dates that holds the real day of today, with one task of the side's department."""
    now = current_time()
    today = local_date(now)
    place, lead = (cast.city, cast.bureau) if side == "city" else (cast.county, cast.county_bureau)
    officer = cast.officer if side == "city" else cast.county_officer
    own = {"start": f"{today - timedelta(days=20)}", "end": f"{today}", "zh": "本期", "en": "This period"}
    scheme = make_scheme(
        cast,
        now,
        jurisdiction=place,
        rhythm=Rhythm.OWN,
        covers_projects=False,
        schedule={**MONTHLY, "own": [own]},
        fields=[{"key": f"f{place}", "name": name} for place, name in enumerate(fields, 1)],
    )
    task = make_task(cast, now, actor=officer, jurisdiction=place, lead_unit=lead)
    batch = task_actions.create_batch(actor=officer, now=now, jurisdiction=place, name="批次", document_number="督1号")
    task_actions.issue_batch(
        actor=officer, now=now, batch=task_actions.add_to_batch(actor=officer, now=now, batch=batch, tasks=[task])
    )
    leader = cast.bureau_leader if side == "city" else cast.county_leader
    task_actions.sign_task(actor=leader, now=now, task=task)
    actions.place_periods(actor=officer, now=now, scheme=scheme, year=today.year)
    period = Period.objects.select_related("scheme__jurisdiction").get(scheme=scheme)
    actions.open_period(now=now, period=period)
    return read(Return.objects.get(period=period, unit=lead))


def handed_in_today(cast: Cast, side: str = "city") -> Return:
    """Give a return of today's period that waits for the office."""
    sheet = open_today(cast, side)
    person = cast.bureau_leader if side == "city" else cast.county_leader
    draft = LineDraft(percent=60, note="完成主体施工，进入装修阶段。")
    actions.save_line(actor=person, now=current_time(), sheet=sheet, line_id=task_line(sheet).pk, draft=draft)
    actions.submit_return(actor=person, now=current_time(), sheet=sheet)
    return read(sheet)


def verified_today(cast: Cast, side: str = "city") -> Return:
    """Give a return of today's period that the office verified lower than declared."""
    sheet = handed_in_today(cast, side)
    officer = cast.officer if side == "city" else cast.county_officer
    verdicts = {task_line(sheet).pk: actions.LineVerdict(percent=40)}
    actions.verify_lines(actor=officer, now=current_time(), sheet=sheet, verdicts=verdicts)
    return read(sheet)


def disputed_today(cast: Cast, side: str = "city") -> Dispute:
    """Give a dispute that waits for its answer."""
    sheet = verified_today(cast, side)
    person = cast.bureau_leader if side == "city" else cast.county_leader
    return actions.dispute_value(
        actor=person, now=current_time(), line=task_line(sheet), figure=Figure.PERCENT, claimed=Decimal(55),
        reason="附验收单",
    )  # fmt: skip

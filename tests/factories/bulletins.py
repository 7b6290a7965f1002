"""Make bulletins of October 2026 by the product's own actions: a city in which two bureaus and a county have work."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from luoshi.domain.bulletins import actions
from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.rules import span_of
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import MonthlyProgress, Project, ProjectYear
from luoshi.domain.tasks.models import Task
from luoshi.foundation.periods import ReportingPeriod, Rhythm
from tests.cast import Cast
from tests.factories import tasks as make_task
from tests.factories.reporting import issued_project

ISSUED = datetime(2026, 2, 2, 1, tzinfo=UTC)
CLOSED = datetime(2026, 9, 20, 1, tzinfo=UTC)
AFTER = datetime(2026, 11, 6, 1, tzinfo=UTC)
OCTOBER = span_of(Rhythm.MONTH, 2026, 10)


def closed(cast: Cast, **fields: Any) -> Task:
    """A task of the bureau that was due in September and closed on 20 September."""
    task = make_task.handled(cast, ISSUED, **({"deadline": date(2026, 9, 30)} | fields))
    report = make_task.completion(cast, CLOSED, task)
    make_task.actions.verify_report(actor=cast.officer, now=CLOSED, report=report)
    return make_task.fresh(task)


def late(cast: Cast, unit: Unit | None = None, **fields: Any) -> Task:
    """A task that was due in September and is not closed."""
    wanted = {"deadline": date(2026, 9, 30), "lead_unit": unit or cast.other_bureau, "title": "完成高标准农田建设"}
    return make_task.issued(cast, ISSUED, **(wanted | fields))


def invested(cast: Cast, done: int, unit: Unit | None = None, **fields: Any) -> Project:
    """An issued project with 12,000万元 planned for the year, of which so much is verified until October."""
    project = issued_project(cast, ISSUED, **({"lead_unit": unit or cast.bureau} | fields))
    ProjectYear.objects.update_or_create(
        project=project, year=2026, defaults={"planned_wan_yuan": Decimal(12000), "annual_class": "continuing"}
    )
    MonthlyProgress.objects.create(
        project=project,
        month=date(2026, 10, 1),
        declared_wan_yuan=Decimal(done),
        verified_wan_yuan=Decimal(done),
        recorded_at=AFTER,
    )
    return project


def assembled(cast: Cast, side: str = "city", span: ReportingPeriod = OCTOBER) -> Bulletin:
    """Assemble the bulletin of October for the city or the county."""
    actor, unit = (cast.officer, cast.city) if side == "city" else (cast.county_officer, cast.county)
    return actions.assemble_bulletin(actor=actor, now=AFTER, jurisdiction=unit, span=span)


def frozen(cast: Cast, side: str = "city") -> Bulletin:
    """Freeze it."""
    actor = cast.officer if side == "city" else cast.county_officer
    return actions.freeze_bulletin(actor=actor, now=AFTER, bulletin=assembled(cast, side))


def published(cast: Cast, side: str = "city") -> Bulletin:
    """Publish it."""
    actor = cast.officer if side == "city" else cast.county_officer
    return actions.publish_bulletin(actor=actor, now=AFTER, bulletin=frozen(cast, side))

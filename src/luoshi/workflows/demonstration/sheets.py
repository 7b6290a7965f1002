"""The demonstration's sheets of projects: one brought in and stored, one whose faults still wait to be put right."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.terms import ImportKind, RunState
from luoshi.foundation.clock import local_date
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.import_sheet import matching
from luoshi.workflows.import_sheet.runs import work_on

HEADING = "项目名称,责任单位,业主单位,总投资（万元）,计划开工日期,计划竣工日期"
SHEETS = (  # name, days ago, rows: name, unit, owner, total, start and finish in months from now
    (
        "交通运输领域谋划项目清单.csv",
        24,
        (
            ("霁川北站综合客运枢纽", "市交通运输局", "霁川交通投资集团有限公司", "86000", 8, 32),
            ("环城货运通道改建工程", "市交通运输局", "霁川交通投资集团有限公司", "41500", 6, 24),
            ("农村客货邮融合站点建设", "市交通运输局", "霁川交通投资集团有限公司", "3200", 5, 14),
        ),
    ),
    (
        "水利补短板项目清单.csv",
        3,
        (
            ("沿江排涝泵站更新改造", "市水利局", "霁川水务集团有限公司", "12800", 6, 20),
            ("中小河流清淤疏浚二期", "市水利局", "霁川水务集团有限公司", "待核", 7, 22),
            ("灌区信息化提升工程", "市水务局", "霁川水务集团有限公司", "5600", 5, 2),
        ),
    ),
)


def bring_sheets(city: City, now: datetime) -> None:
    """Bring sheets in, have them checked, and store what is without fault."""
    for name, days, rows in SHEETS:
        moment = timezone.make_aware(datetime.combine(local_date(now) - timedelta(days=days), time(10, 20)))
        run = _checked(city, name, _sheet(rows, moment.date()), moment)
        if run.state == RunState.READY:
            confirmed = matching.confirm(
                actor=city.officer, now=moment + timedelta(minutes=9), run=run, version=run.version
            )
            work_on(run_id=confirmed.pk, clock=partial(_given, moment + timedelta(minutes=10)))


def _checked(city: City, name: str, content: bytes, moment: datetime) -> ImportRun:
    run = matching.bring_in(
        actor=city.officer,
        now=moment,
        jurisdiction=city.root,
        kind=ImportKind.PROJECTS,
        name=name,
        content=content,
    )
    proposal = matching.proposed(run)
    run = matching.match_and_check(
        actor=city.officer,
        now=moment + timedelta(minutes=4),
        run=run,
        version=run.version,
        sheet=proposal.sheet,
        header_row=proposal.heading.row + 1,
        header_rows=proposal.heading.rows,
        matching={column.number: column.field for column in proposal.columns},
    )
    work_on(run_id=run.pk, clock=partial(_given, moment + timedelta(minutes=5)))
    run.refresh_from_db()
    return run


def _sheet(rows: tuple[tuple[str, str, str, str, int, int], ...], day: date) -> bytes:
    lines = [",".join((*words, _month(day, start), _month(day, finish))) for *words, start, finish in rows]
    return "\n".join((HEADING, *lines)).encode()


def _month(day: date, months: int) -> str:
    number = day.year * 12 + day.month - 1 + months
    return f"{number // 12}-{number % 12 + 1:02}-01"


def _given(moment: datetime) -> datetime:
    return moment

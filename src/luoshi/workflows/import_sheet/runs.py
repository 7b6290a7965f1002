"""Check an import's sheet and store it; what comes out is written to the run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from time import monotonic
from types import MappingProxyType
from typing import Any

from django.db import transaction

from luoshi.domain.audit.actions import record_event
from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.terms import UNDER_WAY, ImportKind, RunDeed, RunState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import Refusal
from luoshi.workflows.import_sheet.checked import Importer, Progress
from luoshi.workflows.import_sheet.faults import Fault
from luoshi.workflows.import_sheet.headings import Heading, joined
from luoshi.workflows.import_sheet.indicators import IndicatorImport
from luoshi.workflows.import_sheet.projects import ProjectImport
from luoshi.workflows.import_sheet.sheets import SheetFile, shown
from luoshi.workflows.import_sheet.table import Choices, Row, Table
from luoshi.workflows.import_sheet.tasks import TaskImport
from luoshi.workflows.import_sheet.units import UnitImport
from luoshi.workflows.lit_deeds import lit

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
IMPORTERS: Mapping[ImportKind, type[Importer]] = MappingProxyType(
    {
        ImportKind.PROJECTS: ProjectImport,
        ImportKind.TASKS: TaskImport,
        ImportKind.UNITS: UnitImport,
        ImportKind.INDICATORS: IndicatorImport,
    }
)
READING, CHECKING, STORING = "reading", "checking", "storing"
_PROGRESS_EVERY_SECONDS = 0.4
_AFTER_READING = 0.25  # share of the bar


class _Undone(Exception):
    """Takes back everything that storing wrote."""


class Unfinished(Refusal):
    """The program failed; nothing was stored."""

    chinese = "处理时出现程序错误，没有写入任何内容。请点击“重新检查”；如再次出现，请联系管理员查看日志。"
    english = "The program failed and nothing was stored. Check again; if it happens again, ask the administrator."


class FileGone(Refusal):
    """The file is no longer in the storage."""

    chinese = "上传的文件已不在服务器上，没有写入任何内容。请重新上传。"
    english = "The file is no longer on the server; nothing was stored. Upload it again."


def work_on(*, run_id: int, clock: Clock) -> bool:
    """Check or store an import that waits; give False where it does not wait any more."""
    run = _claim(run_id, clock())
    if run is None:
        return False
    progress = _progress_of(run, clock)
    try:
        table = open_table(run)
        rows = table.rows()
        progress(_AFTER_READING)
        if run.state == RunState.STORING:
            _store(run, table, rows, clock)
        else:
            _check(run, table, rows, progress, clock)
    except FileNotFoundError:
        _fail(run, FileGone(), clock())
    except Refusal as refusal:
        _fail(run, refusal, clock())
    except Exception:
        logger.exception("import %s", run_id)
        _fail(run, Unfinished(), clock())
    return True


def open_table(run: ImportRun) -> Table:
    """Open an import's file at the sheet and columns chosen."""
    with run.file.open("rb") as file:
        content = file.read()
    opened = SheetFile(run.file_name, content)
    sheet = opened.sheet(run.sheet)
    heading = Heading((run.header_row or 1) - 1, run.header_rows)
    top = [[shown(cell) for cell in row] for row in sheet.rows[: heading.row + heading.rows]]
    names = joined(top, heading, sheet.marks.merged)
    return Table(
        sheet,
        kind=ImportKind(run.kind),
        first_row=heading.row + heading.rows,
        headings=dict(enumerate(names)),
        matching={int(column): key for column, key in run.matching.items()},
        choices=Choices.of(run.choices),
    )


def _claim(run_id: int, now: datetime) -> ImportRun | None:
    with transaction.atomic():
        run = (
            ImportRun.objects.select_for_update(of=("self",))
            .select_related("jurisdiction", "confirmed_by")
            .filter(pk=run_id)
            .first()
        )
        if run is None or run.state not in UNDER_WAY or run.stage:
            return None
        run.stage = READING
        run.progress_percent = 1
        run.progress_at = now
        run.save(update_fields=["stage", "progress_percent", "progress_at"])
        return run


def _progress_of(run: ImportRun, clock: Clock) -> Progress:
    """Write the share that is done, at most every 0.4 s: pages ask no oftener."""
    last_written = monotonic()

    def write(share: float) -> None:
        nonlocal last_written
        if monotonic() - last_written < _PROGRESS_EVERY_SECONDS:
            return
        last_written = monotonic()
        percent = min(max(round(share * 100), 1), 99)
        stage = STORING if run.state == RunState.STORING else CHECKING
        ImportRun.objects.filter(pk=run.pk, state=run.state).update(
            stage=stage, progress_percent=percent, progress_at=clock()
        )

    return write


def _check(run: ImportRun, table: Table, rows: Sequence[Row], progress: Progress, clock: Clock) -> None:
    importer = IMPORTERS[ImportKind(run.kind)](table, run.jurisdiction, local_date(clock()))
    if rows:
        importer.check(rows, lambda share: progress(_AFTER_READING + share * (1 - _AFTER_READING)))
    _write(run, RunState.FAULTY if table.faults.errors else RunState.READY, table, importer.plan.as_plain(), clock())


def _store(run: ImportRun, table: Table, rows: Sequence[Row], clock: Clock) -> None:
    """Store all or nothing, and only what was shown (IM9)."""
    now = clock()
    ImportRun.objects.filter(pk=run.pk).update(stage=STORING, progress_percent=40, progress_at=now)
    importer = IMPORTERS[ImportKind(run.kind)](table, run.jurisdiction, local_date(now))
    plan: dict[str, Any] = {}
    try:
        with transaction.atomic():
            importer.prepare(rows, lambda _: None)
            plan = importer.plan.as_plain()
            if table.faults.errors or plan["digest"] != run.plan.get("digest") or run.confirmed_by is None:
                raise _Undone
            lit(importer.store)(actor=run.confirmed_by, now=now, source=run.file_name)
            if table.faults.errors:
                raise _Undone
            _write(run, RunState.STORED, table, plan, now)
    except _Undone:
        is_other = not table.faults.errors
        state = RunState.READY if is_other else RunState.FAULTY
        _write(run, state, table, plan | {"is_other": is_other}, clock())


def _write(run: ImportRun, state: RunState, table: Table, plan: dict[str, Any], now: datetime) -> None:
    with transaction.atomic():
        current = ImportRun.objects.select_for_update().get(pk=run.pk)
        if current.state != run.state:
            return
        current.state = state
        current.faults = table.faults.as_plain(run.sheet)
        current.fault_count = table.faults.errors
        current.plan = plan
        if state is RunState.STORED:
            current.stored_at = now
            record_event(
                actor=run.confirmed_by,
                now=now,
                verb=RunDeed.FINISH.value,
                subject_type="import",
                subject_id=run.pk,
                after=plan["counts"],
            )
        _settle(current, now)


def _fail(run: ImportRun, refusal: Refusal, now: datetime) -> None:
    with transaction.atomic():
        current = ImportRun.objects.select_for_update().get(pk=run.pk)
        if current.state != run.state:
            return
        current.state = RunState.FAILED
        current.faults = [Fault(0, None, refusal, at="—").as_plain(run.sheet)]
        current.fault_count = 1
        current.plan = {}
        _settle(current, now)


def _settle(run: ImportRun, now: datetime) -> None:
    run.stage = ""
    run.progress_percent = 100
    run.progress_at = now
    run.version += 1
    run.save()

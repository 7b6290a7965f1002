"""How the demonstration's projects and batches meet: dossiers of what papers name, two batches of projects, promotions.

Everything is done by the deeds of the office and of the units, after the library was laid.
"""

from __future__ import annotations

import random
import struct
import tomllib
import zlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from luoshi.domain.documents.models import Finding
from luoshi.domain.documents.terms import FindingKind
from luoshi.domain.projects import actions
from luoshi.domain.projects.actions import FileDraft
from luoshi.domain.projects.models import MonthlyProgress, Project, Sector
from luoshi.domain.projects.queries.dossiers import stored_dossier
from luoshi.domain.projects.queries.for_batch import projects_for_batch
from luoshi.domain.projects.rules import YearDraft
from luoshi.domain.projects.terms import AnnualClass, LibraryState, LifecycleStage
from luoshi.domain.tasks.actions import create_batch
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.rules import UNFINISHED
from luoshi.domain.tasks.terms import BatchState, CheckPoint, TaskState
from luoshi.foundation.clock import local_date
from luoshi.workflows.compile_batch import compile_projects
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.issue_batch import approve_batch, check_batch, issue_batch
from luoshi.workflows.open_dossier import open_dossier
from luoshi.workflows.promote_project import promote_project

APPROVING = "supervision_office"
LEFT_TO_COMPILE = 6  # projects that the batch under way is still to take in
PHOTOGRAPHED = 14
PICTURE = (360, 220)  # pixels


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "chain.toml").read_text(encoding="utf-8"))


def fill_chain(city: City, now: datetime) -> None:
    """Open the dossiers of what papers name, issue two batches of projects, promote some, show photographs."""
    named = [project for row in _words()["projects"] if (project := _named(city, row, now)) is not None]
    first, second = _words()["batches"]
    if (batch := _batch(city, now, first)) is not None:
        entering = _waiting(city, batch)[: first["entering"]]
        compile_projects(actor=city.officer, now=now, batch=batch, projects=[*named, *entering])
        _pass(city, now, batch)
        later = _batch(city, now, second)
        assert later is not None
        compile_projects(actor=city.officer, now=now, batch=later, projects=_waiting(city, later)[: second["entering"]])
        _promote(city, now, later, named, second["promoted"])
        _pass(city, now, later)
    _take_photographs(city, now)


def _waiting(city: City, batch: Batch) -> list[Project]:
    offered = [offer.project for offer in projects_for_batch(batch, limit=400) if not offer.is_promotion]
    wanted = [p for p in offered if p.library_state == LibraryState.COMPILING]
    return wanted[LEFT_TO_COMPILE:] + [p for p in offered if p.library_state == LibraryState.PLAN_SUBMITTED]


def _named(city: City, row: dict[str, Any], now: datetime) -> Project | None:
    """Open the dossier of a project that a paper names, fill it in and bring it into the annual plan."""
    task = _task_of(city, row)
    if task is None or task.lead_unit is None:
        return None
    moment = min(now, max(task.created_at, task.issued_at or task.created_at) + timedelta(days=6))
    project = open_dossier(actor=city.reporters[task.lead_unit.pk], now=moment, task=task)
    dice = random.Random(sha256(row["name"].encode()).digest())
    year = local_date(now).year
    start = max(project.stage_since, date(year, 3, 1)).replace(day=1)
    finish = date(start.year + 1, 12, 20)
    part = Decimal(round(row["total"] * dice.uniform(0.25, 0.4) / 10) * 10)
    dossier = replace(
        stored_dossier(project),
        name=row["name"],
        scale=row["scale"],
        sector_id=Sector.objects.get(jurisdiction=city.root, name=row["sector"]).pk,
        investor_type="government" if row["sector"] != "工业" else "state_enterprise",
        approval_route="approval",
        level="city",
        owner_name=row["owner"],
        sponsor_leader="市政府分管领导",
        responsible_person=city.leaders[task.lead_unit.pk].public_name,
        total_wan_yuan=Decimal(row["total"]),
        planned_start=start,
        planned_finish=finish,
        investment_by_year=((start.year, part), (start.year + 1, Decimal(row["total"]) - part)),
    )
    writer = city.reporters[task.lead_unit.pk]
    project = actions.edit_project(actor=writer, now=moment, project=project, version=project.version, dossier=dossier)
    actions.submit_project(actor=writer, now=moment, project=project)
    admitted = min(now, moment + timedelta(days=4))
    given: dict[str, Any] = {"actor": city.officer, "now": admitted, "project": project}
    actions.admit_project(**given)
    actions.put_in_rolling_plan(**given)
    actions.advance_stage(**given, stage=LifecycleStage.PRELIMINARY, changed_on=local_date(admitted))
    actions.put_in_annual_plan(**given)
    draft = YearDraft(
        year=year,
        annual_class=AnnualClass.PROSPECTIVE.value if dice.random() < 0.5 or "task" in row else AnnualClass.NEW_START,
        planned_wan_yuan=part,
        objective="完成前期手续，具备开工条件。",
    )
    actions.set_year(**given, draft=draft)
    return Project.objects.get(pk=project.pk)


def _task_of(city: City, row: dict[str, Any]) -> Task | None:
    tasks = Task.objects.filter(
        jurisdiction=city.root, state__in=UNFINISHED, batch__state=BatchState.ISSUED, project__isnull=True
    ).exclude(state=TaskState.COMPLETION_REPORTED)
    if "task" in row:
        tasks = tasks.filter(title=row["task"])
    else:
        found = Finding.objects.filter(
            document__jurisdiction=city.root, kind=FindingKind.COMMITMENT, heading__contains=row["name"]
        )
        tasks = tasks.filter(citations__finding__in=found, instrument="project")
    return tasks.select_related("lead_unit").order_by("-pk").first()


def _batch(city: City, now: datetime, row: dict[str, Any]) -> Batch | None:
    """Open a batch of the year; None while nothing of the year's plan is issued."""
    year = local_date(now).year
    if not Batch.objects.filter(jurisdiction=city.root, year=year, state=BatchState.ISSUED).exists():
        return None
    return create_batch(
        actor=city.officer,
        now=now,
        jurisdiction=city.root,
        name=row["name"].format(year=year),
        document_number=row["document_number"].format(year=year),
    )


def _pass(city: City, now: datetime, batch: Batch) -> None:
    """Check, approve and issue a batch with its projects, where its plan asks for it."""
    batch = Batch.objects.select_related("plan", "jurisdiction").get(pk=batch.pk)
    if batch.plan is not None:
        checker = city.accounts.get("officer2", city.officer)
        check_batch(actor=checker, now=now, batch=batch, points=list(CheckPoint), remark="投资和时限与项目档案一致。")
        leader = city.leaders[city.units[APPROVING].pk]
        approve_batch(actor=leader, now=now, batch=batch, remark="同意下达。")
    issue_batch(actor=city.officer, now=now, batch=batch)


def _promote(city: City, now: datetime, batch: Batch, named: list[Project], count: int) -> None:
    """Promote what the first batch issued for preparation, what was rolled forward from last year first."""
    offers = [offer.project for offer in projects_for_batch(batch) if offer.is_promotion]
    rolled = {project.pk for project in named[-1:]}
    offers.sort(key=lambda project: (project.pk not in rolled, project.number))
    for project in offers[:count]:
        promote_project(
            actor=city.officer,
            now=now,
            project=project,
            batch=batch,
            annual_class=AnnualClass.NEW_START,
            planned_start_month=local_date(now).month,
            reason="用地、资金已落实，由预备转为新开工。",
        )


def _take_photographs(city: City, now: datetime) -> None:
    """Keep drawn pictures of the site, two or three for each of some projects that are being built."""
    building = Project.objects.filter(
        jurisdiction=city.root, lifecycle_stage=LifecycleStage.BUILDING, last_month__isnull=False
    ).order_by("number")[:PHOTOGRAPHED]
    for project in building:
        months = list(MonthlyProgress.objects.filter(project=project).order_by("-month")[:9:3])
        for place, row in enumerate(reversed(months)):
            taken = min(row.month + timedelta(days=20 + place), local_date(now))
            content = drawn_site(project.name, (place + 1) / len(months))
            draft = FileDraft(f"现场{taken:%Y%m%d}.png", content, taken, row.narrative)
            actions.add_file(actor=city.reporters[project.lead_unit_id], now=now, project=project, draft=draft)


def drawn_site(name: str, share: float) -> bytes:
    """Draw a building site as PNG: sky, hills, a frame that has grown to a share of its height, a crane."""
    dice = random.Random(sha256(name.encode()).digest())
    width, height = PICTURE
    ground, shift = height * 3 // 4, dice.randrange(140)
    rows = [bytearray([0 if y < ground else 1]) * width for y in range(height)]
    for x in range(width):  # hills
        for y in range(ground - 20 - int(18 * abs(((x + shift) % 140) / 70 - 1)), ground):
            rows[y][x] = 2
    floors, left = max(2, round(9 * share)), 60 + dice.randrange(60)
    for floor in range(floors):
        top = ground - 13 * (floor + 1)
        _fill(rows, left, top, left + 130, top + 3, 3)
        for column in range(0, 131, 26):
            _fill(rows, left + column, top, left + column + 4, top + 13, 3)
    _fill(rows, left + 170, 24, left + 175, ground, 4)
    _fill(rows, left + 60, 30, left + 230, 34, 4)
    _fill(rows, left + 80, 34, left + 82, 34 + round(60 * share) + 8, 5)
    _fill(rows, 0, ground + 18, width, ground + 21, 5)
    return _png(
        rows, ((196, 216, 232), (176, 160, 132), (132, 156, 128), (120, 124, 130), (214, 150, 46), (84, 78, 70))
    )


def _fill(rows: list[bytearray], left: int, top: int, right: int, bottom: int, colour: int) -> None:
    for y in range(max(top, 0), min(bottom, len(rows))):
        right = min(right, len(rows[y]))
        rows[y][left:right] = bytes([colour]) * max(right - left, 0)


def _png(rows: list[bytearray], palette: tuple[tuple[int, int, int], ...]) -> bytes:
    """Write rows of palette indexes as a PNG file."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    colours = bytes(part for colour in palette for part in colour)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    parts = ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)

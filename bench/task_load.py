"""Fill a database with tasks by formula: the same units, texts, states and dates every time."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, date, datetime, timedelta

from django.core.files.base import ContentFile
from django.db import connection

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.documents.models import Document
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.terms import Role, UnitKind
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.models import (
    Assignment,
    Batch,
    Citation,
    Mechanism,
    NumberSeries,
    Participation,
    Policy,
    Report,
    Step,
    Task,
)
from luoshi.domain.tasks.terms import (
    AssignmentState,
    BatchState,
    Instrument,
    MechanismState,
    Part,
    PolicyStage,
    ReportKind,
    ReportState,
    TaskState,
)

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
VERBS = ("推进", "完成", "建成", "启动", "整治", "改造", "提升", "健全", "出台", "培育")
THINGS = (
    "污水处理厂", "老旧小区", "标准化厂房", "高标准农田", "智慧停车系统", "河道治理", "产业园区", "城乡供水",
    "营商环境", "农村公路",
)  # fmt: skip
PLACES = (
    "东城片区", "西山组团", "北部新区", "南岸片区", "滨江带", "老城核心区", "高铁新城", "空港片区", "生态保护区",
    "沿河乡镇",
)  # fmt: skip
STATES = [
    *[TaskState.HANDLING] * 9, *[TaskState.CLOSED] * 5, *[TaskState.ISSUED] * 3, *[TaskState.DRAFT] * 2,
    TaskState.RETURNED, TaskState.COMPLETION_REPORTED, TaskState.WITHDRAWN,
]  # fmt: skip


def fill(size: int) -> Account:
    """Empty the database, fill it with ``size`` tasks, and give the supervision officer of the city."""
    clear()
    units, officer = _units_and_officer()
    city, departments = units[0], units[1:]
    documents = [_document(city, officer, n) for n in range(12)]
    batches = Batch.objects.bulk_create(
        Batch(jurisdiction=city, year=2026, number=n + 1, name=f"2026年第{n + 1}批重点任务", state=BatchState.ISSUED,
              document_number=f"云督〔2026〕{n + 1}号", issued_on=TODAY)
        for n in range(8)
    )  # fmt: skip
    chance = random.Random(2026)
    tasks, sources = [], []
    for n in range(size):
        task, source = _task(n, city, chance, departments, batches)
        tasks.append(task)
        sources.append(source)
    tasks = Task.objects.bulk_create(tasks, batch_size=1000)
    _surroundings(tasks, sources, departments, documents, officer, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return officer


def light(officer: Account) -> int:
    """Put the product's own pack in force and give every open task its light; give how many are lit."""
    from luoshi.domain.supervision import actions
    from luoshi.domain.supervision.models import Light
    from luoshi.domain.supervision.rules import DEFAULT_PACK

    city = Unit.objects.get(depth=1)
    draft = actions.draft_pack(actor=officer, now=NOW, jurisdiction=city, name="", shipped=DEFAULT_PACK)
    actions.adopt_pack(actor=None, now=NOW, pack=draft)
    return Light.objects.count()


def clear() -> None:
    """Empty the tables the load fills."""
    for model in (Report, Assignment, Citation, Participation, Task, Batch, NumberSeries, Document, Membership, Event):
        model.objects.all().delete()
    Account.objects.all().delete()
    Unit.objects.filter(depth=1).delete()


def _units_and_officer() -> tuple[list[Unit], Account]:
    city = Unit.objects.add_root({"name": "云岭市", "kind": UnitKind.CITY})
    units = [city]
    for n in range(40):
        units.append(Unit.objects.add_child(city, {"name": f"云岭市第{n + 1}局", "kind": UnitKind.DEPARTMENT}))
    for n in range(6):
        county = Unit.objects.add_child(city, {"name": f"第{n + 1}县", "kind": UnitKind.COUNTY})
        units.append(county)
        for m in range(20):
            units.append(Unit.objects.add_child(county, {"name": f"第{n + 1}县{m + 1}镇", "kind": UnitKind.TOWNSHIP}))
    officer = Account.objects.create(username="officer", display_name="杜衡")
    Membership.objects.create(account=officer, unit=city, role=Role.OFFICER)
    reporter = Account.objects.create(username="reporter", display_name="何报")
    Membership.objects.create(account=reporter, unit=city, role=Role.REPORTER)
    return list(Unit.objects.order_by("path")), officer


def _document(city: Unit, officer: Account, n: int) -> Document:
    text = "。".join(f"{v}{p}{t}" for v in VERBS for p in PLACES for t in THINGS[: n + 1])
    return Document.objects.create(
        jurisdiction=city, received_by=officer, received_at=NOW, file_name=f"{n}.txt",
        file=ContentFile(text.encode(), name=f"{n}.txt"), size=len(text), sha256=f"{n:064d}", state="read",
        title=f"全市工作会议报告之{n + 1}", document_date=TODAY, source=text, text=text,
    )  # fmt: skip


def _task(n: int, city: Unit, chance: random.Random, departments: list[Unit], batches: list[Batch]) -> tuple[Task, str]:
    title = f"{chance.choice(VERBS)}{chance.choice(PLACES)}{chance.choice(THINGS)}{chance.randrange(10, 990)}处"
    source = f"要{title}，由有关部门会同各县（区）抓好落实，确保按期完成，切实增强人民群众的获得感、幸福感、安全感。"
    measures = "；".join(f"{chance.choice(VERBS)}{chance.choice(PLACES)}{chance.choice(THINGS)}" for _ in range(4))
    state = STATES[n % len(STATES)]
    lead = chance.choice(departments)
    percent = chance.randrange(0, 100)
    is_issued = state is not TaskState.DRAFT
    is_reported = state in {TaskState.HANDLING, TaskState.COMPLETION_REPORTED, TaskState.CLOSED}
    declared = 100 if state in {TaskState.COMPLETION_REPORTED, TaskState.CLOSED} else percent
    task = Task(
        jurisdiction=city,
        year=2026,
        number=n + 1,
        title=title,
        instrument=list(Instrument)[n % 4],
        lead_unit=lead,
        measures=measures,
        deadline=TODAY + timedelta(days=chance.randrange(-120, 400)) if n % 9 else None,
        state=state,
        batch=batches[n % len(batches)] if is_issued else None,
        declared_percent=declared if is_reported else None,
        verified_percent=(100 if state is TaskState.CLOSED else percent // 2) if is_reported else None,
        last_report_state=ReportState.VERIFIED if is_reported else "",
        reported_at=NOW - timedelta(days=chance.randrange(60)) if is_reported else None,
        issued_at=NOW - timedelta(days=200) if is_issued else None,
        created_at=NOW,
        changed_at=NOW - timedelta(minutes=n),
    )
    words = [task.number_text, title, measures, lead.name, source]
    task.search_text = "\n".join(map(rules.folded, words))
    return task, source


def _surroundings(
    tasks: list[Task],
    sources: list[str],
    departments: list[Unit],
    documents: list[Document],
    officer: Account,
    chance: random.Random,
) -> None:
    """Add to each task its units, citation, assignment, a report and its history."""
    parts, citations, assignments, reports, events = [], [], [], [], []
    for task, source in zip(tasks, sources, strict=True):
        others = [u for u in chance.sample(departments, 3) if u.pk != task.lead_unit_id][:2]
        parts.append(Participation(task=task, unit_id=task.lead_unit_id, part=Part.LEAD))
        parts += [Participation(task=task, unit=unit, part=Part.SUPPORT) for unit in others]
        document = documents[task.number % len(documents)]
        citations.append(Citation(task=task, document=document, start=0, end=len(source), quote=source))
        if task.batch_id:
            assignments.append(
                Assignment(task=task, unit_id=task.lead_unit_id, batch_id=task.batch_id, issued_at=NOW,
                           issued_by=officer, state=AssignmentState.SIGNED)
            )  # fmt: skip
        if task.declared_percent is not None:
            reports.append(
                Report(task=task, unit_id=task.lead_unit_id, kind=ReportKind.PROGRESS, percent=task.declared_percent,
                       note="按计划推进，已完成阶段目标。", reported_by=officer, reported_at=NOW,
                       submission_key=uuid.UUID(int=task.pk), state=ReportState.VERIFIED,
                       verified_percent=task.verified_percent)
            )  # fmt: skip
        events += [
            Event(at=NOW, actor_id=officer.pk, actor_name="杜衡", verb=verb, subject_type="task", subject_id=task.pk,
                  after={"version": number})
            for number, verb in enumerate(("create", "compile", "issue", "sign", "report_progress", "verify"))
        ]  # fmt: skip
    for model, rows in (
        (Participation, parts), (Citation, citations), (Assignment, assignments), (Report, reports), (Event, events),
    ):  # fmt: skip
        model.objects.bulk_create(rows, batch_size=1000)  # type: ignore[attr-defined]
    _instruments(tasks)
    NumberSeries.objects.create(jurisdiction=tasks[0].jurisdiction, name="task", year=2026, last=len(tasks))


def _instruments(tasks: list[Task]) -> None:
    """Give each item three steps, each policy its stage, each mechanism its next meeting."""
    stages = list(PolicyStage)
    steps = [
        Step(task=task, order=n + 1, title=f"第{n + 1}步", due_on=TODAY + timedelta(days=30 * n),
             done_on=TODAY if n < task.number % 4 else None, evidence="台账" if n < task.number % 4 else "")
        for task in tasks if task.instrument == Instrument.ITEM for n in range(3)
    ]  # fmt: skip
    policies = [
        Policy(task=task, stage=stages[task.number % len(stages)])
        for task in tasks
        if task.instrument == Instrument.POLICY
    ]
    mechanisms = [
        Mechanism(task=task, state=MechanismState.RUNNING, convenor_unit_id=task.lead_unit_id,
                  next_meeting_on=TODAY + timedelta(days=task.number % 60 - 20))
        for task in tasks if task.instrument == Instrument.MECHANISM
    ]  # fmt: skip
    Step.objects.bulk_create(steps, batch_size=1000)
    Policy.objects.bulk_create(policies, batch_size=1000)
    Mechanism.objects.bulk_create(mechanisms, batch_size=1000)

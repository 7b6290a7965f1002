"""The demonstration's annual plans: last year's rolled into this one, and how instruments go on beside reports."""

from __future__ import annotations

import random
import tomllib
import uuid
from datetime import date, datetime, timedelta
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from typing import Any

from luoshi.domain.documents.actions import decide_findings, read_document, receive_document
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import FindingKind, FindingState
from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import AnnualPlan, Batch, Mechanism, Policy, Step, Task
from luoshi.domain.tasks.rules import CitationDraft, locate
from luoshi.domain.tasks.rules.instruments import StepDraft, meeting_after, stages_after
from luoshi.domain.tasks.rules.plans import Choice
from luoshi.domain.tasks.terms import CheckPoint, Instrument, MechanismState, MeetingRhythm, PolicyStage, RollForward
from luoshi.foundation.clock import local_date
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.demonstration.papers import at
from luoshi.workflows.roll_forward import roll_forward

_KEYS = uuid.UUID("3b0a5a0c-41f5-4c8e-9a4e-2f6f1d2b7c11")
APPROVING = "supervision_office"
STAGES = (
    (20, PolicyStage.CONSULTATION),
    (45, PolicyStage.LEGAL_REVIEW),
    (65, PolicyStage.DECIDED),
    (100, PolicyStage.ISSUED),
)  # the percentage at which each is reached
STEPPED_SHARE = 0.35  # of the items that are cut into steps


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "plans.toml").read_text(encoding="utf-8"))


def roll_last_year(city: City, now: datetime) -> None:
    """Issue last year's plan, live it, and roll it into this year's; the plan of the year is open afterwards."""
    told = _words()
    issued_at = at(told["batch"]["issued_on"], 15)
    if issued_at > now:
        return
    plan = _open_plan(city, issued_at - timedelta(days=8), issued_at.year)
    paper = told["paper"]
    document = receive_orders(city, paper["name"], paper["text"], at(paper["received_on"], 9, 30))
    tasks = [(_draft(city, document, row, issued_at - timedelta(days=6)), row) for row in told["tasks"]]
    batch = actions.create_batch(
        actor=city.officer,
        now=issued_at - timedelta(days=5),
        jurisdiction=city.root,
        name=told["batch"]["name"],
        document_number=told["batch"]["document_number"],
    )
    actions.add_to_batch(
        actor=city.officer, now=issued_at - timedelta(days=5), batch=batch, tasks=[task for task, _ in tasks]
    )
    pass_steps(city, batch, issued_at - timedelta(days=2))
    actions.issue_batch(actor=city.officer, now=issued_at, batch=batch, issued_on=told["batch"]["issued_on"])
    for task, row in tasks:
        _live(city, task, row, issued_at)
    _roll(city, plan, tasks, now)


def _open_plan(city: City, moment: datetime, year: int) -> AnnualPlan:
    return actions.create_plan(
        actor=city.officer,
        now=moment,
        jurisdiction=city.root,
        year=year,
        name=f"霁川市{year}年度计划",
        approving_unit=city.units[APPROVING],
    )


def receive_orders(city: City, name: str, text: str, moment: datetime) -> Document:
    """Receive a paper of orders, read it, and accept what it orders: its tasks are written by hand from it."""
    receipt = receive_document(
        actor=city.officer, now=moment, jurisdiction=city.root, name=name, content=text.strip().encode()
    )
    read_document(document_id=receipt.document.pk, clock=partial(_given, moment))
    orders = Finding.objects.filter(
        document=receipt.document, kind=FindingKind.COMMITMENT, state=FindingState.UNDECIDED
    )
    keys = list(orders.values_list("pk", flat=True))
    decide_findings(
        actor=city.officer, now=moment, document=receipt.document, finding_ids=keys, state=FindingState.ACCEPTED
    )
    receipt.document.refresh_from_db()
    return receipt.document


def _given(moment: datetime) -> datetime:
    return moment


def _draft(city: City, document: Document, row: dict[str, Any], moment: datetime) -> Task:
    place = locate(row["quote"], document.source)
    assert place is not None, row["quote"]
    finding = Finding.objects.filter(
        document=document, kind=FindingKind.COMMITMENT, start__lt=place[1], end__gt=place[0]
    ).first()
    return actions.create_task(
        actor=city.officer,
        now=moment,
        jurisdiction=city.root,
        title=row["title"],
        instrument=row["instrument"],
        lead_unit=city.units[row["unit"]],
        supporting_units=[city.units["development_reform"]],
        deadline=row["deadline"],
        citations=[CitationDraft(document.pk, *place, row["quote"], finding.pk if finding else None)],
    )


def pass_steps(city: City, batch: Batch, moment: datetime) -> None:
    """Let a second officer check a batch and the leader of the supervision office approve it, where its plan asks."""
    batch = Batch.objects.select_related("plan").get(pk=batch.pk)
    if batch.plan is None:
        return
    checker = city.accounts.get("officer2", city.officer)
    actions.check_batch(
        actor=checker, now=moment, batch=batch, points=list(CheckPoint), remark="责任单位均已会商，时限与文件一致。"
    )
    leader = city.leaders[city.units[APPROVING].pk]
    actions.approve_batch(actor=leader, now=moment + timedelta(hours=5), batch=batch, remark="同意下达。")


def _live(city: City, task: Task, row: dict[str, Any], issued_at: datetime) -> None:
    """Sign, set the instrument going, report as far as the row says."""
    leader, reporter = city.leaders[city.units[row["unit"]].pk], city.reporters[city.units[row["unit"]].pk]
    signed_at = issued_at + timedelta(days=3)
    actions.sign_task(actor=leader, now=signed_at, task=task, responsible_leader=leader.public_name)
    for month, percent in ((90, row["percent"] // 2), (200, row["percent"])):
        moment = issued_at + timedelta(days=month)
        keep_pace(city, task, moment, percent)
        if percent == 100 or month == 200:
            break
        _report(city, task, reporter, moment, percent)
    last = issued_at + timedelta(days=200)
    if row["percent"] < 100:
        _report(city, task, reporter, last, row["percent"])
        return
    keep_pace(city, task, last, 100)
    moment = at(date(2025, 11, 20), 10) if row["becomes"] == "closed" else at(date(2025, 12, 22), 10)
    report = actions.report_completion(
        actor=reporter, now=moment, task=task, note="全部完成，台账和验收材料齐备。", submission_key=_key(task, "done")
    )
    if row["becomes"] == "closed":
        actions.verify_report(actor=city.officer, now=moment + timedelta(days=3), report=report)


def _report(city: City, task: Task, reporter: Any, moment: datetime, percent: int) -> None:
    report = actions.report_progress(
        actor=reporter,
        now=moment,
        task=task,
        percent=percent,
        note="按计划推进，存在的问题正在协调解决。",
        submission_key=_key(task, f"{percent}-{moment:%j}"),
    )
    actions.verify_report(actor=city.officer, now=moment + timedelta(days=2), report=report)


def _key(task: Task, step: str) -> uuid.UUID:
    return uuid.uuid5(_KEYS, f"{task.title}/{step}")


def _roll(city: City, plan: AnnualPlan, tasks: list[tuple[Task, dict[str, Any]]], now: datetime) -> None:
    told = _words()["roll"]
    choices = {
        task.pk: Choice(row["becomes"], row.get("new_deadline"), row.get("reason", ""))
        for task, row in tasks
        if row["becomes"] in set(RollForward)
    }
    actions.choose_for_tasks(actor=city.officer, now=at(told["decided_on"], 16), plan=plan, choices=choices)
    done = roll_forward(actor=city.officer, now=at(told["rolled_on"], 10), plan=plan)
    issued_at = at(told["issued_on"], 10)
    if done.batch is None or issued_at > now:
        return
    pass_steps(city, done.batch, issued_at - timedelta(days=2))
    actions.issue_batch(actor=city.officer, now=issued_at, batch=done.batch, document_number=told["document_number"])
    for task in Task.objects.filter(batch=done.batch).select_related("lead_unit").order_by("number"):
        assert task.lead_unit is not None
        actions.sign_task(actor=city.leaders[task.lead_unit.pk], now=issued_at + timedelta(days=2), task=task)


def keep_pace(city: City, task: Task, moment: datetime, percent: int) -> None:
    """Bring what the task's instrument has to where a report of this percentage finds it."""
    dice = random.Random(sha256(f"instrument:{task.title}".encode()).digest())
    if task.issued_at is None:  # read before it was issued
        task = Task.objects.select_related("lead_unit").get(pk=task.pk)
    match Instrument(task.instrument):
        case Instrument.ITEM if dice.random() < STEPPED_SHARE:
            _keep_steps(city, task, moment, percent, dice)
        case Instrument.POLICY:
            _keep_stages(city, task, moment, percent)
        case Instrument.MECHANISM:
            _keep_meetings(city, task, moment, percent, dice)


def _lead(task: Task) -> Unit:
    assert task.lead_unit is not None  # it is handled
    return task.lead_unit


def _keep_steps(city: City, task: Task, moment: datetime, percent: int, dice: random.Random) -> None:
    reporter, today = city.reporters[_lead(task).pk], local_date(moment)
    steps = list(Step.objects.filter(task=task).order_by("order"))
    if not steps:
        titles = dice.choice(_words()["words"]["steps"])
        end = task.deadline or date(today.year, 12, 31)
        start = min(local_date(task.issued_at or moment), end)
        span = (end - start).days
        drafts = [
            StepDraft(title, start + timedelta(days=span * place // len(titles)))
            for place, title in enumerate(titles, start=1)
        ]
        actions.plan_steps(actor=reporter, now=moment, task=task, steps=drafts)
        steps = list(Step.objects.filter(task=task).order_by("order"))
    for step in steps[: len(steps) * percent // 100]:
        if step.done_on is None:
            evidence = dice.choice(_words()["words"]["evidence"])
            actions.finish_step(actor=reporter, now=moment, step=step, done_on=today, evidence=evidence)


def _keep_stages(city: City, task: Task, moment: datetime, percent: int) -> None:
    words = _words()["words"]
    for reached, stage in STAGES:
        policy = Policy.objects.filter(task=task).first()
        here = PolicyStage(policy.stage) if policy else PolicyStage.DRAFT
        if reached > percent or stages_after(here)[0] is not stage:
            continue
        actions.record_stage(
            actor=city.reporters[_lead(task).pk],
            now=moment,
            task=task,
            stage=stage,
            reached_on=local_date(moment),
            note=words[stage.value],
            document_number=f"霁府发〔{moment.year}〕{10 + task.number % 40}号" if stage is PolicyStage.ISSUED else "",
        )


def _keep_meetings(city: City, task: Task, moment: datetime, percent: int, dice: random.Random) -> None:
    reporter, today, words = city.reporters[_lead(task).pk], local_date(moment), _words()["words"]
    mechanism = Mechanism.objects.filter(task=task).first()
    rhythm = MeetingRhythm.QUARTERLY if "季度" in task.title or dice.random() < 0.4 else MeetingRhythm.MONTHLY
    role = dice.choice(words["roles"])
    members = [row.unit for row in task.participations.select_related("unit") if row.unit_id != task.lead_unit_id]
    members = members or [city.units["development_reform"], city.units["natural_resources"]]
    if mechanism is None or mechanism.state == MechanismState.SETTING_UP:
        actions.set_mechanism(
            actor=reporter,
            now=moment,
            task=task,
            convenor_unit=_lead(task),
            convenor_role=role,
            members=members,
            rhythm=rhythm,
            is_running=percent >= 15,
            next_meeting_on=meeting_after(today, rhythm) if percent >= 15 else None,
        )
        mechanism = Mechanism.objects.get(task=task)
    is_due = mechanism.next_meeting_on is not None and mechanism.next_meeting_on <= today + timedelta(days=5)
    if mechanism.state != MechanismState.RUNNING or not (is_due or percent == 100):
        return
    if mechanism.meetings.filter(held_on=today).exists():
        return
    following = meeting_after(max(today, task.deadline or today), MeetingRhythm(mechanism.rhythm))
    came = list(mechanism.members.all())
    actions.hold_meeting(
        actor=reporter,
        now=moment,
        task=task,
        held_on=today,
        subject=dice.choice(words["subjects"]),
        outcome=dice.choice(words["outcomes"]),
        attended=[_lead(task), *(came[:-1] if len(came) > 2 else came)],
        next_meeting_on=following if percent == 100 else None,
    )

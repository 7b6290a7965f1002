"""The demonstration's year of monthly returns: good and bad units, and the month that is open now.

Past months state what tasks and projects recorded then, taken over whole; what the office verified of them and tasks
and projects had waiting is verified there, as verifying a return does. The open month goes through the same actions as
real work. Each unit draws its habits from a hash of its name.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.actions.periodic import verify_months
from luoshi.domain.projects.models import MonthlyProgress, ProjectYear
from luoshi.domain.projects.rules import MonthVerdict
from luoshi.domain.reporting import actions
from luoshi.domain.reporting.actions import LineVerdict, StoredLine, StoredReturn
from luoshi.domain.reporting.models import Line, Period, Return, Scheme
from luoshi.domain.reporting.rules import LineDraft
from luoshi.domain.reporting.terms import Figure, ReturnState
from luoshi.domain.tasks.actions.periodic import PeriodicVerdict, verify_many
from luoshi.domain.tasks.models import Report, Task
from luoshi.domain.tasks.terms import ReportKind, ReportState, TaskState
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import Rhythm
from luoshi.workflows import hand_in
from luoshi.workflows.demonstration.arrangements import give_longer_time, keep_working_days
from luoshi.workflows.demonstration.jurisdiction import City

PERIODS = 12
VERIFYING = timedelta(days=6)  # the office needs them for a month's returns; the slowest return comes within them
SCHEDULE = {
    "opens": {"days": -11, "anchor": "end", "counts": "calendar"},
    "due": {"days": 5, "anchor": "end", "counts": "working"},
    "grace_days": 1,
    "lock_days": 20,
}
PROGRESS = (
    "按计划推进，本月完成阶段任务，下月转入验收。",
    "现场施工正常，主要工程量已完成过半。",
    "已完成方案评审，正在办理招标手续。",
    "征求意见稿已印发各县区，反馈意见正在汇总。",
    "已开展专项检查3次，发现问题正在整改。",
    "资金已下达到位，进入集中实施阶段。",
)


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a unit reports: chances of 0–1."""

    late: float
    missing: float
    returned: float
    minutes: int


def report_a_year(city: City, now: datetime) -> None:
    """Set up the monthly report, take over the year behind, and let units fill the month that is open."""
    jurisdiction = city.root
    keep_working_days(city, now)
    scheme = actions.create_scheme(
        actor=city.officer, now=now, jurisdiction=jurisdiction, name="重点工作月调度", rhythm=Rhythm.MONTH,
        schedule=SCHEDULE,
    )  # fmt: skip
    year = local_date(now).year
    for one in (year - 1, year):
        actions.place_periods(actor=city.officer, now=now, scheme=scheme, year=one)
    periods = list(Period.objects.filter(scheme=scheme).select_related("scheme__jurisdiction").order_by("ends_on"))
    past = [period for period in periods if _is_past(period, now)][-PERIODS:]
    history = _History(scheme, now)
    for period in past:
        returns = history.returns_of(period)
        actions.store_returns(actor=city.officer, now=now, period=period, returns=returns)
        for sheet in returns:
            history.verify_what_waits(city, period, sheet)
    for period in periods:
        if period.opens_at <= now < period.locks_at and period not in past:
            moment = min(now, period.due_at - timedelta(hours=20))  # what is due already came the day before
            actions.open_period(now=moment, period=period)
            give_longer_time(city, period, moment)
            _fill_open(city, period, moment)


def _is_past(period: Period, now: datetime) -> bool:
    """Tell whether the office has been through the returns of a period, locked or not."""
    return period.grace_until + VERIFYING <= now


class _History:
    """What was known of every task and project at each month's end, read once."""

    def __init__(self, scheme: Scheme, now: datetime) -> None:
        self.now = now
        here = {"jurisdiction": scheme.jurisdiction}
        self.tasks = list(Task.objects.filter(**here, issued_at__isnull=False, lead_unit__isnull=False).order_by("pk"))
        self.handled = {task.pk for task in self.tasks if task.state == TaskState.HANDLING}
        self.reports: dict[int, list[Report]] = defaultdict(list)
        reports = Report.objects.filter(task__in=self.tasks).exclude(kind=ReportKind.NOTE).order_by("reported_at")
        for report in reports:
            self.reports[report.task_id].append(report)
        self.months: dict[Any, list[MonthlyProgress]] = defaultdict(list)
        months = MonthlyProgress.objects.filter(
            project__jurisdiction=scheme.jurisdiction, declared_wan_yuan__isnull=False
        ).select_related("project")
        for month in months:
            self.months[month.month].append(month)
        self.plans = {
            (row.project_id, row.year): row.planned_wan_yuan
            for row in ProjectYear.objects.filter(project__jurisdiction=scheme.jurisdiction)
        }
        self.year_sums: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
        self.units = Unit.objects.in_bulk()
        self.leaders: dict[int, Account | None] = {}
        self.last: dict[int, tuple[int, str]] = {}

    def returns_of(self, period: Period) -> list[StoredReturn]:
        """Give all units' returns of a past month."""
        lines: dict[int, list[StoredLine]] = defaultdict(list)
        for task in self.tasks:
            if (
                task.issued_at
                and task.issued_at < period.due_at
                and (task.closed_at is None or task.closed_at > period.opens_at)
            ):
                lines[int(task.lead_unit_id or 0)].append(self._task_line(task, period))
        for row in self.months.get(period.ends_on.replace(day=1), ()):
            lines[row.project.lead_unit_id].append(self._project_line(row))
        return [self._return(unit, rows, period) for unit, rows in sorted(lines.items()) if unit in self.units]

    def _task_line(self, task: Task, period: Period) -> StoredLine:
        before, words = self.last.get(task.pk, (0, ""))
        told = [report for report in self.reports[task.pk] if report.reported_at < period.due_at]
        report = told[-1] if told else None
        percent = report.percent if report is not None and report.percent is not None else before
        verified = percent
        if report is not None and report.state == ReportState.VERIFIED and report.verified_percent is not None:
            verified = report.verified_percent
        dice = _dice(f"{task.title}{period.ends_on}")
        is_same = percent == before and bool(words)
        note = (
            ""
            if is_same and dice.random() < 0.6
            else words
            if dice.random() < 0.12 and words
            else dice.choice(PROGRESS)
        )
        known = {"percent": before, "note": words} if words else {}
        if task.deadline is not None:
            known["deadline"] = task.deadline.isoformat()
        self.last[task.pk] = (percent, note or words)
        declared, judged = {"percent": percent}, {"percent": verified}
        return StoredLine(task.pk, None, known, note, not note, declared, judged)

    def _project_line(self, row: MonthlyProgress) -> StoredLine:
        key = (row.project_id, row.month.year)
        before = self.year_sums[key]
        done = row.declared_wan_yuan or Decimal(0)
        judged = row.verified_wan_yuan if row.verified_wan_yuan is not None else _judged(row, done)
        self.year_sums[key] = before + judged
        known: dict[str, Any] = {"year_wan_yuan": f"{before:f}"}
        if self.plans.get(key) is not None:
            known["plan"] = f"{self.plans[key]:f}"
        declared = {
            Figure.PERIOD.value: done,
            Figure.YEAR.value: before + done,
            Figure.FUNDS.value: row.declared_funds_wan_yuan,
            Figure.PAID.value: row.declared_paid_wan_yuan,
        }
        verified = {
            Figure.PERIOD.value: judged,
            Figure.YEAR.value: before + judged,
            Figure.FUNDS.value: row.verified_funds_wan_yuan,
            Figure.PAID.value: row.verified_paid_wan_yuan,
        }
        return StoredLine(None, row.project_id, known, row.narrative, False, declared, verified)

    def _return(self, unit_id: int, lines: Sequence[StoredLine], period: Period) -> StoredReturn:
        unit = self.units[unit_id]
        habit, dice = _habit(unit), _dice(f"{unit.name}{period.ends_on}")
        leader = self._leader(unit)
        if leader is None or dice.random() < habit.missing:
            return StoredReturn(unit_id, lines)
        early = timedelta(hours=dice.randint(6, 150))
        approved = period.due_at - early
        if dice.random() < habit.late:
            approved = period.grace_until + timedelta(hours=dice.randint(2, 130))
        verified = max(approved, period.due_at) + timedelta(hours=dice.randint(8, 60))
        return StoredReturn(
            unit_id,
            lines,
            leader,
            approved,
            verified if verified <= self.now else None,
            int(dice.random() < habit.returned),
            dice.randint(2, 4) * habit.minutes * 15 + 60 * len(lines),
            sum(line.is_unchanged for line in lines),
        )

    def verify_what_waits(self, city: City, period: Period, one: StoredReturn) -> None:
        """Verify what a verified return states of months and reports that the office had not come to (RP9)."""
        if one.verified_at is None:
            return
        month = period.ends_on.replace(day=1)
        waiting = {row.project_id for row in self.months.get(month, ()) if row.verified_wan_yuan is None}
        verdicts = {
            line.project_id: MonthVerdict(invested_wan_yuan=Decimal(line.verified[Figure.PERIOD.value] or 0))
            for line in one.lines
            if line.project_id in waiting and line.project_id is not None
        }
        if verdicts:
            verify_months(actor=city.officer, now=one.verified_at, month=month, verdicts=verdicts)
        told = [self.reports[line.task_id] for line in one.lines if line.task_id in self.handled]
        reports = [reports[-1].pk for reports in told if reports and reports[-1].reported_at < period.due_at]
        if reports:
            verify_many(
                actor=city.officer, now=one.verified_at, verdicts=[PeriodicVerdict(report) for report in reports]
            )

    def _leader(self, unit: Unit) -> Account | None:
        if unit.pk not in self.leaders:
            self.leaders[unit.pk] = next(iter(holders_of(unit, Role.LEADER)), None)
        return self.leaders[unit.pk]


def _judged(row: MonthlyProgress, done: Decimal) -> Decimal:
    """Draw what the office makes of a month it had not come to: mostly what is declared, else a little less."""
    if _dice(f"{row.project.name}{row.month}").random() < 0.85:
        return done
    return Decimal(round(done * Decimal("0.95")))


def _fill_open(city: City, period: Period, now: datetime) -> None:
    """Let each unit do its part of the open month, as far as a unit of its habits has come."""
    for sheet in (
        Return.objects.filter(period=period).select_related("unit", "period__scheme__jurisdiction").order_by("pk")
    ):
        people = holders_of(sheet.unit, Role.REPORTER) or holders_of(sheet.unit, Role.LEADER)
        leaders = holders_of(sheet.unit, Role.LEADER)
        dice = _dice(f"{sheet.unit.name}{period.ends_on}")
        if not people or not leaders or dice.random() < 0.35:
            continue
        lines = list(Line.objects.filter(sheet=sheet).select_related("task", "project").order_by("pk"))
        some = lines if dice.random() < 0.6 else lines[: max(1, len(lines) // 2)]
        for line in some:
            if not line.is_touched:
                _say(people[0], sheet, line, dice, now)
        if some is lines:
            _hand_in(city, sheet, leaders[0], people[0], dice, now)


def _say(person: Account, sheet: Return, line: Line, dice: random.Random, now: datetime) -> None:
    if dice.random() < 0.3:
        actions.say_unchanged(actor=person, now=now, sheet=sheet, line_ids=[line.pk], seconds=15)
        return
    if line.project_id is not None:
        plan = Decimal(line.known.get("plan") or 6000)
        done = (plan * dice.randint(2, 12) / 100).quantize(Decimal(1))
        draft = LineDraft(wan_yuan=done, funds_wan_yuan=done, paid_wan_yuan=done * 8 // 10, note=dice.choice(PROGRESS))
    else:
        before = line.known.get("percent") or 0
        rise = dice.choice((1, 2, 2, 3, 3, 4, 5, 30)) if before < 60 else dice.choice((1, 1, 2, 3, 3))
        draft = LineDraft(percent=min(before + rise, 100), note=dice.choice(PROGRESS))
    actions.save_line(actor=person, now=now, sheet=sheet, line_id=line.pk, draft=draft, seconds=dice.randint(20, 90))


def _hand_in(city: City, sheet: Return, leader: Account, reporter: Account, dice: random.Random, now: datetime) -> None:
    chance = dice.random()
    if chance < 0.2 and leader.pk != reporter.pk:
        hand_in.submit(actor=reporter, now=now, sheet=sheet)
        return
    done = hand_in.approve(actor=leader, now=now, sheet=sheet)
    if chance < 0.5:
        return
    lines = list(Line.objects.filter(sheet=done, marks__isnull=False).order_by("pk"))
    marked = [line for line in lines if line.marks]
    if chance < 0.6 and marked:
        reasons = {line.pk: "请补充佐证材料，并说明本期增幅的依据。" for line in marked[:2]}
        hand_in.send_back(actor=city.officer, now=now, sheet=done, reasons=reasons)
        return
    lower = {
        line.pk: LineVerdict(percent=max((line.declared_percent or 0) - 8, 0)) for line in lines[:1] if line.task_id
    }
    verdicts: Mapping[int, LineVerdict] = {line.pk: LineVerdict() for line in lines} | lower
    done = hand_in.verify(actor=city.officer, now=now, sheet=done, verdicts=verdicts)
    if lower and done.state == ReturnState.VERIFIED:
        _dispute(city, reporter, Line.objects.get(pk=next(iter(lower))), dice, now)


def _dispute(city: City, reporter: Account, line: Line, dice: random.Random, now: datetime) -> None:
    if line.verified_percent == line.declared_percent or line.declared_percent is None:
        return
    dispute = actions.dispute_value(
        actor=reporter, now=now, line=line, figure=Figure.PERCENT, claimed=Decimal(line.declared_percent),
        reason="第三方测量报告显示工程量已完成，附测量单，请予复核。",
    )  # fmt: skip
    if dice.random() < 0.5:
        hand_in.answer(
            actor=city.officer, now=now, dispute=dispute, is_upheld=dice.random() < 0.6,
            words="经现场复核，以测量报告为准。",
        )  # fmt: skip


def _habit(unit: Unit) -> _Habit:
    """Four kinds of units: exact, ordinary, slow, and those that must be chased."""
    kind = int(sha256(f"habit-{unit.name}".encode()).hexdigest(), 16) % 10
    if kind < 4:
        return _Habit(0.02, 0.0, 0.04, 3)
    if kind < 7:
        return _Habit(0.12, 0.03, 0.12, 5)
    return _Habit(0.35, 0.1, 0.2, 7) if kind < 9 else _Habit(0.45, 0.35, 0.3, 4)


def _dice(words: str) -> random.Random:
    return random.Random(int(sha256(words.encode()).hexdigest(), 16))

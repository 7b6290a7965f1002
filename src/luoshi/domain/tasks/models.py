"""Tasks with their citations, batches, assignments and reports.

Declared and verified figures stand in fields of their own and are never written over one another.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.organizations.models import Unit
from luoshi.domain.strategy.models import Goal
from luoshi.domain.tasks.rules import number_text
from luoshi.domain.tasks.terms import (
    AnnualPlanState,
    AssignmentState,
    BatchState,
    Comparator,
    Instrument,
    MechanismState,
    MeetingRhythm,
    Part,
    PolicyStage,
    ReportKind,
    ReportState,
    RollForward,
    TaskState,
    VersionKind,
)


class NumberSeries(models.Model):
    """The next number of a yearly series of one jurisdiction; a row is locked while a number is taken."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=20)  # task, batch
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "name", "year"], name="series_once")]


class AnnualPlan(models.Model):
    """A jurisdiction's plan of one year; it holds the batches, and says which steps they go through (rule AP1)."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="annual_plans")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=AnnualPlanState.choices(), default=AnnualPlanState.COMPILING)
    needs_check = models.BooleanField(default=True)
    needs_approval = models.BooleanField(default=True)
    approving_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")  # None: the jurisdiction
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "year"], name="annual_plan_once")]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """What is issued together: 分批下达."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="batches")
    plan = models.ForeignKey(AnnualPlan, models.PROTECT, null=True, related_name="batches")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()  # within the year
    name = models.CharField(max_length=120)
    document_number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=BatchState.choices(), default=BatchState.COMPILING)
    compiled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "year", "number"], name="batch_number_once")]

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """One task. ``version`` rises with every change and guards against stale forms (rule T11)."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="tasks")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()  # within the year
    title = models.CharField(max_length=300)
    instrument = models.CharField(max_length=10, choices=Instrument.choices(), default=Instrument.ITEM)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="led_tasks")
    units = models.ManyToManyField(Unit, through="Participation", related_name="tasks_in")
    measures = models.TextField(blank=True)  # 具体措施
    responsible_leader = models.CharField(max_length=60, blank=True)
    responsible_person = models.CharField(max_length=60, blank=True)
    heading = models.CharField(max_length=300, blank=True)  # what it stands under in its first document
    deadline = models.DateField(null=True)
    deadline_text = models.CharField(max_length=120, blank=True)  # as the document says it
    no_deadline_reason = models.CharField(max_length=200, blank=True)  # rule T5
    indicator = models.CharField(max_length=120, blank=True)
    comparator = models.CharField(max_length=4, choices=Comparator.choices(), blank=True)
    target_value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    target_unit = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=20, choices=TaskState.choices(), default=TaskState.DRAFT)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="tasks")
    carried_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="carried_to")
    goals = models.ManyToManyField(Goal, through="TaskGoal", related_name="tasks")
    declared_percent = models.PositiveSmallIntegerField(null=True)
    verified_percent = models.PositiveSmallIntegerField(null=True)
    reported_at = models.DateTimeField(null=True)  # of the last progress or completion report
    last_report_state = models.CharField(max_length=10, choices=ReportState.choices(), blank=True)
    issued_at = models.DateTimeField(null=True)  # first issue; None: units have never seen it (rule T3)
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    search_text = models.TextField(blank=True)  # folded: number, title, measures, quotes, units
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(null=True, unique=True)  # makes a double click one task

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "year", "number"], name="task_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[TaskState.DRAFT, TaskState.WITHDRAWN, TaskState.CARRIED])
                | Q(lead_unit__isnull=False),
                name="issued_task_has_lead",
            ),
            models.CheckConstraint(
                condition=Q(declared_percent__isnull=True) | Q(declared_percent__lte=100), name="declared_share"
            ),
            models.CheckConstraint(
                condition=Q(verified_percent__isnull=True) | Q(verified_percent__lte=100), name="verified_share"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "state", "deadline"], name="task_state_deadline"),
            models.Index(fields=["deadline", "id"], name="task_deadline"),
            models.Index(fields=["lead_unit", "state"], name="task_lead"),
            models.Index(fields=["jurisdiction", "last_report_state"], name="task_reported"),
            models.Index(fields=["changed_at"], name="task_changed"),
        ]

    @property
    def number_text(self) -> str:
        """The number as people say it: 2026-0031."""
        return number_text(self.year, self.number)


class TaskGoal(models.Model):
    """A task serves a goal; kept from and until which day, so that any past day can be shown."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="task_links")
    added_on = models.DateField()
    removed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "goal", "added_on"], name="task_goal_once_a_day"),
            models.UniqueConstraint(
                fields=["task", "goal"], condition=Q(removed_on__isnull=True), name="task_goal_open_once"
            ),
        ]


class Participation(models.Model):
    """A unit's part in a task; the lead unit has a row too, so that one range query finds all of a unit's tasks."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="participations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="participations", db_index=False)
    part = models.CharField(max_length=10, choices=Part.choices())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "task"], name="participation_once")]


class Citation(models.Model):
    """The sentence that ordered a task, with its place in the document's source text. Never removed once issued."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="citations")
    document = models.ForeignKey(Document, models.PROTECT, related_name="citations")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "document", "start", "end"], name="citation_once"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="citation_span"),
        ]


class Assignment(models.Model):
    """One issuing of one task to one lead unit, and its answer."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="assignments")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=AssignmentState.choices(), default=AssignmentState.WAITING)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=AssignmentState.RETURNED) | ~Q(reason=""), name="return_has_reason"
            ),
        ]


class Report(models.Model):
    """What a unit declared, and what the office made of it. ``submission_key`` makes a double click one report."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=12, choices=ReportKind.choices())
    percent = models.PositiveSmallIntegerField(null=True)  # declared, 0–100; None in notes only
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)  # declared, in the task's target unit
    note = models.TextField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True)
    state = models.CharField(max_length=10, choices=ReportState.choices(), default=ReportState.WAITING)
    verified_percent = models.PositiveSmallIntegerField(null=True)
    verified_value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    remark = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ReportKind.NOTE, percent__isnull=True)
                | Q(percent__isnull=False, percent__lte=100) & ~Q(kind=ReportKind.NOTE),
                name="report_share",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.SENT_BACK) | ~Q(remark=""), name="sent_back_has_remark"
            ),
        ]
        indexes = [models.Index(fields=["state", "task"], name="report_waiting")]


class Attachment(models.Model):
    """A file that a unit sent with a report."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="attachments")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="attachments/%Y/", max_length=255)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)


class Step(models.Model):
    """One dated step of an item (rule IN1)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    evidence = models.TextField(blank=True)  # in words; files hang on it

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(done_on__isnull=True) | ~Q(evidence=""), name="step_done_has_evidence"),
        ]
        indexes = [models.Index(fields=["task", "order"], name="step_place")]


class Policy(models.Model):
    """How far a policy task has come (rule IN2)."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="policy")
    stage = models.CharField(max_length=14, choices=PolicyStage.choices(), default=PolicyStage.DRAFT)
    document_number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)


class PolicyStageRecord(models.Model):
    """A stage that a policy reached, or went back to, with its day and words."""

    policy = models.ForeignKey(Policy, models.CASCADE, related_name="records")
    stage = models.CharField(max_length=14, choices=PolicyStage.choices())
    reached_on = models.DateField()
    note = models.TextField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()


class Mechanism(models.Model):
    """Who convenes a mechanism, who takes part and how often it meets (rule IN3)."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="mechanism")
    state = models.CharField(max_length=10, choices=MechanismState.choices(), default=MechanismState.SETTING_UP)
    convenor_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    convenor_role = models.CharField(max_length=60, blank=True)  # a public role: 常务副市长
    members = models.ManyToManyField(Unit, related_name="mechanisms")
    rhythm = models.CharField(max_length=12, choices=MeetingRhythm.choices(), default=MeetingRhythm.MONTHLY)
    set_up_on = models.DateField(null=True)
    next_meeting_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_meeting_on"], name="mechanism_next")]


class MechanismMeeting(models.Model):
    """A meeting that a mechanism held."""

    mechanism = models.ForeignKey(Mechanism, models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    subject = models.CharField(max_length=200)
    outcome = models.TextField(blank=True)
    attended = models.ManyToManyField(Unit, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mechanism", "held_on"], name="meeting_day_once")]


class Evidence(models.Model):
    """A file that proves a step, a policy's stage or a meeting; it hangs on one of them."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="evidence")
    step = models.ForeignKey(Step, models.CASCADE, null=True, related_name="files")
    stage_record = models.ForeignKey(PolicyStageRecord, models.CASCADE, null=True, related_name="files")
    meeting = models.ForeignKey(MechanismMeeting, models.CASCADE, null=True, related_name="files")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="attachments/%Y/", max_length=255)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)


class RollForwardChoice(models.Model):
    """What the office means to do at year's end with one unfinished task (rule AP6); saved until it is done."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="roll_forward_choice")
    choice = models.CharField(max_length=10, choices=RollForward.choices())
    new_deadline = models.DateField(null=True)
    reason = models.TextField(blank=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()


class PlanVersion(models.Model):
    """What stood in a plan at one moment (rule AP9)."""

    plan = models.ForeignKey(AnnualPlan, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=VersionKind.choices())
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="+")  # what was issued, if anything
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]


class PlanVersionLine(models.Model):
    """One task of a version as it read then; ``origin_id`` is the first task of its chain of carrying over."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="lines")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    origin_id = models.BigIntegerField()
    number_text = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    instrument = models.CharField(max_length=10, choices=Instrument.choices())
    lead_unit = models.CharField(max_length=100, blank=True)
    deadline = models.DateField(null=True)
    target = models.CharField(max_length=200, blank=True)
    batch = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=TaskState.choices())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "task"], name="plan_version_line_once")]

"""Rule packs and lights with their history; ladders, matters, steps, letters, interviews, appeals.

A light is computed, never typed in; its history is appended on change. A step bears a key that names what set it
off, so that nothing escalates twice.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.terms import (
    AnswerKind,
    AppealState,
    ClosingGrade,
    Complexity,
    ExtendedDate,
    ExtensionState,
    MatterState,
    RuleState,
    StepKind,
    StepRunState,
    Tone,
    TriggerKind,
    Urgency,
)
from luoshi.domain.tasks.models import Task


class AdoptedRules(models.Model):
    """Rules of a jurisdiction that are drafted, put in force and retired."""

    name = models.CharField(max_length=80)
    content = models.JSONField()
    came_from = models.CharField(max_length=40, blank=True)  # identifier of the shipped rules they began as
    state = models.CharField(max_length=8, choices=RuleState.choices(), default=RuleState.DRAFT)
    in_force_on = models.DateField(null=True)
    retired_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class OfOneThing(models.Model):
    """What stands for one task or one project, never for both."""

    task: Task | None
    task_id: int | None
    project: Project | None

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(task__isnull=False, project__isnull=True) | Q(task__isnull=True, project__isnull=False),
                name="%(class)s_of_one_thing",
            )
        ]

    @property
    def thing(self) -> Task | Project:
        """The task or project that it is for."""
        thing = self.task if self.task_id is not None else self.project
        assert thing is not None  # one of both is kept
        return thing

    @property
    def title(self) -> str:
        """What it is for, in the words of its task or project."""
        return self.task.title if self.task is not None else self.project.name if self.project is not None else ""


class AdoptedPack(AdoptedRules):
    """A jurisdiction's pack of light rules (``rules.read_pack`` reads ``content``); one is in force at a time."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="light_packs")


class AdoptedLadder(AdoptedRules):
    """A jurisdiction's ladder of steps (``rules.read_ladder`` reads ``content``); one is in force at a time."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="ladders")


class Light(OfOneThing):
    """The light of one task or one project now. ``light`` is the pack's own name, ``tone`` how pages draw it."""

    task = models.OneToOneField(Task, models.CASCADE, null=True, related_name="light")
    project = models.OneToOneField(Project, models.CASCADE, null=True, related_name="light")
    pack = models.ForeignKey(AdoptedPack, models.PROTECT, related_name="+")
    tone = models.CharField(max_length=8, choices=Tone.choices(), default=Tone.NONE)
    light = models.CharField(max_length=40)
    rule = models.CharField(max_length=40, blank=True)  # empty: not lit or exempt
    reason_chinese = models.TextField()
    reason_english = models.TextField()
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)  # what the rule measured
    by_rule = models.JSONField(default=dict)  # rule → light as its interval gave it
    since = models.DateField()  # of this light
    computed_on = models.DateField()

    class Meta(OfOneThing.Meta):
        indexes = [models.Index(fields=["tone", "task"], name="light_tone")]


class LightChange(models.Model):
    """A light that changed; ``former_tone`` is empty for the first, ``told_at`` until people are told."""

    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="light_changes")
    project = models.ForeignKey(Project, models.CASCADE, null=True, related_name="light_changes")
    pack = models.ForeignKey(AdoptedPack, models.PROTECT, related_name="+")
    former_tone = models.CharField(max_length=8, choices=Tone.choices(), blank=True)
    tone = models.CharField(max_length=8, choices=Tone.choices())
    light = models.CharField(max_length=40)
    reason_chinese = models.TextField()
    reason_english = models.TextField()
    changed_on = models.DateField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["task", "changed_on"], name="light_change_task"),
            models.Index(fields=["project", "changed_on"], name="light_change_project"),
            models.Index(fields=["changed_on"], name="light_change_day"),
        ]


class MonthEndLight(models.Model):
    """Lights at the end of a month, by rule as the intervals gave them: what rules about runs of periods ask."""

    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="month_end_lights")
    project = models.ForeignKey(Project, models.CASCADE, null=True, related_name="month_end_lights")
    month_end = models.DateField()
    tone = models.CharField(max_length=8, choices=Tone.choices())
    light = models.CharField(max_length=40, default="none")
    by_rule = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "month_end"], name="month_light_task_once"),
            models.UniqueConstraint(fields=["project", "month_end"], name="month_light_project_once"),
        ]


class LightExemption(models.Model):
    """An accepted reason for not being judged, until a day; never removed, only ended."""

    task = models.ForeignKey(Task, models.CASCADE, null=True, related_name="light_exemptions")
    project = models.ForeignKey(Project, models.CASCADE, null=True, related_name="light_exemptions")
    kind = models.CharField(max_length=40)  # the pack's kind of reason
    words = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()


class Extension(OfOneThing):
    """A unit's wish for a later date, asked before the date; without approval the old date judges (LA8)."""

    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="extensions")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="extensions")
    extended = models.CharField(max_length=14, choices=ExtendedDate.choices(), default=ExtendedDate.DEADLINE)
    former_deadline = models.DateField()
    wanted_deadline = models.DateField()
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ExtensionState.choices(), default=ExtensionState.WAITING)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta(OfOneThing.Meta):
        constraints = [
            *OfOneThing.Meta.constraints,
            models.UniqueConstraint(
                fields=["task", "extended"], condition=Q(state="waiting"), name="extension_task_waits_once"
            ),
            models.UniqueConstraint(
                fields=["project", "extended"], condition=Q(state="waiting"), name="extension_project_waits_once"
            ),
        ]


class Matter(OfOneThing):
    """A task or project under supervision, from its first step to its closing; reopening keeps all of it.

    The round rises when it is reopened, the episode when it came back in order (rule LA5).
    """

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="matters")
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="matter")
    project = models.OneToOneField(Project, models.PROTECT, null=True, related_name="matter")
    ladder = models.ForeignKey(AdoptedLadder, models.PROTECT, related_name="matters")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="matters_to_answer")
    urgency = models.CharField(max_length=8, choices=Urgency.choices(), default=Urgency.ORDINARY)
    complexity = models.CharField(max_length=8, choices=Complexity.choices(), default=Complexity.SIMPLE)
    registered_on = models.DateField(null=True)  # by the office; None: the ladder found it
    state = models.CharField(max_length=10, choices=MatterState.choices(), default=MatterState.OPEN)
    rung = models.CharField(max_length=20, choices=StepKind.choices(), blank=True)  # the last taken in the episode
    round = models.PositiveSmallIntegerField(default=1)
    episode = models.PositiveSmallIntegerField(default=1)
    episode_since = models.DateField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    grade = models.CharField(max_length=10, choices=ClosingGrade.choices(), blank=True)
    closing_words = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OfOneThing.Meta):
        indexes = [
            models.Index(fields=["jurisdiction", "state", "rung"], name="matter_rung"),
            models.Index(fields=["unit", "state"], name="matter_unit"),
        ]

    @property
    def name(self) -> str:
        """What names the matter in the keys of its steps, for ever (rule LA5)."""
        return f"task:{self.task_id}" if self.task_id is not None else f"project:{self.project_id}"


class StepRun(models.Model):
    """One step of one matter: planned, then held, taken or dropped, then answered or not.

    ``key`` comes from what set it off (``rules.due_steps``) and is never used twice.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="steps")
    key = models.CharField(max_length=160, unique=True)
    step = models.CharField(max_length=40)  # the ladder's name of it
    kind = models.CharField(max_length=20, choices=StepKind.choices())
    round = models.PositiveSmallIntegerField()
    episode = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    trigger = models.CharField(max_length=16, choices=TriggerKind.choices())
    passed_over = models.JSONField(default=list)  # steps that it takes the place of
    reason_chinese = models.TextField()
    reason_english = models.TextField()
    due_on = models.DateField()  # the day it goes out
    needs_release = models.BooleanField(default=False)
    answer_by = models.DateField(null=True)
    state = models.CharField(max_length=8, choices=StepRunState.choices(), default=StepRunState.PLANNED)
    planned_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)  # held, dropped or let go
    decision_reason = models.CharField(max_length=300, blank=True)
    held_until = models.DateField(null=True)
    taken_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)  # of the answer that counted
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on"], name="step_due"),
            models.Index(fields=["matter", "id"], name="step_of_matter"),
        ]


class StepAnswer(models.Model):
    """What a unit answered to a step, in words, with a file where there is one."""

    step = models.ForeignKey(StepRun, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=12, choices=AnswerKind.choices())
    words = models.TextField()
    file = models.FileField(upload_to="answers/%Y/", max_length=255, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()


class LetterTemplate(models.Model):
    """The words of a kind of letter, with named places; the jurisdiction edits them."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="letter_templates")
    kind = models.CharField(max_length=20, choices=StepKind.choices())
    title = models.CharField(max_length=200)
    body = models.TextField()
    number_word = models.CharField(max_length=30)  # 霁督函: what stands before 〔year〕number号
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "kind"], name="letter_template_once")]


class Letter(models.Model):
    """A letter as it went out: its number and words never change afterwards."""

    step = models.OneToOneField(StepRun, models.PROTECT, related_name="letter")
    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="letters")
    number_word = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    addressee = models.CharField(max_length=120)
    issued_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "number_word", "year", "number"], name="letter_number_once")
        ]


class Interview(models.Model):
    """The record of an interview (约谈). People stand in it by their public roles."""

    step = models.OneToOneField(StepRun, models.PROTECT, null=True, related_name="interview")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="interviews")
    trigger = models.TextField()
    interviewer = models.CharField(max_length=120)
    interviewees = models.CharField(max_length=300)
    held_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    problems = models.TextField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)


class InterviewPromise(models.Model):
    """What was promised in an interview, by when; it becomes a task."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="promises")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="promise")


class Appeal(models.Model):
    """A unit's appeal against a step, with its answer."""

    step = models.ForeignKey(StepRun, models.PROTECT, related_name="appeals")
    reason = models.TextField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AppealState.choices(), default=AppealState.FILED)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)


class JobRun(models.Model):
    """How far a nightly job of a jurisdiction came, so that one that died begins where it stood."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField(max_length=30)
    day = models.DateField()
    reached_id = models.BigIntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "name", "day"], name="job_day_once")]

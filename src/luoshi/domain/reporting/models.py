"""Schemes, periods with their four dates, exceptions, returns by unit, their lines, disputes, and tallies.

A line keeps what was known before, what the unit declared and what the office verified in fields of their own.
Tallies are kept up to date with every write, so that a dashboard never counts lines; a recount proves them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import Project
from luoshi.domain.reporting.terms import DisputeState, ReturnLineState, ReturnState
from luoshi.domain.tasks.models import Report, Task
from luoshi.foundation.periods import Rhythm


def _wan_yuan(**options: object) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=20, decimal_places=6, **options)  # type: ignore[arg-type]


class WorkingDayOverride(models.Model):
    """A day on which the jurisdiction departs from the calendar."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="working_day_overrides")
    day = models.DateField()
    is_working = models.BooleanField()
    reason = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "day"], name="working_day_once")]


class Scheme(models.Model):
    """What is reported how often: tasks, projects or both, by all units that owe any.

    ``schedule`` holds what places a period's dates (foundation.periods): opening, due, grace, lock.
    """

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="reporting_schemes")
    name = models.CharField(max_length=80)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices(), default=Rhythm.MONTH)
    schedule = models.JSONField(default=dict)
    covers_tasks = models.BooleanField(default=True)
    covers_projects = models.BooleanField(default=True)
    own_fields = models.JSONField(default=list)  # fields the office adds; each costs every unit (burden ledger)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "name"], name="scheme_once")]


class Period(models.Model):
    """One reporting period. Times are moments; a report is on time until ``due_at``, taken until ``locks_at``."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="periods")
    label_chinese = models.CharField(max_length=40)
    label_english = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField()
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField()
    grace_until = models.DateTimeField()
    locks_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "starts_on", "ends_on"], name="period_once"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on"))
                & Q(opens_at__lt=F("due_at"))
                & Q(due_at__lte=F("grace_until"))
                & Q(grace_until__lte=F("locks_at")),
                name="period_dates",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "-ends_on"], name="period_newest")]

    def __str__(self) -> str:
        return self.label_chinese


class PeriodException(models.Model):
    """One unit may report later in one period, with a reason and an end."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="exceptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="period_exceptions")
    until = models.DateTimeField()  # both due date and lock for this unit
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "unit"], name="period_exception_once")]


class Return(models.Model):
    """What one unit hands in for one period. ``first_approved_at`` decides whether it came on time."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="returns")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="returns")
    state = models.CharField(max_length=10, choices=ReturnState.choices(), default=ReturnState.DRAFT)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    first_approved_at = models.DateTimeField(null=True)
    reopened_until = models.DateTimeField(null=True)  # a return that the office sent back is taken until then (RP7)
    is_on_time = models.BooleanField(null=True)  # None: not handed in yet
    verified_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    times_returned = models.PositiveSmallIntegerField(default=0)
    return_reason = models.TextField(blank=True)
    seconds_spent = models.PositiveIntegerField(default=0)  # on the form, for the burden ledger; never ranked
    fields_asked = models.PositiveIntegerField(default=0)
    fields_filled_in = models.PositiveIntegerField(default=0)  # known already, so not asked
    duplicates_avoided = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "unit"], name="return_once")]
        indexes = [models.Index(fields=["unit", "state"], name="return_unit")]


class Line(models.Model):
    """One task's or one project's line in a return. Figures: share 0–100; sums in 万元.

    For a task: percent and value; for a project: invested in the period, since the year's start, funds, payments.
    ``marks`` are what the rules of suspicion say; ``known`` is what was filled in beforehand. ``report`` is the task's
    report that the line fills, or was filled from; ``went_out_at`` tells when the figures became the task's or the
    project's own.
    """

    sheet = models.ForeignKey(Return, models.CASCADE, related_name="lines")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="report_lines")
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="report_lines")
    known = models.JSONField(default=dict)
    is_touched = models.BooleanField(default=False)  # the unit has spoken on this line
    is_unchanged = models.BooleanField(default=False)  # said with one click
    touched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    touched_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    declared_percent = models.PositiveSmallIntegerField(null=True)
    declared_value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    declared_wan_yuan = _wan_yuan(null=True)  # invested in the period
    declared_year_wan_yuan = _wan_yuan(null=True)  # since the year's start
    declared_funds_wan_yuan = _wan_yuan(null=True)
    declared_paid_wan_yuan = _wan_yuan(null=True)
    verified_percent = models.PositiveSmallIntegerField(null=True)
    verified_value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    verified_wan_yuan = _wan_yuan(null=True)
    verified_year_wan_yuan = _wan_yuan(null=True)
    verified_funds_wan_yuan = _wan_yuan(null=True)
    verified_paid_wan_yuan = _wan_yuan(null=True)
    own_values = models.JSONField(default=dict)  # answers to the scheme's own fields
    correction_reason = models.CharField(max_length=300, blank=True)  # why a sum lies below last period's (RP10)
    report = models.OneToOneField(Report, models.PROTECT, null=True, related_name="line")
    went_out_at = models.DateTimeField(null=True)
    marks = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=ReturnLineState.choices(), default=ReturnLineState.OPEN)
    return_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "task"], name="line_task_once"),
            models.UniqueConstraint(fields=["sheet", "project"], name="line_project_once"),
            models.CheckConstraint(
                condition=Q(task__isnull=False, project__isnull=True) | Q(task__isnull=True, project__isnull=False),
                name="line_of_one_thing",
            ),
        ]


class LineFile(models.Model):
    """Evidence of a line; it goes with the task's report."""

    line = models.ForeignKey(Line, models.CASCADE, related_name="files")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="returns/%Y/", max_length=255)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()


class Dispute(models.Model):
    """A unit contests a verified figure; both stand beside each other, with the answer."""

    line = models.ForeignKey(Line, models.PROTECT, related_name="disputes")
    figure = models.CharField(max_length=30)  # which verified field
    verified = models.DecimalField(max_digits=20, decimal_places=6)
    claimed = models.DecimalField(max_digits=20, decimal_places=6)
    file_name = models.CharField(max_length=200, blank=True)  # evidence
    file = models.FileField(upload_to="returns/%Y/", max_length=255, blank=True)
    reason = models.TextField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DisputeState.choices(), default=DisputeState.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)


class Tally(models.Model):
    """Sums of one unit's lines in one period, kept with every write."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="tallies")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tallies")
    lines = models.PositiveIntegerField(default=0)
    touched = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    marked = models.PositiveIntegerField(default=0)
    verified = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    disputed = models.PositiveIntegerField(default=0)
    percent_sum = models.PositiveBigIntegerField(default=0)  # of declared shares of tasks
    declared_wan_yuan = _wan_yuan(default=0)
    verified_wan_yuan = _wan_yuan(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["period", "unit"], name="tally_once")]


class UnitToken(models.Model):
    """A unit's key to the interface for programs; only its SHA-256 is kept. It speaks in the name of who made it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

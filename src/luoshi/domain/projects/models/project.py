"""The project itself, the goals it serves, the sentence that named it and its way through the stages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models.library import Sector
from luoshi.domain.projects.models.sums import wan_yuan
from luoshi.domain.projects.terms import ApprovalRoute, BuildKind, InvestorType, Level, LibraryState, LifecycleStage
from luoshi.domain.strategy.models import Goal
from luoshi.domain.tasks.models import Task


class Project(models.Model):
    """One project for its whole life. ``version`` rises with every change and guards against stale forms."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="projects")
    number = models.PositiveIntegerField()  # within the jurisdiction's library, for ever
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    national_code = models.CharField(max_length=40, null=True)  # noqa: DJ001 - GB/T 40058; None so that it is unique
    local_code = models.CharField(max_length=40, blank=True)
    summary = models.TextField(blank=True)
    scale = models.TextField(blank=True)  # 建设规模及内容
    new_capacity = models.CharField(max_length=200, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, related_name="projects")
    industry_code = models.CharField(max_length=6, blank=True)  # GB/T 4754
    division_code = models.CharField(max_length=12, blank=True)  # GB/T 2260
    level = models.CharField(max_length=10, choices=Level.choices(), default=Level.ORDINARY)
    build_kind = models.CharField(max_length=12, choices=BuildKind.choices(), default=BuildKind.NEW)
    investor_type = models.CharField(max_length=18, choices=InvestorType.choices(), blank=True)
    approval_route = models.CharField(max_length=14, choices=ApprovalRoute.choices(), blank=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, related_name="led_projects")  # 责任单位; it reports
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="owned_projects")
    owner_name = models.CharField(max_length=120, blank=True)  # 业主单位 where it is no unit of the tree
    owner_credit_code = models.CharField(max_length=18, blank=True)  # GB 32100
    sponsor_leader = models.CharField(max_length=60, blank=True)  # 挂点领导, a public role with its name
    responsible_person = models.CharField(max_length=60, blank=True)
    contact_person = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    lifecycle_stage = models.CharField(
        max_length=18, choices=LifecycleStage.choices(), default=LifecycleStage.CONCEIVED
    )
    stage_since = models.DateField()  # when it entered its stage
    library_state = models.CharField(max_length=16, choices=LibraryState.choices(), default=LibraryState.DRAFT)
    admitted_on = models.DateField(null=True)
    is_locked = models.BooleanField(default=False)
    total_wan_yuan = wan_yuan(null=True)  # 总投资（责任制口径）
    actual_total_wan_yuan = wan_yuan(null=True)
    total_difference_reason = models.CharField(max_length=200, blank=True)
    done_before_wan_yuan = wan_yuan(default=0)  # 累计完成投资 before the first recorded month
    planned_start = models.DateField(null=True)
    planned_finish = models.DateField(null=True)
    actual_start = models.DateField(null=True)
    actual_finish = models.DateField(null=True)
    entered_on = models.DateField(null=True)  # into the statistics' base of projects, as the unit declares
    entry_verified_on = models.DateField(null=True)  # the same as the office found it
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    goals = models.ManyToManyField(Goal, through="ProjectGoal", related_name="projects")
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="project")  # what it was issued as
    last_month = models.DateField(null=True)  # first day of the last month recorded
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    search_text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(null=True, unique=True)  # makes a double click one project

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "number"], name="project_number_once"),
            models.UniqueConstraint(fields=["jurisdiction", "national_code"], name="project_code_once"),
            models.CheckConstraint(
                condition=Q(total_wan_yuan__isnull=True) | Q(total_wan_yuan__gte=0), name="project_total"
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "lifecycle_stage", "id"], name="project_stage"),
            models.Index(fields=["jurisdiction", "library_state", "id"], name="project_library"),
            models.Index(fields=["lead_unit", "lifecycle_stage"], name="project_lead"),
            models.Index(fields=["changed_at"], name="project_changed"),
        ]

    def __str__(self) -> str:
        return self.name


class ProjectGoal(models.Model):
    """A project serves a goal; kept from and until which day, so that any past day can be shown."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="goal_links")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="project_links")
    added_on = models.DateField()
    removed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "goal", "added_on"], name="project_goal_once_a_day"),
            models.UniqueConstraint(
                fields=["project", "goal"], condition=Q(removed_on__isnull=True), name="project_goal_open_once"
            ),
        ]


class ProjectCitation(models.Model):
    """The sentence or table row that named a project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="citations")
    document = models.ForeignKey(Document, models.PROTECT, related_name="project_citations")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="project_citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "document", "start", "end"], name="project_citation_once")
        ]


class StageChange(models.Model):
    """A project's move from one stage to another; ``former`` is empty for the first."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="stage_changes")
    former = models.CharField(max_length=18, choices=LifecycleStage.choices(), blank=True)
    stage = models.CharField(max_length=18, choices=LifecycleStage.choices())
    changed_on = models.DateField()  # when it happened
    recorded_at = models.DateTimeField()  # when Luoshi learnt of it
    reason = models.CharField(max_length=300, blank=True)
    is_correction = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["stage", "changed_on"], name="stage_change")]

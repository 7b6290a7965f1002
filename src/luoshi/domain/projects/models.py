"""Projects with their dossiers. Sums are exact decimals in 万元; rates are computed, never stored.

What a unit declared of a month and what the office verified stand in fields of their own.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.terms import (
    AnnualClass,
    ApplicationState,
    ApprovalKind,
    ApprovalRoute,
    ApprovalState,
    BuildKind,
    FactorKind,
    FactorState,
    FundCategory,
    ImageStage,
    InvestorType,
    Level,
    LibraryState,
    LifecycleStage,
    OpportunityState,
    ParticipantRole,
    ProblemState,
)
from luoshi.domain.strategy.models import Goal
from luoshi.domain.tasks.models import Batch, Task


def _wan_yuan(**options: object) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=20, decimal_places=6, **options)  # type: ignore[arg-type]


class Sector(models.Model):
    """A sector of the jurisdiction's library with what it asks for admission (practice: thresholds by sector)."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="sectors")
    name = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=0)
    admission_wan_yuan = _wan_yuan(null=True)  # least total investment to be admitted; None: any
    wanted_share = models.DecimalField(max_digits=5, decimal_places=4, null=True)  # 0–1 of the reserve
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "name"], name="sector_once")]

    def __str__(self) -> str:
        return self.name


class ReserveTarget(models.Model):
    """What a jurisdiction wants of its reserve for one year's starts."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="reserve_targets")
    year = models.PositiveSmallIntegerField()  # the year that the reserve must feed
    investment_wan_yuan = _wan_yuan()
    projects = models.PositiveIntegerField(null=True)
    times = models.DecimalField(max_digits=5, decimal_places=2, default=2)  # reserve wanted per target
    wanted_investor_shares = models.JSONField(default=dict)  # InvestorType value → share 0–1

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "year"], name="reserve_target_once")]


class DwellLimit(models.Model):
    """How many days a project may stay in a stage before it counts as standing still; without a row the rules' own."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="dwell_limits")
    stage = models.CharField(max_length=18, choices=LifecycleStage.choices())
    days = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "stage"], name="dwell_limit_once")]


class StageGate(models.Model):
    """What a jurisdiction asks for before a stage; without a row the defaults of the rules hold (PJ6).

    ``requirements`` is a list of ``{"need", "detail"}``, empty where the stage asks for nothing.
    """

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="stage_gates")
    stage = models.CharField(max_length=18, choices=LifecycleStage.choices())
    requirements = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "stage"], name="stage_gate_once")]


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
    total_wan_yuan = _wan_yuan(null=True)  # 总投资（责任制口径）
    actual_total_wan_yuan = _wan_yuan(null=True)
    total_difference_reason = models.CharField(max_length=200, blank=True)
    done_before_wan_yuan = _wan_yuan(default=0)  # 累计完成投资 before the first recorded month
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


class ProjectYear(models.Model):
    """A project in one year's plan: its class, what is to be invested, when it starts or finishes, its batch."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    annual_class = models.CharField(max_length=12, choices=AnnualClass.choices(), blank=True)
    planned_wan_yuan = _wan_yuan(null=True)  # 年度计划投资
    planned_start_month = models.PositiveSmallIntegerField(null=True)  # 1–12, of new starts
    planned_finish_month = models.PositiveSmallIntegerField(null=True)
    objective = models.TextField(blank=True)  # 年度建设目标
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="project_years")
    # Sums of the year's months, kept with every month written so that lists never add months up; a recount proves them.
    declared_wan_yuan = _wan_yuan(default=0)
    verified_wan_yuan = _wan_yuan(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "year"], name="project_year_once"),
            models.CheckConstraint(
                condition=Q(planned_start_month__isnull=True) | Q(planned_start_month__range=(1, 12)),
                name="project_start_month",
            ),
            models.CheckConstraint(
                condition=Q(planned_finish_month__isnull=True) | Q(planned_finish_month__range=(1, 12)),
                name="project_finish_month",
            ),
        ]
        indexes = [models.Index(fields=["year", "annual_class"], name="project_year_class")]


class MonthlyProgress(models.Model):
    """One project's month. Declared by the unit, verified by the office; a verified figure never replaces the other."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="months")
    month = models.DateField()  # its first day
    image_stage = models.CharField(max_length=10, choices=ImageStage.choices(), blank=True)
    narrative = models.TextField(blank=True)  # 形象进度
    declared_wan_yuan = _wan_yuan(null=True)  # invested in the month
    verified_wan_yuan = _wan_yuan(null=True)
    declared_funds_wan_yuan = _wan_yuan(null=True)  # funds that came in during the month
    verified_funds_wan_yuan = _wan_yuan(null=True)
    declared_paid_wan_yuan = _wan_yuan(null=True)
    verified_paid_wan_yuan = _wan_yuan(null=True)
    problems_and_advice = models.TextField(blank=True)
    next_month_plan = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "month"], name="project_month_once"),
        ]
        indexes = [models.Index(fields=["month", "project"], name="month_project")]


class YearlyInvestment(models.Model):
    """How a project's total is spread over the years."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="investment_by_year")
    year = models.PositiveSmallIntegerField()
    planned_wan_yuan = _wan_yuan()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "year"], name="investment_year_once")]


class Milestone(models.Model):
    """A key node (关键节点), planned against actual."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)
    planned_start = models.DateField(null=True)
    planned_on = models.DateField()
    actual_start = models.DateField(null=True)
    actual_on = models.DateField(null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    person = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["project", "order"], name="milestone_order")]


class Approval(models.Model):
    """An approval a project needs or has."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="approvals")
    kind = models.CharField(max_length=14, choices=ApprovalKind.choices())
    title = models.CharField(max_length=200, blank=True)
    authority = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    document_number = models.CharField(max_length=60, blank=True)
    granted_on = models.DateField(null=True)
    needed_by = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=ApprovalState.choices(), default=ApprovalState.NOT_STARTED)


class Participant(models.Model):
    """A firm that builds, designs or supervises."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="participants")
    role = models.CharField(max_length=12, choices=ParticipantRole.choices())
    name = models.CharField(max_length=120)
    credit_code = models.CharField(max_length=18, blank=True)
    contract_wan_yuan = _wan_yuan(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)


class Funding(models.Model):
    """A source of money: what is planned, issued, in place and paid so far."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="fundings")
    category = models.CharField(max_length=16, choices=FundCategory.choices())
    note = models.CharField(max_length=120, blank=True)
    planned_wan_yuan = _wan_yuan(default=0)
    issued_wan_yuan = _wan_yuan(default=0)
    in_place_wan_yuan = _wan_yuan(default=0)
    paid_wan_yuan = _wan_yuan(default=0)


class FactorNeed(models.Model):
    """What a project needs from an authority by a day (practice: factor guarantees)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="factor_needs")
    kind = models.CharField(max_length=12, choices=FactorKind.choices())
    quantity = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    measured_in = models.CharField(max_length=20, blank=True)  # 亩, 万元, 吨标准煤
    secured_quantity = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    authority = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="factor_needs")
    needed_by = models.DateField(null=True)
    document_number = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=FactorState.choices(), default=FactorState.NOT_STARTED)
    blocker = models.CharField(max_length=300, blank=True)
    secured_on = models.DateField(null=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["authority", "state", "needed_by"], name="factor_worklist")]


class ProblemClass(models.Model):
    """A class of problem in the jurisdiction's words: 接续、资金、环境、质效…"""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="problem_classes")
    name = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "name"], name="problem_class_once")]


class Problem(models.Model):
    """A problem of a project, followed until whoever raised it says that it is gone."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="problems")
    problem_class = models.ForeignKey(ProblemClass, models.PROTECT, null=True, related_name="problems")
    text = models.TextField()
    raised_by_unit = models.ForeignKey(Unit, models.PROTECT, related_name="raised_problems")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    responsible_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="problems_to_solve")
    responsible_person = models.CharField(max_length=60, blank=True)
    responsible_leader = models.CharField(max_length=60, blank=True)
    deadline = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ProblemState.choices(), default=ProblemState.NEW)
    result = models.TextField(blank=True)  # what was done, with the evidence
    solved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    times_reopened = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(null=True, unique=True)  # makes a double click one problem

    class Meta:
        indexes = [models.Index(fields=["state", "deadline"], name="problem_list")]


class ProjectFile(models.Model):
    """A photograph or a paper of a project; ``problem`` where it is evidence of one."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="files")
    problem = models.ForeignKey(Problem, models.CASCADE, null=True, related_name="evidence")
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="projects/%Y/", max_length=255)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    is_photograph = models.BooleanField(default=False)
    taken_on = models.DateField(null=True)
    caption = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()


class Opportunity(models.Model):
    """A call of a higher level that projects can answer (对号入座): a bond batch, a fund, a pilot.

    ``criteria`` is a list of conditions, each ``{"field", "comparator", "value"}`` over a project's facts.
    """

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="opportunities")
    name = models.CharField(max_length=200)
    caller = models.CharField(max_length=120, blank=True)  # who calls
    fund_category = models.CharField(max_length=16, choices=FundCategory.choices(), blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    criteria = models.JSONField(default=list)
    closes_on = models.DateField(null=True)
    total_wan_yuan = _wan_yuan(null=True)
    state = models.CharField(max_length=8, choices=OpportunityState.choices(), default=OpportunityState.DRAFT)
    version = models.PositiveIntegerField(default=1)


class Application(models.Model):
    """A project's application to a call."""

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="applications")
    project = models.ForeignKey(Project, models.CASCADE, related_name="applications")
    state = models.CharField(max_length=10, choices=ApplicationState.choices(), default=ApplicationState.PREPARING)
    asked_wan_yuan = _wan_yuan(null=True)
    granted_wan_yuan = _wan_yuan(null=True)
    received_wan_yuan = _wan_yuan(null=True)
    document_number = models.CharField(max_length=60, blank=True)
    remark = models.TextField(blank=True)
    funding = models.ForeignKey(Funding, models.SET_NULL, null=True, related_name="+")  # where the money was put
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "project"], name="application_once")]


class Territory(models.Model):
    """Boundaries that a jurisdiction uploaded for its map (GeoJSON, one row a jurisdiction)."""

    jurisdiction = models.OneToOneField(Unit, models.PROTECT, related_name="territory")
    boundaries = models.JSONField()  # a FeatureCollection
    file_name = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

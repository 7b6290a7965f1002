"""The child tables of a project's dossier."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models.conditions import Problem
from luoshi.domain.projects.models.project import Project
from luoshi.domain.projects.models.sums import wan_yuan
from luoshi.domain.projects.terms import ApprovalKind, ApprovalState, FundCategory, ParticipantRole


class YearlyInvestment(models.Model):
    """How a project's total is spread over the years."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="investment_by_year")
    year = models.PositiveSmallIntegerField()
    planned_wan_yuan = wan_yuan()

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
    contract_wan_yuan = wan_yuan(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)


class Funding(models.Model):
    """A source of money: what is planned, issued, in place and paid so far."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="fundings")
    category = models.CharField(max_length=16, choices=FundCategory.choices())
    note = models.CharField(max_length=120, blank=True)
    planned_wan_yuan = wan_yuan(default=0)
    issued_wan_yuan = wan_yuan(default=0)
    in_place_wan_yuan = wan_yuan(default=0)
    paid_wan_yuan = wan_yuan(default=0)


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

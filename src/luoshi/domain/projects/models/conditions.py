"""What a project needs to go on: factors and solved problems."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models.library import ProblemClass
from luoshi.domain.projects.models.project import Project
from luoshi.domain.projects.terms import FactorKind, FactorState, ProblemState


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

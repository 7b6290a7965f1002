"""A jurisdiction's library: sectors, what it wants of its reserve, gates and limits of stages, classes of problems."""

from __future__ import annotations

from django.db import models

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models.sums import wan_yuan
from luoshi.domain.projects.terms import LifecycleStage


class Sector(models.Model):
    """A sector of the jurisdiction's library with what it asks for admission (practice: thresholds by sector)."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="sectors")
    name = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField(default=0)
    admission_wan_yuan = wan_yuan(null=True)  # least total investment to be admitted; None: any
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
    investment_wan_yuan = wan_yuan()
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


class ProblemClass(models.Model):
    """A class of problem in the jurisdiction's words: 接续、资金、环境、质效…"""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="problem_classes")
    name = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "name"], name="problem_class_once")]


class Territory(models.Model):
    """Boundaries that a jurisdiction uploaded for its map (GeoJSON, one row a jurisdiction)."""

    jurisdiction = models.OneToOneField(Unit, models.PROTECT, related_name="territory")
    boundaries = models.JSONField()  # a FeatureCollection
    file_name = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

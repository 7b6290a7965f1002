"""A project's years in annual plans and its months: what was declared and what was verified, in fields of their own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from luoshi.domain.projects.models.project import Project
from luoshi.domain.projects.models.sums import wan_yuan
from luoshi.domain.projects.terms import AnnualClass, ImageStage
from luoshi.domain.tasks.models import Batch


class ProjectYear(models.Model):
    """A project in one year's plan: its class, what is to be invested, when it starts or finishes, its batch."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    annual_class = models.CharField(max_length=12, choices=AnnualClass.choices(), blank=True)
    planned_wan_yuan = wan_yuan(null=True)  # 年度计划投资
    planned_start_month = models.PositiveSmallIntegerField(null=True)  # 1–12, of new starts
    planned_finish_month = models.PositiveSmallIntegerField(null=True)
    objective = models.TextField(blank=True)  # 年度建设目标
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="project_years")
    # Sums of the year's months, kept with every month written so that lists never add months up; a recount proves them.
    declared_wan_yuan = wan_yuan(default=0)
    verified_wan_yuan = wan_yuan(default=0)

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
    declared_wan_yuan = wan_yuan(null=True)  # invested in the month
    verified_wan_yuan = wan_yuan(null=True)
    declared_funds_wan_yuan = wan_yuan(null=True)  # funds that came in during the month
    verified_funds_wan_yuan = wan_yuan(null=True)
    declared_paid_wan_yuan = wan_yuan(null=True)
    verified_paid_wan_yuan = wan_yuan(null=True)
    problems_and_advice = models.TextField(blank=True)
    next_month_plan = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "month"], name="project_month_once"),
        ]
        indexes = [models.Index(fields=["month", "project"], name="month_project")]

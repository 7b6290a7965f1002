"""Indicators, their yearly targets by unit, and their values, declared and verified apart."""

from __future__ import annotations

from django.db import models

from luoshi.domain.indicators.terms import Direction
from luoshi.domain.organizations.models import Unit


class Indicator(models.Model):
    """A figure that a jurisdiction follows, named once with its unit of measure."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="indicators")
    name = models.CharField(max_length=120)
    measured_in = models.CharField(max_length=20)  # 亿元, %, 个
    direction = models.CharField(max_length=8, choices=Direction.choices(), default=Direction.HIGHER)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="led_indicators")
    definition = models.TextField(blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "name"], name="indicator_once")]

    def __str__(self) -> str:
        return self.name


class IndicatorYear(models.Model):
    """What a unit is to reach in a year, and what it reached; the jurisdiction itself has a row too."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="years")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="indicator_years")
    year = models.PositiveSmallIntegerField()
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    declared = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    verified = models.DecimalField(max_digits=20, decimal_places=4, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "unit", "year"], name="indicator_year_once")]

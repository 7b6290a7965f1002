"""Calls for projects and what was handed in to them."""

from __future__ import annotations

from django.db import models

from luoshi.domain.documents.models import Document
from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models.dossier import Funding
from luoshi.domain.projects.models.project import Project
from luoshi.domain.projects.models.sums import wan_yuan
from luoshi.domain.projects.terms import ApplicationState, FundCategory, OpportunityState


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
    total_wan_yuan = wan_yuan(null=True)
    state = models.CharField(max_length=8, choices=OpportunityState.choices(), default=OpportunityState.DRAFT)
    version = models.PositiveIntegerField(default=1)


class Application(models.Model):
    """A project's application to a call."""

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="applications")
    project = models.ForeignKey(Project, models.CASCADE, related_name="applications")
    state = models.CharField(max_length=10, choices=ApplicationState.choices(), default=ApplicationState.PREPARING)
    asked_wan_yuan = wan_yuan(null=True)
    granted_wan_yuan = wan_yuan(null=True)
    received_wan_yuan = wan_yuan(null=True)
    document_number = models.CharField(max_length=60, blank=True)
    remark = models.TextField(blank=True)
    funding = models.ForeignKey(Funding, models.SET_NULL, null=True, related_name="+")  # where the money was put
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "project"], name="application_once")]

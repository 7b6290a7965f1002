"""Plans, kinds of node, goals with their wording over time, and the passages they rest on.

A goal is one thing for ever; what it is called, where it hangs and what it weighs may change, so these stand in
``GoalWording`` rows with the days they were valid, and any past day can be shown as it was.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.organizations.models import Unit
from luoshi.domain.strategy.terms import PlanState


class Plan(models.Model):
    """One version of a jurisdiction's strategy; a plan supersedes a plan."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="strategic_plans")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=12, choices=PlanState.choices(), default=PlanState.DRAFT)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, related_name="superseded_by")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")  # what it was built from
    in_force_on = models.DateField(null=True)
    superseded_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="plan_dates")]

    def __str__(self) -> str:
        return self.name


class NodeKind(models.Model):
    """A kind of node in the jurisdiction's own words: 战略定位, 主要目标, 重大突破…"""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="node_kinds")
    chinese = models.CharField(max_length=30)
    english = models.CharField(max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "chinese"], name="node_kind_once")]


class Goal(models.Model):
    """One node of the tree. ``refers_to`` makes it a reference: shown here, counted where the goal itself stands."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    kind = models.ForeignKey(NodeKind, models.PROTECT, related_name="goals")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    title = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)  # among its siblings
    weight = models.DecimalField(max_digits=7, decimal_places=2, null=True)  # None: as much as each sibling
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="led_goals")
    refers_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="references")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_to")
    dropped_reason = models.CharField(max_length=200, blank=True)  # why the plan after does without it
    added_on = models.DateField()
    removed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(refers_to__isnull=True) | ~Q(refers_to=F("id")), name="goal_not_itself"),
            models.CheckConstraint(condition=Q(weight__isnull=True) | Q(weight__gt=0), name="goal_weight"),
        ]
        indexes = [models.Index(fields=["plan", "parent", "order"], name="goal_place")]

    def __str__(self) -> str:
        return self.title


class GoalWording(models.Model):
    """How a goal read and where it hung from one day until another (half-open; None: until now)."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="wordings")
    title = models.CharField(max_length=200)
    kind = models.ForeignKey(NodeKind, models.PROTECT, related_name="+")
    parent = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    weight = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    lead_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)


class GoalCitation(models.Model):
    """The sentence or formulation that a goal rests on, with its place in the document's source text."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="citations")
    document = models.ForeignKey(Document, models.PROTECT, related_name="goal_citations")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="goal_citations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    cited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "document", "start", "end"], name="goal_citation_once"),
            models.CheckConstraint(condition=Q(start__lte=F("end")), name="goal_citation_span"),
        ]

"""Bulletins with their sections, exemptions from black lists, and what a jurisdiction settles for its bulletins.

The figures of a frozen bulletin are values: no later write to tasks, projects or reports reaches them.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi.domain.bulletins.rules import span_of
from luoshi.domain.bulletins.terms import BulletinState, Ranked, SectionKey
from luoshi.domain.organizations.models import Unit
from luoshi.foundation.periods import ReportingPeriod, Rhythm


class BulletinRules(models.Model):
    """How a jurisdiction's bulletins look and by which rules lists are made (``rules.read_rules`` reads ``lists``)."""

    jurisdiction = models.OneToOneField(Unit, models.PROTECT, related_name="bulletin_rules")
    issuer = models.CharField(max_length=60, blank=True)  # who signs; empty: the jurisdiction
    number_word = models.CharField(max_length=30, blank=True)  # 霁督通报: what stands before 〔year〕number号
    copies_to = models.CharField(max_length=200, blank=True)
    is_open = models.BooleanField(default=False)  # published bulletins are shown without a login
    lists = models.JSONField()
    version = models.PositiveIntegerField(default=1)


class Bulletin(models.Model):
    """One bulletin of one span. ``content`` holds ``figures`` and the ``items`` they were counted from."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="bulletins")
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices())
    year = models.PositiveSmallIntegerField()  # of the span
    span_number = models.PositiveSmallIntegerField()  # of the span within the year
    ends_on = models.DateField()
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=BulletinState.choices(), default=BulletinState.DRAFT)
    content = models.JSONField()
    lists = models.JSONField()  # the rules its lists were made by
    assembled_at = models.DateTimeField()
    issuer = models.CharField(max_length=60)
    copies_to = models.CharField(max_length=200, blank=True)
    number_word = models.CharField(max_length=30, blank=True)
    issue_year = models.PositiveSmallIntegerField(null=True)  # of the number; both are given at freezing
    issue_number = models.PositiveIntegerField(null=True)
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "rhythm", "year", "span_number"], name="bulletin_once_a_span"
            ),
            models.UniqueConstraint(fields=["jurisdiction", "issue_year", "issue_number"], name="bulletin_number_once"),
            models.CheckConstraint(
                condition=Q(state=BulletinState.DRAFT) | Q(issue_number__isnull=False, frozen_at__isnull=False),
                name="frozen_bulletin_numbered",
            ),
        ]
        indexes = [models.Index(fields=["jurisdiction", "-ends_on"], name="bulletin_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def span(self) -> ReportingPeriod:
        """The span it speaks of."""
        return span_of(Rhythm(self.rhythm), self.year, self.span_number)

    @property
    def number_text(self) -> str:
        """The number as it stands under the head; empty for a draft."""
        return f"{self.number_word}〔{self.issue_year}〕{self.issue_number}号" if self.issue_number else ""


class BulletinSection(models.Model):
    """The words of one section. ``is_edited``: the office wrote them, so that assembling anew leaves them."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=10, choices=SectionKey.choices())
    order = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    is_edited = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulletin", "key"], name="bulletin_section_once")]
        ordering = ["order"]


class ListExemption(models.Model):
    """A unit that a rule would put on a black list and that is exempted with a reason, such as force majeure (BU5)."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="exemptions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    ranked = models.CharField(max_length=16, choices=Ranked.choices())
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bulletin", "unit", "ranked"], name="list_exemption_once")]

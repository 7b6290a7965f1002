"""Documents as received, with what was read in them.

The source text is kept exactly as found. Findings are never overwritten: an edit, merge or split makes new ones
that name their origin, and the old ones stand as replaced.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from luoshi.domain.documents.terms import DocumentState, FindingKind, FindingState
from luoshi.domain.organizations.models import Unit


class Document(models.Model):
    """One document of one jurisdiction.

    ``reading`` is the engine's answer after its output contract, less findings; ``second_reader`` in it says how a
    language model's second reading stands.
    """

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="documents/%Y/", max_length=255)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=DocumentState.choices(), default=DocumentState.WAITING)
    progress_percent = models.PositiveSmallIntegerField(default=0)
    progress_at = models.DateTimeField(null=True)  # last sign of life of the reading
    stated_encoding = models.CharField(max_length=30, blank=True)  # named by an officer where it could not be told
    error_code = models.CharField(max_length=40, blank=True)
    read_at = models.DateTimeField(null=True)
    encoding = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=300, blank=True)
    genre = models.CharField(max_length=20, blank=True)
    document_date = models.DateField(null=True)
    document_number = models.CharField(max_length=60, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    source = models.TextField(blank=True)
    text = models.TextField(blank=True)  # repaired, noise gone
    reading = models.JSONField(default=dict)  # schema luoshi.reading/1 without source, text and findings
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "sha256"], name="document_once")]
        indexes = [models.Index(fields=["jurisdiction", "-received_at", "-id"], name="document_newest")]


class UndoneRepair(models.Model):
    """A repair that an officer took back; it is named by its source span."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="undone_repairs")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "start", "end"], name="repair_undone_once")]


class Finding(models.Model):
    """One finding with its place in the source (half-open, code points) and its repaired words.

    ``fields`` holds what the output contract names for its kind: level, instrument, owner, deadline, members, value…
    ``origins`` are the findings it was made from by edit, merge or split; empty for the engine's own.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=FindingKind.choices())
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    heading = models.CharField(max_length=300, blank=True)  # what it stands under
    fields = models.JSONField(default=dict)
    confidence = models.FloatField(null=True)  # 0–1
    state = models.CharField(max_length=10, choices=FindingState.choices(), default=FindingState.UNDECIDED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    origins = models.ManyToManyField("self", symmetrical=False, related_name="successors")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(start__lte=F("end")), name="finding_span")]
        indexes = [models.Index(fields=["document", "kind", "start"], name="finding_place")]


class PassageMark(models.Model):
    """One mark by which a commitment's words, or a formulation, are found again in other documents (L2)."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="marks")
    value = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["value", "finding"], name="passage_mark")]

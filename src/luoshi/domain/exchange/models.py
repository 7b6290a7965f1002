"""Imports with their files, what was chosen for them and what was found; matches of columns, remembered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from luoshi.domain.exchange.terms import ImportKind, RunState
from luoshi.domain.organizations.models import Unit


class ImportRun(models.Model):
    """One sheet brought in: from the upload to what it stored. ``version`` guards against stale forms.

    ``outline`` lists the sheets of the file; ``matching`` maps a column's number (from 0, as text) to a field's key;
    ``choices`` holds the remedies chosen; ``faults`` and ``plan`` are what the last check found (rules IM4 to IM9).
    """

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="import_runs")
    kind = models.CharField(max_length=12, choices=ImportKind.choices())
    file_name = models.CharField(max_length=200)
    file = models.FileField(upload_to="imports/%Y/", max_length=255)
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    outline = models.JSONField(default=list)
    sheet = models.CharField(max_length=100, blank=True)
    header_row = models.PositiveIntegerField(null=True)  # from 1, as the sheet shows it
    header_rows = models.PositiveSmallIntegerField(default=1)
    matching = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=RunState.choices(), default=RunState.RECEIVED)
    stage = models.CharField(max_length=20, blank=True)
    progress_percent = models.PositiveSmallIntegerField(default=0)
    progress_at = models.DateTimeField()
    faults = models.JSONField(default=list)
    fault_count = models.PositiveIntegerField(default=0)
    plan = models.JSONField(default=dict)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    submission_key = models.UUIDField(null=True, unique=True)  # makes a double click one import

    class Meta:
        indexes = [
            models.Index(fields=["jurisdiction", "-id"], name="import_newest"),
            models.Index(fields=["state"], name="import_state"),
        ]

    def __str__(self) -> str:
        return self.file_name


class ColumnMatch(models.Model):
    """What a jurisdiction last chose for a heading; an empty field means that it is not imported."""

    jurisdiction = models.ForeignKey(Unit, models.PROTECT, related_name="column_matches")
    kind = models.CharField(max_length=12, choices=ImportKind.choices())
    heading = models.CharField(max_length=200)  # folded
    field = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "kind", "heading"], name="column_match_once")]

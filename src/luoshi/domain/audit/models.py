"""One table: the events of the office, appended and never changed."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One deed. Names are kept as they were then; keys are plain numbers so that history outlives its subjects."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  # None: the system itself
    actor_name = models.CharField(max_length=80, blank=True)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["actor_id", "-id"], name="event_actor"),
        ]

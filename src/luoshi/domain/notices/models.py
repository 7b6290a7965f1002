"""Notices, the outbox of what leaves the house, and what people chose.

A notice keeps its kind and its parameters, never its words: it is read in the language of whoever reads it.
"""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Q

from luoshi.domain.notices.terms import Channel, DeliveryState, DigestRhythm, NoticeKind
from luoshi.domain.organizations.models import Unit


class Notice(models.Model):
    """One thing told to one person. ``key`` makes a job that runs twice tell it once (rule N1)."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=30, choices=NoticeKind.choices())
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    parameters = models.JSONField(default=dict)
    url = models.CharField(max_length=300)  # a path of this site
    key = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="notice_newest"),
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]


class Webhook(models.Model):
    """An address that a unit wants its notices posted to. The secret signs; pages show it once."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="webhooks")
    name = models.CharField(max_length=60)
    address = models.URLField(max_length=500)
    secret = models.CharField(max_length=100)
    kinds = models.JSONField(default=list)  # list of kinds; empty: all
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()


class Delivery(models.Model):
    """One thing that leaves the house: a notice by e-mail, or a message to a webhook (rules N6–N8)."""

    channel = models.CharField(max_length=10, choices=Channel.choices())
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    notice = models.OneToOneField(Notice, models.CASCADE, null=True, related_name="mail")
    webhook = models.ForeignKey(Webhook, models.CASCADE, null=True, related_name="deliveries", db_index=False)
    key = models.CharField(max_length=150, blank=True)  # of a message to a webhook
    payload = models.JSONField(default=dict)  # of a message to a webhook
    state = models.CharField(max_length=10, choices=DeliveryState.choices(), default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()  # when it was first to go out
    next_try_at = models.DateTimeField()
    bundle = models.BigIntegerField(null=True)  # the first delivery of those that go in one e-mail; set when claimed
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["webhook", "key"], name="webhook_message_once"),
            models.CheckConstraint(
                condition=Q(channel=Channel.EMAIL, notice__isnull=False, recipient__isnull=False, webhook__isnull=True)
                | Q(channel=Channel.WEBHOOK, notice__isnull=True, recipient__isnull=True, webhook__isnull=False),
                name="delivery_has_its_target",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "next_try_at"],
                condition=Q(state__in=[DeliveryState.WAITING, DeliveryState.FAILED, DeliveryState.SENDING]),
                name="delivery_open",
            ),
            models.Index(fields=["bundle"], name="delivery_bundle"),
        ]


class Preference(models.Model):
    """What a person chose; somebody without a row has the usual (rule N3)."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preference")
    silent_kinds = models.JSONField(default=list)  # kinds that do not count at the bell
    mail_timings = models.JSONField(default=dict)  # kind to timing, where it is not the usual
    digest_rhythm = models.CharField(max_length=10, choices=DigestRhythm.choices(), default=DigestRhythm.DAILY)
    digest_hour = models.PositiveSmallIntegerField(default=8)
    digest_weekday = models.PositiveSmallIntegerField(default=0)
    has_quiet_hours = models.BooleanField(default=True)
    quiet_from = models.TimeField(default=time(22))
    quiet_until = models.TimeField(default=time(8))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest_hour__lte=23, digest_weekday__lte=6), name="digest_moment_exists"
            ),
        ]


class CalendarFeed(models.Model):
    """A person's private calendar address; only the SHA-256 of its token is kept."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

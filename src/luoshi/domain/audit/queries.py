"""Read the history."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from luoshi.domain.audit.models import Event


def history_of(subject_type: str, subject_id: int) -> QuerySet[Event]:
    """Events of one subject, newest first."""
    return Event.objects.filter(subject_type=subject_type, subject_id=subject_id).order_by("-id")


def latest_events(subject_type: str, subject_ids: Iterable[int], *, limit: int = 20) -> QuerySet[Event]:
    """The newest events of several subjects of one type, newest first."""
    return Event.objects.filter(subject_type=subject_type, subject_id__in=subject_ids).order_by("-id")[:limit]

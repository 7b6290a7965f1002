"""Read the history."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from luoshi.domain.audit.models import Event
from luoshi.foundation.clock import local_text
from luoshi.foundation.refusals import Stale


def history_of(subject_type: str, subject_id: int) -> QuerySet[Event]:
    """Events of one subject, newest first."""
    return Event.objects.filter(subject_type=subject_type, subject_id=subject_id).order_by("-id")


def latest_events(subject_type: str, subject_ids: Iterable[int], *, limit: int = 20) -> QuerySet[Event]:
    """The newest events of several subjects of one type, newest first."""
    return Event.objects.filter(subject_type=subject_type, subject_id__in=subject_ids).order_by("-id")[:limit]


def refuse_stale(subject_type: str, subject_id: int, *, version: int, opened_on: int | None) -> None:
    """Raise Stale, naming who did the last deed on the subject and when, unless the form was opened on this version.

    ``opened_on`` None asks nothing.
    """
    if opened_on is not None and opened_on != version:
        last = history_of(subject_type, subject_id).first()
        raise Stale(who=last.actor_name if last else "", when=local_text(last.at) if last else "")

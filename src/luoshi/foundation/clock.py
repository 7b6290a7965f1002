"""The one place that asks the time. Actions take ``now``; only pages, jobs and commands call this."""

from datetime import date, datetime

from django.utils import timezone


def current_time() -> datetime:
    """Give the present moment, aware, in UTC."""
    return timezone.now()


def local_date(moment: datetime) -> date:
    """Give the jurisdiction's calendar date of a moment."""
    return timezone.localdate(moment)


def local_text(moment: datetime) -> str:
    """Say a moment as people write it there: 2026-11-21 14:05."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")

"""The one place that asks the time. Actions take ``now``; only pages, jobs and commands call this."""

from datetime import date, datetime

from django.utils import timezone


def current_time() -> datetime:
    """Give the present moment, aware, in UTC."""
    return timezone.now()


def local_date(moment: datetime) -> date:
    """Give the jurisdiction's calendar date of a moment."""
    return timezone.localdate(moment)

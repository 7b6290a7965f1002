"""Sessions in the database, as Django keeps them; what every request asks of them is composed once."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from luoshi.foundation.kept_queries import kept_query


class SessionStore(db.SessionStore):
    """Django's own store, in the same table."""

    def _get_session_from_db(self) -> Session | None:
        found = _lasting.first(self.session_key or "", timezone.now())
        if found is None:
            self._session_key = None
        return found


@kept_query
def _lasting(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)

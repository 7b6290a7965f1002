"""When a person was here last, kept in a signed cookie of the browser: what changed since then is shown first.

A visit goes on until its pages have rested for a while, so that looking twice in a morning loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse

from luoshi.pages.shared.requests import PersonRequest

COOKIE = "luoshi_visit"
REST = timedelta(hours=3)  # a longer pause ends a visit
LONGEST = timedelta(days=30)  # nobody reads further back on a first page


@dataclass(frozen=True, slots=True)
class Visit:
    """From when on changes are shown; None where no earlier visit is known."""

    since: datetime | None


def visit_of(request: PersonRequest) -> Visit:
    """Read when the account was here before the present visit; another account's cookie tells nothing."""
    told = request.get_signed_cookie(COOKIE, default="", salt=_salt(request)) or ""
    try:
        active, since = (_moment(part) for part in told.split("|"))
    except ValueError:
        return Visit(None)
    if active is None:
        return Visit(None)
    before = active if request.now - active > REST else since
    return Visit(max(before, request.now - LONGEST) if before else None)


def remember(request: PersonRequest, response: HttpResponse, visit: Visit) -> None:
    """Keep that the account is here now, and from when on it is being shown changes."""
    since = str(int(visit.since.timestamp())) if visit.since else ""
    response.set_signed_cookie(
        COOKIE,
        f"{int(request.now.timestamp())}|{since}",
        salt=_salt(request),
        max_age=LONGEST,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def _salt(request: PersonRequest) -> str:
    return f"visit-{request.user.pk}"


def _moment(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text), UTC) if text else None

"""Rows of notices: everybody's own list and choices; webhooks for administrators of the unit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from luoshi.domain.notices.models import Notice, Webhook
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.organizations.models import Unit
from tests.cast import Cast
from tests.pages.permissions import Row
from tests.pages.permissions.organizations import (
    CITY_ADMINISTRATION,
    COUNTY_ADMINISTRATION,
    SEES_BUREAU,
    SEES_TOWNSHIP,
    bureau,
    by,
    township,
)

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def notice_of(name: str):  # type: ignore[no-untyped-def]
    def make(cast: Cast) -> dict[str, Any]:
        notice = Notice.objects.create(
            recipient=cast.person(name),
            kind=NoticeKind.TASK_ISSUED,
            subject_type="task",
            subject_id=1,
            parameters={"subject": "x"},
            url="/tasks/",
            key="k",
            created_at=NOW,
        )
        return {"pk": notice.pk}

    return make


def webhook_of(name: str):  # type: ignore[no-untyped-def]
    def make(cast: Cast) -> dict[str, Any]:
        unit: Unit = getattr(cast, name)
        webhook = Webhook.objects.create(unit=unit, name="x", address="https://a.example/", secret="s", created_at=NOW)
        return {"pk": webhook.pk}

    return make


def new_webhook(cast: Cast) -> dict[str, Any]:
    return {"name": "工作群", "address": "https://chat.example/in"}


ROWS = [
    Row("notices:list", "any"),
    Row("notices:open", "city", notice_of("bureau_reporter"), get={"*": 404, "bureau_reporter": 302}),
    Row("notices:open", "county", notice_of("township_reporter"), get={"*": 404, "township_reporter": 302}),
    Row("notices:mark_read", "any", get=405, post=302, data=lambda cast: {"notice": "all"}),
    Row("notices:deliveries", "any", get={"*": 403, "administrator": 200, "county_administrator": 200}),
    Row(
        "notices:again",
        "any",
        get=405,
        post={"*": 403, "administrator": 302, "county_administrator": 302},
        data=lambda cast: {"delivery": "all"},
    ),
    Row("notices:choices", "any", post=422, data=lambda cast: {"email": "no address"}),
    Row("notices:calendar", "any", get=405, post=200),
    Row(
        "notices:feed",
        "any",
        lambda cast: {"token": "unknown"},
        get={"*": 404, "nobody": 404},
        post={"*": 405, "nobody": 405},
    ),
    *(
        Row(
            name,
            side,
            args,
            get=by(allowed, 200, seen_by=sees),
            post=by(allowed, 200, seen_by=sees) if name == "notices:webhooks" else 405,
            data=new_webhook,
        )
        for name in ("notices:webhooks", "notices:messages")
        for side, args, allowed, sees in (
            ("city", bureau, CITY_ADMINISTRATION, SEES_BUREAU),
            ("county", township, COUNTY_ADMINISTRATION, SEES_TOWNSHIP),
        )
    ),
    Row(
        "notices:webhook",
        "city",
        webhook_of("bureau"),
        get=405,
        post=by(CITY_ADMINISTRATION, 302, seen_by=SEES_BUREAU),
        data=lambda cast: {"do": "test"},
    ),
    Row(
        "notices:webhook",
        "county",
        webhook_of("township"),
        get=405,
        post=by(COUNTY_ADMINISTRATION, 302, seen_by=SEES_TOWNSHIP),
        data=lambda cast: {"do": "off"},
    ),
]

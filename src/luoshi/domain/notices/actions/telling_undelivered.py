"""Tell administrators that something was given up (rule N13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from luoshi.domain.notices import queries
from luoshi.domain.notices.actions.notifying import notify
from luoshi.domain.notices.models import Delivery, Notice
from luoshi.domain.notices.terms import Fact, NoticeKind

LIST_ADDRESS = "/notices/deliveries/?show=given_up"


def tell_administrators(rows: Sequence[Delivery], now: datetime, error: str) -> None:
    """Tell the nearest administrators of what was given up, each once a day: the list shows all the others.

    That such a notice itself did not arrive is told to nobody, else a dead mail server would never come to rest.
    """
    told = Notice.objects.filter(mail__in=rows)
    if told and all(notice.kind == NoticeKind.DELIVERY_GIVEN_UP for notice in told):
        return
    first = rows[0]
    parameters: dict[str, Any] = {Fact.REASON.value: error}
    if first.webhook is not None:
        name, units = first.webhook.name, [first.webhook.unit]
        parameters["subject"] = {"zh": f"网络回调“{name}”", "en": f"the webhook “{name}”"}
    else:
        assert first.recipient is not None  # the table allows no third
        name, units = first.recipient.public_name, queries.units_of(first.recipient)
        parameters["subject"] = {"zh": f"发给{name}的电子邮件", "en": f"an e-mail to {name}"}
    if units:
        parameters[Fact.UNIT.value] = units[0].name
    notify(
        now=now,
        recipients=queries.nearest_administrators(units),
        kind=NoticeKind.DELIVERY_GIVEN_UP,
        subject_type="delivery",
        subject_id=first.pk,
        parameters=parameters,
        url=LIST_ADDRESS,
        key=f"given-up-{timezone.localtime(now).date().isoformat()}",
    )

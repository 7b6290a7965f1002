"""What processes of ``test_workers`` do: makes an outbox, claims from it, or tells people.

``fill`` makes an outbox, ``work`` prints the keys it claims, ``tell`` tells everybody the same, ``count`` prints how
many notices and deliveries came of it.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import notify, outbox
from luoshi.domain.notices.models import Delivery, Notice, Webhook
from luoshi.domain.notices.terms import Channel, NoticeKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import UnitKind

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
PEOPLE, HOOKS, EACH = 3, 5, 40


def fill() -> None:
    """Make people, webhooks and what waits for them."""
    city = Unit.objects.add_root({"name": "云岭市", "kind": UnitKind.CITY})
    people = [
        Account.objects.create(username=f"p{number}", email=f"p{number}@city.example") for number in range(PEOPLE)
    ]
    hooks = [
        Webhook.objects.create(unit=city, name=str(n), address="https://a.example/", secret="s", created_at=NOW)
        for n in range(HOOKS)
    ]
    moments = {"due_at": NOW, "next_try_at": NOW}
    for number in range(EACH):
        key, person = f"k{number}", people[number % PEOPLE]
        notice = Notice.objects.create(
            recipient=person,
            kind=NoticeKind.TASK_ISSUED,
            subject_type="task",
            subject_id=number,
            url="/",
            key=key,
            created_at=NOW,
        )
        Delivery.objects.create(channel=Channel.EMAIL, recipient=person, notice=notice, **moments)
        Delivery.objects.create(channel=Channel.WEBHOOK, webhook=hooks[number % HOOKS], key=key, **moments)


def work() -> None:
    """Claim and note until nothing is due."""
    for claim in (lambda: outbox.claim_mail(NOW, limit=2), lambda: outbox.claim_messages(NOW, limit=2)):
        while rows := claim():
            print(*(row.pk for row in rows), sep="\n")
            outbox.note_sent(rows, NOW)


def tell() -> None:
    """Tell everybody forty things, as a job would that was started several times."""
    settings.MAIL_IS_ON = True
    for number in range(EACH):
        with transaction.atomic():
            notify(
                now=NOW,
                recipients=Account.objects.all(),
                kind=NoticeKind.TASK_ISSUED,
                subject_type="task",
                subject_id=number,
                parameters={"subject": "x"},
                url="/",
                key=f"told-{number}",
            )


def count() -> None:
    """Print how many notices were told, and how many e-mails wait for them."""
    notices = Notice.objects.filter(key__startswith="told-")
    print(notices.count(), Delivery.objects.filter(notice__in=notices).count())


def do(deed: str) -> None:
    """Do a deed."""
    {"fill": fill, "work": work, "tell": tell, "count": count}[deed]()

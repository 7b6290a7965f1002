"""What administrators do with the webhooks of a unit (rule N9)."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.notices.actions.posting import is_callable
from luoshi.domain.notices.errors import AddressNotAllowed, NameMissing, TooManyWebhooks
from luoshi.domain.notices.models import Delivery, Webhook
from luoshi.domain.notices.permissions import require_webhooks
from luoshi.domain.notices.terms import Channel, NoticeKind, WebhookVerb
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of

WEBHOOKS_OF_A_UNIT = 10
TEST_KIND = "test"


def create_webhook(
    *, actor: Account, now: datetime, unit: Unit, name: str, address: str, kinds: Iterable[NoticeKind] = ()
) -> Webhook:
    """Give a unit a webhook; its ``secret`` is to be shown now and never again. No kinds means all.

    Raises AddressNotAllowed, NameMissing, TooManyWebhooks.
    """
    require_webhooks(standing_of(actor), unit)
    name, address = name.strip()[:60], address.strip()
    if not name:
        raise NameMissing
    refuse_address(address)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)  # two at once count one after the other
        if Webhook.objects.filter(unit=unit).count() >= WEBHOOKS_OF_A_UNIT:
            raise TooManyWebhooks(limit=WEBHOOKS_OF_A_UNIT)
        webhook = Webhook.objects.create(
            unit=unit,
            name=name,
            address=address,
            secret=new_secret(),
            kinds=[kind.value for kind in kinds],
            created_at=now,
        )
        _record(actor, now, WebhookVerb.CREATE, webhook)
    return webhook


def renew_webhook_secret(*, actor: Account, now: datetime, webhook: Webhook) -> Webhook:
    """Give a webhook a new secret, which is to be shown now and never again."""
    with transaction.atomic():
        current = _locked(actor, webhook)
        current.secret = new_secret()
        current.save(update_fields=["secret"])
        _record(actor, now, WebhookVerb.RENEW, current)
    return current


def switch_webhook(*, actor: Account, now: datetime, webhook: Webhook, is_active: bool) -> Webhook:
    """Switch a webhook on or off; what waits for one that is off is given up."""
    with transaction.atomic():
        current = _locked(actor, webhook)
        current.is_active = is_active
        current.save(update_fields=["is_active"])
        _record(actor, now, WebhookVerb.SWITCH, current)
    return current


def remove_webhook(*, actor: Account, now: datetime, webhook: Webhook) -> None:
    """Remove a webhook with what waits for it."""
    with transaction.atomic():
        current = _locked(actor, webhook)
        _record(actor, now, WebhookVerb.REMOVE, current)
        current.delete()


def send_test_message(*, actor: Account, now: datetime, webhook: Webhook) -> Delivery:
    """Put a test message for a webhook into the outbox."""
    with transaction.atomic():
        current = _locked(actor, webhook)
        delivery = Delivery.objects.create(
            channel=Channel.WEBHOOK,
            webhook=current,
            key=f"test-{secrets.token_hex(8)}",
            payload={
                "kind": TEST_KIND,
                "title": {"zh": "测试消息", "en": "Test message"},
                "facts": {"zh": {"经办人": actor.public_name}, "en": {"By": actor.public_name}},
                "unit": current.unit.name,
                "path": "/",
                "at": now.isoformat(),
            },
            due_at=now,
            next_try_at=now,
        )
        _record(actor, now, WebhookVerb.TEST, current)
    return delivery


def new_secret() -> str:
    """Make a secret of 256 bits."""
    return secrets.token_urlsafe(32)


def refuse_address(address: str) -> None:
    """Raise AddressNotAllowed for what can never be called; names are asked anew for every post."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise AddressNotAllowed(reason_zh="地址写法不正确", reason_en="it is not written like an address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise AddressNotAllowed(reason_zh="地址写法不正确", reason_en="it is not written like an address")
    if not address.isprintable() or " " in address or len(address) > 500:
        raise AddressNotAllowed(reason_zh="地址过长或含有空格", reason_en="it is too long or holds a space")
    if parts.username is not None or parts.fragment:
        raise AddressNotAllowed(
            reason_zh="地址中不能带用户名、密码或 # 片段", reason_en="it holds a user name, a password or a # part"
        )
    try:
        literal = str(ipaddress.ip_address(parts.hostname))
    except ValueError:
        return
    if not is_callable(literal):
        raise AddressNotAllowed(reason_zh="它指向服务器本身或保留地址", reason_en="it is the server itself or reserved")


def _locked(actor: Account, webhook: Webhook) -> Webhook:
    current = Webhook.objects.select_for_update(of=("self",)).select_related("unit").get(pk=webhook.pk)
    require_webhooks(standing_of(actor), current.unit)
    return current


def _record(actor: Account, now: datetime, verb: WebhookVerb, webhook: Webhook) -> None:
    record_event(
        actor=actor,
        now=now,
        verb=verb.value,
        subject_type="webhook",
        subject_id=webhook.pk,
        after={"unit": webhook.unit.name, "name": webhook.name, "address": webhook.address, "on": webhook.is_active},
    )

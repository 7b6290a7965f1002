"""Webhooks: what is posted and signed, what may be called, failures, and who keeps them (N7, N9)."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.notices.actions import (
    create_webhook,
    deliver_messages,
    posting,
    remove_webhook,
    renew_webhook_secret,
    send_test_message,
    switch_webhook,
)
from luoshi.domain.notices.actions.outbox import claim_messages
from luoshi.domain.notices.actions.posting import is_callable
from luoshi.domain.notices.actions.webhooks import WEBHOOKS_OF_A_UNIT
from luoshi.domain.notices.errors import AddressNotAllowed, NameMissing, TooManyWebhooks
from luoshi.domain.notices.models import Delivery, Webhook
from luoshi.domain.notices.terms import DeliveryState
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast
from tests.domain.notices.conftest import Tell

PROJECT = Path(__file__).resolve().parents[3]


class Chat(BaseHTTPRequestHandler):
    """A chat tool that keeps what it is sent, and answers with the status its path names."""

    kept: list[tuple[str, dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.kept.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        status = int(self.path.split("?")[0].strip("/") or 200)
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def chat(settings: Any) -> Iterator[tuple[str, list[Any]]]:
    """A chat tool on this machine: its address and what it got."""
    settings.WEBHOOKS_MAY_STAY_HERE = True
    kept: list[Any] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("KeepingChat", (Chat,), {"kept": kept}))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", kept
    server.shutdown()
    server.server_close()


def hook(cast: Cast, now: datetime, address: str, **fields: Any) -> Webhook:
    """A webhook of the bureau."""
    return create_webhook(actor=cast.administrator, now=now, unit=cast.bureau, name="工作群", address=address, **fields)


def test_a_message_is_signed_over_its_moment_and_its_body(
    cast: Cast, tell: Tell, now: datetime, chat: tuple[str, list[Any]], settings: Any
) -> None:
    settings.PUBLIC_ADDRESS = "https://luoshi.city.example"
    webhook = hook(cast, now, f"{chat[0]}/?room=1")
    tell(units=[cast.bureau])
    assert deliver_messages(clock=lambda: now) == 1
    path, headers, body = chat[1][0]
    assert path == "/?room=1"
    seconds = str(int(now.timestamp()))
    expected = hmac.new(webhook.secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["x-luoshi-timestamp"] == seconds
    assert headers["x-luoshi-signature"] == f"sha256={expected}"
    message = json.loads(body)
    assert message["kind"] == "task_issued"
    assert message["address"] == "https://luoshi.city.example/tasks/7/"
    assert message["text"].startswith(
        "【云岭市发展和改革委员会】任务已下达，请签收：建成河湖长制平台\n时限：2026-12-31"
    )
    assert headers["x-luoshi-delivery"] == str(message["delivery"])
    assert Delivery.objects.get().state == DeliveryState.SENT


def example() -> Callable[..., bool]:
    """The checking function as the guide prints it."""
    guide = (PROJECT / "docs/guide/webhooks.md").read_text(encoding="utf-8")
    place: dict[str, Any] = {}
    exec(guide.split("```python\n")[1].split("```")[0], place)
    check: Callable[..., bool] = place["is_genuine"]
    return check


def test_the_guides_example_takes_what_is_genuine_and_nothing_else(
    cast: Cast, tell: Tell, now: datetime, chat: tuple[str, list[Any]]
) -> None:
    webhook = hook(cast, now, chat[0])
    tell(units=[cast.bureau])
    deliver_messages(clock=lambda: now)
    _, headers, body = chat[1][0]
    moment = now.timestamp()
    sent = {"timestamp": headers["x-luoshi-timestamp"], "signature": headers["x-luoshi-signature"], "body": body}
    is_genuine = example()
    assert is_genuine(webhook.secret, **sent, now=moment)
    assert not is_genuine("another secret", **sent, now=moment)
    assert not is_genuine(webhook.secret, **sent | {"body": body + b" "}, now=moment)
    assert not is_genuine(webhook.secret, **sent | {"timestamp": str(int(moment) + 1)}, now=moment)
    assert not is_genuine(webhook.secret, **sent, now=moment + 301)


@pytest.mark.parametrize(
    "status, state",
    [
        (204, DeliveryState.SENT),
        (302, DeliveryState.FAILED),
        (404, DeliveryState.FAILED),
        (429, DeliveryState.FAILED),
        (500, DeliveryState.FAILED),
        (400, DeliveryState.GIVEN_UP),
        (410, DeliveryState.GIVEN_UP),
    ],
)
def test_what_becomes_of_an_answer(
    cast: Cast, tell: Tell, now: datetime, chat: tuple[str, list[Any]], status: int, state: DeliveryState
) -> None:
    hook(cast, now, f"{chat[0]}/{status}")
    tell(units=[cast.bureau])
    deliver_messages(clock=lambda: now)
    assert Delivery.objects.get().state == state
    assert len(chat[1]) == 1  # a redirect is not followed


def test_an_address_that_fails_takes_all_that_waits_for_it_and_nothing_else(
    cast: Cast, tell: Tell, now: datetime, chat: tuple[str, list[Any]]
) -> None:
    hook(cast, now, f"{chat[0]}/500")
    hook(cast, now, f"{chat[0]}/200")
    for number in range(5):
        tell(units=[cast.bureau], key=f"k{number}")
    assert deliver_messages(clock=lambda: now) == 5
    assert [path for path, _, _ in chat[1]].count("/500") == 1
    waiting = Delivery.objects.filter(state__in=[DeliveryState.WAITING, DeliveryState.FAILED])
    assert set(waiting.values_list("next_try_at", flat=True)) == {now + timedelta(minutes=1)}
    assert waiting.count() == 5


def test_a_slow_address_holds_up_nothing_but_its_own_next_message(
    cast: Cast, tell: Tell, now: datetime, chat: tuple[str, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hook(cast, now, f"{chat[0]}/slow")
    hook(cast, now, f"{chat[0]}/200")
    for number in range(12):
        tell(units=[cast.bureau], key=f"k{number}")
    others_have_theirs = Event()

    def call(address: str, body: bytes, headers: dict[str, str]) -> int:
        """Answer slowly: not before the other address got all of its messages."""
        if address.endswith("/slow"):
            return 200 if others_have_theirs.wait(20) else 504
        chat[1].append(body)
        if len(chat[1]) == 12:
            others_have_theirs.set()
        return 200

    monkeypatch.setattr(posting, "call", call)
    assert deliver_messages(clock=lambda: now) == 24
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}


def test_however_many_wait_for_one_webhook_another_gets_its_turn(cast: Cast, tell: Tell, now: datetime) -> None:
    first = hook(cast, now, "https://chat.example/a")
    for number in range(100):
        tell(units=[cast.bureau], key=f"k{number}")
    second = hook(cast, now, "https://chat.example/b")
    tell(units=[cast.bureau], key="later", now=now + timedelta(seconds=1))
    claimed = claim_messages(now + timedelta(seconds=2), limit=8)
    assert [row.webhook_id for row in claimed] == [first.pk, second.pk]
    assert claim_messages(now + timedelta(seconds=2), limit=8, busy=[first.pk]) == []


def test_nobody_listening_is_a_failure_that_may_pass(cast: Cast, tell: Tell, now: datetime, settings: Any) -> None:
    settings.WEBHOOKS_MAY_STAY_HERE = True
    hook(cast, now, "http://127.0.0.1:9/")
    tell(units=[cast.bureau])
    deliver_messages(clock=lambda: now)
    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_a_name_that_means_this_machine_is_not_called(
    cast: Cast, tell: Tell, now: datetime, chat: tuple[str, list[Any]], settings: Any
) -> None:
    settings.WEBHOOKS_MAY_STAY_HERE = False
    hook(cast, now, chat[0].replace("127.0.0.1", "localhost"))
    tell(units=[cast.bureau])
    deliver_messages(clock=lambda: now)
    assert chat[1] == []
    assert "may be called" in Delivery.objects.get().error


@pytest.mark.parametrize(
    "address, expected",
    [
        ("10.1.2.3", True),
        ("192.168.0.9", True),
        ("93.184.216.34", True),
        ("fd00::7", True),
        ("127.0.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("169.254.169.254", False),
        ("fe80::1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
    ],
)
def test_the_offices_own_network_may_be_called_and_the_machine_itself_may_not(address: str, expected: bool) -> None:
    assert is_callable(address) is expected


@pytest.mark.parametrize(
    "address",
    [
        "ftp:" + "//chat.example/",
        "chat.example/in",
        "http://",
        "http:" + "//user:word@chat.example/",
        "http://chat.example:99999/",
        "http://chat.example/a b",
        "http://chat.example/#part",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http:" + "//169.254.169.254/latest/",
        "http://[broken/",
        "https://chat.example/" + "x" * 500,
    ],
)
def test_addresses_that_can_never_be_called_are_refused(cast: Cast, now: datetime, address: str) -> None:
    with pytest.raises(AddressNotAllowed):
        hook(cast, now, address)


def test_a_webhook_wants_a_name_and_a_unit_has_not_many(cast: Cast, now: datetime) -> None:
    with pytest.raises(NameMissing):
        create_webhook(actor=cast.administrator, now=now, unit=cast.bureau, name=" ", address="https://a.example/")
    for _ in range(WEBHOOKS_OF_A_UNIT):
        hook(cast, now, "https://a.example/")
    with pytest.raises(TooManyWebhooks):
        hook(cast, now, "https://a.example/")


def test_only_an_administrator_of_the_unit_keeps_its_webhooks(cast: Cast, now: datetime) -> None:
    webhook = hook(cast, now, "https://a.example/")
    for actor in (cast.bureau_leader, cast.county_administrator, cast.officer):
        with pytest.raises(NotAllowed):
            create_webhook(actor=actor, now=now, unit=cast.bureau, name="x", address="https://a.example/")
        for deed in (renew_webhook_secret, remove_webhook, send_test_message):
            with pytest.raises(NotAllowed):
                deed(actor=actor, now=now, webhook=webhook)
        with pytest.raises(NotAllowed):
            switch_webhook(actor=actor, now=now, webhook=webhook, is_active=False)


def test_a_new_secret_ends_the_old_one_and_the_history_holds_neither(cast: Cast, now: datetime) -> None:
    webhook = hook(cast, now, "https://a.example/")
    renewed = renew_webhook_secret(actor=cast.administrator, now=now, webhook=webhook)
    assert renewed.secret != webhook.secret
    events = list(history_of("webhook", webhook.pk))
    assert [event.verb for event in events] == ["renew_webhook_secret", "create_webhook"]
    assert not any(secret in str(event.after) for event in events for secret in (webhook.secret, renewed.secret))


def test_a_test_message_arrives(cast: Cast, now: datetime, chat: tuple[str, list[Any]]) -> None:
    webhook = hook(cast, now, chat[0])
    send_test_message(actor=cast.administrator, now=now, webhook=webhook)
    assert deliver_messages(clock=lambda: now) == 1
    assert json.loads(chat[1][0][2])["kind"] == "test"


def test_what_waits_for_a_webhook_that_is_switched_off_is_given_up(
    cast: Cast, tell: Tell, now: datetime, chat: tuple[str, list[Any]]
) -> None:
    webhook = hook(cast, now, chat[0])
    tell(units=[cast.bureau])
    switch_webhook(actor=cast.administrator, now=now, webhook=webhook, is_active=False)
    assert deliver_messages(clock=lambda: now) == 0
    assert Delivery.objects.get().state == DeliveryState.GIVEN_UP
    assert chat[1] == []
    remove_webhook(actor=cast.administrator, now=now, webhook=webhook)
    assert not Delivery.objects.exists()

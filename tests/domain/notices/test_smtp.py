"""E-mail over a real connection: a small mail server takes it, is too slow, or asks for what is not there."""

from __future__ import annotations

import email
import email.policy
import socket
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import Any

import pytest

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import deliver_mail, deliver_messages
from luoshi.domain.notices.models import Delivery, Notice, Webhook
from luoshi.domain.notices.terms import DeliveryState
from tests.cast import Cast
from tests.domain.notices.conftest import Tell


class MailServer(ThreadingTCPServer):
    """A mail server that keeps what it takes.

    ``holds`` makes it fall silent after DATA; ``dies_at`` makes it hang up, unanswered, on the e-mail of that number.
    """

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[EmailMessage] = []
        self.connections = 0
        self.holds = False
        self.dies_at: int | None = None
        self.is_over = Event()


class Conversation(StreamRequestHandler):
    """As much of RFC 5321 as a client needs."""

    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        self._say("220 mail.city.example")
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            match line.split(maxsplit=1)[0].upper():
                case "EHLO":
                    self._say("250-mail.city.example\r\n250 8BITMIME")
                case "MAIL" | "RCPT" | "RSET":
                    self._say("250 ok")
                case "DATA" if len(self.server.taken) == self.server.dies_at:
                    self._say("354 go on")
                    self.rfile.readline()
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                case "DATA":
                    self._say("354 go on")
                    self._take()
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("502 unknown")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        parsed: Any = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        self.server.taken.append(parsed)
        if self.server.holds:
            self.server.is_over.wait(30)
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


@pytest.fixture
def server(settings: Any, mail_on: None) -> Iterator[MailServer]:
    """A running mail server that the settings name."""
    made = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", made.server_address[1]
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.DEFAULT_FROM_EMAIL = "落实 <luoshi@city.example>"
    Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.is_over.set()
    made.shutdown()
    made.server_close()


def test_chinese_arrives_whole_and_one_connection_serves_a_round(
    reachable: Cast, tell: Tell, now: datetime, server: MailServer
) -> None:
    tell(reachable.bureau_leader, reachable.bureau_reporter, parameters={"subject": "河湖长制" * 20})
    assert deliver_mail(clock=lambda: now) == 2
    assert server.connections == 1
    taken = server.taken[0]
    assert taken["Subject"].strip() == "[落实] 任务已下达，请签收：" + "河湖长制" * 20
    assert taken["From"].addresses[0].display_name == "落实"
    assert taken["Message-ID"].startswith("<delivery-")
    assert taken["Auto-Submitted"] == "auto-generated"
    plain, html = taken.get_body(("plain",)), taken.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "何立，你好" in plain.get_content()
    assert "河湖长制" in html.get_content()


def test_a_server_that_falls_silent_is_left_and_the_twin_has_the_same_message_id(
    reachable: Cast, tell: Tell, now: datetime, server: MailServer, settings: Any
) -> None:
    settings.EMAIL_TIMEOUT = 0.5
    server.holds = True
    tell(reachable.bureau_leader, reachable.other_leader)
    assert deliver_mail(clock=lambda: now) == 0
    assert len(server.taken) == 1  # the round ended
    row = Delivery.objects.get(state=DeliveryState.FAILED)
    server.holds = False
    server.is_over.set()
    assert deliver_mail(clock=lambda: row.next_try_at) == 2
    ids = [taken["Message-ID"] for taken in server.taken]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_a_server_without_the_encryption_asked_for_gets_nothing(
    reachable: Cast, tell: Tell, now: datetime, server: MailServer, settings: Any
) -> None:
    settings.EMAIL_USE_TLS = True
    tell(reachable.bureau_leader)
    assert deliver_mail(clock=lambda: now) == 0
    assert server.taken == []
    assert "STARTTLS" in Delivery.objects.get().error


def test_an_address_of_another_script_is_no_reason_to_stop(
    reachable: Cast, tell: Tell, now: datetime, server: MailServer
) -> None:
    Account.objects.filter(pk=reachable.bureau_leader.pk).update(email="何立@city.example")
    tell(Account.objects.get(pk=reachable.bureau_leader.pk), reachable.other_leader)
    assert deliver_mail(clock=lambda: now) >= 1
    assert Delivery.objects.get(recipient=reachable.other_leader).state == DeliveryState.SENT


def test_a_server_that_dies_mid_way_and_returns_loses_nothing_and_holds_up_nothing(
    reachable: Cast,
    tell: Tell,
    now: datetime,
    server: MailServer,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It hangs up within the third of five e-mails, is gone for an hour, and comes back."""
    names = ("bureau_leader", "bureau_reporter", "other_leader", "reader", "officer")
    people = [reachable.person(name) for name in names]
    monkeypatch.setattr("luoshi.domain.notices.actions.posting.call", lambda *_: 204)
    Webhook.objects.create(unit=reachable.bureau, name="x", address="https://a.example/", secret="s", created_at=now)
    tell(*people)
    server.dies_at = 2
    assert deliver_mail(clock=lambda: now) == 2
    assert Notice.objects.count() == len(people)  # whoever looks into the application misses nothing
    states = Counter(Delivery.objects.values_list("state", flat=True))
    assert states == {DeliveryState.SENT: 2, DeliveryState.FAILED: 1, DeliveryState.WAITING: 2}

    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = free_port()  # nobody listens there
    for minutes in (1, 3, 7, 15, 31, 60):
        moment = now + timedelta(minutes=minutes)
        tell(key=f"{minutes}", units=[reachable.bureau], now=moment)
        assert deliver_mail(clock=lambda moment=moment: moment) == 0
        assert deliver_messages(clock=lambda moment=moment: moment) == 1  # what goes elsewhere goes at once
    settings.EMAIL_PORT, server.dies_at = port, None
    back = now + timedelta(hours=3)
    assert deliver_mail(clock=lambda: back) == 3
    assert sorted(taken["To"].addresses[0].username for taken in server.taken) == sorted(one.username for one in people)
    assert len({taken["Message-ID"] for taken in server.taken}) == len(people)
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}

"""E-mail over a real connection: a small mail server takes it, is too slow, or asks for what is not there."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Thread
from typing import Any

import pytest

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import deliver_mail
from luoshi.domain.notices.models import Delivery
from luoshi.domain.notices.terms import DeliveryState
from tests.cast import Cast
from tests.domain.notices.conftest import Tell


class MailServer(ThreadingTCPServer):
    """A mail server that keeps what it takes; ``holds`` makes it fall silent after DATA."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[EmailMessage] = []
        self.connections = 0
        self.holds = False
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

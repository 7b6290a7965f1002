"""Post messages to the webhooks of units: signed, pinned to the address that was checked, never redirected (N9)."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils import timezone

from luoshi.domain.notices.actions.outbox import (
    claim_messages,
    note_failed,
    note_given_up,
    note_sent,
    note_switched_off,
)
from luoshi.domain.notices.models import Delivery

AT_ONCE = 8  # webhooks that are called at the same time
POSTS_A_CALL = 400
STEP_SECONDS = 5.0  # for connecting, and for each wait
WHOLE_SECONDS = 10.0  # from connecting to the last line of the answer's head
REFUSES_THE_MESSAGE = frozenset({400, 410, 413, 415, 422})  # others may pass: it is tried again (N7)


def deliver_messages(*, clock: Callable[[], datetime]) -> int:
    """Post what is due now; give how many were taken. The system acts here, so nobody's permission is asked.

    A webhook has one message under way at a time; whichever answers gets its next one, and waits for no other.
    """
    taken = posted = 0
    under_way: dict[Future[Answer], Delivery] = {}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        while True:
            if (free := min(AT_ONCE - len(under_way), POSTS_A_CALL - posted)) > 0:
                busy = [row.webhook_id for row in under_way.values() if row.webhook_id is not None]
                for row in claim_messages(clock(), limit=free, busy=busy):
                    under_way[threads.submit(_post, row, clock())] = row
                    posted += 1
            if not under_way:
                return taken
            for answered in wait(under_way, return_when=FIRST_COMPLETED).done:
                taken += _note(under_way.pop(answered), answered.result(), clock())


@dataclass(frozen=True)
class Answer:
    """What came of a post: the HTTP status, 0 where there was none, and what went wrong."""

    status: int
    error: str = ""
    is_off: bool = False


def _note(row: Delivery, answer: Answer, now: datetime) -> int:
    if 200 <= answer.status < 300:
        note_sent([row], now)
        return 1
    words = answer.error or f"HTTP {answer.status}"
    if answer.is_off:
        note_switched_off([row], words)
    elif answer.status in REFUSES_THE_MESSAGE:
        note_given_up([row], now, words)
    else:
        note_failed([row], now, words, quiet=None, zone=timezone.get_default_timezone())
    return 0


def _post(row: Delivery, now: datetime) -> Answer:
    """Post one message; touches no table, since it runs beside others."""
    webhook = row.webhook
    if webhook is None or not webhook.is_active:
        return Answer(0, "the webhook is off", is_off=True)
    body = body_of(row)
    seconds = str(int(now.timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Luoshi",
        "X-Luoshi-Delivery": str(row.pk),
        "X-Luoshi-Timestamp": seconds,
        "X-Luoshi-Signature": signature(webhook.secret, seconds, body),
    }
    try:
        return Answer(call(webhook.address, body, headers))
    except NotCallable as refusal:
        return Answer(0, str(refusal))
    except (OSError, http.client.HTTPException, ValueError) as failure:
        return Answer(0, f"{type(failure).__name__}: {failure}")


def body_of(row: Delivery) -> bytes:
    """Give the bytes that are posted: the message, its links whole, and one ready text for chat tools (N9)."""
    payload = dict(row.payload)
    address = f"{settings.PUBLIC_ADDRESS}{payload.pop('path')}"
    facts = "\n".join(f"{label}：{value}" for label, value in payload["facts"]["zh"].items())
    text = "\n".join(filter(None, [f"【{payload['unit']}】{payload['title']['zh']}", facts, address]))
    return json.dumps({"text": text, "delivery": row.pk, "address": address, **payload}, ensure_ascii=False).encode()


def signature(secret: str, seconds: str, body: bytes) -> str:
    """Sign the moment and the body (N9)."""
    return "sha256=" + hmac.new(secret.encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()


class NotCallable(Exception):
    """An address that may not be called: the machine itself, a link-local or a meaningless one (N9)."""


def is_callable(address: str) -> bool:
    """Tell whether an IP address is one a webhook may have: the internet's and the office's own network's."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if ip.is_loopback:
        return bool(settings.WEBHOOKS_MAY_STAY_HERE)
    return not (ip.is_link_local or ip.is_multicast or ip.is_unspecified or ip.is_reserved)


def call(address: str, body: bytes, headers: dict[str, str]) -> int:
    """Post to an address and give the status; the connection goes to the very IP address that was checked."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = parts.hostname or ""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ips = [str(place[4][0]) for place in found]
    if not ips or not all(is_callable(ip.split("%")[0]) for ip in ips):
        raise NotCallable(f"{host} is no address that may be called")
    with _connect(ips, port) as plain:
        # A timeout counts each wait anew; one that answers letter by letter is cut off by this.
        end = threading.Timer(WHOLE_SECONDS, _cut_off, [plain])
        end.daemon = True
        end.start()
        try:
            return _exchange(plain, parts, host, port, body, headers)
        finally:
            end.cancel()


def _connect(ips: Sequence[str], port: int) -> socket.socket:
    failure: OSError | None = None
    for ip in ips[:2]:
        try:
            return socket.create_connection((ip, port), timeout=STEP_SECONDS)
        except OSError as error:
            failure = error
    raise failure or OSError("no address")


def _cut_off(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _exchange(
    plain: socket.socket, parts: SplitResult, host: str, port: int, body: bytes, headers: dict[str, str]
) -> int:
    line = plain
    if parts.scheme == "https":
        line = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    connection = http.client.HTTPConnection(host, port, timeout=STEP_SECONDS)
    connection.sock = line
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body=body, headers={"Host": parts.netloc, "Connection": "close", **headers})
        return connection.getresponse().status
    finally:
        connection.close()
        line.close()

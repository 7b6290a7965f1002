"""Send what is due by e-mail: one e-mail for all that is due for a person, and no round longer than it must be."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Callable, Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices import queries, rules
from luoshi.domain.notices.actions.outbox import claim_mail, note_failed, note_given_up, note_sent, note_switched_off
from luoshi.domain.notices.models import Delivery, Notice
from luoshi.domain.notices.terms import MailWord, NoticeKind

logger = logging.getLogger(__name__)

MAILS_A_ROUND = 200
SUBJECT_LENGTH = 120  # characters; the whole sentence stands in the e-mail
REFUSED_FOR_GOOD = 500


def deliver_mail(*, clock: Callable[[], datetime]) -> int:
    """Send what is due now; give how many e-mails went out. The system acts here, so nobody's permission is asked.

    A mail server that cannot be reached ends the round: the others would fail as well, each after its own wait (N7).
    """
    if not queries.has_mail_server():
        return 0
    server: BaseEmailBackend | None = None
    sent = 0
    try:
        for _ in range(MAILS_A_ROUND):
            claimed = claim_mail(clock())
            if not claimed:
                break
            notices = list(Notice.objects.filter(mail__in=claimed).select_related("recipient").order_by("id"))
            account = notices[0].recipient
            if not account.is_active or not account.email:
                note_switched_off(claimed, MailWord.NO_ADDRESS.value)
                continue
            server = server or get_connection()
            outcome = _send(server, account, notices, claimed[0].bundle or claimed[0].pk)
            if outcome is None:
                note_sent(claimed, clock())
                sent += 1
                continue
            _note(claimed, account, outcome, clock())
            if outcome.ends_round:
                break
    finally:
        if server is not None:
            _close(server)
    return sent


class _Failure:
    """Why an e-mail did not go out, and what follows."""

    def __init__(self, words: str, *, is_final: bool = False, ends_round: bool = False) -> None:
        self.words, self.is_final, self.ends_round = words, is_final, ends_round


def _send(server: BaseEmailBackend, account: Account, notices: Sequence[Notice], bundle: int) -> _Failure | None:
    try:
        server.open()
        compose(account, notices, bundle=bundle, server=server).send()
    except smtplib.SMTPRecipientsRefused as refusal:
        code, words = next(iter(refusal.recipients.values()))
        return _Failure(f"{code} {_text(words)}", is_final=code >= REFUSED_FOR_GOOD)
    except smtplib.SMTPDataError as refusal:
        return _Failure(
            f"{refusal.smtp_code} {_text(refusal.smtp_error)}", is_final=refusal.smtp_code >= REFUSED_FOR_GOOD
        )
    except (OSError, smtplib.SMTPException) as failure:
        _close(server)  # the next e-mail opens it anew
        return _Failure(f"{type(failure).__name__}: {failure}", ends_round=True)
    except Exception as fault:
        logger.exception("composing the e-mail of delivery %s", bundle)
        return _Failure(f"{type(fault).__name__}: {fault}")
    return None


def _close(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except (OSError, smtplib.SMTPException):
        logger.info("the mail server was gone before it was taken leave of")


def _note(claimed: Sequence[Delivery], account: Account, failure: _Failure, now: datetime) -> None:
    logger.warning("an e-mail did not go out: %s", failure.words)
    if failure.is_final:
        note_given_up(claimed, now, failure.words)
        return
    quiet = queries.quiet_hours_of(queries.preference_of(account))
    note_failed(claimed, now, failure.words, quiet=quiet, zone=timezone.get_default_timezone())


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def message_id(bundle: int) -> str:
    """Give the same Message-ID for the same delivery, so that a mail server can drop a twin (N8)."""
    return f"<delivery-{bundle}@{queries.house_code()}.luoshi>"


def compose(
    account: Account, notices: Sequence[Notice], *, bundle: int, server: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """Write the e-mail in the person's language: the sentence as its subject, or how many there are."""
    language = account.language or "zh-hans"
    lines = [_line(notice, language) for notice in notices]
    head = lines[0][0] if len(lines) == 1 else MailWord.SEVERAL.label(language).format(count=len(lines))
    if len(head) > SUBJECT_LENGTH:
        head = f"{head[: SUBJECT_LENGTH - 1]}…"
    choices = f"{settings.PUBLIC_ADDRESS}/notices/choices/"
    text = "\n\n".join(
        "\n".join([title, *(f"{label}{MailWord.COLON.label(language)}{value}" for label, value in facts), address])
        for title, facts, address in lines
    )
    greeting = MailWord.GREETING.label(language).format(name=account.public_name)
    foot = MailWord.FOOT.label(language)
    message = EmailMultiAlternatives(
        subject=f"[{MailWord.HOUSE.label(language)}] {head}".replace("\n", " ").replace("\r", " "),
        body=f"{greeting}\n\n{text}\n\n--\n{foot}\n{choices}\n",
        to=[account.email],
        headers={"Message-ID": message_id(bundle), "Auto-Submitted": "auto-generated"},
        connection=server,
    )
    message.attach_alternative(_html(greeting, lines, foot, choices, language), "text/html")
    return message


Line = tuple[str, list[tuple[str, str]], str]


def _line(notice: Notice, language: str) -> Line:
    title = rules.title_of(NoticeKind(notice.kind), notice.parameters, language)
    return title, rules.facts_of(notice.parameters, language), f"{settings.PUBLIC_ADDRESS}{notice.url}"


def _html(greeting: str, lines: Sequence[Line], foot: str, choices: str, language: str) -> SafeString:
    """Say the same for those who read HTML: headings, facts and links, no picture and nothing fetched."""
    colon = MailWord.COLON.label(language)
    items = format_html_join(
        "",
        '<h3><a href="{}">{}</a></h3><p>{}</p>',
        (
            (address, title, format_html_join("", "{}{}{}<br>", ((label, colon, value) for label, value in facts)))
            for title, facts, address in lines
        ),
    )
    return format_html(
        '<html lang="{}"><body><p>{}</p>{}<hr><p><small>{} <a href="{}">{}</a></small></p></body></html>',
        "zh-Hans" if language.startswith("zh") else "en",
        greeting,
        items,
        foot,
        choices,
        choices,
    )

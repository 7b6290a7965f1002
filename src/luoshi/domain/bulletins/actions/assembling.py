"""Assemble a bulletin from a jurisdiction and a span, in one call; assemble a draft anew; discard it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.bulletins import queries
from luoshi.domain.bulletins.actions.steps import open_draft, record, write_words
from luoshi.domain.bulletins.errors import BulletinExists, PeriodNotOver
from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.permissions import require_write
from luoshi.domain.bulletins.rules import items_as_plain
from luoshi.domain.bulletins.terms import BulletinDeed, BulletinState
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.foundation.clock import local_date
from luoshi.foundation.periods import ReportingPeriod


def assemble_bulletin(*, actor: Account, now: datetime, jurisdiction: Unit, span: ReportingPeriod) -> Bulletin:
    """Assemble the draft of a span's bulletin: figures, lists, and the words that say them (BU1–BU6).

    Raises PeriodNotOver before the span's end and BulletinExists where the span has one already.
    """
    require_write(standing_of(actor), jurisdiction)
    if span.end >= local_date(now):
        raise PeriodNotOver(period=span.chinese, ends_on=span.end)
    settled = queries.rules_of(jurisdiction)
    figures, items = queries.assembled(jurisdiction, span, queries.list_rules(settled.lists), {})
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=jurisdiction.pk)  # two officers at once make one
        _refuse_second(jurisdiction, span)
        bulletin = Bulletin.objects.create(
            jurisdiction=jurisdiction,
            rhythm=span.rhythm,
            year=span.year,
            span_number=span.number,
            ends_on=span.end,
            title=f"关于{span.chinese}重点工作落实情况的通报",
            content={"figures": figures, "items": items_as_plain(items)},
            lists=settled.lists,
            assembled_at=now,
            issuer=settled.issuer or jurisdiction.name,
            copies_to=settled.copies_to,
            number_word=settled.number_word,
        )
        write_words(bulletin)
        record(BulletinDeed.ASSEMBLE, bulletin, actor=actor, now=now, after={"span": span.key})
    return bulletin


def reassemble_bulletin(*, actor: Account, now: datetime, bulletin: Bulletin) -> Bulletin:
    """Count a draft anew by the present data and rules; words that the office wrote stay (BU6)."""
    with transaction.atomic():
        draft = open_draft(actor, bulletin.pk)
        settled = queries.rules_of(draft.jurisdiction)
        figures, items = queries.assembled(
            draft.jurisdiction, draft.span, queries.list_rules(settled.lists), queries.exemptions_of(draft)
        )
        draft.content = {"figures": figures, "items": items_as_plain(items)}
        draft.lists = settled.lists
        draft.issuer = settled.issuer or draft.jurisdiction.name
        draft.copies_to, draft.number_word = settled.copies_to, settled.number_word
        draft.assembled_at = now
        draft.version += 1
        draft.save()
        write_words(draft)
        record(BulletinDeed.REASSEMBLE, draft, actor=actor, now=now)
    return draft


def discard_bulletin(*, actor: Account, now: datetime, bulletin: Bulletin) -> None:
    """Throw a draft away; its span can be assembled again."""
    with transaction.atomic():
        draft = open_draft(actor, bulletin.pk)
        record(BulletinDeed.DISCARD, draft, actor=actor, now=now, before={"title": draft.title})
        draft.delete()


def _refuse_second(jurisdiction: Unit, span: ReportingPeriod) -> None:
    other = Bulletin.objects.filter(
        jurisdiction=jurisdiction, rhythm=span.rhythm, year=span.year, span_number=span.number
    ).first()
    if other is not None:
        raise BulletinExists(period=span.chinese, state=BulletinState(other.state).chinese)

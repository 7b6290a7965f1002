"""What every deed on bulletins shares: lock, check, keep the event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.bulletins.errors import BulletinFrozen
from luoshi.domain.bulletins.models import Bulletin, BulletinSection
from luoshi.domain.bulletins.permissions import require_write
from luoshi.domain.bulletins.rules import composed
from luoshi.domain.bulletins.terms import BulletinDeed, BulletinState, SectionKey
from luoshi.domain.organizations.queries import standing_of


def open_bulletin(actor: Account, pk: int) -> Bulletin:
    """Lock a bulletin that the account may write; its state is the caller's to ask."""
    bulletin = Bulletin.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=pk)
    require_write(standing_of(actor), bulletin.jurisdiction)
    return bulletin


def open_draft(actor: Account, pk: int) -> Bulletin:
    """Lock a draft; raise BulletinFrozen where it is none any more (BU7)."""
    bulletin = open_bulletin(actor, pk)
    if bulletin.state != BulletinState.DRAFT:
        raise BulletinFrozen(title=bulletin.title)
    return bulletin


def record(
    deed: BulletinDeed,
    bulletin: Bulletin,
    *,
    actor: Account,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Keep the event of a deed on a bulletin."""
    record_event(
        actor=actor,
        now=now,
        verb=deed.value,
        subject_type="bulletin",
        subject_id=bulletin.pk,
        before=before,
        after=after,
        note=note,
    )


def write_words(bulletin: Bulletin) -> None:
    """Write what the figures say into every section that the office has not written itself (BU6)."""
    words = composed(bulletin.content["figures"], bulletin.span.chinese)
    sections = {section.key: section for section in bulletin.sections.all()}
    for order, key in enumerate(SectionKey):
        section = sections.get(key) or BulletinSection(bulletin=bulletin, key=key, order=order, version=0)
        if key not in sections or (not section.is_edited and section.words != words[key]):
            section.words = words[key]
            section.version += 1
            section.save()

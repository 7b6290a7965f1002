"""Freeze a bulletin with its number, and publish it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.bulletins.actions.steps import open_bulletin, open_draft, record
from luoshi.domain.bulletins.errors import BulletinNotFrozen, WordsMissing
from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.queries import issue_of
from luoshi.domain.bulletins.terms import BulletinDeed, BulletinState, SectionKey
from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.terms import NoticeKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within


def freeze_bulletin(*, actor: Account, now: datetime, bulletin: Bulletin, version: int | None = None) -> Bulletin:
    """Freeze a draft as it was last assembled, and give it the next number of the year (BU7)."""
    with transaction.atomic():
        draft = open_draft(actor, bulletin.pk)
        refuse_stale("bulletin", draft.pk, version=draft.version, opened_on=version)
        for section in draft.sections.all():
            if not section.words:
                raise WordsMissing(section=SectionKey(section.key).chinese)
        Unit.objects.select_for_update().get(pk=draft.jurisdiction_id)  # one number after another
        draft.issue_year, draft.issue_number = issue_of(draft, now)
        draft.state, draft.frozen_at, draft.frozen_by = BulletinState.FROZEN, now, actor
        draft.version += 1
        draft.save()
        record(BulletinDeed.FREEZE, draft, actor=actor, now=now, after={"number": draft.number_text})
    return draft


def publish_bulletin(*, actor: Account, now: datetime, bulletin: Bulletin) -> Bulletin:
    """Publish a frozen bulletin, and tell everybody in the jurisdiction once (BU7, BU9)."""
    with transaction.atomic():
        frozen = open_bulletin(actor, bulletin.pk)
        if frozen.state != BulletinState.FROZEN:
            raise BulletinNotFrozen(title=frozen.title)
        frozen.state, frozen.published_at, frozen.published_by = BulletinState.PUBLISHED, now, actor
        frozen.version += 1
        frozen.save()
        record(BulletinDeed.PUBLISH, frozen, actor=actor, now=now)
        readers = Account.objects.filter(
            within([frozen.jurisdiction.path], field="memberships__unit__path"), is_active=True
        ).distinct()
        notify(
            now=now,
            recipients=[account for account in readers if account.pk != actor.pk],
            kind=NoticeKind.BULLETIN_PUBLISHED,
            subject_type="bulletin",
            subject_id=frozen.pk,
            parameters={"subject": frozen.title, "number": frozen.number_text},
            url=f"/bulletins/{frozen.pk}/",
            key=f"bulletin-{frozen.pk}-published",
            units=[frozen.jurisdiction],
        )
    return frozen

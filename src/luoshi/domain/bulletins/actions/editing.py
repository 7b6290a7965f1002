"""Edit the words of a draft, exempt units from its black lists, settle how bulletins are made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.audit.queries import refuse_stale
from luoshi.domain.bulletins import queries
from luoshi.domain.bulletins.actions.steps import open_draft, record, write_words
from luoshi.domain.bulletins.errors import NotOnBlackList, ReasonMissing, RuleWrong, TitleMissing
from luoshi.domain.bulletins.models import Bulletin, BulletinRules, BulletinSection, ListExemption
from luoshi.domain.bulletins.permissions import require_write
from luoshi.domain.bulletins.rules import composed, read_items, read_rules
from luoshi.domain.bulletins.rules.figures import figures_of
from luoshi.domain.bulletins.terms import BulletinDeed, ListColour, Ranked, SectionKey
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of


def edit_title(*, actor: Account, now: datetime, bulletin: Bulletin, title: str, version: int | None) -> Bulletin:
    """Change a draft's title; raise Stale where somebody else changed the bulletin after ``version``."""
    words = " ".join(title.split())
    if not words:
        raise TitleMissing
    with transaction.atomic():
        draft = open_draft(actor, bulletin.pk)
        refuse_stale("bulletin", draft.pk, version=draft.version, opened_on=version)
        before = draft.title
        draft.title = words[:120]
        draft.version += 1
        draft.save(update_fields=["title", "version"])
        record(BulletinDeed.EDIT, draft, actor=actor, now=now, before={"title": before}, after={"title": draft.title})
    return draft


def edit_section(
    *, actor: Account, now: datetime, bulletin: Bulletin, key: SectionKey, words: str, version: int | None
) -> BulletinSection:
    """Keep the words of a section; raise Stale where somebody else changed it after ``version``."""
    with transaction.atomic():
        draft = open_draft(actor, bulletin.pk)
        section = BulletinSection.objects.select_for_update().get(bulletin=draft, key=key)
        refuse_stale("bulletin", draft.pk, version=section.version, opened_on=version)
        said = "\n".join(line.strip() for line in words.replace("\r\n", "\n").split("\n") if line.strip())
        if said != section.words:
            _keep(section, said, is_edited=True)
            record(BulletinDeed.EDIT, draft, actor=actor, now=now, after={"section": key.value})
    return section


def restore_section(*, actor: Account, now: datetime, bulletin: Bulletin, key: SectionKey) -> BulletinSection:
    """Give a section back the words that its figures compose (BU6)."""
    with transaction.atomic():
        draft = open_draft(actor, bulletin.pk)
        section = BulletinSection.objects.select_for_update().get(bulletin=draft, key=key)
        _keep(section, composed(draft.content["figures"], draft.span.chinese)[key], is_edited=False)
        record(BulletinDeed.EDIT, draft, actor=actor, now=now, after={"section": key.value, "restored": True})
    return section


def exempt_from_list(
    *, actor: Account, now: datetime, bulletin: Bulletin, unit: Unit, ranked: Ranked, reason: str
) -> Bulletin:
    """Keep a unit off a black list that the rule puts it on, with the reason, which is shown (BU5)."""
    said = " ".join(reason.split())
    if not said:
        raise ReasonMissing
    with transaction.atomic():
        draft = open_draft(actor, bulletin.pk)
        if (ranked, unit.pk) not in _black(draft):
            raise NotOnBlackList(unit=unit.label)
        ListExemption.objects.update_or_create(
            bulletin=draft,
            unit=unit,
            ranked=ranked,
            defaults={"reason": said[:200], "granted_by": actor, "granted_at": now},
        )
        _relist(draft)
        record(
            BulletinDeed.EXEMPT, draft, actor=actor, now=now, after={"unit": unit.name, "list": ranked.value}, note=said
        )
    return draft


def end_exemption(*, actor: Account, now: datetime, bulletin: Bulletin, unit: Unit, ranked: Ranked) -> Bulletin:
    """Take an exemption back; the unit stands on the list again."""
    with transaction.atomic():
        draft = open_draft(actor, bulletin.pk)
        ListExemption.objects.filter(bulletin=draft, unit=unit, ranked=ranked).delete()
        _relist(draft)
        record(
            BulletinDeed.END_EXEMPTION, draft, actor=actor, now=now, before={"unit": unit.name, "list": ranked.value}
        )
    return draft


def settle_bulletins(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    issuer: str,
    number_word: str,
    copies_to: str,
    is_open: bool,
    lists: list[dict[str, Any]],
    version: int | None = None,
) -> BulletinRules:
    """Settle how a jurisdiction's next bulletins are made; those that stand keep what they were made by (BU4)."""
    require_write(standing_of(actor), jurisdiction)
    _, faults = read_rules(lists)
    if faults:
        raise RuleWrong(where=faults[0].place, chinese=faults[0].chinese, english=faults[0].english)
    values = {"issuer": issuer.strip(), "number_word": number_word.strip(), "copies_to": copies_to.strip()}
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=jurisdiction.pk)
        settled = BulletinRules.objects.filter(jurisdiction=jurisdiction).first()
        if settled is not None:
            refuse_stale("bulletin_rules", jurisdiction.pk, version=settled.version, opened_on=version)
        before = {} if settled is None else {name: getattr(settled, name) for name in (*values, "is_open", "lists")}
        settled = settled or BulletinRules(jurisdiction=jurisdiction, version=0)
        for name, value in (values | {"is_open": is_open, "lists": lists}).items():
            setattr(settled, name, value)
        settled.version += 1
        settled.save()
        record_event(
            actor=actor,
            now=now,
            verb=BulletinDeed.SET.value,
            subject_type="bulletin_rules",
            subject_id=jurisdiction.pk,
            before=before,
            after=values | {"is_open": is_open, "lists": lists},
        )
    return settled


def _keep(section: BulletinSection, words: str, *, is_edited: bool) -> None:
    section.words, section.is_edited = words, is_edited
    section.version += 1
    section.save(update_fields=["words", "is_edited", "version"])


def _black(draft: Bulletin) -> set[tuple[Ranked, int]]:
    return {
        (Ranked(rule["ranked"]), row["unit_id"])
        for rule in draft.content["figures"]["lists"]
        for row in rule["entries"]
        if row["colour"] == ListColour.BLACK
    }


def _relist(draft: Bulletin) -> None:
    """Make the lists anew from the items that the draft was assembled from; all other figures stay as they were."""
    items = read_items(draft.content["items"])
    rules, exemptions = queries.list_rules(draft.lists), queries.exemptions_of(draft)
    figures = figures_of(items, None, None, rules, exemptions, draft.span.start.isoformat())
    draft.content["figures"]["lists"] = figures["lists"]
    draft.version += 1
    draft.save(update_fields=["content", "version"])
    write_words(draft)

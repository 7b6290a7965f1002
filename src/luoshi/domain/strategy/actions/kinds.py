"""The kinds of node in a jurisdiction's own words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.strategy.errors import KindInUse, KindNameMissing, KindTaken
from luoshi.domain.strategy.models import Goal, GoalWording, NodeKind
from luoshi.domain.strategy.permissions import require_edit
from luoshi.domain.strategy.terms import PlanDeed


def add_kind(*, actor: Account, now: datetime, jurisdiction: Unit, chinese: str, english: str = "") -> NodeKind:
    """Add a kind of node at the end. Raises KindNameMissing or KindTaken."""
    require_edit(standing_of(actor), jurisdiction)
    word = _checked(jurisdiction, chinese, None)
    with transaction.atomic():
        last = NodeKind.objects.filter(jurisdiction=jurisdiction).aggregate(last=Max("order"))["last"]
        kind = NodeKind.objects.create(
            jurisdiction=jurisdiction,
            chinese=word,
            english=" ".join(english.split())[:60],
            order=0 if last is None else last + 1,
        )
        _keep(kind, actor, now, {}, {"chinese": kind.chinese, "english": kind.english})
    return kind


def edit_kind(
    *, actor: Account, now: datetime, kind: NodeKind, chinese: str, english: str = "", order: int | None = None
) -> NodeKind:
    """Rename a kind of node or give it another place in the order."""
    require_edit(standing_of(actor), kind.jurisdiction)
    word = _checked(kind.jurisdiction, chinese, kind.pk)
    with transaction.atomic():
        current = NodeKind.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=kind.pk)
        before = {"chinese": current.chinese, "english": current.english, "order": current.order}
        current.chinese, current.english = word, " ".join(english.split())[:60]
        current.order = current.order if order is None else order
        current.save()
        after = {"chinese": current.chinese, "english": current.english, "order": current.order}
        if after != before:
            _keep(current, actor, now, before, after)
    return current


def remove_kind(*, actor: Account, now: datetime, kind: NodeKind) -> None:
    """Remove a kind that no goal bears or ever bore. Raises KindInUse."""
    require_edit(standing_of(actor), kind.jurisdiction)
    with transaction.atomic():
        current = NodeKind.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=kind.pk)
        count = Goal.objects.filter(kind=current).count()
        if count or GoalWording.objects.filter(kind=current).exists():
            raise KindInUse(name=current.chinese, count=max(count, 1))
        _keep(current, actor, now, {"chinese": current.chinese}, {})
        current.delete()


def _checked(jurisdiction: Unit, chinese: str, own: int | None) -> str:
    word = " ".join(chinese.split())[:30]
    if not word:
        raise KindNameMissing
    if NodeKind.objects.filter(jurisdiction=jurisdiction, chinese=word).exclude(pk=own or 0).exists():
        raise KindTaken(name=word)
    return word


def _keep(kind: NodeKind, actor: Account, now: datetime, before: dict[str, object], after: dict[str, object]) -> None:
    record_event(
        actor=actor,
        now=now,
        verb=PlanDeed.SET_KINDS.value,
        subject_type="node_kind",
        subject_id=kind.pk,
        before=before,
        after=after,
    )

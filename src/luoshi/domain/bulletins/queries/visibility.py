"""Which bulletins and scorecards an account may see (rules BU9, BU10, BU11)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.terms import BulletinState
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import OFFICE_ROLES, within
from luoshi.domain.organizations.rules import Standing

__all__ = ["OFFICE_ROLES", "open_bulletins", "visible_bulletins", "visible_units"]


def visible_bulletins(standing: Standing) -> QuerySet[Bulletin]:
    """Bulletins the account may see, newest first: an office's all, else what is published where it belongs (BU9).

    One belongs to a jurisdiction by a post in it or in any unit below or above it.
    """
    scopes = standing.scopes()
    if not scopes:
        return Bulletin.objects.none()
    above = {path[:length] for path in scopes for length in range(Unit.steplen, len(path) + 1, Unit.steplen)}
    belongs = within(scopes, field="jurisdiction__path") | Q(jurisdiction__path__in=above)
    condition = belongs & Q(state=BulletinState.PUBLISHED)
    condition |= within(standing.scopes(*OFFICE_ROLES), field="jurisdiction__path")
    return Bulletin.objects.filter(condition).select_related("jurisdiction").order_by("-ends_on", "-id")


def open_bulletins() -> QuerySet[Bulletin]:
    """Published bulletins of jurisdictions that show them without a login (BU10), newest first."""
    return (
        Bulletin.objects.filter(state=BulletinState.PUBLISHED, jurisdiction__bulletin_rules__is_open=True)
        .select_related("jurisdiction")
        .order_by("-ends_on", "-id")
    )


def visible_units(standing: Standing) -> QuerySet[Unit]:
    """Active units whose scorecard the account may see: those that it reaches (BU11), in tree order."""
    units: QuerySet[Unit] = Unit.objects.filter(within(standing.scopes()), is_active=True).order_by("path")
    return units

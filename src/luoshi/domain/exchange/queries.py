"""Read imports and remembered matches."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from luoshi.domain.exchange.models import ColumnMatch, ImportRun
from luoshi.domain.exchange.rules import IMPORTING_ROLE
from luoshi.domain.exchange.terms import ImportKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import JURISDICTION_KINDS

HEADINGS_AT_ONCE = 500


def runs_visible_to(standing: Standing) -> QuerySet[ImportRun]:
    """Imports of the jurisdictions and kinds for which the account may import, newest first."""
    allowed = Q(pk__in=[])
    for kind, role in IMPORTING_ROLE.items():
        allowed |= Q(kind=kind.value) & within(standing.scopes(role), field="jurisdiction__path")
    return ImportRun.objects.filter(allowed).select_related("jurisdiction", "brought_by").order_by("-id")


def importing_jurisdictions(standing: Standing, kind: ImportKind) -> list[Unit]:
    """Jurisdictions for which the account may import a kind, in tree order."""
    reached = Unit.objects.filter(
        within(standing.scopes(IMPORTING_ROLE[kind])), kind__in=JURISDICTION_KINDS, is_active=True
    )
    return list(reached.order_by("path"))


def remembered_matches(jurisdiction: Unit, kind: ImportKind, headings: Iterable[str]) -> dict[str, str]:
    """Give the field last chosen for each folded heading; an empty field where it was not imported."""
    wanted = sorted(set(headings))[:HEADINGS_AT_ONCE]
    rows = ColumnMatch.objects.filter(jurisdiction=jurisdiction, kind=kind.value, heading__in=wanted)
    return dict(rows.values_list("heading", "field"))

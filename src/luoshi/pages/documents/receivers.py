"""For which jurisdictions a person receives documents."""

from __future__ import annotations

from luoshi.domain.documents.rules import OFFICE
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing


def jurisdictions_of(standing: Standing) -> list[Unit]:
    """Jurisdictions whose office the person is in, widest first."""
    scopes = standing.scopes(*OFFICE)
    return list(Unit.objects.filter(path__in=scopes).order_by("path")) if scopes else []

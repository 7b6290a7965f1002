"""Who may bring sheets in (rule IM1)."""

from __future__ import annotations

from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.rules import IMPORTING_ROLE
from luoshi.domain.exchange.terms import ImportKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.foundation.refusals import NotAllowed


def may_import(standing: Standing, kind: ImportKind, jurisdiction: Unit) -> bool:
    """Tell whether the account brings in sheets of a kind for a jurisdiction."""
    return standing.reaches(jurisdiction.path, IMPORTING_ROLE[kind])


def require_import(standing: Standing, kind: ImportKind, jurisdiction: Unit) -> None:
    """Raise NotAllowed unless the account brings in sheets of a kind for a jurisdiction."""
    if not may_import(standing, kind, jurisdiction):
        raise NotAllowed


def require_run(standing: Standing, run: ImportRun) -> None:
    """Raise NotAllowed unless the account goes on with an import. Wants its jurisdiction loaded."""
    require_import(standing, ImportKind(run.kind), run.jurisdiction)

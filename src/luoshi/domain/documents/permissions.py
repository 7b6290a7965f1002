"""Who may do what with documents. Units that were given a task see what it cites; the pages ask the tasks for that."""

from __future__ import annotations

from luoshi.domain.documents.models import Document
from luoshi.domain.documents.rules import OFFICE, VIEWING
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import JURISDICTION_KINDS


def can_receive(standing: Standing, jurisdiction: Unit) -> bool:
    """Supervision officers of the jurisdiction, or of one above it, take documents in."""
    return standing.reaches(jurisdiction.path, *OFFICE)


def can_view(standing: Standing, document: Document) -> bool:
    """The office, administrators, leaders and readers whose post reaches the whole jurisdiction look."""
    return standing.reaches(document.jurisdiction.path, *VIEWING)


def can_decide(standing: Standing, document: Document) -> bool:
    """Supervision officers of the document's jurisdiction decide on findings and repairs."""
    return standing.reaches(document.jurisdiction.path, *OFFICE)


def can_open_archives(standing: Standing) -> bool:
    """Those who see all documents of at least one jurisdiction search read archives (F14). One query."""
    scopes = standing.scopes(*VIEWING)
    return bool(scopes) and Unit.objects.filter(within(scopes), kind__in=JURISDICTION_KINDS).exists()

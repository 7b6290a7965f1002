"""The lists that have no download of their own page: documents, batches, units, accounts, indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.queries import decision_progress, documents_visible_to
from luoshi.domain.documents.terms import DocumentState, Genre
from luoshi.domain.indicators.queries import indicators_visible_to, targets_of
from luoshi.domain.indicators.terms import Direction
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import accounts_within, unit_tree
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role, UnitKind
from luoshi.domain.tasks.queries import batch_lines
from luoshi.domain.tasks.terms import BatchState
from luoshi.foundation.terms import Term
from luoshi.pages.shared.workbooks import Cell, ListColumn

CHUNK = 500
Say = Callable[[type[Term], str], str]
OFFICE = frozenset({Role.ADMINISTRATOR, Role.OFFICER})


@dataclass(frozen=True, slots=True)
class ListExport:
    """One list: its title, who may have it (empty: everybody), its columns, its rows."""

    title: Promise
    roles: frozenset[Role]
    columns: Callable[[], list[ListColumn]]
    rows: Callable[[Standing, Say], Iterable[tuple[Cell, ...]]]


def said(language: str) -> Say:
    """Make a function that says terms in a language, each looked up once."""
    words: dict[tuple[type[Term], str], str] = {}

    def say(terms: type[Term], value: str) -> str:
        if (terms, value) not in words:
            known = value in terms._value2member_map_
            words[terms, value] = terms(value).label(language) if known else value
        return words[terms, value]

    return say


def _document_columns() -> list[ListColumn]:
    return [
        ListColumn(gettext("Document"), 48), ListColumn(gettext("Document number"), 20),
        ListColumn(gettext("Genre"), 12), ListColumn(gettext("Date"), 12, "day"),
        ListColumn(gettext("Published by"), 24), ListColumn(gettext("State"), 10),
        ListColumn(gettext("Findings"), 10, "whole"), ListColumn(gettext("Decided"), 10, "whole"),
        ListColumn(gettext("File"), 32), ListColumn(gettext("Received"), 17, "moment"),
        ListColumn(gettext("Received by"), 12), ListColumn(gettext("Jurisdiction"), 14),
    ]  # fmt: skip


def _documents(standing: Standing, say: Say) -> Iterator[tuple[Cell, ...]]:
    for documents in _chunks(documents_visible_to(standing)):
        progress = decision_progress([d.pk for d in documents if d.state == DocumentState.READ])
        for document in documents:
            done = progress.get(document.pk)
            yield (
                document.title or document.file_name, document.document_number, say(Genre, document.genre),
                document.document_date, document.publisher, say(DocumentState, document.state),
                done.total if done else None, done.decided if done else None, document.file_name,
                document.received_at, document.received_by.public_name, document.jurisdiction.label,
            )  # fmt: skip


def _batch_columns() -> list[ListColumn]:
    return [
        ListColumn(gettext("Year"), 8, "whole"), ListColumn(gettext("Batch"), 36),
        ListColumn(gettext("Document number"), 20), ListColumn(gettext("State"), 10),
        ListColumn(gettext("Issued on"), 12, "day"), ListColumn(gettext("Jurisdiction"), 14),
        ListColumn(gettext("Tasks"), 8, "whole"), ListColumn(gettext("Waiting"), 10, "whole"),
        ListColumn(gettext("Returned by unit"), 10, "whole"), ListColumn(gettext("Closed"), 10, "whole"),
        ListColumn(gettext("Withdrawn"), 10, "whole"),
    ]  # fmt: skip


def _batches(standing: Standing, say: Say) -> Iterator[tuple[Cell, ...]]:
    for line in batch_lines(standing):
        batch = line.batch
        yield (
            batch.year, batch.name, batch.document_number, say(BatchState, batch.state), batch.issued_on,
            batch.jurisdiction.label, line.count, line.waiting, line.returned, line.closed, line.withdrawn,
        )  # fmt: skip


def _unit_columns() -> list[ListColumn]:
    return [
        ListColumn(gettext("Unit"), 36), ListColumn(gettext("Short name"), 18), ListColumn(gettext("Other names"), 30),
        ListColumn(gettext("Kind"), 14), ListColumn(gettext("Division code"), 16),
        ListColumn(gettext("Parent unit"), 30), ListColumn(gettext("People"), 8, "whole"),
        ListColumn(gettext("In use"), 8),
    ]  # fmt: skip


def _units(standing: Standing, say: Say) -> Iterator[tuple[Cell, ...]]:
    lines = unit_tree(standing, with_inactive=True)
    names = {line.unit.path: line.unit.name for line in lines}
    for line in lines:
        unit = line.unit
        parent = names.get(unit.path[: -Unit.steplen], "")
        in_use = gettext("yes") if unit.is_active else gettext("no")
        yield (
            unit.name, unit.short_name, "、".join(unit.aliases), say(UnitKind, unit.kind), unit.division_code, parent,
            line.people, in_use,
        )  # fmt: skip


def _account_columns() -> list[ListColumn]:
    return [
        ListColumn(gettext("Name"), 14), ListColumn(gettext("Login name"), 18), ListColumn(gettext("Unit"), 30),
        ListColumn(gettext("Role"), 14), ListColumn(gettext("In use"), 8),
    ]  # fmt: skip


def _accounts(standing: Standing, say: Say) -> Iterator[tuple[Cell, ...]]:
    for account in accounts_within(standing):
        yield from _posts(account, say)


def _posts(account: Account, say: Say) -> Iterator[tuple[Cell, ...]]:
    in_use = gettext("yes") if account.is_active else gettext("no")
    posts = list(account.memberships.all())
    for post in posts:
        yield account.public_name, account.username, post.unit.name, say(Role, post.role), in_use
    if not posts:
        yield account.public_name, account.username, "", "", in_use


def _indicator_columns() -> list[ListColumn]:
    return [
        ListColumn(gettext("Indicator"), 32), ListColumn(gettext("Unit of measure"), 12),
        ListColumn(gettext("Direction"), 12), ListColumn(gettext("Lead unit"), 22),
        ListColumn(gettext("Definition"), 40), ListColumn(gettext("Unit with the target"), 22),
        ListColumn(gettext("Year"), 8, "whole"), ListColumn(gettext("Target"), 12, "number"),
        ListColumn(gettext("Declared value"), 12, "number"), ListColumn(gettext("Verified value"), 12, "number"),
    ]  # fmt: skip


def _indicators(standing: Standing, say: Say) -> Iterator[tuple[Cell, ...]]:
    for indicators in _chunks(indicators_visible_to(standing)):
        rows = targets_of(indicators)
        for indicator in indicators:
            words = (
                indicator.name, indicator.measured_in, say(Direction, indicator.direction),
                indicator.lead_unit.name if indicator.lead_unit else "", indicator.definition,
            )  # fmt: skip
            for row in rows.get(indicator.pk, []):
                yield *words, row.unit.name, row.year, row.target, row.declared, row.verified
            if indicator.pk not in rows:
                yield *words, "", None, None, None, None


def _chunks(found: QuerySet) -> Iterator[list]:  # type: ignore[type-arg]
    """Give a list's rows some hundred at once."""
    start = 0
    while chunk := list(found[start : start + CHUNK]):
        yield chunk
        start += CHUNK


LISTS: Mapping[str, ListExport] = MappingProxyType(
    {
        "documents": ListExport(_("Documents"), frozenset(), _document_columns, _documents),
        "batches": ListExport(_("Batches"), OFFICE, _batch_columns, _batches),
        "units": ListExport(_("Units"), OFFICE, _unit_columns, _units),
        "accounts": ListExport(_("Accounts"), frozenset({Role.ADMINISTRATOR}), _account_columns, _accounts),
        "indicators": ListExport(_("Indicators"), frozenset(), _indicator_columns, _indicators),
    }
)
ELSEWHERE: tuple[tuple[str, Promise], ...] = (
    ("tasks:export", _("Tasks")),
    ("projects:export", _("Projects")),
    ("strategy:export", _("Strategy")),
)
"""Downloads that other pages have; there they follow the filters chosen."""

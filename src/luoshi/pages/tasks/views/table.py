"""The task table: filters, order, columns, selection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from luoshi.domain.documents.models import Document
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.organizations.terms import Role
from luoshi.domain.supervision.terms import Tone
from luoshi.domain.tasks.models import Batch
from luoshi.domain.tasks.queries import SORTS, compiling_batches, task_table, visible_batches, visible_tasks
from luoshi.domain.tasks.terms import Instrument, Part, ReportState, TaskState, Window
from luoshi.foundation.clock import local_date
from luoshi.foundation.terms import Term
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.tasks.address import COLUMNS, TableAddress, read_address
from luoshi.pages.tasks.cells import HEADS, NUMERIC, SORT_OF, RowWriter

FILTER_NAMES = frozenset(TableAddress.names.values()) - {"q"}


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its word, where a click leads, and the present order."""

    name: str
    word: str
    query: str
    order: str
    is_numeric: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, and the address without it."""

    word: str
    query: str


@dataclass(frozen=True, slots=True)
class StateTab:
    """A state with its number of tasks."""

    word: str
    count: int
    query: str
    is_on: bool


@require_GET
def table(request: PersonRequest) -> HttpResponse:
    """Show the table, or the part of it that changes when a filter does."""
    address = read_address(request.GET)
    today = local_date(request.now)
    standing = request.standing
    page = task_table(
        standing,
        address.filters,
        sort=address.sort,
        page=address.page,
        today=today,
        with_supporting="supporting" in address.columns,
        with_source="source" in address.columns,
        with_own="instrument" in address.columns,
    )
    is_officer, is_leader = standing.has(Role.OFFICER), standing.has(Role.LEADER)
    language = page_language()
    context = {
        "address": address,
        "page": page,
        "rows": RowWriter(address.columns, today, can_select=True).rows(list(page.rows)),
        "heads": _heads(address),
        "title_head": _head(address, "title", gettext("Task")),
        "chips": _chips(address, language),
        "tabs": _tabs(address, page.state_counts, language),
        "is_officer": is_officer,
        "is_leader": is_leader,
        "batches": list(compiling_batches(standing)) if is_officer else [],
        "hidden": address.pairs(without=frozenset({"q", "page"})),
        "everything": address.query(page=1),
        "no_filters": TableAddress(columns=address.columns, is_dense=address.is_dense).query(),
        "dense_query": address.query(is_dense=not address.is_dense),
        "previous_query": address.query(page=page.page - 1) if page.page > 1 else "",
        "next_query": address.query(page=page.page + 1) if page.page < page.pages else "",
        "first_row": (page.page - 1) * 50 + 1,
        "last_row": (page.page - 1) * 50 + len(page.rows),
    }
    is_part = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    response = render(request, "tasks/table_part.html" if is_part else "tasks/table.html", context)
    patch_vary_headers(response, ("HX-Request",))
    return response


@require_GET
def filters(request: PersonRequest) -> HttpResponse:
    """Give the panel of filters and columns, filled as the address says. Loaded when it is first opened."""
    address = read_address(request.GET)
    standing = request.standing
    documents = Document.objects.filter(citations__task__in=visible_tasks(standing)).distinct()
    context = {
        "address": address,
        "units": [(u.pk, u.label, u.depth - 1) for u in units_within(standing.scopes())],
        "parts": _choices(Part, (address.filters.part,)),
        "windows": [c for c in _choices(Window, (address.filters.window,)) if c[0] != Window.RANGE],
        "instruments": _choices(Instrument, address.filters.instruments),
        "reports": [
            c for c in _choices(ReportState, (address.filters.report,)) if c[0] in {"waiting", "verified", "sent_back"}
        ],
        "lights": _choices(Tone, address.filters.lights),
        "documents": documents.order_by("-pk").only("pk", "title", "file_name", "document_date")[:200],
        "batches": visible_batches(standing).order_by("-year", "-number")[:200],
        "columns": [(name, HEADS[name], name in address.columns) for name in COLUMNS],
        "hidden": address.pairs(without=FILTER_NAMES | {"columns", "page"}),
        "states": address.filters.states,
    }
    return render(request, "tasks/filters.html", context)


def _choices(terms: type[Term], chosen: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    language = page_language()
    return [(term.value, term.label(language), term.value in chosen) for term in terms]


def _head(address: TableAddress, name: str, word: str) -> Head:
    key = SORT_OF.get(name, name if name in SORTS else "")
    is_up, is_down = address.sort == key, address.sort == f"-{key}"
    order = "ascending" if is_up else "descending" if is_down else ""
    query = address.query(sort=f"-{key}" if is_up else key) if key else ""
    return Head(name, word, query, order, name in NUMERIC)


def _heads(address: TableAddress) -> list[Head]:
    return [_head(address, name, str(HEADS[name])) for name in address.columns]


def _tabs(address: TableAddress, counts: Mapping[str, int], language: str) -> list[StateTab]:
    chosen = address.filters.states
    tabs = [StateTab(gettext("All states"), sum(counts.values()), address.query(states=()), not chosen)]
    for state in TaskState:
        if counts.get(state) or state in chosen:
            tabs.append(
                StateTab(state.label(language), counts.get(state, 0), address.query(states=(state,)), state in chosen)
            )
    return tabs


def _chips(address: TableAddress, language: str) -> list[Chip]:
    """Say each filter that is on; at most one query for each of unit, document and batch."""
    filters = address.filters
    chips: list[Chip] = []
    if filters.unit is not None:
        unit = Unit.objects.filter(pk=filters.unit).only("name", "short_name").first()
        word = unit.label if unit else "?"
        if filters.part:
            word = f"{word}（{Part(filters.part).label(language)}）"
        chips.append(Chip(gettext("Unit: %s and below") % word, address.query(unit=None, part="")))
    if filters.window:
        word = Window(filters.window).label(language)
        if filters.window == Window.RANGE:
            word = f"{filters.deadline_from or '…'} – {filters.deadline_to or '…'}"
        chips.append(
            Chip(gettext("Deadline: %s") % word, address.query(window="", deadline_from=None, deadline_to=None))
        )
    for instrument in filters.instruments:
        rest = tuple(i for i in filters.instruments if i != instrument)
        chips.append(Chip(Instrument(instrument).label(language), address.query(instruments=rest)))
    for tone in filters.lights:
        rest = tuple(t for t in filters.lights if t != tone)
        chips.append(Chip(Tone(tone).label(language), address.query(lights=rest)))
    if filters.document is not None:
        document = Document.objects.filter(pk=filters.document).only("title", "file_name").first()
        word = (document.title or document.file_name) if document else "?"
        chips.append(Chip(gettext("Document: %s") % word, address.query(document=None)))
    if filters.batch is not None:
        batch = Batch.objects.filter(pk=filters.batch).only("name").first() if filters.batch else None
        word = batch.name if batch else gettext("none")
        chips.append(Chip(gettext("Batch: %s") % word, address.query(batch=None)))
    if filters.report:
        word = ReportState(filters.report).label(language)
        chips.append(Chip(gettext("Last report: %s") % word, address.query(report="")))
    if filters.text:
        chips.append(Chip(gettext("Contains “%s”") % filters.text, address.query(text="")))
    return chips

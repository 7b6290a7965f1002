"""The library's list: filters, order, sums, selection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_within
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.queries import (
    PAGE_SIZE,
    WRITING_ROLES,
    ProjectFilters,
    ProjectPage,
    Sums,
    issued_batches,
    project_list,
    sectors_seen,
    visible_projects,
)
from luoshi.domain.projects.rules import STAGE_ORDER
from luoshi.domain.projects.terms import AnnualClass, InvestorType, Level, LibraryState, LifecycleStage, ProjectDeed
from luoshi.domain.supervision.terms import Tone
from luoshi.foundation.clock import local_date
from luoshi.foundation.money import page_unit
from luoshi.foundation.terms import Term
from luoshi.pages.projects.address import LibraryAddress, read_address
from luoshi.pages.projects.cells import COLUMNS, MONEY, LineWriter
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of
from luoshi.workflows import lit_deeds

MOST_AT_ONCE = 500  # projects
SELECTED_DEEDS = (
    ProjectDeed.SUBMIT,
    ProjectDeed.ADMIT,
    ProjectDeed.TO_ROLLING,
    ProjectDeed.TO_COMPILE,
    ProjectDeed.OUT_OF_COMPILE,
    ProjectDeed.SUBMIT_PLAN,
    ProjectDeed.ISSUE,
    ProjectDeed.RETURN,
)


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: its word, where a click leads, and the present order."""

    word: str
    query: str
    order: str
    is_numeric: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads to another state of the list, with the number behind it where there is one."""

    word: str
    query: str
    count: int | None = None
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The boxes of one filter."""

    name: str
    word: str
    boxes: list[tuple[str, str, bool]]


@require_safe
def listing(request: PersonRequest) -> HttpResponse:
    """Show the list, or the part of it that changes when a filter does."""
    address = read_address(request.GET, local_date(request.now).year)
    standing = request.standing
    page = project_list(standing, address.filters, sort=address.sort, page=address.page)
    unit = page_unit([line.total for line in page.lines])
    is_officer = standing.has(Role.OFFICER)
    is_writer = is_officer or standing.has(*WRITING_ROLES)
    context = {
        "address": address,
        "page": page,
        "rows": LineWriter(unit).lines(page.lines),
        "heads": [_head(address, *column, unit_word=unit.label(page_language())) for column in COLUMNS],
        "name_head": _head(address, "name", gettext("Project"), "name", False, unit_word=""),
        "unit": unit,
        "sums": page.sums,
        "tabs": _tabs(address, page.by_stage),
        "chips": _chips(address),
        "groups": _groups(request, address),
        "units": [(u.pk, "　" * (u.depth - 1) + u.label) for u in units_within(standing.scopes())],
        "years": range(address.this_year - 3, address.this_year + 3),
        "deeds": [d for d in SELECTED_DEEDS if is_officer or d is ProjectDeed.SUBMIT] if is_writer else [],
        "batches": list(_batches(request)) if is_officer else [],
        "is_officer": is_officer,
        "is_writer": is_writer,
        "hidden": address.pairs(without=frozenset({"q", "page"})),
        "kept": address.pairs(without={*address.names.values(), "page"}),
        "everything": address.query(page=1),
        "no_filters": LibraryAddress(filters=ProjectFilters(address.this_year), this_year=address.this_year).query(),
        **_pager(address, page),
    }
    is_part = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    response = render(request, "projects/list_part.html" if is_part else "projects/list.html", context)
    patch_vary_headers(response, ("HX-Request",))
    return response


@require_POST
def selected(request: PersonRequest) -> HttpResponse:
    """Do to the selected projects what the button says; tell which could not be done and why."""
    keys = keys_of(request.POST.getlist("project"))[:MOST_AT_ONCE]
    projects = list(visible_projects(request.standing).filter(pk__in=keys).order_by("number"))
    back = request.POST.get("back", "")
    answer = HttpResponseRedirect(reverse("projects:list") + (back if back.startswith("?") else ""))
    do = request.POST.get("do", "")
    if not projects or do not in set(SELECTED_DEEDS):
        messages.info(request, gettext("Select at least one project first."))
        return answer
    outcomes = lit_deeds.move_projects(
        actor=request.user,
        now=request.now,
        deed=ProjectDeed(do),
        projects=projects,
        words=request.POST.get("words", ""),
        batch=_batches(request).filter(pk__in=keys_of(request.POST.getlist("batch"))).first(),
    )
    done = sum(outcome.refusal is None for outcome in outcomes)
    if done:
        messages.success(request, ngettext("%(n)s project done.", "%(n)s projects done.", done) % {"n": done})
    for outcome in outcomes:
        if outcome.refusal is not None:
            said = outcome.refusal.message(page_language())
            messages.error(request, f"{outcome.project.number} {outcome.project.name}：{said}")
    return answer


def _batches(request: PersonRequest) -> Any:
    """Issued batches of the first library that the account reviews."""
    scope = request.standing.scopes(Role.OFFICER)
    unit = Unit.objects.filter(path__in=scope).order_by("path").first()
    return issued_batches(unit) if unit else issued_batches(Unit(pk=0))


def _head(address: LibraryAddress, name: str, word: Any, key: str, is_numeric: bool, *, unit_word: str) -> Head:
    order = {key: "ascending", f"-{key}": "descending"}.get(address.sort, "") if key else ""
    query = address.query(sort=f"-{key}" if order == "ascending" else key) if key else ""
    said = f"{word}（{unit_word}）" if name in MONEY and page_language().startswith("zh") else str(word)
    if name in MONEY and not page_language().startswith("zh"):
        said = f"{word} ({unit_word})"
    return Head(said, query, order, is_numeric)


def _tabs(address: LibraryAddress, by_stage: Mapping[str, Sums]) -> list[Link]:
    chosen = address.filters.stages
    every = sum(s.count for s in by_stage.values())
    tabs = [Link(gettext("All stages"), address.query(stages=()), every, not chosen)]
    for stage in (*STAGE_ORDER, LifecycleStage.STOPPED):
        count = by_stage.get(stage, Sums()).count
        if count or stage in chosen:
            word = stage.label(page_language())
            tabs.append(Link(word, address.query(stages=(stage.value,)), count, stage in chosen))
    return tabs


def _chips(address: LibraryAddress) -> list[Link]:
    """Say each filter that is on; one query each for sectors and unit."""
    filters = address.filters
    chips: list[Link] = []
    lists: list[tuple[str, type[Term]]] = [
        ("states", LibraryState),
        ("classes", AnnualClass),
        ("levels", Level),
        ("investors", InvestorType),
        ("lights", Tone),
    ]
    for name, terms in lists:
        values = getattr(filters, name)
        for value in values:
            rest = tuple(v for v in values if v != value)
            chips.append(Link(terms(value).label(page_language()), address.query(**{name: rest})))
    if filters.unit is not None:
        unit = Unit.objects.filter(pk=filters.unit).only("name", "short_name").first()
        chips.append(Link(gettext("Unit: %s and below") % (unit.label if unit else "?"), address.query(unit=None)))
    if filters.is_key:
        chips.append(Link(gettext("Key projects only"), address.query(is_key=False)))
    if filters.year != address.this_year:
        chips.append(Link(gettext("Year: %s") % filters.year, address.query(year=address.this_year)))
    if filters.text:
        chips.append(Link(gettext("Contains “%s”") % filters.text, address.query(text="")))
    return chips


def _groups(request: PersonRequest, address: LibraryAddress) -> list[Group]:
    filters = address.filters
    lists: list[tuple[str, Any, type[Term], tuple[str, ...]]] = [
        ("state", gettext("Library"), LibraryState, filters.states),
        ("class", gettext("Annual class"), AnnualClass, filters.classes),
        ("level", gettext("Level"), Level, filters.levels),
        ("investor", gettext("Investor"), InvestorType, filters.investors),
        ("light", gettext("Light"), Tone, filters.lights),
    ]
    sectors = sectors_seen(request.standing).values_list("pk", "name")
    return [
        *(
            Group(name, word, [(t.value, t.label(page_language()), t.value in chosen) for t in terms])
            for name, word, terms, chosen in lists
        ),
        Group("sector", gettext("Sector"), [(str(pk), name, pk in filters.sectors) for pk, name in sectors]),
    ]


def _pager(address: LibraryAddress, page: ProjectPage) -> dict[str, Any]:
    first = (page.page - 1) * PAGE_SIZE
    return {
        "dense_query": address.query(is_dense=not address.is_dense),
        "previous_query": address.query(page=page.page - 1) if page.page > 1 else "",
        "next_query": address.query(page=page.page + 1) if page.page < page.pages else "",
        "first_row": first + 1,
        "last_row": first + len(page.lines),
    }

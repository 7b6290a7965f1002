"""Pictures of the library: board by stage, schedule, funnel, map with the jurisdiction's own boundaries."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import jurisdiction_of, units_within, within
from luoshi.domain.organizations.terms import JURISDICTION_KINDS, Role
from luoshi.domain.projects.actions.territory import set_territory
from luoshi.domain.projects.models import Territory
from luoshi.domain.projects.permissions import may_review
from luoshi.domain.projects.queries import sectors_seen
from luoshi.domain.projects.queries.pictures import (
    ROWS,
    Ground,
    Reached,
    board_column,
    board_of,
    funnel_of,
    ground_of,
    schedule_of,
)
from luoshi.domain.projects.queries.quality import libraries_overseen
from luoshi.domain.projects.rules import ADMITTED
from luoshi.domain.projects.rules.boundaries import LARGEST_BYTES
from luoshi.domain.projects.terms import LifecycleStage, ProjectDeed
from luoshi.foundation.clock import local_date
from luoshi.foundation.money import MoneyUnit, page_unit
from luoshi.foundation.refusals import Refusal
from luoshi.pages.projects.address import LibraryAddress, read_address
from luoshi.pages.projects.views.loading import chosen_library, project_for, reviewed_libraries
from luoshi.pages.shared.charts import Area, Funnel, Gantt, Map, Place, Row, ScheduleRow, Span, Tone, count, money
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of, show_refusal
from luoshi.workflows.lit_deeds import advance_stage


def _address(request: PersonRequest) -> LibraryAddress:
    return read_address(request.GET, local_date(request.now).year)


def _filter_context(request: PersonRequest, address: LibraryAddress) -> dict[str, Any]:
    """Give what the filters above a picture offer; others of the address are kept."""
    own = {"sector", "unit", "key", "q", "page"}
    return {
        "address": address,
        "filters": address.filters,
        "sectors": list(sectors_seen(request.standing).values_list("pk", "name")),
        "units": [(u.pk, "　" * (u.depth - 1) + u.label) for u in units_within(request.standing.scopes())],
        "kept": address.pairs(without=frozenset(own)),
        "query": address.query(page=1),
        "is_filtered": bool(address.pairs(without=frozenset({"page", "sort", "dense"}))),
    }


@require_safe
def board(request: PersonRequest) -> HttpResponse:
    """Show the board; with ``column`` and ``start`` in the address, more cards of one column."""
    address = _address(request)
    stage, start = request.GET.get("column", ""), keys_of([request.GET.get("start", "")])
    moves = request.standing.has(Role.OFFICER)
    if stage in set(LifecycleStage) and start:
        column = board_column(request.standing, address.filters, LifecycleStage(stage), start[0])
        context = {"column": column, "query": address.query(page=1), "moves": moves, "address": address}
        return render(request, "projects/board_cards.html", context | _board_words(request))
    return render(request, "projects/board.html", _board(request, address, moves=moves))


def _board(request: PersonRequest, address: LibraryAddress, *, moves: bool) -> dict[str, Any]:
    columns = board_of(request.standing, address.filters)
    return {
        "columns": columns,
        "moves": moves,
        **_filter_context(request, address),
        **_board_words(request),
    }


def _board_words(request: PersonRequest) -> dict[str, Any]:
    return {"today": local_date(request.now), "admitted": ADMITTED, "wan_yuan": MoneyUnit.WAN_YUAN}


@require_POST
def move(request: PersonRequest, pk: int) -> HttpResponse:
    """Move a card: the project goes to the next stage through its gate; a closed gate is told and the card stays."""
    project = project_for(request, pk, ProjectDeed.ADVANCE)
    stage, version = request.POST.get("stage", ""), keys_of([request.POST.get("version", "")])
    if stage not in set(LifecycleStage):
        raise Http404
    advance_stage(
        actor=request.user,
        now=request.now,
        project=project,
        stage=LifecycleStage(stage),
        version=version[0] if version else None,
    )
    said = gettext("%(project)s moved to “%(stage)s”.") % {
        "project": project.name,
        "stage": LifecycleStage(stage).label(page_language()),
    }
    if not request.headers.get("HX-Request"):
        messages.success(request, said)
        return HttpResponseRedirect(reverse("projects:board"))
    return render(request, "projects/board_part.html", _board(request, _address(request), moves=True) | {"said": said})


@require_safe
def schedule(request: PersonRequest) -> HttpResponse:
    """Show planned and actual times of many projects."""
    address, today = _address(request), local_date(request.now)
    rows, total = schedule_of(request.standing, address.filters)
    late = sum(1 for row in rows if row.planned_start and row.planned_start < today and row.actual_start is None)
    chart = Gantt(
        title=ngettext(
            "%(late)s of %(n)s project should have started and has not",
            "%(late)s of %(n)s projects should have started and have not",
            len(rows),
        )
        % {"late": late, "n": len(rows)},
        row_head=gettext("Project"),
        today=today,
        rows=[
            ScheduleRow(
                name=row.name,
                planned=_span(row.planned_start, row.planned_finish),
                actual=_span(row.actual_start, row.actual_finish, runs=True),
                link=reverse("projects:project", args=[row.pk]),
            )
            for row in rows
        ],
        note=gettext("The first %(n)s by planned start are drawn; filter to see others.") % {"n": ROWS}
        if total > len(rows)
        else "",
    )
    context = {"chart": chart, "count": total, **_filter_context(request, address)}
    return render(request, "projects/schedule.html", context)


def _span(first: Any, last: Any, *, runs: bool = False) -> Span | None:
    """Give a span where its days make sense; without an end only what runs has one."""
    if first is None or (last is None and not runs) or (last is not None and last < first):
        return None
    return Span(first, last)


@require_safe
def funnel(request: PersonRequest) -> HttpResponse:
    """Show how many projects, and how much, have come at least as far as each stage."""
    address = _address(request)
    reached, stopped = funnel_of(request.standing, address.filters)
    context = {
        "by_number": _funnel(address, reached, is_money=False),
        "by_sum": _funnel(address, reached, is_money=True),
        "stopped": stopped,
        "unit": page_unit(one.wan_yuan for one in reached),
        **_filter_context(request, address),
    }
    return render(request, "projects/funnel.html", context)


def _funnel(address: LibraryAddress, reached: list[Reached], *, is_money: bool) -> Funnel:
    order = [one.stage.value for one in reached]
    started = next((one for one in reached if one.stage is LifecycleStage.BUILDING), reached[0])
    share = started.projects / reached[0].projects if reached[0].projects else 0
    title = gettext("%(share)s of the projects have reached construction") % {"share": f"{share:.0%}"}
    if is_money:
        title = gettext("The pipeline by total investment")
    return Funnel(
        title=title,
        row_head=gettext("Reached at least"),
        value_head=gettext("Total investment") if is_money else gettext("Projects"),
        measure=money([one.wan_yuan for one in reached]) if is_money else count(gettext("projects")),
        rows=[
            Row(
                one.stage.label(page_language()),
                [one.wan_yuan if is_money else one.projects],
                link=reverse("projects:list") + address.query(stages=tuple(order[place:])),
            )
            for place, one in enumerate(reached)
        ],
    )


def _mapped(request: PersonRequest) -> tuple[Unit, list[Unit]]:
    """Give the library whose map is shown: one looked over, else that of the person's own unit."""
    libraries = libraries_overseen(request.standing)
    if not libraries:
        units = Unit.objects.filter(within(request.standing.scopes())).order_by("path")[:1]
        own = [jurisdiction_of(unit) for unit in units]
        libraries = [unit for unit in own if unit.kind in JURISDICTION_KINDS]
    return chosen_library(request, libraries), libraries


@require_safe
def map_(request: PersonRequest) -> HttpResponse:
    """Show projects on the jurisdiction's own boundaries, or on an empty ground."""
    address = _address(request)
    library, libraries = _mapped(request)
    ground = ground_of(request.standing, address.filters, library)
    context = {
        "library": library,
        "libraries": libraries,
        "ground": ground,
        "chart": _map(ground, library, address) if ground.territory or ground.places else None,
        "may_set": may_review(request.standing, library),
        **_filter_context(request, address),
    }
    return render(request, "projects/map.html", context)


def _map(ground: Ground, library: Unit, address: LibraryAddress) -> Map:
    features = ground.territory.boundaries["features"] if ground.territory else []
    named = {feature["properties"]["name"] for feature in features}
    areas = []
    for area in ground.areas:
        # A boundary bears the unit's full name or its short one.
        name = area.unit.name if area.unit.name in named else area.unit.label
        if name in named:
            link = reverse("projects:list") + address.query(unit=area.unit.pk)
            areas.append(Area(name, area.wan_yuan, link))
    sums = [*(area.value for area in areas), *(place.total for place in ground.places)]
    most = max(ground.areas, key=lambda area: area.wan_yuan, default=None)
    title = gettext("%(n)s projects of %(library)s with a place") % {"n": len(ground.places), "library": library.name}
    if most is not None and most.wan_yuan:
        title = gettext("Most investment stands in %(unit)s") % {"unit": most.unit.label}
    return Map(
        title=title,
        boundaries=f"{reverse('projects:boundaries')}?library={library.pk}" if ground.territory else "",
        areas=areas,
        places=[
            Place(
                place.name,
                float(place.longitude),
                float(place.latitude),
                place.total,
                reverse("projects:project", args=[place.pk]),
                Tone.NEXT,
            )
            for place in ground.places
        ],
        measure=money(sums),
        row_head=gettext("Area or project"),
        value_head=gettext("Total investment"),
    )


@require_safe
def boundaries(request: PersonRequest) -> JsonResponse:
    """Give the boundaries of a library as GeoJSON."""
    library, _libraries = _mapped(request)
    territory = Territory.objects.filter(jurisdiction=library).first()
    if territory is None:
        raise Http404
    return JsonResponse(territory.boundaries)


class TerritoryForm(forms.Form):
    """A file of boundaries."""

    file = forms.FileField(
        label=_("GeoJSON file"),
        required=False,
        allow_empty_file=True,
        help_text=_("A FeatureCollection of polygons in degrees, each with the name of a unit; at most 4 MB."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def territory(request: PersonRequest) -> HttpResponse:
    """Upload boundaries, or remove them."""
    library = chosen_library(request, reviewed_libraries(request.standing))
    form = TerritoryForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        file = request.FILES.get("file")
        is_removal = request.POST.get("do") == "remove"
        form = TerritoryForm(request.POST, request.FILES)
        form.is_valid()
        status = 422
        if file is None and not is_removal:
            form.add_error("file", gettext("Choose a file."))
        else:
            try:
                set_territory(
                    actor=request.user,
                    now=request.now,
                    jurisdiction=library,
                    file_name="" if is_removal or file is None else file.name or "",
                    content=None if is_removal or file is None else file.read(LARGEST_BYTES + 1),
                )
            except Refusal as refusal:
                status = refusal.status
                show_refusal(form, refusal)
            else:
                messages.success(request, gettext("The changes are saved."))
                return HttpResponseRedirect(f"{reverse('projects:map')}?library={library.pk}")
    context = {
        "form": form,
        "library": library,
        "stored": Territory.objects.filter(jurisdiction=library).first(),
        "units": Unit.objects.filter(within([library.path]), depth=library.depth + 1).order_by("path"),
    }
    return render(request, "projects/territory.html", context, status=status)

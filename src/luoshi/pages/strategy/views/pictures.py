"""Pictures of a plan: rings or areas of the tree, and the chain goal → unit → project."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from luoshi.domain.projects.queries.goals import Chain, Outline, chain_of, outline_of
from luoshi.domain.projects.terms import LifecycleStage
from luoshi.domain.strategy.models import Plan
from luoshi.domain.strategy.rules import Figures, Place
from luoshi.pages.shared.charts import Branch, Flow, Measure, Node, Sankey, Sunburst, Tone, Treemap, count, money
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, number_in
from luoshi.pages.strategy.views.outline import head_of

HEIGHT = 640  # pixels; rings wide enough for their words
RINGS = 2  # a third ring leaves no room for the words of the first two
SIZES = (
    ("tasks", gettext_lazy("By tasks")),
    ("projects", gettext_lazy("By projects")),
    ("investment", gettext_lazy("By investment")),
    ("goals", gettext_lazy("All alike")),
)


@require_safe
def picture(request: PersonRequest) -> HttpResponse:
    """Draw the tree as rings, or as areas, sized by work or money and coloured by lights."""
    context = head_of(request)
    context["by"] = by = _chosen(request, "by", [name for name, _ in SIZES])
    context["form"] = form = _chosen(request, "form", ["areas", "rings"])
    context["sizes"] = SIZES
    plan: Plan | None = context["plan"]
    if plan is not None:
        outline = outline_of(request.standing, plan, context["day"], context["today"])
        context["chart"] = _nested(outline, by, is_rings=form == "rings", is_past=context["is_past"])
    return render(request, "strategy/picture.html", context)


def _chosen(request: PersonRequest, name: str, values: list[str]) -> str:
    wanted = request.GET.get(name, "")
    return wanted if wanted in values else values[0]


def _nested(outline: Outline, by: str, *, is_rings: bool, is_past: bool) -> Sunburst | Treemap:
    words = [
        (Tone.GREEN, gettext("None late")),
        (Tone.RED, gettext("Some late")),
        (Tone.NONE, gettext("Nothing linked yet")),
    ]
    sums = [figures.investment_wan_yuan for figures in outline.figures.values()]
    measure = money(sums) if by == "investment" else count(gettext("items"))
    tops = [place for place in outline.tree.children.get(None, []) if place.refers_to is None]
    late = sum(outline.figures[place.pk].late for place in tops)
    rings = tops
    while len(rings) == 1 and outline.tree.children.get(rings[0].pk):  # a ring that is the whole tells nothing
        rings = [place for place in outline.tree.children[rings[0].pk] if place.refers_to is None]
    total = sum(outline.figures[place.pk].tasks for place in tops)
    title = gettext("%(late)s of %(total)s tasks below the goals are late") % {"late": late, "total": total}
    if is_past:
        title = gettext("%(total)s tasks hung below the goals on %(day)s") % {"total": total, "day": outline.day}
    form = Sunburst if is_rings else Treemap
    return form(
        title=title,
        branches=[_branch(outline, place, by, is_past=is_past, levels=RINGS if is_rings else None) for place in rings],
        height=HEIGHT,
        measure=measure,
        row_head=gettext("Goal"),
        value_head=str(dict(SIZES)[by]),
        tone_head="" if is_past else gettext("Light"),
        tone_words=() if is_past else words,
        note=gettext("References are counted where their goals stand. A click opens the goal."),
    )


def _branch(outline: Outline, place: Place, by: str, *, is_past: bool, levels: int | None = None) -> Branch:
    """Draw a place with what is below it, ``levels`` deep where given; what lies deeper counts for the last."""
    parts = [child for child in outline.tree.children.get(place.pk, []) if child.refers_to is None]
    if levels == 1:
        parts = []
    figures = outline.figures[place.pk]
    own = _size(figures, by) - sum((_size(outline.figures[part.pk], by) for part in parts), Decimal(0))
    if by == "goals":
        own = Decimal(0) if parts else _leaves(outline, place)
    beside = []
    if parts and own > 0:  # areas are drawn from the lowest parts alone; a ring is whole with it
        late = figures.late - sum(outline.figures[part.pk].late for part in parts)
        own_tone = Tone.NEXT if is_past else Tone.RED if late > 0 else Tone.GREEN
        beside = [
            Branch(gettext("directly linked"), own, link=reverse("strategy:goal", args=[place.pk]), tone=own_tone)
        ]
    tone = Tone.RED if figures.late else Tone.GREEN if figures.tasks or figures.projects else Tone.NONE
    return Branch(
        place.title,
        None if beside else max(own, Decimal(0)),
        [
            *(_branch(outline, part, by, is_past=is_past, levels=levels and levels - 1) for part in parts),
            *beside,
        ],
        reverse("strategy:goal", args=[place.pk]),
        Tone.NEXT if is_past else tone,
    )


def _leaves(outline: Outline, place: Place) -> Decimal:
    parts = [child for child in outline.tree.children.get(place.pk, []) if child.refers_to is None]
    return sum((_leaves(outline, part) for part in parts), Decimal(0)) or Decimal(1)


def _size(figures: Figures, by: str) -> Decimal:
    sizes = {
        "tasks": Decimal(figures.tasks),
        "projects": Decimal(figures.projects),
        "investment": figures.investment_wan_yuan,
    }
    return sizes.get(by, Decimal(0))


@require_safe
def chain(request: PersonRequest) -> HttpResponse:
    """Draw the chain goal → unit → project, by investment or by number, whole or below one goal."""
    context = head_of(request)
    context["by"] = by = _chosen(request, "by", ["investment", "projects"])
    plan: Plan | None = context["plan"]
    if plan is not None:
        top = number_in(request.GET.get("goal"))
        found = chain_of(request.standing, plan, context["day"], by_investment=by == "investment", top=top)
        context["top"] = found.tree.places.get(top) if top else None
        context["tops"] = [place for place, depth in found.tree.walk() if depth < 2 and place.refers_to is None]
        context["chart"] = _sankey(found, plan, by)
    return render(request, "strategy/chain.html", context)


def _sankey(chain: Chain, plan: Plan, by: str) -> Sankey:
    is_money = by == "investment"

    def value(band: Any) -> Decimal:
        share = band.investment_wan_yuan if is_money else band.projects
        return Decimal(share.numerator) / Decimal(share.denominator)

    def end(band: Any) -> str:
        return f"p{band.project}" if band.project else f"s{band.stage}" if band.stage else f"o{band.unit}"

    bands = [band for band in (*chain.to_units, *chain.to_projects) if value(band) > 0]
    nodes = [
        Node(f"g{pk}", chain.tree.places[pk].title, 0, reverse("strategy:goal", args=[pk]))
        for pk in chain.goals
        if any(band.goal == pk for band in bands)
    ]
    nodes += [
        Node(f"u{pk}", unit.label, 1) for pk, unit in chain.units.items() if any(band.unit == pk for band in bands)
    ]
    ends: dict[str, Node] = {}
    for band in bands:
        if band.goal is None:
            link = reverse("projects:project", args=[band.project]) if band.project else ""
            ends.setdefault(end(band), Node(end(band), _end_word(chain, band), 2, link))
    flows = [
        Flow(f"g{band.goal}", f"u{band.unit}", value(band))
        if band.goal is not None
        else Flow(f"u{band.unit}", end(band), value(band))
        for band in bands
    ]
    total = float(sum(band.projects for band in chain.to_units))
    title = gettext("%(plan)s: %(projects)s projects of %(units)s units serve %(goals)s goals") % {
        "plan": plan.name, "projects": round(total), "units": len(chain.units), "goals": len(chain.goals),
    }  # fmt: skip
    decimals = 0 if all(value(band) % 1 == 0 for band in bands) else 1
    last = gettext("Project") if is_money else gettext("Stage")
    return Sankey(
        title=title,
        stages=[gettext("Goal"), gettext("Unit"), last],
        nodes=[*nodes, *ends.values()],
        flows=flows,
        measure=money([value(band) for band in bands]) if is_money else Measure(gettext("projects"), decimals),
        note=gettext("A project that serves several goals passes through each with an equal part."),
    )


def _end_word(chain: Chain, band: Any) -> str:
    if band.project:
        return chain.projects.get(band.project, "")
    if band.stage:
        return LifecycleStage(band.stage).label(page_language())
    return gettext("Other projects of %s") % chain.units[band.unit].label

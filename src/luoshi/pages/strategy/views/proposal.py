"""Build a plan's tree from a document: what it proposes, ticked, renamed and placed by the officer, made in one go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from luoshi.domain.documents.models import Document
from luoshi.domain.documents.permissions import can_decide
from luoshi.domain.documents.queries import documents_visible_to
from luoshi.domain.documents.terms import DocumentState
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.strategy.models import Plan
from luoshi.domain.strategy.permissions import may_edit
from luoshi.domain.strategy.queries import tree_as_of, visible_plans
from luoshi.domain.strategy.terms import PlanState
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of, number_in
from luoshi.workflows.build_strategy import (
    BuiltStrategy,
    ChosenNode,
    NodeLine,
    OrderLine,
    StrategyProposal,
    accept_strategy,
    propose_strategy,
)

SET_IN = "　"


@dataclass(frozen=True, slots=True)
class Field:
    """A proposed node as the form shows it: as proposed, or as it was typed."""

    line: NodeLine
    is_ticked: bool
    title: str
    kind: str
    parent: str
    shows: str
    orders: tuple[tuple[OrderLine, bool, str], ...]


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what a document proposes for a plan; make what is ticked, all or nothing."""
    document = _document(request, pk)
    plans = _plans(request.standing, document)
    context: dict[str, Any] = {"document": document, "plans": plans}
    if document.state != DocumentState.READ or not plans:
        return render(request, "strategy/proposal.html", context)
    chosen = number_in(request.POST.get("plan") or request.GET.get("plan"))
    plan = next((each for each in plans if each.pk == chosen), plans[0])
    status = 200
    if request.method == "POST":
        try:
            built = _accept(request, document, plan)
        except Refusal as refusal:
            context["refused"], status = refusal.message(page_language()), refusal.status
        else:
            _tell(request, built)
            return HttpResponseRedirect(f"{reverse('strategy:outline')}?plan={plan.pk}")
    proposed = propose_strategy(document=document, plan=plan)
    typed = request.POST if request.method == "POST" else None
    context |= {
        "plan": plan,
        "proposal": proposed,
        "fields": [_field(line, proposed, typed) for line in proposed.lines],
        "parents": _parents(proposed, plan, request),
        "undecided": proposed.undecided,
    }
    return render(request, "strategy/proposal.html", context, status=status)


def _document(request: PersonRequest, pk: int) -> Document:
    if not documents_visible_to(request.standing).filter(pk=pk).exists():
        raise Http404
    document = Document.objects.select_related("jurisdiction").get(pk=pk)
    if not can_decide(request.standing, document):
        raise NotAllowed
    return document


def _plans(standing: Standing, document: Document) -> list[Plan]:
    """Give the plans of the document's jurisdiction that the officer may change, drafts first."""
    plans = visible_plans(standing).filter(jurisdiction=document.jurisdiction).exclude(state=PlanState.SUPERSEDED)
    editable = [plan for plan in plans if may_edit(standing, plan.jurisdiction)]
    return sorted(editable, key=lambda plan: plan.state != PlanState.DRAFT)


def _field(line: NodeLine, proposed: StrategyProposal, typed: Any) -> Field:
    key = line.node.key
    places = {each.node.key: f"g{each.goal.pk}" if each.goal else each.node.key for each in proposed.lines}
    parent = places.get(line.node.parent or "", "")
    titles = {each.node.key: each.node.title for each in proposed.lines}
    shows = titles.get(line.node.refers_to or "", "")
    ticked = {int(value) for value in keys_of(typed.getlist("order"))} if typed is not None else set()
    orders = tuple(
        (
            order,
            order.finding.pk in ticked if typed is not None else bool(order.tasks) and line.node.is_ticked,
            typed.get(f"under-{order.finding.pk}", places[key]) if typed is not None else places[key],
        )
        for order in line.orders
    )
    if typed is None:
        return Field(line, line.node.is_ticked, line.node.title, line.node.kind, parent, shows, orders)
    return Field(
        line,
        key in typed.getlist("node"),
        typed.get(f"title-{key}", line.node.title),
        typed.get(f"kind-{key}", line.node.kind),
        typed.get(f"parent-{key}", parent),
        shows,
        orders,
    )


def _parents(proposed: StrategyProposal, plan: Plan, request: PersonRequest) -> list[tuple[str, str]]:
    """Offer as parents the goals of the plan and the proposed nodes."""
    tree = tree_as_of(plan, local_date(request.now))
    goals = [
        (f"g{place.pk}", f"{SET_IN * depth}{place.title}") for place, depth in tree.walk() if place.refers_to is None
    ]
    nodes = [
        (line.node.key, f"{SET_IN * line.depth}＋ {line.node.title}")
        for line in proposed.lines
        if line.goal is None and line.node.refers_to is None
    ]
    return [*goals, *nodes]


def _accept(request: PersonRequest, document: Document, plan: Plan) -> BuiltStrategy:
    data = request.POST
    nodes = [
        ChosenNode(
            key=key,
            title=data.get(f"title-{key}", ""),
            kind=data.get(f"kind-{key}", "").strip()[:30],
            parent=data.get(f"parent-{key}", ""),
        )
        for key in data.getlist("node")
    ]
    orders = {pk: data.get(f"under-{pk}", "") for pk in keys_of(data.getlist("order"))}
    return accept_strategy(
        actor=request.user, now=request.now, document=document, plan=plan, nodes=nodes, orders=orders
    )


def _tell(request: PersonRequest, built: BuiltStrategy) -> None:
    words = gettext("The tree is built: %(linked)s tasks linked, %(accepted)s orders accepted.")
    messages.success(request, words % {"linked": built.linked, "accepted": built.accepted})
    if built.held_back:
        held = gettext("%s orders say nearly the same as a task that stands; decide on them on the reading page.")
        messages.warning(request, held % len(built.held_back))

"""Disputes about verified figures: raised by the unit, answered by the office, both figures side by side."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.reporting import actions, permissions
from luoshi.domain.reporting.models import Dispute
from luoshi.domain.reporting.queries.returns import name_of
from luoshi.domain.reporting.terms import DisputeState, Figure
from luoshi.foundation.figures import figure_text
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.reporting.forms.disputes import AnswerForm, DisputeForm
from luoshi.pages.reporting.views.loading import dispute_seen, line_seen
from luoshi.pages.shared.downloads import stored_file
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, sent, show_refusal
from luoshi.workflows import hand_in


@require_http_methods(["GET", "HEAD", "POST"])
def dispute(request: PersonRequest, pk: int) -> HttpResponse:
    """Contest a verified figure of a line."""
    line, found = line_seen(request, pk)
    permissions.require(permissions.may_fill(request.standing, found.unit))
    text = request.POST.get("figure") or request.GET.get("figure") or ""
    if text not in set(Figure):
        raise Http404
    figure = Figure(text)
    form = DisputeForm(*sent(request), figure=figure)
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        evidence = values["evidence"]
        try:
            actions.dispute_value(
                actor=request.user,
                now=request.now,
                line=line,
                figure=figure,
                claimed=values["claimed"],
                reason=values["reason"],
                evidence=(evidence.name, evidence) if evidence else None,
            )
        except Refusal as refusal:
            _show(form, refusal, "claimed")
            status = refusal.status
        else:
            messages.success(request, gettext("The dispute is raised; the office answers it."))
            return HttpResponseRedirect(f"{reverse('reporting:return', args=[found.pk])}#line-{pk}")
    status = 422 if form.errors and status == 200 else status
    context = {
        "form": form,
        "line": line,
        "name": name_of(line),
        "sheet": found,
        "figure": figure.label(page_language()),
        "figure_value": figure.value,
        "declared": _figure(line, "declared", figure),
        "verified": _figure(line, "verified", figure),
    }
    return render(request, "reporting/dispute.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a dispute; the office answers it here."""
    found = dispute_seen(request, pk)
    sheet = found.line.sheet
    keeps = permissions.may_keep(request.standing, sheet.period.scheme.jurisdiction)
    if request.method == "POST" and not keeps:
        raise NotAllowed
    figure = Figure(found.figure)
    form = AnswerForm(request.POST if request.method == "POST" else None, figure=figure)
    status = 200
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            hand_in.answer(
                actor=request.user,
                now=request.now,
                dispute=found,
                is_upheld=values["verdict"] == "upheld",
                words=values["answer"],
                corrected=values["corrected"],
            )
        except Refusal as refusal:
            _show(form, refusal, "corrected")
            status = refusal.status
        else:
            messages.success(request, gettext("The dispute is answered."))
            return HttpResponseRedirect(reverse("reporting:dispute_answer", args=[pk]))
    status = 422 if form.errors and status == 200 else status
    is_open = found.state == DisputeState.OPEN
    context: dict[str, Any] = {
        "dispute": found,
        "name": name_of(found.line),
        "sheet": sheet,
        "figure": figure.label(page_language()),
        "declared": _figure(found.line, "declared", figure),
        "can_answer": keeps and is_open,
        "can_withdraw": is_open and permissions.may_fill(request.standing, sheet.unit),
        "form": form,
        "verified": figure_text(found.verified),
        "claimed": figure_text(found.claimed),
        "now_verified": _figure(found.line, "verified", figure),
    }
    return render(request, "reporting/dispute_answer.html", context, status=status)


@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Withdraw one's unit's dispute."""
    found = dispute_seen(request, pk)
    actions.withdraw_dispute(actor=request.user, now=request.now, dispute=found)
    messages.success(request, gettext("The dispute is withdrawn."))
    return HttpResponseRedirect(reverse("reporting:dispute_answer", args=[pk]))


@require_safe
def evidence(request: PersonRequest, pk: int) -> FileResponse:
    """Give a dispute's file to those who may see it."""
    found: Dispute = dispute_seen(request, pk)
    if not found.file:
        raise Http404
    return stored_file(found.file, found.file_name)


def _show(form: Form, refusal: Refusal, figure_field: str) -> None:
    """Put a refusal at its field; whatever speaks of a figure stands at the one figure of the form."""
    if refusal.field in {"claimed", *Figure}:
        form.add_error(figure_field, refusal.message(page_language()))
    else:
        show_refusal(form, refusal)


def _figure(line: Any, kind: str, figure: Figure) -> str:
    value = getattr(line, f"{kind}_{figure.value}")
    return "—" if value is None else figure_text(Decimal(value))

"""A library's settings: sectors with thresholds, stage gates."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects import actions
from luoshi.domain.projects.models import Sector, StageGate
from luoshi.domain.projects.queries import gates_of, sectors_of
from luoshi.domain.projects.rules import STAGE_ORDER, Requirement
from luoshi.domain.projects.terms import ApprovalKind, GateNeed, LifecycleStage
from luoshi.foundation.refusals import Refusal
from luoshi.pages.projects.forms.fields import MoneyField
from luoshi.pages.projects.views.loading import chosen_library, reviewed_libraries
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, keys_of, show_refusal

IN_PLACE = "funds_in_place"


class SectorForm(forms.Form):
    """A sector: its name, what it asks for admission, its wanted share of the reserve."""

    name = forms.CharField(label=_("Sector"), required=False)
    admission_wan_yuan = MoneyField(label=_("Least total investment (10,000 yuan)"), required=False)
    wanted_percent = forms.DecimalField(
        label=_("Wanted share of the reserve (%)"), required=False, max_digits=5, decimal_places=2
    )
    order = forms.IntegerField(label=_("Order"), required=False, min_value=0, max_value=999)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)


@require_safe
def settings(request: PersonRequest) -> HttpResponse:
    """Show the settings of one library."""
    libraries = reviewed_libraries(request.standing)
    return render(request, "projects/settings.html", _context(chosen_library(request, libraries), libraries))


@require_POST
def sector(request: PersonRequest) -> HttpResponse:
    """Add a sector or change one."""
    libraries = reviewed_libraries(request.standing)
    library = chosen_library(request, libraries)
    key = next(iter(keys_of([request.POST.get("sector", "")])), None)
    if key is not None and not Sector.objects.filter(jurisdiction=library, pk=key).exists():
        raise Http404
    prefix = f"sector-{key or 'new'}"
    form = SectorForm(request.POST, prefix=prefix)
    if form.is_valid():
        values = form.cleaned_data
        percent = values["wanted_percent"]
        try:
            actions.put_sector(
                actor=request.user,
                now=request.now,
                jurisdiction=library,
                sector_id=key,
                name=values["name"],
                order=values["order"] or 0,
                admission_wan_yuan=values["admission_wan_yuan"],
                wanted_share=None if percent is None else percent / Decimal(100),
                is_active=values["is_active"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal, {"wanted_share": "wanted_percent"})
        else:
            messages.success(request, gettext("The changes are saved."))
            return HttpResponseRedirect(f"{reverse('projects:settings')}?library={library.pk}")
    return render(request, "projects/settings.html", _context(library, libraries, form, key), status=422)


@require_POST
def gate(request: PersonRequest, stage: str) -> HttpResponse:
    """Set what stands before a stage, or go back to the defaults."""
    library = chosen_library(request, reviewed_libraries(request.standing))
    wanted: list[Requirement] | None = None
    if request.POST.get("do") != "defaults":
        wanted = [_asked(value, request.POST.get("share", "")) for value in request.POST.getlist("requirement")]
    try:
        actions.set_gate(
            actor=request.user,
            now=request.now,
            jurisdiction=library,
            stage=LifecycleStage(stage),
            requirements=wanted,
        )
    except Refusal as refusal:
        messages.error(request, refusal.message(page_language()))
    else:
        messages.success(request, gettext("The changes are saved."))
    return HttpResponseRedirect(f"{reverse('projects:settings')}?library={library.pk}#gate-{stage}")


def _asked(value: str, percent: str) -> Requirement:
    """Read one box: a need, or an approval as approval:kind. A share of funds is given in per cent."""
    need, _colon, detail = value.partition(":")
    if need not in set(GateNeed):
        raise Http404
    if need == IN_PLACE:
        digits = percent.strip()
        detail = str(Decimal(digits) / 100) if digits.isascii() and digits.isdigit() and len(digits) < 4 else "0"
    return Requirement(GateNeed(need), detail)


def _context(
    library: Unit, libraries: list[Unit], form: SectorForm | None = None, key: int | None = None
) -> dict[str, Any]:
    sectors = list(sectors_of(library, with_inactive=True))
    forms_ = [(row, form if form and key == row.pk else _form_of(row)) for row in sectors]
    new = form if form and key is None else SectorForm(prefix="sector-new")
    own = set(StageGate.objects.filter(jurisdiction=library).values_list("stage", flat=True))
    gates = gates_of(library)
    return {
        "library": library,
        "libraries": libraries,
        "sectors": forms_,
        "new_sector": new,
        "failed": form,
        "gates": [
            {
                "stage": stage,
                "word": stage.label(page_language()),
                "is_own": stage.value in own,
                "boxes": _boxes(gates.get(stage, ())),
                "share": next((int(Decimal(r.detail) * 100) for r in gates.get(stage, ()) if r.need == IN_PLACE), 30),
            }
            for stage in STAGE_ORDER[1:]
        ],
    }


def _form_of(sector: Sector) -> SectorForm:
    share = sector.wanted_share
    return SectorForm(
        prefix=f"sector-{sector.pk}",
        initial={
            "name": sector.name,
            "admission_wan_yuan": sector.admission_wan_yuan,
            "wanted_percent": None if share is None else f"{(share * 100).normalize():f}",
            "order": sector.order,
            "is_active": sector.is_active,
        },
    )


def _boxes(asked: tuple[Requirement, ...]) -> list[tuple[str, str, bool]]:
    """Give every requirement that a gate can have, with whether it has it."""
    needs = {r.need for r in asked}
    approvals = {r.detail for r in asked if r.need is GateNeed.APPROVAL}
    plain = [(n.value, n.label(page_language()), n in needs) for n in GateNeed if n is not GateNeed.APPROVAL]
    kinds = [(f"approval:{k.value}", k.label(page_language()), k.value in approvals) for k in ApprovalKind]
    return plain + kinds

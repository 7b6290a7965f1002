"""A project's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from luoshi.domain.projects import permissions
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.queries import ProjectView, project_view
from luoshi.domain.projects.rules import FIELD_WORDS, STAGE_ORDER, Missing, belongs_in_statistics
from luoshi.domain.projects.terms import (
    ApprovalRoute,
    BuildKind,
    GateNeed,
    InvestorType,
    Level,
    LibraryState,
    ProjectDeed,
)
from luoshi.foundation.clock import local_date
from luoshi.foundation.money import page_unit
from luoshi.foundation.terms import Term
from luoshi.pages.projects.forms.deeds import PAGE_DEEDS
from luoshi.pages.projects.forms.fields import word
from luoshi.pages.projects.history import told
from luoshi.pages.projects.pictures import investment, schedule
from luoshi.pages.projects.views.deeds import DANGEROUS
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.shared.under_supervision import under_supervision

# What the dossier shows in words; sums and dates of the plan stand among the facts.
SHOWN = (
    "scale", "summary", "new_capacity", "sector", "level", "build_kind", "investor_type", "approval_route",
    "owner_name", "owner_credit_code", "national_code", "local_code", "industry_code", "division_code",
    "sponsor_leader", "responsible_person", "contact_person", "contact_phone", "total_difference_reason", "parent",
)  # fmt: skip
TERMS: Mapping[str, type[Term]] = {
    "level": Level,
    "build_kind": BuildKind,
    "investor_type": InvestorType,
    "approval_route": ApprovalRoute,
}
# The deed that carries a record on, most wanted first: it is the page's one primary action.
PRIMARY = (
    ProjectDeed.SUBMIT,
    ProjectDeed.ADMIT,
    ProjectDeed.TO_ROLLING,
    ProjectDeed.TO_COMPILE,
    ProjectDeed.SUBMIT_PLAN,
    ProjectDeed.RESTORE,
    ProjectDeed.UNLOCK,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A deed that is open, with its address."""

    deed: ProjectDeed
    address: str
    is_dangerous: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing before the next stage, and where it is filled in."""

    word: str
    address: str


@require_safe
def project(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a project with everything that hangs on it."""
    today = local_date(request.now)
    try:
        view = project_view(request.standing, pk, today)
    except Project.DoesNotExist:
        raise Http404 from None
    open_deeds = permissions.open_deeds(request.standing, view.project)
    steps = [
        Step(d, reverse("projects:deed", args=[pk, d.value]), d in DANGEROUS)
        for d in PAGE_DEEDS
        if d in open_deeds and (d is not ProjectDeed.VERIFY_ENTRY or view.project.entered_on is not None)
    ]
    primary = next((s for d in PRIMARY for s in steps if s.deed is d and not _is_held(d, view)), None)
    sums = [view.project.total_wan_yuan, view.figures.year_plan, view.figures.since_start.declared]
    context: dict[str, Any] = {
        "view": view,
        "project": view.project,
        "figures": view.figures,
        "today": today,
        "unit": page_unit(sums),
        "stages": [stage.label(page_language()) for stage in STAGE_ORDER],
        "stage_place": STAGE_ORDER.index(view.project.lifecycle_stage)
        if view.project.lifecycle_stage in STAGE_ORDER
        else None,
        "primary": primary,
        "steps": [step for step in steps if step is not primary],
        "is_to_enter": belongs_in_statistics(
            total_wan_yuan=view.project.total_wan_yuan, actual_start=view.project.actual_start, as_of=today
        ),
        "may_edit": ProjectDeed.EDIT in open_deeds,
        "may_update": ProjectDeed.UPDATE in open_deeds,
        "may_record": ProjectDeed.RECORD_MONTH in open_deeds,
        "may_plan": ProjectDeed.SET_YEAR in open_deeds,
        "is_office": permissions.may_review(request.standing, view.project.jurisdiction),
        "may_promote": ProjectDeed.ISSUE in open_deeds and view.project.library_state == LibraryState.ISSUED,
        "may_advance": ProjectDeed.ADVANCE in open_deeds,
        "gaps": [Gap(m.label(page_language()), _place_of(m, pk)) for m in view.missing],
        "lacks": [refusal.message(page_language()) for refusal in view.lacks],
        "dossier": _dossier(view.project),
        "schedule": schedule(view, today),
        "curve": investment(view),
        "next_months": _months_to_fill(view, today),
        "history": told(view.history, page_language()),
        "under": under_supervision(request, view.project),
    }
    return render(request, "projects/project.html", context)


def _is_held(deed: ProjectDeed, view: ProjectView) -> bool:
    """Tell whether the deed would be refused for what the record lacks."""
    return deed is ProjectDeed.SUBMIT and bool(view.lacks)


def _place_of(missing: Missing, pk: int) -> str:
    if missing.place == "dossier":
        return reverse("projects:edit", args=[pk])
    asked = missing.requirement
    kind = asked.detail if asked.need is GateNeed.APPROVAL else "land_review" if asked.need is GateNeed.SITE else ""
    return reverse("projects:new_row", args=[pk, missing.place]) + (f"?kind={kind}" if kind else "")


def _dossier(project: Project) -> list[tuple[str, str]]:
    values: list[tuple[str, str]] = []
    for name in SHOWN:
        value = getattr(project, name)
        if name == "owner_name" and project.owner_unit:
            value = project.owner_unit.name
        said = TERMS[name](value).label(page_language()) if name in TERMS and value else str(value or "")
        if said:
            values.append((word(FIELD_WORDS[name]), said))
    if project.longitude is not None and project.latitude is not None:
        values.append((gettext("Place"), f"{project.longitude.normalize():f}, {project.latitude.normalize():f}"))
    return values


def _months_to_fill(view: ProjectView, today: date) -> list[date]:
    """Give this month and the one before where nothing is recorded yet."""
    this = today.replace(day=1)
    before = date(this.year - (this.month == 1), (this.month - 2) % 12 + 1, 1)
    recorded = {row.month for row in view.months}
    return [month for month in (before, this) if month not in recorded]

"""Packs and ladders: their list, the editor with its check while typing, the trial on the past, adoption."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.organizations.queries import supervised_jurisdictions
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import AdoptedLadder, AdoptedPack
from luoshi.domain.supervision.queries import pack_in_force, shifts_under
from luoshi.domain.supervision.queries.climbing import lights_to_ask_for
from luoshi.domain.supervision.queries.ladder_trials import steps_under
from luoshi.domain.supervision.rules import read_ladder, read_pack, shipped_packs
from luoshi.domain.supervision.terms import (
    AnswerKind,
    ClockUnit,
    Complexity,
    MatterNode,
    Measure,
    Party,
    Preference,
    RuleState,
    StepKind,
    Tone,
    TriggerKind,
    Urgency,
)
from luoshi.foundation.clock import local_date
from luoshi.foundation.plain_values import Fault
from luoshi.foundation.refusals import Refusal
from luoshi.foundation.shares import TimeBasis
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest
from luoshi.pages.supervision.faults import shown_faults
from luoshi.pages.supervision.forms.deeds import TrialForm, choices
from luoshi.pages.supervision.forms.rules import changed, ladder_content, pack_content
from luoshi.pages.supervision.views.loading import chosen_jurisdiction, rules_for_office

MOST_SHIFTS = 200  # things listed in a trial
FIRST_STEPS = 50  # of a tried ladder, before all are asked for
TRIAL_DAYS = (30, 60, 90)  # over which a ladder is tried


@dataclass(frozen=True, slots=True)
class ToneLine:
    """How many things have a tone before and after."""

    tone: Tone
    before: int
    after: int

    @property
    def difference(self) -> int:
        """Say how many more there are after."""
        return self.after - self.before


@require_safe
def packs(request: PersonRequest) -> HttpResponse:
    """List the jurisdiction's packs and ladders, and what the product ships."""
    jurisdiction = chosen_jurisdiction(request)
    context = {
        "jurisdiction": jurisdiction,
        "jurisdictions": supervised_jurisdictions(request.standing),
        "packs": AdoptedPack.objects.filter(jurisdiction=jurisdiction).order_by("-id"),
        "ladders": AdoptedLadder.objects.filter(jurisdiction=jurisdiction).order_by("-id"),
        "shipped": [
            (key, _word(each.pack), _note(each.pack), [_word(source) for source in each.pack.sources])
            for key, each in shipped_packs().items()
        ],
    }
    return render(request, "supervision/packs.html", context)


@require_POST
def new(request: PersonRequest, kind: str) -> HttpResponse:
    """Begin a draft from what the product ships or from the jurisdiction's own former rules."""
    jurisdiction = chosen_jurisdiction(request)
    shipped = request.POST.get("shipped", "")
    model: Any = AdoptedPack if kind == "pack" else AdoptedLadder
    key = request.POST.get("copied", "")
    is_key = key.isascii() and key.isdigit() and len(key) < 16
    copied = model.objects.filter(jurisdiction=jurisdiction, pk=int(key)).first() if is_key else None
    if copied is None and shipped not in shipped_packs():
        messages.error(request, gettext("Choose what the draft begins with."))
        return HttpResponseRedirect(reverse("supervision:packs"))
    draft: Any = actions.draft_pack if kind == "pack" else actions.draft_ladder
    made = draft(
        actor=request.user, now=request.now, jurisdiction=jurisdiction, name="", shipped=shipped, copied=copied
    )
    return HttpResponseRedirect(reverse(f"supervision:{kind}", args=[made.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def pack(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a pack; a draft can be changed. Rows are added and removed without saving."""
    current = rules_for_office(request, AdoptedPack, pk)
    content, command = current.content, ""
    if request.method == "POST" and current.state == RuleState.DRAFT:
        command = request.POST.get("do", "show")
        content = pack_content(request.POST, current.content)
    return _edited(request, current, content, command, "pack")


@require_http_methods(["GET", "HEAD", "POST"])
def ladder(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a ladder; a draft can be changed. Rows are added and removed without saving."""
    current = rules_for_office(request, AdoptedLadder, pk)
    content, command = current.content, ""
    if request.method == "POST" and current.state == RuleState.DRAFT:
        command = request.POST.get("do", "show")
        content = ladder_content(request.POST, current.content)
    return _edited(request, current, content, command, "ladder")


def _edited(request: PersonRequest, current: Any, content: dict[str, Any], command: str, kind: str) -> HttpResponse:
    status, words = 200, ""
    if command == "save":
        edit: Any = actions.edit_pack if kind == "pack" else actions.edit_ladder
        version = request.POST.get("version", "")
        try:
            edit(
                actor=request.user,
                now=request.now,
                name=request.POST.get("name", ""),
                content=content,
                version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0,
                **{kind: current},
            )
        except Refusal as refusal:
            status, words = refusal.status, refusal.message(page_language())
        else:
            messages.success(request, gettext("Draft saved."))
            return HttpResponseRedirect(reverse(f"supervision:{kind}", args=[current.pk]))
    elif command:
        content = changed(content, command)
    faults = _faults(kind, content, current)
    context = _choices(content, current) | {
        "rules": current,
        "content": content,
        "name": request.POST.get("name", current.name),
        "faults": shown_faults(faults, content),
        "words": words,
        "is_draft": current.state == RuleState.DRAFT,
        "is_changed": bool(command),
        "month_ends": TrialForm.month_ends(local_date(request.now)),
        "trial_days": TRIAL_DAYS,
    }
    return render(request, f"supervision/{kind}.html", context, status=status)


@require_POST
def check(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Say what is wrong with the rules as they are typed now; nothing is kept."""
    current: Any = rules_for_office(request, AdoptedPack, pk) if kind == "pack" else None
    current = current or rules_for_office(request, AdoptedLadder, pk)
    read = pack_content if kind == "pack" else ladder_content
    content = read(request.POST, current.content)
    faults = shown_faults(_faults(kind, content, current), content)
    return render(request, "supervision/faults.html", {"faults": faults, "kind": kind})


@require_safe
def trial(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what another pack would have shown on a past day: counts by light, and what differs."""
    current = rules_for_office(request, AdoptedPack, pk)
    today = local_date(request.now)
    ends = TrialForm.month_ends(today)
    day = _day(request.GET.get("day", "")) or ends[0]
    day = min(day, today)
    in_force = pack_in_force(current.jurisdiction)
    new_pack, faults = read_pack(current.content)
    context: dict[str, Any] = {"rules": current, "day": day, "month_ends": ends}
    context["faults"] = shown_faults(faults, current.content)
    if in_force is not None and not faults:
        former, _former_faults = read_pack(in_force.content)
        shifts, before, after = shifts_under(current.jurisdiction, former, new_pack, day)
        context |= {
            "in_force": in_force,
            "lines": [ToneLine(t, before[t], after[t]) for t in reversed(Tone) if before[t] or after[t]],
            "shifts": shifts[:MOST_SHIFTS],
            "count": len(shifts),
            "total": sum(before.values()),
        }
    return render(request, "supervision/trial.html", context)


@require_safe
def ladder_trial(request: PersonRequest, pk: int) -> HttpResponse:
    """Show which steps a ladder would have taken over past days, beside those that did go out."""
    current = rules_for_office(request, AdoptedLadder, pk)
    wanted = request.GET.get("days", "")
    days = next((each for each in TRIAL_DAYS if str(each) == wanted), TRIAL_DAYS[0])
    last = local_date(request.now) - timedelta(days=1)
    read, faults = read_ladder(current.content)
    context: dict[str, Any] = {"rules": current, "days": days, "trial_days": TRIAL_DAYS, "last": last}
    context["faults"] = shown_faults(faults, current.content)
    if not faults:
        found = steps_under(current.jurisdiction, read, last - timedelta(days=days - 1), last)
        counts = Counter(step.step.kind for step in found.steps)
        context |= {
            "trial": found,
            "first": last - timedelta(days=days - 1),
            "lines": [(k, found.in_truth[k], counts[k]) for k in StepKind if found.in_truth[k] or counts[k]],
            "steps": found.steps if request.GET.get("all") else found.steps[:FIRST_STEPS],
            "things": len({(type(step.thing), step.thing.pk) for step in found.steps}),
        }
    return render(request, "supervision/ladder_trial.html", context)


@require_POST
def adopt(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Put a draft in force."""
    current: Any = rules_for_office(request, AdoptedPack if kind == "pack" else AdoptedLadder, pk)  # type: ignore[type-var]
    try:
        if kind == "pack":
            actions.adopt_pack(actor=request.user, now=request.now, pack=current)
        else:
            actions.adopt_ladder(actor=request.user, now=request.now, ladder=current)
    except Refusal as refusal:
        messages.error(request, refusal.message(page_language()))
        return HttpResponseRedirect(reverse(f"supervision:{kind}", args=[pk]))
    messages.success(request, gettext("“%s” is in force.") % current.name)
    return HttpResponseRedirect(reverse("supervision:packs"))


def _faults(kind: str, content: dict[str, Any], current: Any) -> list[Fault]:
    if kind == "pack":
        return read_pack(content)[1]
    lights = lights_to_ask_for(current.jurisdiction)
    return read_ladder(content, lights=None if lights is None else frozenset(light.key for light in lights))[1]


def _choices(content: dict[str, Any], current: Any) -> dict[str, Any]:
    named = "zh" if page_language().startswith("zh") else "en"
    lights = [(row.get("key", ""), row.get(named, "") or row.get("key", "")) for row in content.get("lights", [])]
    return {
        "light_keys": lights,
        "measures": choices(Measure),
        "bases": choices(TimeBasis),
        "tones": choices(Tone),
        "preferences": choices(Preference),
        "kinds": choices(StepKind),
        "parties": choices(Party),
        "answer_kinds": choices(AnswerKind),
        "trigger_kinds": choices(TriggerKind),
        "clock_units": choices(ClockUnit),
        "nodes": choices(MatterNode),
        "complexities": choices(Complexity),
        "urgencies": choices((Urgency.MAJOR, Urgency.URGENT)),
        "ladder_lights": _ladder_lights(content, current) if isinstance(current, AdoptedLadder) else [],
    }


def _ladder_lights(content: dict[str, Any], current: AdoptedLadder) -> list[tuple[str, str]]:
    """Give the lights that a ladder may ask for, and those that it asks for though nothing gives them."""
    given = lights_to_ask_for(current.jurisdiction)
    known = dict(choices(Tone) if given is None else [(light.key, light.label(page_language())) for light in given])
    triggers = [each for step in content.get("steps", []) for each in step.get("triggers", [])]
    asked = [str(light) for each in triggers for light in each.get("lights", []) if light not in known]
    return [*known.items(), *((light, f"{light} ?") for light in dict.fromkeys(asked))]


def _word(named: Any) -> str:
    return str(named.chinese if page_language().startswith("zh") else named.english)


def _note(named: Any) -> str:
    return str(named.note_zh if page_language().startswith("zh") else named.note_en)


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None

"""The interface for a unit's own programs: its keys, its documentation, and the calls themselves (RP16)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_from_request, gettext, override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.terms import Role
from luoshi.domain.reporting import actions, errors, rules
from luoshi.domain.reporting.actions import LineEntry
from luoshi.domain.reporting.errors import LineProblem
from luoshi.domain.reporting.models import Line, Return, UnitToken
from luoshi.domain.reporting.queries import open_periods, unit_of_token
from luoshi.domain.reporting.queries.returns import lines_known, name_of, return_of_unit
from luoshi.domain.reporting.rules import EDITABLE
from luoshi.domain.reporting.terms import Figure, ReturnState
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.reporting.entries import read_entry
from luoshi.pages.reporting.forms.office import TokenForm
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest, show_refusal

MOST_BYTES = 1024 * 1024
MOST_LINES = 1000


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: PersonRequest) -> HttpResponse:
    """Show and make the keys of one's units' programs, with how they are used."""
    if not request.standing.has(Role.LEADER):
        raise NotAllowed
    units = Unit.objects.filter(within(request.standing.scopes(Role.LEADER)), is_active=True).order_by("path")
    form = TokenForm(request.POST if request.method == "POST" else None, units=units)
    secret, status = "", 200
    if request.method == "POST" and form.is_valid():
        try:
            _, secret = actions.make_token(
                actor=request.user, now=request.now, unit=form.cleaned_data["unit"], name=form.cleaned_data["name"]
            )
            form = TokenForm(units=units)
        except Refusal as refusal:
            show_refusal(form, refusal)
            status = refusal.status
    status = 422 if form.errors and status == 200 else status
    context = {
        "form": form,
        "secret": secret,
        "tokens": list(UnitToken.objects.filter(unit__in=units).select_related("unit", "created_by").order_by("-pk")),
    }
    return render(request, "reporting/tokens.html", context, status=status)


@require_safe
def guide(request: PersonRequest) -> HttpResponse:
    """Say how a program hands in lines."""
    context = {
        "address": request.build_absolute_uri(reverse("reporting:api_returns")),
        "lines_address": request.build_absolute_uri(reverse("reporting:api_lines")),
        "returned": [
            ("known", gettext("what is known: last figures and words, deadline, the year's sums and plan")),
            ("declared", gettext("the figures that the unit has saved, by their names below")),
            ("verified", gettext("the figures that the office has verified, by the same names")),
            ("is_open", gettext("whether the unit still writes on the return")),
            ("version", gettext("counts how often the line was saved; send it back with the line")),
            ("own_fields", gettext("additional fields, by key")),
        ],
        "sent": [
            ("line", gettext("number of the line; must be given")),
            ("version", gettext("version that the program has read; may be left out")),
            ("percent, value", gettext("of tasks: whole number from 0 to 100; value of the numeric target")),
            (
                "wan_yuan, funds_wan_yuan, paid_wan_yuan",
                gettext("of projects: done, received and paid in the period in 10,000 yuan; text keeps them exact"),
            ),
            ("year_wan_yuan", gettext("of projects: done since January; added up where it is left out")),
            ("note", gettext("what was done in the period")),
            ("reason", gettext("why the year's sum lies below last period's")),
            ("own_…", gettext("answers to the additional fields")),
            ("unchanged", gettext("true: nothing changed; the other names are not read")),
        ],
        "statuses": [
            ("200", gettext("all lines are kept")),
            ("400", gettext("the call is not of this form, or larger than 1 MB or 1,000 lines")),
            ("401", gettext("the key is unknown or revoked")),
            ("404", gettext("the return is not of this unit")),
            ("409", gettext("the period is not open or locked, or the return is handed in")),
            ("422", gettext("some lines are wrong; the others are kept")),
        ],
    }
    return render(request, "reporting/api.html", context)


@require_POST
def revoke(request: PersonRequest, pk: int) -> HttpResponse:
    """Revoke a key."""
    units = Unit.objects.filter(within(request.standing.scopes(Role.LEADER)))
    found = UnitToken.objects.filter(pk=pk, unit__in=units).select_related("unit").first()
    if found is None:
        raise NotAllowed
    actions.revoke_token(actor=request.user, now=request.now, token=found)
    return HttpResponseRedirect(reverse("reporting:tokens"))


def _with_key(view: Callable[[HttpRequest, UnitToken], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Ask for a key and say every refusal as JSON, in the language that the call asks for."""

    def answer(request: HttpRequest) -> HttpResponse:
        with override(get_language_from_request(request)):
            try:
                scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
                token = unit_of_token(secret.strip()) if scheme.lower() == "bearer" else None
                if token is None:
                    raise errors.TokenUnknown
                return view(request, token)
            except Refusal as refusal:
                return JsonResponse({"error": _said(refusal)}, status=refusal.status)

    return answer


@_with_key
def _returns(request: HttpRequest, token: UnitToken) -> HttpResponse:
    """Give the unit's open returns with their lines, everything known filled in."""
    now = request.now  # type: ignore[attr-defined]
    found = []
    for period in open_periods(now):
        sheet = actions.open_return(now=now, period=period, unit_id=token.unit_id)
        if sheet is not None:
            sheet = Return.objects.select_related("unit", "period__scheme__jurisdiction").get(pk=sheet.pk)
            actions.refresh_return(now=now, sheet=sheet)
            found.append(_plain_return(sheet))
    return JsonResponse({"unit": token.unit.name, "returns": found})


api_returns = csrf_exempt(login_not_required(require_http_methods(["GET"])(_returns)))


@_with_key
def _lines(request: HttpRequest, token: UnitToken) -> HttpResponse:
    """Take lines of one return; right ones are kept, wrong ones named."""
    call = _call(request)
    sheet = return_of_unit.first(call["return"], token.unit_id)
    if sheet is None:
        raise errors.ReturnUnknown
    own = rules.own_fields(sheet.period.scheme.own_fields)
    lines = {line.pk: line for line in lines_known(sheet.pk)}
    entries: list[LineEntry] = []
    problems: list[LineProblem] = []
    for place, values in enumerate(call["lines"]):
        key = values.get("line")
        line = lines.get(key) if isinstance(key, int) and not isinstance(key, bool) else None
        if line is None:
            problems.append(LineProblem(None, errors.RowUnknown(), str(place)))
            continue
        unreadable: list[Any] = []
        if values.get("unchanged") is True:
            draft = rules.figures_of_unchanged(is_project=line.project_id is not None, known=line.known)
        else:
            draft, unreadable = read_entry(values, line, own)
        if unreadable:
            problems += [LineProblem(line.pk, one, str(place)) for one in unreadable]
        else:
            version = values.get("version")
            entries.append(LineEntry(line.pk, draft, version if isinstance(version, int) else None, str(place)))
    now = request.now  # type: ignore[attr-defined]
    saved = actions.save_lines(actor=token.created_by, now=now, sheet=sheet, entries=entries)
    wrong = [*problems, *saved.problems]
    answer = {
        "kept": [{"line": line.pk, "version": line.version} for line in saved.lines],
        "problems": [
            {"place": int(one.place), "line": one.line_id, "field": one.refusal.field, "message": _said(one.refusal)}
            for one in wrong
        ],
    }
    return JsonResponse(answer, status=422 if wrong else 200)


api_lines = csrf_exempt(login_not_required(require_http_methods(["POST"])(_lines)))


def _call(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > MOST_BYTES:
        raise errors.CallUnreadable(what="> 1 MB")
    try:
        call = json.loads(request.body)
    except ValueError:
        raise errors.CallUnreadable(what="JSON") from None
    if not isinstance(call, dict) or not isinstance(call.get("return"), int) or isinstance(call["return"], bool):
        raise errors.CallUnreadable(what="return")
    lines = call.get("lines")
    if not isinstance(lines, list) or len(lines) > MOST_LINES or not all(isinstance(one, dict) for one in lines):
        raise errors.CallUnreadable(what="lines")
    return call


def _said(refusal: Refusal) -> str:
    return refusal.message(page_language())


def _figures(line: Line, kind: str) -> dict[str, int | str]:
    """Give what stands of a line's figures; sums and values as text, which keeps them exact."""
    found = {figure.value: getattr(line, f"{kind}_{figure.value}") for figure in Figure}
    return {
        name: value if isinstance(value, int) else f"{value.normalize():f}"
        for name, value in found.items()
        if value is not None
    }


def _plain_return(sheet: Return) -> dict[str, Any]:
    state = ReturnState(sheet.state)
    lines = Line.objects.filter(sheet=sheet).select_related("task", "project").order_by("pk")
    return {
        "return": sheet.pk,
        "period": {"zh": sheet.period.label_chinese, "en": sheet.period.label_english},
        "due_at": sheet.period.due_at.isoformat(),
        "locks_at": sheet.period.locks_at.isoformat(),
        "state": state.value,
        "is_open": state in EDITABLE,
        "own_fields": {one["key"]: one["name"] for one in sheet.period.scheme.own_fields},
        "lines": [
            {
                "line": line.pk,
                "version": line.version,
                "kind": "project" if line.project_id else "task",
                "name": name_of(line),
                "known": line.known,
                "is_filled": line.is_touched,
                "declared": _figures(line, "declared"),
                "verified": _figures(line, "verified"),
                "note": line.note,
                "state": line.state,
                "return_reason": line.return_reason,
            }
            for line in lines
        ],
    }

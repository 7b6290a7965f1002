"""Where sheets are brought in and lists are had."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_safe

from luoshi.domain.exchange.errors import FileTooLarge
from luoshi.domain.exchange.queries import runs_visible_to
from luoshi.domain.exchange.rules import MAX_BYTES
from luoshi.domain.exchange.terms import ImportKind
from luoshi.domain.organizations.terms import Role
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.pages.exchange.exports.lists import ELSEWHERE, LISTS
from luoshi.pages.exchange.forms import BringForm
from luoshi.pages.exchange.views.loading import acting, jurisdictions_for, kind_or_404, may_any
from luoshi.pages.shared.requests import PersonRequest, sent, show_refusal
from luoshi.workflows.import_sheet import matching

PAGE_SIZE = 20
SIGNS = {
    ImportKind.PROJECTS: "layers",
    ImportKind.TASKS: "list-checks",
    ImportKind.UNITS: "network",
    ImportKind.INDICATORS: "target",
}


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Show what can be brought in, the imports so far, and the lists to have."""
    standing = request.standing
    if not standing.posts:
        raise NotAllowed
    kinds = may_any(standing)
    runs = Paginator(runs_visible_to(standing).defer("outline", "faults", "matching"), PAGE_SIZE)
    context = {
        "kinds": [(kind, SIGNS[kind]) for kind in kinds],
        "page": runs.get_page(request.GET.get("page")) if kinds else None,
        "lists": _lists(request),
        "gives_open_package": standing.has(Role.OFFICER),
    }
    return render(request, "exchange/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: PersonRequest, kind: str) -> HttpResponse:
    """Take a sheet in and go on to its columns."""
    wanted = kind_or_404(kind)
    jurisdictions = jurisdictions_for(request.standing, wanted)
    form = BringForm(*sent(request), jurisdictions=jurisdictions)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        name = file.name or ""
        try:
            if file.size > MAX_BYTES:  # refused before it is read into memory
                raise FileTooLarge(name=name, size_mb=f"{file.size / 2**20:.1f}", limit_mb=MAX_BYTES // 2**20)
            run = matching.bring_in(
                **acting(request),
                jurisdiction=form.cleaned_data["jurisdiction"],
                kind=wanted,
                name=name,
                content=file.read(),
                submission_key=form.cleaned_data["submission_key"],
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("exchange:run", pk=run.pk)
    context = {"form": form, "kind": wanted, "jurisdictions": jurisdictions}
    return render(request, "exchange/bring.html", context, status=422 if form.errors else 200)


def _lists(request: PersonRequest) -> list[tuple[str, object]]:
    """Give address and title of every list that the person may have."""
    found: list[tuple[str, object]] = []
    for name, title in ELSEWHERE:
        try:
            found.append((reverse(name), title))
        except NoReverseMatch:
            continue
    found += [
        (reverse("exchange:list", args=[name]), given.title)
        for name, given in LISTS.items()
        if not given.roles or request.standing.has(*given.roles)
    ]
    return found

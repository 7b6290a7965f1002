"""Pages that belong to no area: errors, the language switch, kept text, and the living page of parts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from luoshi.domain.accounts.actions import choose_language
from luoshi.domain.accounts.terms import Language
from luoshi.pages.shared.kept_forms import forget_kept_form, keep_form, keep_typing, page_of_form
from luoshi.pages.shared.middleware import LANGUAGES, wants_json
from luoshi.pages.shared.style_charts import sample_charts


def _next(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else "/"


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language; remember it with the account, and for the time before login in a cookie."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(_next(request))
    if chosen not in LANGUAGES:
        return response
    if request.user.is_authenticated:
        choose_language(actor=request.user, now=request.now, language=Language(chosen))  # type: ignore[attr-defined]
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 86400,
        httponly=True,
        samesite="Lax",
        secure=settings.IS_HTTPS,
    )
    return response


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is being typed into a long form, until it is sent."""
    return HttpResponse(status=204 if keep_typing(request) else 409)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Discard the kept text of an unfinished form."""
    forget_kept_form(request)
    return HttpResponseRedirect(_next(request))


def style(request: HttpRequest) -> HttpResponse:
    """Show every part of the look, for those who build pages."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "shared/style.html", sample_charts())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    return _error(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    return _error(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404."""
    return _error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database, which may be what failed."""
    return render(_bare(request), "shared/error.html", {"status": 500}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose proof of origin is stale: back to its page with the text, where it was ours."""
    if keep_form(request):
        address = page_of_form(request)
        if wants_json(request):
            return HttpResponse(status=409)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": address})
        messages.warning(request, gettext("This page was out of date. Please send the form again."))
        return HttpResponseRedirect(address)
    return _error(request, 403, "csrf")


def _error(request: HttpRequest, status: int, kind: str = "") -> HttpResponse:
    return render(request, "shared/error.html", {"status": status, "kind": kind}, status=status)


def _bare(request: HttpRequest) -> Any:
    """A request that asks the database for nothing."""
    bare = HttpRequest()
    bare.META = request.META
    bare.path = request.path
    bare.method = request.method
    bare.user = _Nobody()  # type: ignore[assignment]
    return bare


class _Nobody:
    """Whoever sees the error page of a broken server."""

    is_authenticated = False
    public_name = ""

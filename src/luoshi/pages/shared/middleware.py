"""What each request carries, and what becomes of a refusal: language, moment, standing, login, kept text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.organizations.rules import NOBODY
from luoshi.foundation.clock import current_time
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.kept_forms import SESSION_KEY, forget_kept_form, keep_form, page_of_form

type_of_get_response = Callable[[HttpRequest], HttpResponse]
LANGUAGES = {code for code, _ in settings.LANGUAGES}
PASSWORD_PAGES = {"account_change_password", "account_logout", "account_reauthenticate", "shared:language"}


class LanguageMiddleware:
    """Speak the account's language, else the cookie's, else Chinese; what the browser prefers does not decide."""

    def __init__(self, get_response: type_of_get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.user.language if request.user.is_authenticated else ""
        chosen = chosen or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class RequestFactsMiddleware:
    """Give ``request.now`` and, read when first asked for, ``request.standing``; insist on a password of one's own."""

    def __init__(self, get_response: type_of_get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = current_time()  # type: ignore[attr-defined]
        request.standing = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: standing_of(request.user) if request.user.is_authenticated else NOBODY
        )
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        match = request.resolver_match
        if match is not None and match.view_name in PASSWORD_PAGES:
            return None
        return _send_to(request, reverse("account_change_password"))


class LoginMiddleware(LoginRequiredMiddleware):
    """Send to the login whoever is not logged in, and keep what they had typed."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponse | None:
        if request.user.is_authenticated:
            kept = request.session.get(SESSION_KEY) if request.method == "POST" else None
            if kept and kept["action"] == request.path:
                forget_kept_form(request)
            return None
        answer: Any = super().process_view(request, view_func, view_args, view_kwargs)
        return answer  # type: ignore[no-any-return]

    def handle_no_permission(  # type: ignore[override]  # not always a redirect: htmx and scripts are told otherwise
        self, request: HttpRequest, view_func: Any
    ) -> HttpResponse:
        back = request.get_full_path()
        if request.method != "GET" or request.headers.get("HX-Request"):
            back = page_of_form(request)
        if request.method == "POST":
            keep_form(request)
        return _send_to(request, f"{reverse('account_login')}?{urlencode({'next': back})}")


class RefusalMiddleware:
    """Turn a refusal that a page did not answer itself into a clear page, or into a notice for htmx."""

    def __init__(self, get_response: type_of_get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        return refusal_response(request, exception)


def refusal_response(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a request with the words of a refusal: page, notice (htmx) or JSON, with the refusal's status."""
    words = refusal.message(translation.get_language() or settings.LANGUAGE_CODE)
    if wants_json(request):
        return JsonResponse({"refusal": type(refusal).__name__, "message": words}, status=refusal.status)
    if request.headers.get("HX-Request"):
        response = render(request, "shared/refusal_notice.html", {"words": words}, status=refusal.status)
        response["HX-Retarget"] = "#page-messages"
        response["HX-Reswap"] = "innerHTML show:window:top"
        return response
    context = {"words": words, "back": page_of_form(request)}
    return render(request, "shared/refusal.html", context, status=refusal.status)


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a script asked, rather than a person."""
    return request.headers.get("Accept", "").startswith("application/json")


def _send_to(request: HttpRequest, address: str) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"login": address}, status=401)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)

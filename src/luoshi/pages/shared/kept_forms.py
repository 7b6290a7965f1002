"""What was typed into a form is not lost when the session ended meanwhile.

Every form carries, signed, the account it was made for. A form posted without a session (or whose proof of origin has
gone stale through a new login) is kept in the session under way; after login its text goes back into the form that it
came from, for the same account only. Files cannot be kept, and the notice says so. Passwords are never kept. Long
forms are kept in the same place while they are typed, until they are sent.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

FORM_ACCOUNT_FIELD = "form_account"
FORM_ACCOUNT_HEADER = "X-Form-Account"
SESSION_KEY = "kept_form"
SALT = "luoshi.form_account"
LONGEST_KEPT_CHARACTERS = 2_000_000  # a long pasted speech has 60,000
_NEVER_KEPT = re.compile(r"password|^csrfmiddlewaretoken$|^form_account$|^code$")


@dataclass(frozen=True)
class KeptForm:
    """A form's text: where it stood (``page``), where it was sent (``action``), and whose it is."""

    account_id: int
    page: str
    action: str
    fields: list[tuple[str, str]]
    had_files: bool
    is_too_long: bool
    is_unsent: bool = False  # typed and not sent yet, while the login stood


def form_account_token(request: HttpRequest) -> str:
    """Sign the account a form is made for; empty before login, and where a request was refused before it had one."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    made: str | None = getattr(request, "_form_account_token", None)
    if made is None:
        made = signing.Signer(salt=SALT).sign(str(user.pk))
        request._form_account_token = made  # type: ignore[attr-defined]
    return made


def _account_of_form(request: HttpRequest) -> int | None:
    token = request.headers.get(FORM_ACCOUNT_HEADER) or request.POST.get(FORM_ACCOUNT_FIELD, "")
    try:
        return int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def page_of_form(request: HttpRequest) -> str:
    """Give the address of the page on which the form stood, on this host; its own target where nothing tells."""
    address = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return request.path
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def keep_form(request: HttpRequest) -> bool:
    """Keep the posted text in the session; tell whether it was kept. Only a form that this server signed is."""
    account_id = _account_of_form(request)
    if account_id is None:
        return False
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if not _NEVER_KEPT.search(name)
        for value in values
        if value
    ]
    is_too_long = sum(len(value) for _, value in fields) > LONGEST_KEPT_CHARACTERS
    kept = KeptForm(
        account_id=account_id,
        page=page_of_form(request),
        action=request.path,
        fields=[] if is_too_long else fields,
        had_files=any(request.FILES.values()),
        is_too_long=is_too_long,
    )
    request.session[SESSION_KEY] = asdict(kept)
    return True


def keep_typing(request: HttpRequest) -> bool:
    """Keep what stands in a long form that is being typed; tell whether it was. A text rescued at login goes first."""
    rescued = request.session.get(SESSION_KEY)
    page = urlsplit(page_of_form(request)).path
    if rescued and not rescued.get("is_unsent") and rescued["page"] != page:
        return False
    if _account_of_form(request) != request.user.pk or not keep_form(request):
        return False
    request.session[SESSION_KEY] |= {"page": page, "action": page, "is_unsent": True}
    request.session.modified = True
    return True


def kept_form_for(request: HttpRequest) -> KeptForm | None:
    """Give what was kept for this account and this page; drop at once what was another person's."""
    session = getattr(request, "session", None)
    stored: dict[str, Any] | None = session.get(SESSION_KEY) if session is not None else None
    if not stored or not request.user.is_authenticated:
        return None
    if stored["account_id"] != request.user.pk:
        forget_kept_form(request)
        return None
    return KeptForm(**stored) if urlsplit(stored["page"]).path == request.path else None


def forget_kept_form(request: HttpRequest) -> None:
    """Drop what was kept."""
    request.session.pop(SESSION_KEY, None)

"""What a request of a logged-in person carries, for types; and how pages meet a refusal of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.foundation.refusals import Invalid, Refusal
from luoshi.pages.shared.language import page_language


class PersonRequest(HttpRequest):
    """A request after the middleware: somebody is logged in."""

    user: Account
    standing: Standing
    now: datetime


LONGEST_NUMBER = 15  # digits; what is longer is no key of a row, and databases refuse to look for it


def number_in(text: str | None) -> int | None:
    """Read a key or a number that a request names; None for what is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def keys_of(values: Iterable[str]) -> list[int]:
    """Read keys from a form or an address; what is no key is left out."""
    return [key for value in values if (key := number_in(value)) is not None]


def chosen_unit(request: PersonRequest, units: Sequence[Unit], name: str = "jurisdiction") -> Unit:
    """Give the one of some units that the form or the address names, else the first."""
    wanted = request.POST.get(name) or request.GET.get(name) or ""
    return next((unit for unit in units if str(unit.pk) == wanted), units[0])


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """Give what a form takes: the words and files that were sent, even none, or nothing where the form is asked for."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def show_refusal(form: forms.Form, refusal: Refusal, names: Mapping[str, str] | None = None) -> None:
    """Put the words of a refusal at the fields it speaks of, or on top; ``names`` maps fields to those of the form."""
    for problem in refusal.problems if isinstance(refusal, Invalid) else (refusal,):
        field = (names or {}).get(problem.field or "", problem.field)
        form.add_error(field if field in form.fields else None, problem.message(page_language()))


def show_invalid(form: forms.Form, error: ValidationError) -> None:
    """Put the words of a model's validation at the fields it speaks of."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        for one in errors:
            form.add_error(name if name in form.fields else None, one)

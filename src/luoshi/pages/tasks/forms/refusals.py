"""Put the words of a refusal at the field that they speak of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language

from luoshi.foundation.refusals import Invalid, Refusal


def show_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Add the refusal's words to its field, or to the top where the form has no such field."""
    for problem in refusal.problems if isinstance(refusal, Invalid) else (refusal,):
        field: Any = problem.field if problem.field in form.fields else None
        form.add_error(field, problem.message(get_language() or "zh-hans"))

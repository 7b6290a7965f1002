"""What every form says when a field is empty or wrong: short, concrete, in the house's words instead of Django's.

A form that knows better says so with ``error_messages`` of its own. The summary on top names the field.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

UNKNOWN_CHOICE = _("Choose one of those in the list.")
WORDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Fill this in.")},
    forms.BooleanField: {"required": _("Tick this box.")},
    forms.ChoiceField: {"required": _("Choose one."), "invalid_choice": UNKNOWN_CHOICE},
    forms.MultipleChoiceField: {"required": _("Choose at least one."), "invalid_choice": UNKNOWN_CHOICE},
    forms.ModelChoiceField: {"required": _("Choose one."), "invalid_choice": UNKNOWN_CHOICE},
    forms.ModelMultipleChoiceField: {"required": _("Choose at least one."), "invalid_choice": UNKNOWN_CHOICE},
    forms.FileField: {
        "required": _("Choose a file."),
        "missing": _("Choose a file."),
        "empty": _("The file is empty."),
    },
    forms.IntegerField: {"invalid": _("Enter a whole number.")},
    forms.FloatField: {"invalid": _("Enter a number like 120 or 3.5.")},
    forms.DecimalField: {"invalid": _("Enter a number like 120 or 3.5.")},
    forms.DateField: {"invalid": _("Enter a date like 2026-12-31.")},
    forms.TimeField: {"invalid": _("Enter a time like 17:30.")},
    forms.DateTimeField: {"invalid": _("Enter a day and a time like 2026-12-31 17:30.")},
    forms.SplitDateTimeField: {
        "invalid_date": _("Enter a date like 2026-12-31."),
        "invalid_time": _("Enter a time like 17:30."),
    },
    forms.URLField: {"invalid": _("Enter a whole address that begins with https.")},
}
LIMITS: dict[type[validators.BaseValidator], Any] = {
    validators.MaxValueValidator: _("Enter %(limit_value)s or less."),
    validators.MinValueValidator: _("Enter %(limit_value)s or more."),
    validators.MaxLengthValidator: ngettext_lazy(
        "Shorten this to %(limit_value)d character; it has %(show_value)d.",
        "Shorten this to %(limit_value)d characters; it has %(show_value)d.",
        "limit_value",
    ),
    validators.MinLengthValidator: ngettext_lazy(
        "Write at least %(limit_value)d character; there is %(show_value)d.",
        "Write at least %(limit_value)d characters; there are %(show_value)d.",
        "limit_value",
    ),
}
DIGITS: dict[str, Any] = {
    "invalid": _("Enter a number like 120 or 3.5."),
    "max_digits": ngettext_lazy("Use %(max)s digit at most.", "Use %(max)s digits at most.", "max"),
    "max_decimal_places": ngettext_lazy(
        "Use %(max)s decimal place at most.", "Use %(max)s decimal places at most.", "max"
    ),
    "max_whole_digits": ngettext_lazy(
        "Use %(max)s digit at most before the decimal point.",
        "Use %(max)s digits at most before the decimal point.",
        "max",
    ),
}


def speak_plainly() -> None:
    """Give Django's fields and validators the house's words; once, before any form is made."""
    for field, words in WORDS.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **words}
    for validator, said in LIMITS.items():
        validator.message = said
    validators.DecimalValidator.messages = DIGITS
    validators.validate_email.message = _("Enter an e-mail address like name@example.gov.cn.")

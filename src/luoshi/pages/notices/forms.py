"""Forms of notices. They clean what is typed; what is allowed is the actions' business."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoshi.domain.notices.models import Preference
from luoshi.domain.notices.queries import timing_of
from luoshi.domain.notices.rules import Digest, QuietHours
from luoshi.domain.notices.terms import GROUPS, DigestRhythm, KindGroup, MailTiming, NoticeKind, Weekday
from luoshi.foundation.terms import Term
from luoshi.pages.shared.language import page_language

KindRow = tuple[NoticeKind, BoundField, BoundField]


def words_of(words: type[Term]) -> list[tuple[str, str]]:
    """Give the values and words of a closed list in the language of the page."""
    language = page_language()
    return [(word.value, word.label(language)) for word in words]


class ChoiceForm(forms.Form):
    """How a person wants to be told: a line for every kind, the digest, quiet hours, the e-mail address."""

    email = forms.EmailField(
        label=_("E-mail address"), required=False, max_length=254, help_text=_("Leave empty to receive no e-mail.")
    )
    digest_rhythm = forms.ChoiceField(label=_("Digest"))
    digest_weekday = forms.ChoiceField(label=_("Day of the week"))
    digest_hour = forms.TypedChoiceField(
        label=_("Time of day"), coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)]
    )
    has_quiet_hours = forms.BooleanField(label=_("Send no e-mail in quiet hours"), required=False)
    quiet_from = forms.TimeField(label=_("Quiet from"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(
        label=_("Quiet until"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(
        self, *args: Any, preference: Preference, email: str, is_administrator: bool = False, **kwargs: Any
    ) -> None:
        """Show what the person has chosen, or the usual; kinds for administrators only where the person is one."""
        kwargs["initial"] = {
            "email": email,
            "digest_rhythm": preference.digest_rhythm,
            "digest_weekday": str(preference.digest_weekday),
            "digest_hour": preference.digest_hour,
            "has_quiet_hours": preference.has_quiet_hours,
            "quiet_from": preference.quiet_from,
            "quiet_until": preference.quiet_until,
        }
        super().__init__(*args, **kwargs)
        _offer(self.fields["digest_rhythm"], words_of(DigestRhythm))
        _offer(self.fields["digest_weekday"], words_of(Weekday))
        language = page_language()
        self._groups = {g: kinds for g, kinds in GROUPS.items() if is_administrator or g != KindGroup.SYSTEM}
        self._kinds = [kind for kinds in self._groups.values() for kind in kinds]
        for kind in self._kinds:
            word = kind.label(language)
            self.fields[f"bell_{kind}"] = forms.BooleanField(
                label=_("%(kind)s: count at the bell") % {"kind": word},
                required=False,
                initial=kind.value not in preference.silent_kinds,
            )
            self.fields[f"mail_{kind}"] = forms.ChoiceField(
                label=_("%(kind)s: by e-mail") % {"kind": word},
                choices=words_of(MailTiming),
                initial=timing_of(preference, kind).value,
            )

    def groups(self) -> Iterator[tuple[KindGroup, list[KindRow]]]:
        """Give the lines of the kinds by group."""
        for group, kinds in self._groups.items():
            yield group, [(kind, self[f"bell_{kind}"], self[f"mail_{kind}"]) for kind in kinds]

    def chosen(self) -> dict[str, Any]:
        """Give the arguments of ``choose_delivery``."""
        cleaned = self.cleaned_data
        quiet: tuple[time, time] = (cleaned["quiet_from"], cleaned["quiet_until"])
        return {
            "silent_kinds": [kind for kind in self._kinds if not cleaned[f"bell_{kind}"]],
            "mail_timings": {kind: MailTiming(cleaned[f"mail_{kind}"]) for kind in self._kinds},
            "digest": Digest(
                DigestRhythm(cleaned["digest_rhythm"]), cleaned["digest_hour"], int(cleaned["digest_weekday"])
            ),
            "quiet": QuietHours(*quiet) if cleaned["has_quiet_hours"] else None,
        }


class WebhookForm(forms.Form):
    """A new webhook."""

    name = forms.CharField(
        label=pgettext_lazy("webhook", "Name"), max_length=60, help_text=_("For example the chat room it posts to.")
    )
    address = forms.CharField(
        label=_("Address"), max_length=500, help_text=_("http or https; addresses of your own network are allowed.")
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("If none is chosen, all kinds are posted."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer all kinds in the language of the page."""
        super().__init__(*args, **kwargs)
        own = {kind.value for kind in GROUPS[KindGroup.SYSTEM]}  # told to administrators, never posted
        _offer(self.fields["kinds"], [choice for choice in words_of(NoticeKind) if choice[0] not in own])

    def clean_kinds(self) -> list[NoticeKind]:
        """Give the chosen kinds."""
        return [NoticeKind(value) for value in self.cleaned_data["kinds"]]


def _offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices

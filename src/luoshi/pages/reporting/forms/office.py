"""Forms of the office, exceptions and working days; and those of keys and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.domain.organizations.models import Unit
from luoshi.domain.reporting.models import Return, Scheme
from luoshi.domain.reporting.queries import schedule_of
from luoshi.foundation.periods import DayCount, DayOfMonth, DaysFrom, Rhythm, Schedule, schedule_as_plain

OWN_FIELDS_LIMIT = 5


def _terms(terms: type[Any], language: str) -> list[tuple[str, str]]:
    return [(one.value, one.label(language)) for one in terms]


class SchemeForm(forms.Form):
    """A scheme with the schedule in the words of the office; own fields one a line."""

    name = forms.CharField(label=pgettext_lazy("scheme", "Name"), max_length=80)
    rhythm = forms.ChoiceField(label=_("Rhythm"))
    covers_tasks = forms.BooleanField(label=_("Tasks"), required=False)
    covers_projects = forms.BooleanField(label=_("Projects"), required=False)
    opens_days = forms.IntegerField(
        label=_("Opens so many days before the period ends"), min_value=-60, max_value=60, initial=5
    )
    due_days = forms.IntegerField(label=_("Due on the n-th day after the period"), min_value=1, max_value=60, initial=5)
    due_counts = forms.ChoiceField(label=_("Counted in"))
    grace_days = forms.IntegerField(label=_("Working days of grace"), min_value=0, max_value=30, initial=0)
    lock_days = forms.IntegerField(label=_("Locked so many days after that"), min_value=1, max_value=365, initial=30)
    own_dates = forms.CharField(
        label=_("Own dates"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One period a line: first day, last day, name. For own dates only."),
    )
    own_fields = forms.CharField(
        label=_("Fields of your own"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, at most five. Each is asked on every line of every unit."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, scheme: Scheme | None = None, **kwargs: Any) -> None:
        if scheme is not None:
            kwargs["initial"] = _initial(scheme)
        super().__init__(*args, **kwargs)
        self.fields["rhythm"].choices = _terms(Rhythm, language)  # type: ignore[attr-defined]
        self.fields["due_counts"].choices = _terms(DayCount, language)  # type: ignore[attr-defined]
        self.scheme = scheme
        if scheme is None:
            del self.fields["is_active"]

    def clean_own_fields(self) -> list[dict[str, str]]:
        """Give the own fields; one that keeps its name keeps its key, so that answers stay with it."""
        names = list(
            dict.fromkeys(line.strip()[:60] for line in self.cleaned_data["own_fields"].splitlines() if line.strip())
        )
        if len(names) > OWN_FIELDS_LIMIT:
            raise forms.ValidationError(gettext("At most five fields of your own."))
        keys = {one["name"]: one["key"] for one in (self.scheme.own_fields if self.scheme else [])}
        taken = [int(key[1:]) for key in keys.values()]
        following = iter(range(max(taken, default=0) + 1, 10_000))
        return [{"key": keys.get(name) or f"f{next(following)}", "name": name} for name in names]

    def schedule(self) -> dict[str, Any]:
        """Give the schedule as plain values; what is wrong with it is told by the action."""
        values = self.cleaned_data
        plain: dict[str, Any] = {
            "rhythm": values["rhythm"],
            "opens": {"days": -values["opens_days"], "anchor": "end", "counts": "calendar"},
            "due": {"days": values["due_days"], "anchor": "end", "counts": values["due_counts"]},
            "grace_days": values["grace_days"],
            "lock_days": values["lock_days"],
        }
        if self.scheme is not None:
            stored = schedule_as_plain(schedule_of(self.scheme))
            plain |= {name: stored[name] for name in ("if_day_off", "grace_counts", "lock_counts")}
            for name in ("opens", "due"):
                if "day_of_month" in stored[name] and not {f"{name}_days", "due_counts"} & set(self.changed_data):
                    plain[name] = stored[name]
        if values["rhythm"] == Rhythm.OWN:
            plain["own"] = [_own(line) for line in values["own_dates"].splitlines() if line.strip()]
        return plain


def _own(line: str) -> dict[str, str]:
    parts = line.replace("，", ",").replace("\t", ",").split(",")
    start, end, name, *_rest = [*(part.strip() for part in parts), "", "", ""]
    return {"start": start, "end": end, "zh": name or f"{start}—{end}"}


def _initial(scheme: Scheme) -> dict[str, Any]:
    schedule: Schedule = schedule_of(scheme)
    opens, due = schedule.opens, schedule.due
    return {
        "name": scheme.name,
        "rhythm": scheme.rhythm,
        "covers_tasks": scheme.covers_tasks,
        "covers_projects": scheme.covers_projects,
        "opens_days": -opens.days if isinstance(opens, DaysFrom) else 5,
        "due_days": due.days if isinstance(due, DaysFrom) else due.day if isinstance(due, DayOfMonth) else 5,
        "due_counts": due.counts.value if isinstance(due, DaysFrom) else "calendar",
        "grace_days": schedule.grace_days,
        "lock_days": schedule.lock_days,
        "own_dates": "\n".join(f"{one.start},{one.end},{one.chinese}" for one in schedule.own),
        "own_fields": "\n".join(one["name"] for one in scheme.own_fields),
        "is_active": scheme.is_active,
        "version": scheme.version,
    }


class ExceptionForm(forms.Form):
    """One unit may report later."""

    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    until = forms.DateField(label=_("Until the end of"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, returns: Sequence[Return], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(  # type: ignore[attr-defined]
            pk__in=[sheet.unit_id for sheet in returns]
        ).order_by("path")


class WorkingDayForm(forms.Form):
    """A day on which the jurisdiction departs from the calendar."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    is_working = forms.TypedChoiceField(
        label=pgettext_lazy("calendar", "That day people"),
        choices=[("no", _("are off")), ("yes", _("work"))],
        coerce=lambda value: value == "yes",
        initial="no",
    )
    reason = forms.CharField(label=_("Reason"), max_length=120)


class TokenForm(forms.Form):
    """A key for a unit's own programs."""

    name = forms.CharField(label=_("What the key is for"), max_length=60)
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none())

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    """A filled sheet."""

    file = forms.FileField(label=_("Filled XLSX"))

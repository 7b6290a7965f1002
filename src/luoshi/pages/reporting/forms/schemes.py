"""The form of a scheme: its rhythm, the rules that place its dates, periods of own dates row by row (RP1, RP2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from luoshi.domain.reporting.models import Scheme
from luoshi.domain.reporting.queries import schedule_of
from luoshi.foundation.periods import DayCount, DayOfMonth, DaysFrom, IfDayOff, OwnSpan, Rhythm, Schedule
from luoshi.foundation.plain_values import Fault
from luoshi.foundation.schedules import read_schedule, schedule_as_plain

OWN_FIELDS_LIMIT = 5
MOST_ROWS = 60
SPARE_ROWS = 3
COLUMNS = ("name", "start", "end", "opens_on", "due_on", "grace_until", "locks_on")
_DAYS = COLUMNS[1:]
_NEEDED = ("rhythm", "opens_days", "due_days", "due_counts", "grace_days", "lock_days")
_FIELDS = {"opens": "opens_days", "due": "due_days", "grace_days": "grace_days", "lock_days": "lock_days"}


@dataclass(slots=True)
class OwnRow:
    """One period of own dates as it is typed; of one that has opened, first and last day are fixed."""

    place: int
    values: dict[str, str]
    is_fixed: bool = False
    errors: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        """Templates ask for a column by its name."""
        return self.values[name]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(self.values.values())


def _terms(terms: type[Any], language: str) -> list[tuple[str, str]]:
    return [(one.value, one.label(language)) for one in terms]


class SchemeForm(forms.Form):
    """A scheme with the schedule in the words of the office; own fields one a line, own dates one a row."""

    name = forms.CharField(label=pgettext_lazy("scheme", "Name"), max_length=80)
    rhythm = forms.ChoiceField(label=_("Frequency"))
    covers_tasks = forms.BooleanField(label=_("Tasks"), required=False)
    covers_projects = forms.BooleanField(label=_("Projects"), required=False)
    opens_days = forms.IntegerField(label=_("Opens (days before the end)"), min_value=-60, max_value=60, initial=5)
    due_days = forms.IntegerField(label=_("Due (days after the end)"), min_value=1, max_value=60, initial=5)
    due_counts = forms.ChoiceField(label=_("Counted in"))
    if_day_off = forms.ChoiceField(label=_("If due on a day off"), required=False)
    grace_days = forms.IntegerField(label=_("Working days of grace"), min_value=0, max_value=30, initial=0)
    lock_days = forms.IntegerField(label=_("Locks (days after grace)"), min_value=1, max_value=365, initial=30)
    own_fields = forms.CharField(
        label=_("Fields of your own"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line, at most five. Every unit answers each on every line."),
    )
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        language: str,
        this_year: int,
        scheme: Scheme | None = None,
        opened: Collection[tuple[date, date]] = (),
        **kwargs: Any,
    ) -> None:
        if scheme is not None:
            kwargs["initial"] = _initial(scheme)
        super().__init__(*args, **kwargs)
        for name, terms in (("rhythm", Rhythm), ("due_counts", DayCount), ("if_day_off", IfDayOff)):
            self.fields[name].choices = _terms(terms, language)  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year, str(year)) for year in (this_year, this_year + 1)]  # type: ignore[attr-defined]
        self.language = language
        self.scheme = scheme
        self.this_year = this_year
        self.opened = frozenset((f"{start}", f"{end}") for start, end in opened)
        self.stored = schedule_of(scheme) if scheme is not None else Schedule()
        self.own_rows = [
            OwnRow(place, values, (values["start"], values["end"]) in self.opened)
            for place, values in enumerate(self._typed_rows() if self.is_bound else _stored_rows(self.stored))
        ]
        self.read: Schedule | None = None
        self.plain: dict[str, Any] = {}
        if scheme is None:
            del self.fields["is_active"]

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Give the fields in groups for the page, hidden ones aside."""
        groups = (
            (gettext("What is reported"), ("name", "covers_tasks", "covers_projects", "rhythm")),
            (
                gettext("When it is due"),
                ("opens_days", "due_days", "due_counts", "if_day_off", "grace_days", "lock_days"),
            ),
        )
        return [(title, [self[name] for name in names]) for title, names in groups]

    def shown_rows(self) -> list[OwnRow]:
        """Give the rows of own dates with some empty ones to type in."""
        after = max((row.place for row in self.own_rows), default=-1) + 1
        spare = 0 if sum(row.is_empty for row in self.own_rows) >= SPARE_ROWS else SPARE_ROWS
        return [*self.own_rows, *(OwnRow(after + n, dict.fromkeys(COLUMNS, "")) for n in range(spare))]

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

    def clean(self) -> dict[str, Any]:
        """Read the schedule; each fault goes to its field or row."""
        values = super().clean() or self.cleaned_data
        if all(name in values for name in _NEEDED):
            written = [row for row in self.own_rows if not row.is_empty]
            self.plain = self._as_plain(values, written)
            read, faults = read_schedule(self.plain, rhythm=Rhythm(values["rhythm"]))
            seen: set[str] = set()
            for fault in faults:
                if fault.place not in seen:
                    self._tell(fault, written)
                seen.add(fault.place)
            self.read = None if faults else read
        return values

    def years(self) -> list[int]:
        """Give the years whose periods are placed with the scheme: those of own dates, or the one chosen."""
        if self.read is None:
            return []
        if self.read.rhythm is Rhythm.OWN:
            return sorted({span.end.year for span in self.read.own})
        return [self.cleaned_data.get("year") or self.this_year]

    def _typed_rows(self) -> Iterator[dict[str, str]]:
        for place in range(MOST_ROWS):
            values = {name: str(self.data.get(f"own-{place}-{name}", "")).strip() for name in COLUMNS}
            if any(values.values()):
                yield values

    def _as_plain(self, values: Mapping[str, Any], written: Collection[OwnRow]) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "rhythm": values["rhythm"],
            "opens": {"days": -values["opens_days"], "anchor": "end", "counts": "calendar"},
            "due": {"days": values["due_days"], "anchor": "end", "counts": values["due_counts"]},
            "if_day_off": values.get("if_day_off") or self.stored.if_day_off.value,
            "grace_days": values["grace_days"],
            "lock_days": values["lock_days"],
        }
        if self.scheme is not None:
            stored = schedule_as_plain(self.stored)
            plain |= {name: stored[name] for name in ("grace_counts", "lock_counts")}
            for name in ("opens", "due"):
                if "day_of_month" in stored[name] and not {f"{name}_days", "due_counts"} & set(self.changed_data):
                    plain[name] = stored[name]
        if values["rhythm"] == Rhythm.OWN:
            known = {own.chinese: own.english for own in self.stored.own}
            plain["own"] = [_row_as_plain(row, known) for row in written]
        return plain

    def _tell(self, fault: Fault, written: list[OwnRow]) -> None:
        """Put a fault where it belongs."""
        words = fault.message(self.language)
        row = re.match(r"own\[(\d+)\]", fault.place)
        if row:
            found = written[int(row[1])]
            found.errors.append(words)
            place = self.own_rows.index(found) + 1
            self.add_error(None, gettext("Own dates, row %(row)s: %(words)s") % {"row": place, "words": words})
            return
        name = _FIELDS.get(fault.place.partition(".")[0])
        self.add_error(name, words)


def _row_as_plain(row: OwnRow, known: Mapping[str, str]) -> dict[str, str]:
    name = row["name"]
    plain = {"start": row["start"], "end": row["end"]}
    plain |= {"zh": name, "en": known.get(name, name)} if name else _name(row["start"], row["end"])
    return {key: value for key, value in plain.items() if value} | {
        key: row[key] for key in ("opens_on", "due_on", "grace_until", "locks_on") if row[key]
    }


def _name(start: str, end: str) -> dict[str, str]:
    """Name a period by its days where nobody named it."""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return {"zh": f"{start}—{end}", "en": f"{start}—{end}"}
    until = f"{last.day}日" if (first.year, first.month) == (last.year, last.month) else f"{last.month}月{last.day}日"
    return {"zh": f"{first.year}年{first.month}月{first.day}日—{until}", "en": f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"}


def _stored_rows(schedule: Schedule) -> list[dict[str, str]]:
    return [_stored_row(own) for own in schedule.own]


def _stored_row(own: OwnSpan) -> dict[str, str]:
    days = {name: getattr(own, name) for name in _DAYS}
    return {"name": own.chinese} | {name: "" if day is None else day.isoformat() for name, day in days.items()}


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
        "if_day_off": schedule.if_day_off.value,
        "grace_days": schedule.grace_days,
        "lock_days": schedule.lock_days,
        "own_fields": "\n".join(one["name"] for one in scheme.own_fields),
        "is_active": scheme.is_active,
        "version": scheme.version,
    }

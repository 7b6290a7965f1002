"""Cells of the task table as HTML. Written by hand, since a template takes five times as long over fifty rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from luoshi.domain.supervision.terms import Tone
from luoshi.domain.tasks.queries import OwnState, TaskRow
from luoshi.domain.tasks.terms import Instrument, Lateness, ReportState, TaskState
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.templatetags.charts import light
from luoshi.pages.shared.templatetags.luoshi import days_left

HEADS = {
    "number": gettext_lazy("No."),
    "light": gettext_lazy("Light"),
    "lead": gettext_lazy("Lead unit"),
    "supporting": gettext_lazy("Supporting units"),
    "deadline": gettext_lazy("Deadline"),
    "state": gettext_lazy("State"),
    "verified": gettext_lazy("Verified / declared (%)"),
    "instrument": gettext_lazy("Instrument"),
    "batch": gettext_lazy("Batch"),
    "source": gettext_lazy("Source sentence"),
    "reported": gettext_lazy("Last report"),
    "changed": gettext_lazy("Changed"),
}
SORT_OF = {"number": "number", "lead": "lead", "deadline": "deadline", "state": "state", "verified": "verified",
           "reported": "reported", "changed": "changed"}  # fmt: skip
NUMERIC = frozenset({"verified"})
STATE_TAGS = {
    TaskState.DRAFT: "tag",
    TaskState.ISSUED: "tag tag-blue",
    TaskState.RETURNED: "tag tag-yellow",
    TaskState.HANDLING: "tag tag-blue",
    TaskState.COMPLETION_REPORTED: "tag tag-blue",
    TaskState.CLOSED: "tag tag-green",
    TaskState.WITHDRAWN: "tag tag-none",
    TaskState.CARRIED: "tag tag-none",
}
LATENESS_TAGS = {Lateness.LATE: "tag tag-red", Lateness.DUE_SOON: "tag tag-yellow", Lateness.DONE_LATE: "tag"}


def own_words(own: OwnState | None, language: str) -> str:
    """Say the instrument's own state: steps done of all, a policy's stage, a mechanism's state."""
    if own is None:
        return ""
    if own.policy_stage is not None:
        return own.policy_stage.label(language)
    if own.mechanism is not None:
        return own.mechanism.label(language)
    return gettext("%(done)s/%(all)s steps") % {"done": own.steps_done, "all": own.steps}


class RowWriter:
    """Writes rows in one language and one choice of columns."""

    def __init__(self, columns: tuple[str, ...], today: date, *, can_select: bool, has_links: bool = True) -> None:
        self.language = language = page_language()
        self.has_links = has_links
        self.late_meeting = escape(gettext("meeting overdue"))
        self.today = today
        self.can_select = can_select
        self.address = reverse("tasks:task", args=[0]).replace("0", "{}")
        self.select = escape(gettext("Select %s"))
        self.states = {s.value: f'<span class="{STATE_TAGS[s]}">{escape(s.label(language))}</span>' for s in TaskState}
        self.reports = {
            s.value: f' <span class="muted small">{escape(s.label(language))}</span>'
            for s in (ReportState.WAITING, ReportState.SENT_BACK)
        }
        self.instruments = {i.value: escape(i.label(language)) for i in Instrument}
        self.lateness = {late: escape(late.label(language)) for late in Lateness}
        self.lights = {tone.value: light(tone) for tone in Tone}
        cells: dict[str, Callable[[TaskRow], str]] = {
            "number": lambda row: row.number_text,
            "light": lambda row: self.lights.get(row.light, "—"),
            "lead": lambda row: escape(row.lead_unit) or "—",
            "supporting": self._supporting,
            "deadline": self._deadline,
            "state": self._state,
            "verified": self._percent,
            "instrument": self._instrument,
            "batch": self._batch,
            "source": lambda row: f'<span class="clamp">{escape(row.source)}</span>' if row.source else "",
            "reported": lambda row: f"{timezone.localtime(row.reported_at):%Y-%m-%d}" if row.reported_at else "",
            "changed": lambda row: f"{timezone.localtime(row.changed_at):%Y-%m-%d %H:%M}",
        }
        self.cells = [
            (
                f'<td class="{"num" if name in NUMERIC else "nowrap" if name in _SHORT else "cell"} col-{name}"'
                f' data-label="{escape(str(HEADS[name]))}">',
                cells[name],
            )
            for name in columns
        ]

    def rows(self, rows: tuple[TaskRow, ...] | list[TaskRow]) -> SafeString:
        """Write all rows."""
        return mark_safe("".join(map(self._row, rows)))  # noqa: S308 - every value is escaped where it is written

    def _row(self, row: TaskRow) -> str:
        title = escape(row.title)
        box = (
            f'<td class="select"><input type="checkbox" name="task" value="{row.pk}" form="selected"'
            f' aria-label="{self.select % title}"></td>'
            if self.can_select
            else ""
        )
        cells = "".join([f"{opening}{write(row)}</td>" for opening, write in self.cells])
        link = self.address.format(row.pk)
        named = f'<a href="{link}">{title}</a>' if self.has_links else title
        return f'<tr>{box}<th scope="row">{named}</th>{cells}</tr>'

    def _instrument(self, row: TaskRow) -> str:
        word = self.instruments[row.instrument]
        own = own_words(row.own, self.language)
        if not own:
            return word
        late = f' <span class="tag tag-red">{self.late_meeting}</span>' if row.own and row.own.is_late else ""
        return f'{word} <span class="muted small">{escape(own)}</span>{late}'

    def _supporting(self, row: TaskRow) -> str:
        return "、".join(f'<span class="nowrap">{escape(unit)}</span>' for unit in row.supporting)

    def _batch(self, row: TaskRow) -> str:
        short = short_batch(row.batch)
        return escape(short) if short == row.batch else f'<span title="{escape(row.batch)}">{escape(short)}</span>'

    def _deadline(self, row: TaskRow) -> str:
        if row.deadline is None:
            return '<span class="muted">—</span>'
        text = row.deadline.isoformat()
        if row.lateness is Lateness.DONE_LATE:
            return f'{text} <span class="tag">{self.lateness[row.lateness]}</span>'
        tag = LATENESS_TAGS.get(row.lateness) if row.lateness else None
        if tag is None:
            return text
        if row.state == TaskState.COMPLETION_REPORTED:
            return f'{text} <span class="{tag}">{self.lateness[Lateness.LATE]}</span>'
        return f'{text} <span class="{tag}">{escape(days_left(row.deadline, self.today))}</span>'

    def _state(self, row: TaskRow) -> str:
        extra = self.reports.get(row.last_report_state, "") if row.state == TaskState.HANDLING else ""
        return self.states[row.state] + extra

    def _percent(self, row: TaskRow) -> str:
        if row.declared_percent is None:
            return "—"
        verified = "—" if row.verified_percent is None else row.verified_percent
        return f"{verified} / {row.declared_percent}"


_SHORT = frozenset({"number", "light", "lead", "deadline", "state", "reported", "changed", "batch"})
_BATCH_LENGTH = 9  # characters that a column of batches has room for
_ORDINAL = re.compile(r"(?:\d{4}年)?第[〇一二三四五六七八九十百\d]+批")


def short_batch(name: str) -> str:
    """Name a batch in a narrow column: by year and ordinal where its name holds one, else by its first characters."""
    if len(name) <= _BATCH_LENGTH:
        return name
    ordinal = _ORDINAL.search(name)
    return ordinal[0] if ordinal else f"{name[: _BATCH_LENGTH - 1]}…"

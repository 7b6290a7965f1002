"""Lines of the library's list as HTML. Written by hand, since a template takes five times as long over fifty lines."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy

from luoshi.domain.projects.queries import ProjectLine
from luoshi.domain.projects.terms import AnnualClass, Level, LibraryState, LifecycleStage
from luoshi.domain.supervision.terms import Tone
from luoshi.foundation.money import MoneyUnit, money_text
from luoshi.foundation.shares import percent_text
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.templatetags.charts import light

# Column, its word, the key it sorts by, whether it holds numbers.
COLUMNS = (
    ("number", gettext_lazy("No."), "number", False),
    ("light", gettext_lazy("Light"), "", False),
    ("stage", gettext_lazy("Stage"), "stage", False),
    ("state", gettext_lazy("Library"), "", False),
    ("class", gettext_lazy("Annual class"), "", False),
    ("sector", gettext_lazy("Sector"), "sector", False),
    ("lead", gettext_lazy("Responsible unit"), "lead", False),
    ("total", gettext_lazy("Total investment"), "total", True),
    ("plan", gettext_lazy("Year's plan"), "plan", True),
    ("done", gettext_lazy("Done: verified / declared"), "done", True),
    ("rate", gettext_lazy("Rate: verified / declared"), "", True),
)
MONEY = frozenset({"total", "plan", "done"})
STATE_TAGS = {
    LibraryState.DRAFT: "tag",
    LibraryState.SUBMITTED: "tag tag-yellow",
    LibraryState.ISSUED: "tag tag-green",
    LibraryState.WITHDRAWN: "tag tag-none",
}


class LineWriter:
    """Writes lines in one language and one unit of money."""

    def __init__(self, unit: MoneyUnit) -> None:
        language = page_language()
        self.unit = unit
        self.address = reverse("projects:project", args=[0]).replace("0", "{}")
        self.select = escape(gettext("Select %s"))
        self.locked = escape(gettext("locked"))
        self.lights = {tone.value: light(tone) for tone in Tone}
        self.stages = {s.value: escape(s.label(language)) for s in LifecycleStage}
        self.classes = {c.value: escape(c.label(language)) for c in AnnualClass}
        self.levels = {level.value: escape(level.label(language)) for level in Level if level is not Level.ORDINARY}
        self.states = {
            s.value: f'<span class="{STATE_TAGS.get(s, "tag tag-blue")}">{escape(s.label(language))}</span>'
            for s in LibraryState
        }
        self.labels = {name: escape(str(label)) for name, label, _, _ in COLUMNS}

    def lines(self, lines: Sequence[ProjectLine]) -> SafeString:
        """Write all lines."""
        return mark_safe("".join(map(self._line, lines)))  # noqa: S308 - every value is escaped where it is written

    def _line(self, line: ProjectLine) -> str:
        name = escape(line.name)
        level = f' <span class="tag">{self.levels[line.level]}</span>' if line.level in self.levels else ""
        lock = f' <span class="tag tag-none">{self.locked}</span>' if line.is_locked else ""
        rate = line.rate
        cells = (
            ("number", "nowrap", str(line.number)),
            ("light", "nowrap", self.lights.get(line.light, "—")),
            ("stage", "wraps", self.stages[line.stage]),
            ("state", "wraps", self.states[line.library_state]),
            ("class", "wraps", self.classes.get(line.annual_class, "—")),
            ("sector", "nowrap", escape(line.sector) or "—"),
            ("lead", "cell", escape(line.lead_unit)),
            ("total", "num", self._money(line.total)),
            ("plan", "num", self._money(line.year_plan)),
            ("done", "num wraps", f"{self._money(line.done.verified)} / {self._money(line.done.declared)}"),
            ("rate", "num wraps", f"{percent_text(rate.verified)} / {percent_text(rate.declared)}"),
        )
        written = "".join(f'<td class="{c}" data-label="{self.labels[n]}">{text}</td>' for n, c, text in cells)
        return (
            f'<tr><td class="select"><input type="checkbox" name="project" value="{line.pk}" form="selected"'
            f' aria-label="{self.select % name}"></td>'
            f'<th scope="row"><a href="{self.address.format(line.pk)}">{name}</a>{level}{lock}</th>{written}</tr>'
        )

    def _money(self, amount: Decimal | None) -> str:
        return money_text(amount, self.unit, is_fixed=True)

"""A line as its pages show it: what is known, what was written, what is wrong with it, what is disputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from luoshi.domain.reporting.models import Dispute, Line, LineFile
from luoshi.domain.reporting.queries.returns import name_of
from luoshi.domain.reporting.rules import OwnField
from luoshi.domain.reporting.terms import Figure, ReturnLineState
from luoshi.foundation.figures import figure_text
from luoshi.foundation.money import money_text
from luoshi.foundation.refusals import Refusal

OF_TASK = (Figure.PERCENT, Figure.VALUE)
OF_PROJECT = (Figure.PERIOD, Figure.YEAR, Figure.FUNDS, Figure.PAID)
JUDGED = (Figure.PERCENT, Figure.VALUE, Figure.PERIOD, Figure.FUNDS, Figure.PAID)


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure: declared and verified side by side, and the disputes about it."""

    figure: Figure
    name: str
    declared: str
    verified: str
    raw: str
    differs: bool
    can_judge: bool
    disputes: tuple[Dispute, ...]
    typed: str = ""
    before: str = ""  # as it stood in the last return: verified, until then declared


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """A field of the office's own with what was answered."""

    key: str
    name: str
    value: str
    error: str


@dataclass(slots=True)
class LineView:
    """Everything that a template asks of a line."""

    line: Line
    language: str
    own: Sequence[OwnField] = ()
    typed: Mapping[str, str] | None = None
    problems: Sequence[Refusal] = ()
    can_write: bool = False
    theirs: bool = False
    judged: Mapping[str, str] | None = None  # what the office typed on the line, kept where it could not be taken
    files: Sequence[LineFile] = ()
    disputes: Sequence[Dispute] = ()
    before: Line | None = None  # of the same thing in the last return
    own_answers: list[OwnAnswer] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.own_answers = [
            OwnAnswer(
                one.key,
                one.name,
                self.typed.get(f"own_{one.key}", "")
                if self.typed is not None
                else self.line.own_values.get(one.key, ""),
                self._error(f"own_{one.key}"),
            )
            for one in self.own
        ]

    @property
    def key(self) -> str:
        """The line's key as it stands in addresses and names of fields: text, which no language writes otherwise."""
        return str(self.line.pk)

    @property
    def name(self) -> str:
        """The task's or project's name."""
        return name_of(self.line)

    @property
    def number(self) -> str:
        """The task's or project's number."""
        return (
            self.line.task.number_text if self.line.task else str(self.line.project.number if self.line.project else "")
        )

    @property
    def address(self) -> str:
        """The page of the task or project."""
        if self.line.task_id:
            return _addresses("tasks:task") % self.line.task_id
        return f"/projects/{self.line.project_id}/"

    @property
    def save_address(self) -> str:
        """Where the line is saved."""
        return _addresses("reporting:save") % self.line.pk

    @property
    def files_address(self) -> str:
        """Where evidence is added."""
        return _addresses("reporting:add_files") % self.line.pk

    @property
    def kind(self) -> str:
        """What the line speaks of, in a word."""
        return pgettext("kind of line", "Project") if self.is_project else pgettext("kind of line", "Task")

    @property
    def is_project(self) -> bool:
        """Whether the line speaks of a project."""
        return self.line.project_id is not None

    @property
    def asks_value(self) -> bool:
        """Whether the task has a numeric target."""
        return self.line.task is not None and self.line.task.target_value is not None

    @property
    def target(self) -> str:
        """The task's target in words."""
        task = self.line.task
        if task is None or task.target_value is None:
            return ""
        return f"{task.indicator} {figure_text(task.target_value)}{task.target_unit}".strip()

    def known(self) -> list[tuple[str, str]]:
        """What was filled in beforehand, as name and words."""
        known = self.line.known
        facts = []
        if self.is_project:
            facts.append((gettext("Done this year before"), _money(known.get("year_wan_yuan"))))
            if known.get("plan"):
                facts.append((gettext("Plan of the year"), _money(known["plan"])))
        elif known.get("percent") is not None:
            last = f"{known['percent']}%"
            if known.get("verified_percent") is not None:
                last += gettext(" (verified %s%%)") % known["verified_percent"]
            facts.append((gettext("Last time"), last))
        if known.get("value"):
            facts.append((gettext("Value last time"), figure_text(Decimal(known["value"]))))
        if known.get("expected") and known["expected"] != "None":
            facts.append((gettext("Time elapsed"), f"{known['expected']}%"))
        if known.get("deadline"):
            facts.append((gettext("Deadline"), known["deadline"]))
        if self.target:
            facts.append((gettext("Target"), self.target))
        return facts

    @property
    def known_list(self) -> SafeString:
        """What was filled in beforehand, as the items of a list of facts."""
        return format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", self.known())

    @property
    def returned_class(self) -> str:
        """The class of a line that the office sent back."""
        return " line-returned" if self.is_returned else ""

    @property
    def note_asked(self) -> str:
        """What the text is asked to tell."""
        return gettext("Works progress") if self.is_project else gettext("What was done in this period")

    @property
    def unit_asked(self) -> str:
        """The unit of the value that is asked, in brackets."""
        unit = self.line.task.target_unit if self.line.task else ""
        return f" ({unit})" if unit else ""

    @property
    def saved_words(self) -> str:
        """How the line was filled."""
        return gettext("Unchanged") if self.line.is_unchanged else gettext("Saved")

    @property
    def saved_by(self) -> str:
        """Who filled the line; empty where nobody is known any more."""
        return self.line.touched_by.public_name if self.line.touched_by else ""

    @property
    def last_words(self) -> str:
        """What was written last time."""
        return str(self.line.known.get("note", ""))

    def value(self, name: str) -> str:
        """Give what stands in a field: what was typed, else what is kept."""
        if self.typed is not None:
            return self.typed.get(name, "")
        if name in {"note", "reason"}:
            return self.line.note if name == "note" else self.line.correction_reason
        return _plain(getattr(self.line, f"declared_{name}", None))

    def __getitem__(self, name: str) -> Any:
        """Templates ask ``view.v_percent`` for a value, ``view.e_percent`` for its error, ``w_percent`` for a class."""
        kind = name[:2]
        if kind == "v_":
            return self.value(name[2:])
        if kind == "e_":
            return self._error(name[2:])
        if kind == "w_":
            return " field-wrong" if self._error(name[2:]) else ""
        try:
            return getattr(self, name)  # templates ask here first, and a KeyError for each name would be slow
        except AttributeError:
            raise KeyError(name) from None

    def _error(self, name: str) -> str:
        if not self.problems:  # nearly always, and asked for every field
            return ""
        return " ".join(p.message(self.language) for p in self.problems if self._field(p) == name)

    @property
    def other_errors(self) -> list[str]:
        """Problems that speak of no field of the form."""
        fields = {"note", "reason", "percent", "value", "wan_yuan", "year_wan_yuan", "funds_wan_yuan", "paid_wan_yuan"}
        fields |= {f"own_{one.key}" for one in self.own}
        return [p.message(self.language) for p in self.problems if self._field(p) not in fields]

    def _field(self, problem: Refusal) -> str:
        name = problem.field or ""
        return "wan_yuan" if name == "year_wan_yuan" else name  # pages ask for the period's sum only

    @property
    def marks(self) -> list[str]:
        """Why the line is suspicious, in sentences with their numbers."""
        return [mark["zh" if self.language.startswith("zh") else "en"] for mark in self.line.marks]

    def figures(self) -> list[Shown]:
        """The figures of the line that were declared or verified."""
        found = []
        for figure in OF_PROJECT if self.is_project else OF_TASK:
            if figure is Figure.VALUE and not self.asks_value:
                continue
            declared = getattr(self.line, f"declared_{figure.value}")
            verified = getattr(self.line, f"verified_{figure.value}")
            found.append(
                Shown(
                    figure,
                    figure.label(self.language),
                    _said(figure, declared),
                    _said(figure, verified),
                    _plain(declared),
                    declared is not None and verified is not None and declared != verified,
                    figure in JUDGED,
                    tuple(one for one in self.disputes if one.figure == figure.value),
                    (self.judged or {}).get(f"{figure.value}-{self.line.pk}", ""),
                    _said(figure, _counts(self.before, figure)),
                )
            )
        return found

    @property
    def typed_reason(self) -> str:
        """The reason to send back that the office typed."""
        return (self.judged or {}).get(f"reason-{self.line.pk}", "")

    def lost(self) -> list[str]:
        """What was typed on a line that takes nothing any more, to be copied from the page."""
        if self.typed is None or self.can_write:
            return []
        names = ("percent", "value", "wan_yuan", "funds_wan_yuan", "paid_wan_yuan", "note", "reason")
        kept = [*names, *(f"own_{one.key}" for one in self.own)]
        return [self.typed[name] for name in kept if self.typed.get(name, "").strip()]

    @property
    def words_of_problems(self) -> list[str]:
        """All problems of the line, in words."""
        return [one.message(self.language) for one in self.problems]

    @property
    def is_verified(self) -> bool:
        """Whether the office has verified the line."""
        return self.line.state == ReturnLineState.VERIFIED

    @property
    def is_returned(self) -> bool:
        """Whether the office sent the line back."""
        return self.line.state == ReturnLineState.RETURNED


@cache
def _addresses(name: str) -> str:
    """Give a page's address with a gap for the key: finding it anew for every line costs as much as a query."""
    return reverse(name, args=[0]).replace("/0/", "/%d/")


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value.normalize():f}" if value else "0"


def _counts(line: Line | None, figure: Figure) -> Any:
    """Give what counts of a line's figure: the verified one, until then the declared one; None for no line."""
    verified = getattr(line, f"verified_{figure.value}", None)
    return getattr(line, f"declared_{figure.value}", None) if verified is None else verified


def _said(figure: Figure, value: Any) -> str:
    if value is None:
        return "—"
    if figure is Figure.PERCENT:
        return f"{value}%"
    return figure_text(value) if figure is Figure.VALUE else money_text(value, decimals=6)


def _money(text: str | None) -> str:
    amount = money_text(Decimal(text or 0), decimals=6)
    return gettext("%s (10,000 yuan)") % amount

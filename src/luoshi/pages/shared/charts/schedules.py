"""Gantt charts: what was planned against what happened, with milestones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext

from luoshi.pages.shared.charts.base import NOTHING, SIGNS, Cell, Chart, Column, LegendEntry, Table, Tone, own_link


@dataclass(frozen=True)
class Milestone:
    """A dated point of a schedule; ``reached_on`` is None while it is not reached."""

    name: str
    planned_on: date
    reached_on: date | None = None
    link: str = ""


@dataclass(frozen=True)
class Span:
    """A time from one day to another, both included; ``last`` is None while it runs."""

    first: date
    last: date | None = None


@dataclass(frozen=True)
class ScheduleRow:
    """One line of a Gantt chart: a project, or a step of one. ``tone`` is its light."""

    name: str
    planned: Span | None = None
    actual: Span | None = None
    milestones: Sequence[Milestone] = ()
    link: str = ""
    tone: Tone = Tone.NEXT


@dataclass(frozen=True, kw_only=True)
class Gantt(Chart):
    """Planned bars (outlined) over actual bars (filled), milestones as diamonds; what runs ends at ``today``.

    ``tone_words`` names the lights of the rows, where they have some.
    """

    kind: ClassVar[str] = "gantt"
    rows: Sequence[ScheduleRow]
    row_head: str
    today: date
    tone_head: str = ""
    tone_words: Sequence[tuple[Tone, str]] = ()

    def __post_init__(self) -> None:
        for row in self.rows:
            own_link(row.link)
            for milestone in row.milestones:
                own_link(milestone.link)
            for span in (row.planned, row.actual):
                if span and span.last and span.last < span.first:
                    raise ValueError(f"{row.name!r} ends before it begins")

    def _has_milestones(self) -> bool:
        return any(row.milestones for row in self.rows)

    def drawing(self) -> dict[str, Any]:
        return {
            "today": self.today.isoformat(),
            "today_word": gettext("Today"),
            "planned_word": gettext("Planned"),
            "actual_word": gettext("Actual"),
            "rows": [
                {
                    "name": row.name,
                    "sign": SIGNS.get(row.tone, ""),
                    "tone": row.tone.value,
                    "link": row.link,
                    "planned": _days(row.planned),
                    "actual": _days(row.actual),
                    "milestones": [
                        {
                            "name": milestone.name,
                            "planned": milestone.planned_on.isoformat(),
                            "reached": milestone.reached_on.isoformat() if milestone.reached_on else "",
                            "link": milestone.link or row.link,
                        }
                        for milestone in row.milestones
                    ],
                }
                for row in self.rows
            ],
        }

    def table(self) -> Table:
        words = [gettext("Planned start"), gettext("Planned end"), gettext("Actual start"), gettext("Actual end")]
        head = [Column(self.row_head), *(Column(word) for word in words)]
        if self._has_milestones():
            head.append(Column(gettext("Milestones")))
        if self.tone_words:
            head.append(Column(self.tone_head))
        return Table(head, [self._cells(row) for row in self.rows])

    def _cells(self, row: ScheduleRow) -> list[Cell]:
        days = [
            day.isoformat() if day else NOTHING
            for span in (row.planned, row.actual)
            for day in (span.first if span else None, span.last if span else None)
        ]
        cells = [Cell(row.name, link=row.link), *(Cell(day) for day in days)]
        if self._has_milestones():
            cells.append(Cell("; ".join(_words(milestone) for milestone in row.milestones) or NOTHING))
        if self.tone_words:
            cells.append(Cell(dict(self.tone_words).get(row.tone, NOTHING)))
        return cells

    def legend(self) -> Sequence[LegendEntry]:
        bars = [LegendEntry(gettext("Planned"), Tone.PLANNED), LegendEntry(gettext("Actual"), Tone.ACTUAL)]
        diamonds = [
            LegendEntry(gettext("Milestone, planned"), Tone.NEXT, mark="◇"),
            LegendEntry(gettext("Milestone, reached"), Tone.NEXT, mark="◆"),
        ]
        lights = [LegendEntry(word, tone) for tone, word in self.tone_words]
        return [*bars, *(diamonds if self._has_milestones() else []), *lights]

    def fitting_height(self) -> int:
        return 44 + 40 * len(self.rows)


def _days(span: Span | None) -> list[str]:
    return [span.first.isoformat(), span.last.isoformat() if span.last else ""] if span else []


def _words(milestone: Milestone) -> str:
    planned = f"{milestone.name} {milestone.planned_on.isoformat()}"
    if milestone.reached_on is None:
        return planned
    reached = gettext("reached")
    return f"{planned} ({reached} {milestone.reached_on.isoformat()})"

"""How well the units that were read at tasks agree with the units the officials wrote in brackets after them.

A folder ``decompositions/NAME`` holds ``source.txt``, the document, and ``tasks.csv``, one row a task with the columns
``task_text`` and ``responsible_units``.
"""

from __future__ import annotations

import csv
import re
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engine.scoring import Interval, Tally, place_of, plain

_AFTER_THE_NAMES = re.compile(r"列第一|下同|；|;")
_BETWEEN_NAMES = re.compile(r"[、,，;]|和(?=各|省|市|区|县|有关)")
_DUTY = re.compile(r"(?:按照?职责分工|分别|共同|牵头|负责|配合|落实|组织实施|承担|等部门|等单位|等)+$")


@dataclass(frozen=True, slots=True)
class UnitScore:
    """One document: the share of tasks in which anything was read, and the units' tally over all its tasks."""

    tasks: int
    covered_share: float
    units: Tally


def unit_names(bracket: str) -> set[str]:
    """Split a duty note into the names of units."""
    text = plain(bracket).replace("责任单位:", "").replace("牵头单位:", "")
    names = (_DUTY.sub("", part.strip("()[]〔〕。 ")) for part in _BETWEEN_NAMES.split(_AFTER_THE_NAMES.split(text)[0]))
    return {name for name in names if len(name) > 1}


def score_units(folder: Path, reading: dict[str, Any]) -> UnitScore:
    """Score one document against the officials' table."""
    text = plain((folder / "source.txt").read_text(encoding="utf-8"))
    placed = [(place, c) for c in reading["commitments"] if (place := place_of(c["quote"], text))]
    tally, covered, tasks = Tally(), 0, 0
    with (folder / "tasks.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            task = place_of(row["task_text"], text)
            if task is None or not row["responsible_units"]:
                continue
            inside = [c for place, c in placed if _lies_inside(place, task)]
            due, got = unit_names(row["responsible_units"]), _units_read(inside)
            tally += Tally(len(due & got), len(got), len(due))
            covered += bool(inside)
            tasks += 1
    return UnitScore(tasks, covered / tasks, tally)


def score_folder(folder: Path) -> dict[str, UnitScore]:
    """Read every document of ``decompositions`` with the engine and score its units."""
    from luoshi_reading.pipeline import as_json, read

    return {
        path.parent.name: score_units(path.parent, as_json(read((path.parent / "source.txt").read_bytes())))
        for path in sorted(folder.glob("*/tasks.csv"))
    }


def unit_table(scores: dict[str, UnitScore]) -> str:
    """Lay the scores out, one row a document and a last row ``all``."""
    lines = [f"{'':<34}{'tasks':>7}{'units_covered':>15}{'units_f1':>10}"]
    lines += [f"{n:<34}{s.tasks:>7}{s.covered_share:>15.3f}{s.units.f1:>10.3f}" for n, s in scores.items()]
    row = unit_total(scores.values())
    lines.append(f"{'all':<34}{'':>7}{row['units_covered']:>15.3f}{row['units_f1']:>10.3f}")
    return "\n".join(lines)


def unit_total(scores: Iterable[UnitScore]) -> dict[str, float]:
    """Give the means over documents."""
    listed = list(scores)
    return {
        "units_covered": statistics.mean(s.covered_share for s in listed),
        "units_f1": statistics.mean(s.units.f1 for s in listed),
    }


def _lies_inside(place: Interval, task: Interval) -> bool:
    """Whether more than half of a commitment stands in the task's text."""
    return min(place[1], task[1]) - max(place[0], task[0]) > (place[1] - place[0]) / 2


def _units_read(commitments: Iterable[dict[str, Any]]) -> set[str]:
    named = (name for c in commitments for name in [*(c.get("lead") or ()), *(c.get("supporting") or ())])
    return {unit for name in named for unit in unit_names(name)}

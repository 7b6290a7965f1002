"""Who usually leads what, before a single task has been accepted (rule U2): invented orders of a city and two counties.

``usual_leads.tsv`` holds one office's units in a row without a lead, then its orders with the unit that leads each.
"""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from luoshi.domain.organizations import rules
from luoshi.domain.organizations.rules import LeadModel, LedWork, NamedUnit, Work
from luoshi.domain.organizations.terms import UnitKind

LABELLED = Path(__file__).with_name("usual_leads.tsv")


def office(name: str) -> tuple[list[NamedUnit], list[tuple[str, str]]]:
    """Give an office's units, and its orders each with the name of the unit that leads."""
    with LABELLED.open(encoding="utf-8", newline="") as rows:
        own = [row[1:] for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE) if row[0] == name]
    (_, names), *orders = own
    units = [
        NamedUnit(number, f"{number:04}", UnitKind.DEPARTMENT, each) for number, each in enumerate(names.split(), 1)
    ]
    return units, [(lead, text) for lead, text in orders]


@pytest.mark.parametrize(("name", "first", "among_three"), [("市", 77, 80), ("县", 61, 65), ("2009年的县", 36, 40)])
def test_units_that_usually_lead_come_first(name: str, first: int, among_three: int) -> None:
    units, orders = office(name)
    made = LeadModel(units, LedWork(), home=NamedUnit(0, "", UnitKind.COUNTY, "云岭"))
    named = {unit.unit_id: unit.name for unit in units}
    ranked = [(lead, [named[each.unit_id] for each in made.suggest(Work(text))]) for lead, text in orders]
    assert sum(names[:1] == [lead] for lead, names in ranked) >= first
    assert sum(lead in names for lead, names in ranked) >= among_three


def test_duties_are_sourced_and_listed_once() -> None:
    duties = tomllib.loads((files(rules) / "usual_duties.toml").read_text(encoding="utf-8"))["duties"]
    assert all(row["source"] for row in duties)
    assert [row["names"] for row in duties if len(set(row["words"])) < len(row["words"])] == []

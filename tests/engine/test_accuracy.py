"""The accuracy gate: what the engine finds, against answers made by hand, may only get better.

Our own answers and those of the folders beside this file are always scored; a folder named by ``LUOSHI_GOLD`` too,
where it is set. The floors stand with their dates in ``floors.toml``.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tests.engine.answers import folder_answers, own_answers
from tests.engine.decompositions import score_folder, unit_table, unit_total
from tests.engine.scoring import MEASURES, scored, table, total

FLOORS = Path(__file__).with_name("floors.toml")
FOLDERS = {name: Path(__file__).with_name(name) for name in ("dense", "everyday")}
REFERENCE = Path(os.environ.get("LUOSHI_GOLD", ""))
needs_reference = pytest.mark.skipif("LUOSHI_GOLD" not in os.environ, reason="LUOSHI_GOLD is not set")


def histories() -> dict[str, list[dict[str, Any]]]:
    """Give every set's floors, oldest first."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def newest(which: str) -> dict[str, float]:
    """Give the floors that hold now; none where the set has no history yet."""
    history = histories().get(which)
    return history[-1]["floors"] if history else {}


@cache
def own_scores() -> tuple[dict[str, float], str]:
    scores = scored(own_answers())
    return total(list(scores.values())), table(scores)


@cache
def folder_scores(folder: Path) -> tuple[dict[str, float], str]:
    scores = scored(folder_answers(folder))
    return total(list(scores.values())), table(scores)


@cache
def unit_scores() -> tuple[dict[str, float], str]:
    scores = score_folder(REFERENCE / "decompositions")
    return unit_total(scores.values()), unit_table(scores)


@pytest.mark.parametrize("measure", MEASURES)
def test_own_answers(measure: str) -> None:
    stands("own", measure, *own_scores())


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("which", FOLDERS)
def test_folder_answers(which: str, measure: str) -> None:
    stands(which, measure, *folder_scores(FOLDERS[which]))


@needs_reference
@pytest.mark.parametrize("measure", MEASURES)
def test_reference_answers(measure: str) -> None:
    stands("reference", measure, *folder_scores(REFERENCE))


@needs_reference
@pytest.mark.parametrize("measure", ["units_covered", "units_f1"])
def test_reference_units(measure: str) -> None:
    stands("reference_units", measure, *unit_scores())


def stands(which: str, measure: str, row: dict[str, float], printed: str) -> None:
    """Fail with the whole table where a measure lies under its newest floor."""
    floor = newest(which).get(measure, 0.0)
    assert row[measure] >= floor, f"{which}: {measure} is {row[measure]:.4f}, its floor {floor}\n{printed}"


@pytest.mark.parametrize("which", sorted(histories()))
def test_floors_only_rise(which: str) -> None:
    history = histories()[which]
    days = [entry["on"] for entry in history]
    assert days == sorted(days)
    for measure in sorted({name for entry in history for name in entry["floors"]}):
        heights = [entry["floors"].get(measure, 0.0) for entry in history]
        assert heights == sorted(heights), f"{which}: the floor of {measure} was lowered: {heights}"


@pytest.mark.parametrize("which", sorted(histories()))
def test_every_floor_names_a_measure(which: str) -> None:
    known = {"units_covered", "units_f1"} if which == "reference_units" else set(MEASURES)
    for entry in histories()[which]:
        assert set(entry["floors"]) <= known


def test_every_own_answer_can_be_found_in_its_text() -> None:
    """A label whose quote does not stand in the text could never be met."""
    for answer in [*own_answers(), *chain.from_iterable(map(folder_answers, FOLDERS.values()))]:
        quotes = [item["quote"] for kind in ("commitments", "targets", "formulations") for item in answer.gold[kind]]
        missing = [quote for quote in quotes if quote not in answer.clean]
        missing += [person["name"] for person in answer.gold["people"] if person["name"] not in answer.clean]
        assert not missing, f"{answer.name}: {missing}"

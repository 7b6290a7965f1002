"""Commitments: invented sentences, each labelled, with what is to be found in them (R8-R24)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from luoshi_reading.facts.commitments.commitments import find_pieces
from luoshi_reading.facts.style import Style
from luoshi_reading.structure import split_sentences

STYLES = {
    "paper": Style(reported=False, listing=False),
    "listing": Style(reported=False, listing=True),
    "report": Style(reported=True, listing=True),
    "minutes": Style(reported=True, listing=True, resolved=True),
}
CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("commitments.json").read_text(encoding="utf-8"))


def found_in(case: dict[str, Any]) -> list[tuple[str, str]]:
    text = case["text"]
    pieces = find_pieces(text, split_sentences(text), STYLES[case["style"]], heads=set(), skip=set())
    return [(text[p.start : p.end], "actionable" if p.is_actionable else "directive") for p in pieces]


def agrees(case: dict[str, Any]) -> bool:
    found = found_in(case)
    wanted = [(quote, level) for quote, level in case["found"]]
    return len(found) == len(wanted) and all(
        quote == found_quote and level in ("either", found_level)
        for (quote, level), (found_quote, found_level) in zip(wanted, found, strict=True)
    )


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["label"] != "known-failure"], ids=lambda c: f"{c['label']}: {c['text'][:24]}"
)
def test_orders_of_a_sentence(case: dict[str, Any]) -> None:
    assert agrees(case), found_in(case)


@pytest.mark.parametrize("case", [c for c in CASES if c["label"] == "known-failure"], ids=lambda c: c["text"][:24])
def test_known_failures_still_fail(case: dict[str, Any]) -> None:
    """A known failure that is read right wants another label."""
    assert not agrees(case)


def test_the_table_is_wide_enough() -> None:
    labels = [case["label"] for case in CASES]
    assert len(CASES) >= 60
    assert set(labels) == {"in-the-wild-like", "negative", "synthetic", "known-failure"}
    assert len({case["text"] for case in CASES}) == len(CASES)

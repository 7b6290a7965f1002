"""Every labelled case of damage is repaired as it says; known failures still fail (or their label is out of date)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import repair

CASES = [
    pytest.param(case, id=f"{path.stem}-{number}-{case['label']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.json"))
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8")))
]
LABELS = {"in the wild", "negative", "synthetic", "known failure"}


@pytest.mark.parametrize("case", CASES)
def test_case(case: dict[str, str]) -> None:
    assert case["label"] in LABELS
    repaired = repair(SourceText(case["text"], "utf-8", "")).text
    assert (repaired == case["repaired"]) == (case["label"] != "known failure"), repaired

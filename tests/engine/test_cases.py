"""Labelled cases of every kind of damage and fact, each as the engine reads it.

``python -m tests.engine.test_cases [KIND…]`` prints what passes, by kind and label, and why a case fails; with
``--settle`` it gives known failures that pass by now the label they had otherwise.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.engine.cases.checks import CHECKS, Case

CASES = Path(__file__).with_name("cases")
LABELS = ("in_the_wild_like", "negative", "synthetic", "known_failure")
DAMAGES = (
    "injected_pinyin",
    "shifted_gbk",
    "mojibake",
    "spaces_and_marks",
    "lines_and_paragraphs",
    "script",
    "noise",
    "placeholders",
)
LEAST_CASES = (
    dict.fromkeys(CHECKS, 40)
    | dict.fromkeys((*DAMAGES, "targets", "deadlines", "formulations", "people"), 60)
    | {"commitments": 200}
)


def cases_of(kind: str) -> list[Case]:
    """Give the cases of a kind in the order of their file."""
    return list(json.loads((CASES / f"{kind}.json").read_text(encoding="utf-8")))


def write_cases(kind: str, cases: list[Case]) -> None:
    """Write the cases of a kind, one a line."""
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
    (CASES / f"{kind}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


KINDS = [kind for kind in CHECKS if (CASES / f"{kind}.json").exists()]
ALL = [(kind, case) for kind in KINDS for case in cases_of(kind)]


@pytest.mark.parametrize(
    "kind, case",
    [pytest.param(k, c, id=c["id"]) for k, c in ALL if c["label"] != "known_failure"],
)
def test_case(kind: str, case: Case) -> None:
    assert CHECKS[kind](case) == []


@pytest.mark.parametrize(
    "kind, case",
    [pytest.param(k, c, id=c["id"]) for k, c in ALL if c["label"] == "known_failure"],
)
def test_known_failure_still_fails(kind: str, case: Case) -> None:
    """A known failure that is read right has to lose its mark: ``--settle`` takes it away."""
    assert CHECKS[kind](case) != []


@pytest.mark.parametrize("kind", list(CHECKS))
def test_every_kind_has_cases_enough(kind: str) -> None:
    cases = cases_of(kind)
    assert len(cases) >= LEAST_CASES[kind]
    assert {case["label"] for case in cases} <= set(LABELS)
    labels = {case.get("otherwise", case["label"]) for case in cases}
    assert {"in_the_wild_like", "negative"} <= labels


def test_no_case_stands_twice() -> None:
    ids = Counter(case["id"] for _, case in ALL)
    assert [i for i, n in ids.items() if n > 1] == []
    texts = Counter((kind, json.dumps(case.get("before", case.get("text")))) for kind, case in ALL)
    assert [t for t, n in texts.items() if n > 1] == []


def main(arguments: list[str]) -> int:
    """Print the table and the failures; return 1 where a label and the engine disagree."""
    settle = "--settle" in arguments
    kinds = [a for a in arguments if not a.startswith("--")] or KINDS
    width = max(map(len, kinds))
    print(f"{'kind':{width}}  " + "  ".join(f"{label:>16}" for label in LABELS) + f"  {'all':>9}")
    wrong: list[str] = []
    for kind in kinds:
        cases = cases_of(kind)
        passed: Counter[str] = Counter()
        for case in cases:
            faults = CHECKS[kind](case)
            known = case["label"] == "known_failure"
            passed[case["label"]] += not faults
            if known and not faults and settle:
                case["label"] = case.pop("otherwise")
            elif known is not bool(faults):
                wrong.append(f"{case['id']} ({case['label']}): {'; '.join(faults) or 'passes'}")
            elif faults and "--known" in arguments:
                wrong.append(f"{case['id']} [known] {case.get('cause', '')}: {'; '.join(faults)}")
        if settle:
            write_cases(kind, cases)
        total = Counter(case["label"] for case in cases)
        row = "  ".join(f"{passed[label]:>9}/{total[label]:<6}" for label in LABELS)
        print(f"{kind:{width}}  {row}  {sum(passed.values()):>4}/{len(cases)}")
    print("\n".join(wrong))
    return 1 if wrong and "--known" not in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Learn which characters, pairs, beginnings and ends stand in clauses that a unit could report on.

    python -m bench.train_clause_grams [--leave-out] [FOLDER…]

Reads ``rated_clauses.tsv`` (invented clauses, each judged by its meaning) and the commitments of one clause of our own
labelled answers, and writes ``clause_grams.tsv`` into the engine's knowledge: ridge regression of the judgement on
which grams a clause holds. ``--leave-out`` writes nothing: it learns from nine tenths of the clauses, judges the last,
and prints how many are put on the right side by the rules alone, by the grams alone, and by the grams where the rules
have little to say; a FOLDER (``gold/`` and ``sources/``) is measured too and never learnt from.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from bench.conjugate_gradients import solved
from luoshi_reading.facts.clauses.clause_roles import clause_role
from luoshi_reading.facts.clauses.learnt_points import START, grams
from luoshi_reading.facts.clauses.levels import ACTIONABLE_AT, clause_weight
from luoshi_reading.facts.commitments.entry_weights import LIKE_THINGS, UNSURE

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src/luoshi_reading/knowledge/clause_grams.tsv"
RATED = Path(__file__).with_name("rated_clauses.tsv")
LABELLED = ROOT / "tests/engine/labelled"
JUDGED = {"actionable": 2.5, "directive": -1.5}
"""What a level of an answer is as a judgement."""
SURE_THING, SURE_ATTITUDE = 2, -1
"""Judgements from which on, and down to which, a clause counts when sides are compared."""
LEAST = 2
"""Clauses that a gram must stand in to be weighed."""
PULL = 8.0
"""How strongly points are drawn to zero."""
STEPS = 80
KEPT = 5
"""Hundredths of points below which a gram is left out."""
TENTH = 10


class Example(NamedTuple):
    """A clause and its judgement."""

    words: str
    judged: float


def rated() -> list[Example]:
    """Read the judged clauses."""
    lines = RATED.read_text(encoding="utf-8").splitlines()
    parts = [line.split("\t") for line in lines if not line.startswith("#")]
    return [Example(words, float(judged)) for words, judged in parts]


def answered(folder: Path) -> list[Example]:
    """Read the commitments of one clause of a folder's answers on which nobody differed."""
    found = []
    for path in sorted(folder.glob("*.json")):
        for item in json.loads(path.read_text(encoding="utf-8"))["commitments"]:
            words = item["quote"].rstrip("。；")
            if not item.get("contested") and item["level"] in JUDGED and "，" not in words:
                found.append(Example(words, JUDGED[item["level"]]))
    return found


def learn(known: Sequence[Example]) -> dict[str, float]:
    """Solve the ridge regression by conjugate gradients."""
    counts = Counter(gram for example in known for gram in grams(example.words))
    names = [START, *sorted(gram for gram, count in counts.items() if count >= LEAST)]
    places = {gram: place for place, gram in enumerate(names)}
    rows = [[0, *sorted(places[g] for g in grams(example.words) if g in places)] for example in known]

    def curved(points: list[float]) -> list[float]:
        slope = [PULL * value for value in points]
        slope[0] = 0.0
        for row in rows:
            told = sum([points[place] for place in row])
            for place in row:
                slope[place] += told
        return slope

    wanted = [0.0] * len(names)
    for row, example in zip(rows, known, strict=True):
        for place in row:
            wanted[place] += example.judged
    points = solved(curved, wanted, steps=STEPS)
    return dict(zip(names, points, strict=True))


def judge(points: dict[str, float], words: str) -> float:
    """Judge a clause by learnt points."""
    return points[START] + sum(points[gram] for gram in grams(words) & points.keys())


def right_sides(points: dict[str, float], read: Sequence[Example]) -> Counter[str]:
    """Count the clauses that are surely one or the other, and who puts them on the right side."""
    told: Counter[str] = Counter()
    for example in read:
        if SURE_ATTITUDE < example.judged < SURE_THING:
            continue
        thing = example.judged >= SURE_THING
        weight = clause_weight(example.words, clause_role(example.words))
        alike = judge(points, example.words) >= LIKE_THINGS
        told["clauses"] += 1
        told["rules"] += (weight >= ACTIONABLE_AT) == thing
        told["grams"] += alike == thing
        told["together"] += (weight >= ACTIONABLE_AT or (weight <= UNSURE and alike)) == thing
    return told


def leave_out(known: Sequence[Example], folders: Sequence[Path]) -> None:
    """Print how the grams do on clauses that they were not learnt from."""
    told: Counter[str] = Counter()
    for part in range(TENTH):
        rest = [example for place, example in enumerate(known) if place % TENTH != part]
        told += right_sides(learn(rest), known[part::TENTH])
    print("a tenth left out:", dict(told))
    for folder in folders:
        print(f"{folder.name}:", dict(right_sides(learn(known), answered(folder / "gold"))))


def main(arguments: list[str]) -> None:
    """Learn and write, or measure."""
    known = rated() + answered(LABELLED)
    if "--leave-out" in arguments:
        leave_out(known, [Path(a) for a in arguments if not a.startswith("--")])
        return
    points = {gram: round(100 * value) for gram, value in learn(known).items()}
    kept = sorted((gram, value) for gram, value in points.items() if gram == START or abs(value) >= KEPT)
    head = "# Grams of clauses and the hundredths of points they give; written by bench/train_clause_grams.py.\n"
    OUT.write_text(head + "".join(f"{gram}\t{value}\n" for gram, value in kept), encoding="utf-8")
    print(f"{len(kept)} grams of {len(known)} clauses -> {OUT.name}")


if __name__ == "__main__":
    main(sys.argv[1:])

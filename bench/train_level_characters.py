"""Learn which characters stand in things to report on and which in attitudes, for clauses of unknown verb and object.

    python bench/train_level_characters.py [--leave-out] [FOLDER…]

Reads our own labelled answers and writes ``level_characters.tsv`` into the engine's knowledge: logistic regression on
which characters a commitment holds, beside the points that the rules give it, so that the characters need not say what
the lists know. ``--leave-out`` writes nothing: it learns from all answers but one, reads that one, and prints how many
commitments without any points are put on the wrong side by the rules and by the characters; a FOLDER (``gold/`` and
``sources/``) is measured too and never learnt from.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from luoshi_reading.facts.clause_roles import clause_role
from luoshi_reading.facts.levels import HAN, clause_weight
from luoshi_reading.structure import split_sentences

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src/luoshi_reading/knowledge/level_characters.tsv"
LABELLED = ROOT / "tests/engine/labelled"
LEAST = 3
"""Commitments that a character must stand in to be weighed."""
PULL = 3.3
"""How strongly weights are drawn to zero (the inverse of C in other programs)."""
ROUNDS = 400
STEP = 0.02
POINTS = "points"


class Example(NamedTuple):
    """A commitment: what it holds, the rules' points, the answer."""

    document: str
    characters: frozenset[str]
    points: float
    actionable: bool


def examples(folder: Path) -> list[Example]:
    """Read the commitments of a folder's answers on which nobody differed."""
    found = []
    for path in sorted(folder.glob("*.json")):
        for item in json.loads(path.read_text(encoding="utf-8"))["commitments"]:
            if item.get("contested") or item["level"] == "either":
                continue
            quote = item["quote"]
            clauses = [quote[c.start : c.end] for s in split_sentences(quote) for c in s.clauses]
            points = max(clause_weight(words, clause_role(words)) for words in clauses)
            found.append(Example(path.stem, frozenset(HAN.findall(quote)), points, item["level"] == "actionable"))
    return found


def learn(known: Sequence[Example]) -> dict[str, float]:
    """Fit the weights by steepest descent; "" is what every commitment starts with."""
    counts = Counter(character for example in known for character in example.characters)
    rows = [
        ([c for c in example.characters if counts[c] >= LEAST], max(-2.0, min(3.0, example.points)), example.actionable)
        for example in known
    ]
    weights = {c: 0.0 for c, n in counts.items() if n >= LEAST} | {"": 0.0, POINTS: 0.0}
    for _ in range(ROUNDS):
        slope = {key: PULL * value for key, value in weights.items()} | {"": 0.0}
        for characters, points, actionable in rows:
            score = weights[""] + weights[POINTS] * points + sum(weights[c] for c in characters)
            wrong = 1 / (1 + math.exp(-score)) - actionable
            slope[""] += wrong
            slope[POINTS] += wrong * points
            for c in characters:
                slope[c] += wrong
        for key in weights:
            weights[key] -= STEP * slope[key] / (len(rows) ** 0.5 if key in ("", POINTS) else 1)
    return weights


def wrong_sides(weights: dict[str, float], read: Iterable[Example]) -> tuple[int, int, int]:
    """Count the commitments without points, and those that rules and characters put on the wrong side."""
    without = [example for example in read if example.points == 0]
    scores = [weights[""] + sum(weights.get(c, 0.0) for c in example.characters) for example in without]
    by_characters = sum((score > 0) != example.actionable for score, example in zip(scores, without, strict=True))
    return len(without), sum(example.actionable for example in without), by_characters


def leave_out(known: Sequence[Example], folders: Sequence[Path]) -> None:
    """Print how the characters do on answers that they were not learnt from."""
    total = [0, 0, 0]
    for document in sorted({example.document for example in known}):
        weights = learn([example for example in known if example.document != document])
        counted = wrong_sides(weights, (example for example in known if example.document == document))
        total = [a + b for a, b in zip(total, counted, strict=True)]
    print("own answers, each left out: {} without points, wrong by rules {}, by characters {}".format(*total))
    for folder in folders:
        counted = wrong_sides(learn(known), examples(folder / "gold"))
        print("{}: {} without points, wrong by rules {}, by characters {}".format(folder.name, *counted))


def main(arguments: list[str]) -> None:
    """Learn and write, or measure."""
    known = examples(LABELLED)
    if "--leave-out" in arguments:
        leave_out(known, [Path(a) for a in arguments if not a.startswith("--")])
        return
    weights = learn(known)
    kept = sorted((c, w) for c, w in weights.items() if c not in ("", POINTS) and abs(w) >= 0.05)
    head = "# Characters and how far they speak for a thing to report on; written by bench/train_level_characters.py.\n"
    rows = [f"\t{weights['']:.2f}\n", *(f"{c}\t{w:.2f}\n" for c, w in kept)]
    OUT.write_text(head + "".join(rows), encoding="utf-8")
    print(f"{len(kept)} characters of {len(known)} commitments -> {OUT.name}")


if __name__ == "__main__":
    main(sys.argv[1:])

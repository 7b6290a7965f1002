"""Learn at which commas sentences that are dense with things to report on are cut.

    python -m bench.train_comma_cuts [--check | --leave-out] [FOLDER…]

Reads our own labelled answers and the dense ones of ``tests/engine``, and writes ``comma_cuts.tsv`` into the engine's
knowledge: logistic regression, drawn to zero, of whether an entry begins at a comma on the signs of
``facts/learnt_cuts.py``. What only one of two annotators gave tells nothing. ``--leave-out`` writes nothing: it leaves
each set of answers out in turn, learns from the others and prints how many commas it cuts there that the answers cut
and that they do not; a FOLDER (``gold/`` and ``sources/``) is measured too and never learnt from.
``--check`` writes nothing either: it fails where what the engine knows is not what is learnt.
"""

from __future__ import annotations

import math
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

os.environ["LUOSHI_COMPILED"] = "0"  # a compiled engine cannot be listened to

from bench.conjugate_gradients import solved
from luoshi_reading.facts import commitments
from luoshi_reading.facts.coordination import Run, Sense
from luoshi_reading.facts.learnt_cuts import LIKELY, START, is_dense, may_be_cut, signs
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text
from tests.engine.answers import Answer, folder_answers, own_answers

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src/luoshi_reading/knowledge/comma_cuts.tsv"
DENSE = ROOT / "tests/engine/dense"
LEAST = 3
"""Commas at which a sign must stand to be weighed."""
PULL = 5.0
"""How strongly points are drawn to zero."""
ROUNDS, STEPS, CLOSE = 12, 60, 1e-4
KEPT = 3
"""Hundredths of points below which a sign is left out."""
ROUNDING = 2
"""Hundredths by which another machine may learn otherwise."""
LONGEST_LEAD = 6
"""Characters of a clause that an entry's quote may leave out at its head."""


class Comma(NamedTuple):
    """A comma within an order: its signs, whether the engine asks what was learnt of it, whether an entry begins."""

    signs: list[str]
    asked: bool
    cut: bool


def listened(text: str) -> Iterator[tuple[Run, list[float], Sense]]:
    """Give the sentences of a text that the engine would cut."""
    heard: list[tuple[Run, list[float], Sense]] = []
    cut: Callable[[Run, list[float], Sense], Iterator[tuple[int, int]]] = vars(commitments)["cut"]

    def hear(run: Run, weights: list[float], sense: Sense) -> Iterator[tuple[int, int]]:
        heard.append((run, weights, sense))
        return cut(run, weights, sense)

    vars(commitments)["cut"] = hear
    try:
        read_text(SourceText(text, "utf-8", ""))
    finally:
        vars(commitments)["cut"] = cut
    yield from heard


def entries(answer: Answer, text: str) -> list[tuple[int, int, bool]]:
    """Give where the entries of an answer stand in its text, and whether only one annotator gave them."""
    found = ((text.find(c["quote"]), c) for c in answer.gold["commitments"])
    return [(at, at + len(c["quote"]), bool(c.get("contested"))) for at, c in found if at >= 0]


def begins_at(clause: Any, listed: Sequence[tuple[int, int, bool]]) -> bool | None:
    """Tell whether an entry begins with a clause or goes on over its head; None where the answers leave it open."""
    over = [contested for start, end, contested in listed if start < clause.start < end - 1]
    begun = [c for start, _, c in listed if clause.start <= start < min(clause.end, clause.start + LONGEST_LEAD + 1)]
    begins, goes_on = bool(begun) and not all(begun), bool(over) and not all(over)
    return None if begins == goes_on else begins


def commas(answers: Sequence[Answer]) -> list[Comma]:
    """Read the commas of documents on which the annotators agreed."""
    found = []
    for answer in answers:
        text = read_text(SourceText(answer.clean, "utf-8", "")).repaired.text
        listed = entries(answer, text)
        for run, weights, sense in listened(answer.clean):
            dense = is_dense(run, weights)
            for index in range(1, len(run)):
                begins = begins_at(run[index].clause, listed)
                if begins is not None:
                    seen = signs(run, weights, index, sense.style, sense.numbered)
                    found.append(Comma(seen, dense and may_be_cut(run, weights, 0, index), begins))
    return found


def learn(known: Sequence[Comma]) -> dict[str, float]:
    """Fit by Newton's method, each step solved by conjugate gradients."""
    counted = Counter(sign for comma in known for sign in comma.signs)
    names = [START, *sorted(sign for sign, count in counted.items() if count >= LEAST and sign != START)]
    places = {sign: place for place, sign in enumerate(names)}
    rows = [sorted(places[sign] for sign in comma.signs if sign in places) for comma in known]
    points = [0.0] * len(names)
    for _ in range(ROUNDS):
        likely = [1 / (1 + math.exp(-sum(points[place] for place in row))) for row in rows]
        bends = [p * (1 - p) for p in likely]
        slope = [-PULL * value for value in points]
        slope[0] = 0.0
        for row, p, comma in zip(rows, likely, known, strict=True):
            for place in row:
                slope[place] += comma.cut - p
        step = newton_step(rows, bends, slope)
        points = [point + by for point, by in zip(points, step, strict=True)]
        if max(map(abs, step)) < CLOSE:
            break
    return dict(zip(names, points, strict=True))


def newton_step(rows: Sequence[Sequence[int]], bends: Sequence[float], slope: list[float]) -> list[float]:
    """Solve for one step of Newton's method."""

    def curved(way: list[float]) -> list[float]:
        out = [PULL * value for value in way]
        out[0] = 0.0
        for row, bend in zip(rows, bends, strict=True):
            told = bend * sum([way[place] for place in row])
            for place in row:
                out[place] += told
        return out

    return solved(curved, slope, steps=STEPS, close=CLOSE)


def measured(points: dict[str, float], read: Sequence[Comma]) -> str:
    """Say how the commas that the engine asks about are cut."""
    asked = [comma for comma in read if comma.asked]
    cut = [comma for comma in asked if 100 * sum(points.get(sign, 0.0) for sign in comma.signs) >= LIKELY]
    right = sum(comma.cut for comma in cut)
    wanted = sum(comma.cut for comma in asked)
    return f"{len(asked)} commas, {wanted} cut by the answers; cut {right} of them and {len(cut) - right} others"


def sets() -> dict[str, list[Answer]]:
    """Give our own answers, and the dense ones by who wrote them."""
    dense = folder_answers(DENSE)
    eighth = [dense[at : at + 8] for at in range(0, len(dense), 8)]
    return {"own": own_answers()} | {f"dense {number}": part for number, part in enumerate(eighth, start=1)}


def main(arguments: list[str]) -> None:
    """Learn and write, or measure."""
    known = {name: commas(answers) for name, answers in sets().items()}
    everything = [comma for part in known.values() for comma in part]
    if "--leave-out" in arguments:
        for name, part in known.items():
            others = [comma for other, rest in known.items() if other != name for comma in rest]
            print(f"{name}, left out: {measured(learn(others), part)}")
        points = learn(everything)
        for folder in (Path(a) for a in arguments if not a.startswith("--")):
            print(f"{folder.name}, never learnt from: {measured(points, commas(folder_answers(folder)))}")
        return
    learnt = {sign: round(100 * value) for sign, value in learn(everything).items()}
    kept = sorted((sign, value) for sign, value in learnt.items() if sign == START or abs(value) >= KEPT)
    if "--check" in arguments:
        lines = [line.rpartition("\t") for line in OUT.read_text(encoding="utf-8").splitlines()[1:]]
        off = [sign for sign, _, value in lines if abs(learnt.get(sign, 0) - int(value)) > ROUNDING]
        if off or abs(len(lines) - len(kept)) > len(kept) // 20:
            raise SystemExit(
                f"{OUT.name} is not what is learnt: {len(lines)} signs, {len(kept)} learnt, {off[:9]} differ"
            )
        return
    head = "# Signs at commas and the hundredths of points they give; written by bench/train_comma_cuts.py.\n"
    OUT.write_text(head + "".join(f"{sign}\t{value}\n" for sign, value in kept), encoding="utf-8")
    print(f"{len(everything)} commas, {len(kept)} signs written to {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Learn at which commas sentences that count are cut.

    python -m bench.train_comma_cuts [--check | --leave-out] [FOLDER…]

Reads our own labelled answers, the dense ones, the cases and the tables of orders of ``tests/engine``, and writes
``comma_cuts.tsv`` into the engine's knowledge: logistic regression, drawn to zero, of whether an entry begins at a
comma on the signs of ``facts/cutting/comma_signs.py``. Learnt from every sentence, with or without numbers, cut as the
answers cut it; what only one of two annotators gave tells nothing. ``--leave-out`` writes nothing: it leaves out an
eighth of the documents in turn, learns from the others and prints how the sentences that count are cut there, by the
rules alone and with what was learnt; a FOLDER (``gold/`` and ``sources/``) is measured too and never learnt from.
``--check`` writes nothing either: it fails where what the engine knows is not what is learnt.
"""

from __future__ import annotations

import json
import math
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

os.environ["LUOSHI_COMPILED"] = "0"  # a compiled engine cannot be listened to

from bench.conjugate_gradients import solved
from luoshi_reading.facts.commitments import commitments
from luoshi_reading.facts.commitments.commitments import find_pieces
from luoshi_reading.facts.cutting import cutting
from luoshi_reading.facts.cutting.comma_signs import START, Seen, signs
from luoshi_reading.facts.cutting.coordination import Run, Sense, with_frames
from luoshi_reading.facts.cutting.learnt_cuts import DENIED, WANTED, tells_counts
from luoshi_reading.facts.cutting.pieces_apart import Part
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text
from luoshi_reading.structure import split_sentences
from tests.engine.answers import Answer, folder_answers, own_answers
from tests.engine.cases.checks import framed
from tests.engine.facts.test_commitments import STYLES
from tests.engine.facts.test_pieces_of_sentences import CASES as MARKED

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src/luoshi_reading/knowledge/comma_cuts.tsv"
DENSE = ROOT / "tests/engine/dense"
CASES = ROOT / "tests/engine/cases"
TABLE = ROOT / "tests/engine/facts/commitments.json"
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
FOLDS = 8

Entries = Sequence[tuple[int, int, bool]]
Asked = Callable[[Sequence[Seen], Part, int, Sense, bool], bool]


class Sentence(NamedTuple):
    """A sentence that may be cut, and the entries of its document's answer."""

    run: Run
    weights: list[float]
    sense: Sense
    listed: Entries


class Comma(NamedTuple):
    """A comma within an order: its signs and whether an entry begins."""

    signs: list[str]
    cut: bool


def listened(read: Callable[[], object]) -> list[tuple[Run, list[float], Sense]]:
    """Give the sentences that the engine would cut while it reads."""
    heard: list[tuple[Run, list[float], Sense]] = []
    cut: Callable[[Run, list[float], Sense], Iterator[tuple[int, int]]] = vars(commitments)["cut"]

    def hear(run: Run, weights: list[float], sense: Sense) -> Iterator[tuple[int, int]]:
        heard.append((run, weights, sense))
        return cut(run, weights, sense)

    vars(commitments)["cut"] = hear
    try:
        read()
    finally:
        vars(commitments)["cut"] = cut
    return [one for one in heard if len(one[0]) > 1]


def cut_by(sentence: Sentence, asked: Asked, *, always: bool) -> list[int]:
    """Cut a sentence with ``asked`` in the place of what was learnt; ``always``: though it holds no number."""

    def ask(seen: Sequence[Seen], part: Part, index: int, sense: Sense, *, by_rule: bool) -> bool:
        return asked(seen, part, index, sense, by_rule)

    known = {name: vars(cutting)[name] for name in ("is_cut", "tells_counts", "never_begins")}
    vars(cutting)["is_cut"] = ask
    if always:
        vars(cutting).update(tells_counts=lambda run: True, never_begins=lambda run, seen, first, index: False)
    try:
        return [first for first, _ in cutting.cut(sentence.run, sentence.weights, sentence.sense)][1:]
    finally:
        vars(cutting).update(known)


def entries(answer: Answer, text: str) -> list[tuple[int, int, bool]]:
    """Give where the entries of an answer stand in its text, and whether only one annotator gave them."""
    found = ((text.find(c["quote"]), c) for c in answer.gold["commitments"])
    return [(at, at + len(c["quote"]), bool(c.get("contested"))) for at, c in found if at >= 0]


def begins_at(clause: Any, listed: Entries) -> bool | None:
    """Tell whether an entry begins with a clause or goes on over its head; None where the answers leave it open."""
    over = [contested for start, end, contested in listed if start < clause.start < end - 1]
    begun = [c for start, _, c in listed if clause.start <= start < min(clause.end, clause.start + LONGEST_LEAD + 1)]
    begins, goes_on = bool(begun) and not all(begun), bool(over) and not all(over)
    return None if begins == goes_on else begins


def sentences(answers: Sequence[Answer]) -> list[Sentence]:
    """Read the sentences of several clauses."""
    found = []
    for answer in answers:
        source = SourceText(answer.clean, "utf-8", "")
        listed = entries(answer, read_text(source).repaired.text)
        found += [Sentence(*heard, listed) for heard in listened(lambda source=source: read_text(source))]  # type: ignore[misc]
    return found


def table_sentences() -> list[Sentence]:
    """Read the tables of sentences and of what is found in them."""
    tables = [(style, marked.replace("‖", "，"), marked.rstrip("。").split("‖")) for style, marked in MARKED]
    for case in json.loads(TABLE.read_text(encoding="utf-8")):
        tables.append((case["style"], case["text"], [quote for quote, _ in case["found"]]))
    found = []
    for style, text, pieces in tables:
        listed = [(text.index(piece), text.index(piece) + len(piece), False) for piece in pieces]

        def read(text: str = text, style: str = style) -> object:
            return list(find_pieces(text, split_sentences(text), STYLES[style], heads=set(), skip=set()))

        found += [Sentence(*heard, listed) for heard in listened(read)]
    return found


def case_answers() -> list[Answer]:
    """Give the labelled cases of orders, each in the document that its genre stands for."""
    answers = []
    for kind in ("commitments", "retold"):
        for case in json.loads((CASES / f"{kind}.json").read_text(encoding="utf-8")):
            text = framed(case)[0]
            gold = {"commitments": case["commitments"]}
            answers.append(Answer(case["id"], f"{case['id']}.txt", text.encode(), gold, text))
    return answers


def commas(read: Sequence[Sentence]) -> list[Comma]:
    """Go over sentences as the answers cut them; give the commas on which the annotators agreed."""
    found = []
    for sentence in read:

        def told(
            seen: Sequence[Seen], part: Part, index: int, sense: Sense, by_rule: bool, listed: Entries = sentence.listed
        ) -> bool:
            run = [one.told for one in seen]
            begins = begins_at(run[with_frames(run, part.first, index)].clause, listed)
            if begins is None:
                return by_rule
            found.append(Comma(signs(seen, part, index, sense), begins))
            return begins

        cut_by(sentence, told, always=True)
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


def measured(points: dict[str, float] | None, read: Sequence[Sentence]) -> Counter[str]:
    """Count how sentences that count are cut, by the rules alone without ``points``."""

    def told(seen: Sequence[Seen], part: Part, index: int, sense: Sense, by_rule: bool) -> bool:
        if points is None:
            return by_rule
        total = 100 * sum(points.get(sign, 0.0) for sign in signs(seen, part, index, sense))
        return total >= (DENIED if by_rule else WANTED)

    count: Counter[str] = Counter()
    for sentence in read:
        if not tells_counts(sentence.run):
            continue
        made = cut_by(sentence, told, always=False)
        for index in range(1, len(sentence.run)):
            due = begins_at(sentence.run[index].clause, sentence.listed)
            if due is not None:
                count += Counter(commas=1, due=due, right=due and index in made, wrong=not due and index in made)
    return count


def compared(rules: Counter[str], learnt: Counter[str]) -> str:
    """Say how commas are cut by the rules and with what was learnt."""
    told = f"{rules['commas']} commas, {rules['due']} cut by the answers"
    return f"{told}; rules {rules['right']} + {rules['wrong']} others, learnt {learnt['right']} + {learnt['wrong']}"


def left_out(answers: dict[str, list[Answer]], folders: Sequence[Path]) -> None:
    """Print how documents are cut that were not learnt from."""
    parts: list[list[tuple[str, Sentence]]] = [[] for _ in range(FOLDS)]
    for name, documents in answers.items():
        for number, answer in enumerate(documents):
            parts[number % FOLDS] += [(name, sentence) for sentence in sentences([answer])]
    rules = {name: Counter[str]() for name in answers}
    with_learnt = {name: Counter[str]() for name in answers}
    for part in parts:
        points = learn(commas([sentence for other in parts if other is not part for _, sentence in other]))
        for name in answers:
            of_name = [sentence for whose, sentence in part if whose == name]
            rules[name] += measured(None, of_name)
            with_learnt[name] += measured(points, of_name)
    for name in answers:
        print(f"{name}, left out: {compared(rules[name], with_learnt[name])}")
    points = learn(commas([sentence for part in parts for _, sentence in part]))
    for folder in folders:
        read = sentences(folder_answers(folder))
        print(f"{folder.name}, never learnt from: {compared(measured(None, read), measured(points, read))}")


def main(arguments: list[str]) -> None:
    """Learn and write, or measure."""
    answers = {"own": own_answers(), "dense": folder_answers(DENSE), "cases": case_answers()}
    if "--leave-out" in arguments:
        left_out(answers, [Path(a) for a in arguments if not a.startswith("--")])
        return
    read = sentences([answer for documents in answers.values() for answer in documents])
    everything = commas([*read, *table_sentences()])
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

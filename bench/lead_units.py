"""How often the unit that officials put first is the first, or among the first three, of those suggested.

    python bench/lead_units.py FOLDER            (or LUOSHI_GOLD=… with a folder ``decompositions`` inside)
    python bench/lead_units.py --speed [--tasks 10000]

FOLDER holds one folder a document with ``tasks.csv``: columns ``task_text``, ``section`` and ``responsible_units``,
of which the first listed leads. Each document is judged by what the others teach; every unit that any of them names
may be chosen. ``--speed`` measures training and suggesting on made-up tasks.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from luoshi.domain.organizations.rules.lead_units import LeadModel, LedWork, Work, words_of
from luoshi.domain.organizations.rules.names import NamedUnit
from luoshi.domain.organizations.terms import UnitKind

Ranking = Callable[[Work], Sequence[int]]
Documents = dict[str, list[tuple[Work, str]]]

_AFTER_THE_NAMES = re.compile(r"列第一|下同|；|;")
_BETWEEN_NAMES = re.compile(r"[、，,;；]|和(?=各|省|市|区|县|有关)")
_DUTY = re.compile(r"(?:按照?职责分工|分别|共同|牵头|负责|配合|落实|组织实施|承担|等省直有关部门|等部门|等单位|等)+$")


def listed_units(bracket: str) -> list[str]:
    """Split a duty note into the names of units, in its order."""
    text = re.sub(r"(?:责任|牵头)单位[:：]", "", bracket)
    parts = _BETWEEN_NAMES.split(_AFTER_THE_NAMES.split(text)[0])
    return [name for name in (_DUTY.sub("", part.strip("()（）[]〔〕。 ")) for part in parts) if len(name) > 1]


def read_folder(folder: Path) -> tuple[Documents, list[str]]:
    """Read the tasks of each document with the unit listed first, and every unit named anywhere."""
    documents: Documents = {}
    names: set[str] = set()
    for path in sorted(folder.glob("*/tasks.csv")):
        with path.open(encoding="utf-8-sig", newline="") as rows:
            for row in csv.DictReader(rows):
                units = listed_units(row["responsible_units"])
                names.update(units)
                if units:
                    work = Work(row["task_text"], row.get("section") or "")
                    documents.setdefault(path.parent.name, []).append((work, units[0]))
    return documents, sorted(names)


def most_frequent(units: Sequence[NamedUnit], led: Sequence[tuple[int, Work]]) -> Ranking:
    """Rank by how often a unit leads in the other documents."""
    counts = Counter(unit_id for unit_id, _ in led)
    order = sorted((u.unit_id for u in units), key=lambda i: -counts[i])
    return lambda work: order


def name_words(units: Sequence[NamedUnit], led: Sequence[tuple[int, Work]]) -> Ranking:
    """Rank by how many pairs of letters of a unit's name the text holds."""
    pairs = {u.unit_id: {u.name[i : i + 2] for i in range(1, len(u.name) - 1)} for u in units}

    def rank(work: Work) -> Sequence[int]:
        text = work.text + work.heading
        return sorted(pairs, key=lambda i: (-sum(p in text for p in pairs[i]) / (len(pairs[i]) or 1), i))

    return rank


def model(units: Sequence[NamedUnit], led: Sequence[tuple[int, Work]]) -> Ranking:
    """Rank as the product does."""
    made = LeadModel(units, LedWork(led))
    return lambda work: [s.unit_id for s in made.suggest(work)]


def duties_only(units: Sequence[NamedUnit], led: Sequence[tuple[int, Work]]) -> Ranking:
    """Rank as the product does before a task was accepted."""
    return model(units, [])


def learnt_only(units: Sequence[NamedUnit], led: Sequence[tuple[int, Work]]) -> Ranking:
    """Rank by what the other documents teach alone."""
    learnt = LedWork(led)

    def rank(work: Work) -> Sequence[int]:
        votes = learnt.votes(f"{work.text}。{work.heading}", [u.unit_id for u in units])
        return sorted(votes, key=lambda i: (-sum(votes[i].values()), i))

    return rank


def measure(folder: Path) -> None:
    """Print the share of tasks whose lead is first, and among the first three, leaving one document out at a time."""
    documents, names = read_folder(folder)
    ids = {name: number for number, name in enumerate(names)}
    units = [NamedUnit(number, f"{number:04}", UnitKind.DEPARTMENT, name) for name, number in ids.items()]
    methods = {
        "most frequent unit": most_frequent,
        "words of the name": name_words,
        "learnt alone": learnt_only,
        "names and duties alone": duties_only,
        "names, duties and learnt": model,
    }
    total = sum(len(tasks) for tasks in documents.values())
    print(f"{len(documents)} documents, {total} tasks, {len(units)} units to choose from")
    for name, method in methods.items():
        first = third = 0
        shares = []
        for left_out, tasks in documents.items():
            led = [(ids[u], w) for other, listed in documents.items() if other != left_out for w, u in listed]
            rank = method(units, led)
            places = [list(rank(work))[:3] for work, _ in tasks]
            hits = sum(bool(p) and p[0] == ids[unit] for p, (_, unit) in zip(places, tasks, strict=True))
            first += hits
            third += sum(ids[unit] in p for p, (_, unit) in zip(places, tasks, strict=True))
            shares.append(f"{hits}/{len(tasks)}")
        print(f"{name:<26} top-1 {first / total:.3f}  top-3 {third / total:.3f}  ({' '.join(shares)})")


def measure_speed(count: int) -> None:
    """Print the seconds of training on made-up tasks and the milliseconds of one suggestion."""
    kinds = ["发展和改革委员会", "农业农村局", "教育局", "水利局", "交通运输局", "商务局", "财政局", "科学技术局"]
    units = [
        NamedUnit(i, f"{i:04}", UnitKind.DEPARTMENT, f"{'甲乙丙丁戊'[i // len(kinds)]}市{kinds[i % len(kinds)]}")
        for i in range(40)
    ]
    dice = random.Random(1)
    letters = "".join(sorted({c for unit in units for word in words_of(unit) for c in word}))
    vocabulary = ["".join(dice.choices(letters, k=dice.randint(2, 4))) for _ in range(4000)]

    def sentence(unit: int) -> str:
        own = vocabulary[unit * 100 : unit * 100 + 100]
        return "，".join("".join(dice.choices(own, k=2) + dice.choices(vocabulary, k=3)) for _ in range(8))

    led = [(i % 40, Work(sentence(i % 40), sentence(i % 40)[:20])) for i in range(count)]
    start = time.process_time()
    learnt = LedWork(led)
    trained = time.process_time() - start
    made = LeadModel(units, learnt)
    asked = [Work(sentence(i % 40)) for i in range(50)]
    start = time.process_time()
    right = sum(made.suggest(work)[0].unit_id == i % 40 for i, work in enumerate(asked))
    spent = time.process_time() - start
    characters = sum(len(w.text) + len(w.heading) for _, w in led) / count
    print(f"{count} tasks of {characters:.0f} characters: trained in {trained:.2f} s of processor time, ", end="")
    print(f"one suggestion in {1000 * spent / len(asked):.1f} ms ({right}/{len(asked)} as made up)")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--tasks", type=int, default=10_000)
    asked = parser.parse_args()
    if asked.speed:
        measure_speed(asked.tasks)
        return
    gold = os.environ.get("LUOSHI_GOLD")
    folder = asked.folder or (Path(gold) / "decompositions" if gold else None)
    if folder is None:
        parser.error("name a folder, or set LUOSHI_GOLD")
    measure(folder)


if __name__ == "__main__":
    main()

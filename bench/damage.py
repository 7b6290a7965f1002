"""How near damaged documents are brought back, and how far what is found in them stays the same.

    python -m bench.damage FOLDER…

A FOLDER holds clean texts as ``gold/*.clean.txt``. Each is read as it is and in every way of
``tests/engine/damage/compounds.py``. A row tells for one way: the documents, the likeness of the repaired texts (1 less
the edit distance by length; mean and least), the shares of documents with the same title, date, place and kind, and the
shares of people, formulations and commitments (with level, owner and day) that both readings have. Damage that adds a
day or loses characters for good changes facts rightly: those rows are no faults by themselves.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from luoshi_reading.pipeline import as_json, read
from tests.engine.damage.compounds import WAYS
from tests.engine.scoring import plain

SHORTEST = 300
"""Characters of a text that is long enough to be damaged."""
HEADS = ("title", "date", "place_code", "kind")
LISTED = {"people": "name", "formulations": "text", "commitments": "quote"}


def heads(found: dict[str, Any]) -> dict[str, str]:
    """Give what is told once of a document."""
    return {head: plain(found.get(head) or "") for head in HEADS}


def listed(found: dict[str, Any], kind: str) -> Counter[tuple[Any, ...]]:
    """Give what is listed of a kind, each with what is told of it."""
    of = LISTED[kind]
    return Counter(
        (plain(one[of]), one.get("level"), one.get("owner"), one.get("deadline")) for one in found.get(kind) or []
    )


def shared(one: Counter[Any], other: Counter[Any]) -> float | None:
    """Give twice what both have by what they have; None where neither has anything."""
    every = one.total() + other.total()
    return 2 * (one & other).total() / every if every else None


def mean(values: Iterable[float | None]) -> float:
    """Average what is known."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 1.0


def main(arguments: list[str]) -> None:
    """Measure and print."""
    paths = [path for folder in arguments for path in sorted(Path(folder).glob("gold/*.clean.txt"))]
    texts = [text for text in (path.read_text(encoding="utf-8") for path in paths) if len(text) >= SHORTEST]
    whole = [as_json(read(text.encode(), name="text.txt")) for text in texts]
    print(
        f"{'':<36}{'documents':>10}{'text':>7}{'least':>7}", *(f"{name[:7]:>7}" for name in (*HEADS, *LISTED)), sep=""
    )
    for name, way in WAYS.items():
        rows: list[tuple[float, list[bool], list[float | None]]] = []
        for text, due in zip(texts, whole, strict=True):
            data, file_name = way(text)
            if data == text.encode():
                continue
            found = as_json(read(data, name=file_name))
            likeness = 1 - Levenshtein.normalized_distance(plain(found["text"]), plain(due["text"]))
            told, wanted = heads(found), heads(due)
            same = [told[head] == wanted[head] for head in HEADS]
            rows.append((likeness, same, [shared(listed(found, kind), listed(due, kind)) for kind in LISTED]))
        if rows:
            likenesses = [row[0] for row in rows]
            figures = [mean(likenesses), min(likenesses)]
            figures += [mean(row[1][at] for row in rows) for at in range(len(HEADS))]
            figures += [mean(row[2][at] for row in rows) for at in range(len(LISTED))]
            print(f"{name:<36}{len(rows):>10}", *(f"{figure:>7.3f}" for figure in figures), sep="")


if __name__ == "__main__":
    main(sys.argv[1:])

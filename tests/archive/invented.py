"""Invented archives: the demonstration's documents cut up and put together anew, as many as are wanted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import luoshi

_PLACES = ("霁川市", "临霁区", "东砚区", "南泊县", "云渡县", "石梁县")


def _originals() -> list[list[str]]:
    folder = files(luoshi) / "workflows/demonstration/documents"
    named = sorted(each.name for each in folder.iterdir() if each.name[:2].isdigit() and each.name.endswith(".txt"))
    return [(folder / name).read_text(encoding="utf-8").splitlines() for name in named]


def texts(count: int, *, seed: int = 7, lines: int = 14) -> Iterator[str]:
    """Yield ``count`` documents of about ``lines`` paragraphs, no two alike."""
    chance = random.Random(seed)
    originals = [[line for line in each if line.strip()] for each in _originals()]
    for number in range(count):
        title, *_ = chance.choice(originals)
        body = [chance.choice(chance.choice(originals)[1:]) for _ in range(chance.randint(lines // 2, lines * 3 // 2))]
        body[0] = f"{chance.choice(_PLACES)}第{number + 1}号材料。" + body[0]
        yield "\n".join([title, *body]) + "\n"


def folder_of(root: Path, count: int, *, seed: int = 7, lines: int = 14) -> Path:
    """Write ``count`` documents into a folder with a folder a hundred."""
    for number, text in enumerate(texts(count, seed=seed, lines=lines)):
        below = root / f"{number // 100:04}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return root

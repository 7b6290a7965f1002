"""The answers made by hand and the documents they belong to: our own, and those of a folder."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engine.damage import GENERATORS
from tests.engine.damage.__main__ import DOCUMENTS, manifest

LABELLED = Path(__file__).parent / "labelled"


@dataclass(frozen=True, slots=True)
class Answer:
    """One document as it reaches the engine, what stands in it, and its text as it should be repaired."""

    name: str
    file_name: str
    data: bytes
    gold: dict[str, Any]
    clean: str


def own_answers() -> list[Answer]:
    """Give the labelled documents of this repository, each in its damaged form.

    The demonstration's documents are read as the files it loads; the others are damaged as ``damage.toml`` says.
    """
    files = {Path(entry["clean"]).stem: entry["file"] for entry in manifest()}
    damages: dict[str, list[str]] = tomllib.loads((LABELLED / "damage.toml").read_text(encoding="utf-8"))["damage"]
    answers = []
    for path in sorted(LABELLED.glob("*.json")):
        if path.stem in files:
            file = DOCUMENTS / files[path.stem]
            clean = (DOCUMENTS / f"{path.stem}.txt").read_text(encoding="utf-8")
            answers.append(Answer(path.stem, file.name, file.read_bytes(), _gold(path), clean))
        else:
            clean = path.with_suffix(".clean.txt").read_text(encoding="utf-8")
            text = clean
            for name in damages[path.stem]:
                text = GENERATORS[name](text, seed=2).text
            answers.append(Answer(path.stem, f"{path.stem}.txt", text.encode(), _gold(path), clean))
    return answers


def folder_answers(folder: Path) -> list[Answer]:
    """Give the answers of a folder: ``sources/NAME.txt`` beside ``gold/NAME.json`` and ``gold/NAME.clean.txt``."""
    answers = []
    for path in sorted((folder / "gold").glob("*.json")):
        source = next((folder / "sources").glob(f"{path.stem}.*"))
        clean = path.with_suffix(".clean.txt").read_text(encoding="utf-8")
        answers.append(Answer(path.stem, source.name, source.read_bytes(), _gold(path), clean))
    return answers


def _gold(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold

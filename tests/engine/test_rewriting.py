"""What is compiled looks letters up in tables where the sources ask whether a letter is one of some."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest

from luoshi_reading.knowledge.letter_tables import begins, ends, stands, table_of

ROOT = Path(__file__).resolve().parents[2]
FIRST = frozenset("渡港船")
SOURCE = """FIRST = frozenset("渡港船")
WORDS = frozenset(("渡口", "港"))

def asked(text: str, parts: list[str], at: int) -> list[bool]:
    core = text.strip("，")
    part = parts[0]
    return [
        text[at] in FIRST,
        text[0] not in FIRST,
        text[:1] in FIRST,
        text[-1:] in FIRST,
        core[-1] in "口岸",
        core[:1] in "口岸",
        text[:2] in WORDS,
        parts[0] in FIRST,
        part[0] in FIRST,
    ]
"""


def rewriting() -> ModuleType:
    """The module, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("rewriting", ROOT / "bin/rewriting.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_only_letters_of_what_is_text_for_certain_are_looked_up() -> None:
    module = rewriting()
    values: dict[str, object] = {"FIRST": FIRST, "WORDS": frozenset(("渡口", "港"))}
    written = module.with_letters(SOURCE, values, module.texts_of([SOURCE]))
    lines = written.split("\n")
    assert [line.strip(" ,") for line in lines[7:16]] == [
        "stands(_LETTERS_0, 2, text, at)",
        "(not stands(_LETTERS_0, 2, text, 0))",
        "begins(_LETTERS_0, 2, text)",
        "ends(_LETTERS_0, 2, text)",
        "stands(_LETTERS_0, 1, core, -1)",
        'core[:1] in "口岸"',
        "text[:2] in WORDS",
        "parts[0] in FIRST",
        "part[0] in FIRST",
    ]
    assert lines[-3:] == [
        "from luoshi_reading.knowledge.letter_tables import begins, ends, stands, table_of",
        "_LETTERS_0 = table_of('口岸', FIRST)",
        "",
    ]
    assert len(lines) == len(SOURCE.split("\n")) + 3
    mine: dict[str, object] = {}
    plain: dict[str, object] = {}
    exec(written, mine)
    exec(SOURCE, plain)
    for text, at in (("渡口，", 1), ("口岸", -1), ("岸，，", 2), ("口船", 1)):
        assert mine["asked"](text, ["渡", "港口"], at) == plain["asked"](text, ["渡", "港口"], at)  # type: ignore[operator]


def test_a_table_tells_what_the_collections_hold() -> None:
    chance = random.Random(3)
    letters = [chr(chance.randrange(0x10000)) for _ in range(200)]
    collections = [frozenset(chance.sample(letters, 9)) for _ in range(8)]
    table = table_of(*collections)
    for letter in (*letters, "\U00020000", "x"):
        for at, collection in enumerate(collections):
            held = letter in collection
            assert stands(table, 1 << at, "，" + letter, -1) == held
            assert begins(table, 1 << at, letter + "，") == ends(table, 1 << at, "，" + letter) == held
    assert not begins(table, 1, "")
    assert not ends(table, 1, "")
    with pytest.raises(IndexError):
        stands(table, 1, "", 0)

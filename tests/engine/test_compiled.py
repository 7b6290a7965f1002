"""The compiled engine is found for exactly the sources that it was made of, and reads as they do."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from luoshi_reading import compiled
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text
from tests.engine.adversarial import MANY_READINGS, REPEATED, said_over, wrong

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/engine/cases"
BYTES = 3_000
MOST = 15_000
PLAIN = ["src"]


def texts() -> dict[str, str]:
    """Documents and texts that are hard to read, by name."""
    found = {path.name: path.read_text(encoding="utf-8")[:MOST] for path in sorted(CASES.rglob("*.json"))}
    found |= {unit: said_over(unit, BYTES) for unit in REPEATED} | MANY_READINGS | dict(wrong(BYTES))
    return found


def readings() -> dict[str, str]:
    """What is read in each, as it is printed."""
    return {
        name: json.dumps(as_json(read_text(SourceText(text, "utf-8", ""))), ensure_ascii=False)
        for name, text in texts().items()
    }


@pytest.mark.skipif(not compiled.is_compiled(), reason="the engine is not compiled here")
def test_compiled_and_plain_read_the_same() -> None:
    command = "from tests.engine.test_compiled import *; print(compiled.is_compiled(), json.dumps(readings()))"
    environment = {"PYTHONPATH": f"{ROOT}/src:{ROOT}", "LUOSHI_COMPILED": "0"}
    run = subprocess.run([sys.executable, "-c", command], cwd=ROOT, env=environment, check=True, capture_output=True)
    was_compiled, plain = run.stdout.decode().split(" ", 1)
    assert was_compiled == "False"
    mine = readings()
    assert len(mine) > 140
    assert json.loads(plain) == mine


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of its own, and beside it the folder for what is compiled of it."""
    package = tmp_path / "luoshi_reading"
    (package / "facts/__pycache__").mkdir(parents=True)
    (package / "facts/dates.py").write_text("YEAR = 1\n")
    (package / "facts/words.toml").write_text("a = 1\n")
    monkeypatch.setattr(compiled, "SOURCES", package)
    monkeypatch.setattr(compiled, "COMPILED", tmp_path / "compiled")
    monkeypatch.delenv("LUOSHI_COMPILED", raising=False)
    return package


@pytest.fixture
def library(sources: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that loads, where that of these sources belongs."""
    name = "_heapq"
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None or not Path(spec.origin).is_file():
        pytest.skip(f"{name} is built into this Python")
    monkeypatch.setattr(compiled, "LIBRARY", name)
    monkeypatch.delitem(sys.modules, name, raising=False)
    path = compiled.COMPILED / compiled.fingerprint() / f"{name}{compiled.SUFFIX}"
    path.parent.mkdir(parents=True)
    shutil.copy(spec.origin, path)
    return path


def test_what_was_compiled_of_these_sources_comes_first(sources: Path, library: Path) -> None:
    assert compiled.package_path(PLAIN) == [str(library.parent / "luoshi_reading"), *PLAIN]


@pytest.mark.parametrize("name", ["facts/dates.py", "facts/words.toml", "facts/new.py"])
def test_what_was_compiled_of_other_sources_is_not_found(name: str, sources: Path, library: Path) -> None:
    path = sources / name
    path.write_text((path.read_text() if path.exists() else "") + "# other\n")
    assert compiled.package_path(PLAIN) == PLAIN


def test_what_python_leaves_beside_the_sources_changes_nothing(sources: Path) -> None:
    before = compiled.fingerprint()
    (sources / "facts/__pycache__/dates.cpython-311.pyc").write_bytes(b"\0")
    assert compiled.fingerprint() == before


def test_what_an_editor_leaves_beside_the_sources_changes_nothing(sources: Path) -> None:
    before = compiled.fingerprint()
    (sources / "facts/.#dates.py").symlink_to("nobody@nowhere.1")
    assert compiled.fingerprint() == before


def test_the_sources_run_where_one_of_them_cannot_be_read(sources: Path, library: Path) -> None:
    (sources / "facts/gone.py").symlink_to("nowhere")
    assert compiled.package_path(PLAIN) == PLAIN


@pytest.mark.usefixtures("library")
def test_the_sources_run_where_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_COMPILED", "0")
    assert compiled.package_path(PLAIN) == PLAIN


@pytest.mark.usefixtures("library")
def test_the_sources_run_under_a_debugger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "gettrace", lambda: print)
    assert compiled.package_path(PLAIN) == PLAIN


def test_the_sources_run_where_the_library_does_not_load(library: Path) -> None:
    library.write_bytes(b"no library")
    assert compiled.package_path(PLAIN) == PLAIN


def compiling() -> ModuleType:
    """The command, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("compile_engine", ROOT / "bin/compile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    kept = dict(os.environ), list(sys.path)
    try:
        spec.loader.exec_module(module)
    finally:
        os.environ.clear()
        os.environ.update(kept[0])
        sys.path[:] = kept[1]
    return module


def test_only_names_written_once_in_capitals_are_marked_as_constants() -> None:
    source = """from __future__ import annotations
AA = 1
_B_C: dict[str, int] = {"渡": 1}
DD = EE = 2
FF, GG = range(2)
lower = 1
TWICE = 1
TWICE = 2
FOR = 0
for FOR in range(2):
    pass
COUNTED = 0
def count() -> None:
    global COUNTED
    COUNTED += 1
    LOCAL = 1
class Kept:
    ONE = 1
"""
    marked = compiling().with_constants(source).split("\n")
    assert marked[0] == "from __future__ import annotations; from typing import Final"
    assert marked[1:3] == ["AA: Final = 1", '_B_C: Final[dict[str, int]] = {"渡": 1}']
    assert marked[3:] == source.split("\n")[3:]


def test_constants_that_are_written_together_are_marked_one_by_one() -> None:
    source = 'AA, _BB = 1, "，"\nCC, DD = range(2)\nEE, FF = 1, 2\nFF = 3'
    marked = "AA: Final = 1; _BB: Final = '，'\nCC, DD = range(2)\nEE, FF = 1, 2\nFF = 3"
    assert compiling().with_constants(source) == marked


def test_constructors_of_data_classes_are_written_out_where_a_line_is_free() -> None:
    source = """@dataclass(frozen=True, slots=True)
class Clause:
    start: int
    mark: str = ""

    def length(self) -> int:
        return 1


@dataclass(slots=True)
class Person:
    roles: list[str] = field(default_factory=list)

"""
    lines = compiling().with_constructors(source).split("\n")
    assert lines[0] == "@dataclass(slots=True, init=False, unsafe_hash=True)"
    assert lines[2:4] == ["    start: int", "    mark: str"]
    assert lines[4].split(") -> None: ") == [
        '    def __init__(self, start: int, mark: str = ""',
        "self.start = start; self.mark = mark",
    ]
    assert lines[5:] == source.split("\n")[5:]


def test_what_is_remembered_is_looked_up_in_a_table() -> None:
    source = """@remembered
def weight(clause: str, *, role: int = 0) -> float:
    return 1.0 + weight(clause[1:]) if clause else 0.0
"""
    written = compiling().with_answers(source).split("\n")
    assert written[:2] == ["", "def _asked_weight(clause: str, *, role: int = 0) -> float:"]
    assert written[2:4] == source.split("\n")[2:]
    tables: list[dict[object, object]] = []

    def answers() -> dict[object, object]:
        tables.append({})
        return tables[-1]

    made: dict[str, Any] = {"answers": answers}
    exec("\n".join(line for line in written if not line.startswith("from ")), made)
    assert made["weight"]("渡口", role=2) == made["weight"]("渡口", role=2) == 2.0
    assert tables == [{("渡口", 2): 2.0, ("口", 0): 1.0, ("", 0): 0.0}]


def test_compiling_did_not_fail() -> None:
    """What this machine lacks is no fault; what the compiler refused of these sources is."""
    command = compiling()
    assert command.noted(compiled.fingerprint()) in (
        "",
        command.NO_COMPILER,
        command.NO_HEADERS,
        command.NO_PACKAGES,
    )


def test_nothing_stands_in_the_sources_that_cannot_be_compiled() -> None:
    """Halves of pairs in strings are refused; ``cached_property`` works out its answer each time, slow as can be."""
    modules: list[Path] = compiling().modules(ROOT / "src/luoshi_reading")
    assert len(modules) > 100
    parts = [(path.name, part) for path in modules for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    assert [name for name, part in parts if isinstance(part, ast.Name) and part.id == "cached_property"] == []
    strings = [(name, part.value) for name, part in parts if isinstance(part, ast.Constant)]
    halves = range(0xD800, 0xE000)
    assert [name for name, one in strings if isinstance(one, str) and any(ord(c) in halves for c in one)] == []


def test_a_folder_that_cannot_be_written_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = compiling()
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(command, "ASKED", True)
    monkeypatch.setattr(command, "COMPILED", tmp_path / "file" / "folder")
    command.attempt("")
    assert "was not compiled" in capsys.readouterr().out


def test_what_failed_before_is_told_at_the_next_start_and_tried_again_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = compiling()
    started: list[str] = []
    monkeypatch.setattr(command, "ASKED", True)
    monkeypatch.setattr(command, "COMPILED", tmp_path)
    monkeypatch.setattr(command, "NOTE", tmp_path / "note.txt")
    monkeypatch.setattr(command, "lacking", str)
    monkeypatch.setattr(command, "start_behind", lambda: started.append("behind"))
    command.NOTE.write_text(f"{compiled.fingerprint()} {command.NO_PACKAGES}\n")
    command.main(command.BEHIND)
    assert command.NO_PACKAGES in capsys.readouterr().out
    assert started == []
    os.utime(command.NOTE, (0, 0))
    command.main(command.BEHIND)
    assert started == ["behind"]

"""A batch is part of an archive at once or not at all, wherever the writing breaks off."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from luoshi_archive import manifest
from luoshi_archive.errors import ArchiveRefused
from luoshi_archive.manifest import JOURNAL, Terms, load, writing

TERMS = Terms("engine", ("docs",), 8, False)
PARTS = {"documents": b"one", "targets": b"two"}


class Killed(BaseException):
    """Stands for the end of the process."""


def consistent(folder: Path) -> set[str]:
    """Open the folder as the next start does; check that files and journal agree; give the batches."""
    with writing(folder) as writer:
        named = {path for table in PARTS for path in writer.manifest.part_files(table)}
        assert named == set(folder.rglob("*.parquet"))
        assert not list(folder.rglob("*.unfinished"))
        assert all(path.read_bytes() == PARTS[path.parent.name] for path in named)
        return set(writer.manifest.batches)


@pytest.mark.parametrize("step", range(12))
def test_a_kill_at_any_step_leaves_whole_batches(tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    with writing(folder) as writer:
        writer.agree(TERMS)
        writer.add("a", [PARTS], documents=1, rows={}, problems={})
    calls = 0

    def dying(name: str) -> None:
        real = getattr(os, name)

        def call(*arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls > step:
                raise Killed
            return real(*arguments, **options)

        monkeypatch.setattr(manifest.os, name, call)

    for name in ("fsync", "replace"):
        dying(name)
    survived = True
    try:
        with writing(folder) as writer:
            writer.add("b", [PARTS], documents=1, rows={}, problems={})
    except Killed:
        survived = False
    monkeypatch.undo()
    found = consistent(folder)
    assert found in ({"a"}, {"a", "b"})
    assert not survived or found == {"a", "b"}
    with writing(folder) as writer:
        if "b" not in writer.manifest.batches:
            writer.add("b", [PARTS], documents=1, rows={}, problems={})
    assert consistent(folder) == {"a", "b"}


def test_a_torn_line_is_forgotten_wherever_it_tears(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    with writing(folder) as writer:
        writer.agree(TERMS)
        writer.add("a", [PARTS], documents=1, rows={}, problems={})
        before = (folder / JOURNAL).stat().st_size
        writer.add("b", [PARTS], documents=1, rows={}, problems={})
    whole = (folder / JOURNAL).read_bytes()
    for length in range(before, len(whole)):
        (folder / JOURNAL).write_bytes(whole[:length])
        assert consistent(folder) == {"a"}
        assert (folder / JOURNAL).stat().st_size == before


def test_dropped_batches_leave_no_files(tmp_path: Path) -> None:
    with writing(tmp_path / "out") as writer:
        writer.agree(TERMS)
        for digest in "abc":
            writer.add(digest, [PARTS, PARTS], documents=1, rows={}, problems={})
        writer.drop(["a", "c"])
        writer.complete()
    assert consistent(tmp_path / "out") == {"b"}
    assert load(tmp_path / "out").is_complete


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    with writing(tmp_path / "out"), pytest.raises(ArchiveRefused, match="another command"), writing(tmp_path / "out"):
        pass


def test_folders_of_others_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ArchiveRefused, match="holds other things"), writing(tmp_path):
        pass
    with pytest.raises(ArchiveRefused, match="is a file"), writing(tmp_path / "thesis.txt"):
        pass
    assert (tmp_path / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize("line", ['{"format": 99}', '{"read": "x"}', "rubbish"])
def test_journals_that_cannot_be_understood_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / JOURNAL).write_text(line + "\n")
    with pytest.raises(ArchiveRefused):
        load(tmp_path)


def test_journal_lines_are_json(tmp_path: Path) -> None:
    with writing(tmp_path / "out") as writer:
        writer.agree(TERMS)
        writer.agree(TERMS)
    lines = (tmp_path / "out" / JOURNAL).read_text().splitlines()
    assert [json.loads(line)["inputs"] for line in lines] == [["docs"]]

"""Backup and restore, as an administrator does them: from the command line, on the database the tests run on."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from luoshi.site.archives import is_safe_name, open_verified
from luoshi.site.errors import CommandRefused
from tests.site.home_with_data import STORED, WORDS
from tests.site.homes import Home

NewHome = Callable[..., Home]


def stored(home: Home) -> str:
    """Give the words of the stored document."""
    return (home.folder / "files" / STORED).read_text(encoding="utf-8")


def test_a_backup_comes_back_row_for_row(filled: Home, new_home: NewHome, tmp_path: Path) -> None:
    archive = tmp_path / "copy.luoshi"
    words = filled.luoshi("backup", archive)
    assert "1 files, verified" in words
    assert archive.stat().st_mode & 0o077 == 0, "an archive holds password hashes"
    other = new_home("other")
    other.luoshi("restore", archive)
    digest = other.digest()
    assert digest == filled.digest()
    assert "documents.finding_origins 1 " in digest
    assert stored(other) == WORDS
    assert "0 rows" not in words
    other.names_an_administrator("late")
    other.luoshi("admin")  # new rows get numbers of their own after a restore


def test_what_stood_there_is_kept(filled: Home, tmp_path: Path) -> None:
    archive = tmp_path / "copy.luoshi"
    filled.luoshi("backup", archive)
    before = filled.digest()
    assert "holds data already" in filled.luoshi("restore", archive, status=2)
    (filled.folder / "files" / STORED).write_text("changed since", encoding="utf-8")
    filled.names_an_administrator("late")
    filled.luoshi("admin")
    assert filled.digest() != before
    filled.luoshi("restore", archive, "--replace")
    assert filled.digest() == before
    assert stored(filled) == WORDS
    [kept] = filled.folder.glob("before-restore-*")
    assert (kept / "files" / STORED).read_text(encoding="utf-8") == "changed since"
    if connection.vendor == "sqlite":
        with sqlite3.connect(kept / "luoshi.sqlite3") as database:
            [[count]] = database.execute("SELECT count(*) FROM accounts_account WHERE username = 'late'")
        assert count == 1
    assert not list(filled.folder.glob(".before*"))


def damaged(archive: Path, how: str) -> None:
    """Damage an archive in one way."""
    content = archive.read_bytes()
    if how == "cut short":
        archive.write_bytes(content[: len(content) // 2])
    elif how == "one byte":
        place = content.index(b"tables/accounts.account.jsonl") + 60
        archive.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    elif how == "no archive":
        archive.write_bytes(b"not an archive")
    elif how == "empty":
        archive.write_bytes(b"")
    else:
        _rewritten(archive, how)


def _rewritten(archive: Path, how: str) -> None:
    with zipfile.ZipFile(archive) as old:
        members = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(members["manifest.json"])
    if how == "outside":
        members["files/../../evil"] = members.pop(f"files/{STORED}")
        manifest["members"]["files/../../evil"] = manifest["members"].pop(f"files/{STORED}")
    elif how == "another version":
        manifest["migrations"].append(["tasks", "9999_later"])
    elif how == "unknown table":
        members["tables/tasks.nothing.jsonl"] = members.pop("tables/tasks.batch.jsonl")
        manifest["members"]["tables/tasks.nothing.jsonl"] = manifest["members"].pop("tables/tasks.batch.jsonl")
    elif how == "file missing":
        del members[f"files/{STORED}"]
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(archive, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)


SEEN_AT_ONCE = ["cut short", "one byte", "no archive", "empty", "outside", "file missing"]
SEEN_LATER = ["another version", "unknown table"]


def test_a_broken_archive_changes_nothing(filled: Home, tmp_path: Path) -> None:
    sound = tmp_path / "copy.luoshi"
    filled.luoshi("backup", sound)
    before = filled.digest()
    for harm in SEEN_AT_ONCE + SEEN_LATER:
        archive = tmp_path / f"{harm}.luoshi"
        archive.write_bytes(sound.read_bytes())
        damaged(archive, harm)
        if harm in SEEN_AT_ONCE[1:]:
            with pytest.raises(CommandRefused, match="Nothing was changed"):
                open_verified(archive)
        else:
            assert "Nothing was changed" in filled.luoshi("restore", archive, "--replace", status=2), harm
    assert filled.digest() == before
    assert stored(filled) == WORDS
    assert not list(tmp_path.rglob("evil"))
    assert not [path for path in filled.folder.iterdir() if "before-restore" in path.name]


def test_a_backup_never_overwrites_by_chance(filled: Home, tmp_path: Path) -> None:
    archive = tmp_path / "copy.luoshi"
    archive.write_text("something else", encoding="utf-8")
    assert "exists already" in filled.luoshi("backup", archive, status=2)
    assert archive.read_text(encoding="utf-8") == "something else"
    filled.luoshi("backup", archive, "--force")
    open_verified(archive)[0].close()
    assert "no such folder" in filled.luoshi("backup", tmp_path / "nowhere" / "x", status=2)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["copy.luoshi"]


def test_an_empty_home_has_nothing_to_back_up(new_home: NewHome, tmp_path: Path) -> None:
    assert "nothing to back up" in new_home("empty").luoshi("backup", tmp_path / "x", status=2)


@pytest.mark.parametrize(
    "name, is_safe",
    [
        ("files/documents/2026/报告.txt", True),
        ("tables/tasks.task.jsonl", True),
        ("files/../secret", False),
        ("files//etc/passwd", False),
        ("/files/x", False),
        ("files/a\\..\\b", False),
        ("files/", False),
        ("files/a\nb", False),
        ("secret", False),
        ("tables/../x.y.jsonl", False),
    ],
)
def test_names_that_point_outside_are_seen(name: str, is_safe: bool) -> None:
    assert is_safe_name(name) is is_safe


def test_no_such_archive(tmp_path: Path) -> None:
    with pytest.raises(CommandRefused, match="no such file"):
        open_verified(tmp_path / "none")

"""A whole run: every document once, faults set aside, what was read not read again, changes noticed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from luoshi_archive import run
from luoshi_archive.errors import ArchiveRefused
from luoshi_archive.inputs import Census, Item
from luoshi_archive.manifest import load, writing
from luoshi_archive.run import Order, Outcome, read_archive
from tests.archive.conftest import rows
from tests.archive.invented import folder_of, texts

Read = Callable[..., Outcome]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "docs", 40, lines=4)


def test_every_document_is_read_once(read_into: Read, docs: Path, tmp_path: Path) -> None:
    (docs / "empty.txt").touch()
    (docs / "photo.jpg").touch()
    outcome = read_into(tmp_path / "out", [docs], with_source=True)
    assert (outcome.documents, outcome.read_now) == (41, 40)
    assert (outcome.problems, outcome.passed_over) == ({"empty": 1}, {".jpg": 1})
    kept = rows(tmp_path / "out", "documents", "locator, source, bytes")
    found = {f"docs/{path.relative_to(docs)}": path.read_text() for path in docs.rglob("0*.txt")}
    assert {locator: source for locator, source, _ in kept} == found
    assert len(kept) == 40
    assert rows(tmp_path / "out", "errors", "locator, code") == [("docs/empty.txt", "empty")]
    documents = {row[0] for row in rows(tmp_path / "out", "documents", "document")}
    commitments = rows(tmp_path / "out", "commitments", "document, number")
    assert len(commitments) > 40
    assert len(set(commitments)) == len(commitments)
    assert {document for document, _ in commitments} <= documents


def test_second_run_reads_nothing(read_into: Read, docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_into(tmp_path / "out", [docs])
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")}

    def connected(*_: object) -> None:
        raise AssertionError("nothing is to be read")

    monkeypatch.setattr(run, "connected", connected)
    outcome = read_archive(Order([str(docs)], tmp_path / "out", batch=8))
    assert (outcome.documents, outcome.read_now) == (40, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.parquet")} == files


def test_changes_are_noticed_and_only_they_are_read(read_into: Read, docs: Path, tmp_path: Path) -> None:
    read_into(tmp_path / "out", [docs])
    (docs / "0000/000007.txt").write_text("会议要求，2026年底前建成3座桥。\n")
    (docs / "0000/000011.txt").unlink()
    (docs / "0000/000012b.txt").write_text("会议要求，2027年底前建成5座桥。\n")
    outcome = read_into(tmp_path / "out", [docs])
    assert outcome.documents == 40
    assert 2 <= outcome.read_now < 40
    assert outcome.dropped_batches >= 1
    quotes = " ".join(quote for (quote,) in rows(tmp_path / "out", "commitments", "quote"))
    assert "建成3座桥" in quotes
    assert "建成5座桥" in quotes
    assert len(rows(tmp_path / "out", "documents")) == 40
    assert load(tmp_path / "out").is_complete
    fresh = tmp_path / "fresh"
    read_into(fresh, [docs])
    for table in ("documents", "commitments", "targets"):
        assert sorted(map(str, rows(fresh, table))) == sorted(map(str, rows(tmp_path / "out", table)))


def test_terms_that_changed_are_refused_unless_again(
    read_into: Read, docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    read_into(out, [docs])
    other = folder_of(tmp_path / "other", 3)
    with pytest.raises(ArchiveRefused, match="holds docs"):
        read_into(out, [other])
    with pytest.raises(ArchiveRefused, match="--batch 8"):
        read_into(out, [docs], batch=9)
    with writing(out) as writer:
        terms = writer.manifest.terms
        assert terms is not None
        writer.agree(run.Terms("older", terms.inputs, terms.batch, terms.with_source))
    with pytest.raises(ArchiveRefused, match="another version of the engine"):
        read_into(out, [docs])
    assert len(rows(out, "documents")) == 40
    assert read_into(out, [docs, other], again=True).read_now == 43


def test_workers_with_another_engine_are_refused(
    read_into: Read, docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "engine_version", lambda: "newer")
    with pytest.raises(ArchiveRefused, match="same version everywhere"):
        read_into(tmp_path / "out", [docs])
    assert not list((tmp_path / "out").rglob("*.parquet"))


def test_input_is_added(read_into: Read, docs: Path, tmp_path: Path) -> None:
    read_into(tmp_path / "out", [docs])
    assert read_into(tmp_path / "out", [docs, folder_of(tmp_path / "more", 3)]).read_now == 3


def test_out_within_the_inputs_is_refused(read_into: Read, docs: Path) -> None:
    for out in (docs, docs / "out"):
        with pytest.raises(ArchiveRefused, match="lies in what is to be read"):
            read_into(out, [docs])


def test_a_running_scheduler_does_the_same(docs: Path, tmp_path: Path) -> None:
    with LocalCluster(
        n_workers=2, threads_per_worker=2, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as elsewhere:
        address = elsewhere.scheduler_address
        outcome = read_archive(Order([str(docs)], tmp_path / "out", scheduler=address, batch=8))
    assert (outcome.documents, len(rows(tmp_path / "out", "documents"))) == (40, 40)


def test_no_scheduler_is_refused(docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi_archive.cluster._CONNECT_SECONDS", 1)
    with pytest.raises(ArchiveRefused, match="No scheduler answers"):
        read_archive(Order([str(docs)], tmp_path / "out", scheduler="tcp://127.0.0.1:9"))


class Deadly(bytes):
    """Bytes that end the worker which unpacks them."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (_die, (os.getpid(),))


def _die(sender: int) -> bytes:
    if os.getpid() != sender:
        os._exit(9)
    return Deadly(b"x")  # the scheduler, which is in the test's own process, looks at it too


def test_document_that_kills_workers_is_set_aside(
    read_into: Read, docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def items(one: object, census: Census) -> list[Item]:
        listed = [Item(f"docs/{n}", f"{n}.txt", text.encode()) for n, text in enumerate(texts(6, lines=3))]
        listed.insert(2, Item("docs/deadly", "d.txt", Deadly(b"x")))
        return listed

    monkeypatch.setattr(run, "items", items)
    outcome = read_into(tmp_path / "out", [docs], batch=40)
    assert (outcome.documents, outcome.problems) == (7, {"worker_died": 1})
    assert rows(tmp_path / "out", "errors", "locator, code") == [("docs/deadly", "worker_died")]
    assert len(rows(tmp_path / "out", "documents")) == 6
    shutil.rmtree(tmp_path / "out")


def test_what_took_too_long_is_read_again_where_that_is_asked_for(read_into: Read, tmp_path: Path) -> None:
    few, out = folder_of(tmp_path / "few", 4, lines=4), tmp_path / "out"
    hurried = read_into(out, [few], time_limit=1e-4)
    late = hurried.problems["time_limit"]
    assert late > 0
    assert hurried.read_now == 4 - late
    assert read_into(out, [few]).problems == {"time_limit": late}
    again = read_into(out, [few], retry=True)
    assert (again.documents, again.problems, len(rows(out, "documents", "DISTINCT document"))) == (4, {}, 4)
    assert rows(out, "errors") == []
    assert read_into(out, [few], retry=True).read_now == 0

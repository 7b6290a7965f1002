"""What the tests of archives share: one running cluster, and readers that poisoned documents harm."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from distributed import Client

from luoshi_archive import cluster, isolation, run
from luoshi_archive.manifest import load
from luoshi_archive.run import Order, Outcome, read_archive

POISON = """
import os, time
import luoshi_reading.pipeline as pipeline

honest = pipeline.read

def read(data, **options):
    if b"POISON-DIE" in data:
        os.kill(os.getpid(), 9)
    if b"POISON-HANG" in data:
        time.sleep(600)
    if b"POISON-SWELL" in data:
        return bytearray(2**33)
    if b"POISON-RAISE" in data:
        raise ZeroDivisionError("planted")
    if b"POISON-PRINT" in data:
        print("x" * 100_000, flush=True)
    return honest(data, **options)

pipeline.read = read
"""


@pytest.fixture(scope="session")
def running_cluster() -> Iterator[Client]:
    with cluster.connected(None, 2) as client:
        yield client


@pytest.fixture
def read_into(running_cluster: Client, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Give ``read_archive`` with a cluster that is running already."""

    @contextlib.contextmanager
    def connected(scheduler: str | None, workers: int) -> Iterator[Client]:
        yield running_cluster

    monkeypatch.setattr(run, "connected", connected)

    def read(out: Path, inputs: Sequence[Path], **options: Any) -> Outcome:
        return read_archive(Order([str(each) for each in inputs], out, **({"batch": 8} | options)))

    return read


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[isolation.IsolatedReader]:
    """Give a reader whose process dies, hangs or swells on documents that say so.

    One for all tests of a module: it replaces its process by itself, and each new one loads the engine for seconds.
    """
    site = tmp_path_factory.mktemp("site")
    (site / "sitecustomize.py").write_text(POISON)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(site))
        reader = isolation.IsolatedReader()
        yield reader
        reader.close()


def rows(out: Path, table: str, columns: str = "*", rest: str = "") -> list[tuple[Any, ...]]:
    """Ask one table of an archive."""
    listed = [str(path) for path in load(out).part_files(table)]
    if not listed:
        return []
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {columns} FROM read_parquet(?) {rest}", [listed]).fetchall()

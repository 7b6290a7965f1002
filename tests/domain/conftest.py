"""Fixtures of the domain's tests."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.domain.processes import Processes


@pytest.fixture(scope="session")
def made_home(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Path:
    """A home whose SQLite file has the tables of the tests' own database, written once to be copied."""
    home = tmp_path_factory.mktemp("made-home")
    with django_db_blocker.unblock(), closing(sqlite3.connect(home / "luoshi.sqlite3")) as file:
        connection.ensure_connection()
        connection.connection.backup(file)
        file.execute("PRAGMA journal_mode=WAL")  # as it stays: processes that begin at once would all change it
    return home


@pytest.fixture
def shared_home(tmp_path: Path, transactional_db: None, request: pytest.FixtureRequest) -> Path:
    """A home that several processes share: a SQLite file of its own, or the PostgreSQL database of the test."""
    home = tmp_path / "shared-home"
    if connection.vendor == "sqlite":
        return Path(shutil.copytree(request.getfixturevalue("made_home"), home))
    home.mkdir()
    return home


@pytest.fixture
def processes(shared_home: Path) -> Iterator[Callable[[str], Processes]]:
    """Start what does the deeds of a module in the shared home, each in a process of its own."""
    started: list[Processes] = []

    def start(module: str) -> Processes:
        started.append(Processes(module, shared_home))
        return started[-1]

    yield start
    for one in started:
        one.close()

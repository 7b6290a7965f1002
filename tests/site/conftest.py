"""Fixtures of the command line's tests."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.site.homes import Home, Server


@pytest.fixture
def new_home(tmp_path: Path) -> Iterator[Callable[..., Home]]:
    """Make empty homes; ``beside`` another they share its database."""
    made: list[str] = []

    def make(name: str, *, beside: Home | None = None) -> Home:
        folder = tmp_path / name
        folder.mkdir()
        if connection.vendor != "postgresql":
            return Home(folder, "")
        if beside is not None:
            return Home(folder, beside.environment["DATABASE_URL"])
        database = f"home_{uuid.uuid4().hex}"
        _on_server(f"CREATE DATABASE {database}")
        made.append(database)
        return Home(folder, os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{database}")

    yield make
    for database in made:
        _on_server(f"DROP DATABASE {database} WITH (FORCE)")


@pytest.fixture
def serving() -> Iterator[Callable[..., Server]]:
    """Start servers; whatever still runs in the end is stopped."""
    started: list[Server] = []

    def start(home: Home, *words: str) -> Server:
        started.append(Server(home, *words))
        return started[-1]

    yield start
    for server in started:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


def _on_server(statement: str) -> None:
    settings = connection.settings_dict
    with psycopg.connect(host=settings["HOST"], user=settings["USER"], dbname="postgres", autocommit=True) as server:
        server.execute(statement)

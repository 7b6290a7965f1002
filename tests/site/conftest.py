"""Fixtures of the command line's tests."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.site.homes import Home, Server


class Homes:
    """Makes homes, and removes their databases in the end."""

    def __init__(self, static: Path) -> None:
        self._static = static  # collected once for all homes
        self._databases: list[str] = []

    def make(self, folder: Path, *, beside: Home | None = None, like: Home | None = None) -> Home:
        """Make an empty home; ``beside`` another it shares its database, ``like`` another it is its copy."""
        if like is None:
            folder.mkdir()
        else:
            shutil.copytree(like.folder, folder)
        if connection.vendor != "postgresql":
            return Home(folder, "", self._static)
        if beside is not None:
            return Home(folder, beside.environment["DATABASE_URL"], self._static)
        database = f"home_{uuid.uuid4().hex}"
        template = f" TEMPLATE {like.environment['DATABASE_URL'].rpartition('/')[2]}" if like else ""
        _on_server(f"CREATE DATABASE {database}{template}")
        self._databases.append(database)
        return Home(folder, os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{database}", self._static)

    def remove(self) -> None:
        """Drop the databases."""
        for database in self._databases:
            _on_server(f"DROP DATABASE {database} WITH (FORCE)")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homes]:
    """The maker of homes."""
    maker = Homes(tmp_path_factory.mktemp("static") / "collected")
    yield maker
    maker.remove()


@pytest.fixture
def new_home(tmp_path: Path, homes: Homes) -> Callable[..., Home]:
    """Make empty homes by name; ``beside`` another they share its database."""
    return lambda name, **how: homes.make(tmp_path / name, **how)


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory, homes: Homes) -> Home:
    """A home that ``luoshi setup`` made, with all tables and nobody in it, to be copied."""
    home = homes.make(tmp_path_factory.mktemp("homes") / "set-up")
    home.luoshi("setup")
    return home


@pytest.fixture
def home(tmp_path: Path, homes: Homes, set_up: Home) -> Home:
    """A copy of that home, for what happens after the first set-up: making the tables takes seconds."""
    return homes.make(tmp_path / "home", like=set_up)


@pytest.fixture(scope="session")
def home_with_data(tmp_path_factory: pytest.TempPathFactory, homes: Homes, set_up: Home) -> Home:
    """A home with a little of everything in it, to be copied."""
    home = homes.make(tmp_path_factory.mktemp("homes") / "with-data", like=set_up)
    done = home.run("tests.site.home_with_data", "fill")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def filled(tmp_path: Path, homes: Homes, home_with_data: Home) -> Home:
    """A copy of that home, to be harmed at will."""
    return homes.make(tmp_path / "filled", like=home_with_data)


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

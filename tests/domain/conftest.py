"""Fixtures of the domain's tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.db import connection

from tests.domain.processes import start


@pytest.fixture(scope="session")
def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose SQLite file has all its tables and no rows, made once to be copied."""
    home = tmp_path_factory.mktemp("made-home")
    assert start(["manage.py", "migrate", "--verbosity=0"], home).wait(120) == 0
    return home


@pytest.fixture
def shared_home(tmp_path: Path, transactional_db: None, request: pytest.FixtureRequest) -> Path:
    """A home that several processes share: a SQLite file of its own, or the PostgreSQL database of the test."""
    home = tmp_path / "shared-home"
    if connection.vendor == "sqlite":
        return Path(shutil.copytree(request.getfixturevalue("made_home"), home))
    home.mkdir()
    return home

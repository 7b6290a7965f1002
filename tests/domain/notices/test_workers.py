"""Several worker processes on one outbox: each delivery is claimed once, on either database (N8)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection

from tests.domain.notices import outbox_worker

PROJECT = Path(__file__).resolve().parents[3]
WORKERS = 3
MODULE = ["-m", outbox_worker.__name__]


def environment(home: Path) -> dict[str, str]:
    """The settings of a process on a SQLite file of its own, or on the PostgreSQL database of this test."""
    values = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    values |= {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.site.settings", "PYTHONPATH": str(PROJECT)}
    if connection.vendor == "postgresql":
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        values["DATABASE_URL"] = f"{server}/{connection.settings_dict['NAME']}"
    return values


def start(words: list[str], home: Path) -> subprocess.Popen[str]:
    """Start a process."""
    return subprocess.Popen(
        [sys.executable, *words], cwd=PROJECT, env=environment(home), stdout=subprocess.PIPE, text=True
    )


@pytest.fixture
def home(tmp_path: Path, transactional_db: None) -> Path:
    """A home with a filled outbox: in a SQLite file of its own, or in the PostgreSQL database of the test."""
    if connection.vendor == "sqlite":
        assert start(["manage.py", "migrate", "--verbosity=0"], tmp_path).wait(120) == 0
    assert start([*MODULE, "fill"], tmp_path).wait(60) == 0
    return tmp_path


def test_each_email_and_each_message_is_claimed_by_one_process(home: Path) -> None:
    workers = [start([*MODULE, "work"], home) for _ in range(WORKERS)]
    claims = Counter(line for worker in workers for line in worker.communicate(timeout=120)[0].split())
    assert [worker.returncode for worker in workers] == [0] * WORKERS
    assert len(claims) == 2 * outbox_worker.EACH
    assert set(claims.values()) == {1}


def test_a_job_that_runs_three_times_at_once_tells_once(home: Path) -> None:
    jobs = [start([*MODULE, "tell"], home) for _ in range(WORKERS)]
    assert [job.wait(120) for job in jobs] == [0] * WORKERS
    told = outbox_worker.EACH * outbox_worker.PEOPLE
    assert start([*MODULE, "count"], home).communicate(timeout=60)[0].split() == [str(told), str(told)]

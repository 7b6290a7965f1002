"""Several worker processes on one outbox: each delivery is claimed once, on either database (N8)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.domain.notices import outbox_worker
from tests.domain.processes import start

WORKERS = 3
MODULE = ["-m", outbox_worker.__name__]


@pytest.fixture
def home(shared_home: Path) -> Path:
    """A home with a filled outbox."""
    assert start([*MODULE, "fill"], shared_home).wait(60) == 0
    return shared_home


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

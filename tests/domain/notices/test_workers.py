"""Several worker processes on one outbox: each delivery is claimed once, on either database (N8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from tests.domain.notices import outbox_worker
from tests.domain.processes import Processes

WORKERS = 3


@pytest.fixture
def office(processes: Callable[[str], Processes]) -> Processes:
    """An office with a filled outbox."""
    office = processes(outbox_worker.__name__)
    office.said("fill")
    return office


def test_each_email_and_each_message_is_claimed_by_one_process(office: Processes) -> None:
    claims = Counter(line for claimed in office.said(*["work"] * WORKERS) for line in claimed.split())
    assert len(claims) == 2 * outbox_worker.EACH
    assert set(claims.values()) == {1}


def test_a_job_that_runs_three_times_at_once_tells_once(office: Processes) -> None:
    office.said(*["tell"] * WORKERS)
    told = outbox_worker.EACH * outbox_worker.PEOPLE
    assert office.said("count") == [f"{told} {told}"]

"""Several processes on one ladder: each step goes out once, and a killed run sends nothing twice (LA5, LA7, LA13)."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from tests.domain.processes import Processes
from tests.domain.supervision import ladder_worker

TOLD = 2  # a step tells the unit's leader and its reporter


@pytest.fixture
def office(processes: Callable[[str], Processes]) -> Processes:
    """An office with steps planned for today."""
    office = processes(ladder_worker.__name__)
    office.said("fill")
    return office


def test_two_runs_at_once_send_each_step_once(office: Processes) -> None:
    counts = [int(count) for count in office.said("climb", "climb")]
    assert sum(counts) == ladder_worker.TASKS
    assert office.said("show") == [f"taken,taken,taken 1,2,3 {3 * TOLD} 3 0"]


def test_a_run_killed_half_way_sends_nothing_twice_and_misses_nothing(office: Processes) -> None:
    assert office.ended("die") == [(-signal.SIGKILL, "")]
    assert office.said("show") == [f"taken,planned,planned 1 {TOLD} 1 0"]
    assert office.said("climb") == ["2"]
    assert office.said("climb") == ["0"]
    assert office.said("show") == [f"taken,taken,taken 1,2,3 {3 * TOLD} 3 0"]


def test_of_two_officers_one_decides(office: Processes) -> None:
    first, second = office.said("hold", "send")
    assert {first, second} in ({"StepNotOpen", "send"}, {"Stale", "hold"})
    assert office.said("send") == ["Stale" if "hold" in {first, second} else "StepNotOpen"]


def test_a_click_that_comes_twice_sends_once_and_appeals_once(office: Processes) -> None:
    assert office.said("send", "send") == ["StepNotOpen", "send"]
    assert office.said("appeal", "appeal") == ["AppealAlreadyFiled", "appeal"]
    assert office.said("show")[0].endswith(" 1 1")

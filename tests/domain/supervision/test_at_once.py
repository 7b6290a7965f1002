"""Several processes on one ladder: each step goes out once, and a killed run sends nothing twice (LA5, LA7, LA13)."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.domain import processes
from tests.domain.supervision import ladder_worker

MODULE = ["-m", ladder_worker.__name__]
TOLD = 2  # a step tells the unit's leader and its reporter


@pytest.fixture
def home(shared_home: Path) -> Path:
    """A home with steps planned for today."""
    assert processes.start([*MODULE, "fill"], shared_home).wait(60) == 0
    return shared_home


def said(home: Path, *deeds: str) -> list[str]:
    """What processes say that do these deeds at the same time, sorted."""
    return processes.said(home, *([*MODULE, deed] for deed in deeds))


def test_two_runs_at_once_send_each_step_once(home: Path) -> None:
    counts = [int(count) for count in said(home, "climb", "climb")]
    assert sum(counts) == ladder_worker.TASKS
    assert said(home, "show") == [f"taken,taken,taken 1,2,3 {3 * TOLD} 3 0"]


def test_a_run_killed_half_way_sends_nothing_twice_and_misses_nothing(home: Path) -> None:
    killed = processes.start([*MODULE, "die"], home)
    assert killed.wait(60) == -signal.SIGKILL
    assert said(home, "show") == [f"taken,planned,planned 1 {TOLD} 1 0"]
    assert said(home, "climb") == ["2"]
    assert said(home, "climb") == ["0"]
    assert said(home, "show") == [f"taken,taken,taken 1,2,3 {3 * TOLD} 3 0"]


def test_of_two_officers_one_decides(home: Path) -> None:
    first, second = said(home, "hold", "send")
    assert {first, second} in ({"StepNotOpen", "send"}, {"Stale", "hold"})
    assert said(home, "send") == ["Stale" if "hold" in {first, second} else "StepNotOpen"]


def test_a_click_that_comes_twice_sends_once_and_appeals_once(home: Path) -> None:
    assert said(home, "send", "send") == ["StepNotOpen", "send"]
    assert said(home, "appeal", "appeal") == ["AppealAlreadyFiled", "appeal"]
    assert said(home, "show")[0].endswith(" 1 1")

"""Several processes on one bulletin: frozen once, published once, nothing half done (BU7, BU9)."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.domain import processes
from tests.domain.bulletins import bulletin_worker

MODULE = ["-m", bulletin_worker.__name__]


@pytest.fixture
def home(shared_home: Path) -> Path:
    """A home with two drafts."""
    assert processes.start([*MODULE, "fill"], shared_home).wait(60) == 0
    return shared_home


def said(home: Path, *deeds: tuple[str, ...]) -> list[str]:
    """What processes say that do these deeds at the same time, sorted."""
    return processes.said(home, *([*MODULE, *words] for words in deeds))


def test_two_people_freeze_and_publish_one_bulletin_once(home: Path) -> None:
    both = [("freeze", "0", "officer"), ("freeze", "0", "second")]
    assert said(home, *both) == ["BulletinFrozen", "督查通报〔2026〕1号"]
    both = [("publish", "0", "officer"), ("publish", "0", "second")]
    assert said(home, *both) == ["BulletinNotFrozen", "督查通报〔2026〕1号"]
    told = bulletin_worker.READERS + 1  # the other officer too
    assert said(home, ("show",)) == [f"published draft {told} 1"]


def test_two_bulletins_frozen_at_once_get_two_numbers(home: Path) -> None:
    numbers = said(home, ("freeze", "0", "officer"), ("freeze", "1", "second"))
    assert numbers == ["督查通报〔2026〕1号", "督查通报〔2026〕2号"]


def test_a_job_killed_while_it_publishes_leaves_nothing_half_done(home: Path) -> None:
    said(home, ("freeze", "0", "officer"))
    killed = processes.start([*MODULE, "die"], home)
    assert killed.wait(60) == -signal.SIGKILL
    assert said(home, ("show",)) == ["frozen draft 0 0"]
    said(home, ("publish", "0", "officer"))
    assert said(home, ("show",)) == [f"published draft {bulletin_worker.READERS + 1} 1"]

"""Several processes on one bulletin: frozen once, published once, nothing half done (BU7, BU9)."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from tests.domain.bulletins import bulletin_worker
from tests.domain.processes import Processes


@pytest.fixture
def office(processes: Callable[[str], Processes]) -> Processes:
    """An office with two drafts."""
    office = processes(bulletin_worker.__name__)
    office.said("fill")
    return office


def test_two_people_freeze_and_publish_one_bulletin_once(office: Processes) -> None:
    assert office.said("freeze 0 officer", "freeze 0 second") == ["BulletinFrozen", "督查通报〔2026〕1号"]
    assert office.said("publish 0 officer", "publish 0 second") == ["BulletinNotFrozen", "督查通报〔2026〕1号"]
    told = bulletin_worker.READERS + 1  # the other officer too
    assert office.said("show") == [f"published draft {told} 1"]


def test_two_bulletins_frozen_at_once_get_two_numbers(office: Processes) -> None:
    numbers = office.said("freeze 0 officer", "freeze 1 second")
    assert numbers == ["督查通报〔2026〕1号", "督查通报〔2026〕2号"]


def test_a_job_killed_while_it_publishes_leaves_nothing_half_done(office: Processes) -> None:
    office.said("freeze 0 officer")
    assert office.ended("die") == [(-signal.SIGKILL, "")]
    assert office.said("show") == ["frozen draft 0 0"]
    office.said("publish 0 officer")
    assert office.said("show") == [f"published draft {bulletin_worker.READERS + 1} 1"]

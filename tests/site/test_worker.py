"""What the background worker does before it takes up its work."""

from __future__ import annotations

from datetime import datetime

import pytest
from django_tasks_db.models import DBTaskResult

from luoshi.site.worker import close_unfinished, worker_name

pytestmark = pytest.mark.django_db


def running(now: datetime, worker: str) -> DBTaskResult:
    """Write a task that a worker has claimed."""
    task: DBTaskResult = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="x.y", backend_name="default", run_after=now
    )
    task.claim(worker)
    return task


def test_only_its_own_unfinished_tasks_are_closed(now: datetime) -> None:
    mine, others = running(now, worker_name()), running(now, "another-machine")
    assert close_unfinished(worker_name()) == 1
    mine.refresh_from_db()
    others.refresh_from_db()
    assert (mine.status, others.status) == ("FAILED", "RUNNING")
    assert close_unfinished(worker_name()) == 0


def test_a_workers_name_fits_and_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    first = worker_name()
    assert first == worker_name()
    assert len(first) <= 64
    monkeypatch.setenv("PORT", "8123")
    assert worker_name() != first, "servers beside one another on one home have workers of their own"

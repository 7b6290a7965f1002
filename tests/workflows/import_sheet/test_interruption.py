"""An import whose worker is gone is taken up again, and stores once or not at all (rule IM10)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.rules import STALE_SECONDS
from luoshi.domain.exchange.terms import RunState
from luoshi.domain.projects.models import Project
from luoshi.workflows.import_sheet import background, runs
from luoshi.workflows.import_sheet.projects import ProjectImport
from tests.cast import Cast
from tests.factories import sheets as make

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=STALE_SECONDS)


class Killed(BaseException):
    """The process ends here."""


def interrupted(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch, *, after_storing: bool) -> ImportRun:
    """Confirm an import and kill its worker while it stores."""
    run = make.checked(cast, now, make.projects(make.SOUND_PROJECT))
    store = ProjectImport.store

    def killed(self: ProjectImport, **options: object) -> None:
        if after_storing:
            store(self, **options)  # type: ignore[arg-type]
        raise Killed

    ImportRun.objects.filter(pk=run.pk).update(state=RunState.STORING, confirmed_by=cast.officer)
    with monkeypatch.context() as patch:
        patch.setattr(ProjectImport, "store", killed)
        with pytest.raises(Killed):
            runs.work_on(run_id=run.pk, clock=lambda: now)
    return ImportRun.objects.get(pk=run.pk)


@pytest.mark.parametrize("after_storing", [False, True])
def test_killed_while_storing_it_stores_once(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch, after_storing: bool
) -> None:
    run = interrupted(cast, now, monkeypatch, after_storing=after_storing)
    assert run.state == RunState.STORING
    assert not Project.objects.exists()
    assert background.resume_imports(now=now + LATER) == 1
    run.refresh_from_db()
    assert run.state == RunState.STORED
    assert Project.objects.count() == 1
    assert background.resume_imports(now=now + LATER * 2) == 0


def test_one_that_is_alive_is_left_alone(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(cast, now, monkeypatch, after_storing=False)
    assert background.resume_imports(now=now + LATER / 2) == 0
    assert not Project.objects.exists()


def test_queued_twice_it_is_worked_on_once(cast: Cast, now: datetime) -> None:
    run = make.stored(cast, now, make.projects(make.SOUND_PROJECT))
    assert runs.work_on(run_id=run.pk, clock=lambda: now) is False
    assert Project.objects.count() == 1


def test_a_file_that_is_gone_is_said(cast: Cast, now: datetime) -> None:
    run = make.checked(cast, now, make.projects(make.SOUND_PROJECT))
    run.file.storage.delete(run.file.name)
    run = make.confirmed(run, now)
    assert run.state == RunState.FAILED
    assert "请重新上传" in run.faults[0]["zh"]

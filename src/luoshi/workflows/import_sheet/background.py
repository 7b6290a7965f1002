"""Work on imports in the background: one that is interrupted is taken up again, and stores all or nothing (IM10)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import task

from luoshi.domain.audit.actions import record_event
from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.rules import STALE_SECONDS, is_stale
from luoshi.domain.exchange.terms import UNDER_WAY, RunDeed
from luoshi.foundation.clock import current_time
from luoshi.workflows.import_sheet.runs import work_on


@task
def work_in_background(run_id: int) -> None:
    """Work on one import; what the queue runs."""
    work_on(run_id=run_id, clock=current_time)


@task
def resume_in_background() -> None:
    """Look once more for imports that were interrupted; what the queue runs a while after a worker's start."""
    resume_imports(now=current_time())


def ask_for_work(run: ImportRun) -> None:
    """Put an import into the queue, in the transaction of the caller's deed."""
    work_in_background.enqueue(run.pk)


def resume_imports(*, now: datetime) -> int:
    """Queue again every import whose worker is gone; give how many (IM10). A worker calls this when it starts.

    An import queued twice is worked on once, since only one that nobody is at can be claimed.
    """
    resumed = 0
    under_way = list(ImportRun.objects.filter(state__in=[state.value for state in UNDER_WAY]).only("id"))
    for row in under_way:
        with transaction.atomic():
            run = ImportRun.objects.select_for_update().get(pk=row.pk)
            if run.state not in UNDER_WAY or not is_stale(run.progress_at, now):
                continue
            run.stage = ""
            run.progress_at = now
            run.save(update_fields=["stage", "progress_at"])
            record_event(actor=None, now=now, verb=RunDeed.RESUME.value, subject_type="import", subject_id=run.pk)
            ask_for_work(run)
            resumed += 1
    if len(under_way) > resumed and resume_in_background.get_backend().supports_defer:
        resume_in_background.using(run_after=now + timedelta(seconds=STALE_SECONDS)).enqueue()
    return resumed

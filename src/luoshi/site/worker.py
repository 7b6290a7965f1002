"""The background worker: takes up what an earlier one left, tidies, then works off the queue and keeps the beats."""

from __future__ import annotations

import hashlib
import os
import platform
import threading

import django

INTERVAL_SECONDS = 0.5  # between two looks at an empty queue
STOP_SECONDS = 4.0  # for a beat to end what it is at


def worker_name() -> str:
    """Name the one worker of this machine, home and port: the same after a restart, at most 64 characters."""
    from django.conf import settings

    server = hashlib.sha256(f"{platform.node()}\0{settings.HOME}\0{os.environ.get('PORT')}".encode()).hexdigest()
    return f"{platform.node()[:40]}-{server[:16]}"


def close_unfinished(name: str) -> int:
    """Mark what this worker was at when it ended as failed, since nobody works on it; give how many were found.

    What is to be done again is the domain's decision: it asks the queue anew.
    """
    from django_tasks_db.models import DBTaskResult

    unfinished = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1:] == [name]]
    for task in unfinished:
        task.set_failed(RuntimeError("The worker ended during this task."))
    return len(unfinished)


def main() -> None:
    """Work until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    django.setup()
    from django.core.management import call_command
    from django_tasks_db.management.commands.db_worker import Worker

    from luoshi.domain.documents.actions import resume_readings
    from luoshi.foundation.clock import current_time
    from luoshi.jobs.beats import start_beats
    from luoshi.workflows.import_sheet.background import resume_imports

    name = worker_name()
    worker = Worker(
        queue_names=["*"],
        interval=INTERVAL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    close_unfinished(name)
    resume_readings(now=current_time())
    resume_imports(now=current_time())
    call_command("prune_db_task_results", "--min-age-days=14", "--queue-name=*", verbosity=0)
    call_command("clearsessions", verbosity=0)
    stop = threading.Event()
    beats = start_beats(stop)
    try:
        worker.run()
    finally:
        stop.set()
        for beat in beats:
            beat.join(STOP_SECONDS / len(beats))


if __name__ == "__main__":
    main()

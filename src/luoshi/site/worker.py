"""The background worker: takes tasks that an earlier worker left unfinished back into the queue, then works it off."""

from __future__ import annotations

import hashlib
import os
import platform

import django

MAX_ATTEMPTS = 3  # a task that ends its worker this often is given up, so that it cannot stop the queue for ever
INTERVAL_SECONDS = 0.5  # between two looks at an empty queue


def worker_name() -> str:
    """Name the one worker of this machine and home: the same after a restart, at most 64 characters."""
    from django.conf import settings

    home = hashlib.sha256(f"{platform.node()}\0{settings.HOME}".encode()).hexdigest()
    return f"{platform.node()[:40]}-{home[:16]}"


def take_back_unfinished(name: str) -> int:
    """Put tasks that this worker was at when it ended back into the queue; give how many were found."""
    from django.db import transaction
    from django_tasks_db.models import DBTaskResult

    with transaction.atomic():
        unfinished = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1:] == [name]]
        for task in unfinished:
            if task.worker_ids.count(name) >= MAX_ATTEMPTS:
                task.set_failed(RuntimeError(f"The worker ended {MAX_ATTEMPTS} times during this task."))
            else:
                task.status = "READY"
                task.save(update_fields=["status"])
    return len(unfinished)


def main() -> None:
    """Work until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.site.settings")
    django.setup()
    from django.core.management import call_command
    from django_tasks_db.management.commands.db_worker import Worker

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
    take_back_unfinished(name)
    call_command("prune_db_task_results", "--min-age-days=14", "--queue-name=*", verbosity=0)
    call_command("clearsessions", verbosity=0)
    worker.run()


if __name__ == "__main__":
    main()

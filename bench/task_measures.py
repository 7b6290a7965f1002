"""One measurement of the task pages in a home of its own; started by ``bench.tasks``. The last line is JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

import django

from bench.timing import timed

TABLE = "/tasks/?unit={unit}&state=handling&state=closed&sort=-deadline"
PAGES = {
    "table, filtered by unit and state, sorted": TABLE,
    "table, all tasks by deadline": "/tasks/",
    "table, search 污水": "/tasks/?q=污水&sort=lead",
    "table, search of two words, late": "/tasks/?q=推进+公路&due=late",
}


def main(part: str, size: int) -> None:
    """Prepare the database and measure."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from bench import task_load

    officer = task_load.fill(size)
    if part == "table":
        answer = table(officer, size)
    elif part == "clients":
        call_command("collectstatic", verbosity=0, interactive=False)
        from bench.task_clients import read_with_eight

        answer = read_with_eight(officer)
    elif part == "lit":
        call_command("collectstatic", verbosity=0, interactive=False)
        from bench.task_clients import read_while_reporting

        task_load.light(officer)
        answer = read_while_reporting()
    else:
        call_command("collectstatic", verbosity=0, interactive=False)
        from bench.task_clients import report_with_eight

        answer = report_with_eight()
    print(json.dumps(answer))


def table(officer: Any, size: int) -> dict[str, Any]:
    """Measure pages with one client inside the process, and count queries."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from luoshi.domain.organizations.models import Unit
    from luoshi.domain.tasks.models import Task
    from luoshi.domain.tasks.queries import similar_tasks

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("collectstatic", verbosity=0, interactive=False)
    client = Client()
    client.force_login(officer, backend="luoshi.pages.organizations.backends.AccountBackend")
    unit = Unit.objects.filter(kind="county").first()
    times = 150 if size > 1000 else 60
    queries = 0
    for name, pattern in PAGES.items():
        address = pattern.format(unit=unit.pk if unit else 0)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        asked = len(captured)
        queries = max(queries, asked)
        print(f"   {size:6} tasks  {name:45} {timed(lambda a=address: client.get(a), times)}"
              f"  {asked} queries, {len(answer.content) // 1024} KB")  # fmt: skip
    task = Task.objects.filter(state="handling").first()
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/tasks/{task.pk}/")
    asked = len(captured)
    print(f"   {size:6} tasks  {'task page':45} {timed(lambda: client.get(f'/tasks/{task.pk}/'), times)}"
          f"  {asked} queries")  # fmt: skip
    city = Unit.objects.get(depth=1)
    text = "推进东城片区污水处理厂建设120处，确保年底完成。"
    print(f"   {size:6} tasks  {'similar tasks':45} {timed(lambda: similar_tasks(text, city), 20)}")
    return {"size": size, "queries": queries}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

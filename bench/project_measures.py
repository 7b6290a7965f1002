"""One measurement of the project library in a home of its own; started by ``bench.projects``.

The last line is the number of queries of the list.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from decimal import Decimal

import django

from bench.timing import timed

PAGES = {
    "list, all by number": "/projects/",
    "list, by the year's progress, descending": "/projects/?sort=-done",
    "list, two stages, one class, key projects, by total": (
        "/projects/?stage=building&stage=completed&class=continuing&key=1&sort=-total"
    ),
    "list, search 水厂": "/projects/?q=水厂",
    "list, page 100": "/projects/?page=100",
}
MONTHS = 20
TIMES = 60


def main(size: int) -> None:
    """Fill the database and measure."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("migrate", verbosity=0)
    from bench import task_load
    from luoshi.domain.projects import actions
    from luoshi.domain.projects.actions import MonthRow
    from luoshi.domain.projects.models import Project, Sector
    from luoshi.domain.projects.rules import MonthDraft, MonthVerdict

    Project.objects.all().delete()
    Sector.objects.all().delete()
    officer = task_load.fill(10)
    city, rows = _rows(size, officer)
    start = time.perf_counter()
    stored = actions.store_projects(actor=officer, now=task_load.NOW, jurisdiction=city, rows=rows, source="bench")
    spent = time.perf_counter() - start
    print(f"{size:6} projects stored with validation and history: {spent:.2f} s ({spent / size * 1000:.2f} ms each)")
    start = time.perf_counter()
    months = [
        MonthRow(
            pk,
            date(2025 + n // 12, n % 12 + 1, 1),
            MonthDraft(narrative="推进", invested_wan_yuan=Decimal(n + 5)),
            MonthVerdict(),
        )
        for pk in stored.created[::2]
        for n in range(MONTHS)
    ]  # fmt: skip
    actions.store_progress(actor=officer, now=task_load.NOW, jurisdiction=city, months=months, source="bench")
    print(f"{len(months):6} months stored: {time.perf_counter() - start:.2f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(HTTP_HOST="localhost")
    client.force_login(officer, backend="luoshi.pages.organizations.backends.AccountBackend")
    for name, address in PAGES.items():
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        print(f"{size:6} {name}: {timed(lambda address=address: client.get(address), TIMES)}, {len(answer.content)} B")
    page = f"/projects/{stored.created[0]}/"
    print(f"{size:6} one project: {timed(lambda: client.get(page), TIMES)}")
    with CaptureQueriesContext(connection) as captured:
        client.get("/projects/")
    print(len(captured))


def _rows(size: int, officer: object):  # type: ignore[no-untyped-def]
    from bench import task_load
    from luoshi.domain.organizations.models import Unit
    from luoshi.domain.projects import actions
    from luoshi.domain.projects.actions import ProjectRow
    from luoshi.domain.projects.rules import Dossier, YearDraft
    from luoshi.domain.projects.terms import LibraryState, LifecycleStage

    city = Unit.objects.get(depth=1)
    units = list(Unit.objects.filter(depth=2).values_list("pk", flat=True))
    sectors = [
        actions.put_sector(actor=officer, now=task_load.NOW, jurisdiction=city, name=name, order=n,  # type: ignore[arg-type]
                           admission_wan_yuan=Decimal(1000)).pk
        for n, name in enumerate(("交通", "水利", "工业", "能源", "生态", "民生"))
    ]  # fmt: skip
    stages = list(LifecycleStage)[:6]
    states = (LibraryState.RESERVED, LibraryState.ROLLING, LibraryState.ISSUED, LibraryState.SUBMITTED)
    classes = ("new_start", "continuing", "completing", "prospective")
    rows = []
    for n in range(size):
        total = Decimal(2000 + n * 37 % 90000)
        first = (total / 2).quantize(Decimal(1))
        dossier = Dossier(
            name=f"{task_load.PLACES[n % 10]}{task_load.THINGS[n // 10 % 10]}{'水厂' if n % 7 == 0 else '工程'}{n}号",
            scale="建设厂房、管网及配套设施", sector_id=sectors[n % 6], level=("ordinary", "city", "province")[n % 3],
            investor_type="government", approval_route="approval", owner_name=f"第{n % 40}建设有限公司",
            responsible_person="林某", total_wan_yuan=total, planned_start=date(2025, n % 12 + 1, 1),
            planned_finish=date(2026, 12, 1), investment_by_year=((2025, first), (2026, total - first)),
            industry_code="E4812",
        )  # fmt: skip
        stage = stages[n % 6]
        steps = tuple((s, date(2024 + i, 1, 1)) for i, s in enumerate(stages[: min(n % 6 + 1, 3)]))
        rows.append(
            ProjectRow(
                place=f"{n}", dossier=dossier, lead_unit_id=units[n % len(units)],
                stages=(*steps, (stage, date(2026, 6, 1))),
                library_state=states[n % 4],
                years=(YearDraft(year=2026, annual_class=classes[n % 4], planned_wan_yuan=total - first),),
            )
        )  # fmt: skip
    return city, rows


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""Measure the library's pictures and lists: board, reserve quality, funnel, schedule, needs, problems, a call.

    .venv/bin/python -m bench.library              100, 1,000 and 10,000 projects, on SQLite
    .venv/bin/python -m bench.library 10000        only so many; BENCH_POSTGRES adds a PostgreSQL server

Each size gets a database of its own in a temporary folder, filled by the same formula every time. Pages are asked
through the whole stack (sessions, login, permissions, templates); nothing is cached.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bench.databases import databases, run_on

SIZES = (100, 1_000, 10_000)
NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
AIMS_MS = {
    "board": 100,
    "more cards of a column": 100,
    "needs, worklist": 100,
    "problems": 100,
    "a call with the projects that fit": 100,
}
TIMES = 40
PAGES = {
    "board": "/projects/board/",
    "board, one sector, key projects": "/projects/board/?sector={sector}&key=1",
    "more cards of a column": "/projects/board/?column=preliminary&start=20",
    "reserve quality": "/projects/quality/",
    "projects behind a figure": "/projects/quality/projects/?figure=sector&value={sector}",
    "funnel": "/projects/funnel/",
    "schedule": "/projects/schedule/",
    "map": "/projects/map/",
    "needs, worklist": "/projects/factors/",
    "problems": "/projects/problems/",
    "a call with the projects that fit": "/projects/opportunities/{call}/",
}


def main(sizes: list[int]) -> None:
    """Run each size on each database in a process and a home of its own."""
    for name, url in databases().items():
        for size in sizes:
            print(f"== {name}, {size:,} projects", flush=True)
            run_on(url, "library", "--inside", str(size))


def inside(size: int) -> None:
    """Fill the database and ask each page."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.task_measures import timed

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    settings.ALLOWED_HOSTS = ["*"]
    officer, places = fill(size)
    client = Client()
    client.force_login(officer, backend="luoshi.pages.organizations.backends.AccountBackend")
    for name, path in PAGES.items():
        address = path.format(**places)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        asked = len(queries)  # the log is emptied by the next request
        found = timed(lambda address=address: client.get(address), TIMES)  # type: ignore[misc]
        aim = f"  aim p95 {AIMS_MS[name]} ms" if name in AIMS_MS else ""
        print(f"   {name:36} {found}  {asked:2} queries  {len(answer.content) // 1024:4} KB{aim}", flush=True)


def fill(size: int) -> tuple[object, dict[str, int]]:
    """Lay a city of thirty units with a library, needs, problems and a call; give its officer and what pages name."""
    from luoshi.domain.accounts.models import Account
    from luoshi.domain.organizations.models import Membership, Unit
    from luoshi.domain.organizations.terms import Role, UnitKind
    from luoshi.domain.projects import actions
    from luoshi.domain.projects.actions.opportunities import CallDraft, open_opportunity, put_opportunity
    from luoshi.domain.projects.actions.reserve import set_reserve_target
    from luoshi.domain.projects.models import FactorNeed, Problem
    from luoshi.domain.projects.rules import ApprovalDraft

    city = Unit.objects.add_root({"name": "量测市", "kind": UnitKind.CITY})
    units = [Unit.objects.add_child(city, {"name": f"量测市第{n}局", "kind": UnitKind.DEPARTMENT}) for n in range(30)]
    city.refresh_from_db()
    officer = Account.objects.create(username="officer", display_name="量测")
    Membership.objects.create(account=officer, unit=city, role=Role.OFFICER)
    sectors = [
        actions.put_sector(
            actor=officer, now=NOW, jurisdiction=city, name=f"领域{n}", order=n, wanted_share=Decimal("0.1")
        )
        for n in range(10)
    ]
    stored = actions.store_projects(
        actor=officer,
        now=NOW,
        jurisdiction=city,
        rows=[_row(n, units[n % 30].pk, sectors[n % 10].pk) for n in range(size)],
        source="量测",
    )
    keys = stored.created
    granted = ApprovalDraft(kind="feasibility", state="granted", granted_on=date(2025, 5, 1))
    actions.store_progress(
        actor=officer,
        now=NOW,
        jurisdiction=city,
        rows=[(pk, granted) for pk in keys[::2]],
        source="量测",
    )
    FactorNeed.objects.bulk_create(
        FactorNeed(
            project_id=pk,
            kind="land",
            authority=units[n % 7],
            state=("not_started", "under_way", "blocked", "secured")[n % 4],
            needed_by=date(2026, 6, 1) + timedelta(days=n % 400),
            changed_at=NOW,
        )
        for n, pk in enumerate(keys[::2])
    )
    Problem.objects.bulk_create(
        Problem(
            project_id=pk,
            text=f"第{n}个问题：便道未通。",
            raised_by_unit=units[n % 30],
            raised_by=officer,
            raised_at=NOW - timedelta(days=n % 90),
            responsible_unit=units[n % 11],
            deadline=date(2026, 10, 1) + timedelta(days=n % 120),
            state=("new", "under_way", "solved", "closed")[n % 4],
        )
        for n, pk in enumerate(keys[::5])
    )
    set_reserve_target(
        actor=officer, now=NOW, jurisdiction=city, year=2027, investment_wan_yuan=Decimal(10_000_000), projects=500
    )
    criteria = [
        {"field": "investor", "comparator": "is", "value": "government"},
        {"field": "total", "comparator": "at_least", "value": "10000"},
        {"field": "approval", "comparator": "has", "value": "feasibility"},
        {"field": "stage", "comparator": "is", "value": "preliminary"},
    ]
    call = put_opportunity(
        actor=officer, now=NOW, jurisdiction=city, draft=CallDraft(name="量测债券", criteria=criteria)
    )
    open_opportunity(actor=officer, now=NOW, opportunity=call)
    return officer, {"sector": sectors[3].pk, "call": call.pk}


def _row(n: int, unit: int, sector: int) -> object:
    """Give the n-th project by a formula: every stage, two true moves each on average."""
    from luoshi.domain.projects.actions import ProjectRow
    from luoshi.domain.projects.rules import STAGE_ORDER, STARTED_STAGES, Dossier
    from luoshi.domain.projects.terms import LibraryState

    first = date(2023, 1, 1) + timedelta(days=n * 7 % 900)
    reached = (1, 1, 2, 2, 2, 0, 0, 3, 4, 5)[n * 7 % 10]
    began = first + timedelta(days=150)
    is_started = STAGE_ORDER[reached] in STARTED_STAGES
    way = [(stage, first + timedelta(days=75 * place)) for place, stage in enumerate(STAGE_ORDER[: reached + 1])]
    return ProjectRow(
        place=str(n),
        dossier=Dossier(
            name=f"量测市第{n}号项目",
            scale="主要建设内容",
            sector_id=sector,
            level=("ordinary", "ordinary", "county", "city")[n % 4],
            investor_type=("government", "private", "state_enterprise")[n % 3],
            approval_route="filing",
            owner_name="业主",
            responsible_person="某某",
            total_wan_yuan=Decimal(3000 + n * 37 % 90_000),
            planned_start=began,
            planned_finish=began + timedelta(days=700),
            actual_start=began if is_started else None,
            longitude=Decimal("106") + Decimal(n % 97) / 100,
            latitude=Decimal("30") + Decimal(n % 89) / 100,
        ),
        lead_unit_id=unit,
        library_state=LibraryState.RESERVED if n % 20 else LibraryState.SUBMITTED,
        admitted_on=first,
        stages=tuple(way),
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(int(sys.argv[2]))
    else:
        main([int(size) for size in sys.argv[1:]] or list(SIZES))

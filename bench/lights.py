"""Measure the nightly lights: every open task lit, the day after that again, and a pack tried on a past day.

.venv/bin/python -m bench.lights [TASKS]     default 100,000 open tasks; BENCH_POSTGRES adds a PostgreSQL server
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bench.databases import databases, run_on

AIM_SECONDS = 60


def main(tasks: int) -> None:
    """Run on each database in a process and a home of its own."""
    for name, url in databases().items():
        print(f"== {name}", flush=True)
        run_on(url, "lights", "--inside", str(tasks))


def inside(wanted: int) -> None:
    """Fill the database and time what the night does."""
    import django

    django.setup()
    from django.core.management import call_command

    from bench import task_load
    from luoshi.domain.organizations.models import Unit
    from luoshi.domain.supervision import actions, queries
    from luoshi.domain.supervision.rules import DEFAULT_PACK, read_pack, shipped_packs

    call_command("migrate", verbosity=0)
    officer = task_load.fill(wanted * len(task_load.STATES) // sum(_is_open(state) for state in task_load.STATES))
    city = Unit.objects.get(depth=1)
    draft = actions.draft_pack(actor=officer, now=task_load.NOW, jurisdiction=city, name="", shipped=DEFAULT_PACK)
    _timed("every task lit for the first time", lambda: actions.adopt_pack(actor=None, now=task_load.NOW, pack=draft))
    tomorrow = task_load.NOW + timedelta(days=1)
    lit = _timed("the night after", lambda: actions.light_jurisdiction(now=tomorrow, jurisdiction=city))
    print(f"   {lit.judged:,} open tasks judged, {lit.changed:,} lights changed; aim {AIM_SECONDS} s for 100,000")
    pack = read_pack(draft.content)[0]
    other = shipped_packs()["yinchuan_2025"].pack
    shifts, *_ = _timed("a pack tried on today", lambda: queries.shifts_under(city, pack, other, task_load.TODAY))
    print(f"   {len(shifts):,} would show another light")


def _is_open(state: object) -> bool:
    from luoshi.domain.tasks.rules import OPEN

    return state in OPEN


def _timed(what: str, deed: Callable[[], Any]) -> Any:
    start, used = time.perf_counter(), time.process_time()
    result = deed()
    print(f"   {what}: {time.perf_counter() - start:.1f} s ({time.process_time() - used:.1f} s of the processor)")
    return result


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)

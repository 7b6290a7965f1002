"""Measure bringing a sheet in: read, check and store, the same sheet again, and a changed one.

.venv/bin/python -m bench.imports [PROJECTS]     default 10,000 projects; BENCH_POSTGRES adds a PostgreSQL server
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.databases import databases, run_on

AIM_SECONDS = 15
NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
HEADS = (
    "序号", "项目名称", "国家项目代码", "责任单位", "业主单位", "统一社会信用代码", "行业领域", "行业代码", "项目级别",
    "建设性质", "投资主体", "立项方式", "项目阶段", "是否入库", "建设规模及内容", "总投资（万元）",
    "2026年计划投资（万元）",
    "2027年计划投资（万元）", "计划开工时间", "计划竣工时间", "实际开工时间", "责任人", "联系人", "联系电话",
)  # fmt: skip
SECTORS = ("交通", "水利", "能源", "产业", "城建", "民生")
BUREAUS = 120


def main(projects: int) -> None:
    """Run on each database in a process and a home of its own."""
    for name, url in databases().items():
        print(f"== {name}", flush=True)
        run_on(url, "imports", "--inside", str(projects))


def inside(projects: int) -> None:
    """Make a city and bring sheets in."""
    import django

    django.setup()
    from django.core.management import call_command

    from luoshi.domain.projects.models import Project

    call_command("migrate", verbosity=0)
    officer, city = _city()
    content = sheet_of(projects)
    print(f"   a sheet of {projects:,} projects and {len(HEADS)} columns, {len(content) / 2**20:.1f} MB")
    whole = _bring_in("first time", officer, city, content)
    print(f"   {Project.objects.count():,} projects in the library; {whole / AIM_SECONDS:.2f} of the aim")
    _bring_in("the same again", officer, city, content)
    _bring_in("one in ten changed", officer, city, sheet_of(projects, changed=10))


def _bring_in(what: str, officer: Any, city: Any, content: bytes) -> float:
    from luoshi.domain.exchange.models import ImportRun
    from luoshi.domain.exchange.terms import ImportKind
    from luoshi.workflows.import_sheet import matching
    from luoshi.workflows.import_sheet.runs import work_on

    def clock() -> datetime:
        return NOW

    who = {"actor": officer, "now": NOW}
    print(f"   {what}")
    run, taken = _timed(
        "upload", lambda: matching.bring_in(
            **who, jurisdiction=city, kind=ImportKind.PROJECTS, name="bench.xlsx", content=content
        )
    )  # fmt: skip
    proposal = matching.proposed(run)
    run = matching.match_and_check(
        **who,
        run=run,
        version=run.version,
        sheet=proposal.sheet,
        header_row=proposal.heading.row + 1,
        header_rows=proposal.heading.rows,
        matching={column.number: column.field for column in proposal.columns},
    )
    _, checked = _timed("check", lambda: work_on(run_id=run.pk, clock=clock))
    run = ImportRun.objects.get(pk=run.pk)
    if run.fault_count:
        raise SystemExit(f"{run.fault_count} faults, the first: {run.faults[0]}")
    run = matching.confirm(**who, run=run, version=run.version)
    _, stored = _timed("store", lambda: work_on(run_id=run.pk, clock=clock))
    run = ImportRun.objects.get(pk=run.pk)
    whole = taken + checked + stored
    print(f"      {run.state}: {run.plan['counts']}; whole {whole:.1f} s, aim {AIM_SECONDS} s for 10,000")
    return whole


def _city() -> tuple[Any, Any]:
    from luoshi.domain.accounts.models import Account
    from luoshi.domain.organizations.models import Membership, Unit
    from luoshi.domain.organizations.terms import Role, UnitKind
    from luoshi.domain.projects.models import Sector

    city = Unit.objects.add_root({"name": "云岭市", "short_name": "云岭市", "kind": UnitKind.CITY})
    for number in range(BUREAUS):
        Unit.objects.add_child(city, {"name": f"云岭市第{number}局", "kind": UnitKind.DEPARTMENT})
        city.refresh_from_db()
    Sector.objects.bulk_create(Sector(jurisdiction=city, name=name) for name in SECTORS)
    officer = Account.objects.create(username="officer", display_name="杜衡")
    Membership.objects.create(account=officer, unit=city, role=Role.OFFICER)
    return officer, city


def sheet_of(projects: int, *, changed: int = 0) -> bytes:
    """Write a sheet of sound projects; where ``changed`` is given, every so many-th has another total."""
    import xlsxwriter

    from luoshi.foundation.codes import CREDIT_ALPHABET, credit_check_digit

    chance = random.Random(7)
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet("项目清单")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, head in enumerate(HEADS):
        sheet.write_string(0, column, head)
    for number in range(1, projects + 1):
        total = chance.randrange(500, 200_000) + (1 if changed and number % changed == 0 else 0)
        first = total // 3
        start = date(2026, 1, 5) + timedelta(days=chance.randrange(0, 300))
        body = "91990100" + "".join(chance.choice(CREDIT_ALPHABET[:31]) for _ in range(9))
        is_building = number % 3 == 0
        row = (
            number, f"云岭市第{number}号示例工程", f"26{number % 12 + 1:02d}-990100-04-01-{number:06d}",
            f"云岭市第{number % BUREAUS}局", f"云岭第{number % 700}建设投资有限公司", body + credit_check_digit(body),
            SECTORS[number % len(SECTORS)], "E4813", "市级重点" if number % 4 == 0 else "一般项目", "新建", "政府投资",
            "审批", "在建" if is_building else "前期", "是",
            f"建设内容包括道路 {number % 40 + 1} 公里、管网及附属设施。",
            total, first, total - first, start, start + timedelta(days=400), start if is_building else "", "张某",
            "李某", f"0990-{number % 9_000_000:07d}",
        )  # fmt: skip
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), day)
            elif value != "":
                sheet.write(number, column, value)
    book.close()
    return file.getvalue()


def _timed(what: str, deed: Callable[[], Any]) -> tuple[Any, float]:
    start, used = time.perf_counter(), time.process_time()
    result = deed()
    taken = time.perf_counter() - start
    print(f"      {what}: {taken:.1f} s ({time.process_time() - used:.1f} s of the processor)", flush=True)
    return result, taken


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        inside(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)

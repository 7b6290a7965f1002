"""The deadline hour: units hand in their lines through pages and interface, eight clients at once.

``python -m bench.reporting [units] [lines]``; 3,000 units of 20 lines unless said otherwise. On SQLite in a folder of
its own, and on PostgreSQL where BENCH_POSTGRES holds the address of an empty database. It prints the 95th percentile at
saturation and at 70 requests a second, with the processor time of the clients, who share the machine, and fails where a
line is lost or handed in twice. ``python -m bench.reporting dashboards [rows]`` times the dashboards over tallies.
"""

from __future__ import annotations

import http.client
import json
import sys
import threading
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from queue import Empty, Queue
from typing import Any
from urllib.parse import urlencode

from bench.databases import databases, run_on
from bench.task_clients import CLIENTS, serving, session_of

AT_A_TIME = 2000
STEADY = 70  # requests a second


def main() -> None:
    """Make the units, let them hand in, count what arrived."""
    words = sys.argv[1:]
    if "--inside" not in words:
        outside(words)
        return
    words.remove("--inside")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if words[:1] == ["dashboards"]:
        dashboards(int(words[1]) if len(words) > 1 else 300_000)
        return
    units, lines = (int(words[0]) if words else 3000), (int(words[1]) if len(words) > 1 else 20)
    print(f"deadline hour: {units} units × {lines} lines, {CLIENTS} clients")
    sheets = build(units, lines)
    half = len(sheets) * 3 // 4
    with serving() as port:
        warm_up(port, sheets[:CLIENTS])
        report("saturated", run(port, sheets[:half], None))
        report(f"{STEADY} requests/s", run(port, sheets[half:], STEADY))
    check(sheets, lines)


def outside(words: list[str]) -> None:
    """Run the measures on each database in a process of their own."""
    for name, url in databases().items():
        print(f"== {name}", flush=True)
        run_on(url, "reporting", "--inside", *words)


def build(units: int, lines: int) -> list[tuple[int, str, str, list[int]]]:
    """Make a city with units, their leaders, keys and open returns; give return, session, key and lines of each."""
    from luoshi.domain.accounts.models import Account
    from luoshi.domain.organizations.models import Membership, Unit
    from luoshi.domain.reporting import actions
    from luoshi.domain.reporting.models import Line, Period, Return
    from luoshi.domain.supervision import actions as lighting
    from luoshi.domain.supervision.rules import DEFAULT_PACK
    from luoshi.domain.tasks.models import Task
    from luoshi.foundation.clock import current_time, local_date
    from luoshi.foundation.periods import Rhythm

    now = current_time()
    today = local_date(now)
    city = Unit.objects.add_root({"name": "基准市", "kind": "city"})
    officer = Account.objects.create(username="officer")
    Membership.objects.create(account=officer, unit=city, role="officer")
    leaders = []
    for place in range(units):
        unit = Unit.objects.add_child(Unit.objects.get(pk=city.pk), {"name": f"单位{place:04}", "kind": "department"})
        leaders.append((unit, Account(username=f"leader{place:04}")))
    Account.objects.bulk_create(account for _, account in leaders)
    Membership.objects.bulk_create(Membership(account=account, unit=unit, role="leader") for unit, account in leaders)
    made = datetime(2026, 1, 5, tzinfo=UTC)
    Task.objects.bulk_create(
        (
            Task(jurisdiction=city, year=2026, number=place * lines + number + 1, title=f"任务{place}-{number}",
                 lead_unit=unit, state="handling", issued_at=made, created_at=made, changed_at=made,
                 deadline=date(2026, 12, 31))
            for place, (unit, _) in enumerate(leaders)
            for number in range(lines)
        ),
        batch_size=AT_A_TIME,
    )  # fmt: skip
    own = {"start": f"{today - timedelta(days=20)}", "end": f"{today}", "zh": "本期"}
    schedule = {"due": {"days": 5, "anchor": "end"}, "opens": {"days": -10, "anchor": "end"}, "own": [own]}
    scheme = actions.create_scheme(
        actor=officer, now=now, jurisdiction=city, name="月报", rhythm=Rhythm.OWN, schedule=schedule,
        covers_projects=False,
    )  # fmt: skip
    actions.place_periods(actor=officer, now=now, scheme=scheme, year=today.year)
    start = time.perf_counter()
    actions.open_period(now=now, period=Period.objects.select_related("scheme__jurisdiction").get())
    print(f"   opening the period: {time.perf_counter() - start:.1f} s for {units * lines:,} lines")
    draft = lighting.draft_pack(actor=officer, now=now, jurisdiction=city, name="", shipped=DEFAULT_PACK)
    lighting.adopt_pack(actor=officer, now=now, pack=draft)  # so that every hand-in gives its tasks their lights
    by_unit = {sheet.unit_id: sheet.pk for sheet in Return.objects.all()}
    keys: dict[int, list[int]] = {}
    for pk, sheet in Line.objects.values_list("pk", "sheet_id"):
        keys.setdefault(sheet, []).append(pk)
    found = []
    for unit, account in leaders:
        _, secret = actions.make_token(actor=account, now=now, unit=unit, name="基准")
        found.append((by_unit[unit.pk], session_of(account), secret, keys[by_unit[unit.pk]]))
    return found


def run(port: int, sheets: list[tuple[int, str, str, list[int]]], rate: int | None) -> tuple[list[float], Counter[int]]:
    """Let the clients hand in: all lines through the interface, then the leader's page and its submission."""
    waiting: Queue[tuple[int, str, str, list[int]]] = Queue()
    for sheet in sheets:
        waiting.put(sheet)
    times: list[float] = []
    answers: Counter[int] = Counter()
    began, own = time.perf_counter(), time.process_time()
    sent = iter(range(10**9))
    lock = threading.Lock()

    def client() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        while True:
            try:
                pk, session, secret, lines = waiting.get_nowait()
            except Empty:
                return
            for method, path, body, headers in calls(pk, session, secret, lines):
                with lock:
                    due = began + next(sent) / rate if rate else 0.0
                if rate:
                    time.sleep(max(0.0, due - time.perf_counter()))
                start = time.perf_counter()
                link.request(method, path, body, headers)
                answer = link.getresponse()
                answer.read()
                times.append(time.perf_counter() - start)
                answers[answer.status] += 1

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate, clients = len(times) / (time.perf_counter() - began), (time.process_time() - own) / len(times)
    print(f"   {rate:.1f} requests/s, of which the clients take {clients * 1000:.1f} ms each;", end=" ")
    return times, answers


def warm_up(port: int, sheets: list[tuple[int, str, str, list[int]]]) -> None:
    """Look at a page and send an empty call with every client, so that no run pays for what a start compiles."""

    def client(pk: int, session: str, secret: str) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        program = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        for _ in range(3):
            for method, path, body, headers in (
                ("GET", f"/reporting/returns/{pk}/", "", {"Cookie": f"sessionid={session}"}),
                ("POST", "/reporting/api/v1/lines/", json.dumps({"return": pk, "lines": []}), program),
            ):
                link.request(method, path, body, headers)
                link.getresponse().read()

    threads = [threading.Thread(target=client, args=sheet[:3]) for sheet in sheets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def calls(pk: int, session: str, secret: str, lines: list[int]) -> list[tuple[str, str, str, dict[str, str]]]:
    """Give what one unit sends: its lines, a look at its page, its submission."""
    said = [{"line": line, "percent": 40, "note": f"第{line}项完成四成。"} for line in lines]
    program = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
    token = "a" * 32
    person = {"Cookie": f"sessionid={session}; csrftoken={token}", "X-CSRFToken": token}
    form = person | {"Content-Type": "application/x-www-form-urlencoded"}
    return [
        ("POST", "/reporting/api/v1/lines/", json.dumps({"return": pk, "lines": said}), program),
        ("GET", f"/reporting/returns/{pk}/", "", person),
        ("POST", f"/reporting/returns/{pk}/submit/", urlencode({"seconds": 60}), form),
    ]


def report(name: str, found: tuple[list[float], Counter[int]]) -> None:
    """Print the figures of one run."""
    times, answers = found
    ordered = sorted(times)
    median, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(f"{name}: median {median * 1000:.0f} ms, p95 {high * 1000:.0f} ms, answers {dict(answers)}")


def check(sheets: list[tuple[int, str, str, list[int]]], lines: int) -> None:
    """Count what arrived; lost or doubled lines end the run."""
    from luoshi.domain.reporting import actions
    from luoshi.domain.reporting.models import Line, Period, Return
    from luoshi.domain.tasks.models import Report

    wanted = len(sheets) * lines
    handed = Return.objects.filter(first_approved_at__isnull=False).count()
    found = (handed, Line.objects.filter(is_touched=True).count(), Report.objects.count())
    wrong = actions.recount(period=Period.objects.get())
    print(f"   returns handed in {found[0]}, lines {found[1]:,}, reports of tasks {found[2]:,}, tallies wrong {wrong}")
    if found != (len(sheets), wanted, wanted) or wrong:
        sys.exit("lines were lost or doubled")


def dashboards(rows: int) -> None:
    """Time what the dashboards ask, over so many tallies (20 lines each) of 3,000 units."""
    from luoshi.domain.accounts.models import Account
    from luoshi.domain.organizations.models import Unit
    from luoshi.domain.reporting.models import Period, Return, Scheme, Tally
    from luoshi.domain.reporting.queries import totals_by_period, units_by_period

    count = 3000
    city = Unit.objects.add_root({"name": "基准市", "kind": "city"})
    for place in range(count):
        Unit.objects.add_child(Unit.objects.get(pk=city.pk), {"name": f"单位{place:04}", "kind": "department"})
    Account.objects.create(username="officer")
    units = list(Unit.objects.exclude(pk=city.pk))
    scheme = Scheme.objects.create(jurisdiction=city, name="月报")
    start = datetime(2018, 1, 1, tzinfo=UTC)
    day = timedelta(days=1)
    periods = Period.objects.bulk_create(
        Period(scheme=scheme, label_chinese=f"第{n}期", label_english=f"{n}", starts_on=start.date() + day * 30 * n,
               ends_on=start.date() + day * (30 * n + 29), opens_at=start + day * 30 * n,
               due_at=start + day * (30 * n + 20), grace_until=start + day * (30 * n + 21),
               locks_at=start + day * (30 * n + 25))
        for n in range(rows // count)
    )  # fmt: skip
    for period in periods:
        Return.objects.bulk_create(
            (Return(period=period, unit=unit, state="verified", first_approved_at=period.due_at, is_on_time=True)
             for unit in units),
            batch_size=AT_A_TIME,
        )  # fmt: skip
        Tally.objects.bulk_create(
            (Tally(period=period, unit=unit, lines=20, touched=20, declared_wan_yuan=5) for unit in units),
            batch_size=AT_A_TIME,
        )
    print(f"dashboards over {rows:,} tallies of {rows * 20:,} lines")
    questions: dict[str, Any] = {
        "totals of the current period": lambda: totals_by_period(periods[-1:]),
        "totals of twelve periods": lambda: totals_by_period(periods[-12:]),
        "fifty units by twelve periods": lambda: units_by_period(units[:50], periods[-12:], Return.objects.all()),
    }
    for name, question in questions.items():
        times = []
        for _ in range(15):
            began = time.perf_counter()
            question()
            times.append(time.perf_counter() - began)
        print(f"   {name:32} median {sorted(times)[7] * 1000:6.1f} ms")


if __name__ == "__main__":
    main()

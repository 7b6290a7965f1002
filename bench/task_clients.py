"""Eight clients at once against the real server with two workers: reading the table, handing in reports, and both."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.timing import timed
from luoshi.site.serving import web_command

CLIENTS = 8
SECONDS = 10
REPORTS_EACH = 40
READERS = 6  # of the eight, while the others report
LIGHT = re.compile(r'class="light light-(\w+)"')
WRK_SCRIPT = """
done = function(summary, latency, requests)
  io.write(string.format("FIGURES %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), summary.errors.status + summary.errors.timeout))
end
"""


@contextmanager
def serving() -> Iterator[int]:
    """Start the server with two workers on a free port, as ``run`` does, and stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = web_command("127.0.0.1", port)
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def session_of(account: Any) -> str:
    """Log an account in and give its session key."""
    from django.test import Client

    client = Client()
    client.force_login(account, backend="luoshi.pages.organizations.backends.AccountBackend")
    return client.cookies["sessionid"].value


def read_with_eight(officer: Any) -> dict[str, Any]:
    """Read the filtered and sorted table with eight clients that never pause."""
    from luoshi.domain.organizations.models import Unit

    unit = Unit.objects.filter(kind="county").first()
    cookie = f"sessionid={session_of(officer)}"
    with serving() as port:
        filtered = f"/tasks/?unit={unit.pk}&state=handling&state=closed&sort=-deadline"
        for name, path in (("filtered by unit and state, sorted", filtered), ("all tasks by deadline", "/tasks/")):
            found = _wrk(port, path, cookie) if shutil.which("wrk") else _threads(port, path, cookie)
            rate, median, p95, errors = found
            print(f"   {CLIENTS} clients, {name:36} {rate:6.1f} pages/s  median {median:5.1f}  p95 {p95:5.1f} ms"
                  f"  {errors} errors")  # fmt: skip
    return {}


def _wrk(port: int, path: str, cookie: str) -> tuple[float, float, float, int]:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "figures.lua"
        script.write_text(WRK_SCRIPT)
        address = f"http://127.0.0.1:{port}{path}"
        command = ["wrk", "-t1", f"-c{CLIENTS}", "-s", str(script), "-H", f"Cookie: {cookie}", address]
        subprocess.run([*command, "-d2s"], stdout=subprocess.DEVNULL, check=True)  # warm up
        out = subprocess.run([*command, f"-d{SECONDS}s"], capture_output=True, text=True, check=True).stdout
    figures = next(line for line in out.splitlines() if line.startswith("FIGURES")).split()[1:]
    requests, duration, median, p95, errors = map(int, figures)  # all times in microseconds
    return requests / duration * 1e6, median / 1000, p95 / 1000, errors


def _threads(port: int, path: str, cookie: str) -> tuple[float, float, float, int]:
    times: list[float] = []
    wrong = Counter[int]()
    end = time.perf_counter() + SECONDS

    def client() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < end:
            start = time.perf_counter()
            link.request("GET", path, headers={"Cookie": cookie})
            answer = link.getresponse()
            answer.read()
            times.append(time.perf_counter() - start)
            if answer.status != 200:
                wrong[answer.status] += 1

    start = time.perf_counter()
    _together(client)
    ordered = sorted(times)
    rate = len(ordered) / (time.perf_counter() - start)
    return rate, ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.95)] * 1000, wrong.total()


def _together(work: Any) -> None:
    _together_of([work] * CLIENTS)


def _together_of(works: list[Any]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def report_with_eight() -> dict[str, Any]:
    """Hand in reports with eight clients at once, and compare what was answered with what is stored."""
    from django.middleware.csrf import _get_new_csrf_string

    from luoshi.domain.accounts.models import Account
    from luoshi.domain.audit.models import Event
    from luoshi.domain.tasks.models import Report, Task
    from luoshi.domain.tasks.terms import TaskState

    tasks = list(Task.objects.filter(state=TaskState.HANDLING).values_list("pk", flat=True))
    token = _get_new_csrf_string()
    cookie = f"sessionid={session_of(Account.objects.get(username='reporter'))}; csrftoken={token}"
    reports, events = Report.objects.count(), Event.objects.count()
    times: list[float] = []
    answers = Counter[int]()
    lock = threading.Lock()
    turn = iter(range(10**6))

    def client() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(REPORTS_EACH):
            with lock:
                task = tasks[next(turn) % len(tasks)]
            fields = {"kind": "progress", "percent": 50, "note": "八个单位同时填报。", "submission_key": uuid.uuid4()}
            headers = {"Cookie": cookie, "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded"}
            start = time.perf_counter()
            link.request("POST", f"/tasks/{task}/report/", body=urlencode(fields), headers=headers)
            answer = link.getresponse()
            body = answer.read().decode(errors="replace")
            with lock:
                times.append(time.perf_counter() - start)
                answers[answer.status] += 1
                if "database is locked" in body:
                    answers[-1] += 1

    with serving() as port:
        start = time.perf_counter()
        _together(client)
        seconds = time.perf_counter() - start
    stored, kept = Report.objects.count() - reports, Event.objects.count() - events
    ordered = sorted(times)
    print(f"   {CLIENTS} clients reporting: {len(times)} sent, answers {dict(answers)}, {stored} reports stored, "
          f"{kept} events kept, none lost: {stored == kept == answers[302] == len(times)}\n"
          f"   {len(times) / seconds:6.1f} reports/s  median {ordered[len(ordered) // 2] * 1000:5.1f}  "
          f"p95 {ordered[int(len(ordered) * 0.95)] * 1000:5.1f} ms")  # fmt: skip
    return {"sent": len(times), "stored": stored}


def read_while_reporting(tasks_shown: int = 50) -> dict[str, Any]:
    """Read the table with its lights, uncached, by six clients while two hand in reports without a pause."""
    from django.middleware.csrf import _get_new_csrf_string

    from bench.task_load import TODAY
    from luoshi.domain.accounts.models import Account
    from luoshi.domain.supervision.models import Light, LightChange
    from luoshi.domain.tasks.models import Report, Task
    from luoshi.domain.tasks.terms import TaskState

    ahead = Task.objects.filter(state=TaskState.HANDLING, deadline__gt=TODAY)
    keys = list(ahead.order_by("pk").values_list("pk", flat=True))
    token = _get_new_csrf_string()
    reader = f"sessionid={session_of(Account.objects.get(username='officer'))}"
    writer = f"sessionid={session_of(Account.objects.get(username='reporter'))}; csrftoken={token}"
    changes, reports = LightChange.objects.count(), Report.objects.count()
    reads: list[float] = []
    writes: list[float] = []
    answers, lights, dark = Counter[int](), Counter[str](), Counter[str]()
    lock, turn = threading.Lock(), iter(range(10**6))

    def warm_up() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(5):
            link.request("GET", "/tasks/", headers={"Cookie": reader})
            link.getresponse().read()

    def read() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < end:
            with lock:
                page = next(turn) % 20 + 1
            start = time.perf_counter()
            link.request("GET", f"/tasks/?state=handling&sort=number&page={page}", headers={"Cookie": reader})
            answer = link.getresponse()
            body = answer.read().decode(errors="replace")
            spent = time.perf_counter() - start
            found = LIGHT.findall(body)
            with lock:
                reads.append(spent)
                answers[answer.status] += 1
                lights.update(found)
                dark["pages"] += len(found) < tasks_shown

    def report() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < end:
            with lock:
                turned = next(turn)
            percent = 100 if turned % 2 else 0
            fields = {"kind": "progress", "percent": percent, "note": "边读边报。", "submission_key": uuid.uuid4()}
            headers = {"Cookie": writer, "X-CSRFToken": token, "Content-Type": "application/x-www-form-urlencoded"}
            start = time.perf_counter()
            path = f"/tasks/{keys[turned % len(keys)]}/report/"
            link.request("POST", path, body=urlencode(fields), headers=headers)
            answer = link.getresponse()
            answer.read()
            with lock:
                writes.append(time.perf_counter() - start)
                answers[answer.status] += 1

    alone = _alone(keys[:60])
    with serving() as port:
        _together(warm_up)
        end = time.perf_counter() + SECONDS
        _together_of([read] * READERS + [report] * (CLIENTS - READERS))
    stored = Report.objects.count() - reports
    changed = LightChange.objects.count() - changes
    print(
        f"   {READERS} clients reading the table with lights while {CLIENTS - READERS} report "
        f"({Light.objects.count():,} lit tasks, nothing cached)\n"
        f"   pages:   {len(reads) / SECONDS:5.1f}/s  median {_at(reads, 0.5):6.1f}  p95 {_at(reads, 0.95):6.1f} ms; "
        f"lights shown {dict(lights.most_common())}, pages without all {tasks_shown}: {dark['pages']}\n"
        f"   reports: {len(writes) / SECONDS:5.1f}/s  median {_at(writes, 0.5):6.1f}  p95 {_at(writes, 0.95):6.1f} ms; "
        f"{stored} stored, {changed} lights changed with them; answers {dict(answers)}\n"
        f"   one client within the process: {alone}"
    )
    return {"reads": len(reads), "stored": stored}


def _alone(keys: list[int]) -> str:
    """Time a page and a report, its light included, one after another: processor time tells what they cost."""
    from django.conf import settings
    from django.test import Client

    from luoshi.domain.accounts.models import Account

    settings.ALLOWED_HOSTS.append("testserver")
    reading, writing, turn = Client(), Client(), iter(keys)
    for client, name in ((reading, "officer"), (writing, "reporter")):
        account = Account.objects.get(username=name)
        client.force_login(account, backend="luoshi.pages.organizations.backends.AccountBackend")
    page = timed(lambda: reading.get("/tasks/?state=handling&sort=number"), 40)

    def report() -> None:
        fields = {"kind": "progress", "percent": 40, "note": "单独填报。", "submission_key": uuid.uuid4()}
        assert writing.post(f"/tasks/{next(turn)}/report/", fields).status_code == 302

    return f"page {page}; report {timed(report, 50)}"


def _at(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000

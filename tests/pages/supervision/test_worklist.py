"""The office's list of steps: sent, held and dropped, tasks put under supervision together, a clock put right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import JobRun, Letter, Matter, StepRun
from luoshi.domain.supervision.rules.pages import matter_page, steps_page
from luoshi.domain.supervision.terms import StepRunState
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import current_time, local_date
from luoshi.workflows.climb_ladder import plan_ladders
from tests.cast import Cast
from tests.factories.supervision import ISSUED, adopted, at, clock
from tests.factories.tasks import closed, handled

pytestmark = pytest.mark.django_db
Logged = Callable[[Account], Client]


def test_notices_lead_to_the_real_pages() -> None:
    assert matter_page(7) == reverse("supervision:matter", args=[7])
    assert steps_page() == reverse("supervision:home")


def test_the_office_sends_holds_and_drops_from_the_list(cast: Cast, client_as: Logged) -> None:
    tasks = [handled(cast, ISSUED, title=f"任务{n}", deadline=date(2026, 2, 1)) for n in range(3)]
    adopted(cast, at(6, 1))
    plan_ladders(now=at(6, 1, 9))
    steps = list(StepRun.objects.order_by("id"))
    assert len(steps) == len(tasks)
    office = client_as(cast.officer)
    with clock(at(6, 1, 11)):
        page = office.get(reverse("supervision:home")).content.decode()
        assert "待确认" in page

        def post(step: StepRun, do: str, **more: str) -> str:
            chosen = {"step": f"{step.pk}-{step.version}", "do": do, **more}
            answer = office.post(reverse("supervision:steps"), chosen, follow=True)
            return answer.content.decode()

        asked = post(steps[0], "hold")  # its own page, with the step and a reason to fill in
        assert f'value="{steps[0].pk}-{steps[0].version}"' in asked
        assert 'name="reason"' in asked
        assert StepRun.objects.get(pk=steps[0].pk).state == StepRunState.PLANNED
        assert "请填写理由" in post(steps[0], "hold", reason=" ", held_until="2026-06-05")
        post(steps[0], "hold", reason="正在会商", held_until="2026-06-05")
        post(steps[1], "drop", reason="已电话督促")
        post(steps[2], "let_go")
        states = list(StepRun.objects.order_by("id").values_list("state", flat=True))
        assert states == ["held", "dropped", "taken"]
        post(steps[2], "let_go")  # a double click
        assert Letter.objects.count() == 1


def test_selected_tasks_come_under_supervision_at_once(cast: Cast, client_as: Logged) -> None:
    tasks = [handled(cast, ISSUED, title=f"任务{n}", deadline=date(2026, 4, 30)) for n in range(2)]
    done = closed(cast, ISSUED)
    adopted(cast)
    office = client_as(cast.officer)
    with clock(at(4, 20)):
        unit = client_as(cast.bureau_leader)
        unit.post(reverse("tasks:selected"), {"task": [tasks[0].pk], "do": "supervise"})
        assert not Matter.objects.exists()
        sent = {"task": [t.pk for t in [*tasks, done]], "do": "supervise"}
        said = office.post(reverse("tasks:selected"), sent, follow=True).content.decode()
        register = reverse("supervision:register", args=["task", done.pk])
        refused = office.post(register, {"urgency": "major", "complexity": "simple"})
    assert set(Matter.objects.values_list("task", flat=True)) == {task.pk for task in tasks}
    assert "只有已下达" in said
    assert refused.status_code == 409


def test_pages_ask_as_often_for_thirty_as_for_three(cast: Cast, client_as: Logged) -> None:
    adopted(cast, at(6, 1))
    office = client_as(cast.officer)
    counts: dict[str, set[int]] = {}
    for count in (3, 27):
        for _each in range(count):
            handled(cast, ISSUED, title=f"任务{Task.objects.count()}", deadline=date(2026, 2, 1))
        plan_ladders(now=at(6, 1 if count == 3 else 2, 9))
        for step in StepRun.objects.filter(state=StepRunState.PLANNED)[: count // 2]:
            actions.let_go_step(actor=cast.officer, now=at(6, 2, 10), step=step, version=step.version)
        with clock(at(6, 2, 11)):
            for name in ("home", "matters", "interviews", "packs"):
                address = reverse(f"supervision:{name}")
                office.get(address)
                with CaptureQueriesContext(connection) as asked:
                    assert office.get(address).status_code == 200
                counts.setdefault(name, set()).add(len(asked))
    assert all(len(seen) == 1 for seen in counts.values()), counts
    assert all(max(seen) <= 16 for seen in counts.values()), counts


def test_a_clock_that_was_ahead_is_told_to_the_office_and_put_right(cast: Cast, client_as: Logged) -> None:
    today = local_date(current_time())
    adopted(cast, current_time())
    assert "从今天恢复运行" not in client_as(cast.officer).get("/supervision/").content.decode()
    JobRun.objects.create(
        jurisdiction=cast.city, name="lights", day=today + timedelta(days=40), started_at=current_time()
    )
    said = client_as(cast.officer).get("/supervision/").content.decode()
    assert f"已按 {today + timedelta(days=40)} 计算" in said
    assert "从今天恢复运行" not in client_as(cast.bureau_leader).get("/supervision/").content.decode()
    address = f"/supervision/clock/{cast.city.pk}/"
    assert address in said
    for words in ("已恢复运行", "可能已由同事处理"):
        assert words in client_as(cast.officer).post(address, follow=True).content.decode()
    assert not JobRun.objects.filter(day__gt=today).exists()

"""The strategy pages: the outline and its day, forms that keep what was typed, the file, the number of queries."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.actions.goals import link_projects
from luoshi.domain.strategy import actions
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.domain.strategy.terms import PlanState
from luoshi.domain.tasks.actions.goals import link_tasks
from luoshi.domain.tasks.models import TaskGoal
from luoshi.foundation.clock import current_time, local_date
from luoshi.workflows.put_plan_in_force import put_plan_in_force
from tests.cast import Cast
from tests.factories import strategy as make
from tests.factories import tasks as make_task
from tests.factories.projects import make_project

As = Callable[[Account], Client]
CEILING = 24


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("name", ["outline", "picture", "chain"])
def test_queries_stay_below_the_ceiling_and_do_not_grow(cast: Cast, client_as: As, name: str) -> None:
    now = current_time()
    client = client_as(cast.officer)
    counts = []
    plan, [top, *_] = make.in_force(cast, now, "甲")
    for size in (2, 15):
        for number in range(size):
            goal = make.make_goal(cast, now, plan, f"目标{size}-{number}", top, lead_unit=cast.bureau)
            link_tasks(actor=cast.officer, now=now, goal=goal, tasks=[make_task.issued(cast, now)])
        with CaptureQueriesContext(connection) as asked:
            text(client, reverse(f"strategy:{name}"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= CEILING


def test_the_page_of_a_goal_asks_no_more_for_more(cast: Cast, client_as: As) -> None:
    now = current_time()
    client = client_as(cast.officer)
    plan, [top, child] = make.in_force(cast, now, "甲")
    counts = []
    for size in (1, 12):
        for number in range(size):
            make.make_goal(cast, now, plan, f"下{size}-{number}", child)
            link_tasks(actor=cast.officer, now=now, goal=child, tasks=[make_task.issued(cast, now)])
        with CaptureQueriesContext(connection) as asked:
            text(client, reverse("strategy:goal", args=[child.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= CEILING
    assert top.title in text(client, reverse("strategy:goal", args=[child.pk]))


def test_a_past_day_shows_what_stood_then(cast: Cast, client_as: As) -> None:
    then = current_time() - timedelta(days=10)
    _, [top, child] = make.in_force(cast, then, "旧的说法")
    actions.edit_goal(
        actor=cast.officer,
        now=current_time(),
        goal=child,
        version=None,
        title="新的说法",
        kind=child.kind,
        parent=top,
    )
    client = client_as(cast.reader)
    assert "新的说法" in text(client, "/strategy/")
    past = text(client, f"/strategy/?as_of={local_date(then) + timedelta(days=1)}")
    assert "旧的说法" in past
    assert "新的说法" not in past
    before = text(client, f"/strategy/?as_of={local_date(then) - timedelta(days=1)}")
    assert "当天没有执行中的方案" in before
    for wrong in ("as_of=nonsense", "as_of=9999-01-01", "plan=x"):
        assert "新的说法" in text(client, f"/strategy/?{wrong}")


def test_a_unit_sees_the_tree_with_its_own_part_marked(cast: Cast, client_as: As) -> None:
    now = current_time()
    _, [_, own, others] = make.in_force(cast, now, "本单位的", "别人的")
    link_tasks(actor=cast.officer, now=now, goal=own, tasks=[make_task.issued(cast, now)])
    link_tasks(
        actor=cast.officer, now=now, goal=others, tasks=[make_task.issued(cast, now, lead_unit=cast.other_bureau)]
    )
    page = text(client_as(cast.bureau_leader), "/strategy/")
    assert "别人的" in page
    assert page.count("本单位参与") == 2  # the goal and the one above it
    assert "新增目标" not in page
    assert "本单位参与" not in text(client_as(cast.officer), "/strategy/")


def test_a_form_keeps_what_was_typed_and_names_the_loop(cast: Cast, client_as: As) -> None:
    now = current_time()
    _, [top, child] = make.in_force(cast, now, "项目突破")
    client = client_as(cast.officer)
    sent = {"title": "三大突破改", "kind": top.kind_id, "parent": child.pk, "version": top.version}
    answer = client.post(reverse("strategy:edit_goal", args=[top.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "三大突破改 → 项目突破 → 三大突破改" in page
    assert 'value="三大突破改"' in page
    assert Goal.objects.get(pk=top.pk).title == "三大突破"


def test_a_stale_form_shows_the_change_and_can_be_sent_again(cast: Cast, client_as: As) -> None:
    now = current_time()
    _, [top, child] = make.in_force(cast, now, "项目突破")
    actions.edit_goal(
        actor=cast.officer, now=now, goal=child, version=None, title="他人所改", kind=child.kind, parent=top
    )
    sent = {"title": "我的改法", "kind": child.kind_id, "parent": top.pk, "version": child.version}
    address = reverse("strategy:edit_goal", args=[child.pk])
    client = client_as(cast.officer)
    answer = client.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "他人所改" in page
    assert 'value="我的改法"' in page
    version = Goal.objects.get(pk=child.pk).version
    assert f'name="version" value="{version}"' in page
    assert client.post(address, sent | {"version": version}).status_code == 302


def test_links_are_made_and_ended(cast: Cast, client_as: As) -> None:
    now = current_time()
    _, [top] = make.in_force(cast, now)
    task = make_task.issued(cast, now)
    client, address = client_as(cast.officer), reverse("strategy:links", args=[top.pk])
    assert task.title in text(client, f"{address}?q=清溪")
    client.post(address, {"do": "link", "task": task.pk})
    assert TaskGoal.objects.get().removed_on is None
    client.post(address, {"do": "unlink", "task": task.pk})
    assert TaskGoal.objects.get().removed_on == local_date(now)
    assert "请至少选择一项" in client.post(address, {"do": "link"}).content.decode()


def test_the_page_of_a_task_names_its_goals(cast: Cast, client_as: As) -> None:
    now = current_time()
    _, [top] = make.in_force(cast, now)
    task = make_task.issued(cast, now)
    link_tasks(actor=cast.officer, now=now, goal=top, tasks=[task])
    for person in (cast.officer, cast.bureau_reporter):
        assert reverse("strategy:goal", args=[top.pk]) in text(client_as(person), reverse("tasks:task", args=[task.pk]))


def test_the_file_holds_every_goal_and_no_formula(cast: Cast, now: datetime, client_as: As) -> None:
    make.in_force(cast, current_time(), "=HYPERLINK(1)", "项目突破")
    answer = client_as(cast.reader).get("/strategy/export/")
    book = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]
    words = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "项目突破" in words
    assert "=HYPERLINK(1)" in words
    assert "<f>" not in words


def test_from_draft_to_force_by_the_forms(cast: Cast, client_as: As) -> None:
    now = current_time()
    former, [_, child] = make.in_force(cast, now - timedelta(days=9), "旧城")
    client = client_as(cast.officer)
    sent = {"name": "新纲要", "starts_on": "2026-01-01", "ends_on": "2030-12-31", "supersedes": former.pk}
    assert client.post("/strategy/plans/new/", sent | {"ends_on": "2020-01-01"}).status_code == 422
    client.post("/strategy/plans/new/", sent)
    draft = Plan.objects.get(name="新纲要")
    force = reverse("strategy:force_plan", args=[draft.pk])
    refused = client.post(force, {"in_force_on": local_date(now), "version": draft.version})
    assert "还没有任何目标" in refused.content.decode()
    compare = reverse("strategy:compare", args=[draft.pk])
    client.post(compare, {"goal": child.parent_id, "do": "carry"})
    assert client.post(compare, {"goal": child.pk, "do": "drop", "reason": ""}).status_code == 422
    client.post(compare, {"goal": child.pk, "do": "drop", "reason": "已完成"})
    assert "已完成" in text(client, compare)
    assert client.post(force, {"in_force_on": local_date(now), "version": draft.version}).status_code == 302
    former.refresh_from_db()
    assert former.state == PlanState.SUPERSEDED


def test_an_empty_house_says_what_belongs_here(cast: Cast, client_as: As) -> None:
    page = text(client_as(cast.officer), "/strategy/")
    assert "还没有战略方案" in page
    assert reverse("strategy:new_plan") in page
    assert reverse("strategy:new_plan") not in text(client_as(cast.reader), "/strategy/")


def test_a_goal_on_a_past_day_shows_the_figures_of_that_day(cast: Cast, client_as: As) -> None:
    now = current_time()
    then = now - timedelta(days=20)
    _, [_, goal] = make.in_force(cast, then, "旧的说法")
    task = make_task.handled(cast, then)
    link_tasks(actor=cast.officer, now=then, goal=goal, tasks=[task])
    make_task.progress(cast, then + timedelta(days=2), task, 30)
    make_task.progress(cast, now, make_task.fresh(task), 80)
    late = make_task.issued(cast, now, title="后来才下达的任务")
    link_tasks(actor=cast.officer, now=now, goal=goal, tasks=[late])
    project = make_project(cast, then)
    link_projects(actor=cast.officer, now=then, goal=goal, projects=[project])
    actions.edit_goal(
        actor=cast.officer, now=now, goal=goal, version=None, title="新的说法", kind=goal.kind, parent=goal.parent
    )
    client, address = client_as(cast.reader), reverse("strategy:goal", args=[goal.pk])
    past = text(client, f"{address}?as_of={local_date(then) + timedelta(days=3)}")
    assert ("30%" in past, "80%" in past) == (True, False)
    assert f"/tasks/{late.pk}/" not in past
    assert "日终" in past
    assert "当时目标表述为“旧的说法”" in past
    assert ">办理状态<" not in past
    assert project.name in past
    present = text(client, address)
    assert ("80%" in present, late.title in present, "日终" in present) == (True, True, False)


def test_a_superseded_plans_goals_offer_no_forms(cast: Cast, client_as: As) -> None:
    now = current_time()
    plan, [top] = make.in_force(cast, now - timedelta(days=9))
    draft = make.make_plan(cast, now, name="新纲要", supersedes=plan)
    make.make_goal(cast, now, draft, "新的目标")
    actions.drop_goal(actor=cast.officer, now=now, goal=top, plan=draft, reason="已完成")
    put_plan_in_force(actor=cast.officer, now=now, plan=draft)
    client = client_as(cast.officer)
    for name in ("edit_goal", "remove_goal", "links"):
        assert "已被替代" in text(client, reverse(f"strategy:{name}", args=[top.pk]), 409)


def test_a_third_ring_is_not_drawn_but_counted(cast: Cast, client_as: As) -> None:
    now = current_time()
    plan, [top, child] = make.in_force(cast, now, "项目突破")
    other = make.make_goal(cast, now, plan, "产业突破", top)
    deeper = make.make_goal(cast, now, plan, "做实储备", child)
    deepest = make.make_goal(cast, now, plan, "最深一级", deeper)
    for goal in (other, deepest):
        link_tasks(actor=cast.officer, now=now, goal=goal, tasks=[make_task.issued(cast, now)])
    client, address = client_as(cast.reader), reverse("strategy:picture")
    chart = client.get(f"{address}?form=rings").context["chart"]
    [first, second] = sorted(chart.branches, key=lambda branch: branch.name)
    assert (first.name, first.total, second.name, second.total) == ("产业突破", 1, "项目突破", 1)
    assert [(part.name, part.total, part.parts) for part in second.parts] == [("做实储备", 1, [])]
    assert "最深一级" in text(client, address)
    assert "最深一级" not in text(client, f"{address}?form=rings")


def test_without_any_plan_there_is_none_to_choose(cast: Cast, client_as: As) -> None:
    client = client_as(cast.officer)
    for name in ("outline", "picture", "chain"):
        assert "which-plan" not in text(client, reverse(f"strategy:{name}"))
    make.make_plan(cast, current_time())
    assert "which-plan" in text(client, reverse("strategy:outline"))  # a draft to look at, none in force

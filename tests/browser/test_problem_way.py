"""A problem in a real browser, in Chinese: raised, given, solved, closed at the raiser's word, reopened; and a card."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from luoshi.domain.projects.models import Problem, Project
from luoshi.domain.projects.terms import LibraryState, LifecycleStage, ProblemState
from luoshi.foundation.clock import current_time, local_date
from tests.cast import Cast
from tests.factories.projects import make_project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_raised_solved_closed_and_reopened(city: Cast, open_as: Callable[..., Page]) -> None:
    project = make_project(city, current_time(), state=LibraryState.RESERVED)
    raiser = open_as(city.bureau_reporter, f"/projects/{project.pk}/")
    raiser.locator("#problems").get_by_role("link", name="提出问题").click()
    raiser.locator("textarea[name=text]").fill("施工便道未通，材料无法进场。")
    raiser.get_by_role("button", name="提出问题").click()
    expect(raiser.locator("main")).to_contain_text("新增")
    problem = Problem.objects.get()

    office = open_as(city.officer, f"/projects/problems/{problem.pk}/")
    form = office.locator("#assign_problem")
    form.locator("input[name=responsible_leader]").fill("分管副市长")
    form.locator("select[name=responsible_unit]").evaluate(
        "(select, value) => select.tomselect.setValue(value)", str(city.other_bureau.pk)
    )
    form.locator("input[name=deadline]").fill((local_date(current_time()) + timedelta(days=9)).isoformat())
    form.get_by_role("button", name="交办").click()
    expect(office.locator("main")).to_contain_text("推进中")

    solver = open_as(city.other_reporter, "/projects/problems/?own=1")
    solver.get_by_role("link", name="施工便道未通").click()
    solver.get_by_role("button", name="反馈解决情况").click()
    expect(solver.locator(".error-summary")).to_contain_text("请写明解决情况")
    solver.locator("textarea[name=result]").fill("便道已贯通。")
    solver.get_by_role("button", name="反馈解决情况").click()
    expect(solver.locator("main")).to_contain_text("待确认销号")
    expect(solver.get_by_role("button", name="确认销号")).to_have_count(0)

    raiser.goto(f"/projects/problems/{problem.pk}/")
    raiser.get_by_role("button", name="确认销号").click()
    expect(raiser.locator(".under-head")).to_contain_text("已销号")
    raiser.locator("#reopen_problem textarea").fill("雨后又断了。")
    raiser.get_by_role("button", name="问题反弹").click()
    expect(raiser.locator(".under-head")).to_contain_text("反弹 1 次")
    problem.refresh_from_db()
    assert (problem.state, problem.times_reopened) == (ProblemState.UNDER_WAY, 1)


def test_a_card_is_moved_by_keyboard_and_dragged_against_a_closed_gate(
    city: Cast, open_as: Callable[..., Page]
) -> None:
    project = make_project(city, current_time(), state=LibraryState.RESERVED)
    office = open_as(city.officer, "/projects/board/")
    office.locator(f"#card-{project.pk} button").focus()
    office.keyboard.press("Enter")
    expect(office.locator(f"[data-stage=preliminary] #card-{project.pk}")).to_have_count(1)
    expect(office.locator("#board")).to_contain_text("已转入“前期”")
    office.locator(f"#card-{project.pk}").drag_to(office.locator("[data-stage=building]"))
    expect(office.locator("#page-messages")).to_contain_text("施工许可")
    assert Project.objects.get().lifecycle_stage == LifecycleStage.PRELIMINARY

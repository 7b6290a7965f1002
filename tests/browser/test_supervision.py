"""A late project in a real browser: from green up the ladder to the interview, finished and closed with its grade."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.supervision.models import Light, Matter, StepRun
from luoshi.domain.supervision.terms import StepKind
from luoshi.domain.tasks.models import Task
from luoshi.workflows.climb_ladder import plan_ladders
from tests.cast import Cast
from tests.factories.projects import make_project
from tests.factories.supervision import adopted, at, clock, pass_days
from tests.factories.tasks import handled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def _late_project(city: Cast, now: datetime) -> Project:
    """Make an issued project with a year's plan of which nothing will be done."""
    project = make_project(city, now, state=LibraryState.RESERVED, name="清溪水厂二期")
    Project.objects.filter(pk=project.pk).update(
        library_state=LibraryState.ISSUED,
        lifecycle_stage="building",
        planned_start=date(2026, 1, 1),
        actual_start=date(2026, 1, 1),
        planned_finish=date(2026, 12, 31),
        lead_unit=city.bureau,
    )
    ProjectYear.objects.update_or_create(
        project=project, year=2026, defaults={"planned_wan_yuan": Decimal(6000), "annual_class": "continuing"}
    )
    return Project.objects.get(pk=project.pk)


def test_from_green_to_interview_to_closing(city: Cast, open_as: Callable[..., Page]) -> None:
    project = _late_project(city, at(1, 5))
    adopted(city, at(1, 6))
    assert Light.objects.get(project=project).tone == "green"
    pass_days(date(2026, 1, 6), date(2026, 1, 8))

    day = date(2026, 1, 9)
    tones = ["green"]
    while not StepRun.objects.filter(kind=StepKind.INTERVIEW, taken_at__isnull=False).exists():
        pass_days(day, day)
        tone = Light.objects.get(project=project).tone
        tones += [] if tone == tones[-1] else [tone]
        day += timedelta(days=1)
        assert day < date(2026, 8, 1), "the interview never came"
    assert tones[:2] == ["green", "yellow"]
    kinds = list(StepRun.objects.order_by("id").filter(taken_at__isnull=False).values_list("kind", flat=True))
    assert kinds == ["chase", "supervision_letter", "bulletin", "interview"]
    matter = Matter.objects.get(project=project)

    with clock(at(day.month, day.day, 9)):
        office = open_as(city.officer, "/supervision/")
        office.get_by_role("link", name="5").or_(office.get_by_role("link", name="约谈")).first.wait_for()
        office.goto("/supervision/matters/?rung=interview")
        office.get_by_role("link", name="清溪水厂二期").click()
        expect(office.locator(".stage-current")).to_have_text("约谈")
        with office.expect_download() as download:
            office.get_by_role("link", name="督约〔2026〕1号").click()
        assert download.value.suggested_filename == "督约〔2026〕1号.docx"

        unit = open_as(city.bureau_leader, f"/supervision/matters/{matter.pk}/")
        expect(unit.locator("#steps")).to_contain_text("督函〔2026〕1号")
        expect(unit.get_by_role("link", name="登记约谈")).to_have_count(0)

        office.get_by_role("link", name="登记约谈").click()
        office.locator("[name=interviewer]").fill("分管副市长")
        office.locator("[name=problems]").fill("前期手续推进缓慢。")
        office.locator("[name=promise_1]").fill("下月底前主体开工")
        office.locator("[name=due_1]").fill((day + timedelta(days=40)).isoformat())
        office.get_by_role("button", name="保存记录").click()
        expect(office.locator("#interviews")).to_contain_text("下月底前主体开工")
        assert Task.objects.get(title="下月底前主体开工").lead_unit == city.bureau

    Project.objects.filter(pk=project.pk).update(actual_finish=day, lifecycle_stage="completed")
    pass_days(day, day + timedelta(days=1))
    with clock(at(day.month, day.day, 12) + timedelta(days=1)):
        office.goto(f"/supervision/matters/{matter.pk}/")
        office.get_by_role("link", name="评定等次并销号").click()
        expect(office.locator("main")).to_contain_text("最重措施为约谈")
        office.get_by_role("button", name="销号").click()
        expect(office.locator(".under-head")).to_contain_text("不合格")
        expect(office.locator("#steps")).to_contain_text("督销〔2026〕1号")
    assert StepRun.objects.filter(matter=matter, kind=StepKind.CLOSING).count() == 1


def test_the_enter_key_never_sends_a_step(city: Cast, open_as: Callable[..., Page]) -> None:
    """Enter in the list opens the page that asks for a reason; there it holds, and sends nothing."""
    handled(city, at(1, 5), deadline=date(2026, 2, 1))
    adopted(city, at(6, 1))
    plan_ladders(now=at(6, 1, 9))
    moment = at(6, 1, 11)
    with clock(moment):
        page = open_as(city.officer, "/supervision/")
        box = page.locator("#release input[type=checkbox]").first
        box.check()
        box.press("Enter")
        page.get_by_label("理由").fill("专班正在会商")
        assert StepRun.objects.get().state == "planned"
        page.get_by_label("暂缓至").press("Enter")
        expect(page.locator("#page-messages")).to_contain_text("已暂缓 1 个步骤")
    assert StepRun.objects.get().state == "held"

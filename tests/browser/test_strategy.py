"""From a document to the tree in a real browser, in Chinese: proposed, changed, built, folded by keys, put in force."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from luoshi.domain.documents.actions import decide_findings
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import FindingKind, FindingState
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.domain.strategy.terms import PlanState
from luoshi.domain.tasks.models import TaskGoal
from luoshi.foundation.clock import current_time
from tests.browser.test_reading_page import DROP
from tests.cast import Cast
from tests.factories import strategy as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPINION = (
    "中共云岭市委关于实施“三大突破”的意见\n"
    "市委决定，实施项目突破、交通突破、产业突破“三大突破”，现提出如下意见。\n"
    "一、全力推进项目突破\n"
    "（一）做实项目储备\n"
    "市发改委要在2027年6月底前建成重大项目储备库。\n"
    "二、全力推进交通突破\n"
    "市农业农村局要在2027年底前新改建农村公路60公里。\n"
)


def test_from_the_paper_to_the_tree(city: Cast, open_as: Callable[..., Page]) -> None:
    office = open_as(city.officer, "/documents/")
    office.evaluate(DROP, OPINION)
    expect(office.locator("#documents-table tbody tr")).to_contain_text("已识读")
    document = Document.objects.get()
    decide_findings(
        actor=city.officer,
        now=current_time(),
        document=document,
        finding_ids=list(Finding.objects.filter(kind=FindingKind.FORMULATION).values_list("pk", flat=True)),
        state=FindingState.ACCEPTED,
    )
    plan = make.make_plan(city, current_time())

    office.goto(f"/documents/{document.pk}/")
    office.get_by_role("link", name="生成目标树").click()
    project = office.locator("section.proposed", has=office.locator("input[value='项目突破']"))
    project.locator("input[name^=title]").fill("重大项目突破")
    below = office.locator("section.proposed", has=office.locator("input[value='做实项目储备']"))
    expect(below.locator("input[name=node]")).to_be_checked()
    project.locator("input[name=node]").uncheck()
    expect(below.locator("input[name=node]")).not_to_be_checked()
    below.locator("input[name=node]").check()
    expect(project.locator("input[name=node]")).to_be_checked()
    below.locator("input[name=order]").check()
    office.get_by_role("button", name="按勾选生成").click()
    expect(office.locator("main")).to_contain_text("目标树已生成：关联任务 1 项，采纳任务事项 1 条")
    assert TaskGoal.objects.get().goal.title == "做实项目储备"
    assert Goal.objects.get(title="做实项目储备").parent == Goal.objects.get(title="重大项目突破")

    _walk_by_keys(office)
    office.get_by_role("link", name="开始执行").click()
    office.get_by_role("button", name="开始执行").click()
    expect(office.locator("main")).to_contain_text("执行中")
    plan.refresh_from_db()
    assert plan.state == PlanState.IN_FORCE
    assert Plan.objects.count() == 1


def _walk_by_keys(office: Page) -> None:
    """Unfold and open a goal without a mouse."""
    tree = office.locator("table.outline[data-ready]")
    expect(tree).to_have_count(1)
    hidden = tree.locator("tr", has_text="做实项目储备")
    expect(hidden).to_be_hidden()
    tree.locator("tbody tr").first.focus()
    office.keyboard.press("ArrowDown")
    office.keyboard.press("ArrowRight")
    expect(hidden).to_be_visible()
    office.keyboard.press("ArrowLeft")
    expect(hidden).to_be_hidden()

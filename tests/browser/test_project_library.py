"""A project's way through the library in a real browser: drafted, submitted, returned, admitted, put into the plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from luoshi.domain.projects.models import Project
from luoshi.foundation.clock import current_time
from tests.cast import Cast
from tests.factories.projects import make_sector

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_draft_to_the_annual_plan(city: Cast, open_as: Callable[..., Page]) -> None:
    sector = make_sector(city, current_time())
    unit = open_as(city.bureau_reporter, "/projects/new/")
    unit.get_by_label("项目名称").fill("云岭市滨河水厂")
    unit.get_by_role("button", name="保存草稿").click()
    expect(unit.locator("#main, main")).to_contain_text("报送前请填写“建设规模及内容”")
    project = Project.objects.get()
    assert project.library_state == "draft"

    unit.get_by_role("link", name="补充档案").click()
    unit.get_by_label("建设规模及内容").fill("日供水5万吨")
    unit.locator("select[name=sector_id]").evaluate(
        "(s, v) => s.tomselect ? s.tomselect.setValue(v) : (s.value = v)", str(sector.pk)
    )
    unit.get_by_label("投资主体").select_option("government")
    unit.get_by_label("立项方式").select_option("approval")
    unit.get_by_label("业主单位名称").fill("云岭水务有限公司")
    unit.get_by_label("责任人", exact=True).fill("林某")
    unit.get_by_label("总投资（责任制口径）").fill("3.5亿元")
    unit.get_by_label("计划开工日期").fill("2026-03-01")
    unit.get_by_label("计划竣工日期").fill("2028-06-30")
    unit.get_by_role("button", name="保存修改").click()
    unit.get_by_role("link", name="报送审核").click()
    unit.get_by_role("button", name="报送审核").click()
    expect(unit.locator(".under-head")).to_contain_text("待审核")

    office = open_as(city.officer, f"/projects/{project.pk}/")
    office.get_by_role("link", name="退回修改").click()
    office.get_by_role("button", name="退回修改").click()
    expect(office.locator(".error-summary")).to_contain_text("请填写理由")
    office.get_by_label("理由").fill("请补充项目简介")
    office.get_by_role("button", name="退回修改").click()
    expect(office.locator(".under-head")).to_contain_text("填报中")

    unit.goto(f"/projects/{project.pk}/edit/")
    unit.get_by_label("项目简介").fill("供城东片区")
    unit.get_by_role("button", name="保存修改").click()
    unit.get_by_role("link", name="报送审核").click()
    unit.get_by_role("button", name="报送审核").click()
    expect(unit.locator(".under-head")).to_contain_text("待审核")

    office.goto("/projects/")
    for deed, state in (
        ("admit_project", "已入库"),
        ("to_rolling", "三年滚动计划"),
        ("to_compile", "年度计划编制中"),
    ):
        office.locator('input[name="project"]').check()
        office.locator("#do").select_option(deed)
        office.get_by_role("button", name="执行").click()
        expect(office.locator("tbody tr")).to_contain_text(state)
    project.refresh_from_db()
    assert project.library_state == "compiling"

"""From a document to a promoted project in a real browser: tree, dossier, library, batch, issue, promotion (PJ20)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from luoshi.domain.audit.queries import history_of
from luoshi.domain.documents.actions import decide_findings
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import FindingKind, FindingState
from luoshi.domain.projects import actions
from luoshi.domain.projects.models import Project, ProjectGoal, ProjectYear
from luoshi.domain.projects.rules import YearDraft
from luoshi.domain.strategy.models import Goal
from luoshi.domain.tasks.models import Batch, Task
from luoshi.foundation.clock import current_time, local_date
from tests.browser.test_reading_page import DROP
from tests.cast import Cast
from tests.factories import strategy as strategy_make
from tests.factories.projects import make_sector

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPINION = (
    "中共云岭市委关于实施“三大突破”的意见\n"
    "市委决定，实施水利突破、交通突破、产业突破“三大突破”，现提出如下意见。\n"
    "一、项目类\n"
    "1.滨河水厂工程。2028年6月底前建成投用，总投资3.5亿元。牵头单位：市发改委。\n"
    "二、全力推进交通突破\n"
    "市农业农村局要在2027年底前新改建农村公路60公里。\n"
)


def test_from_the_document_to_the_promoted_project(city: Cast, open_as: Callable[..., Page]) -> None:
    office = open_as(city.officer, "/documents/")
    office.evaluate(DROP, OPINION)
    expect(office.locator("#documents-table tbody tr")).to_contain_text("已识读")
    document = Document.objects.get()
    _build_tree(city, office, document)
    project = _take_into_library(office, document)
    _admit(city, office, project)
    first = _issue_with_first_batch(office, project)
    _promote_by_second_batch(city, office, project, first)


def _build_tree(city: Cast, office: Page, document: Document) -> None:
    named = Finding.objects.filter(kind=FindingKind.FORMULATION).values_list("pk", flat=True)
    decide_findings(
        actor=city.officer, now=current_time(), document=document, finding_ids=list(named), state=FindingState.ACCEPTED
    )
    strategy_make.make_plan(city, current_time())
    office.goto(f"/documents/{document.pk}/")
    office.get_by_role("link", name="生成目标树").click()
    office.get_by_role("button", name="按勾选生成").click()
    expect(office.locator("main")).to_contain_text("目标树已生成")
    office.get_by_role("link", name="开始执行").click()
    office.get_by_role("button", name="开始执行").click()
    expect(office.locator("main")).to_contain_text("执行中")
    assert Goal.objects.filter(title__contains="水利突破").exists()


def _take_into_library(office: Page, document: Document) -> Project:
    office.goto(f"/projects/from/{document.pk}/")
    named = office.locator("tbody tr", has_text="滨河水厂工程")
    expect(named).to_contain_text("35,000")
    office.locator("tbody tr", has_text="农村公路").locator("input[name=finding]").uncheck()
    named.locator("input[name=finding]").check()
    office.get_by_role("button", name="收入项目储备库").click()
    project = Project.objects.get()
    assert (project.name, project.total_wan_yuan, project.citations.count()) == ("滨河水厂工程", 35000, 1)
    office.goto(f"/projects/{project.pk}/goals/")
    office.locator("label.check", has_text="水利突破").locator("input").check()
    office.get_by_role("button", name="保存").click()
    assert ProjectGoal.objects.filter(project=project).count() == 1
    return project


def _admit(city: Cast, office: Page, project: Project) -> None:
    sector = make_sector(city, current_time())
    office.goto(f"/projects/{project.pk}/edit/")
    office.get_by_label("建设规模及内容").fill("日供水5万吨")
    note = office.locator("[data-kept-note]")
    expect(note).to_contain_text("已暂存")
    office.goto("/")  # left without saving
    office.goto(f"/projects/{project.pk}/edit/")
    expect(office.locator("#kept-form")).to_contain_text("没有提交")
    expect(office.get_by_label("建设规模及内容")).to_have_value("日供水5万吨")
    office.locator("select[name=sector_id]").evaluate(
        "(s, v) => s.tomselect ? s.tomselect.setValue(v) : (s.value = v)", str(sector.pk)
    )
    office.get_by_label("投资主体").select_option("government")
    office.get_by_label("立项方式").select_option("approval")
    office.get_by_label("业主单位名称").fill("云岭水务有限公司")
    office.get_by_label("责任人", exact=True).fill("林某")
    year = local_date(current_time()).year
    office.get_by_label("计划开工日期").fill(f"{year}-12-01")
    office.get_by_label("计划竣工日期").fill(f"{year + 2}-06-30")
    office.get_by_role("button", name="保存修改").click()
    expect(office.locator("#kept-form")).to_have_count(0)
    for deed in ("报送审核", "审核入库", "列入三年滚动计划"):
        office.locator("main").get_by_role("link", name=deed, exact=True).first.click()
        office.get_by_role("button", name=deed, exact=True).click()
    draft = YearDraft(year=year, annual_class="prospective")
    actions.set_year(actor=city.officer, now=current_time(), project=project, draft=draft)
    office.goto(f"/projects/{project.pk}/")
    office.locator("main").get_by_role("link", name="列入年度计划编制", exact=True).first.click()
    office.get_by_role("button", name="列入年度计划编制", exact=True).click()
    expect(office.locator(".under-head")).to_contain_text("年度计划编制中")


def _new_batch(office: Page, name: str) -> Batch:
    office.goto("/tasks/batches/new/")
    office.locator("input[name=name]").fill(name)
    office.get_by_role("button", name="新建批次").click()
    return Batch.objects.get(name=name)


def _put_in_and_issue(office: Page, batch: Batch, project: Project, number: str) -> Task:
    office.locator(f"#projects input[name=project][value='{project.pk}']").check()
    office.locator("#projects button").click()
    expect(office.locator("main")).to_contain_text("已编入批次")
    office.locator("input[name=document_number]").fill(number)
    office.locator("#issue button").click()
    expect(office.locator("main")).to_contain_text("已下达")
    return Task.objects.get(batch=batch)


def _issue_with_first_batch(office: Page, project: Project) -> Task:
    batch = _new_batch(office, "第一批重大项目")
    task = _put_in_and_issue(office, batch, project, "云督〔2026〕3号")
    project.refresh_from_db()
    assert (project.library_state, project.task) == ("issued", task)
    office.goto(f"/tasks/{task.pk}/")
    expect(office.locator("blockquote, .quote").first).to_contain_text("2028年6月底前建成投用")
    office.locator("#instrument").get_by_role("link", name="滨河水厂工程").click()
    expect(office.locator("#goals")).to_contain_text(task.number_text)
    return task


def _promote_by_second_batch(city: Cast, office: Page, project: Project, first: Task) -> None:
    second = _new_batch(office, "第二批重大项目")
    office.goto(f"/projects/{project.pk}/")
    office.get_by_role("link", name="列入后续批次").click()
    office.get_by_label("理由").fill("用地已落实")
    office.get_by_role("button", name="编入批次").click()
    expect(office.locator("#goals")).to_contain_text("第二批重大项目")
    office.goto(f"/tasks/batches/{second.pk}/")
    office.locator("input[name=document_number]").fill("云督〔2026〕4号")
    office.locator("#issue button").click()
    expect(office.locator("main")).to_contain_text("已下达")
    first.refresh_from_db()
    project.refresh_from_db()
    row = ProjectYear.objects.get(project=project, year=second.year)
    assert (row.annual_class, row.batch, first.state) == ("new_start", second, "carried")
    assert project.task is not None
    assert project.task.carried_from == first
    issued = [e.after["batch"] for e in history_of("project", project.pk) if e.verb == "issue_project"]
    assert issued == ["第二批重大项目", "第一批重大项目"]

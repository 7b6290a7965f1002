"""The main job from end to end in a real browser, in Chinese: a file is dropped, and a closed task comes out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.terms import TaskState
from tests.browser.test_reading_page import DROP
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTICE = (
    "云岭市人民政府办公室关于做好今冬明春农田水利建设的通知\n"
    "云府办发〔2026〕31号\n"
    "一、市农业农村局要在2027年3月底前新建高标准农田5万亩。\n"
    "二、要加强组织领导，提高思想认识。\n"
)
ORDER = "市农业农村局要在2027年3月底前新建高标准农田5万亩"


def test_from_the_paper_to_the_closed_task(city: Cast, open_as: Callable[..., Page]) -> None:
    office = open_as(city.officer, "/documents/")
    _receive_and_accept(office)
    task = Task.objects.get()
    assert task.lead_unit == city.other_bureau
    _issue(office, task)

    leader = open_as(city.other_leader, "/")
    leader.get_by_role("link", name=task.title).first.click()
    leader.get_by_role("link", name="签收").first.click()
    leader.get_by_role("button", name="签收").click()
    expect(leader.locator("main")).to_contain_text("办理中")

    _report_completion(open_as(city.other_reporter, f"/tasks/{task.pk}/"))

    office.goto(f"/tasks/{task.pk}/")
    expect(office.locator("main")).to_contain_text("待销号")
    office.get_by_role("button", name="核验通过并销号").click()
    expect(office.locator("main")).to_contain_text("已销号")
    expect(office.locator("blockquote, .quote").first).to_contain_text(ORDER)
    task.refresh_from_db()
    assert task.state == TaskState.CLOSED
    assert (task.declared_percent, task.verified_percent) == (100, 100)

    _export(office)


def _receive_and_accept(office: Page) -> None:
    office.evaluate(DROP, NOTICE)
    row = office.locator("#documents-table tbody tr")
    expect(row).to_contain_text("已识读")
    row.locator("a").first.click()
    expect(office.locator("#reading[data-ready]")).to_have_count(1)
    office.locator("[data-filter=actionable]").click()
    office.keyboard.press("j")
    expect(office.locator(".finding.chosen .words")).to_contain_text(ORDER)
    office.keyboard.press("a")
    expect(office.locator("#announce")).to_contain_text("已采纳，生成任务")


def _issue(office: Page, task: Task) -> None:
    office.goto("/tasks/batches/new/")
    office.locator("input[name=name]").fill("今冬明春农田水利建设任务")
    office.get_by_role("button", name="新建批次").click()
    office.locator(f"input[name=task][value='{task.pk}']").check()
    office.locator("button[name=do][value=add]").click()
    office.locator("input[name=document_number]").fill("云督〔2026〕3号")
    office.locator("#issue button").click()
    expect(office.locator("main")).to_contain_text("已下达")
    assert Batch.objects.get().document_number == "云督〔2026〕3号"


def _report_completion(reporter: Page) -> None:
    reporter.locator("a[href$='/report/']").first.click()
    reporter.locator("input[name=kind][value=completion]").check()
    reporter.locator("[name=value]").fill("5.2")
    reporter.locator("[name=note]").fill("新建高标准农田5.2万亩，县区自验和市级抽查均已通过。")
    reporter.locator("input[type=file]").set_input_files(
        {"name": "验收报告.txt", "mimeType": "text/plain", "buffer": "验收合格".encode()}
    )
    reporter.get_by_role("button", name="提交报告").click()
    expect(reporter.locator("main")).to_contain_text("待销号")
    expect(reporter.locator("main")).to_contain_text("验收报告.txt")


def _export(office: Page) -> None:
    office.goto("/tasks/")
    with office.expect_download() as download:
        office.get_by_role("link", name="导出 XLSX").click()
    book = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    words = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert ORDER in words
    assert "云岭市农业农村局" in words
    assert "已销号" in words

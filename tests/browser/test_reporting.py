"""A return in a real browser: drafts that save themselves, with and without a server; then on to the dispute."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from luoshi.domain.reporting.models import Dispute, Line
from tests.cast import Cast
from tests.factories.reporting import open_today, task_line

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_draft_to_dispute(city: Cast, open_as: Callable[..., Page]) -> None:
    sheet = open_today(city)
    address = f"/reporting/returns/{sheet.pk}/"
    reporter = open_as(city.bureau_reporter, address)
    reporter.locator("input[name=percent]").fill("60")
    reporter.locator("textarea[name=note]").fill("完成主体施工，进入装修阶段。")
    reporter.locator("textarea[name=note]").blur()
    expect(reporter.locator(".line-state")).to_contain_text("已保存")
    expect(reporter.locator("#lines-filled")).to_have_text("1 / 1")
    reporter.get_by_role("button", name="提交单位负责人").click()
    expect(reporter.locator("main")).to_contain_text("待单位审核")

    leader = open_as(city.bureau_leader, address)
    leader.get_by_role("button", name="审核通过并报送").click()
    expect(leader.locator("main")).to_contain_text("待核验")

    office = open_as(city.officer, address)
    office.keyboard.press("j")
    expect(office.locator("tr.chosen")).to_have_count(1)
    office.locator("input.verdict").first.fill("40")
    office.keyboard.press("Escape")
    office.keyboard.press("v")
    expect(office.locator("main")).to_contain_text("全部行已核验")
    line: Line = task_line(sheet)
    assert (line.declared_percent, line.verified_percent) == (60, 40)

    reporter.goto(address)
    reporter.get_by_role("link", name="异议").first.click()
    reporter.locator("input[name=claimed]").fill("55")
    reporter.locator("textarea[name=reason]").fill("附验收单。")
    reporter.get_by_role("button", name="提出异议").click()
    expect(reporter.locator("main")).to_contain_text("单位主张 55")
    assert Dispute.objects.get().claimed == 55


WORDS = "完成桥面铺装，正在进行荷载试验。"


def test_what_cannot_be_sent_is_kept_and_saved_when_the_server_answers_again(
    city: Cast, open_as: Callable[..., Page]
) -> None:
    sheet = open_today(city)
    page = open_as(city.bureau_reporter, f"/reporting/returns/{sheet.pk}/")
    page.context.set_offline(True)
    page.locator("input[name=percent]").fill("70")
    page.locator("textarea[name=note]").fill(WORDS)
    page.locator("textarea[name=note]").blur()
    expect(page.locator(".line-state")).to_contain_text("未保存")
    expect(page.locator("textarea[name=note]")).to_have_value(WORDS)
    page.context.set_offline(False)
    expect(page.locator(".line-state")).to_contain_text("已保存", timeout=15_000)
    expect(page.locator(".line-state")).not_to_contain_text("未保存")
    assert (task_line(sheet).declared_percent, task_line(sheet).note) == (70, WORDS)


def test_text_that_was_never_sent_outlives_the_page(city: Cast, open_as: Callable[..., Page]) -> None:
    sheet = open_today(city)
    page = open_as(city.bureau_reporter, f"/reporting/returns/{sheet.pk}/")
    page.route("**/reporting/lines/**", lambda route: route.fulfill(status=502, body="down"))
    page.locator("textarea[name=note]").fill(WORDS)
    page.locator("input[name=percent]").fill("70")
    expect(page.locator(".line-state")).to_contain_text("未保存", timeout=15_000)
    page.unroute("**/reporting/lines/**")
    page.reload()
    expect(page.locator("textarea[name=note]")).to_have_value(WORDS)
    expect(page.locator(".line-state")).to_contain_text("已保存", timeout=15_000)
    assert task_line(sheet).note == WORDS


def test_handing_in_waits_for_the_last_line(city: Cast, open_as: Callable[..., Page]) -> None:
    sheet = open_today(city)
    page = open_as(city.bureau_reporter, f"/reporting/returns/{sheet.pk}/")
    page.locator("input[name=percent]").fill("70")
    page.locator("textarea[name=note]").fill(WORDS)
    page.get_by_role("button", name="提交单位负责人").click()
    expect(page.locator("main")).to_contain_text("待单位审核")
    assert task_line(sheet).note == WORDS


def test_a_line_that_cannot_be_taken_stops_the_handing_in_and_keeps_its_text(
    city: Cast, open_as: Callable[..., Page]
) -> None:
    sheet = open_today(city)
    page = open_as(city.bureau_reporter, f"/reporting/returns/{sheet.pk}/")
    page.keyboard.press("Tab")
    page.locator("textarea[name=note]").fill(WORDS)
    page.locator("input[name=percent]").fill("170")
    page.keyboard.press("Enter")
    expect(page.locator(".line-state .error")).to_contain_text("0 至 100")
    page.get_by_role("button", name="提交单位负责人").click()
    expect(page.locator("input[name=percent]")).to_be_focused()
    expect(page.locator("input[name=percent]")).to_have_value("170")
    page.keyboard.press("Control+a")
    page.keyboard.type("71")
    page.keyboard.press("Enter")
    expect(page.locator(".line-state")).to_contain_text("已保存")
    assert task_line(sheet).declared_percent == 71


def test_by_keyboard_alone_nothing_typed_becomes_unchanged(city: Cast, open_as: Callable[..., Page]) -> None:
    """The button has the focus while earlier saves are on their way: it speaks only when it is pressed."""
    sheet = open_today(city)
    page = open_as(city.bureau_reporter, f"/reporting/returns/{sheet.pk}/")

    def slow(route: Route) -> None:
        time.sleep(0.4)
        route.continue_()

    page.route("**/reporting/lines/**", slow)
    page.locator("input[name=percent]").focus()
    page.keyboard.type("60")
    page.keyboard.press("Tab")
    page.keyboard.type(WORDS)
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.locator(".line-state")).to_contain_text("已保存")
    page.wait_for_load_state("networkidle")
    line = task_line(sheet)
    assert (line.declared_percent, line.note, line.is_unchanged) == (60, WORDS, False)
    page.locator("button[form^=unchanged-]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".line-state")).to_contain_text("不变")
    assert task_line(sheet).is_unchanged

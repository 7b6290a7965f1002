"""A return in a real browser: a draft that saves itself, submitted, approved, verified by keyboard, disputed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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

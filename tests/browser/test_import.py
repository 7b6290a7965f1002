"""A sheet with errors comes in, is put right by a choice and by hand, and is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from luoshi.domain.projects.models import Project
from tests.cast import Cast
from tests.factories import sheets as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_import_error_corrected_stored(city: Cast, open_as: Callable[..., Page], tmp_path: Path) -> None:
    rows = [
        ["清溪河综合治理工程", "市发展革委", "云岭水务有限公司", 12000, date(2026, 3, 1), date(2027, 6, 30)],
        ["石桥水库加固", "市农业农村局", "云岭水务有限公司", "待核", date(2026, 3, 1), date(2026, 9, 30)],
    ]
    bad, good = tmp_path / "项目.xlsx", tmp_path / "项目-更正.xlsx"
    bad.write_bytes(make.projects(*rows))
    rows[1][3] = 800
    good.write_bytes(make.projects(*rows))

    page = open_as(city.officer, "/exchange/")
    page.get_by_role("link", name="导入项目").click()
    page.locator("input[type=file]").set_input_files(bad)
    page.get_by_role("button", name="上传并匹配列").click()
    expect(page.get_by_label("A 列“项目名称”对应的字段")).to_have_value("name")
    page.get_by_role("button", name="检查表格").click()
    expect(page.get_by_text("发现 2 处错误，没有写入任何内容")).to_be_visible()
    expect(page.get_by_role("row", name="D3 “待核”不是金额")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注错误的表格").click()
    assert download.value.suggested_filename == "项目（已标注错误）.xlsx"
    page.get_by_role("button", name="全部替换为所选").click()
    expect(page.get_by_text("发现 1 处错误，没有写入任何内容")).to_be_visible()
    assert not Project.objects.exists()

    page.get_by_role("link", name="上传更正后的表格").click()
    page.locator("input[type=file]").set_input_files(good)
    page.get_by_role("button", name="上传并匹配列").click()
    page.get_by_role("button", name="检查表格").click()
    page.get_by_role("button", name="全部替换为所选").click()
    expect(page.get_by_role("heading", name="将要新建的内容")).to_be_visible()
    page.get_by_role("button", name="写入").click()
    expect(page.get_by_text("新建 2，更新 0，不变 0")).to_be_visible()
    assert sorted(Project.objects.values_list("total_wan_yuan", flat=True)) == [800, 12000]

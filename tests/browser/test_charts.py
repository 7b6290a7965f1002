"""Charts in a real browser: drawn without a fault, equal to their tables, downloaded, followed, fitted."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import ConsoleMessage, Locator, Page, expect
from pytest_django import Settings

from luoshi.pages.shared.style_charts import sample_charts
from tests.cast import Cast

pytestmark = pytest.mark.browser
OpenAs = Callable[..., Page]
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TRANSPORT = "交通落后最多：完成投资不到计划的三分之二"


@pytest.fixture
def style_page(city: Cast, open_as: OpenAs, settings: Settings) -> Iterator[Callable[..., Page]]:
    """Give the page of all parts, drawn; a word of the console, such as a breach of the policy, fails the test."""
    settings.DEBUG = True
    said: list[str] = []

    def keep(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    def open_page(**more: int) -> Page:
        page = open_as(city.officer, "/style/", **more)
        page.on("console", keep)
        page.reload()
        expect(page.locator(".chart[data-drawn]")).to_have_count(len(sample_charts()["charts"]))
        return page

    yield open_page
    assert said == []


def chart(page: Page, title: str) -> Locator:
    return page.locator(".chart").filter(has=page.get_by_text(title, exact=True))


def words(place: Locator) -> list[str]:
    return place.locator("svg text").all_text_contents()


def table(figure: Locator) -> list[list[str]]:
    return [
        [text.strip() for text in row.locator("th, td").all_text_contents()]
        for row in figure.locator(".chart-table tr").all()
    ]


def test_every_kind_is_drawn_and_says_what_its_table_says(style_page: Callable[..., Page]) -> None:
    page = style_page()
    for figure in page.locator(".chart[data-drawn]").all():
        assert figure.locator(".chart-place svg path").count() >= 3
    figure = chart(page, TRANSPORT)
    drawn = set(words(figure))
    rows = table(figure)[1:]
    assert len(rows) == 5
    assert {cell for row in rows for cell in row} - {"—"} <= drawn
    lights = chart(page, "红灯任务一半以上在交通")
    assert {"● 22", "▲ 5", "■ 7", "34"} <= set(words(lights))


def test_the_data_is_downloaded_as_it_stands_in_the_table(style_page: Callable[..., Page], tmp_path: Path) -> None:
    page = style_page()
    figure = chart(page, TRANSPORT)
    figure.locator(".chart-table tbody th").first.evaluate("cell => { cell.textContent = '=1+1' }")
    expected = [[cell.replace(",", "") for cell in row] for row in table(figure)]
    with page.expect_download() as started:
        figure.get_by_role("button", name="CSV").click()
    started.value.save_as(tmp_path / "chart.csv")
    assert started.value.suggested_filename == f"{TRANSPORT}.csv"
    with (tmp_path / "chart.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[1][0] == "'=1+1"
    assert lines[0] == expected[0]
    assert [line[1:] for line in lines[1:4]] == [[f"{float(cell):g}" for cell in row[1:]] for row in expected[1:4]]
    with page.expect_download() as started:
        figure.get_by_role("button", name="XLSX").click()
    started.value.save_as(tmp_path / "chart.xlsx")
    with zipfile.ZipFile(tmp_path / "chart.xlsx") as book:
        assert book.testzip() is None
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{SPREADSHEET}f"))
    cells = [["".join(cell.itertext()) for cell in row] for row in sheet.iter(f"{SPREADSHEET}row")]
    assert [cells[0], cells[1][0]] == [expected[0], "=1+1"]
    assert [line[1:] for line in cells[1:]] == [line[1:] for line in lines[1:]]


def test_a_click_opens_the_page_behind_a_mark(style_page: Callable[..., Page]) -> None:
    page = style_page()
    chart(page, "第三季度开工最多").locator("svg text").get_by_text("46", exact=True).scroll_into_view_if_needed()
    label = chart(page, "第三季度开工最多").locator("svg text").get_by_text("46", exact=True).bounding_box()
    assert label is not None
    page.mouse.click(label["x"] + label["width"] / 2, label["y"] + label["height"] + 40)
    expect(page).to_have_url(re.compile(r"\?quarter=3$"))


def test_charts_fit_a_telephone_and_follow_width_and_scheme(style_page: Callable[..., Page]) -> None:
    page = style_page(width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    place = chart(page, TRANSPORT).locator(".chart-place")
    before = place.locator("svg").inner_html()
    page.emulate_media(color_scheme="dark")
    expect(place.locator("svg text", has_text="9.84")).to_have_attribute("fill", "#e9ebee")
    assert place.locator("svg").inner_html() != before
    page.set_viewport_size({"width": 700, "height": 900})
    expect(place.locator("svg")).to_have_attribute("width", str(place.evaluate("place => place.clientWidth")))


def test_paper_is_white_in_the_dark_scheme_too(style_page: Callable[..., Page]) -> None:
    page = style_page()
    page.emulate_media(color_scheme="dark")
    label = chart(page, TRANSPORT).locator("svg text", has_text="9.84")
    expect(label).to_have_attribute("fill", "#e9ebee")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(label).to_have_attribute("fill", "#000000")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(label).to_have_attribute("fill", "#e9ebee")


def test_a_picture_that_cannot_be_drawn_leaves_its_table(city: Cast, open_as: OpenAs, settings: Settings) -> None:
    settings.DEBUG = True
    page = open_as(city.officer, "/style/")
    page.route("**/echarts.min.js", lambda route: route.fulfill(status=500))
    page.reload()
    figure = chart(page, TRANSPORT)
    expect(figure.get_by_text("图未能画出，数据见下表。")).to_be_visible()
    expect(figure.get_by_role("cell", name="15.26")).to_be_visible()


def test_the_library_is_loaded_only_where_a_chart_stands(city: Cast, open_as: OpenAs) -> None:
    page = open_as(city.officer, "/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert asked
    assert [address for address in asked if "echarts" in address or "/charts" in address] == []

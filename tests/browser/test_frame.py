"""The frame in a real browser: text that survives a lost login, and the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD, Cast

OpenAs = Callable[..., Page]


def log_in(page: Page, username: str) -> None:
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def test_text_comes_back_into_the_form_after_a_lost_login(city: Cast, open_as: OpenAs) -> None:
    page = open_as(city.administrator, f"/organization/units/{city.city.pk}/new/")
    page.get_by_label("单位全称").fill("云岭市水务局")
    page.get_by_label("其他名称").fill("市水务\n水务局")
    page.get_by_label("类型").select_option("office")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="建立单位").click()
    expect(page.get_by_text("你填写的内容已暂存")).to_be_visible()
    log_in(page, "administrator")
    expect(page.get_by_label("单位全称")).to_have_value("云岭市水务局")
    expect(page.get_by_label("其他名称")).to_have_value("市水务\n水务局")
    expect(page.get_by_label("类型")).to_have_value("office")
    page.get_by_role("button", name="建立单位").click()
    expect(page.get_by_text("“云岭市水务局”已建立")).to_be_visible()


def test_another_persons_login_finds_an_empty_form(city: Cast, open_as: OpenAs) -> None:
    page = open_as(city.administrator, f"/organization/units/{city.county.pk}/new/")
    page.get_by_label("单位全称").fill("清溪县财政局")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="建立单位").click()
    log_in(page, "county_administrator")
    expect(page.get_by_label("单位全称")).to_have_value("")


def test_the_keyboard_alone_reaches_content_search_and_menu(city: Cast, open_as: OpenAs) -> None:
    page = open_as(city.officer, "/organization/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search-all")).to_be_focused()
    page.keyboard.type("农业")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="云岭市农业农村局")).to_be_visible()
    menu = page.locator(".top details.menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="退出登录")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="退出登录")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_the_tree_narrows_to_a_name_with_what_stands_above_it(city: Cast, open_as: OpenAs) -> None:
    page = open_as(city.administrator, "/organization/")
    page.get_by_label("按名称筛选").fill("石桥")
    shown = page.locator(".tree tbody tr:visible th")
    expect(shown).to_have_text(["云岭市", "清溪县", "石桥镇"])


def test_nothing_is_wider_than_a_telephone(city: Cast, open_as: OpenAs) -> None:
    for path in (
        "/",
        "/search/?q=云岭",
        "/organization/",
        f"/organization/units/{city.county.pk}/",
        "/organization/me/",
    ):
        page = open_as(city.administrator, path, width=390)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path

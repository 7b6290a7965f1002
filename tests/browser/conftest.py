"""A real browser for the tests: Debian's Chromium driven by Playwright, logged in as whom the test names.

Every page opened here fails its test when it throws an error or asks any other host for anything.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from luoshi.domain.accounts.models import Account
from tests.cast import Cast, make_cast


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = os.environ.get("LUOSHI_CHROMIUM") or shutil.which("chromium")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def city(transactional_db: None, settings: Settings, tmp_path: Path) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return make_cast()


@pytest.fixture
def open_as(
    chromium: Browser, live_server: LiveServer, client_as: Callable[[Account], Client]
) -> Iterator[Callable[..., Page]]:
    contexts = []
    expect.set_options(timeout=15_000)  # several browsers share two cores
    faults: list[str] = []

    def open_page(account: Account, path: str, *, width: int = 1440) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=live_server.url, has_touch=width < 500
        )
        contexts.append(context)
        name = django_settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client_as(account).cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request", lambda request: None if request.url.startswith(live_server.url) else faults.append(request.url)
        )
        page.goto(path)
        if "/documents/" in path and path != "/documents/":
            expect(page.locator("#reading[data-ready]")).to_have_count(1)
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            page.wait_for_load_state("networkidle")  # no request may outlive the test's database
        context.close()
    assert faults == [], "errors in the page, or requests that left the host"

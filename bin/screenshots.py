#!/usr/bin/env python3
"""Make the pictures of the README from a running demonstration: bin/screenshots.py http://127.0.0.1:8000."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PASSWORD = "luoshi-2026"  # noqa: S105 - the demonstration's, printed at every start
CLOSED = "/tasks/?state=closed"


def main(address: str) -> None:
    """Log in as the officer and take each page in both languages."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        for language, code in (("zh", "zh-hans"), ("en", "en")):
            page = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address).new_page()
            page.goto("/account/login/")
            page.fill("input[name=login]", "officer")
            page.fill("input[name=password]", PASSWORD)
            page.keyboard.press("Enter")
            page.wait_for_load_state("networkidle")
            _speak(page, code)
            _take(page, "/", f"today-{language}")
            page.goto("/documents/")
            page.locator("#documents-table a", has_text="推进").first.click()
            page.locator("#reading[data-ready]").wait_for()
            page.locator("[data-filter=actionable]").click()
            page.keyboard.press("j")
            page.wait_for_timeout(600)
            page.screenshot(path=IMAGES / f"reading-{language}.png")
            _take(page, "/tasks/", f"tasks-{language}")
            page.goto(CLOSED)
            page.locator("table a[href^='/tasks/']").first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=IMAGES / f"task-{language}.png")
        browser.close()


def _speak(page: Page, code: str) -> None:
    if (page.locator("html").get_attribute("lang") or "").lower() != code:
        page.locator("form[action*=language] button, [data-language] button").first.click()
        page.wait_for_load_state("networkidle")


def _take(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")

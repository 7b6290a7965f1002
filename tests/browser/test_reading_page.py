"""The reading page in a real browser: drop a file, watch it being read, work through it by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.tasks import actions as tasks
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import current_time
from tests.cast import Cast, as_officer
from tests.factories.documents import make_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SPEECH = (
    "云岭市召开农业农村工作推进会\n"
    "会议强调，要在2027年底前建成清溪灌区二期工程，新增灌溉面积3万亩。"
    "市农业农村局要制定种子基地管理办法。要建立月调度机制，每月通报进展。\n"
)
DROP = """(text) => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], '推进会.txt', {type: 'text/plain'}));
  for (const kind of ['dragenter', 'dragover', 'drop']) {
    window.dispatchEvent(new DragEvent(kind, {dataTransfer: carried, bubbles: true, cancelable: true}));
  }
}"""


def test_drop_a_file_and_read_it_by_keyboard(city: Cast, open_as: Callable[..., Page]) -> None:
    page = open_as(city.officer, "/documents/")
    page.evaluate(DROP, SPEECH)
    row = page.locator("#documents-table tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("已识读")
    expect(page.locator("#receipts")).to_contain_text("已收下")
    row.locator("a").first.click()
    expect(page.locator("#reading[data-ready]")).to_have_count(1)

    count = Finding.objects.filter(kind__in=["commitment", "target", "formulation"]).count()
    assert count >= 3
    expect(page.locator("#counter")).to_contain_text(f"已确认 0 条，共 {count} 条")
    page.locator("[data-filter=actionable]").click()
    page.keyboard.press("j")
    chosen = page.locator(".finding.chosen")
    expect(chosen.locator(".words")).to_be_focused()
    expect(page.locator("#source .found.chosen").first).to_be_visible()
    words = chosen.locator(".words").inner_text()

    page.keyboard.press("a")
    expect(page.locator("#announce")).to_contain_text("已采纳，生成任务")
    expect(page.locator("#counter")).to_contain_text(f"已确认 1 条，共 {count} 条")
    expect(chosen.locator(".words")).not_to_have_text(words)
    task = Task.objects.get()
    assert task.citations.get().quote == words

    page.keyboard.press("z")
    expect(page.locator("#announce")).to_have_text("已撤销")
    expect(page.locator("#counter")).to_contain_text(f"已确认 0 条，共 {count} 条")
    expect(chosen.locator(".words")).to_have_text(words)

    page.keyboard.press("x")
    expect(page.locator("#announce")).to_contain_text("已排除 1 条")
    page.keyboard.press("r")
    expect(page.locator("#source.shows-repaired")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_edit_split_merge_and_undo_by_keyboard(city: Cast, open_as: Callable[..., Page]) -> None:
    document = make_document(city.city, city.officer)
    first = document.findings.filter(kind="commitment").order_by("start")[0]
    page = open_as(city.officer, f"/documents/{document.pk}/?finding={first.pk}")
    commitments = page.locator('.finding-list[data-kind="commitment"] .finding')
    expect(commitments).to_have_count(4)
    expect(page.locator(f"#finding-{first.pk}.chosen")).to_have_count(1)

    page.keyboard.press("s")
    page.locator("form.work input[type=radio]").first.focus()
    page.keyboard.press("Enter")
    expect(commitments).to_have_count(5)
    page.keyboard.press("m")
    expect(commitments).to_have_count(4)
    page.keyboard.press("z")
    expect(commitments).to_have_count(5)
    page.keyboard.press("z")
    expect(commitments).to_have_count(4)

    page.keyboard.press("e")
    quote = page.locator("form.work textarea[name=quote]")
    expect(quote).to_be_focused()
    quote.fill("没有这句话")
    page.locator("form.work .button-primary").click()
    expect(page.locator("form.work .error-summary")).to_contain_text("一字不差")
    page.locator("form.work textarea[name=quote]").fill("要建成清溪灌区二期工程")
    page.locator("form.work .button-primary").click()
    expect(page.locator(".finding.chosen .words")).to_have_text("要建成清溪灌区二期工程")
    expect(page.locator("#source .found.chosen")).to_have_text(["要建成清溪灌区二期工程"])


def test_words_selected_in_the_source_become_the_quotation(city: Cast, open_as: Callable[..., Page]) -> None:
    document = make_document(city.city, city.officer)
    first = document.findings.filter(kind="commitment").order_by("start")[0]
    page = open_as(city.officer, f"/documents/{document.pk}/?finding={first.pk}")
    page.keyboard.press("e")
    page.evaluate("""() => {
      const pieces = [...document.querySelectorAll('#source .found.is-target')];
      const range = document.createRange();
      range.setStartBefore(pieces[0]);
      range.setEndAfter(pieces[2]);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }""")
    page.locator("[data-take-selection]").click()
    page.locator("form.work .button-primary").click()
    expect(page.locator(".finding.chosen .words")).to_have_text("新增灌溉面积3万亩")


def test_a_near_twin_is_offered(city: Cast, open_as: Callable[..., Page]) -> None:
    document = make_document(city.city, city.officer)
    twin = tasks.create_task(
        actor=city.officer,
        now=current_time(),
        jurisdiction=city.city,
        title="建成清溪灌区二期工程，新增灌溉面积3万亩",
    )
    page = open_as(city.officer, f"/documents/{document.pk}/")
    page.locator("[data-filter=actionable]").click()
    page.locator("#choose-all").check()
    page.locator("[data-many=accept]").click()
    expect(page.locator(".near-twin")).to_have_count(1)
    expect(page.locator("#announce")).to_contain_text("1 条暂缓")
    page.locator("[data-cite]").click()
    expect(page.locator("#announce")).to_have_text("已在任务中引用")
    assert twin.citations.count() == 1


def test_two_officers_at_once(city: Cast, open_as: Callable[..., Page]) -> None:
    document = make_document(city.city, city.officer)
    first = document.findings.filter(kind="commitment").order_by("start")[0]
    address = f"/documents/{document.pk}/?finding={first.pk}"
    mine, theirs = open_as(city.officer, address), open_as(as_officer(city.administrator, city.office), address)
    theirs.keyboard.press("x")
    expect(theirs.locator("#announce")).to_contain_text("已排除 1 条")
    mine.keyboard.press("a")
    expect(mine.locator("#announce")).to_contain_text("秦管已在")
    expect(mine.locator(f"#finding-{first.pk}")).to_contain_text("已排除")
    assert not Task.objects.exists()


def test_a_repair_is_seen_and_undone(city: Cast, open_as: Callable[..., Page]) -> None:
    document = make_document(city.city, city.officer)
    page = open_as(city.officer, f"/documents/{document.pk}/")
    page.locator("#source .repair").click()
    expect(page.locator("#repair-box")).to_contain_text("积")
    page.locator("[data-repair-act=undo]").click()
    expect(page.locator("#source .repair.undone")).to_have_count(1)
    assert "積(jī)" in Document.objects.get(pk=document.pk).text


def test_on_a_telephone(city: Cast, open_as: Callable[..., Page]) -> None:
    document = make_document(city.city, city.officer)
    page = open_as(city.officer, f"/documents/{document.pk}/", width=390)
    expect(page.locator("#source-pane")).to_be_hidden()
    page.locator('.finding[data-kind="commitment"] .words').first.tap()
    page.locator("[data-act=show]").tap()
    expect(page.locator("#source .found.chosen").first).to_be_in_viewport()
    page.locator("#source .found.is-commitment").nth(3).tap()
    expect(page.locator("#finding-pane")).to_be_visible()
    page.locator("[data-act=accept]").tap()
    expect(page.locator("#announce")).to_contain_text("已采纳")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, "nothing sticks out sideways"

"""The reading page and the deeds on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import DocumentState, FindingKind
from luoshi.domain.tasks import actions as tasks
from luoshi.domain.tasks.models import Task
from tests.cast import Cast, as_officer
from tests.factories.documents import SOURCE, commitments, make_document, make_finding
from tests.pages.permissions.documents import cited

ClientAs = Callable[[Account], Client]


def address(name: str, document: Document, finding: Finding | None = None) -> str:
    return reverse(f"documents:{name}", args=[document.pk, *([finding.pk] if finding else [])])


def post(client: Client, name: str, document: Document, finding: Finding | None = None, **data: Any) -> Any:
    return client.post(address(name, document, finding), data, headers={"Accept": "application/json"})


def decide(client: Client, document: Document, act: str, *findings: Finding, **more: str) -> Any:
    return post(client, "decide", document, act=act, findings=",".join(str(f.pk) for f in findings), **more)


@pytest.fixture
def officer(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast.officer)


def test_source_and_findings_stand_side_by_side(officer: Client, document: Document) -> None:
    make_finding(document, FindingKind.PERSON, "云岭", name="林望", roles=["市长"])
    page = officer.get(address("read", document)).content.decode()
    assert "灌溉面<" in page  # the repair cuts the mark
    assert "<del>積(jī)</del><ins>积</ins>" in page
    assert "已确认 0 条，共 7 条" in page
    for words in ("农业农村工作推进会", "三水同治", "市长", "夹入的拼音"):
        assert words in page
    assert "已确认" not in Client().get(address("read", document)).content.decode()


def test_english_has_no_chinese_of_its_own(cast: Cast, officer: Client, document: Document) -> None:
    officer.cookies["django_language"] = "en"
    page = officer.get(address("read", document)).content.decode()
    for words in ("0 of 7 decided", "Not yet decided", "Accept with changes", "Injected pinyin", "Merge with next"):
        assert words in page


@pytest.mark.parametrize("count", [1, 120])
def test_the_number_of_queries_does_not_grow(
    officer: Client, cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    source = "".join(f"要修好第{n}条路。" for n in range(count))
    document = make_document(cast.city, cast.officer, source=source)
    for n in range(count):
        make_finding(document, FindingKind.COMMITMENT, f"要修好第{n}条路", level="actionable")
    officer.get(address("read", document))
    decide(officer, document, "accept", commitments(document)[0])
    with django_assert_num_queries(9):
        officer.get(address("read", document))


def test_a_reader_sees_no_buttons(cast: Cast, client_as: ClientAs, document: Document) -> None:
    page = client_as(cast.reader).get(address("read", document)).content.decode()
    assert "data-may-decide" not in page
    assert "data-act=" not in page


def test_a_unit_sees_only_what_its_tasks_cite(cast: Cast, client_as: ClientAs) -> None:
    document = Document.objects.get(**cited(cast))
    page = client_as(cast.bureau_leader).get(address("read", document)).content.decode()
    assert page.count('class="finding"') == 1
    assert "建成清溪灌区二期工程" in page
    assert "三水同治</b>" not in page
    assert client_as(cast.other_leader).get(address("read", document)).status_code == 404


def test_accepting_answers_with_item_counter_and_task(officer: Client, document: Document) -> None:
    finding = commitments(document)[0]
    answer = decide(officer, document, "accept", finding).json()
    task = Task.objects.get()
    assert answer["announce"] == f"已采纳，生成任务 {task.number_text}"
    assert answer["counter"] == "已确认 1 条，共 7 条"
    assert [item["id"] for item in answer["items"]] == [finding.pk]
    assert task.number_text in answer["items"][0]["html"]
    assert "杜衡" in answer["items"][0]["html"]
    again = decide(officer, document, "accept", finding).json()
    assert again["refused"] == []
    assert Task.objects.count() == 1


def test_many_at_once_with_near_twins_held_back(cast: Cast, officer: Client, document: Document, now: Any) -> None:
    tasks.create_task(
        actor=cast.officer, now=now, jurisdiction=cast.city, title="建成清溪灌区二期工程，新增灌溉面积3万亩"
    )
    first, *others = commitments(document)
    answer = decide(officer, document, "accept", first, *others).json()
    assert [held["id"] for held in answer["held"]] == [first.pk]
    assert "引用到该任务" in answer["held"][0]["html"]
    assert len(answer["items"]) == 3
    assert answer["announce"].startswith("已采纳 3 条；1 条暂缓")
    answer = decide(officer, document, "accept", first, despite_similar="yes").json()
    assert Task.objects.count() == 5


def test_citing_in_the_twin(cast: Cast, officer: Client, document: Document, now: Any) -> None:
    task = tasks.create_task(actor=cast.officer, now=now, jurisdiction=cast.city, title="建成灌区")
    theirs = tasks.create_task(actor=cast.county_officer, now=now, jurisdiction=cast.county, title="县里的事")
    finding = commitments(document)[0]
    assert post(officer, "cite", document, finding, task=theirs.pk).status_code == 404
    assert post(officer, "cite", document, finding, task="x").status_code == 404
    assert post(officer, "cite", document, finding, task=task.pk).json()["announce"] == "已在任务中引用"
    assert task.citations.get().finding == finding


def test_the_second_officer_is_told_who_was_first(
    cast: Cast, client_as: ClientAs, officer: Client, document: Document
) -> None:
    finding = commitments(document)[0]
    decide(client_as(as_officer(cast.administrator, cast.office)), document, "reject", finding)
    answer = decide(officer, document, "accept", finding).json()
    assert answer["refused"][0]["message"].startswith("秦管已在")
    assert "已排除" in answer["items"][0]["html"], "the list shows how it stands now"
    assert not Task.objects.exists()
    stale = post(officer, "merge", document, finding)
    assert stale.status_code == 409
    assert "秦管" in stale.json()["message"]
    assert post(officer, "edit", document, finding, quote=finding.quote, level="directive").status_code == 409


def test_undoing(officer: Client, document: Document) -> None:
    finding = commitments(document)[0]
    assert decide(officer, document, "undo", finding).status_code == 409
    decide(officer, document, "accept", finding)
    assert decide(officer, document, "undo", finding).json()["announce"] == "已撤销"
    assert Task.objects.get().state == "withdrawn"


def test_editing_words_and_fields(officer: Client, document: Document) -> None:
    finding = commitments(document)[2]
    form = officer.get(address("edit", document, finding)).content.decode()
    assert finding.quote in form
    wrong = post(officer, "edit", document, finding, quote="文件里没有的话", level="directive", deadline="")
    assert wrong.status_code == 422
    assert "一字不差" in wrong.content.decode()
    assert "文件里没有的话" in wrong.content.decode(), "what was typed is kept"
    wrong = post(officer, "edit", document, finding, quote=finding.quote, level="directive", deadline="年底")
    assert "2026-06-30" in wrong.content.decode()
    answer = post(
        officer, "edit", document, finding, quote=finding.quote, level="actionable", instrument="item",
        lead="市发改委、市农业农村局", deadline="2027-06", deadline_text="明年6月底前",
    ).json()  # fmt: skip
    assert answer["gone"] == [finding.pk]
    edited = Finding.objects.get(pk=answer["items"][0]["id"])
    assert edited.fields["lead"] == ["市发改委", "市农业农村局"]
    assert (edited.fields["deadline"], edited.fields["level"]) == ("2027-06", "actionable")
    undone = decide(officer, document, "undo", edited).json()
    assert (undone["gone"], [i["id"] for i in undone["items"]]) == ([edited.pk], [finding.pk])


def test_editing_a_target_and_a_formulation(officer: Client, document: Document) -> None:
    target = Finding.objects.filter(kind=FindingKind.TARGET).order_by("start")[0]
    form = officer.get(address("edit", document, target)).content.decode()
    assert 'name="indicator"' in form
    assert 'name="level"' not in form
    answer = post(
        officer, "edit", document, target, quote=target.quote, indicator="灌溉面积", comparator=">=", value="3.5",
        unit="万亩",
    ).json()  # fmt: skip
    assert "≥3.5万亩" in answer["items"][0]["html"]
    formulation = Finding.objects.get(kind=FindingKind.FORMULATION, document=document)
    answer = post(
        officer,
        "edit",
        document,
        formulation,
        quote=formulation.quote,
        text="三水同治",
        members="治污水、保供水、防洪水",
    ).json()
    members = Finding.objects.get(pk=answer["items"][0]["id"]).fields["members"]
    assert members == ["治污水", "保供水", "防洪水"]


def test_boundaries_from_a_selection(officer: Client, document: Document) -> None:
    finding = commitments(document)[0]
    start = SOURCE.index("新增")
    answer = post(
        officer, "edit", document, finding, quote="随便", start=start, end=start + 13, level="actionable"
    ).json()
    assert answer["items"][0]["start"] == start


def test_merging_and_splitting(officer: Client, document: Document) -> None:
    first, second, *_ = commitments(document)
    answer = post(officer, "merge", document, first).json()
    assert set(answer["gone"]) == {first.pk, second.pk}
    merged = Finding.objects.get(pk=answer["items"][0]["id"])
    form = officer.get(address("split", document, merged)).content.decode()
    assert form.count('type="radio"') == 3
    assert post(officer, "split", document, merged, position="0").status_code == 422
    answer = post(officer, "split", document, merged, position=merged.quote.index("。") + 1).json()
    assert len(answer["items"]) == 2
    assert answer["redraw"]


def test_accepting_as_written(cast: Cast, officer: Client, document: Document) -> None:
    finding = commitments(document)[1]
    form = officer.get(address("task", document, finding)).content.decode()
    assert f'<option value="{cast.other_bureau.pk}" selected>' in form
    wrong = post(officer, "task", document, finding, title="", instrument="policy")
    assert wrong.status_code == 422
    wrong = post(officer, "task", document, finding, title="制定办法", instrument="policy", target_value="3")
    assert "比较方式" in wrong.content.decode()
    assert not Task.objects.exists()
    post(
        officer, "task", document, finding, title="制定种子基地管理办法", instrument="policy",
        lead_unit=cast.other_bureau.pk, supporting_units=[cast.bureau.pk, cast.county.pk], deadline="2027-03-31",
    )  # fmt: skip
    task = Task.objects.get()
    assert (task.title, task.deadline, task.lead_unit) == ("制定种子基地管理办法", date(2027, 3, 31), cast.other_bureau)


def test_a_repair_is_shown_undone_and_made_again(officer: Client, document: Document) -> None:
    place = {"start": SOURCE.index("積(jī)"), "end": SOURCE.index("積(jī)") + 5}
    box = officer.get(address("repair", document), place).content.decode()
    assert "網站" not in box
    assert "网站转换时夹进去的" in box
    answer = post(officer, "repair", document, act="undo", **place).json()
    assert answer["announce"] == "已撤销这处修复"
    assert "面積(jī)3万亩" in "".join(item["html"] for item in answer["items"])
    assert 'class="repair undone"' in officer.get(address("source", document), {"from": 0, "to": 60}).content.decode()
    assert post(officer, "repair", document, act="undo", **place).status_code == 409
    assert post(officer, "repair", document, act="redo", **place).status_code == 200
    assert officer.get(address("repair", document), {"start": 1, "end": 2}).status_code == 404


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("source", ""),
        ("source", "?from=5&to=5"),
        ("source", "?from=-1&to=5"),
        ("source", "?from=0&to=999999"),
        ("findings", ""),
        ("findings", "?kind=x&first=0"),
        ("findings", "?kind=target&first=-1"),
        ("repair", "?start=a"),
    ],
)
def test_addresses_that_mean_nothing(officer: Client, document: Document, name: str, query: str) -> None:
    assert officer.get(address(name, document) + query).status_code == 404


def test_deeds_that_mean_nothing(officer: Client, document: Document) -> None:
    finding = commitments(document)[0]
    assert post(officer, "decide", document, act="eat", findings=str(finding.pk)).status_code == 404
    assert post(officer, "decide", document, act="accept", findings="a,b").status_code == 404
    other = make_document(document.jurisdiction, document.received_by, source="另一份。要修路。")
    elsewhere = make_finding(other, FindingKind.COMMITMENT, "要修路")
    assert decide(officer, document, "accept", elsewhere).json()["items"] == []
    assert post(officer, "merge", document, elsewhere).status_code == 404


def test_a_long_document_comes_in_pieces(officer: Client, cast: Cast) -> None:
    sentence = "要修好这条路，要架好这座桥。\n"
    source = sentence * 6_000
    document = make_document(cast.city, cast.officer, source=source)
    step = len(sentence)
    Finding.objects.bulk_create(
        Finding(
            document=document, kind="commitment", start=n * step, end=n * step + 13, quote="要修好这条路，要架好这座桥"
        )
        for n in range(1_000)
    )
    page = officer.get(address("read", document)).content.decode()
    assert page.count('data-later="yes"') > 5
    assert page.count('<li class="finding"') == 300
    block = officer.get(address("findings", document), {"kind": "commitment", "first": 900}).content.decode()
    assert block.count('<li class="finding"') == 100
    assert "data-more" not in block


def test_a_document_under_way_says_how_far(officer: Client, document: Document) -> None:
    document.state, document.progress_percent, document.progress_at = DocumentState.READING, 40, timezone.now()
    document.save()
    page = officer.get(address("read", document))
    assert "已完成 40%" in page.content.decode()
    fragment = officer.get(address("read", document), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "hx-get" in fragment
    document.state = DocumentState.READ
    document.save()
    assert officer.get(address("read", document), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_an_interrupted_reading_offers_to_read_again(officer: Client, document: Document) -> None:
    document.state = DocumentState.READING  # its last sign of life was yesterday
    document.save()
    page = officer.get(address("read", document)).content.decode()
    assert "识读中断了" in page
    assert address("again", document) in page


def test_a_deadline_tells_its_day_how_it_came_about_and_where_it_stands(officer: Client, document: Document) -> None:
    make_finding(
        document, FindingKind.COMMITMENT, "各级各部门要强化责任担当", level="directive", deadline="2026-09-30",
        deadline_text="三季度前", deadline_basis="quarter of the document's year", deadline_from="heading",
    )  # fmt: skip
    make_finding(
        document, FindingKind.COMMITMENT, "市发改委配合", level="actionable", deadline="2027-12-31",
        deadline_text="2027年底", deadline_basis="written", deadline_from="own words",
    )  # fmt: skip
    page = officer.get(address("read", document)).content.decode()
    assert "三季度前 → 2026-09-30" in page
    assert "（承标题 · 按文件年份的季度）" in page
    assert "2027年底</span>" in page
    officer.cookies["django_language"] = "en"
    page = officer.get(address("read", document)).content.decode()
    assert "（In its heading · By the quarter of the document&#x27;s year）" in page


def test_a_group_of_findings_names_all_its_headings(officer: Client, document: Document) -> None:
    finding = make_finding(
        document, FindingKind.COMMITMENT, "市发改委配合", level="actionable", headings=["重点任务", "种子基地"]
    )
    Finding.objects.filter(pk=finding.pk).update(heading="种子基地")
    page = officer.get(address("read", document)).content.decode()
    assert '<h4><span class="over">重点任务 › </span>种子基地</h4>' in page


def test_a_corrected_deadline_loses_how_the_engine_came_by_its_own(officer: Client, document: Document) -> None:
    finding = make_finding(
        document, FindingKind.COMMITMENT, "市发改委配合", level="actionable", deadline="2026-09-30",
        deadline_text="三季度前", deadline_basis="quarter of the document's year", deadline_from="own words",
    )  # fmt: skip
    form = {"quote": finding.quote, "level": "actionable", "deadline": "2026-08-31", "deadline_text": "三季度前"}
    assert post(officer, "edit", document, finding, **form).status_code == 200
    successor = Finding.objects.exclude(state="replaced").get(quote=finding.quote)
    assert successor.fields["deadline"] == "2026-08-31"
    assert (successor.fields["deadline_basis"], successor.fields["deadline_from"]) == (None, None)

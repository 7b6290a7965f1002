"""A return through its pages: filled, submitted, approved, verified, disputed, answered."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from luoshi.domain.accounts.models import Account
from luoshi.domain.reporting import actions
from luoshi.domain.reporting.models import Dispute, Line, Period, Return, Scheme
from luoshi.domain.reporting.rules import LineDraft
from luoshi.domain.reporting.terms import DisputeState, ReturnState
from luoshi.foundation.clock import current_time
from tests.cast import Cast
from tests.factories.reporting import (
    disputed_today,
    handed_in_today,
    open_today,
    read,
    task_line,
    verified_today,
)
from tests.factories.tasks import issued
from tests.pages.reporting.test_schemes import typed

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Account], Client]
HTMX = {"HX-Request": "true"}
WORDS = "完成管网改造12公里，累计完成六成。"


def test_from_the_first_line_to_the_answered_dispute(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    line = task_line(sheet)
    reporter, leader, officer = map(client_as, (cast.bureau_reporter, cast.bureau_leader, cast.officer))
    assert "月报" in reporter.get("/reporting/").content.decode()
    page = reporter.get(f"/reporting/returns/{sheet.pk}/").content.decode()
    assert "完成清溪河干流排污口整治" in page
    too_soon = reporter.post(f"/reporting/returns/{sheet.pk}/submit/")
    assert too_soon.status_code == 422
    assert f'<li><a href="#line-{line.pk}">' in too_soon.content.decode()
    answer = reporter.post(
        f"/reporting/lines/{line.pk}/", {"percent": "60", "note": WORDS, "version": line.version, "seconds": "44"},
        headers=HTMX,
    )  # fmt: skip
    assert answer.status_code == 200
    assert "1 / 1" in answer.content.decode()
    assert reporter.post(f"/reporting/returns/{sheet.pk}/submit/").status_code == 302
    assert "退回填报员" in leader.get(f"/reporting/returns/{sheet.pk}/").content.decode()
    leader.post(f"/reporting/returns/{sheet.pk}/approve/")
    assert read(sheet).state == ReturnState.APPROVED
    assert read(sheet).seconds_spent == 45
    page = officer.get(f"/reporting/returns/{sheet.pk}/").content.decode()
    assert WORDS in page
    officer.post(f"/reporting/returns/{sheet.pk}/verify/", {"line": line.pk, f"percent-{line.pk}": "40"})
    line.refresh_from_db()
    assert (line.declared_percent, line.verified_percent) == (60, 40)
    answer = reporter.post(
        f"/reporting/lines/{line.pk}/dispute/",
        {
            "figure": "percent", "claimed": "55", "reason": "附验收单",
            "evidence": SimpleUploadedFile("验收单.pdf", b"%PDF-1.7 x"),
        },
    )  # fmt: skip
    assert answer.status_code == 302
    dispute = Dispute.objects.get()
    officer.post(f"/reporting/disputes/{dispute.pk}/", {"verdict": "upheld", "answer": "采纳"})
    dispute.refresh_from_db()
    assert dispute.state == DisputeState.UPHELD
    page = reporter.get(f"/reporting/returns/{sheet.pk}/").content.decode()
    assert all(words in page for words in ("60%", "55%", "采纳，已更正"))


def test_a_fault_is_told_at_the_line_and_nothing_typed_is_lost(cast: Cast, client_as: ClientAs) -> None:
    line = task_line(open_today(cast))
    data = {"percent": "160", "note": WORDS, "version": line.version}
    client = client_as(cast.bureau_reporter)
    answer = client.post(f"/reporting/lines/{line.pk}/", data, headers=HTMX)
    assert (answer.status_code, "0 至 100" in answer.content.decode()) == (422, True)
    answer = client.post(f"/reporting/lines/{line.pk}/", data)
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert 'value="160"' in answer.content.decode()


def test_what_is_typed_for_a_locked_period_is_shown_to_be_copied(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    line = task_line(sheet)
    past = current_time() - timedelta(days=1)
    Period.objects.update(opens_at=past - timedelta(days=3), due_at=past, grace_until=past, locks_at=past)
    client = client_as(cast.bureau_reporter)
    data = {"percent": "60", "note": WORDS, "version": line.version}
    for headers in ({}, HTMX):
        answer = client.post(f"/reporting/lines/{line.pk}/", data, headers=headers)
        assert answer.status_code == 409
        assert "不再接收填报" in answer.content.decode()
    page = client.post(f"/reporting/lines/{line.pk}/", data).content.decode()
    assert WORDS in page
    assert not task_line(sheet).is_touched


def test_what_the_office_typed_stays_where_it_could_not_be_taken(cast: Cast, client_as: ClientAs) -> None:
    sheet = handed_in_today(cast)
    line = task_line(sheet)
    typed = {"line": line.pk, f"percent-{line.pk}": "四成", f"reason-{line.pk}": "请补充依据"}
    answer = client_as(cast.officer).post(f"/reporting/returns/{sheet.pk}/verify/", typed)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "0 至 100" in said
    assert 'value="四成"' in said
    assert "请补充依据</textarea>" in said


@pytest.mark.parametrize(
    ("claimed", "words"), [("四成", "0 至 100"), ("", "请填写"), ("101", "0 至 100"), ("40", "与核验值相同")]
)
def test_a_claim_that_cannot_be_read_is_told_at_its_field(
    cast: Cast, client_as: ClientAs, claimed: str, words: str
) -> None:
    line = task_line(verified_today(cast))
    data = {"figure": "percent", "claimed": claimed, "reason": "附验收单"}
    answer = client_as(cast.bureau_reporter).post(f"/reporting/lines/{line.pk}/dispute/", data)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["form"].errors["claimed"]
    assert words in said
    assert "附验收单" in said


def test_two_at_once_see_each_others_text(cast: Cast, client_as: ClientAs) -> None:
    line = task_line(open_today(cast))
    first, second = client_as(cast.bureau_reporter), client_as(cast.bureau_leader)
    address = f"/reporting/lines/{line.pk}/"
    first.post(address, {"percent": "60", "note": "甲写的文字", "version": line.version}, headers=HTMX)
    answer = second.post(address, {"percent": "70", "note": "乙写的文字", "version": line.version}, headers=HTMX)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "何报" in said
    assert "甲写的文字" in said
    line.refresh_from_db()
    assert f'name="version" value="{line.version}"' in said
    again = second.post(address, {"percent": "70", "note": "乙写的文字", "version": line.version}, headers=HTMX)
    assert again.status_code == 200
    line.refresh_from_db()
    assert line.note == "乙写的文字"


def test_who_approves_sees_last_times_figures_beside_these(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    line = task_line(sheet)
    period = Period.objects.get(pk=sheet.period_id)
    asked = []
    leader = client_as(cast.bureau_leader)
    actions.save_line(
        actor=cast.bureau_reporter,
        now=current_time(),
        sheet=sheet,
        line_id=line.pk,
        draft=LineDraft(percent=60, note=WORDS),
    )
    actions.submit_return(actor=cast.bureau_reporter, now=current_time(), sheet=sheet)
    page = leader.get(f"/reporting/returns/{sheet.pk}/").content.decode()
    assert "上期" not in page.split('id="line-')[1]  # there is none before
    days = period.ends_on - period.starts_on
    period.pk, period.starts_on, period.ends_on = None, period.starts_on - days * 2, period.starts_on - days
    period.label_chinese = "上月"
    period.save(force_insert=True)
    last = Return.objects.create(
        period=period, unit=sheet.unit, state=ReturnState.APPROVED, first_approved_at=current_time()
    )
    Line.objects.create(sheet=last, task=line.task, declared_percent=45, verified_percent=40)
    page = leader.get(f"/reporting/returns/{sheet.pk}/").content.decode()
    assert "上期" in page
    assert re.search(r'data-label="上期">40%</td>\s*<td class="num" data-label="申报">60%', page)
    for more in (0, 5):
        for number in range(more):
            task = issued(cast, current_time(), title=f"任务{number}")
            for one in (sheet, last):
                Line.objects.create(sheet=one, task=task, declared_percent=50, is_touched=True)
        with CaptureQueriesContext(connection) as queries:
            leader.get(f"/reporting/returns/{sheet.pk}/")
        asked.append(len(queries))
    assert asked[0] == asked[1]
    seen = client_as(cast.bureau_reporter).get(f"/reporting/returns/{sheet.pk}/").content.decode()
    assert "上期" not in seen.split('id="line-')[1]  # whoever only reads is not asked to compare


def test_all_unchanged_and_hand_in(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    leader = client_as(cast.bureau_leader)
    leader.post(f"/reporting/returns/{sheet.pk}/unchanged/", {"seconds": "10"})
    leader.post(f"/reporting/returns/{sheet.pk}/submit/")
    assert read(sheet).state == ReturnState.APPROVED
    assert Line.objects.get().report is not None


def test_lines_left_are_named(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    answer = client_as(cast.bureau_leader).post(f"/reporting/returns/{sheet.pk}/submit/")
    assert answer.status_code == 422
    assert "还有 1 行没有填写" in answer.content.decode()


def test_sent_back_lines_are_asked_again(cast: Cast, client_as: ClientAs) -> None:
    sheet = handed_in_today(cast)
    line = task_line(sheet)
    client_as(cast.officer).post(f"/reporting/returns/{sheet.pk}/send-back/", {f"reason-{line.pk}": "请补充依据"})
    page = client_as(cast.bureau_reporter).get(f"/reporting/returns/{sheet.pk}/").content.decode()
    assert "请补充依据" in page


def test_a_program_hands_in_lines_with_the_same_checks(cast: Cast) -> None:
    sheet = open_today(cast)
    line = task_line(sheet)
    _, secret = actions.make_token(actor=cast.bureau_leader, now=current_time(), unit=cast.bureau, name="业务系统")
    client = Client()
    headers = {"Authorization": f"Bearer {secret}"}
    answer = client.get("/reporting/api/v1/returns/", headers=headers)
    assert answer.json()["returns"][0]["lines"][0]["line"] == line.pk
    call = {"return": sheet.pk, "lines": [{"line": line.pk, "percent": 60, "note": WORDS}, {"line": 999_999}]}
    answer = client.post("/reporting/api/v1/lines/", json.dumps(call), "application/json", headers=headers)
    assert answer.status_code == 422
    assert [one["line"] for one in answer.json()["kept"]] == [line.pk]
    assert answer.json()["problems"][0]["place"] == 1
    assert task_line(sheet).declared_percent == 60
    call["lines"] = [{"line": line.pk, "percent": 61, "note": WORDS, "version": 1}]
    answer = client.post("/reporting/api/v1/lines/", json.dumps(call), "application/json", headers=headers)
    assert answer.status_code == 422, "a colleague changed the line meanwhile"


def test_a_call_that_comes_twice_is_taken_once(cast: Cast) -> None:
    sheet = open_today(cast)
    line = task_line(sheet)
    _, secret = actions.make_token(actor=cast.bureau_leader, now=current_time(), unit=cast.bureau, name="业务系统")
    call = {"return": sheet.pk, "lines": [{"line": line.pk, "version": line.version, "percent": 60, "note": WORDS}]}
    client, headers = Client(), {"Authorization": f"Bearer {secret}"}
    answers = [
        client.post("/reporting/api/v1/lines/", json.dumps(call), "application/json", headers=headers).json()
        for _ in range(2)
    ]
    assert answers[0] == answers[1] == {"kept": [{"line": line.pk, "version": line.version + 1}], "problems": []}
    [told] = client.get("/reporting/api/v1/returns/", headers=headers).json()["returns"][0]["lines"]
    assert (told["declared"], told["note"]) == ({"percent": 60}, WORDS)


def test_a_return_of_another_unit_is_none_of_the_program_s(cast: Cast) -> None:
    theirs = open_today(cast, "county")
    _, secret = actions.make_token(actor=cast.bureau_leader, now=current_time(), unit=cast.bureau, name="业务系统")
    call = {"return": theirs.pk, "lines": [{"line": task_line(theirs).pk, "percent": 60, "note": WORDS}]}
    answer = Client().post(
        "/reporting/api/v1/lines/", json.dumps(call), "application/json",
        headers={"Authorization": f"Bearer {secret}", "Accept-Language": "en"},
    )  # fmt: skip
    assert answer.status_code == 404
    assert "Nothing was taken" in answer.json()["error"]
    assert not task_line(theirs).is_touched


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"return": 1}', '{"return": true, "lines": []}', '{"return":1,"lines":[1]}']
)
def test_a_call_of_another_form_is_told_so(cast: Cast, body: str) -> None:
    _, secret = actions.make_token(actor=cast.bureau_leader, now=current_time(), unit=cast.bureau, name="x")
    headers = {"Authorization": f"Bearer {secret}"}
    answer = Client().post("/reporting/api/v1/lines/", body, "application/json", headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize("key", ["", "Bearer", "Bearer luoshi_wrong", "Basic abc"])
def test_an_unknown_key_opens_nothing(cast: Cast, key: str) -> None:
    answer = Client().get("/reporting/api/v1/returns/", headers={"Authorization": key} if key else {})
    assert answer.status_code == 401


def test_the_cost_of_a_field_is_told_before_it_is_added(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    scheme: Scheme = sheet.period.scheme
    client = client_as(cast.officer)
    page = client.get(f"/reporting/schemes/{scheme.pk}/")
    data = typed(page.context["form"])
    data["own_fields"] = "是否需要协调"
    answer = client.post(f"/reporting/schemes/{scheme.pk}/", data)
    assert answer.context["cost"].answers == 1
    scheme.refresh_from_db()
    assert scheme.own_fields == []
    answer = client.post(f"/reporting/schemes/{scheme.pk}/", data | {"cost_is_known": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    scheme.refresh_from_db()
    assert [one["name"] for one in scheme.own_fields] == ["是否需要协调"]


@pytest.mark.parametrize(
    ("address", "ceiling"),
    [("/reporting/", 40), ("/reporting/completeness/", 24), ("/reporting/burden/", 24)],
)
def test_lists_ask_a_constant_number_of_queries(
    cast: Cast,
    client_as: ClientAs,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
    ceiling: int,
) -> None:
    verified_today(cast)
    verified_today(cast, "county")
    client = client_as(cast.officer)
    client.get(address)
    with django_assert_max_num_queries(ceiling):
        assert client.get(address).status_code == 200


def test_the_return_page_asks_a_constant_number_of_queries(
    cast: Cast, client_as: ClientAs, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sheet = disputed_today(cast).line.sheet
    client = client_as(cast.officer)
    client.get(f"/reporting/returns/{sheet.pk}/")
    with django_assert_max_num_queries(24):
        assert client.get(f"/reporting/returns/{sheet.pk}/").status_code == 200

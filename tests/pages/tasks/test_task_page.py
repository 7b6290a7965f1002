"""A task's page and its forms: the sentence in sight, the next step, nothing typed is lost, twice is once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.domain.accounts.models import Account
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import Attachment, Citation, Report, Task
from tests.cast import Cast
from tests.factories import tasks as make

As = Callable[[Account], Client]


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_sentence_is_in_sight_and_leads_to_its_place(cast: Cast, now: datetime, client_as: As) -> None:
    document = make.make_document(cast, now)
    task = make.make_task(cast, now, citations=[make.citation_of(document)])
    page = _page(client_as(cast.officer), f"/tasks/{task.pk}/")
    assert make.SENTENCE in page
    assert f'href="/documents/{document.pk}/' in page
    assert "关于水环境整治的通知" in page
    assert "云政发〔2026〕3号" in page
    assert "2026-03-02" in page


@pytest.mark.parametrize(
    ("prepare", "person", "words", "button"),
    [
        (make.issued, "bureau_leader", "由市发改委签收或退回", "签收"),
        (make.issued, "bureau_reporter", "由市发改委签收或退回", None),
        (make.handled, "bureau_reporter", "由市发改委办理并报告", "报告"),
        (make.closed, "officer", "已销号，无需继续办理", None),
    ],
)
def test_the_next_step_and_whose_it_is(
    cast: Cast, now: datetime, client_as: As, prepare: Any, person: str, words: str, button: str | None
) -> None:
    task = prepare(cast, now)
    page = _page(client_as(cast.person(person)), f"/tasks/{task.pk}/")
    assert words in page
    primary = re.search(r'<div class="primary">(.*?)</div>', page, re.S)
    assert primary is not None
    shown = re.sub(r"<[^>]+>|\s", "", primary[1])
    assert shown == (button or "")


def test_history_shows_before_and_after(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.closed(cast, now)
    page = _page(client_as(cast.bureau_reporter), f"/tasks/{task.pk}/")
    assert "<del>待销号</del>" in page
    assert "<ins>已销号</ins>" in page


def test_queries_of_a_task_do_not_grow_with_its_history(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.handled(cast, now, supporting_units=[cast.zone, cast.county])
    client = client_as(cast.officer)
    counts = []
    for _ in range(2):
        for percent in (10, 20, 30):
            report = make.progress(cast, now, task, percent)
            actions.verify_report(actor=cast.officer, now=now, report=report)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/tasks/{task.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 18  # four of them ask for its supervision and its lights


NEW = {"title": "新的任务", "instrument": "item"}


def test_a_task_by_hand_with_its_sentence(cast: Cast, now: datetime, client_as: As) -> None:
    document = make.make_document(cast, now)
    fields = NEW | {
        "submission_key": uuid.uuid4(), "lead_unit": cast.bureau.pk, "supporting_units": [cast.zone.pk, cast.county.pk],
        "deadline": "2026-12-31", "document": document.pk, "quote": "年底前完成 清溪河干流排污口整治。",
    }  # fmt: skip
    client = client_as(cast.officer)
    for _ in range(2):  # a double click
        answer = client.post("/tasks/new/", fields)
        assert answer.status_code == 302
    citation = Citation.objects.get()
    assert document.source[citation.start : citation.end] == "年底前完成清溪河干流排污口整治。"
    assert citation.task.participations.count() == 3


def test_mistakes_are_told_at_the_field_and_on_top_and_nothing_is_lost(
    cast: Cast, now: datetime, client_as: As
) -> None:
    answer = client_as(cast.officer).post(
        "/tasks/new/",
        {"title": "", "instrument": "item", "measures": "写了很久的措施", "deadline": "31.12.2026", "target_value": "3",
         "submission_key": uuid.uuid4()},
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_deadline"' in page
    assert 'id="id_deadline_error"' in page
    assert 'value="31.12.2026"' in page
    assert "写了很久的措施" in page
    assert not Task.objects.exists()


def test_rules_speak_at_their_fields(cast: Cast, client_as: As) -> None:
    answer = client_as(cast.officer).post(
        "/tasks/new/", {"title": "", "instrument": "item", "target_value": "3", "submission_key": uuid.uuid4()}
    )
    page = answer.content.decode()
    assert 'id="id_title_error">请填写任务内容。' in page
    assert 'id="id_target_value_error">填写目标值时' in page


def test_a_sentence_that_is_not_in_the_document_is_refused(cast: Cast, now: datetime, client_as: As) -> None:
    document = make.make_document(cast, now)
    fields = NEW | {"submission_key": uuid.uuid4(), "document": document.pk, "quote": "从未说过的话"}
    page = client_as(cast.officer).post("/tasks/new/", fields).content.decode()
    assert "文件中没有找到这句话" in page
    assert "从未说过的话" in page


def test_a_stale_form_shows_what_changed_and_keeps_the_text(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.make_task(cast, now)
    client = client_as(cast.officer)
    form = {"title": "先改的", "instrument": "item", "version": task.version, "lead_unit": cast.bureau.pk}
    assert client.post(f"/tasks/{task.pk}/edit/", form).status_code == 302
    answer = client.post(f"/tasks/{task.pk}/edit/", form | {"title": "后改的", "measures": "写了很久"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "杜衡" in page
    assert "<ins>先改的</ins>" in page
    assert "后改的" in page
    assert "写了很久" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    again = client.post(f"/tasks/{task.pk}/edit/", form | {"title": "后改的", "version": version[1]})
    assert again.status_code == 302
    assert make.fresh(task).title == "后改的"


def test_signing_twice_is_signing_once(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.issued(cast, now)
    client = client_as(cast.bureau_leader)
    answers = [client.post(f"/tasks/{task.pk}/sign/", {"responsible_person": "何报"}).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert make.fresh(task).responsible_person == "何报"


def test_a_deed_that_is_no_longer_open_is_refused_in_words(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.issued(cast, now)
    actions.return_task(actor=cast.bureau_leader, now=now, task=task, reason="职责不符")
    answer = client_as(cast.bureau_leader).post(f"/tasks/{task.pk}/sign/")
    assert answer.status_code == 409
    assert "当前为“已退回”" in answer.content.decode()


def test_returning_without_a_reason_is_told_at_the_field(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.issued(cast, now)
    answer = client_as(cast.bureau_leader).post(f"/tasks/{task.pk}/return/", {"reason": " "})
    assert answer.status_code == 422
    assert 'id="id_reason_error">请填写理由。' in answer.content.decode()


def _report(**changes: Any) -> dict[str, Any]:
    return {"kind": "progress", "percent": "40", "note": "进展", "submission_key": uuid.uuid4()} | changes


def test_a_report_with_its_files_sent_twice_is_one_report(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.handled(cast, now)
    client, form = client_as(cast.bureau_reporter), _report()
    for _ in range(2):
        files = [SimpleUploadedFile("台账.xlsx", b"abc"), SimpleUploadedFile("照片.jpg", b"def")]
        assert client.post(f"/tasks/{task.pk}/report/", form | {"attachments": files}).status_code == 302
    assert (Report.objects.count(), Attachment.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"percent": ""}, "id_percent_error"),
        ({"percent": "x"}, "id_percent_error"),
        ({"percent": "101"}, "id_percent_error"),
        ({"note": " "}, "id_note_error"),
        ({"attachments": SimpleUploadedFile("x.exe", b"MZ")}, "id_attachments_error"),
        ({"attachments": SimpleUploadedFile("x.pdf", b"")}, "id_attachments_error"),
    ],
)
def test_a_wrong_report_keeps_what_was_typed(
    cast: Cast, now: datetime, client_as: As, changes: dict[str, Any], error: str
) -> None:
    task = make.handled(cast, now)
    answer = client_as(cast.bureau_reporter).post(
        f"/tasks/{task.pk}/report/", _report(note="写了很久的办理情况") | changes
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{error}"' in page
    assert ("写了很久的办理情况" in page) == ("note" not in changes)
    assert not Report.objects.exists()


def test_files_come_as_downloads_only(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.handled(cast, now)
    files = [SimpleUploadedFile("页面.txt", b"<script>x</script>", content_type="text/html")]
    client_as(cast.bureau_reporter).post(f"/tasks/{task.pk}/report/", _report(attachments=files))
    answer = client_as(cast.officer).get(f"/tasks/attachments/{Attachment.objects.get().pk}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E9%A1%B5")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"<script>x</script>"


def test_verdicts(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.handled(cast, now)
    report = make.progress(cast, now, task, 60)
    client = client_as(cast.officer)
    without = client.post(f"/tasks/reports/{report.pk}/verdict/", {"do": "send_back", "remark": ""})
    assert 'id="id_remark_error"' in without.content.decode()
    for _ in range(2):
        answer = client.post(f"/tasks/reports/{report.pk}/verdict/", {"do": "verify", "verified_percent": "50"})
        assert answer.status_code == 302
    report.refresh_from_db()
    assert (report.percent, report.verified_percent) == (60, 50)
    late = client.get(f"/tasks/reports/{report.pk}/verdict/")
    assert late.status_code == 409


def test_english_pages_hold_no_chinese_of_ours(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.handled(cast, now, title="Title", lead_unit=cast.bureau)
    client = client_as(cast.bureau_leader)
    client.cookies["django_language"] = "en"
    content = _page(client, f"/tasks/{task.pk}/report/")
    form = re.search(r"<form[^>]*data-report.*?</form>", content, re.S)
    assert form is not None
    assert "What has been done" in form[0]
    assert not re.search("[\u4e00-\u9fff]", form[0])

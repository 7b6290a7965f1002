"""A return as a sheet, filled elsewhere: right rows are kept, wrong ones named with their row (RP13)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.domain.accounts.models import Account
from luoshi.domain.reporting import actions
from luoshi.domain.reporting.models import Line, Return
from luoshi.domain.reporting.rules import LineDraft
from luoshi.foundation.clock import current_time
from tests.cast import Cast
from tests.factories.reporting import open_today, read, task_line
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Account], Client]
WORDS = "完成管网改造12公里，累计完成六成。"


def _sheet(client: Client, sheet: Return) -> openpyxl.Workbook:
    answer = client.get(f"/reporting/returns/{sheet.pk}/sheet/")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def _upload(client: Client, sheet: Return, book: openpyxl.Workbook) -> tuple[int, str]:
    buffer = io.BytesIO()
    book.save(buffer)
    file = SimpleUploadedFile("填报.xlsx", buffer.getvalue())
    answer = client.post(f"/reporting/returns/{sheet.pk}/upload/", {"file": file})
    return answer.status_code, answer.content.decode()


def test_a_filled_sheet_comes_back(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    client = client_as(cast.bureau_reporter)
    book = _sheet(client, sheet)
    page = book.worksheets[0]
    page["D5"], page["J5"] = 65, WORDS
    assert _upload(client, sheet, book)[0] == 302
    line = task_line(sheet)
    assert (line.declared_percent, line.note) == (65, WORDS)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("D5", 165, "0 至 100"),
        ("D5", "六成", "0 至 100"),
        ("F5", 100, "任务行不填投资数"),
        ("A5", "12-999999", "识别码不属于本填报表"),
        ("A5", None, "没有识别码"),
        ("B5", "别的任务", "名称与识别码对不上"),
    ],
)
def test_a_wrong_row_is_named(cast: Cast, client_as: ClientAs, cell: str, value: object, words: str) -> None:
    sheet = open_today(cast)
    client = client_as(cast.bureau_reporter)
    book = _sheet(client, sheet)
    page = book.worksheets[0]
    page["D5"], page["J5"] = 65, WORDS
    page[cell] = value
    status, said = _upload(client, sheet, book)
    assert status == 422
    assert "第 5 行" in said
    assert words in said


def test_another_units_sheet_is_refused_as_a_whole(cast: Cast, client_as: ClientAs) -> None:
    own, other = open_today(cast), open_today(cast, "county")
    book = _sheet(client_as(cast.county_leader), other)
    status, said = _upload(client_as(cast.bureau_reporter), own, book)
    assert status == 422
    assert "没有导入任何内容" in said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n"])
def test_what_is_no_sheet_of_ours_is_refused(cast: Cast, client_as: ClientAs, content: bytes) -> None:
    sheet = open_today(cast)
    file = SimpleUploadedFile("填报.xlsx", content)
    answer = client_as(cast.bureau_reporter).post(f"/reporting/returns/{sheet.pk}/upload/", {"file": file})
    assert answer.status_code == 422


def _three_lines(cast: Cast) -> Return:
    """Give a return of three tasks; rows 5 to 7 of its sheet."""
    sheet = open_today(cast)
    for title in ("改造老旧管网三十公里", "新建公园两处"):
        handled(cast, current_time() - timedelta(minutes=5), title=title)
    actions.refresh_return(now=current_time(), sheet=sheet)
    return read(sheet)


def _rows(book: openpyxl.Workbook) -> list[list[object]]:
    return [list(row) for row in book.worksheets[0].iter_rows(min_row=5, max_row=7, values_only=True)]


def _write(book: openpyxl.Workbook, rows: list[list[object]]) -> None:
    page = book.worksheets[0]
    page.delete_rows(5, 3)
    for row in rows:
        page.append(row)


def test_shuffled_rows_are_no_matter(cast: Cast, client_as: ClientAs) -> None:
    sheet = _three_lines(cast)
    client = client_as(cast.bureau_reporter)
    book = _sheet(client, sheet)
    rows = _rows(book)
    for percent, row in zip((10, 20, 30), rows, strict=True):
        row[3], row[9] = percent, f"{WORDS}{percent}"
    wanted = {str(row[1]): row[3] for row in rows}
    _write(book, [rows[2], rows[0], rows[1]])
    assert _upload(client, sheet, book)[0] == 302
    kept = {line.task.title: line.declared_percent for line in Line.objects.select_related("task") if line.task}
    assert kept == wanted


def test_rows_that_are_gone_leave_their_lines_and_are_named(cast: Cast, client_as: ClientAs) -> None:
    sheet = _three_lines(cast)
    client = client_as(cast.bureau_reporter)
    book = _sheet(client, sheet)
    rows = _rows(book)
    rows[0][3], rows[0][9] = 10, WORDS
    _write(book, rows[:1])
    assert _upload(client, sheet, book)[0] == 302
    said = client.get(f"/reporting/returns/{sheet.pk}/").content.decode()
    assert "表格中缺少 2 行" in said
    assert str(rows[1][1]) in said
    assert Line.objects.filter(sheet=sheet).count() == 3


def test_an_added_row_is_named_and_the_others_are_kept(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    client = client_as(cast.bureau_reporter)
    book = _sheet(client, sheet)
    page = book.worksheets[0]
    page["D5"], page["J5"] = 65, WORDS
    page.append([None, "自己加的任务", None, 50, None, None, None, None, None, WORDS])
    status, said = _upload(client, sheet, book)
    assert status == 422
    assert "第 6 行" in said
    assert "没有识别码" in said
    assert task_line(sheet).declared_percent == 65


@pytest.mark.parametrize("change", ["renamed", "inserted", "swapped", "added"])
def test_changed_heads_are_refused_as_a_whole(cast: Cast, client_as: ClientAs, change: str) -> None:
    sheet = open_today(cast)
    client = client_as(cast.bureau_reporter)
    book = _sheet(client, sheet)
    page = book.worksheets[0]
    page["D5"], page["J5"] = 65, WORDS
    if change == "renamed":
        page["D4"] = "完成率"
    elif change == "inserted":
        page.insert_cols(4)
    elif change == "swapped":
        page["D4"], page["E4"] = page["E4"].value, page["D4"].value
    else:
        page["L4"] = "备注"
    status, said = _upload(client, sheet, book)
    assert status == 422
    assert "表头应为" in said
    assert "没有导入任何内容" in said
    assert not task_line(sheet).is_touched


def test_an_old_file_writes_nothing_over(cast: Cast, client_as: ClientAs) -> None:
    """Rows as they went out say nothing; rows changed in the file and by a colleague meanwhile are named."""
    sheet = _three_lines(cast)
    client = client_as(cast.bureau_reporter)
    book = _sheet(client, sheet)
    rows = _rows(book)
    lines = {line.task.title: line for line in Line.objects.select_related("task") if line.task}
    draft = LineDraft(percent=44, note="同事在页面上写的进展。")
    for row in rows[:2]:
        actions.save_line(
            actor=cast.bureau_leader, now=current_time(), sheet=sheet, line_id=lines[str(row[1])].pk, draft=draft
        )
    rows[1][3], rows[1][9] = 20, WORDS
    rows[2][3], rows[2][9] = 30, WORDS
    _write(book, rows)
    status, said = _upload(client, sheet, book)
    assert status == 422
    assert "第 6 行" in said
    assert cast.bureau_leader.public_name in said
    assert "第 5 行" not in said
    percents = [Line.objects.get(task__title=row[1]).declared_percent for row in rows]
    assert percents == [44, 44, 30]


def test_the_same_file_twice_is_taken_once(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    client = client_as(cast.bureau_reporter)
    book = _sheet(client, sheet)
    page = book.worksheets[0]
    page["D5"], page["J5"] = 65, WORDS
    assert _upload(client, sheet, book)[0] == 302
    version = task_line(sheet).version
    assert _upload(client, sheet, book)[0] == 302
    assert task_line(sheet).version == version

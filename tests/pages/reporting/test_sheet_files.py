"""What people really hand in as a sheet: other formats, other programs' cells, figures as they are typed (RP13)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.domain.accounts.models import Account
from luoshi.domain.reporting.models import Line, Return
from luoshi.domain.reporting.rules import OwnField
from luoshi.domain.reporting.terms import Figure
from luoshi.foundation.refusals import Refusal
from luoshi.pages.reporting.entries import figure_of, percent_of, read_entry
from luoshi.pages.reporting.exports import cells
from tests.cast import Cast
from tests.factories.reporting import open_today, task_line

ClientAs = Callable[[Account], Client]
WORDS = "完成管网改造12公里，累计完成六成。"
OLD_XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)


def _book(client: Client, sheet: Return) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(client.get(f"/reporting/returns/{sheet.pk}/sheet/").content))


def _bytes(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _upload(client: Client, sheet: Return, content: bytes, name: str = "填报.xlsx") -> tuple[int, str]:
    file = SimpleUploadedFile(name, content)
    answer = client.post(f"/reporting/returns/{sheet.pk}/upload/", {"file": file})
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (OLD_XLS, "填报.xls", "旧版 .xls 格式"),
        (OLD_XLS, "填报.xlsx", "设有密码"),
        ("任务,进度\n甲,65\n".encode("gb18030"), "填报.csv", "不是 .xlsx 格式"),
        (b"PK\x03\x04" + bytes(200), "填报.xlsx", "已损坏"),
        (b"PK\x03\x04" + bytes(11 * 2**20), "填报.xlsx", "文件有 11 MB，超过 10 MB"),
    ],
)
def test_another_kind_of_file_is_told_with_what_to_do(
    cast: Cast, client_as: ClientAs, content: bytes, name: str, words: str
) -> None:
    sheet = open_today(cast)
    status, said = _upload(client_as(cast.bureau_reporter), sheet, content, name)
    assert status == 422
    assert words in said
    assert "没有导入任何内容" in said
    assert not task_line(sheet).is_touched


@pytest.mark.django_db
def test_a_file_that_unpacks_to_far_more_is_not_unpacked(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = open_today(cast)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", bytes(cells.MOST_UNPACKED_BYTES + 2**20))
    monkeypatch.setattr(cells.openpyxl, "load_workbook", lambda *_, **__: pytest.fail("it was opened"))
    status, said = _upload(client_as(cast.bureau_reporter), sheet, buffer.getvalue())
    assert status == 422
    assert "超过 100 MB" in said


@pytest.mark.django_db
def test_a_per_cent_cell_says_what_it_shows(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    client = client_as(cast.bureau_reporter)
    book = _book(client, sheet)
    page = book.worksheets[0]
    page["D5"], page["J5"] = 0.65, WORDS
    page["D5"].number_format = "0%"
    assert _upload(client, sheet, _bytes(book))[0] == 302
    assert task_line(sheet).declared_percent == 65


@pytest.mark.django_db
def test_a_sheet_put_before_ours_is_no_matter(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    client = client_as(cast.bureau_reporter)
    book = _book(client, sheet)
    page = book.worksheets[0]
    page["D5"], page["J5"] = 65, WORDS
    book.create_sheet("说明", 0)["A1"] = "本单位说明"
    assert _upload(client, sheet, _bytes(book))[0] == 302
    assert task_line(sheet).declared_percent == 65


@pytest.mark.django_db
def test_a_formula_without_its_result_is_not_taken_for_an_empty_cell(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    client = client_as(cast.bureau_reporter)
    book = _book(client, sheet)
    book.worksheets[0]["D5"] = "=60+5"
    status, said = _upload(client, sheet, _bytes(book))
    assert status == 422
    assert "第 5 行" in said
    assert "0 至 100" in said
    assert not task_line(sheet).is_touched


@pytest.mark.django_db
def test_a_day_in_a_cell_for_words_is_written_as_a_day(cast: Cast, client_as: ClientAs) -> None:
    sheet = open_today(cast)
    client = client_as(cast.bureau_reporter)
    book = _book(client, sheet)
    page = book.worksheets[0]
    page["D5"], page["J5"] = 65, datetime(2026, 11, 20)
    assert _upload(client, sheet, _bytes(book))[0] == 302
    assert task_line(sheet).note == "2026-11-20"


@pytest.mark.parametrize(
    ("written", "percent"),
    [("６５", 65), ("65%", 65), ("６５％", 65), ("65.0", 65), ("65 %", 65), (65.0, 65), ("", None), (None, None)],
)
def test_a_per_cent_is_read_as_people_write_it(written: Any, percent: int | None) -> None:
    assert percent_of(written) == percent


@pytest.mark.parametrize(
    "written",
    ["65.5", "1.2.3", "1e2", "-5", "0.65", 0.65, "约65", "六十五", float("nan"), float("inf"), True, "٣", "=65"],
)
def test_what_is_no_per_cent_is_refused(written: Any) -> None:
    with pytest.raises(Refusal):
        percent_of(written)


def _value(written: Any, unit: str) -> Decimal | None:
    task = Line.task.field.related_model(target_unit=unit)
    draft, problems = read_entry({"value": written}, Line(task=task), (OwnField("a", "甲"),))
    if problems:
        raise problems[0]
    return draft.value


@pytest.mark.parametrize(
    ("written", "unit", "value"),
    [
        ("１２３４．５", "公里", "1234.5"),
        ("1,234.5公里", "公里", "1234.5"),
        ("1 234", "公里", "1234"),
        ("2亿元", "亿元", "2"),
        ("62%", "%", "62"),
        ("−5", "%", "-5"),
        (0.1 + 0.2, "公里", "0.3"),
        (1e9, "元", "1000000000"),
        (0.00001, "公里", "0.00001"),
    ],
)
def test_a_value_is_read_with_the_unit_that_is_asked_for(written: Any, unit: str, value: str) -> None:
    assert _value(written, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("2亿", "万元"),
        ("3.5万", "人"),
        ("62%", "公里"),
        ("1e9", "元"),
        ("1_000", "元"),
        ("12,34", "公里"),
        ("1.2.3", "公里"),
        ("100000000000000", "元"),
        (float("nan"), "公里"),
        (datetime(2026, 3, 5), "公里"),
        ("公里", "公里"),
    ],
)
def test_another_unit_and_what_is_no_number_are_refused(written: Any, unit: str) -> None:
    with pytest.raises(Refusal):
        _value(written, unit)


def test_a_figure_beside_a_dispute_takes_no_unit_of_its_own() -> None:
    assert figure_of("1.5亿元", Figure.PERIOD) == Decimal(15000)
    with pytest.raises(Refusal):
        figure_of("1.5亿元", Figure.VALUE)

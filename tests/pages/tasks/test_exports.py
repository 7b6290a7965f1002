"""Files that leave the house: no cell runs, the columns are those of the office, the notice keeps the standard."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.test import Client
from docx import Document
from docx.shared import Mm, Pt

from luoshi.domain.accounts.models import Account
from luoshi.domain.tasks.models import Batch
from luoshi.foundation import official_layout
from tests.cast import Cast
from tests.factories import tasks as make

As = Callable[[Account], Client]
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _sheet(content: bytes) -> tuple[ElementTree.Element, list[list[str]]]:
    with zipfile.ZipFile(BytesIO(content)) as book:
        root = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = [
        ["".join(t.text or "" for t in (*cell.iter(f"{SPREADSHEET}t"), *cell.iter(f"{SPREADSHEET}v"))) for cell in row]
        for row in root.iter(f"{SPREADSHEET}row")
    ]
    return root, rows


def _download(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+1+1", "-2", "@SUM(A1)", "\t=1+1", "\r=1+1", "http://x/", "=1\n+2"]
)
def test_no_cell_runs_as_a_formula(cast: Cast, now: datetime, client_as: As, text: str) -> None:
    make.make_task(cast, now, title=text, measures=text, responsible_person=text)
    root, rows = _sheet(_download(client_as(cast.officer), "/tasks/export/"))
    assert not list(root.iter(f"{SPREADSHEET}f"))
    assert not list(root.iter(f"{SPREADSHEET}hyperlink"))
    kinds = {cell.get("t") for row in list(root.iter(f"{SPREADSHEET}row"))[2:] for cell in list(row)[1:]}
    assert kinds <= {"inlineStr", None}
    assert rows[2][2] == " ".join(text.split())


def test_the_columns_of_a_breakdown_table(cast: Cast, now: datetime, client_as: As) -> None:
    document = make.make_document(cast, now)
    make.issued(
        cast, now, measures="排查；整治", supporting_units=[cast.zone, cast.county], responsible_leader="何立",
        citations=[make.citation_of(document)],
    )  # fmt: skip
    root, rows = _sheet(_download(client_as(cast.officer), "/tasks/export/"))
    assert rows[0][0] == "任务分解表"
    assert rows[1] == [
        "序号", "编号", "任务内容", "具体措施", "落实方式", "牵头单位", "配合单位", "办结时限", "量化目标", "责任领导",
        "责任人", "申报进度（%）", "核验进度（%）", "状态", "原文依据",
    ]  # fmt: skip
    assert rows[2][:9] == [
        "1", "2026-0001", "完成清溪河干流排污口整治", "排查；整治", "事项", "云岭市发展和改革委员会",
        "清溪县、云岭高新技术产业开发区", "2026-12-31", "",
    ]  # fmt: skip
    assert rows[2][14] == f"{make.SENTENCE}——《关于水环境整治的通知》（云政发〔2026〕3号，2026-03-02）"
    setup = root.find(f"{SPREADSHEET}pageSetup")
    assert setup is not None
    assert (setup.get("paperSize"), setup.get("orientation")) == ("9", "landscape")
    assert root.find(f".//{SPREADSHEET}pane[@state='frozen']") is not None
    assert root.find(f"{SPREADSHEET}autoFilter") is not None


def test_the_export_follows_filters_and_rights(cast: Cast, now: datetime, client_as: As) -> None:
    make.issued(cast, now, title="甲")
    make.issued(cast, now, title="乙", lead_unit=cast.other_bureau)
    make.make_task(cast, now, title="丙")

    def titles(client: Client, query: str) -> list[str]:
        return [row[2] for row in _sheet(_download(client, f"/tasks/export/{query}"))[1][2:]]

    assert titles(client_as(cast.officer), "?sort=-number") == ["丙", "乙", "甲"]
    assert titles(client_as(cast.officer), "?state=issued&sort=number") == ["甲", "乙"]
    assert titles(client_as(cast.bureau_reporter), "") == ["甲"]


@pytest.fixture
def notice(cast: Cast, now: datetime, client_as: As) -> Document:
    make.issued(cast, now, title="甲\x0b", measures="第一步\n第二步")
    content = _download(client_as(cast.officer), f"/tasks/batches/{Batch.objects.get().pk}/notice/")
    return Document(BytesIO(content))


def test_the_notice_is_laid_out_after_the_standard(notice: Document) -> None:
    portrait, across = notice.sections
    lengths = (
        portrait.page_width, portrait.page_height, portrait.top_margin, portrait.bottom_margin, portrait.left_margin,
        portrait.right_margin, across.page_width, across.page_height,
    )  # fmt: skip
    assert [round(length.mm, 1) for length in lengths if length] == [210, 297, 37, 35, 28, 26, 297, 210]
    grid = portrait._sectPr.find(official_layout.qn("w:docGrid"))
    assert grid.get(official_layout.qn("w:linePitch")) == "579"
    body = next(p for p in notice.paragraphs if p.text.startswith("现将"))
    assert body.paragraph_format.line_spacing == Pt(28.95)
    assert (body.runs[0].font.name, body.runs[0].font.size) == ("仿宋_GB2312", Pt(16))
    title = next(p for p in notice.paragraphs if p.text.startswith("关于下达"))
    assert (title.runs[0].font.name, title.runs[0].font.size) == ("方正小标宋简体", Pt(22))
    level = next(p for p in notice.paragraphs if p.text.startswith("一、"))
    assert level.runs[0].font.name == "黑体"
    assert notice.settings.odd_and_even_pages_header_footer
    sides = [portrait.footer.paragraphs[0].alignment, portrait.even_page_footer.paragraphs[0].alignment]
    assert [int(side) for side in sides if side is not None] == [2, 0]


def test_the_notice_says_what_is_issued(notice: Document) -> None:
    text = "\n".join(p.text for p in notice.paragraphs)
    assert "云督〔2026〕1号" in text
    assert "（共1项）" in text
    assert re.search(r"^2026年11月21日$", text, re.M)
    assert "云岭市人民政府督查室" in text
    table = notice.tables[-1]
    assert [cell.text for cell in table.rows[0].cells][:4] == ["序号", "任务内容", "具体措施及目标", "牵头单位"]
    assert [cell.text for cell in table.rows[1].cells][:3] == ["1", "甲", "第一步\n第二步"]


def test_the_imprint_closes_the_notice_behind_its_annex_as_wide_as_the_block_there(notice: Document) -> None:
    body = [child for child in notice.element.body if not child.tag.endswith("}sectPr")]
    assert [child.tag.split("}")[1] for child in body[-3:]] == ["tbl", "p", "p"]
    (box,) = notice.element.body.iter(official_layout.qn("wp:anchor"))
    assert box in list(body[-1].iter())
    words = "".join(text.text or "" for text in box.iter(official_layout.qn("w:t")))
    assert words.endswith("2026年11月21日印发　")
    width = box.find(official_layout.qn("wp:extent")).get("cx")
    assert int(width) == Mm(297 - 37 - 35)
    last = notice.tables[-1].rows[-1].cells[0].paragraphs[0]
    assert last.paragraph_format.keep_with_next  # so that the imprint has no page of its own


def test_papers_are_named_once_under_the_table_and_rows_point_to_them(cast: Cast, now: datetime, client_as: As) -> None:
    water, air = make.make_document(cast, now), make.make_document(cast, now, title="关于大气污染防治的通知")
    type(air).objects.filter(pk=air.pk).update(document_number="")
    tasks = [
        make.make_task(cast, now, title=title, citations=[make.citation_of(paper) for paper in papers])
        for title, papers in (("甲", [water]), ("乙", [air, water]), ("丙", []))
    ]
    batch = make.make_batch(cast, now, *tasks)
    table = Document(BytesIO(_download(client_as(cast.officer), f"/tasks/batches/{batch.pk}/notice/"))).tables[-1]
    *rows, note = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [(row[1], row[-1]) for row in rows] == [("甲", "1"), ("乙", "1、2"), ("丙", "")]
    assert set(note) == {"依据文件：1.《关于水环境整治的通知》（云政发〔2026〕3号）；2.《关于大气污染防治的通知》。"}


def test_dates_stand_without_leading_zeros() -> None:
    assert official_layout.official_date(date(2026, 3, 5)) == "2026年3月5日"


def test_28_characters_fill_the_line() -> None:
    character = 16 + official_layout.CHARACTER_SPACING.pt
    assert 28 * character <= 156 / 25.4 * 72 < 29 * character
    assert 22 * official_layout.LINE.pt <= 225 / 25.4 * 72 < 23 * official_layout.LINE.pt

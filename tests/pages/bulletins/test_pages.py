"""The bulletins' pages: drafts that save themselves, corrections beside what is frozen, files, queries."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from decimal import Decimal

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from luoshi.domain.accounts.models import Account
from luoshi.domain.bulletins.errors import FontMissing
from luoshi.domain.bulletins.models import Bulletin, BulletinSection
from luoshi.domain.projects.models import MonthlyProgress
from luoshi.pages.bulletins.exports import pdf as pdf_file
from tests.cast import Cast
from tests.factories import bulletins as make

As = Callable[[Account], Client]
CEILING = 40
HTMX = {"HTTP_HX_REQUEST": "true"}


def text(client: Client, name: str, *args: object, status: int = 200) -> str:
    answer = client.get(reverse(f"bulletins:{name}", args=args))
    assert answer.status_code == status
    return answer.content.decode()


def bytes_of(client: Client, name: str, pk: int) -> bytes:
    answer = client.get(reverse(f"bulletins:{name}", args=[pk]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def test_a_bulletin_is_assembled_by_a_form(cast: Cast, client_as: As) -> None:
    make.late(cast)
    client = client_as(cast.officer)
    answer = client.post(reverse("bulletins:new"), {"period": "2026-month-10"})
    bulletin = Bulletin.objects.get()
    assert answer["Location"] == reverse("bulletins:bulletin", args=[bulletin.pk])
    again = client.post(reverse("bulletins:new"), {"period": "2026-month-10"})
    assert again.status_code == 409
    assert "2026年10月的通报已经生成" in again.content.decode()


def test_a_section_saves_itself_and_keeps_both_texts_when_two_write(cast: Cast, client_as: As) -> None:
    bulletin = make.assembled(cast)
    client = client_as(cast.officer)
    address = reverse("bulletins:section", args=[bulletin.pk, "next"])
    first = client.post(address, {"words": "甲的文字", "version": 1}, **HTMX)
    assert 'value="2"' in first.content.decode()
    second = client.post(address, {"words": "乙的文字", "version": 1}, **HTMX)
    said = second.content.decode()
    assert second.status_code == 409
    assert "甲的文字" in said
    assert 'value="2"' in said  # saved once more, mine takes its place
    client.post(address, {"words": "乙的文字", "version": 2}, **HTMX)
    assert BulletinSection.objects.get(bulletin=bulletin, key="next").words == "乙的文字"
    plain = client.post(address, {"words": "丙的文字", "version": 1})
    assert "丙的文字" in plain.content.decode()


def test_a_correction_shows_beside_the_frozen_figure(cast: Cast, client_as: As) -> None:
    project = make.invested(cast, 6000)
    bulletin = make.published(cast)
    client = client_as(cast.bureau_reporter)
    assert "已更正" not in text(client, "bulletin", bulletin.pk)
    MonthlyProgress.objects.filter(project=project).update(verified_wan_yuan=Decimal(9000))
    page = text(client, "bulletin", bulletin.pk)
    assert "已更正" in page
    assert re.search(r"<del>50\.0%</del> → <ins>75\.0%</ins>", page)
    assert "核验完成投资6000万元" in page  # the words stand


def test_an_open_bulletin_leads_nowhere_into_the_house(cast: Cast, client_as: As) -> None:
    make.late(cast)
    bulletin = make.published(cast)
    client_as(cast.officer).post(
        reverse("bulletins:settings"),
        {"issuer": "云岭市", "number_word": "云督通报", "is_open": "on"}
        | {f"{r}_{s}_{g}": 3 for r in ("tasks", "investment", "key_investment") for s in ("top", "bottom")
           for g in ("territory", "township", "department")},
    )  # fmt: skip
    page = text(Client(), "open_bulletin", bulletin.pk)
    assert bulletin.title in page
    links = set(re.findall(r'href="(/[^"]*)"', page))
    assert not {link for link in links if not link.startswith(("/bulletins/open/", "/static/"))}
    assert bulletin.title in text(Client(), "open_list")


def test_the_docx_is_an_official_document(cast: Cast, client_as: As) -> None:
    make.closed(cast)
    make.late(cast)
    bulletin = make.published(cast)
    document = Document(io.BytesIO(bytes_of(client_as(cast.reader), "docx", bulletin.pk)))
    words = "\n".join(line.text for line in document.paragraphs)
    for expected in (
        bulletin.number_text,
        bulletin.title,
        "一、总体情况",
        "七、下一步工作要求",
        "2026年11月6日",
        "附件1",
    ):
        assert expected in words
    body = document.element.body.xml
    assert body.index("附件1") < body.index("2026年11月6日印发")  # the imprint closes the whole
    assert 'relativeFrom="margin"><wp:align>bottom' in re.sub(r"\s*\n\s*", "", body)
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["部门和企业　任务办结率（应完成口径）"] * 6 in cells  # a band across
    assert any(row[:3] == ["1", "市发改委", "1 / 1"] for row in cells)
    assert round(document.sections[0].top_margin.mm) == 37


@pytest.mark.skipif(pdf_file._font(pdf_file.SERIF) is None, reason="no Chinese font on this machine")
def test_the_pdf_says_the_same_with_its_font_in_it(cast: Cast, client_as: As) -> None:
    make.closed(cast)
    make.late(cast)
    bulletin = make.published(cast)
    content = bytes_of(client_as(cast.reader), "pdf", bulletin.pk)
    document = pypdfium2.PdfDocument(content)
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    for expected in (bulletin.title, "一、总体情况", "2026年11月6日印发", "市农业农村局", "— 2 —"):
        assert expected in words
    assert b"/FontFile3" in content


def test_without_a_chinese_font_the_pdf_is_refused_in_words(
    cast: Cast, client_as: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_file, "_font", lambda names: None)
    bulletin = make.published(cast)
    answer = client_as(cast.reader).get(reverse("bulletins:pdf", args=[bulletin.pk]))
    assert answer.status_code == FontMissing.status
    assert "fonts-noto-cjk" in answer.content.decode()


@pytest.mark.parametrize("line", ["一二三，四五", "完成（其中）一", "共12345元"])
def test_no_line_begins_with_a_closing_mark_or_cuts_a_number(line: str) -> None:
    for width in range(3, 8):
        lines = list(pdf_file._broken(line, width, len))
        assert "".join(lines) == line
        assert not any(part[0] in "，）" for part in lines[1:])
        assert not any(part.endswith("（") for part in lines[:-1])
        assert any("12345" in part for part in lines) or "12345" not in line


@pytest.mark.parametrize("name", ["list", "bulletin", "scorecard", "scorecards"])
def test_queries_do_not_grow(cast: Cast, client_as: As, name: str) -> None:
    client = client_as(cast.officer)
    counts = []
    bulletin = None
    for size in (2, 8):
        for number in range(size):
            make.late(cast, cast.bureau if number % 2 else None, title=f"任务{size}-{number}")
        bulletin = bulletin or make.published(cast)
        args = {"bulletin": [bulletin.pk], "scorecard": [cast.bureau.pk]}.get(name, [])
        text(client, name, *args)
        with CaptureQueriesContext(connection) as asked:
            text(client, name, *args)
        counts.append(len(asked))
    # the later tasks are corrections of the bulletin: two queries explain them, however many they are
    assert counts[1] - counts[0] <= (2 if name == "bulletin" else 0)
    assert counts[1] <= CEILING


def test_scorecards_stand_side_by_side_best_first(cast: Cast, client_as: As) -> None:
    make.closed(cast, title="甲")
    make.late(cast, cast.bureau, title="乙")
    make.late(cast, title="丙")
    make.invested(cast, 6000)
    body = client_as(cast.officer).get(reverse("bulletins:scorecards"), {"period": "2026-month-10"}).content.decode()
    first, second = body.index(">云岭市发展和改革委员会<"), body.index(">云岭市农业农村局<")
    assert first < second
    assert re.search(r"1 / 2</td>.{0,120}云岭市发展和改革委员会", body)
    assert "50.0%" in body[first:second]
    assert "6,000 / 12,000" in body[first:second]
    assert ">清溪县<" in body[second:]  # nothing due: last, without a place
    assert ">石桥镇<" not in body  # it answers to the county
    found = client_as(cast.officer).get(reverse("bulletins:scorecards"), {"q": "石桥"}).content.decode()
    assert ">石桥镇<" in found
    within = client_as(cast.officer).get(reverse("bulletins:scorecards"), {"within": cast.county.pk}).content.decode()
    assert ">石桥镇<" in within
    own = (
        client_as(cast.other_reporter)
        .get(reverse("bulletins:scorecards"), {"period": "2026-month-10"})
        .content.decode()
    )
    assert "2 / 2</td>" in own  # its place among all, though it reaches no other
    assert "云岭市发展和改革委员会" not in own.split("<main", 1)[1]


def test_a_scorecard_names_no_person(cast: Cast, client_as: As) -> None:
    make.closed(cast)
    make.late(cast)
    make.invested(cast, 6000)
    page = text(client_as(cast.bureau_leader), "scorecard", cast.bureau.pk)
    assert "6,000 / 12,000" in page
    body = page.split("<main", 1)[1]
    for person in (cast.bureau_reporter, cast.other_reporter, cast.officer):
        assert person.display_name not in body
    assert "市发改委成绩单" in body
    empty = text(client_as(cast.officer), "scorecard", cast.township.pk)
    assert "该单位暂无应办事项" in empty

"""The files of bulletins at their edges: nothing to say, one unit, two hundred, the longest names, many copies."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from luoshi.domain.bulletins.models import Bulletin, BulletinSection
from luoshi.domain.bulletins.rules import USUAL_RULES, Items, TaskItem, UnitItem, composed, figures_of, items_as_plain
from luoshi.pages.bulletins.exports.paper import paper_of
from luoshi.pages.bulletins.exports.pdf import SERIF, _font, write_pdf
from luoshi.pages.bulletins.exports.word import write_word
from tests.cast import Cast
from tests.factories import bulletins as make

DAY = date(2026, 10, 31)
LONGEST = "市" + "推进长江经济带绿色发展综合协调服务保障中心" * 2  # 40 characters and some
needs_font = pytest.mark.skipif(_font(SERIF) is None, reason="no Chinese font on this machine")


def bulletin_of(cast: Cast, units: int, *, name: str = "市第{}局", copies: str = "") -> Bulletin:
    """A frozen bulletin of a city with so many departments; each has three tasks due, some of them closed."""
    named = [name.format(number) for number in range(1, units + 1)]
    tasks = tuple(
        TaskItem(unit * 10 + n, f"任务{unit}-{n}", unit, date(2026, 9, 30), DAY if (unit + n) % 3 else None,
                 tone="red" if n == 0 else "green", reason_chinese="逾期31天，规定逾期即亮红灯。")
        for unit in range(1, units + 1) for n in range(3)
    )  # fmt: skip
    peers = tuple(UnitItem(number, one, "department") for number, one in enumerate(named, start=1))
    items = Items(DAY, tasks, units=peers)
    figures = figures_of(items, None, None, USUAL_RULES, {}, "2026-10-01")
    bulletin = make.frozen(cast)
    bulletin.content = {"figures": figures, "items": items_as_plain(items)}
    bulletin.copies_to = copies
    words = composed(figures, "2026年10月")
    for section in bulletin.sections.all():
        BulletinSection.objects.filter(pk=section.pk).update(words=words[section.key])
    return bulletin


def pdf_of(bulletin: Bulletin) -> pypdfium2.PdfDocument:
    """The PDF read back; drawing one takes seconds, most of them for its fonts."""
    file = io.BytesIO()
    write_pdf(file, paper_of(bulletin))
    return pypdfium2.PdfDocument(file.getvalue())


def pages_of(document: pypdfium2.PdfDocument) -> list[str]:
    """The text of each page, without line breaks."""
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def words_of(bulletin: Bulletin) -> WordDocument:
    """The DOCX read back."""
    file = io.BytesIO()
    write_word(file, paper_of(bulletin))
    return Document(io.BytesIO(file.getvalue()))


@needs_font
@pytest.mark.parametrize("units", [0, 1, 2, 200])
def test_the_imprint_closes_the_last_page_and_is_never_alone(cast: Cast, units: int) -> None:
    pages = pages_of(pdf_of(bulletin_of(cast, units, copies="市委办公室，" * 12 + "市政协办公室")))
    ends = [number for number, text in enumerate(pages) if "2026年11月6日印发" in text]
    assert ends == [len(pages) - 1]
    rest = pages[-1].split("抄送：")[0]
    assert len(rest) > 15  # rows of the last table, or words of the letter
    signed = next(text for text in pages if "2026年11月6日" in text)
    assert len(signed.split("2026年11月6日")[0]) > 40  # some words stand above the signature


@needs_font
def test_every_page_of_a_long_table_has_its_head(cast: Cast) -> None:
    pages = pages_of(pdf_of(bulletin_of(cast, 200)))
    ranked = [text for text in pages if "较上期名次" in text]
    assert len(ranked) > 5
    everything = "".join(ranked)
    assert all(everything.count(f"市第{number}局") >= 1 for number in range(1, 201))


def test_a_docx_of_two_hundred_units_repeats_heads_and_keeps_rows_whole(cast: Cast) -> None:
    document = words_of(bulletin_of(cast, 200))
    for table in document.tables:
        head, *rows = table.rows
        assert head._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    words = document.element.body.xml
    assert all(f"市第{number}局" in words for number in range(1, 201))
    last = document.tables[-1].rows[-1]
    assert all(line.paragraph_format.keep_with_next for line in last.cells[0].paragraphs)


@needs_font
def test_the_longest_names_are_broken_and_nothing_is_lost(cast: Cast) -> None:
    assert len(LONGEST) >= 40
    document = pdf_of(bulletin_of(cast, 3, name=LONGEST + "{}"))
    words = "".join(pages_of(document))
    assert all(f"{LONGEST}{number}" in words for number in (1, 2, 3))
    for page in document:
        text = page.get_textpage()
        edges = [text.get_charbox(number)[2] for number in range(text.count_chars())]
        assert max(edges) < (210 - 26 + 7) / 25.4 * 72  # within the block, a hanging mark apart


def test_an_empty_span_makes_a_bulletin_that_says_so(cast: Cast) -> None:
    bulletin = make.frozen(cast)
    paper = paper_of(bulletin)
    assert paper.annexes == ()
    said = "".join(words for _, paragraphs in paper.sections for words in paragraphs)
    for expected in ("没有应完成的指标", "不作排名", "没有亮灯的任务和项目", "不设红榜和黑榜", "没有提出或在办的问题"):
        assert expected in said
    words = words_of(bulletin)
    assert not words.tables
    assert "印发" in words.element.body.xml


def test_one_unit_is_compared_with_nobody(cast: Cast) -> None:
    bulletin = bulletin_of(cast, 1)
    words = bulletin.sections.get(key="ranking").words
    assert "仅市第1局有应完成事项，完成率66.7%，不作比较" in words
    assert "第1位" not in words

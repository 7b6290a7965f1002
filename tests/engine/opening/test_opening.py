"""Files of every format and encoding open; bad ones say what is wrong."""

from __future__ import annotations

import io
import random
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.errors import (
    BrokenFile,
    EmptyFile,
    NoTextLayer,
    NotText,
    PasswordProtected,
    ReadingError,
    TooLarge,
)
from luoshi_reading.opening import limits, open_source

SIMPLIFIED = "霁川市召开重大项目推进会，会议强调要抓好落实。\n各县区要加快进度。"
TRADITIONAL = "霽川市召開重大項目推進會，會議強調要抓好落實。\n各縣區要加快進度。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_simplified_text_opens_in_every_encoding(encoding: str) -> None:
    assert open_source(SIMPLIFIED.encode(encoding)).text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030"])
def test_traditional_text_opens_in_every_encoding(encoding: str) -> None:
    text = TRADITIONAL.replace("霽", "霖")
    opened = open_source(text.encode(encoding))
    assert (opened.text, opened.encoding) == (text, encoding)


def test_a_short_gbk_line_is_told_from_big5() -> None:
    assert open_source("中共霁川市委".encode("gbk")).text == "中共霁川市委"


def test_a_few_broken_bytes_do_not_hide_utf8() -> None:
    data = SIMPLIFIED.encode().replace("落".encode(), b"\xe8\x90")
    assert open_source(data).text == SIMPLIFIED.replace("落", "\ufffd")


def test_a_page_gives_its_blocks_in_order_and_tables_as_rows() -> None:
    page = (
        "<html><head><meta charset=gbk><title>甲_某网</title><style>p{}</style></head>"
        "<body><nav>首页</nav><h1>标题</h1>"
        "<p>第一段<b>重点</b></p>"
        "<script>var a</script><table><tr><th>任务</th><th>单位</th></tr><tr><td>修<br>路</td>"
        "<td>交通局</td></tr></table><div style='display:none'>藏</div><p>末段<!-- 注 --></p></body></html>"
    )
    opened = open_source(page.encode("gbk"), name="a.txt")
    assert opened.text == "标题\n第一段重点\n任务\t单位\n修 路\t交通局\n末段"
    assert opened.encoding == "html"


def test_a_table_that_lays_out_a_page_is_no_table_of_facts() -> None:
    page = "<html><table><tr><td><p>一段</p><p>二段</p><p>三段</p><p>四段</p></td></tr></table></html>"
    assert open_source(page.encode()).text == "一段\n二段\n三段\n四段"


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于某事的通知")
    table = document.add_table(2, 2)
    for number, text in enumerate(("任务", "单位", "修路", "交通局")):
        table.cell(number // 2, number % 2).text = text
    document.add_paragraph("末段")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_file_gives_paragraphs_and_tables_in_order() -> None:
    assert open_source(word_file(), name="page.html").text == "关于某事的通知\n任务\t单位\n修路\t交通局\n末段"


def pdf(content: bytes, extra: bytes = b"") -> bytes:
    """A one-page PDF made by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    return bytes(out + b"trailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (extra, start))


def test_a_pdf_with_a_text_layer_opens() -> None:
    opened = open_source(pdf(b"BT /F1 12 Tf 20 200 Td (Plan for the year 2026) Tj ET"))
    assert (opened.text, opened.encoding) == ("Plan for the year 2026", "pdf")


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD = {
    "no bytes": (b"", EmptyFile),
    "blanks": (b" \r\n\t", EmptyFile),
    "only a mark": (b"\xef\xbb\xbf", EmptyFile),
    "zeros": (bytes(1000), EmptyFile),
    "ideographic blanks": ("　　\n　".encode(), EmptyFile),
    "noise": (random.Random(1).randbytes(5000), NotText),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), NotText),
    "program": (b"\x7fELF" + bytes(range(200)), NotText),
    "encrypted office file": (OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le"), PasswordProtected),
    "old word file": (OLE + bytes(500) + "WordDocument".encode("utf-16-le"), ReadingError),
    "half a word file": (word_file()[:3000], BrokenFile),
    "zip head": (b"PK\x03\x04junk", BrokenFile),
    "other zip": (zip_of(readme=b"x"), NotText),
    "broken xml": (zip_of(word__document_xml=b"<a>"), NotText),
    "broken word xml": (zip_of(**{"word/document.xml": b"<w:p>"}), BrokenFile),
    "zip bomb": (zip_of(**{"word/document.xml": bytes(60 * 2**20)}), TooLarge),
    "broken pdf": (b"%PDF-1.7\n" + b"junk" * 100, BrokenFile),
    "scanned pdf": (pdf(b""), NoTextLayer),
    "empty page": (b"<html><body><script>x</script></body></html>", EmptyFile),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_says_what_is_wrong(name: str) -> None:
    data, expected = BAD[name]
    with pytest.raises(expected) as caught:
        open_source(data)
    assert isinstance(caught.value, ReadingError)
    assert str(caught.value).strip().endswith(".")
    assert "\n" not in str(caught.value)


def test_a_few_nul_bytes_do_no_harm() -> None:
    text = "会议\0强调，要抓好落实。" + "各县区要加快进度。" * 20
    assert open_source(text.encode()).text == text


@pytest.mark.parametrize("tag", ["<div>", "<table><tr><td>", "<b>", "<p><span>", "<ul><li>"])
def test_pages_nested_a_hundred_thousand_deep_open(tag: str) -> None:
    assert "深处" in open_source(f"<!doctype html>{tag * 100_000}深处".encode()).text


def test_too_long_a_text_is_refused_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT_CHARACTERS", 1000)
    with pytest.raises(TooLarge):
        open_source(("要抓落实。" * 500).encode())


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_bytes_open_or_say_why_not(data: bytes) -> None:
    try:
        opened = open_source(data)
    except ReadingError:
        return
    assert opened.text.strip()

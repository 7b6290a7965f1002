"""Documents as files: web page, Word file, PDF with a text layer; bytes in several encodings. All reproducible."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

EPOCH = (2026, 1, 1, 0, 0, 0)


def gb18030(text: str) -> bytes:
    """Write the text as GB18030 bytes."""
    return text.encode("gb18030")


def big5(text: str) -> bytes:
    """Write traditional text as Big5 bytes; raises UnicodeEncodeError where Big5 has no such character."""
    return text.encode("big5hkscs")


def web_page(text: str, *, site_name: str = "霁川市人民政府", charset: str = "utf-8") -> str:
    """Wrap the text as an article page with navigation, toolbar, share bar, neighbours and footer."""
    title, *paragraphs = text.strip().split("\n")
    body = "\n".join(f'<p style="text-indent:2em">{html.escape(p)}</p>' for p in paragraphs)
    head = html.escape(title)
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{charset}">
<title>{head}_{site_name}</title>
<meta name="keywords" content="政务公开,要闻">
<style>.nav li{{float:left}} .foot{{color:#888}}</style>
<script>var page_id = 20260710; function printPage(){{window.print();}}</script>
</head>
<body>
<div class="top"><a href="#">无障碍阅读</a> <a href="#">长者模式</a> <a href="#">登录</a> | <a href="#">注册</a></div>
<ul class="nav"><li><a href="#">首页</a></li><li><a href="#">政务公开</a></li><li><a href="#">政务服务</a></li>\
<li><a href="#">互动交流</a></li><li><a href="#">走进霁川</a></li></ul>
<div class="crumb">当前位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; <a href="#">要闻动态</a></div>
<div class="article">
<h1>{head}</h1>
<div class="meta">来源：{site_name}&nbsp;&nbsp;浏览次数：<span id="hits">3271</span>&nbsp;&nbsp;\
【字体：<a>大</a> <a>中</a> <a>小</a>】 \
<a href="javascript:printPage()">打印</a></div>
<div class="content">
{body}
</div>
<div class="share">分享到：<a>微信</a> <a>微博</a> <img src="images/qr.png" alt="扫一扫在手机打开当前页"></div>
<div class="pager"><p>上一篇：<a href="#">霁川市举办夏季乡村运动会</a></p><p>下一篇：<a href="#">没有了</a></p></div>
</div>
<div class="side"><h3>热点推荐</h3><ul><li><a href="#">图解：政府工作报告</a></li>\
<li><a href="#">防汛知识问答</a></li></ul></div>
<div class="foot">版权所有：{site_name}　网站标识码：9901000001　联系我们　网站地图</div>
</body>
</html>
"""


def word_file(text: str) -> bytes:
    """Write the text as a DOCX: the first line as a centred title, every other line as a paragraph.

    Lines with tabs are the rows of a table, 〃 in them a cell that the one above reaches over; a line without tabs
    between two of them is one cell over the whole row.
    """
    document = Document()
    document.core_properties.created = document.core_properties.modified = datetime(*EPOCH, tzinfo=UTC)
    document.core_properties.author = "霁川市人民政府办公室"
    title, *paragraphs = text.strip().split("\n")
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run(title)
    run.font.size = Pt(22)
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "小标宋体")
    for is_table, lines in _stretches(paragraphs):
        if is_table:
            word_table(document, [line.split("\t") for line in lines])
            continue
        for paragraph in lines:
            body = document.add_paragraph(paragraph)
            body.paragraph_format.first_line_indent = Pt(32)
    packed = io.BytesIO()
    document.save(packed)
    return _without_times(packed.getvalue())


def _stretches(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """Part the lines into paragraphs and tables."""
    rows = [i for i, line in enumerate(lines) if "\t" in line]
    if not rows:
        return [(False, lines)]
    parts: list[tuple[bool, list[str]]] = []
    for i, line in enumerate(lines):
        in_table = i in rows or (i - 1 in rows and i + 1 in rows)
        if not parts or parts[-1][0] != in_table:
            parts.append((in_table, []))
        parts[-1][1].append(line)
    return parts


def word_table(document: WordDocument, rows: list[list[str]]) -> None:
    """Add a ruled table; 〃 merges a cell with the one above, a row of one cell is merged across."""
    columns = max(map(len, rows))
    table = document.add_table(len(rows), columns, style="Table Grid")
    grid = [row.cells for row in table.rows]
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            if words == "〃":
                grid[i - 1][j].merge(grid[i][j])
                grid[i] = (*grid[i][:j], grid[i - 1][j], *grid[i][j + 1 :])
            else:
                grid[i][j].text = words
        if len(row) == 1:
            grid[i][0].merge(grid[i][columns - 1])


def _without_times(archive: bytes) -> bytes:
    """Write a ZIP again with one fixed time for every member, so that the same text gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


PAGE_LINES, LINE_CHARACTERS = 22, 28  # GB/T 9704-2012


def pdf_file(text: str) -> bytes:
    """Write the text as a PDF: 28 characters a line, 22 lines a page, page numbers at the foot.

    The font is one of the predefined Chinese ones and is not embedded; the characters stand in the text layer.
    """
    lines = _pdf_lines(text)
    pages = [lines[i : i + PAGE_LINES] for i in range(0, len(lines), PAGE_LINES)]
    return _pdf_of([_page_stream(page, number) for number, page in enumerate(pages, 1)])


def ruled_pdf(
    title: str,
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    *,
    rows_on_a_page: int = 24,
    repeats_headings: bool = False,
    is_ruled: bool = True,
) -> bytes:
    """Write a title and a table with ruling lines as a PDF; the first row holds the headings.

    Without ``is_ruled`` only the letters stand there. ``widths`` are the columns' in points;
    〃 leaves out the line above it, a row of one cell reaches over all columns.
    """
    pages = [list(rows[i : i + rows_on_a_page]) for i in range(0, len(rows), rows_on_a_page)]
    if repeats_headings:
        pages = [pages[0], *([rows[0], *page] for page in pages[1:])]
    return _pdf_of([_ruled_page(title if n == 0 else "", page, widths, is_ruled) for n, page in enumerate(pages)])


def _ruled_page(title: str, rows: Sequence[Sequence[str]], widths: Sequence[int], is_ruled: bool) -> bytes:
    letters: list[bytes] = [_pdf_words(title, 200, 790)] if title else []
    lines: list[str] = []
    left = [50 + sum(widths[:i]) for i in range(len(widths) + 1)]
    top = 770
    for row in rows:
        parts = [_cut(words, int(width - 10) // 10) for words, width in zip(row, widths, strict=False)]
        if len(row) == 1:
            parts = [[row[0]]]
        height = 8 + 12 * max(1, *map(len, parts))
        for i in range(len(widths)):
            if i >= len(row) or row[i] != "〃":
                lines.append(f"{left[i]} {top} m {left[i + 1]} {top} l S")
            if i < len(parts) and row[i] != "〃":
                letters += [_pdf_words(part, left[i] + 5, top - 13 - 12 * n) for n, part in enumerate(parts[i])]
        for x in [left[0], left[-1]] if len(row) == 1 else left:
            lines.append(f"{x} {top} m {x} {top - height} l S")
        top -= height
    lines.append(f"{left[0]} {top} m {left[-1]} {top} l S")
    return "\n".join(lines if is_ruled else []).encode() + b"\n" + b"\n".join(letters)


def _cut(words: str, length: int) -> list[str]:
    return [words[i : i + length] for i in range(0, len(words), length)] or [""]


def _pdf_words(words: str, x: int, y: int) -> bytes:
    return b"BT /F1 10 Tf %d %d Td <%s> Tj ET" % (x, y, words.encode("utf-16-be").hex().encode())


def _pdf_of(streams: Sequence[bytes]) -> bytes:
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(streams), b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(streams)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    for number, stream in enumerate(streams, 1):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _pdf_bytes(objects)


def _pdf_lines(text: str) -> list[str]:
    lines: list[str] = []
    for paragraph in text.strip().split("\n"):
        rest = "　　" + paragraph
        while rest:
            end = LINE_CHARACTERS
            while end < len(rest) and rest[end] in "，。；：、”》）！？":
                end += 1
            lines.append(rest[:end])
            rest = rest[end:]
    return lines


def _page_stream(lines: list[str], number: int) -> bytes:
    out = [b"BT /F1 16 Tf 29 TL 79 737 Td"]
    out += [b"<%s> Tj T*" % line.encode("utf-16-be").hex().encode() for line in lines]
    mark = f"— {number} —".encode("utf-16-be").hex().encode()
    out.append(b"ET BT /F1 14 Tf 270 70 Td <%s> Tj ET" % mark)
    return b"\n".join(out)


def _pdf_bytes(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)

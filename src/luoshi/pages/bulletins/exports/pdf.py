"""A bulletin as PDF in the same layout, made without a browser; its Chinese font travels with it (fpdf2).

The parts of the font that are used are embedded, so that the file looks the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import IO

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from luoshi.domain.bulletins.errors import FontMissing
from luoshi.pages.bulletins.exports.paper import Annex, Paper

# Folders where systems keep fonts, and families in order of wish: (serif, sans), each with the face of Simplified
# Chinese within a collection.
FOLDERS = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/truetype/wqy",
    "/usr/share/fonts/wqy-microhei",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
SERIF = (("NotoSerifCJK-Regular.ttc", 2), ("simfang.ttf", 0), ("Songti.ttc", 0), ("wqy-microhei.ttc", 0))
SANS = (("NotoSansCJK-Bold.ttc", 2), ("simhei.ttf", 0), ("NotoSansCJK-Regular.ttc", 2), ("wqy-microhei.ttc", 0))
TOP, LEFT, WIDTH, BOTTOM, ACROSS = 37.0, 28.0, 156.0, 35.0, 225.0  # mm, as GB/T 9704 has them
LINE = 10.21  # 225 mm in 22 lines
RED, BLACK, BAR = (192, 0, 0), (0, 0, 0), (179, 38, 30)
POINT = 25.4 / 72
NOT_FIRST = "，。、；：？！）》」』”’％%,.;:?!)]}—…"
NOT_LAST = "（《「『“‘([{"


@cache
def _font(names: tuple[tuple[str, int], ...]) -> tuple[str, int] | None:
    for name, face in names:
        for folder in FOLDERS:
            path = Path(folder) / name
            if path.is_file():
                return str(path), face
    return None


def write_pdf(file: IO[bytes], paper: Paper) -> None:
    """Write the paper; raise FontMissing where the server has no Chinese font."""
    serif, sans = _font(SERIF), _font(SANS)
    if serif is None:
        raise FontMissing
    pdf = _Pages(paper)
    pdf.add_font("body", fname=serif[0], collection_font_number=serif[1])
    pdf.add_font("head", fname=(sans or serif)[0], collection_font_number=(sans or serif)[1])
    pdf.add_page()
    _head(pdf, paper)
    _body(pdf, paper)
    for place, annex in enumerate(paper.annexes, start=1):
        _annex(pdf, annex, f"附件{place}" if len(paper.annexes) > 1 else "附件")
    file.write(bytes(pdf.output()))


class _Pages(FPDF):
    """A4 pages with the standard's margins and page numbers: odd ones right, even ones left."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(format="A4")
        self.set_title(paper.title)
        self.set_author(paper.issuer)
        self.set_margins(LEFT, TOP, 210 - LEFT - WIDTH)
        self.set_auto_page_break(True, BOTTOM)
        self.c_margin = 0
        self._widths: dict[tuple[str, float, str], float] = {}

    def width_of(self, text: str) -> float:
        """Measure a short text in the present font; each is measured once, for long lists."""
        key = (self.font_family, self.font_size_pt, text)
        if key not in self._widths:
            self._widths[key] = self.get_string_width(text)
        return self._widths[key]

    def footer(self) -> None:
        """Write — 1 — 7 mm below the block."""
        self.set_text_color(*BLACK)
        self.set_font("body", size=14)
        self.set_y(self.h - (BOTTOM if self.h > self.w else 26) + 5)
        is_odd = self.page_no() % 2 == 1
        self.set_x(self.l_margin + 5)
        self.cell(self.epw - 10, 7, f"— {self.page_no()} —", align="R" if is_odd else "L")


def _head(pdf: _Pages, paper: Paper) -> None:
    size = min(62.0, WIDTH / POINT / max(len(paper.issuer), 1) * 0.92)
    pdf.set_font("head", size=size)
    pdf.set_text_color(*RED)
    pdf.set_y(TOP + 35)
    _centred(pdf, paper.issuer, size * POINT * 1.2)
    pdf.ln(LINE * 1.4)
    pdf.set_text_color(*BLACK)
    pdf.set_font("body", size=16)
    _centred(pdf, paper.number, LINE)
    pdf.set_draw_color(*RED)
    pdf.set_line_width(0.7)
    pdf.line(LEFT, pdf.get_y() + 3, LEFT + WIDTH, pdf.get_y() + 3)
    pdf.ln(LINE * 2 + 3)
    pdf.set_font("head", size=22)
    for line in _broken(paper.title, WIDTH, pdf.width_of):
        _centred(pdf, line, 11.6)
    pdf.ln(LINE)


def _body(pdf: _Pages, paper: Paper) -> None:
    _paragraph(pdf, f"{paper.addressee}：")
    for heading, paragraphs in paper.sections:
        if pdf.will_page_break(LINE * 2):
            pdf.add_page()
        _paragraph(pdf, f"　　{heading}", font="head")
        for words in paragraphs:
            _paragraph(pdf, f"　　{words}")
    if paper.annexes:
        pdf.ln(LINE)
        for place, annex in enumerate(paper.annexes, start=1):
            number = f"{place}．" if len(paper.annexes) > 1 else ""
            _paragraph(pdf, f"　　{'附件：' if place == 1 else '　　　'}{number}{annex.title}")
    if pdf.will_page_break(LINE * 6):
        pdf.add_page()
    pdf.ln(LINE * 2)
    pdf.set_font("body", size=16)
    four = 4 * 16 * POINT
    shift = max(0.0, (pdf.get_string_width(paper.issuer) - pdf.get_string_width(paper.day)) / 2)
    _right(pdf, paper.issuer, max(16 * POINT, four - shift))
    _right(pdf, paper.day, four)
    pdf.ln(LINE)
    _imprint(pdf, paper)


def _imprint(pdf: _Pages, paper: Paper) -> None:
    pdf.set_draw_color(*BLACK)
    pdf.set_font("body", size=14)
    lines = [(f"抄送：{paper.copies_to}。", "")] if paper.copies_to else []
    lines.append((paper.issuer, f"{paper.day}印发"))
    for place, (left, right) in enumerate(lines):
        pdf.set_line_width(0.35 if place == 0 else 0.25)
        pdf.line(LEFT, pdf.get_y(), LEFT + WIDTH, pdf.get_y())
        pdf.set_x(LEFT + 5)
        pdf.cell(WIDTH - 10, LINE, left)
        pdf.set_x(LEFT + 5)
        pdf.cell(WIDTH - 10, LINE, right, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_line_width(0.35)
    pdf.line(LEFT, pdf.get_y(), LEFT + WIDTH, pdf.get_y())


def _annex(pdf: _Pages, annex: Annex, label: str) -> None:
    pdf.set_margins(37, LEFT, 35)
    pdf.set_auto_page_break(True, 26)
    pdf.add_page(orientation="L")
    pdf.set_font("head", size=16)
    pdf.cell(ACROSS, LINE, label, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font("head", size=20)
    pdf.cell(ACROSS, 13, annex.title, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(2)
    _row(pdf, annex, annex.heads, is_head=True)
    for place, row in enumerate(annex.rows):
        _row(pdf, annex, row, bar=annex.bars[place] if annex.bars else None)


def _row(pdf: _Pages, annex: Annex, row: tuple[str, ...], *, is_head: bool = False, bar: float | None = None) -> None:
    """Draw a row that stays whole; the head again on every page."""
    pdf.set_font("head" if is_head else "body", size=10.5)
    pitch, pad = 5.6, 1.5
    cells = [
        [line for part in text.split("\n") for line in _broken(part, width - 2 * pad, pdf.width_of)]
        for text, width in zip(row, annex.widths_mm, strict=True)
    ]
    height = max(map(len, cells)) * pitch + 2
    if not is_head and pdf.will_page_break(height):
        pdf.add_page(orientation="L")
        _row(pdf, annex, annex.heads, is_head=True)
        pdf.set_font("body", size=10.5)
    top, left = pdf.get_y(), pdf.l_margin
    pdf.set_draw_color(*BLACK)
    pdf.set_line_width(0.2)
    for place, (lines, width) in enumerate(zip(cells, annex.widths_mm, strict=True)):
        pdf.rect(left, top, width, height)
        if bar is not None and place == len(cells) - 1 and bar > 0:
            pdf.set_fill_color(*BAR)
            pdf.rect(left + pad, top + height / 2 - 1.6, (width - 2 * pad) * bar, 3.2, style="F")
        for number, line in enumerate(lines):
            space = (height - len(lines) * pitch) / 2
            pdf.set_xy(left + pad, top + space + number * pitch)
            pdf.cell(width - 2 * pad, pitch, line, align="C" if is_head or place == 0 else "L")
        left += width
    pdf.set_xy(pdf.l_margin, top + height)


def _paragraph(pdf: _Pages, text: str, *, font: str = "body") -> None:
    pdf.set_font(font, size=16)
    for line in _broken(text, WIDTH, pdf.width_of):
        pdf.cell(WIDTH, LINE, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _centred(pdf: _Pages, text: str, height: float) -> None:
    pdf.cell(WIDTH, height, text, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _right(pdf: _Pages, text: str, indent: float) -> None:
    pdf.cell(WIDTH - indent, LINE, text, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _broken(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """Break text into lines: Latin words and numbers stay whole, no line begins with a closing mark."""
    line, used = "", 0.0
    for token in _tokens(text):
        size = measure(token)
        if line and used + size > width and token[0] not in NOT_FIRST:
            kept = line.rstrip(NOT_LAST) or line  # an opening mark goes with what it opens
            yield kept
            line = line[len(kept) :]
            used = measure(line) if line else 0.0
        line, used = line + token, used + size
    yield line


def _tokens(text: str) -> Iterator[str]:
    word = ""
    for character in text:
        if character.isascii() and not character.isspace():
            word += character
            continue
        if word:
            yield word
            word = ""
        yield character
    if word:
        yield word

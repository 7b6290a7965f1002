"""A bulletin as PDF in the same layout, made without a browser; its Chinese font travels with it (fpdf2).

The parts of the font that are used are embedded, so that the file looks the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from luoshi.domain.bulletins.errors import FontMissing
from luoshi.pages.bulletins.exports.paper import Annex, Line, Paper

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
STRONG = (("NotoSerifCJK-Bold.ttc", 2), ("simsun.ttc", 0), ("Songti.ttc", 0))  # of the mark and the title
SANS = (("NotoSansCJK-Bold.ttc", 2), ("simhei.ttf", 0), ("NotoSansCJK-Regular.ttc", 2), ("wqy-microhei.ttc", 0))
TOP, LEFT, WIDTH, BOTTOM = 37.0, 28.0, 156.0, 35.0  # mm, as GB/T 9704 has them
LINE = 10.21  # 225 mm in 22 lines
RED, BLACK, BAR = (192, 0, 0), (0, 0, 0), (179, 38, 30)
POINT = 25.4 / 72
COPIES = "抄送："
PITCH, PAD = 5.6, 1.5  # mm, of the lines in a table and beside them
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
    serif, sans, strong = _font(SERIF), _font(SANS), _font(STRONG)
    if serif is None:
        raise FontMissing
    pdf = _Pages(paper)
    for name, (path, face) in (("body", serif), ("head", sans or serif), ("mark", strong or sans or serif)):
        pdf.add_font(name, fname=path, collection_font_number=face)
    pdf.add_page()
    _head(pdf, paper)
    _body(pdf, paper)
    for place, annex in enumerate(paper.annexes, start=1):
        label = f"附件{place}" if len(paper.annexes) > 1 else "附件"
        _annex(pdf, annex, label, room=_imprint_height(pdf, paper) if place == len(paper.annexes) else 0)
    _imprint(pdf, paper)
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
        self.set_y(self.h - BOTTOM + 5)
        is_odd = self.page_no() % 2 == 1
        self.set_x(self.l_margin + 5)
        self.cell(self.epw - 10, 7, f"— {self.page_no()} —", align="R" if is_odd else "L")


def _head(pdf: _Pages, paper: Paper) -> None:
    size = min(62.0, WIDTH / POINT / max(len(paper.issuer), 1) * 0.92)
    pdf.set_font("mark", size=size)
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
    pdf.set_font("mark", size=22)
    for line in _broken(paper.title, WIDTH, pdf.width_of):
        _centred(pdf, line, 11.6)
    pdf.ln(LINE)


def _body(pdf: _Pages, paper: Paper) -> None:
    """Write the words; the last two lines go with what ends the letter, so that no signature stands alone."""
    _paragraph(pdf, f"{paper.addressee}：")
    notes = [
        f"　　{'附件：' if place == 1 else '　　　'}{f'{place}．' if len(paper.annexes) > 1 else ''}{annex.title}"
        for place, annex in enumerate(paper.annexes, start=1)
    ]
    end = LINE * (4 + (1 + len(notes) if notes else 0)) + (0 if notes else _imprint_height(pdf, paper))
    for number, (heading, paragraphs) in enumerate(paper.sections):
        if pdf.will_page_break(LINE * 2):
            pdf.add_page()
        _paragraph(pdf, f"　　{heading}", font="head")
        for place, words in enumerate(paragraphs):
            is_last = number == len(paper.sections) - 1 and place == len(paragraphs) - 1
            _paragraph(pdf, f"　　{words}", end=end if is_last else 0)
    if notes:
        pdf.ln(LINE)
        for note in notes:
            _paragraph(pdf, note)
    pdf.ln(LINE * 2)
    pdf.set_font("body", size=16)
    four = 4 * 16 * POINT
    shift = max(0.0, (pdf.get_string_width(paper.issuer) - pdf.get_string_width(paper.day)) / 2)
    _right(pdf, paper.issuer, max(16 * POINT, four - shift))
    _right(pdf, paper.day, four)


def _copies(pdf: _Pages, paper: Paper) -> list[str]:
    """Break the copies into lines of 14 points, further ones under the first unit."""
    if not paper.copies_to:
        return []
    pdf.set_font("body", size=14)
    return list(_broken(f"{paper.copies_to}。", WIDTH - 10 - pdf.get_string_width(COPIES), pdf.width_of))


def _imprint_height(pdf: _Pages, paper: Paper) -> float:
    return LINE * (len(_copies(pdf, paper)) + 1) + 2


def _imprint(pdf: _Pages, paper: Paper) -> None:
    """Set the imprint (版记) at the foot of the last page."""
    copies = _copies(pdf, paper)
    pdf.set_auto_page_break(False)
    pdf.set_y(pdf.h - BOTTOM - _imprint_height(pdf, paper) + 2)
    pdf.set_draw_color(*BLACK)
    pdf.set_font("body", size=14)
    _rule(pdf, 0.35)
    for place, line in enumerate(copies):
        pdf.set_x(LEFT + 5)
        pdf.cell(WIDTH - 10, LINE, COPIES if place == 0 else "")
        pdf.set_x(LEFT + 5 + pdf.get_string_width(COPIES))
        pdf.cell(0, LINE, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if copies:
        _rule(pdf, 0.25)
    pdf.set_x(LEFT + 5)
    pdf.cell(WIDTH - 10, LINE, paper.issuer)
    pdf.set_x(LEFT + 5)
    pdf.cell(WIDTH - 10, LINE, f"{paper.day}印发", align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    _rule(pdf, 0.35)


def _rule(pdf: _Pages, width: float) -> None:
    pdf.set_line_width(width)
    pdf.line(LEFT, pdf.get_y(), LEFT + WIDTH, pdf.get_y())


def _annex(pdf: _Pages, annex: Annex, label: str, *, room: float) -> None:
    """Set a table on a new page; ``room`` in mm is left below its last rows."""
    pdf.add_page()
    pdf.set_font("head", size=16)
    pdf.cell(WIDTH, LINE, label, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.set_font("mark", size=20)
    pdf.cell(WIDTH, 13, annex.title, align="C", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    pdf.ln(2)
    heads = _drawn(pdf, annex, Line(annex.heads), font="head")
    rows = [
        _drawn(pdf, annex, line, font="body" if line.is_note or len(line.cells) > 1 else "head") for line in annex.lines
    ]
    _row(pdf, heads)
    for place, row in enumerate(rows):
        needed = row.height
        if row.is_band and place + 1 < len(rows):
            needed += rows[place + 1].height  # a band goes with the row below it
        if place >= len(rows) - 2:
            needed = sum(one.height for one in rows[place:]) + room
        if pdf.will_page_break(needed):
            pdf.add_page()
            _row(pdf, heads)
        _row(pdf, row)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A row whose cells are broken into lines."""

    cells: list[list[str]]
    widths: tuple[int, ...]
    font: str
    bar: float | None

    @property
    def height(self) -> float:
        """In mm."""
        return max(map(len, self.cells)) * PITCH + 2

    @property
    def is_band(self) -> bool:
        """Whether it heads the rows below it."""
        return len(self.cells) == 1 and self.font == "head"


def _drawn(pdf: _Pages, annex: Annex, line: Line, *, font: str) -> _Drawn:
    widths = annex.widths_mm if len(line.cells) > 1 else (sum(annex.widths_mm),)
    pdf.set_font(font, size=10.5)
    hang = 2.5 if len(line.cells) == 1 else 0  # a closing mark may stand out of a line; a border is there
    cells = [
        [one for part in text.split("\n") for one in _broken(part, width - 2 * PAD - hang, pdf.width_of)]
        for text, width in zip(line.cells, widths, strict=True)
    ]
    return _Drawn(cells, widths, font, line.bar)


def _row(pdf: _Pages, row: _Drawn) -> None:
    """Draw a row that stays whole."""
    pdf.set_font(row.font, size=10.5)
    top, left, height = pdf.get_y(), pdf.l_margin, row.height
    pdf.set_draw_color(*BLACK)
    pdf.set_line_width(0.2)
    for place, (lines, width) in enumerate(zip(row.cells, row.widths, strict=True)):
        pdf.rect(left, top, width, height)
        if row.bar and place == len(row.cells) - 1:
            pdf.set_fill_color(*BAR)
            pdf.rect(left + PAD, top + height / 2 - 1.6, (width - 2 * PAD) * row.bar, 3.2, style="F")
        is_centred = len(row.cells) > 1 and (row.font == "head" or place == 0)
        for number, line in enumerate(lines):
            space = (height - len(lines) * PITCH) / 2
            pdf.set_xy(left + PAD, top + space + number * PITCH)
            pdf.cell(width - 2 * PAD, PITCH, line, align="C" if is_centred else "L")
        left += width
    pdf.set_xy(pdf.l_margin, top + height)


def _paragraph(pdf: _Pages, text: str, *, font: str = "body", end: float = 0) -> None:
    """Write a paragraph, its full lines spread to both edges; ``end`` in mm is what its last two lines go with."""
    pdf.set_font(font, size=16)
    lines = list(_broken(text, WIDTH, pdf.width_of))
    for place, line in enumerate(lines):
        left = len(lines) - place
        if end and left == min(2, len(lines)) and pdf.will_page_break(LINE * left + end):
            pdf.add_page()
            pdf.set_font(font, size=16)
        slack = WIDTH - pdf.get_string_width(line)
        if left > 1 and len(line) > 1 and abs(slack) < WIDTH / 5:
            pdf.set_char_spacing(slack / POINT / len(line))
        pdf.cell(WIDTH, LINE, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.set_char_spacing(0)


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

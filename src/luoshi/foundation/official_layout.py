"""Official documents after GB/T 9704-2012: paper, block, lines, fonts, head, levels, page numbers, imprint.

Fonts named by the standard are licensed and cannot be delivered with the file; each names a stand-in that Word and
WPS take where it is missing. Lengths are millimetres and points as the standard has them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import IO, Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from luoshi.foundation.official_boxes import stand_at_foot

BODY, TITLE, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
STAND_INS = {BODY: "仿宋", TITLE: "宋体", KAI: "楷体", HEI: "SimHei", SONG: "SimSun"}
TWO, THREE, FOUR = Pt(22), Pt(16), Pt(14)  # 二号, 三号, 四号
LINE = Pt(28.95)  # the block's 225 mm in 22 lines
CELL_PADDING = (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))  # twentieths of a point
RED = RGBColor(0xC0, 0x00, 0x00)
TOP, BOTTOM, LEFT, RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
BLOCK_MM, BLOCK_ACROSS_MM = 156, 225
CHARACTERS_A_LINE = 28
COPIES_A_LINE = 26  # characters of 14 points beside 抄送
# 28 characters of 16 pt are wider than 156 mm, so each stands 0.25 pt closer. A character grid would say the same, but
# LibreOffice gives a character that is wider than its cell two cells.
CHARACTER_SPACING = Pt(-0.25)


def official_date(day: date) -> str:
    """Write a day as the standard has it, without leading zeros: 2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


class OfficialDocument:
    """Builds one document from its head to its imprint, in the order of the calls."""

    def __init__(self, *, title: str) -> None:
        self.file = Document()
        self.file.core_properties.title = title
        self.file.core_properties.author = ""
        self.file.core_properties.comments = ""
        self.file.settings.odd_and_even_pages_header_footer = True
        normal = self.file.styles["Normal"]
        normal.font.name = BODY
        normal.font.size = THREE
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
        for language in self.file.styles.element.iter(qn("w:lang")):
            language.set(qn("w:eastAsia"), "zh-CN")  # shapes of characters and marks where a stand-in has several
        _name_stand_ins(self.file)
        self._width_mm = BLOCK_MM  # of the section being written
        self._lay_out(self.file.sections[0], is_across=False)

    def issuer_mark(self, name: str) -> None:
        """Set the issuer's name in red, its upper edge 35 mm under the top of the block."""
        mark = self._line(name, font=TITLE, size=_mark_size(name), align=WD_ALIGN_PARAGRAPH.CENTER)
        mark.runs[0].font.color.rgb = RED
        mark.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        _leave_grid(mark)
        mark.paragraph_format.space_before = Mm(35)  # Word drops it at the top of a page unless the setting below says
        self._keep_space_on_top()
        self.blank(2)

    def document_number(self, number: str) -> None:
        """Set the document number in the middle, and 4 mm under it the red rule as wide as the block."""
        line = self._line(number, align=WD_ALIGN_PARAGRAPH.CENTER)
        _border(line, "bottom", eighths=12, space=11, colour="C00000")

    def title(self, text: str) -> None:
        """Set the title two blank lines below the rule."""
        self.blank(2)
        line = self._line(text, font=TITLE, size=TWO, align=WD_ALIGN_PARAGRAPH.CENTER)
        line.paragraph_format.line_spacing = Pt(33)
        _leave_grid(line)
        self.blank(1)

    def addressee(self, text: str) -> None:
        """Name to whom it goes, from the left edge, with a full-width colon."""
        self._line(f"{text}：")

    def paragraph(self, text: str) -> None:
        """Set a paragraph of the body, set in by two characters."""
        self._indent(self._line(text, align=WD_ALIGN_PARAGRAPH.JUSTIFY))

    def first_level(self, heading: str, text: str = "") -> None:
        """Set a first-level heading (一、) in Hei, with the text that follows it in the same paragraph."""
        line = self._indent(self._line(heading, font=HEI, align=WD_ALIGN_PARAGRAPH.JUSTIFY))
        line.paragraph_format.keep_with_next = not text
        if text:
            _set_font(line.add_run(_legal(text)), BODY, THREE)

    def second_level(self, heading: str, text: str = "") -> None:
        """Set a second-level heading （一） in Kai, with the text that follows it in the same paragraph."""
        line = self._indent(self._line(heading, font=KAI, align=WD_ALIGN_PARAGRAPH.JUSTIFY))
        line.paragraph_format.keep_with_next = not text
        if text:
            _set_font(line.add_run(_legal(text)), BODY, THREE)

    def attachment_note(self, names: Sequence[str]) -> None:
        """Name the annexes one line below the body."""
        self.blank(1)
        for index, name in enumerate(names):
            number = f"{index + 1}．" if len(names) > 1 else ""
            self._indent(self._line(f"{'附件：' if index == 0 else '　　　'}{number}{name}"))

    def signature(self, issuer: str, day: str) -> None:
        """Sign with the issuer above the date, four characters from the right edge; some text goes with them."""
        self.blank(2)
        for line in self.file.paragraphs[-3:]:
            line.paragraph_format.keep_with_next = True
        name = self._line(issuer, align=WD_ALIGN_PARAGRAPH.RIGHT)
        below = self._line(day, align=WD_ALIGN_PARAGRAPH.RIGHT)
        date_indent = 4 * 16
        shift = max(0.0, (len(issuer) - len(day)) * 16 / 2)
        name.paragraph_format.right_indent = Pt(max(16.0, date_indent - shift))
        below.paragraph_format.right_indent = Pt(date_indent)
        name.paragraph_format.keep_with_next = True

    def imprint(self, *, copies_to: str, printed_by: str, printed_on: str) -> None:
        """Close with the imprint (版记): copies, printer and date between rules of 0.35 and 0.25 mm, in 14 points.

        It stands at the foot of the last page, after the annexes and as wide as the block there; what comes before goes
        with it, so that it has no page of its own.
        """
        self._keep_end_together()
        copies = [f"　抄送：{copies_to}。"] if copies_to else []
        lines = [*copies, f"　{printed_by}\t{printed_on}印发　"]
        height = Pt((len(lines) + len(copies_to) * BLOCK_MM // (COPIES_A_LINE * self._width_mm)) * LINE.pt + 2)
        room = self._line("")  # what lies below would else reach into it
        room.paragraph_format.line_spacing = height
        room.paragraph_format.keep_with_next = True
        paragraphs = []
        for place, text in enumerate(lines):
            line = self._line(text, size=FOUR)
            line.paragraph_format.tab_stops.add_tab_stop(Mm(self._width_mm), WD_TAB_ALIGNMENT.RIGHT)
            if place < len(copies):  # further lines begin under the first unit
                line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = 4 * FOUR, -4 * FOUR
            _borders(line, top=8 if place == 0 else 6, bottom=8 if place == len(lines) - 1 else 0)
            paragraphs.append(line)
        stand_at_foot(self._anchor(), paragraphs, width=Mm(self._width_mm), height=height)

    def _anchor(self) -> Paragraph:
        anchor = self.file.add_paragraph()
        _plain(anchor, Pt(1))
        return anchor

    def annex(self, *, label: str, title: str) -> None:
        """Begin an annex on a new page."""
        first = self._line(label, font=HEI)
        first.paragraph_format.page_break_before = True
        line = self._line(title, font=TITLE, size=TWO, align=WD_ALIGN_PARAGRAPH.CENTER)
        line.paragraph_format.line_spacing = Pt(33)
        line.paragraph_format.space_after = Pt(8)
        first.paragraph_format.keep_with_next = line.paragraph_format.keep_with_next = True
        _leave_grid(line)

    def annex_across(self, *, label: str, title: str) -> None:
        """Begin an annex on a new page, the paper turned across from there on."""
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        self._lay_out(section, is_across=True)
        self._width_mm = BLOCK_ACROSS_MM
        self._line(label, font=HEI)
        line = self._line(title, font=TITLE, size=TWO, align=WD_ALIGN_PARAGRAPH.CENTER)
        line.paragraph_format.line_spacing = Pt(33)
        line.paragraph_format.space_after = Pt(8)
        _leave_grid(line)

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths_mm: Sequence[int],
        notes: Collection[int] = (),
        is_close: bool = False,
    ) -> None:
        """Set a table whose head repeats on every page and whose rows stay whole; first column centred.

        A row of one text alone stands across all columns: as the head of the rows below it, or, where its number is
        among ``notes``, as a note to those above. ``is_close`` sets it in 9 points, for many rows of many words.
        """
        table = self.file.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        small, pitch = (Pt(9), Pt(12)) if is_close else (Pt(10.5), Pt(16))
        for cell, word in zip(table.rows[0].cells, heads, strict=True):
            self._cell(cell, word, font=HEI, size=small, align=WD_ALIGN_PARAGRAPH.CENTER, pitch=pitch)
        _row_flag(table.rows[0]._tr, "w:tblHeader")
        for number, values in enumerate(rows):
            row = table.add_row()
            _row_flag(row._tr, "w:cantSplit")
            cells = row.cells
            if len(values) == 1 < len(heads):
                band = cells[0].merge(cells[-1])
                is_head = number not in notes
                self._cell(band, values[0], font=HEI if is_head else BODY, size=small, pitch=pitch)
                band.paragraphs[0].paragraph_format.keep_with_next = is_head
                continue
            for index, value in enumerate(values):
                align = WD_ALIGN_PARAGRAPH.CENTER if index == 0 else WD_ALIGN_PARAGRAPH.LEFT
                self._cell(cells[index], value, size=small, align=align, pitch=pitch)
        _fix_width(table, widths_mm)
        _pad(table)

    def blank(self, lines: int) -> None:
        """Leave lines empty."""
        for _ in range(lines):
            self._line("")

    def save(self, file: IO[bytes]) -> None:
        """Write the document."""
        self.file.save(file)

    def _lay_out(self, section: Section, *, is_across: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if is_across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (Mm(297), Mm(210)) if is_across else (Mm(210), Mm(297))
        edges = (LEFT, RIGHT, BOTTOM, TOP) if is_across else (TOP, BOTTOM, LEFT, RIGHT)
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = edges
        # The page number stands 7 mm below the block.
        section.footer_distance = Mm((26 if is_across else 35) - 7 - 6)
        grid = section._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = OxmlElement("w:docGrid")
            section._sectPr.append(grid)
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(round(LINE.pt * 20)))
        grid.set(qn("w:charSpace"), "0")
        if not is_across:
            _number_pages(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
            _number_pages(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)

    def _line(
        self, text: str, *, font: str = BODY, size: Pt = THREE, align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    ) -> Paragraph:
        line = self.file.add_paragraph()
        _plain(line, LINE)
        line.alignment = align
        _set_font(line.add_run(_legal(text)), font, size)
        return line

    def _indent(self, line: Paragraph) -> Paragraph:
        indent = line._p.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(round(2 * BLOCK_MM / 25.4 * 1440 / CHARACTERS_A_LINE)))
        return line

    def _cell(
        self,
        cell: _Cell,
        text: str,
        *,
        font: str = BODY,
        size: Pt = THREE,
        align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
        pitch: Pt = LINE,
    ) -> None:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        line = cell.paragraphs[0]
        _plain(line, pitch)
        _leave_grid(line)
        line.alignment = align
        _set_font(line.add_run(_legal(text)), font, size)

    def _keep_end_together(self) -> None:
        """Keep the last lines, or the last rows of a table at the end, with what follows."""
        body = [child for child in self.file.element.body if child.tag != qn("w:sectPr")]
        if body and body[-1].tag == qn("w:tbl"):
            lines = [line for row in Table(body[-1], self.file).rows[-2:] for line in row._tr.iter(qn("w:p"))]
        else:
            lines = [child for child in body[-3:] if child.tag == qn("w:p")]
        for line in lines:
            Paragraph(line, self.file).paragraph_format.keep_with_next = True

    def _keep_space_on_top(self) -> None:
        compatibility = self.file.settings.element.find(qn("w:compat"))
        if compatibility is not None:
            for flag in compatibility.findall(qn("w:suppressTopSpacing")):
                compatibility.remove(flag)


def _legal(text: str) -> str:
    """Drop what XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 32)


def _mark_size(name: str) -> Pt:
    """Make the issuer's mark as large as its line allows, at most the 22 mm high that the practice of old calls for."""
    return Pt(min(62, BLOCK_MM / 25.4 * 72 / max(len(name), 1) * 0.92))


def _plain(line: Paragraph, pitch: Pt) -> None:
    line.paragraph_format.space_before = Pt(0)
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    line.paragraph_format.line_spacing = pitch


def _leave_grid(line: Paragraph) -> None:
    """Let larger and smaller type stand at its own width and height instead of the grid's."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    line._p.get_or_add_pPr().append(snap)


def _set_font(run: Any, font: str, size: Pt) -> None:
    run.font.name = font
    run.font.size = size
    properties = run._element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if size == THREE:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(CHARACTER_SPACING.pt * 20)))
        properties.append(spacing)


def _border(line: Paragraph, side: str, *, eighths: int, space: int, colour: str) -> None:
    properties = line._p.get_or_add_pPr()
    rule = f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'
    properties.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{rule}</w:pBdr>"))


def _borders(line: Paragraph, *, top: int, bottom: int) -> None:
    """Draw rules of so many eighths of a point above and below a line; 0 for none."""
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in (("top", top), ("bottom", bottom))
        if size
    )
    spacing = line._p.get_or_add_pPr().find(qn("w:tabs"))
    spacing.addprevious(parse_xml(f"<w:pBdr {nsdecls('w')}>{rules}</w:pBdr>"))  # the schema wants it there


def _pad(table: Table) -> None:
    """Leave a millimetre above and below the words of each cell."""
    edges = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in CELL_PADDING)
    table._tbl.tblPr.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{edges}</w:tblCellMar>"))


def _row_flag(row: Any, name: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(name))


def _fix_width(table: Table, widths_mm: Sequence[int]) -> None:
    table.autofit = False
    for row in table.rows:
        cells = row.cells
        if cells[0]._tc is cells[-1]._tc:
            cells[0].width = Mm(sum(widths_mm))
            continue
        for cell, width in zip(cells, widths_mm, strict=True):
            cell.width = Mm(width)
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)


def _number_pages(line: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    """Write — 1 — in half-width digits of 14 points, one character from the outer edge."""
    _plain(line, Pt(16))
    line.alignment = align
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = FOUR
    for part in ("— ", None, " —"):
        run = line.add_run(part or "")
        _set_font(run, SONG, FOUR)
        if part is None:
            for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
                element = OxmlElement("w:fldChar" if kind else "w:instrText")
                if kind:
                    element.set(qn("w:fldCharType"), kind)
                else:
                    element.text = text
                run._element.append(element)


def _name_stand_ins(file: Any) -> None:
    """Name in the font table what to take where a font is missing."""
    for part in file.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            fonts = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
                for name, other in STAND_INS.items()
            )
            part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())

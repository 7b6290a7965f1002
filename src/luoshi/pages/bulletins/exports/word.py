"""A bulletin as DOCX after GB/T 9704-2012, its tables as annexes, bars drawn by shaded cells."""

from __future__ import annotations

from typing import IO

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import _Cell

from luoshi.foundation.official_layout import OfficialDocument
from luoshi.pages.bulletins.exports.paper import Annex, Paper

BAR_COLOUR = "B3261E"
CELL_MARGINS_MM = 3.0  # left and right together


def write_word(file: IO[bytes], paper: Paper) -> None:
    """Write the paper."""
    document = OfficialDocument(title=paper.title)
    document.issuer_mark(paper.issuer)
    document.document_number(paper.number)
    document.title(paper.title)
    document.addressee(paper.addressee)
    for heading, paragraphs in paper.sections:
        document.first_level(heading)
        for words in paragraphs:
            document.paragraph(words)
    if paper.annexes:
        document.attachment_note([annex.title for annex in paper.annexes])
    document.signature(paper.issuer, paper.day)
    for place, annex in enumerate(paper.annexes, start=1):
        document.annex(label=f"附件{place}" if len(paper.annexes) > 1 else "附件", title=annex.title)
        notes = [number for number, line in enumerate(annex.lines) if line.is_note]
        document.table(annex.heads, [line.cells for line in annex.lines], widths_mm=annex.widths_mm, notes=notes)
        _draw_bars(document, annex)
    document.imprint(copies_to=paper.copies_to, printed_by=paper.issuer, printed_on=paper.day)
    document.save(file)


def _draw_bars(document: OfficialDocument, annex: Annex) -> None:
    if not any(line.bar for line in annex.lines):
        return
    rows = document.file.tables[-1].rows[1:]
    for row, line in zip(rows, annex.lines, strict=True):
        if line.bar:
            _shade(row.cells[-1], line.bar, annex.widths_mm[-1] - CELL_MARGINS_MM)


def _shade(cell: _Cell, share: float, width_mm: float) -> None:
    """Shade the line of a cell from the left edge on: a paragraph's shading ends at its right indent."""
    line = cell.paragraphs[0]
    line.paragraph_format.right_indent = Mm(width_mm * (1 - share))
    line.paragraph_format.line_spacing = Pt(9)
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(3)
    properties = line._p.get_or_add_pPr()
    shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{BAR_COLOUR}"/>')
    spacing = properties.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}spacing")
    if spacing is None:
        properties.append(shading)
    else:
        spacing.addprevious(shading)  # the schema wants it before

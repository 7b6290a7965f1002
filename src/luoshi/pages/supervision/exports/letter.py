"""A letter of the ladder as an official document after GB/T 9704-2012. Always in Chinese."""

from __future__ import annotations

from typing import IO

from luoshi.domain.supervision.models import Letter
from luoshi.domain.supervision.rules.letters import number_text
from luoshi.foundation.official_layout import OfficialDocument, official_date


def write_letter(file: IO[bytes], *, letter: Letter, office: str) -> None:
    """Write a letter as it went out; its words are kept with it and never change."""
    paper = OfficialDocument(title=letter.title)
    paper.issuer_mark(office)
    paper.document_number(number_text(letter.number_word, letter.year, letter.number))
    paper.title(letter.title)
    paper.addressee(letter.addressee)
    for paragraph in letter.body.splitlines():
        if paragraph.strip():
            paper.paragraph(paragraph.strip())
    day = official_date(letter.issued_on)
    paper.signature(office, day)
    paper.blank(1)
    paper.imprint(copies_to="", printed_by=office, printed_on=day)
    paper.save(file)

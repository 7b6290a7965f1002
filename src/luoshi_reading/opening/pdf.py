"""PDF files with a text layer, page by page; pages part by a form feed."""

from __future__ import annotations

import re

from luoshi_reading.errors import BrokenFile, NoTextLayer, PasswordProtected, ReadingError, TooLarge
from luoshi_reading.opening import limits
from luoshi_reading.opening.pdf_tables import Row, Tables

_LEAST_CHARACTERS_A_PAGE = 5
_SPACED_LINE = re.compile(r"[ \t]+\n")


def text_of_pdf(data: bytes) -> str:
    """Take the text layer out. Raises PasswordProtected, NoTextLayer for scanned pages, BrokenFile, TooLarge."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise PasswordProtected("The PDF file is protected by a password. Save it without one.") from error
        raise BrokenFile("The PDF file is broken and cannot be opened.") from error
    try:
        pages = len(document)
        if pages > limits.PDF_PAGES:
            raise TooLarge(f"The PDF file has more than {limits.PDF_PAGES:,} pages.")
        texts = _texts(document, pages)
    except ReadingError:
        raise
    except (pdfium.PdfiumError, ValueError) as error:
        raise BrokenFile("The PDF file is broken: a page cannot be read.") from error
    finally:
        document.close()
    if sum(len(t.strip()) for t in texts) < _LEAST_CHARACTERS_A_PAGE * min(pages, 3) and pages:
        raise NoTextLayer("The PDF file has no text layer: its pages are pictures. Run text recognition on it first.")
    return "\f".join(texts)


def _texts(document: object, pages: int) -> list[str]:
    tables = Tables()
    read: list[list[str | Row]] = []
    length = 0
    for number in range(pages):
        page = document[number]  # type: ignore[index]
        layer = page.get_textpage()
        parts = tables.page(page, layer, layer.get_text_bounded())
        layer.close()
        page.close()
        read.append([_lines(part) if isinstance(part, str) else part for part in parts])
        length += sum(len(str(part)) for part in read[-1])
        if length > limits.TEXT_CHARACTERS:
            raise TooLarge(f"The PDF file's text is longer than {limits.TEXT_CHARACTERS:,} characters.")
    return ["\n".join(map(str, parts)).strip("\n") for parts in read]  # a row may have grown on the next page


def _lines(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "")
    return _SPACED_LINE.sub("\n", text).strip("\n")

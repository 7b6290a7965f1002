"""Opening: bytes of a TXT, HTML, DOCX or PDF file to characters. What a file is, its bytes decide, not its name."""

from __future__ import annotations

from hashlib import sha256

from luoshi_reading.errors import EmptyFile, NotText, TooLarge
from luoshi_reading.model import SourceText
from luoshi_reading.opening import limits
from luoshi_reading.opening.formats import Format, format_of


def open_source(data: bytes, *, name: str | None = None) -> SourceText:
    """Take the text out of a file. Raises a ReadingError that says what is wrong with the file.

    ``name`` only decides what bytes leave open.
    """
    if len(data) > limits.FILE_BYTES:
        raise TooLarge(f"The file is larger than {limits.FILE_BYTES // 2**20} MB.")
    if not data.strip(b"\0 \t\r\n\x0b\x0c\xef\xbb\xbf\xfe\xff"):
        raise EmptyFile("The file is empty.")
    text, encoding = _text(data, format_of(data, name))
    if not text.strip(" \t\r\n\u3000\u00a0\ufeff\u200b\0\x0b\x0c"):
        raise EmptyFile("The file holds no text.")
    if len(text) > limits.TEXT_CHARACTERS:
        raise TooLarge(f"The text is longer than {limits.TEXT_CHARACTERS:,} characters. Split it and read the parts.")
    return SourceText(text, encoding, sha256(data).hexdigest())


def _text(data: bytes, file_format: Format) -> tuple[str, str]:
    if file_format is Format.DOCX:
        from luoshi_reading.opening.docx import text_of_docx

        return text_of_docx(data), "docx"
    if file_format is Format.PDF:
        from luoshi_reading.opening.pdf import text_of_pdf

        return text_of_pdf(data), "pdf"
    if file_format is Format.HTML:
        from luoshi_reading.opening.html import text_of_html

        return text_of_html(data), "html"
    if file_format is Format.OTHER:
        raise NotText("The file is neither text nor a web page, DOCX or PDF. Give one of these.")
    from luoshi_reading.opening.text import decode

    return decode(data)

"""A bulletin as a file: its frozen values, never the corrections."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import IO

from django.http import FileResponse
from django.views.decorators.http import require_safe

from luoshi.domain.bulletins.models import Bulletin
from luoshi.pages.bulletins.exports.paper import Paper, paper_of
from luoshi.pages.bulletins.exports.pdf import write_pdf
from luoshi.pages.bulletins.exports.word import write_word
from luoshi.pages.bulletins.loading import visible_bulletin
from luoshi.pages.shared.requests import PersonRequest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@require_safe
def docx(request: PersonRequest, pk: int) -> FileResponse:
    """Give the bulletin laid out after GB/T 9704-2012."""
    return file_response(visible_bulletin(request, pk), write_word, "docx", DOCX)


@require_safe
def pdf(request: PersonRequest, pk: int) -> FileResponse:
    """Give the bulletin as PDF with its font in it."""
    return file_response(visible_bulletin(request, pk), write_pdf, "pdf", PDF)


def file_response(
    bulletin: Bulletin, write: Callable[[IO[bytes], Paper], None], ending: str, content_type: str
) -> FileResponse:
    """Give a bulletin's file under its title."""
    file = BytesIO()
    write(file, paper_of(bulletin))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{bulletin.title}.{ending}", content_type=content_type)

"""Give stored files: as downloads, since what people upload may hold anything."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404


def stored_file(file: FieldFile, name: str, *, is_shown: bool = False) -> FileResponse:
    """Give a stored file under a name, to be shown in the browser only where asked; 404 where it is gone."""
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=not is_shown, filename=name)
    if not is_shown:
        response["Content-Type"] = "application/octet-stream"
    response["X-Content-Type-Options"] = "nosniff"
    return response

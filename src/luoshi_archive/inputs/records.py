"""What JSON lines and Parquet rows have in common: which field holds the document, which its id and address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from luoshi_archive.errors import NO_TEXT_FIELD, TOO_LARGE, Problem
from luoshi_archive.inputs.item import MOST_BYTES, Item

TEXT_FIELDS = ("text", "html", "content")
"""Fields that may hold the document; the first that is not empty does."""

NAMING_FIELDS = ("id", "url")


def item_of(record: Mapping[str, Any], locator: str) -> Item:
    """Take the document out of a record. Strings become UTF-8; bytes stay as they are."""
    given_id, url = (None if record.get(field) is None else str(record[field]) for field in NAMING_FIELDS)
    for field in TEXT_FIELDS:
        value = record.get(field)
        if isinstance(value, str) and value:
            content = value.encode("utf-8", "replace")
        elif isinstance(value, (bytes, bytearray)) and value:
            content = bytes(value)
        else:
            continue
        if len(content) > MOST_BYTES:
            return Item(locator, field, url=url, given_id=given_id, problem=too_large())
        name = {"text": "text.txt", "html": "page.html"}.get(field, field)
        return Item(locator, name, content, url=url, given_id=given_id)
    message = f"The record holds no text in any of the fields {', '.join(TEXT_FIELDS)}."
    return Item(locator, "record", url=url, given_id=given_id, problem=Problem(NO_TEXT_FIELD, message))


def too_large() -> Problem:
    """Say that a record is over the limit."""
    return Problem(TOO_LARGE, f"The record is larger than {MOST_BYTES // 2**20} MB.")

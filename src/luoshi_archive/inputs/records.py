"""What JSON and Parquet have in common: which field of a record holds the document, its title, its id and address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from luoshi_archive.errors import NO_TEXT_FIELD, TOO_LARGE, Problem
from luoshi_archive.inputs.item import MOST_BYTES, Item

TEXT_FIELDS = ("text", "html", "content", "body", "raw_content", "full_text", "article", "正文", "内容", "全文", "文本")
"""Fields that may hold the document, whatever their case; the first that is not empty does."""

TITLE_FIELDS = ("title", "headline", "标题")
ID_FIELDS = ("id", "doc_id", "编号")
URL_FIELDS = ("url", "link", "链接", "网址")

FIELDS = TEXT_FIELDS + TITLE_FIELDS + ID_FIELDS + URL_FIELDS

_OPENING_CHARACTERS = 4000
"""Where a text holds its title by itself, it does so before these are over, tags counted."""

_TAG = re.compile(r"<[^<>]{0,2000}>")
_BEFORE_SITE_NAME = re.compile(r"\s*[-_|—–]+\s*")
_LEAST_HEADLINE = 6


def item_of(record: Mapping[str, Any], locator: str) -> Item:
    """Take the document out of a record. Strings become UTF-8, lists of strings paragraphs; bytes stay as they are.

    A title that the text does not begin with goes before it: it is part of the document as printed.
    """
    folded = {name.strip().lower(): value for name, value in reversed(list(record.items()))}
    given_id, url = (_naming(folded, fields) for fields in (ID_FIELDS, URL_FIELDS))
    for field in TEXT_FIELDS:
        value = _text(folded.get(field))
        if not value:
            continue
        content = _titled(value, folded).encode("utf-8", "replace") if isinstance(value, str) else value
        if len(content) > MOST_BYTES:
            return Item(locator, field, url=url, given_id=given_id, problem=too_large())
        name = {"text": "text.txt", "html": "page.html"}.get(field, field)
        return Item(locator, name, content, url=url, given_id=given_id)
    message = f"The record holds no text in any of the fields {', '.join(TEXT_FIELDS)}."
    return Item(locator, "record", url=url, given_id=given_id, problem=Problem(NO_TEXT_FIELD, message))


def holds_text(record: Mapping[str, Any]) -> bool:
    """Tell whether a record is one of a document at all."""
    return any(name.strip().lower() in TEXT_FIELDS for name in record)


def too_large() -> Problem:
    """Say that a record is over the limit."""
    return Problem(TOO_LARGE, f"The record is larger than {MOST_BYTES // 2**20} MB.")


def _text(value: Any) -> str | bytes | None:
    if isinstance(value, str):
        return value
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "\n".join(value)
    return None


def _naming(folded: Mapping[str, Any], fields: tuple[str, ...]) -> str | None:
    return next((str(folded[field]) for field in fields if folded.get(field) is not None), None)


def _titled(text: str, folded: Mapping[str, Any]) -> str:
    title = next((t.strip() for f in TITLE_FIELDS if isinstance(t := folded.get(f), str) and t.strip()), "")
    if not title or "\n" in title or _stands_in(title, text[:_OPENING_CHARACTERS]):
        return text
    opening = text.lstrip("\ufeff \t\r\n\u3000")[:15].lower()
    if opening.startswith(("<!doctype", "<html", "<?xml")):  # a whole page names itself
        return text
    return f"<h1>{escape(title)}</h1>\n{text}" if opening.startswith("<") else f"{title}\n{text}"


def _stands_in(title: str, text: str) -> bool:
    """Tell whether a text holds a title, with or without the name of the site that follows it."""
    opening = _letters(_TAG.sub("", text))
    headline = _letters(_BEFORE_SITE_NAME.split(title, maxsplit=1)[0])
    return _letters(title) in opening or (len(headline) >= _LEAST_HEADLINE and headline in opening)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())

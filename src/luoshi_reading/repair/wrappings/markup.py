"""Markup that stands in a text as characters: tags left over from a page or a template, and character entities."""

from __future__ import annotations

import re
from html import unescape

from luoshi_reading.repair.edits import Edit

ENTITY = "entity"
TAG = "markup"

# &amp;nbsp;: some programs write what was written so a second time.
_ENTITY = re.compile(r"&(?:amp;){0,3}(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BREAK = re.compile(r"</?(?i:br|p|div|li|tr|h[1-6]|table|hr)(?:\s[^<>]{0,500})?/?>")


def find_entities(text: str) -> list[Edit]:
    """Read character entities; one that names no character is left."""
    if "&" not in text:
        return []
    edits = []
    for m in _ENTITY.finditer(text):
        read = unescape(m[0])
        while read != (again := unescape(read)):
            read = again
        if read != m[0] and "\r" not in read and "\x00" not in read:
            edits.append(Edit(m.start(), m.end(), " " if read == "\xa0" else read, ENTITY, "character_entity"))
    return edits


def find_breaks(text: str) -> list[Edit]:
    """Read literal tags that break a line, where they stand inside one; all other tags are page furniture.

    A break with blanks on both sides stands inside a headline and is furniture, too.
    """
    if "<" not in text:
        return []
    edits = []
    for m in _BREAK.finditer(text):
        start, end = m.span()
        inside = start > 0 and end < len(text) and text[start - 1] != "\n" and text[end] != "\n"
        if inside and not (text[start - 1] == " " == text[end]):
            edits.append(Edit(start, end, "\n", TAG, "literal_tag"))
    return edits

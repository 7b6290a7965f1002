"""Markup that stands in a text as characters: tags left over from a page or a template, and character entities."""

from __future__ import annotations

import re
from html import unescape

from luoshi_reading.repair.edits import Edit

ENTITY = "entity"
TAG = "markup"

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_NAMES = (
    "a|abbr|article|b|big|blockquote|body|br|center|dd|div|dl|dt|em|embed|figure|font|footer|form|h[1-6]|head|header|hr|html|"
    "i|iframe|img|input|ins|label|li|link|main|meta|nav|o:p|object|ol|option|p|param|pre|s|script|section|select|small|span|"
    "strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ul|video|w:[a-z]+|v:[a-z]+|st1:[a-z]+"
)
_TAG = re.compile(
    rf"<!--[^\n]{{0,2000}}?-->|</?(?i:{_NAMES})(?:\s[^<>]{{0,2000}})?/?>|[{{]%[^%\n]{{1,200}}%[}}]|[{{][{{][^{{}}\n]{{1,200}}[}}][}}]"
)
_BREAKING = re.compile(r"</?(?i:br|p|div|li|tr|h[1-6]|table|hr)\b")


def find_entities(text: str) -> list[Edit]:
    """Read character entities; one that names no character is left."""
    if "&" not in text:
        return []
    edits = []
    for m in _ENTITY.finditer(text):
        read = unescape(m[0])
        if read != m[0] and "\r" not in read and "\x00" not in read:
            edits.append(Edit(m.start(), m.end(), " " if read == "\xa0" else read, ENTITY, "character_entity"))
    return edits


def find_tags(text: str) -> list[Edit]:
    """Find literal tags; those that end a line leave a line break, all others leave nothing."""
    if "<" not in text and "{" not in text:
        return []
    edits = []
    for m in _TAG.finditer(text):
        now = "\n" if _BREAKING.match(m[0]) and _is_inside_line(text, m.start(), m.end()) else ""
        edits.append(Edit(m.start(), m.end(), now, TAG, "literal_tag"))
    return edits


def _is_inside_line(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1] != "\n" and end < len(text) and text[end] != "\n"

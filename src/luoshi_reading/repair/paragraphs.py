"""Paragraphs: breaks that were written as ``。。`` or ``????`` brought back."""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit

JOINED = "joined_paragraphs"
LOST_INDENT = "lost_indent"
SOFT_BREAK = "soft_line_break"

# 。。 and no longer run: three or more are an ellipsis somebody typed.
_DOUBLE_STOP = re.compile(r"。(?<=[。！？；：…]。)(?<!。。。)(?!。)[ \u3000]*")
_INDENT_MARKS = re.compile(r"(?:(?<=\n)|(?<=^)|(?<=[。！？；：”）]))\?{2,12}(?=[^\s?])")


def find_joined(text: str) -> list[Edit]:
    """Read a full stop after a sentence's own end as the paragraph break it stands for."""
    edits = _fused_title(text) or _joined_headlines(text) or _fused_salutation(text)
    found = list(_DOUBLE_STOP.finditer(text))
    if not found or ("。。" not in text and "；。" not in text and "：。" not in text):
        return edits
    for m in found:
        now = "" if m.end() >= len(text) or text[m.end()] == "\n" else "\n"
        edits.append(Edit(m.start(), m.end(), now, JOINED, "full_stop_after_sentence_end"))
    return edits


def find_lost_indents(text: str) -> list[Edit]:
    """Read question marks at a paragraph's start as the ideographic spaces they stand for."""
    if "??" not in text:
        return []
    edits = []
    for m in _INDENT_MARKS.finditer(text):
        at_line_start = m.start() == 0 or text[m.start() - 1] == "\n"
        edits.append(Edit(m.start(), m.end(), "" if at_line_start else "\n", LOST_INDENT, "question_marks_for_indent"))
    return edits


_TITLE_WITH_SITE = re.compile(r"[^\n。，；]{6,120}?\s{1,3}[-—–|｜]{1,2}\s{0,3}[^\s。，；\-|｜]{2,24}(。)(?=[^\n])")


def _fused_title(text: str) -> list[Edit]:
    """Read the stop after ``标题 - 站名。正文`` at the very head as the break between headline and text."""
    m = _TITLE_WITH_SITE.match(text, len(text) - len(text.lstrip()))
    return [Edit(m.start(1), m.end(1), "\n", JOINED, "full_stop_after_site_name")] if m else []


_SALUTED = re.compile(
    r"(?:(?<=讲话)|(?<=致辞)|(?<=发言)|(?<=报告)|(?<=主持词)|(?<=讲话稿))[ \u3000]*"
    r"(?=(?:同志们|各位(?:代表|委员|同志|领导|来宾))[：:，,！!])"
)
_SALUTED_WITHIN = 300


def _fused_salutation(text: str) -> list[Edit]:
    """Part a headline from the salutation that runs on behind it: …会议上的讲话同志们：…."""
    head = text[: _SALUTED_WITHIN + 1]
    m = _SALUTED.search(text, 0, _SALUTED_WITHIN) if "同志们" in head or "各位" in head else None
    return [Edit(m.start(), m.end(), "\n", JOINED, "salutation_after_headline")] if m else []


_HEADLINE = re.compile(r"[^\n。，；！？]{6,45}(。)(?=[^\n。])")
_LEAST_JOINED = 2
_MOST_HEADLINES = 3
_NO_HEADLINE = re.compile(r"[了的]。\Z|\A(?:\d|会议|同时|此外)")


def _joined_headlines(text: str) -> list[Edit]:
    """In a document of one line whose paragraphs were joined by stops, part the headlines, too: short, no comma."""
    if text.count("。。") < _LEAST_JOINED or "\n" in text.strip():
        return []
    edits: list[Edit] = []
    at = len(text) - len(text.lstrip())
    while len(edits) < _MOST_HEADLINES and (m := _HEADLINE.match(text, at)) and not _NO_HEADLINE.search(m[0]):
        edits.append(Edit(m.start(1), m.end(1), "\n", JOINED, "full_stop_after_headline"))
        at = m.end()
    return edits

"""Paragraphs: breaks that were written as ``。。`` or ``????`` brought back."""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.paragraphs.headline_ends import ends_headline

JOINED = "joined_paragraphs"
LOST_INDENT = "lost_indent"
SOFT_BREAK = "soft_line_break"

# 。。 and no longer run: three or more are an ellipsis somebody typed.
_DOUBLE_STOP = re.compile(r"。(?<=[。！？；：…]。)(?<!。。。)(?!。)[ \u3000]*")
_INDENT_MARKS = re.compile(
    r"(?:(?:(?<=\n)|(?<=^)|(?<=[。！？；：”）]))\?{2,12}|(?:(?<=\n)|(?<=^))？{2,12})[ \u3000]?(?=[^\s?？])"
)


def find_joined(text: str) -> list[Edit]:
    """Read a full stop after a sentence's own end as the paragraph break it stands for."""
    edits = _fused_title(text) or _joined_headlines(text) or _fused_salutation(text) or _fused_opening(text)
    found = list(_DOUBLE_STOP.finditer(text))
    if not found or ("。。" not in text and "；。" not in text and "：。" not in text):
        return edits
    for m in found:
        now = "" if m.end() >= len(text) or text[m.end()] == "\n" else "\n"
        edits.append(Edit(m.start(), m.end(), now, JOINED, "full_stop_after_sentence_end"))
    return edits


def find_lost_indents(text: str) -> list[Edit]:
    """Read question marks at a paragraph's start as the ideographic spaces they stand for."""
    edits = _boxes(text) if "□□" in text else []
    if "??" not in text and "？？" not in text:
        return edits
    for m in _INDENT_MARKS.finditer(text):
        at_line_start = m.start() == 0 or text[m.start() - 1] == "\n"
        edits.append(Edit(m.start(), m.end(), "" if at_line_start else "\n", LOST_INDENT, "question_marks_for_indent"))
    return edits


_BOXES = re.compile(r"^□{2,4}(?=[^\s□])", re.M)
_LEAST_BOXES = 3


def _boxes(text: str) -> list[Edit]:
    """Read boxes before half of the lines as the indents that a font had no sign for."""
    found = list(_BOXES.finditer(text))
    lines = sum(1 for line in text.split("\n") if line.strip())
    if len(found) < max(_LEAST_BOXES, lines // 2):
        return []
    return [Edit(m.start(), m.end(), "", LOST_INDENT, "boxes_for_indent") for m in found]


_TITLE_WITH_SITE = re.compile(
    r"[^\n。，；]{6,120}?[ \t\u3000]{1,3}[-—–|｜]{1,2}[ \t\u3000]{0,3}[^\s。，,；\-|｜]{2,24}(。)(?=[^\n])"
)


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


# …的通知各县区人民政府：…; …实施方案为做好…，制定本方案; …召开 3月11日，…
_OPENED = re.compile(
    r"\s*+[^\n。，；：！？ \u3000]{6,60}?(?:"
    r"(?:通知|意见|通告|公告)(?P<sent>)(?=各[^\n。；]{1,80}：)"
    r"|(?:方案|办法|计划|要点|规划|意见|细则|措施|预案|规定)(?P<founded>)"
    r"(?=(?:为|根据|按照)[^\n。]{4,240}(?:制定|制订|提出)(?:本|如下|以下))"
    r")"
)
_DAY_BEHIND = re.compile(
    r"\s*+(?![^\n，。]{0,40}(?:讯|记者|通讯员|[\"<{]))[^\n。；：\d]{5,40}"
    r"[^\n。；：，、\d于在自至到从的将和][ \u3000]{1,4}(?P<day>)"
    r"(?=(?:本[报网]讯|(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:[上下]午|晚上?)?，)[^\n]{40})"
)


def _fused_opening(text: str) -> list[Edit]:
    """Part a title from whom it is sent to, why it was written or the day of its report, on the first line (R65)."""
    if m := _OPENED.match(text):
        return [Edit(m.end(), m.end(), "\n", JOINED, "opening_after_headline")]
    if m := _DAY_BEHIND.match(text):
        blank = len(m[0]) - len(m[0].rstrip(" \u3000"))
        return [Edit(m.end() - blank, m.end(), "\n", JOINED, "opening_after_headline")]
    return []


_HEADLINE = re.compile(r"[^\n。，；！？]{6,80}(。)(?=[^\n。])")
_JOINTS = ("。。", "：。", "；。")
_LEAST_JOINED, _LONGEST_HEADLINE, _HEADLINE_BEFORE = 2, 46, 80
_MOST_HEADLINES = 3
_NO_HEADLINE = re.compile(r"[了的]。\Z|\A(?:(?!20\d\d年)\d|会议|同时|此外)")


def _joined_headlines(text: str) -> list[Edit]:
    """In a document of one line whose paragraphs were joined by stops, part the headlines, too: short, no comma.

    One such stop is enough where the words on both sides tell a headline.
    """
    joined = sum(map(text.count, _JOINTS))
    if "\n" in text.strip() or not joined:
        return []
    edits: list[Edit] = []
    at = len(text) - len(text.lstrip())
    while len(edits) < _MOST_HEADLINES and (m := _HEADLINE.match(text, at)) and not _NO_HEADLINE.search(m[0]):
        told = ends_headline(m[0][:-1], text[m.end() : m.end() + _HEADLINE_BEFORE])
        if not told and (joined < _LEAST_JOINED or len(m[0]) > _LONGEST_HEADLINE):
            break
        edits.append(Edit(m.start(1), m.end(1), "\n", JOINED, "full_stop_after_headline"))
        at = m.end()
    return edits

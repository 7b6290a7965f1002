"""Markup of a page that stands in its text as characters: tags, template tags, rules of style, fields left empty.

Every expression begins with the one character that its kind cannot do without, which is looked for first; what may
stand before it is read backwards from there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from luoshi_reading.knowledge.rare_letters import may_stand

_TAG = re.compile(r"<(?:!--[^\n]{0,2000}?-->|/?[A-Za-z][A-Za-z0-9:]{0,15}(?:\s[^<>]{0,2000})?/?>)")
# …（编辑/汤敏）/p>: a tag whose first character was lost with the bytes before it.
_HALF_TAG = re.compile(r"/(?:p|div|span|td|font)>(?=[ \u3000]*(?:\n|\Z))")
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\s]{0,500}\)")
_TEMPLATE = re.compile(r"[{](?:%[^%\n]{1,200}%[}]|[{][^{}\n]{1,200}[}][}])")
# p.cjk { font-size: 10pt }
_STYLE = re.compile(r"[{]\s*[a-z-]{2,30}\s*:[^{}\n]{1,600}[}]")
_SELECTOR = re.compile(r"(?:\A|(?<=[\s>}]))[@.#A-Za-z*][\w .#,@:*>\-]{0,60}\Z")
_LONGEST_SELECTOR = 61
# Fields that a template left empty: [标签:标题], [!--title--]
_FIELD = re.compile(r"\[(?:标签[：:][一-鿿]{1,4}|!--[^\]\n]{1,40}--|/?TRS_[A-Z_]{2,24})\]")
_QUOTED = "\n> "
# 各位代表：kRt: what a library of papers puts behind every line.
_BEHIND = re.compile(r"[A-Za-z0-9]{2,6}(?<![A-Za-z0-9]{7})(?=[ \u3000]*(?:\n|\Z))")
_LEAST_BEHIND, _OF_LINES = 5, 0.5


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where markup stands, with the kind of furniture it is; one may stand within another."""
    if "<" in text:
        yield from (_place(text, m.start(), m.end(), _kind(m[0])) for m in _TAG.finditer(text))
    if may_stand(("![",), text):
        yield from (_place(text, m.start(), m.end(), "image_tag") for m in _IMAGE.finditer(text))
    if "{" in text:
        yield from (_place(text, m.start(), m.end(), "template_tag") for m in _TEMPLATE.finditer(text))
        before = 0
        for m in _STYLE.finditer(text):
            window = max(before, m.start() - _LONGEST_SELECTOR - 1)
            selector = _SELECTOR.search(text, window, m.start())
            kind = "markup" if selector else "template_tag"
            yield _place(text, selector.start() if selector else m.start(), m.end(), kind)
            before = m.end()
    if ">" in text:
        for m in _HALF_TAG.finditer(text):
            if text[m.start() - 1 : m.start()] not in ("<", "", " "):
                yield m.start(), m.end(), "markup"
    yield from _behind_lines(text)
    if may_stand(("[标签", "[!--", "[TRS_", "[/TRS_"), text):
        for m in _FIELD.finditer(text):
            quoted = text.endswith(_QUOTED, 0, m.start())
            yield _place(text, m.start() - 2 * quoted, m.end(), "markup")


def _behind_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the same few letters behind the half of all lines, with a capital among small ones."""
    lines = [line.rstrip() for line in text.split("\n")]
    last = [line[-3:] for line in lines if line]
    ends = Counter(end for end in last if end.isascii() and end.isalpha())
    commonest = max(ends.values(), default=0)
    if commonest < max(_LEAST_BEHIND, len(last) * _OF_LINES):
        return
    words = Counter(m[0] for m in _BEHIND.finditer(text))
    word, times = words.most_common(1)[0] if words else ("", 0)
    if times < max(_LEAST_BEHIND, len(last) * _OF_LINES) or word.isupper() or word.islower():
        return
    yield from (_place(text, m.start(), m.end(), "markup") for m in _BEHIND.finditer(text) if m[0] == word)


def _kind(tag: str) -> str:
    if tag.startswith(("<img", "<IMG")):
        return "image_tag"
    return "template_tag" if tag.startswith("<!--") else "markup"


def _place(text: str, start: int, end: int, kind: str) -> tuple[int, int, str]:
    """Where it is taken out: of the blanks on both its sides one goes with it."""
    return start, end + (text[start - 1 : start] == " " == text[end : end + 1]), kind

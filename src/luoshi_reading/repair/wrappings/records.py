"""Records of a program (JSON, or an object in a script): the keys, quotes and brackets round a document's words go."""

from __future__ import annotations

import re

from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.wrappings.markup import TAG

WHY = "fields_of_a_record"

_BEGINS = re.compile(r"\s*+(?:[\[{]|(?:var|let|const|export|window\.|return)\b|[A-Za-z_$][\w.$]{0,40}\s?[(=])")
_TOKEN = re.compile(
    r'"(?P<text>(?:[^"\\]|\\.)*+)"(?P<names>\s*:)?'
    r"|'(?P<other>(?:[^'\\\n]|\\.)*+)'(?P<called>\s*:)?"
    r"|(?P<key>[A-Za-z_$][\w$]{0,40})\s{0,4}:(?!//)",
    re.S,
)
_ESCAPE = re.compile(r"\\(?:u(?P<code>[0-9a-fA-F]{4})|(?P<what>.))", re.S)
_STANDS_FOR = {"n": "\n", "r": "", "t": " ", "b": "", "f": ""}
_HAN = re.compile(r"[一-鿿]|\\u[4-9][0-9a-fA-F]{3}")
_TITLES = re.compile(r"(?:sub|main|news|doc|article)?[_-]?(?:title|headline|subject|biaoti|bt)", re.I)
_TEXTS = re.compile(r"(?:news|doc|article|html)?[_-]?(?:content|text|body|html|detail|article|neirong|zw)s?", re.I)
_DAYS = re.compile(r"\w*(?:time|date|day|rq|sj)", re.I)
_FACTS = re.compile(
    r"\w*(?:source|author|editor|keyword|tag|site|copyright|type|category|column|channel|summary|description|abstract|digest"
    r"|intro|url|link|img|image|pic|path|code|msg|message|status|dept|unit|user|name|from|ly|zz)s?\w{0,6}",
    re.I,
)
_DAY = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
# INSERT INTO `archive` VALUES ('110', …, '标题', '正文', …);
_INSERTED = re.compile(r"\s*+(?:INSERT|insert)\s+(?:INTO|into)\s+[`\"\w.]{1,80}[^']{0,400}'")
_LONGEST_TITLE, _SECOND = 80, 0.5
"""A row holds one text: no other Chinese string is half as long."""
_LEAST_VALUES = 2
_LEAST_SHARE = 0.9
"""Of the Chinese characters so many stand in values: elsewhere stands no text of a document."""

_Value = tuple[str, int, int]


def find(text: str) -> list[Edit]:
    """Find what stands round the words of a record's title and text, and what a program escaped within them."""
    inserted = _INSERTED.match(text) is not None
    if not inserted and (_BEGINS.match(text) is None or ":" not in text):
        return []
    values = _values(text)
    kept = _of_row(text, values) if inserted else _kept(text, values)
    if len(values) < _LEAST_VALUES or not kept:
        return []
    inside = sum(len(_HAN.findall(text, start, end)) for _, start, end in values)
    if not inside or inside < _LEAST_SHARE * len(_HAN.findall(text)):
        return []
    edits: list[Edit] = []
    at = 0
    for _, start, end in kept:
        edits.append(Edit(at, start, "\n" if at else "", TAG, WHY))
        edits += [_unescaped(m) for m in _ESCAPE.finditer(text, start, end)]
        at = end
    return [*edits, Edit(at, len(text), "", TAG, WHY)]


def _values(text: str) -> list[_Value]:
    """The strings of a record, each with the key that stands before it."""
    values: list[_Value] = []
    key = ""
    for m in _TOKEN.finditer(text):
        if m["key"] is not None:
            key = m["key"]
            continue
        group = "text" if m["text"] is not None else "other"
        if m["names"] or m["called"]:
            key = m[group]
        else:
            values.append((key, *m.span(group)))
    return values


def _kept(text: str, values: list[_Value]) -> list[_Value]:
    """Titles, texts and days; where nothing is called a text, all Chinese that is no fact of the page."""
    chinese = [value for value in values if _HAN.search(text, value[1], value[2])]
    texts = [value for value in chinese if _TEXTS.fullmatch(value[0])]
    days = [value for value in values if _DAYS.fullmatch(value[0]) and _DAY.match(text, value[1], value[2])][:1]
    if texts:
        titles = [value for value in chinese if _TITLES.fullmatch(value[0])]
        return sorted({*titles[:1], *texts, *days}, key=lambda value: value[1])
    return [value for value in chinese if not _FACTS.fullmatch(value[0])]


def _of_row(text: str, values: list[_Value]) -> list[_Value]:
    """Of a row without keys the longest Chinese string and the one right before it, which heads it."""
    chinese = [value for value in values if _HAN.search(text, value[1], value[2])]
    by_length = sorted(chinese, key=lambda value: value[1] - value[2])
    lengths = [end - start for _, start, end in by_length]
    if not chinese or (len(lengths) > 1 and lengths[1] > lengths[0] * _SECOND):
        return []
    at = chinese.index(by_length[0])
    headed = at > 0 and chinese[at - 1][2] - chinese[at - 1][1] <= _LONGEST_TITLE
    return chinese[at - headed : at + 1]


_FIRST_HALF, _LAST_HALF = map(chr, (0xD800, 0xDFFF))  # written in a string, they cannot be compiled


def _unescaped(m: re.Match[str]) -> Edit:
    now = chr(int(m["code"], 16)) if m["code"] else _STANDS_FOR.get(m["what"], m["what"])
    return Edit(m.start(), m.end(), "□" if _FIRST_HALF <= now <= _LAST_HALF else now, TAG, WHY)

"""Punctuation and width: half-width marks between Chinese made full, full-width digits and letters made half.

Everything here is one character for one, so that no place moves.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize

from luoshi_reading.knowledge.rare_letters import standing
from luoshi_reading.repair.characters.unusual import FORMS, WIDE, unusual

KIND = "punctuation"
WHY = "width_of_the_neighbours"

CHINESE = "一-鿿㐀-䶿"
_NEAR = CHINESE + "“”‘’（）《》〈〉【】〔〕、。，；：！？…—□"

# One for each mark: what begins with one character is looked for several times as quickly as with one of four.
_MARKS = {
    mark: re.compile(
        rf"{re.escape(mark)}(?:(?<=[{_NEAR}].)|(?=[{_NEAR}])|(?<=[%％][,;])|(?<=\d[;])(?![A-Za-z]))"
        r"(?![0-9](?<=[0-9].[0-9]))"
    )
    for mark in ",;!?"
}
_COLON = re.compile(rf":(?:(?<=[{_NEAR}]:)|(?=[{_NEAR}]))(?!//)")
# A full stop that was flattened ends a sentence; after a lone numeral (一.加强) or a Latin letter it is a list mark.
_STOP = re.compile(
    rf"\.(?<=[{CHINESE}”）》].)(?<![\n\s。；][一二三四五六七八九十].)(?<!^[一二三四五六七八九十].)"
    rf"(?=[{CHINESE}”“’）—]|[ \u3000]{{1,4}}[{CHINESE}“《]|[ \u3000]*(?:\n|\Z))"
)
# ．for 。, as some old pages have it throughout; a name (约翰．史密斯) has it, too.
_WIDE_STOP = re.compile(_STOP.pattern.replace(r"\.(?<=", "．(?<=", 1))
_LEAST_WIDE_STOPS = 3
_BRACKETS = re.compile(r"\(([^()（）\n]{0,120})\)")
_HALF_SHUT = re.compile(r"（([^()（）\n]{0,120})\)")
_NUMBER = re.compile(r"\d{1,2}")
_OF_YEAR = {opens: re.compile(rf"\{opens}((?:19|20)\d\d)[\]］](?=第?\d{{1,5}}号)") for opens in "[［"}
_QUOTES = re.compile('["＂“”]')
_LINE_WITH_QUOTES = {mark: re.compile(f"{mark}[^\n]*+") for mark in '"＂'}
_LONGEST_QUOTED = 200
# -- for ——, behind Chinese or where a line begins.
_DASH = re.compile(
    rf"--(?:(?<=[{CHINESE}”》）。；！？.]--)|(?<![^\n]--)|(?<=\n[ \u3000]--)|(?<=\u3000\u3000--))"
    rf"(?=[{CHINESE}“《]|(?:19|20)\d\d年)"
)
_MORE_MARKS = re.compile(r"[？！](?P<more>[?!]++)")
_SINGLE_QUOTED = re.compile(rf"'([^'\n]{{0,100}}[{CHINESE}][^'\n]{{0,100}})'")
# 国办发„2009‟3号, 落实„三农‟政策: what some libraries of papers put for 〔〕 and ‘’.
_LOW_YEAR = re.compile(r"„((?:19|20)\d\d)‟(?=第?\d{1,5}号)")
_LOW_QUOTED = re.compile(rf"„([^„‟\n]{{0,60}}[{CHINESE}][^„‟\n]{{0,60}})‟")
_HAS_CHINESE = re.compile(f"[{CHINESE}]")

_FULL = {",": "，", ";": "；", "!": "！", "?": "？"}
# Radicals that Unicode leaves without a plain form.
_RADICALS = "⺠⻓⻔⻢⻅⻋⻉⻛⻜⻝⻥⻦⻩⻬⻮⻰⻄⻆⻘⻚⻤"
_PLAIN = "民长门马见车贝风飞食鱼鸟黄齐齿龙西角青页鬼"
_WIDE = re.compile(f"[{WIDE}]")
_FORMS = re.compile(f"[{FORMS}]")


@cache
def _narrow_table() -> dict[int, str]:
    table = {c: chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    return table | {0xFF05: "%"}


def narrow(text: str) -> str:
    """Make digits and letters of full width plain."""
    return text.translate(_narrow_table())


@cache
def _form_table() -> dict[int, str]:
    """Radicals and compatibility forms (PDF fonts yield them) to the plain character; unknown characters to □."""
    table = {0xFFFD: "□", 0x00A0: " ", 0x202F: " ", 0x205F: " "} | dict.fromkeys(range(0x2000, 0x200B), " ")
    table |= {0x2105: "%", 0xFE30: "："}
    table |= dict(zip(range(0xFF61, 0xFF66), "。“”、·", strict=True))
    table |= dict(zip(map(ord, "﹐﹑﹒﹔﹕﹖﹗﹙﹚﹝﹞"), "，、.；：？！（）〔〕", strict=True))
    table |= dict(zip(map(ord, _RADICALS), _PLAIN, strict=True))
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00)):
        plain = normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table


def _bracketed(match: re.Match[str]) -> str:
    """Make brackets full where what stands in them, or the character before them, is Chinese."""
    before = match.string[match.start() - 1 : match.start()] if match.start() else ""
    if _HAS_CHINESE.search(match[1]) or (before and _HAS_CHINESE.match(before)):
        return f"（{match[1]}）"
    after = match.string[match.end() : match.end() + 1]
    if before and before in "：；。？！，、:;.,?!" and _NUMBER.fullmatch(match[1]) and _HAS_CHINESE.match(after):
        return f"（{match[1]}）"
    return match[0]


def _quoted(text: str) -> str:
    """Make straight quotation marks curly where Chinese stands in or beside what they hold; one may be curly."""
    quoting = [mark for mark in _LINE_WITH_QUOTES if mark in text]
    found = sorted(m.span() for mark in quoting for m in _LINE_WITH_QUOTES[mark].finditer(text))
    pieces: list[str] = []
    done = until = 0
    for first, end in found:
        if first < until:  # the other mark stood before it on the same line
            continue
        until = end
        start = text.rfind("\n", done, first) + 1 or done
        curly = _curly(text, start, end)
        for at, mark in curly:
            pieces += text[done:at], mark
            done = at + 1
    return "".join([*pieces, text[done:]]) if pieces else text


def _curly(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The curly marks of one line, with their places in order."""
    opened = -1
    curly: list[tuple[int, str]] = []
    for m in _QUOTES.finditer(text, start, end):
        mark, at = m[0], m.start()
        if mark == "“" or opened < 0 or not 1 < at - opened <= _LONGEST_QUOTED + 1:
            opened = -1 if mark == "”" else at
        elif _HAS_CHINESE.search(text, max(0, opened - 1), at + 2):
            curly += [(opened, "“"), (at, "”")]
            opened = -1
        elif mark == "”" or text[opened] != "“":
            opened = -1
    return curly


def _full(text: str, marks: list[str]) -> str:
    """Make the marks full that stand beside Chinese; all are judged by the text as it is."""
    places: list[int] = []
    throughout: list[str] = []
    for mark in marks:
        found = [m.start() for m in _MARKS[mark].finditer(text)]
        if len(found) == text.count(mark):
            throughout.append(mark)
        else:
            places += found
    if places:
        places.sort()
        pieces: list[str] = []
        done = 0
        for at in places:
            pieces += text[done:at], _FULL[text[at]]
            done = at + 1
        text = "".join([*pieces, text[done:]])
    for mark in throughout:
        text = text.replace(mark, _FULL[mark])
    return text


def replaced(text: str, found: re.Pattern[str], table: dict[int, str]) -> str:
    """Replace the characters that a pattern finds by a table; quicker than ``translate`` where few kinds occur."""
    for character in set(found.findall(text)):
        text = text.replace(character, table.get(ord(character), character))
    return text


def _holds_doubled(text: str) -> bool:
    """Whether a mark that was left stands behind one that was made full: ？!."""
    return any(at > 0 and text[at - 1] in "？！" for at in standing(text, "?!"))


def convert(text: str) -> str:
    """Put punctuation, digits and letters into their usual width, keeping the length."""
    rare = unusual(text).characters
    if _FORMS.search(rare) or _WIDE.search(rare):
        text = replaced(text, _FORMS, _form_table())
        if _WIDE.search(text):
            text = replaced(text, _WIDE, _narrow_table())
            text = re.sub(r"(?<=\d)．(?=\d)", ".", text)
    if "(" in text:
        text = _BRACKETS.sub(_bracketed, text)
    if ")" in text and "（" in text:
        text = _HALF_SHUT.sub(r"（\1）", text)
    for opens, of_year in _OF_YEAR.items():
        if opens in text:
            text = of_year.sub(r"〔\1〕", text)
    if '"' in text or "＂" in text:
        text = _quoted(text)
    if "'" in text:
        text = _SINGLE_QUOTED.sub(r"‘\1’", text)
    if "„" in text and "‟" in text:
        text = _LOW_QUOTED.sub(r"‘\1’", _LOW_YEAR.sub(r"〔\1〕", text))
    if marks := [mark for mark in _FULL if mark in text]:
        text = _full(text, marks)
        if ("!" in marks or "?" in marks) and _holds_doubled(text):
            text = _MORE_MARKS.sub(lambda m: m[0][0] + "".join(map(_FULL.__getitem__, m["more"])), text)
    if "--" in text:
        text = _DASH.sub("——", text)
    if ":" in text:
        text = _COLON.sub("：", text)
    if text.count("．") >= _LEAST_WIDE_STOPS and text.count("．") > text.count("。"):
        text = _WIDE_STOP.sub("。", text)
    return _STOP.sub("。", text) if "." in text else text

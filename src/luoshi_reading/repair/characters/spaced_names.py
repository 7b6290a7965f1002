"""Names among blanks: 赵 磊 is one name, and between 李丹 and 王大勇 the blank parts two.

A row of names stands behind an office or a mark and ends before a mark or a word that may follow a name.
"""

from __future__ import annotations

import re

from luoshi_reading.knowledge.surnames import NOT_NAMES, RARE, SURNAME
from luoshi_reading.knowledge.word_lists import alternation, words
from luoshi_reading.repair.likelihood import is_pair

_BLANK = "[ \u3000\u00a0]"
_HAN = "[一-鿿]"
_ENDS = rf"(?=[，。；、：）),.;:\n]|\Z|{_BLANK}|等|{alternation(words('names', 'after'))})"
_NAME = (
    rf"(?:{SURNAME}{_BLANK}{{1,4}}{_HAN}{_BLANK}{{1,4}}{_HAN}(?=[，。；、）),.;\n]|\Z|同志)"
    rf"|{SURNAME}{_BLANK}{{1,4}}{_HAN}{_ENDS}|{SURNAME}{_HAN}{_BLANK}{{1,2}}{_HAN}(?=[，。；、）),.;\n]|\Z)"
    rf"|{SURNAME}{_BLANK}?{_HAN}{{2}}{_ENDS}|{SURNAME}{_HAN}{_ENDS})"
)
_ROW = re.compile(
    rf"(?:(?<=[长记任席员师官理裁事督使志导，、；：（(,;:]){_BLANK}{{0,2}}|(?<![^\n]){_BLANK}{{0,8}})"
    rf"(?P<row>(?>{_NAME})(?:(?:、|{_BLANK}{{1,3}})(?>{_NAME})){{0,30}}+)"
    rf"(?=[，。；、：）),.;:]|\Z|等|{_BLANK}{{1,3}}{_HAN}{{1,12}}[长记任席员]"
    rf"|{_BLANK}{{0,3}}(?!的)(?:{alternation(words('names', 'after'))}))"
)
_ONE = re.compile(_NAME)
_WITHIN = re.compile(_BLANK)
_CREDITED = re.compile(r"(?:记者|通讯员|编辑|摄影|作者)[：: \u3000]*\Z")
# 汤 敏　葛振华　邱岚: spread to one width on a roll.
_ROLL = re.compile("[一-鿿]{2}\u3000[一-鿿]")
# 县委书记 汤 敏出席: the office goes on into its name.
_IN_SENTENCE = re.compile(rf"[，、。,.]|{_BLANK}?(?:{alternation(words('names', 'after'))})")


def rows(line: str) -> tuple[list[int], list[int]]:
    """Return where blanks stand within the names of a line, and where they part names."""
    within: list[int] = []
    between: list[int] = []
    for row in _ROW.finditer(line):
        begin = row.start("row")
        if _WITHIN.search(row["row"]) is None or _ROLL.search(row["row"]):
            continue
        if _CREDITED.search(line, max(0, begin - 8), begin):
            continue
        inside: list[int] = []
        at, ordinary, named = begin, False, 0
        while at < row.end("row") and (one := _ONE.match(line, at)):
            name = _WITHIN.sub("", one[0])
            ordinary = ordinary or name[:2] in NOT_NAMES or (name[0] in RARE and _is_word(line[at - 1 : at], name))
            inside += [blank.start() for blank in _WITHIN.finditer(line, at, one.end())]
            named += 1
            at = one.end() + 1
            while at < row.end("row") and (line[at] == "、" or _WITHIN.match(line[at])):
                at += 1
        if ordinary:
            continue
        within += inside
        between += [blank.start() for blank in _WITHIN.finditer(line, *row.span("row")) if blank.start() not in inside]
        lead = begin - 1
        if (
            named == 1
            and ("。" in line or "." in line)
            and _WITHIN.match(line[lead : lead + 1])
            and _IN_SENTENCE.match(line, row.end())
        ):
            within.append(lead)
        behind = line[row.end("row") : row.end("row") + 1]
        if named > 1 and between and _WITHIN.match(behind):
            between.append(row.end("row"))
    return within, between


def _is_word(before: str, name: str) -> bool:
    """Tell what begins with an ordinary word (高 度), or with the last character of one (记者 王鹏)."""
    return is_pair(name[:2]) or ("一" <= before <= "鿿" and is_pair(before + name[0]))

"""Sentences that stand on a line each, as corpora and some programs have them, joined to paragraphs again.

Hardly any document has one sentence to the paragraph throughout, and in one that has each stands for itself. Where
the lines do not say, a paragraph begins with a number, with who speaks, with a day, and before and behind every line
that is no sentence.
"""

from __future__ import annotations

import itertools
import re

from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.lines import filled_lines
from luoshi_reading.repair.paragraphs.soft_breaks import KIND

SENTENCE_ALONE = "sentence_on_a_line_of_its_own"

_ENDED = re.compile(r"[。；！？][”’）]{0,2}$")
_INSIDE = re.compile(r"[。！？][”’）]{0,2}(?=[^”’）])")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[、.．）)]|第[一二三四五六七八九十\d]{1,3}[章条节项部]|[①-⑳]"
    r"|[-—●◆·■○▲★※]|附件|附[：:]|[（(]"
)
_BEGINS = re.compile(
    r"(?:会议|全会|大会|座谈会|会上|会前|会后|随后|当天|当日|据悉|据了解|近年来|目前|当前|下一步|最后|同志们|各位|一年来|五年来)"
    r"|[一-鿿]{2,8}[：:]|[一-鿿]{2,8}(?:还|最后|同时|并)?(?:强调|指出|要求|表示|认为|说|介绍)[，：]"
    r"|(?:20\d\d年)?\d{1,2}月\d{1,2}日(?![前之以])|\d{1,2}日[上下]午|[各全][^，。]{1,16}[要须应]"
    r"|[一-鿿、]{2,20}[局委办厅部院会县区镇乡府司社校](?:要|应|须|负责|牵头)"
)
# 要…, 同时…, 其中…: what stands before it belongs to the same paragraph, and so does what stands before 。 behind ；.
_LEANS = re.compile(
    r"(?:[一二三四五六七八九十]?[要是]|必须|务必|同时|此外|另外|其中|并|还|也|这|他|她|其|该|对此|为此|因此|所以|但)"
)
_SPEAKS = re.compile(r"(?:强调|指出|要求|提出|号召|认为)[，：,:]")
_LEAST, _MANY = 8, 24
_LEAST_LEANING = 2
_SHARE = 0.95
_SHORTEST = 8


def find(text: str) -> list[Edit]:
    """Find the line ends between sentences of one paragraph, where nearly every line is one sentence."""
    if "\t" in text:
        return []
    lines = filled_lines(text)
    plain: list[str] = []
    several = 0
    for _, line in lines:
        if len(line) >= _SHORTEST and _ENDED.search(line[-3:]) and not _NUMBERED.match(line):
            plain.append(line)
            several += _INSIDE.search(line, 0, len(line) - 3) is not None
            if several > (1 - _SHARE) * len(lines) + 1:  # too many already, whatever follows
                return []
    if len(plain) < _LEAST or len(plain) - several < _SHARE * len(plain):
        return []
    if len(plain) < _MANY and _SPEAKS.search(text) is None:
        leaning = sum(line[-1] == "；" or _LEANS.match(line) is not None for line in plain)
        if leaning < _LEAST_LEANING:
            return []
    return [
        Edit(start + len(line), then, "", KIND, SENTENCE_ALONE)
        for (start, line), (then, after) in itertools.pairwise(lines)
        if _goes_on(line, after)
    ]


def _goes_on(line: str, after: str) -> bool:
    """Tell whether a paragraph goes on with the next line."""
    if not _ENDED.search(line[-3:]) or not _ENDED.search(after[-3:]) or _NUMBERED.match(after):
        return False
    return line[-1] == "；" or _BEGINS.match(after) is None

"""Characters whose last byte is a letter, left behind where GBK was read one byte off: h of 縣, F of 現."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.model import Candidate
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.lost_encodings.gbk_bytes import bytes_of

KIND = "shifted_gbk"
EXACT = "bytes_side_by_side"
GUESSED = "byte_lost"
LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"

# ??h委 for ，縣委: 縣 (bytes BF 68) ends in a letter, so that only its first byte is read across.
_COUNTY = re.compile(
    rf"\?(?P<across>[^\x00-\x7f]|\?)?h(?:\([{LETTERS}]{{1,6}}\))?"
    rf"(?:(?=委|政府|政协|政協|人大|人民|[长長](?!度|期)|[级級直里城域鄉乡内內]|各|四[套大]"
    rf"|(?:领|領)(?:\([{LETTERS}]{{1,6}}\))?[导導]|(?:纪|紀)(?:\([{LETTERS}]{{1,6}}\))?委)|(?P<other>(?=[一-鿿])))"
)
_BEFORE_COUNTY = {
    0xAC: "，",
    0xA3: "。",
    0xA2: "、",
    0xBB: "；",
    0xBA: "：",
    0xB6: "《",
    0xB0: "“",
    0xB1: "”",
    0xA8: "（",
}
_COUNTY_LEAD = 0xBF
_AS_COUNTY = 0.8  # 議 and a few others end in the same letter


def counties(text: str, *, injected: bool) -> Iterator[Edit]:
    """Read 縣, which lost its first byte, and the mark before it of which the second was read with it."""
    for m in _COUNTY.finditer(text):
        across = m["across"]
        if m["other"] is not None and not (across == "?" and injected):
            continue  # of any other row of bytes only what a county has tells 縣
        if across is None:
            before = text[m.start() - 1 : m.start()]
            now = "縣" if before and before in "，。、；：“（《\u3000的及和在市与由对" else "。縣"
            if now == "縣" or ("一" <= before <= "鿿" and injected):
                yield Edit(m.start(), m.end(), now, KIND, GUESSED, False, (Candidate(now, _AS_COUNTY),))
            continue
        if across == "?":
            marked = text[m.start() - 1 : m.start()] in "，。、；：,;:"
            now = "縣" if marked else "，縣"
            yield Edit(m.start(), m.end(), now, KIND, GUESSED, False, (Candidate(now, _AS_COUNTY),))
            continue
        coded = bytes_of(across)
        if coded and coded[1] == _COUNTY_LEAD and (mark := _BEFORE_COUNTY.get(coded[0])):
            yield Edit(m.start(), m.end(), mark + "縣", KIND, EXACT)


# 制度?，F將有關事項 for 制度。現將有關事項: 現 (bytes AC 46) ends in a letter, and 。 in the byte that begins ，.
_NOW = re.compile(rf"(?<=[一-鿿）)》”])\?[，,]F(?:\([{LETTERS}]{{1,6}}\))?(?=[一-鿿])")


def present(text: str) -> Iterator[Edit]:
    """Read 。現 of which the first byte was lost and the last is a letter."""
    for m in _NOW.finditer(text):
        yield Edit(m.start(), m.end(), "。現", KIND, GUESSED, False, (Candidate("。現", _AS_COUNTY),))

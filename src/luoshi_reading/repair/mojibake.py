"""Mojibake: text decoded with the wrong encoding and saved so, brought back line by line where the bytes prove it.

UTF-8 read as GBK (鍏ㄥ競), as Latin-1 or Windows-1252 (å…¨å¸‚), twice over; GBK read as Latin-1 (È«ÊÐ). A stretch is
changed only if its bytes make a whole text in the right encoding and that text is made of commoner characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from luoshi_reading.repair.edits import Edit

KIND = "mojibake"
UTF8_AS_GBK = "utf8_read_as_gbk"
UTF8_AS_LATIN = "utf8_read_as_latin"
GBK_AS_LATIN = "gbk_read_as_latin"

# The 27 signs that Windows-1252 puts where Latin-1 has control codes.
_WINDOWS = {
    c: bytes((code,)) for code in range(0x80, 0xA0) if (c := bytes((code,)).decode("cp1252", "replace")) != "\ufffd"
}
_LATIN = "\u0080-\u00ff" + "".join(map(re.escape, _WINDOWS))
_LATIN_RUN = re.compile(f"[{_LATIN}](?:[{_LATIN}\ufffd? ]*[{_LATIN}\ufffd?])?")
_LATIN_CUE = re.compile("[\u00c2-\u00f4][\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]")
# First halves of GBK pairs that UTF-8 Chinese turns into: ， 。 、 “ 的 中 and their neighbours begin with these.
_GBK_CUE = re.compile("[锛銆鈥鐨涓鍜鏄鍦鏈鍚鍙璁]")
_GBK_RUN = re.compile("[^\x00-\x7f](?:[^\x00-\x7f]|[?](?![\x00-\x3e@-\x7f]))*")
_GBK_LATIN_CUE = re.compile("[\u00a1-\u00fe]{6}")
_HIGH_PAIR = re.compile("[\u0081-\u00fe\u0152-\u2122][\u0040-\u00fe\u0152-\u2122]")
_HAN = re.compile("[一-鿿]")
_LEAST_CUES = 2
_LOST = "\ufffd"
_LOST_MARKS = "?\ufffd"
"""What stands where a byte could not be read; inside mojibake a question mark is nothing else."""
_MOST_ROUNDS = 3
_KEPT_FOR_EACH_LOST = 4


@cache
def _common() -> frozenset[str]:
    from luoshi_reading.repair.likelihood import common_characters

    return common_characters()


def _commonness(text: str) -> float:
    """Share of common characters among those that are not ASCII."""
    wide = [c for c in text if c > "\x7f"]
    return sum(c in _common() for c in wide) / len(wide) if wide else 0.0


def find(text: str) -> list[Edit]:
    """Find stretches of mojibake."""
    edits: list[Edit] = []
    if _LATIN_CUE.search(text):
        edits += _stretches(text, _LATIN_CUE, _LATIN_RUN, _from_latin)
    if _GBK_LATIN_CUE.search(text):
        proven = _stretches(text, _GBK_LATIN_CUE, _LATIN_RUN, _gbk_from_latin)
        if proven:  # then the short stretches between digits are no accident, either
            proven = _stretches(text, _HIGH_PAIR, _LATIN_RUN, _short_gbk_from_latin)
        edits += proven
    if len(_GBK_CUE.findall(text[:200_000])) >= _LEAST_CUES:
        edits += _stretches(text, _GBK_CUE, _GBK_RUN, _from_gbk)
    return edits


def _stretches(
    text: str, cue: re.Pattern[str], run: re.Pattern[str], restore: Callable[[str], tuple[str, str] | None]
) -> list[Edit]:
    edits: list[Edit] = []
    start = 0
    for line in text.split("\n"):
        if len(cue.findall(line)) >= 1:
            for m in run.finditer(line):
                if m.end() - m.start() < 2 or not cue.search(m[0]):
                    continue
                restored = restore(m[0])
                if restored is not None:
                    now, why = restored
                    edits.append(Edit(start + m.start(), start + m.end(), now, KIND, why, _LOST not in now))
        start += len(line) + 1
    return edits


def _latin_bytes(text: str) -> bytes | None:
    """Bytes of a text read as Latin-1 or Windows-1252, mixed as browsers mix them."""
    try:
        return b"".join(_WINDOWS.get(c) or c.encode("latin-1") for c in text if c not in _LOST_MARKS)
    except UnicodeEncodeError:
        return None


def _from_latin(stretch: str) -> tuple[str, str] | None:
    """Undo a reading as Latin-1 or Windows-1252, up to three times over."""
    best: tuple[str, str] | None = None
    current = stretch
    for _ in range(_MOST_ROUNDS):
        coded = _latin_bytes(current)
        if coded is None:
            break
        decoded = _utf8(coded)
        if decoded is None:
            break
        best = (decoded, UTF8_AS_LATIN)
        current = decoded
    if best is not None and _HAN.search(best[0]) or best is not None and _is_marks(best[0]):
        return best
    return None


def _gbk_from_latin(stretch: str) -> tuple[str, str] | None:
    """Undo a reading of GBK as Latin-1 where the stretch is long enough to prove itself."""
    decoded = _gbk(stretch)
    proven = decoded is not None and _commonness(decoded) >= 0.5 and len(_HAN.findall(decoded)) >= 3
    return (decoded, GBK_AS_LATIN) if decoded is not None and proven else None


def _short_gbk_from_latin(stretch: str) -> tuple[str, str] | None:
    """Undo a reading of GBK as Latin-1 in a document where longer stretches proved it."""
    decoded = _gbk(stretch)
    fits = decoded is not None and (_HAN.search(decoded) is not None or _is_marks(decoded))
    return (decoded, GBK_AS_LATIN) if decoded is not None and fits else None


def _gbk(stretch: str) -> str | None:
    coded = _latin_bytes(stretch)
    try:
        return coded.decode("gb18030") if coded else None
    except UnicodeDecodeError:
        return None


def _is_marks(text: str) -> bool:
    return all(c in "，。、；：？！“”‘’（）《》—…·〔〕　 " for c in text)


def _utf8(coded: bytes) -> str | None:
    """Decode UTF-8 in which a few bytes may be lost; None where it is none."""
    try:
        return coded.decode("utf-8")
    except UnicodeDecodeError:
        decoded = coded.decode("utf-8", "replace")
        lost = decoded.count(_LOST)
        return decoded if lost * _KEPT_FOR_EACH_LOST <= len(decoded) and len(decoded) >= _KEPT_FOR_EACH_LOST else None


def _from_gbk(stretch: str) -> tuple[str, str] | None:
    """Undo a reading of UTF-8 as GBK. An odd byte at the end was often lost: its character stays unknown."""
    before = _commonness(stretch)
    try:
        kept = "".join(c for c in stretch if c not in _LOST_MARKS)
        coded = b"\x80".join(part.encode("gb18030") for part in kept.split("€"))  # cp936 shows the byte 80 as €
    except UnicodeEncodeError:
        return None
    decoded = _utf8(coded)
    if decoded is None or not _HAN.search(decoded) and not _is_marks(decoded):
        return None
    if len(stretch) < 4 and not _is_marks(decoded) and _commonness(decoded) < 1.0:
        return None
    return (decoded, UTF8_AS_GBK) if _commonness(decoded) > before + 0.15 or _is_marks(decoded) else None

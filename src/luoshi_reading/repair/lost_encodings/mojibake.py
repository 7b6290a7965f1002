"""Mojibake: text decoded with the wrong encoding and saved so, brought back line by line where the bytes prove it.

UTF-8 read as GBK (鍏ㄥ競), as Latin-1 or Windows-1252 (å…¨å¸‚), twice over; GBK read as Latin-1 (È«ÊÐ). A stretch is
changed only if its bytes make a whole text in the right encoding and that text is made of commoner characters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import cache, lru_cache

from luoshi_reading.model import Candidate
from luoshi_reading.repair.characters.unusual import GBK_CUES, unusual
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.likelihood import Likelihood, common_characters
from luoshi_reading.repair.lost_encodings import lost_bytes

KIND = "mojibake"
UTF8_AS_GBK = "utf8_read_as_gbk"
UTF8_AS_LATIN = "utf8_read_as_latin"
GBK_AS_LATIN = "gbk_read_as_latin"

# The 27 signs that Windows-1252 puts where Latin-1 has control codes.
_WINDOWS = {
    c: bytes((code,)) for code in range(0x80, 0xA0) if (c := bytes((code,)).decode("cp1252", "replace")) != "\ufffd"
}
_LATIN = "\u0080-\u00ff" + "".join(map(re.escape, _WINDOWS))
_LATIN_RUN = re.compile(f"[{_LATIN}](?:[{_LATIN}\ufffd□? ]*[{_LATIN}\ufffd□?])?")
# GBK read as Latin-1 by pairs: what follows the first byte of a pair may be a letter (瞭 is ²t).
_GBK_LATIN_RUN = re.compile(f"(?:[{_LATIN}][@-~{_LATIN}])++")
_LATIN_CUE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
_GBK_CUE = re.compile(f"[{GBK_CUES}]")
_GBK_RUN = re.compile("[^\x00-\x7f](?:[^\x00-\x7f]|[?](?![\x00-\x3e@-\x7f]))*")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LOSSY_GBK_RUN = re.compile("[^\x00-\x7f][^\x00-\x7f?]*(?:[?]+[^\x00-\x7f?]+)*[?]*")
_GBK_LATIN_CUE = re.compile("[\u00a1-\u00fe][\u00a1-\u00fe]{5}")
# L for a lead byte, ? for what may follow one beside it; H for a byte of GBK.
_LEADS = bytes(ord("L" if 0xC2 <= b <= 0xF4 else "?" if b >= 0x80 or b == ord("?") else ".") for b in range(256))
_LEAD = re.compile(rb"L[L?]")
_HIGHS = bytes(ord("H" if 0xA1 <= b <= 0xFE else ".") for b in range(256))
_HIGH_PAIR = re.compile("[\u0081-\u00fe\u0152-\u2122][\u0040-\u00fe\u0152-\u2122]")
_HAN = re.compile("[一-鿿]")
_LEAST_CUES = 2
_LOST = "\ufffd"
_LOST_MARKS = "?\ufffd"
"""What stands where a byte could not be read; inside mojibake a question mark is nothing else."""
_MOST_ROUNDS = 3
_LONGEST_EMBEDDING = 400
_AS_LATIN = str.maketrans({c: code.decode("latin-1") for c, code in _WINDOWS.items()} | dict.fromkeys(_LOST_MARKS))
_CODES = str.maketrans(
    {c: code.decode("latin-1") for c, code in _WINDOWS.items()} | dict.fromkeys("\ufffd□", lost_bytes.LOST)
)
_KEPT_FOR_EACH_LOST = 4
_LEAST_PROOF = 4
_LEAST_GAIN = 0.15
_CANDIDATES = 5
_SHOWN_FROM = 0.35


def _commonness(text: str) -> float:
    """Share of common characters among those that are not ASCII."""
    wide = [c for c in text if c > "\x7f"]
    return sum(map(common_characters().__contains__, wide)) / len(wide) if wide else 0.0


def find(text: str) -> list[Edit]:
    """Find stretches of mojibake."""
    edits: list[Edit] = []
    leads, high_bytes = _hints(text)
    if leads and _LATIN_CUE.search(text):
        edits += _stretches(text, _LATIN_CUE, _LATIN_RUN, _utf8_from_latin)
        if _lost_some(text, edits):
            runs = [_latin_run(m) for m in _LATIN_RUN.finditer(text)]
            edits = lost_bytes.find(text, runs, lost_bytes.windows, KIND, UTF8_AS_LATIN) or edits
    if high_bytes and _stretches(text, _GBK_LATIN_CUE, _GBK_LATIN_RUN, _gbk_from_latin):
        # Once a long stretch proved it the short ones between digits are no accident, either.
        edits += _stretches(text, _HIGH_PAIR, _GBK_LATIN_RUN, _short_gbk_from_latin)
    if _GBK_CUE.search(unusual(text).characters) and len(_GBK_CUE.findall(text)) >= _LEAST_CUES:
        edits += _utf8_as_gbk(text) if _stretches(text, _GBK_CUE, _GBK_RUN, _utf8_from_gbk) else _embedded(text)
    return edits


def _utf8_as_gbk(text: str) -> list[Edit]:
    """Restore a text in which a whole stretch was proved to be UTF-8 read as GBK."""
    # cp936 shows 80 as €; else a mark stands for it, and € is itself.
    shown = text.count("€") > text.count(_LOST) + text.count("□") + text.count("?")
    runs = [_gbk_run(m, _gbk_codes_with_80 if shown else _gbk_codes) for m in _LOSSY_GBK_RUN.finditer(text)]
    # Who decodes with GB 18030 gives characters for private use where GBK has none.
    values = lost_bytes.gb18030 if _PRIVATE.search(text) else lost_bytes.gbk
    return lost_bytes.find(text, runs, values, KIND, UTF8_AS_GBK) or _stretches(
        text, _GBK_RUN, _GBK_RUN, _short_utf8_from_gbk
    )


def _embedded(text: str) -> list[Edit]:
    """Find stretches of UTF-8 read as GBK between characters that were read right (来源：鍘挎按鍒╁眬)."""
    edits: list[Edit] = []
    for m in _GBK_RUN.finditer(text):
        if len(m[0]) > _LONGEST_EMBEDDING or len(_GBK_CUE.findall(m[0])) < _LEAST_CUES:
            continue
        at = 0
        while at < len(m[0]):
            end = _utf8_until(m[0], at)
            restored = _utf8_from_gbk(m[0][at:end], m[0][end : end + 1]) if end - at >= _LEAST_PROOF else None
            if restored is not None:
                now, why, candidates = restored
                sure = not candidates and _LOST not in now
                edits.append(Edit(m.start() + at, m.start() + end, now, KIND, why, sure, candidates))
            at = end if restored is not None else at + 1
    return edits


def _utf8_until(run: str, at: int) -> int:
    """Where the characters from ``at`` on stop being UTF-8; bytes that were lost, told by marks, are part of it."""
    coded = [character.encode("gb18030") if character not in _LOST_MARKS else b"" for character in run[at:]]
    until = len(b"".join(coded))
    try:
        b"".join(coded).decode("utf-8")
    except UnicodeDecodeError as error:
        until = error.end if error.reason == "unexpected end of data" else error.start
    length = 0
    for end, part in enumerate(coded, at):
        length += len(part)
        if length > until:
            # What lost its last byte ends in a mark; the decoder stops at the character's beginning.
            marks = len(run[end:]) - len(run[end:].lstrip(_LOST_MARKS))
            return end + marks
    return len(run)


def _lost_some(text: str, edits: list[Edit]) -> bool:
    """Tell whether stretches could not be restored by their bytes alone."""
    if not all(edit.certain for edit in edits):
        return True
    done = {edit.start for edit in edits}
    return any(m.start() not in done and _LATIN_CUE.search(m[0]) for m in _LATIN_RUN.finditer(text))


def _hints(text: str) -> tuple[bool, bool]:
    """Tell whether a text may hold a lead byte of UTF-8 with what follows one, and whether six high bytes in a row.

    What is in Latin-1 is a small part of a text and taken out in no time; all else is then a question mark.
    """
    latin = text.encode("latin-1", "ignore")
    if latin.isascii():
        return False, False
    leads = _LEAD.search(text.encode("latin-1", "replace").translate(_LEADS)) is not None
    high_bytes = b"HHHHHH" in latin.translate(_HIGHS) and _GBK_LATIN_CUE.search(text) is not None
    return leads, high_bytes


def _latin_run(m: re.Match[str]) -> lost_bytes.Run:
    return lost_bytes.Run(m.start(), m.end(), m[0].translate(_CODES), range(m.start(), m.end()))


def _gbk_run(m: re.Match[str], codes_of: Callable[[str], str]) -> lost_bytes.Run:
    """The bytes of a stretch; those of a character are all from its place."""
    coded = [codes_of(c) for c in m[0]]
    places = [at for at, codes in enumerate(coded, m.start()) for _ in codes]
    return lost_bytes.Run(m.start(), m.end(), "".join(coded), places)


@cache
def _gbk_codes(character: str) -> str:
    if character in "\ufffd□":
        return lost_bytes.LOST
    try:
        return character.encode("gb18030").decode("latin-1")
    except UnicodeEncodeError:
        return lost_bytes.LOST


def _gbk_codes_with_80(character: str) -> str:
    return "\x80" if character == "€" else _gbk_codes(character)


Restored = tuple[str, str, tuple[Candidate, ...]]
"""The text, why, and the readings of the first place that is not sure."""


def _stretches(
    text: str, cue: re.Pattern[str], run: re.Pattern[str], restore: Callable[[str, str], Restored | None]
) -> list[Edit]:
    edits: list[Edit] = []
    start = 0
    for line in text.split("\n"):
        if cue.search(line):
            for m in run.finditer(line):
                if cue.search(m[0]) and (restored := restore(m[0], line[m.end() : m.end() + 1])) is not None:
                    now, why, candidates = restored
                    sure = not candidates and _LOST not in now
                    edits.append(Edit(start + m.start(), start + m.end(), now, KIND, why, sure, candidates))
        start += len(line) + 1
    return edits


def _latin_bytes(text: str) -> bytes | None:
    """Bytes of a text read as Latin-1 or Windows-1252, mixed as browsers mix them."""
    try:
        return text.translate(_AS_LATIN).encode("latin-1")
    except UnicodeEncodeError:
        return None


def _utf8_from_latin(stretch: str, after: str) -> Restored | None:
    """Undo a reading as Latin-1 or Windows-1252, up to three times over."""
    best: str | None = None
    current = stretch
    for _ in range(_MOST_ROUNDS):
        coded = _latin_bytes(current)
        decoded = _utf8(coded) if coded is not None else None
        if decoded is None:
            break
        best = current = decoded
    if best is not None and (_HAN.search(best) or _is_marks(best)):
        return best, UTF8_AS_LATIN, ()
    return None


def _gbk_from_latin(stretch: str, after: str) -> Restored | None:
    """Undo a reading of GBK as Latin-1 where the stretch is long enough to prove itself."""
    decoded = _gbk(stretch)
    proven = decoded is not None and _commonness(decoded) >= 0.5 and len(_HAN.findall(decoded)) >= 3
    return (decoded, GBK_AS_LATIN, ()) if decoded is not None and proven else None


def _short_gbk_from_latin(stretch: str, after: str) -> Restored | None:
    """Undo a reading of GBK as Latin-1 in a document where longer stretches proved it."""
    decoded = _gbk(stretch)
    fits = decoded is not None and (_HAN.search(decoded) is not None or _is_marks(decoded))
    return (decoded, GBK_AS_LATIN, ()) if decoded is not None and fits else None


def _gbk(stretch: str) -> str | None:
    coded = _latin_bytes(stretch)
    try:
        return coded.decode("gb18030") if coded else None
    except UnicodeDecodeError:
        return None


def _is_marks(text: str) -> bool:
    return all(c in "，。、；：？！“”‘’（）《》—…·〔〕〃〇　 " for c in text)


def _utf8(coded: bytes) -> str | None:
    """Decode UTF-8 in which a few bytes may be lost; None where it is none."""
    try:
        return coded.decode("utf-8")
    except UnicodeDecodeError:
        decoded = coded.decode("utf-8", "replace")
        lost = decoded.count(_LOST)
        return decoded if lost * _KEPT_FOR_EACH_LOST <= len(decoded) and len(decoded) >= _KEPT_FOR_EACH_LOST else None


def _utf8_from_gbk(stretch: str, after: str) -> Restored | None:
    """Undo a reading of UTF-8 as GBK where the stretch is long enough to prove itself."""
    restored = _short_utf8_from_gbk(stretch, after)
    if restored is None or len(stretch) < _LEAST_PROOF:
        return None
    return restored if _commonness(restored[0]) > _commonness(stretch) + _LEAST_GAIN else None


def _short_utf8_from_gbk(stretch: str, after: str) -> Restored | None:
    """Undo a reading of UTF-8 as GBK. A byte lost at the end leaves a character with ranked readings."""
    inner, lost_end = stretch.rstrip(_LOST_MARKS), stretch[-1] in _LOST_MARKS
    # Inside a stretch GBK cannot read one byte only: 80, where a pair would begin with it; cp936 shows it as €.
    for lost in (b"\x80", b""):
        try:
            coded = lost.join(part.encode("gb18030") for part in re.split("[?\ufffd]", inner.replace("€", _LOST)))
        except UnicodeEncodeError:
            return None
        whole, rest = _whole_characters(coded)
        if len(rest) == 1 and lost_end and len(stretch) - len(inner) == 2:
            rest += b"\x80"  # of two bytes lost at the end the first is the one that GBK cannot begin with
        if whole is not None and len(rest) <= 2 and (not rest or lost_end or len(rest) == 2):
            return _ended(whole, rest, after) if whole or rest else None
    decoded = _utf8(coded)
    return (decoded, UTF8_AS_GBK, ()) if decoded is not None and _HAN.search(decoded) else None


def _whole_characters(coded: bytes) -> tuple[str | None, bytes]:
    """Decode all but an unfinished character at the end."""
    try:
        return coded.decode("utf-8"), b""
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return coded[: error.start].decode("utf-8"), coded[error.start :]
        return None, b""


def _ended(whole: str, rest: bytes, after: str) -> Restored | None:
    """Rank the characters that an unfinished end may stand for by what stands before and after it."""
    if not rest:
        return whole, UTF8_AS_GBK, ()
    if len(rest) < 2:
        return whole + _LOST, UTF8_AS_GBK, ()
    readings = _finished(rest)
    if not readings:
        return whole + _LOST, UTF8_AS_GBK, ()
    ranked = _ranked(readings, whole[-1:] or "，", after or "\n")
    candidates = tuple(Candidate(whole + c, score) for c, score in ranked)
    shown = candidates[0].text if candidates[0].score >= _SHOWN_FROM else whole + _LOST
    return shown, UTF8_AS_GBK, candidates


@lru_cache(1024)  # a text damaged throughout asks the same again and again
def _ranked(readings: tuple[str, ...], before: str, after: str) -> list[tuple[str, float]]:
    """The likeliest readings of a character between two others, with their shares."""
    pair = _prose().of_pair
    weights = [math.exp(pair(before, c) + pair(c, after)) for c in readings]
    ranked = sorted(zip(weights, readings, strict=True), reverse=True)[:_CANDIDATES]
    return [(c, round(w / sum(weights), 4)) for w, c in ranked]


@cache  # over two bytes
def _finished(rest: bytes) -> tuple[str, ...]:
    """The characters that two bytes of UTF-8 may begin."""
    decoded = ((rest + bytes((last,))).decode("utf-8", "replace") for last in range(0x80, 0xC0))
    return tuple(c for c in decoded if _fits(c))


def _fits(character: str) -> bool:
    return len(character) == 1 and ("一" <= character <= "鿿" or _is_marks(character))


@cache
def _prose() -> Likelihood:
    return Likelihood("")

"""GBK text edited byte by byte, so that a run of it is read one byte late.

Where the trail byte of one character and the lead byte of the next happen to form those of a full-width ！ ？ or ；,
the first lead byte is orphaned and everything up to the next ASCII byte is read one byte off.
"""

from __future__ import annotations

from tests.engine.damage.model import Damaged, Planted

STRADDLING = {b"\xa3\xa1": "！", b"\xa3\xbf": "？", b"\xa3\xbb": "；"}


def straddles(text: str) -> list[int]:
    """List the places where character ``i`` and ``i + 1`` straddle one of the marks in GBK."""
    return [
        i
        for i in range(len(text) - 1)
        if len(a := _gbk(text[i])) == 2 and len(b := _gbk(text[i + 1])) == 2 and a[1:] + b[:1] in STRADDLING
    ]


def gbk_one_byte_off(text: str, seed: int = 0, *, keep_private: bool = False) -> Damaged:
    """Read every straddling run one byte late, up to the next ASCII byte or line end.

    Pairs that fall into GBK's user-defined zone are dropped, or stand as private-use characters with
    ``keep_private``. Nothing is changed where no straddle occurs: plant one first (``with_straddle``).
    """
    out: list[str] = []
    planted: list[Planted] = []
    at = position = 0
    lossless = True
    starts = iter(straddles(text))
    for start in starts:
        if start < position:
            continue
        out.append(text[position:start])
        at += start - position
        shifted, end, exact = _shifted_run(text, start, keep_private=keep_private)
        planted.append(Planted("gbk_one_byte_off", at, at + len(shifted), text[start:end]))
        out.append(shifted)
        at += len(shifted)
        position = end
        lossless = lossless and exact
    out.append(text[position:])
    return Damaged("".join(out), text, tuple(planted), recoverable=lossless and not planted)


def with_straddle(text: str, at: int) -> str:
    """Put a quoted phrase into the text at ``at`` that straddles: 保 (B1A3) before ” (A1B1)."""
    return text[:at] + "“六保”" + text[at:]


def _gbk(char: str) -> bytes:
    return char.encode("gbk", "ignore")


def _shifted_run(text: str, start: int, *, keep_private: bool) -> tuple[str, int, bool]:
    """Give the run as it is read late, the end of it in ``text``, and whether no pair was dropped."""
    end = start
    while end < len(text) and len(_gbk(text[end])) == 2:
        end += 1
    stream = text[start:end].encode("gbk")
    out = ["?"]
    exact = True
    i = 1
    while i < len(stream):
        if stream[i] < 0x80:  # an ASCII trail byte: from the next character on the reading is in step again
            out.append(chr(stream[i]))
            return "".join(out), start + (i + 1) // 2, exact
        if i + 1 == len(stream):
            out.append("?")
            break
        pair = stream[i : i + 2]
        char = _decoded(pair, keep_private=keep_private)
        exact = exact and bool(char)
        out.append(char)
        i += 2
    return "".join(out), end, exact


def _decoded(pair: bytes, *, keep_private: bool) -> str:
    try:
        return pair.decode("gbk")
    except UnicodeDecodeError:
        return pair.decode("gb18030", "ignore") if keep_private else ""

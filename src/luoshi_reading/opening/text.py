"""Text files: bytes to characters, the encoding decided by evidence.

UTF-8 and UTF-16 prove themselves. GB18030 and Big5 share most byte pairs, so both are tried and the one in which the
text consists of common characters wins; where neither clearly does, the encoding is undecided and that is said.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from luoshi_reading.errors import EncodingUndecided, NotText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SAMPLE_BYTES = 200_000

# Function words and the commonest words of official prose, in both scripts: they make up 15–30 % of any real text.
_COMMON = frozenset(
    "的一是了在不和有大这中人上为个国我以要他时来用们到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学"
    "法所民得经十三之进着等部度家里如水化高自二理起小现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质第向道命此变条只没结解问意建月公无系市区县省委府会议"
    "這為個國時來們對發動說產種後學經進著裡實體當點從業開還間與關數質變條結問無縣議書記長見務組導領強調貫徹落實"
)
_WRITTEN = re.compile("[一-鿿\u3000-\u3020\uff01-\uff5e\u2018-\u201d\t\n\r -~]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_LEAST_COMMON_SHARE = 0.06
"""Share of common characters below which a decoding is not taken for Chinese prose: real text has 0.2–0.4, wrong
decodings 0.00–0.03."""
_CLEAR_LEAD = 2.0
_MOST_CONTROL_SHARE = 0.02


class Decoded(NamedTuple):
    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a text file. ``declared`` is the encoding that the file itself names, if it does.

    Raises NotText for bytes that are no text and EncodingUndecided where the evidence is too thin.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data, encoding), encoding.removesuffix("-sig"))
    wide = _utf16_without_mark(data)
    if wide:
        return Decoded(_strictly(data, wide), wide)
    if len(_CONTROL.findall(data[:_SAMPLE_BYTES])) > _MOST_CONTROL_SHARE * len(data[:_SAMPLE_BYTES]):
        raise NotText("The file is no text: it holds too many control bytes. Give a TXT, HTML, DOCX or PDF file.")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    return _by_evidence(data, declared)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") > max(2, len(text) // 200):
            raise NotText(
                f"The file says it is {encoding.upper()} but is not: saved again as UTF-8 it can be read."
            ) from error
        return text


_LEAST_WRITTEN_SHARE = 0.7


def _utf16_without_mark(data: bytes) -> str | None:
    """Tell UTF-16 by its zero bytes and by which byte order gives Chinese and ASCII."""
    sample = data[: min(len(data), _SAMPLE_BYTES) // 2 * 2]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    shares = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, "replace")
        shares[encoding] = len(_WRITTEN.findall(text)) / len(text)
    likelier, other = sorted(shares, key=lambda e: -shares[e])
    clear = shares[likelier] >= _LEAST_WRITTEN_SHARE and shares[likelier] > 1.5 * shares[other]
    return likelier if clear else None


def _common_share(text: str) -> float:
    """Share of the text's non-ASCII characters that are common Chinese ones."""
    wide = [c for c in text if c > "\x7f"]
    return sum(c in _COMMON for c in wide) / len(wide) if wide else 0.0


def _tolerant(data: bytes, encoding: str) -> tuple[str, int]:
    """Decode, undecodable bytes as U+FFFD; return the text and how many of them there are."""
    text = data.decode(encoding, "replace")
    return text, text.count("\ufffd")


def _by_evidence(data: bytes, declared: str | None) -> Decoded:
    utf8, bad = _tolerant(data, "utf-8")
    wide = len(utf8) - sum(utf8.count(c) for c in "\n\r ")
    if bad <= max(3, wide // 50) and _common_share(utf8[:50_000]) >= _LEAST_COMMON_SHARE:
        return Decoded(utf8, "utf-8")
    sample = data[:_SAMPLE_BYTES]
    scored: list[tuple[float, str]] = []
    for encoding in ("gb18030", "big5hkscs"):
        text, bad = _tolerant(sample, encoding)
        if bad <= 1 + len(text) // 100:
            share = _common_share(text) * (1 - 10 * bad / max(len(text), 1))
            scored.append((share * (1.3 if _same(declared, encoding) else 1.0), encoding))
    scored.sort(reverse=True)
    if (
        scored
        and scored[0][0] >= _LEAST_COMMON_SHARE
        and (len(scored) == 1 or scored[0][0] >= _CLEAR_LEAD * scored[1][0])
    ):
        encoding = scored[0][1]
        return Decoded(_tolerant(data, encoding)[0], "big5" if encoding == "big5hkscs" else encoding)
    return _by_statistics(data, scored)


def _same(declared: str | None, encoding: str) -> bool:
    names = {"gb18030": ("gb2312", "gbk", "gb18030"), "big5hkscs": ("big5", "big5-hkscs", "big5hkscs")}
    return (declared or "").lower() in names[encoding]


def _by_statistics(data: bytes, scored: list[tuple[float, str]]) -> Decoded:
    """Ask charset-normalizer; it decides Western and other Asian encodings, and short texts."""
    from charset_normalizer import from_bytes  # slow to import, seldom wanted

    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is None or best.encoding is None:
        if scored:
            raise EncodingUndecided("The text's encoding cannot be decided: saved again as UTF-8 it can be read.")
        raise NotText("The file is no text in any known encoding. Give a TXT, HTML, DOCX or PDF file.")
    text, bad = _tolerant(data, best.encoding)
    if bad > len(text) // 100 or not _looks_written(text):
        raise EncodingUndecided("The text's encoding cannot be decided: saved again as UTF-8 it can be read.")
    return Decoded(text, best.encoding.replace("_", "-"))


def _looks_written(text: str) -> bool:
    """Tell whether most characters are letters, digits, spaces or common marks."""
    sample = text[:20_000]
    return sum(c.isalnum() or c.isspace() or c in "，。；：、“”（）,.;:()-\"'!?！？" for c in sample) >= 0.9 * len(
        sample
    )

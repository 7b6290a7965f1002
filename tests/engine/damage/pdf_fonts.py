"""PDF files as offices send them: locked with a password, or in a font that only its ToUnicode map explains."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from tests.engine.damage.files import _pdf_bytes, _pdf_lines

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
FILE_ID = hashlib.md5(b"luoshi", usedforsecurity=False).digest()
PERMISSIONS = -44  # reading and copying are allowed
ENCRYPT_OBJECT = 9


def mapped_pdf(text: str) -> bytes:
    """Write the text with codes of its own (1, 2, 3 …) that a ToUnicode map turns into characters."""
    characters = sorted(set("".join(_pdf_lines(text))))
    codes = {character: code for code, character in enumerate(characters, 1)}
    stream = _stream(text, lambda line: b"".join(b"%04X" % codes[c] for c in line))
    rows = b"\n".join(b"<%04X> <%s>" % (codes[c], c.encode("utf-16-be").hex().encode()) for c in characters[:100])
    more = b"\n".join(b"<%04X> <%s>" % (codes[c], c.encode("utf-16-be").hex().encode()) for c in characters[100:200])
    blocks = b"%d beginbfchar\n%s\nendbfchar" % (min(len(characters), 100), rows)
    if more:
        blocks += b"\n%d beginbfchar\n%s\nendbfchar" % (len(characters[100:200]), more)
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + blocks + b"\nendcmap end end"
    )
    return _pdf_bytes(
        [
            *_pages(),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [4 0 R]"
            b" /ToUnicode 8 0 R >>",
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /FontDescriptor 5 0 R /DW 1000"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
            _descriptor(b"Own"),
            _page(),
            _as_stream(stream),
            _as_stream(cmap),
        ]
    )


def locked_pdf(text: str, password: str) -> bytes:
    """Write the text as a PDF that is encrypted (RC4, 40 bits) with a user's password, which may be empty."""
    key, owner, user = _keys(password.encode())

    def of(number: int, content: bytes) -> bytes:
        return _rc4(hashlib.md5(key + bytes((number, 0, 0, 0, 0)), usedforsecurity=False).digest()[:10], content)

    stream = _stream(text, lambda line: line.encode("utf-16-be").hex().encode())
    objects = [
        *_pages(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000"
        b" /CIDSystemInfo << /Registry <%s> /Ordering <%s> /Supplement 4 >> >>"
        % (of(4, b"Adobe").hex().encode(), of(4, b"GB1").hex().encode()),
        _descriptor(b"STSong-Light"),
        _page(),
        _as_stream(of(7, stream)),
        b"<< >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>"
        % (owner.hex().encode(), user.hex().encode(), PERMISSIONS),
    ]
    named = FILE_ID.hex().encode()
    trailer = b"/Root 1 0 R /Encrypt %d 0 R /ID [<%s> <%s>]" % (ENCRYPT_OBJECT, named, named)
    return _pdf_bytes(objects).replace(b"/Root 1 0 R", trailer)


def _keys(password: bytes) -> tuple[bytes, bytes, bytes]:
    """The file's key and the entries /O and /U (PDF 1.7, algorithms 2 to 4, revision 2)."""
    padded = (password + PADDING)[:32]
    owner = _rc4(hashlib.md5((b"owner" + PADDING)[:32], usedforsecurity=False).digest()[:5], padded)
    seed = padded + owner + PERMISSIONS.to_bytes(4, "little", signed=True) + FILE_ID
    key = hashlib.md5(seed, usedforsecurity=False).digest()[:5]
    return key, owner, _rc4(key, PADDING)


def _rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _pages() -> Sequence[bytes]:
    return b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [6 0 R] >>"


def _page() -> bytes:
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R"
        b" /Resources << /Font << /F1 3 0 R >> >> >>"
    )


def _descriptor(name: bytes) -> bytes:
    return (
        b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>" % name
    )


def _stream(text: str, coded: Callable[[str], bytes]) -> bytes:
    lines = b"\n".join(b"<%s> Tj T*" % coded(line) for line in _pdf_lines(text))
    return b"BT /F1 16 Tf 29 TL 79 737 Td\n" + lines + b"\nET"


def _as_stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)

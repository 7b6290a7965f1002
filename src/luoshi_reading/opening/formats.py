"""What a file is, told by its bytes."""

from __future__ import annotations

import re
from enum import Enum

from luoshi_reading.errors import PasswordProtected, ReadingError


class Format(Enum):
    """The kinds of file that are told apart."""

    TEXT = "text"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    OTHER = "other"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BINARY = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh",
    b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"II*\0", b"MM\0*", b"RIFF", b"OggS", b"ID3", b"\0\0\1\0", b"SQLite format 3",
    b"\xca\xfe\xba\xbe",
)  # fmt: skip
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_97 = "WordDocument".encode("utf-16-le")
_HTML_HEAD = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s[^>]{0,300}charset", re.I)
_HTML_BLOCK = re.compile(rb"<(?:p|div|table|span|h[1-6]|ul|td)(?:\s[^<>]{0,500})?>", re.I)
_SNIFFED_BYTES = 4096


def format_of(data: bytes, name: str | None = None) -> Format:
    """Tell the format. Raises PasswordProtected for an encrypted Office file, ReadingError for an old Word file."""
    head = data[:_SNIFFED_BYTES]
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(_ZIP):
        return Format.DOCX
    if head.startswith(_OLE):
        return _office_container(data)
    if head.startswith(_BINARY):
        return Format.OTHER
    narrow = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    if _HTML_HEAD.search(narrow):
        return Format.HTML
    starts_with_tag = narrow.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    blocks = len(_HTML_BLOCK.findall(narrow))
    named_html = bool(name) and str(name).lower().endswith((".html", ".htm", ".xhtml", ".shtml"))
    if blocks and (starts_with_tag or named_html) and (blocks >= 2 or named_html):
        return Format.HTML
    return Format.TEXT


def _office_container(data: bytes) -> Format:
    if _ENCRYPTED in data:
        raise PasswordProtected("The DOCX file is protected by a password. Save it without one.")
    if _WORD_97 in data:
        raise _OldWord("The file is an old Word document (DOC). Save it as DOCX.")
    return Format.OTHER


class _OldWord(ReadingError):
    code = "old_word"

"""What a file in an archive is, told by its name: a document, a container of documents, or neither."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What to do with a file."""

    DOCUMENT = "document"
    ZIP = "zip"
    JSON_LINES = "json_lines"
    WARC = "warc"
    PARQUET = "parquet"
    OTHER = "other"


_DOCUMENTS = (".txt", ".text", ".html", ".htm", ".xhtml", ".shtml", ".docx", ".doc", ".pdf")
_CONTAINERS = {
    Kind.ZIP: (".zip",),
    Kind.JSON_LINES: (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    Kind.WARC: (".warc", ".warc.gz"),
    Kind.PARQUET: (".parquet",),
}


def kind_of(name: str) -> Kind:
    """Tell the kind by the name's suffix. A name without one is taken for a document: its bytes will decide."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    if base.startswith("."):
        return Kind.OTHER
    for kind, suffixes in _CONTAINERS.items():
        if base.endswith(suffixes):
            return kind
    return Kind.DOCUMENT if base.endswith(_DOCUMENTS) or "." not in base else Kind.OTHER


def suffix_of(name: str) -> str:
    """Give the suffix that a count of passed-over files goes under."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    return "." + base.rpartition(".")[2][:12] if "." in base else "(none)"

"""What a file in an archive is, told by its name: a document, a container of documents, or neither."""

from __future__ import annotations

import re
from enum import Enum


class Kind(Enum):
    """What to do with a file."""

    DOCUMENT = "document"
    ZIP = "zip"
    JSON_LINES = "json_lines"
    JSON = "json"
    WARC = "warc"
    PARQUET = "parquet"
    OTHER = "other"


_DOCUMENTS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".shtml", ".jhtml", ".docx", ".doc", ".wps", ".pdf")
_PAGES = re.compile(r"\.(?:aspx?|jspx?|php|do|action)(?:\?.*)?$|\.s?html?\?.*$|^[^.?]*\?.*$")
"""Names under which programs that copy web sites keep pages that the site makes when it is asked."""

_SUFFIX = re.compile(r"\.(?=.{0,3}[a-z])[a-z0-9]{1,10}$")
"""What is a suffix; the rest after a full stop (2023.6.30, 3.5版) belongs to the name."""

_CONTAINERS = {
    Kind.ZIP: (".zip",),
    Kind.JSON_LINES: (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"),
    Kind.JSON: (".json",),
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
    is_document = base.endswith(_DOCUMENTS) or _PAGES.search(base) or not _SUFFIX.search(base)
    return Kind.DOCUMENT if is_document else Kind.OTHER


def suffix_of(name: str) -> str:
    """Give what a count of passed-over files goes under: the suffix, or that the file is hidden."""
    base = name.replace("\\", "/").rpartition("/")[2].lower()
    if base.startswith("."):
        return "(hidden)"
    return "." + base.rpartition(".")[2][:12] if "." in base else "(none)"

"""Tiny read archives, written as ``luoshi archive`` writes them but without a cluster."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from luoshi_archive.manifest import Terms, load, writing
from luoshi_archive.reading_process import read_one
from luoshi_archive.tables import document_identity
from luoshi_archive.worker import engine_version, lay_out


def make_archive(folder: Path, texts: Mapping[str, str], *, is_complete: bool = True) -> Path:
    """Read texts, named by where they lie, as one batch more of an archive."""
    read, problems = [], Counter[str]()
    for locator, text in texts.items():
        content = text.encode()
        sha256 = hashlib.sha256(content).hexdigest()
        identity = {
            "document": document_identity(sha256, locator),
            "sha256": sha256,
            "locator": locator,
            "url": f"https://archive.example/{locator}",
            "given_id": None,
            "bytes": len(content),
        }
        tables, code = read_one(identity, locator, content, False)
        read.append(tables)
        problems.update([code] if code else [])
    batch = lay_out(read, problems)
    with writing(folder) as writer:
        writer.agree(Terms(engine_version(), ("tests",), 8, False))
        number = len(load(folder).batches)
        writer.add(
            f"{number:032}",
            [batch.parts],
            documents=batch.documents,
            rows=batch.rows,
            problems=batch.problems,
        )
        if is_complete:
            writer.complete()
    return folder

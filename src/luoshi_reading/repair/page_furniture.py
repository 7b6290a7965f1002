"""Page furniture: what stands round a document on its page and is no part of it."""

from __future__ import annotations

from luoshi_reading.repair.edits import Edit


def find(text: str) -> list[Edit]:
    """Find furniture; each edit deletes a stretch and is named by the kind of furniture."""
    return []

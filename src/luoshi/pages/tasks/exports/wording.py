"""How both exports say a row's target, deadline and sources."""

from __future__ import annotations

from luoshi.domain.tasks.queries import BreakdownRow
from luoshi.domain.tasks.terms import Comparator
from luoshi.foundation.terms import Term


def target_text(row: BreakdownRow, language: str) -> str:
    """Say the numeric target in one line; empty where there is none."""
    if row.target_value is None:
        return ""
    comparator = Comparator(row.comparator).label(language) if row.comparator else ""
    return f"{row.indicator} {comparator} {row.target_value.normalize():f}{row.target_unit}".strip()


def deadline_text(row: BreakdownRow) -> str:
    """Say the deadline as a date, else as the document says it, else why there is none."""
    return row.deadline.isoformat() if row.deadline else row.deadline_text or row.no_deadline_reason


def source_text(row: BreakdownRow) -> str:
    """Say each source: the sentence, then its document with number and date."""
    lines = []
    for source in row.sources:
        about = [source.document_number, source.document_date.isoformat() if source.document_date else ""]
        brackets = "，".join(filter(None, about))
        lines.append(f"{source.quote}——《{source.title}》" + (f"（{brackets}）" if brackets else ""))
    return "\n".join(lines)


def label(value: str, terms: type[Term], language: str) -> str:
    """Give the word of a stored value."""
    return terms(value).label(language) if value else ""

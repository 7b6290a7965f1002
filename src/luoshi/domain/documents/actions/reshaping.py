"""Change what a finding says or where it stands: edit, merge, split. Origins are kept as replaced (F5–F7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.actions.deciding import (
    check_may_decide,
    locked_findings,
    refusal_for,
    replace_findings,
)
from luoshi.domain.documents.actions.engine import passage_of, quote_of, recomposed, repaired_stretch
from luoshi.domain.documents.errors import (
    NoSplitThere,
    NothingToMerge,
    TooFarApart,
    UnknownDeadline,
    WordsNotFound,
)
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.queries import next_to_merge, passages_undone
from luoshi.domain.documents.rules import (
    MERGE_GAP_CHARACTERS,
    Passage,
    gap_between,
    is_split_place,
    last_day_of,
    merged_fields,
    merged_passage,
    nearest_occurrence,
)
from luoshi.domain.documents.terms import FindingState


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of the source that an officer selected."""

    start: int
    end: int


def edit_finding(
    *,
    actor: Account,
    now: datetime,
    finding: Finding,
    fields: Mapping[str, Any],
    quote: str | None = None,
    selection: Selection | None = None,
) -> Finding:
    """Correct a finding's fields or boundaries; a successor stands in its place (F5).

    ``fields`` are laid over the present ones. New boundaries come from a ``selection`` in the source, else from the
    words of ``quote``, which must stand in the document. Raises WordsNotFound, UnknownDeadline, FindingDecided.
    """
    check_may_decide(actor, finding.document)
    try:
        last_day_of(fields.get("deadline"))
    except ValueError as error:
        raise UnknownDeadline from error
    document = Document.objects.get(pk=finding.document_id)
    with transaction.atomic():
        locked = _undecided(document, finding)
        passage, words = _boundaries(document, locked, quote, selection)
        successor = _successor(locked, passage, words, {**locked.fields, **fields})
        if _says_the_same(locked, successor):
            return locked
        replace_findings(actor, now, [locked], [successor])
        return successor


def merge_with_next(*, actor: Account, now: datetime, finding: Finding) -> Finding:
    """Make one of a finding and the undecided one of its kind that follows (F6).

    Raises NothingToMerge, TooFarApart, FindingDecided.
    """
    check_may_decide(actor, finding.document)
    document = Document.objects.get(pk=finding.document_id)
    with transaction.atomic():
        first = _undecided(document, finding)
        following = next_to_merge(first)
        if following is None:
            raise NothingToMerge
        second = locked_findings(document, [following.pk])[0]
        passages = [Passage(f.start, f.end) for f in (first, second)]
        gap = gap_between(*passages)
        if gap > MERGE_GAP_CHARACTERS:
            raise TooFarApart(gap=gap, limit=MERGE_GAP_CHARACTERS)
        passage = merged_passage(passages)
        words = quote_of(recomposed(document, passages_undone(document)), passage)
        successor = _successor(first, passage, words, merged_fields([first.fields, second.fields]))
        replace_findings(actor, now, [first, second], [successor])
        return successor


def split_finding(*, actor: Account, now: datetime, finding: Finding, position: int) -> list[Finding]:
    """Make two of a finding; ``position`` counts characters of its quote (F7). Raises NoSplitThere, FindingDecided."""
    check_may_decide(actor, finding.document)
    document = Document.objects.get(pk=finding.document_id)
    with transaction.atomic():
        locked = _undecided(document, finding)
        repaired = recomposed(document, passages_undone(document))
        stretch = repaired_stretch(repaired, Passage(locked.start, locked.end))
        words = repaired.text[stretch.start : stretch.end]
        if not is_split_place(words, position):
            raise NoSplitThere
        parts = []
        for start, end in ((0, position), (position, len(words))):
            part = words[start:end]
            start += len(part) - len(part.lstrip())
            end -= len(part) - len(part.rstrip())
            passage = passage_of(repaired, stretch.start + start, stretch.start + end)
            parts.append(_successor(locked, passage, part.strip(), dict(locked.fields)))
        replace_findings(actor, now, [locked], parts)
        return parts


def _undecided(document: Document, finding: Finding) -> Finding:
    locked = locked_findings(document, [finding.pk])[0]
    if locked.state != FindingState.UNDECIDED:
        raise refusal_for(locked)
    return locked


def _boundaries(
    document: Document, finding: Finding, quote: str | None, selection: Selection | None
) -> tuple[Passage, str]:
    present = Passage(finding.start, finding.end)
    words = (quote or "").strip()
    if selection is None and words in ("", finding.quote):
        return present, finding.quote
    repaired = recomposed(document, passages_undone(document))
    if selection is not None:
        if not 0 <= selection.start < selection.end <= len(document.source):
            raise WordsNotFound
        chosen = Passage(selection.start, selection.end)
        words = quote_of(repaired, chosen)
        if not words.strip():
            raise WordsNotFound
        return chosen, words
    near = repaired_stretch(repaired, present).start
    place = nearest_occurrence(repaired.text, words, near)
    if place is None:
        raise WordsNotFound
    return passage_of(repaired, place, place + len(words)), words


def _successor(origin: Finding, passage: Passage, quote: str, fields: Mapping[str, Any]) -> Finding:
    return Finding(
        document_id=origin.document_id,
        kind=origin.kind,
        start=passage.start,
        end=passage.end,
        quote=quote,
        heading=origin.heading,
        fields=dict(fields),
        confidence=None,
    )


def _says_the_same(one: Finding, other: Finding) -> bool:
    return (one.start, one.end, one.fields) == (other.start, other.end, other.fields)

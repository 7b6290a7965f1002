"""Search over everything a person may see: documents, tasks, units. Two characters of Chinese are enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from luoshi.domain.documents.models import Document
from luoshi.domain.documents.queries import documents_found, documents_visible_to
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_named
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks.queries import TaskFilters, TaskRow, filtered_tasks
from luoshi.domain.tasks.queries.table import rows_of

LONGEST_WORDS = 80
SHOWN = 10
_AROUND = 40  # characters shown on either side of a hit in a document's text


@dataclass(frozen=True, slots=True)
class Hit:
    """Words around a place where the search found something: before, the words, after."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that was found, and the passage where."""

    document: Document
    passage: Hit | None


@dataclass(frozen=True, slots=True)
class Results:
    """What was found of each kind, and how many more there are."""

    tasks: list[TaskRow]
    task_count: int
    documents: list[DocumentHit]
    document_count: int
    units: list[Unit]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was found."""
        return not (self.tasks or self.documents or self.units)


def search_everything(standing: Standing, words: str, today: date) -> Results:
    """Search tasks, documents and units. At most five queries."""
    tasks = filtered_tasks(standing, TaskFilters(text=words), today)
    rows = rows_of(tasks, sort="-changed", today=today, limit=SHOWN)
    found = documents_found(documents_visible_to(standing), search=words)
    documents = list(found.defer("source", "reading")[:SHOWN])
    return Results(
        tasks=rows,
        task_count=tasks.count() if len(rows) == SHOWN else len(rows),
        documents=[DocumentHit(document, passage_with(document.text, words)) for document in documents],
        document_count=found.count() if len(documents) == SHOWN else len(documents),
        units=units_named(standing, words, limit=SHOWN),
    )


def passage_with(text: str, words: str) -> Hit | None:
    """Give the first place of the words in the text with what stands around it; None where they do not occur."""
    place = text.casefold().find(words.casefold())
    if place < 0:
        return None
    end = place + len(words)
    start, stop = max(0, place - _AROUND), min(len(text), end + _AROUND)
    before = ("…" if start else "") + text[start:place]
    after = text[end:stop] + ("…" if stop < len(text) else "")
    return Hit(" ".join(before.split()), text[place:end], " ".join(after.split()))

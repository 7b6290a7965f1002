"""The facts of a document and its meeting as rows of label and words; what is not known has no row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from luoshi.domain.documents.models import Document


def meeting_facts(document: Document) -> list[tuple[str, str]]:
    """Give what was read about the document and the meeting it speaks of."""
    return [(label, words) for label, words in _rows(document, document.reading.get("meeting") or {}) if words]


def _rows(document: Document, meeting: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    reading = document.reading
    yield _("Meeting"), _text(meeting.get("name"))
    yield _("Held on"), _days(meeting.get("start"), meeting.get("end"))
    yield _("Place"), " ".join(filter(None, (_text(reading.get("place")), _text(reading.get("place_code")))))
    yield _("Document number"), document.document_number
    yield _("Publisher"), document.publisher
    yield _("Date"), _text(reading.get("date")) or _partial(reading.get("date_partial"))
    yield _("Chaired by"), _list(meeting.get("hosts"))
    yield _("By video"), _("Yes") if meeting.get("by_video") else ""
    yield _("Main venue"), _text(meeting.get("main_venue"))
    yield _("Branch venues"), _text(meeting.get("branch_venues"))
    yield _("Speakers"), _people(meeting.get("speakers"))
    yield _("Attending"), _people(p for p in meeting.get("attending") or [] if p.get("capacity") != "sit_in")
    yield _("Sitting in"), _people(p for p in meeting.get("attending") or [] if p.get("capacity") == "sit_in")
    yield _("Agenda"), _list(meeting.get("agenda"))
    yield _("Outcome"), _list(o.get("title_or_quote") for o in meeting.get("outputs") or [])


def _text(value: Any) -> str:
    return str(value).strip() if value else ""


def _list(values: Iterable[Any] | None) -> str:
    return "；".join(_text(value) for value in values or [] if value)


def _days(start: Any, end: Any) -> str:
    return f"{start} — {end}" if start and end and start != end else _text(start or end)


def _partial(value: Any) -> str:
    """Write --04-23 as the month and day that are known."""
    return _text(value).removeprefix("--")


def _people(people: Iterable[Mapping[str, Any]] | None) -> str:
    return "；".join(
        " ".join(filter(None, (_text(p.get("name") or p.get("group")), _text(p.get("role"))))) for p in people or []
    )

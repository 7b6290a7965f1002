"""Read archives beside the documents: which folders there are, and what each answers (F14).

An archive is public reference text that ``luoshi archive`` wrote. It is only ever read here.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from luoshi.domain.documents.errors import (
    ArchiveAskedTooMuch,
    ArchiveDamaged,
    ArchiveForeign,
    ArchiveMissing,
    ArchiveOfOtherFormat,
)
from luoshi.domain.documents.queries.archive_chains import (
    ArchiveLink,
    ArchivePassage,
    ArchiveTimeline,
    archive_chain,
    archive_timeline,
)
from luoshi_archive import errors as refused
from luoshi_archive.manifest import JOURNAL
from luoshi_archive.store import Archive, Count, Filter, FormulationCount, Hit, open_archive

TIME_LIMIT_SECONDS = 20
"""Most that one question may take; a page asks a few."""

MOST_PLACES = 500
MOST_USES = 200
_TABLES = ("documents", "commitments", "targets", "formulations")

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which documents of an archive to look at; None asks for all. ``year`` has four digits."""

    year: str | None = None
    kind: str | None = None
    place: str | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.year or self.kind or self.place)


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """What an archive holds: rows by table, and the years, kinds and places to choose from, with their documents."""

    is_complete: bool
    sizes: dict[str, int]
    years: list[Count]
    kinds: list[Count]
    places: list[Count]


@dataclass(frozen=True, slots=True)
class _Opened:
    signature: tuple[int, int, int]
    archive: Archive
    facts: ArchiveFacts


_opened: dict[Path, _Opened] = {}
_opening = threading.Lock()


def archive_folders() -> dict[str, Path]:
    """Give the archives by name: the folders that the settings name, or else every folder in the home's ``archives``.

    A folder that is named in the settings is given whether it is there or not, so that its absence can be told.
    """
    named: Iterable[Path] = settings.ARCHIVES
    if not settings.ARCHIVES:
        try:
            named = sorted(each for each in settings.ARCHIVES_HOME.iterdir() if each.is_dir() and each.name[0] != ".")
        except OSError:
            named = []
    folders: dict[str, Path] = {}
    for folder in named:
        name = plain = os.fsencode(folder.name).decode("utf-8", "replace") or "archive"
        number = 1
        while name in folders:
            number += 1
            name = f"{plain} ({number})"
        folders[name] = folder
    return folders


def archive_facts(name: str) -> ArchiveFacts:
    """Tell what an archive holds."""
    return _ask(name, lambda opened: opened.facts)


def archive_documents(name: str, choice: Choice, *, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """List an archive's documents, newest first, without their texts."""
    return _ask(name, lambda opened: opened.archive.documents(among=_among(choice), limit=limit, offset=offset))


def archive_problems(name: str, *, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """List the documents that could not be read, by where they lie."""
    return _ask(name, lambda opened: opened.archive.errors(limit=limit, offset=offset))


def archive_counts(name: str, choice: Choice) -> dict[str, list[Count]]:
    """Count the chosen documents by year (the newest first), kind and place (the most first)."""

    def counted(opened: _Opened) -> dict[str, list[Count]]:
        return _counts(opened.archive, _among(choice)) if choice.is_narrow else _counts_of(opened.facts)

    return _ask(name, counted)


def archive_hit_counts(name: str, text: str, choice: Choice) -> dict[str, int]:
    """Count by table the places where a text stands; two characters are enough."""
    return _ask(name, lambda opened: opened.archive.hit_counts(text, tables=_TABLES, among=_among(choice)))


def archive_hits(
    name: str, text: str, choice: Choice, *, table: str | None = None, limit: int, offset: int = 0
) -> list[Hit]:
    """List the places where a text stands, in all tables or in one, newest documents first."""
    tables = (table,) if table in _TABLES else _TABLES
    among = _among(choice)
    return _ask(
        name, lambda opened: opened.archive.search(text, tables=tables, among=among, limit=limit, offset=offset)
    )


def archive_document(name: str, document: str) -> dict[str, Any] | None:
    """Give an archive's document with all its findings, one list a table; None where there is no such document."""
    return _ask(name, lambda opened: opened.archive.document(document))


def archive_passage_chain(name: str, document: str, number: int) -> list[ArchiveLink]:
    """Put a commitment and everything that repeats or adapts it in order of time; empty where there is no such one."""

    def chained(opened: _Opened) -> list[ArchiveLink]:
        found = opened.archive.document(document)
        own = next((row for row in found["commitments"] if row["number"] == number), None) if found else None
        if found is None or own is None or not own["quote"]:
            return []
        wanted = Hit(
            "commitments", document, number, own["quote"], found["title"], found["date"], found["place"], found["kind"]
        )
        return archive_chain(_passage(wanted), [_passage(hit) for hit in opened.archive.passages_like(wanted.quote)])

    return _ask(name, chained)


def archive_formulations(
    name: str, search: str, choice: Choice, *, limit: int, offset: int = 0
) -> list[FormulationCount]:
    """List formulations, those in most documents first."""
    among = _among(choice)
    return _ask(name, lambda opened: opened.archive.formulations(search, among=among, limit=limit, offset=offset))


def archive_formulation_count(name: str, search: str, choice: Choice) -> int:
    """Count the formulations that ``archive_formulations`` lists."""
    return _ask(name, lambda opened: opened.archive.formulation_count(search, among=_among(choice)))


def archive_formulation(name: str, text: str) -> ArchiveTimeline | None:
    """Give the documents in which a formulation stands, the first ``MOST_USES``; None where it stands nowhere."""

    def timeline(opened: _Opened) -> ArchiveTimeline | None:
        uses = opened.archive.uses_of(text, limit=MOST_USES + 1)
        return archive_timeline([(written, _passage(hit)) for written, hit in uses], MOST_USES)

    return _ask(name, timeline)


def _passage(hit: Hit) -> ArchivePassage:
    return ArchivePassage(
        document=hit.document,
        number=hit.number or 0,
        quote=hit.quote,
        title=hit.title or "",
        date=hit.date,
        place=hit.place,
        kind=hit.kind,
    )


def _among(choice: Choice) -> Filter:
    return Filter(year=choice.year, place=choice.place, kind=choice.kind)


def _ask(name: str, question: Callable[[_Opened], Answer]) -> Answer:
    """Ask an archive. One that changed while it was asked is opened again, once."""
    folder = archive_folders().get(name)
    if folder is None:
        raise ArchiveMissing(name=name)
    try:
        try:
            return question(_open(folder, name))
        except refused.ArchiveDamaged:
            _forget(folder)
            return question(_open(folder, name))
    except refused.OtherFormat as error:
        raise ArchiveOfOtherFormat(name=name) from error
    except refused.NotAnArchive as error:
        raise ArchiveForeign(name=name) from error
    except refused.AskedTooMuch as error:
        raise ArchiveAskedTooMuch(name=name, seconds=TIME_LIMIT_SECONDS) from error
    except (refused.ArchiveRefused, OSError) as error:
        _forget(folder)
        raise ArchiveDamaged(name=name) from error


def _open(folder: Path, name: str) -> _Opened:
    """Give the archive as its journal stands now; opened once a process until the journal changes."""
    if not folder.is_dir():
        raise ArchiveMissing(name=name)
    journal = folder / JOURNAL
    if not journal.is_file():
        raise ArchiveForeign(name=name)
    state = journal.stat()
    signature = (state.st_ino, state.st_size, state.st_mtime_ns)
    with _opening:
        present = _opened.get(folder)
        if present is None or present.signature != signature:
            archive = open_archive(folder, time_limit_seconds=TIME_LIMIT_SECONDS)
            # What was open before is let go when the last question to it ends.
            present = _opened[folder] = _Opened(signature, archive, _facts(archive))
        return present


def _forget(folder: Path) -> None:
    with _opening:
        _opened.pop(folder, None)


def _facts(archive: Archive) -> ArchiveFacts:
    counts = _counts(archive, Filter())
    return ArchiveFacts(archive.is_complete, archive.sizes(), counts["year"], counts["kind"], counts["place"])


def _counts_of(facts: ArchiveFacts) -> dict[str, list[Count]]:
    return {"year": facts.years, "kind": facts.kinds, "place": facts.places}


def _counts(archive: Archive, among: Filter) -> dict[str, list[Count]]:
    years = sorted(archive.counts("year", among=among), key=lambda count: count.values[0] or "", reverse=True)
    places = (count for count in archive.counts("place", among=among, limit=MOST_PLACES + 1) if count.values[0])
    return {
        "year": years,
        "kind": archive.counts("kind", among=among),
        "place": list(islice(places, MOST_PLACES)),
    }

"""Background reading: done whole, failed with a reason, or picked up again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from luoshi.domain.audit.queries import history_of
from luoshi.domain.documents.actions import is_stale, read_again, read_document, reading, resume_readings
from luoshi.domain.documents.actions.engine import Answer, CannotRead, FoundItem
from luoshi.domain.documents.errors import NotReadable
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.rules import STALE_READING_SECONDS, Passage
from luoshi.domain.documents.terms import DocumentState, Encoding, FindingKind, ReadingFailure
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast
from tests.factories.documents import make_document

LONG_AGO = timedelta(seconds=STALE_READING_SECONDS + 1)

ANSWER = Answer(
    source="要修路。",
    text="要修路。",
    reading={"title": "题  目", "kind": "notice", "date": "2026-11-19", "encoding": "utf-8", "repairs": []},
    findings=[FoundItem(FindingKind.COMMITMENT, Passage(0, 3), "要修路", "", 0.8, {"level": "actionable"})],
)


@pytest.fixture
def waiting(cast: Cast, settings: Settings, tmp_path: Path, now: datetime) -> Document:
    settings.MEDIA_ROOT = tmp_path
    document = make_document(
        cast.city, cast.officer, findings=False, state=DocumentState.WAITING, progress_at=now, source="", text="",
        title="", reading={},
    )  # fmt: skip
    document.file.save("documents/x.txt", ContentFile("要修路。".encode()))
    return document


def answer_with(monkeypatch: pytest.MonkeyPatch, answer: Callable[..., Answer]) -> None:
    monkeypatch.setattr(reading, "read_bytes", answer)


def test_a_reading_is_written_whole(waiting: Document, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, lambda content, **kwargs: ANSWER)
    assert read_document(document_id=waiting.pk, clock=lambda: now)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.title, waiting.genre) == ("read", "题 目", "notice")
    assert str(waiting.document_date) == "2026-11-19"
    assert Finding.objects.get(document=waiting).quote == "要修路"
    assert history_of("document", waiting.pk).first().verb == "document_read"  # type: ignore[union-attr]


def test_reading_twice_finds_once(waiting: Document, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, lambda content, **kwargs: ANSWER)
    read_document(document_id=waiting.pk, clock=lambda: now)
    assert not read_document(document_id=waiting.pk, clock=lambda: now)
    assert Finding.objects.count() == 1


@pytest.mark.parametrize("failure", list(ReadingFailure))
def test_a_refused_file_says_why(
    waiting: Document, now: datetime, monkeypatch: pytest.MonkeyPatch, failure: ReadingFailure
) -> None:
    def refuse(content: bytes, **kwargs: object) -> Answer:
        raise CannotRead(failure)

    answer_with(monkeypatch, refuse)
    read_document(document_id=waiting.pk, clock=lambda: now)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error_code) == ("failed", failure.value)
    assert not Finding.objects.exists()


def test_a_fault_half_way_writes_nothing(waiting: Document, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = FoundItem(FindingKind.COMMITMENT, Passage(9, 3), "坏", "", None, {})  # ends before it starts
    answer_with(monkeypatch, lambda content, **kwargs: Answer("要修路。", "要修路。", {}, [*ANSWER.findings, broken]))
    read_document(document_id=waiting.pk, clock=lambda: now)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.error_code, waiting.source) == ("failed", "internal", "")
    assert not Finding.objects.exists()


def test_a_missing_file_says_so(waiting: Document, now: datetime) -> None:
    waiting.file.storage.delete(waiting.file.name)
    read_document(document_id=waiting.pk, clock=lambda: now)
    waiting.refresh_from_db()
    assert waiting.error_code == "file_missing"


def test_progress_is_seen(waiting: Document, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_PROGRESS_EVERY_SECONDS", 0)
    seen = []

    def read(content: bytes, *, progress: Callable[[str, float], None], **kwargs: object) -> Answer:
        progress("finding", 0.4)
        seen.append(Document.objects.get(pk=waiting.pk).progress_percent)
        return ANSWER

    answer_with(monkeypatch, read)
    read_document(document_id=waiting.pk, clock=lambda: now)
    assert seen == [40]


def test_an_interrupted_reading_is_picked_up(waiting: Document, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting.state = DocumentState.READING
    waiting.progress_at = now
    waiting.save()
    answer_with(monkeypatch, lambda content, **kwargs: ANSWER)
    assert resume_readings(now=now + timedelta(seconds=5)) == 0, "it may still be alive"
    assert is_stale(waiting, now + LONG_AGO)
    assert resume_readings(now=now + LONG_AGO) == 1
    waiting.refresh_from_db()
    assert waiting.state == DocumentState.READ  # the tests' queue runs at once


def test_a_failed_one_is_read_again_with_the_encoding_named(
    cast: Cast, waiting: Document, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.state, waiting.error_code = DocumentState.FAILED, "encoding_undecided"
    waiting.save()
    named = []

    def read(content: bytes, *, encoding: str, **kwargs: object) -> Answer:
        named.append(encoding)
        return ANSWER

    answer_with(monkeypatch, read)
    again = read_again(actor=cast.officer, now=now, document=waiting, encoding=Encoding.GB18030)
    assert named == ["gb18030"]
    assert (again.state, again.encoding) == ("read", "gb18030")
    with pytest.raises(NotReadable):
        read_again(actor=cast.officer, now=now, document=again)


def test_only_the_office_reads_again(cast: Cast, waiting: Document, now: datetime) -> None:
    for person in (cast.reader, cast.bureau_leader, cast.county_officer, cast.outsider):
        with pytest.raises(NotAllowed):
            read_again(actor=person, now=now, document=waiting)

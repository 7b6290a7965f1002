"""Receiving files: what comes in, what is recognised, what is refused."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from luoshi.domain.audit.queries import history_of
from luoshi.domain.documents import rules
from luoshi.domain.documents.actions import Receipt, receive_document, receive_text, receiving
from luoshi.domain.documents.errors import EmptyUpload, UploadTooLarge
from luoshi.domain.documents.models import Document
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast

TEXT = "云岭市召开会议。会议强调，要建成清溪灌区二期工程。"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(receiving, "ask_for_reading", lambda document: None)


def receive(cast: Cast, now: datetime, content: bytes = TEXT.encode(), name: str = "会议.txt") -> Receipt:
    return receive_document(actor=cast.officer, now=now, jurisdiction=cast.city, name=name, content=content)


def test_bytes_are_kept_by_their_hash(cast: Cast, now: datetime, tmp_path: Path) -> None:
    document = receive(cast, now, name="../../讲话\x00.TXT").document
    assert document.file_name == "讲话.TXT"
    assert document.file.name == f"documents/{document.sha256[:2]}/{document.sha256}.txt"
    assert (tmp_path / document.file.name).read_bytes() == TEXT.encode()
    assert history_of("document", document.pk).get().verb == "document_received"


def test_the_same_bytes_twice_are_one_document(cast: Cast, now: datetime) -> None:
    first, second = receive(cast, now), receive(cast, now, name="另一个名字.txt")
    assert first.is_new
    assert not second.is_new
    assert first.document == second.document
    assert Document.objects.count() == 1


def test_another_jurisdiction_has_its_own(cast: Cast, now: datetime) -> None:
    receive(cast, now)
    theirs = receive_document(
        actor=cast.county_officer, now=now, jurisdiction=cast.county, name="会议.txt", content=TEXT.encode()
    )
    assert theirs.is_new
    assert Document.objects.values_list("file", flat=True).distinct().count() == 1


def test_pasted_text_is_named_after_its_first_line(cast: Cast, now: datetime) -> None:
    receipt = receive_text(actor=cast.officer, now=now, jurisdiction=cast.city, text=f"\r\n  关于灌区的通知\r\n{TEXT}")
    assert receipt.document.file_name == "关于灌区的通知.txt"
    with receipt.document.file.open("rb") as file:
        assert b"\r" not in file.read()


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\x00\x00"])
def test_nothing_is_refused(cast: Cast, now: datetime, content: bytes) -> None:
    with pytest.raises(EmptyUpload) as refusal:
        receive(cast, now, content)
    assert "会议.txt" in refusal.value.message("zh-hans")
    assert not Document.objects.exists()


def test_too_much_is_refused(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(receiving, "MAX_UPLOAD_BYTES", 1024)
    with pytest.raises(UploadTooLarge):
        receive(cast, now, b"x" * 1025)
    assert not list(tmp_path.rglob("*.*"))
    assert rules.MAX_UPLOAD_BYTES == 50 * 1024 * 1024


@pytest.mark.parametrize("who", ["bureau_leader", "reader", "county_officer", "outsider"])
def test_only_the_office_receives(cast: Cast, now: datetime, who: str) -> None:
    with pytest.raises(NotAllowed):
        receive_document(actor=cast.person(who), now=now, jurisdiction=cast.city, name="a", content=b"x")

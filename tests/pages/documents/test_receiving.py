"""Receiving through the page: good files, bad ones, the same one twice, and nothing at all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents import rules
from luoshi.domain.documents.actions import engine
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import DocumentState, ReadingFailure
from luoshi.pages.documents.views import receiving
from tests.cast import Cast

ClientAs = Callable[[Account], Client]
RECEIVE = "/documents/receive/"
GOOD = "云岭市召开会议\n会议强调，要在2027年底前建成清溪灌区二期工程。市农业农村局要制定种子基地管理办法。\n"


def send(client: Client, *files: tuple[str, bytes], as_json: bool = True, **fields: str):  # type: ignore[no-untyped-def]
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    headers = {"Accept": "application/json"} if as_json else {}
    return client.post(RECEIVE, {"files": uploads, **fields}, headers=headers)


def zipped(**parts: bytes) -> bytes:
    holder = io.BytesIO()
    with zipfile.ZipFile(holder, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return holder.getvalue()


def test_several_files_are_received_and_read(cast: Cast, client_as: ClientAs) -> None:
    answer = send(client_as(cast.officer), ("甲.txt", GOOD.encode()), ("乙.txt", GOOD.encode("gb18030"))).json()
    assert [r["is_new"] for r in answer["results"]] == [True, True]
    assert {d.state for d in Document.objects.all()} == {DocumentState.READ}
    assert Finding.objects.filter(kind="commitment").count() >= 2
    assert "甲.txt" in answer["results"][0]["row"]


def test_the_same_file_twice_leads_to_the_one_that_is_here(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.officer)
    first = send(client, ("甲.txt", GOOD.encode())).json()["results"][0]
    second = send(client, ("乙.txt", GOOD.encode())).json()["results"][0]
    assert (first["address"], second["is_new"]) == (second["address"], False)
    response = send(client, ("丙.txt", GOOD.encode()), as_json=False)
    assert response["Location"] == first["address"]


def test_without_scripts_one_file_leads_to_its_reading(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.officer)
    response = send(client, ("甲.txt", GOOD.encode()), as_json=False)
    assert response["Location"] == reverse("documents:read", args=[Document.objects.get().pk])
    response = send(client, ("乙.txt", b"x" + GOOD.encode()), ("丙.txt", b"y" + GOOD.encode()), as_json=False)
    assert response["Location"] == "/documents/"


def test_pasted_text_is_received_as_it_is(cast: Cast, client_as: ClientAs) -> None:
    client_as(cast.officer).post(RECEIVE, {"text": GOOD})
    assert Document.objects.get().source == GOOD


def test_nothing_at_all_is_said(cast: Cast, client_as: ClientAs) -> None:
    response = client_as(cast.officer).post(RECEIVE, {"text": "  "})
    assert response.status_code == 422
    assert "请至少选择一个文件" in response.content.decode()


BAD = [
    ("empty.txt", b"", "是空的", None),
    ("blank.txt", b" \n\t", "是空的", None),
    ("rubbish.txt", bytes(range(256)) * 40, None, ReadingFailure.NOT_TEXT),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, None, ReadingFailure.NOT_TEXT),
    ("broken.docx", b"PK\x03\x04 no archive at all", None, ReadingFailure.BROKEN),
    ("broken.pdf", b"%PDF-1.7\nno pdf at all", None, ReadingFailure.BROKEN),
    ("other.docx", zipped(some__part=b"x"), None, ReadingFailure.NOT_TEXT),
    ("bomb.docx", zipped(word__document=b"0" * 20_000_000), None, None),
]


@pytest.mark.parametrize(("name", "content", "refusal", "failure"), BAD, ids=[row[0] for row in BAD])
def test_bad_files_get_clear_words(
    cast: Cast, client_as: ClientAs, name: str, content: bytes, refusal: str | None, failure: ReadingFailure | None
) -> None:
    client = client_as(cast.officer)
    response = send(client, (name, content), ("good.txt", GOOD.encode()))
    results = response.json()["results"]
    assert results[-1]["is_new"], "a bad file does not keep a good one out"
    if refusal:
        assert refusal in results[0]["problem"]
        assert Document.objects.count() == 1
        return
    document = Document.objects.get(file_name=name)
    assert document.state == DocumentState.FAILED
    assert document.error_code == failure or failure is None
    assert not document.findings.exists()
    page = client.get(results[0]["address"])
    assert ReadingFailure(document.error_code).chinese in page.content.decode()
    client.cookies["django_language"] = "en"
    assert ReadingFailure(document.error_code).english in client.get(results[0]["address"]).content.decode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.pdf", GOOD.encode()),
        ("nul.txt", GOOD.encode() + b"\x00x"),
        ("deep.html", b"<div>" * 20_000 + GOOD.encode()),
    ],
)
def test_odd_files_are_read_all_the_same(cast: Cast, client_as: ClientAs, name: str, content: bytes) -> None:
    send(client_as(cast.officer), (name, content))
    document = Document.objects.get()
    assert document.state == DocumentState.READ
    assert "清溪灌区" in document.text


def test_names_lose_paths_and_control_characters(cast: Cast, client_as: ClientAs) -> None:
    send(client_as(cast.officer), ("讲\u202e话\x07.txt", GOOD.encode()))
    assert Document.objects.get().file_name == "讲话.txt"


def test_too_large_a_file_is_refused_unread(cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MAX_UPLOAD_BYTES", 1000)
    response = send(client_as(cast.officer), ("big.txt", b"x" * 1001))
    assert response.status_code == 422
    assert "big.txt" in response.json()["results"][0]["problem"]
    assert rules.MAX_UPLOAD_BYTES > 1000


def test_too_long_a_text_says_so_before_it_is_read(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MAX_SOURCE_CHARACTERS", 50)
    monkeypatch.setattr(engine, "read_text", None)
    send(client_as(cast.officer), ("long.txt", GOOD.encode() * 3))
    assert Document.objects.get().error_code == ReadingFailure.TOO_LARGE


def test_text_is_kept_when_a_file_is_refused(cast: Cast, client_as: ClientAs) -> None:
    response = send(client_as(cast.officer), ("empty.txt", b""), as_json=False, text="还没写完的话")
    assert response.status_code == 422
    assert "还没写完的话" in response.content.decode()


def test_an_undecided_encoding_is_asked_for(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.officer)
    send(client, ("甲.txt", GOOD.encode("gb18030")))
    document = Document.objects.get()
    document.findings.all().delete()
    document.state, document.error_code = DocumentState.FAILED, "encoding_undecided"
    document.save()
    page = client.get(reverse("documents:read", args=[document.pk])).content.decode()
    assert "GB18030（简体中文）" in page
    client.post(reverse("documents:again", args=[document.pk]), {"encoding": "gb18030"})
    document.refresh_from_db()
    assert (document.state, document.encoding) == (DocumentState.READ, "gb18030")
    assert document.source == GOOD


def test_the_original_is_sent_as_a_download(cast: Cast, client_as: ClientAs) -> None:
    client = client_as(cast.officer)
    content = b"<script>alert(1)</script>" + GOOD.encode()
    send(client, ("危险.html", content))
    response = client.get(reverse("documents:original", args=[Document.objects.get().pk]))
    assert b"".join(response.streaming_content) == content
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"

"""Every kind of input gives its documents, always in the same order, and its faults as problems."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from luoshi_archive.errors import ArchiveRefused
from luoshi_archive.inputs import Census, Item, items, json_lines, open_inputs, zips
from luoshi_archive.inputs import warc as warc_files
from luoshi_archive.inputs.item import printable

TEXT = "到2026年底，完成老旧小区改造70个。\n"


def taken(*paths: Path) -> list[Item]:
    return [item for one in open_inputs([str(path) for path in paths]) for item in items(one, Census())]


def shown(found: list[Item]) -> dict[str, str]:
    """Show each item by its locator: the problem's code, or the text."""
    return {item.locator: item.problem.code if item.problem else item.content.decode() for item in found}


def test_folder_is_walked_in_order_and_only_documents_are_taken(tmp_path: Path) -> None:
    root = tmp_path / "文件"
    (root / "b").mkdir(parents=True)
    for name in ("b/2.txt", "b/1.html", "c.docx", "a.pdf", "README", "photo.jpg", ".hidden.txt"):
        (root / name).write_text(TEXT)
    (root / "link.txt").symlink_to(root / "c.docx")
    (root / "b/loop").symlink_to(root)
    os.mkfifo(root / "pipe.txt")
    census = Census()
    found = list(items(open_inputs([str(root)])[0], census))
    assert [item.locator for item in found] == [
        "文件/README",
        "文件/a.pdf",
        "文件/c.docx",
        "文件/b/1.html",
        "文件/b/2.txt",
    ]
    assert {item.content.decode() for item in found} == {TEXT}
    assert census.passed_over == {".jpg": 1, "(hidden)": 1, "(link)": 2}
    assert census.bytes_seen == 7 * len(TEXT.encode())


def test_file_names_that_are_no_text_are_shown_as_escapes(tmp_path: Path) -> None:
    root = tmp_path / "r"
    root.mkdir()
    Path(os.fsdecode(os.fsencode(root) + b"/\xb9\xab\x07.txt")).write_text(TEXT)
    (item,) = taken(root)
    assert item.locator == "r/\\xb9\\xab\\x07.txt".replace("\\xb9\\xab", "\\udcb9\\udcab")
    assert item.locator.isprintable()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r/a.txt").write_text(TEXT)
    (tmp_path / "r/a.txt").chmod(0)
    assert shown(taken(tmp_path / "r")) == {"r/a.txt": "unreadable"}


def test_file_that_went_away_is_set_aside(tmp_path: Path) -> None:
    root = tmp_path / "r"
    root.mkdir()
    for name in ("a.txt", "b.zip", "c.jsonl"):
        (root / name).write_text(TEXT)
    stream = items(open_inputs([str(root)])[0], Census())
    first = next(stream)
    (root / "b.zip").unlink()
    (root / "c.jsonl").unlink()
    assert first.problem is None
    assert [item.problem.code for item in stream if item.problem] == ["broken", "unreadable"]


def test_zip_gives_its_documents(tmp_path: Path) -> None:
    path = tmp_path / "文件.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("甲/1.txt", TEXT)
        archive.writestr("乙.html", TEXT)
        archive.writestr("__MACOSX/._1.txt", b"\0\5")
        archive.writestr("图.png", b"\x89PNG")
        archive.writestr("inner.zip", b"PK")
    assert shown(taken(path)) == {
        "文件.zip!/甲/1.txt": TEXT,
        "文件.zip!/乙.html": TEXT,
        "文件.zip!/inner.zip": "broken",
    }


def test_zip_names_without_the_utf8_mark_are_read_as_gbk(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("########.txt", TEXT)
    path.write_bytes(path.read_bytes().replace(b"########", "工作报告".encode("gbk")))
    assert list(shown(taken(path))) == ["a.zip!/工作报告.txt"]


def test_zip_path_tricks_stay_names(tmp_path: Path) -> None:
    path = tmp_path / "in/a.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../escaped.txt", "/etc/absolute.txt", "..\\windows.txt", "same.txt"):
            archive.writestr(name, TEXT)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("same.txt", TEXT)
    before = set(tmp_path.rglob("*"))
    found = shown(taken(path))
    assert set(tmp_path.rglob("*")) == before
    assert len(found) == 5
    assert {"a.zip!/same.txt", "a.zip!/same.txt#2", "a.zip!/../../escaped.txt"} <= set(found)


def test_zip_bombs_and_broken_members_are_set_aside_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"\0" * (30 * 2**20))
        archive.writestr("spoilt.txt", "不改之文" * 500)
        archive.writestr("secret.txt", TEXT)
        archive.writestr("good.txt", TEXT)
        spoilt, secret = archive.getinfo("spoilt.txt"), archive.getinfo("secret.txt")
    content = bytearray(path.read_bytes())
    content[spoilt.header_offset + 60] ^= 0xFF
    central = content.index(b"PK\1\2", content.index(b"PK\1\2"))
    while content[central + 46 : central + 56] != b"secret.txt":
        central = content.index(b"PK\1\2", central + 4)
    content[central + 8] |= 1
    content[secret.header_offset + 6] |= 1
    path.write_bytes(content)
    assert shown(taken(path)) == {
        "a.zip!/bomb.txt": "too_large",
        "a.zip!/spoilt.txt": "broken",
        "a.zip!/secret.txt": "password_protected",
        "a.zip!/good.txt": TEXT,
    }


def test_zip_that_lies_about_its_sizes_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"\0" * 2**24)
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", 2**24), struct.pack("<L", 100)))
    assert shown(taken(path)) == {"a.zip!/a.txt": "broken"}


@given(st.binary(max_size=400))
def test_zip_of_any_bytes_never_fails(content: bytes) -> None:
    path = Path("/dev/shm" if Path("/dev/shm").is_dir() else "/tmp") / f"luoshi-{os.getpid()}.zip"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", TEXT * 3)
    whole = bytearray(buffer.getvalue())
    for place, byte in enumerate(content):
        whole[(place * 7919) % len(whole)] ^= byte if place % 5 == 0 else 0
    try:
        path.write_bytes(whole)
        for item in zips.items(path, "a.zip", Census(), lambda *_: iter(())):
            assert item.problem is not None or item.content is not None
    finally:
        path.unlink(missing_ok=True)


def test_json_lines_give_their_documents(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": 7, "url": "u", "text": TEXT}),
        "",
        json.dumps({"html": "<p>" + TEXT}),
        json.dumps({"content": TEXT, "text": ""}),
        "{broken",
        "[1]",
        json.dumps({"title": "x"}),
        "[" * 100_000,
        json.dumps({"text": "\ud800x"}),
    ]
    plain = tmp_path / "a.jsonl"
    plain.write_text("\n".join(lines), encoding="utf-8")
    packed = tmp_path / "b.ndjson.gz"
    packed.write_bytes(gzip.compress("\n".join(lines).encode()))
    found = taken(plain)
    assert shown(found) == {
        "a.jsonl#1": TEXT,
        "a.jsonl#3": "<p>" + TEXT,
        "a.jsonl#4": TEXT,
        "a.jsonl#5": "bad_record",
        "a.jsonl#6": "bad_record",
        "a.jsonl#7": "no_text_field",
        "a.jsonl#8": "bad_record",
        "a.jsonl#9": "?x",
    }
    assert (found[0].given_id, found[0].url, found[1].name) == ("7", "u", "page.html")
    assert [item.content for item in taken(packed)] == [item.content for item in found]


def test_overlong_line_is_set_aside_and_the_next_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "_LINE_BYTES", 500)
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "长" * 2000}) + "\n" + json.dumps({"text": "短"}) + "\n")
    assert shown(taken(path)) == {"a.jsonl#1": "too_large", "a.jsonl#2": "短"}


def test_cut_short_gzip_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    chunk = "".join(json.dumps({"text": f"{os.urandom(500).hex()}"}) + "\n" for _ in range(400)).encode()
    path.write_bytes(gzip.compress(chunk)[:-5000])
    found = taken(path)
    assert len(found) > 100
    assert [item.problem.code for item in found if item.problem] == ["broken"]


def warc(packed: bool) -> bytes:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    ok = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    missing = StatusAndHeaders("404 Not Found", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    image = StatusAndHeaders("200 OK", [("Content-Type", "image/png")], protocol="HTTP/1.1")
    squeezed = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/plain"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
    )
    for kind, headers, body in (
        ("response", ok, TEXT.encode()),
        ("response", missing, b"gone"),
        ("response", image, b"\x89PNG"),
        ("response", squeezed, gzip.compress(TEXT.encode())),
        ("request", StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True), b""),
    ):
        record = writer.create_warc_record("http://gov.example/1", kind, payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
    writer.write_record(
        writer.create_warc_record(
            "urn:plain", "resource", payload=io.BytesIO(TEXT.encode()), warc_content_type="text/plain"
        )
    )
    return buffer.getvalue()


def test_warc_gives_its_documents_however_it_is_packed(tmp_path: Path) -> None:
    for name, content in (
        ("a.warc", warc(False)),
        ("b.warc.gz", warc(True)),
        ("c.warc.gz", gzip.compress(warc(False))),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        found = taken(path)
        assert shown(found) == {f"{name}#{number}": TEXT for number in (1, 4, 6)}, name
        assert (found[0].name, found[0].url) == ("record.html", "http://gov.example/1")


def test_broken_warc_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc(True)[:-100])
    found = taken(path)
    assert [item.content.decode() for item in found[:2]] == [TEXT, TEXT]
    rubbish = tmp_path / "b.warc"
    rubbish.write_bytes(os.urandom(5000))
    assert [item.problem.code for item in taken(rubbish) if item.problem] == ["broken"]


def test_warc_bombs_do_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_files, "MOST_BYTES", 2**20)
    lines = tmp_path / "lines.warc.gz"
    lines.write_bytes(gzip.compress(b"\0" * 100_000_000, 1))
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=True)
    large = io.BytesIO(b"\0" * 5_000_000)
    writer.write_record(writer.create_warc_record("urn:1", "resource", payload=large, warc_content_type="text/plain"))
    buffer.write(warc(True))
    records = tmp_path / "records.warc.gz"
    records.write_bytes(buffer.getvalue())
    tracemalloc.start()
    try:
        assert [item.problem.code for item in taken(lines) if item.problem] == ["broken"]
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
    finally:
        tracemalloc.stop()
    assert list(shown(taken(records)).values()) == ["too_large", TEXT, TEXT, TEXT]


def test_parquet_gives_its_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT range AS id, CASE WHEN range = 3 THEN NULL ELSE '第' || range || '项' END AS \"Text\", "
            f"'u' || range AS url FROM range(5000)) TO '{path}'"
        )
    found = taken(path)
    assert [item.locator for item in found] == [f"a.parquet#{n}" for n in range(1, 5001)]
    assert (found[4999].content.decode(), found[4999].given_id, found[4999].url) == ("第4999项", "4999", "u4999")
    assert [item.locator for item in found if item.problem] == ["a.parquet#4"]


def test_parquet_of_bytes_and_broken_parquet(tmp_path: Path) -> None:
    path, other = tmp_path / "a.parquet", tmp_path / "b.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT '\\xD6\\xD0'::BLOB AS content) TO '{path}'")
        connection.execute(f"COPY (SELECT 1 AS n) TO '{other}'")
    assert [item.content for item in taken(path)] == [b"\xd6\xd0"]
    assert shown(taken(other)) == {"b.parquet": "no_text_field"}
    path.write_bytes(path.read_bytes()[:-30])
    assert shown(taken(path)) == {"a.parquet#end": "broken"}


def test_inputs_are_labelled_by_what_tells_them_apart(tmp_path: Path) -> None:
    for year in ("2019", "2020"):
        (tmp_path / year / "docs").mkdir(parents=True)
        (tmp_path / year / "docs/1.txt").write_text(TEXT)
    assert [item.locator for item in taken(tmp_path / "2019/docs", tmp_path / "2020/docs")] == [
        "2019/docs/1.txt",
        "2020/docs/1.txt",
    ]
    assert len(open_inputs([str(tmp_path), f"{tmp_path}/"])) == 1


@pytest.mark.parametrize("name", ["nowhere", "a\0b", "photo.jpg"])
def test_inputs_that_cannot_be_read_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    with pytest.raises(ArchiveRefused):
        open_inputs([f"{tmp_path}/{name}"])


@given(st.text())
def test_printable_names_are_printable(name: str) -> None:
    assert printable(name).isprintable()
    assert not name.isprintable() or printable(name) == name

"""Records of JSON and Parquet as people really keep them: in several encodings, lists and fields, titles apart."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest

from luoshi_archive import temporary
from luoshi_archive.errors import ArchiveRefused
from luoshi_archive.inputs import Census, Item, items, open_inputs
from luoshi_archive.inputs.kinds import Kind, kind_of
from luoshi_archive.inputs.records import item_of
from luoshi_archive.manifest import JOURNAL
from luoshi_archive.tables import TABLES

TITLE = "桑坞县人民政府关于修缮石桥的通知"
TEXT = "一、10月底前修缮石桥12座。\n二、县水利局牵头。"


def taken(path: Path, census: Census | None = None) -> dict[str, str]:
    """Show each item by its locator: the problem's code, or the text."""
    found = items(open_inputs([str(path)])[0], census or Census())
    return {item.locator: _shown(item) for item in found}


def _shown(item: Item) -> str:
    return item.problem.code if item.problem else item.content.decode()


def lines(*records: Any) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.mark.parametrize(
    "encoding, packed",
    [("utf-8", False), ("utf-8-sig", False), ("gb18030", False), ("utf-16", False), ("utf-8", True), ("gb18030", True)],
)
def test_json_lines_of_any_usual_encoding(tmp_path: Path, encoding: str, packed: bool) -> None:
    content = lines({"text": TEXT}, {"text": TITLE}).encode(encoding)
    path = tmp_path / "a.jsonl"  # what is gzipped, its bytes tell
    path.write_bytes(gzip.compress(content) if packed else content)
    assert taken(path) == {"a.jsonl#1": TEXT, "a.jsonl#2": TITLE}


def test_damaged_utf8_stays_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"text": TEXT * 20}).encode().replace("桥".encode(), b"\xe6\xa1", 1))
    assert taken(path) == {"a.jsonl#1": (TEXT * 20).replace("桥", "\ufffd", 1)}


def test_lists_are_taken_however_they_are_broken_into_lines(tmp_path: Path) -> None:
    one, other = (json.dumps({"text": text}, ensure_ascii=False) for text in (TEXT, TITLE))
    for number, (text, places) in enumerate([
        (f"[{one}, {other}]", ("#1.1", "#1.2")),
        (f"[\n{one},\n{other}\n]\n", ("#2", "#3")),
        (f"[{one},\n{other}]", ("#1", "#2")),
    ]):  # fmt: skip
        path = tmp_path / f"{number}.jsonl"
        path.write_text(text)
        assert taken(path) == {path.name + places[0]: TEXT, path.name + places[1]: TITLE}


def test_json_files_are_one_record_or_a_list_of_them(tmp_path: Path) -> None:
    for name, content in (
        ("a.json", json.dumps({"正文": TEXT}, indent=2)),
        ("b.json", json.dumps([{"text": TEXT}, {"x": 1}, 3])),
        ("c.json", json.dumps({"version": 1})),
        ("d.json", "{"),
    ):
        (tmp_path / name).write_text(content)
    census = Census()
    folder = tmp_path.name
    assert taken(tmp_path, census) == {
        f"{folder}/a.json": TEXT,
        f"{folder}/b.json#1": TEXT,
        f"{folder}/b.json#2": "no_text_field",
        f"{folder}/b.json#3": "bad_record",
        f"{folder}/d.json": "bad_record",
    }
    assert census.passed_over == {".json": 1}


@pytest.mark.parametrize(
    "record",
    [
        {"Text": TEXT},
        {"text": "", "CONTENT": TEXT},
        {"正文": TEXT, "编号": 3},
        {"text": None, "body": TEXT},
        {"text": TEXT.split("\n")},
    ],
)
def test_fields_that_hold_the_text(record: dict[str, Any]) -> None:
    item = item_of(record, "a")
    assert item.content.decode() == TEXT
    assert item.given_id == ("3" if "编号" in record else None)


@pytest.mark.parametrize(
    "record, expected",
    [
        ({"title": TITLE, "text": TEXT}, f"{TITLE}\n{TEXT}"),
        ({"标题": TITLE, "正文": TEXT}, f"{TITLE}\n{TEXT}"),
        ({"title": TITLE, "text": f"桑坞县人民政府\n关于修缮石桥的通知\n{TEXT}"}, None),
        ({"title": f"{TITLE} - 桑坞县门户网站", "text": f"{TITLE}\n{TEXT}"}, None),
        ({"title": "通知 & 公告", "html": "<p>修桥</p>"}, "<h1>通知 &amp; 公告</h1>\n<p>修桥</p>"),
        ({"title": TITLE, "html": "<!DOCTYPE html><p>修桥</p>"}, None),
        ({"title": TITLE, "html": f"<p>桑坞县人民政府</p><p>关于<b>修缮</b>石桥的通知</p><p>{TEXT}</p>"}, None),
        ({"title": "  ", "text": TEXT}, None),
        ({"title": 7, "text": TEXT}, None),
    ],
)
def test_title_kept_apart_goes_before_the_text(record: dict[str, Any], expected: str | None) -> None:
    as_it_was = record.get("text") or record.get("html")
    assert item_of(record, "a").content.decode() == (expected or as_it_was)


def test_parquet_columns_of_any_usual_name(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT '{TEXT}' AS 正文, '{TITLE}' AS 标题, ''::VARCHAR AS body) TO '{path}'")
    assert taken(path) == {"a.parquet#1": f"{TITLE}\n{TEXT}"}


@pytest.mark.parametrize(
    "name, kind",
    [
        ("关于2023.6.30会议的通知", Kind.DOCUMENT),
        ("工作报告3.5版", Kind.DOCUMENT),
        ("通知.第2稿", Kind.DOCUMENT),
        ("show.asp", Kind.DOCUMENT),
        ("content.php?id=3", Kind.DOCUMENT),
        ("index.html?page=2", Kind.DOCUMENT),
        ("说明.md", Kind.DOCUMENT),
        ("旧稿.wps", Kind.DOCUMENT),
        ("照片.jpg", Kind.OTHER),
        ("表.xlsx", Kind.OTHER),
        ("包.7z", Kind.OTHER),
        ("a.tar.gz", Kind.OTHER),
        (".DS_Store", Kind.OTHER),
        ("甲.json", Kind.JSON),
    ],
)
def test_kinds_by_name(name: str, kind: Kind) -> None:
    assert kind_of(name) is kind


def _zip(path: Path, members: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path.read_bytes()


def test_archives_within_a_zip_are_opened_three_deep(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch.zip"
    fourth = _zip(scratch, {"丁.txt": TEXT.encode()})
    third = _zip(scratch, {"丙.txt": TEXT.encode(), "四.zip": fourth})
    packed = gzip.compress(lines({"text": TITLE}).encode())
    second = _zip(scratch, {"三.zip": third, "a.jsonl.gz": packed, "b.json": lines({"text": TEXT}).encode()})
    _zip(tmp_path / "一.zip", {"二.zip": second, "坏.zip": b"PK", "图.png": b"x"})
    census = Census()
    assert taken(tmp_path / "一.zip", census) == {
        "一.zip!/二.zip!/三.zip!/丙.txt": TEXT,
        "一.zip!/二.zip!/三.zip!/四.zip": "nested_archive",
        "一.zip!/二.zip!/a.jsonl.gz#1": TITLE,
        "一.zip!/二.zip!/b.json": TEXT,
        "一.zip!/坏.zip": "broken",
    }
    assert census.passed_over == {".png": 1}
    assert census.bytes_seen == (tmp_path / "一.zip").stat().st_size


def test_read_archives_among_the_inputs_are_passed_over(tmp_path: Path) -> None:
    for table in TABLES:
        (tmp_path / "in/read" / table).mkdir(parents=True)
    (tmp_path / "in/read" / JOURNAL).touch()
    (tmp_path / "in/a.txt").write_text(TEXT)
    census = Census()
    assert taken(tmp_path / "in", census) == {"in/a.txt": TEXT}
    assert census.passed_over == {"(read archive)": 1}
    with pytest.raises(ArchiveRefused, match="written by this command"):
        open_inputs([str(tmp_path / "in/read")])


def test_temporary_folders_of_processes_that_are_gone_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(temporary.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(temporary, "_LEFT_AFTER_SECONDS", -1.0)
    gone, others = tmp_path / f"luoshi-archive-{2**22 + 7}-x", tmp_path / "luoshi-archive-mine"
    living = tmp_path / "luoshi-archive-1-x"
    for folder in (gone, others, living):
        folder.mkdir()
        (folder / "part").touch()
    temporary._sweep.cache_clear()
    with temporary.temporary_folder() as folder:
        assert folder.is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == [living.name, others.name]

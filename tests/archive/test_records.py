"""Records of JSON and Parquet as people really keep them: in several encodings, lists and fields, titles apart."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest

from luoshi_archive import temporary
from luoshi_archive.errors import ArchiveRefused
from luoshi_archive.inputs import Census, Item, items, json_lines, open_inputs
from luoshi_archive.inputs.kinds import Kind, kind_of
from luoshi_archive.inputs.records import item_of
from luoshi_archive.inputs.zips import MOST_DEPTH
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
    [(name, packed) for name in ("utf-8", "utf-8-sig", "gb18030", "utf-16") for packed in (False, True)],
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


def test_gb18030_among_much_markup_is_read(tmp_path: Path) -> None:
    html = f"<div class='a'><span></span></div>{'<br />' * 3000}修缮石桥"
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"html": html}, {"text": "桥" + " " * 200}).encode("gb18030"))
    assert taken(path) == {"a.jsonl#1": html, "a.jsonl#2": "桥" + " " * 200}


def test_utf8_in_which_characters_were_lost_before_stays_utf8(tmp_path: Path) -> None:
    text = "\ufffd\ufffd修桥\ufffd\ufffd\ufffd\ufffd"
    path = tmp_path / "a.jsonl"
    path.write_text(lines({"text": text}))
    assert taken(path) == {"a.jsonl#1": text}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8", "gb18030"])
def test_only_line_feeds_end_lines(tmp_path: Path, encoding: str) -> None:
    text = "修缮石桥\u2028由县水利局\u2029牵头\x85负责"
    content = ("\ufeff" * encoding.startswith("utf-16") + lines({"text": text}, {"text": TITLE})).encode(encoding)
    plain, packed = tmp_path / "a.jsonl", tmp_path / "b.jsonl.gz"
    plain.write_bytes(content)
    packed.write_bytes(gzip.compress(content))
    assert taken(plain) == {"a.jsonl#1": text, "a.jsonl#2": TITLE}
    assert taken(packed) == {"b.jsonl.gz#1": text, "b.jsonl.gz#2": TITLE}


def test_utf16_lines_are_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "_CHUNK_BYTES", 7)
    monkeypatch.setattr(json_lines, "_LINE_BYTES", 300)
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"text": TEXT}, {"text": "修" * 200}, {"text": "𠮷" + TITLE}).encode("utf-16"))
    assert taken(path) == {"a.jsonl#1": TEXT, "a.jsonl#2": "too_large", "a.jsonl#3": "𠮷" + TITLE}


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_json_file_of_json_lines_is_read_by_lines(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(("\n" + lines({"text": TEXT}) + "{\n" + lines({"text": TITLE})).encode(encoding))
    census = Census()
    assert taken(path, census) == {"a.json#2": TEXT, "a.json#3": "bad_record", "a.json#4": TITLE}
    assert census.bytes_seen == path.stat().st_size


def test_json_file_over_the_limit_is_read_by_lines_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "_WHOLE_BYTES", 2**20)
    listed = [{"text": TEXT}, {"text": TITLE * 20_000}]
    by_line, whole = tmp_path / "a.json", tmp_path / "b.json"
    by_line.write_text("[\n" + ",\n".join(json.dumps(each) for each in listed) + "\n]\n")
    whole.write_text(json.dumps(listed, indent=1))
    assert taken(by_line) == {"a.json#2": TEXT, "a.json#3": TITLE * 20_000}
    census = Census()
    (item,) = items(open_inputs([str(whole)])[0], census)
    assert item.problem is not None
    assert (item.problem.code, "JSON lines" in item.problem.message) == ("too_large", True)
    assert census.bytes_seen == whole.stat().st_size


def test_large_json_file_of_small_objects_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[" + "{}," * 6_000_000 + '{"text": ""}]')
    tracemalloc.start()
    try:
        assert taken(path) == {"a.json": "too_large"}
        assert tracemalloc.get_traced_memory()[1] < 100 * 2**20
    finally:
        tracemalloc.stop()


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
    packed = gzip.compress(lines({"text": TITLE}).encode())
    third = _zip(scratch, {"丙.txt": TEXT.encode(), "四.zip": fourth, "c.jsonl.gz": packed})
    second = _zip(scratch, {"三.zip": third, "a.jsonl.gz": packed, "b.json": lines({"text": TEXT}).encode()})
    _zip(tmp_path / "一.zip", {"二.zip": second, "坏.zip": b"PK", "图.png": b"x"})
    census = Census()
    assert taken(tmp_path / "一.zip", census) == {
        "一.zip!/二.zip!/三.zip!/丙.txt": TEXT,
        "一.zip!/二.zip!/三.zip!/四.zip": "nested_archive",
        "一.zip!/二.zip!/三.zip!/c.jsonl.gz#1": TITLE,
        "一.zip!/二.zip!/a.jsonl.gz#1": TITLE,
        "一.zip!/二.zip!/b.json": TEXT,
        "一.zip!/坏.zip": "broken",
    }
    assert census.passed_over == {".png": 1}
    assert census.bytes_seen == (tmp_path / "一.zip").stat().st_size
    found = items(open_inputs([str(tmp_path / "一.zip")])[0], Census())
    (message,) = [item.problem.message for item in found if item.problem and item.locator.endswith("四.zip")]
    assert f"{MOST_DEPTH} deep" in message


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

"""Rows have the columns that are promised, whatever the engine gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from luoshi_archive.errors import Problem
from luoshi_archive.reading_process import printed
from luoshi_archive.tables import COLUMNS, FINDINGS, document_identity, rows_of_problem, rows_of_reading
from luoshi_archive.worker import parquet
from luoshi_reading.pipeline import as_json, read

IDENTITY = {"document": "d", "sha256": "s", "locator": "l", "url": None, "given_id": None, "bytes": 3}

odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def stored(rows: dict[str, list[dict[str, Any]]], folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Write rows as Parquet and read them again."""
    read_again = {}
    for table, content in parquet({table: [lines] for table, (_, lines) in printed(rows).items()}).items():
        (folder / "t.parquet").write_bytes(content)
        with duckdb.connect() as connection:
            result = connection.execute(f"FROM read_parquet('{folder}/t.parquet')")
            names = [name for name, *_ in result.description or []]
            read_again[table] = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return read_again


def test_reading_is_stored_as_it_is_printed(tmp_path: Path) -> None:
    text = "霁川市召开全市重点工作推进会\n会议强调，"
    text += "到2026年底，完成老旧小区改造70个。要实施“六大突破”，市住房城乡建设局要建立问题清单。\n"
    reading = as_json(read(text.encode(), name="a.txt"), True)
    tables = stored(rows_of_reading(IDENTITY, reading), tmp_path)
    (document,) = tables["documents"]
    assert (document["text"], document["source"], document["title"]) == (reading["text"], text, reading["title"])
    assert reading["commitments"]
    for table in FINDINGS:
        for given_one, kept in zip(reading[table], tables.get(table, []), strict=True):
            assert (kept["span_start"], kept["span_end"]) == (given_one["span"]["start"], given_one["span"]["end"])
            for name in COLUMNS[table]:
                if name in given_one:
                    assert kept[name] == given_one[name], (table, name)
            beyond = {name for name, value in given_one.items() if name not in kept and value not in (None, [], "")}
            assert set(json.loads(kept["other"] or "{}")) == beyond - {"span"}


@settings(
    deadline=None,
    max_examples=30,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_odd_values_are_stored_and_lose_no_row(tmp_path: Path, data: st.DataObject) -> None:
    reading: dict[str, Any] = {}
    for table, columns in COLUMNS.items():
        fields = st.fixed_dictionaries({}, optional=dict.fromkeys([*columns, "span", "beyond"], odd))
        if table == "documents":
            reading |= data.draw(fields)
            reading.pop("outline", None)
        elif table == "meetings":
            reading["meeting"] = data.draw(fields)
        elif table != "errors":
            reading[table] = data.draw(st.lists(fields, max_size=2))
    rows = rows_of_reading(IDENTITY, reading)
    kept = stored(rows, tmp_path)
    assert {t: len(listed) for t, listed in rows.items() if listed} == {t: len(listed) for t, listed in kept.items()}
    assert all(list(row) == list(COLUMNS[table]) for table, listed in kept.items() for row in listed)


def test_long_text_is_stored(tmp_path: Path) -> None:
    text = "落实" * (12 * 2**20)
    assert stored(rows_of_reading(IDENTITY, {"text": text}), tmp_path)["documents"][0]["text"] == text


def test_problem_is_a_row_of_errors(tmp_path: Path) -> None:
    kept = stored(rows_of_problem(IDENTITY, Problem("broken", "It is broken.")), tmp_path)
    assert kept == {"errors": [{**IDENTITY, "code": "broken", "message": "It is broken."}]}


@given(st.text(), st.text(), st.text())
def test_identity_depends_on_bytes_and_place(sha256: str, one: str, other: str) -> None:
    assert (document_identity(sha256, one) == document_identity(sha256, other)) == (one == other)
    assert len(document_identity(None, one)) == 32

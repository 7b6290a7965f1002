"""Parquet files of documents: one a row, streamed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from luoshi_archive.errors import BROKEN, NO_TEXT_FIELD, Problem
from luoshi_archive.inputs import records
from luoshi_archive.inputs.item import Census, Item, printable
from luoshi_archive.parquet_engine import connect

_ROWS_AT_ONCE = 64


def items(path: Path, locator: str, census: Census) -> Iterator[Item]:
    """Yield the documents of a file; their locators count its rows from 1."""
    size, seen = path.stat().st_size, 0
    try:
        with connect() as connection:
            described = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
            named = {name.lower(): name for name, *_ in described}
            wanted = [field for field in records.FIELDS if field in named]
            if not set(wanted) & set(records.TEXT_FIELDS):
                message = f"The table has none of the columns {', '.join(records.TEXT_FIELDS)}."
                yield Item(locator, path.name, problem=Problem(NO_TEXT_FIELD, message))
                return
            count = connection.execute("SELECT sum(num_rows) FROM parquet_file_metadata(?)", [str(path)]).fetchall()
            rows = max(int(count[0][0] or 0), 1)
            columns = ", ".join('"' + named[field].replace('"', '""') + '"' for field in wanted)
            result = connection.execute(f"SELECT {columns} FROM read_parquet(?)", [str(path)])  # noqa: S608 - quoted names
            number = 0
            while batch := result.fetchmany(_ROWS_AT_ONCE):
                for row in batch:
                    number += 1
                    seen, before = size * number // rows, seen
                    census.bytes_seen += seen - before
                    yield records.item_of(dict(zip(wanted, row, strict=True)), f"{locator}#{number}")
    except duckdb.Error as error:
        message = f"The Parquet file cannot be read further: {printable(str(error).splitlines()[0])[:300]}"
        yield Item(f"{locator}#end", path.name, problem=Problem(BROKEN, message))

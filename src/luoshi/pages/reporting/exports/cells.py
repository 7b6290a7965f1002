"""Opens a filled workbook and gives what each cell shows, without trusting the file (RP13)."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from typing import IO, Any

import openpyxl

from luoshi.domain.reporting import errors

MOST_ROWS = 5_000
MOST_COLUMNS = 40
MOST_BYTES = 10 * 2**20
MOST_UNPACKED_BYTES = 100 * 2**20
PLACE_OF_MARK = (3, 1)  # row and column, counted from 1
_UNREADABLE = (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, zipfile.BadZipFile, SyntaxError)
_ZIP, _OLD_OR_LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how an XLSX and an XLS (or an encrypted XLSX) begin

Rows = list[tuple[Any, ...]]


def rows_of(file: IO[bytes], mark: str) -> Rows:
    """Give the rows of the worksheet that bears a mark, of the first one where none does.

    A per cent is given as shown (65%), a day as 2026-03-05, a formula that nothing was computed for as the formula: a
    cell that says something is never taken for an empty one. Raises SheetTooLarge, NotAWorkbook, NotOurSheet.
    """
    _refuse_others(file)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        page = next((one for one in book.worksheets if _bears(one, mark)), book.worksheets[0])
        rows = [tuple(_shown(cell) for cell in row) for row in page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)]
        name = page.title
        book.close()
        return _with_formulas(file, name, rows)
    except _UNREADABLE:
        raise errors.NotOurSheet from None


def _refuse_others(file: IO[bytes]) -> None:
    size = file.seek(0, 2)
    file.seek(0)
    if size > MOST_BYTES:
        raise errors.SheetTooLarge(size=round(size / 2**20), limit=MOST_BYTES // 2**20)
    start = file.read(4)
    file.seek(0)
    if start == _OLD_OR_LOCKED:
        raise errors.NotAWorkbook(reason_zh="旧版 .xls 格式，或设有密码", reason_en="of the old .xls kind, or locked")
    if start != _ZIP:
        raise errors.NotAWorkbook(reason_zh="不是 .xlsx 格式", reason_en="no .xlsx")
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except _UNREADABLE:
        raise errors.NotAWorkbook(reason_zh="已损坏", reason_en="damaged") from None
    if unpacked > MOST_UNPACKED_BYTES:
        raise errors.SheetTooLarge(size=unpacked // 2**20, limit=MOST_UNPACKED_BYTES // 2**20)
    file.seek(0)


def _bears(page: Any, mark: str) -> bool:
    row, column = PLACE_OF_MARK
    cells = next(page.iter_rows(min_row=row, max_row=row, max_col=column, values_only=True), (None,))
    return str(cells[column - 1] or "").startswith(mark)


def _shown(cell: Any) -> Any:
    value = cell.value
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if is_number and "%" in str(cell.number_format or ""):
        return f"{value * 100:.15g}%"
    return value


def _with_formulas(file: IO[bytes], name: str, rows: Rows) -> Rows:
    """Put formulas where a program wrote them without computing anything: such a cell would else look empty."""
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        pages = [entry for entry in archive.namelist() if entry.startswith("xl/worksheets/")]
        if not any(b"<f>" in (part := archive.read(entry)) or b"<f " in part for entry in pages):
            return rows
    file.seek(0)
    book = openpyxl.load_workbook(file, read_only=True, keep_links=False)
    page = book[name]
    written = page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    whole = [_merged(shown, cells) for shown, cells in zip(rows, written, strict=False)]
    book.close()
    return [*whole, *rows[len(whole) :]]


def _merged(shown: tuple[Any, ...], cells: Sequence[Any]) -> tuple[Any, ...]:
    formulas = {place: str(cell.value) for place, cell in enumerate(cells) if getattr(cell, "data_type", "") == "f"}
    return tuple(formulas.get(place, value) if value is None else value for place, value in enumerate(shown))

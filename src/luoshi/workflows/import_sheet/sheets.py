"""Open sheets: XLSX and XLS by calamine, CSV by its own reader; every cell as a plain value at its place.

A file is foreign: what is too large to unpack, bears a document type or needs a password is refused before its cells
are read.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any

import python_calamine

from luoshi.domain.exchange.errors import FileKindRefused, FileTooLarge, FileUnreadable, SheetEmpty, SheetUnknown
from luoshi.domain.exchange.rules import MAX_BYTES
from luoshi.workflows.import_sheet.sheet_marks import Marks, NotPlain, marks_of, sheet_parts

Value = str | int | float | bool | date | datetime | time | timedelta

MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_CELLS = 4_000_000  # rows times columns; a sheet formatted to its last cell is not read
TOP_ROWS = 25  # kept of each sheet for choosing the heading
TOP_COLUMNS = 120
LONGEST_SHOWN = 60  # characters of a cell shown while choosing columns
ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".csv"})
CSV_SHEET = "CSV"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's cells, row by row from the first, and what its cells do not say themselves."""

    name: str
    rows: Sequence[Sequence[Value]]
    marks: Marks

    def value(self, row: int, column: int) -> Value | None:
        """Give a cell's value, counted from 0; None where it is empty."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return None
        found = self.rows[row][column]
        return None if found == "" else found


@dataclass(frozen=True, slots=True)
class SheetSketch:
    """A sheet in short: what is needed to choose it and its heading."""

    name: str
    is_hidden: bool
    rows: int
    columns: int
    top: list[list[str]]
    merged: list[tuple[int, int, int, int]]  # first row, first column, last row, last column, of the top rows
    is_too_large: bool = False

    def as_plain(self) -> dict[str, Any]:
        """Give the sketch as JSON values."""
        return {name: getattr(self, name) for name in self.__slots__}


class SheetFile:
    """A file of sheets, opened once."""

    def __init__(self, name: str, content: bytes) -> None:
        """Open a file. Raises a refusal of ``domain.exchange.errors`` that says why it cannot be read."""
        self.name = name
        self._content = content
        ending = PurePath(name).suffix.lower()
        if ending not in ENDINGS:
            raise FileKindRefused(name=name)
        if len(content) > MAX_BYTES:
            raise FileTooLarge(name=name, size_mb=f"{len(content) / 2**20:.0f}", limit_mb=MAX_BYTES // 2**20)
        if not content.strip():
            raise SheetEmpty(name=name)
        self._csv: list[list[str]] | None = None
        self._parts: dict[str, str] = {}
        self._marks: dict[str, Marks] = {}
        if ending == ".csv":
            self._csv = _csv_rows(name, content)
            self.hidden = {CSV_SHEET: False}
        else:
            self._open(ending)

    def _open(self, ending: str) -> None:
        is_zip = self._content[:4] == b"PK\x03\x04"
        try:
            if is_zip:
                self._refuse_bomb()
                self._parts = sheet_parts(self._content)
            self._book = python_calamine.load_workbook(io.BytesIO(self._content))
        except python_calamine.PasswordError as error:
            raise _unreadable(self.name, "文件设有密码，请先取消密码保护。", "remove its password first.") from error
        except (python_calamine.CalamineError, zipfile.BadZipFile, NotPlain, KeyError, ValueError) as error:
            raise _unreadable(
                self.name,
                "文件已损坏，或内容与扩展名不符。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。",
                "it is damaged or not what its ending says. Open it in Excel or WPS and save it as .xlsx.",
            ) from error
        worksheet = python_calamine.SheetTypeEnum.WorkSheet
        visible = python_calamine.SheetVisibleEnum.Visible
        self.hidden = {m.name: m.visible != visible for m in self._book.sheets_metadata if m.typ == worksheet}
        if not self.hidden:
            raise SheetEmpty(name=self.name)

    def _refuse_bomb(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self._content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
                limit = MAX_UNPACKED_BYTES // 2**20
                raise _unreadable(self.name, f"解压后超过 {limit} MB。", f"unpacked it has more than {limit} MB.")

    def marks(self, sheet: str) -> Marks:
        """Give formulas, hidden rows and merged cells of a sheet; none of the first two for XLS and CSV."""
        if sheet not in self._marks:
            part = self._parts.get(sheet)
            self._marks[sheet] = marks_of(self._content, part) if part else Marks()
        return self._marks[sheet]

    def sketches(self) -> list[SheetSketch]:
        """Sketch every sheet. Raises SheetEmpty where all are empty."""
        found = [self._sketch(name) for name in self.hidden]
        if not any(sketch.rows for sketch in found):
            raise SheetEmpty(name=self.name)
        return found

    def _sketch(self, name: str) -> SheetSketch:
        marks = self.marks(name)
        if marks.last_row * marks.last_column > MAX_CELLS:
            return SheetSketch(name, self.hidden[name], marks.last_row, marks.last_column, [], [], True)
        sheet = self.sheet(name)
        rows, columns = _extent(sheet.rows)
        top = [[shown(cell) for cell in row[:TOP_COLUMNS]] for row in sheet.rows[:TOP_ROWS]]
        merged = [m for m in sheet.marks.merged if m[0] < TOP_ROWS]
        return SheetSketch(name, self.hidden[name], rows, columns, top, merged)

    def sheet(self, name: str) -> Sheet:
        """Read a sheet. Raises SheetUnknown."""
        if name not in self.hidden:
            raise SheetUnknown
        if self._csv is not None:
            return Sheet(name, self._csv, Marks())
        marks = self.marks(name)
        if marks.last_row * marks.last_column > MAX_CELLS:
            raise SheetUnknown
        found = self._book.get_sheet_by_name(name)
        rows: list[list[Value]] = found.to_python(skip_empty_area=False)
        if not self._parts:
            merged = tuple((a[0], a[1], b[0], b[1]) for a, b in found.merged_cell_ranges or ())
            marks = Marks(merged=merged)
        return Sheet(name, rows, marks)


def shown(value: Value | None) -> str:
    """Say a cell as a person reads it, in short."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        text = value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    elif isinstance(value, date):
        text = value.isoformat()
    elif isinstance(value, float):
        text = f"{value:.15g}"
    else:
        text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _extent(rows: Sequence[Sequence[Value]]) -> tuple[int, int]:
    last_row = last_column = 0
    for number, row in enumerate(rows, start=1):
        filled = [column for column, cell in enumerate(row, start=1) if cell != ""]
        if filled:
            last_row, last_column = number, max(last_column, filled[-1])
    return last_row, last_column


def _csv_rows(name: str, content: bytes) -> list[list[str]]:
    """Read CSV in UTF-8 or GB18030, parted by what its first lines are parted by."""
    text = _decoded(name, content)
    sample = text[:20_000]
    delimiter = max(",\t;", key=lambda sign: (sample.count(sign), sign == ","))
    try:
        return list(_cleaned(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise _unreadable(name, "CSV 格式有误，请检查引号是否成对。", "its quotes do not pair up.") from error


def _cleaned(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    for line in lines:
        yield [cell.strip() for cell in line]


def _decoded(name: str, content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _unreadable(name, "文字编码无法识别，请另存为 UTF-8 编码的 CSV 或 .xlsx。", "save it as UTF-8 or .xlsx.")


def _unreadable(name: str, chinese: str, english: str) -> FileUnreadable:
    return FileUnreadable(name=name, why_zh=chinese, why_en=english)

"""The sheet as it was sent, with a comment at every cell where something is wrong (IM11)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from luoshi.workflows.import_sheet.faults import Severity
from luoshi.workflows.import_sheet.sheets import SheetFile, Value

AUTHOR = "落实 Luoshi"
ERROR_FILL = PatternFill("solid", fgColor="FFF7DAD7")
NOTE_FILL = PatternFill("solid", fgColor="FFFFF4CC")
COMMENT_WIDTH, COMMENT_HEIGHT = 320, 110  # pixels


def write_marked(
    file: IO[bytes], *, name: str, content: bytes, sheet: str, faults: Sequence[Mapping[str, Any]], language: str
) -> None:
    """Write the sheet with its marks into the file. XLS and CSV come back as XLSX with their values alone."""
    ending = PurePath(name).suffix.lower()
    if ending in (".xlsx", ".xlsm"):
        book = load_workbook(io.BytesIO(content), keep_links=False)
        marked = book[sheet]
    else:
        book = Workbook()
        marked = book.active
        marked.title = sheet[:31]
        for row in SheetFile(name, content).sheet(sheet).rows:
            marked.append([_safe(cell) for cell in row])
    for place, found in _by_place(faults).items():
        _mark(marked, *place, found, language)
    book.active = book.index(marked)
    book.save(file)


def _safe(value: Value) -> Value | None:
    """Leave formulas of a foreign CSV unrun."""
    if value == "":
        return None
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value


def _by_place(faults: Iterable[Mapping[str, Any]]) -> dict[tuple[int, int], list[Mapping[str, Any]]]:
    found: dict[tuple[int, int], list[Mapping[str, Any]]] = {}
    for fault in faults:
        found.setdefault((fault["row"], fault["column"] or 0), []).append(fault)
    return found


def _mark(sheet: Worksheet, row: int, column: int, faults: list[Mapping[str, Any]], language: str) -> None:
    cell = sheet.cell(row + 1, column + 1)
    for merged in sheet.merged_cells.ranges:
        if cell.coordinate in merged:
            cell = sheet.cell(merged.min_row, merged.min_col)
            break
    words = "zh" if language.startswith("zh") else "en"
    text = "\n".join(f"{number}. {fault[words]}" for number, fault in enumerate(faults, start=1))
    comment = Comment(text if len(faults) > 1 else faults[0][words], AUTHOR)
    comment.width, comment.height = COMMENT_WIDTH, COMMENT_HEIGHT
    cell.comment = comment
    cell.fill = ERROR_FILL if any(f["severity"] == Severity.ERROR for f in faults) else NOTE_FILL

"""What a workbook's cells do not say as values: formulas, their lack of a result, hidden rows, merged cells, extent.

Values come from calamine, which is quick but silent about these. The parts are read by expat as a stream.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

Place = tuple[int, int]  # row and column, from 0
Range = tuple[int, int, int, int]  # first row, first column, last row, last column

_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


class NotPlain(ValueError):
    """A part declares a document type, or is no XML."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands at which place, counted from 0; ``last_row`` and ``last_column`` count from 1."""

    formulas: frozenset[Place] = frozenset()
    without_result: frozenset[Place] = frozenset()  # formulas that were never computed
    errors: dict[Place, str] = field(default_factory=dict)  # #DIV/0! and the like
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[Range, ...] = ()
    last_row: int = 0
    last_column: int = 0


def place_of(reference: str) -> Place:
    """Read a cell's reference such as C12."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        raise NotPlain(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def sheet_parts(content: bytes) -> dict[str, str]:
    """Give the part of the archive that holds each sheet, by the sheet's name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        book = "xl/workbook.xml"
        if book not in names:
            return {}
        ids: dict[str, str] = {}
        targets: dict[str, str] = {}

        def sheet(tag: str, given: dict[str, str]) -> None:
            if tag == "sheet":
                ids[given.get("name", "")] = next((v for k, v in given.items() if k.rpartition(":")[2] == "id"), "")

        def relation(tag: str, given: dict[str, str]) -> None:
            if tag == "Relationship":
                targets[given.get("Id", "")] = given.get("Target", "")

        _parse(archive.read(book), sheet)
        _parse(archive.read("xl/_rels/workbook.xml.rels"), relation)
    parts = {}
    for name, key in ids.items():
        target = targets.get(key, "")
        path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if path in names:
            parts[name] = path
    return parts


def marks_of(content: bytes, part: str) -> Marks:
    """Read the marks of one sheet's part."""
    reader = _MarkReader()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(part) as stream:
        parser = reader.parser()
        try:
            parser.ParseFile(stream)
        except expat.ExpatError as error:
            raise NotPlain(str(error)) from error
    return reader.marks()


class _MarkReader:
    def __init__(self) -> None:
        self.row = self.column = -1
        self.kind = ""
        self.is_formula = self.has_result = False
        self.text: list[str] = []
        self.formulas: set[Place] = set()
        self.without: set[Place] = set()
        self.errors: dict[Place, str] = {}
        self.hidden: set[int] = set()
        self.merged: list[Range] = []
        self.last_row = self.last_column = 0

    def parser(self) -> Any:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.StartDoctypeDeclHandler = _refuse_doctype
        self._parser = parser
        return parser

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if name == "c":
            reference = given.get("r")
            if reference:
                self.row, self.column = place_of(reference)
            else:
                self.column += 1
            self.kind = given.get("t", "")
            self.is_formula = self.has_result = False
        elif name in ("v", "is"):
            self.last_row = max(self.last_row, self.row + 1)
            self.last_column = max(self.last_column, self.column + 1)
            if self.is_formula or self.kind == "e":
                self.text = []
                self._parser.CharacterDataHandler = self.text.append
        elif name == "f":
            self.is_formula = True
            self.last_row = max(self.last_row, self.row + 1)
            self.last_column = max(self.last_column, self.column + 1)
        elif name == "row":
            self.row = int(given["r"]) - 1 if "r" in given else self.row + 1
            self.column = -1
            if given.get("hidden") in ("1", "true"):
                self.hidden.add(self.row)
        elif name == "mergeCell":
            first, _, last = given.get("ref", "").partition(":")
            if last:
                self.merged.append((*place_of(first), *place_of(last)))

    def end(self, tag: str) -> None:
        name = tag.rpartition(" ")[2]
        if name == "v" and (self.is_formula or self.kind == "e"):
            self._parser.CharacterDataHandler = None
            text = "".join(self.text)
            self.has_result = bool(text)
            if self.kind == "e":
                self.errors[self.row, self.column] = text
        elif name == "c" and self.is_formula:
            self.formulas.add((self.row, self.column))
            if not self.has_result:
                self.without.add((self.row, self.column))

    def marks(self) -> Marks:
        return Marks(
            frozenset(self.formulas),
            frozenset(self.without),
            self.errors,
            frozenset(self.hidden),
            tuple(self.merged),
            self.last_row,
            self.last_column,
        )


def _parse(content: bytes, start: Any) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype

    def local(tag: str, given: dict[str, str]) -> None:
        start(tag.rpartition(" ")[2], {name.rpartition(" ")[2]: value for name, value in given.items()})

    parser.StartElementHandler = local
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise NotPlain(str(error)) from error


def _refuse_doctype(*_: object) -> None:
    raise NotPlain("document type")

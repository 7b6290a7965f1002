"""Word files (DOCX): paragraphs and tables in the order of the body, table rows with cells apart by tabs.

A cell that reaches over several columns is followed by empty ones; over several rows, ``〃`` stands for it below.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from luoshi_reading.errors import BrokenFile, NotText, PasswordProtected, TooLarge
from luoshi_reading.knowledge.table_headings import DITTO
from luoshi_reading.opening import limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "word/document.xml"
_MOST_COLUMNS = 64
_DELETED = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText"))


def text_of_docx(data: bytes) -> str:
    """Take the text out. Raises TooLarge before unpacking a bomb, BrokenFile, NotText for another kind of ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _guard(archive)
            main = _main_part(archive)
            with archive.open(main) as part:
                xml = part.read(limits.UNPACKED_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise BrokenFile("The DOCX file is broken: its ZIP container cannot be unpacked.") from error
    except RuntimeError as error:  # zipfile's word for a part that wants a password
        raise PasswordProtected("The DOCX file is protected by a password. Save it without one.") from error
    if len(xml) > limits.UNPACKED_BYTES:
        raise TooLarge("The DOCX file unpacks to more than is read.")
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise BrokenFile("The DOCX file is broken: its text is no well-formed XML.") from error
    return "\n".join(_lines(root))


def _guard(archive: zipfile.ZipFile) -> None:
    """Refuse an archive that unpacks to too much, by what its directory says; reading is bounded besides."""
    parts = archive.infolist()
    if len(parts) > limits.DOCX_PARTS or sum(p.file_size for p in parts) > limits.UNPACKED_BYTES:
        raise TooLarge("The DOCX file unpacks to more than is read; it may be a ZIP bomb.")
    for part in parts:
        grown = part.file_size > limits.UNPACKED_RATIO * max(part.compress_size, 1)
        if part.file_size > limits.UNPACKED_RATIO_FROM_BYTES and grown:
            raise TooLarge("The DOCX file unpacks to far more than its size; it may be a ZIP bomb.")


def _main_part(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if _MAIN in names:
        return _MAIN
    for name in names:
        if name.startswith("word/document") and name.endswith(".xml"):
            return name
    if "[Content_Types].xml" in names:
        raise NotText("The file is an Office file, but no Word document. Save its text as DOCX.")
    raise NotText("The file is a ZIP archive, not a Word document. Unpack it and give the files in it.")


def _local(element: etree._Element) -> str:
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    for space in (_W, _STRICT_W):
        if tag.startswith(space):
            return tag[len(space) :]
    return "Fallback" if tag == f"{_MC}Fallback" else ""


class _Rows:
    """The open rows of tables, the outermost first; only that one knows of cells over several rows and columns."""

    def __init__(self) -> None:
        self.open: list[list[str]] = []
        self.columns = 1
        self.goes_on = False
        self._reaching: dict[int, bool] = {}  # for each column, whether a cell with words reaches down from above

    def property(self, name: str, element: etree._Element) -> None:
        """Take up how far a cell or the blank before a row reaches."""
        value = next((v for k, v in element.attrib.items() if k.endswith("}val")), "")
        if name == "vMerge":
            self.goes_on = value in ("", "continue")
        elif value.isdigit():
            self.columns = min(int(value), _MOST_COLUMNS)
            if name == "gridBefore":
                self.open[-1].extend([""] * self.columns)
                self.columns = 1

    def end_cell(self, text: str) -> None:
        """Put a finished cell into the innermost row."""
        row = self.open[-1]
        if len(self.open) == 1:
            if self.goes_on and not text and self._reaching.get(len(row)):
                text = DITTO
            else:
                self._reaching[len(row)] = bool(text)
        row.append(text)
        row.extend([""] * (self.columns - 1))
        self.columns, self.goes_on = 1, False


def _lines(root: etree._Element) -> Iterator[str]:
    """Yield lines by walking start and end events, so that depth costs nothing."""
    line: list[str] = []
    rows = _Rows()
    cells = rows.open
    muted = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        name = _local(element)
        if name in _DELETED or name == "Fallback":
            muted += 1 if event == "start" else -1
        elif muted:
            continue
        elif event == "start":
            if name == "t":
                line.append(element.text or "")
            elif name in ("tab", "ptab"):
                line.append(" " if cells else "\t")
            elif name in ("br", "cr"):
                line.append(" " if cells else "\n")
            elif name in ("noBreakHyphen",):
                line.append("-")
            elif name == "tr":
                cells.append([])
            elif cells and name in ("vMerge", "gridSpan", "gridBefore"):
                rows.property(name, element)
        elif name == "p":
            if cells:
                line.append(" ")
            else:
                yield "".join(line)
                line = []
        elif name == "tc" and cells:
            rows.end_cell(" ".join("".join(line).split()))
            line = []
        elif name == "tr" and cells:
            row = "\t".join(cells.pop()).rstrip("\t")
            if cells:
                line.append(row.replace("\t", " ") + " ")
            elif row:
                yield row
    if line:
        yield "".join(line)

"""Web pages: the readable text in the order of the page, blocks on lines of their own, table cells apart by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from luoshi_reading.errors import BrokenFile, TooLarge
from luoshi_reading.opening import limits
from luoshi_reading.opening.html_tables import CELL_END, Spanning, has_headings
from luoshi_reading.opening.text import decode

_CHARSET = re.compile(rb"""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.I)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "nav",
        "footer",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "canvas",
        "select",
        "button",
        "textarea",
        "datalist",
        "map",
        "frameset",
        "rt",
        "rp",
        "rtc",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "caption",
        "option",
        "legend",
    ]
)
_CELLS = frozenset(("td", "th"))
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_TITLE_SHOWN = 200
_TAB = CELL_END
_LONGEST_FACT = 400
_LEAST_LINKS = 5
_MOST_CELL_DEPTH = 12


def text_of_html(data: bytes) -> str:
    """Take the readable text out of a page. Raises TooLarge beyond ``limits.HTML_BYTES``."""
    if len(data) > limits.HTML_BYTES:
        raise TooLarge(f"The web page is larger than {limits.HTML_BYTES // 2**20} MB.")
    declared = _CHARSET.search(data[:4096])
    markup = decode(data, declared[1].decode("ascii") if declared else None).text
    try:
        tree = LexborHTMLParser(_flattened(markup))
    except Exception as error:  # the parser's own error type is not exported
        raise BrokenFile("The web page cannot be taken apart.") from error
    body = tree.body or tree.root
    return _with_title(tree, _Gathering().walk(body)) if body is not None else ""


_DEEP = 512
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})([^<>]{0,3000})>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


def _flattened(markup: str) -> str:
    """Drop opening tags below a depth that no honest page reaches: parsers take time or stack in the depth squared."""
    if markup.count("<") < _DEEP:
        return markup
    depth = 0
    pieces: list[str] = []
    at = 0
    for m in _TAG.finditer(markup):
        name = m[2].lower()
        if name in _VOID or m[3].endswith("/"):
            continue
        if m[1]:
            if depth > _DEEP:
                pieces.append(markup[at : m.start()])
                at = m.end()
            depth = max(depth - 1, 0)
        else:
            depth += 1
            if depth > _DEEP:
                pieces.append(markup[at : m.start()])
                at = m.end()
            if name in ("p", "li", "td", "th", "tr", "dt", "dd", "option"):
                depth -= 1  # seldom closed, and never nested by themselves
    pieces.append(markup[at:])
    return "\n".join(pieces) if len(pieces) > 1 else markup


class _Gathering:
    """Walks a page's tree without recursion and gathers its text, a line a block."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line: list[str] = []
        self._kept = 0  # elements open whose line ends count
        self._cells: list[bool] = []  # for each open cell, whether it is one of a table of facts
        self._tables: list[Spanning | None] = []  # for each open table, its cells' reach where headings are known

    def walk(self, root: LexborNode) -> str:
        node: LexborNode | None = root
        leaving = False
        while node is not None:
            name = node.tag or ""
            if not leaving and self._enter(node, name) and node.child is not None:
                node = node.child
                continue
            if leaving or name in _CELLS:
                self._leave(name)
            if node.mem_id == root.mem_id:  # comparing the nodes would write both out
                break
            following = node.next
            leaving = following is None
            node = node.parent if leaving else following
        self._end_line()
        return "\n".join(self.lines)

    def _enter(self, node: LexborNode, name: str) -> bool:
        """Take a node's own text; tell whether to go into it."""
        if name == "-text":
            self._line.append(_with_breaks(node.text_content or "", kept=bool(self._kept)))
            return False
        if name in _SILENT or name.startswith(("!", "-")):
            return False
        if name in _CELLS:
            self._enter_cell(node)
        elif name == "br" or name in _BLOCKS or (name == "span" and _is_block(node)):
            if (name in ("ul", "ol") and _only_links(node)) or _hidden(node):
                return False
            self._break()
            if node.child is None:  # never left
                return True
            self._kept += name == "pre"
            if name == "table":
                self._tables.append(Spanning() if len(self._cells) < _MOST_CELL_DEPTH and has_headings(node) else None)
        return True

    def _enter_cell(self, node: LexborNode) -> None:
        spanning = self._tables[-1] if self._tables else None
        is_fact = len(self._cells) < _MOST_CELL_DEPTH and not (
            node.css_first("table") is not None if spanning else _lays_out(node)
        )
        self._cells.append(is_fact)
        if not is_fact:
            self._end_line()
        elif spanning is not None:
            self._line.append(spanning.before_cell())
            spanning.enter(node)

    def _leave(self, name: str) -> None:
        if name in _CELLS and self._cells:
            if self._cells.pop():
                spanning = self._tables[-1] if self._tables else None
                self._line.append(_TAB + (spanning.after_cell() if spanning else ""))
            else:
                self._end_line()
        elif name == "tr":
            if self._tables and (spanning := self._tables[-1]) is not None:
                self._line.append(spanning.end_row())
            self._end_line()
        elif name == "table":
            if self._tables:
                self._tables.pop()
            self._break()
        elif name in _BLOCKS:
            self._break()
            self._kept -= name == "pre"

    def _break(self) -> None:
        if self._cells and self._cells[-1]:
            self._line.append(" ")
        else:
            self._end_line()

    def _end_line(self) -> None:
        if not self._line:
            return
        whole = "".join(self._line)
        self._line.clear()
        for line in whole.split(_BREAK) if not (self._cells and self._cells[-1]) else (whole.replace(_BREAK, " "),):
            text = "\t".join(_WHITE.sub(" ", cell).strip(" ") for cell in line.split(_TAB)).rstrip("\t")
            if text.strip():
                self.lines.append(text)


_BREAK = "\x00"
"""A line end within a text that counts; no parser leaves this character in one."""
_SENTENCES = frozenset("。！？；：”）")
_INDENTED = re.compile(r"[ \t\r]*\n[ \t\r]*(?=[\u3000\u00a0])")


def _with_breaks(text: str, *, kept: bool) -> str:
    """Mark the line ends of a text that part paragraphs: in ``pre``, before indents, and where each ends a sentence."""
    if "\n" not in text:
        return text
    if kept:
        return text.replace("\n", _BREAK)
    lines = [line.strip() for line in text.strip().split("\n")]
    filled = [line for line in lines if line]
    if len(filled) > 1 and all(line[-1] in _SENTENCES for line in filled[:-1]):
        edge = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return edge[0] + _BREAK.join(filled) + edge[1]
    return _INDENTED.sub(_BREAK, text)


def _lays_out(cell: LexborNode) -> bool:
    """Tell a cell that a page's layout uses as a box from one that holds a fact."""
    text = cell.text(deep=True) or ""
    if len(cell.css("p,br,div")) > 1 and _is_alone(cell):
        return True
    return len(text) > _LONGEST_FACT or cell.css_first("table") is not None or len(cell.css("p")) > 3


def _is_alone(cell: LexborNode) -> bool:
    """Tell the only cell of a table: a box, not a fact."""
    row = cell.parent
    if row is None or row.parent is None or any(other.tag in _CELLS for other in _siblings(cell)):
        return False
    return not any(_has_cell(other) for other in _siblings(row))


def _has_cell(row: LexborNode) -> bool:
    return any(part.tag in _CELLS for part in row.iter())


def _siblings(node: LexborNode) -> Iterator[LexborNode]:
    """Give the nodes beside one, the nearest first: a whole table is not walked for each of its cells."""
    following = node.next
    while following is not None:
        yield following
        following = following.next
    preceding = node.prev
    while preceding is not None:
        yield preceding
        preceding = preceding.prev


def _is_block(node: LexborNode) -> bool:
    style = node.attributes.get("style") or ""
    return "display" in style and "display:block" in style.replace(" ", "")


def _only_links(listing: LexborNode) -> bool:
    """Tell a menu from a list: nearly all its text is short links."""
    links = listing.css("a")
    if len(links) < _LEAST_LINKS:
        return False
    texts = [(a.text(deep=True) or "").strip() for a in links]
    linked = sum(map(len, texts))
    whole = len("".join((listing.text(deep=True) or "").split()))
    return linked >= 0.8 * whole and linked <= 40 * len(texts) and not any(t.startswith("附件") for t in texts)


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or "display:none" in (attributes.get("style") or "").replace(" ", "").lower()


def _with_title(tree: LexborHTMLParser, text: str) -> str:
    """Put the page's title first where the page has no headline element of its own."""
    title = tree.css_first("title")
    shown = _WHITE.sub(" ", title.text(deep=True) or "").strip()[:_TITLE_SHOWN] if title is not None else ""
    if not shown or tree.css_first("h1") is not None or text.startswith(shown):
        return text
    return f"{shown}\n{text}"

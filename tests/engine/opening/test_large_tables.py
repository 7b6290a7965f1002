"""Large tables of web pages: a cell is looked at by itself, not once more with all the others."""

from __future__ import annotations

from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from luoshi_reading.opening import html

CELL = "<td><p>渡口</p><p>护岸</p></td>"


class Counted:
    """A page or a node of one that counts the nodes it gives, and those that they give."""

    seen = 0

    def __init__(self, counted: Any) -> None:
        self._counted = counted

    def __getattr__(self, name: str) -> Any:
        return self._given(getattr(self._counted, name))

    def _given(self, given: Any) -> Any:
        if isinstance(given, LexborNode):
            Counted.seen += 1
            return Counted(given)
        if isinstance(given, list):
            return [self._given(one) for one in given]
        if hasattr(given, "__next__"):
            return (self._given(one) for one in given)
        return (lambda *a, **k: self._given(given(*a, **k))) if callable(given) else given


def nodes_looked_at(monkeypatch: pytest.MonkeyPatch, table: str) -> int:
    with monkeypatch.context() as patch:
        patch.setattr(html, "LexborHTMLParser", lambda markup: Counted(LexborHTMLParser(markup)))
        patch.setattr(Counted, "seen", 0)
        assert "护岸" in html.text_of_html(f"<meta charset=utf-8><table>{table}</table>".encode())
        return Counted.seen


@pytest.mark.parametrize(
    ("row", "before"),
    [(CELL * 5, ""), (CELL, ""), ("<td>渡口</td>" * 5, CELL), ("", CELL)],
    ids=["rows", "column", "plain cells", "empty rows"],
)
def test_twice_the_cells_are_twice_the_nodes(monkeypatch: pytest.MonkeyPatch, row: str, before: str) -> None:
    few, many = (nodes_looked_at(monkeypatch, f"<tr>{before}{row}</tr>" + f"<tr>{row}</tr>" * n) for n in (100, 200))
    assert many < 2.1 * few


@pytest.mark.parametrize(
    ("beside", "lines"),
    [
        ("", ["渡口", "护岸"]),
        ("</tr><tr></tr><tr>", ["渡口", "护岸"]),
        ("<td>清淤</td>", ["渡口 护岸\t清淤"]),
        ("</tr><tr><td>清淤</td>", ["渡口 护岸", "清淤"]),
    ],
    ids=["alone", "empty row", "cell beside", "row below"],
)
def test_the_only_cell_of_a_table_is_a_box(beside: str, lines: list[str]) -> None:
    page = f"<meta charset=utf-8><table><tr>{CELL}{beside}</tr></table>"
    assert html.text_of_html(page.encode()).split("\n") == lines

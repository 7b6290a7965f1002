"""A repeat such as {2,16} in a formatted regular expression has its braces doubled; else it means the pair (2, 16)."""

from __future__ import annotations

import ast

from tests.architecture.source_tree import PROJECT, SOURCES


def test_no_formatted_string_holds_a_bare_number_or_pair() -> None:
    wrong = [
        f"{path.relative_to(PROJECT)}:{text.lineno}"
        for path in sorted(SOURCES.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for part in text.values
        if isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Tuple | ast.Constant)
    ]
    assert not wrong, wrong

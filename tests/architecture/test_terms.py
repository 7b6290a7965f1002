"""Pages call closed lists by their name alone, so each name stands for one list."""

from __future__ import annotations

import ast
from collections import Counter

from tests.architecture.source_tree import PROJECT


def test_every_closed_list_has_a_name_of_its_own() -> None:
    names = Counter(
        node.name
        for path in (PROJECT / "src" / "luoshi").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Term" for base in node.bases)
    )
    assert len(names) > 50
    assert [name for name, count in names.items() if count > 1] == []

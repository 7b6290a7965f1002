"""Rewrites the copy of a module that is compiled where it asks whether a letter of a text is one of some.

``core[0] in FRAME_FIRST`` becomes a look into a table (``luoshi_reading/knowledge/letter_tables.py``). Only what is
text for certain is rewritten, and only where the collection holds single letters; that nothing else was is seen to by
mypy, which the compiler asks first. Every line stays where it is.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from luoshi_reading.knowledge.letter_tables import LAST, MOST

TABLES = "_LETTERS_"
TEXT = "str"
# What gives a text, called on one.
OF_TEXT = frozenset(("strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "replace", "lower", "upper"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Texts(NamedTuple):
    """What is text wherever it stands in the package: what functions give, and fields."""

    functions: frozenset[str]
    fields: frozenset[str]


def texts_of(sources: Iterable[str]) -> Texts:
    """Tell by their annotations which names of functions and of fields always stand for text."""
    functions: dict[str, set[str]] = defaultdict(set)
    fields: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, Function):
                functions[node.name].add(_kind(node.returns))
            elif isinstance(node, ast.ClassDef):
                for part in ast.walk(node):
                    if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name | ast.Attribute):
                        name = part.target.id if isinstance(part.target, ast.Name) else part.target.attr
                        fields[name].add(_kind(part.annotation))
    return Texts(*(frozenset(n for n, kinds in named.items() if kinds == {TEXT}) for named in (functions, fields)))


def with_letters(source: str, values: Mapping[str, object], texts: Texts) -> str:
    """Look letters up in tables. ``values``: what the names of the module stand for."""
    tree = ast.parse(source)
    lines = source.split("\n")
    collections: list[str] = []
    found = [
        (test, *asked)
        for function in tree.body
        if isinstance(function, ast.FunctionDef | ast.ClassDef)
        for test in _tests(function, texts)
        if (asked := _asked(test, values))
    ]
    for test, how, one, letters in sorted(found, key=lambda item: (item[0].lineno, item[0].col_offset), reverse=True):
        if letters not in collections:
            collections.append(letters)
        table, bit = divmod(collections.index(letters), MOST)
        line = lines[test.lineno - 1].encode()
        asks = f"{how}({TABLES}{table}, {1 << bit}, {one})"
        asks = f"(not {asks})" if isinstance(test.ops[0], ast.NotIn) else asks
        lines[test.lineno - 1] = (line[: test.col_offset] + asks.encode() + line[test.end_col_offset :]).decode()
    if not collections:
        return source
    behind = ["from luoshi_reading.knowledge.letter_tables import begins, ends, stands, table_of"]
    for at in range(0, len(collections), MOST):
        behind.append(f"{TABLES}{at // MOST} = table_of({', '.join(collections[at : at + MOST])})")
    return "\n".join([*lines, *behind, ""])


def _asked(test: ast.Compare, values: Mapping[str, object]) -> tuple[str, str, str] | None:
    """How a table is asked whether a letter is in a collection: by which question, of what, and the collection."""
    assert isinstance(test.left, ast.Subscript)
    letters = ast.unparse(test.comparators[0])
    listed = ast.literal_eval(letters) if isinstance(test.comparators[0], ast.Constant) else values.get(letters)
    if not isinstance(listed, str | frozenset) or not listed or not all(map(_is_letter, listed)):
        return None
    text = ast.unparse(test.left.value)
    if not isinstance(test.left.slice, ast.Slice):
        return "stands", f"{text}, {ast.unparse(test.left.slice)}", letters
    how = {":1": "begins", "-1:": "ends"}.get(ast.unparse(test.left.slice))
    return (how, text, letters) if how and isinstance(listed, frozenset) else None  # "" in "省市" is true


def _is_letter(one: object) -> bool:
    return isinstance(one, str) and len(one) == 1 and ord(one) <= LAST


def _tests(scope: ast.AST, texts: Texts) -> Iterator[ast.Compare]:
    """Yield what a function, or the methods of a class, ask of the letters of texts, none within another."""
    for function in (node for node in ast.walk(scope) if isinstance(node, Function)):
        names = _texts_in(function, texts)
        for node in _own(function):
            if (
                isinstance(node, ast.Compare)
                and len(node.ops) == 1
                and isinstance(node.ops[0], ast.In | ast.NotIn)
                and isinstance(node.left, ast.Subscript)
                and isinstance(node.comparators[0], ast.Name | ast.Constant)
                and node.lineno == node.end_lineno
                and _is_text(node.left.value, names, texts)
                and not any(isinstance(part, ast.Compare) for part in ast.walk(node.left))
                and not (isinstance(node.left.slice, ast.Constant) and isinstance(node.left.slice.value, str))
            ):
                yield node


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a function that belong to no function, lambda or comprehension within it."""
    for part in ast.iter_child_nodes(function):
        if not isinstance(part, Function | ast.Lambda | ast.ClassDef):
            yield part
            yield from _own(part)


def _texts_in(function: Function, texts: Texts) -> frozenset[str]:
    """Which names are text all through a function."""
    taken = function.args
    given = {one.arg: _kind(one.annotation) for one in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)}
    names = {name for name, kind in given.items() if kind == TEXT}
    bound: dict[str, list[ast.expr]] = defaultdict(list)
    for node in _own(function):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            bound[node.targets[0].id].append(node.value)
        elif isinstance(node, ast.NamedExpr):
            bound[node.target.id].append(node.value)
    stored = [node.id for node in _own(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    # All that is bound nowhere else is taken for text until one of its values is none.
    kept = {name: values for name, values in bound.items() if name not in given and stored.count(name) == len(values)}
    while any(wrong := [n for n, values in kept.items() if not _all_text(values, names.union(kept), texts)]):
        for name in wrong:
            del kept[name]
    return frozenset(names.union(kept))


def _all_text(values: list[ast.expr], names: Set[str], texts: Texts) -> bool:
    return all(_is_text(value, names, texts) for value in values)


def _is_text(value: ast.expr, names: Set[str], texts: Texts) -> bool:
    """Whether an expression is text for certain."""
    if isinstance(value, ast.Name):
        return value.id in names
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str)
    if isinstance(value, ast.Attribute):
        return value.attr in texts.fields
    if isinstance(value, ast.Subscript):
        return _is_text(value.value, names, texts)
    if isinstance(value, ast.IfExp):
        return _is_text(value.body, names, texts) and _is_text(value.orelse, names, texts)
    if isinstance(value, ast.Call):
        called = value.func
        if isinstance(called, ast.Attribute):
            return called.attr in OF_TEXT and _is_text(called.value, names, texts)
        return isinstance(called, ast.Name) and called.id in texts.functions
    return isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add) and _is_text(value.left, names, texts)


def _kind(annotation: ast.expr | None) -> str:
    return ast.unparse(annotation) if annotation else ""

"""Every expression that the program compiles, and whether it is looked for within a text or tried at one place only.

``python -m tests.engine.repeats.expressions`` prints them as JSON. It has a process of its own: what is compiled while
modules are read can be seen only where none has been read before.
"""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from collections import defaultdict
from importlib import import_module, util
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = ("luoshi_reading", "luoshi_archive", "luoshi")
TRIED = frozenset(("match", "fullmatch"))
"""Methods of an expression that try it at one place."""
ASKED = frozenset(("pattern", "flags", "groups", "groupindex"))
"""What is asked of an expression without trying it."""


class Seen:
    """The expressions compiled from within the packages, by what they say and their flags, with where."""

    def __init__(self) -> None:
        self.places: dict[tuple[str, int], tuple[str, int]] = {}
        self._compile = re._compile  # type: ignore[attr-defined]
        re._compile = self._noted  # type: ignore[attr-defined]

    def _noted(self, pattern: Any, flags: Any) -> Any:
        made = self._compile(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename.endswith(
            ("re/__init__.py", "first_letters.py", "functools.py")
        ):
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if isinstance(made.pattern, str) and ROOT / "src" in path.parents:
            self.places.setdefault((made.pattern, made.flags), (str(path.relative_to(ROOT)), frame.f_lineno))
        return made


def names_used() -> dict[str, set[str]]:
    """What is done with each name in the source: the methods called, and ``passed`` where it is given to others."""
    used: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / "src").rglob("*.py")):
        within = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                used[name].add(node.attr)
                within.add(id(node.value))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in within:
                used[node.id].add("passed")
    return used


def tried_at_one_place(modules: list[Any]) -> set[str]:
    """The expressions of which nothing but ``match`` and ``fullmatch`` is asked under any name modules give them."""
    used = names_used()
    named: dict[str, set[str]] = defaultdict(set)
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                named[str(value.pattern)].add(name)
    return {
        pattern for pattern, names in named.items() if all(used[name] and used[name] <= TRIED | ASKED for name in names)
    }


def all_modules() -> list[Any]:
    """Import every module of the packages."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import_module("django").setup()
    found = []
    for package in map(import_module, PACKAGES):
        found += [import_module(one.name) for one in walk_packages(package.__path__, f"{package.__name__}.")]
    return found


def read_all() -> None:
    """Read what the tests read, for the expressions that are compiled when they are first asked for."""
    cases = import_module("tests.engine.test_cases")
    for kind, case in cases.ALL:
        cases.CHECKS[kind](case)
    read = import_module("luoshi_reading.pipeline").read
    for path in sorted((ROOT / "tests/engine").rglob("*.txt")):
        read(path.read_bytes(), name=path.name)


def main() -> None:
    """Print every expression with its flags, where it was first compiled, and whether texts are searched for it."""
    seen = Seen()
    modules = all_modules()
    anchored = tried_at_one_place(modules)
    read_all()
    found = [
        [pattern, flags, f"{path}:{line}", pattern not in anchored]
        for (pattern, flags), (path, line) in seen.places.items()
    ]
    print(json.dumps(found))


if __name__ == "__main__":
    assert util.find_spec("luoshi_reading")
    main()

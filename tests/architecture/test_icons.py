"""Every icon that a page asks for is in the list the sprite is drawn from."""

from __future__ import annotations

import re

from tests.architecture.source_tree import PRODUCT, text_of

USED = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|icons\.svg#([a-z0-9-]+)|\bicon=["']([a-z0-9-]+)["']""")
LIST = PRODUCT / "pages/shared/icons.txt"


def listed() -> set[str]:
    """Give the icons of the list."""
    lines = (line.strip() for line in LIST.read_text(encoding="utf-8").splitlines())
    return {line for line in lines if line and not line.startswith("#")}


def used() -> dict[str, str]:
    """Give every icon that templates, scripts and page modules name, with one file that does."""
    return {
        next(filter(None, names)): path.name
        for path in sorted(PRODUCT.glob("pages/**/*"))
        if path.suffix in {".html", ".js", ".py"} and "vendor" not in path.parts
        for names in USED.findall(text_of(path))
    }


def test_every_icon_used_is_listed() -> None:
    assert len(used()) > 5
    assert {name: place for name, place in used().items() if name not in listed()} == {}


def test_the_list_is_sorted_and_names_each_icon_once() -> None:
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines == sorted(set(lines))

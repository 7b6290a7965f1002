"""Translations: compile the areas' .po files to .mo (no GNU gettext needed), and check that nothing is half-translated.

Run as ``python -m luoshi.site.translations`` to compile; the server compiles what changed at every start.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import polib

SOURCES = Path(__file__).resolve().parents[1]


def catalogues(root: Path = SOURCES) -> list[Path]:
    """Give all .po files below a folder, sorted."""
    return sorted(root.glob("**/locale/*/LC_MESSAGES/*.po"))


def compile_catalogues(root: Path = SOURCES) -> int:
    """Compile every .po file that is newer than its .mo; give how many were compiled."""
    compiled = 0
    for source in catalogues(root):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        fresh = target.with_name(f".{target.name}.{os.getpid()}")  # another server never sees half a file
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(target)
        compiled += 1
    return compiled


def catalogue_faults(catalogue: Path) -> Iterator[str]:
    """Name every entry that is untranslated, fuzzy, obsolete, doubled, or that loses one of its places."""
    seen: set[tuple[str, str | None]] = set()
    for entry in polib.pofile(str(catalogue)):
        words = repr(entry.msgid[:60])
        translations = [entry.msgstr, *entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]
        if entry.obsolete:
            yield f"obsolete: {words}"
            continue
        if "fuzzy" in entry.flags:
            yield f"fuzzy: {words}"
        if not any(translations):
            yield f"untranslated: {words}"
        if (entry.msgid, entry.msgctxt) in seen:
            yield f"twice: {words}"
        seen.add((entry.msgid, entry.msgctxt))
        for place in _places(entry.msgid):
            if not any(place in text for text in translations):
                yield f"lost {place}: {words}"


def _places(text: str) -> set[str]:
    """Give the named places of a message: %(name)s and {name}."""
    return set(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))


if __name__ == "__main__":
    print(f"{compile_catalogues()} of {len(catalogues())} translations compiled.")

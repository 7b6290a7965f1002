"""Makes the demonstration's damaged files from its clean texts, as the manifest says.

``python -m tests.engine.damage`` writes them; ``--check`` only tells which differ (exit status 1).
"""

from __future__ import annotations

import io
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

from tests.engine.damage import GENERATORS
from tests.engine.damage.files import big5, gb18030, pdf_file, web_page, word_file

DOCUMENTS = Path(__file__).parents[3] / "src" / "luoshi" / "workflows" / "demonstration" / "documents"


def manifest() -> list[dict[str, Any]]:
    """Read the demonstration's list of documents."""
    entries: list[dict[str, Any]] = tomllib.loads((DOCUMENTS / "manifest.toml").read_text(encoding="utf-8"))[
        "documents"
    ]
    return entries


def file_bytes(entry: dict[str, Any]) -> bytes:
    """Make one file: the clean text through every damage named, in order."""
    text = (DOCUMENTS / entry["clean"]).read_text(encoding="utf-8")
    names: list[str] = list(entry["damage"])
    encode = gb18030 if "gb18030" in names else big5 if "big5" in names else str.encode
    for name in names:
        if name == "word_file":
            return word_file(text)
        if name == "pdf_file":
            return pdf_file(text)
        if name == "web_page":
            text = web_page(text, site_name=entry["site_name"], charset="gb18030" if "gb18030" in names else "utf-8")
        elif name in GENERATORS:
            text = GENERATORS[name](text, seed=1).text
        elif name not in {"gb18030", "big5"}:
            raise ValueError(f"{entry['clean']}: no damage is called {name}")
    return encode(text)


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two files hold the same; Word files are compared unpacked, for compression differs between machines."""
    if one == other:
        return True
    if not (one.startswith(b"PK") and other.startswith(b"PK")):
        return False
    with zipfile.ZipFile(io.BytesIO(one)) as first, zipfile.ZipFile(io.BytesIO(other)) as second:
        return {name: first.read(name) for name in first.namelist()} == {
            name: second.read(name) for name in second.namelist()
        }


def main() -> int:
    """Write or check every file; the exit status is 1 where a check found a difference."""
    different = []
    for entry in manifest():
        target = DOCUMENTS / entry["file"]
        made = file_bytes(entry)
        if "--check" in sys.argv:
            if not target.exists() or not is_same(target.read_bytes(), made):
                different.append(entry["file"])
            continue
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(made)
    for name in different:
        print(f"{name} is not what its clean text gives: run python -m tests.engine.damage")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())

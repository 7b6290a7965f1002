"""What may not be committed: download addresses, third-party code, paths of one machine, inline script and style."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.source_tree import PRODUCT, PROJECT, committed_files, text_of

LOCKS = [*(PROJECT / f"requirements/{name}.txt" for name in ("app", "dev", "compile")), PROJECT / "package-lock.json"]
ADDRESS = re.compile(r"(?:https?|ftp|git\+\w+|file)://[^\s\"'`<>)}，。；、）]+")
# Names of formats, not places to fetch from; this machine itself; names reserved for examples.
HARMLESS = re.compile(
    r"https?://(?:www\.w3\.org/|schemas\.openxmlformats\.org/|schemas\.microsoft\.com/|purl\.(?:org|oclc\.org)/|127\.0\.0\.1|"
    r"localhost|testserver|[\w-]+(?:[/:]|$)|\[|\{|[\w.-]*\.(?:example|invalid|test)\b|(?:[\w-]+\.)*example\.(?:com|org|net|cn)\b)"
)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.S)
INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "htmx script attribute": re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*[\"']js:", re.I),
    "javascript address": re.compile(r"[\"']javascript:", re.I),
}


def relative(path: Path) -> str:
    """Give a path as one names it in the project."""
    return str(path.relative_to(PROJECT))


def addresses(text: str) -> list[str]:
    """Give the addresses in a text from which something could be fetched."""
    return [found for found in ADDRESS.findall(text) if not HARMLESS.match(found)]


def test_addresses_are_recognised() -> None:
    place = "https:" + "//files.pythonhosted.org/x.whl"
    assert addresses(f"see {place} for it") == [place]
    assert addresses('xmlns="http://www.w3.org/2000/svg" http://127.0.0.1:8000 https://a.example/') == []


@pytest.mark.parametrize("lock", LOCKS, ids=relative)
def test_a_lock_has_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert text.count("sha256:") + text.count("sha512-") > 3


def test_no_lock_takes_back_what_another_installed() -> None:
    app, dev, compiling = (
        dict(re.findall(r"^([\w.\[\]-]+)==([\w.]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))
        for lock in LOCKS[:3]
    )
    assert app.items() <= dev.items()
    assert {name: dev.get(name, version) for name, version in compiling.items()} == compiling


def test_no_committed_file_names_a_place_to_download_from() -> None:
    found = [
        f"{relative(path)}: {address}"
        for path in committed_files()
        if path.name != "LICENSE" and path.suffix not in {".docx", ".pdf", ".png"}
        for address in addresses(text_of(path))
    ]
    assert found == []


def test_no_committed_file_names_a_path_of_this_machine() -> None:
    here = str(PROJECT)
    assert [relative(path) for path in committed_files() if here in text_of(path)] == []


def test_third_party_code_is_not_committed() -> None:
    vendored = [path for path in committed_files() if {"vendor", "node_modules", ".venv"} & set(path.parts)]
    minified = [path for path in committed_files() if path.name.endswith((".min.js", ".min.css", ".map"))]
    assert vendored + minified == []


def templates() -> list[Path]:
    """Give every template of the pages."""
    return sorted(
        path for path in PRODUCT.glob("pages/**/*") if path.suffix in {".html", ".svg"} and "vendor" not in path.parts
    )


@pytest.mark.parametrize("kind", INLINE)
def test_templates_hold_no_inline_code(kind: str) -> None:
    offences = [
        f"{relative(path)}:{text[: match.start()].count(chr(10)) + 1} {match[0][:60]}"
        for path in templates()
        for text in [
            re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.S)
        ]
        for match in INLINE[kind].finditer(text)
    ]
    assert offences == []


def test_inline_code_is_recognised() -> None:
    assert INLINE["script"].search("<script>x</script>")
    assert not INLINE["script"].search('<script type="module" src="/a.js"></script>')
    assert INLINE["style attribute"].search('<p class="a" style="color:red">')
    assert INLINE["event attribute"].search('<a onclick="x()">')

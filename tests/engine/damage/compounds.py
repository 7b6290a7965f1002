"""Several damages at once, and whole files, as they are met in the wild: what a page went through on its way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.engine.damage import GENERATORS
from tests.engine.damage.files import gb18030, pdf_file, web_page, word_file

Made = tuple[bytes, str]
"""A file's bytes and its name."""

SEED = 1
_CHAINS: dict[str, tuple[str, ...]] = {
    "traditional, with readings": ("traditional", "injected_pinyin"),
    "traditional, with spaced readings": ("traditional", "injected_pinyin_spaced"),
    "readings, flat marks, lost indents": (
        "traditional",
        "injected_pinyin",
        "flattened_punctuation",
        "question_mark_spaces",
    ),
    "traditional of Taiwan, in columns": ("traditional_taiwan", "fixed_width_lines"),
    "columns within a page": ("fixed_width_lines", "breadcrumbs", "login_wall", "contact_block"),
    "stray blanks within a page": ("editor_credit", "neighbour_links", "breadcrumbs", "stray_spaces"),
    "mojibake of a page": ("breadcrumbs", "contact_block", "utf8_read_as_latin1"),
}


def damaged(text: str, names: Sequence[str]) -> str:
    """Damage a text with one generator after the other."""
    for name in names:
        text = GENERATORS[name](text, SEED).text
    return text


def _blanks_for_line_ends(text: str) -> bytes:
    return text.strip().replace("\n", " ").encode()


def _indented(text: str) -> bytes:
    return ("\u3000\u3000" + text.replace("\n", "\r\n\u3000\u3000")).encode()


def _of(names: Sequence[str]) -> Callable[[str], Made]:
    return lambda text: (damaged(text, names).encode(), "text.txt")


WAYS: dict[str, Callable[[str], Made]] = {
    **{name: _of((name,)) for name in sorted(GENERATORS) if not name.startswith("injected")},
    **{name: _of(chain) for name, chain in _CHAINS.items()},
    "a blank for each line end": lambda text: (_blanks_for_line_ends(text), "text.txt"),
    "indents and Windows line ends": lambda text: (_indented(text), "text.txt"),
    "GB 18030": lambda text: (gb18030(text), "text.txt"),
    "web page": lambda text: (web_page(text).encode(), "page.html"),
    "Word file": lambda text: (word_file(text), "file.docx"),
    "PDF": lambda text: (pdf_file(text), "file.pdf"),
}
"""Every single damage and those that come together; ``WAYS[name](text)`` gives the file to read."""

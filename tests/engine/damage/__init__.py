"""Deterministic damage of every kind seen in the wild, each with the exact truth beside it.

``GENERATORS`` names those that turn text into text: ``GENERATORS[name](text, seed) -> Damaged``. They compose: damage
the ``text`` of one with the next; the truth stays the first one's input.
"""

from __future__ import annotations

from tests.engine.damage.gbk import gbk_one_byte_off
from tests.engine.damage.layout import (
    doubled_full_stops,
    fixed_width_lines,
    flattened_punctuation,
    fullwidth_digits,
    placeholders,
    question_mark_spaces,
    repeated_fragment,
    stray_spaces,
)
from tests.engine.damage.model import Damaged, Generator, Planted
from tests.engine.damage.mojibake import double_utf8, gbk_read_as_latin1, utf8_read_as_gbk, utf8_read_as_latin1
from tests.engine.damage.noise import (
    breadcrumbs,
    contact_block,
    copyright_block,
    editor_credit,
    front_matter,
    login_wall,
    neighbour_links,
    page_numbers,
    publishing_line,
    qr_caption,
    repeated_headline,
    tip_jar,
)
from tests.engine.damage.pinyin import injected_pinyin, injected_pinyin_spaced, injected_pinyin_toneless
from tests.engine.damage.script import traditional, traditional_taiwan

__all__ = ["GENERATORS", "NOISE", "Damaged", "Generator", "Planted"]

NOISE: dict[str, Generator] = {
    f.__name__: f
    for f in (
        breadcrumbs,
        contact_block,
        copyright_block,
        editor_credit,
        front_matter,
        login_wall,
        neighbour_links,
        page_numbers,
        publishing_line,
        qr_caption,
        repeated_headline,
        tip_jar,
    )
}

GENERATORS: dict[str, Generator] = NOISE | {
    "double_utf8": double_utf8,
    "doubled_full_stops": doubled_full_stops,
    "fixed_width_lines": fixed_width_lines,
    "flattened_punctuation": flattened_punctuation,
    "fullwidth_digits": fullwidth_digits,
    "gbk_one_byte_off": gbk_one_byte_off,
    "gbk_read_as_latin1": gbk_read_as_latin1,
    "injected_pinyin": injected_pinyin,
    "injected_pinyin_spaced": injected_pinyin_spaced,
    "injected_pinyin_toneless": injected_pinyin_toneless,
    "placeholders": placeholders,
    "question_mark_spaces": question_mark_spaces,
    "repeated_fragment": repeated_fragment,
    "stray_spaces": stray_spaces,
    "traditional": traditional,
    "traditional_taiwan": traditional_taiwan,
    "utf8_read_as_gbk": utf8_read_as_gbk,
    "utf8_read_as_latin1": utf8_read_as_latin1,
}

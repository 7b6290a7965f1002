"""Counts of four digits stand with parted thousands wherever a page writes them; keys and years do not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "written, value, text",
    [
        ("{{ n|figure }}", 12345, "12,345"),
        ("{{ n|figure }}", Decimal("1234.50"), "1,234.5"),
        ("{{ n|figure }}", None, ""),
        ("{{ n }}", 2026, "2026"),
        ("{% blocktranslate with all=n|figure %}{{ all }}!{% endblocktranslate %}", 12345, "12,345!"),
        (
            "{% blocktranslate count k=n|figure %}{{ k }} a{% plural %}{{ k }} b{% endblocktranslate %}",
            12345,
            "12,345 b",
        ),
        ("{% blocktranslate count k=n|figure %}{{ k }} a{% plural %}{{ k }} b{% endblocktranslate %}", 1, "1 a"),
    ],
)
def test_counts_are_parted_also_in_sentences(language: str, written: str, value: object, text: str) -> None:
    with override(language):
        said = Template("{% load i18n luoshi %}" + written).render(Context({"n": value}))
    assert said == text

"""Figures as people read them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from luoshi.foundation.figures import figure_text


@pytest.mark.parametrize(
    "value, text",
    [
        (0, "0"), (999, "999"), (1000, "1,000"), (-1234567, "-1,234,567"), (Decimal("12000.00"), "12,000"),
        (Decimal("1234.50"), "1,234.5"), (Decimal("0.00"), "0"), (Decimal("1E+4"), "10,000"), (None, ""),
        (True, "True"), ("第1000号", "第1000号"),
    ],
)  # fmt: skip
def test_figures_part_groups_of_three(value: object, text: str) -> None:
    assert figure_text(value) == text

"""Numbers as people read them: groups of three parted by commas, no needless zeros. Files keep plain numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


class Count(int):
    """A count that writes itself with parted thousands, and still chooses between singular and plural."""

    def __str__(self) -> str:
        return f"{int(self):,}"


def figure_text(value: Any) -> str:
    """Write a count or a decimal: 12,345 or 3.5; empty for None, and whatever is no number as it stands."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value.normalize():,f}" if value else "0"

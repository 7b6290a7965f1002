"""How sums of money are kept: exact decimals in 万元."""

from __future__ import annotations

from django.db import models


def wan_yuan(**options: object) -> models.DecimalField:  # type: ignore[type-arg]
    """Give a field of a sum in 万元, six places behind the point."""
    return models.DecimalField(max_digits=20, decimal_places=6, **options)  # type: ignore[arg-type]

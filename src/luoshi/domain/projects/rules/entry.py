"""When a project belongs into the statistics' base, and which day counts (PJ22)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

LEAST_WAN_YUAN = Decimal(500)
"""Total investment from which the national statistics of fixed assets list a project by itself, in 万元."""


def belongs_in_statistics(*, total_wan_yuan: Decimal | None, actual_start: date | None, as_of: date) -> bool:
    """Tell whether a project is to be entered (应统): it has begun, and is not known to be too small."""
    is_begun = actual_start is not None and actual_start <= as_of
    return is_begun and (total_wan_yuan is None or total_wan_yuan >= LEAST_WAN_YUAN)


def entry_day(*, declared: date | None, verified: date | None) -> date | None:
    """Give the day of entry: the verified one, until then the declared one; None for a project without."""
    return verified or declared

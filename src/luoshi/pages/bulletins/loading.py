"""Find what an address names; what an account may not see is not there for it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.permissions import require_write
from luoshi.domain.bulletins.queries import visible_bulletins, visible_units
from luoshi.domain.bulletins.rules import SPAN_RHYTHMS, span_of
from luoshi.domain.organizations.models import Unit
from luoshi.foundation.periods import ReportingPeriod, Rhythm
from luoshi.pages.shared.requests import PersonRequest, number_in


def visible_bulletin(request: PersonRequest, pk: int) -> Bulletin:
    """Give a bulletin that the account may see; 404 otherwise."""
    return get_object_or_404(visible_bulletins(request.standing), pk=pk)


def bulletin_for_office(request: PersonRequest, pk: int) -> Bulletin:
    """Give a bulletin that the account may write; 404 where it is not seen, NotAllowed where it is not theirs."""
    bulletin = visible_bulletin(request, pk)
    require_write(request.standing, bulletin.jurisdiction)
    return bulletin


def visible_unit(request: PersonRequest, pk: int) -> Unit:
    """Give a unit that the account reaches; 404 otherwise."""
    return get_object_or_404(visible_units(request.standing), pk=pk)


def span_named(key: str) -> ReportingPeriod | None:
    """Read a span from its key, such as 2026-month-10; None for what is none."""
    year, _, rest = key.partition("-")
    rhythm, _, number = rest.rpartition("-")
    in_year, place = number_in(year), number_in(number)
    if rhythm not in SPAN_RHYTHMS or in_year is None or place is None or not 2000 <= in_year <= 2200:
        return None
    try:
        return span_of(Rhythm(rhythm), in_year, place)
    except (IndexError, ValueError):
        return None

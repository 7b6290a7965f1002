"""Find what an address names; what an account may not see is not there for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import Http404
from django.shortcuts import get_object_or_404

from luoshi.domain.reporting import permissions, queries
from luoshi.domain.reporting.models import Dispute, Line, Period, Return, Scheme
from luoshi.domain.reporting.queries import visible_disputes, visible_periods, visible_schemes
from luoshi.foundation.refusals import Refusal
from luoshi.pages.shared.language import page_language
from luoshi.pages.shared.requests import PersonRequest


def return_seen(request: PersonRequest, pk: int) -> Return:
    """Give a return that the account may see; 404 otherwise."""
    sheet = queries.return_seen(request.standing, pk)
    if sheet is None:
        raise Http404
    return sheet


def return_to_fill(request: PersonRequest, pk: int) -> Return:
    """Give a return on which the account writes; 404 or NotAllowed otherwise."""
    sheet = return_seen(request, pk)
    permissions.require(permissions.may_fill(request.standing, sheet.unit))
    return sheet


def return_to_verify(request: PersonRequest, pk: int) -> Return:
    """Give a return that the account verifies; 404 or NotAllowed otherwise."""
    sheet = return_seen(request, pk)
    permissions.require(permissions.may_keep(request.standing, sheet.period.scheme.jurisdiction))
    return sheet


def line_seen(request: PersonRequest, pk: int) -> tuple[Line, Return]:
    """Give a line with its return; 404 where the account does not see it."""
    line = get_object_or_404(Line.objects.select_related("task", "project"), pk=pk)
    return line, return_seen(request, line.sheet_id)


def dispute_seen(request: PersonRequest, pk: int) -> Dispute:
    """Give a dispute that the account may see; 404 otherwise."""
    return get_object_or_404(visible_disputes(request.standing), pk=pk)


def period_seen(request: PersonRequest, pk: int) -> Period:
    """Give a period that the account may see; 404 otherwise."""
    return get_object_or_404(visible_periods(request.standing), pk=pk)


def scheme_kept(request: PersonRequest, pk: int) -> Scheme:
    """Give a scheme that the account keeps; 404 or NotAllowed otherwise."""
    scheme = get_object_or_404(visible_schemes(request.standing), pk=pk)
    permissions.require(permissions.may_keep(request.standing, scheme.jurisdiction))
    return scheme


def words_of(problems: Sequence[Refusal]) -> list[str]:
    """Give the words of refusals in the language of the page."""
    return [problem.message(page_language()) for problem in problems]


def plain_values(post: Mapping[str, str]) -> dict[str, str]:
    """Give the texts of a form."""
    return {name: str(value) for name, value in post.items()}

"""What every page of imports loads: the import, if the person may go on with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.queries import importing_jurisdictions, runs_visible_to
from luoshi.domain.exchange.terms import ImportKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.rules import Standing
from luoshi.foundation.refusals import NotAllowed
from luoshi.pages.shared.requests import PersonRequest, chosen_unit


def visible_run(request: PersonRequest, pk: int) -> ImportRun:
    """Give an import; one that is not the person's to go on with does not exist for them."""
    return get_object_or_404(runs_visible_to(request.standing), pk=pk)


def kind_or_404(name: str) -> ImportKind:
    """Give a kind by its name in the address."""
    if name not in ImportKind._value2member_map_:
        raise Http404
    return ImportKind(name)


def jurisdictions_for(standing: Standing, kind: ImportKind) -> list[Unit]:
    """Give the jurisdictions for which a kind may be imported; NotAllowed where there is none."""
    found = importing_jurisdictions(standing, kind)
    if not found:
        raise NotAllowed
    return found


def chosen_jurisdiction(request: PersonRequest, kind: ImportKind) -> Unit:
    """Give the jurisdiction named in the address, else the first."""
    return chosen_unit(request, jurisdictions_for(request.standing, kind))


def may_any(standing: Standing) -> list[ImportKind]:
    """Give the kinds that the person may import anywhere."""
    return [kind for kind in ImportKind if importing_jurisdictions(standing, kind)]


def acting(request: PersonRequest) -> dict[str, Any]:
    """Give who acts and when, as actions take it."""
    return {"actor": request.user, "now": request.now}

"""Give everything its light of the day, jurisdiction by jurisdiction (LI9)."""

from __future__ import annotations

from datetime import datetime

from luoshi.domain.organizations.models import Unit
from luoshi.domain.supervision.actions import Lit, light_jurisdiction
from luoshi.domain.supervision.models import AdoptedPack
from luoshi.domain.supervision.terms import RuleState


def compute_lights(*, now: datetime) -> Lit:
    """Light every jurisdiction that has a pack in force. May run any number of times a day; a day is done once."""
    lit = Unit.objects.filter(light_packs__in=AdoptedPack.objects.filter(state=RuleState.ADOPTED)).distinct()
    total = Lit(0, 0)
    for jurisdiction in lit.order_by("path"):
        total += light_jurisdiction(now=now, jurisdiction=jurisdiction)
    return total

"""Keep the boundaries that a jurisdiction uploads for its map (MP1)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import permissions
from luoshi.domain.projects.actions.recording import record_setting
from luoshi.domain.projects.models import Territory
from luoshi.domain.projects.rules.boundaries import read_boundaries
from luoshi.domain.projects.terms import ReserveDeed


def set_territory(
    *, actor: Account, now: datetime, jurisdiction: Unit, file_name: str, content: bytes | None
) -> Territory | None:
    """Keep boundaries in place of those before; ``content`` None removes them. Raises BoundariesUnfit."""
    permissions.require_review(standing_of(actor), jurisdiction)
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1][:200]
    made = None if content is None else read_boundaries(content, file_name=name)
    with transaction.atomic():
        row = Territory.objects.select_for_update().filter(jurisdiction=jurisdiction).first()
        before = {"file": row.file_name, "areas": len(row.boundaries["features"])} if row else {}
        after = {"file": name, "areas": len(made["features"])} if made else {}
        if made is None:
            if row is not None:
                row.delete()
            row = None
        else:
            row = row or Territory(jurisdiction=jurisdiction)
            row.boundaries, row.file_name, row.changed_at = made, name, now
            row.save()
        record_setting(jurisdiction, ReserveDeed.SET_TERRITORY, actor, now, before, after)
    return row

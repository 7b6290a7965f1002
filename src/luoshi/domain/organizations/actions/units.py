"""Make, edit, move and switch off units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations import errors
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.permissions import require_administrator, require_structure
from luoshi.domain.organizations.queries import root_without_administrator, standing_of, within
from luoshi.domain.organizations.terms import UnitKind, UnitVerb
from luoshi.foundation.refusals import NotAllowed


def create_unit(
    *,
    actor: Account,
    now: datetime,
    parent: Unit,
    name: str,
    kind: UnitKind,
    short_name: str = "",
    aliases: Iterable[str] = (),
    division_code: str = "",
) -> Unit:
    """Make a unit below ``parent`` (O5, O6)."""
    require_administrator(standing_of(actor), parent.path)
    with transaction.atomic():
        above = _locked(parent.pk)
        if not above.is_active:
            raise errors.UnitInactive(name=above.label)
        fields = _fields(name, short_name, aliases, kind, division_code)
        _require_free(fields, parent=above)
        unit: Unit = Unit.objects.add_child(above, fields)
        _record(actor, now, UnitVerb.CREATE, unit, {}, fields | {"parent": above.name})
    return unit


def edit_unit(
    *,
    actor: Account,
    now: datetime,
    unit: Unit,
    name: str,
    kind: UnitKind,
    short_name: str = "",
    aliases: Iterable[str] = (),
    division_code: str = "",
) -> Unit:
    """Change the names, the kind or the code of a unit (O5, O6)."""
    standing = standing_of(actor)
    require_administrator(standing, unit.path)
    with transaction.atomic():
        fresh = _locked(unit.pk)
        if kind != fresh.kind:
            require_structure(standing, fresh)
            if fresh.is_root():
                raise errors.KindFixed(name=fresh.label)
        fields = _fields(name, short_name, aliases, kind, division_code)
        _require_free(fields, parent=Unit.objects.get_parent(fresh), apart_from=fresh)
        before = {field: getattr(fresh, field) for field in fields}
        for field, value in fields.items():
            setattr(fresh, field, value)
        fresh.save(update_fields=list(fields))
        _require_governed()
        changed = {field for field in fields if before[field] != fields[field]}
        if changed:
            _record(
                actor,
                now,
                UnitVerb.EDIT,
                fresh,
                {field: before[field] for field in changed},
                {field: fields[field] for field in changed},
            )
    return fresh


def move_unit(*, actor: Account, now: datetime, unit: Unit, parent: Unit) -> Unit:
    """Put a unit with everything below it under another unit; both places must be in the actor's reach (O5)."""
    standing = standing_of(actor)
    require_administrator(standing, parent.path)
    with transaction.atomic():
        fresh, above = _locked(unit.pk), _locked(parent.pk)
        require_structure(standing, fresh)
        if above.path.startswith(fresh.path):
            raise errors.MoveIntoItself(name=fresh.label)
        if not above.is_active:
            raise errors.UnitInactive(name=above.label)
        old = Unit.objects.get_parent(fresh)
        if old is None:
            raise errors.KindFixed(name=fresh.label)
        if old.pk == above.pk:
            return fresh
        _require_free({"name": fresh.name, "division_code": ""}, parent=above)
        Unit.objects.move(fresh, above, pos="last-child")
        moved: Unit = Unit.objects.get(pk=fresh.pk)
        _require_governed()
        _record(actor, now, UnitVerb.MOVE, moved, {"parent": old.name}, {"parent": above.name})
    return moved


def deactivate_unit(*, actor: Account, now: datetime, unit: Unit) -> Unit:
    """Switch a unit off (O7). Called by the procedure that first makes sure that no task is open."""
    with transaction.atomic():
        fresh = _open(actor, unit)
        below = Unit.objects.filter(within([fresh.path]), is_active=True).exclude(pk=fresh.pk).count()
        if below:
            raise errors.UnitHasUnits(name=fresh.label, count=below)
        if fresh.is_active:
            fresh.is_active = False
            fresh.save(update_fields=["is_active"])
            _require_governed()
            _record(actor, now, UnitVerb.DEACTIVATE, fresh, {"is_active": True}, {"is_active": False})
    return fresh


def reactivate_unit(*, actor: Account, now: datetime, unit: Unit) -> Unit:
    """Switch a unit on again; what stands above it must be on."""
    with transaction.atomic():
        fresh = _open(actor, unit)
        above = Unit.objects.get_parent(fresh)
        if above is not None and not above.is_active:
            raise errors.UnitInactive(name=above.label)
        if not fresh.is_active:
            fresh.is_active = True
            fresh.save(update_fields=["is_active"])
            _record(actor, now, UnitVerb.REACTIVATE, fresh, {"is_active": False}, {"is_active": True})
    return fresh


def _locked(unit_id: int) -> Unit:
    unit: Unit | None = Unit.objects.select_for_update().filter(pk=unit_id).first()
    if unit is None:
        raise NotAllowed
    return unit


def _open(actor: Account, unit: Unit) -> Unit:
    """Lock a unit that the account may switch on and off."""
    fresh = _locked(unit.pk)
    require_structure(standing_of(actor), fresh)
    return fresh


def _fields(name: str, short_name: str, aliases: Iterable[str], kind: UnitKind, division_code: str) -> dict[str, Any]:
    names = (name.strip(), short_name.strip())
    others = list(dict.fromkeys(alias.strip() for alias in aliases if alias.strip() and alias.strip() not in names))
    return {
        "name": names[0],
        "short_name": names[1],
        "aliases": others,
        "kind": UnitKind(kind).value,
        "division_code": division_code.strip(),
    }


def _require_free(fields: dict[str, Any], *, parent: Unit | None, apart_from: Unit | None = None) -> None:
    own = apart_from.pk if apart_from else 0
    if parent is not None and Unit.objects.get_children(parent).filter(name=fields["name"]).exclude(pk=own).exists():
        raise errors.NameTaken(parent=parent.label, name=fields["name"])
    code = fields["division_code"]
    holder = Unit.objects.filter(division_code=code).exclude(pk=own).first() if code else None
    if holder is not None:
        raise errors.DivisionCodeTaken(code=code, name=holder.label)


def _require_governed() -> None:
    orphan = root_without_administrator()
    if orphan is not None:
        raise errors.LastAdministrator(name=orphan.label)


def _record(
    actor: Account, now: datetime, verb: UnitVerb, unit: Unit, before: dict[str, Any], after: dict[str, Any]
) -> None:
    record_event(actor=actor, now=now, verb=verb, subject_type="unit", subject_id=unit.pk, before=before, after=after)

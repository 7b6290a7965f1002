"""Read units, memberships and standings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.rules import Post, Standing
from luoshi.domain.organizations.terms import JURISDICTION_KINDS, Role

OFFICE_ROLES = frozenset({Role.ADMINISTRATOR, Role.OFFICER})


def within(paths: Iterable[str], *, field: str = "path") -> Q:
    """Restrict to units at or below the paths, as ranges that an index serves (``startswith`` scans on SQLite).

    The upper end is made of the path's own alphabet: PostgreSQL sorts punctuation by the rules of a language.
    """
    last_step = "Z" * Unit.steplen
    ranges = [Q(**{f"{field}__gte": path, f"{field}__lt": path + last_step}) for path in paths]
    return reduce(or_, ranges, Q(pk__in=[])) if ranges else Q(pk__in=[])


def jurisdiction_of(unit: Unit) -> Unit:
    """Give the nearest unit at or above that is a jurisdiction; the root where none is."""
    above = [unit, *reversed(list(Unit.objects.get_ancestors(unit)))]
    nearest: Unit = next((u for u in above if u.kind in JURISDICTION_KINDS), above[-1])
    return nearest


def standing_of(account: Account) -> Standing:
    """Give all posts of an account (rules O1, O2). One query, and one more where it has an office role."""
    memberships = list(
        Membership.objects.filter(account=account, unit__is_active=True).select_related("unit").order_by("id")
    )
    lines = {m.unit.path: _line(m.unit.path) for m in memberships if m.role in OFFICE_ROLES}
    paths = {path for line in lines.values() for path in line}
    units = {u.path: u for u in Unit.objects.filter(path__in=paths).only("id", "path", "kind")} if paths else {}
    posts = []
    for m in memberships:
        scope = m.unit
        if m.role in OFFICE_ROLES:
            line = lines[m.unit.path]
            scope = next((units[p] for p in line if units[p].kind in JURISDICTION_KINDS), units[line[-1]])
        posts.append(Post(Role(m.role), m.unit_id, m.unit.path, scope.pk, scope.path, m.unit.label))
    return Standing(account_id=account.pk, posts=tuple(posts))


def _line(path: str) -> list[str]:
    """The path itself and those of all units above it, lowest first."""
    return [path[:length] for length in range(len(path), 0, -Unit.steplen)]


def units_within(paths: Iterable[str]) -> QuerySet[Unit]:
    """Active units at or below the paths, in tree order."""
    units: QuerySet[Unit] = Unit.objects.filter(within(paths), is_active=True).order_by("path")
    return units

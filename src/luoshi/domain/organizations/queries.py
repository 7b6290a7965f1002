"""Read units, memberships and standings."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeVar, cast

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import Length

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.rules import NamedUnit, Post, Standing, UnitDirectory, UnitMatch
from luoshi.domain.organizations.terms import JURISDICTION_KINDS, Role
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.refusals import NotAllowed

OFFICE_ROLES = frozenset({Role.ADMINISTRATOR, Role.OFFICER})

_Read = TypeVar("_Read")
_remembered: ContextVar[dict[Hashable, Any] | None] = ContextVar("_remembered", default=None)


@contextmanager
def unchanged_posts() -> Iterator[None]:
    """Read each account's standing and each unit's people once while the block lasts, in this thread of work alone.

    For one deed made of several actions, or thousands of deeds in a row, that change no unit, no post and no account;
    whoever changes one leaves the block first. A block inside another goes on with what that one read.
    """
    outer = _remembered.get()
    token = _remembered.set({} if outer is None else outer)
    try:
        yield
    finally:
        _remembered.reset(token)


def read_once(key: Hashable, read: Callable[[], _Read]) -> _Read:
    """Give what was read under the key within ``unchanged_posts``; outside of it, read anew each time."""
    known = _remembered.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    return cast(_Read, known[key])


def within(paths: Iterable[str], *, field: str = "path") -> Q:
    """Restrict to units at or below the paths, as ranges that an index serves (``startswith`` scans on SQLite).

    The upper end is made of the path's own alphabet: PostgreSQL sorts punctuation by the rules of a language.
    """
    last_step = "Z" * Unit.steplen
    ranges = [Q(**{f"{field}__gte": path, f"{field}__lt": path + last_step}) for path in paths]
    return reduce(or_, ranges, Q(pk__in=[])) if ranges else Q(pk__in=[])


def jurisdiction_of(unit: Unit) -> Unit:
    """Give the nearest unit at or above that is a jurisdiction; the root where none is."""
    return read_once(("jurisdiction", unit.pk), lambda: _jurisdiction_of(unit))


def _jurisdiction_of(unit: Unit) -> Unit:
    above = [unit, *reversed(list(Unit.objects.get_ancestors(unit)))]
    nearest: Unit = next((u for u in above if u.kind in JURISDICTION_KINDS), above[-1])
    return nearest


def standing_of(account: Account) -> Standing:
    """Give all posts of an account (rules O1, O2). One query, and one more where it has an office role."""
    return read_once(("standing", account.pk), lambda: _standing(account))


def _standing(account: Account) -> Standing:
    memberships = _memberships(account.pk)
    lines = {m.unit.path: _line(m.unit.path) for m in memberships if m.role in OFFICE_ROLES}
    paths = {path for line in lines.values() for path in line}
    units = {u.path: u for u in Unit.objects.filter(path__in=paths).only("id", "path", "kind")} if paths else {}
    posts = []
    for m in memberships:
        scope = m.unit
        if m.role in OFFICE_ROLES:
            line = lines[m.unit.path]
            scope = next((units[p] for p in line if units[p].kind in JURISDICTION_KINDS), units[line[-1]])
        posts.append(Post(Role(m.role), m.unit_id, m.unit.path, scope.pk, scope.path, m.unit.label, m.unit.kind))
    return Standing(account_id=account.pk, posts=tuple(posts))


@kept_query
def _memberships(account_id: int) -> QuerySet[Membership]:
    return Membership.objects.filter(account=account_id, unit__is_active=True).select_related("unit").order_by("id")


def _line(path: str) -> list[str]:
    """The path itself and those of all units above it, lowest first."""
    return [path[:length] for length in range(len(path), 0, -Unit.steplen)]


def units_within(paths: Iterable[str]) -> QuerySet[Unit]:
    """Active units at or below the paths, in tree order."""
    units: QuerySet[Unit] = Unit.objects.filter(within(paths), is_active=True).order_by("path")
    return units


def supervised_jurisdictions(standing: Standing) -> list[Unit]:
    """Give the jurisdictions whose supervision officer the account is; raise NotAllowed where there is none."""
    keys = {post.scope_id for post in standing.posts if post.role is Role.OFFICER}
    if not keys:
        raise NotAllowed
    return list(Unit.objects.filter(pk__in=keys).order_by("path"))


def root_without_administrator() -> Unit | None:
    """Give a topmost unit that no active account administers as a whole, or None where all are governed (O8)."""
    posts = Membership.objects.filter(
        role=Role.ADMINISTRATOR, account__is_active=True, unit__is_active=True
    ).values_list("unit__path", flat=True)
    jurisdictions = set(Unit.objects.filter(kind__in=JURISDICTION_KINDS).values_list("path", flat=True))
    governed = set()
    for path in posts:
        line = _line(path)
        governed.add(next((p for p in line if p in jurisdictions), line[-1]))
    root: Unit | None = Unit.objects.filter(depth=1).exclude(path__in=governed).order_by("path").first()
    return root


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit of the tree as the tree page shows it."""

    unit: Unit
    people: int
    depth: int  # below the top of what is shown


def unit_tree(standing: Standing, *, with_inactive: bool = False) -> list[UnitLine]:
    """Give the units that the account reaches, in tree order, each with its number of active people. One query."""
    tops = standing.scopes()
    units = Unit.objects.filter(within(tops)).order_by("path")
    if not with_inactive:
        units = units.filter(is_active=True)
    people = Count("memberships__account", filter=Q(memberships__account__is_active=True), distinct=True)
    shallowest = min((len(top) // Unit.steplen for top in tops), default=1)
    return [UnitLine(unit, unit.people, unit.depth - shallowest) for unit in units.annotate(people=people)]


def members_of(unit: Unit) -> QuerySet[Membership]:
    """The posts in a unit itself, by person."""
    return (
        Membership.objects.filter(unit=unit)
        .select_related("account", "unit")
        .order_by("-account__is_active", "account__display_name", "account_id", "role")
    )


def posts_of(account: Account) -> QuerySet[Membership]:
    """The posts of an account, in tree order."""
    return Membership.objects.filter(account=account).select_related("unit").order_by("unit__path", "role")


def accounts_within(standing: Standing, *, words: str = "") -> QuerySet[Account]:
    """Accounts with a post in a unit that the administrator reaches, by name; ``words`` narrows by name or unit.

    Who administers a whole tree also finds the accounts without a post.
    """
    tops = standing.scopes(Role.ADMINISTRATOR)
    posts = Membership.objects.filter(within(tops, field="unit__path"))
    reached = Q(pk__in=posts.values("account_id"))
    if any(len(path) == Unit.steplen for path in tops):
        reached |= Q(memberships=None)
    accounts = Account.objects.filter(reached)
    if words:
        by_unit = posts.filter(Q(unit__name__icontains=words) | Q(unit__short_name__icontains=words))
        accounts = accounts.filter(
            Q(username__icontains=words) | Q(display_name__icontains=words) | Q(pk__in=by_unit.values("account_id"))
        )
    return accounts.prefetch_related(
        Prefetch("memberships", Membership.objects.select_related("unit").order_by("unit__path", "role"))
    ).order_by("display_name", "id")


def units_named(standing: Standing, words: str, *, limit: int) -> list[Unit]:
    """Active units in reach whose name, short name or other name contains the words, shortest name first."""
    units = Unit.objects.filter(within(standing.scopes()), is_active=True).filter(
        Q(name__icontains=words) | Q(short_name__icontains=words) | Q(division_code__startswith=words)
    )
    return list(units.order_by(Length("name"), "path")[:limit])


def match_units(names: Iterable[str], jurisdiction: Unit) -> dict[str, UnitMatch]:
    """Match names as documents write them to the units of a jurisdiction (O10). One query; each name once."""
    units = Unit.objects.filter(within([jurisdiction.path]), is_active=True).order_by("path")
    named = [
        NamedUnit(u.pk, u.path, u.kind, u.name, u.short_name, tuple(u.aliases))
        for u in units.only("id", "path", "kind", "name", "short_name", "aliases")
    ]
    directory = UnitDirectory(named, jurisdiction.path, step=Unit.steplen)
    return {name: directory.match(name) for name in dict.fromkeys(names)}

"""The invented city's units and people, from jurisdiction.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.contrib.auth.hashers import make_password

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.organizations.actions import create_unit
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.terms import AccountVerb, Role, UnitKind

PASSWORD = "luoshi-2026"  # noqa: S105 - these accounts live on loopback only, and the start-up message prints it
FOUNDED = datetime(2025, 1, 2, 1, 0, tzinfo=UTC)


@dataclass(slots=True)
class City:
    """The demonstration's cast: units by key, accounts by name, and who signs and reports for each unit."""

    root: Unit
    units: dict[str, Unit] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    leaders: dict[int, Account] = field(default_factory=dict)
    reporters: dict[int, Account] = field(default_factory=dict)

    @property
    def officer(self) -> Account:
        """The supervision officer who drafts, issues and verifies."""
        return self.accounts["officer"]


@cache
def description() -> dict[str, Any]:
    """Read jurisdiction.toml."""
    return tomllib.loads((files(__package__) / "jurisdiction.toml").read_text(encoding="utf-8"))


def found_jurisdiction(now: datetime) -> City:
    """Make units and accounts; a unit for which the file names nobody gets a leader and a reporter by office."""
    plan = description()
    founded = min(FOUNDED, now)
    root_key = plan["jurisdiction"]["root"]
    by_key = {row["key"]: row for row in plan["units"]}
    root = Unit.objects.add_root(_fields(by_key[root_key]))
    city = City(root, {root_key: root})
    password = make_password(PASSWORD)
    founder = next(person for person in plan["people"] if person["role"] == Role.ADMINISTRATOR)
    administrator = _account(city, founder["account"], founder["name"], password)
    Membership.objects.create(account=administrator, unit=root, role=Role.ADMINISTRATOR)
    for row in plan["units"]:
        if row["key"] != root_key:
            city.units[row["key"]] = create_unit(
                actor=administrator, now=founded, parent=city.units[row["parent"]], **_fields(row)
            )
    for person in plan["people"]:
        if person is not founder:
            _post(city, person["account"], person["name"], person["unit"], Role(person["role"]), password, founded)
    for key, unit in city.units.items():
        if unit.pk != root.pk:
            if unit.pk not in city.leaders:
                _post(city, f"{key}.leader", f"{unit.label}负责人", key, Role.LEADER, password, founded)
            if unit.pk not in city.reporters:
                _post(city, f"{key}.reporter", f"{unit.label}填报员", key, Role.REPORTER, password, founded)
    return city


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": row["name"],
        "short_name": row.get("short_name", ""),
        "aliases": list(row.get("aliases", ())),
        "kind": UnitKind(row["kind"]),
        "division_code": row.get("division_code", ""),
    }


def _account(city: City, username: str, name: str, password: str) -> Account:
    account = Account.objects.create(username=username, display_name=name, password=password, is_demonstration=True)
    city.accounts[username] = account
    return account


def _post(city: City, username: str, name: str, key: str, role: Role, password: str, now: datetime) -> None:
    account = _account(city, username, name, password)
    unit = city.units[key]
    Membership.objects.create(account=account, unit=unit, role=role)
    record_event(
        actor=city.accounts["admin"],
        now=now,
        verb=AccountVerb.CREATE,
        subject_type="account",
        subject_id=account.pk,
        after={"username": username, "name": name, "unit": unit.name, "role": role},
    )
    if role is Role.LEADER:
        city.leaders.setdefault(unit.pk, account)
    if role is Role.REPORTER:
        city.reporters.setdefault(unit.pk, account)

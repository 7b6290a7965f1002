"""The named cast: one small fictional city and the people in it, so that a permission test reads as a sentence.

云岭市 (city)
├── 市政府督查室 (office)          administrator, officer
├── 市发展和改革委员会 (bureau)     bureau_leader, bureau_reporter
├── 市农业农村局 (other bureau)     other_leader, other_reporter
├── 清溪县 (county)                county_officer, county_leader, county_reporter, county_administrator
│   ├── 清溪县水利局 (county bureau)
│   └── 石桥镇 (township)          township_reporter
└── 云岭高新区 (zone)
reader stands in the city itself; outsider stands nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.terms import Role, UnitKind

PASSWORD = "mountain-cloud-42"


@dataclass(frozen=True)
class Cast:
    """Every unit and person by name."""

    city: Unit
    office: Unit
    bureau: Unit
    other_bureau: Unit
    county: Unit
    county_bureau: Unit
    township: Unit
    zone: Unit
    administrator: Account
    officer: Account
    bureau_leader: Account
    bureau_reporter: Account
    other_leader: Account
    other_reporter: Account
    county_administrator: Account
    county_officer: Account
    county_leader: Account
    county_reporter: Account
    township_reporter: Account
    reader: Account
    outsider: Account

    def person(self, name: str) -> Account:
        """Give the account of that name."""
        account: Account = getattr(self, name)
        return account


PEOPLE: dict[str, tuple[str, tuple[str, Role] | None]] = {
    "administrator": ("秦管", ("office", Role.ADMINISTRATOR)),
    "officer": ("杜衡", ("office", Role.OFFICER)),
    "bureau_leader": ("何立", ("bureau", Role.LEADER)),
    "bureau_reporter": ("何报", ("bureau", Role.REPORTER)),
    "other_leader": ("田立", ("other_bureau", Role.LEADER)),
    "other_reporter": ("田报", ("other_bureau", Role.REPORTER)),
    "county_administrator": ("溪管", ("county", Role.ADMINISTRATOR)),
    "county_officer": ("溪衡", ("county", Role.OFFICER)),
    "county_leader": ("溪立", ("county", Role.LEADER)),
    "county_reporter": ("溪报", ("county", Role.REPORTER)),
    "township_reporter": ("石报", ("township", Role.REPORTER)),
    "reader": ("岳读", ("city", Role.READER)),
    "outsider": ("游外", None),
}


def as_officer(account: Account, unit: Unit) -> Account:
    """Make a second officer of someone, for tests in which two of them meet."""
    Membership.objects.get_or_create(account=account, unit=unit, role=Role.OFFICER)
    return account


def _below(place: str, depth: int, number: int, children: int = 0, **fields: Any) -> Unit:
    """Give a unit that is not stored yet, the ``number``th child of the one whose path is ``place``."""
    return Unit(path=Unit._get_path(place, depth, number), depth=depth, numchild=children, **fields)


def make_cast() -> Cast:
    """Write the city and its people into the database, each kind at once: nearly every test begins with it."""
    units = _make_units()
    password = make_password(PASSWORD)
    people = {
        username: Account(username=username, display_name=display_name, password=password)
        for username, (display_name, _) in PEOPLE.items()
    }
    Account.objects.bulk_create(people.values())
    Membership.objects.bulk_create(
        Membership(account=people[username], unit=units[post[0]], role=post[1])
        for username, (_, post) in PEOPLE.items()
        if post
    )
    return Cast(**units, **people)


def _make_units() -> dict[str, Unit]:
    city = Unit.objects.add_root(
        {
            "name": "云岭市",
            "short_name": "云岭市",
            "aliases": ["我市", "全市"],
            "kind": UnitKind.CITY,
            "division_code": "990100",
        }
    )
    county = Unit._get_path(city.path, 2, 4)
    below = {
        "office": _below(city.path, 2, 1, name="云岭市人民政府督查室", short_name="市政府督查室", kind=UnitKind.OFFICE),
        "bureau": _below(
            city.path,
            2,
            2,
            name="云岭市发展和改革委员会",
            short_name="市发改委",
            aliases=["市发展改革委"],
            kind=UnitKind.DEPARTMENT,
        ),
        "other_bureau": _below(
            city.path, 2, 3, name="云岭市农业农村局", short_name="市农业农村局", kind=UnitKind.DEPARTMENT
        ),
        "county": _below(
            city.path,
            2,
            4,
            children=2,
            name="清溪县",
            short_name="清溪县",
            kind=UnitKind.COUNTY,
            division_code="990121",
        ),
        "county_bureau": _below(county, 3, 1, name="清溪县水利局", short_name="县水利局", kind=UnitKind.DEPARTMENT),
        "township": _below(county, 3, 2, name="石桥镇", short_name="石桥镇", kind=UnitKind.TOWNSHIP),
        "zone": _below(
            city.path, 2, 5, name="云岭高新技术产业开发区", short_name="云岭高新区", kind=UnitKind.DEVELOPMENT_ZONE
        ),
    }
    Unit.objects.bulk_create(below.values())
    Unit.objects.filter(pk=city.pk).update(numchild=5)
    stored = Unit.objects.in_bulk([city.pk, *(unit.pk for unit in below.values())])
    return {"city": stored[city.pk]} | {name: stored[unit.pk] for name, unit in below.items()}

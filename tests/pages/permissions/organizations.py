"""Rows of units, accounts, logging in and one's own account."""

from __future__ import annotations

from typing import Any

from luoshi.domain.organizations.models import Membership, Unit
from tests.cast import Cast
from tests.pages.permissions import Row

CITY_ADMINISTRATION = {"administrator"}
COUNTY_ADMINISTRATION = {"administrator", "county_administrator"}
SEES_BUREAU = {"reader", "bureau_reporter", "bureau_leader", "officer", "administrator"}
SEES_TOWNSHIP = {
    "reader",
    "officer",
    "administrator",
    "township_reporter",
    "county_reporter",
    "county_leader",
    "county_officer",
    "county_administrator",
}


def by(allowed: set[str], status: int, *, seen_by: set[str] = frozenset(), refused: int = 403) -> dict[str, int]:  # type: ignore[assignment]
    """Give the status to the allowed, a refusal to those who see the thing, and "not found" to all others."""
    return {"*": 404} | dict.fromkeys(seen_by, refused) | dict.fromkeys(allowed, status)


def administrators(allowed: set[str], status: int) -> dict[str, int]:
    """Pages of accounts: a refusal to all but administrators, "not found" to administrators of elsewhere."""
    return {"*": 403, "county_administrator": 404} | dict.fromkeys(allowed, status)


def bureau(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.bureau.pk}


def township(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.township.pk}


def bureau_reporter(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.bureau_reporter.pk}


def township_reporter(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.township_reporter.pk}


def new_unit(cast: Cast) -> dict[str, Any]:
    return {"name": "新设机构", "kind": "office"}


def new_account(cast: Cast) -> dict[str, Any]:
    return {"username": "xin", "display_name": "新人", "role": "reporter"}


def post_of(name: str):  # type: ignore[no-untyped-def]
    return lambda cast: {"membership": Membership.objects.get(account=cast.person(name)).pk}


def same_name(name: str):  # type: ignore[no-untyped-def]
    return lambda cast: {"name": getattr(cast, name).name, "kind": getattr(cast, name).kind}


def unit_rows(name: str, *, data, status: int = 302, get: int = 200, bureau_data=None) -> list[Row]:  # type: ignore[no-untyped-def]
    """An address under a unit that administrators of the unit may use."""
    return [
        Row(
            name,
            "city",
            bureau,
            get=405 if get == 405 else by(CITY_ADMINISTRATION, get, seen_by=SEES_BUREAU),
            post=by(CITY_ADMINISTRATION, status, seen_by=SEES_BUREAU),
            data=bureau_data or data,
        ),
        Row(
            name,
            "county",
            township,
            get=405 if get == 405 else by(COUNTY_ADMINISTRATION, get, seen_by=SEES_TOWNSHIP),
            post=by(COUNTY_ADMINISTRATION, status, seen_by=SEES_TOWNSHIP),
            data=data,
        ),
    ]


def account_rows(name: str, *, city, county, status: int = 302) -> list[Row]:  # type: ignore[no-untyped-def]
    """A deed on an account that administrators who reach all its posts may do."""
    return [
        Row(name, "city", bureau_reporter, get=405, post=administrators({"administrator"}, status), data=city),
        Row(
            name, "county", township_reporter, get=405, post=administrators(COUNTY_ADMINISTRATION, status), data=county
        ),
    ]


ROWS = [
    Row("organizations:own_account", "any"),
    Row("organizations:units", "any", get={"*": 200, "outsider": 403}),
    Row("organizations:unit", "city", bureau, get=by(SEES_BUREAU, 200)),
    Row("organizations:unit", "county", township, get=by(SEES_TOWNSHIP, 200)),
    *unit_rows("organizations:new_unit", data=new_unit),
    *unit_rows("organizations:edit_unit", data=same_name("township"), bureau_data=same_name("bureau")),
    *unit_rows("organizations:move_unit", data=lambda cast: {"parent": Unit.objects.get(pk=cast.county.pk).pk}),
    *unit_rows("organizations:switch_unit", data=lambda cast: {"to": "off"}, get=405),
    *unit_rows("organizations:new_account", data=new_account, status=200),
    Row("organizations:accounts", "any", get={"*": 403, "administrator": 200, "county_administrator": 200}),
    Row("organizations:account", "city", bureau_reporter, get=administrators({"administrator"}, 200)),
    Row("organizations:account", "county", township_reporter, get=administrators(COUNTY_ADMINISTRATION, 200)),
    *account_rows(
        "organizations:rename_account",
        city=lambda cast: {"display_name": "新名"},
        county=lambda cast: {"display_name": "新名"},
    ),
    *account_rows(
        "organizations:give_role",
        city=lambda cast: {"unit": cast.bureau.pk, "role": "leader"},
        county=lambda cast: {"unit": cast.township.pk, "role": "leader"},
    ),
    *account_rows("organizations:take_role", city=post_of("bureau_reporter"), county=post_of("township_reporter")),
    *account_rows("organizations:switch_account", city=lambda cast: {"to": "off"}, county=lambda cast: {"to": "off"}),
    *account_rows("organizations:reset_password", city=lambda cast: {}, county=lambda cast: {}, status=200),
    *account_rows("organizations:remove_second_factor", city=lambda cast: {}, county=lambda cast: {}),
    # Logging in and the second factor: everybody their own. 302 leads on, or to confirming one's password
    # first; 404 where there is no second factor yet.
    Row("account_login", "any", get={"*": 302, "nobody": 200}, post={"*": 302, "nobody": 200}),
    Row("account_logout", "any", get={"*": 200, "nobody": 302}, post={"*": 302, "nobody": 302}),
    Row("account_inactive", "any", get={"*": 200, "nobody": 200}, post={"*": 405, "nobody": 405}),
    Row("account_signup", "any", get={"*": 302, "nobody": 200}, post={"*": 302, "nobody": 200}),
    Row("account_reauthenticate", "any", get=200, post=200),
    Row("account_change_password", "any", get=200, post=200),
    Row("mfa_authenticate", "any", get=302, post=302),
    Row("mfa_reauthenticate", "any", get=302, post=302),
    Row("mfa_index", "any", get=200),
    Row("mfa_activate_totp", "any", get=302, post=302),
    Row("mfa_deactivate_totp", "any", get=404, post=404),
    Row("mfa_view_recovery_codes", "any", get=404),
    Row("mfa_generate_recovery_codes", "any", get=302, post=302),
    Row("mfa_download_recovery_codes", "any", get=404, post=404),
]

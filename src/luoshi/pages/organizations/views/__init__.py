"""Pages of units, of accounts, and of one's own account."""

from luoshi.pages.organizations.views.accounts import (
    account,
    accounts,
    give_role,
    new_account,
    remove_second_factor,
    rename_account,
    reset_password,
    switch_account,
    take_role,
)
from luoshi.pages.organizations.views.own import own_account
from luoshi.pages.organizations.views.units import edit_unit, move_unit, new_unit, switch_unit, unit, units

__all__ = [
    "account",
    "accounts",
    "edit_unit",
    "give_role",
    "move_unit",
    "new_account",
    "new_unit",
    "own_account",
    "remove_second_factor",
    "rename_account",
    "reset_password",
    "switch_account",
    "switch_unit",
    "take_role",
    "unit",
    "units",
]

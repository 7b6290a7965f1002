"""Change units, accounts and memberships."""

from luoshi.domain.organizations.actions.accounts import (
    create_account,
    deactivate_account,
    give_role,
    reactivate_account,
    remove_second_factor,
    rename_account,
    reset_password,
    take_role,
)
from luoshi.domain.organizations.actions.units import (
    create_unit,
    deactivate_unit,
    edit_unit,
    move_unit,
    reactivate_unit,
)

__all__ = [
    "create_account",
    "create_unit",
    "deactivate_account",
    "deactivate_unit",
    "edit_unit",
    "give_role",
    "move_unit",
    "reactivate_account",
    "reactivate_unit",
    "remove_second_factor",
    "rename_account",
    "reset_password",
    "take_role",
]

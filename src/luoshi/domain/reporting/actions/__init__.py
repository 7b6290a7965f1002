"""The only writers of schemes, periods, returns, lines, disputes, tallies and keys for programs."""

from luoshi.domain.reporting.actions.disputing import answer_dispute, dispute_value, withdraw_dispute
from luoshi.domain.reporting.actions.handing_in import HandedIn, approve_return, give_back_return, submit_return
from luoshi.domain.reporting.actions.opening import open_period, open_return, refresh_return
from luoshi.domain.reporting.actions.placing import place_periods
from luoshi.domain.reporting.actions.saving import (
    LineEntry,
    Saved,
    add_files,
    remove_file,
    save_line,
    save_lines,
    say_unchanged,
)
from luoshi.domain.reporting.actions.schemes import (
    clear_working_day,
    create_scheme,
    edit_scheme,
    except_unit,
    set_working_day,
)
from luoshi.domain.reporting.actions.storing import StoredLine, StoredReturn, store_returns
from luoshi.domain.reporting.actions.tallies import recount
from luoshi.domain.reporting.actions.tokens import make_token, revoke_token
from luoshi.domain.reporting.actions.verifying import LineVerdict, send_back_return, verify_lines, verify_unmarked

__all__ = [
    "HandedIn",
    "LineEntry",
    "LineVerdict",
    "Saved",
    "StoredLine",
    "StoredReturn",
    "add_files",
    "answer_dispute",
    "approve_return",
    "clear_working_day",
    "create_scheme",
    "dispute_value",
    "edit_scheme",
    "except_unit",
    "give_back_return",
    "make_token",
    "open_period",
    "open_return",
    "place_periods",
    "recount",
    "refresh_return",
    "remove_file",
    "revoke_token",
    "save_line",
    "save_lines",
    "say_unchanged",
    "send_back_return",
    "set_working_day",
    "store_returns",
    "submit_return",
    "verify_lines",
    "verify_unmarked",
    "withdraw_dispute",
]

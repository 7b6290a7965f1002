"""What people do with an import: bring the sheet in, match its columns, choose remedies, have it stored or drop it.

Reading, checking and storing are the work of ``luoshi.workflows.import_sheet``; these write what was decided.
"""

from luoshi.domain.exchange.actions.receiving import receive_sheet
from luoshi.domain.exchange.actions.steps import (
    check_again,
    choose_remedy,
    drop_import,
    have_stored,
    match_columns,
)

__all__ = ["check_again", "choose_remedy", "drop_import", "have_stored", "match_columns", "receive_sheet"]

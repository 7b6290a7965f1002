"""Who brings in what (IM1), which steps an import takes (IM2). Pure: values in, verdict out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from luoshi.domain.exchange.terms import ImportKind, RunDeed, RunState
from luoshi.domain.organizations.terms import Role

MAX_BYTES = 20 * 1024 * 1024
STALE_SECONDS = 120
"""An import that has shown no sign of life for so long has lost its worker. Storing 10,000 projects takes a tenth."""

IMPORTING_ROLE: Mapping[ImportKind, Role] = MappingProxyType(
    {
        ImportKind.PROJECTS: Role.OFFICER,
        ImportKind.TASKS: Role.OFFICER,
        ImportKind.UNITS: Role.ADMINISTRATOR,
        ImportKind.INDICATORS: Role.OFFICER,
    }
)

_OPEN: Mapping[RunDeed, frozenset[RunState]] = MappingProxyType(
    {
        RunDeed.MATCH: frozenset({RunState.RECEIVED, RunState.FAULTY, RunState.READY, RunState.FAILED}),
        RunDeed.CHOOSE: frozenset({RunState.FAULTY, RunState.READY}),
        RunDeed.RETRY: frozenset({RunState.FAULTY, RunState.READY, RunState.FAILED}),
        RunDeed.STORE: frozenset({RunState.READY}),
        RunDeed.DROP: frozenset({RunState.RECEIVED, RunState.FAULTY, RunState.READY, RunState.FAILED}),
    }
)


def step_is_open(state: str, deed: RunDeed) -> bool:
    """Tell whether an import in a state takes the step (IM2)."""
    return RunState(state) in _OPEN[deed]


def is_stale(progress_at: datetime, now: datetime) -> bool:
    """Tell whether an import under way must have lost its worker (IM10)."""
    return now - progress_at >= timedelta(seconds=STALE_SECONDS)


def fields_matched_twice(matching: Mapping[int, str]) -> dict[str, list[int]]:
    """Give the fields that more than one column is matched with, with the columns (IM5)."""
    counts = Counter(field for field in matching.values() if field)
    return {
        field: sorted(column for column, chosen in matching.items() if chosen == field)
        for field, count in counts.items()
        if count > 1
    }


def column_letters(column: int) -> str:
    """Name a column, counted from 0, as sheets do: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def columns_said(columns: Iterable[int]) -> str:
    """Name columns one after another: C、F."""
    return "、".join(column_letters(column) for column in columns)

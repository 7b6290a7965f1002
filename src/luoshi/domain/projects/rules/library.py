"""The reserve library's states and steps (PJ1–PJ4): what each state allows, where it leads, whose deed it is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from luoshi.domain.projects.terms import LibraryState, ProjectDeed

_S, _D = LibraryState, ProjectDeed


class Who(Enum):
    """Whose deed a deed is (PJ4)."""

    OFFICE = auto()  # officers whose jurisdiction reaches the project's
    EITHER = auto()  # and reporters and leaders of the responsible unit or of a unit above it


WHO: Mapping[ProjectDeed, Who] = MappingProxyType(
    {
        _D.CREATE: Who.EITHER,
        _D.EDIT: Who.EITHER,
        _D.UPDATE: Who.EITHER,
        _D.SUBMIT: Who.EITHER,
        _D.RETURN: Who.OFFICE,
        _D.ADMIT: Who.OFFICE,
        _D.TO_ROLLING: Who.OFFICE,
        _D.OUT_OF_ROLLING: Who.OFFICE,
        _D.TO_COMPILE: Who.OFFICE,
        _D.OUT_OF_COMPILE: Who.OFFICE,
        _D.SUBMIT_PLAN: Who.OFFICE,
        _D.RETURN_PLAN: Who.OFFICE,
        _D.ISSUE: Who.OFFICE,
        _D.WITHDRAW: Who.OFFICE,
        _D.RESTORE: Who.OFFICE,
        _D.ADVANCE: Who.OFFICE,
        _D.CORRECT_STAGE: Who.OFFICE,
        _D.LOCK: Who.OFFICE,
        _D.UNLOCK: Who.OFFICE,
        _D.TRANSFER: Who.OFFICE,
        _D.IMPORT: Who.OFFICE,
        _D.RECORD_MONTH: Who.EITHER,
        _D.VERIFY_MONTH: Who.OFFICE,
        _D.VERIFY_ENTRY: Who.OFFICE,
        _D.SET_YEAR: Who.EITHER,
        _D.LINK_TASK: Who.EITHER,
        _D.ASK_EXTENSION: Who.EITHER,
        _D.ANSWER_EXTENSION: Who.OFFICE,
    }
)

ADMITTED = frozenset({_S.RESERVED, _S.ROLLING, _S.COMPILING, _S.PLAN_SUBMITTED, _S.ISSUED})
"""States of a record that the office took into the library and did not withdraw."""

IN_PLAN = frozenset({_S.COMPILING, _S.PLAN_SUBMITTED})
CLOSED = frozenset({_S.SUBMITTED, _S.PLAN_SUBMITTED})
"""What was handed in is closed until it is returned (PJ3)."""

_STAYS = (
    (_D.EDIT, (_S.DRAFT, _S.RESERVED, _S.ROLLING, _S.COMPILING, _S.ISSUED)),
    (_D.UPDATE, (_S.DRAFT, *ADMITTED)),
    (_D.SET_YEAR, (_S.DRAFT, _S.RESERVED, _S.ROLLING, _S.COMPILING, _S.ISSUED)),
    (_D.RECORD_MONTH, tuple(ADMITTED)),
    (_D.VERIFY_MONTH, tuple(ADMITTED)),
    (_D.VERIFY_ENTRY, tuple(ADMITTED)),
    (_D.ADVANCE, tuple(ADMITTED)),
    (_D.CORRECT_STAGE, (_S.DRAFT, *ADMITTED)),
    (_D.IMPORT, (_S.DRAFT, _S.RESERVED, _S.ROLLING, _S.COMPILING, _S.ISSUED)),
    (_D.LINK_TASK, (_S.DRAFT, _S.SUBMITTED, *ADMITTED)),
    (_D.ASK_EXTENSION, (_S.ISSUED,)),
    (_D.ANSWER_EXTENSION, (_S.ISSUED,)),
    (_D.TRANSFER, (_S.DRAFT, *ADMITTED)),
    (_D.LOCK, tuple(_S)),
    (_D.UNLOCK, tuple(_S)),
)
_MOVES = {
    (_S.DRAFT, _D.SUBMIT): _S.SUBMITTED,
    (_S.DRAFT, _D.WITHDRAW): _S.WITHDRAWN,
    (_S.SUBMITTED, _D.RETURN): _S.DRAFT,
    (_S.SUBMITTED, _D.ADMIT): _S.RESERVED,
    (_S.RESERVED, _D.TO_ROLLING): _S.ROLLING,
    (_S.RESERVED, _D.WITHDRAW): _S.WITHDRAWN,
    (_S.ROLLING, _D.TO_COMPILE): _S.COMPILING,
    (_S.ROLLING, _D.OUT_OF_ROLLING): _S.RESERVED,
    (_S.ROLLING, _D.WITHDRAW): _S.WITHDRAWN,
    (_S.COMPILING, _D.OUT_OF_COMPILE): _S.ROLLING,
    (_S.COMPILING, _D.SUBMIT_PLAN): _S.PLAN_SUBMITTED,
    (_S.PLAN_SUBMITTED, _D.RETURN_PLAN): _S.COMPILING,
    (_S.PLAN_SUBMITTED, _D.ISSUE): _S.ISSUED,
    # A later batch promotes what an earlier one issued (from preliminary to new start); its history goes on.
    (_S.ISSUED, _D.ISSUE): _S.ISSUED,
}

STEPS: Mapping[tuple[LibraryState, ProjectDeed], LibraryState] = MappingProxyType(
    _MOVES | {(state, deed): state for deed, states in _STAYS for state in states}
)


def state_after(state: LibraryState, deed: ProjectDeed, *, was_admitted: bool = False) -> LibraryState | None:
    """Give the state a deed leads to, None where the deed is not open (PJ2).

    A restored record goes back to the reserve where it was admitted once, else to its draft.
    """
    if (state, deed) == (_S.WITHDRAWN, _D.RESTORE):
        return _S.RESERVED if was_admitted else _S.DRAFT
    return STEPS.get((state, deed))


def step_is_open(state: LibraryState, deed: ProjectDeed, *, is_locked: bool = False) -> bool:
    """Tell whether state and lock allow the deed; a locked record takes nothing but its unlocking (PJ3)."""
    if deed is _D.UNLOCK:
        return is_locked
    return not is_locked and state_after(state, deed) is not None

"""Extensions of a deadline: when one may be asked for, and which date judges (rule LA8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from luoshi.domain.supervision import errors
from luoshi.domain.supervision.terms import ExtensionState
from luoshi.foundation.refusals import Refusal

LAST_YEAR = 2100  # of dates in plans (PJ8)


@dataclass(frozen=True, slots=True)
class Extension:
    """A wish for a later date, and what became of it. ``answered_on``: the day it was approved or refused."""

    wanted: date
    asked_on: date
    state: ExtensionState = ExtensionState.WAITING
    answered_on: date | None = None


def extension_problem(deadline: date | None, *, wanted: date | None, asked_on: date) -> Refusal | None:
    """Say why an extension cannot be asked for; None where it can (LA8).

    ``deadline`` is the one that judges now; ``wanted`` None asks for no day yet.
    """
    if deadline is None:
        return errors.NoDeadlineToExtend()
    if asked_on >= deadline:
        return errors.ExtensionTooLate(deadline=deadline, asked_on=asked_on)
    if wanted is None:
        return None
    if wanted <= deadline:
        return errors.ExtensionNotLater(wanted=wanted, deadline=deadline)
    if wanted.year > LAST_YEAR:
        return errors.ExtensionTooFar(year=wanted.year)
    return None


def judging_deadline(original: date | None, extensions: Iterable[Extension], on: date) -> date | None:
    """Give the deadline that judges a matter on a day: the last one approved by then, else the original (LA8)."""
    deadline = original
    approved = [
        extension
        for extension in extensions
        if extension.state is ExtensionState.APPROVED
        and extension.answered_on is not None
        and extension.answered_on <= on
    ]
    for extension in sorted(approved, key=lambda each: (each.answered_on or on, each.asked_on)):
        deadline = extension.wanted if deadline is None else max(deadline, extension.wanted)
    return deadline

"""Problems of projects (docs/rules/reserve.md, PB1–PB6): states, whose deed, lateness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from types import MappingProxyType

from luoshi.domain.projects.errors import FieldMissing, TextTooLong
from luoshi.domain.projects.errors.reserve import DeadlinePast, ResponsibleMissing
from luoshi.domain.projects.terms import ProblemDeed, ProblemState
from luoshi.foundation.refusals import Refusal

_S, _D = ProblemState, ProblemDeed
TEXT_LIMIT, NAME_LIMIT, RESULT_LIMIT = 2000, 60, 4000

STEPS: Mapping[tuple[ProblemState, ProblemDeed], ProblemState] = MappingProxyType(
    {
        (_S.NEW, _D.ASSIGN): _S.UNDER_WAY,
        (_S.UNDER_WAY, _D.ASSIGN): _S.UNDER_WAY,
        (_S.UNDER_WAY, _D.SOLVE): _S.SOLVED,
        (_S.SOLVED, _D.CLOSE): _S.CLOSED,
        (_S.SOLVED, _D.SEND_BACK): _S.UNDER_WAY,
        (_S.CLOSED, _D.REOPEN): _S.UNDER_WAY,
    }
)
"""Which deed leads where (PB2); nothing else is possible."""


class Whose(Enum):
    """Whose deed a deed on a problem is (PB1)."""

    OFFICE = auto()
    RESPONSIBLE = auto()  # the unit that solves it, or the office for it
    RAISER = auto()  # whoever raised it, and the people of the unit for which it was raised
    RAISER_OR_OFFICE = auto()


WHOSE: Mapping[ProblemDeed, Whose] = MappingProxyType(
    {
        _D.ASSIGN: Whose.OFFICE,
        _D.SOLVE: Whose.RESPONSIBLE,
        _D.CLOSE: Whose.RAISER,
        _D.SEND_BACK: Whose.RAISER,
        _D.REOPEN: Whose.RAISER_OR_OFFICE,
    }
)


def state_after_deed(state: ProblemState, deed: ProblemDeed) -> ProblemState | None:
    """Give the state that a deed leads to, None where it is not open (PB2)."""
    return STEPS.get((state, deed))


@dataclass(frozen=True, slots=True)
class ProblemDraft:
    """A problem as it was raised: what is wrong, of what class, who might solve it by when."""

    text: str
    class_id: int | None = None
    responsible_person: str = ""
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to solve a problem by when (PB3)."""

    responsible_unit_id: int | None
    deadline: date | None
    responsible_leader: str = ""
    responsible_person: str = ""


def tidied_problem(draft: ProblemDraft) -> ProblemDraft:
    """Trim the words."""
    return replace(draft, text=draft.text.strip(), responsible_person=" ".join(draft.responsible_person.split()))


def problems_in_problem(draft: ProblemDraft, *, today: date) -> list[Refusal]:
    """Name everything wrong with what was raised, each at its field (PB1)."""
    problems: list[Refusal] = []
    if not draft.text:
        problems.append(FieldMissing(at="text", label_zh="问题描述", label_en="What is wrong"))
    problems += _too_long("text", draft.text, TEXT_LIMIT, "问题描述", "What is wrong")
    problems += _too_long("responsible_person", draft.responsible_person, NAME_LIMIT, "责任人", "Person")
    if draft.deadline is not None and draft.deadline < today:
        problems.append(DeadlinePast(day=draft.deadline.isoformat()))
    return problems


def problems_in_assignment(given: Assignment, *, former_deadline: date | None, today: date) -> list[Refusal]:
    """Name everything wrong with an assignment (PB3); a deadline that stays as it was may lie behind."""
    problems: list[Refusal] = []
    if given.responsible_unit_id is None:
        problems.append(ResponsibleMissing())
    if given.deadline is None:
        problems.append(ResponsibleMissing(at="deadline"))
    elif given.deadline < today and given.deadline != former_deadline:
        problems.append(DeadlinePast(day=given.deadline.isoformat()))
    problems += _too_long("responsible_leader", given.responsible_leader, NAME_LIMIT, "责任领导", "Leader")
    problems += _too_long("responsible_person", given.responsible_person, NAME_LIMIT, "责任人", "Person")
    return problems


def _too_long(name: str, text: str, limit: int, chinese: str, english: str) -> list[Refusal]:
    if len(text) <= limit:
        return []
    return [TextTooLong(at=name, limit=limit, length=len(text), label_zh=chinese, label_en=english)]


def is_late(state: str, deadline: date | None, today: date) -> bool:
    """Tell whether a problem is late: its day is over and nobody has reported it solved (PB6)."""
    return state in {_S.NEW, _S.UNDER_WAY} and deadline is not None and deadline < today


USUAL_CLASSES = ("接续", "资金", "环境", "质效")
"""Classes with which a jurisdiction begins (PB1); it renames, adds and removes its own."""

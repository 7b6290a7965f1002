"""What the ladder knows of a matter, and what it did already (docs/rules/ladder.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from luoshi.domain.supervision.rules.ladders import LadderStep
from luoshi.domain.supervision.terms import AnswerKind, AppealState, Complexity, StepState, TriggerKind, Urgency


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """A matter at the end of a day. ``deadline`` is the one that judges (LA8).

    ``matter`` names it for ever (``task:31``); ``round`` rises when it is reopened, ``episode`` when it came back in
    order (LA5). ``recent_lights``: one a period, the newest last, the present one included. ``sent_back_times`` counts
    this episode, ``overdue_times`` the year, this time included. ``nodes``: the day each node was reached.
    """

    matter: str
    round: int = 1
    episode: int = 1
    started_on: date | None = None
    deadline: date | None = None
    completed_on: date | None = None
    closed_on: date | None = None
    light: str = "none"
    light_since: date | None = None
    recent_lights: tuple[str, ...] = ()
    nodes: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))
    overdue_times: int = 0
    sent_back_times: int = 0
    urgency: Urgency = Urgency.ORDINARY
    complexity: Complexity = Complexity.SIMPLE
    is_exempt: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a step."""

    kind: AnswerKind
    on: date


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against a step (LA9)."""

    state: AppealState
    filed_on: date
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step of the history. ``on`` is the day it went out, or was held or dropped (LA7)."""

    key: str
    step: str
    round: int
    episode: int
    number: int
    on: date
    state: StepState = StepState.TAKEN
    held_until: date | None = None
    answers: tuple[Answer, ...] = ()
    appeal: Appeal | None = None


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step that is due, why, under which key (LA5), and by when it is to be answered if it goes out on the day asked.

    ``due_on`` is the day its trigger first held. ``passed_over`` are the steps that it takes the place of. A step that
    ``needs_release`` waits for the office, since the clock jumped (LA11).
    """

    key: str
    step: LadderStep
    round: int
    episode: int
    number: int
    due_on: date
    answer_by: date | None
    trigger: TriggerKind
    chinese: str
    english: str
    passed_over: tuple[str, ...] = ()
    needs_release: bool = False

    def reason(self, language: str) -> str:
        """Say why the step is due."""
        return self.chinese if language.startswith("zh") else self.english

    def taken(self, on: date) -> StepTaken:
        """Give the history's entry for the step going out on a day."""
        return StepTaken(self.key, self.step.id, self.round, self.episode, self.number, on)


def step_key(matter: str, round_number: int, episode: int, step_id: str, number: int) -> str:
    """Give the key under which a step goes out once for ever (LA5)."""
    return f"{matter}/r{round_number}/e{episode}/{step_id}/{number}"

"""What of reporting and supervision waits for a person: returns, letters, appeals, disputes, wishes for a later date.

Every line leads to where the work is done. The number of queries depends on the person's roles alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.queries.problems import ProblemFilters, filtered_problems
from luoshi.domain.reporting.models import Return
from luoshi.domain.reporting.queries import returns_to_do, visible_disputes, visible_returns
from luoshi.domain.reporting.queries.returns import FILLING_ROLES
from luoshi.domain.reporting.terms import DisputeState, ReturnState
from luoshi.domain.supervision.models import StepRun
from luoshi.domain.supervision.queries.extensions import extensions_waiting
from luoshi.domain.supervision.queries.matters import UNIT_ROLES, appeals_waiting, steps_to_answer, steps_to_go_out
from luoshi.domain.supervision.terms import StepRunState
from luoshi.foundation.clock import local_date

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many things of one sort wait, and where to see to them: the name of an address, and what follows it."""

    words: str
    count: int
    address: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """What waits of reporting and supervision: a unit's own returns and letters, the office's lines."""

    returns: list[Return]
    letters: list[StepRun]
    lines: list[Waiting]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing waits."""
        return not (self.returns or self.letters or self.lines)


def follow_through_for(standing: Standing, now: datetime) -> FollowThrough:
    """Gather what waits for an account."""
    today = local_date(now)
    lines: list[Waiting] = []
    if standing.has(Role.OFFICER):
        lines += _of_the_office(standing, today)
    if standing.has(*FILLING_ROLES):
        own = filtered_problems(standing, ProblemFilters(is_own=True), today).count()
        lines.append(Waiting(gettext("Problems for your unit"), own, "projects:problems", "?own=1"))
    return FollowThrough(
        returns=returns_to_do(standing, now)[:SHOWN],
        letters=list(steps_to_answer(standing)[:SHOWN]) if standing.has(*UNIT_ROLES) else [],
        lines=[line for line in lines if line.count],
    )


def _of_the_office(standing: Standing, today: date) -> list[Waiting]:
    """Count what the supervision office has to see to, in the order of its day."""
    steps = list(steps_to_go_out(standing).order_by().values_list("state", "needs_release", "due_on"))
    planned = [(release, day) for state, release, day in steps if state == StepRunState.PLANNED]
    waiting = visible_returns(standing).filter(state=ReturnState.APPROVED).count()
    disputes = visible_disputes(standing).filter(state=DisputeState.OPEN).count()
    wishes = extensions_waiting(standing).count()
    return [
        Waiting(
            gettext("Steps going out today"),
            sum(not release and day <= today for release, day in planned),
            "supervision:home",
        ),
        Waiting(
            gettext("Steps going out tomorrow"),
            sum(not release and day > today for release, day in planned),
            "supervision:home",
        ),
        Waiting(
            gettext("Steps awaiting your confirmation"), sum(release for release, _ in planned), "supervision:home"
        ),
        Waiting(gettext("Returns to verify"), waiting, "reporting:overview"),
        Waiting(gettext("Disputes to answer"), disputes, "reporting:overview"),
        Waiting(
            gettext("Appeals to answer"), appeals_waiting(standing).count(), "supervision:matters", "?waiting=appeal"
        ),
        Waiting(gettext("Extension requests"), wishes, "supervision:home", "#extensions"),
    ]

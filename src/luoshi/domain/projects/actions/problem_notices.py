"""Tell people of problems and calls (N12), in the deed's transaction. Whoever did it is not told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.actions import notify
from luoshi.domain.notices.queries import holders_of
from luoshi.domain.notices.terms import Fact, NoticeKind
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import Role
from luoshi.domain.projects.models import Opportunity, Problem

SUBJECT_LENGTH = 60  # characters of a problem's text that stand for it
FOR_THE_UNIT = (Role.LEADER, Role.REPORTER)


def tell_of_problem(problem: Problem, *, actor: Account, now: datetime, reason: str = "") -> None:
    """Tell the unit that is to solve it, and the office while nobody is (PB1, PB3)."""
    unit = problem.responsible_unit
    recipients = holders_of(unit, *FOR_THE_UNIT) if unit else holders_of(problem.project.jurisdiction, Role.OFFICER)
    _tell(NoticeKind.PROBLEM_RAISED, problem, recipients, unit, actor=actor, now=now, reason=reason)


def tell_of_solution(problem: Problem, *, actor: Account, now: datetime) -> None:
    """Tell whoever raised it that their word is awaited (PB4)."""
    recipients = [problem.raised_by, *holders_of(problem.raised_by_unit, *FOR_THE_UNIT)]
    _tell(NoticeKind.APPROVAL_WAITING, problem, recipients, problem.raised_by_unit, actor=actor, now=now)


def tell_of_closing(problem: Problem, *, actor: Account, now: datetime) -> None:
    """Tell the unit that solved it and the office (PB5)."""
    recipients = holders_of(problem.project.jurisdiction, Role.OFFICER)
    if problem.responsible_unit:
        recipients += holders_of(problem.responsible_unit, *FOR_THE_UNIT)
    _tell(NoticeKind.PROBLEM_CLOSED, problem, recipients, problem.responsible_unit, actor=actor, now=now)


def _tell(
    kind: NoticeKind,
    problem: Problem,
    recipients: Iterable[Account],
    unit: Unit | None,
    *,
    actor: Account,
    now: datetime,
    reason: str = "",
) -> None:
    facts = {
        Fact.UNIT: unit.label if unit else "",
        Fact.DEADLINE: problem.deadline.isoformat() if problem.deadline else "",
        Fact.PERSON: actor.public_name,
        Fact.REASON: reason,
    }
    notify(
        now=now,
        recipients=[account for account in recipients if account.pk != actor.pk],
        kind=kind,
        subject_type="problem",
        subject_id=problem.pk,
        parameters={"subject": f"{problem.project.name}：{problem.text[:SUBJECT_LENGTH]}"}
        | {str(fact): value for fact, value in facts.items() if value},
        url=reverse("projects:problem", args=[problem.pk]),
        key=f"problem-{problem.pk}-v{problem.version}-{kind}",
        units=[unit] if unit else [],
    )


def tell_of_call(call: Opportunity, units: Iterable[tuple[Unit, int]], *, actor: Account, now: datetime) -> None:
    """Tell the units whose projects fit a call that it is open, with how many fit (OP4)."""
    for unit, count in units:
        notify(
            now=now,
            recipients=[account for account in holders_of(unit, *FOR_THE_UNIT) if account.pk != actor.pk],
            kind=NoticeKind.OPPORTUNITY_OPENED,
            subject_type="opportunity",
            subject_id=call.pk,
            parameters={"subject": call.name, str(Fact.UNIT): unit.label, str(Fact.COUNT): count}
            | ({str(Fact.DEADLINE): call.closes_on.isoformat()} if call.closes_on else {}),
            url=reverse("projects:opportunity", args=[call.pk]),
            key=f"opportunity-{call.pk}-v{call.version}-{unit.pk}",
            units=[unit],
        )

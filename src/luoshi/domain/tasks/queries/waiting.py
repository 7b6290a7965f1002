"""What waits for an account (rule T14): its units' own matters in lists, those of units below as a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import within
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries.instruments import late_mechanisms
from luoshi.domain.tasks.queries.table import TaskRow, rows_of
from luoshi.domain.tasks.terms import ReportState, TaskState, Waiting

REPORT_EVERY_DAYS = 30  # a task without a report for so long asks for one (T14)


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """One kind of thing that waits: the first rows, how many there are, and how many lie with units below."""

    kind: Waiting
    rows: tuple[TaskRow, ...]
    count: int
    below: int


def waiting_for(standing: Standing, today: date, *, limit: int = 8) -> list[WaitingGroup]:
    """Give what waits for the account, in the order in which it should be dealt with; empty groups are left out.

    One query counts, and one more for each group that is not empty.
    """
    groups = _conditions(standing, today)
    if not groups:
        return []
    counts = Task.objects.aggregate(
        **{f"{kind}_own": Count("pk", filter=own) for kind, (own, _) in groups.items()},
        **{f"{kind}_below": Count("pk", filter=below) for kind, (_, below) in groups.items()},
    )
    found = []
    for kind, (own, _) in groups.items():
        count, below = counts[f"{kind}_own"], counts[f"{kind}_below"]
        if count or below:
            rows = rows_of(Task.objects.filter(own), sort="deadline", today=today, limit=limit) if count else []
            found.append(WaitingGroup(kind, tuple(rows), count, below))
    return found


def tasks_waiting(standing: Standing, kind: Waiting, today: date) -> QuerySet[Task]:
    """Give all tasks of one kind that wait for the account's own units or office."""
    own, _ = _conditions(standing, today).get(kind, (Q(pk__in=[]), Q(pk__in=[])))
    return Task.objects.filter(own)


def _conditions(standing: Standing, today: date) -> dict[Waiting, tuple[Q, Q]]:
    """Give for each kind what is the account's own and what lies with units below."""
    groups: dict[Waiting, tuple[Q, Q]] = {}
    if standing.has(Role.LEADER):
        groups[Waiting.TO_SIGN] = _led(standing, Q(state=TaskState.ISSUED), Role.LEADER)
    if standing.has(Role.REPORTER, Role.LEADER):
        roles = (Role.REPORTER, Role.LEADER)
        groups[Waiting.SENT_BACK] = _led(
            standing, Q(state=TaskState.HANDLING, last_report_state=ReportState.SENT_BACK), *roles
        )
        groups[Waiting.TO_REPORT] = _led(standing, _report_is_due(today), *roles)
        late = Q(state=TaskState.HANDLING, pk__in=late_mechanisms(today).order_by().values("task_id"))
        groups[Waiting.TO_MEET] = _led(standing, late, *roles)
    if standing.has(Role.OFFICER):
        offices = Unit.objects.filter(within(standing.scopes(Role.OFFICER))).order_by().values("pk")
        own = Q(jurisdiction__in={post.scope_id for post in standing.posts if post.role is Role.OFFICER})
        below = Q(jurisdiction__in=offices) & ~own
        for kind, condition in (
            (Waiting.TO_VERIFY, Q(state__in=rules.OPEN, last_report_state=ReportState.WAITING)),
            (Waiting.RETURNED, Q(state=TaskState.RETURNED)),
            (Waiting.TO_COMPILE, Q(state=TaskState.DRAFT, batch__isnull=True)),
        ):
            groups[kind] = (own & condition, below & condition)
    return groups


def _led(standing: Standing, condition: Q, *roles: Role) -> tuple[Q, Q]:
    own = Q(lead_unit__in={post.unit_id for post in standing.posts if post.role in roles})
    reached = Unit.objects.filter(within(standing.scopes(*roles))).order_by().values("pk")
    return condition & own, condition & Q(lead_unit__in=reached) & ~own


def _report_is_due(today: date) -> Q:
    month_ago = timezone.make_aware(datetime.combine(today - timedelta(days=REPORT_EVERY_DAYS), time.max))
    pressing = Q(deadline__lte=today + timedelta(days=rules.DUE_SOON_DAYS)) & ~Q(last_report_state=ReportState.WAITING)
    stale = Q(reported_at__isnull=True) | Q(reported_at__lte=month_ago)
    return Q(state=TaskState.HANDLING) & ~Q(last_report_state=ReportState.SENT_BACK) & (pressing | stale)

"""Tasks that stand under a formulation (提法)."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from luoshi.domain.organizations.rules import Standing
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries.visibility import visible_tasks
from luoshi.domain.tasks.rules import folded
from luoshi.domain.tasks.terms import TaskState

SHORTEST_MEMBER = 4
"""Letters of a member that alone makes a heading stand under its formulation; 工业 stands in many others."""


def tasks_under(standing: Standing, formulation: str, members: Iterable[str] = ()) -> QuerySet[Task]:
    """Tasks that the account sees and whose words or heading name the formulation, or whose heading a member (L6)."""
    named = Q(search_text__contains=folded(formulation)) | Q(heading__contains=formulation)
    for member in members:
        if len(member) >= SHORTEST_MEMBER:
            named |= Q(heading__contains=member)
    return (
        visible_tasks(standing)
        .filter(named)
        .exclude(state__in=[TaskState.WITHDRAWN, TaskState.CARRIED])
        .order_by("-pk")
    )

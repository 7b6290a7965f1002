"""Find open tasks that say nearly the same as a text."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import TaskState

CANDIDATES = 40  # how many of the roughly nearest are compared closely


@dataclass(frozen=True, slots=True)
class SimilarTask:
    """A task with its likeness, 0–100."""

    pk: int
    number_text: str
    title: str
    state: TaskState
    likeness: float


def similar_tasks(text: str, jurisdiction: Unit, limit: int = 5) -> list[SimilarTask]:
    """Give the open tasks of the jurisdiction whose title or cited sentence is nearest to the text, nearest first.

    Roughly first, by the characters in order; then closely, by the pairs of characters that both hold.
    """
    wanted = rules.folded(text)
    if len(wanted) < 2:
        return []
    rows = list(
        Task.objects.filter(jurisdiction=jurisdiction, state__in={TaskState.DRAFT, *rules.OPEN}).values_list(
            "pk", "year", "number", "title", "state"
        )
    )
    near = process.extract(wanted, [rules.folded(row[3]) for row in rows], scorer=fuzz.partial_ratio, limit=CANDIDATES)
    closest = sorted(((rules.likeness(wanted, title), i) for title, _, i in near), key=lambda p: (-p[0], p[1]))
    return [
        SimilarTask(pk, rules.number_text(year, number), title, TaskState(state), score)
        for score, i in closest[:limit]
        if score >= rules.SIMILAR_FROM
        for pk, year, number, title, state in [rows[i]]
    ]

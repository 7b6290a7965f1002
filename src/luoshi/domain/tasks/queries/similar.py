"""Find open tasks that say nearly the same as a text."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks import rules
from luoshi.domain.tasks.models import Citation, Task
from luoshi.domain.tasks.terms import TaskState

CANDIDATES = 40  # how many of the roughly nearest are compared closely
ROUGHLY = 45.0  # partial ratio 0–100; what shares 60 % of its pairs of characters in any order lies above it


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
    if len(wanted) < 2 or rules.is_bare_deadline(text):
        return []  # what says only by when is alike to every other date
    rows = list(
        Task.objects.filter(jurisdiction=jurisdiction, state__in={TaskState.DRAFT, *rules.OPEN}).values_list(
            "pk", "year", "number", "title", "state"
        )
    )
    place = {row[0]: i for i, row in enumerate(rows)}
    cited = Citation.objects.filter(task__jurisdiction=jurisdiction).values_list("task_id", "quote")
    texts = [(i, row[3]) for i, row in enumerate(rows)]
    texts += [(place[task_id], quote) for task_id, quote in cited if task_id in place]
    # Folding twenty thousand texts takes longer than comparing them; the few that come near are folded in likeness.
    near = process.extract(
        wanted, [words for _, words in texts], scorer=fuzz.partial_ratio, score_cutoff=ROUGHLY, limit=CANDIDATES
    )
    best: dict[int, float] = {}
    for words, _, k in near:
        if rules.is_bare_deadline(words):
            continue
        i = texts[k][0]
        best[i] = max(best.get(i, 0.0), rules.likeness(wanted, words))
    closest = sorted(best.items(), key=lambda pair: (-pair[1], -fuzz.ratio(wanted, rules.folded(rows[pair[0]][3]))))
    return [
        SimilarTask(pk, rules.number_text(year, number), title, TaskState(state), score)
        for i, score in closest[:limit]
        if score >= rules.SIMILAR_FROM
        for pk, year, number, title, state in [rows[i]]
    ]

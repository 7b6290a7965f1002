"""Search over everything a person may see, from tasks to units. Two characters of Chinese are enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from luoshi.domain.bulletins.models import Bulletin
from luoshi.domain.bulletins.queries import visible_bulletins
from luoshi.domain.documents.models import Document
from luoshi.domain.documents.queries import documents_found, documents_visible_to
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import units_named
from luoshi.domain.organizations.rules import Standing
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.queries import ProjectFilters, filtered_projects
from luoshi.domain.strategy.models import Goal
from luoshi.domain.strategy.queries import visible_goals
from luoshi.domain.strategy.terms import PlanState
from luoshi.domain.tasks.queries import TaskFilters, TaskRow, filtered_tasks
from luoshi.domain.tasks.queries.table import rows_of

LONGEST_WORDS = 80
SHOWN = 10
_AROUND = 40  # characters shown on either side of a hit in a document's text


@dataclass(frozen=True, slots=True)
class Hit:
    """Words around a place where the search found something: before, the words, after."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that was found, and the passage where."""

    document: Document
    passage: Hit | None


@dataclass(frozen=True, slots=True)
class Results:
    """What was found of each kind, and how many more there are."""

    tasks: list[TaskRow]
    task_count: int
    documents: list[DocumentHit]
    document_count: int
    projects: list[Project]
    project_count: int
    goals: list[Goal]
    bulletins: list[Bulletin]
    units: list[Unit]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was found."""
        kinds = (self.tasks, self.documents, self.projects, self.goals, self.bulletins, self.units)
        return not any(kinds)


def search_everything(standing: Standing, words: str, today: date) -> Results:
    """Search tasks, documents, projects, goals in force, bulletins and units. At most nine queries."""
    tasks = filtered_tasks(standing, TaskFilters(text=words), today)
    rows = rows_of(tasks, sort="-changed", today=today, limit=SHOWN)
    found = documents_found(documents_visible_to(standing), search=words)
    documents = list(found.defer("source", "reading")[:SHOWN])
    projects = filtered_projects(standing, ProjectFilters(year=today.year, text=words))
    shown = list(projects.select_related("lead_unit").order_by("-changed_at")[:SHOWN])
    in_force = visible_goals(standing).filter(plan__state=PlanState.IN_FORCE, removed_on__isnull=True)
    named = GreaterThan(StrIndex(F("title"), Value(words)), 0)
    return Results(
        tasks=rows,
        task_count=tasks.count() if len(rows) == SHOWN else len(rows),
        documents=[DocumentHit(document, passage_with(document.text, words)) for document in documents],
        document_count=found.count() if len(documents) == SHOWN else len(documents),
        projects=shown,
        project_count=projects.count() if len(shown) == SHOWN else len(shown),
        goals=list(in_force.filter(named).order_by("plan_id", "pk")[:SHOWN]),
        bulletins=list(visible_bulletins(standing).filter(named).order_by("-ends_on", "-pk")[:SHOWN]),
        units=units_named(standing, words, limit=SHOWN),
    )


def passage_with(text: str, words: str) -> Hit | None:
    """Give the first place of the words in the text with what stands around it; None where they do not occur."""
    place = text.casefold().find(words.casefold())
    if place < 0:
        return None
    end = place + len(words)
    start, stop = max(0, place - _AROUND), min(len(text), end + _AROUND)
    before = ("…" if start else "") + text[start:place]
    after = text[end:stop] + ("…" if stop < len(text) else "")
    return Hit(" ".join(before.split()), text[place:end], " ".join(after.split()))

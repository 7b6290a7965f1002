"""Reads of lights, matters, steps, letters and interviews."""

from luoshi.domain.supervision.queries.facts import lit_projects, lit_tasks, project_facts, task_facts
from luoshi.domain.supervision.queries.lights import LightShift, ladder_in_force, pack_in_force, shifts_under
from luoshi.domain.supervision.queries.matters import lights_of, visible_matters

__all__ = [
    "LightShift",
    "ladder_in_force",
    "lights_of",
    "lit_projects",
    "lit_tasks",
    "pack_in_force",
    "project_facts",
    "shifts_under",
    "task_facts",
    "visible_matters",
]

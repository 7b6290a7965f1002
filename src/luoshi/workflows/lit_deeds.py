"""Deeds that change what a light is judged by, each with the lights that follow, in one transaction (LI9).

Pages, jobs and workflows call these and never the plain deeds of tasks and projects; a test of the architecture holds
that. A procedure of several deeds is made ``lit`` as a whole, so that its lights are given once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import subjects_changed
from luoshi.domain.projects import actions as projects
from luoshi.domain.projects.models import Project
from luoshi.domain.supervision.actions import light_things
from luoshi.domain.tasks import actions as tasks
from luoshi.workflows.report_completion import report_completion as complete

_Asked = ParamSpec("_Asked")
_Done = TypeVar("_Done")


def lit(deed: Callable[_Asked, _Done]) -> Callable[_Asked, _Done]:
    """Give every task and project that a deed changed its light anew, once, in the deed's transaction.

    The deed takes ``now`` by keyword, and ``actor`` where somebody acts.
    """

    @wraps(deed)
    def with_lights(*args: _Asked.args, **asked: _Asked.kwargs) -> _Done:
        now, actor = asked["now"], asked.get("actor")
        assert isinstance(now, datetime)
        with transaction.atomic():
            with subjects_changed() as changed:
                done = deed(*args, **asked)
            project_ids = changed.get("project", set())
            # What takes its place as a project's task gives its own light up.
            taken_over = Project.objects.filter(pk__in=project_ids, task__isnull=False).values_list(
                "task_id", flat=True
            )
            light_things(
                now=now,
                task_ids=changed.get("task", set()) | (set(taken_over) if project_ids else set()),
                project_ids=project_ids,
                actor=actor if isinstance(actor, Account) else None,
            )
        return done

    return with_lights


def _tasks_of(project_ids: Collection[int]) -> set[int]:
    """Give the tasks that projects stand for: tied to its project, a task gives its own light up (LI1)."""
    if not project_ids:
        return set()
    tied = Project.objects.filter(pk__in=list(project_ids), task__isnull=False)
    return {pk for pk in tied.values_list("task_id", flat=True) if pk is not None}


edit_task = lit(tasks.edit_task)
reissue_task = lit(tasks.reissue_task)
reopen_task = lit(tasks.reopen_task)
send_back_report = lit(tasks.send_back_report)
verify_report = lit(tasks.verify_report)
verify_reports = lit(tasks.verify_reports)
report_completion = lit(complete)
report_progress = lit(tasks.report_progress)
withdraw_task = lit(tasks.withdraw_task)

advance_stage = lit(projects.advance_stage)
correct_stage = lit(projects.correct_stage)
edit_project = lit(projects.edit_project)
issue_project = lit(projects.issue_project)
move_projects = lit(projects.move_projects)
record_month = lit(projects.record_month)
set_year = lit(projects.set_year)
verify_entry = lit(projects.verify_entry)
verify_month = lit(projects.verify_month)

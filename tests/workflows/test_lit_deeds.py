"""Whatever changes what a light is judged by changes the light with it, in the same transaction (LI9)."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoshi.domain.projects.models import Project
from luoshi.domain.projects.queries.dossiers import stored_dossier
from luoshi.domain.projects.rules import MonthDraft, MonthVerdict, YearDraft
from luoshi.domain.projects.terms import LifecycleStage
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import Extension, Light, LightChange, LightExemption
from luoshi.domain.supervision.terms import Tone
from luoshi.domain.tasks import actions as tasks
from luoshi.domain.tasks.actions.creating import text_of
from luoshi.domain.tasks.models import Batch, Report, RollForwardChoice, Task
from luoshi.foundation.refusals import Refusal
from luoshi.workflows import lit_deeds
from luoshi.workflows.issue_batch import issue_batch
from luoshi.workflows.open_dossier import open_dossier
from luoshi.workflows.roll_forward import roll_forward
from tests.cast import Cast
from tests.factories.projects import issued_project
from tests.factories.supervision import adopted
from tests.factories.tasks import completion, fresh, handled, make_batch, make_task, progress

pytestmark = pytest.mark.django_db
ISSUED = datetime(2026, 1, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 7, 3, 4, tzinfo=UTC)
BEFORE = datetime(2026, 7, 2, 4, tzinfo=UTC)
OUT = "out"


def tone_of(**thing: Any) -> str:
    """Give the tone of a thing's light, ``out`` where it has none."""
    return next(iter(Light.objects.filter(**thing).values_list("tone", flat=True)), OUT)


def _last_report(task: Task) -> Report:
    return Report.objects.filter(task=task).latest("pk")


def _edit_deadline(cast: Cast, task: Task) -> None:
    text = replace(text_of(fresh(task)), deadline=date(2028, 12, 31))
    lit_deeds.edit_task(
        actor=cast.officer, now=NOW, task=task, version=fresh(task).version, text=text, lead_unit=cast.bureau,
        reason="上级调整时限",
    )  # fmt: skip


def _report(percent: int) -> Callable[[Cast, Task], None]:
    def do(cast: Cast, task: Task) -> None:
        lit_deeds.report_progress(
            actor=cast.bureau_reporter, now=NOW, task=task, percent=percent, note="推进中", submission_key=uuid.uuid4()
        )

    return do


def _verify(percent: int | None) -> Callable[[Cast, Task], None]:
    def do(cast: Cast, task: Task) -> None:
        lit_deeds.verify_report(actor=cast.officer, now=NOW, report=_last_report(task), verified_percent=percent)

    return do


def _extend(cast: Cast, task: Task) -> None:
    wish = actions.ask_extension(
        actor=cast.bureau_leader, now=BEFORE, thing=task, wanted=date(2028, 12, 31), reason="汛期"
    )
    wish = Extension.objects.get(pk=wish.pk)
    actions.answer_extension(actor=cast.officer, now=NOW, extension=wish, is_approved=True, answer="")


def _exempt(cast: Cast, task: Task) -> None:
    actions.exempt_from_light(
        actor=cast.officer, now=NOW, thing=task, kind="force_majeure", words="汛期停工", ends_on=None
    )


def _end_exemption(cast: Cast, task: Task) -> None:
    _exempt(cast, task)
    assert tone_of(task=task) == Tone.NONE
    actions.end_exemption(actor=cast.officer, now=NOW, exemption=LightExemption.objects.get(task=task))


def _complete(cast: Cast, task: Task) -> None:
    lit_deeds.report_completion(
        actor=cast.bureau_reporter, now=NOW, task=task, note="全部完成", submission_key=uuid.uuid4()
    )


def _close(cast: Cast, task: Task) -> None:
    lit_deeds.verify_report(actor=cast.officer, now=NOW, report=completion(cast, BEFORE, task))


def _reopen(cast: Cast, task: Task) -> None:
    _close(cast, task)
    assert tone_of(task=task) == OUT
    lit_deeds.reopen_task(actor=cast.officer, now=NOW, task=task, reason="抽查发现未完成")


def _withdraw(cast: Cast, task: Task) -> None:
    lit_deeds.withdraw_task(actor=cast.officer, now=NOW, task=task, reason="上级调整")


def _roll(cast: Cast, task: Task) -> None:
    plan = tasks.create_plan(actor=cast.officer, now=BEFORE, jurisdiction=cast.city, year=2026, name="年度计划")
    Batch.objects.filter(tasks=task).update(plan=plan)
    RollForwardChoice.objects.create(task=task, choice="drop", reason="不再实施", chosen_by=cast.officer, chosen_at=NOW)
    roll_forward(actor=cast.officer, now=datetime(2026, 12, 31, 4, tzinfo=UTC), plan=plan)


def _send_back(cast: Cast, task: Task) -> None:
    lit_deeds.send_back_report(actor=cast.officer, now=NOW, report=_last_report(task), remark="缺佐证")


def _verify_several(cast: Cast, task: Task) -> None:
    Report.objects.filter(task=task).update(percent=20)
    lit_deeds.verify_reports(actor=cast.officer, now=NOW, reports=[_last_report(task)])


def _dossier(cast: Cast, task: Task) -> None:
    Task.objects.filter(pk=task.pk).update(instrument="project")
    open_dossier(actor=cast.officer, now=NOW, task=task)


@dataclass(frozen=True)
class Path:
    """A deed on a task that reported so much, the light before and after it."""

    deed: Callable[[Cast, Task], None]
    reported: int | None
    before: str
    after: str


TASK_PATHS = {
    "a report": Path(_report(60), None, Tone.RED, Tone.GREEN),
    "completion reported": Path(_complete, None, Tone.RED, Tone.GREEN),
    "completion verified": Path(_close, None, Tone.RED, OUT),
    "verified lower": Path(_verify(20), 60, Tone.GREEN, Tone.RED),
    "verified in a selection": Path(_verify_several, 60, Tone.GREEN, Tone.RED),
    "sent back": Path(_send_back, 60, Tone.GREEN, Tone.RED),
    "another deadline": Path(_edit_deadline, 20, Tone.RED, Tone.GREEN),
    "extension": Path(_extend, 20, Tone.RED, Tone.GREEN),
    "exempted": Path(_exempt, None, Tone.RED, Tone.NONE),
    "exemption ended": Path(_end_exemption, None, Tone.RED, Tone.RED),
    "withdrawn": Path(_withdraw, None, Tone.RED, OUT),
    "reopened": Path(_reopen, None, Tone.RED, Tone.GREEN),
    "rolled forward": Path(_roll, None, Tone.RED, OUT),
    "taken over by a project": Path(_dossier, None, Tone.RED, OUT),
}


@pytest.mark.parametrize("path", TASK_PATHS.values(), ids=TASK_PATHS.keys())
def test_a_task_s_light_follows_at_once(cast: Cast, path: Path) -> None:
    task = handled(cast, ISSUED)
    adopted(cast, BEFORE)
    if path.reported is not None:
        progress(cast, BEFORE, task, path.reported)
    actions.light_tasks(now=BEFORE, tasks=[task])
    assert tone_of(task=task) == path.before
    path.deed(cast, task)
    assert tone_of(task=task) == path.after
    assert_no_light_twice(task=task)


def assert_no_light_twice(**thing: Any) -> None:
    """The history never has the same light twice running."""
    lights = list(LightChange.objects.filter(**thing).order_by("id").values_list("tone", "light"))
    assert lights
    assert all(former != light for former, light in itertools.pairwise(lights))


def test_a_task_is_lit_as_it_is_issued(cast: Cast) -> None:
    adopted(cast, ISSUED)
    task = make_task(cast, ISSUED)
    issue_batch(actor=cast.officer, now=ISSUED, batch=make_batch(cast, ISSUED, task))
    assert tone_of(task=task) == Tone.GREEN


def test_what_comes_back_to_its_light_is_no_change(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    adopted(cast, BEFORE)
    lit_deeds.verify_report(actor=cast.officer, now=BEFORE, report=completion(cast, BEFORE, task))
    lit_deeds.reopen_task(actor=cast.officer, now=NOW, task=task, reason="抽查发现未完成")
    lit_deeds.verify_report(actor=cast.officer, now=NOW, report=completion(cast, NOW, task))
    lit_deeds.reopen_task(actor=cast.officer, now=NOW, task=task, reason="抽查发现未完成")
    tones = list(LightChange.objects.filter(task=task).order_by("id").values_list("tone", flat=True))
    assert tones == [Tone.RED, Tone.GREEN]


def test_a_refused_deed_leaves_the_light(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    adopted(cast, BEFORE)
    with pytest.raises(Refusal):
        lit_deeds.report_progress(
            actor=cast.bureau_reporter, now=NOW, task=task, percent=60, note="", submission_key=uuid.uuid4()
        )
    light = Light.objects.get(task=task)
    assert (light.tone, light.computed_on) == (Tone.RED, date(2026, 7, 2))


def _start(cast: Cast, project: Project) -> None:
    dossier = replace(stored_dossier(project), actual_start=date(2026, 3, 2))
    lit_deeds.edit_project(actor=cast.officer, now=NOW, project=project, version=project.version, dossier=dossier)


def _month(cast: Cast, project: Project) -> None:
    _start(cast, project)
    lit_deeds.record_month(
        actor=cast.bureau_reporter, now=NOW, project=project, month=date(2026, 6, 1),
        draft=MonthDraft(invested_wan_yuan=Decimal(6000)),
    )  # fmt: skip


def _verified_month(cast: Cast, project: Project) -> None:
    _month(cast, project)
    verdict = MonthVerdict(invested_wan_yuan=Decimal(100))
    lit_deeds.verify_month(actor=cast.officer, now=NOW, project=project, month=date(2026, 6, 1), verdict=verdict)


def _smaller_plan(cast: Cast, project: Project) -> None:
    _verified_month(cast, project)
    draft = YearDraft(year=2026, annual_class="new_start", planned_wan_yuan=Decimal(100), planned_start_month=3)
    lit_deeds.set_year(actor=cast.officer, now=NOW, project=project, draft=draft, reason="调整计划")


def _stop(cast: Cast, project: Project) -> None:
    lit_deeds.correct_stage(actor=cast.officer, now=NOW, project=project, stage=LifecycleStage.STOPPED, reason="终止")


PROJECT_PATHS = {
    "a month declared": (_month, Tone.GREEN),
    "a month verified lower": (_verified_month, Tone.RED),
    "another plan of the year": (_smaller_plan, Tone.GREEN),
    "stopped": (_stop, OUT),
}


@pytest.mark.parametrize("deed, after", PROJECT_PATHS.values(), ids=PROJECT_PATHS.keys())
def test_a_project_s_light_follows_at_once(cast: Cast, deed: Callable[[Cast, Project], None], after: str) -> None:
    adopted(cast, ISSUED)
    project = issued_project(cast)
    assert tone_of(project=project) != OUT
    actions.light_projects(now=BEFORE, projects=[project])
    assert tone_of(project=project) == Tone.RED
    deed(cast, project)
    assert tone_of(project=project) == after
    assert_no_light_twice(project=project)


def test_many_tasks_are_lit_by_as_many_queries_as_few(cast: Cast) -> None:
    adopted(cast, ISSUED)
    counted = []
    for size in (2, 20):
        made = [make_task(cast, ISSUED, title=f"任务{size}-{n}") for n in range(size)]
        tasks.issue_batch(actor=cast.officer, now=ISSUED, batch=make_batch(cast, ISSUED, *made, name=f"第{size}批"))
        with CaptureQueriesContext(connection) as caught:
            actions.light_tasks(now=NOW, tasks=made)
        counted.append(len(caught))
    assert counted[0] == counted[1]

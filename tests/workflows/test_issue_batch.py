"""Projects in batches: in by themselves, checked, sent back, taken out, issued, promoted (PJ20, PJ21, AP8)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.documents.terms import FindingKind
from luoshi.domain.projects import actions as project_actions
from luoshi.domain.projects.errors import NotAProjectTask, NotInThePlan, RecordClosed, RecordLocked
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.queries.dossiers import stored_dossier
from luoshi.domain.projects.queries.for_batch import projects_for_batch
from luoshi.domain.projects.rules import YearDraft
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.actions.goals import link_tasks
from luoshi.domain.tasks.errors import InAnotherBatch
from luoshi.domain.tasks.errors.plans import BatchFixed
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.rules import CitationDraft
from luoshi.domain.tasks.terms import CheckPoint, Instrument, TaskState
from luoshi.foundation.refusals import NotAllowed
from luoshi.workflows.accept_projects import accept_projects
from luoshi.workflows.compile_batch import (
    compile_project,
    compile_projects,
    return_project_plan,
    take_project_out,
    take_tasks_out,
)
from luoshi.workflows.issue_batch import approve_batch, check_batch, issue_batch, send_back_batch
from luoshi.workflows.open_dossier import open_dossier
from tests.cast import Cast
from tests.factories import plans as plan_make
from tests.factories import strategy as strategy_make
from tests.factories import tasks as make
from tests.factories.documents import make_document, make_finding
from tests.factories.projects import make_project

pytestmark = pytest.mark.django_db


def compiled(cast: Cast, now: datetime, **changes: object) -> Project:
    return make_project(cast, now, state=LibraryState.COMPILING, **changes)  # type: ignore[arg-type]


def empty_batch(cast: Cast, now: datetime, name: str = "第一批") -> Batch:
    return make.make_batch(cast, now, name=name)


def state_of(project: Project) -> str:
    return Project.objects.get(pk=project.pk).library_state


def test_a_project_enters_as_a_task_with_its_source_goals_and_deadline(cast: Cast, now: datetime) -> None:
    document = make.make_document(cast, now)
    _, [goal, *_] = strategy_make.in_force(cast, now, "水利突破")
    project = compiled(cast, now, sponsor_leader="分管副市长")
    project_actions.cite_project(actor=cast.officer, now=now, project=project, citation=make.citation_of(document))
    project_actions.set_goals(actor=cast.officer, now=now, project=project, goals=[goal])
    year = YearDraft(year=2026, annual_class="new_start", planned_wan_yuan=Decimal("1200.5"), objective="主体开工")
    project_actions.set_year(actor=cast.officer, now=now, project=project, draft=year)
    [task] = compile_projects(actor=cast.officer, now=now, batch=empty_batch(cast, now), projects=[project])
    assert (task.title, task.instrument, task.lead_unit) == (project.name, Instrument.PROJECT, cast.bureau)
    assert task.deadline == project.planned_finish == date(2028, 6, 30)
    assert task.measures == "日供水5万吨\n主体开工\n2026年计划投资1,200.5万元。"
    assert [c.quote for c in task.citations.all()] == [make.SENTENCE]
    assert [link.goal for link in task.goal_links.all()] == [goal]
    assert Project.objects.get(pk=project.pk).task == task


def test_a_finish_that_is_past_gives_the_years_end(cast: Cast, now: datetime) -> None:
    project = compiled(
        cast, now, planned_start=date(2024, 1, 1), planned_finish=date(2026, 2, 1), investment_by_year=()
    )
    [task] = compile_projects(actor=cast.officer, now=now, batch=empty_batch(cast, now), projects=[project])
    assert task.deadline == date(2026, 12, 31)


def test_compiled_twice_it_is_one_task_and_no_two_batches_hold_it(cast: Cast, now: datetime) -> None:
    project, batch = compiled(cast, now), empty_batch(cast, now)
    assert [offer.project for offer in projects_for_batch(batch)] == [project]
    for _ in range(2):
        compile_projects(actor=cast.officer, now=now, batch=batch, projects=[project])
    assert Task.objects.count() == 1
    assert projects_for_batch(batch) == []
    second = empty_batch(cast, now, "第二批")
    assert projects_for_batch(second) == []
    with pytest.raises(InAnotherBatch):
        compile_projects(actor=cast.officer, now=now, batch=second, projects=[project])


def test_only_what_the_plan_holds_enters(cast: Cast, now: datetime) -> None:
    good, rolling = compiled(cast, now), make_project(cast, now, state=LibraryState.ROLLING, name="滚动项目")
    batch = empty_batch(cast, now)
    with pytest.raises(NotInThePlan) as caught:
        compile_projects(actor=cast.officer, now=now, batch=batch, projects=[good, rolling])
    assert "滚动项目" in caught.value.message("zh-hans")
    assert Task.objects.count() == 0  # all or none
    compile_project(actor=cast.officer, now=now, project=rolling, batch=batch)
    assert state_of(rolling) == LibraryState.COMPILING
    assert Task.objects.get().title == "滚动项目"
    with pytest.raises(NotAllowed):
        compile_projects(actor=cast.bureau_leader, now=now, batch=batch, projects=[good])


def test_issue_moves_tasks_and_projects_together_or_not_at_all(cast: Cast, now: datetime) -> None:
    project, locked = compiled(cast, now), compiled(cast, now, name="锁定项目")
    plain = make.make_task(cast, now)
    batch = make.make_batch(cast, now, plain)
    compile_projects(actor=cast.officer, now=now, batch=batch, projects=[project, locked])
    project_actions.lock_project(actor=cast.officer, now=now, project=locked)
    with pytest.raises(RecordLocked):
        issue_batch(actor=cast.officer, now=now, batch=batch)
    assert make.fresh(plain).state == TaskState.DRAFT
    assert state_of(project) == LibraryState.COMPILING
    project_actions.unlock_project(actor=cast.officer, now=now, project=locked)
    issue_batch(actor=cast.officer, now=now, batch=batch)
    assert [state_of(p) for p in (project, locked)] == [LibraryState.ISSUED] * 2
    year = ProjectYear.objects.get(project=project, year=2026)
    assert (year.batch, year.annual_class) == (batch, "new_start")
    assert [e.verb for e in history_of("project", project.pk)][:2] == ["issue_project", "submit_plan"]


def test_a_checked_batch_closes_its_projects_and_sent_back_opens_them(cast: Cast, now: datetime) -> None:
    plan_make.make_plan(cast, now)
    mayor = plan_make.mayor_of(cast)
    project, batch = compiled(cast, now), empty_batch(cast, now)
    compile_projects(actor=cast.officer, now=now, batch=batch, projects=[project])
    points = list(CheckPoint)
    check_batch(actor=cast.officer, now=now, batch=batch, points=points)
    current = Project.objects.get(pk=project.pk)
    assert current.library_state == LibraryState.PLAN_SUBMITTED
    with pytest.raises(RecordClosed):
        project_actions.edit_project(
            actor=cast.officer, now=now, project=current, version=current.version, dossier=stored_dossier(current)
        )
    for refused in (take_project_out, return_project_plan):
        with pytest.raises(BatchFixed):
            refused(actor=cast.officer, now=now, project=current, reason="调整")
    send_back_batch(actor=mayor, now=now, batch=batch, reason="核实投资")  # a leader, no officer
    assert state_of(project) == LibraryState.COMPILING
    check_batch(actor=cast.officer, now=now, batch=batch, points=points)
    approve_batch(actor=mayor, now=now, batch=batch)
    issue_batch(actor=cast.officer, now=now, batch=batch)
    assert state_of(project) == LibraryState.ISSUED


def test_taken_out_it_stays_compiled_and_out_of_the_plan_it_takes_its_draft_along(cast: Cast, now: datetime) -> None:
    project, batch = compiled(cast, now), empty_batch(cast, now)
    [task] = compile_projects(actor=cast.officer, now=now, batch=batch, projects=[project])
    take_tasks_out(actor=cast.officer, now=now, batch=batch, tasks=[task])
    assert make.fresh(task).batch is None
    assert [offer.project for offer in projects_for_batch(batch)] == [project]
    compile_projects(actor=cast.officer, now=now, batch=batch, projects=[project])
    take_project_out(actor=cast.officer, now=now, project=project, reason="前期不足")
    project.refresh_from_db()
    assert (project.library_state, project.task) == (LibraryState.ROLLING, None)
    assert make.fresh(task).state == TaskState.WITHDRAWN
    project_actions.put_in_annual_plan(actor=cast.officer, now=now, project=project)
    [again] = compile_projects(actor=cast.officer, now=now, batch=batch, projects=[project])
    assert again.pk != task.pk


def test_a_later_batch_promotes_and_taken_out_the_year_is_as_it_was(cast: Cast, now: datetime) -> None:
    project = compiled(cast, now)
    year = YearDraft(year=2026, annual_class="prospective", planned_wan_yuan=Decimal(800))
    project_actions.set_year(actor=cast.officer, now=now, project=project, draft=year)
    first = empty_batch(cast, now)
    [task] = compile_projects(actor=cast.officer, now=now, batch=first, projects=[project])
    issue_batch(actor=cast.officer, now=now, batch=first)
    second = empty_batch(cast, now, "第二批")
    [offer] = projects_for_batch(second)
    assert offer.is_promotion

    [successor] = compile_projects(actor=cast.officer, now=now, batch=second, projects=[project])
    assert (successor.carried_from, make.fresh(task).state) == (task, TaskState.ISSUED)
    row = ProjectYear.objects.get(project=project)
    assert (row.annual_class, row.batch) == ("new_start", second)
    take_tasks_out(actor=cast.officer, now=now, batch=second, tasks=[successor])
    row.refresh_from_db()
    assert (row.annual_class, row.batch, row.planned_wan_yuan) == ("prospective", first, Decimal(800))

    [again] = compile_projects(actor=cast.officer, now=now, batch=second, projects=[project])
    assert again == successor
    issue_batch(actor=cast.officer, now=now, batch=second)
    row.refresh_from_db()
    assert (row.annual_class, row.batch, state_of(project)) == ("new_start", second, LibraryState.ISSUED)
    assert make.fresh(task).state == TaskState.CARRIED
    batches = [e.after["batch"] for e in history_of("project", project.pk) if e.verb == "issue_project"]
    assert batches == ["第二批", "第一批"]  # the history keeps both


def test_a_project_without_a_task_gets_one_when_it_is_promoted(cast: Cast, now: datetime) -> None:
    project = make_project(cast, now, state=LibraryState.PLAN_SUBMITTED)
    year = YearDraft(year=2026, annual_class="prospective")
    first = make.make_batch(cast, now, make.make_task(cast, now))
    first = actions.issue_batch(actor=cast.officer, now=now, batch=first)
    project_actions.issue_project(actor=cast.officer, now=now, project=project, batch=first)
    project_actions.set_year(actor=cast.officer, now=now, project=project, draft=year, reason="前期未完成")
    second = empty_batch(cast, now, "第二批")
    [task] = compile_projects(actor=cast.officer, now=now, batch=second, projects=[project])
    assert (task.batch, task.carried_from) == (second, None)


def test_a_dossier_is_opened_from_a_task_once(cast: Cast, now: datetime) -> None:
    document = make.make_document(cast, now)
    _, [goal, *_] = strategy_make.in_force(cast, now, "水利突破")
    task = make.make_task(cast, now, instrument=Instrument.PROJECT, citations=[make.citation_of(document)])
    link_tasks(actor=cast.officer, now=now, goal=goal, tasks=[task])
    actions.issue_batch(actor=cast.officer, now=now, batch=make.make_batch(cast, now, task))
    project = open_dossier(actor=cast.bureau_reporter, now=now, task=task)
    assert open_dossier(actor=cast.officer, now=now, task=task) == project
    assert (project.name, project.lead_unit, project.task, project.library_state) == (
        task.title, cast.bureau, task, LibraryState.DRAFT,
    )  # fmt: skip
    assert [c.quote for c in project.citations.all()] == [make.SENTENCE]
    assert [link.goal for link in project.goal_links.all()] == [goal]
    with pytest.raises(NotAllowed):
        open_dossier(actor=cast.other_reporter, now=now, task=make.make_task(cast, now, instrument=Instrument.PROJECT))
    with pytest.raises(NotAProjectTask):
        open_dossier(actor=cast.officer, now=now, task=make.make_task(cast, now))


def test_a_draft_dossier_stays_where_it_is_when_its_task_is_issued(cast: Cast, now: datetime) -> None:
    task = make.make_task(cast, now, instrument=Instrument.PROJECT)
    project = open_dossier(actor=cast.officer, now=now, task=task)
    issue_batch(actor=cast.officer, now=now, batch=make.make_batch(cast, now, task))
    assert state_of(project) == LibraryState.DRAFT


def test_a_project_of_the_same_finding_is_tied_instead_of_doubled(cast: Cast, now: datetime) -> None:
    words = "建设滨河水厂，总投资3.5亿元。"
    document = make_document(cast.city, cast.officer, source=words)
    finding = make_finding(document, FindingKind.COMMITMENT, words, instrument="project")
    [project] = accept_projects(
        actor=cast.officer, now=now, document=document, finding_ids=[finding.pk], lead_unit=cast.bureau
    )
    cited = CitationDraft(document.pk, 0, len(words), words, finding.pk)
    task = make.make_task(cast, now, instrument=Instrument.PROJECT, citations=[cited])
    assert open_dossier(actor=cast.officer, now=now, task=task) == project
    assert Project.objects.count() == 1

"""Year's end: choices, preview, the roll-over in one transaction, and promotion of a project (AP6–AP8)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.terms import AnnualClass, LifecycleStage
from luoshi.domain.strategy.models import Goal, NodeKind, Plan
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.errors import plans as refusals
from luoshi.domain.tasks.errors.instruments import CompletionNotReady
from luoshi.domain.tasks.models import AnnualPlan, Batch, Mechanism, PlanVersion, RollForwardChoice, Task, TaskGoal
from luoshi.domain.tasks.queries import compare_versions, unfinished_counts, unfinished_in
from luoshi.domain.tasks.rules.plans import Choice, choices_open
from luoshi.domain.tasks.terms import Instrument, LineState, RollForward, TaskState
from luoshi.foundation.refusals import NotAllowed
from luoshi.workflows.promote_project import promote_project
from luoshi.workflows.report_completion import report_completion
from luoshi.workflows.roll_forward import preview_of, roll_forward
from tests.cast import Cast
from tests.factories import plans as plan_make
from tests.factories import tasks as make

YEAR_END = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
R = RollForward
NEXT_JUNE = date(2027, 6, 30)


@pytest.fixture
def plan(cast: Cast, now: datetime) -> AnnualPlan:
    return plan_make.make_plan(cast, now, needs_check=False, needs_approval=False)


def choose(cast: Cast, plan: AnnualPlan, *pairs: tuple[Task, Choice]) -> list[str]:
    found = actions.choose_for_tasks(
        actor=cast.officer, now=YEAR_END, plan=plan, choices={task.pk: choice for task, choice in pairs}
    )
    return [type(problem).__name__ for problem in found]


@pytest.mark.parametrize(
    ("state", "deadline", "choices"),
    [
        (TaskState.HANDLING, date(2026, 12, 31), (R.REDATE, R.DROP)),
        (TaskState.HANDLING, date(2027, 1, 1), (R.CARRY, R.REDATE, R.DROP)),
        (TaskState.DRAFT, None, (R.CARRY, R.REDATE, R.DROP)),
        (TaskState.COMPLETION_REPORTED, date(2026, 12, 31), (R.FINISHED,)),
    ],
)
def test_what_may_be_chosen(state: TaskState, deadline: date | None, choices: tuple[R, ...]) -> None:
    assert choices_open(state, deadline, 2026) == choices


@pytest.mark.usefixtures("plan")
def test_choices_are_saved_one_by_one_and_wrong_ones_named(cast: Cast, now: datetime, plan: AnnualPlan) -> None:
    good, late, bare = (make.make_task(cast, now, title=f"任务{n}") for n in range(3))
    plan_make.issued_in_plan(cast, now, plan, good, late, bare)
    problems = choose(
        cast,
        plan,
        (good, Choice(R.REDATE, NEXT_JUNE, "前期手续未完")),
        (late, Choice(R.REDATE, date(2026, 12, 31), "晚")),
        (bare, Choice(R.DROP)),
    )
    assert problems == ["NewDeadlineMissing", "ChoiceWithoutReason"]
    assert RollForwardChoice.objects.get().task == good
    assert [preview_of(plan).left, preview_of(plan).counts] == [2, ((R.REDATE, 1),)]
    assert choose(cast, plan, (good, Choice(""))) == []
    assert not RollForwardChoice.objects.exists()
    with pytest.raises(NotAllowed):
        actions.choose_for_tasks(actor=cast.county_officer, now=now, plan=plan, choices={})


def test_everything_is_rolled_at_once_and_only_once(cast: Cast, now: datetime, plan: AnnualPlan) -> None:
    document = make.make_document(cast, now)
    carried = make.make_task(cast, now, title="跨年工程", deadline=NEXT_JUNE, supporting_units=[cast.county],
                             citations=[make.citation_of(document)], measures="分段施工")  # fmt: skip
    redated, dropped, finished = (make.make_task(cast, now, title=t) for t in ("改期", "不再列入", "已完"))
    _serve_goal(cast, carried)
    plan_make.issued_in_plan(cast, now, plan, carried, redated, dropped, finished)
    for task in (carried, redated, finished):
        actions.sign_task(actor=cast.bureau_leader, now=now, task=task)
    make.progress(cast, now, make.fresh(carried))
    make.completion(cast, now, make.fresh(finished))
    assert (
        choose(
            cast,
            plan,
            (carried, Choice(R.CARRY)),
            (redated, Choice(R.REDATE, NEXT_JUNE, "等待批复")),
            (dropped, Choice(R.DROP, None, "政策调整")),
        )
        == []
    )
    with pytest.raises(refusals.RollForwardIncomplete):
        roll_forward(actor=cast.officer, now=YEAR_END, plan=plan)
    assert make.fresh(dropped).state == TaskState.ISSUED  # nothing happened
    assert choose(cast, plan, (finished, Choice(R.FINISHED))) == []
    done = roll_forward(actor=cast.officer, now=YEAR_END, plan=plan)
    assert done.counts == {"carry": 1, "redate": 1, "drop": 1, "finished": 1}
    states = [make.fresh(task).state for task in (carried, redated, dropped, finished)]
    assert states == ["carried", "carried", "withdrawn", "closed"]

    new = Task.objects.get(carried_from=carried)
    assert (new.year, new.state, new.deadline, new.measures) == (2027, "draft", NEXT_JUNE, "分段施工")
    assert new.batch == done.batch == Batch.objects.get(plan__year=2027)
    assert new.citations.get().quote == carried.citations.get().quote
    assert {p.unit_id for p in new.participations.all()} == {cast.bureau.pk, cast.county.pk}
    assert new.goals.get().title == "水清岸绿"
    assert make.fresh(carried).reports.get().state == "set_aside"
    assert Task.objects.get(carried_from=redated).deadline == NEXT_JUNE
    assert history_of("task", carried.pk)[0].after["carried_to"] == new.number_text
    assert history_of("task", new.pk)[0].after["carried_from"] == carried.number_text

    count = Task.objects.count()
    again = roll_forward(actor=cast.officer, now=YEAR_END, plan=AnnualPlan.objects.get(pk=plan.pk))
    assert (again.counts, Task.objects.count()) == ({}, count)
    assert not RollForwardChoice.objects.exists()


def _serve_goal(cast: Cast, task: Task) -> None:
    day = date(2026, 1, 1)
    strategy = Plan.objects.create(jurisdiction=cast.city, name="战略", starts_on=day, ends_on=date(2030, 12, 31))
    kind = NodeKind.objects.create(jurisdiction=cast.city, chinese="目标")
    goal = Goal.objects.create(plan=strategy, kind=kind, title="水清岸绿", added_on=day)
    TaskGoal.objects.create(task=task, goal=goal, added_on=day)


def test_one_task_that_refuses_holds_everything_up(cast: Cast, now: datetime, plan: AnnualPlan) -> None:
    one, two = make.make_task(cast, now, title="一"), make.make_task(cast, now, title="二")
    plan_make.issued_in_plan(cast, now, plan, one, two)
    choose(cast, plan, (one, Choice(R.DROP, None, "合并")), (two, Choice(R.DROP, None, "合并")))
    actions.sign_task(actor=cast.bureau_leader, now=now, task=two)
    assert unfinished_counts(plan).left == 0
    make.completion(cast, now, make.fresh(two))  # meanwhile reported complete: dropping is no longer open
    assert unfinished_counts(plan).left == sum(not row.is_chosen for row in unfinished_in(plan)) == 1
    with pytest.raises(refusals.RollForwardIncomplete):
        roll_forward(actor=cast.officer, now=YEAR_END, plan=plan)
    assert make.fresh(one).state == TaskState.ISSUED
    assert AnnualPlan.objects.count() == 1


def test_a_plan_is_rolled_from_december_on_by_its_office(cast: Cast, now: datetime, plan: AnnualPlan) -> None:
    with pytest.raises(refusals.NotThisYearsEnd):
        roll_forward(actor=cast.officer, now=now, plan=plan)
    for person in (cast.county_officer, cast.administrator, cast.bureau_leader):
        with pytest.raises(NotAllowed):
            roll_forward(actor=person, now=YEAR_END, plan=plan)


def test_an_unsigned_task_and_its_instrument_go_on(cast: Cast, now: datetime, plan: AnnualPlan) -> None:
    task = plan_make.mechanism(cast, now, deadline=NEXT_JUNE)
    assert task.batch is not None
    assert task.batch.plan == plan
    unsigned = plan_make.issued_in_plan(cast, now, plan, make.make_task(cast, now, deadline=NEXT_JUNE))[0]
    actions.plan_steps(actor=cast.officer, now=now, task=unsigned, steps=plan_make.STEPS)
    choose(cast, plan, (task, Choice(R.CARRY)), (unsigned, Choice(R.CARRY)))
    roll_forward(actor=cast.officer, now=YEAR_END, plan=plan)
    assert unsigned.assignments.get().state == "replaced"
    copy = Mechanism.objects.get(task__carried_from=task)
    assert (copy.members.count(), copy.convenor_role) == (2, "分管副市长")
    assert Mechanism.objects.get(task=task).members.count() == 2
    assert Task.objects.get(carried_from=unsigned).steps.count() == 2


def test_the_versions_before_and_after_show_the_roll_over(cast: Cast, now: datetime, plan: AnnualPlan) -> None:
    task = plan_make.issued_in_plan(cast, now, plan, make.make_task(cast, now))[0]
    choose(cast, plan, (task, Choice(R.REDATE, NEXT_JUNE, "跨年")))
    done = roll_forward(actor=cast.officer, now=YEAR_END, plan=plan)
    first, before, after = PlanVersion.objects.filter(plan=plan).order_by("number")
    assert [v.kind for v in (first, before, after)] == ["issue", "roll_forward", "roll_forward"]
    assert compare_versions(before, after)[0].fields == ("state",)
    assert done.batch is not None
    assert done.next_plan is not None
    actions.issue_batch(actor=cast.officer, now=YEAR_END, batch=done.batch, document_number="云督〔2027〕1号")
    [change] = compare_versions(first, done.next_plan)
    assert change.state is LineState.CHANGED  # the same line, a year on
    assert {"deadline", "batch"} <= set(change.fields)


def _project(cast: Cast, task: Task | None, now: datetime, **fields: object) -> Project:
    return Project.objects.create(
        jurisdiction=cast.city, number=1, name="清溪水厂", lead_unit=cast.bureau, stage_since=date(2026, 1, 1),
        created_at=now, changed_at=now, task=task, **fields,
    )  # fmt: skip


def test_a_promoted_project_keeps_its_history(cast: Cast, now: datetime, plan: AnnualPlan) -> None:
    task = make.make_task(cast, now, instrument=Instrument.PROJECT)
    task = plan_make.issued_in_plan(cast, now, plan, task)[0]
    actions.sign_task(actor=cast.bureau_leader, now=now, task=task)
    project = _project(cast, task, now, lifecycle_stage=LifecycleStage.PRELIMINARY)
    ProjectYear.objects.create(project=project, year=2026, annual_class=AnnualClass.PROSPECTIVE, batch=task.batch)
    second = make.make_batch(cast, now, name="第二批")
    for _ in range(2):
        promote_project(
            actor=cast.officer, now=now, project=project, batch=second, planned_wan_yuan=Decimal("3200"),
            planned_start_month=12, reason="要素已落实",
        )  # fmt: skip
    year = ProjectYear.objects.get(project=project)
    assert (year.annual_class, year.batch, year.planned_wan_yuan) == ("new_start", second, Decimal("3200"))
    assert [e.before["annual_class"] for e in history_of("project", project.pk) if "annual_class" in e.before] == [
        "prospective"
    ]
    successor = Task.objects.get(carried_from=task)
    project.refresh_from_db()
    assert project.task == successor
    assert make.fresh(task).state == TaskState.HANDLING  # until the later batch is issued
    actions.issue_batch(actor=cast.officer, now=now, batch=second)
    assert (make.fresh(task).state, make.fresh(successor).state) == ("carried", "issued")
    with pytest.raises(NotAllowed):
        promote_project(actor=cast.bureau_leader, now=now, project=project, batch=second)


@pytest.mark.parametrize(
    ("annual_class", "stage", "is_ready"),
    [
        (AnnualClass.NEW_START, LifecycleStage.PRELIMINARY, False),
        (AnnualClass.NEW_START, LifecycleStage.BUILDING, True),
        (AnnualClass.COMPLETING, LifecycleStage.BUILDING, False),
        (AnnualClass.COMPLETING, LifecycleStage.PRODUCING, True),
        (AnnualClass.CONTINUING, LifecycleStage.BUILDING, True),
    ],
)
def test_a_project_task_is_done_when_its_project_has_come_so_far(
    cast: Cast, now: datetime, annual_class: AnnualClass, stage: LifecycleStage, is_ready: bool
) -> None:
    task = make.handled(cast, now, instrument=Instrument.PROJECT)  # IN5
    project = _project(cast, task, now, lifecycle_stage=stage)
    ProjectYear.objects.create(project=project, year=2026, annual_class=annual_class)

    def report() -> None:
        report_completion(actor=cast.bureau_reporter, now=now, task=task, note="完成", submission_key=make.uuid.uuid4())

    if is_ready:
        report()
    else:
        with pytest.raises(CompletionNotReady):
            report()
    assert (make.fresh(task).state == TaskState.COMPLETION_REPORTED) is is_ready


def test_what_became_finished_meanwhile_is_left_alone(cast: Cast, now: datetime, plan: AnnualPlan) -> None:
    task = plan_make.issued_in_plan(cast, now, plan, make.make_task(cast, now))[0]
    choose(cast, plan, (task, Choice(R.DROP, None, "不再需要")))
    actions.withdraw_task(actor=cast.officer, now=now, task=task, reason="已合并")
    assert unfinished_in(plan) == []
    assert roll_forward(actor=cast.officer, now=YEAR_END, plan=plan).counts == {}

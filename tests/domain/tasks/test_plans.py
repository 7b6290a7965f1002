"""Annual plans: a batch's steps, who may, versions and their comparison (AP1–AP5, AP9, AP10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import actions, errors
from luoshi.domain.tasks.errors import plans as refusals
from luoshi.domain.tasks.models import AnnualPlan, PlanVersion
from luoshi.domain.tasks.queries import batches_of, compare_versions, tasks_in, visible_batches, visible_plans
from luoshi.domain.tasks.rules.plans import Line, compared, next_batch_deeds, signed_share
from luoshi.domain.tasks.terms import BatchDeed, BatchState, LineState
from luoshi.foundation.refusals import NotAllowed, Stale
from tests.cast import Cast, as_officer
from tests.factories import plans as plan_make
from tests.factories import tasks as make

B, D = BatchState, BatchDeed


@pytest.mark.parametrize(
    ("state", "check", "approval", "deeds"),
    [
        (B.COMPILING, True, True, (D.CHECK,)),
        (B.CHECKED, True, True, (D.APPROVE, D.SEND_BACK)),
        (B.APPROVED, True, True, (D.ISSUE, D.SEND_BACK)),
        (B.COMPILING, False, True, (D.APPROVE,)),
        (B.APPROVED, False, True, (D.ISSUE, D.SEND_BACK)),
        (B.COMPILING, True, False, (D.CHECK,)),
        (B.CHECKED, True, False, (D.ISSUE, D.SEND_BACK)),
        (B.COMPILING, False, False, (D.ISSUE,)),
        (B.CHECKED, False, False, (D.ISSUE, D.SEND_BACK)),  # switched off while one was under way
        (B.ISSUED, True, True, ()),
    ],
)
def test_the_steps_of_a_batch(state: B, check: bool, approval: bool, deeds: tuple[D, ...]) -> None:
    assert next_batch_deeds(state, needs_check=check, needs_approval=approval) == deeds


def test_a_batch_is_checked_approved_and_issued_in_that_order(cast: Cast, now: datetime) -> None:
    plan = plan_make.make_plan(cast, now)
    batch = make.make_batch(cast, now, make.make_task(cast, now))
    mayor = plan_make.mayor_of(cast)
    for early in (lambda: actions.issue_batch(actor=cast.officer, now=now, batch=batch),
                  lambda: actions.approve_batch(actor=mayor, now=now, batch=batch)):  # fmt: skip
        with pytest.raises(refusals.BatchStepNotOpen):
            early()
    with pytest.raises(refusals.CheckIncomplete) as refused:
        actions.check_batch(actor=cast.officer, now=now, batch=batch, points=["units"])
    assert len(refused.value.points) == 4
    actions.check_batch(actor=cast.officer, now=now, batch=batch, points=plan_make.POINTS)
    with pytest.raises(refusals.BatchStepNotOpen):
        actions.issue_batch(actor=cast.officer, now=now, batch=batch)
    actions.approve_batch(actor=mayor, now=now, batch=batch)
    actions.issue_batch(actor=cast.officer, now=now, batch=batch)
    assert AnnualPlan.objects.get(pk=plan.pk).state == "running"
    assert PlanVersion.objects.get().lines.count() == 1


def test_another_officer_checks_without_the_list(cast: Cast, now: datetime) -> None:
    plan_make.make_plan(cast, now)
    batch = make.make_batch(cast, now, make.make_task(cast, now))
    second = as_officer(cast.administrator, cast.office)
    assert actions.check_batch(actor=second, now=now, batch=batch).state == B.CHECKED


def test_a_batch_that_lacks_something_is_not_checked(cast: Cast, now: datetime) -> None:
    plan_make.make_plan(cast, now)
    batch = make.make_batch(cast, now, make.make_task(cast, now, lead_unit=None))
    with pytest.raises(errors.BatchNotReady) as refused:
        actions.check_batch(actor=cast.officer, now=now, batch=batch, points=plan_make.POINTS)
    assert len(refused.value.lacks) == 1


def test_only_the_plans_leaders_approve(cast: Cast, now: datetime) -> None:
    plan_make.make_plan(cast, now, approving_unit=cast.other_bureau)
    batch = make.make_batch(cast, now, make.make_task(cast, now))
    actions.check_batch(actor=cast.officer, now=now, batch=batch, points=plan_make.POINTS)
    for person in (cast.officer, cast.administrator, cast.bureau_leader, cast.county_leader, cast.other_reporter):
        with pytest.raises(NotAllowed):
            actions.approve_batch(actor=person, now=now, batch=batch)
    standing = standing_of(cast.other_leader)
    assert visible_batches(standing).get() == batch
    assert tasks_in(batch, standing).count() == 1
    assert actions.approve_batch(actor=cast.other_leader, now=now, batch=batch).state == B.APPROVED


def test_a_checked_batch_and_its_tasks_do_not_change_until_sent_back(cast: Cast, now: datetime) -> None:
    plan_make.make_plan(cast, now)
    task, other = make.make_task(cast, now), make.make_task(cast, now, title="另一项")
    batch = make.make_batch(cast, now, task)
    actions.check_batch(actor=cast.officer, now=now, batch=batch, points=plan_make.POINTS)
    for change in (
        lambda: actions.add_to_batch(actor=cast.officer, now=now, batch=batch, tasks=[other]),
        lambda: actions.take_out_of_batch(actor=cast.officer, now=now, batch=batch, tasks=[task]),
        lambda: actions.withdraw_task(actor=cast.officer, now=now, task=task),
        lambda: actions.plan_steps(actor=cast.officer, now=now, task=task, steps=plan_make.STEPS),
    ):
        with pytest.raises(refusals.BatchFixed):
            change()
    with pytest.raises(errors.ReasonMissing):
        actions.send_back_batch(actor=cast.officer, now=now, batch=batch, reason=" ")
    actions.send_back_batch(actor=plan_make.mayor_of(cast), now=now, batch=batch, reason="时限偏松")
    actions.withdraw_task(actor=cast.officer, now=now, task=task)
    with pytest.raises(refusals.BatchStepNotOpen):
        actions.send_back_batch(actor=cast.officer, now=now, batch=batch, reason="再退")


def test_a_small_office_switches_the_steps_off(cast: Cast, now: datetime) -> None:
    plan_make.make_plan(cast, now, needs_check=False, needs_approval=False)
    batch = make.make_batch(cast, now, make.make_task(cast, now))
    assert actions.issue_batch(actor=cast.officer, now=now, batch=batch).state == B.ISSUED


def test_a_year_has_one_plan_and_takes_in_its_batches(cast: Cast, now: datetime) -> None:
    make.issued(cast, now)
    plan = plan_make.make_plan(cast, now)
    assert (plan.state, plan.batches.count()) == ("running", 1)
    with pytest.raises(refusals.PlanExists):
        plan_make.make_plan(cast, now)
    with pytest.raises(refusals.PlanYearWrong):
        plan_make.make_plan(cast, now, year=2099)
    with pytest.raises(refusals.PlanNameMissing):
        plan_make.make_plan(cast, now, year=2027, name=" ")
    with pytest.raises(NotAllowed):
        plan_make.make_plan(cast, now, actor=cast.county_officer, year=2027)
    with pytest.raises(Stale):
        actions.edit_plan(
            actor=cast.officer, now=now, plan=plan, version=9, name="x", needs_check=True, needs_approval=True,
            approving_unit=None,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "sees"),
    [("officer", True), ("administrator", True), ("reader", True), ("bureau_leader", False), ("county_officer", False),
     ("outsider", False)],
)  # fmt: skip
def test_who_sees_a_plan(cast: Cast, now: datetime, name: str, sees: bool) -> None:
    plan_make.make_plan(cast, now)
    assert visible_plans(standing_of(cast.person(name))).exists() is sees


def test_signed_for_is_derived(cast: Cast, now: datetime) -> None:
    plan = plan_make.make_plan(cast, now)
    tasks = [make.make_task(cast, now, title=f"任务{n}") for n in range(4)]
    one, two, three, four = plan_make.issued_in_plan(cast, now, plan, *tasks)
    actions.sign_task(actor=cast.bureau_leader, now=now, task=one)
    actions.return_task(actor=cast.bureau_leader, now=now, task=two, reason="不属于本单位职责")
    actions.withdraw_task(actor=cast.officer, now=now, task=three, reason="合并办理")
    [line] = batches_of(plan)
    assert line.share == Fraction(1, 3)
    assert line.signed_percent == 33
    assert four.state == "issued"
    assert signed_share(0, 0) is None


def line(origin: int, task: int = 0, **fields: object) -> Line:
    wanted = {"number": f"2026-{origin:04d}", "title": "甲", "instrument": "item", "lead_unit": "市发改委",
              "deadline": date(2026, 12, 31), "target": "", "batch": "一", "state": "handling"}  # fmt: skip
    return Line(origin, task or origin, **(wanted | fields))  # type: ignore[arg-type]


def test_two_versions_line_by_line() -> None:
    before = [line(1), line(2), line(3)]
    after = [line(1), line(2, 9, deadline=date(2027, 6, 30), number="2027-0001"), line(4)]
    found = {change.state: change for change in compared(before, after)}
    assert set(found) == set(LineState)
    assert found[LineState.CHANGED].fields == ("deadline",)
    assert found[LineState.REMOVED].before == line(3)
    assert found[LineState.ADDED].after == line(4)


def test_a_version_stays_as_it_was_while_the_plan_goes_on(cast: Cast, now: datetime) -> None:
    plan = plan_make.make_plan(cast, now, needs_check=False, needs_approval=False)
    task = plan_make.issued_in_plan(cast, now, plan, make.make_task(cast, now))[0]
    version = PlanVersion.objects.get()
    assert [change.state for change in compare_versions(version, plan)] == [LineState.SAME]
    actions.sign_task(actor=cast.bureau_leader, now=now, task=task)
    second = make.make_batch(cast, now, make.make_task(cast, now, title="第二批的"))
    actions.issue_batch(actor=cast.officer, now=now + timedelta(days=1), batch=second)
    changes = compare_versions(version, plan)
    assert [(c.state, c.fields) for c in changes] == [(LineState.CHANGED, ("state",)), (LineState.ADDED, ())]

"""Plans, goals, links and any past day, by the actions: what they do, refuse and keep."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects.queries.goals import outline_of
from luoshi.domain.strategy import actions, errors
from luoshi.domain.strategy.models import Goal, Plan
from luoshi.domain.strategy.queries import carried_from, tree_as_of, tree_as_of_day
from luoshi.domain.strategy.rules import Tree, compared
from luoshi.domain.strategy.terms import GoalChange, PlanState
from luoshi.domain.tasks import actions as task_actions
from luoshi.domain.tasks.actions.goals import link_tasks, unlink_tasks
from luoshi.domain.tasks.models import TaskGoal
from luoshi.foundation.clock import local_date
from luoshi.foundation.refusals import NotAllowed, Refusal, Stale
from luoshi.workflows.put_plan_in_force import put_plan_in_force
from tests.cast import Cast
from tests.factories import strategy as make
from tests.factories import tasks as make_task


def titles(tree: Tree) -> list[tuple[str, int]]:
    """A tree as words and depths."""
    return [(place.title, depth) for place, depth in tree.walk()]


def edited(cast: Cast, now: datetime, goal: Goal, **fields: object) -> Goal:
    current = Goal.objects.select_related("kind", "parent", "lead_unit").get(pk=goal.pk)
    same = {name: getattr(current, name) for name in ("title", "kind", "parent", "weight", "lead_unit")}
    return actions.edit_goal(actor=cast.officer, now=now, goal=goal, version=None, **(same | fields))  # type: ignore[arg-type]


# ── who and what is refused ─────────────────────────


@pytest.mark.parametrize("person", ["administrator", "bureau_leader", "reader", "county_officer", "outsider"])
def test_only_officers_of_the_jurisdiction_plan(cast: Cast, now: datetime, person: str) -> None:
    plan, [top] = make.in_force(cast, now)
    actor = cast.person(person)
    dates = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    deeds = [
        lambda: actions.create_plan(actor=actor, now=now, jurisdiction=cast.city, name="新", **dates),
        lambda: actions.add_goal(actor=actor, now=now, plan=plan, title="新", kind=top.kind),
        lambda: actions.move_goal(actor=actor, now=now, goal=top, parent=None, position=0),
        lambda: actions.remove_goal(actor=actor, now=now, goal=top, reason="不再需要"),
        lambda: actions.propose_successor(actor=actor, now=now, plan=plan, name="新", **dates),
        lambda: actions.add_kind(actor=actor, now=now, jurisdiction=cast.city, chinese="新"),
        lambda: link_tasks(actor=actor, now=now, goal=top, tasks=[make_task.make_task(cast, now)]),
    ]
    before = Goal.objects.count(), Plan.objects.count()
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert (Goal.objects.count(), Plan.objects.count()) == before
    assert not TaskGoal.objects.exists()


@pytest.mark.parametrize(
    "fields, refusal",
    [
        ({"title": " "}, errors.GoalTitleMissing),
        ({"title": "长" * 201}, errors.GoalTitleTooLong),
        ({"title": "项目突破"}, errors.TwinSibling),
        ({"weight": Decimal(0)}, errors.WeightWrong),
        ({"kind": None}, errors.KindMissing),
    ],
)
def test_a_goal_that_says_nothing_or_twice_is_refused(
    cast: Cast, now: datetime, fields: dict[str, object], refusal: type[Refusal]
) -> None:
    plan, [top, _] = make.in_force(cast, now, "项目突破")
    wanted = {"title": "交通突破"} | fields
    with pytest.raises(refusal):
        make.make_goal(cast, now, plan, parent=top, **wanted)  # type: ignore[arg-type]
    assert Goal.objects.count() == 2


def test_a_loop_through_parents_is_refused_and_named(cast: Cast, now: datetime) -> None:
    _, [top, child] = make.in_force(cast, now, "项目突破")
    with pytest.raises(errors.GoalLoop) as refusal:
        edited(cast, now, top, parent=child)
    assert refusal.value.way == ("三大突破", "项目突破", "三大突破")
    assert "三大突破 → 项目突破 → 三大突破" in refusal.value.message("zh-hans")


def test_a_loop_through_a_reference_is_refused_and_named(cast: Cast, now: datetime) -> None:
    plan, [top, left, right] = make.in_force(cast, now, "左", "右")
    make.make_goal(cast, now, plan, "见右", left, refers_to=right)
    with pytest.raises(errors.GoalLoop) as refusal:
        make.make_goal(cast, now, plan, "见左", right, refers_to=left)
    assert refusal.value.way == ("见左", "左", "见右", "右", "见左")
    with pytest.raises(errors.GoalLoop):
        make.make_goal(cast, now, plan, "见顶", left, refers_to=top)
    assert Goal.objects.count() == 4


def test_nothing_hangs_on_a_reference(cast: Cast, now: datetime) -> None:
    plan, [_, left, right] = make.in_force(cast, now, "左", "右")
    reference = make.make_goal(cast, now, plan, "见右", left, refers_to=right)
    with pytest.raises(errors.UnderReference):
        make.make_goal(cast, now, plan, "下", reference)
    with pytest.raises(errors.UnderReference):
        link_tasks(actor=cast.officer, now=now, goal=reference, tasks=[make_task.make_task(cast, now)])
    with pytest.raises(errors.ReferenceHolds):
        make.make_goal(cast, now, plan, "引引", left, refers_to=reference)
    with pytest.raises(errors.StillReferred):
        actions.remove_goal(actor=cast.officer, now=now, goal=right, reason="并入")


def test_a_stale_form_is_refused(cast: Cast, now: datetime) -> None:
    _, [top, child] = make.in_force(cast, now, "项目突破")
    edited(cast, now, child, title="项目大突破")
    with pytest.raises(Stale):
        actions.edit_goal(
            actor=cast.officer, now=now, goal=child, version=child.version, title="旧", kind=child.kind, parent=top
        )


def test_work_of_another_jurisdiction_is_not_linked(cast: Cast, now: datetime) -> None:
    county_plan, [top] = make.in_force(cast, now, side="county")
    task = make_task.make_task(cast, now)
    with pytest.raises(errors.WorkOutsideJurisdiction):
        link_tasks(actor=cast.county_officer, now=now, goal=top, tasks=[task])
    _, [city_top] = make.in_force(cast, now)
    of_county = make_task.make_task(
        cast, now, actor=cast.county_officer, jurisdiction=cast.county, lead_unit=cast.county_bureau
    )
    assert link_tasks(actor=cast.officer, now=now, goal=city_top, tasks=[task, of_county]) == 2
    assert county_plan.state == PlanState.IN_FORCE


def test_kinds_in_use_stay(cast: Cast, now: datetime) -> None:
    _, [top] = make.in_force(cast, now)
    with pytest.raises(errors.KindInUse):
        actions.remove_kind(actor=cast.officer, now=now, kind=top.kind)
    with pytest.raises(errors.KindTaken):
        actions.add_kind(actor=cast.officer, now=now, jurisdiction=cast.city, chinese="重大突破")
    spare = actions.add_kind(actor=cast.officer, now=now, jurisdiction=cast.city, chinese="重点工程")
    pk = spare.pk
    actions.remove_kind(actor=cast.officer, now=now, kind=spare)
    assert [event.before for event in history_of("node_kind", pk)] == [{"chinese": "重点工程"}, {}]


# ── removing ────────────────────────────────────────


def test_what_was_in_force_stays_and_a_draft_forgets(cast: Cast, now: datetime) -> None:
    draft = make.make_plan(cast, now)
    goal = make.make_goal(cast, now, draft, "草拟")
    make.make_goal(cast, now, draft, "下级", goal)
    actions.remove_goal(actor=cast.officer, now=now, goal=goal)
    assert not Goal.objects.exists()
    _, [top, child] = make.in_force(cast, now, "项目突破")
    later = now + timedelta(days=5)
    with pytest.raises(errors.RemovalReasonMissing):
        actions.remove_goal(actor=cast.officer, now=later, goal=top)
    actions.remove_goal(actor=cast.officer, now=later, goal=top, reason="调整部署")
    assert {g.removed_on for g in Goal.objects.all()} == {local_date(later)}
    [event, *_] = history_of("goal", child.pk)
    assert (event.verb, event.note) == ("remove_goal", "调整部署")
    with pytest.raises(errors.GoalRemoved):
        edited(cast, later, child, title="改")


# ── versions ────────────────────────────────────────


def test_a_successor_carries_changes_drops_and_adds(cast: Cast, now: datetime) -> None:
    plan, [top, kept, reworded, dropped] = make.in_force(cast, now, "项目", "产业", "旧城")
    task = make_task.issued(cast, now)
    link_tasks(actor=cast.officer, now=now, goal=kept, tasks=[task])
    later = now + timedelta(days=30)
    dates = {"starts_on": date(2027, 1, 1), "ends_on": date(2030, 12, 31)}
    draft = actions.propose_successor(actor=cast.officer, now=later, plan=plan, name="新纲要", **dates)
    copies = {g.carried_from_id: g for g in Goal.objects.filter(plan=draft)}
    edited(cast, later, copies[reworded.pk], title="产业跃升")
    with pytest.raises(errors.RemovalReasonMissing):
        actions.remove_goal(actor=cast.officer, now=later, goal=copies[dropped.pk])
    actions.remove_goal(actor=cast.officer, now=later, goal=copies[dropped.pk], reason="已完成")
    make.make_goal(cast, later, draft, "交通", copies[top.pk])

    lines = compared(tree_as_of(plan, local_date(later)), tree_as_of(draft, local_date(later)), carried_from(draft))
    assert {(line.change, (line.present or line.former).title) for line in lines} == {  # type: ignore[union-attr]
        (GoalChange.CARRIED, "三大突破"),
        (GoalChange.CARRIED, "项目"),
        (GoalChange.CHANGED, "产业跃升"),
        (GoalChange.DROPPED, "旧城"),
        (GoalChange.NEW, "交通"),
    }
    put_plan_in_force(actor=cast.officer, now=later, plan=draft)
    plan.refresh_from_db()
    assert (plan.state, plan.superseded_on) == (PlanState.SUPERSEDED, local_date(later))
    assert Goal.objects.get(pk=dropped.pk).dropped_reason == "已完成"
    assert set(TaskGoal.objects.values_list("goal_id", flat=True)) == {kept.pk, copies[kept.pk].pk}
    day_before = local_date(later) - timedelta(days=1)
    assert ("旧城", 1) in titles(tree_as_of_day(cast.city, day_before))
    assert ("交通", 1) in titles(tree_as_of_day(cast.city, local_date(later)))
    assert titles(tree_as_of_day(cast.city, local_date(now) - timedelta(days=1))) == []
    with pytest.raises(errors.PlanClosed):
        edited(cast, later, kept, title="改")


def test_a_plan_waits_for_reasons_and_goals(cast: Cast, now: datetime) -> None:
    plan, [_, child] = make.in_force(cast, now, "旧城")
    bare = make.make_plan(cast, now, name="新纲要", supersedes=plan)
    later = now + timedelta(days=1)
    with pytest.raises(errors.PlanEmpty):
        put_plan_in_force(actor=cast.officer, now=later, plan=bare)
    make.make_goal(cast, later, bare, "新")
    with pytest.raises(errors.DropReasonsMissing) as refusal:
        put_plan_in_force(actor=cast.officer, now=later, plan=bare)
    assert "“旧城”" in refusal.value.message("zh-hans")
    actions.drop_goal(actor=cast.officer, now=later, plan=bare, goal=child, reason="已完成")
    top = Goal.objects.get(plan=plan, title="三大突破")
    copy = actions.carry_goal(actor=cast.officer, now=later, plan=bare, goal=top)
    with pytest.raises(errors.AlreadyCarried):
        actions.drop_goal(actor=cast.officer, now=later, plan=bare, goal=top, reason="不再")
    assert copy.carried_from_id == top.pk
    with pytest.raises(errors.ForceDateAhead):
        put_plan_in_force(actor=cast.officer, now=later, plan=bare, in_force_on=local_date(later) + timedelta(days=1))
    with pytest.raises(errors.ForceDateBeforeFormer):
        put_plan_in_force(actor=cast.officer, now=later, plan=bare, in_force_on=local_date(now))
    put_plan_in_force(actor=cast.officer, now=later, plan=bare)
    with pytest.raises(errors.PlanAlreadySucceeded):
        make.make_plan(cast, later, supersedes=plan)


def test_a_draft_is_discarded_unless_work_hangs_on_it(cast: Cast, now: datetime) -> None:
    draft = make.make_plan(cast, now)
    goal = make.make_goal(cast, now, draft, "甲")
    make.make_goal(cast, now, draft, "见甲", refers_to=goal)
    task = make_task.make_task(cast, now)
    link_tasks(actor=cast.officer, now=now, goal=goal, tasks=[task])
    with pytest.raises(errors.PlanHasLinks):
        actions.discard_plan(actor=cast.officer, now=now, plan=draft)
    TaskGoal.objects.all().delete()
    actions.discard_plan(actor=cast.officer, now=now, plan=draft)
    assert not Plan.objects.exists()


# ── any past day ────────────────────────────────────


def test_progress_of_a_past_day_is_what_was_known_then(cast: Cast, now: datetime) -> None:
    plan, [top, child] = make.in_force(cast, now, "项目突破")
    task, silent = make_task.handled(cast, now), make_task.handled(cast, now, title="另一项")
    draft = make_task.make_task(cast, now, title="未下达")
    link_tasks(actor=cast.officer, now=now, goal=child, tasks=[task, silent, draft])
    days = [now + timedelta(days=n) for n in range(6)]
    report = make_task.progress(cast, days[1], task, percent=60)
    task_actions.verify_report(actor=cast.officer, now=days[2], report=report, verified_percent=40)
    unlink_tasks(actor=cast.officer, now=days[3], goal=child, tasks=[silent])
    task_actions.withdraw_task(actor=cast.officer, now=days[4], task=make_task.fresh(task), reason="撤销")
    standing, today = standing_of(cast.officer), local_date(days[5])
    found = []
    for moment in days:
        figures = outline_of(standing, plan, local_date(moment), today).figures[top.pk]
        found.append((figures.tasks, figures.declared, figures.verified))
    third, fifth = Fraction(30, 100), Fraction(20, 100)
    assert found == [
        (2, 0, 0),
        (2, third, 0),
        (2, third, fifth),
        (1, Fraction(60, 100), Fraction(40, 100)),
        (0, None, None),
        (0, None, None),
    ]


def test_today_and_the_past_agree_on_the_same_day(cast: Cast, now: datetime) -> None:
    plan, [top] = make.in_force(cast, now)
    task = make_task.handled(cast, now)
    link_tasks(actor=cast.officer, now=now, goal=top, tasks=[task, make_task.closed(cast, now, title="已办结")])
    make_task.progress(cast, now, task, percent=35)
    standing, day = standing_of(cast.officer), local_date(now)
    as_today = outline_of(standing, plan, day, day).figures[top.pk]
    as_past = outline_of(standing, plan, day, day + timedelta(days=1)).figures[top.pk]
    assert (as_today.declared, as_today.verified, as_today.tasks) == (as_past.declared, as_past.verified, as_past.tasks)
    assert as_today.declared == Fraction(135, 200)


def test_a_unit_counts_its_own_part(cast: Cast, now: datetime) -> None:
    plan, [top] = make.in_force(cast, now)
    own = make_task.issued(cast, now)
    other = make_task.issued(cast, now, lead_unit=cast.other_bureau, title="种子基地")
    link_tasks(actor=cast.officer, now=now, goal=top, tasks=[own, other])
    day = local_date(now)
    counts = {
        name: outline_of(standing_of(cast.person(name)), plan, day, day).figures[top.pk].tasks
        for name in ("officer", "reader", "bureau_leader", "county_leader")
    }
    assert counts == {"officer": 2, "reader": 2, "bureau_leader": 1, "county_leader": 0}


DEEDS = st.lists(
    st.tuples(st.sampled_from(["add", "edit", "move", "remove", "refer"]), st.integers(0, 6), st.integers(0, 6)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_any_day_shows_what_stood_at_its_end(cast: Cast, now: datetime, deeds: list[tuple[str, int, int]]) -> None:
    plan = make.make_plan(cast, now)
    for title in ("甲", "乙"):
        make.make_goal(cast, now, plan, title)
    plan = put_plan_in_force(actor=cast.officer, now=now, plan=plan)
    seen = {}
    for number, (deed, one, two) in enumerate(deeds):
        moment = now + timedelta(days=number // 2)
        _try(cast, moment, plan, deed, one, two, number)
        seen[local_date(moment)] = tree_as_of(plan, local_date(moment))
    for day, tree in seen.items():
        assert titles(tree_as_of(plan, day)) == titles(tree)
        assert tree_as_of(plan, day) == tree


def _try(cast: Cast, moment: datetime, plan: Plan, deed: str, one: int, two: int, number: int) -> None:
    """Do one deed to goals chosen by number; what the rules refuse does not happen."""
    goals = list(Goal.objects.filter(plan=plan, removed_on=None).order_by("pk"))
    if not goals:
        return
    goal, other = goals[one % len(goals)], goals[two % len(goals)]
    try:
        if deed == "add":
            make.make_goal(cast, moment, plan, f"新{number}", goal)
        elif deed == "edit":
            edited(cast, moment, goal, title=f"改{number}", weight=Decimal(number + 1), lead_unit=cast.bureau)
        elif deed == "move":
            actions.move_goal(actor=cast.officer, now=moment, goal=goal, parent=other, position=two)
        elif deed == "refer":
            make.make_goal(cast, moment, plan, f"见{number}", goal, refers_to=other)
        else:
            actions.remove_goal(actor=cast.officer, now=moment, goal=goal, reason="调整")
    except Refusal:
        return

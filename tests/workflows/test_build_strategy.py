"""From a document to a tree: proposed, ticked, made in one go; a second time only what is new."""

from __future__ import annotations

from datetime import datetime

import pytest

from luoshi.domain.documents.actions import decide_findings
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import FindingKind, FindingState
from luoshi.domain.strategy.errors import GoalLoop, GoalTitleMissing
from luoshi.domain.strategy.models import Goal, GoalCitation, NodeKind, Plan
from luoshi.domain.tasks.actions import create_batch
from luoshi.domain.tasks.actions.carrying import carry_task
from luoshi.domain.tasks.models import Task, TaskGoal
from luoshi.foundation.refusals import NotAllowed
from luoshi.workflows.accept_findings import accept_findings
from luoshi.workflows.build_strategy import BuiltStrategy, ChosenNode, accept_strategy, propose_strategy
from tests.cast import Cast
from tests.factories import strategy as make
from tests.factories.documents import make_document, make_finding

SOURCE = (
    "关于实施“两大突破”的意见\n"
    "实施项目突破、交通突破“两大突破”。\n"
    "一、推进项目突破\n"
    "（一）做实项目储备\n"
    "要建成清溪灌区二期工程。\n"
    "二、推进交通突破\n"
    "要打通环城快速路。\n"
)


def outline(*headings: tuple[int, str]) -> list[dict[str, object]]:
    return [
        {
            "level": level,
            "heading": words,
            "span": {"start": SOURCE.index(words), "end": SOURCE.index(words) + len(words)},
        }
        for level, words in headings
    ]


@pytest.fixture
def paper(cast: Cast, now: datetime) -> Document:
    document = make_document(cast.city, cast.officer, source=SOURCE, findings=False)
    document.reading["outline"] = outline((1, "推进项目突破"), (2, "做实项目储备"), (1, "推进交通突破"))
    document.save()
    make_finding(
        document,
        FindingKind.FORMULATION,
        "实施项目突破、交通突破“两大突破”",
        text="两大突破",
        count=2,
        members=["项目突破", "交通突破"],
        reference=False,
    )
    for words in ("要建成清溪灌区二期工程", "要打通环城快速路"):
        make_finding(
            document, FindingKind.COMMITMENT, words, level="actionable", instrument="project", lead=[], supporting=[]
        )
    formulation = Finding.objects.get(document=document, kind=FindingKind.FORMULATION)
    decide_findings(
        actor=cast.officer, now=now, document=document, finding_ids=[formulation.pk], state=FindingState.ACCEPTED
    )
    return document


def order(document: Document, words: str) -> Finding:
    return Finding.objects.get(document=document, quote=words)


def accept(cast: Cast, now: datetime, document: Document, plan: Plan, **changes: ChosenNode) -> BuiltStrategy:
    """Take all that is ticked and every order, with some nodes as given instead."""
    proposal = propose_strategy(document=document, plan=plan)
    nodes = [
        changes.get(line.node.key.replace(".", "_"))
        or ChosenNode(line.node.key, line.node.title, line.node.kind, line.node.parent or "")
        for line in proposal.lines
        if line.goal is None and line.node.is_ticked
    ]
    orders = {order.finding.pk: order.under for line in proposal.lines for order in line.orders}
    return accept_strategy(actor=cast.officer, now=now, document=document, plan=plan, nodes=nodes, orders=orders)


def test_a_tree_with_passages_and_tasks_comes_out(cast: Cast, now: datetime, paper: Document) -> None:
    plan = make.make_plan(cast, now)
    accept_findings(
        actor=cast.officer, now=now, document=paper, finding_ids=[order(paper, "要建成清溪灌区二期工程").pk]
    )
    built = accept(cast, now, paper, plan)
    goals = {goal.title: goal for goal in Goal.objects.filter(plan=plan).select_related("parent", "kind")}
    assert {title: goal.parent.title if goal.parent else "" for title, goal in goals.items()} == {
        "两大突破": "",
        "项目突破": "两大突破",
        "做实项目储备": "项目突破",
        "交通突破": "两大突破",
    }
    assert goals["项目突破"].kind.chinese == "重大突破"
    for citation in GoalCitation.objects.select_related("goal"):
        assert SOURCE[citation.start : citation.end] == citation.quote
    assert set(GoalCitation.objects.values_list("goal__title", flat=True)) == set(goals)
    served = {link.task.citations.get().quote: link.goal.title for link in TaskGoal.objects.select_related("goal")}
    assert served == {"要建成清溪灌区二期工程": "做实项目储备", "要打通环城快速路": "交通突破"}
    assert (built.linked, built.accepted) == (2, 1)


def test_a_second_time_only_what_is_new_is_proposed(cast: Cast, now: datetime, paper: Document) -> None:
    plan = make.make_plan(cast, now)
    accept(cast, now, paper, plan)
    before = Goal.objects.count(), TaskGoal.objects.count(), GoalCitation.objects.count()
    proposal = propose_strategy(document=paper, plan=plan)
    assert not proposal.is_new
    accept(cast, now, paper, plan)
    assert (Goal.objects.count(), TaskGoal.objects.count(), GoalCitation.objects.count()) == before
    make_finding(paper, FindingKind.COMMITMENT, "推进交通突破", level="actionable", lead=[], supporting=[])
    assert not propose_strategy(document=paper, plan=plan).is_new  # a heading is no order


def test_undecided_formulations_are_not_proposed(cast: Cast, now: datetime, paper: Document) -> None:
    Finding.objects.filter(kind=FindingKind.FORMULATION).update(state=FindingState.UNDECIDED)
    proposal = propose_strategy(document=paper, plan=make.make_plan(cast, now))
    assert proposal.undecided == 1
    assert [line.node.title for line in proposal.lines] == ["推进项目突破", "做实项目储备", "推进交通突破"]


def test_nothing_is_half_made(cast: Cast, now: datetime, paper: Document) -> None:
    plan = make.make_plan(cast, now)
    key = f"f{Finding.objects.get(kind=FindingKind.FORMULATION).pk}"
    member = ChosenNode(f"{key}.1", " ", "重大突破", key)
    with pytest.raises(GoalTitleMissing):
        accept(cast, now, paper, plan, **{f"{key}_1": member})
    top = ChosenNode(key, "两大突破", "战略部署", f"{key}.0")
    with pytest.raises(GoalLoop) as refusal:
        accept(cast, now, paper, plan, **{key: top})
    assert set(refusal.value.way) == {"两大突破", "项目突破"}
    with pytest.raises(NotAllowed):
        accept_strategy(
            actor=cast.bureau_leader,
            now=now,
            document=paper,
            plan=plan,
            nodes=[ChosenNode(key, "两大突破", "战略部署", "")],
            orders={},
        )
    assert not Goal.objects.exists()
    assert not NodeKind.objects.exists()
    assert not Task.objects.exists()
    assert order(paper, "要打通环城快速路").state == FindingState.UNDECIDED


def test_a_node_left_out_hands_its_children_up(cast: Cast, now: datetime, paper: Document) -> None:
    plan = make.make_plan(cast, now)
    proposal = propose_strategy(document=paper, plan=plan)
    nodes = [
        ChosenNode(line.node.key, line.node.title, line.node.kind, line.node.parent or "")
        for line in proposal.lines
        if line.node.title in {"两大突破", "做实项目储备"}
    ]
    accept_strategy(actor=cast.officer, now=now, document=paper, plan=plan, nodes=nodes, orders={})
    assert Goal.objects.get(title="做实项目储备").parent == Goal.objects.get(title="两大突破")


def test_a_carried_task_is_served_by_its_successor_alone(cast: Cast, now: datetime, paper: Document) -> None:
    plan = make.make_plan(cast, now)
    finding = order(paper, "要建成清溪灌区二期工程")
    accept_findings(actor=cast.officer, now=now, document=paper, finding_ids=[finding.pk])
    former = Task.objects.get(citations__finding=finding)
    batch = create_batch(actor=cast.officer, now=now, jurisdiction=cast.city, name="结转")
    carried = carry_task(actor=cast.officer, now=now, task=former, batch=batch, deadline=None, reason="跨年")
    proposal = propose_strategy(document=paper, plan=plan)
    assert [o.tasks for line in proposal.lines for o in line.orders if o.finding == finding] == [(carried,)]

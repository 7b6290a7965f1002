"""The demonstration's strategy: built from the July decision, superseded in October, with the work that serves it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, partial
from importlib.resources import files
from typing import Any

from luoshi.domain.documents.actions import decide_findings, read_document, receive_document
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import FindingKind, FindingState
from luoshi.domain.projects.actions.goals import link_projects
from luoshi.domain.projects.models import Project
from luoshi.domain.strategy.actions import (
    add_goal,
    add_kind,
    create_plan,
    edit_goal,
    propose_successor,
    remove_goal,
)
from luoshi.domain.strategy.models import Goal, NodeKind, Plan
from luoshi.domain.tasks.actions.goals import link_tasks
from luoshi.domain.tasks.models import Task, TaskGoal
from luoshi.domain.tasks.terms import TaskState
from luoshi.workflows.build_strategy import ChosenNode, accept_strategy, propose_strategy
from luoshi.workflows.demonstration.jurisdiction import City
from luoshi.workflows.demonstration.papers import at
from luoshi.workflows.put_plan_in_force import put_plan_in_force

KINDS = (
    ("战略部署", "Strategy"),
    ("重大突破", "Breakthrough"),
    ("攻坚行动", "Campaign"),
    ("工作举措", "Measure"),
    ("重点任务", "Key task"),
)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "strategy.toml").read_text(encoding="utf-8"))


def lay_out_strategy(city: City, papers: Sequence[Document], now: datetime) -> None:
    """Build the plans that had been decided by ``now``; the second takes the place of the first.

    Call it when tasks and projects stand: both are linked to the goals that they serve.
    """
    first = _words()["first"]
    decision = next((paper for paper in papers if "决定" in paper.title and "五大攻坚" in paper.title), None)
    if decision is None or at(first["in_force_on"], 10) > now:
        return
    built_at = at(first["built_on"], 15, 10)
    for chinese, english in KINDS:
        add_kind(actor=city.officer, now=built_at, jurisdiction=city.root, chinese=chinese, english=english)
    for paper in papers:
        if paper.jurisdiction_id == city.root.pk:
            _accept_formulations(city, paper, first["formulations"], built_at)
    plan = create_plan(
        actor=city.officer,
        now=built_at,
        jurisdiction=city.root,
        document=decision,
        **{name: first[name] for name in ("name", "starts_on", "ends_on")},
    )
    _build(city, plan, decision, built_at)
    plan = put_plan_in_force(
        actor=city.officer, now=at(first["in_force_on"], 9, 30), plan=plan, in_force_on=first["in_force_on"]
    )
    if at(_words()["second"]["in_force_on"], 10) <= now:
        plan = _second(city, plan, now)
    _link_by_words(city, plan, now)


def _accept_formulations(city: City, paper: Document, texts: Sequence[str], moment: datetime) -> None:
    wanted = Finding.objects.filter(document=paper, kind=FindingKind.FORMULATION, state=FindingState.UNDECIDED)
    keys = [finding.pk for finding in wanted if finding.fields.get("text") in texts]
    if keys:
        decide_findings(actor=city.officer, now=moment, document=paper, finding_ids=keys, state=FindingState.ACCEPTED)


def _build(city: City, plan: Plan, paper: Document, moment: datetime) -> None:
    """Take what is ticked as proposed, with the orders that became tasks."""
    proposal = propose_strategy(document=paper, plan=plan)
    nodes = [
        ChosenNode(line.node.key, line.node.title, line.node.kind, line.node.parent or "")
        for line in proposal.lines
        if line.goal is None and line.node.is_ticked
    ]
    taken = {node.key for node in nodes} | {line.node.key for line in proposal.lines if line.goal is not None}
    orders = {
        order.finding.pk: line.node.key
        for line in proposal.lines
        if line.node.key in taken
        for order in line.orders
        if order.tasks
    }
    accept_strategy(actor=city.officer, now=moment, document=paper, plan=plan, nodes=nodes, orders=orders)


def _second(city: City, former: Plan, now: datetime) -> Plan:
    words = _words()["second"]
    paper = _receive(city, words["upload_name"], words["received_on"])
    _accept_formulations(city, paper, words["formulations"], at(words["received_on"], 10, 40))
    moment = at(words["built_on"], 9, 15)
    plan = propose_successor(
        actor=city.officer,
        now=moment,
        plan=former,
        document=paper,
        **{name: words[name] for name in ("name", "starts_on", "ends_on")},
    )
    for change in _words()["changes"]:
        _change(city, plan, change, moment)
    for drop in _words()["drops"]:
        if (goal := _goal(plan, drop["was"])) is not None:
            remove_goal(actor=city.officer, now=moment, goal=goal, reason=drop["reason"])
    _build(city, plan, paper, moment)
    _change(city, plan, _words()["new"] | {"was": _words()["new"]["title"], "kind": "重大突破"}, moment)
    _add_reference(city, plan, moment)
    plan = put_plan_in_force(
        actor=city.officer, now=at(words["in_force_on"], 9), plan=plan, in_force_on=words["in_force_on"]
    )
    reworded = _words()["reworded"]
    if at(reworded["on"], 11) <= now:
        _change(city, plan, reworded, at(reworded["on"], 11))
    return plan


def _receive(city: City, name: str, day: date) -> Document:
    moment = at(day, 9, 20)
    receipt = receive_document(
        actor=city.officer,
        now=moment,
        jurisdiction=city.root,
        name=name,
        content=_words()["paper"]["text"].strip().encode("utf-8"),
    )
    read_document(document_id=receipt.document.pk, clock=partial(_moment, moment))
    receipt.document.refresh_from_db()
    return receipt.document


def _moment(moment: datetime) -> datetime:
    return moment


def _goal(plan: Plan, title: str) -> Goal | None:
    return Goal.objects.filter(plan=plan, title=title, removed_on=None, refers_to=None).order_by("pk").first()


def _change(city: City, plan: Plan, change: dict[str, Any], moment: datetime) -> None:
    goal = _goal(plan, change["was"])
    if goal is None:
        return
    kind = NodeKind.objects.get(jurisdiction=city.root, chinese=change["kind"]) if "kind" in change else goal.kind
    edit_goal(
        actor=city.officer,
        now=moment,
        goal=goal,
        version=None,
        title=change["title"],
        kind=kind,
        parent=goal.parent,
        weight=Decimal(change["weight"]) if "weight" in change else goal.weight,
        lead_unit=city.units.get(change["unit"]) if "unit" in change else goal.lead_unit,
    )


def _add_reference(city: City, plan: Plan, moment: datetime) -> None:
    words = _words()["reference"]
    goal, under = _goal(plan, words["title"]), _goal(plan, words["under"])
    if goal is not None and under is not None:
        add_goal(
            actor=city.officer, now=moment, plan=plan, title=goal.title, kind=goal.kind, parent=under, refers_to=goal
        )


def _link_by_words(city: City, plan: Plan, now: datetime) -> None:
    """Let the city's other work serve the member whose words it bears, as an officer would tick it."""
    moment = min(now, at(plan.in_force_on or plan.starts_on, 16))
    placed = set(TaskGoal.objects.filter(goal__plan=plan, removed_on=None).values_list("task_id", flat=True))
    tasks = list(
        Task.objects.filter(jurisdiction=city.root, created_at__lte=moment)
        .exclude(pk__in=placed)
        .exclude(state__in=[TaskState.WITHDRAWN, TaskState.CARRIED])
        .select_related("jurisdiction")
        .order_by("pk")
    )
    projects = list(
        Project.objects.filter(jurisdiction=city.root).select_related("jurisdiction", "sector").order_by("pk")
    )
    for title, words in _words()["words"].items():
        goal = _goal(plan, title)
        if goal is None:
            continue
        of_tasks = [task for task in tasks if any(word in task.title for word in words)]
        tasks = [task for task in tasks if task not in of_tasks]
        if of_tasks:
            link_tasks(actor=city.officer, now=moment, goal=goal, tasks=of_tasks)
        of_projects = [
            p for p in projects if any(word in f"{p.name}{p.sector.name if p.sector else ''}" for word in words)
        ]
        projects = [project for project in projects if project not in of_projects]
        if of_projects:
            link_projects(actor=city.officer, now=moment, goal=goal, projects=of_projects)

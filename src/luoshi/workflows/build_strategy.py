"""Build a strategy from a document that was read: propose a tree, and make goals of what the officer ticks (SG12).

Every goal keeps the passage it rests on. What an order of the document became is linked to the goal below whose heading
it stands. A second time only what is new is proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import CommitmentLevel, DocumentState, FindingKind, FindingState
from luoshi.domain.strategy.actions import GoalCitationDraft, add_goal, add_kind, cite_goal
from luoshi.domain.strategy.errors import GoalLoop
from luoshi.domain.strategy.models import Goal, GoalCitation, NodeKind, Plan
from luoshi.domain.strategy.rules.proposals import Cited, Formula, HeadingAt, Order, ProposedNode, propose
from luoshi.domain.tasks.actions.goals import link_tasks
from luoshi.domain.tasks.models import Citation, Task, TaskGoal
from luoshi.domain.tasks.terms import TaskState
from luoshi.workflows.accept_findings import HeldBack, accept_findings

MOST_FORMULATIONS_SEARCHED = 2000
"""Accepted formulations of a jurisdiction looked through for members that this document does not name."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A commitment below a node: the tasks that it became, none where it is not decided yet."""

    finding: Finding
    under: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class NodeLine:
    """A proposed node. ``goal``: it stands in the plan already, under that key."""

    node: ProposedNode
    depth: int
    goal: Goal | None
    orders: tuple[OrderLine, ...]


@dataclass(frozen=True, slots=True)
class StrategyProposal:
    """What a document proposes for a plan. ``undecided`` formulations of it were neither accepted nor rejected."""

    lines: tuple[NodeLine, ...]
    kinds: tuple[str, ...]
    undecided: int

    @property
    def is_new(self) -> bool:
        """Tell whether anything is proposed that does not stand in the plan."""
        return any(line.goal is None or line.orders for line in self.lines)


@dataclass(frozen=True, slots=True)
class ChosenNode:
    """A ticked node as the officer wants it. ``parent`` is a node's key, ``g12`` for a goal, or empty for the top."""

    key: str
    title: str
    kind: str
    parent: str


@dataclass(slots=True)
class BuiltStrategy:
    """What was made: goals by key, tasks linked, orders accepted, and those held back for a near twin."""

    goals: dict[str, Goal] = field(default_factory=dict)
    linked: int = 0
    accepted: int = 0
    held_back: list[HeldBack] = field(default_factory=list)


def propose_strategy(*, document: Document, plan: Plan) -> StrategyProposal:
    """Propose for a plan what a document says beyond it. The number of queries is fixed."""
    findings = list(
        Finding.objects.filter(document=document, kind__in=[FindingKind.FORMULATION, FindingKind.COMMITMENT])
        .exclude(state__in=[FindingState.REJECTED, FindingState.REPLACED])
        .order_by("start", "pk")
    )
    formulations = [f for f in findings if f.kind == FindingKind.FORMULATION]
    accepted = [f for f in formulations if f.state == FindingState.ACCEPTED and not f.fields.get("reference")]
    commitments = [
        f
        for f in findings
        if f.kind == FindingKind.COMMITMENT
        and (f.state == FindingState.ACCEPTED or f.fields.get("level") == CommitmentLevel.ACTIONABLE)
    ]
    proposal = propose(
        _formulas(document, accepted),
        _headings(document),
        [Order(f.pk, f.start, f.end, f.quote) for f in commitments],
        document.source,
    )
    there = _goals_there(document, plan, proposal.nodes)
    lines = _order_lines(commitments, proposal.under, there)
    depths: dict[str, int] = {}
    nodes = []
    for node in proposal.nodes:
        depths[node.key] = depths[node.parent] + 1 if node.parent is not None else 0
        nodes.append(NodeLine(node, depths[node.key], there.get(node.key), tuple(lines.get(node.key, ()))))
    own = NodeKind.objects.filter(jurisdiction=plan.jurisdiction).order_by("order", "pk")
    kinds = dict.fromkeys([*own.values_list("chinese", flat=True), *(node.kind for node in proposal.nodes)])
    undecided = sum(f.state == FindingState.UNDECIDED for f in formulations)
    return StrategyProposal(tuple(nodes), tuple(kinds), undecided)


def _formulas(document: Document, findings: Sequence[Finding]) -> list[Formula]:
    known = {str(f.fields.get("text") or f.quote): tuple(f.fields.get("members") or ()) for f in findings}
    bare = {text for text, members in known.items() if not members}
    elsewhere = _members_elsewhere(document, bare) if bare else {}
    formulas = []
    for finding in findings:
        text = str(finding.fields.get("text") or finding.quote)
        members = tuple(map(str, finding.fields.get("members") or elsewhere.get(text, ())))
        formulas.append(Formula(finding.pk, text, members, finding.start, finding.end, finding.quote))
    return formulas


def _members_elsewhere(document: Document, texts: set[str]) -> dict[str, Sequence[str]]:
    """Find the members of formulations that this document only names, in the jurisdiction's other documents."""
    rows = Finding.objects.filter(
        document__jurisdiction=document.jurisdiction, kind=FindingKind.FORMULATION, state=FindingState.ACCEPTED
    ).order_by("-document__document_date", "-pk")
    found: dict[str, Sequence[str]] = {}
    for fields in rows.values_list("fields", flat=True)[:MOST_FORMULATIONS_SEARCHED]:
        if fields.get("text") in texts and fields.get("members"):
            found.setdefault(fields["text"], fields["members"])
    return found


def _headings(document: Document) -> list[HeadingAt]:
    return [
        HeadingAt(row["level"], row["heading"], row["span"]["start"], row["span"]["end"])
        for row in document.reading.get("outline", [])
        if row["heading"]
    ]


def _goals_there(document: Document, plan: Plan, nodes: Iterable[ProposedNode]) -> dict[str, Goal]:
    """Tell which nodes stand in the plan: under the same words, or made from the same passage of the document."""
    goals = list(Goal.objects.filter(plan=plan, removed_on=None).select_related("plan__jurisdiction", "kind"))
    by_title: dict[tuple[str, bool], Goal] = {}
    for goal in goals:
        by_title.setdefault((goal.title, goal.refers_to_id is not None), goal)
    own = {goal.pk: goal for goal in goals}
    cited = GoalCitation.objects.filter(goal__in=own, document=document).values_list("start", "end", "goal_id")
    by_place: dict[tuple[int, int], list[Goal]] = {}
    for start, end, goal_id in cited:
        by_place.setdefault((start, end), []).append(own[goal_id])
    there = {}
    for node in nodes:
        same = by_title.get((node.title, node.refers_to is not None))
        # A heading is one node; a formulation's sentence is cited by each of its members, so that words decide there.
        renamed = by_place.get((node.cited[-1].start, node.cited[-1].end), []) if node.key.startswith("h") else []
        if same is not None or renamed:
            there[node.key] = same or renamed[0]
    return there


def _order_lines(
    commitments: Sequence[Finding], under: Mapping[int, str], there: Mapping[str, Goal]
) -> dict[str, list[OrderLine]]:
    """Give the orders below each node; those whose tasks serve the node's goal already are left out."""
    tasks: dict[int, list[Task]] = {}
    gone = (TaskState.WITHDRAWN, TaskState.CARRIED)  # what was carried is served by its successor
    cited = Citation.objects.filter(finding__in=commitments).exclude(task__state__in=gone)
    for citation in cited.select_related("task__jurisdiction").order_by("pk"):
        tasks.setdefault(citation.finding_id or 0, []).append(citation.task)
    linked = set(
        TaskGoal.objects.filter(goal__in=[g.pk for g in there.values()], removed_on=None).values_list("task", "goal")
    )
    lines: dict[str, list[OrderLine]] = {}
    for finding in commitments:
        key = under.get(finding.pk)
        own = tuple(tasks.get(finding.pk, ()))
        if key is None or (finding.state == FindingState.ACCEPTED and not own):
            continue
        if own and key in there and all((task.pk, there[key].pk) in linked for task in own):
            continue
        lines.setdefault(key, []).append(OrderLine(finding, key, own))
    return lines


def accept_strategy(
    *,
    actor: Account,
    now: datetime,
    document: Document,
    plan: Plan,
    nodes: Sequence[ChosenNode],
    orders: Mapping[int, str],
) -> BuiltStrategy:
    """Make goals of the ticked nodes and link the ticked orders, or change nothing.

    ``orders`` gives for each finding the node (or ``g12``) below which its tasks go; an undecided one is accepted, and
    becomes a draft task unless a near twin holds it back. Raises what a goal refuses; GoalLoop where parents chosen
    lead in a circle.
    """
    if document.state != DocumentState.READ:
        return BuiltStrategy()
    built = BuiltStrategy()
    with transaction.atomic():
        proposal = propose_strategy(document=document, plan=plan)
        by_key = {line.node.key: line for line in proposal.lines}
        built.goals = {key: line.goal for key, line in by_key.items() if line.goal is not None}
        chosen = {node.key: node for node in nodes if node.key in by_key and node.key not in built.goals}
        for node in _parents_first(chosen, by_key):
            _make_goal(actor, now, document, plan, node, by_key, built)
        for line in proposal.lines:
            if line.goal is not None:
                _cite_again(actor, now, document, line)
        _link(actor, now, document, plan, orders, by_key, built)
    return built


def _parents_first(chosen: Mapping[str, ChosenNode], by_key: Mapping[str, NodeLine]) -> list[ChosenNode]:
    """Order nodes so that a parent comes before its children and a goal before what refers to it."""
    listed: dict[str, ChosenNode] = {}

    def visit(key: str, way: tuple[str, ...]) -> None:
        if key in way:
            raise GoalLoop([chosen[k].title for k in (*way[way.index(key) :], key)])
        if key in listed or key not in chosen:
            return
        parent = _taken_parent(chosen[key].parent, chosen, by_key)
        for needed in (parent, by_key[key].node.refers_to):
            if needed is not None:
                visit(needed, (*way, key))
        listed[key] = chosen[key]

    for key in chosen:
        visit(key, ())
    return list(listed.values())


def _taken_parent(key: str, chosen: Mapping[str, ChosenNode], by_key: Mapping[str, NodeLine]) -> str | None:
    """Give the nearest node at or above that is made or stands already; None for the top or a goal named itself."""
    at: str | None = key or None
    while at is not None and at in by_key and at not in chosen and by_key[at].goal is None:
        at = by_key[at].node.parent
    return at if at in by_key else None


def _make_goal(
    actor: Account,
    now: datetime,
    document: Document,
    plan: Plan,
    node: ChosenNode,
    by_key: Mapping[str, NodeLine],
    built: BuiltStrategy,
) -> None:
    proposed = by_key[node.key].node
    kind = NodeKind.objects.filter(jurisdiction=plan.jurisdiction, chinese=node.kind).first()
    if kind is None and node.kind:
        kind = add_kind(actor=actor, now=now, jurisdiction=plan.jurisdiction, chinese=node.kind)
    built.goals[node.key] = add_goal(
        actor=actor,
        now=now,
        plan=plan,
        title=node.title,
        kind=kind,
        parent=_goal_named(node.parent, plan, by_key, built),
        refers_to=built.goals.get(proposed.refers_to) if proposed.refers_to else None,
        citations=[_draft(document, cited) for cited in proposed.cited],
    )


def _goal_named(key: str, plan: Plan, by_key: Mapping[str, NodeLine], built: BuiltStrategy) -> Goal | None:
    if key.startswith("g") and key[1:].isdecimal():
        return Goal.objects.filter(plan=plan, pk=int(key[1:]), removed_on=None).first()
    at: str | None = key or None
    while at is not None and at not in built.goals:
        at = by_key[at].node.parent if at in by_key else None
    return built.goals[at] if at is not None else None


def _draft(document: Document, cited: Cited) -> GoalCitationDraft:
    return GoalCitationDraft(document.pk, cited.start, cited.end, cited.quote, cited.finding_id)


def _cite_again(actor: Account, now: datetime, document: Document, line: NodeLine) -> None:
    """Let a goal that stands already rest on this document's passage too."""
    assert line.goal is not None
    there = set(GoalCitation.objects.filter(goal=line.goal, document=document).values_list("start", "end"))
    for cited in line.node.cited:
        if (cited.start, cited.end) not in there:
            cite_goal(actor=actor, now=now, goal=line.goal, citation=_draft(document, cited))


def _link(
    actor: Account,
    now: datetime,
    document: Document,
    plan: Plan,
    orders: Mapping[int, str],
    by_key: Mapping[str, NodeLine],
    built: BuiltStrategy,
) -> None:
    lines = {order.finding.pk: order for line in by_key.values() for order in line.orders}
    undecided = [pk for pk in orders if pk in lines and lines[pk].finding.state == FindingState.UNDECIDED]
    made: dict[int, Task] = {}
    if undecided:
        acceptance = accept_findings(actor=actor, now=now, document=document, finding_ids=undecided)
        made, built.accepted, built.held_back = acceptance.tasks, len(acceptance.accepted), acceptance.held_back
    tasks_of: dict[int, dict[int, Task]] = {}
    goals: dict[int, Goal] = {}
    for pk, key in orders.items():
        goal = _goal_named(key, plan, by_key, built) if pk in lines else None
        if goal is None:
            continue
        goals[goal.pk] = goal
        works = [made[pk]] if pk in made else lines[pk].tasks
        tasks_of.setdefault(goal.pk, {}).update({task.pk: task for task in works})
    for goal_id, tasks in tasks_of.items():
        if tasks:
            built.linked += link_tasks(actor=actor, now=now, goal=goals[goal_id], tasks=list(tasks.values()))

"""Roll-up, loops, wordings, comparison and proposals as tables and properties; no database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.domain.strategy.rules import (
    Direct,
    Figures,
    Overlap,
    Place,
    Tree,
    Wording,
    compared,
    loop_from,
    roll_up,
    wording_at,
)
from luoshi.domain.strategy.rules.proposals import Formula, HeadingAt, Order, propose
from luoshi.domain.strategy.terms import GoalChange


def half(tasks: int = 1, percent: int = 50, **more: object) -> Direct:
    """Tasks of the same progress, declared; nothing verified."""
    return Direct(tasks=tasks, parts=tasks, declared=Fraction(percent * tasks, 100), **more)  # type: ignore[arg-type]


# ── roll-up ─────────────────────────────────────────


@pytest.mark.parametrize(
    "weights, shares, expected",
    [
        ((None, None), (100, 0), Fraction(1, 2)),
        ((Decimal(3), Decimal(1)), (100, 0), Fraction(3, 4)),
        ((Decimal(30), None), (100, 0), Fraction(1, 2)),  # without a weight it weighs as the others do on average
        ((Decimal(30), Decimal(10), None), (100, 0, 0), Fraction(1, 2)),
        ((None, None), (80, None), Fraction(4, 5)),  # bare goals are left out
        ((None,), (None,), None),
    ],
)
def test_progress_is_the_mean_of_the_parts_by_weight(
    weights: tuple[Decimal | None, ...], shares: tuple[int | None, ...], expected: Fraction | None
) -> None:
    children = [Place(n + 2, f"{n}", parent=1, weight=weight) for n, weight in enumerate(weights)]
    direct = {n + 2: half(percent=share) for n, share in enumerate(shares) if share is not None}
    figures = roll_up(Tree.of([Place(1, "顶"), *children]), direct)
    assert figures[1].declared == expected
    assert figures[1].empty == shares.count(None)


def test_what_hangs_on_a_goal_itself_is_one_part_however_many_tasks() -> None:
    tree = Tree.of([Place(1, "顶"), Place(2, "子", parent=1)])
    few, many = (roll_up(tree, {1: half(n, 0), 2: half(1, 100)})[1].declared for n in (1, 90))
    assert few == many == Fraction(1, 2)


def test_declared_and_verified_rise_apart() -> None:
    direct = {1: Direct(tasks=2, parts=2, declared=Fraction(1), verified=Fraction(1, 2))}
    figures = roll_up(Tree.of([Place(1, "顶")]), direct)[1]
    assert (figures.declared, figures.verified) == (Fraction(1, 2), Fraction(1, 4))


def test_a_reference_shows_its_goal_and_adds_nothing() -> None:
    places = [Place(1, "甲"), Place(2, "乙"), Place(3, "本", parent=1), Place(4, "引用", parent=2, refers_to=3)]
    figures = roll_up(Tree.of(places), {3: half(5, 40, investment_wan_yuan=Decimal(7))})
    assert figures[4] == figures[3]
    assert figures[2] == Figures(empty=1)
    assert figures[1].tasks == 5


def test_a_task_of_two_goals_counts_once_above_them() -> None:
    places = [Place(1, "顶"), Place(2, "左", parent=1), Place(3, "右", parent=1), Place(4, "下", parent=2)]
    direct = {2: half(1), 3: half(1), 4: half(2), 1: half(1)}
    overlap = Overlap((1, 3, 4), tasks=1)  # one of these stands at 1, 3 and 4
    figures = roll_up(Tree.of(places), direct, [overlap])
    assert [figures[pk].tasks for pk in (4, 2, 3, 1)] == [2, 3, 1, 3]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Small trees without references, weights here and there."""
    size = draw(st.integers(1, 12))
    places = []
    for pk in range(1, size + 1):
        parent = draw(st.one_of(st.none(), st.integers(1, pk - 1))) if pk > 1 else None
        weight = draw(st.one_of(st.none(), st.integers(1, 50).map(Decimal)))
        places.append(Place(pk, f"{pk}", parent=parent, order=draw(st.integers(0, 3)), weight=weight))
    return Tree.of(places)


@st.composite
def work(draw: st.DrawFn, tree: Tree) -> dict[int, set[int]]:
    """Which tasks serve which goal."""
    return {pk: draw(st.sets(st.integers(1, 8), max_size=4)) for pk in tree.places}


def sums(served: dict[int, set[int]]) -> tuple[dict[int, Direct], list[Overlap]]:
    """What the queries would give for links between goals and tasks; task n is done to 10·n per cent."""
    direct = {
        pk: Direct(tasks=len(tasks), parts=len(tasks), declared=Fraction(sum(tasks), 10))
        for pk, tasks in served.items()
    }
    goals: dict[int, list[int]] = {}
    for pk, tasks in served.items():
        for task in tasks:
            goals.setdefault(task, []).append(pk)
    return direct, [Overlap(tuple(own), tasks=1) for own in goals.values() if len(own) > 1]


@given(st.data())
def test_every_task_counts_once_at_every_goal_that_holds_it(data: st.DataObject) -> None:
    tree = data.draw(trees())
    served = data.draw(work(tree))
    figures = roll_up(tree, *sums(served))
    for pk in tree.places:
        assert figures[pk].tasks == len(set().union(*(served[below] for below in tree.holds(pk))))


@given(st.data())
def test_a_reference_changes_no_figure_of_any_goal(data: st.DataObject) -> None:
    tree = data.draw(trees())
    direct, overlaps = sums(data.draw(work(tree)))
    before = roll_up(tree, direct, overlaps)
    under, target = (data.draw(st.sampled_from(sorted(tree.places))) for _ in range(2))
    reference = Place(99, "引用", parent=under, refers_to=target, weight=data.draw(st.none() | st.just(Decimal(9))))
    after = roll_up(Tree.of([*tree.places.values(), reference]), direct, overlaps)
    bare = {pk for pk in tree.places if not tree.children.get(pk)}
    for pk, figures in before.items():
        if not any(place.pk in bare and place.pk == under for place, _ in [*tree.walk(pk), (tree.places[pk], 0)]):
            assert after[pk] == figures
        assert (after[pk].tasks, after[pk].declared) == (figures.tasks, figures.declared)
    assert after[99] == after[target]


@given(st.data())
def test_progress_lies_between_the_least_and_the_greatest_part(data: st.DataObject) -> None:
    tree = data.draw(trees())
    served = data.draw(work(tree))
    figures = roll_up(tree, *sums(served))
    for pk in tree.places:
        shares = [Fraction(task, 10) for below in tree.holds(pk) for task in served[below]]
        if not shares:
            assert figures[pk].declared is None
        else:
            assert min(shares) <= figures[pk].declared <= max(shares)  # type: ignore[operator]


# ── loops and days ──────────────────────────────────


@pytest.mark.parametrize(
    "places, start, way",
    [
        ([Place(1, "甲"), Place(2, "乙", parent=1)], 1, []),
        ([Place(1, "甲", parent=2), Place(2, "乙", parent=1)], 1, [1, 2, 1]),
        ([Place(1, "甲"), Place(2, "乙", parent=1), Place(3, "引", parent=2, refers_to=1)], 3, [3, 1, 2, 3]),
        (
            [
                Place(1, "甲"),
                Place(2, "乙"),
                Place(3, "引", parent=1, refers_to=2),
                Place(4, "引", parent=2, refers_to=1),
            ],
            4,
            [4, 1, 3, 2, 4],
        ),
        ([Place(1, "甲"), Place(2, "乙"), Place(3, "引", parent=1, refers_to=2)], 3, []),
    ],
)
def test_a_loop_is_named_node_by_node(places: list[Place], start: int, way: list[int]) -> None:
    assert loop_from(start, Tree.of(places)) == way


def test_the_wording_of_a_moment() -> None:
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    wordings = [Wording(Place(1, title), begun + timedelta(days=n)) for n, title in ((0, "旧"), (10, "中"), (10, "新"))]
    found = [wording_at(wordings, begun + timedelta(days=n)) for n in (-1, 0, 9, 10)]
    assert [place.title if place else None for place in found] == [None, "旧", "旧", "新"]


def test_a_goal_whose_parent_is_gone_stands_at_the_top() -> None:
    tree = Tree.of([Place(2, "孤", parent=1), Place(3, "子", parent=2)])
    assert [(place.pk, depth) for place, depth in tree.walk()] == [(2, 0), (3, 1)]


# ── comparison ──────────────────────────────────────


def test_lines_are_carried_changed_new_and_dropped() -> None:
    former = Tree.of([Place(1, "甲"), Place(2, "乙", parent=1, order=0), Place(3, "丙", parent=1, order=1)])
    present = Tree.of([Place(11, "甲"), Place(12, "乙改", parent=11), Place(14, "丁", parent=11, order=2)])
    lines = compared(former, present, {11: 1, 12: 2})
    assert [(line.change, line.changed) for line in lines] == [
        (GoalChange.CARRIED, ()),
        (GoalChange.CHANGED, ("title",)),
        (GoalChange.DROPPED, ()),
        (GoalChange.NEW, ()),
    ]


def test_a_goal_under_another_parent_is_changed() -> None:
    former = Tree.of([Place(1, "甲"), Place(2, "乙"), Place(3, "丙", parent=1)])
    present = Tree.of([Place(11, "甲"), Place(12, "乙"), Place(13, "丙", parent=12)])
    lines = compared(former, present, {11: 1, 12: 2, 13: 3})
    assert [line.changed for line in lines] == [(), (), ("parent",)]


# ── proposals ───────────────────────────────────────

SOURCE = "实施项目突破、交通突破“两大突破”。\n一、推进项目突破\n（一）做实储备\n建立储备库。\n二、保障措施\n要督查。"


def at(words: str, level: int = 0) -> HeadingAt:
    start = SOURCE.index(words)
    return HeadingAt(level, words, start, start + len(words))


def formula(text: str, *members: str, finding: int = 1) -> Formula:
    start = SOURCE.find(text)
    return Formula(finding, text, members, max(start, 0), max(start, 0) + len(text), text)


def test_formulations_headings_and_orders_make_a_tree() -> None:
    order = SOURCE.index("建立储备库")
    orders = [Order(7, order, order + 5, "建立储备库"), Order(8, len(SOURCE) - 4, len(SOURCE) - 1, "要督查")]
    headings = [at("推进项目突破", 1), at("做实储备", 2), at("保障措施", 1)]
    proposal = propose([formula("两大突破", "项目突破", "交通突破")], headings, orders, SOURCE)
    shown = [(node.title, node.parent, node.kind, node.is_ticked) for node in proposal.nodes]
    assert shown == [
        ("两大突破", None, "战略部署", True),
        ("项目突破", "f1", "重大突破", True),
        ("做实储备", "f1.0", "工作举措", True),
        ("交通突破", "f1", "重大突破", True),
        ("保障措施", None, "工作举措", False),
    ]
    assert proposal.under == {7: proposal.nodes[2].key, 8: proposal.nodes[4].key}
    assert [cited.quote for cited in proposal.nodes[1].cited] == ["两大突破", "推进项目突破"]


def test_without_formulations_the_headings_are_ticked() -> None:
    proposal = propose([], [at("推进项目突破", 1), at("保障措施", 1)], [], SOURCE)
    assert [(node.title, node.is_ticked) for node in proposal.nodes] == [("推进项目突破", True), ("保障措施", False)]


@pytest.mark.parametrize(
    "source, members",
    [
        ("三大战略：大数据、大扶贫、大生态；三大攻坚战：精准脱贫同三大战略的“大扶贫”。", ("精准脱贫",)),
        ("三大战略与三大攻坚战都要抓大扶贫。", ("大扶贫",)),
    ],
)
def test_a_member_that_repeats_another_becomes_a_reference(source: str, members: tuple[str, ...]) -> None:
    first = Formula(1, "三大战略", ("大数据", "大扶贫", "大生态"), 0, 4, "三大战略")
    second = Formula(2, "三大攻坚战", members, 20, 25, "三大攻坚战")
    nodes = {node.key: node for node in propose([first, second], [], [], source).nodes}
    assert nodes["f2.0"].refers_to == "f1.1"


def test_an_order_without_headings_hangs_on_the_member_its_paragraph_names() -> None:
    source = "实施项目突破、交通突破“两大突破”。\n推进交通突破，建成大桥。\n其他工作。"
    start = source.index("建成大桥")
    orders = [Order(7, start, start + 4, "建成大桥"), Order(8, len(source) - 5, len(source) - 1, "其他工作")]
    item = Formula(1, "两大突破", ("项目突破", "交通突破"), 0, 17, "两大突破")
    assert propose([item], [], orders, source).under == {7: "f1.1"}

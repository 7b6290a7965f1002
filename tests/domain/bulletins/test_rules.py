"""Rates, places and lists as tables (BU2–BU5), and the way of items through plain values."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi.domain.bulletins.rules import (
    BASES,
    RANKED_BY,
    USUAL_RULES,
    Items,
    ListRule,
    Place,
    ProblemItem,
    ProjectItem,
    ReturnItem,
    TaskItem,
    UnitItem,
    changed_items,
    composed,
    counted_in,
    figures_of,
    items_as_plain,
    listed,
    rankings_of,
    rates_of,
    read_items,
    read_rules,
    rules_as_plain,
)
from luoshi.domain.bulletins.terms import Base, Difference, ListColour, PeerGroup, Ranked, RateKey, SectionKey

DAY = date(2026, 10, 31)
DONE, PAST, AHEAD = date(2026, 9, 1), date(2026, 9, 30), date(2026, 12, 31)


def tasks(unit_id: int, done: int, due: int, ahead: int = 0) -> list[TaskItem]:
    """So many tasks of a unit: due ones, the first ``done`` of them closed, and some not due yet."""
    key = unit_id * 1000
    made = [TaskItem(key + n, f"任务{n}", unit_id, PAST, DONE if n < done else None) for n in range(due)]
    return made + [TaskItem(key + 500 + n, "远期", unit_id, AHEAD) for n in range(ahead)]


def of_units(*shares: tuple[int, int], group: str = "department") -> Items:
    """A unit for each (closed, due)."""
    units = tuple(UnitItem(n, f"单位{n}", group) for n, _ in enumerate(shares, start=1))
    return Items(
        DAY, tuple(task for n, (done, due) in enumerate(shares, 1) for task in tasks(n, done, due)), units=units
    )


@pytest.mark.parametrize(
    "items, key, base, part, whole",
    [
        (Items(DAY, tuple(tasks(1, 3, 4, 6))), RateKey.TASKS_CLOSED, Base.DUE, 3, 4),
        (Items(DAY, tuple(tasks(1, 3, 4, 6))), RateKey.TASKS_CLOSED, Base.FULL_YEAR, 3, 10),
        # 江门: 206 of 255 planned starts, 223 due by October
        *[
            (
                Items(
                    DAY,
                    projects=tuple(
                        ProjectItem(
                            n,
                            "p",
                            1,
                            annual_class="new_start",
                            start_month=10 if n < 223 else 11,
                            started_on=DONE if n < 206 else None,
                        )
                        for n in range(255)
                    ),
                ),
                RateKey.STARTS,
                base,
                206,
                whole,
            )
            for base, whole in ((Base.FULL_YEAR, 255), (Base.DUE, 223))
        ],
        # of 10 new starts 8 are large enough, of which 6 have begun and 3 stand in the statistics
        *[
            (
                Items(
                    DAY,
                    projects=tuple(
                        ProjectItem(
                            n,
                            "p",
                            1,
                            annual_class="new_start" if n < 10 else "continuing",
                            started_on=DONE if n < 6 or n >= 8 else None,
                            must_enter=n < 8 or n >= 10,
                            entered_on=DONE if n < 3 or n >= 10 else None,
                        )
                        for n in range(12)
                    ),
                ),
                RateKey.ENTRIES,
                base,
                3,
                whole,
            )
            for base, whole in ((Base.TO_ENTER, 6), (Base.FULL_YEAR, 8))
        ],
        *[
            (
                Items(DAY, projects=(ProjectItem(1, "p", 1, planned=Decimal(6474), verified=Decimal(6290)),)),
                RateKey.INVESTMENT,
                base,
                6290,
                whole,
            )
            for base, whole in ((Base.YEAR_PLAN, 6474), (Base.TIME_PLAN, 5395))
        ],
        *[
            (
                Items(DAY, returns=tuple(ReturnItem(n, "10月", 1, n < 8, n < 6) for n in range(10))),
                RateKey.REPORTS_ON_TIME,
                base,
                6,
                whole,
            )
            for base, whole in ((Base.EXPECTED, 10), (Base.RECEIVED, 8))
        ],
    ],
)
def test_a_rate_stands_on_both_bases(items: Items, key: RateKey, base: Base, part: int, whole: int) -> None:
    rate = next(rate for rate in rates_of(items) if (rate.key, rate.base) == (key, base))
    assert (rate.part, rate.whole) == (part, whole)
    assert rate.share == Fraction(part, whole)


def test_nothing_due_gives_no_rate() -> None:
    assert rates_of(Items(DAY)) == []


@pytest.mark.parametrize(
    "shares, places, unranked",
    [
        (((1, 2), (2, 2), (0, 2)), {1: 2, 2: 1, 3: 3}, ()),
        # equal shares have equal places however many are due, and the next place is skipped
        (((1, 2), (5, 10), (2, 2), (0, 1)), {1: 2, 2: 2, 3: 1, 4: 4}, ()),
        (((1, 1), (0, 0)), {1: 1}, (2,)),
        # 66.7 % and 66.6 % are not equal, though they look alike with no decimals
        (((2, 3), (666, 1000)), {1: 1, 2: 2}, ()),
    ],
)
def test_units_are_ranked_by_the_exact_share(
    shares: tuple[tuple[int, int], ...], places: dict[int, int], unranked: tuple[int, ...]
) -> None:
    ranking = rankings_of(of_units(*shares))[0]
    assert {place.unit_id: place.place for place in ranking.places} == places
    assert ranking.unranked == unranked


def test_units_are_ranked_among_their_kind_only() -> None:
    items = of_units((1, 2), (2, 2))
    items = replace(items, units=(items.units[0], UnitItem(2, "县", "territory")))
    assert [(r.group, [p.place for p in r.places]) for r in rankings_of(items)] == [
        (PeerGroup.TERRITORY, [1]),
        (PeerGroup.DEPARTMENT, [1]),
    ]


def rule(top: int, bottom: int, target: str = "0.5") -> ListRule:
    group = PeerGroup.DEPARTMENT
    return ListRule(Ranked.TASKS, "任务", "Tasks", Decimal(target), {group: top}, {group: bottom})


@pytest.mark.parametrize(
    "shares, top, bottom, red, black",
    [
        # among the first AND above the target
        (((10, 10), (9, 10), (2, 10), (1, 10)), 1, 1, {1}, {4}),
        (((10, 10), (9, 10), (2, 10), (1, 10)), 3, 3, {1, 2}, {3, 4}),
        # exactly on target: neither
        (((5, 10),), 5, 5, set(), set()),
        # ties at the cut stand together
        (((10, 10), (10, 10), (9, 10)), 1, 0, {1, 2}, set()),
        (((10, 10), (1, 10), (1, 10)), 0, 1, set(), {2, 3}),
        # everybody above the target: no black list
        (((10, 10), (9, 10)), 1, 5, {1}, set()),
    ],
)
def test_lists_want_the_target_and_the_place(
    shares: tuple[tuple[int, int], ...], top: int, bottom: int, red: set[int], black: set[int]
) -> None:
    entries = listed([rule(top, bottom)], rankings_of(of_units(*shares)), DAY, {})
    assert {e.unit_id for e in entries if e.colour is ListColour.RED} == red
    assert {e.unit_id for e in entries if e.colour is ListColour.BLACK} == black


def test_an_exempt_unit_is_named_with_its_reason() -> None:
    items = of_units((10, 10), (1, 10))
    entries = listed([rule(1, 1)], rankings_of(items), DAY, {(Ranked.TASKS, 2): "遭遇洪涝灾害"})
    assert [(e.unit_id, e.exempt_reason) for e in entries] == [(1, ""), (2, "遭遇洪涝灾害")]
    words = composed(
        figures_of(items, None, None, [rule(1, 1)], {(Ranked.TASKS, 2): "遭遇洪涝灾害"}, "2026-10-01"), "2026年10月"
    )
    assert "黑榜空缺。单位2因遭遇洪涝灾害，不列入黑榜。" in words[SectionKey.LISTS]
    assert "单位2" not in words[SectionKey.NEXT]


def test_rules_survive_plain_values() -> None:
    rules, faults = read_rules(rules_as_plain(USUAL_RULES))
    assert (rules, faults) == (USUAL_RULES, [])


@pytest.mark.parametrize(
    "change",
    [{"target": "-1"}, {"target": "many"}, {"target": "11"}, {"top": {"department": -1}}, {"ranked": "people"}],
)
def test_a_rule_that_cannot_be_read_says_where(change: dict[str, object]) -> None:
    plain = rules_as_plain(USUAL_RULES)
    plain[0] |= change
    assert read_rules(plain)[1]


def test_a_ranking_has_one_rule() -> None:
    plain = rules_as_plain(USUAL_RULES)
    assert read_rules([plain[0], plain[0]])[1]


def test_items_survive_plain_values() -> None:
    items = Items(
        DAY,
        (
            TaskItem(
                1,
                "任务",
                1,
                PAST,
                DONE,
                tone="red",
                former_tone="green",
                tone_since=DONE,
                reason_chinese="逾期30天",
                reason_english="30 days late",
            ),
        ),
        (ProjectItem(2, "项目", 1, True, "new_start", Decimal("100.5"), Decimal(30), Decimal(40), 3, None, DONE),),
        (ProblemItem(3, "征地未完成", 1, "项目", PAST, AHEAD),),
        (ReturnItem(4, "2026年10月", 1, True, False),),
        (UnitItem(1, "单位1", "department"),),
    )
    assert read_items(items_as_plain(items)) == items


def test_differences_are_told_field_by_field() -> None:
    before = Items(DAY, (TaskItem(1, "甲", 1, PAST), TaskItem(2, "乙", 1, PAST)))
    after = Items(DAY, (TaskItem(1, "甲", 1, PAST, DONE), TaskItem(3, "丙", 1, PAST)))
    assert [(c.pk, c.difference, c.frozen, c.now) for c in changed_items(before, after)] == [
        (1, Difference.CLOSED_ON, "", "2026-09-01"),
        (2, Difference.GONE, "", ""),
        (3, Difference.ADDED, "", ""),
    ]


def test_the_words_name_both_bases_and_compare() -> None:
    now, last = of_units((9, 10), (1, 10)), of_units((5, 10), (0, 10))
    words = composed(figures_of(now, last, None, USUAL_RULES, {}, "2026-10-01"), "2026年10月")
    assert "50.0%（应完成口径）" in words[SectionKey.RATES]
    assert "（全年口径" in words[SectionKey.RATES]
    due, whole = words[SectionKey.RATES].split("；")
    assert "较上期提高25.0个百分点" in due
    assert "较上期提高25.0个百分点" in whole
    assert words[SectionKey.LISTS].startswith("任务办理（目标90.0%）。")
    assert "全年时间进度为83.3%" in words[SectionKey.SUMMARY]


@pytest.mark.parametrize(
    ("declared", "said"), [(60, "核验完成投资60万元，"), (75, "核验完成投资60万元（填报75万元），")]
)
def test_what_units_declare_stands_beside_what_is_verified(declared: int, said: str) -> None:
    project = ProjectItem(1, "项目", 1, planned=Decimal(100), verified=Decimal(60), declared=Decimal(declared))
    items = Items(DAY, projects=(project,), units=(UnitItem(1, "甲", "department"),))
    words = composed(figures_of(items, None, None, (), {}, "2026-10-01"), "2026年10月")
    assert said in words[SectionKey.RATES]


def test_each_base_is_compared_with_itself() -> None:
    now, last = of_units((1, 2), (0, 0)), of_units((2, 2), (0, 0))
    now = replace(now, tasks=(*now.tasks, *tasks(1, 0, 0, ahead=2)))
    words = composed(figures_of(now, last, None, (), {}, "2026-10-01"), "2026年10月")
    due, whole = words[SectionKey.RATES].split("；")
    assert "较上期下降50.0个百分点" in due
    assert "较上期下降75.0个百分点" in whole


@pytest.mark.parametrize(("key", "base"), [(key, base) for key, bases in BASES.items() for base in bases])
def test_what_stands_behind_a_rate_adds_up_to_it(key: RateKey, base: Base) -> None:
    """BU12."""
    projects = tuple(
        ProjectItem(
            number, "项目", 1, is_key=number % 2 == 0, annual_class=("new_start", "completing")[number % 2],
            planned=Decimal(100 * number), verified=Decimal(70 * number), start_month=number, finish_month=number + 6,
            started_on=date(2026, 3, 1) if number < 4 else None, finished_on=date(2026, 9, 1) if number == 3 else None,
            must_enter=number < 5, entered_on=date(2026, 4, 1) if number < 3 else None,
        )
        for number in range(1, 6)
    )  # fmt: skip
    returns = tuple(ReturnItem(n, "10月", 1, received=n > 1, on_time=n > 2) for n in range(1, 6))
    items = Items(date(2026, 10, 31), tuple(tasks(1, 2, 5, ahead=3)), projects, (), returns, (UnitItem(1, "甲", ""),))
    rate = next(one for one in rates_of(items) if (one.key, one.base) == (key, base))
    rows = counted_in(key, base, items)
    assert rows
    assert sum(Fraction(row.part) for row in rows) == rate.part
    assert sum(Fraction(row.whole) for row in rows) == rate.whole


def test_a_thing_given_to_another_unit_is_told_by_names() -> None:
    before, after = of_units((0, 1), (0, 0)), of_units((0, 0), (0, 0))
    after = replace(after, tasks=(replace(before.tasks[0], unit_id=2),))
    found = changed_items(before, after)
    names = {unit.pk: unit.name for unit in before.units}
    assert [(one.difference, one.frozen, one.now) for one in found] == [(Difference.UNIT_ID, names[1], names[2])]


def test_only_units_are_ranked_and_only_by_work() -> None:
    """BU3: no person, login, photograph or speed of a message is counted, so none can be ranked."""
    assert {key for key, _ in RANKED_BY.values()} == {
        RateKey.TASKS_CLOSED,
        RateKey.INVESTMENT,
        RateKey.KEY_INVESTMENT,
    }
    counted = {field.name for cls in (TaskItem, ProjectItem, ProblemItem, ReturnItem) for field in fields(cls)}
    personal = {"account", "person", "actor", "user", "login", "photo", "message", "read_at", "seconds", "minutes"}
    assert not [name for name in counted if any(word in name for word in personal)]
    assert {field.name for field in fields(Place)} == {"unit_id", "place", "from_below", "part", "whole"}

"""Coverage of intervals, and packs read with each fault at its place (rule LI3)."""

from __future__ import annotations

from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.domain.supervision.rules import Interval, coverage_faults, pack_as_plain, read_pack, shipped_packs
from luoshi.domain.supervision.terms import Measure

PLAIN = pack_as_plain(shipped_packs()["yinchuan_2025"].pack)


def interval(low: int | None, high: int | None, has_low: bool = False, has_high: bool = False) -> Interval:
    """Make an interval for a table row."""
    return Interval(None if low is None else Fraction(low), None if high is None else Fraction(high), has_low, has_high)


@pytest.mark.parametrize(
    "intervals, words",
    [
        ([(None, 0, False, True), (0, None, False, False)], []),
        ([(0, None, False, False), (None, 0, False, True)], []),
        ([(None, None, False, False)], []),
        ([], ["落后序时进度的所有数值没有规定亮什么灯。"]),
        (
            [(None, 0, False, True), (10, 30, True, True), (30, None, False, False)],
            ["落后序时进度0（不含）至10个百分点（不含）没有规定亮什么灯。"],
        ),
        ([(None, 0, False, False), (0, None, False, False)], ["落后序时进度0个百分点没有规定亮什么灯。"]),
        ([(None, 0, False, True), (0, None, True, False)], ["落后序时进度0个百分点同时落在两个区间。"]),
        (
            [(None, 20, False, True), (10, None, True, False)],
            ["落后序时进度10（含）至20个百分点（含）同时落在两个区间。"],
        ),
        (
            [(0, 5, True, True)],
            [
                "落后序时进度0个百分点（不含）以下没有规定亮什么灯。",
                "落后序时进度5个百分点（不含）以上没有规定亮什么灯。",
            ],
        ),
        (
            [(None, 9, False, True), (5, 5, True, False), (9, None, False, False)],
            ["落后序时进度5个百分点中没有任何数值。"],
        ),
    ],
)
def test_gaps_and_overlaps_are_named_in_plain_words(intervals: list[Any], words: list[str]) -> None:
    faults = coverage_faults(Measure.PP_GAP, [interval(*row) for row in intervals])
    assert [fault.chinese for fault in faults] == words
    assert all(fault.english.isascii() for fault in faults)


@pytest.mark.parametrize(
    "intervals, english",
    [
        ([(None, 0, False, True), (1, None, True, False)], []),
        ([(None, 1, False, False), (0, None, False, False)], []),
        ([(None, 0, False, True), (2, None, True, False)], ["No light is given for days late: 1 days."]),
        ([(None, 3, False, True), (2, None, True, False)], ["Two intervals hold days late: from 2 to 3 days."]),
        (
            [(None, 3, False, True), (3, 4, False, False), (4, None, True, False)],
            ["No value can be days late: above 3 to below 4 days."],
        ),
    ],
)
def test_whole_measures_are_covered_by_whole_numbers(intervals: list[Any], english: list[str]) -> None:
    assert [f.english for f in coverage_faults(Measure.DAYS_LATE, [interval(*row) for row in intervals])] == english


BOUNDS = st.one_of(st.none(), st.integers(-4, 4))
INTERVALS = st.lists(st.builds(interval, BOUNDS, BOUNDS, st.booleans(), st.booleans()), max_size=5)


@settings(deadline=None)
@given(INTERVALS, st.sampled_from([Measure.PP_GAP, Measure.DAYS_LATE]))
def test_coverage_is_sound(intervals: list[Interval], measure: Measure) -> None:
    """No fault means one light for every value; a value with none or two means a fault, which holds such a value."""
    faults = coverage_faults(measure, intervals)
    step = 1 if measure is Measure.DAYS_LATE else Fraction(1, 2)
    values = [n * step if step != 1 else n for n in range(-12, 13)]
    counts = {value: sum(i.holds(value) for i in intervals) for value in values}
    for value, count in counts.items():
        assert any(f.is_gap and f.interval.holds(value) for f in faults) == (count == 0)
        if count > 1:
            assert any(not f.is_gap for f in faults)
    if not faults:
        assert set(counts.values()) == {1}


def changed(path: str, value: Any) -> dict[str, Any]:
    """Give the plain pack with one value changed, or taken out where it is None."""
    plain: Any = deepcopy(PLAIN)
    place = plain
    *heads, last = [int(part) if part.isdecimal() else part for part in path.split("/")]
    for head in heads:
        place = place[head]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return plain  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "path, value, place, says",
    [
        ("id", "银川", "id", "小写字母"),
        ("id", None, "id", "缺少"),
        ("zh", "  ", "zh", "不能为空"),
        ("lights/2/key", "yellow", "lights[2]", "重复"),
        ("lights/0/tone", "pink", "lights[0].tone", "“pink”不可用"),
        ("preference", "mean", "preference", "“mean”不可用"),
        ("rules", [], "rules", "至少"),
        ("rules/0/measure", "mood", "rules[0].measure", "“mood”不可用"),
        ("rules/1/id", "progress", "rules[1]", "重复"),
        ("rules/0/intervals/2/from", "ten", "rules[0].intervals[2].from", "不是数字"),
        ("rules/0/intervals/2/from", 11, "rules[0].intervals", "10（含）至11个百分点（不含）没有规定"),
        ("rules/0/intervals/2/to", 31, "rules[0].intervals", "30（不含）至31个百分点（含）同时"),
        ("rules/0/intervals/2/above", 10, "rules[0].intervals[2].above", "只能填一个"),
        ("rules/0/intervals/3/light", "purple", "rules[0].intervals[3].light", "没有名为“purple”的灯"),
        ("rules/0/least_plan_wan_yuan", -1, "rules[0].least_plan_wan_yuan", "负数"),
        ("rules/0/runs", [{"light": "yellow", "periods": 1, "becomes": "red"}], "rules[0].runs[0].periods", "2至60"),
        ("rules/0/colour", "red", "rules[0].colour", "没有名为“colour”的设置"),
        ("exemptions/light", "gold", "exemptions.light", "没有名为“gold”的灯"),
    ],
)
def test_a_fault_is_named_at_its_place(path: str, value: Any, place: str, says: str) -> None:
    _, faults = read_pack(changed(path, value))
    [fault] = [fault for fault in faults if fault.place == place]
    assert says in fault.message("zh-hans")
    assert fault.message("en").isascii() or "“" in fault.message("en")


@pytest.mark.parametrize("plain", [None, [], "x", 5, {"rules": "x", "lights": [1]}, {"rules": [{"intervals": [None]}]}])
def test_anything_else_is_refused_without_breaking(plain: object) -> None:
    assert read_pack(plain)[1]


def test_all_faults_are_found_at_once() -> None:
    plain = changed("id", "X")
    plain["rules"][0]["measure"] = "mood"
    plain["rules"][1]["intervals"][0]["light"] = "purple"
    assert {"id", "rules[0].measure", "rules[1].intervals[0].light"} <= {fault.place for fault in read_pack(plain)[1]}

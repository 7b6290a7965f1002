"""Suspicious lines are marked with their figures, honest ones are not (docs/rules/suspicions.md)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from luoshi.domain.reporting.rules import (
    LineFigures,
    SuspicionKind,
    SuspicionLimits,
    limits_as_plain,
    read_limits,
    suspicions,
)

K = SuspicionKind
WORDS = "完成路基工程三公里，桥梁桩基浇筑完毕，正在架设盖梁。"
BEFORE = LineFigures(
    percent=40,
    value=Decimal(12),
    period_wan_yuan=Decimal(300),
    year_wan_yuan=Decimal(1000),
    funds_wan_yuan=Decimal(1500),
    paid_wan_yuan=Decimal(900),
    words=WORDS,
)
HONEST = LineFigures(
    percent=55,
    value=Decimal(14),
    period_wan_yuan=Decimal(200),
    year_wan_yuan=Decimal(1200),
    funds_wan_yuan=Decimal(1500),
    paid_wan_yuan=Decimal(1100),
    words="盖梁架设完成，开始铺设桥面，路面水稳层施工一公里。",
)


def kinds(now: LineFigures, before: LineFigures | None = BEFORE, **options: object) -> list[tuple[K, str]]:
    """Give the marks as kind and field."""
    return [(mark.kind, mark.field) for mark in suspicions(now, before, **options)]  # type: ignore[arg-type]


def test_an_honest_line_is_not_marked() -> None:
    assert kinds(HONEST, year_plan=Decimal(3000)) == []
    assert kinds(HONEST, None) == []


@pytest.mark.parametrize(
    "changes, marks",
    [
        ({"percent": 39}, [(K.BACKWARDS, "percent")]),
        ({"percent": 40}, []),
        ({"value": Decimal("11.9")}, [(K.BACKWARDS, "value")]),
        ({"year_wan_yuan": Decimal(900), "period_wan_yuan": None}, [(K.BACKWARDS, "year_wan_yuan")]),
        ({"percent": 70}, []),
        ({"percent": 71}, [(K.LEAP, "percent")]),
        ({"year_wan_yuan": Decimal("1200.0001")}, [(K.NOT_ADDING_UP, "year_wan_yuan")]),
        ({"paid_wan_yuan": Decimal(1501)}, [(K.PAID_BEYOND_FUNDS, "paid_wan_yuan")]),
        ({"paid_wan_yuan": Decimal(1500)}, []),
        ({"words": WORDS}, [(K.SAME_WORDS, "words")]),
        ({"words": WORDS.replace("，", ", ").replace("三公里", "三公里 ")}, [(K.SAME_WORDS, "words")]),
        ({"words": WORDS.replace("正在", "已在")}, [(K.SAME_WORDS, "words")]),
        ({"words": "同上。"}, []),
    ],
)
def test_marks(changes: dict[str, object], marks: list[tuple[K, str]]) -> None:
    assert kinds(replace(HONEST, **changes)) == marks  # type: ignore[arg-type]


def test_words_that_differ_in_figures_only_are_the_same() -> None:
    before = replace(BEFORE, words="累计完成路基3.5公里，桩基12根，进展顺利")
    assert kinds(replace(HONEST, words="累计完成路基4.5公里，桩基15根，进展顺利"), before) == [(K.SAME_WORDS, "words")]


def test_a_hundred_per_cent_wants_a_file() -> None:
    done = replace(HONEST, percent=100)
    assert (K.NO_EVIDENCE, "percent") in kinds(done)
    assert (K.NO_EVIDENCE, "percent") in kinds(done, None)
    assert (K.NO_EVIDENCE, "percent") not in kinds(replace(done, files=1))


def test_a_new_year_begins_its_sums_anew() -> None:
    january = replace(HONEST, year_wan_yuan=Decimal(200))
    assert kinds(january, is_same_year=False) == []
    assert (K.BACKWARDS, "year_wan_yuan") in kinds(january)


def test_a_period_s_sum_leaps_over_a_share_of_the_plan() -> None:
    assert kinds(HONEST, None, year_plan=Decimal(666)) == [(K.LEAP, "period_wan_yuan")]
    assert kinds(HONEST, None, year_plan=Decimal(667)) == []
    assert kinds(HONEST, None, year_plan=Decimal(0)) == []


def test_a_line_declared_unchanged_may_keep_its_words() -> None:
    same = replace(BEFORE, period_wan_yuan=Decimal(0))
    assert kinds(same) == [(K.SAME_WORDS, "words")]
    assert kinds(same, is_declared_unchanged=True) == []
    assert kinds(replace(same, percent=50), is_declared_unchanged=True) == [(K.SAME_WORDS, "words")]


def test_the_limits_are_the_jurisdiction_s() -> None:
    strict = SuspicionLimits(leap_points=10)
    assert kinds(HONEST, limits=strict) == [(K.LEAP, "percent")]
    assert read_limits(limits_as_plain(strict)) == (strict, [])
    assert [f.place for f in read_limits({"leap_points": 0, "leap": 3})[1]] == ["leap_points", "leap"]


def test_a_mark_says_its_figures_in_both_languages() -> None:
    [mark] = suspicions(replace(HONEST, percent=85), BEFORE)
    assert mark.sentence("zh-hans") == "进度由40%升至85%，一期上升45个百分点，超过30个。"
    assert mark.as_plain()["en"] == "From 40% to 85%: 45 points in one period, more than 30."


def test_a_line_without_figures_is_not_marked() -> None:
    assert kinds(LineFigures(), LineFigures()) == []

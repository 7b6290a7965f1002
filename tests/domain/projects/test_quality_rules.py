"""Reserve quality: the worked examples of the rules, corrections, limits, and what is advised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from luoshi.domain.projects.rules.quality import (
    Adequacy,
    Move,
    ReserveRow,
    Tally,
    Target,
    advice_on,
    continuity_of,
    percentile_days,
    stands_still,
    structure_of,
    tally_of,
)
from luoshi.domain.projects.terms import LifecycleStage, ReserveAdvice

FIRST, LAST = date(2026, 1, 1), date(2026, 11, 21)


def row(pk: int, stage: str = "preliminary", *, total: int | None = 1000, **more: object) -> ReserveRow:
    values = {"stage_since": date(2026, 6, 1), "library_state": "reserved"} | more
    amount = None if total is None else Decimal(total)
    return ReserveRow(pk=pk, stage=stage, total_wan_yuan=amount, **values)  # type: ignore[arg-type]


def test_adequacy_as_in_the_worked_example_of_rq2() -> None:
    found = Adequacy(Tally(9, Decimal(180_000)), Target(2027, Decimal(120_000), 5, Decimal(2)))
    assert found.times == Fraction(3, 2)
    assert (found.missing_wan_yuan, found.missing_projects) == (60_000, 1)
    assert not found.is_enough


def test_a_part_of_a_wanted_project_is_a_whole_one() -> None:
    assert Target(2027, Decimal(1), 5, Decimal("1.5")).wanted_projects == 8


def test_without_a_target_there_is_no_ratio() -> None:
    found = Adequacy(Tally(3, Decimal(5)), None)
    assert (found.times, found.missing_wan_yuan, found.is_enough) == (None, 0, False)


@pytest.mark.parametrize(
    ("state", "stage", "is_reserve"),
    [
        ("reserved", "conceived", True),
        ("issued", "preliminary", True),
        ("draft", "conceived", False),
        ("submitted", "preliminary", False),
        ("withdrawn", "preliminary", False),
        ("issued", "building", False),
        ("reserved", "stopped", False),
    ],
)
def test_what_the_reserve_is(state: str, stage: str, is_reserve: bool) -> None:
    assert row(1, stage, library_state=state).is_reserve is is_reserve


def test_structure_as_in_the_worked_example_of_rq3() -> None:
    rows = [row(1, total=27_000, sector=1), row(2, total=153_000, sector=2)]
    parts = {part.key: part for part in structure_of(rows, "sector", {1: Fraction(1, 4), 3: Fraction(1, 10)})}
    assert parts[1].share == Fraction(15, 100)
    assert parts[1].gap_points == -10
    assert parts[2].gap_points is None
    assert (parts[3].tally.projects, parts[3].gap_points) == (0, -10)


def test_what_has_no_sector_and_no_total_is_counted() -> None:
    [part] = structure_of([row(1, total=None), row(2, total=50)], "sector")
    assert (part.key, part.tally, part.share) == (None, Tally(2, Decimal(50)), 1)


@pytest.mark.parametrize(
    ("days", "percent", "expected"),
    [
        ([30, 60, 90, 200, 400], 50, 90),  # the worked example of RQ4
        ([30, 60, 90, 200, 400], 90, 400),
        ([7], 50, 7),
        ([1, 2], 50, 1),
        ([], 50, None),
    ],
)
def test_percentiles_by_nearest_rank(days: list[int], percent: int, expected: int | None) -> None:
    assert percentile_days(days, percent) == expected


def _way(project: int, *steps: tuple[str, date, bool]) -> list[Move]:
    formers = ["", *(stage for stage, _, _ in steps)]
    return [Move(project, former, stage, on, wrong) for former, (stage, on, wrong) in zip(formers, steps, strict=False)]


def test_passages_drop_outs_and_days_within_the_span() -> None:
    rows = [row(1, "building"), row(2, "stopped", library_state="withdrawn"), row(3), row(4, "building")]
    moves = [
        *_way(1, ("preliminary", date(2025, 12, 1), False), ("building", date(2026, 3, 1), False)),
        *_way(2, ("preliminary", date(2026, 1, 1), False), ("stopped", date(2026, 2, 1), False)),
        *_way(3, ("conceived", date(2026, 1, 1), False), ("preliminary", date(2026, 6, 1), False)),
        *_way(4, ("preliminary", date(2025, 1, 1), False), ("building", date(2025, 12, 31), False)),  # before the span
    ]
    passages = {p.stage: p for p in continuity_of(rows, moves, first=FIRST, last=LAST)}
    found = passages[LifecycleStage.PRELIMINARY]
    assert (found.passed_pks, found.dropped_pks) == ((1,), (2,))
    assert (found.passed.wan_yuan, found.present.projects) == (1000, 1)
    assert (found.median_days, found.pass_share, found.drop_share) == (90, Fraction(1, 3), Fraction(1, 3))
    assert passages[LifecycleStage.CONCEIVED].passed_pks == (3,)
    assert passages[LifecycleStage.AT_DESIGN_EFFECT].pass_share is None


def test_a_correction_is_no_passage_and_hides_the_length_of_the_stay() -> None:
    moves = _way(
        1,
        ("conceived", date(2026, 1, 1), False),
        ("preliminary", date(2026, 2, 1), True),
        ("building", date(2026, 5, 1), False),
    )
    passages = {p.stage: p for p in continuity_of([row(1, "building")], moves, first=FIRST, last=LAST)}
    assert passages[LifecycleStage.CONCEIVED].passed.projects == 0
    assert passages[LifecycleStage.PRELIMINARY].passed.projects == 1
    assert passages[LifecycleStage.PRELIMINARY].median_days is None


def test_standing_still_begins_after_the_limit() -> None:
    since = date(2026, 1, 1)
    assert not stands_still(since, date(2026, 1, 11), 10)
    assert stands_still(since, date(2026, 1, 12), 10)


def test_advice_comes_in_the_order_of_rq7() -> None:
    rows = [row(1, total=60, sector=1, stage_since=date(2024, 1, 1)), row(2, total=40, sector=2)]
    adequacy = Adequacy(tally_of(rows), Target(2027, Decimal(100), 5, Decimal(2)))
    sectors = structure_of(rows, "sector", {2: Fraction(1, 2), 1: Fraction(64, 100)})
    investors = structure_of(rows, "investor", {"private": Fraction(1, 2)})
    passages = continuity_of(rows, [], first=FIRST, last=LAST)
    advice = advice_on(adequacy, sectors, investors, passages, year=2027)
    assert [one.kind for one in advice] == [
        ReserveAdvice.SHORT,
        ReserveAdvice.FEW,
        ReserveAdvice.STAGE_EMPTY,
        ReserveAdvice.NO_PASSAGE,
        ReserveAdvice.STANDING_STILL,
        ReserveAdvice.SECTOR_SHORT,
        ReserveAdvice.INVESTOR_SHORT,
    ]
    assert [one.key for one in advice if one.kind is ReserveAdvice.SECTOR_SHORT] == [2]  # −4 points is not yet short


@pytest.mark.parametrize(
    ("target", "kind"),
    [(None, ReserveAdvice.NO_TARGET), (Target(2027, Decimal(9), None, Decimal(2)), ReserveAdvice.NO_RESERVE)],
)
def test_no_target_and_no_reserve_come_first(target: Target | None, kind: ReserveAdvice) -> None:
    advice = advice_on(Adequacy(Tally(), target), (), (), continuity_of([], [], first=FIRST, last=LAST), year=2027)
    assert advice[0].kind is kind

"""Indicators and their targets (docs/rules/indicators.md)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from luoshi.domain.audit.models import Event
from luoshi.domain.indicators import actions, errors, rules
from luoshi.domain.indicators.models import Indicator, IndicatorYear
from luoshi.domain.indicators.queries import indicators_visible_to
from luoshi.domain.indicators.rules import IndicatorText, Target
from luoshi.domain.organizations.queries import standing_of
from luoshi.foundation.refusals import NotAllowed, Stale
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TEXT = IndicatorText(name="固定资产投资", measured_in="亿元")


@pytest.fixture
def indicator(cast: Cast, now: datetime) -> Indicator:
    return actions.create_indicator(
        actor=cast.officer, now=now, jurisdiction=cast.city, text=TEXT, lead_unit=cast.bureau
    )


@pytest.mark.parametrize(
    "text, refusal",
    [
        (IndicatorText(name=" ", measured_in="%"), errors.NameMissing),
        (IndicatorText(name="投资", measured_in=""), errors.MeasureMissing),
        (IndicatorText(name="投资", measured_in="%", direction="up"), errors.DirectionUnknown),
        (IndicatorText(name="投" * 121, measured_in="%"), errors.TextTooLong),
    ],
)
def test_words_are_judged(cast: Cast, now: datetime, text: IndicatorText, refusal: type[Exception]) -> None:
    """ID1."""
    with pytest.raises(refusal):
        actions.create_indicator(actor=cast.officer, now=now, jurisdiction=cast.city, text=text)


def test_a_name_stands_once_in_a_jurisdiction(cast: Cast, now: datetime, indicator: Indicator) -> None:
    """ID1."""
    with pytest.raises(errors.NameTaken):
        actions.create_indicator(actor=cast.officer, now=now, jurisdiction=cast.city, text=TEXT)
    actions.create_indicator(actor=cast.county_officer, now=now, jurisdiction=cast.county, text=TEXT)


@pytest.mark.parametrize(
    "year, value, refusal",
    [(1989, "1", errors.YearUnfit), (2026, "1e16", errors.TargetUnfit), (2026, "0.00001", errors.TargetUnfit)],
)
def test_targets_are_judged(
    cast: Cast, now: datetime, indicator: Indicator, year: int, value: str, refusal: type[Exception]
) -> None:
    """ID2."""
    with pytest.raises(refusal):
        actions.set_targets(
            actor=cast.officer, now=now, indicator=indicator, version=1,
            targets=[Target(cast.city.pk, year, Decimal(value))],
        )  # fmt: skip


def test_a_unit_of_elsewhere_has_no_target(cast: Cast, now: datetime) -> None:
    """ID2."""
    own = actions.create_indicator(actor=cast.county_officer, now=now, jurisdiction=cast.county, text=TEXT)
    target = Target(cast.bureau.pk, 2026, Decimal(1))
    with pytest.raises(errors.UnitOutside):
        actions.set_targets(actor=cast.county_officer, now=now, indicator=own, version=1, targets=[target])


def test_targets_are_set_changed_and_taken_away_with_their_history(
    cast: Cast, now: datetime, indicator: Indicator
) -> None:
    def put(version: int, *values: str | None) -> Indicator:
        units = (cast.city.pk, cast.county.pk)
        targets = [Target(u, 2026, Decimal(v) if v else None) for u, v in zip(units, values, strict=True)]
        return actions.set_targets(actor=cast.officer, now=now, indicator=indicator, version=version, targets=targets)

    assert put(1, "120", "35.5").version == 2
    assert put(2, "120", "35.5").version == 2
    assert put(2, "125", None).version == 3
    assert list(IndicatorYear.objects.values_list("unit", "target")) == [(cast.city.pk, 125)]
    event = Event.objects.filter(subject_type="indicator").latest("pk")
    assert (event.before["云岭市 2026"], event.after["云岭市 2026"]) == ("120", "125")
    with pytest.raises(Stale):
        put(2, "1", None)


def test_a_row_with_a_declared_value_stays(cast: Cast, now: datetime, indicator: Indicator) -> None:
    IndicatorYear.objects.create(indicator=indicator, unit=cast.city, year=2026, target=5, declared=3)
    actions.set_targets(
        actor=cast.officer, now=now, indicator=indicator, version=1, targets=[Target(cast.city.pk, 2026, None)]
    )
    row = IndicatorYear.objects.get()
    assert (row.target, row.declared) == (None, 3)


def test_the_remainder_is_shown_and_nothing_is_forced() -> None:
    """ID3: the revenue of a city whose units carry 23.5 of 32.55."""
    found = rules.distribution(Decimal("32.55"), [Decimal("12"), None, Decimal("11.5")])
    assert (found.units, found.remainder, found.count) == (Decimal("23.5"), Decimal("9.05"), 2)
    assert rules.distribution(None, [Decimal(1)]).remainder is None


@pytest.mark.parametrize(
    "unit, expected", [("亿元", True), ("个", True), ("%", False), ("位次", False), ("吨标准煤/万元", False)]
)
def test_what_adds_up(unit: str, expected: bool) -> None:
    """ID3."""
    assert rules.adds_up(unit) is expected


def test_who_sets_and_who_sees(cast: Cast, now: datetime, indicator: Indicator) -> None:
    """ID4."""
    for person in (cast.reader, cast.bureau_leader, cast.county_officer):
        with pytest.raises(NotAllowed):
            actions.edit_indicator(actor=person, now=now, indicator=indicator, version=1, text=TEXT)
    seeing = [p for p in ("reader", "bureau_reporter", "other_reporter", "county_leader", "outsider")
              if indicators_visible_to(standing_of(cast.person(p))).exists()]  # fmt: skip
    assert seeing == ["reader", "bureau_reporter"]
    target = Target(cast.county.pk, 2026, Decimal(1))
    actions.set_targets(actor=cast.officer, now=now, indicator=indicator, version=1, targets=[target])
    assert indicators_visible_to(standing_of(cast.county_leader)).exists()

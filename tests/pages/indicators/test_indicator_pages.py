"""The pages of indicators."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.indicators import actions
from luoshi.domain.indicators.models import Indicator, IndicatorYear
from luoshi.domain.indicators.rules import IndicatorText, Target
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def make(cast: Cast, now: datetime, name: str = "固定资产投资") -> Indicator:
    indicator = actions.create_indicator(
        actor=cast.officer, now=now, jurisdiction=cast.city, text=IndicatorText(name=name, measured_in="亿元")
    )
    targets = [Target(cast.city.pk, 2026, Decimal("120.50")), Target(cast.county.pk, 2026, Decimal(35))]
    return actions.set_targets(actor=cast.officer, now=now, indicator=indicator, version=1, targets=targets)


def test_the_page_shows_what_the_units_carry(cast: Cast, now: datetime, client_as: Callable[[Account], Client]) -> None:
    page = client_as(cast.reader).get(reverse("indicators:indicator", args=[make(cast, now).pk])).content.decode()
    assert "120.5<" in page.replace("\n", "")
    assert "85.5" in page  # kept at the whole
    assert "设定 2027 年目标" not in page


def test_targets_are_set_by_unit_and_a_wrong_one_keeps_what_was_typed(
    cast: Cast, now: datetime, client_as: Callable[[Account], Client]
) -> None:
    indicator = make(cast, now)
    client, address = client_as(cast.officer), reverse("indicators:targets", args=[indicator.pk, 2027])
    data: dict[str, Any] = {"version": indicator.version, f"unit-{cast.city.pk}": "130", f"unit-{cast.county.pk}": "x"}
    page = client.post(address, data)
    assert page.status_code == 422
    assert 'value="130"' in page.content.decode()
    data[f"unit-{cast.county.pk}"] = "40"
    assert client.post(address, data).status_code == 302
    assert sorted(IndicatorYear.objects.filter(year=2027).values_list("target", flat=True)) == [40, 130]
    assert client.post(address, data).status_code == 422  # somebody changed it meanwhile


def test_the_list_asks_no_more_for_more(
    cast: Cast, now: datetime, client_as: Callable[[Account], Client], django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        make(cast, now, f"指标{number}")
    client = client_as(cast.officer)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("indicators:list") + "?year=2026&q=指标")
    assert len(page.context["lines"]) == 12

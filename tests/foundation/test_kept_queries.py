"""Kept queries give what the same queries give when composed anew, whatever the values."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.models import Count, Q, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.terms import UnitKind
from luoshi.domain.reporting.models import Period, Scheme
from luoshi.foundation.kept_queries import kept_query

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@kept_query
def _schemes_of(jurisdiction_id: int, names: Sequence[str]) -> QuerySet[Scheme]:
    return Scheme.objects.filter(jurisdiction=jurisdiction_id, name__in=names).order_by("pk")


@kept_query
def _periods_open(now: datetime) -> QuerySet[Period]:
    return (
        Period.objects.filter(Q(locks_at__isnull=True) | Q(locks_at__gt=now), opens_at__lte=now)
        .select_related("scheme__jurisdiction")
        .annotate(returned=Count("returns"))
        .order_by("-pk")
    )


@kept_query
def _names_of(kind: str) -> QuerySet[Unit, tuple[str, Any]]:
    return Unit.objects.filter(kind=kind).order_by("pk").values_list("name", "aliases")


@kept_query
def _locked(pk: int) -> QuerySet[Scheme]:
    return Scheme.objects.select_for_update().filter(pk=pk)


@pytest.fixture
def schemes(db: None) -> list[Scheme]:
    cities = [Unit.objects.add_root({"name": name, "kind": "city"}) for name in ("云岭市", "青川市")]
    return [Scheme.objects.create(jurisdiction=cities[n % 2], name=f"报送{n}", own_fields=[{"n": n}]) for n in range(4)]


def _period(scheme: Scheme, moment: datetime) -> Period:
    return Period.objects.create(
        scheme=scheme, label_chinese="3月", label_english="March", starts_on="2026-03-01", ends_on="2026-03-31",
        opens_at=moment, due_at=moment + timedelta(1), grace_until=moment + timedelta(1),
        locks_at=moment + timedelta(2),
    )  # fmt: skip


def test_every_call_fills_in_its_own_values(schemes: list[Scheme]) -> None:
    first, second = schemes[0].jurisdiction_id, schemes[1].jurisdiction_id
    assert _schemes_of(first, ["报送0", "报送1", "报送2"]) == [schemes[0], schemes[2]]
    assert _schemes_of(second, ["报送3"]) == [schemes[3]]
    assert _schemes_of(jurisdiction_id=first, names=["报送2"])[0].own_fields == [{"n": 2}]


def test_an_empty_list_matches_nothing_and_asks_no_less(schemes: list[Scheme]) -> None:
    assert _schemes_of(schemes[0].jurisdiction_id, []) == []
    assert _schemes_of.first(schemes[0].jurisdiction_id, []) is None


def test_moments_related_rows_and_counts_come_as_usual(schemes: list[Scheme]) -> None:
    early, late = _period(schemes[0], NOON), _period(schemes[1], NOON + timedelta(1))
    for now in (NOON - timedelta(1), NOON, NOON + timedelta(1, seconds=1), NOON + timedelta(2), NOON + timedelta(9)):
        usual = Period.objects.filter(opens_at__lte=now, locks_at__gt=now).order_by("-pk")
        assert _periods_open(now) == list(usual)
    with CaptureQueriesContext(connection) as asked:
        found = _periods_open(NOON + timedelta(1, seconds=1))
        names = [(one.scheme.name, one.scheme.jurisdiction.name, one.opens_at, one.returned) for one in found]  # type: ignore[attr-defined]
    assert names == [("报送1", "青川市", late.opens_at, 0), ("报送0", "云岭市", early.opens_at, 0)]
    assert len(asked) == 1


def test_columns_come_as_rows_and_terms_as_their_values(schemes: list[Scheme]) -> None:
    assert _names_of(UnitKind.CITY) == [("云岭市", []), ("青川市", [])]
    assert _names_of("county") == []


def test_no_value_equals_none(schemes: list[Scheme]) -> None:
    with pytest.raises(TypeError, match="takes no NoneType"):
        _names_of(None)  # type: ignore[arg-type]


def test_what_depends_on_a_value_cannot_be_kept() -> None:
    @kept_query
    def asked(kind: str) -> QuerySet[Unit]:
        return Unit.objects.filter(kind="city" if kind == "city" else "county")

    with pytest.raises(TypeError, match="composed once"):
        asked("city")


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_in_transactions_only() -> None:
    scheme = Scheme.objects.create(jurisdiction=Unit.objects.add_root({"name": "云岭市", "kind": "city"}), name="报送")
    with transaction.atomic():
        assert _locked(scheme.pk) == [scheme]
    if connection.features.has_select_for_update:
        with pytest.raises(TransactionManagementError):
            _locked(scheme.pk)
    else:
        assert _locked(scheme.pk) == [scheme]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_through_its_own_connection() -> None:
    Unit.objects.add_root({"name": "云岭市", "kind": "city"})
    assert _names_of("city") == [("云岭市", [])]
    found: list[Any] = []

    def ask() -> None:
        try:
            found.append(_names_of("city"))
        finally:
            connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [[("云岭市", [])]]

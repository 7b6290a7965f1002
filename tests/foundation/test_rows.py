"""Many rows saved at once keep each its own values, of every kind of column."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.organizations.models import Unit
from luoshi.domain.reporting.models import Period, Return, Scheme, Tally
from luoshi.foundation.rows import insert_rows, put_rows, save_row, save_rows

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)


@pytest.fixture
def schemes() -> list[Scheme]:
    city = Unit.objects.add_root({"name": "云岭市", "kind": "city"})
    return [Scheme.objects.create(jurisdiction=city, name=f"报送{n}") for n in range(3)]


def test_each_row_gets_its_own_values_and_other_columns_stay(schemes: list[Scheme]) -> None:
    for number, scheme in enumerate(schemes):
        scheme.own_fields = [{"name": f"人数{number}", "key": "a"}] * number
        scheme.is_active = number != 1
        scheme.name = "不保存"
    save_rows(schemes, ["own_fields", "is_active"])
    kept = list(Scheme.objects.order_by("pk").values_list("name", "own_fields", "is_active"))
    assert kept == [
        ("报送0", [], True),
        ("报送1", [{"name": "人数1", "key": "a"}], False),
        ("报送2", [{"name": "人数2", "key": "a"}] * 2, True),
    ]


def test_sums_moments_and_empty_values_are_kept_exactly(schemes: list[Scheme]) -> None:
    period = Period.objects.create(
        scheme=schemes[0], label_chinese="3月", label_english="March", starts_on="2026-03-01", ends_on="2026-03-31",
        opens_at=NOON, due_at=NOON.replace(day=3), grace_until=NOON.replace(day=4), locks_at=NOON.replace(day=5),
    )  # fmt: skip
    tally = Tally.objects.create(period=period, unit=schemes[0].jurisdiction)
    tally.declared_wan_yuan = Decimal("1234567.890123")
    period.locks_at = NOON.replace(day=6, microsecond=123456)
    save_rows([tally], ["declared_wan_yuan"])
    save_rows([period], ["locks_at", "scheme"])
    tally.refresh_from_db()
    period.refresh_from_db()
    assert tally.declared_wan_yuan == Decimal("1234567.890123")
    assert (period.locks_at, period.scheme) == (NOON.replace(day=6, microsecond=123456), schemes[0])


def test_all_of_one_row_is_saved(schemes: list[Scheme]) -> None:
    scheme = schemes[1]
    scheme.name, scheme.own_fields, scheme.is_active = "改名", [{"name": "人数", "key": "a"}], False
    save_row(scheme)
    kept = list(Scheme.objects.order_by("pk").values_list("name", "own_fields", "is_active"))
    assert kept == [("报送0", [], True), ("改名", [{"name": "人数", "key": "a"}], False), ("报送2", [], True)]
    Scheme.objects.filter(pk=scheme.pk).delete()
    with pytest.raises(DatabaseError, match="1 rows were to be saved; 0 were there"):
        save_row(scheme)


def test_a_row_that_is_gone_is_told(schemes: list[Scheme]) -> None:
    Scheme.objects.filter(pk=schemes[2].pk).delete()
    with pytest.raises(DatabaseError, match="3 rows were to be saved; 2 were there"):
        save_rows(schemes, ["name"])


def test_nothing_to_save_asks_nothing(schemes: list[Scheme]) -> None:
    save_rows([], ["name"])


def test_new_rows_are_stored_as_they_are_and_know_their_keys(schemes: list[Scheme]) -> None:
    made = [
        Event(at=NOON, actor_id=None if n else 7, actor_name=f"人{n}", verb="save", subject_type="return",
              subject_id=n, before={}, after={"数": n, "是": n == 1}, note="")
        for n in range(700)
    ]  # fmt: skip
    insert_rows(made)
    kept = list(Event.objects.filter(verb="save").order_by("pk"))
    assert [event.pk for event in made] == [event.pk for event in kept]
    assert [(e.at, e.actor_id, e.actor_name, e.subject_id, e.after) for e in kept[:2]] == [
        (NOON, 7, "人0", 0, {"数": 0, "是": False}),
        (NOON, None, "人1", 1, {"数": 1, "是": True}),
    ]
    kept[0].note = "later"
    kept[0].save()
    assert Event.objects.filter(verb="save").count() == 700
    with pytest.raises(ValueError, match="no key yet"):
        insert_rows(kept[:1])
    insert_rows([])


def test_rows_that_are_there_are_written_over_or_left(schemes: list[Scheme]) -> None:
    period = Period.objects.create(
        scheme=schemes[0], label_chinese="3月", label_english="March", starts_on="2026-03-01", ends_on="2026-03-31",
        opens_at=NOON, due_at=NOON.replace(day=3), grace_until=NOON.replace(day=4), locks_at=NOON.replace(day=5),
    )  # fmt: skip
    units = [Unit.objects.add_root({"name": f"{n}局", "kind": "city"}) for n in range(2)]
    unique = ["period", "unit"]
    put_rows([Tally(period=period, unit=units[0], lines=3, touched=1)], unique=unique, fields=["lines"])
    put_rows([Tally(period=period, unit=one, lines=9, touched=2) for one in units], unique=unique, fields=["lines"])
    assert list(Tally.objects.order_by("unit").values_list("lines", "touched")) == [(9, 1), (9, 2)]
    put_rows([Tally(period=period, unit=units[0], lines=1)], unique=unique, fields=[])
    assert Tally.objects.get(unit=units[0]).lines == 9


def test_first_rows_that_are_empty_leave_the_types_of_the_others(schemes: list[Scheme]) -> None:
    period = Period.objects.create(
        scheme=schemes[0], label_chinese="3月", label_english="March", starts_on="2026-03-01", ends_on="2026-03-31",
        opens_at=NOON, due_at=NOON.replace(day=3), grace_until=NOON.replace(day=4), locks_at=NOON.replace(day=5),
    )  # fmt: skip
    officer = Account.objects.create(username="officer")
    units = [Unit.objects.add_root({"name": f"{n}局", "kind": "city"}) for n in range(3)]
    sheets = [Return.objects.create(period=period, unit=unit) for unit in units]
    for sheet in sheets[1:]:
        sheet.approved_by, sheet.approved_at, sheet.is_on_time = officer, NOON, True
        sheet.return_reason, sheet.version = "100% '重报'", 70_000
    fields = ["approved_by", "approved_at", "is_on_time", "return_reason", "version"]
    save_rows(sheets, fields)
    assert list(Return.objects.order_by("pk").values_list(*fields)) == [
        (None, None, None, "", 1),
        (officer.pk, NOON, True, "100% '重报'", 70_000),
        (officer.pk, NOON, True, "100% '重报'", 70_000),
    ]

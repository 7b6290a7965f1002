"""Making, editing, moving and switching off units (O4–O7)."""

from __future__ import annotations

from datetime import datetime

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations import actions, errors
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of, unit_tree
from luoshi.domain.organizations.terms import Role, UnitKind
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast

D = UnitKind.DEPARTMENT


def test_an_administrator_makes_a_unit_and_the_history_says_so(cast: Cast, now: datetime) -> None:
    unit = actions.create_unit(
        actor=cast.administrator,
        now=now,
        parent=cast.city,
        name=" 云岭市水务局 ",
        kind=D,
        aliases=["市水务", "市水务", ""],
    )
    assert (unit.name, unit.aliases, unit.path.startswith(cast.city.path)) == ("云岭市水务局", ["市水务"], True)
    event = history_of("unit", unit.pk).get()
    assert (event.actor_name, event.verb, event.after["parent"]) == ("秦管", "create_unit", "云岭市")


def test_a_county_administrator_works_in_the_county_only(cast: Cast, now: datetime) -> None:
    actions.create_unit(actor=cast.county_administrator, now=now, parent=cast.county, name="清溪县财政局", kind=D)
    with pytest.raises(NotAllowed):
        actions.create_unit(actor=cast.county_administrator, now=now, parent=cast.city, name="云岭市财政局", kind=D)
    with pytest.raises(NotAllowed):
        actions.move_unit(actor=cast.county_administrator, now=now, unit=cast.township, parent=cast.city)


@pytest.mark.parametrize("person", ["officer", "bureau_leader", "reader", "outsider"])
def test_others_change_no_units(cast: Cast, now: datetime, person: str) -> None:
    with pytest.raises(NotAllowed):
        actions.edit_unit(actor=cast.person(person), now=now, unit=cast.bureau, name="改名", kind=D)


def test_siblings_have_different_names_and_codes(cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.NameTaken):
        actions.create_unit(actor=cast.administrator, now=now, parent=cast.city, name="云岭市农业农村局", kind=D)
    with pytest.raises(errors.DivisionCodeTaken):
        actions.create_unit(
            actor=cast.administrator,
            now=now,
            parent=cast.city,
            name="新县",
            kind=UnitKind.COUNTY,
            division_code="990121",
        )


def test_nobody_widens_the_own_reach(cast: Cast, now: datetime) -> None:
    """With the county no longer a jurisdiction, its officers would act for the whole city."""
    with pytest.raises(NotAllowed):
        actions.edit_unit(actor=cast.county_administrator, now=now, unit=cast.county, name="清溪县", kind=D)
    cast.county.refresh_from_db()
    assert cast.county.kind == UnitKind.COUNTY


def test_a_moved_unit_takes_its_reach_along(cast: Cast, now: datetime) -> None:
    actions.move_unit(actor=cast.administrator, now=now, unit=cast.township, parent=cast.zone)
    township = Unit.objects.get(pk=cast.township.pk)
    assert not standing_of(cast.county_reporter).reaches(township.path)
    assert standing_of(cast.township_reporter).reaches(township.path, Role.REPORTER)


def test_a_unit_does_not_move_below_itself(cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.MoveIntoItself):
        actions.move_unit(actor=cast.administrator, now=now, unit=cast.county, parent=cast.township)


def test_moving_the_office_away_would_leave_the_city_without_administrator(cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.LastAdministrator):
        actions.move_unit(actor=cast.administrator, now=now, unit=cast.office, parent=cast.county)
    assert Unit.objects.get(pk=cast.office.pk).path == cast.office.path


def test_a_unit_with_active_sub_units_stays_on(cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.UnitHasUnits):
        actions.deactivate_unit(actor=cast.administrator, now=now, unit=cast.county)


def test_a_unit_switched_off_gives_no_reach_and_comes_back(cast: Cast, now: datetime) -> None:
    actions.deactivate_unit(actor=cast.administrator, now=now, unit=cast.bureau)
    assert standing_of(cast.bureau_leader).posts == ()
    assert cast.bureau.pk not in {line.unit.pk for line in unit_tree(standing_of(cast.administrator))}
    with pytest.raises(errors.UnitInactive):
        actions.create_unit(actor=cast.administrator, now=now, parent=cast.bureau, name="一处", kind=D)
    actions.reactivate_unit(actor=cast.administrator, now=now, unit=cast.bureau)
    assert standing_of(cast.bureau_leader).has(Role.LEADER)


def test_switching_off_the_administrators_own_office_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.LastAdministrator):
        actions.deactivate_unit(actor=cast.administrator, now=now, unit=cast.office)


def test_a_tree_of_thousands_costs_one_query(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    standing = standing_of(cast.administrator)
    with django_assert_num_queries(1):
        assert [line.depth for line in unit_tree(standing)] == [0, 1, 1, 1, 1, 2, 2, 1]

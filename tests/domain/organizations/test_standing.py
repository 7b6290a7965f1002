"""Rights follow the tree (O1)."""

from __future__ import annotations

from luoshi.domain.organizations.queries import jurisdiction_of, standing_of, units_within
from luoshi.domain.organizations.terms import Role
from tests.cast import Cast


def test_an_officer_of_an_office_reaches_the_whole_city(cast: Cast) -> None:
    standing = standing_of(cast.officer)
    assert standing.reaches(cast.township.path, Role.OFFICER)
    assert standing.reaches(cast.city.path)
    assert not standing.reaches(cast.city.path, Role.ADMINISTRATOR)


def test_a_reporter_reaches_the_own_unit_and_those_below(cast: Cast) -> None:
    county = standing_of(cast.county_reporter)
    assert county.reaches(cast.county.path)
    assert county.reaches(cast.township.path)
    assert not county.reaches(cast.bureau.path)
    assert not standing_of(cast.township_reporter).reaches(cast.county.path)


def test_an_outsider_reaches_nothing(cast: Cast) -> None:
    standing = standing_of(cast.outsider)
    assert standing.posts == ()
    assert not standing.reaches(cast.city.path)


def test_the_units_of_a_scope_are_those_at_and_below_it(cast: Cast) -> None:
    assert [u.pk for u in units_within(standing_of(cast.county_reporter).scopes())] == [
        cast.county.pk,
        cast.county_bureau.pk,
        cast.township.pk,
    ]
    assert not units_within(()).exists()


def test_the_jurisdiction_of_a_department_is_its_city(cast: Cast) -> None:
    assert jurisdiction_of(cast.bureau) == cast.city
    assert jurisdiction_of(cast.county_bureau) == cast.county
    assert jurisdiction_of(cast.township) == cast.township

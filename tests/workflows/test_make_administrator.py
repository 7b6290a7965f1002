"""The first administrator, and one more when all are lost."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.organizations.models import Membership, Unit
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.organizations.terms import Role
from luoshi.workflows.make_administrator import make_administrator
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def test_the_first_one_founds_the_jurisdiction(now: datetime) -> None:
    account = make_administrator(username="first", password=PASSWORD, jurisdiction_name="云岭市", now=now)
    [city] = Unit.objects.all()
    assert city.name == "云岭市"
    assert all(standing_of(account).reaches(city.path, role) for role in (Role.ADMINISTRATOR, Role.OFFICER))
    assert account.check_password(PASSWORD)
    assert set(Event.objects.values_list("verb", flat=True)) == {"add_unit", "make_administrator"}


def test_one_more_stands_in_the_top_unit_that_is_there(cast: Cast, now: datetime) -> None:
    units = Unit.objects.count()
    account = make_administrator(username="second", password=PASSWORD, jurisdiction_name="ignored", now=now)
    assert Unit.objects.count() == units
    assert {m.unit for m in Membership.objects.filter(account=account)} == {cast.city}


@pytest.mark.parametrize(
    "username, password", [("first", "12345"), ("", PASSWORD), ("a b", PASSWORD), ("x" * 151, PASSWORD)]
)
def test_a_bad_name_or_password_makes_nothing(username: str, password: str, now: datetime) -> None:
    with pytest.raises(ValidationError):
        make_administrator(username=username, password=password, jurisdiction_name="云岭市", now=now)
    assert not Account.objects.exists()
    assert not Unit.objects.exists()


def test_a_taken_name_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(ValidationError):
        make_administrator(username="officer", password=PASSWORD, jurisdiction_name="云岭市", now=now)

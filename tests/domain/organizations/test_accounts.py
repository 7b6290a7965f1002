"""Making accounts, giving and taking roles, resetting passwords (O4, O5, O8, O9)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations import actions, errors
from luoshi.domain.organizations.models import Membership
from luoshi.domain.organizations.queries import accounts_within, standing_of
from luoshi.domain.organizations.terms import Role
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast


def test_a_new_account_has_a_one_time_password_and_must_change_it(cast: Cast, now: datetime) -> None:
    account, password = actions.create_account(
        actor=cast.administrator, now=now, username="lin", display_name="林新", unit=cast.bureau, role=Role.LEADER
    )
    account.refresh_from_db()
    assert account.check_password(password)
    assert account.must_change_password
    assert len(password) == 19
    assert standing_of(account).reaches(cast.bureau.path, Role.LEADER)
    assert password not in str(history_of("account", account.pk).get().after)


def test_login_names_differ_by_more_than_case(cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.UsernameTaken):
        actions.create_account(
            actor=cast.administrator, now=now, username="OFFICER", display_name="x", unit=cast.bureau, role=Role.READER
        )


def test_an_ill_formed_login_name_is_refused_and_nothing_is_written(cast: Cast, now: datetime) -> None:
    with pytest.raises(ValidationError):
        actions.create_account(
            actor=cast.administrator, now=now, username="a b/c", display_name="x", unit=cast.bureau, role=Role.READER
        )
    assert not Account.objects.filter(display_name="x").exists()


def test_a_county_administrator_manages_the_countys_accounts_only(cast: Cast, now: datetime) -> None:
    assert actions.reset_password(actor=cast.county_administrator, now=now, account=cast.township_reporter)
    with pytest.raises(NotAllowed):
        actions.reset_password(actor=cast.county_administrator, now=now, account=cast.officer)
    with pytest.raises(NotAllowed):
        actions.give_role(
            actor=cast.county_administrator, now=now, account=cast.county_reporter, unit=cast.city, role=Role.OFFICER
        )


def test_an_account_with_a_post_elsewhere_is_out_of_reach(cast: Cast, now: datetime) -> None:
    """Else a county administrator could take over a city officer who also helps in the county."""
    actions.give_role(actor=cast.administrator, now=now, account=cast.officer, unit=cast.county, role=Role.READER)
    assert cast.officer in accounts_within(standing_of(cast.county_administrator))
    with pytest.raises(NotAllowed):
        actions.reset_password(actor=cast.county_administrator, now=now, account=cast.officer)
    with pytest.raises(NotAllowed):
        actions.remove_second_factor(actor=cast.county_administrator, now=now, account=cast.officer)


def test_an_account_without_any_post_belongs_to_the_administrators_of_the_whole(cast: Cast, now: datetime) -> None:
    actions.give_role(actor=cast.administrator, now=now, account=cast.outsider, unit=cast.zone, role=Role.READER)
    assert standing_of(cast.outsider).reaches(cast.zone.path)


def test_a_county_administrator_takes_no_account_without_a_post(cast: Cast, now: datetime) -> None:
    assert cast.outsider not in accounts_within(standing_of(cast.county_administrator))
    with pytest.raises(NotAllowed):
        actions.give_role(
            actor=cast.county_administrator, now=now, account=cast.outsider, unit=cast.county, role=Role.READER
        )


def test_a_role_is_given_once(cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.RoleHeld):
        actions.give_role(
            actor=cast.administrator, now=now, account=cast.bureau_leader, unit=cast.bureau, role=Role.LEADER
        )


def test_the_last_administrator_stays(cast: Cast, now: datetime) -> None:
    post = Membership.objects.get(account=cast.administrator)
    with pytest.raises(errors.LastAdministrator):
        actions.take_role(actor=cast.administrator, now=now, membership=post)
    assert Membership.objects.filter(pk=post.pk).exists()
    actions.give_role(actor=cast.administrator, now=now, account=cast.officer, unit=cast.city, role=Role.ADMINISTRATOR)
    actions.take_role(actor=cast.administrator, now=now, membership=post)
    with pytest.raises(NotAllowed):
        actions.take_role(actor=cast.administrator, now=now, membership=Membership.objects.get(account=cast.reader))


def test_the_countys_last_administrator_may_go_since_the_city_administers_it(cast: Cast, now: datetime) -> None:
    post = Membership.objects.get(account=cast.county_administrator)
    actions.take_role(actor=cast.administrator, now=now, membership=post)
    assert not standing_of(cast.county_administrator).posts


def test_nobody_switches_off_the_own_account(cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.OwnAccount):
        actions.deactivate_account(actor=cast.administrator, now=now, account=cast.administrator)


def test_an_account_switched_off_keeps_its_history(cast: Cast, now: datetime) -> None:
    actions.deactivate_account(actor=cast.administrator, now=now, account=cast.reader)
    cast.reader.refresh_from_db()
    assert not cast.reader.is_active
    assert [e.verb for e in history_of("account", cast.reader.pk)] == ["deactivate_account"]

"""Posts are read once within ``unchanged_posts``, and anew outside of it."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from luoshi.domain.notices.queries import holders_of
from luoshi.domain.organizations.models import Membership
from luoshi.domain.organizations.queries import standing_of, unchanged_posts
from luoshi.domain.organizations.terms import Role
from tests.cast import Cast


def test_within_the_block_each_is_read_once(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with unchanged_posts():
        standing, holders = standing_of(cast.bureau_leader), holders_of(cast.bureau, Role.LEADER)
        with django_assert_num_queries(0):
            assert standing_of(cast.bureau_leader) == standing
            assert holders_of(cast.bureau, Role.LEADER) == holders == [cast.bureau_leader]


def test_the_list_of_holders_is_the_askers_own(cast: Cast) -> None:
    with unchanged_posts():
        holders_of(cast.bureau, Role.LEADER).clear()
        assert holders_of(cast.bureau, Role.LEADER) == [cast.bureau_leader]


def test_after_the_block_a_lost_post_counts_even_if_it_broke_off(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), unchanged_posts():
        raise_after(standing_of(cast.bureau_leader), holders_of(cast.bureau, Role.LEADER))
    Membership.objects.filter(account=cast.bureau_leader).delete()
    assert not standing_of(cast.bureau_leader).posts
    assert holders_of(cast.bureau, Role.LEADER) == []


def raise_after(*read: object) -> None:
    """Break off when something was read."""
    assert all(read)
    raise ZeroDivisionError

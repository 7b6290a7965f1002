"""Fixtures that every test may use: the cast, the moment, and clients already logged in."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator
from datetime import UTC, datetime

import pytest
from django.test import Client
from hypothesis import settings

from luoshi.domain.accounts.models import Account
from tests.cast import Cast, make_cast

# An example that waits for a busy machine proves nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
DATABASE = {"db", "transactional_db", "django_db_setup", "homes"}
"""Fixtures without which no test comes to a database: pytest-django keeps all others from it."""
MODEL_BACKEND = "luoshi.pages.organizations.backends.AccountBackend"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Keep the tests themselves, two million things, from being looked through for garbage again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


def pytest_unconfigure() -> None:
    """Let go of them: libraries complain at the end of what is never taken back."""
    gc.unfreeze()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks for a database, for the run on the second one: the rest would prove nothing more there."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture
def now() -> datetime:
    """A Saturday morning: 2026-11-21 09:00 in Shanghai."""
    return datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    """The fictional city and its people."""
    return make_cast()


@pytest.fixture
def client_as() -> Callable[[Account], Client]:
    """Give a client logged in as an account."""

    def log_in(account: Account) -> Client:
        client = Client()
        client.force_login(account, backend=MODEL_BACKEND)
        return client

    return log_in

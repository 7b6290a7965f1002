"""Writers of the embedded database take turns, and give their turn on however they end."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError, connections

from luoshi.site.queued_sqlite.base import DatabaseWrapper, Turns, turns_of

MOMENT = 0.02  # seconds


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "kept.sqlite3")


@pytest.fixture
def connect(path: str) -> Callable[[], DatabaseWrapper]:
    settings = connections["default"].settings_dict | {
        "ENGINE": "luoshi.site.queued_sqlite",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": MOMENT},
    }
    return lambda: DatabaseWrapper(settings)


def test_the_second_waits_until_the_first_gives_its_turn(path: str) -> None:
    first, second = Turns(path), Turns(path)
    assert first.take(MOMENT)
    assert not second.take(MOMENT)
    first.give()
    assert second.take(MOMENT)
    second.give()


def test_threads_of_one_process_take_turns(path: str) -> None:
    turns, inside, most = Turns(path), 0, 0

    def write() -> None:
        nonlocal inside, most
        for _ in range(20):
            assert turns.take(10)
            inside += 1
            most = max(most, inside)
            inside -= 1
            turns.give()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, inside) == (1, 0)


def test_a_process_that_dies_in_its_turn_blocks_nobody(path: str) -> None:
    words = (
        "import os, sys; from luoshi.site.queued_sqlite.base import Turns; "
        "print(Turns(sys.argv[1]).take(1), flush=True); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", words, path], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("True", 9)
    turns = Turns(path)
    assert turns.take(MOMENT)
    turns.give()


@pytest.mark.django_db  # which allows connections at all
@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_transaction_gives_its_turn_at_its_end(connect: Callable[[], DatabaseWrapper], path: str, end: str) -> None:
    one = connect()
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert not Turns(path).take(MOMENT)
    getattr(one, end)()
    assert turns_of(path).take(MOMENT)
    turns_of(path).give()
    one.close()


@pytest.mark.django_db
def test_without_a_turn_it_is_still_the_database_that_decides(
    connect: Callable[[], DatabaseWrapper], path: str
) -> None:
    slow = Turns(path)
    assert slow.take(MOMENT)  # somebody who never gives its turn
    one, other = connect(), connect()
    one.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(DatabaseError, match="locked"):
        other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    one.rollback()
    other.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    other.rollback()
    one.close()
    other.close()
    slow.give()

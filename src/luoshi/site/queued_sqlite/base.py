"""Django's SQLite, whose transactions take turns instead of asking again and again whether it is their turn.

SQLite lets one transaction write at a time. Those that wait sleep longer and longer (up to 0.1 s) between two tries,
whoever came last may be first, and a few wait for seconds while the database stands idle. Here the threads of a process
queue up, and only the first of each process asks, every half millisecond. The queue is a courtesy: what decides is
still SQLite's own lock, and after ``timeout`` seconds a transaction tries without a turn.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from typing import Any

from django.db.backends.sqlite3 import base

ASK_AGAIN_SECONDS = 0.0005


class Turns:
    """The queue of one database: a lock among the threads of this process, a locked file among processes."""

    def __init__(self, path: str) -> None:
        self._among_threads = threading.Lock()
        self._descriptor = os.open(f"{path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, seconds: float) -> bool:
        """Wait for one's turn; give False where it did not come in time."""
        until = time.monotonic() + seconds
        if not self._among_threads.acquire(timeout=seconds):
            return False
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                if time.monotonic() > until:
                    self._among_threads.release()
                    return False
                time.sleep(ASK_AGAIN_SECONDS)

    def give(self) -> None:
        """Let the next one write."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self._among_threads.release()


_turns: dict[tuple[int, str], Turns] = {}  # by process too: a child does not share its parent's turn
_making = threading.Lock()


def turns_of(path: str) -> Turns:
    """Give this process's queue of a database."""
    with _making:
        key = (os.getpid(), path)
        if key not in _turns:
            _turns[key] = Turns(path)
        return _turns[key]


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits its turn before a transaction and gives it on at the end."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turns | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if not self.is_in_memory_db():
            turns = turns_of(str(self.settings_dict["NAME"]))
            seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5))
            self._turn = turns if turns.take(seconds) else None
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        if self._turn is not None:
            turn, self._turn = self._turn, None
            turn.give()

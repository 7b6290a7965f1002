"""Locks between processes: on a folder's lock file, and on a PostgreSQL server."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

SETTING_UP = 0x6C756F73  # the advisory lock's number on PostgreSQL: any that no other program would choose


class Held(Exception):
    """Another process holds the lock; ``holder`` is what it wrote there about itself."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(holder)


@contextlib.contextmanager
def file_lock(path: Path, *, is_shared: bool = False, waits: bool = False, words: str = "") -> Iterator[None]:
    """Hold a lock file; raise Held where another process has it and ``waits`` is not asked for.

    ``words`` are written into the file for whoever finds it held. The system frees the lock when the process ends,
    however it ends.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        kind = fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind if waits else kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Held(path.read_text(encoding="utf-8").strip()) from None
        if words:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, words.encode())
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def database_lock() -> Iterator[None]:
    """Hold the whole set-up of a shared database: servers that start at once migrate it one after the other.

    The embedded database needs none: its home is held by one server.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SETTING_UP])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SETTING_UP])

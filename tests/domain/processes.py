"""Processes of their own on one database: what only shows when several people work at once, or one is killed.

``Processes`` starts ``python -m tests.domain.processes MODULE`` in a home. That one sets Django up, loads the module,
whose ``do`` does a deed, and comes to no database itself; each deed is a fork of it, with connections of its own. So
the product is loaded once for a test, which takes seconds, and not once for a deed.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import IO

PROJECT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 120  # for one deed; what waits longer is ended and fails its test


def environment(home: Path) -> dict[str, str]:
    """The settings of a process on a SQLite file of its own, or on the PostgreSQL database of this test."""
    from django.db import connection

    values = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    values |= {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.site.settings", "PYTHONPATH": str(PROJECT)}
    if connection.vendor == "postgresql":
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        values["DATABASE_URL"] = f"{server}/{connection.settings_dict['NAME']}"
    return values


class Processes:
    """Does the deeds of a module in a home."""

    def __init__(self, module: str, home: Path) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", __name__, module],
            cwd=PROJECT,
            env=environment(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ended(self, *deeds: str) -> list[tuple[int, str]]:
        """Do deeds at the same time, each in a process of its own; give how each ended and what it said."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        print(json.dumps(deeds), file=self._parent.stdin, flush=True)
        return [(status, words) for status, words in json.loads(self._parent.stdout.readline())]

    def said(self, *deeds: str) -> list[str]:
        """What processes say that do these deeds at the same time, sorted; each must end well."""
        ended = self.ended(*deeds)
        assert [status for status, _ in ended] == [0] * len(deeds)
        return sorted(words for _, words in ended)

    def close(self) -> None:
        """End the process that all others are forks of."""
        self._parent.communicate(timeout=60)


def _forked(do: Callable[..., None], words: list[str], output: IO[str]) -> int:
    """Do a deed in a fork that prints to a file; give the number of the process."""
    number = os.fork()
    if number:
        return number
    signal.alarm(MOST_SECONDS)
    status = 1
    try:
        os.dup2(output.fileno(), 1)
        do(*words)
        sys.stdout.flush()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _ended(do: Callable[..., None], deeds: list[str]) -> list[tuple[int, str]]:
    with contextlib.ExitStack() as files:
        outputs = [files.enter_context(tempfile.TemporaryFile("w+")) for _ in deeds]
        running = [_forked(do, deed.split(), output) for deed, output in zip(deeds, outputs, strict=True)]
        statuses = [os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) for number in running]
        for output in outputs:
            output.seek(0)
        return [(status, output.read().strip()) for status, output in zip(statuses, outputs, strict=True)]


def _main(module: str) -> None:
    importlib.import_module("django").setup()
    do = importlib.import_module(module).do
    for line in sys.stdin:
        print(json.dumps(_ended(do, json.loads(line))), flush=True)


if __name__ == "__main__":
    _main(sys.argv[1])

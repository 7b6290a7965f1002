"""Temporary folders, named by the process that uses them, so that what a kill left behind is swept by a later one."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_NAMED = re.compile(r"luoshi-archive-(\d+)-.+")

_LEFT_AFTER_SECONDS = 600.0
"""Where processes are numbered apart, as in containers with one temporary folder, youth tells what is in use."""


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """Lend a folder that goes away at the end; the first of a process sweeps those of processes that are gone."""
    _sweep()
    with tempfile.TemporaryDirectory(prefix=f"luoshi-archive-{os.getpid()}-") as folder:
        yield Path(folder)


@cache
def _sweep() -> None:
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            named = _NAMED.fullmatch(entry.name)
            if named and entry.is_dir(follow_symlinks=False) and _is_left(entry, int(named[1])):
                shutil.rmtree(entry.path, ignore_errors=True)


def _is_left(entry: os.DirEntry[str], process: int) -> bool:
    try:
        status = entry.stat(follow_symlinks=False)
        if status.st_uid != os.getuid() or time.time() - status.st_mtime < _LEFT_AFTER_SECONDS:
            return False
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False

"""Reads documents in a process of their own: what crashes, hangs or swells there costs one document, no more."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from luoshi_archive.batches import Document
from luoshi_archive.errors import READER_DIED, TIME_LIMIT, Problem
from luoshi_archive.reading_process import LENGTH, Tables, printed, send
from luoshi_archive.tables import document_identity, rows_of_problem

_START_SECONDS = 60.0
"""Allowance for starting the process, on top of the first document's time limit."""


class IsolatedReader:
    """Reads one document at a time. Not safe for several threads; use ``borrowed`` for that."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._fresh = True

    def read(self, document: Document, *, time_limit: float, with_source: bool) -> tuple[Tables, str | None]:
        """Read a document within ``time_limit`` seconds; give its rows, and its problem's code if it was set aside."""
        identity = identity_of(document)
        if document.item.problem is not None:
            return printed(rows_of_problem(identity, document.item.problem)), document.item.problem.code
        process = self._running()
        allowed = time_limit + (_START_SECONDS if self._fresh else 0.0)
        try:
            assert process.stdin is not None
            send(process.stdin, (identity, document.item.name, document.item.content, with_source, time_limit))
            answer = _answer(process, time.monotonic() + allowed)
        except TimeoutError:
            self.close()
            problem = Problem(
                TIME_LIMIT, f"Reading the document took over {time_limit:g} s: --retry with a longer --time-limit."
            )
        except (EOFError, OSError):
            problem = Problem(READER_DIED, f"The process that read the document ended ({self._ending()}).")
            self.close()
        else:
            self._fresh = False
            return answer
        return printed(rows_of_problem(identity, problem)), problem.code

    def close(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()
        process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._fresh = True
            self._process = subprocess.Popen(
                [sys.executable, "-m", "luoshi_archive.reading_process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
            )
        return self._process

    def _ending(self) -> str:
        if self._process is None:
            return "unknown"
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        code = self._process.returncode
        return "unknown" if code is None else f"signal {-code}" if code < 0 else f"exit {code}"


def identity_of(document: Document) -> dict[str, Any]:
    """Say which document it is, as the columns that documents and errors share."""
    item = document.item
    return {
        "document": document_identity(document.sha256, item.locator),
        "sha256": document.sha256,
        "locator": item.locator,
        "url": item.url,
        "given_id": item.given_id,
        "bytes": None if item.problem else len(item.content),
    }


def _answer(process: subprocess.Popen[bytes], until: float) -> tuple[Tables, str | None]:
    head = _exactly(process, LENGTH.size, until)
    body = _exactly(process, LENGTH.unpack(head)[0], until)
    answer: tuple[Tables, str | None] = pickle.loads(body)  # noqa: S301 - from our own child process
    return answer


def _exactly(process: subprocess.Popen[bytes], length: int, until: float) -> bytes:
    assert process.stdout is not None
    descriptor = process.stdout.fileno()
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    parts: list[bytes] = []
    while length:
        left = until - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise TimeoutError
        part = os.read(descriptor, min(length, 2**20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


_idle: queue.LifoQueue[IsolatedReader] = queue.LifoQueue()


@contextlib.contextmanager
def borrowed() -> Iterator[IsolatedReader]:
    """Lend a reader to this thread; idle ones stay ready for the next batch."""
    try:
        reader = _idle.get_nowait()
    except queue.Empty:
        reader = IsolatedReader()
    try:
        yield reader
    finally:
        _idle.put(reader)

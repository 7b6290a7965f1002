"""The process that reads one document at a time, so that a document can harm nothing but it.

Requests come on standard input and answers go to what was standard output, each as a length and a pickle. Anything a
library prints goes to standard error.
"""

from __future__ import annotations

import math
import os
import pickle
import resource
import signal
import struct
import sys
from typing import IO, Any

from luoshi_archive.errors import ENGINE_FAULT, TOO_LARGE, Problem
from luoshi_archive.tables import as_lines, rows_of_problem, rows_of_reading

LENGTH = struct.Struct(">Q")

MEMORY_BYTES = 3 * 2**30
"""Address space of the process. The largest documents that the engine takes need about a third of it."""

_GRACE_SECONDS = 60

Tables = dict[str, tuple[int, bytes]]
"""Table → how many rows, and the rows as JSON lines."""


def receive(stream: IO[bytes]) -> Any:
    """Take one message. Raises EOFError where the other side is gone."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    length = LENGTH.unpack(head)[0]
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return pickle.loads(body)  # noqa: S301 - from our own parent process


def send(stream: IO[bytes], message: Any) -> None:
    """Give one message."""
    body = pickle.dumps(message, protocol=5)
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()


def read_one(identity: dict[str, Any], name: str, content: bytes, with_source: bool) -> tuple[Tables, str | None]:
    """Read a document; give its rows, and the code of the problem that set it aside, if one did."""
    from luoshi_reading.errors import ReadingError
    from luoshi_reading.pipeline import as_json, read

    try:
        rows, code = rows_of_reading(identity, as_json(read(content, name=name), with_source)), None
        return printed(rows), code
    except ReadingError as error:
        problem = Problem(error.code, str(error))
    except MemoryError:
        problem = Problem(TOO_LARGE, "Reading the document takes more memory than a document may take.")
    except Exception as error:  # one document must not stop the others
        problem = Problem(ENGINE_FAULT, f"The engine failed on this document: {type(error).__name__}: {error}"[:500])
    return printed(rows_of_problem(identity, problem)), problem.code


def printed(rows: dict[str, list[dict[str, Any]]]) -> Tables:
    """Print rows, table by table."""
    return {table: (len(listed), as_lines(listed)) for table, listed in rows.items() if listed}


def main() -> None:
    """Answer requests until the other side closes."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    try:
        while True:
            identity, name, content, with_source, time_limit = receive(requests)
            signal.alarm(math.ceil(time_limit) + _GRACE_SECONDS)  # should nobody be left who would end us
            answer = read_one(identity, name, content, with_source)
            signal.alarm(0)
            send(answers, answer)
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        os._exit(0)


if __name__ == "__main__":
    main()

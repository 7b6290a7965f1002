"""``luoshi archive``: many documents in, a folder of Parquet tables out."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from luoshi_archive.errors import ArchiveRefused

if TYPE_CHECKING:
    from luoshi_archive.run import Outcome

DONE = 0
REFUSED = 2
INTERRUPTED = 130

_MOST_NAMED = 8


def main(argv: Sequence[str] | None = None) -> int:
    """Read an archive; give the exit status: 0 all documents are read or set aside, 2 refused, 130 stopped."""
    given = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from luoshi_archive.run import Order, read_archive  # the libraries take a second to load; --help does not want them

    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        outcome = read_archive(
            Order(
                inputs=given.inputs,
                out=Path(given.out),
                scheduler=given.scheduler,
                workers=given.workers,
                batch=given.batch,
                time_limit=given.time_limit,
                with_source=given.with_source,
                again=given.again,
                retry=given.retry,
            )
        )
    except ArchiveRefused as refusal:
        print(f"luoshi: {refusal}", file=sys.stderr)
        return REFUSED
    except OSError as error:
        reason = error.strerror or str(error)
        print(f"luoshi: {error.filename or given.out}: {reason}. The same command reads on from here.", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("Stopped. The same command reads on from here.", file=sys.stderr)
        return INTERRUPTED
    finally:
        signal.signal(signal.SIGTERM, before)
    print(summary(outcome, given.out))
    return DONE


def summary(outcome: Outcome, out: str) -> str:
    """Say what came of a run."""
    read = outcome.documents - outcome.problems.total()
    lines = [f"{_number(read, 'document')} in {out}, {outcome.read_now:,} of them read now."]
    if outcome.problems:
        lines.append(
            f"{outcome.problems.total():,} set aside, with the reason in the table errors: {_listed(outcome.problems)}."
        )
    if outcome.passed_over:
        lines.append(
            f"{outcome.passed_over.total():,} passed over, of kinds that are not read: {_listed(outcome.passed_over)}."
        )
    if outcome.dropped_batches:
        lines.append(
            f"{_number(outcome.dropped_batches, 'part')} of an earlier run replaced: documents changed or went away."
        )
    return "\n".join(lines)


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def _listed(counts: Counter[str]) -> str:
    """Name the most frequent, and say how many are left."""
    most = counts.most_common(_MOST_NAMED)
    left = counts.total() - sum(count for _, count in most)
    return ", ".join([*(f"{count:,} {name}" for name, count in most), *([f"{left:,} more"] if left else [])])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="luoshi archive",
        description="Read folders, ZIP, JSONL, WARC and Parquet files of documents into a folder of Parquet tables. "
        "Killed at any moment, the same command reads on.",
    )
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a folder, an archive file or a document")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where the tables go")
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="a running dask scheduler (tcp://…) in place of local processes"
    )
    parser.add_argument(
        "--workers",
        type=_positive,
        default=len(os.sched_getaffinity(0)),
        metavar="N",
        help="local processes (default: one a core)",
    )
    parser.add_argument(
        "--batch", type=_positive, default=128, metavar="N", help="documents a batch, about (default: 128)"
    )
    parser.add_argument(
        "--time-limit",
        type=_seconds,
        default=120.0,
        metavar="SECONDS",
        help="most that one document may take (default: 120)",
    )
    parser.add_argument("--with-source", action="store_true", help="keep the text as found, too")
    parser.add_argument(
        "--retry", action="store_true", help="read again what took too long or ended its process in an earlier run"
    )
    parser.add_argument("--again", action="store_true", help="forget what the folder holds and read everything anew")
    return parser


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError("give a whole number of 1 or more")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError("give a number of seconds above 0")
    return seconds


def _interrupt(signum: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    raise SystemExit(main())

"""Run all tests: on PostgreSQL in the background, on SQLite and in the browser in front, and add the two up honestly.

The last line is the summary of pytest itself: of the run that failed where one did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import machine
import postgresql

PROJECT = Path(__file__).resolve().parents[1]
LOG = PROJECT / ".test/postgresql.log"
PYTEST = [sys.executable, "-m", "pytest"]
WITHOUT_DATABASE = ["tests/engine", "tests/archive"]  # twice would prove nothing more: contracts keep tables from them
NOTHING_FAILED = 0
NOTHING_TO_RUN = 5
# Dozens of processes are started: without kept bytecode each would compile all sources anew.
NOT_INHERITED = {"DATABASE_URL", "HOST", "PORT", "PYTHONDONTWRITEBYTECODE"}


def environment(home: Path, **more: str) -> dict[str, str]:
    """Give the variables of a run: a home of its own, and nothing of this machine's settings."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    browser = {"LUOSHI_CHROMIUM": machine.browser() or ""}
    return kept | {"LUOSHI_HOME": str(home)} | browser | more


def summary(text: str) -> str:
    """Give pytest's own last line."""
    lines = text.strip().splitlines()
    return lines[-1] if lines else "nothing was printed"


def run_fast(words: list[str]) -> int:
    """Run what a developer runs all day: SQLite, no browser, no whole-project checks."""
    with tempfile.TemporaryDirectory(prefix="luoshi-test-") as home:
        command = [*PYTEST, "-q", "-m", "not browser and not checks", *words]
        return subprocess.run(command, cwd=PROJECT, env=environment(Path(home))).returncode


def run_all(words: list[str]) -> int:
    """Run everything; give the exit status."""
    LOG.parent.mkdir(exist_ok=True)
    ignored = [f"--ignore={folder}" for folder in WITHOUT_DATABASE]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="luoshi-test-") as name, postgresql.throw_away_server() as url:
        homes = [Path(name, "postgresql"), Path(name, "sqlite")]
        for home in homes:
            home.mkdir()
        with LOG.open("w", encoding="utf-8") as log:
            behind = subprocess.Popen(
                [*PYTEST, "-q", "-m", "database and not browser and not checks", *ignored, *words],
                cwd=PROJECT,
                env=environment(homes[0], DATABASE_URL=url),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            front = subprocess.Popen(
                [*PYTEST, "--durations=12", *words],
                cwd=PROJECT,
                env=environment(homes[1]),
                stdout=subprocess.PIPE,
                text=True,
            )
            printed = []
            assert front.stdout is not None
            for line in front.stdout:
                print(line, end="", flush=True)
                printed.append(line)
            statuses = [behind.wait(), front.wait()]
            if words and statuses[0] == NOTHING_TO_RUN:  # what was named asks for no database
                statuses[0] = NOTHING_FAILED
        finally:
            for process in (behind, front):
                if process.poll() is None:
                    process.kill()
    text = LOG.read_text(encoding="utf-8")
    minutes = (time.monotonic() - began) / 60
    if statuses[0] != NOTHING_FAILED:
        print(f"\nOn SQLite and in the browser: {summary(''.join(printed))}\nOn PostgreSQL:\n{text}", end="")
    else:
        print(f"\nOn PostgreSQL: {summary(text)}; all together {minutes:.1f} minutes. On SQLite and in the browser:")
        print(summary("".join(printed)))
    return max(statuses)


if __name__ == "__main__":
    sys.exit(run_fast(sys.argv[2:]) if sys.argv[1:2] == ["fast"] else run_all(sys.argv[1:]))

"""Run all tests: on SQLite in front, on PostgreSQL and in the browser in the background, and add all up honestly.

The last line is the summary of pytest itself: of the run that failed where one did.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import machine
import postgresql

PROJECT = Path(__file__).resolve().parents[1]
LOGS = PROJECT / ".test"
PYTEST = [sys.executable, "-m", "pytest"]
WITHOUT_DATABASE = ["tests/engine", "tests/archive"]  # twice would prove nothing more: contracts keep tables from them
# These follow PostgreSQL, so that both ends come at about the same time: in front the engine is compiled first.
AFTER_POSTGRESQL = {"Archives": "tests/archive", "In the browser": "tests/browser"}
NOTHING_FAILED = 0
NOT_RUN = 1
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


class Behind(threading.Thread):
    """Runs in the background, one after the other, each with a log of its own."""

    def __init__(self, runs: dict[str, tuple[list[str], dict[str, str]]]) -> None:
        super().__init__()
        self.runs = runs
        self.statuses = dict.fromkeys(runs, NOT_RUN)
        self._is_stopped = False
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Run one after the other, whatever became of those before."""
        for name, (command, variables) in self.runs.items():
            if self._is_stopped:
                break
            with self.log(name).open("wb") as log:
                self._process = subprocess.Popen(
                    command, cwd=PROJECT, env=variables, stdout=log, stderr=subprocess.STDOUT
                )
                self.statuses[name] = self._process.wait()

    def log(self, name: str) -> Path:
        """Give where a run prints to."""
        return LOGS / f"{name.split()[-1].lower()}.log"

    def stop(self) -> None:
        """End what runs still, and begin nothing more."""
        self._is_stopped = True
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
        self.join()


def behind_of(words: list[str], homes: list[Path], url: str) -> Behind:
    """Say what runs in the background: PostgreSQL, then what asks for neither where all is to be run.

    Where all is to be run, PostgreSQL does not wait until the engine is compiled, and goes by its sources to the end.
    """
    ignored = [f"--ignore={folder}" for folder in WITHOUT_DATABASE]
    on_postgresql = [*PYTEST, "-q", "-m", "database and not browser and not checks", *ignored, *words]
    plain = {} if words else {"LUOSHI_COMPILED": "0"}
    runs = {"On PostgreSQL": (on_postgresql, environment(homes[0], DATABASE_URL=url, **plain))}
    if not words:
        runs |= {name: ([*PYTEST, "-q", folder], environment(homes[2])) for name, folder in AFTER_POSTGRESQL.items()}
    return Behind(runs)


def run_in_front(command: list[str], variables: dict[str, str]) -> tuple[int, str]:
    """Run and show what is printed; give the exit status and the last words."""
    process = subprocess.Popen(command, cwd=PROJECT, env=variables, stdout=subprocess.PIPE, text=True)
    printed = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            printed.append(line)
        return process.wait(), summary("".join(printed))
    finally:
        if process.poll() is None:
            process.kill()


def run_all(words: list[str]) -> int:
    """Run everything; give the exit status."""
    LOGS.mkdir(exist_ok=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="luoshi-test-") as name, postgresql.throw_away_server() as url:
        homes = [Path(name, folder) for folder in ("postgresql", "sqlite", "after-postgresql")]
        for home in homes:
            home.mkdir()
        behind = behind_of(words, homes, url)
        behind.start()
        try:
            elsewhere = [] if words else [f"--ignore={folder}" for folder in AFTER_POSTGRESQL.values()]
            if not words:
                subprocess.run([sys.executable, "bin/compile.py"], cwd=PROJECT)
            status, last = run_in_front([*PYTEST, "--durations=12", *elsewhere, *words], environment(homes[1]))
            behind.join()
        finally:
            behind.stop()
    if words and behind.statuses["On PostgreSQL"] == NOTHING_TO_RUN:  # what was named asks for no database
        behind.statuses["On PostgreSQL"] = NOTHING_FAILED
    texts = {name: behind.log(name).read_text(encoding="utf-8") for name in behind.runs}
    failed = [name for name, ended in behind.statuses.items() if ended != NOTHING_FAILED]
    minutes = (time.monotonic() - began) / 60
    ended = "".join(f"{name}: {summary(text)}; " for name, text in texts.items() if name not in failed)
    print(f"\n{ended}all together {minutes:.1f} minutes. On SQLite{' and in the browser' if words else ''}:\n{last}")
    for name in failed:
        print(f"{name}:\n{texts[name]}", end="")
    return status or (NOT_RUN if failed else NOTHING_FAILED)  # a killed run ends below nothing


if __name__ == "__main__":
    sys.exit(run_fast(sys.argv[2:]) if sys.argv[1:2] == ["fast"] else run_all(sys.argv[1:]))

"""Installations for the tests of the command line: each a home folder with, on PostgreSQL, a database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PASSWORD = "mountain-cloud-42"
NOT_INHERITED = {"DJANGO_SETTINGS_MODULE", "HOST", "PORT", "LUOSHI_ALLOWED_HOSTS", "LUOSHI_DEBUG"}


def free_port() -> int:
    """Give a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Home:
    """One installation."""

    def __init__(self, folder: Path, database_url: str, static: Path) -> None:
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        self.environment |= {
            "LUOSHI_HOME": str(folder),
            "DATABASE_URL": database_url,
            "LUOSHI_STATIC_ROOT": str(static),
            "PYTHONUNBUFFERED": "1",
        }

    def names_an_administrator(self, username: str = "first") -> None:
        """Answer the question for an administrator through the environment."""
        self.environment |= {"LUOSHI_ADMIN_USERNAME": username, "LUOSHI_ADMIN_PASSWORD": PASSWORD}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a module in this home."""
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )

    def luoshi(self, *words: str | Path, status: int = 0) -> str:
        """Run the command line, expect its exit status, and give what it printed."""
        done = self.run("luoshi.site.command_line", *map(str, words))
        assert done.returncode == status, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def digest(self) -> str:
        """Give what all tables hold, in one line each."""
        done = self.run("tests.site.home_with_data", "digest")
        assert done.returncode == 0, done.stderr
        return done.stdout


class Server:
    """``luoshi serve`` in a home, on a port of its own."""

    def __init__(self, home: Home, *words: str) -> None:
        self.port = free_port()
        self.log = home.folder.parent / f"{home.folder.name}-{self.port}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "luoshi.site.command_line", "serve", *words],
                cwd=PROJECT,
                env=home.environment | {"PORT": str(self.port)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def printed(self) -> str:
        """Give what it printed until now."""
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, words: str, times: int = 1, seconds: float = 120) -> None:
        """Wait until it has printed words so often."""
        until = time.monotonic() + seconds
        while self.printed().count(words) < times:
            assert self.process.poll() is None, self.printed()
            assert time.monotonic() < until, f"no {words!r} in:\n{self.printed()}"
            time.sleep(0.05)

    def children(self) -> dict[int, str]:
        """Give every process below the server, by number, with its command line."""
        found: dict[int, str] = {}
        parents = {self.process.pid}
        while parents:
            below = {}
            for stat in Path("/proc").glob("[0-9]*/stat"):
                try:
                    words = stat.read_text().rpartition(")")[2].split()
                    command = (stat.parent / "cmdline").read_text().replace("\0", " ")
                except OSError:
                    continue
                if int(words[1]) in parents:
                    below[int(stat.parent.name)] = command
            found |= below
            parents = set(below)
        return found

    def status(self) -> int:
        """Ask for the first page; give the HTTP status."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=60) as answer:
                status: int = answer.status
                return status
        except urllib.error.HTTPError as error:
            return error.code

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and give the exit status."""
        self.process.send_signal(number)
        return self.process.wait(20)

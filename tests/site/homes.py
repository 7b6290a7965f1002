"""Installations for the tests of the command line: each a home folder with, on PostgreSQL, a database of its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection

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
        """Give what all tables hold, in one line each: its name, its rows and a hash of all they hold."""
        lines = []
        with contextlib.closing(self._opened()) as database:
            for model in sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label_lower):
                table = model._meta
                if table.proxy or table.label_lower == "sessions.session":
                    continue
                columns = ", ".join(f'"{field.column}"' for field in table.local_concrete_fields)
                rows = database.execute(f'SELECT {columns} FROM "{table.db_table}" ORDER BY "{table.pk.column}"')
                held = rows.fetchall()
                lines.append(f"{table.label_lower} {len(held)} {hashlib.sha256(repr(held).encode()).hexdigest()}")
        return "\n".join(lines)

    def _opened(self) -> Any:
        """Open its database as it lies there, without a process of its own."""
        if connection.vendor != "postgresql":
            return sqlite3.connect(f"file:{self.folder / 'luoshi.sqlite3'}?mode=ro", uri=True)
        settings, name = connection.settings_dict, self.environment["DATABASE_URL"].rpartition("/")[2]
        return psycopg.connect(host=settings["HOST"], user=settings["USER"], dbname=name)


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

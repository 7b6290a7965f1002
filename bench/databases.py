"""The throw-away databases of the measures: a process with a home of its own on each, gone with it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def databases() -> dict[str, str]:
    """Give the address of each database by its name: SQLite's is empty, PostgreSQL's is named by BENCH_POSTGRES."""
    return {"SQLite": ""} | ({"PostgreSQL": url} if (url := os.environ.get("BENCH_POSTGRES")) else {})


def run_on(url: str, module: str, *words: str) -> None:
    """Run a module of ``bench`` on a database, in a process with a home of its own."""
    _run(url, module, words)


def printed_on(url: str, module: str, *words: str) -> list[str]:
    """Run a module of ``bench`` in the same way, and give the lines it prints."""
    return _run(url, module, words, stdout=subprocess.PIPE).stdout.strip().splitlines()


def _run(url: str, module: str, words: tuple[str, ...], stdout: int | None = None) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory(prefix="luoshi-bench-", ignore_cleanup_errors=True) as home:
        environment = os.environ | {
            "LUOSHI_HOME": home,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "luoshi.site.settings",
            "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}",
            "LUOSHI_STATIC_ROOT": f"{home}/static",
        }
        command = [sys.executable, "-m", f"bench.{module}", *words]
        return subprocess.run(command, env=environment, cwd=PROJECT, stdout=stdout, text=True, check=True)

"""Processes of their own on one database: what only shows when several people work at once, or one is killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

PROJECT = Path(__file__).resolve().parents[2]


def environment(home: Path) -> dict[str, str]:
    """The settings of a process on a SQLite file of its own, or on the PostgreSQL database of this test."""
    values = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    values |= {"LUOSHI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "luoshi.site.settings", "PYTHONPATH": str(PROJECT)}
    if connection.vendor == "postgresql":
        server = os.environ["DATABASE_URL"].rpartition("/")[0]
        values["DATABASE_URL"] = f"{server}/{connection.settings_dict['NAME']}"
    return values


def start(words: list[str], home: Path) -> subprocess.Popen[str]:
    """Start a process."""
    return subprocess.Popen(
        [sys.executable, *words], cwd=PROJECT, env=environment(home), stdout=subprocess.PIPE, text=True
    )


def said(home: Path, *processes: list[str]) -> list[str]:
    """What processes say that run at the same time, sorted."""
    running = [start(words, home) for words in processes]
    return sorted(process.communicate(timeout=120)[0].strip() for process in running)

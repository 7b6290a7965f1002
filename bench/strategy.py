"""Measure strategy: the roll-up over 20,000 tasks, the tree of a past day, the chain over 10,000 projects.

    .venv/bin/python -m bench.strategy             on SQLite and, where BENCH_POSTGRES names a server, on PostgreSQL

Each database is filled by the same formula (``task_load.py``; 161 goals, every tenth task serves two of
them). Nothing is cached. Beside milliseconds stand ratios that mean the same on any machine: to a bare count of the
same rows, and of ten times the work to a tenth of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run on each database, in a process with a home of its own."""
    databases = {"SQLite": ""} | ({"PostgreSQL": url} if (url := os.environ.get("BENCH_POSTGRES")) else {})
    for name, url in databases.items():
        print(f"== {name}", flush=True)
        home = tempfile.mkdtemp(prefix="luoshi-bench-")
        environment = os.environ | {
            "LUOSHI_HOME": home,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "luoshi.site.settings",
            "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}",
        }
        try:
            subprocess.run([sys.executable, "-m", "bench.strategy_measures"], env=environment, cwd=PROJECT, check=True)
        finally:
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()

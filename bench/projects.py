"""Measure the project library: the list at growing sizes, and ten thousand projects stored at once.

    .venv/bin/python -m bench.projects          on SQLite and, where BENCH_POSTGRES names a server, on PostgreSQL

Each size gets a database of its own in a temporary folder, filled by the same formula every time. Pages are asked
through the whole stack (sessions, login, permissions, templates) and nothing is cached.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (100, 1_000, 10_000)
PROJECT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run every size in a process with its own home."""
    databases = {"SQLite": ""} | ({"PostgreSQL": url} if (url := os.environ.get("BENCH_POSTGRES")) else {})
    for name, url in databases.items():
        print(f"== {name}")
        queries = [_run(url, size) for size in SIZES]
        print(f"   queries of the list by size: {dict(zip(SIZES, queries, strict=True))}; "
              f"the same: {len(set(queries)) == 1}")  # fmt: skip


def _run(url: str, size: int) -> str:
    home = tempfile.mkdtemp(prefix="luoshi-bench-")
    environment = os.environ | {
        "LUOSHI_HOME": home,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "luoshi.site.settings",
        "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}",
        "LUOSHI_STATIC_ROOT": f"{home}/static",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bench.project_measures", str(size)],
            env=environment,
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    finally:
        shutil.rmtree(home, ignore_errors=True)
    *lines, last = done.stdout.strip().splitlines()
    print("   " + "\n   ".join(lines), flush=True)
    return last


if __name__ == "__main__":
    main()

"""Measure the task pages: table, task, searches, similar tasks, clients reading, reporting, and both.

    .venv/bin/python -m bench.tasks             all, on SQLite and, where BENCH_POSTGRES names a server, on PostgreSQL
    .venv/bin/python -m bench.tasks table       only the parts named: table, clients, lit, reports

Each size gets a database of its own in a temporary folder, filled by the same formula every time. Pages are asked
through the whole stack (sessions, login, permissions, templates), nothing is cached, and their bytes are counted.
"""

from __future__ import annotations

import json
import sys

from bench.databases import databases, printed_on

SIZES = (100, 1_000, 10_000)


def main(parts: list[str]) -> None:
    """Run the parts, each size in a process with its own home."""
    wanted = parts or ["table", "clients", "lit", "reports"]
    for name, url in databases().items():
        print(f"== {name}")
        if "table" in wanted:
            found = [_run(url, size, "table") for size in SIZES]
            queries = {row["size"]: row["queries"] for row in found}
            print(f"   queries of the table page by size: {queries}; the same: {len(set(queries.values())) == 1}")
        if "clients" in wanted:
            _run(url, 10_000, "clients")
        if "lit" in wanted:
            _run(url, 10_000, "lit")
        if "reports" in wanted:
            _run(url, 100, "reports")


def _run(url: str, size: int, part: str) -> dict[str, int]:
    *lines, last = printed_on(url, "task_measures", part, str(size))
    print("   " + "\n".join(lines), flush=True)
    answer: dict[str, int] = json.loads(last)
    return answer


if __name__ == "__main__":
    main(sys.argv[1:])

"""Measure strategy: the roll-up over 20,000 tasks, the tree of a past day, the chain over 10,000 projects.

    .venv/bin/python -m bench.strategy             on SQLite and, where BENCH_POSTGRES names a server, on PostgreSQL

Each database is filled by the same formula (``task_load.py``; 161 goals, every tenth task serves two of
them). Nothing is cached. Beside milliseconds stand ratios that mean the same on any machine: to a bare count of the
same rows, and of ten times the work to a tenth of it.
"""

from __future__ import annotations

from bench.databases import databases, run_on


def main() -> None:
    """Run on each database, in a process with a home of its own."""
    for name, url in databases().items():
        print(f"== {name}", flush=True)
        run_on(url, "strategy_measures")


if __name__ == "__main__":
    main()

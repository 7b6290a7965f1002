"""Measure the project library: the list at growing sizes, and ten thousand projects stored at once.

    .venv/bin/python -m bench.projects          on SQLite and, where BENCH_POSTGRES names a server, on PostgreSQL

Each size gets a database of its own in a temporary folder, filled by the same formula every time. Pages are asked
through the whole stack (sessions, login, permissions, templates) and nothing is cached.
"""

from __future__ import annotations

from bench.databases import databases, printed_on

SIZES = (100, 1_000, 10_000)


def main() -> None:
    """Run every size in a process with its own home."""
    for name, url in databases().items():
        print(f"== {name}")
        queries = [_run(url, size) for size in SIZES]
        print(f"   queries of the list by size: {dict(zip(SIZES, queries, strict=True))}; "
              f"the same: {len(set(queries)) == 1}")  # fmt: skip


def _run(url: str, size: int) -> str:
    *lines, last = printed_on(url, "project_measures", str(size))
    print("   " + "\n   ".join(lines), flush=True)
    return last


if __name__ == "__main__":
    main()

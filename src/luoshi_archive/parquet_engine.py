"""DuckDB as this package uses it: in memory, bounded, silent, and never fetching anything."""

from __future__ import annotations

import duckdb


def connect(*, threads: int = 1, memory_mb: int = 1024) -> duckdb.DuckDBPyConnection:
    """Open a connection of its own. What exceeds ``memory_mb`` fails or spills; it never grows beyond."""
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": threads,
            "memory_limit": f"{memory_mb}MB",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    connection.execute("SET enable_progress_bar = false")
    return connection

"""A throw-away PostgreSQL server for the tests: made in a temporary folder, reached by a socket in it only.

``python bin/postgresql.py COMMAND …`` runs a command with DATABASE_URL naming such a server. Standard library only.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": "''"}
UNPRIVILEGED = ("postgres", "nobody")  # PostgreSQL refuses to run as root


def programs() -> Path | None:
    """Give the folder of the newest server programs of this machine, or None."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    folders = [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


@contextlib.contextmanager
def throw_away_server() -> Iterator[str]:
    """Start a server and give its DATABASE_URL; stop and remove it in the end."""
    binaries = programs()
    if binaries is None:
        raise SystemExit("No PostgreSQL server programs found. As root: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="luoshi-pg-"))
    account = None
    if os.geteuid() == 0:
        account = next(entry for entry in pwd.getpwall() if entry.pw_name in UNPRIVILEGED)
        os.chown(folder, account.pw_uid, account.pw_gid)

    def run(program: str, *words: str) -> None:
        done = subprocess.run(
            [binaries / program, *words],
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            raise SystemExit(f"{program} failed:\n{done.stdout}")

    try:
        tables = str(folder / "tables")
        run("initdb", "-D", tables, "-U", "luoshi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = " ".join(f"-c {name}={value}" for name, value in QUICK.items())
        start = ["-D", tables, "-o", f"-k {folder} {settings}", "-l", str(folder / "log"), "-w"]
        run("pg_ctl", *start, "start")
        try:
            yield f"postgres://luoshi@/{folder}/postgres"
        finally:
            run("pg_ctl", "-D", tables, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    with throw_away_server() as url:
        sys.exit(subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": url}).returncode)

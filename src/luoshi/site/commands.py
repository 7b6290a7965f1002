"""The commands that need the database; ``luoshi.site.command_line`` sets Django up before it opens this module."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from luoshi.foundation.clock import current_time
from luoshi.site import preparation, serving
from luoshi.site.errors import CommandRefused
from luoshi.site.locks import Held, database_lock, file_lock
from luoshi.workflows.make_administrator import make_administrator

MAX_PORT = 65535


def set_up(options: argparse.Namespace) -> int:
    """Bring everything up to date and end."""
    preparation.prepare()
    print(f"Ready. Data lives in {settings.HOME}. Start with ./run")
    return 0


def serve(options: argparse.Namespace) -> int:
    """Set up what is new, then serve until a signal."""
    host, port = settings.LISTEN_HOST, _port()
    url = serving.address(host, port)
    if not serving.is_free(host, port):
        raise CommandRefused(
            f"{host}:{port} cannot be used: another program listens there, or the address is not this machine's.\n"
            f"Choose another port: PORT={port + 1 if port < MAX_PORT else 8001} ./run"
        )
    # The embedded database belongs to one server; beside a PostgreSQL server, several may share a home's files.
    words = f"process {os.getpid()} at {url}"
    is_shared = connection.vendor == "postgresql"
    try:
        with file_lock(settings.HOME / "server.lock", is_shared=is_shared, words=words):
            _fill(options.empty)
            return serving.serve(host, port, when_ready=lambda: _announce(url))
    except Held as held:
        raise CommandRefused(
            f"Luoshi is already running on this home ({held.holder or settings.HOME}).\n"
            "For a second one give it a home and a port of its own: LUOSHI_HOME=… PORT=8001 ./run"
        ) from None


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MAX_PORT:
        raise CommandRefused(f"PORT must be a number from 1 to {MAX_PORT}, not {text!r}.")
    return int(text)


def _fill(is_empty: bool) -> None:
    preparation.prepare()
    with database_lock():
        if not preparation.has_accounts():
            if is_empty:
                _ask_for_administrator()
            else:
                preparation.refuse_to_load_demonstration_in_public()
                _load_demonstration()
        preparation.refuse_demonstration_in_public()


def _announce(url: str) -> None:
    print(f"\nLuoshi is running: {url}   (Ctrl-C stops it)")
    accounts = preparation.demonstration_accounts()
    if accounts:
        from luoshi.workflows.demonstration import PASSWORD, SHOWN_ACCOUNTS

        print(f"Demonstration accounts, on this machine only; the password of each is {PASSWORD}")
        shown = [account for account in accounts if account.username in SHOWN_ACCOUNTS]
        width = max((len(account.username) for account in shown), default=0)
        for account in shown:
            posts = "；".join(
                f"{m.unit.label} {m.get_role_display()}"
                for m in account.memberships.select_related("unit").order_by("unit__path")
            )
            print(f"  {account.username:<{width}}  {account.public_name}  {posts}")
        if len(accounts) > len(shown):
            print(f"  and {len(accounts) - len(shown)} more: every unit has its own; the administrator sees them all")
    sys.stdout.flush()


def demo(options: argparse.Namespace) -> int:
    """Load the demonstration into an empty database."""
    preparation.prepare()
    with database_lock():
        if preparation.has_accounts():
            raise CommandRefused(
                "This database is in use already; the demonstration goes into an empty one only.\n"
                "Give it a home of its own: LUOSHI_HOME=… luoshi demo"
            )
        preparation.refuse_to_load_demonstration_in_public()
        _load_demonstration()
    return 0


def _load_demonstration() -> None:
    from luoshi.workflows.demonstration import load_demonstration

    print("Loading the demonstration; this takes a moment, once …", flush=True)
    load_demonstration(current_time())


def admin(options: argparse.Namespace) -> int:
    """Make an administrator."""
    preparation.prepare()
    _ask_for_administrator(options.username)
    return 0


def _ask_for_administrator(username: str | None = None) -> None:
    username = username or os.environ.get("LUOSHI_ADMIN_USERNAME")
    password = os.environ.get("LUOSHI_ADMIN_PASSWORD")
    jurisdiction = os.environ.get("LUOSHI_JURISDICTION")
    if not (username and password):
        if not sys.stdin.isatty():
            raise CommandRefused(
                "There is no administrator yet and no terminal to ask at.\n"
                "Name one: LUOSHI_ADMIN_USERNAME=… LUOSHI_ADMIN_PASSWORD=… LUOSHI_JURISDICTION=… ./run --empty"
            )
        print("An administrator looks after the units and accounts.")
        jurisdiction = jurisdiction or input("Name of the city, district or county: ").strip()
        username = username or input("User name of the administrator: ").strip()
        password = getpass.getpass("Password (ten characters or more): ")
        if getpass.getpass("The same password again: ") != password:
            raise CommandRefused("The two passwords are not the same; nothing was made.")
    try:
        account = make_administrator(
            username=username, password=password, jurisdiction_name=jurisdiction or "本市", now=current_time()
        )
    except ValidationError as error:
        raise CommandRefused("No administrator was made. " + " ".join(error.messages)) from None
    print(f"Made the administrator {account.username}.")


def backup(options: argparse.Namespace) -> int:
    """Write an archive."""
    from luoshi.site.backups import write_backup

    counts = write_backup(Path(options.file), may_replace=options.force)
    print(f"{options.file}: {counts.rows} rows of {counts.tables} tables and {counts.files} files, verified.")
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put an archive in place."""
    from luoshi.site.restoring import restore_backup

    kept = restore_backup(Path(options.file), may_replace=options.replace)
    print(f"{options.file} is in place." + (f" What stood there before is kept in {kept}." if kept else ""))
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "setup": set_up,
    "serve": serve,
    "demo": demo,
    "admin": admin,
    "backup": backup,
    "restore": restore,
}

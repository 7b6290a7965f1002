"""What stands between a checkout and a running server: translations, static files, tables, first accounts.

Every step looks first whether it has anything to do, so that a second start is quick.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from luoshi.domain.accounts.models import Account
from luoshi.site.errors import CommandRefused
from luoshi.site.locks import database_lock, file_lock
from luoshi.site.translations import compile_catalogues


def prepare() -> None:
    """Bring translations, static files and tables up to date."""
    with file_lock(_beside_static("lock"), waits=True):
        compile_catalogues()
        collect_static_files()
    with database_lock():
        migrate()


def collect_static_files() -> None:
    """Collect the static files anew when one of them changed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    stamp, made_from = _beside_static("made-from"), digest.hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == made_from:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(made_from, encoding="ascii")


def _beside_static(ending: str) -> Path:
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    return root.with_name(f".{root.name}.{ending}")


def migrate() -> None:
    """Bring the tables up to date; refuse a database that a newer program has changed."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    ours = {app for app, _ in known}
    newer = sorted(f"{app} {name}" for app, name in executor.loader.applied_migrations if app in ours)
    newer = [line for line in newer if tuple(line.split(" ")) not in known]
    if newer:
        raise CommandRefused(
            f"This database was last used by a newer Luoshi (it knows {', '.join(newer)}). Start that version, "
            "or restore a backup of this one."
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def has_accounts() -> bool:
    """Tell whether anyone can log in yet."""
    return Account.objects.exists()


def demonstration_accounts() -> list[Account]:
    """Give the accounts of the demonstration that can log in."""
    return list(Account.objects.filter(is_demonstration=True, is_active=True).order_by("pk"))


def refuse_demonstration_in_public() -> None:
    """Refuse to serve demonstration accounts, whose passwords everyone knows, to anything but this machine."""
    if not settings.IS_LOOPBACK and Account.objects.filter(is_demonstration=True, is_active=True).exists():
        raise CommandRefused(
            f"This server is told to answer others ({_public_names()}), and its database holds demonstration accounts "
            "whose passwords everyone knows.\n"
            "Start without HOST to keep them on this machine, or give a new home: LUOSHI_HOME=… ./run --empty"
        )


def refuse_to_load_demonstration_in_public() -> None:
    """Refuse a first start in public that would load the demonstration."""
    if not settings.IS_LOOPBACK:
        raise CommandRefused(
            f"This server is told to answer others ({_public_names()}), so the demonstration is not loaded.\n"
            "Start it empty: ./run --empty"
        )


def _public_names() -> str:
    return ", ".join(dict.fromkeys([settings.LISTEN_HOST, *settings.OTHER_HOSTS]))

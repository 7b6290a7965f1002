"""Put a backup in place: checked whole first, loaded beside what stands there, then exchanged for it.

What stood there is never deleted: the embedded database and the files go into a folder of the home, the tables of a
PostgreSQL server into a schema of their own.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from luoshi.foundation.clock import current_time
from luoshi.site.archives import Manifest, Member, open_verified
from luoshi.site.errors import CommandRefused
from luoshi.site.locks import Held, file_lock

ROWS_AT_ONCE = 500
UNLOADABLE = (KeyError, ValueError, TypeError, ValidationError, IntegrityError, DataError)
ACCOUNTS = "accounts_account"


def restore_backup(path: Path, *, may_replace: bool = False) -> str:
    """Put an archive's database and files in place; give where what stood there is kept, empty where nothing stood.

    Refuse, with nothing changed, an archive that is damaged or of a newer program, and a home in use.
    """
    archive, manifest = open_verified(path)
    with archive:
        try:
            with file_lock(settings.HOME / "server.lock"):
                _refuse_unknown_migrations(manifest)
                if not may_replace and _holds_data():
                    raise CommandRefused(
                        f"{_place()} holds data already. Add --replace to put the backup in its place; what stands "
                        "there now is kept beside it."
                    )
                name = f"before-restore-{current_time():%Y%m%dT%H%M%SZ}"
                put_in_place = _into_server if connection.vendor == "postgresql" else _into_embedded_database
                return put_in_place(archive, manifest, name)
        except UNLOADABLE as error:
            raise CommandRefused(f"What {path} holds cannot be loaded ({error}). Nothing was changed.") from None
        except Held as held:
            raise CommandRefused(f"Luoshi is running on this home ({held.holder}). Stop it first.") from None


def _place() -> str:
    return (
        f"The database {connection.settings_dict['NAME']}" if connection.vendor == "postgresql" else str(settings.HOME)
    )


def _holds_data() -> bool:
    files = Path(settings.MEDIA_ROOT)
    if files.is_dir() and any(files.iterdir()):
        return True
    with connection.cursor() as cursor:
        if ACCOUNTS not in connection.introspection.table_names(cursor):
            return False
        cursor.execute(f"SELECT 1 FROM {ACCOUNTS} LIMIT 1")  # noqa: S608 - a constant
        return cursor.fetchone() is not None


def _refuse_unknown_migrations(manifest: Manifest) -> None:
    known = MigrationExecutor(connection).loader.graph.nodes
    unknown = [" ".join(key) for key in manifest.migrations if key not in known]
    if unknown:
        raise CommandRefused(
            f"This backup was made by another version of Luoshi (it knows {', '.join(unknown[:3])}). Restore it with "
            "that version. Nothing was changed."
        )


def _into_embedded_database(archive: zipfile.ZipFile, manifest: Manifest, kept_name: str) -> str:
    """Fill a new database file, then exchange it and the files for what stands in the home."""
    home, database = Path(settings.HOME), Path(connection.settings_dict["NAME"])
    staging = home / f".{kept_name}"
    staging.mkdir()
    try:
        with _connected_to(staging / database.name):
            _load(archive, manifest)
            _migrate_to_present()
        _extract_files(archive, manifest, staging / "files")
        beside = [database.with_name(database.name + ending) for ending in ("", "-wal", "-shm")]
        with _exchanged([*beside, Path(settings.MEDIA_ROOT)], staging, home / kept_name):
            pass
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return str(home / kept_name) if (home / kept_name).is_dir() else ""


def _into_server(archive: zipfile.ZipFile, manifest: Manifest, kept_name: str) -> str:
    """Set the old tables aside as a schema, fill new ones and exchange the files: all in one transaction."""
    home, schema = Path(settings.HOME), kept_name.replace("-", "_").lower()
    staging = home / f".{kept_name}"
    staging.mkdir()
    kept = []
    try:
        _extract_files(archive, manifest, staging / "files")
        with _exchanged([Path(settings.MEDIA_ROOT)], staging, home / kept_name), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_schema()")
                current = connection.ops.quote_name(cursor.fetchone()[0])
                if connection.introspection.table_names(cursor):
                    cursor.execute(f"ALTER SCHEMA {current} RENAME TO {schema}")
                    cursor.execute(f"CREATE SCHEMA {current}")
                    kept.append(f"the schema {schema}")
            _load(archive, manifest)
            _migrate_to_present()
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return " and ".join([*kept, *([str(home / kept_name)] if (home / kept_name).is_dir() else [])])


@contextlib.contextmanager
def _connected_to(database: Path) -> Iterator[None]:
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()  # the last one out folds the write-ahead log into the file
        connection.settings_dict["NAME"] = usual


@contextlib.contextmanager
def _exchanged(places: list[Path], staging: Path, kept: Path) -> Iterator[None]:
    """Move what stands at the places into ``kept`` and what stands in ``staging`` there; undo it on any error."""
    moves: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        if source.exists():
            target.parent.mkdir(exist_ok=True)
            source.rename(target)
            moves.append((source, target))

    try:
        for place in places:
            move(place, kept / place.name)
        for place in places:
            move(staging / place.name, place)
        yield
    except BaseException:
        for source, target in reversed(moves):
            target.rename(source)
        with contextlib.suppress(OSError):
            kept.rmdir()
        raise


def _load(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Make the tables as they were when the backup was written, and fill them."""
    executor = MigrationExecutor(connection)
    written = set(manifest.migrations)
    nodes = executor.loader.graph.node_map
    latest = [key for key in written if not any(child.key in written for child in nodes[key].children)]
    state = executor.migrate(sorted(latest))
    models = {model._meta.label_lower: model for model in state.apps.get_models(include_auto_created=True)}
    with transaction.atomic():
        if connection.vendor == "postgresql":  # migrations in the same transaction have made some of them immediate
            connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
        for model in models.values():
            model._base_manager.all()._raw_delete(connection.alias)
        for label, table in manifest.tables().items():
            with archive.open(f"tables/{label}.jsonl") as lines:
                _load_table(models[label], table, lines)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
                cursor.execute(statement)
        connection.check_constraints()


def _load_table(model: type[Model], table: Member, lines: IO[bytes]) -> None:
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    for field in fields.values():
        field.auto_now = field.auto_now_add = False  # type: ignore[attr-defined]  # the times are those of the backup
    columns = [(name, fields[name]) for name in table.columns]
    rows = 0
    while batch := list(islice(lines, ROWS_AT_ONCE)):
        values: list[list[Any]] = [json.loads(line) for line in batch]
        things = [
            model(**{name: _value(field, value) for (name, field), value in zip(columns, row, strict=True)})
            for row in values
        ]
        rows += len(model._base_manager.bulk_create(things, batch_size=ROWS_AT_ONCE))
    if rows != table.rows:
        raise CommandRefused(f"The backup holds {rows} rows of {model._meta.label_lower}, not {table.rows}.")


def _value(field: Any, value: Any) -> Any:
    return field.to_python(value) if value is not None else None


def _migrate_to_present() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _extract_files(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """Write the stored files; their names were checked when the archive was."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in manifest.files():
        target = folder / name.removeprefix("files/")
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, target.open("xb") as sink:
            shutil.copyfileobj(source, sink, 1 << 20)

"""Write a backup while the server runs: one moment of the database, then the files, which are never changed."""

from __future__ import annotations

import contextlib
import json
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from luoshi.foundation.clock import current_time
from luoshi.site.archives import LEFT_OUT, MANIFEST, Manifest, MeasuringFile, Member, open_verified, to_json_value
from luoshi.site.errors import CommandRefused

ROWS_AT_ONCE = 2000


@dataclass(frozen=True)
class Counts:
    """What went into an archive."""

    tables: int
    rows: int
    files: int


def write_backup(path: Path, *, may_replace: bool = False) -> Counts:
    """Write database and files into one archive and read it back; the file appears whole or not at all."""
    if path.exists() and not may_replace:
        raise CommandRefused(f"{path} exists already. Choose another name, or add --force to replace it.")
    if not path.absolute().parent.is_dir():
        raise CommandRefused(f"{path.absolute().parent}: there is no such folder.")
    if "accounts_account" not in connection.introspection.table_names():
        raise CommandRefused(f"There is nothing to back up in {settings.HOME} yet.")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as target:
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _fill(archive)
            target.flush()
            os.fsync(target.fileno())
        open_verified(draft)[0].close()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    tables = manifest.tables().values()
    return Counts(len(tables), sum(table.rows for table in tables), len(manifest.files()))


def _fill(archive: zipfile.ZipFile) -> Manifest:
    members: dict[str, Member] = {}
    with one_moment():
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        for model in apps.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT:
                name = f"tables/{model._meta.label_lower}.jsonl"
                members[name] = _write_table(archive, name, model)
    files = Path(settings.MEDIA_ROOT)
    for path in sorted(path for path in files.rglob("*") if path.is_file() and not path.is_symlink()):
        name = f"files/{path.relative_to(files).as_posix()}"
        members[name] = _write_file(archive, name, path)
    manifest = Manifest(current_time().isoformat(), applied, members)
    archive.writestr(MANIFEST, manifest.to_json())
    return manifest


@contextlib.contextmanager
def one_moment() -> Iterator[None]:
    """See the database as it is now until the end, without holding up those who write."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    # The usual mode takes the write lock at once; a reader of the write-ahead log needs none.
    embedded: Any = connection
    usual, embedded.transaction_mode = embedded.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        embedded.transaction_mode = usual


def _write_table(archive: zipfile.ZipFile, name: str, model: type[Model]) -> Member:
    columns = [column.attname for column in model._meta.local_concrete_fields]
    rows = 0
    with archive.open(name, "w", force_zip64=True) as entry:
        target = MeasuringFile(entry)
        query = model._base_manager.order_by("pk").values_list(*columns)
        for row in query.iterator(chunk_size=ROWS_AT_ONCE):
            line = json.dumps([to_json_value(value) for value in row], ensure_ascii=False, separators=(",", ":"))
            target.write(line.encode() + b"\n")
            rows += 1
    return target.measured(columns, rows)


def _write_file(archive: zipfile.ZipFile, name: str, path: Path) -> Member:
    with archive.open(name, "w", force_zip64=True) as entry, path.open("rb") as source:
        target = MeasuringFile(entry)
        while block := source.read(1 << 20):
            target.write(block)
    return target.measured()

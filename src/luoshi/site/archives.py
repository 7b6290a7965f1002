"""The form of a backup: one ZIP file with a manifest, every table as lines of JSON, and every stored file.

The same form serves the embedded database and a PostgreSQL server, so that a backup of one can be restored into the
other. Sessions stay out, and so does the secret that signs them: after a restore everyone logs in again. Password
hashes and second factors are in it, so an archive is readable by its owner only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zipfile
import zlib
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from luoshi.site.errors import CommandRefused

FORMAT = "luoshi.backup/1"
MANIFEST = "manifest.json"
LEFT_OUT = {"sessions.session"}
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
MAX_MANIFEST_BYTES = 64 * 1024 * 1024
TABLE_NAME = re.compile(r"tables/[a-z_0-9]+\.[a-z_0-9]+\.jsonl")


@dataclass(frozen=True)
class Member:
    """One file of the archive as it must be found."""

    sha256: str
    size: int  # bytes
    columns: list[str] = field(default_factory=list)  # of a table
    rows: int = 0


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself."""

    made_at: str
    migrations: list[tuple[str, str]]
    members: dict[str, Member]
    format: str = FORMAT

    def to_json(self) -> str:
        """Write it down."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Read it; raise ValueError, TypeError or KeyError for what is none."""
        raw = json.loads(text)
        if raw["format"] != FORMAT:
            raise ValueError(raw["format"])
        members = {str(name): Member(**member) for name, member in raw["members"].items()}
        return cls(str(raw["made_at"]), [(str(app), str(name)) for app, name in raw["migrations"]], members)

    def tables(self) -> dict[str, Member]:
        """Give the tables by their label, such as ``tasks.task``."""
        return {
            name.removeprefix("tables/").removesuffix(".jsonl"): member
            for name, member in self.members.items()
            if name.startswith("tables/")
        }

    def files(self) -> list[str]:
        """Give the names of the stored files in the archive."""
        return [name for name in self.members if name.startswith("files/")]


class MeasuringFile:
    """Writes through to another file and measures what passes."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target, self._digest, self._size = target, hashlib.sha256(), 0

    def write(self, content: bytes) -> None:
        """Write on."""
        self._target.write(content)
        self._digest.update(content)
        self._size += len(content)

    def measured(self, columns: list[str] | None = None, rows: int = 0) -> Member:
        """Give what passed."""
        return Member(self._digest.hexdigest(), self._size, columns or [], rows)


def to_json_value(value: Any) -> Any:
    """Give a value of a column in a form that its field's ``to_python`` reads back exactly."""
    match value:
        case None | bool() | int() | float() | str() | list() | dict():
            return value
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal() | UUID() | timedelta():
            return str(value)
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(bytes(value)).decode("ascii")
    return str(value)


def is_safe_name(name: str) -> bool:
    """Tell whether a member is a table, or a file that stays inside the folder of files."""
    if TABLE_NAME.fullmatch(name):
        return True
    parts = name.split("/")
    has_trick = any(part in {"", ".", ".."} or "\\" in part or not part.isprintable() for part in parts)
    return parts[0] == "files" and len(parts) > 1 and not has_trick


def open_verified(path: Path) -> tuple[zipfile.ZipFile, Manifest]:
    """Open an archive after every byte of it has been checked; raise CommandRefused for anything wrong."""
    if not path.is_file():
        raise CommandRefused(f"{path}: there is no such file.")
    try:
        archive = zipfile.ZipFile(path)
        if archive.getinfo(MANIFEST).file_size > MAX_MANIFEST_BYTES:
            raise ValueError("the manifest is too long")
        manifest = Manifest.from_json(archive.read(MANIFEST))
        _verify(archive, manifest)
    except BROKEN as error:
        raise CommandRefused(f"{path} is not a whole backup of Luoshi ({error}). Nothing was changed.") from None
    return archive, manifest


def _verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    names = archive.namelist()
    if len(names) != len(set(names)) or set(names) != {*manifest.members, MANIFEST}:
        raise ValueError("its files are not those that its manifest lists")
    for name, member in manifest.members.items():
        if not is_safe_name(name):
            raise ValueError(f"{name!r} points outside")
        if archive.getinfo(name).file_size != member.size:
            raise ValueError(f"{name} has another length than it should")
        digest = hashlib.sha256()
        with archive.open(name) as source:
            while block := source.read(1 << 20):
                digest.update(block)
        if digest.hexdigest() != member.sha256:
            raise ValueError(f"{name} is not what was written")

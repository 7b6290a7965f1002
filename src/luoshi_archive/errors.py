"""What can go wrong with an archive: refusals that stop the command, and problems that set one document aside."""

from __future__ import annotations

from dataclasses import dataclass


class ArchiveRefused(Exception):
    """The command cannot go on. ``str(error)`` is one clear English line that says why and what to do."""


class NotAnArchive(ArchiveRefused):
    """The folder was not written by ``luoshi archive``."""


class OtherFormat(ArchiveRefused):
    """The folder was written in a format that this version does not know."""


class ArchiveDamaged(ArchiveRefused):
    """The journal or a part file cannot be read, or a part file is missing."""


class AskedTooMuch(ArchiveRefused):
    """A question took longer, or more memory, than it may."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one document was set aside. ``code`` is stable (the guide lists all), ``message`` is for people."""

    code: str
    message: str


TOO_LARGE = "too_large"
UNREADABLE = "unreadable"
BROKEN = "broken"
PASSWORD_PROTECTED = "password_protected"  # a code, no password  # noqa: S105
NESTED_ARCHIVE = "nested_archive"
BAD_RECORD = "bad_record"
NO_TEXT_FIELD = "no_text_field"
TIME_LIMIT = "time_limit"
READER_DIED = "reader_died"
WORKER_DIED = "worker_died"
ENGINE_FAULT = "engine_fault"

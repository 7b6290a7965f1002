"""Keep photographs and papers of a project (PJ15)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects import errors
from luoshi.domain.projects.actions.steps import close_step, open_step
from luoshi.domain.projects.models import Project, ProjectFile
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.domain.tasks.rules import ATTACHMENT_TYPES, MAX_ATTACHMENT_BYTES, attachment_name
from luoshi.foundation.clock import local_date

# What the first bytes of a photograph are, by the ending of its name.
PHOTOGRAPH_MARKS = {"jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}


@dataclass(frozen=True, slots=True)
class FileDraft:
    """A file as it was sent. ``taken_on`` and ``caption`` are a photograph's."""

    name: str
    content: bytes
    taken_on: date | None = None
    caption: str = ""


def add_file(*, actor: Account, now: datetime, project: Project, draft: FileDraft) -> ProjectFile:
    """Keep a file with a project; pictures are photographs (PJ15). The same bytes twice are one file."""
    name = attachment_name(draft.name)
    refuse_file(name, draft, now)
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.UPDATE, project_id=project.pk)
        digest = digest_of(draft)
        if (earlier := ProjectFile.objects.filter(project=current, sha256=digest).first()) is not None:
            return earlier
        row = keep_file(ProjectFile(project=current), name, draft, actor, now)
        close_step(current, deed=ProjectDeed.UPDATE, actor=actor, now=now, after={"file": name, "table": "projectfile"})
    return row


def remove_file(*, actor: Account, now: datetime, project: Project, file_id: int) -> Project:
    """Take a file from a project; the history keeps its name."""
    with transaction.atomic():
        current = open_step(actor=actor, deed=ProjectDeed.UPDATE, project_id=project.pk)
        row = ProjectFile.objects.filter(project=current, pk=file_id, problem__isnull=True).first()
        if row is None:
            raise errors.RowGone
        stored, storage = row.file.name, row.file.storage
        row.delete()
        close_step(
            current,
            deed=ProjectDeed.UPDATE,
            actor=actor,
            now=now,
            before={"file": row.file_name},
            after={"table": "projectfile"},
        )
        transaction.on_commit(lambda: storage.delete(stored or ""))
    return current


def digest_of(draft: FileDraft) -> str:
    """Give what tells a file's bytes from others."""
    return hashlib.sha256(draft.content).hexdigest()


def keep_file(row: ProjectFile, name: str, draft: FileDraft, actor: Account, now: datetime) -> ProjectFile:
    """Store the bytes of a file under a name, and the row that says what it belongs to."""
    kind, digest = _ending(name), digest_of(draft)
    row.file_name, row.size, row.sha256 = name, len(draft.content), digest
    row.is_photograph = kind in PHOTOGRAPH_MARKS
    row.taken_on = draft.taken_on if row.is_photograph else None
    row.caption = draft.caption.strip()[:200]
    row.added_by, row.added_at = actor, now
    row.file.save(f"{digest[:32]}.{kind}", ContentFile(draft.content), save=False)
    row.save()
    return row


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower().lstrip(".")


def refuse_file(name: str, draft: FileDraft, now: datetime) -> None:
    """Raise what is wrong with a file that is to be kept (PJ15)."""
    kind = _ending(name)
    if kind not in ATTACHMENT_TYPES:
        allowed = "、".join(ATTACHMENT_TYPES)
        raise errors.FileRefused(name=name, why_zh=f"请使用以下格式：{allowed}。", why_en=f"use one of {allowed}.")
    if not draft.content:
        raise errors.FileRefused(name=name, why_zh="文件是空的。", why_en="the file is empty.")
    if len(draft.content) > MAX_ATTACHMENT_BYTES:
        limit = MAX_ATTACHMENT_BYTES // 1048576
        raise errors.FileRefused(name=name, why_zh=f"超过 {limit} MB。", why_en=f"it is larger than {limit} MB.")
    mark = PHOTOGRAPH_MARKS.get(kind)
    if mark is not None and not draft.content.startswith(mark):
        raise errors.FileRefused(name=name, why_zh="内容不是这种图片。", why_en="its content is no such picture.")
    if draft.taken_on is not None and draft.taken_on > local_date(now):
        day = draft.taken_on.isoformat()
        raise errors.DateAhead(at="taken_on", day=day, label_zh="拍摄日期", label_en="Taken on")

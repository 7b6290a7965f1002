"""Take a sheet in."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.exchange.models import ImportRun
from luoshi.domain.exchange.permissions import require_import
from luoshi.domain.exchange.terms import ImportKind, RunDeed
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import standing_of


def receive_sheet(
    *,
    actor: Account,
    now: datetime,
    jurisdiction: Unit,
    kind: ImportKind,
    name: str,
    content: bytes,
    outline: Sequence[dict[str, Any]],
    submission_key: uuid.UUID | None = None,
) -> ImportRun:
    """Keep a sheet that was read once and can be opened; ``outline`` lists what is in it (IM3).

    A second call with the same ``submission_key`` gives the import of the first.
    """
    require_import(standing_of(actor), kind, jurisdiction)
    if (earlier := _submitted(submission_key)) is not None:
        return earlier
    run = ImportRun(
        jurisdiction=jurisdiction,
        kind=kind.value,
        file_name=name[:200],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        outline=list(outline),
        progress_at=now,
        brought_by=actor,
        brought_at=now,
        submission_key=submission_key,
    )
    stored_as = f"{uuid.uuid4().hex}{PurePath(name).suffix.lower()}"
    run.file.save(stored_as, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            run.save()
            record_event(
                actor=actor,
                now=now,
                verb=RunDeed.RECEIVE.value,
                subject_type="import",
                subject_id=run.pk,
                after={"file": run.file_name, "kind": kind.value, "sha256": run.sha256},
            )
    except BaseException as error:
        run.file.storage.delete(str(run.file.name))
        earlier = _submitted(submission_key) if isinstance(error, IntegrityError) else None
        if earlier is not None:
            return earlier
        raise
    return run


def _submitted(key: uuid.UUID | None) -> ImportRun | None:
    return ImportRun.objects.filter(submission_key=key).first() if key else None

"""Make tasks in any state by the product's own actions."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile

from luoshi.domain.documents.models import Document
from luoshi.domain.documents.terms import DocumentState
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import Batch, Report, Task
from luoshi.domain.tasks.rules import CitationDraft
from tests.cast import Cast

SENTENCE = "全面推行河湖长制，年底前完成清溪河干流排污口整治。"


def make_document(
    cast: Cast, now: datetime, *, source: str = SENTENCE, title: str = "关于水环境整治的通知"
) -> Document:
    """Receive a small document that was read."""
    return Document.objects.create(
        jurisdiction=cast.city,
        received_by=cast.officer,
        received_at=now,
        file_name="notice.txt",
        file=ContentFile(source.encode(), name="notice.txt"),
        size=len(source.encode()),
        sha256=uuid.uuid4().hex * 2,
        state=DocumentState.READ,
        title=title,
        document_date=date(2026, 3, 2),
        document_number="云政发〔2026〕3号",
        source=source,
        text=source,
    )


def citation_of(document: Document, quote: str = SENTENCE) -> CitationDraft:
    """Cite a sentence of the document."""
    start = document.source.index(quote)
    return CitationDraft(document_id=document.pk, start=start, end=start + len(quote), quote=quote)


def make_task(cast: Cast, now: datetime, **fields: Any) -> Task:
    """Make a draft led by the bureau, due on 2026-12-31."""
    wanted: dict[str, Any] = {
        "actor": cast.officer,
        "jurisdiction": cast.city,
        "title": "完成清溪河干流排污口整治",
        "lead_unit": cast.bureau,
        "deadline": date(2026, 12, 31),
    }
    return actions.create_task(now=now, **(wanted | fields))


def make_batch(cast: Cast, now: datetime, *tasks: Task, name: str = "2026年第一批重点任务") -> Batch:
    """Compile a batch of drafts."""
    batch = actions.create_batch(
        actor=cast.officer, now=now, jurisdiction=cast.city, name=name, document_number="云督〔2026〕1号"
    )
    return actions.add_to_batch(actor=cast.officer, now=now, batch=batch, tasks=tasks)


def issued(cast: Cast, now: datetime, **fields: Any) -> Task:
    """Make a task that waits for the bureau's signature."""
    task = make_task(cast, now, **fields)
    actions.issue_batch(actor=cast.officer, now=now, batch=make_batch(cast, now, task))
    return fresh(task)


def handled(cast: Cast, now: datetime, **fields: Any) -> Task:
    """Make a task that the bureau signed for."""
    return actions.sign_task(actor=cast.bureau_leader, now=now, task=issued(cast, now, **fields))


def progress(cast: Cast, now: datetime, task: Task, percent: int = 40, **fields: Any) -> Report:
    """Report progress as the bureau's reporter."""
    wanted: dict[str, Any] = {"actor": cast.bureau_reporter, "note": "已完成排查。", "submission_key": uuid.uuid4()}
    return actions.report_progress(now=now, task=task, percent=percent, **(wanted | fields))


def completion(cast: Cast, now: datetime, task: Task, **fields: Any) -> Report:
    """Report completion as the bureau's reporter."""
    wanted: dict[str, Any] = {"actor": cast.bureau_reporter, "note": "整治全部完成。", "submission_key": uuid.uuid4()}
    return actions.report_completion(now=now, task=task, **(wanted | fields))


def closed(cast: Cast, now: datetime, **fields: Any) -> Task:
    """Make a task whose completion was verified."""
    task = handled(cast, now, **fields)
    actions.verify_report(actor=cast.officer, now=now, report=completion(cast, now, task))
    return fresh(task)


def fresh(task: Task) -> Task:
    """Read the task again."""
    return Task.objects.select_related("jurisdiction", "lead_unit", "batch").get(pk=task.pk)

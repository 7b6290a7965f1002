"""A breakdown of three hundred rows becomes three hundred tasks, each with what its row says and its own citation."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from luoshi.domain.documents.actions import read_document, receive_document
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import DocumentState, FindingKind
from luoshi.domain.tasks.models import Citation, Task
from luoshi.domain.tasks.terms import Part
from luoshi.workflows.accept_findings import accept_findings, proposal_for
from tests.cast import Cast
from tests.engine.damage.files import word_file

ROWS = 300
HEADINGS = "序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\t责任领导\t责任人"


def breakdown() -> bytes:
    rows = [
        f"{n}\t建设第{n}号水厂\t铺设管道{n}公里\t市农业农村局\t市发改委、清溪县\t2027年{n % 12 + 1}月底前\t何立\t田报"
        for n in range(1, ROWS + 1)
    ]
    return word_file("\n".join(["云岭市2027年重点任务分解表", HEADINGS, "一、供水保障", *rows]))


@pytest.fixture
def document(cast: Cast, now: datetime, settings: Settings, tmp_path: Path) -> Document:
    settings.MEDIA_ROOT = tmp_path
    receipt = receive_document(
        actor=cast.officer, now=now, jurisdiction=cast.city, name="分解表.docx", content=breakdown()
    )
    read_document(document_id=receipt.document.pk, clock=lambda: now)
    receipt.document.refresh_from_db()
    return receipt.document


def test_every_row_becomes_a_task(cast: Cast, now: datetime, document: Document) -> None:
    assert document.state == DocumentState.READ
    rows = Finding.objects.filter(document=document, kind=FindingKind.COMMITMENT).order_by("start")
    assert rows.count() == ROWS
    acceptance = accept_findings(
        actor=cast.officer, now=now, document=document, finding_ids=[row.pk for row in rows], despite_similar=True
    )
    assert len(acceptance.tasks) == Task.objects.count() == ROWS
    task = acceptance.tasks[rows[4].pk]
    assert (task.title, task.measures, task.heading) == ("建设第5号水厂", "铺设管道5公里", "一、供水保障")
    assert (task.lead_unit, task.deadline, task.deadline_text) == (
        cast.other_bureau, date(2027, 6, 30), "2027年6月底前",
    )  # fmt: skip
    assert {p.unit for p in task.participations.filter(part=Part.SUPPORT)} == {cast.bureau, cast.county}
    assert (task.responsible_leader, task.responsible_person) == ("何立", "田报")
    assert (task.indicator, task.target_value, task.target_unit) == ("管道", Decimal(5), "公里")
    citation = Citation.objects.get(task=task)
    assert document.source[citation.start : citation.end] == citation.quote == "建设第5号水厂"


def test_the_form_offers_what_the_row_says(cast: Cast, document: Document) -> None:
    row = Finding.objects.filter(document=document, kind=FindingKind.COMMITMENT).order_by("start")[0]
    proposal = proposal_for(row)
    assert (proposal.measures, proposal.responsible_leader, proposal.unmatched) == ("铺设管道1公里", "何立", ())

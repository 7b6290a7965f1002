"""Undo and redo single repairs: the repaired text and the quotes that the repair touches are made anew (F12)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.documents.actions.deciding import check_may_decide
from luoshi.domain.documents.actions.engine import quote_of, recomposed
from luoshi.domain.documents.actions.marking import mark_anew
from luoshi.domain.documents.errors import NotYetRead, RepairUnknown
from luoshi.domain.documents.models import Document, Finding, UndoneRepair
from luoshi.domain.documents.queries import passages_undone
from luoshi.domain.documents.rules import Passage
from luoshi.domain.documents.terms import DocumentState, FindingKind, FindingState, RepairAct


def change_repair(
    *, actor: Account, now: datetime, document: Document, passage: Passage, act: RepairAct
) -> list[Finding]:
    """Undo a repair, or make an undone one again; return the findings whose quotes changed (F12).

    Quotes of decided findings stay as they were when they were decided. Raises RepairUnknown, NotYetRead.
    """
    check_may_decide(actor, document)
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        if locked.state != DocumentState.READ:
            raise NotYetRead
        undone = passages_undone(locked)
        if not _is_repair(locked, passage) or (passage in undone) == (act is RepairAct.UNDO):
            raise RepairUnknown
        if act is RepairAct.UNDO:
            UndoneRepair.objects.create(
                document=locked, start=passage.start, end=passage.end, undone_by=actor, undone_at=now
            )
        else:
            UndoneRepair.objects.filter(document=locked, start=passage.start, end=passage.end).delete()
        return _recompose(actor, now, locked, passage, act)


def _is_repair(document: Document, passage: Passage) -> bool:
    return any(
        (entry["span"]["start"], entry["span"]["end"]) == (passage.start, passage.end)
        for entry in document.reading.get("repairs", [])
    )


def _recompose(actor: Account, now: datetime, document: Document, passage: Passage, act: RepairAct) -> list[Finding]:
    repaired = recomposed(document, passages_undone(document))
    document.text = repaired.text
    document.version += 1
    document.save(update_fields=["text", "version"])
    touched = Finding.objects.select_for_update().filter(
        document=document, state=FindingState.UNDECIDED, start__lt=max(passage.end, passage.start + 1),
        end__gt=passage.start,
    )  # fmt: skip
    changed: dict[str, list[str]] = {}
    findings = []
    for finding in touched.exclude(kind=FindingKind.PERSON):
        words = quote_of(repaired, Passage(finding.start, finding.end))
        if words and words != finding.quote:
            changed[str(finding.pk)] = [finding.quote, words]
            finding.quote = words
            finding.save(update_fields=["quote"])
            findings.append(finding)
    mark_anew(findings)
    record_event(
        actor=actor,
        now=now,
        verb="repair_undone" if act is RepairAct.UNDO else "repair_redone",
        subject_type="document",
        subject_id=document.pk,
        before={"quotes": {key: pair[0] for key, pair in changed.items()}},
        after={"start": passage.start, "end": passage.end, "quotes": {k: pair[1] for k, pair in changed.items()}},
    )
    return findings

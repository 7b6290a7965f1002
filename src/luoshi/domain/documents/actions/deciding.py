"""Decide on findings: accept, reject, undo. What follows from accepting a commitment is a workflow's business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.actions import record_event
from luoshi.domain.documents.actions.marking import mark_findings
from luoshi.domain.documents.errors import FindingDecided, NoDecisionNeeded, NothingToUndo, PartsDecided
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.permissions import can_decide
from luoshi.domain.documents.rules import DECIDABLE_KINDS, may_become
from luoshi.domain.documents.terms import FindingState
from luoshi.domain.organizations.queries import standing_of
from luoshi.foundation.kept_queries import kept_query
from luoshi.foundation.refusals import NotAllowed
from luoshi.foundation.rows import save_rows


@dataclass(frozen=True, slots=True)
class Decisions:
    """What several decisions came to.

    ``unchanged`` had the same decision by the same person already; ``refused`` somebody else had decided.
    """

    done: list[Finding]
    unchanged: list[Finding]
    refused: list[FindingDecided]


def check_may_decide(actor: Account, document: Document) -> None:
    """Raise NotAllowed unless the actor decides on this document's findings."""
    if not can_decide(standing_of(actor), document):
        raise NotAllowed


def locked_findings(document: Document, finding_ids: Sequence[int]) -> list[Finding]:
    """Lock findings of one document in the order of the source. Call inside a transaction."""
    return _locked(document.pk, finding_ids)


@kept_query
def _locked(document_id: int, finding_ids: Sequence[int]) -> QuerySet[Finding]:
    rows = Finding.objects.select_for_update(of=("self",)).filter(document=document_id, pk__in=finding_ids)
    return rows.select_related("decided_by").order_by("start", "id")


def decide_findings(
    *, actor: Account, now: datetime, document: Document, finding_ids: Sequence[int], state: FindingState
) -> Decisions:
    """Accept or reject findings (F2). The same decision by the same person again changes nothing."""
    check_may_decide(actor, document)
    done: list[Finding] = []
    unchanged: list[Finding] = []
    refused: list[FindingDecided] = []
    with transaction.atomic():
        for finding in locked_findings(document, finding_ids):
            if finding.kind not in DECIDABLE_KINDS:
                raise NoDecisionNeeded
            if finding.state == state and finding.decided_by_id == actor.pk:
                unchanged.append(finding)
            elif may_become(FindingState(finding.state), state):
                _set_state(actor, now, finding, state)
                done.append(finding)
            else:
                refused.append(refusal_for(finding))
    return Decisions(done, unchanged, refused)


def undo_decision(*, actor: Account, now: datetime, finding: Finding) -> list[Finding]:
    """Take back a decision, or the edit, merge or split that made the finding; return what stands now (F3, F4).

    Raises NothingToUndo, PartsDecided, FindingDecided.
    """
    check_may_decide(actor, finding.document)
    with transaction.atomic():
        locked = locked_findings(finding.document, [finding.pk])[0]
        if locked.state == FindingState.REPLACED:
            raise refusal_for(locked)
        if may_become(FindingState(locked.state), FindingState.UNDECIDED):
            _set_state(actor, now, locked, FindingState.UNDECIDED)
            return [locked]
        return _restore_origins(actor, now, locked)


def _restore_origins(actor: Account, now: datetime, finding: Finding) -> list[Finding]:
    origins = locked_findings(finding.document, list(finding.origins.values_list("pk", flat=True)))
    if not origins:
        raise NothingToUndo
    parts = locked_findings(
        finding.document,
        list(Finding.objects.filter(origins__in=origins).values_list("pk", flat=True).distinct()),
    )
    standing = [part for part in parts if part.state != FindingState.REPLACED]
    changed_further = _has_standing_successor([part.pk for part in parts if part.state == FindingState.REPLACED])
    if changed_further or any(part.state != FindingState.UNDECIDED for part in standing):
        raise PartsDecided
    for part in standing:
        _set_state(actor, now, part, FindingState.REPLACED)
    for origin in origins:
        _set_state(actor, now, origin, FindingState.UNDECIDED)
    return origins


def _has_standing_successor(finding_ids: Sequence[int]) -> bool:
    """Tell whether something made from these findings, at any remove, still stands."""
    seen: set[int] = set()
    generation = set(finding_ids)
    while generation - seen:
        seen |= generation
        rows = Finding.objects.filter(origins__in=generation).values_list("pk", "state")
        if any(state != FindingState.REPLACED for _, state in rows):
            return True
        generation = {pk for pk, _ in rows}
    return False


def _set_state(actor: Account, now: datetime, finding: Finding, state: FindingState) -> None:
    before = finding.state
    finding.state = state
    is_open = state is FindingState.UNDECIDED
    finding.decided_by = None if is_open else actor
    finding.decided_at = None if is_open else now
    save_rows([finding], ["state", "decided_by", "decided_at"])
    record_event(
        actor=actor,
        now=now,
        verb=f"finding_{state.value}" if not is_open else "finding_reopened",
        subject_type="finding",
        subject_id=finding.pk,
        before={"state": before},
        after={"state": state.value},
    )


def replace_findings(actor: Account, now: datetime, origins: Sequence[Finding], successors: Sequence[Finding]) -> None:
    """Write successors that name their origins, and mark the origins as replaced. Call inside a transaction."""
    for successor in successors:
        successor.save()
        successor.origins.set(origins)
        record_event(
            actor=actor,
            now=now,
            verb="finding_made",
            subject_type="finding",
            subject_id=successor.pk,
            before={"origins": [origin.pk for origin in origins]},
            after={
                "start": successor.start,
                "end": successor.end,
                "quote": successor.quote,
                "fields": successor.fields,
            },
        )
    mark_findings(successors)
    for origin in origins:
        _set_state(actor, now, origin, FindingState.REPLACED)


def refusal_for(finding: Finding) -> FindingDecided:
    """Say who dealt with a finding, when and how."""
    state = FindingState(finding.state)
    when = timezone.localtime(finding.decided_at).strftime("%Y-%m-%d %H:%M") if finding.decided_at else "—"
    who = finding.decided_by.public_name if finding.decided_by else "—"
    refusal = FindingDecided(who=who, when=when, state=state.chinese, state_english=state.english.lower())
    refusal.finding_id = finding.pk
    return refusal

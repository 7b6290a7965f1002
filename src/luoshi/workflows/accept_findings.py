"""Accept findings: a commitment becomes a task, or a citation in a task that says nearly the same (F9, F13).

Deciding on the finding and making the task stand or fall together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.actions import decide_findings
from luoshi.domain.documents.errors import FindingDecided
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.rules import Passage, inside, last_day_of, suggested_title
from luoshi.domain.documents.terms import FindingKind, FindingState
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import match_units
from luoshi.domain.organizations.rules import Work
from luoshi.domain.tasks.actions import add_citation, create_task
from luoshi.domain.tasks.models import Citation, Task
from luoshi.domain.tasks.queries import SimilarTask, SuggestedLead, similar_tasks, suggested_leads
from luoshi.domain.tasks.rules import CitationDraft
from luoshi.domain.tasks.terms import Comparator, Instrument
from luoshi.workflows.accept_projects import project_in

SIMILAR_SHOWN = 3
MEASURES_CHARACTERS = 4000
TITLE_LIMIT = 300
"""What a task's measures hold; a longer cell is cut, its words stay in the document."""


@dataclass(frozen=True, slots=True)
class UnmatchedName:
    """A name in the document that no one unit bears, with the units it may mean, likeliest first."""

    name: str
    suggestions: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class TaskProposal:
    """The task that a commitment would become. ``unmatched`` are names in the document that no unit bears."""

    title: str
    instrument: Instrument = Instrument.ITEM
    lead_unit: Unit | None = None
    supporting_units: tuple[Unit, ...] = ()
    deadline: date | None = None
    deadline_text: str = ""
    indicator: str = ""
    comparator: str = ""
    target_value: Decimal | None = None
    target_unit: str = ""
    measures: str = ""
    responsible_leader: str = ""
    responsible_person: str = ""
    unmatched: tuple[UnmatchedName, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A commitment that was not accepted, since a task says nearly the same."""

    finding: Finding
    similar: list[SimilarTask]


@dataclass(slots=True)
class Acceptance:
    """What accepting came to. ``tasks`` gives the new task of each accepted commitment by finding."""

    accepted: list[Finding] = field(default_factory=list)
    unchanged: list[Finding] = field(default_factory=list)
    refused: list[FindingDecided] = field(default_factory=list)
    held_back: list[HeldBack] = field(default_factory=list)
    tasks: dict[int, Task] = field(default_factory=dict)


def accept_findings(
    *,
    actor: Account,
    now: datetime,
    document: Document,
    finding_ids: Sequence[int],
    despite_similar: bool = False,
) -> Acceptance:
    """Accept findings of one document; each commitment becomes a task as proposed.

    Commitments with a near twin among the tasks are held back unless ``despite_similar`` (F13).
    """
    findings = list(Finding.objects.filter(document=document, pk__in=finding_ids).order_by("start", "id"))
    proposals = _proposals(document, [f for f in findings if f.kind == FindingKind.COMMITMENT])
    acceptance = Acceptance()
    with transaction.atomic():
        for finding in findings:
            # One after the other: the next may say nearly the same as the task that this one becomes.
            similar = [] if despite_similar else _near_twins(document, finding)
            if similar:
                acceptance.held_back.append(HeldBack(finding, similar))
            else:
                _accept(actor, now, document, finding, proposals, acceptance)
    return acceptance


def _accept(
    actor: Account,
    now: datetime,
    document: Document,
    finding: Finding,
    proposals: dict[int, TaskProposal],
    acceptance: Acceptance,
) -> None:
    decisions = decide_findings(
        actor=actor, now=now, document=document, finding_ids=[finding.pk], state=FindingState.ACCEPTED
    )
    for decided in decisions.done:
        if decided.kind == FindingKind.COMMITMENT:
            acceptance.tasks[decided.pk] = _make_task(actor, now, document, decided, proposals[decided.pk])
    acceptance.accepted += decisions.done
    acceptance.unchanged += decisions.unchanged
    acceptance.refused += decisions.refused


def accept_as_task(*, actor: Account, now: datetime, finding: Finding, proposal: TaskProposal) -> Task:
    """Accept one commitment as the task that the officer wrote.

    Raises FindingDecided, or what is wrong with the task.
    """
    document = finding.document
    with transaction.atomic():
        decisions = decide_findings(
            actor=actor, now=now, document=document, finding_ids=[finding.pk], state=FindingState.ACCEPTED
        )
        if decisions.refused:
            raise decisions.refused[0]
        if decisions.unchanged:  # a double click: the task of the first one stands
            return Citation.objects.select_related("task").filter(finding=finding).latest("id").task
        return _make_task(actor, now, document, decisions.done[0], proposal)


def cite_in_task(*, actor: Account, now: datetime, finding: Finding, task: Task) -> Task:
    """Accept one commitment by citing its passage in a task that stands (F13). Raises FindingDecided, StepNotOpen."""
    with transaction.atomic():
        decisions = decide_findings(
            actor=actor, now=now, document=finding.document, finding_ids=[finding.pk], state=FindingState.ACCEPTED
        )
        if decisions.refused:
            raise decisions.refused[0]
        return add_citation(actor=actor, now=now, task=task, citation=_citation(finding))


def proposal_for(finding: Finding) -> TaskProposal:
    """Give the task that a commitment would become."""
    return _proposals(finding.document, [finding])[finding.pk]


def proposals_for(document: Document, findings: Sequence[Finding]) -> dict[int, TaskProposal]:
    """Give the tasks that commitments of a document would become, by finding: two queries for all of them."""
    return _proposals(document, findings)


def title_for(finding: Finding) -> str:
    """Propose a task's title; what is to be done to a project of a list bears the project's name (F9)."""
    words = suggested_title(finding.quote)
    if finding.fields.get("instrument") != Instrument.PROJECT:
        return words
    named = project_in(finding.heading)
    return f"{named}：{words}"[:TITLE_LIMIT] if named and named not in words else words


def lead_suggestions_for(finding: Finding, proposal: TaskProposal) -> list[SuggestedLead]:
    """Rank the units that may lead what a commitment orders where the document names none (U4)."""
    if proposal.lead_unit is not None:
        return []
    return suggested_leads(Work(finding.quote, finding.heading), finding.document.jurisdiction)


def _near_twins(document: Document, finding: Finding) -> list[SimilarTask]:
    if finding.kind != FindingKind.COMMITMENT or finding.state != FindingState.UNDECIDED:
        return []
    return similar_tasks(title_for(finding), document.jurisdiction, SIMILAR_SHOWN)


def _make_task(actor: Account, now: datetime, document: Document, finding: Finding, proposal: TaskProposal) -> Task:
    return create_task(
        actor=actor,
        now=now,
        jurisdiction=document.jurisdiction,
        title=proposal.title,
        instrument=proposal.instrument,
        lead_unit=proposal.lead_unit,
        supporting_units=proposal.supporting_units,
        deadline=proposal.deadline,
        deadline_text=proposal.deadline_text,
        indicator=proposal.indicator,
        comparator=proposal.comparator,
        target_value=proposal.target_value,
        target_unit=proposal.target_unit,
        measures=proposal.measures,
        responsible_leader=proposal.responsible_leader,
        responsible_person=proposal.responsible_person,
        heading=finding.heading,
        citations=[_citation(finding)],
    )


def _citation(finding: Finding) -> CitationDraft:
    return CitationDraft(
        document_id=finding.document_id,
        start=finding.start,
        end=finding.end,
        quote=finding.quote,
        finding_id=finding.pk,
    )


def _proposals(document: Document, findings: Sequence[Finding]) -> dict[int, TaskProposal]:
    """Propose a task for each commitment; one query for the targets, one look at the tree."""
    if not findings:
        return {}
    targets = list(
        Finding.objects.filter(document=document, kind=FindingKind.TARGET)
        .exclude(state__in=[FindingState.REJECTED, FindingState.REPLACED])
        .order_by("start", "id")
    )
    places = [Passage(t.start, t.end) for t in targets]
    names = list(dict.fromkeys(name for f in findings for name in (*_leads(f), *_supporting(f))))
    meanings = _meanings(names, document.jurisdiction)
    proposals = {}
    for finding in findings:
        within = [targets[i] for i in inside(Passage(finding.start, finding.end), places)]
        proposals[finding.pk] = _proposal(finding, within, meanings)
    return proposals


@dataclass(frozen=True, slots=True)
class _Meaning:
    """The units that a written name stands for: one, all of a collective name, or only suggestions."""

    units: tuple[Unit, ...]
    suggestions: tuple[Unit, ...]
    is_collective: bool


def _meanings(names: Sequence[str], jurisdiction: Unit) -> dict[str, _Meaning]:
    if not names:
        return {}
    matches = match_units(names, jurisdiction)
    wanted = {pk for m in matches.values() for pk in (m.exact, *m.members, *(s.unit_id for s in m.suggestions)) if pk}
    units = Unit.objects.in_bulk(wanted)
    return {
        name: _Meaning(
            units=tuple(units[pk] for pk in ([match.exact] if match.exact else match.members)),
            suggestions=tuple(units[s.unit_id] for s in match.suggestions[:SIMILAR_SHOWN]),
            is_collective=match.exact is None and bool(match.members),
        )
        for name, match in matches.items()
    }


def _proposal(finding: Finding, targets: Sequence[Finding], meanings: dict[str, _Meaning]) -> TaskProposal:
    leads, supporting = _leads(finding), _supporting(finding)
    single = [meanings[name].units[0] for name in leads if meanings[name].units and not meanings[name].is_collective]
    lead = single[0] if single else None
    others = [unit for name in (*leads, *supporting) for unit in meanings[name].units if unit != lead]
    numbers = (*(t.fields for t in targets), *(finding.fields.get("targets") or []))  # a table's row has its own
    target = next((fields for fields in numbers if fields.get("value") is not None), None)
    deadline, words = _deadline(finding, *targets)
    return TaskProposal(
        title=title_for(finding),
        instrument=_instrument(finding.fields.get("instrument")),
        lead_unit=lead,
        supporting_units=tuple(dict.fromkeys(others)),
        deadline=deadline,
        deadline_text=words[:120],
        unmatched=tuple(
            UnmatchedName(name, meanings[name].suggestions)
            for name in dict.fromkeys((*leads, *supporting))
            if not meanings[name].units
        ),
        measures=_measures(finding.fields),
        responsible_leader=str(finding.fields.get("responsible_leader") or "")[:60],
        responsible_person=str(finding.fields.get("responsible_person") or "")[:60],
        **(_target(target) if target else {}),
    )


def _measures(fields: dict[str, Any]) -> str:
    """Join what a table's row says of how and how far: the measures, the scale, the goal, the steps by quarter."""
    parts = [fields.get("measures"), fields.get("content"), fields.get("goal")]
    parts += [f"{quarter}：{step}" for quarter, step in (fields.get("milestones") or {}).items()]
    return "\n".join(dict.fromkeys(str(part) for part in parts if part))[:MEASURES_CHARACTERS]


def _target(fields: dict[str, Any]) -> dict[str, Any]:
    try:
        value = Decimal(str(fields["value"])).quantize(Decimal("0.0001"))
    except (InvalidOperation, TypeError):
        return {}
    comparator = fields.get("comparator")
    known = comparator in Comparator._value2member_map_
    return {
        "indicator": str(fields.get("indicator") or "")[:120],
        "comparator": comparator if known else Comparator.EXACTLY.value,
        "target_value": value,
        "target_unit": str(fields.get("unit") or "")[:20],
    }


def _deadline(*findings: Finding) -> tuple[date | None, str]:
    """Give the first deadline that the findings state, and the document's words for it."""
    words = next((str(f.fields["deadline_text"]) for f in findings if f.fields.get("deadline_text")), "")
    for finding in findings:
        try:
            day = last_day_of(finding.fields.get("deadline"))
        except ValueError:
            continue
        if day:
            return day, words
    return None, words


def _instrument(value: Any) -> Instrument:
    return Instrument(value) if value in Instrument._value2member_map_ else Instrument.ITEM


def _leads(finding: Finding) -> list[str]:
    named = finding.fields.get("lead") or []
    owner = finding.fields.get("owner")
    return list(named) or ([owner] if owner else [])


def _supporting(finding: Finding) -> list[str]:
    return list(finding.fields.get("supporting") or [])

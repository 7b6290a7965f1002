"""The invented city's documents: received as damaged files, read by the engine, most of their orders accepted."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from importlib.resources import files
from zlib import crc32

from django.utils import timezone

from luoshi.domain.documents.actions import decide_findings, read_document, receive_document
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.terms import CommitmentLevel, DocumentState, FindingKind, FindingState
from luoshi.domain.organizations.models import Unit
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import similar_tasks
from luoshi.workflows.accept_findings import TaskProposal, accept_as_task, cite_in_task, proposals_for
from luoshi.workflows.demonstration.jurisdiction import City, description

# Left for whoever tries the reading page; the breakdown, to accept its rows at once; the county's plan is the county's.
LEFT_UNDECIDED = {"08_notice.txt", "13_breakdown.txt", "14_county_plan.txt"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the manifest as it was received."""

    document: Document
    received_at: datetime
    is_left: bool


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Give a moment of the office's day, aware."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _moment(moment: datetime) -> datetime:
    return moment


def receive_papers(city: City, now: datetime) -> list[Paper]:
    """Receive and read every document of the manifest that had come in by ``now``, oldest first."""
    folder = files(__package__) / "documents"
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    papers = []
    for row in sorted(manifest["documents"], key=lambda row: row["received_on"]):
        received_at = at(row["received_on"], 9, 20)
        if received_at > now:
            continue
        content = folder.joinpath(*row["file"].split("/")).read_bytes()
        receipt = receive_document(
            actor=city.officer,
            now=received_at,
            jurisdiction=city.units[row["jurisdiction"]] if "jurisdiction" in row else city.root,
            name=row["upload_name"],
            content=content,
        )
        read_document(document_id=receipt.document.pk, clock=partial(_moment, received_at))
        receipt.document.refresh_from_db()
        papers.append(Paper(receipt.document, received_at, row["clean"] in LEFT_UNDECIDED))
    return papers


def accept_orders(city: City, papers: list[Paper]) -> list[Task]:
    """Accept the actionable commitments of the decided documents as tasks, or as citations of near twins."""
    tasks = []
    for paper in papers:
        if paper.is_left or paper.document.state != DocumentState.READ:
            continue
        orders = (
            Finding.objects.filter(
                document=paper.document, kind=FindingKind.COMMITMENT, fields__level=CommitmentLevel.ACTIONABLE
            )
            .select_related("document__jurisdiction")
            .order_by("start")
        )
        unknown = [order.pk for order in orders if "XX" in order.quote]  # figures that the paper leaves open
        decide_findings(
            actor=city.officer,
            now=at(paper.received_at.date(), 9, 50),
            document=paper.document,
            finding_ids=unknown,
            state=FindingState.REJECTED,
        )
        known = [order for order in orders if order.pk not in unknown]
        proposals = proposals_for(paper.document, known)
        for minute, order in enumerate(known):
            moment = at(paper.received_at.date(), 10 + minute // 60, minute % 60)
            proposal = _assigned(city, order, proposals[order.pk], paper)
            twins = similar_tasks(proposal.title, city.root, 1)
            if twins:
                cite_in_task(actor=city.officer, now=moment, finding=order, task=Task.objects.get(pk=twins[0].pk))
            else:
                tasks.append(accept_as_task(actor=city.officer, now=moment, finding=order, proposal=proposal))
    return tasks


def _assigned(city: City, order: Finding, proposal: TaskProposal, paper: Paper) -> TaskProposal:
    """Fill in what the officer would: the unit in charge where the document names none, the year's end as deadline."""
    lead = proposal.lead_unit or _in_charge(city, f"{order.heading}{order.quote}")
    supporting = tuple(unit for unit in proposal.supporting_units if unit != lead)
    deadline = proposal.deadline or date(paper.received_at.year, 12, 31)
    return replace(proposal, lead_unit=lead, supporting_units=supporting, deadline=deadline)


def _in_charge(city: City, words: str) -> Unit:
    for row in description()["in_charge"]:
        if any(word in words for word in row["words"]):
            return city.units[row["unit"]]
    others = description()["otherwise"]
    return city.units[others[crc32(words.encode()) % len(others)]]

"""Take projects that a document names into the library: drafts that cite their sentence or table row (PJ17)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.actions import decide_findings
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.rules import suggested_title
from luoshi.domain.documents.terms import FindingKind, FindingState
from luoshi.domain.organizations.models import Unit
from luoshi.domain.organizations.queries import match_units
from luoshi.domain.projects.actions import create_project
from luoshi.domain.projects.models import Project, ProjectCitation
from luoshi.domain.projects.rules import Dossier
from luoshi.domain.tasks.rules import CitationDraft
from luoshi.domain.tasks.terms import Instrument
from luoshi.foundation.money import read_money
from luoshi.foundation.refusals import Refusal

_KEYS = uuid.UUID("8a2c1f0e-5f0b-4a52-93a1-0f7c7e0b6a31")
_TOTAL = re.compile(r"投资(?:额|总额)?\s*[为：:]?\s*(?P<sum>\d[\d,.]*\s*(?:亿元|万元|亿|万))")
_NAME_ENDS = re.compile(r"[，。；,;（(\n]")
_ENTRY_NUMBER = re.compile(r"^[（(]?[\d一二三四五六七八九十]+[）).、．]\s*")
_NAMES_A_PROJECT = re.compile(
    r"(?:工程|项目|平台|园区?|院区?|学校|中心|基地|桥|公路|大道|[厂站馆库]|改造|修复|[一二三四五]期)$"
)
_SAYS_WHAT_TO_DO = re.compile(
    r"实施|推进|加快|加强|做[好优强实]|抓[好实]|全[面力]|大力|建[设立成]|打造|完善|优化|谋划|开展|强化|深化|持续|统筹|启动"
)
NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class ProposedProject:
    """What a finding proposes: name, total in 万元 where it says one, and the unit where one fits."""

    finding: Finding
    name: str
    total_wan_yuan: Decimal | None
    lead_unit: Unit | None


def proposed_projects(document: Document) -> list[ProposedProject]:
    """Give the projects that a document names and the library does not cite yet, in the order of the source."""
    cited = ProjectCitation.objects.filter(document=document, finding__isnull=False).values("finding_id")
    findings = (
        Finding.objects.filter(
            document=document, kind=FindingKind.COMMITMENT, state__in=[FindingState.UNDECIDED, FindingState.ACCEPTED]
        )
        .exclude(pk__in=cited)
        .order_by("start", "pk")
    )
    return _proposed(
        document, [finding for finding in findings if finding.fields.get("instrument") == Instrument.PROJECT]
    )


def accept_projects(
    *,
    actor: Account,
    now: datetime,
    document: Document,
    finding_ids: Iterable[int],
    lead_unit: Unit | None = None,
) -> list[Project]:
    """Make a draft of each finding's project with its citation, and accept what was undecided; all or none (PJ17).

    ``lead_unit`` answers for rows that name no unit of the jurisdiction. The same finding twice is one project.
    """
    wanted = set(finding_ids)
    findings = Finding.objects.filter(document=document, pk__in=wanted, kind=FindingKind.COMMITMENT).order_by("start")
    with transaction.atomic():
        proposals = _proposed(document, list(findings))
        made = [
            create_project(
                actor=actor,
                now=now,
                jurisdiction=document.jurisdiction,
                lead_unit=proposal.lead_unit or lead_unit,
                dossier=Dossier(
                    name=proposal.name, scale=proposal.finding.quote, total_wan_yuan=proposal.total_wan_yuan
                ),
                citations=[_citation(proposal.finding)],
                submission_key=uuid.uuid5(_KEYS, str(proposal.finding.pk)),
            )
            for proposal in proposals
        ]
        undecided = [p.finding.pk for p in proposals if p.finding.state == FindingState.UNDECIDED]
        if undecided:
            decide_findings(actor=actor, now=now, document=document, finding_ids=undecided, state=FindingState.ACCEPTED)
    return made


def _citation(finding: Finding) -> CitationDraft:
    return CitationDraft(finding.document_id, finding.start, finding.end, finding.quote, finding_id=finding.pk)


def _proposed(document: Document, findings: Sequence[Finding]) -> list[ProposedProject]:
    named = {finding.pk: _owner_of(finding) for finding in findings}
    matches = match_units(filter(None, named.values()), document.jurisdiction)
    keys = {pk: match.exact for pk, name in named.items() if name and (match := matches[name]).exact is not None}
    units = Unit.objects.in_bulk([key for key in keys.values() if key is not None])
    return [
        ProposedProject(
            finding, name_of_project(finding), total_in(finding.quote), units.get(keys.get(finding.pk) or 0)
        )
        for finding in findings
    ]


def _owner_of(finding: Finding) -> str:
    named = [*(finding.fields.get("lead") or ()), finding.fields.get("owner")]
    return str(named[0] or "")


def name_of_project(finding: Finding) -> str:
    """Give the name of the project that a finding speaks of: its list entry's (1.霁水三桥工程。…), else its words."""
    if named := project_in(finding.heading):
        return named
    words = suggested_title(finding.quote)
    return (_NAME_ENDS.split(words, maxsplit=1)[0].strip() or words)[:NAME_LIMIT]


def project_in(heading: str) -> str:
    """Give the project that a list entry names; empty for headings that say what is to be done (实施老旧小区改造)."""
    entry = _ENTRY_NUMBER.sub("", heading).strip(" 。．.：:")
    is_name = len(entry) <= NAME_LIMIT and _NAMES_A_PROJECT.search(entry) and not _SAYS_WHAT_TO_DO.match(entry)
    return entry if is_name else ""


def total_in(text: str) -> Decimal | None:
    """Read the one total that a text states, in 万元; None where it states none or several."""
    found = {match["sum"] for match in _TOTAL.finditer(text)}
    if len(found) != 1:
        return None
    try:
        reading = read_money(found.pop())
    except Refusal:
        return None
    return reading.wan_yuan if reading else None

"""The project list as a package of the Open Contracting for Infrastructure Data Standard (OC4IDS) 0.9 (IM12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from luoshi.domain.organizations.models import Unit
from luoshi.domain.projects.models import Approval, Funding, Participant, Project
from luoshi.domain.projects.rules import ADMITTED
from luoshi.domain.projects.terms import (
    ApprovalKind,
    ApprovalState,
    BuildKind,
    FundCategory,
    LifecycleStage,
    ParticipantRole,
)

VERSION = "0.9"
CHUNK = 500
YUAN_IN_WAN = Decimal(10_000)
STATUS: Mapping[LifecycleStage, str] = MappingProxyType(
    {
        LifecycleStage.CONCEIVED: "identification",
        LifecycleStage.PRELIMINARY: "preparation",
        LifecycleStage.BUILDING: "implementation",
        LifecycleStage.COMPLETED: "completion",
        LifecycleStage.PRODUCING: "completed",
        LifecycleStage.AT_DESIGN_EFFECT: "completed",
        LifecycleStage.STOPPED: "cancelled",
    }
)
TYPE: Mapping[BuildKind, str] = MappingProxyType(
    {
        BuildKind.NEW: "construction",
        BuildKind.EXTENSION: "expansion",
        BuildKind.REBUILDING: "rehabilitation",
        BuildKind.TECHNICAL: "expansion",
    }
)
ROLES: Mapping[ParticipantRole, tuple[str, ...]] = MappingProxyType(
    {
        ParticipantRole.BUILDER: ("supplier",),
        ParticipantRole.SUPERVISOR: ("supplier",),
        ParticipantRole.DESIGNER: ("supplier",),
        ParticipantRole.SURVEYOR: ("supplier",),
        ParticipantRole.OTHER: ("supplier",),
    }
)
NATURE: Mapping[ParticipantRole, str] = MappingProxyType(
    {
        ParticipantRole.BUILDER: "construction",
        ParticipantRole.SUPERVISOR: "supervision",
        ParticipantRole.DESIGNER: "design",
        ParticipantRole.SURVEYOR: "design",
    }
)
DOCUMENT_TYPES: Mapping[ApprovalKind, str] = MappingProxyType(
    {
        ApprovalKind.PROPOSAL: "projectScope",
        ApprovalKind.FEASIBILITY: "feasibilityStudy",
        ApprovalKind.DESIGN: "technicalSpecifications",
        ApprovalKind.LAND_REVIEW: "landAndSettlementImpact",
        ApprovalKind.EIA: "environmentalImpact",
        ApprovalKind.FUNDS: "budgetApproval",
        ApprovalKind.COMPLETION: "completionCertificate",
    }
)
# Words of a sector's own name → the standard's sector codes; parents stand before what lies in them.
SECTORS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("公路", "道路", "桥"), ("transport", "transport.road")),
    (("铁路", "轨道"), ("transport", "transport.rail")),
    (("机场", "航空"), ("transport", "transport.air")),
    (("港", "航道", "水运"), ("transport", "transport.water")),
    (("交通", "物流"), ("transport",)),
    (("水利", "供水", "排水", "污水", "防洪"), ("waterAndWaste",)),
    (("环保", "生态", "环境"), ("naturalResources",)),
    (("能源", "电力", "电网", "燃气", "新能源"), ("energy",)),
    (("教育", "学校"), ("education",)),
    (("卫生", "医疗", "医院", "健康", "养老"), ("health",)),
    (("文化", "体育", "旅游"), ("cultureSportsAndRecreation",)),
    (("住房", "棚改", "安居"), ("socialHousing",)),
    (("城建", "城镇", "市政", "城市"), ("governance",)),
    (("通信", "数字", "信息", "数据"), ("communications",)),
    (("农", "林", "渔"), ("naturalResources",)),
    (("产业", "工业", "制造", "园区", "矿"), ("economy",)),
)


def package_of(projects: QuerySet[Project], *, publisher: Unit, now: datetime, address: str) -> dict[str, Any]:
    """Give the package of the admitted ones among projects; ``address`` is where it was asked for."""
    admitted = projects.filter(library_state__in=[state.value for state in ADMITTED]).order_by("id")
    return {
        "uri": address,
        "version": VERSION,
        "publishedDate": now.isoformat(timespec="seconds"),
        "publisher": {"name": settings.OPEN_DATA_PUBLISHER or publisher.name, "uri": settings.PUBLIC_ADDRESS},
        "projects": [described for chunk in _chunks(admitted) for described in _described(chunk)],
    }


def prefixed(project: Project) -> str:
    """Give a project's identifier: the publisher's prefix, the library, the project's number in it."""
    library = project.jurisdiction.division_code or str(project.jurisdiction_id)
    return f"{settings.OPEN_DATA_PREFIX}-{library}-{project.number:06d}"


def _chunks(projects: QuerySet[Project]) -> Iterator[list[Project]]:
    found = projects.select_related("jurisdiction", "lead_unit", "owner_unit", "sector")
    last = 0
    while chunk := list(found.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        yield chunk


def _described(projects: list[Project]) -> Iterator[dict[str, Any]]:
    keys = [project.pk for project in projects]
    fundings = _grouped(Funding.objects.filter(project__in=keys).order_by("id"))
    participants = _grouped(Participant.objects.filter(project__in=keys).order_by("id"))
    granted = Approval.objects.filter(project__in=keys, state=ApprovalState.GRANTED).select_related("authority")
    approvals = _grouped(granted.order_by("id"))
    for project in projects:
        yield _project(
            project, fundings.get(project.pk, []), participants.get(project.pk, []), approvals.get(project.pk, [])
        )


def _project(
    project: Project, fundings: list[Funding], participants: list[Participant], approvals: list[Approval]
) -> dict[str, Any]:
    stage = LifecycleStage(project.lifecycle_stage)
    parties = _parties(project, participants)
    described: dict[str, Any] = {
        "id": prefixed(project),
        "updated": timezone.localtime(project.changed_at).isoformat(timespec="seconds"),
        "title": project.name,
        "description": project.scale or project.summary,
        "purpose": project.summary if project.scale else "",
        "status": STATUS[stage],
        "type": TYPE.get(BuildKind(project.build_kind)),
        "sector": _sectors(project.sector.name if project.sector else ""),
        "period": _period(project.planned_start, project.planned_finish),
        "identifiers": _identifiers(project),
        "additionalClassifications": _classifications(project),
        "locations": _locations(project),
        "budget": _budget(project, fundings),
        "parties": parties,
        "publicAuthority": {"id": parties[0]["id"], "name": parties[0]["name"]},
        "documents": [document for approval in approvals if (document := _document(approval))],
        "contractingProcesses": [_contract(project, p) for p in participants if ParticipantRole(p.role) in NATURE],
        "completion": _completion(project, stage),
    }
    return {name: value for name, value in described.items() if value not in (None, "", [], {})}


def _identifiers(project: Project) -> list[dict[str, str]]:
    return [{"id": project.national_code, "scheme": "CN-GB/T 40058"}] if project.national_code else []


def _classifications(project: Project) -> list[dict[str, str]]:
    found = []
    if project.industry_code:
        found.append({"scheme": "CN-GB/T 4754", "id": project.industry_code, "description": project.industry_code})
    if project.sector:
        name = project.sector.name
        found.append({"scheme": settings.OPEN_DATA_PREFIX, "id": str(project.sector_id), "description": name})
    return found


def _sectors(name: str) -> list[str]:
    for words, codes in SECTORS:
        if any(word in name for word in words):
            return list(codes)
    return []


def _locations(project: Project) -> list[dict[str, Any]]:
    location: dict[str, Any] = {}
    if project.longitude is not None and project.latitude is not None:
        point = [float(project.longitude), float(project.latitude)]
        location["geometry"] = {"type": "Point", "coordinates": point}
    if project.division_code:
        location["gazetteer"] = {"scheme": "CN-GB/T 2260", "identifiers": [project.division_code]}
    return [{"id": "1", **location, "description": project.jurisdiction.name}] if location else []


def _budget(project: Project, fundings: list[Funding]) -> dict[str, Any]:
    budget: dict[str, Any] = {}
    if project.total_wan_yuan is not None:
        budget["amount"] = _value(project.total_wan_yuan)
    breakdown = [
        {
            "id": str(funding.pk),
            "description": funding.note or FundCategory(funding.category).chinese,
            "amount": _value(funding.planned_wan_yuan),
        }
        for funding in fundings
    ]
    return budget | ({"budgetBreakdown": breakdown} if breakdown else {})


def _parties(project: Project, participants: list[Participant]) -> list[dict[str, Any]]:
    """List who takes part, the public authority first; one party bears all its roles."""
    parties: dict[str, dict[str, Any]] = {}

    def add(name: str, code: str, roles: Iterable[str]) -> None:
        key = f"CN-USCC-{code}" if code else f"{settings.OPEN_DATA_PREFIX}-name-{name}"
        party = parties.setdefault(key, {"id": key, "name": name, "roles": []})
        party["roles"] = list(dict.fromkeys([*party["roles"], *roles]))
        if code:
            party["identifier"] = {"scheme": "CN-USCC", "id": code, "legalName": name}

    add(project.lead_unit.name, "", ["publicAuthority"])
    owner = project.owner_unit.name if project.owner_unit else project.owner_name
    if owner:
        add(owner, project.owner_credit_code, ["procuringEntity", "buyer"])
    for participant in participants:
        add(participant.name, participant.credit_code, ROLES[ParticipantRole(participant.role)])
    return list(parties.values())


def _contract(project: Project, participant: Participant) -> dict[str, Any]:
    role = ParticipantRole(participant.role)
    key = (
        f"CN-USCC-{participant.credit_code}"
        if participant.credit_code
        else f"{settings.OPEN_DATA_PREFIX}-name-{participant.name}"
    )
    summary: dict[str, Any] = {
        "nature": [NATURE[role]],
        "title": f"{project.name}（{role.chinese}）",
        "suppliers": [{"id": key, "name": participant.name}],
        "contractPeriod": _period(participant.starts_on, participant.ends_on),
    }
    if participant.contract_wan_yuan is not None:
        summary["contractValue"] = _value(participant.contract_wan_yuan)
    kept = {name: value for name, value in summary.items() if value}
    return {"id": f"{prefixed(project)}-{participant.pk}", "summary": kept}


def _document(approval: Approval) -> dict[str, Any] | None:
    kind = ApprovalKind(approval.kind)
    document: dict[str, Any] = {
        "id": str(approval.pk),
        "documentType": DOCUMENT_TYPES.get(kind, ""),
        "title": approval.title or kind.chinese,
        "description": approval.document_number,
        "author": approval.authority.name if approval.authority else "",
    }
    if approval.granted_on:
        document["datePublished"] = _moment(approval.granted_on)
    return {name: value for name, value in document.items() if value}


def _completion(project: Project, stage: LifecycleStage) -> dict[str, Any]:
    if project.actual_finish is None or STATUS[stage] not in ("completion", "completed"):
        return {}
    completion: dict[str, Any] = {"endDate": _moment(project.actual_finish)}
    if project.actual_total_wan_yuan is not None:
        completion["finalValue"] = _value(project.actual_total_wan_yuan)
        completion["finalValueDetails"] = project.total_difference_reason
    return {name: value for name, value in completion.items() if value}


def _period(start: date | None, end: date | None) -> dict[str, str]:
    period = {"startDate": start, "endDate": end}
    return {name: _moment(day) for name, day in period.items() if day is not None}


def _moment(day: date) -> str:
    return timezone.make_aware(datetime.combine(day, time())).isoformat()


def _value(wan_yuan: Decimal) -> dict[str, Any]:
    amount = wan_yuan * YUAN_IN_WAN
    whole = amount == amount.to_integral_value()
    return {"amount": int(amount) if whole else float(amount), "currency": "CNY"}


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.project_id, []).append(row)
    return found

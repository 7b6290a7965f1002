"""Forms of the project pages: typed text is kept, refusals stand at their fields, gaps lead to their forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.models import Approval, MonthlyProgress, Project, ProjectYear, Sector, StageGate
from luoshi.domain.projects.terms import LibraryState, OpenProjectDeed, ProjectDeed
from luoshi.pages.projects.forms.deeds import PAGE_DEEDS
from luoshi.pages.projects.views.listing import SELECTED_DEEDS
from luoshi.workflows.accept_projects import accept_projects, proposed_projects
from tests.cast import Cast
from tests.factories.documents import make_document
from tests.factories.projects import make_project, make_sector

As = Callable[[Account], Client]


def filled(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "name": "滨河水厂",
        "lead_unit": cast.bureau.pk,
        "level": "city",
        "build_kind": "new",
        "total_wan_yuan": "3.5亿元",
        "year_2026": "10,000",
        "year_2027": "25000",
        **changes,
    }


def test_a_name_and_a_unit_make_a_draft(cast: Cast, now: datetime, client_as: As) -> None:
    answer = client_as(cast.bureau_reporter).post("/projects/new/", filled(cast))
    made = Project.objects.get()
    assert answer["Location"] == f"/projects/{made.pk}/"
    assert (made.library_state, made.total_wan_yuan) == ("draft", 35000)
    assert list(made.investment_by_year.order_by("year").values_list("planned_wan_yuan", flat=True)) == [10000, 25000]


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"name": ""}, "name"),
        ({"total_wan_yuan": "约3亿元"}, "total_wan_yuan"),
        ({"year_2027": "24000"}, "year_2026"),
        ({"owner_credit_code": "123"}, "owner_credit_code"),
        ({"planned_start": "2026-05-01", "planned_finish": "2026-04-01"}, "planned_finish"),
        ({"lead_unit": ""}, None),
    ],
)
def test_a_refused_form_keeps_its_text_and_names_the_field(
    cast: Cast, client_as: As, changes: dict[str, str], field: str | None
) -> None:
    answer = client_as(cast.officer).post("/projects/new/", filled(cast, scale="日供水5万吨", **changes))
    assert answer.status_code == 422
    assert field is None or field in answer.context["form"].errors
    assert "日供水5万吨" in answer.content.decode()
    assert not Project.objects.exists()


def test_a_gap_leads_to_where_it_is_filled_in(cast: Cast, now: datetime, client_as: As) -> None:
    project = make_project(cast, now, state=LibraryState.RESERVED)
    client = client_as(cast.officer)
    client.post(f"/projects/{project.pk}/do/advance_stage/", {"stage": "preliminary"})
    gaps = client.get(f"/projects/{project.pk}/").context["gaps"]
    place = next(gap.address for gap in gaps if "环境影响评价" in gap.word)
    assert place == f"/projects/{project.pk}/rows/approvals/?kind=eia"
    wrong = client.post(place, {"kind": "eia", "state": "granted"})
    assert "granted_on" in wrong.context["form"].errors
    client.post(place, {"kind": "eia", "state": "granted", "granted_on": "2026-05-01"})
    assert Approval.objects.get().state == "granted"


def test_a_closed_gate_is_told_on_the_form(cast: Cast, now: datetime, client_as: As) -> None:
    project = make_project(cast, now, state=LibraryState.RESERVED, scale="x")
    client = client_as(cast.officer)
    address = f"/projects/{project.pk}/do/advance_stage/"
    client.post(address, {"stage": "preliminary"})
    answer = client.post(address, {"stage": "building"})
    assert answer.status_code == 422
    assert "施工许可" in str(answer.context["form"].errors)


def test_a_month_is_declared_by_the_unit_and_verified_by_the_office(cast: Cast, now: datetime, client_as: As) -> None:
    project = make_project(cast, now, state=LibraryState.RESERVED)
    address = f"/projects/{project.pk}/months/2026/10/"
    client_as(cast.bureau_reporter).post(address, {"narrative": "完成基坑", "invested_wan_yuan": "820"})
    unit = client_as(cast.bureau_reporter)
    assert unit.get(address).context["verdict"] is None
    assert unit.post(address, {"do": "verify", "invested_wan_yuan": "1"}).status_code == 403
    client_as(cast.officer).post(address, {"do": "verify", "invested_wan_yuan": "700"})
    row = MonthlyProgress.objects.get()
    assert (row.declared_wan_yuan, row.verified_wan_yuan) == (820, 700)


def test_a_year_proposes_its_class(cast: Cast, now: datetime, client_as: As) -> None:
    project = make_project(cast, now, state=LibraryState.RESERVED)
    client = client_as(cast.officer)
    assert client.get(f"/projects/{project.pk}/years/2026/").context["proposed"] == "新开工"
    client.post(f"/projects/{project.pk}/years/2026/", {"annual_class": "new_start", "planned_wan_yuan": "1亿元"})
    assert ProjectYear.objects.get().planned_wan_yuan == 10000
    assert client.get(f"/projects/{project.pk}/years/1800/").status_code == 404


def test_the_office_sets_sectors_and_gates(cast: Cast, now: datetime, client_as: As) -> None:
    sector = make_sector(cast, now)
    client = client_as(cast.officer)
    prefix = f"sector-{sector.pk}"
    client.post(
        "/projects/settings/sectors/",
        {"sector": sector.pk, f"{prefix}-name": "水利", f"{prefix}-admission_wan_yuan": "5000",
         f"{prefix}-wanted_percent": "12.5", f"{prefix}-is_active": "on"},
    )  # fmt: skip
    sector.refresh_from_db()
    assert (sector.admission_wan_yuan, float(sector.wanted_share or 0)) == (5000, 0.125)
    double = {"sector-new-name": "水利", "sector-new-is_active": "on"}
    assert client.post("/projects/settings/sectors/", double).status_code == 422
    client.post(
        "/projects/settings/gates/building/", {"requirement": ["approval:eia", "funds_in_place"], "share": "20"}
    )
    assert StageGate.objects.get().requirements == [
        {"need": "approval", "detail": "eia"},
        {"need": "funds_in_place", "detail": "0.2"},
    ]
    client.post("/projects/settings/gates/building/", {"do": "defaults"})
    assert not StageGate.objects.exists()
    assert Sector.objects.count() == 1


def test_projects_of_a_document_become_drafts_that_cite_it(cast: Cast, now: datetime, client_as: As) -> None:
    source = "要新建滨河水厂，总投资3.5亿元，由市发改委牵头。"
    document = make_document(cast.city, cast.officer, source=source, findings=False)
    document.findings.create(
        kind="commitment",
        start=0,
        end=len(source),
        quote=source,
        fields={"instrument": "project", "lead": ["市发改委"]},
    )
    document.findings.create(kind="commitment", start=0, end=3, quote="要新建", fields={"instrument": "item"})
    [proposal] = proposed_projects(document)
    assert (proposal.total_wan_yuan, proposal.lead_unit) == (35000, cast.bureau)
    client = client_as(cast.officer)
    client.post(f"/projects/from/{document.pk}/", {"finding": proposal.finding.pk})
    made = Project.objects.get()
    assert made.citations.get().quote == source
    assert made.lead_unit == cast.bureau
    again = accept_projects(
        actor=cast.officer, now=now, document=document, finding_ids=[proposal.finding.pk], lead_unit=None
    )
    assert again == [made]
    assert proposed_projects(document) == []


def test_every_deed_offered_has_a_word_for_its_button() -> None:
    offered = {deed.value for deed in (*PAGE_DEEDS, *SELECTED_DEEDS)}
    assert offered <= {deed.value for deed in OpenProjectDeed}
    assert all(OpenProjectDeed(value).chinese == ProjectDeed(value).chinese for value in offered)

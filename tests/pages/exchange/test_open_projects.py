"""The open package holds what OC4IDS 0.9 requires, of admitted projects alone, and nobody's telephone (IM12)."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.models import Approval, Funding, Participant, Project, Sector
from luoshi.domain.projects.terms import ApprovalKind, ApprovalState, FundCategory, LifecycleStage, ParticipantRole
from luoshi.pages.exchange.exports.open_projects import STATUS
from tests.cast import Cast
from tests.factories import sheets as make

pytestmark = pytest.mark.django_db

STATUSES = {"identification", "preparation", "implementation", "completion", "completed", "cancelled"}
TYPES = {"construction", "maintenance", "rehabilitation", "replacement", "expansion", "decommissioning"}
HEADS = (
    *make.PROJECT_HEADS, "国家项目代码", "统一社会信用代码", "行业领域", "投资主体", "立项方式", "建设规模及内容",
    "责任人", "联系人", "联系电话", "经度", "纬度", "是否入库", "区划代码",
)  # fmt: skip
ROW = (
    *make.SOUND_PROJECT, "2601-990100-04-01-123456", "11371500MB28359259", "水利", "政府投资", "审批",
    "治理河道十公里。", "张某", "李某", "0990-5550199", 106.5, 31.8, "是", "511902",
)  # fmt: skip


@pytest.fixture
def package(cast: Cast, now: datetime, client_as: Callable[[Account], Client]) -> dict[str, Any]:
    Sector.objects.create(jurisdiction=cast.city, name="水利")
    run = make.stored(cast, now, make.projects(ROW, ("未入库项目", *ROW[1:6]), heads=HEADS))
    assert run.state == "stored", run.faults
    project = Project.objects.get(name=ROW[0])
    Funding.objects.create(project=project, category=FundCategory.SPECIAL_BOND, planned_wan_yuan=Decimal("4000.5"))
    Participant.objects.create(
        project=project, role=ParticipantRole.BUILDER, name="云岭建工", contract_wan_yuan=9000,
        starts_on=date(2026, 3, 1), ends_on=date(2027, 6, 30),
    )  # fmt: skip
    Approval.objects.create(
        project=project, kind=ApprovalKind.EIA, state=ApprovalState.GRANTED, document_number="云环审〔2026〕2号",
        granted_on=date(2026, 2, 1), authority=cast.other_bureau,
    )  # fmt: skip
    answer = client_as(cast.officer).get(reverse("exchange:open_projects"))
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_the_package_says_what_every_package_must(package: dict[str, Any]) -> None:
    assert {"uri", "publisher", "publishedDate", "version", "projects"} <= set(package)
    assert package["version"] == "0.9"
    assert package["publisher"]["name"] == "云岭市"
    assert datetime.fromisoformat(package["publishedDate"]).tzinfo is not None


def test_admitted_projects_alone_each_once(package: dict[str, Any]) -> None:
    assert [project["title"] for project in package["projects"]] == ["清溪河综合治理工程"]
    assert package["projects"][0]["id"] == "oc4ids-luoshi-990100-000001"


def test_codes_are_those_of_the_standard(package: dict[str, Any]) -> None:
    [project] = package["projects"]
    assert project["status"] == "identification"
    assert project["type"] in TYPES
    assert project["sector"] == ["waterAndWaste"]
    assert set(STATUS) == set(LifecycleStage)
    assert set(STATUS.values()) == STATUSES


def test_sums_are_exact_yuan(package: dict[str, Any]) -> None:
    budget = package["projects"][0]["budget"]
    assert budget["amount"] == {"amount": 120_000_000, "currency": "CNY"}
    assert budget["budgetBreakdown"][0]["amount"] == {"amount": 40_005_000, "currency": "CNY"}


def test_whoever_is_referred_to_is_a_party(package: dict[str, Any]) -> None:
    [project] = package["projects"]
    parties = {party["id"]: party for party in project["parties"]}
    assert len(parties) == len(project["parties"]) == 3
    assert "publicAuthority" in parties[project["publicAuthority"]["id"]]["roles"]
    supplier = project["contractingProcesses"][0]["summary"]["suppliers"][0]["id"]
    assert parties[supplier]["roles"] == ["supplier"]
    assert parties["CN-USCC-11371500MB28359259"]["roles"] == ["procuringEntity", "buyer"]


def test_days_are_moments_and_places_are_geometry(package: dict[str, Any]) -> None:
    [project] = package["projects"]
    assert project["period"]["startDate"] == "2026-03-01T00:00:00+08:00"
    assert project["locations"][0]["geometry"] == {"type": "Point", "coordinates": [106.5, 31.8]}
    assert project["documents"][0]["documentType"] == "environmentalImpact"
    assert project["documents"][0]["datePublished"] == "2026-02-01T00:00:00+08:00"


def test_nobody_s_name_or_telephone_is_given_out(package: dict[str, Any]) -> None:
    text = json.dumps(package, ensure_ascii=False)
    assert not any(words in text for words in ("张某", "李某", "0990-5550199"))


def test_nothing_is_empty(package: dict[str, Any]) -> None:
    def look(value: Any) -> None:
        assert value not in (None, "", [], {})
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(inner)

    look(package["projects"])


@pytest.mark.skipif(
    "LUOSHI_OC4IDS_CHECKER" not in os.environ, reason="LUOSHI_OC4IDS_CHECKER names the standard's own checker"
)
def test_the_standard_s_own_checker_finds_nothing(package: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_text(json.dumps(package), encoding="utf-8")
    checker = os.environ["LUOSHI_OC4IDS_CHECKER"]
    told = json.loads(subprocess.run([checker, str(path)], capture_output=True, check=True, text=True).stdout)
    assert told["validation_errors"] == []
    assert told.get("additional_closed_codelist_values", {}) == {}

"""Statistical entry on the project's page: declared in the dossier, verified by the office, in the sheet (PJ22)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.terms import LibraryState
from tests.cast import Cast
from tests.factories.projects import make_project

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 1, tzinfo=UTC)


@pytest.fixture
def project(cast: Cast) -> Project:
    made = make_project(cast, NOW, state=LibraryState.RESERVED)
    Project.objects.filter(pk=made.pk).update(actual_start=date(2026, 3, 2))
    return Project.objects.get(pk=made.pk)


def test_the_page_tells_declared_from_verified_and_offers_the_verdict(
    cast: Cast, project: Project, client_as: Callable[[Account], Client]
) -> None:
    office, unit = client_as(cast.officer), client_as(cast.bureau_reporter)
    page, verdict = (
        reverse("projects:project", args=[project.pk]),
        reverse("projects:deed", args=[project.pk, "verify_entry"]),
    )
    assert verdict not in office.get(page).content.decode()
    refused = office.post(verdict, {"entered_on": "", "reason": ""})
    assert refused.status_code == 409 or "尚未填报入统日期" in refused.content.decode()
    Project.objects.filter(pk=project.pk).update(entered_on=date(2026, 4, 20))
    shown = office.get(page).content.decode()
    assert "入统日期" in shown
    assert verdict in shown
    assert verdict not in unit.get(page).content.decode()
    assert unit.post(verdict, {}).status_code == 403
    assert office.post(verdict, {"entered_on": "2026-05-08", "reason": "以统计库为准"}).status_code == 302
    project.refresh_from_db()
    assert (project.entered_on, project.entry_verified_on) == (date(2026, 4, 20), date(2026, 5, 8))
    assert "核验入统" in office.get(page).content.decode()


def test_the_sheet_has_both_days(cast: Cast, project: Project, client_as: Callable[[Account], Client]) -> None:
    Project.objects.filter(pk=project.pk).update(entered_on=date(2026, 4, 20), entry_verified_on=date(2026, 5, 8))
    response = client_as(cast.officer).get(reverse("projects:export") + "?format=xlsx")
    rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)
    assert rows[0][-2:] == ("入统日期", "核验入统日期")
    assert rows[1][-2:] == ("2026-04-20", "2026-05-08")

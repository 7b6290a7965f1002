"""Later dates: asked for by units on the pages of tasks and projects, answered by the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.rules import YearDraft
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import Extension, Light
from luoshi.domain.supervision.terms import ExtensionState
from luoshi.domain.tasks.models import Task
from tests.cast import Cast
from tests.factories.projects import issued_project, make_project
from tests.factories.supervision import ISSUED, adopted, at, clock
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db
Logged = Callable[[Account], Client]


def test_a_date_that_cannot_be_asked_for_is_said_at_once(cast: Cast, client_as: Logged) -> None:
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    unit = client_as(cast.bureau_leader)
    with clock(at(5, 2)):
        page = unit.get(reverse("supervision:extend", args=["task", task.pk])).content.decode()
    assert "延期须在期限届满前提出" in page
    assert "wanted_deadline" not in page


def test_an_extension_is_asked_before_the_date_and_judges_once_approved(cast: Cast, client_as: Logged) -> None:
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    adopted(cast)
    unit, office = client_as(cast.bureau_leader), client_as(cast.officer)
    address = reverse("supervision:extend", args=["task", task.pk])
    wish = {"wanted_deadline": "2026-06-30", "reason": "汛期停工"}
    with clock(at(4, 30)):
        late = unit.post(address, wish)
        assert late.status_code == 422
        assert "延期须在期限届满前提出" in late.content.decode()
    with clock(at(4, 20)):
        assert unit.post(address, wish).status_code == 302
        assert unit.post(address, wish).status_code == 409
    actions.light_tasks(now=at(5, 10), tasks=[task])
    assert Light.objects.get(task=task).tone == "red"  # unapproved, the old date judges
    extension = Extension.objects.get()
    with clock(at(5, 10)):
        refused = office.post(reverse("supervision:extension", args=[extension.pk]), {"decision": "refuse"})
        assert refused.status_code == 422
        approved = office.post(reverse("supervision:extension", args=[extension.pk]), {"decision": "approve"})
        assert approved.status_code == 302
        assert Task.objects.get(pk=task.pk).deadline == date(2026, 6, 30)
        assert Extension.objects.get().state == ExtensionState.APPROVED
        history = office.get(reverse("tasks:task", args=[task.pk])).content.decode()
        assert "审批延期" in history


def test_a_projects_unit_asks_on_its_page_and_the_office_finds_the_wish(cast: Cast, client_as: Logged) -> None:
    year = YearDraft(year=2026, annual_class="new_start", planned_start_month=6)
    project = issued_project(cast, year=year, planned_start=date(2026, 6, 1), planned_finish=date(2026, 11, 30))
    unit, office = client_as(cast.bureau_leader), client_as(cast.officer)
    page = reverse("projects:project", args=[project.pk])
    address = reverse("supervision:extend", args=["project", project.pk])
    wish = {"extended": "planned_finish", "wanted_deadline": "2027-06-30", "reason": "汛期停工"}
    with clock(at(4, 20)):
        assert f"{address}?back=" in unit.get(page).content.decode()
        assert address not in office.get(page).content.decode()
        form = unit.get(address).content.decode()
        assert 'value="planned_start"' in form
        assert 'value="planned_finish"' in form
        early = unit.post(address, wish | {"wanted_deadline": "2026-10-31"})
        assert early.status_code == 422
        assert "汛期停工" in early.content.decode()  # what was typed stays
        assert unit.post(f"{address}?back={page}", wish)["Location"] == page
        assert "2026-11-30 → 2027-06-30" in unit.get(page).content.decode()
        again = unit.get(address).content.decode()  # one wish for a date at a time
        assert 'value="planned_start"' in again
        assert 'value="planned_finish"' not in again
        assert unit.post(address, wish).status_code == 409
        extension = Extension.objects.get()
        answer = reverse("supervision:extension", args=[extension.pk])
        assert answer in office.get(reverse("supervision:home")).content.decode()
        assert "延期申请" in office.get(reverse("home:today")).content.decode()
        assert answer in office.get(page).content.decode()
        assert "云岭市滨河水厂" in office.get(answer).content.decode()
        assert office.post(answer, {"decision": "refuse"}).status_code == 422
        assert office.post(answer, {"decision": "approve"}).status_code == 302
        project.refresh_from_db()
        assert project.planned_finish == date(2027, 6, 30)
        history = unit.get(page).content.decode()
        assert "审批延期" in history
        assert "已批准" in history
        assert answer not in office.get(reverse("supervision:home")).content.decode()


def test_the_form_of_an_issued_project_says_how_a_date_is_put_off(cast: Cast, client_as: Logged) -> None:
    project = issued_project(cast)
    address = reverse("projects:edit", args=[project.pk])
    said = "需要推后的，请在项目页“申请延期”"
    assert said in client_as(cast.bureau_reporter).get(address).content.decode()
    assert said not in client_as(cast.officer).get(address).content.decode()


def test_why_nothing_can_be_asked_for_is_said(cast: Cast, client_as: Logged) -> None:
    reserved = make_project(cast, ISSUED, state=LibraryState.RESERVED)
    unit = client_as(cast.bureau_leader)
    with clock(at(4, 20)):
        page = unit.get(reverse("supervision:extend", args=["project", reserved.pk])).content.decode()
    assert "尚未下达" in page
    assert "wanted_deadline" not in page

"""Pages of quality, needs, problems, calls and pictures: constant queries, kept input, a card through its gate."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.domain.accounts.models import Account
from luoshi.domain.projects.actions.factors import put_factor
from luoshi.domain.projects.actions.opportunities import CallDraft, apply_for, open_opportunity, put_opportunity
from luoshi.domain.projects.actions.problems import raise_problem
from luoshi.domain.projects.models import Opportunity, Problem, Project, Territory
from luoshi.domain.projects.queries.pictures import CARDS
from luoshi.domain.projects.rules.factors import FactorDraft
from luoshi.domain.projects.rules.problems import ProblemDraft
from luoshi.domain.projects.terms import LibraryState, LifecycleStage
from tests.cast import Cast
from tests.factories.projects import make_project

As = Callable[[Account], Client]
RING = [[106.0, 30.0], [107.0, 30.0], [107.0, 31.0], [106.0, 30.0]]


def _more(cast: Cast, now: datetime, call: Opportunity) -> None:
    project = make_project(
        cast,
        now,
        state=LibraryState.RESERVED,
        longitude=Decimal("106.5"),
        latitude=Decimal("30.5"),
    )
    draft = FactorDraft("land", Decimal(5), "亩", authority_id=cast.other_bureau.pk, needed_by=date(2026, 3, 1))
    put_factor(actor=cast.officer, now=now, project=project, draft=draft)
    raise_problem(
        actor=cast.officer, now=now, project=project, raised_by_unit=cast.bureau, draft=ProblemDraft("便道未通。")
    )
    apply_for(actor=cast.officer, now=now, opportunity=call, project=project, asked_wan_yuan=Decimal(1))


@pytest.mark.parametrize(
    ("path", "ceiling"),
    [
        ("/projects/quality/", 14),
        ("/projects/quality/projects/?figure=sector&value=", 10),
        ("/projects/factors/", 11),
        ("/projects/factors/starts/", 8),
        ("/projects/factors/quarter/?year=2026&quarter=1", 8),
        ("/projects/problems/", 12),
        ("/projects/problems/week/", 9),
        ("/projects/opportunities/", 8),
        ("/projects/opportunities/{call}/", 14),
        ("/projects/board/", 24),
        ("/projects/schedule/", 11),
        ("/projects/funnel/", 10),
        ("/projects/map/", 15),
    ],
)
def test_queries_stay_below_the_ceiling_and_do_not_grow(
    cast: Cast, now: datetime, client_as: As, path: str, ceiling: int
) -> None:
    draft = CallDraft(name="试点", criteria=[{"field": "fund", "comparator": "has_not", "value": "bank_loan"}])
    call = put_opportunity(actor=cast.officer, now=now, jurisdiction=cast.city, draft=draft)
    open_opportunity(actor=cast.officer, now=now, opportunity=call)
    client, counts = client_as(cast.officer), []
    for _ in range(2):
        _more(cast, now, call)
        _more(cast, now, call)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path.format(call=call.pk)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= ceiling


def test_a_card_moves_through_the_gate_or_stays_with_the_reasons(cast: Cast, now: datetime, client_as: As) -> None:
    project = make_project(cast, now, state=LibraryState.RESERVED)
    client = client_as(cast.officer)
    board = client.get("/projects/board/").content.decode()
    assert f'action="/projects/{project.pk}/move/"' in board
    data = {"stage": "preliminary", "version": project.version}
    moved = client.post(f"/projects/{project.pk}/move/", data, headers={"HX-Request": "true"})
    assert moved.status_code == 200
    assert 'id="board"' in moved.content.decode()
    project.refresh_from_db()
    assert project.lifecycle_stage == LifecycleStage.PRELIMINARY
    closed = client.post(f"/projects/{project.pk}/move/", {"stage": "building"}, headers={"HX-Request": "true"})
    assert closed.status_code == 422
    assert closed["HX-Retarget"] == "#page-messages"
    assert "施工许可" in closed.content.decode()
    stale = client.post(f"/projects/{project.pk}/move/", data | {"stage": "building"})
    assert stale.status_code == 409
    assert Project.objects.get(pk=project.pk).lifecycle_stage == LifecycleStage.PRELIMINARY


def test_more_cards_of_a_column_come_by_themselves(cast: Cast, now: datetime, client_as: As) -> None:
    for _ in range(CARDS + 1):
        make_project(cast, now, state=LibraryState.RESERVED)
    client = client_as(cast.officer)
    assert client.get("/projects/board/").content.decode().count('class="board-card"') == CARDS
    rest = client.get(f"/projects/board/?column=conceived&start={CARDS}").content.decode()
    assert rest.count('class="board-card"') == 1
    assert "<html" not in rest


def test_a_refused_call_keeps_its_conditions_as_typed(cast: Cast, client_as: As) -> None:
    client = client_as(cast.officer)
    data = {
        "name": "",
        "criterion_field": ["stage", "total"],
        "criterion_comparator": ["is", "at_least"],
        "criterion_value": ["preliminary", "许多"],
    }
    answer = client.post("/projects/opportunities/new/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第 2 条" in page
    assert 'value="许多"' in page
    another = client.post("/projects/opportunities/new/", data | {"more": "1"}).content.decode()
    assert another.count('name="criterion_field"') == 3
    fewer = client.post("/projects/opportunities/new/", data | {"remove": "1"}).content.decode()
    assert "许多" not in fewer
    data |= {"name": "试点", "criterion_value": ["preliminary", "3000"]}
    assert client.post("/projects/opportunities/new/", data).status_code == 302
    assert len(Opportunity.objects.get().criteria) == 2


def test_a_refused_step_of_a_problem_keeps_what_was_typed(cast: Cast, now: datetime, client_as: As) -> None:
    project = make_project(cast, now, state=LibraryState.RESERVED)
    client = client_as(cast.officer)
    raised = client.post(
        f"/projects/{project.pk}/problems/new/", {"text": "便道未通", "raised_by_unit": cast.bureau.pk}
    )
    problem = Problem.objects.get()
    assert raised["Location"] == f"/projects/problems/{problem.pk}/"
    data = {"responsible_leader": "分管副市长", "responsible_unit": cast.other_bureau.pk, "deadline": "2020-01-01"}
    answer = client.post(f"/projects/problems/{problem.pk}/do/assign_problem/", data)
    assert answer.status_code == 422
    assert "分管副市长" in answer.content.decode()
    problem.refresh_from_db()
    assert problem.state == "new"


def test_an_authority_opens_its_own_worklist(cast: Cast, now: datetime, client_as: As) -> None:
    project = make_project(cast, now, state=LibraryState.RESERVED)
    for authority in (cast.other_bureau, cast.bureau):
        draft = FactorDraft("land", authority_id=authority.pk)
        put_factor(actor=cast.officer, now=now, project=project, draft=draft)
    page = client_as(cast.other_reporter).get("/projects/factors/").content.decode()
    assert page.count("/answer/") == 1
    assert client_as(cast.officer).get("/projects/factors/").content.decode().count("/answer/") == 2


def test_boundaries_are_uploaded_refused_and_given_out(cast: Cast, client_as: As) -> None:
    client = client_as(cast.officer)
    wrong = client.post("/projects/map/territory/", {"file": SimpleUploadedFile("a.json", b"{}")})
    assert wrong.status_code == 422
    feature = {
        "type": "Feature",
        "properties": {"name": "清溪县"},
        "geometry": {"type": "Polygon", "coordinates": [RING]},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    right = client.post("/projects/map/territory/", {"file": SimpleUploadedFile("a.json", content)})
    assert right.status_code == 302
    assert Territory.objects.count() == 1
    assert client.get("/projects/map/boundaries/").json()["features"][0]["properties"] == {"name": "清溪县"}
    assert "清溪县" in client.get("/projects/map/").content.decode()


@pytest.mark.parametrize(
    "path", ["/projects/factors/export/", "/projects/problems/export/", "/projects/problems/week/export/"]
)
def test_lists_are_given_as_workbooks(cast: Cast, client_as: As, path: str) -> None:
    answer = client_as(cast.officer).get(path)
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]

"""Rows of the project pages. What a person may not see is not there (404); seen but not theirs is refused (403)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from luoshi.domain.documents.models import Document
from luoshi.domain.projects import actions
from luoshi.domain.projects.actions import FileDraft
from luoshi.domain.projects.models import Project
from luoshi.domain.projects.rules import FundingDraft
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.tasks.actions import create_batch
from luoshi.foundation.clock import current_time
from luoshi.workflows.compile_batch import compile_projects
from luoshi.workflows.issue_batch import issue_batch
from tests.cast import Cast
from tests.factories.documents import make_document
from tests.factories.projects import make_project
from tests.pages.permissions import Row, Statuses

Args = Callable[[Cast], dict[str, Any]]


def _project(cast: Cast, side: str, state: LibraryState = LibraryState.RESERVED) -> Project:
    place = cast.city if side == "city" else cast.county
    return make_project(cast, current_time(), state=state, jurisdiction=place)


def _of(side: str, *, state: LibraryState = LibraryState.RESERVED, **more: Any) -> Args:
    return lambda cast: {"pk": _project(cast, side, state).pk, **more}


def _row(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        project = _project(cast, side)
        officer = cast.officer if side == "city" else cast.county_officer
        draft = FundingDraft(category="bank_loan", planned_wan_yuan=Decimal(5))
        row = actions.put_row(actor=officer, now=current_time(), project=project, draft=draft)
        return {"pk": project.pk, "table": "fundings", "row": row.pk}

    return make


def _promotable(side: str) -> Args:
    """A project that a batch issued for preparation."""

    def make(cast: Cast) -> dict[str, Any]:
        project = _project(cast, side, LibraryState.PLAN_SUBMITTED)
        officer = cast.officer if side == "city" else cast.county_officer
        now = current_time()
        batch = create_batch(
            actor=officer, now=now, jurisdiction=project.jurisdiction, name="第一批", document_number="1号"
        )
        compile_projects(actor=officer, now=now, batch=batch, projects=[project])
        issue_batch(actor=officer, now=now, batch=batch)
        return {"pk": project.pk}

    return make


def _file(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        project = _project(cast, side)
        officer = cast.officer if side == "city" else cast.county_officer
        draft = FileDraft("批复.pdf", b"%PDF-1.7", date(2026, 1, 1))
        row = actions.add_file(actor=officer, now=current_time(), project=project, draft=draft)
        return {"pk": project.pk, "file": row.pk}

    return make


def _answers(side: str, seen: int, written: int, reviewed: int) -> Statuses:
    """Give the status of those who only see, of those who write for the unit, and of the office.

    A project of the city is seen by its readers, led by the bureau, reviewed by its officer; the county's likewise by
    its own leader, reporter and officer, and the city's officer reaches it too.
    """
    if side == "city":
        return {
            "*": 404,
            "reader": seen,
            "bureau_reporter": written,
            "bureau_leader": written,
            "officer": reviewed,
            "administrator": seen,
        }
    return {
        "*": 404,
        "reader": seen,
        "officer": reviewed,
        "administrator": seen,
        "county_administrator": seen,
        "county_officer": reviewed,
        "county_leader": written,
        "county_reporter": written,
    }


def _thing(
    name: str, args: Callable[[str], Args], *, office_only: bool = False, post: int = 422, **data: Any
) -> list[Row]:
    """Rows of an address where a project is written: seen 403, written by unit and office, or by the office only."""
    unit_get, unit_post = (403, 403) if office_only else (200, post)
    return [
        Row(
            name,
            side,
            args(side),
            get=_answers(side, 403, unit_get, 200),
            post=_answers(side, 403, unit_post, post),
            data=lambda cast: dict(data),
        )
        for side in ("city", "county")
    ]


def _document(cast: Cast, side: str) -> Document:
    if side == "city":
        return make_document(cast.city, cast.officer)
    return make_document(cast.county, cast.county_officer)


def _deciders(side: str, status: int) -> Statuses:
    """Give the status of those who decide on a document of the side, and of those who only see it."""
    if side == "city":
        return {"*": 404, "officer": status, "administrator": 403, "reader": 403}
    seen = dict.fromkeys(("county_leader", "administrator", "county_administrator", "reader"), 403)
    return {"*": 404, "officer": status, "county_officer": status, **seen}


WRITERS = {
    "*": 403,
    "bureau_reporter": 200,
    "bureau_leader": 200,
    "other_reporter": 200,
    "other_leader": 200,
    "officer": 200,
    "township_reporter": 200,
    "county_reporter": 200,
    "county_leader": 200,
    "county_officer": 200,
}
OFFICERS = {"*": 403, "officer": 200, "county_officer": 200}


def _changed(statuses: dict[str, int], status: int) -> dict[str, int]:
    return {person: status if answer == 200 else answer for person, answer in statuses.items()}


ROWS = [
    Row("projects:list", "any", get=200),
    Row("projects:export", "any", get=200),
    Row("projects:selected", "any", get=405, post=302, data=lambda cast: {"do": "submit_project"}),
    Row("projects:new", "any", get=WRITERS, post=_changed(WRITERS, 422)),
    *[
        Row(
            "projects:from_document",
            side,
            lambda cast, side=side: {"pk": _document(cast, side).pk},
            get=_deciders(side, 200),
            post=_deciders(side, 302),
        )
        for side in ("city", "county")
    ],
    Row("projects:settings", "any", get=OFFICERS),
    Row("projects:sector", "any", get=405, post=_changed(OFFICERS, 422)),
    Row("projects:gate", "any", lambda cast: {"stage": "building"}, get=405, post=_changed(OFFICERS, 302)),
    *[
        Row("projects:project", side, _of(side), get=_answers(side, 200, 200, 200), post=405)
        for side in ("city", "county")
    ],
    *_thing("projects:edit", _of, post=409),
    *_thing("projects:deed", lambda side: _of(side, deed="withdraw_project"), office_only=True),
    *_thing("projects:promote", _promotable, office_only=True),
    *_thing("projects:new_row", lambda side: _of(side, table="approvals")),
    *_thing("projects:row", _row),
    *_thing("projects:month", lambda side: _of(side, year=2026, month=1)),
    *_thing("projects:year", lambda side: _of(side, year=2026), post=422, planned_start_month="99"),
    *_thing("projects:goals", _of, post=302),
    *[
        Row("projects:add_file", side, _of(side), get=405, post=_answers(side, 403, 302, 302))
        for side in ("city", "county")
    ],
    *[
        Row(
            "projects:file",
            side,
            _file(side),
            get=_answers(side, 200, 200, 200),
            post=_answers(side, 403, 302, 302),
        )
        for side in ("city", "county")
    ],
]

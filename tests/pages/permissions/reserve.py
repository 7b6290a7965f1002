"""Rows of reserve quality, needs, problems, calls and pictures. Unseen is 404; seen but not theirs is 403."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from luoshi.domain.projects.actions.factors import put_factor
from luoshi.domain.projects.actions.files import FileDraft
from luoshi.domain.projects.actions.opportunities import CallDraft, apply_for, open_opportunity, put_opportunity
from luoshi.domain.projects.actions.problems import assign_problem, raise_problem, solve_problem
from luoshi.domain.projects.models import Opportunity, Problem, ProjectFile
from luoshi.domain.projects.rules.factors import FactorDraft
from luoshi.domain.projects.rules.problems import Assignment, ProblemDraft
from luoshi.foundation.clock import current_time, local_date
from tests.cast import Cast
from tests.pages.permissions import Row, Statuses
from tests.pages.permissions.projects import OFFICERS, Args, _answers, _changed, _of, _project, _thing

SIDES = ("city", "county")
OVERSEERS: Statuses = {
    "*": 200,
    "outsider": 403,
    "bureau_reporter": 403,
    "bureau_leader": 403,
    "other_reporter": 403,
    "other_leader": 403,
}


def _officer(cast: Cast, side: str) -> Any:
    return cast.officer if side == "city" else cast.county_officer


def _need(side: str, *, with_project: bool = False) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        project = _project(cast, side)
        authority = cast.other_bureau if side == "city" else cast.county_bureau
        draft = FactorDraft(kind="land", authority_id=authority.pk)
        need = put_factor(actor=_officer(cast, side), now=current_time(), project=project, draft=draft)
        return {"pk": project.pk, "need": need.pk} if with_project else {"need": need.pk}

    return make


def _problem(cast: Cast, side: str) -> Problem:
    unit = cast.bureau if side == "city" else cast.county_bureau
    return raise_problem(
        actor=_officer(cast, side),
        now=current_time(),
        project=_project(cast, side),
        raised_by_unit=unit,
        draft=ProblemDraft("便道未通。"),
    )


def _with_evidence(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        problem, officer, now = _problem(cast, side), _officer(cast, side), current_time()
        given = Assignment(problem.raised_by_unit_id, local_date(now))
        assign_problem(actor=officer, now=now, problem=problem, given=given)
        solve_problem(actor=officer, now=now, problem=problem, result="", evidence=[FileDraft("照片.pdf", b"%PDF-1.7")])
        return {"pk": problem.pk, "file": ProjectFile.objects.get(problem=problem).pk}

    return make


def _call(cast: Cast, side: str) -> Opportunity:
    officer, now = _officer(cast, side), current_time()
    place = cast.city if side == "city" else cast.county
    call = put_opportunity(actor=officer, now=now, jurisdiction=place, draft=CallDraft(name="专项债券项目申报"))
    return open_opportunity(actor=officer, now=now, opportunity=call)


def _problem_of(side: str, **more: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        return {"pk": _problem(cast, side).pk, **more}

    return make


def _call_of(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        return {"pk": _call(cast, side).pk}

    return make


def _call_and_project(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        return {"pk": _call(cast, side).pk, "project": _project(cast, side).pk}

    return make


def _application(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        made = apply_for(
            actor=_officer(cast, side),
            now=current_time(),
            opportunity=_call(cast, side),
            project=_project(cast, side),
            asked_wan_yuan=Decimal(500),
        )
        return {"pk": made.pk}

    return make


def _seen_call(side: str, seen: int, office: int) -> Statuses:
    """An open call is seen at, above and below its jurisdiction; its officers, and those above, keep it."""
    if side == "city":
        return {"*": seen, "outsider": 404, "officer": office}
    bureaus = ("bureau_reporter", "bureau_leader", "other_reporter", "other_leader", "outsider")
    return {"*": seen, "officer": office, "county_officer": office} | dict.fromkeys(bureaus, 404)


def _answered(side: str) -> Statuses:
    """A need is answered by its authority and the office; the unit that leads the project of the city only sees it."""
    if side == "county":
        return _answers(side, 403, 200, 200)
    return {**dict(_answers(side, 403, 403, 200)), "other_reporter": 200, "other_leader": 200}  # type: ignore[arg-type]


def _authority_sees(side: str, answers: Statuses) -> Statuses:
    """The authority of a need sees the project, and changes nothing of its record."""
    seen = {"other_reporter": 403, "other_leader": 403} if side == "city" else {}
    return {**dict(answers), **seen}  # type: ignore[arg-type]


ROWS = [
    Row("projects:quality", "any", get=OVERSEERS),
    Row("projects:quality_projects", "any", get=OVERSEERS, query="?figure=reserve"),
    Row(
        "projects:reserve_targets",
        "any",
        get=OFFICERS,
        post=_changed(OFFICERS, 422),
        data=lambda cast: {"do": "target"},
    ),
    *[
        Row(f"projects:{name}", "any", get=200)
        for name in (
            *("factors", "factors_export", "factor_starts", "factor_quarter", "factor_quarter_export"),
            *("problems", "problems_export", "problem_week", "problem_week_export"),
            *("opportunities", "board", "schedule", "funnel"),
        )
    ],
    *[
        Row(
            "projects:factor_answer",
            side,
            _need(side),
            get=_answered(side),
            post=_changed(dict(_answered(side)), 422),  # type: ignore[arg-type]
        )
        for side in SIDES
    ],
    *_thing("projects:new_factor", _of),
    *[
        Row(
            "projects:factor",
            side,
            _need(side, with_project=True),
            get=_authority_sees(side, _answers(side, 403, 200, 200)),
            post=_authority_sees(side, _answers(side, 403, 422, 422)),
        )
        for side in SIDES
    ],
    *[
        Row(
            "projects:problem",
            side,
            _problem_of(side),
            get=_answers(side, 200, 200, 200),
        )
        for side in SIDES
    ],
    *[
        Row(
            "projects:problem_deed",
            side,
            _problem_of(side, deed="assign_problem"),
            get=405,
            post=_answers(side, 403, 403, 422),
        )
        for side in SIDES
    ],
    *[
        Row("projects:problem_evidence", side, _with_evidence(side), get=_answers(side, 200, 200, 200))
        for side in SIDES
    ],
    *_thing("projects:new_problem", _of),
    Row("projects:problem_classes", "any", get=OFFICERS, post=_changed(OFFICERS, 422)),
    Row("projects:new_opportunity", "any", get=OFFICERS, post=_changed(OFFICERS, 422)),
    *[
        row
        for side in SIDES
        for row in (
            Row(
                "projects:opportunity",
                side,
                _call_of(side),
                get=_seen_call(side, 200, 200),
            ),
            Row(
                "projects:edit_opportunity",
                side,
                _call_of(side),
                get=_seen_call(side, 403, 200),
                post=_seen_call(side, 403, 422),
            ),
            Row(
                "projects:opportunity_state",
                side,
                _call_of(side),
                get=405,
                post=_seen_call(side, 403, 302),
                data=lambda cast: {"do": "close"},
            ),
            Row(
                "projects:apply",
                side,
                _call_and_project(side),
                get=_answers(side, 403, 200, 200),
                post=_answers(side, 403, 422, 422),
            ),
            Row(
                "projects:application",
                side,
                _application(side),
                get=_answers(side, 200, 200, 200),
                post=_answers(side, 403, 409, 409),
                data=lambda cast: {"do": "take_back_application"},
            ),
            Row(
                "projects:move",
                side,
                _of(side),
                get=405,
                post=_answers(side, 403, 403, 422),
                data=lambda cast: {"stage": "building"},
            ),
        )
    ],
    Row("projects:map", "any", get={"*": 200, "outsider": 403}),
    Row("projects:boundaries", "any", get={"*": 404, "outsider": 403}),
    Row("projects:territory", "any", get=OFFICERS, post=_changed(OFFICERS, 422)),
]

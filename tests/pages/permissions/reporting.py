"""Rows of the reporting pages. What a person may not see is not there (404); seen but not theirs is refused (403)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from luoshi.domain.reporting import actions
from luoshi.domain.reporting.models import Return, WorkingDayOverride
from luoshi.foundation.clock import current_time, local_date
from tests.cast import Cast
from tests.factories.reporting import disputed_today, handed_in_today, open_today, task_line, verified_today
from tests.pages.permissions import Row, Statuses, nothing

Args = Callable[[Cast], dict[str, Any]]
SIDES = ("city", "county")
FILLERS = {"city": ("bureau_reporter", "bureau_leader"), "county": ("county_reporter", "county_leader")}
LEADERS = {"city": ("bureau_leader",), "county": ("county_leader",)}
OFFICERS = {"city": ("officer",), "county": ("officer", "county_officer")}
SEERS = {
    "city": ("reader", "bureau_reporter", "bureau_leader", "officer", "administrator"),
    "county": (
        "reader", "officer", "administrator", "county_reporter", "county_leader", "county_officer",
        "county_administrator",
    ),
}  # fmt: skip


def _for(side: str, doers: dict[str, tuple[str, ...]], done: int, *, seen: int = 403, hidden: int = 404) -> Statuses:
    """Give what those who may do it get, those who only see the thing, and all others."""
    return {"*": hidden} | dict.fromkeys(SEERS[side], seen) | dict.fromkeys(doers[side], done)


def _return(make: Callable[[Cast, str], Return], side: str) -> Args:
    return lambda cast: {"pk": make(cast, side).pk}


def _line(make: Callable[[Cast, str], Return], side: str) -> Args:
    return lambda cast: {"pk": task_line(make(cast, side)).pk}


def _submitted(cast: Cast, side: str) -> Return:
    sheet = open_today(cast, side)
    person = cast.bureau_reporter if side == "city" else cast.county_reporter
    actions.say_unchanged(actor=person, now=current_time(), sheet=sheet)
    Return.objects.filter(pk=sheet.pk).update(state="submitted")
    return sheet


def _file(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        sheet = open_today(cast, side)
        person = cast.bureau_leader if side == "city" else cast.county_leader
        files = [("依据.pdf", ContentFile(b"%PDF-1.7", name="依据.pdf"))]
        [row] = actions.add_files(
            actor=person, now=current_time(), sheet=sheet, line_id=task_line(sheet).pk, files=files
        )
        return {"pk": row.pk}

    return make


def _dispute(side: str, *, with_file: bool = False) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        dispute = disputed_today(cast, side)
        if with_file:
            dispute.file.save("依据.pdf", ContentFile(b"%PDF-1.7"))
        return {"pk": dispute.pk}

    return make


def _scheme(side: str) -> Args:
    return lambda cast: {"pk": open_today(cast, side).period.scheme_id}


def _period(side: str) -> Args:
    return lambda cast: {"pk": open_today(cast, side).period_id}


def _day(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        place, officer = (cast.city, cast.officer) if side == "city" else (cast.county, cast.county_officer)
        row: WorkingDayOverride = actions.set_working_day(
            actor=officer, now=current_time(), jurisdiction=place, day=local_date(current_time()), is_working=False,
            reason="地方节日",
        )  # fmt: skip
        return {"pk": row.pk}

    return make


def _token(side: str) -> Args:
    def make(cast: Cast) -> dict[str, Any]:
        unit, leader = (cast.bureau, cast.bureau_leader) if side == "city" else (cast.county_bureau, cast.county_leader)
        return {"pk": actions.make_token(actor=leader, now=current_time(), unit=unit, name="系统")[0].pk}

    return make


def _reason(cast: Cast) -> dict[str, Any]:
    return {f"reason-{task_line(Return.objects.get()).pk}": "请补充"}


def _verdict(cast: Cast) -> dict[str, Any]:
    return {"line": task_line(Return.objects.get()).pk}


def _upload(cast: Cast) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("x.xlsx", b"none")}


def _values(**values: Any) -> Args:
    return lambda cast: values


SEES_PERIOD = {
    "city": _for("city", SEERS, 200),
    "county": _for("county", SEERS, 200),
}
ROWS = [
    Row("reporting:overview", "any"),
    Row("reporting:completeness", "any"),
    Row("reporting:burden", "any"),
    Row("reporting:api_guide", "any"),
    Row(
        "reporting:new_scheme",
        "any",
        get={"*": 403, "officer": 200, "county_officer": 200},
        post={"*": 403, "officer": 422, "county_officer": 422},
    ),
    Row(
        "reporting:working_days",
        "any",
        get={"*": 403, "officer": 200, "county_officer": 200},
        post={"*": 403, "officer": 422, "county_officer": 422},
    ),
    Row(
        "reporting:tokens",
        "any",
        get={"*": 403, "bureau_leader": 200, "other_leader": 200, "county_leader": 200},
        post={"*": 403, "bureau_leader": 422, "other_leader": 422, "county_leader": 422},
    ),
    Row("reporting:api_returns", "any", nothing, get={"*": 401, "nobody": 401}, post={"*": 405, "nobody": 405}),
    Row("reporting:api_lines", "any", nothing, get={"*": 405, "nobody": 405}, post={"*": 401, "nobody": 401}),
]
for _side in SIDES:
    _fill, _lead, _office = (
        lambda code, side=_side: _for(side, FILLERS, code),
        lambda code, side=_side: _for(side, LEADERS, code),
        lambda code, side=_side: _for(side, OFFICERS, code),
    )
    _led = _for(_side, LEADERS, 302) | ({"bureau_reporter": 403} if _side == "city" else {"county_reporter": 403})
    ROWS += [
        Row("reporting:return", _side, _return(open_today, _side), get=_for(_side, SEERS, 200)),
        Row("reporting:sheet", _side, _return(open_today, _side), get=_for(_side, SEERS, 200)),
        Row("reporting:unchanged", _side, _return(open_today, _side), get=405, post=_fill(302)),
        Row("reporting:submit", _side, _return(open_today, _side), get=405, post=_fill(422)),
        Row("reporting:approve", _side, _return(_submitted, _side), get=405, post=_led),
        Row("reporting:give_back", _side, _return(_submitted, _side), get=405, post=_led, data=_values(reason="改")),
        Row("reporting:verify", _side, _return(handed_in_today, _side), get=405, post=_office(302), data=_verdict),
        Row("reporting:send_back", _side, _return(handed_in_today, _side), get=405, post=_office(302), data=_reason),
        Row("reporting:upload", _side, _return(open_today, _side), get=_fill(200), post=_fill(422), data=_upload),
        Row(
            "reporting:save", _side, _line(open_today, _side), get=405, post=_fill(302),
            data=_values(percent="50", note="x"),
        ),
        Row("reporting:add_files", _side, _line(open_today, _side), get=405, post=_fill(302)),
        Row("reporting:file", _side, _file(_side), get=_for(_side, SEERS, 200)),
        Row("reporting:remove_file", _side, _file(_side), get=405, post=_fill(302)),
        Row(
            "reporting:dispute", _side, _line(verified_today, _side), get=_fill(200), post=_fill(302),
            query="?figure=percent", data=_values(figure="percent", claimed="55", reason="附单"),
        ),
        Row(
            "reporting:dispute_answer", _side, _dispute(_side), get=_for(_side, SEERS, 200), post=_office(302),
            data=_values(verdict="rejected", answer="维持"),
        ),
        Row("reporting:withdraw_dispute", _side, _dispute(_side), get=405, post=_fill(302)),
        Row("reporting:dispute_evidence", _side, _dispute(_side, with_file=True), get=_for(_side, SEERS, 200)),
        Row("reporting:period", _side, _period(_side), get=SEES_PERIOD[_side]),
        Row("reporting:exception", _side, _period(_side), get=_office(200), post=_office(422)),
        Row("reporting:scheme", _side, _scheme(_side), get=_office(200), post=_office(422)),
        Row(
            "reporting:place", _side, _scheme(_side), get=405, post=_office(302),
            data=_values(year=str(local_date(current_time()).year)),
        ),
        Row(
            "reporting:clear_working_day", _side, _day(_side), get=405,
            post={"*": 403} | dict.fromkeys(OFFICERS[_side], 302),
        ),
        Row(
            "reporting:revoke_token", _side, _token(_side), get=405,
            post={"*": 403} | dict.fromkeys(LEADERS[_side], 302),
        ),
    ]  # fmt: skip

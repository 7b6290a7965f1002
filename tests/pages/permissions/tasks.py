"""Rows of the tasks pages. What a person may not see is not there (404); seen but not theirs is refused (403)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from luoshi.domain.tasks import actions
from luoshi.domain.tasks.actions import AttachmentDraft
from luoshi.domain.tasks.models import AnnualPlan, Attachment, Batch, Citation, Evidence, Report, Step, Task
from luoshi.domain.tasks.rules.instruments import StepDraft
from luoshi.domain.tasks.terms import CheckPoint, Instrument, MeetingRhythm, PolicyStage
from luoshi.foundation.clock import current_time, local_date
from tests.cast import Cast
from tests.factories import tasks as make
from tests.pages.permissions import Row, Statuses, nothing


def _fields(cast: Cast, side: str) -> dict[str, Any]:
    """A task of the city led by the bureau, or one of the county led by its bureau with the township supporting."""
    if side == "city":
        return {"supporting_units": [cast.other_bureau]}
    return {
        "actor": cast.county_officer,
        "jurisdiction": cast.county,
        "lead_unit": cast.county_bureau,
        "supporting_units": [cast.township],
    }


def _draft(cast: Cast, side: str) -> Task:
    return make.make_task(cast, current_time(), **_fields(cast, side))


def _batch(cast: Cast, side: str) -> Batch:
    task = _draft(cast, side)
    officer = cast.officer if side == "city" else cast.county_officer
    now = current_time()
    batch = actions.create_batch(
        actor=officer, now=now, jurisdiction=task.jurisdiction, name="第一批", document_number="云督〔2026〕1号"
    )
    return actions.add_to_batch(actor=officer, now=now, batch=batch, tasks=[task])


def _project_task(cast: Cast, side: str) -> Task:
    officer = cast.officer if side == "city" else cast.county_officer
    task = make.make_task(cast, current_time(), **(_fields(cast, side) | {"instrument": Instrument.PROJECT}))
    now = current_time()
    batch = actions.create_batch(
        actor=officer, now=now, jurisdiction=task.jurisdiction, name="第一批", document_number="云督〔2026〕1号"
    )
    actions.add_to_batch(actor=officer, now=now, batch=batch, tasks=[task])
    actions.issue_batch(actor=officer, now=now, batch=batch)
    return task


def _issued(cast: Cast, side: str) -> Task:
    officer = cast.officer if side == "city" else cast.county_officer
    batch = actions.issue_batch(actor=officer, now=current_time(), batch=_batch(cast, side))
    return Task.objects.get(batch=batch)


def _handled(cast: Cast, side: str) -> Task:
    leader = cast.bureau_leader if side == "city" else cast.county_leader
    return actions.sign_task(actor=leader, now=current_time(), task=_issued(cast, side))


def _report(cast: Cast, side: str) -> Report:
    reporter = cast.bureau_reporter if side == "city" else cast.county_reporter
    return make.progress(
        cast,
        current_time(),
        _handled(cast, side),
        actor=reporter,
        attachments=[AttachmentDraft("台账.pdf", ContentFile(b"x"))],
    )


# Who sees what, apart from those who never do: the outsider and people of other units.
OFFICES = {"city": ("officer", "administrator"), "county": ("officer", "administrator", "county_officer",
                                                              "county_administrator")}  # fmt: skip
OFFICERS = {"city": ("officer",), "county": ("officer", "county_officer")}
LEADS = {"city": ("bureau_leader",), "county": ("county_leader",)}
UNITS = {"city": ("bureau_leader", "bureau_reporter"), "county": ("county_leader", "county_reporter")}
SUPPORTERS = {
    "city": ("other_leader", "other_reporter"),
    "county": ("county_leader", "county_reporter", "township_reporter"),
}


def _everybody(side: str) -> tuple[str, ...]:
    """Those who see an issued task."""
    return (*OFFICES[side], *UNITS[side], *SUPPORTERS[side], "reader")


def _statuses(side: str, may: tuple[str, ...], status: int, *, seen: tuple[str, ...]) -> Statuses:
    """The status for those who may, 403 for others who see it, 404 for the rest."""
    return {"*": 404} | dict.fromkeys(seen, 403) | dict.fromkeys(may, status)


def _own(cast: Cast, side: str, instrument: str) -> Task:
    """A handled task of one instrument."""
    draft = make.make_task(cast, current_time(), **(_fields(cast, side) | {"instrument": instrument}))
    officer = cast.officer if side == "city" else cast.county_officer
    leader = cast.bureau_leader if side == "city" else cast.county_leader
    now = current_time()
    batch = actions.create_batch(
        actor=officer, now=now, jurisdiction=draft.jurisdiction, name="第一批", document_number="云督〔2026〕1号"
    )
    actions.add_to_batch(actor=officer, now=now, batch=batch, tasks=[draft])
    actions.issue_batch(actor=officer, now=now, batch=batch)
    return actions.sign_task(actor=leader, now=now, task=draft)


def _step(cast: Cast, side: str) -> Step:
    task = _own(cast, side, "item")
    officer = cast.officer if side == "city" else cast.county_officer
    drafts = [StepDraft("摸排", date(2026, 12, 1))]
    actions.plan_steps(actor=officer, now=current_time(), task=task, steps=drafts)
    return task.steps.get()


def _evidence(cast: Cast, side: str) -> Evidence:
    task = _own(cast, side, "policy")
    officer = cast.officer if side == "city" else cast.county_officer
    now = current_time()
    actions.record_stage(
        actor=officer, now=now, task=task, stage=PolicyStage.CONSULTATION, reached_on=local_date(now), note="征求意见",
        attachments=[AttachmentDraft("意见.pdf", ContentFile(b"x"))],
    )  # fmt: skip
    return Evidence.objects.get(task=task)


def _mechanism(cast: Cast, side: str) -> Task:
    task = _own(cast, side, "mechanism")
    officer = cast.officer if side == "city" else cast.county_officer
    lead, member = (cast.bureau, cast.county) if side == "city" else (cast.county_bureau, cast.township)
    return actions.set_mechanism(
        actor=officer, now=current_time(), task=task, convenor_unit=lead, members=[member],
        rhythm=MeetingRhythm.AS_NEEDED, is_running=True,
    )  # fmt: skip


def _plan(cast: Cast, side: str) -> AnnualPlan:
    officer, place = (cast.officer, cast.city) if side == "city" else (cast.county_officer, cast.county)
    now = current_time()
    return actions.create_plan(actor=officer, now=now, jurisdiction=place, year=local_date(now).year, name="年度计划")


def _planned_batch(cast: Cast, side: str, *, is_checked: bool = False) -> Batch:
    _plan(cast, side)
    batch = _batch(cast, side)
    officer = cast.officer if side == "city" else cast.county_officer
    if is_checked:
        actions.check_batch(actor=officer, now=current_time(), batch=batch, points=list(CheckPoint))
    return batch


def _instrument_rows(side: str) -> list[Row]:
    everybody = _everybody(side)
    own = (*OFFICERS[side], *UNITS[side])
    seen = {"*": 404} | dict.fromkeys(everybody, 200)

    def today(**words: str) -> Callable[[Cast], dict[str, str]]:
        return lambda cast: {"day": date.today().isoformat()} | words  # the day of the request: a run passes midnight

    def row(name: str, args: Any, data: Callable[[Cast], dict[str, Any]] = nothing, post: int = 302) -> Row:
        return Row(
            name,
            side,
            args,
            get=_statuses(side, own, 200, seen=everybody),
            post=_statuses(side, own, post, seen=everybody),
            data=data,
        )

    steps: dict[str, Any] = {"version": 0, "step": "", "title": "摸排", "due": "2026-12-01"}
    return [
        row("tasks:steps", lambda cast: {"pk": _own(cast, side, "item").pk}, lambda cast: steps, post=409),
        row("tasks:step", lambda cast: {"pk": _step(cast, side).pk}, today(evidence="完成")),
        row(
            "tasks:stage",
            lambda cast: {"pk": _own(cast, side, "policy").pk},
            today(stage="consultation", note="征求意见"),
        ),
        row("tasks:mechanism", lambda cast: {"pk": _mechanism(cast, side).pk}, post=422),
        row("tasks:meeting", lambda cast: {"pk": _mechanism(cast, side).pk}, post=422),
        row("tasks:end_mechanism", lambda cast: {"pk": _mechanism(cast, side).pk}, lambda cast: {"reason": "职责并入"}),
        Row("tasks:evidence", side, lambda cast: {"pk": _evidence(cast, side).pk}, get=seen),
    ]


def _plan_rows(side: str) -> list[Row]:
    offices, officers = OFFICES[side], OFFICERS[side]
    of_county = ("county_leader", "county_reporter") if side == "county" else ()
    sees = (*offices, "reader", *of_county)
    seen = {"*": 404} | dict.fromkeys(sees, 200)
    approvers = ("county_leader",) if side == "county" else ()
    cite = lambda cast: {  # noqa: E731
        "pk": Citation.objects.create(
            task=_draft(cast, side),
            document=make.make_document(cast, current_time()),
            start=0,
            end=5,
            quote="全面推行河",
        ).pk
    }
    checked = lambda cast: {"pk": _planned_batch(cast, side, is_checked=True).pk}  # noqa: E731
    refused = {"*": 404} | dict.fromkeys(offices, 403)
    return [
        Row("tasks:plan", side, lambda cast: {"pk": _plan(cast, side).pk}, get=seen),
        Row(
            "tasks:edit_plan",
            side,
            lambda cast: {"pk": _plan(cast, side).pk},
            get=_statuses(side, officers, 200, seen=sees),
            post=_statuses(side, officers, 302, seen=sees),
            data=lambda cast: {"name": "年度计划", "version": 1},
        ),
        Row(
            "tasks:roll_forward",
            side,
            lambda cast: {"pk": _plan(cast, side).pk},
            get=_statuses(side, officers, 200, seen=sees),
            post=_statuses(side, officers, 302, seen=sees),
            data=lambda cast: {"do": "save"},
        ),
        Row(
            "tasks:roll_forward_preview",
            side,
            lambda cast: {"pk": _plan(cast, side).pk},
            get=_statuses(side, officers, 200, seen=sees),
            post=_statuses(side, officers, 422 if date.today().month < 12 else 302, seen=sees),
        ),
        Row(
            "tasks:check",
            side,
            lambda cast: {"pk": _planned_batch(cast, side).pk},
            get=405,
            post=refused | dict.fromkeys(officers, 302),
            data=lambda cast: {"point": [point.value for point in CheckPoint]},
        ),
        Row("tasks:approve", side, checked, get=405, post=refused | dict.fromkeys(approvers, 302)),
        Row(
            "tasks:send_back",
            side,
            checked,
            get=405,
            post=refused | dict.fromkeys((*officers, *approvers), 302),
            data=lambda cast: {"reason": "时限偏松"},
        ),
        Row("tasks:remove_citation", side, cite, get=405, post=refused | dict.fromkeys(officers, 302)),
    ]


def _deed_rows() -> list[Row]:
    rows = []
    words = {"reason": "理由", "lead_unit": ""}
    for deed, prepare, who in (
        ("sign", _issued, LEADS),
        ("return", _issued, LEADS),
        ("reassign", _issued, OFFICERS),
        ("withdraw", _issued, OFFICERS),
    ):
        for side in ("city", "county"):
            rows.append(
                Row(
                    "tasks:deed",
                    side,
                    lambda cast, deed=deed, prepare=prepare, side=side: {"pk": prepare(cast, side).pk, "deed": deed},
                    get=_statuses(side, who[side], 200, seen=_everybody(side)),
                    post=_statuses(side, who[side], 302, seen=_everybody(side)),
                    data=lambda cast: words | {"lead_unit": cast.county_bureau.pk if _is_city() else cast.county.pk},
                )
            )
    return rows


def _is_city() -> bool:
    """Tell whether the row's task is the city's, led by the bureau."""
    task = Task.objects.order_by("-pk")[0]
    return task.jurisdiction.depth == 1


def _rows_of(side: str) -> list[Row]:
    everybody, offices, officers = _everybody(side), OFFICES[side], OFFICERS[side]
    seen = {"*": 404} | dict.fromkeys(everybody, 200)
    report = {"kind": "progress", "percent": 50, "note": "进展", "submission_key": str(uuid.uuid4())}
    note = {"note": "配合", "submission_key": str(uuid.uuid4())}
    wrong_form = dict.fromkeys(officers, 422)
    office_sees = {"*": 404} | dict.fromkeys(offices, 200)
    batch_deed = _statuses(side, officers, 302, seen=offices)
    return [
        Row("tasks:task", side, lambda cast: {"pk": _issued(cast, side).pk}, get=seen),
        Row("tasks:task", side, lambda cast: {"pk": _draft(cast, side).pk}, get=office_sees),
        Row(
            "tasks:edit",
            side,
            lambda cast: {"pk": _draft(cast, side).pk},
            get=_statuses(side, officers, 200, seen=offices),
            post={"*": 404} | dict.fromkeys(offices, 403) | wrong_form,
        ),
        Row(
            "tasks:report",
            side,
            lambda cast: {"pk": _handled(cast, side).pk},
            get=_statuses(side, UNITS[side], 200, seen=everybody),
            post=_statuses(side, UNITS[side], 302, seen=everybody),
            data=lambda cast: report,
        ),
        Row(
            "tasks:note",
            side,
            lambda cast: {"pk": _handled(cast, side).pk},
            get=_statuses(side, SUPPORTERS[side], 200, seen=everybody),
            post=_statuses(side, SUPPORTERS[side], 302, seen=everybody),
            data=lambda cast: note,
        ),
        Row(
            "tasks:verdict",
            side,
            lambda cast: {"pk": _report(cast, side).pk},
            get=_statuses(side, officers, 200, seen=everybody),
            post=_statuses(side, officers, 302, seen=everybody),
            data=lambda cast: {"do": "verify", "verified_percent": 30},
        ),
        Row(
            "tasks:attachment",
            side,
            lambda cast: {"pk": Attachment.objects.get(report=_report(cast, side)).pk},
            get=seen,
        ),
        Row("tasks:batch", side, lambda cast: {"pk": _issued(cast, side).batch_id}, get=seen),
        Row("tasks:batch", side, lambda cast: {"pk": _batch(cast, side).pk}, get=office_sees),
        Row("tasks:batch_export", side, lambda cast: {"pk": _issued(cast, side).batch_id}, get=seen),
        Row("tasks:notice", side, lambda cast: {"pk": _issued(cast, side).batch_id}, get=seen),
        Row(
            "tasks:edit_batch",
            side,
            lambda cast: {"pk": _batch(cast, side).pk},
            get=_statuses(side, officers, 200, seen=offices),
            post=batch_deed,
            data=lambda cast: {"name": "改名", "version": 1},
        ),
        Row(
            "tasks:batch_contents",
            side,
            lambda cast: {"pk": _batch(cast, side).pk},
            get=405,
            post=batch_deed,
            data=lambda cast: {"do": "take_out", "task": Task.objects.order_by("-pk")[0].pk},
        ),
        Row("tasks:batch_projects", side, lambda cast: {"pk": _batch(cast, side).pk}, get=405, post=batch_deed),
        Row(
            "tasks:open_dossier",
            side,
            lambda cast: {"pk": _project_task(cast, side).pk},
            get=405,
            post=_statuses(side, (*officers, *UNITS[side]), 302, seen=everybody),
        ),
        Row(
            "tasks:issue",
            side,
            lambda cast: {"pk": _batch(cast, side).pk},
            get=405,
            post=batch_deed,
            data=lambda cast: {"document_number": "云督〔2026〕9号", "issued_on": date.today().isoformat()},
        ),
    ]


OFFICERS_ONLY: Statuses = {"*": 403, "officer": 200, "county_officer": 200}
ROWS = [
    Row("tasks:table", "any", get=200, query="?state=handling&q=清溪"),
    Row("tasks:filters", "any", get=200),
    Row("tasks:export", "any", get=200),
    Row("tasks:inbox", "any", get=200),
    Row("tasks:batches", "any", get=200),
    Row("tasks:selected", "any", get=405, post=302),
    Row("tasks:new", "any", get=OFFICERS_ONLY, post={"*": 403, "officer": 422, "county_officer": 422}),
    Row("tasks:new_batch", "any", get=OFFICERS_ONLY, post={"*": 403, "officer": 422, "county_officer": 422}),
    *_rows_of("city"),
    *_rows_of("county"),
    *_deed_rows(),
    Row("tasks:suggested", "any", get=OFFICERS_ONLY, query="?title=整治"),
    Row("tasks:plans", "any", get=200),
    Row("tasks:new_plan", "any", get=OFFICERS_ONLY, post={"*": 403, "officer": 422, "county_officer": 422}),
    Row("tasks:compare", "any", get=200),
    Row("tasks:compare_export", "any", get=404),
    *_instrument_rows("city"),
    *_instrument_rows("county"),
    *_plan_rows("city"),
    *_plan_rows("county"),
]

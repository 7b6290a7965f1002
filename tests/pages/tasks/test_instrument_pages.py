"""The instruments on a task's page, their forms, and their own states in the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.domain.accounts.models import Account
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import Evidence, Mechanism, Policy, Step
from luoshi.foundation.clock import current_time, local_date
from tests.cast import Cast
from tests.factories import plans as plan_make
from tests.factories import tasks as make

As = Callable[[Account], Client]


def test_steps_are_planned_and_what_is_wrong_keeps_what_was_typed(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.handled(cast, now)
    reporter = client_as(cast.bureau_reporter)
    address = f"/tasks/{task.pk}/steps/"
    data = {
        "version": task.version,
        "step": ["", ""],
        "title": ["摸排底数", "整治"],
        "due": ["2026-12-20", "2026-12-01"],
    }
    answer = reporter.post(address, data)
    assert answer.status_code == 422
    assert "第 2 步的日期 2026-12-01 早于前面步骤的 2026-12-20" in answer.content.decode()
    assert 'value="摸排底数"' in answer.content.decode()
    assert not Step.objects.exists()
    assert reporter.post(address, data | {"due": ["2026-12-01", "2026-12-20"]}).status_code == 302
    page = reporter.get(f"/tasks/{task.pk}/").content.decode()
    assert "1. 摸排底数" in page
    assert "步骤 0/2" in page


def test_a_finished_step_shows_its_file_to_those_who_see_the_task(cast: Cast, client_as: As) -> None:
    task = plan_make.item(cast, current_time(), deadline=date(2099, 12, 31))
    step = task.steps.get(order=1)
    file = SimpleUploadedFile("台账.pdf", b"x")
    data = {"day": local_date(current_time()).isoformat(), "evidence": "台账已建", "attachments": file}
    assert client_as(cast.bureau_reporter).post(f"/tasks/steps/{step.pk}/", data).status_code == 302
    assert "台账.pdf" in client_as(cast.officer).get(f"/tasks/{task.pk}/").content.decode()
    evidence = Evidence.objects.get()
    answer = client_as(cast.officer).get(f"/tasks/evidence/{evidence.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert client_as(cast.other_reporter).get(f"/tasks/evidence/{evidence.pk}/").status_code == 404


def test_a_stage_is_recorded_and_refused_at_its_field(cast: Cast, client_as: As) -> None:
    task = plan_make.policy(cast, current_time())
    reporter = client_as(cast.bureau_reporter)
    today = local_date(current_time()).isoformat()
    answer = reporter.post(f"/tasks/{task.pk}/stage/", {"stage": "consultation", "day": "2099-01-01", "note": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_day_error"' in page
    assert 'id="id_note_error"' in page
    reporter.post(f"/tasks/{task.pk}/stage/", {"stage": "consultation", "day": today, "note": "征求意见"})
    assert Policy.objects.get().stage == "consultation"
    assert reporter.get(f"/tasks/{task.pk}/steps/").status_code == 404  # another instrument's form


def test_a_mechanism_from_set_up_to_its_meeting(cast: Cast, client_as: As) -> None:
    now = current_time()
    task = make.handled(
        cast, now, instrument="mechanism", supporting_units=[cast.other_bureau], deadline=date(2099, 1, 1)
    )
    reporter = client_as(cast.bureau_reporter)
    form = reporter.get(f"/tasks/{task.pk}/mechanism/").content.decode()
    assert f'<option value="{cast.bureau.pk}" selected>' in form  # the lead unit is proposed as convenor
    data = {"version": task.version, "convenor_unit": cast.bureau.pk, "members": [cast.other_bureau.pk],
            "rhythm": "monthly", "is_running": "on", "next_meeting_on": "2098-01-01"}  # fmt: skip
    assert reporter.post(f"/tasks/{task.pk}/mechanism/", data).status_code == 302
    meeting = {"day": local_date(now).isoformat(), "subject": "研究难点", "attended": [cast.bureau.pk]}
    assert reporter.post(f"/tasks/{task.pk}/meeting/", meeting).status_code == 302
    page = reporter.get(f"/tasks/{task.pk}/").content.decode()
    assert "研究难点" in page
    assert Mechanism.objects.get().meetings.count() == 1


def test_the_list_shows_own_states_and_finds_late_meetings(cast: Cast, now: datetime, client_as: As) -> None:
    item = plan_make.item(cast, now)
    policy = plan_make.policy(cast, now)
    mechanism = plan_make.mechanism(cast, now, next_meeting_on=date(2020, 1, 1))
    office = client_as(cast.officer)
    page = office.get("/tasks/").content.decode()
    assert "步骤 0/2" in page
    assert "逾期未开会" in page
    found = office.get("/tasks/?due=meeting").content.decode()
    assert mechanism.title in found
    assert item.title not in found
    assert policy.title not in found


@pytest.mark.parametrize("kind", ["item", "mechanism"])
def test_queries_of_a_task_do_not_grow_with_its_steps_or_meetings(
    cast: Cast, now: datetime, client_as: As, kind: str
) -> None:
    task = plan_make.item(cast, now) if kind == "item" else plan_make.mechanism(cast, now)
    office = client_as(cast.officer)
    counts = []
    for n in (1, 2):
        if kind == "item":
            actions.finish_step(
                actor=cast.officer, now=now, step=task.steps.get(order=n), done_on=date(2026, 11, 21), evidence="完成"
            )
        else:
            actions.hold_meeting(
                actor=cast.officer,
                now=now,
                task=task,
                held_on=date(2026, 11, n),
                subject="研究",
                attended=[cast.county],
            )
        with CaptureQueriesContext(connection) as asked:
            office.get(f"/tasks/{task.pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 21  # four of them ask for its supervision and its lights


def test_a_wrong_source_is_taken_off_a_draft(cast: Cast, now: datetime, client_as: As) -> None:
    task = make.make_task(cast, now, citations=[make.citation_of(make.make_document(cast, now))])
    office = client_as(cast.officer)
    citation = task.citations.get()
    assert f"/tasks/citations/{citation.pk}/remove/" in office.get(f"/tasks/{task.pk}/").content.decode()
    assert office.post(f"/tasks/citations/{citation.pk}/remove/").status_code == 302
    assert not task.citations.exists()

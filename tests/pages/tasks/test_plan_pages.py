"""Annual plans in the browser's eyes: steps of a batch, choices, roll-over, comparison; queries that do not grow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.domain.accounts.models import Account
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import AnnualPlan, Batch, PlanVersion, RollForwardChoice, Task
from tests.cast import Cast
from tests.factories import plans as plan_make
from tests.factories import tasks as make

As = Callable[[Account], Client]


def test_from_a_new_plan_to_an_approved_batch(cast: Cast, now: datetime, client_as: As) -> None:
    office = client_as(cast.officer)
    form = {"year": "2026", "name": "2026年度计划", "needs_check": "on", "needs_approval": "on", "approving_unit": ""}
    assert office.post("/tasks/plans/new/", form).status_code == 302
    plan = AnnualPlan.objects.get()
    assert "已经存在" in office.post("/tasks/plans/new/", form).content.decode()
    batch = make.make_batch(cast, now, make.make_task(cast, now))
    page = office.get(f"/tasks/batches/{batch.pk}/").content.decode()
    assert "核对要点" in page
    assert 'id="issue"' not in page
    answer = office.post(f"/tasks/batches/{batch.pk}/check/", {"point": ["units"], "remark": "先看一遍"})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "未确认：时限与文件要求一致" in words
    assert "先看一遍" in words  # what was typed stays
    assert 'value="units" checked' in words
    office.post(f"/tasks/batches/{batch.pk}/check/", {"point": list(plan_make.POINTS)})
    mayor = client_as(plan_make.mayor_of(cast))
    page = mayor.get(f"/tasks/batches/{batch.pk}/").content.decode()
    assert 'id="approve"' in page
    assert f'href="/tasks/{Task.objects.get().pk}/"' not in page  # drafts have no page for a leader
    assert mayor.post(f"/tasks/batches/{batch.pk}/send-back/", {"reason": " "}).status_code == 422
    mayor.post(f"/tasks/batches/{batch.pk}/approve/", {"remark": "同意"})
    assert Batch.objects.get().state == "approved"
    page = office.get(f"/tasks/batches/{batch.pk}/").content.decode()
    assert 'id="issue"' in page
    assert "同意" in page
    assert "2026年度计划" in office.get(f"/tasks/plans/{plan.pk}/").content.decode()


@pytest.fixture
def plan(cast: Cast, now: datetime) -> AnnualPlan:
    return plan_make.make_plan(cast, now, needs_check=False, needs_approval=False)


def test_choices_wrong_and_right_are_kept_apart(cast: Cast, now: datetime, plan: AnnualPlan, client_as: As) -> None:
    good, bad = plan_make.issued_in_plan(
        cast, now, plan, make.make_task(cast, now), make.make_task(cast, now, title="另一项")
    )
    office = client_as(cast.officer)
    answer = office.post(
        f"/tasks/plans/{plan.pk}/roll-forward/",
        {
            "task": [good.pk, bad.pk],
            f"choice-{good.pk}": "drop",
            f"reason-{good.pk}": "并入其他任务",
            f"choice-{bad.pk}": "redate",
            f"deadline-{bad.pk}": "2027-02-31",
            f"reason-{bad.pk}": "等批复",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"任务 {bad.number_text}：请填写新的时限" in page
    assert 'value="2027-02-31"' in page
    assert RollForwardChoice.objects.get().task == good
    preview = office.get(f"/tasks/plans/{plan.pk}/roll-forward/preview/").content.decode()
    assert "项尚未选择去向" in preview
    answer = office.post(f"/tasks/plans/{plan.pk}/roll-forward/preview/")
    assert answer.status_code == 422
    assert Task.objects.filter(state="issued").count() == 2


def test_the_same_choice_for_all_that_have_none(cast: Cast, now: datetime, plan: AnnualPlan, client_as: As) -> None:
    plan_make.issued_in_plan(cast, now, plan, *(make.make_task(cast, now, title=f"第{n}项") for n in range(3)))
    data = {"do": "fill", "fill-choice": "redate", "fill-deadline": "2027-12-31", "fill-reason": "跨年实施"}
    assert client_as(cast.officer).post(f"/tasks/plans/{plan.pk}/roll-forward/", data).status_code == 302
    assert RollForwardChoice.objects.filter(choice="redate", reason="跨年实施").count() == 3


def test_two_versions_side_by_side_and_as_a_sheet(cast: Cast, now: datetime, plan: AnnualPlan, client_as: As) -> None:
    task = plan_make.issued_in_plan(cast, now, plan, make.make_task(cast, now, title="=1+1 整治"))[0]
    version = PlanVersion.objects.get()
    actions.sign_task(actor=cast.bureau_leader, now=now, task=task)
    office = client_as(cast.officer)
    address = f"?a={version.pk}&b=now-{plan.pk}"
    page = office.get(f"/tasks/plans/compare/{address}").content.decode()
    assert "<del>待签收</del>" in page
    assert "<ins>办理中</ins>" in page
    answer = office.get(f"/tasks/plans/compare/export/{address}")
    book = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    words = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "办理中" in words
    assert "<f>" not in words  # no cell runs as a formula
    for wrong in ("?a=999&b=1", f"?a={version.pk}&b=now-999", f"?a={version.pk}&b=x"):
        assert office.get(f"/tasks/plans/compare/{wrong}").status_code == 404


def test_queries_of_the_plan_pages_do_not_grow(cast: Cast, now: datetime, plan: AnnualPlan, client_as: As) -> None:
    office = client_as(cast.officer)
    counts: dict[str, list[int]] = {}
    for size in (2, 5):
        plan_make.issued_in_plan(cast, now, plan, *(make.make_task(cast, now, title=f"第{n}项") for n in range(size)))
        version = PlanVersion.objects.order_by("pk")[0]
        for address in (
            "/tasks/plans/",
            f"/tasks/plans/{plan.pk}/",
            f"/tasks/plans/{plan.pk}/roll-forward/",
            f"/tasks/plans/{plan.pk}/roll-forward/preview/",
            f"/tasks/plans/compare/?a={version.pk}&b=now-{plan.pk}",
        ):
            with CaptureQueriesContext(connection) as asked:
                assert office.get(address).status_code == 200
            counts.setdefault(address, []).append(len(asked))
    assert all(first == second <= 14 for first, second in counts.values()), counts

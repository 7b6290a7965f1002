"""What making, editing, compiling and issuing refuse and keep: permission, stale forms, half-done work."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.tasks import actions, errors
from luoshi.domain.tasks.actions.creating import text_of
from luoshi.domain.tasks.models import Assignment, Batch, Citation, Task
from luoshi.domain.tasks.terms import BatchState, TaskState
from luoshi.foundation.refusals import Invalid, NotAllowed, Stale
from tests.cast import Cast
from tests.factories import tasks as make

# ── making ──────────────────────────────────────────


def test_numbers_run_by_year_and_jurisdiction(cast: Cast, now: datetime) -> None:
    first, second = make.make_task(cast, now), make.make_task(cast, now)
    of_county = make.make_task(
        cast, now, actor=cast.county_officer, jurisdiction=cast.county, lead_unit=cast.county_bureau
    )
    later = make.make_task(cast, now.replace(year=2027))
    assert [t.number_text for t in (first, second, of_county, later)] == [
        "2026-0001", "2026-0002", "2026-0001", "2027-0001",
    ]  # fmt: skip


def test_the_same_submission_makes_one_task(cast: Cast, now: datetime) -> None:
    key = uuid.uuid4()
    one, again = (make.make_task(cast, now, submission_key=key) for _ in range(2))
    assert (one.pk, Task.objects.count()) == (again.pk, 1)


@pytest.mark.parametrize("person", ["administrator", "bureau_leader", "bureau_reporter", "reader", "county_officer"])
def test_only_officers_of_the_jurisdiction_draft(cast: Cast, now: datetime, person: str) -> None:
    with pytest.raises(NotAllowed):
        make.make_task(cast, now, actor=cast.person(person))
    assert not Task.objects.exists()


def test_several_mistakes_are_told_at_once(cast: Cast, now: datetime) -> None:
    with pytest.raises(Invalid) as refusal:
        make.make_task(cast, now, title=" ", supporting_units=[cast.bureau], target_value=Decimal(3))
    fields = {problem.field for problem in refusal.value.problems}
    assert fields == {"title", "target_value", "supporting_units"}
    assert not Task.objects.exists()


def test_a_citation_is_added_once(cast: Cast, now: datetime) -> None:
    task, document = make.make_task(cast, now), make.make_document(cast, now)
    for _ in range(2):
        actions.add_citation(actor=cast.officer, now=now, task=task, citation=make.citation_of(document))
    assert Citation.objects.count() == 1
    assert "清溪河干流" in make.fresh(task).search_text
    assert history_of("task", task.pk).count() == 2


# ── editing ─────────────────────────────────────────


def _edit(cast: Cast, now: datetime, task: Task, **changes: Any) -> Task:
    lead = changes.pop("lead_unit", task.lead_unit)
    return actions.edit_task(
        actor=cast.officer,
        now=now,
        task=task,
        version=changes.pop("version", task.version),
        lead_unit=lead,
        supporting_units=changes.pop("supporting_units", []),
        reason=changes.pop("reason", ""),
        text=replace(text_of(task), **changes),
    )


def test_a_stale_form_says_who_and_when_and_changes_nothing(cast: Cast, now: datetime) -> None:
    task = make.make_task(cast, now)
    opened = task.version
    _edit(cast, now, task, title="新的内容")
    with pytest.raises(Stale) as refusal:
        _edit(cast, now, make.fresh(task), version=opened, title="旧页面上的内容")
    assert "杜衡" in refusal.value.message("zh-hans")
    assert "2026-11-21 09:00" in refusal.value.message("zh-hans")
    assert make.fresh(task).title == "新的内容"


def test_history_keeps_text_before_and_after(cast: Cast, now: datetime) -> None:
    task = make.make_task(cast, now, supporting_units=[cast.county])
    _edit(cast, now, task, title="改后", supporting_units=[cast.zone])
    event = history_of("task", task.pk)[0]
    assert event.before == {"title": "完成清溪河干流排污口整治", "supporting_units": ["清溪县"]}
    assert event.after == {"title": "改后", "supporting_units": ["云岭高新技术产业开发区"], "version": 2}


def test_what_does_not_change_makes_no_version(cast: Cast, now: datetime) -> None:
    task = make.make_task(cast, now, target_value=Decimal("1.50"), indicator="面积", comparator=">=")
    _edit(cast, now, make.fresh(task), target_value=Decimal("1.5"))
    assert make.fresh(task).version == 1


def test_an_issued_order_changes_only_with_a_reason(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now)
    with pytest.raises(errors.ReasonMissing):
        _edit(cast, now, task, deadline=date(2027, 3, 31))
    _edit(cast, now, task, measures="补充措施")  # not the order itself
    _edit(cast, now, make.fresh(task), deadline=date(2027, 3, 31), reason="经批准延期")
    assert history_of("task", task.pk)[0].note == "经批准延期"


def test_an_issued_task_changes_hands_only_by_reassigning(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now)
    with pytest.raises(errors.LeadUnitUnchangeable):
        _edit(cast, now, task, lead_unit=cast.zone, reason="x")
    with pytest.raises(errors.LeadUnitMissing):
        _edit(cast, now, task, lead_unit=None, reason="x")


# ── batches ─────────────────────────────────────────


def test_nothing_is_issued_while_one_task_lacks_something(cast: Cast, now: datetime) -> None:
    whole, bare = make.make_task(cast, now), make.make_task(cast, now, lead_unit=None, deadline=None)
    batch = make.make_batch(cast, now, whole, bare)
    with pytest.raises(errors.BatchNotReady) as refusal:
        actions.issue_batch(actor=cast.officer, now=now, batch=batch)
    words = refusal.value.message("zh-hans")
    assert "2026-0002" in words
    assert "牵头单位" in words
    assert "2026-0001" not in words
    assert set(Task.objects.values_list("state", flat=True)) == {TaskState.DRAFT}
    assert Batch.objects.get().state == BatchState.COMPILING
    assert not Assignment.objects.exists()


def test_a_task_without_deadline_is_issued_with_its_reason(cast: Cast, now: datetime) -> None:
    assert make.issued(cast, now, deadline=None, no_deadline_reason="长期坚持").state == TaskState.ISSUED


@pytest.mark.parametrize(
    ("number", "days", "refusal"),
    [(" ", 0, errors.DocumentNumberMissing), ("云督〔2026〕1号", 1, errors.IssueDateAhead)],
)
def test_issuing_needs_number_and_a_date_not_ahead(
    cast: Cast, now: datetime, number: str, days: int, refusal: type[Exception]
) -> None:
    batch = make.make_batch(cast, now, make.make_task(cast, now))
    with pytest.raises(refusal):
        actions.issue_batch(
            actor=cast.officer,
            now=now,
            batch=batch,
            document_number=number,
            issued_on=now.date() + timedelta(days=days),
        )
    assert Batch.objects.get().document_number == "云督〔2026〕1号"


def test_an_empty_batch_is_not_issued(cast: Cast, now: datetime) -> None:
    with pytest.raises(errors.BatchEmpty):
        actions.issue_batch(actor=cast.officer, now=now, batch=make.make_batch(cast, now))


def test_an_issued_batch_is_fixed(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now)
    batch, other = Batch.objects.get(), make.make_task(cast, now)
    for change in (
        lambda: actions.issue_batch(actor=cast.officer, now=now, batch=batch),
        lambda: actions.add_to_batch(actor=cast.officer, now=now, batch=batch, tasks=[other]),
        lambda: actions.take_out_of_batch(actor=cast.officer, now=now, batch=batch, tasks=[task]),
        lambda: actions.edit_batch(actor=cast.officer, now=now, batch=batch, version=2, name="x"),
    ):
        with pytest.raises(errors.BatchAlreadyIssued):
            change()
    assert Assignment.objects.count() == 1


def test_putting_into_a_batch_is_all_or_none(cast: Cast, now: datetime) -> None:
    free, taken = make.make_task(cast, now), make.make_task(cast, now)
    make.make_batch(cast, now, taken)
    second = make.make_batch(cast, now, name="第二批")
    with pytest.raises(errors.InAnotherBatch):
        actions.add_to_batch(actor=cast.officer, now=now, batch=second, tasks=[free, taken])
    assert make.fresh(free).batch is None


def test_a_batch_holds_tasks_of_its_own_jurisdiction(cast: Cast, now: datetime) -> None:
    task = make.make_task(cast, now, jurisdiction=cast.county, lead_unit=cast.county_bureau)
    with pytest.raises(errors.BatchOfOtherJurisdiction):
        make.make_batch(cast, now, task)


def test_a_stale_batch_form_says_who(cast: Cast, now: datetime) -> None:
    batch = make.make_batch(cast, now)
    actions.edit_batch(actor=cast.officer, now=now, batch=batch, version=1, name="改名")
    with pytest.raises(Stale) as refusal:
        actions.edit_batch(actor=cast.officer, now=now, batch=batch, version=1, name="再改")
    assert "杜衡" in refusal.value.message("zh-hans")

"""What signing, reporting and verifying refuse and keep: who may, double clicks, words, files."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from luoshi.domain.audit.queries import history_of
from luoshi.domain.tasks import actions, errors
from luoshi.domain.tasks.actions import AttachmentDraft
from luoshi.domain.tasks.models import Assignment, Attachment, Participation, Report, Task
from luoshi.domain.tasks.terms import Part, ReportState, TaskState
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast
from tests.factories import tasks as make

# ── signing, reporting, verifying ───────────────────

DEEDS: dict[str, tuple[Callable[..., Task], set[str], Callable[[Cast, datetime, Task, Any], Any]]] = {
    "sign": (
        make.issued,
        {"bureau_leader"},
        lambda cast, now, task, who: actions.sign_task(actor=who, now=now, task=task),
    ),
    "return": (
        make.issued,
        {"bureau_leader"},
        lambda cast, now, task, who: actions.return_task(actor=who, now=now, task=task, reason="职责不符"),
    ),
    "report": (
        make.handled,
        {"bureau_leader", "bureau_reporter"},
        lambda cast, now, task, who: make.progress(cast, now, task, actor=who),
    ),
    "complete": (
        make.handled,
        {"bureau_leader", "bureau_reporter"},
        lambda cast, now, task, who: make.completion(cast, now, task, actor=who),
    ),
    "note": (
        lambda cast, now: make.handled(cast, now, supporting_units=[cast.other_bureau]),
        {"other_leader", "other_reporter"},
        lambda cast, now, task, who: actions.add_note(
            actor=who, now=now, task=task, note="已配合", submission_key=uuid.uuid4()
        ),
    ),
    "verify": (
        make.handled,
        {"officer"},
        lambda cast, now, task, who: actions.verify_report(actor=who, now=now, report=make.progress(cast, now, task)),
    ),
    "send back": (
        make.handled,
        {"officer"},
        lambda cast, now, task, who: actions.send_back_report(
            actor=who, now=now, report=make.progress(cast, now, task), remark="补充材料"
        ),
    ),
    "withdraw": (
        make.issued,
        {"officer"},
        lambda cast, now, task, who: actions.withdraw_task(actor=who, now=now, task=task, reason="取消"),
    ),
    "reassign": (
        make.issued,
        {"officer"},
        lambda cast, now, task, who: actions.reassign_task(
            actor=who, now=now, task=task, lead_unit=cast.zone, reason="改派"
        ),
    ),
    "reopen": (
        make.closed,
        {"officer"},
        lambda cast, now, task, who: actions.reopen_task(actor=who, now=now, task=task, reason="反弹"),
    ),
}
PEOPLE = (
    "officer", "administrator", "bureau_leader", "bureau_reporter", "other_leader", "other_reporter", "reader",
    "county_officer", "county_leader", "county_reporter", "township_reporter", "outsider",
)  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_who_may(cast: Cast, now: datetime, deed: str) -> None:
    prepare, allowed, do = DEEDS[deed]
    did = set()
    for person in PEOPLE:
        task = prepare(cast, now)
        try:
            do(cast, now, task, cast.person(person))
            did.add(person)
        except NotAllowed:
            pass
    assert did == allowed


def test_leaders_answer_for_units_below(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now, lead_unit=cast.township)
    assert actions.sign_task(actor=cast.county_leader, now=now, task=task).state == TaskState.HANDLING


def test_the_same_submission_makes_one_report_even_when_the_state_moved_on(cast: Cast, now: datetime) -> None:
    task, key = make.handled(cast, now), uuid.uuid4()
    one = make.completion(cast, now, task, submission_key=key)
    again = make.completion(cast, now, task, submission_key=key)
    assert (one.pk, Report.objects.count()) == (again.pk, 1)
    assert history_of("task", task.pk).filter(verb="report_completion").count() == 1


def test_a_key_is_good_for_one_thing(cast: Cast, now: datetime) -> None:
    key = uuid.uuid4()
    make.progress(cast, now, make.handled(cast, now), submission_key=key)
    with pytest.raises(errors.KeyTaken):
        make.progress(cast, now, make.handled(cast, now), submission_key=key)


def test_completion_of_a_numeric_target_states_the_value(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now, target_value=Decimal(20), indicator="面积", comparator=">=")
    with pytest.raises(errors.ValueMissing):
        make.completion(cast, now, task)
    report = make.completion(cast, now, task, value=Decimal(18))
    actions.verify_report(actor=cast.officer, now=now, report=report, verified_value=Decimal(17))
    report.refresh_from_db()
    assert (report.value, report.verified_value) == (18, 17)


@pytest.mark.parametrize("percent", [-1, 101])
def test_percentages_lie_between_0_and_100(cast: Cast, now: datetime, percent: int) -> None:
    task = make.handled(cast, now)
    with pytest.raises(errors.PercentOutOfRange):
        make.progress(cast, now, task, percent)
    with pytest.raises(errors.PercentOutOfRange):
        actions.verify_report(
            actor=cast.officer, now=now, report=make.progress(cast, now, task), verified_percent=percent
        )


def test_a_completion_is_verified_whole_or_not(cast: Cast, now: datetime) -> None:
    report = make.completion(cast, now, make.handled(cast, now))
    with pytest.raises(errors.CompletionIsHundred):
        actions.verify_report(actor=cast.officer, now=now, report=report, verified_percent=90)


def test_the_second_verdict_names_the_first(cast: Cast, now: datetime) -> None:
    report = make.progress(cast, now, make.handled(cast, now))
    actions.verify_report(actor=cast.officer, now=now, report=report)
    with pytest.raises(errors.NothingWaiting) as refusal:
        actions.send_back_report(actor=cast.officer, now=now, report=report, remark="补充")
    assert "杜衡" in refusal.value.message("zh-hans")
    assert "Verified" in refusal.value.message("en")
    report.refresh_from_db()
    assert report.state == ReportState.VERIFIED


@pytest.mark.parametrize(
    ("deed", "refusal"),
    [
        (lambda c, n, t: actions.return_task(actor=c.bureau_leader, now=n, task=t, reason=" "), errors.ReasonMissing),
        (lambda c, n, t: make.progress(c, n, t, note=" "), errors.NoteMissing),
        (
            lambda c, n, t: actions.send_back_report(actor=c.officer, now=n, report=make.progress(c, n, t), remark=" "),
            errors.RemarkMissing,
        ),
    ],
)
def test_words_that_are_needed(cast: Cast, now: datetime, deed: Callable[..., Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        deed(cast, now, make.handled(cast, now))


# ── attachments ─────────────────────────────────────


def _file(name: str, size: int = 3) -> AttachmentDraft:
    return AttachmentDraft(name, ContentFile(b"x" * size))


def test_attachments_are_kept_under_names_of_our_own(cast: Cast, now: datetime) -> None:
    make.progress(cast, now, make.handled(cast, now), attachments=[_file("../../排查 台账.xlsx")])
    kept = Attachment.objects.get()
    assert (kept.file_name, kept.size, len(kept.sha256)) == ("排查 台账.xlsx", 3, 64)
    assert "台账" not in kept.file.name
    assert kept.file.name.startswith("attachments/")
    assert kept.file.read() == b"xxx"


def test_a_refused_report_leaves_no_file_behind(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now)
    actions.withdraw_task(actor=cast.officer, now=now, task=task, reason="取消")
    before = _files()
    with pytest.raises(errors.StepNotOpen):
        make.progress(cast, now, task, attachments=[_file("a.pdf")])
    assert _files() == before


def _files() -> set[str]:
    try:
        years = default_storage.listdir("attachments")[0]
    except FileNotFoundError:
        return set()
    return {name for year in years for name in default_storage.listdir(f"attachments/{year}")[1]}


def test_a_double_click_leaves_one_file(cast: Cast, now: datetime) -> None:
    task, key, before = make.handled(cast, now), uuid.uuid4(), _files()
    for _ in range(2):
        make.progress(cast, now, task, submission_key=key, attachments=[_file("a.pdf")])
    assert len(_files() - before) == 1


def test_reassigning_takes_the_new_lead_out_of_the_supporting_units(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now, supporting_units=[cast.zone, cast.county])
    actions.reassign_task(actor=cast.officer, now=now, task=task, lead_unit=cast.zone, reason="改派")
    rows = set(Participation.objects.values_list("unit__name", "part"))
    assert rows == {(cast.zone.name, Part.LEAD), (cast.county.name, Part.SUPPORT)}
    assert [a.state for a in Assignment.objects.order_by("id")] == ["replaced", "waiting"]

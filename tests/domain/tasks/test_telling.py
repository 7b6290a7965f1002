"""Who is told of which deed (N12): each once, in its own transaction, never the one who did it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from luoshi.domain.accounts.models import Account
from luoshi.domain.notices.models import Notice
from luoshi.domain.notices.rules import facts_of
from luoshi.domain.organizations.models import Membership
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.errors import RemarkMissing
from tests.cast import Cast, as_officer
from tests.factories import plans as plan_make
from tests.factories import tasks as make

UNIT = ["bureau_leader", "bureau_reporter"]


def told(deed: Callable[[], Any]) -> list[tuple[str, str]]:
    """Do something; give kind and login of every notice that came of it."""
    before = set(Notice.objects.values_list("pk", flat=True))
    deed()
    fresh = Notice.objects.exclude(pk__in=before).order_by("kind", "recipient__username")
    return list(fresh.values_list("kind", "recipient__username"))


def all_told(kind: str, people: list[str]) -> list[tuple[str, str]]:
    """One kind for several people."""
    return [(kind, name) for name in people]


def test_a_batch_tells_each_lead_unit_once_of_all_its_tasks(cast: Cast, now: datetime) -> None:
    tasks = [make.make_task(cast, now) for _ in range(3)]
    tasks.append(make.make_task(cast, now, lead_unit=cast.other_bureau))
    batch = make.make_batch(cast, now, *tasks)
    issued = told(lambda: actions.issue_batch(actor=cast.officer, now=now, batch=batch))
    assert issued == all_told("batch_issued", [*UNIT, "other_leader", "other_reporter"])
    notice = Notice.objects.get(recipient=cast.bureau_leader)
    assert ("项数", "3") in facts_of(notice.parameters, "zh")
    assert notice.url == f"/tasks/batches/{batch.pk}/"


def test_a_returned_task_tells_the_officers_of_its_jurisdiction_and_no_others(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now)
    as_officer(cast.reader, cast.office)
    returned = told(lambda: actions.return_task(actor=cast.bureau_leader, now=now, task=task, reason="不属本单位职责"))
    assert returned == all_told("task_returned", ["officer", "reader"])
    assert ("理由", "不属本单位职责") in facts_of(Notice.objects.filter(kind="task_returned")[0].parameters, "zh")
    again = told(lambda: actions.reissue_task(actor=cast.officer, now=now, task=task, reason="职责明确"))
    assert again == all_told("task_issued", UNIT)


def test_a_task_given_elsewhere_tells_the_unit_that_signs(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now)
    given = told(
        lambda: actions.reassign_task(
            actor=cast.officer, now=now, task=task, lead_unit=cast.other_bureau, reason="归口调整"
        )
    )
    assert given == all_told("task_issued", ["other_leader", "other_reporter"])


def test_reports_tell_the_office_and_verdicts_the_unit(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now)
    first = told(lambda: make.progress(cast, now, task, percent=30))
    assert first == [("report_to_verify", "officer")]
    report = task.reports.latest("pk")
    back = told(lambda: actions.send_back_report(actor=cast.officer, now=now, report=report, remark="缺少佐证"))
    assert back == all_told("report_sent_back", UNIT)
    make.progress(cast, now, task, percent=40)
    report = task.reports.latest("pk")
    verified = told(lambda: actions.verify_report(actor=cast.officer, now=now, report=report))
    assert verified == all_told("report_verified", UNIT)
    assert ("进度", "40%") in facts_of(Notice.objects.filter(kind="report_verified")[0].parameters, "zh")


def test_a_checked_batch_tells_those_who_approve_it(cast: Cast, now: datetime) -> None:
    plan_make.make_plan(cast, now, approving_unit=cast.other_bureau)
    batch = make.make_batch(cast, now, make.make_task(cast, now))
    checked = told(lambda: actions.check_batch(actor=cast.officer, now=now, batch=batch, points=plan_make.POINTS))
    assert checked == [("approval_waiting", "other_leader")]


def test_whoever_did_it_is_not_told(cast: Cast, now: datetime) -> None:
    both: Account = cast.bureau_leader
    Membership.objects.create(account=both, unit=cast.office, role=Role.OFFICER)
    task = make.issued(cast, now)
    returned = told(lambda: actions.return_task(actor=both, now=now, task=task, reason="不属本单位职责"))
    assert returned == [("task_returned", "officer")]


def test_a_deed_that_is_refused_tells_nobody(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now)
    make.progress(cast, now, task, percent=30)
    before = Notice.objects.count()
    with pytest.raises(RemarkMissing):
        actions.send_back_report(actor=cast.officer, now=now, report=task.reports.latest("pk"), remark=" ")
    assert Notice.objects.count() == before

"""Who sees what: tasks, drafts, batches, what waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from luoshi.domain.organizations.models import Membership
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.queries import visible_batches, visible_tasks, waiting_for
from luoshi.domain.tasks.terms import Waiting
from tests.cast import Cast
from tests.factories import tasks as make

SEES = {
    "draft": {"officer", "administrator"},
    "of the bureau": {"officer", "administrator", "reader", "bureau_leader", "bureau_reporter"},
    "of the township, the bureau supporting": {
        "officer", "administrator", "reader", "bureau_leader", "bureau_reporter", "county_officer",
        "county_administrator", "county_leader", "county_reporter", "township_reporter",
    },
    "of the county itself": {
        "officer", "administrator", "reader", "county_officer", "county_administrator", "county_leader",
        "county_reporter",
    },
    "county draft": {"officer", "administrator", "county_officer", "county_administrator"},
}  # fmt: skip
PEOPLE = (
    "officer", "administrator", "reader", "bureau_leader", "bureau_reporter", "other_leader", "other_reporter",
    "county_officer", "county_administrator", "county_leader", "county_reporter", "township_reporter", "outsider",
)  # fmt: skip


@pytest.mark.parametrize("kind", SEES)
def test_who_sees_a_task(cast: Cast, now: datetime, kind: str) -> None:
    county = {"actor": cast.county_officer, "jurisdiction": cast.county, "lead_unit": cast.county_bureau}
    task = {
        "draft": lambda: make.make_task(cast, now),
        "of the bureau": lambda: make.issued(cast, now),
        "of the township, the bureau supporting": lambda: make.issued(
            cast, now, lead_unit=cast.township, supporting_units=[cast.bureau]
        ),
        "of the county itself": lambda: make.issued(cast, now, lead_unit=cast.county),
        "county draft": lambda: make.make_task(cast, now, **county),
    }[kind]()
    seen = {p for p in PEOPLE if visible_tasks(standing_of(cast.person(p))).filter(pk=task.pk).exists()}
    assert seen == SEES[kind]


def test_a_task_in_which_several_units_below_take_part_is_seen_once(cast: Cast, now: datetime) -> None:
    make.issued(cast, now, lead_unit=cast.county_bureau, supporting_units=[cast.township, cast.county])
    Membership.objects.create(account=cast.county_leader, unit=cast.township, role=Role.REPORTER)
    for person in (cast.county_leader, cast.county_officer, cast.reader, cast.officer):
        assert visible_tasks(standing_of(person)).count() == 1


def test_a_withdrawn_draft_stays_in_the_office(cast: Cast, now: datetime) -> None:
    task = make.make_task(cast, now)
    actions.withdraw_task(actor=cast.officer, now=now, task=task)
    assert not visible_tasks(standing_of(cast.bureau_leader)).exists()
    assert visible_tasks(standing_of(cast.officer)).exists()


def test_units_see_issued_batches_that_hold_a_task_of_theirs(cast: Cast, now: datetime) -> None:
    make.issued(cast, now)
    make.make_batch(cast, now, make.make_task(cast, now), name="第二批")
    seen = {p: visible_batches(standing_of(cast.person(p))).count() for p in ("officer", "bureau_leader")}
    assert seen == {"officer": 2, "bureau_leader": 1}
    assert visible_batches(standing_of(cast.other_leader)).count() == 0


def _waiting(cast: Cast, person: str, today: date) -> dict[Waiting, tuple[int, int]]:
    return {g.kind: (g.count, g.below) for g in waiting_for(standing_of(cast.person(person)), today)}


def test_what_waits_by_role(cast: Cast, now: datetime) -> None:
    today = date(2026, 11, 21)
    make.issued(cast, now)
    make.issued(cast, now, lead_unit=cast.township)
    reported = make.handled(cast, now)
    make.progress(cast, now, reported)
    sent_back = make.handled(cast, now)
    actions.send_back_report(actor=cast.officer, now=now, report=make.progress(cast, now, sent_back), remark="补充")
    make.handled(cast, now)  # never reported
    returned = make.issued(cast, now)
    actions.return_task(actor=cast.bureau_leader, now=now, task=returned, reason="职责不符")
    make.make_task(cast, now)

    assert _waiting(cast, "bureau_leader", today) == {
        Waiting.TO_SIGN: (1, 0), Waiting.SENT_BACK: (1, 0), Waiting.TO_REPORT: (1, 0),
    }  # fmt: skip
    assert _waiting(cast, "bureau_reporter", today) == {Waiting.SENT_BACK: (1, 0), Waiting.TO_REPORT: (1, 0)}
    assert _waiting(cast, "county_leader", today) == {Waiting.TO_SIGN: (0, 1)}
    assert _waiting(cast, "officer", today) == {
        Waiting.TO_VERIFY: (1, 0), Waiting.RETURNED: (1, 0), Waiting.TO_COMPILE: (1, 0),
    }  # fmt: skip
    for person in ("other_leader", "administrator", "reader", "outsider", "county_officer"):
        assert _waiting(cast, person, today) == {}


def test_a_report_is_due_after_thirty_days_or_before_the_deadline(cast: Cast, now: datetime) -> None:
    task = make.handled(cast, now, deadline=date(2027, 6, 30))
    actions.verify_report(actor=cast.officer, now=now, report=make.progress(cast, now, task))
    day = date(2026, 11, 21)
    assert _waiting(cast, "bureau_reporter", day + timedelta(days=29)) == {}
    assert _waiting(cast, "bureau_reporter", day + timedelta(days=30)) == {Waiting.TO_REPORT: (1, 0)}
    pressing = make.handled(cast, now, deadline=day + timedelta(days=20))
    actions.verify_report(actor=cast.officer, now=now, report=make.progress(cast, now, pressing))
    assert _waiting(cast, "bureau_reporter", day + timedelta(days=12)) == {}
    assert _waiting(cast, "bureau_reporter", day + timedelta(days=13)) == {Waiting.TO_REPORT: (1, 0)}

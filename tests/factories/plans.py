"""Make annual plans and instruments by the product's own actions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from luoshi.domain.accounts.models import Account
from luoshi.domain.organizations.models import Membership
from luoshi.domain.organizations.terms import Role
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import AnnualPlan, Task
from luoshi.domain.tasks.rules.instruments import StepDraft
from luoshi.domain.tasks.terms import Instrument, MeetingRhythm
from tests.cast import Cast
from tests.factories import tasks as make

NUMBER = "云督〔2026〕1号"


def make_plan(cast: Cast, now: datetime, **fields: Any) -> AnnualPlan:
    """Open the city's plan of 2026, its batches checked and approved."""
    wanted: dict[str, Any] = {"actor": cast.officer, "jurisdiction": cast.city, "year": 2026, "name": "2026年度计划"}
    return actions.create_plan(now=now, **(wanted | fields))


def mayor_of(cast: Cast) -> Account:
    """Make the reader a leader who stands in the city itself."""
    Membership.objects.get_or_create(account=cast.reader, unit=cast.city, role=Role.LEADER)
    return cast.reader


def issued_in_plan(cast: Cast, now: datetime, plan: AnnualPlan, *tasks: Task) -> list[Task]:
    """Check, approve and issue one batch of the plan with the tasks."""
    batch = make.make_batch(cast, now, *tasks)
    assert batch.plan == plan
    if plan.needs_check:
        actions.check_batch(actor=cast.officer, now=now, batch=batch, points=POINTS)
    if plan.needs_approval:
        actions.approve_batch(actor=mayor_of(cast), now=now, batch=batch)
    actions.issue_batch(actor=cast.officer, now=now, batch=batch)
    return [make.fresh(task) for task in tasks]


POINTS = ("units", "deadlines", "targets", "sources", "doubles")
STEPS = (
    StepDraft("摸排底数，建立台账", date(2026, 11, 30)),
    StepDraft("分类整治", date(2026, 12, 15)),
)


def item(cast: Cast, now: datetime, **fields: Any) -> Task:
    """Make an item with two steps that the bureau signed for."""
    task = make.handled(cast, now, **fields)
    return actions.plan_steps(actor=cast.bureau_reporter, now=now, task=task, steps=STEPS)


def policy(cast: Cast, now: datetime, **fields: Any) -> Task:
    """Make a policy that the bureau signed for."""
    return make.handled(cast, now, instrument=Instrument.POLICY, title="制定水环境补偿办法", **fields)


def mechanism(cast: Cast, now: datetime, *, next_meeting_on: date = date(2026, 11, 30), **fields: Any) -> Task:
    """Make a monthly mechanism that runs, convened by the bureau, with the other bureau and the county."""
    wanted: dict[str, Any] = {"instrument": Instrument.MECHANISM, "title": "建立河湖管护联席会议制度"}
    task = make.handled(cast, now, **(wanted | fields))
    return actions.set_mechanism(
        actor=cast.bureau_reporter,
        now=now,
        task=task,
        convenor_unit=cast.bureau,
        convenor_role="分管副市长",
        members=[cast.other_bureau, cast.county],
        rhythm=MeetingRhythm.MONTHLY,
        is_running=True,
        next_meeting_on=next_meeting_on,
    )

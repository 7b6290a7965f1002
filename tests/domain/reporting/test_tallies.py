"""Tallies kept with every write equal a recount from scratch, after whatever people do (RP14)."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest

from luoshi.domain.reporting import actions
from luoshi.domain.reporting.actions import LineVerdict
from luoshi.domain.reporting.actions.tallies import counted
from luoshi.domain.reporting.models import Dispute, Line, Return, Tally
from luoshi.domain.reporting.rules import LineDraft
from luoshi.domain.reporting.terms import DisputeState, Figure
from luoshi.domain.tasks.models import Task
from luoshi.foundation.refusals import Refusal
from luoshi.workflows import hand_in
from tests.cast import Cast
from tests.factories.reporting import OPEN, issued_project, opened, read
from tests.factories.tasks import handled, progress

pytestmark = pytest.mark.django_db
EARLIER = OPEN - timedelta(days=60)


def _deed(dice: random.Random, cast: Cast, sheet: Return) -> str:
    lines = list(Line.objects.filter(sheet=sheet).select_related("task").order_by("pk"))
    line = dice.choice(lines)
    person, now = dice.choice((cast.bureau_reporter, cast.bureau_leader)), OPEN + timedelta(minutes=dice.randint(0, 60))
    deed = dice.choice(
        ("save", "save", "save", "unchanged", "all", "submit", "approve", "verify", "unmarked", "back", "give_back",
         "dispute", "answer", "withdraw", "ordinary", "close", "refresh")
    )  # fmt: skip
    given = {"now": now, "sheet": sheet}
    if deed == "save":
        draft = LineDraft(percent=dice.randint(0, 100), note=dice.choice("甲乙丙") * 9)
        if line.project_id:
            cents = Decimal(dice.randint(-500, 90_000)) / 100  # sums that binary fractions only come near
            draft = LineDraft(wan_yuan=cents, paid_wan_yuan=Decimal(dice.randint(0, 2000)))
        actions.save_line(actor=person, line_id=line.pk, draft=draft, **given)
    elif deed == "unchanged":
        actions.say_unchanged(actor=person, line_ids=[line.pk], **given)
    elif deed == "all":
        actions.say_unchanged(actor=person, **given)
    elif deed == "submit":
        hand_in.submit(actor=person, **given)
    elif deed == "approve":
        hand_in.approve(actor=cast.bureau_leader, **given)
    elif deed == "verify":
        percent = dice.choice((None, dice.randint(0, 100)))
        hand_in.verify(actor=cast.officer, verdicts={line.pk: LineVerdict(percent=percent)}, **given)
    elif deed == "unmarked":
        hand_in.verify(actor=cast.officer, **given)
    elif deed == "back":
        hand_in.send_back(actor=cast.officer, reasons={line.pk: "补充"}, **given)
    elif deed == "give_back":
        actions.give_back_return(actor=cast.bureau_leader, reason="改", **given)
    elif deed == "dispute":
        figure = Figure.PERIOD if line.project_id else Figure.PERCENT
        claimed = Decimal(dice.randint(0, 100))
        actions.dispute_value(actor=person, now=now, line=line, figure=figure, claimed=claimed, reason="附单")
    elif deed in {"answer", "withdraw"}:
        dispute = Dispute.objects.filter(state=DisputeState.OPEN).first()
        if dispute is not None and deed == "answer":
            upheld = dice.random() < 0.5
            hand_in.answer(actor=cast.officer, now=now, dispute=dispute, is_upheld=upheld, words="复核")
        elif dispute is not None:
            actions.withdraw_dispute(actor=person, now=now, dispute=dispute)
    elif deed == "ordinary" and line.task is not None:
        progress(cast, now, line.task, dice.randint(0, 100))
    elif deed == "close" and line.task is not None and dice.random() < 0.3:
        Task.objects.filter(pk=line.task.pk).update(state="closed")
    else:
        actions.refresh_return(now=now, sheet=read(sheet))
    return deed


@pytest.mark.parametrize("seed", range(6))
def test_kept_and_recounted_are_equal_after_random_deeds(cast: Cast, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(3):
        handled(cast, EARLIER)
    issued_project(cast, EARLIER)
    sheet = opened(cast)
    done = set()
    for _ in range(60):
        with suppress(Refusal):
            done.add(_deed(dice, cast, sheet))
        tally = Tally.objects.get(period=sheet.period, unit=sheet.unit)
        sums = counted(sheet.pk)
        assert {name: getattr(tally, name) for name in sums} == sums
    assert len(done) >= 6, "most deeds were refused: the walk proves too little"
    assert actions.recount(period=sheet.period) == 0


def test_a_recount_puts_right_what_was_spoilt(cast: Cast) -> None:
    handled(cast, EARLIER)
    sheet = opened(cast)
    Tally.objects.update(lines=7, declared_wan_yuan=3)
    assert actions.recount(period=sheet.period) == 1
    assert Tally.objects.get().lines == 1

"""What is refused, at its line, with nothing lost (RP1, RP2, RP7, RP10, RP11, RP15)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from luoshi.domain.reporting import actions, errors
from luoshi.domain.reporting.actions import LineEntry
from luoshi.domain.reporting.models import Line, PeriodException, Return
from luoshi.domain.reporting.rules import LineDraft, problems_in_line, seconds_counted
from luoshi.foundation.periods import Rhythm
from luoshi.workflows import hand_in
from luoshi.workflows.open_periods import open_all_periods
from tests.cast import Cast
from tests.factories.reporting import OPEN, make_period, make_scheme, opened, read, task_line
from tests.factories.tasks import handled

KNOWN = {"year_wan_yuan": "500"}


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        ({"wan_yuan": "100"}, None),
        ({"wan_yuan": "100", "year_wan_yuan": "600"}, None),
        ({"year_wan_yuan": "650"}, None),
        ({"wan_yuan": "0"}, None),
        ({"wan_yuan": "-100"}, errors.NegativeSum),
        ({"year_wan_yuan": "400"}, errors.BelowLastPeriod),
        ({"wan_yuan": "-100", "correction_reason": "上期多报"}, None),
        ({"year_wan_yuan": "400", "correction_reason": "上期多报"}, None),
        ({"wan_yuan": "-600", "correction_reason": "上期多报"}, errors.NegativeSum),
        ({"wan_yuan": "100", "year_wan_yuan": "601"}, errors.DoesNotAddUp),
        ({"wan_yuan": "820.512345"}, None),  # to the fen, as everywhere (MO1)
        ({"wan_yuan": "0.0000001"}, errors.SumOutOfRange),
        ({"wan_yuan": "1000000000000"}, errors.SumOutOfRange),
        ({"wan_yuan": "1", "funds_wan_yuan": "-1"}, errors.NegativeSum),
    ],
)
def test_sums_of_a_project(draft: dict[str, Any], problem: type[Exception] | None) -> None:
    values = {n: v if n == "correction_reason" else Decimal(v) for n, v in draft.items()}
    found = problems_in_line(LineDraft(**values), is_project=True, known=KNOWN)
    assert [type(one) for one in found][:1] == ([problem] if problem else [])


@pytest.mark.parametrize(("seconds", "counted"), [(0, 0), (7, 0), (8, 15), (44, 45), (99_999, 600), (-5, 0)])
def test_time_is_coarse(seconds: int, counted: int) -> None:
    assert seconds_counted(seconds) == counted


@pytest.mark.django_db
class TestReturns:
    """Bad input to a real return."""

    @pytest.fixture
    def sheet(self, cast: Cast) -> Return:
        handled(cast, OPEN - timedelta(days=60))
        return opened(cast)

    def test_a_clock_set_back_takes_nothing_and_loses_nothing(self, cast: Cast, sheet: Return) -> None:
        draft = LineDraft(percent=50, note="完成一半。")
        given: dict[str, Any] = {"actor": cast.bureau_reporter, "sheet": sheet, "line_id": task_line(sheet).pk}
        actions.save_line(now=OPEN, draft=draft, **given)
        with pytest.raises(errors.PeriodNotOpen):
            actions.save_line(now=sheet.period.opens_at - timedelta(hours=1), draft=draft, **given)
        assert task_line(sheet).declared_percent == 50

    def test_no_deed_is_dated_before_the_one_it_follows(self, cast: Cast, sheet: Return) -> None:
        actions.say_unchanged(actor=cast.bureau_reporter, now=OPEN, sheet=sheet)
        hand_in.submit(actor=cast.bureau_reporter, now=OPEN, sheet=sheet)
        approved = hand_in.approve(actor=cast.bureau_leader, now=OPEN - timedelta(hours=5), sheet=sheet)
        assert approved.approved_at == OPEN

    def test_a_line_of_another_unit_is_refused_and_the_others_kept(self, cast: Cast, sheet: Return) -> None:
        handled(cast, OPEN - timedelta(days=60), title="乡村公路", lead_unit=cast.bureau)
        actions.refresh_return(now=OPEN, sheet=sheet)
        draft = LineDraft(percent=50, note="完成一半。")
        own = task_line(sheet).pk
        saved = actions.save_lines(
            actor=cast.bureau_reporter, now=OPEN, sheet=sheet,
            entries=[LineEntry(own, draft), LineEntry(own + 999, draft, None, "5")],
        )  # fmt: skip
        assert [line.pk for line in saved.lines] == [own]
        assert [(p.place, type(p.refusal)) for p in saved.problems] == [("5", errors.RowUnknown)]

    def test_approving_twice_sends_out_once(self, cast: Cast, sheet: Return) -> None:
        actions.say_unchanged(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
        hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
        with pytest.raises(errors.StepNotOpen):
            hand_in.approve(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
        assert Line.objects.exclude(report=None).count() == 1

    def test_late_is_late(self, cast: Cast, sheet: Return) -> None:
        late = sheet.period.grace_until
        actions.say_unchanged(actor=cast.bureau_leader, now=late, sheet=sheet)
        assert hand_in.submit(actor=cast.bureau_leader, now=late, sheet=sheet).is_on_time is False

    def test_the_morning_job_may_run_twice(self, cast: Cast) -> None:
        handled(cast, OPEN - timedelta(days=60))
        make_period(cast)
        assert open_all_periods(now=OPEN) == 1
        assert open_all_periods(now=OPEN) == 0
        assert Return.objects.count() == 1

    def test_nothing_is_asked_twice(self, cast: Cast) -> None:
        make_scheme(cast, covers_projects=False)
        with pytest.raises(errors.AskedTwice):
            make_scheme(cast, name="另一套月报", covers_projects=False)
        with pytest.raises(errors.ProjectsByMonth):
            make_scheme(cast, name="项目季报", covers_tasks=False, rhythm=Rhythm.QUARTER)

    def test_an_unfilled_return_is_not_handed_in(self, cast: Cast, sheet: Return) -> None:
        with pytest.raises(errors.LinesLeft):
            hand_in.submit(actor=cast.bureau_leader, now=OPEN, sheet=sheet)
        assert read(sheet).state == "draft"

    @pytest.mark.parametrize("last_day", [date.max, date(2200, 1, 1)])
    def test_an_exception_without_end_is_none(self, cast: Cast, sheet: Return, last_day: date) -> None:
        with pytest.raises(errors.EndTooFar) as refused:
            actions.except_unit(
                actor=cast.officer, now=OPEN, period=sheet.period, unit=cast.bureau, last_day=last_day, reason="台风"
            )
        assert "到期后一年" in refused.value.message("zh-hans")
        assert not PeriodException.objects.exists()

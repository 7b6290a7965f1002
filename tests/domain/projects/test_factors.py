"""Factor needs: what a need must say, who answers it, what is held up, what blocks the coming starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from luoshi.domain.audit.models import Event
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import errors
from luoshi.domain.projects.actions.factors import FactorAnswer, answer_factor, put_factor, remove_factor
from luoshi.domain.projects.errors import reserve
from luoshi.domain.projects.models import FactorNeed, Project
from luoshi.domain.projects.queries import visible_projects
from luoshi.domain.projects.queries.factors import (
    NeedFilters,
    blocked_starts,
    filtered_needs,
    hold_ups,
    needs_of_quarter,
    own_authorities,
    quantities_of,
)
from luoshi.domain.projects.rules.factors import (
    FactorDraft,
    blocks_start,
    days_held_up,
    next_quarter,
    problems_in_need,
    quarter_days,
    tidied_need,
)
from luoshi.domain.projects.terms import FactorKind, LibraryState
from luoshi.foundation.refusals import NotAllowed, Refusal
from tests.cast import Cast

TODAY = date(2026, 11, 21)
LAND = FactorDraft("land", Decimal(80), "亩", authority_id=1)
Bring = Callable[[LibraryState], Project]


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"kind": ""}, errors.FieldMissing, "kind"),
        ({"measured_in": ""}, reserve.MeasureMissing, "measured_in"),
        ({"quantity": Decimal(-1)}, errors.NotNegative, "quantity"),
        ({"state": "blocked"}, reserve.BlockerMissing, "blocker"),
        ({"state": "accepted", "authority_id": None}, errors.FieldMissing, "authority"),
        ({"state": "secured"}, reserve.PaperMissing, "document_number"),
        (
            {"state": "secured", "document_number": "1号", "secured_quantity": Decimal(79)},
            reserve.SecuredShort,
            "secured_quantity",
        ),
        (
            {"state": "secured", "document_number": "1号", "secured_on": date(2026, 11, 22)},
            errors.DateAhead,
            "secured_on",
        ),
    ],
)
def test_what_is_wrong_is_named_at_its_field(changes: dict[str, object], refusal: type[Refusal], field: str) -> None:
    [problem] = problems_in_need(replace(LAND, **changes), today=TODAY)  # type: ignore[arg-type]
    assert (type(problem), problem.field) == (refusal, field)


def test_secured_today_if_nothing_is_said_and_no_day_while_it_is_not() -> None:
    assert tidied_need(replace(LAND, state="secured"), today=TODAY).secured_on == TODAY
    assert tidied_need(replace(LAND, secured_on=TODAY), today=TODAY).secured_on is None


def test_funds_are_secured_without_a_paper() -> None:
    assert problems_in_need(replace(LAND, kind="funds", state="secured"), today=TODAY) == []


@pytest.mark.parametrize(
    ("state", "needed_by", "days"),
    [
        ("under_way", date(2026, 11, 11), 10),
        ("under_way", TODAY, 0),
        ("secured", date(2026, 1, 1), 0),
        ("blocked", None, 0),
    ],
)
def test_days_held_up(state: str, needed_by: date | None, days: int) -> None:
    assert days_held_up(state, needed_by, TODAY) == days


def test_quarters() -> None:
    assert next_quarter(TODAY) == (date(2027, 1, 1), date(2027, 3, 31))
    assert next_quarter(date(2026, 1, 1)) == (date(2026, 4, 1), date(2026, 6, 30))
    assert quarter_days(2026, 4) == (date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("state", "needed_by", "start", "expected"),
    [
        ("under_way", date(2027, 2, 1), date(2027, 3, 1), True),
        ("not_started", None, date(2027, 3, 1), True),
        ("not_started", None, date(2026, 9, 1), True),  # the start itself is overdue
        ("secured", date(2027, 2, 1), date(2027, 3, 1), False),
        ("under_way", date(2027, 2, 1), date(2027, 4, 1), False),
        ("under_way", date(2027, 9, 1), date(2027, 3, 1), False),  # needed long after the start
        ("under_way", None, None, False),
    ],
)
def test_what_blocks_a_start(state: str, needed_by: date | None, start: date | None, expected: bool) -> None:
    assert blocks_start(state, needed_by, start, date(2027, 3, 31)) is expected


@pytest.fixture
def need(cast: Cast, now: datetime, brought_to: Bring) -> FactorNeed:
    """The waterworks need land of the other bureau, since ten days ago."""
    project = brought_to(LibraryState.RESERVED)
    draft = replace(LAND, authority_id=cast.other_bureau.pk, needed_by=date(2026, 11, 11))
    return put_factor(actor=cast.bureau_reporter, now=now, project=project, draft=draft)


def test_the_authority_sees_the_project_and_answers(cast: Cast, now: datetime, need: FactorNeed) -> None:
    standing = standing_of(cast.other_reporter)
    assert visible_projects(standing).filter(pk=need.project_id).exists()
    assert own_authorities(standing) == [cast.other_bureau]
    answer = FactorAnswer("secured", document_number="云自然资〔2026〕8号", secured_quantity=Decimal(80))
    version = Project.objects.get(pk=need.project_id).version
    answered = answer_factor(actor=cast.other_reporter, now=now, need=need, answer=answer)
    assert (answered.state, answered.secured_on) == ("secured", TODAY)
    event = Event.objects.filter(verb="answer_factor", subject_id=need.project_id).get()
    assert event.after["document_number"] == "云自然资〔2026〕8号"
    assert Project.objects.get(pk=need.project_id).version == version  # open forms on the record are not stale


def test_an_authority_answers_while_the_record_is_closed(cast: Cast, now: datetime, need: FactorNeed) -> None:
    Project.objects.filter(pk=need.project_id).update(library_state=LibraryState.PLAN_SUBMITTED)
    answer_factor(actor=cast.other_leader, now=now, need=need, answer=FactorAnswer("accepted"))
    need.refresh_from_db()
    assert need.state == "accepted"


@pytest.mark.parametrize("person", ["bureau_reporter", "reader", "county_leader", "administrator"])
def test_nobody_else_answers(cast: Cast, now: datetime, need: FactorNeed, person: str) -> None:
    with pytest.raises(NotAllowed):
        answer_factor(actor=cast.person(person), now=now, need=need, answer=FactorAnswer("accepted"))


def test_a_stale_answer_is_refused(cast: Cast, now: datetime, need: FactorNeed) -> None:
    answer_factor(actor=cast.other_leader, now=now, need=need, answer=FactorAnswer("accepted"), version=need.version)
    with pytest.raises(reserve.NeedStale):
        answer_factor(
            actor=cast.other_leader, now=now, need=need, answer=FactorAnswer("under_way"), version=need.version
        )


def test_an_authority_of_another_tree_or_out_of_use_is_refused(cast: Cast, now: datetime, need: FactorNeed) -> None:
    cast.zone.is_active = False
    cast.zone.save()
    with pytest.raises(reserve.AuthorityUnfit):
        put_factor(actor=cast.officer, now=now, project=need.project, draft=replace(LAND, authority_id=cast.zone.pk))


def test_hold_ups_count_each_project_once(cast: Cast, now: datetime, need: FactorNeed) -> None:
    draft = replace(LAND, kind="funds", authority_id=cast.other_bureau.pk, state="blocked", blocker="未列预算")
    put_factor(actor=cast.officer, now=now, project=need.project, draft=draft)
    [held] = hold_ups(standing_of(cast.officer), TODAY)
    assert held.authority == cast.other_bureau
    assert (held.open, held.late, held.blocked, held.days, held.longest_days) == (2, 1, 1, 10, 10)
    assert (held.projects, held.wan_yuan) == (1, 35000)


def test_lists_of_late_needs_of_starts_and_of_a_quarter(cast: Cast, now: datetime, need: FactorNeed) -> None:
    standing = standing_of(cast.officer)
    late = NeedFilters(authority=cast.other_bureau.pk, is_late=True)
    assert list(filtered_needs(standing, late, TODAY)) == [need]
    assert list(filtered_needs(standing, replace(late, kind="funds"), TODAY)) == []
    quarter, [start] = blocked_starts(standing, TODAY)
    assert quarter[1] == date(2027, 3, 31)
    assert (start.project_id, list(start.needs)) == (need.project_id, [need])
    found = needs_of_quarter(standing, FactorKind.LAND, *quarter_days(2026, 4))
    assert found == [need]
    assert quantities_of(found) == {"亩": (Decimal(80), Decimal(0))}
    assert needs_of_quarter(standing, FactorKind.LAND, *quarter_days(2027, 1)) == []


def test_a_removed_need_stays_in_the_history(cast: Cast, now: datetime, need: FactorNeed) -> None:
    remove_factor(actor=cast.bureau_reporter, now=now, project=need.project, need_id=need.pk)
    assert not FactorNeed.objects.exists()
    assert Event.objects.filter(subject_type="project").latest("pk").before["quantity"] == "80"

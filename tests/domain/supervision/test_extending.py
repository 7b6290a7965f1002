"""A later date is asked for and approved, never just entered: of tasks and of issued projects (rules LA8, PJ23)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.queries import history_of
from luoshi.domain.notices.models import Notice
from luoshi.domain.projects import actions as projects
from luoshi.domain.projects.errors import PutOffByUnit, RecordLocked
from luoshi.domain.projects.models import Project, ProjectYear
from luoshi.domain.projects.queries.dossiers import stored_dossier
from luoshi.domain.projects.rules import YearDraft
from luoshi.domain.projects.rules.years import start_in_force
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.supervision import actions, errors
from luoshi.domain.supervision.models import Extension, Light, Matter, StepRun
from luoshi.domain.supervision.queries.climbing import read_adopted, records_of
from luoshi.domain.supervision.queries.ladder_trials import steps_under
from luoshi.domain.supervision.rules.pages import project_page
from luoshi.domain.supervision.terms import ExtendedDate, ExtensionState
from luoshi.domain.tasks.models import Task
from luoshi.foundation.refusals import NotAllowed, Refusal
from luoshi.workflows import lit_deeds
from tests.cast import Cast
from tests.factories.projects import issued_project, make_project
from tests.factories.supervision import ISSUED, adopted, at, pass_days
from tests.factories.tasks import fresh, handled

pytestmark = pytest.mark.django_db
WITHOUT_SUM = YearDraft(year=2026, annual_class="new_start")
FINISH = date(2026, 4, 30)
LATER = date(2026, 12, 31)


def begun(cast: Cast, finish: date = FINISH) -> Project:
    """Make an issued project that began and is to be finished by a day, with nothing else to judge it by."""
    return issued_project(cast, year=WITHOUT_SUM, planned_start=date(2025, 9, 1), actual_start=date(2025, 9, 1),
                          planned_finish=finish)  # fmt: skip


def waiting(cast: Cast) -> Project:
    """Make an issued project that is to begin in April and has not."""
    return issued_project(cast, year=replace(WITHOUT_SUM, planned_start_month=4), planned_start=date(2026, 4, 10))


def edit(project: Project, actor: Account, **changes: Any) -> Project:
    """Change a project's dossier as it stands."""
    current = Project.objects.get(pk=project.pk)
    dossier = replace(stored_dossier(current), **changes)
    return lit_deeds.edit_project(
        actor=actor, now=at(3, 2), project=current, version=current.version, dossier=dossier, reason="调整"
    )


def ask(cast: Cast, thing: Project | Task, wanted: date = LATER, **more: Any) -> Extension:
    """Ask for the lead unit, on 20 April where nothing else is said."""
    given: dict[str, Any] = {"actor": cast.bureau_leader, "now": at(4, 20), "reason": "汛期停工"} | more
    return actions.ask_extension(thing=thing, wanted=wanted, **given)


def answer(cast: Cast, wish: Extension, *, yes: bool, **more: Any) -> Extension:
    """Answer for the office, on 10 July where nothing else is said."""
    given: dict[str, Any] = {"actor": cast.officer, "now": at(7, 10), "answer": "" if yes else "理由不充分"} | more
    return actions.answer_extension(extension=wish, is_approved=yes, **given)


def tone(project: Project) -> str:
    """Give the tone of a project's light."""
    return Light.objects.get(project=project).tone


# What a unit may enter itself


@pytest.mark.parametrize(
    "changes, field",
    [
        ({"planned_finish": date(2028, 12, 31)}, "planned_finish"),
        ({"planned_finish": None}, "planned_finish"),
        ({"planned_start": date(2026, 5, 1)}, "planned_start"),
        ({"planned_start": None}, "planned_start"),
    ],
)
def test_an_issued_projects_unit_puts_no_date_off(cast: Cast, changes: dict[str, Any], field: str) -> None:
    project = issued_project(cast)
    before = stored_dossier(project)
    with pytest.raises(Refusal) as caught:
        edit(project, cast.bureau_reporter, **changes)
    refusals = getattr(caught.value, "problems", [caught.value])
    assert [(type(one), one.field) for one in refusals] == [(PutOffByUnit, field)]
    assert stored_dossier(Project.objects.get(pk=project.pk)) == before
    edit(project, cast.officer, **changes)
    assert getattr(Project.objects.get(pk=project.pk), field) == changes[field]


def test_earlier_dates_and_dates_before_issue_stay_free(cast: Cast) -> None:
    edit(issued_project(cast), cast.bureau_reporter, planned_start=date(2026, 2, 1), planned_finish=date(2028, 1, 31))
    draft = make_project(cast, ISSUED, state=LibraryState.RESERVED)
    edit(draft, cast.bureau_reporter, planned_finish=date(2029, 12, 31))
    empty = issued_project(cast, name="云岭市二号泵站")
    Project.objects.filter(pk=empty.pk).update(planned_finish=None)
    assert edit(empty, cast.bureau_reporter, planned_finish=date(2029, 12, 31)).planned_finish == date(2029, 12, 31)


@pytest.mark.parametrize(
    "former, becomes, is_refused",
    [(4, 9, True), (4, 3, False), (None, 9, True), (None, 4, False), (4, None, False)],
)
def test_a_units_month_of_a_year_puts_no_start_off(
    cast: Cast, former: int | None, becomes: int | None, is_refused: bool
) -> None:
    project = waiting(cast)
    ProjectYear.objects.filter(project=project).update(planned_start_month=former, batch=None)
    draft = replace(WITHOUT_SUM, planned_start_month=becomes, objective="开工建设")
    given: dict[str, Any] = {"now": at(3, 2), "project": project, "draft": draft, "reason": "调整"}
    if is_refused:
        with pytest.raises(PutOffByUnit):
            projects.set_year(actor=cast.bureau_reporter, **given)
        projects.set_year(actor=cast.officer, **given)
    else:
        projects.set_year(actor=cast.bureau_reporter, **given)
    assert ProjectYear.objects.get(project=project).planned_start_month == becomes


@pytest.mark.parametrize(
    "planned, month, expected",
    [
        (date(2026, 4, 10), None, date(2026, 4, 10)),
        (date(2026, 4, 10), 4, date(2026, 4, 10)),
        (date(2026, 4, 10), 6, date(2026, 6, 30)),
        (None, 2, date(2026, 2, 28)),
        (None, None, None),
    ],
)
def test_the_month_of_the_years_plan_goes_before_the_dossiers_date(
    planned: date | None, month: int | None, expected: date | None
) -> None:
    assert start_in_force(planned, 2026, month) == expected


# The wish and its answer


def test_the_old_finish_judges_a_project_until_the_wish_is_approved(cast: Cast) -> None:
    adopted(cast, at(4, 13))
    project = begun(cast)
    wish = ask(cast, project)
    pass_days(date(2026, 4, 13), date(2026, 5, 4))
    matter = Matter.objects.get(project=project)
    assert matter.rung == "chase"
    actions.light_projects(now=at(6, 2), projects=[project])
    assert tone(project) == "red"
    episode = matter.episode
    answer(cast, wish, yes=True, now=at(6, 3))
    project.refresh_from_db()
    assert project.planned_finish == LATER
    assert tone(project) == "green"
    matter.refresh_from_db()
    assert (matter.episode, matter.rung) == (episode + 1, "")  # back in order at once
    wish.refresh_from_db()
    assert (wish.state, wish.former_deadline, wish.wanted_deadline) == (ExtensionState.APPROVED, FINISH, LATER)
    said = {event.verb: event for event in history_of("project", project.pk)}
    assert said["ask_extension"].note == "汛期停工"
    assert said["ask_extension"].after["wanted_deadline"] == "2026-12-31"
    assert said["answer_extension"].before["planned_finish"] == "2026-04-30"
    assert said["answer_extension"].after["planned_finish"] == "2026-12-31"
    assert {"ask_extension", "answer_extension"} & {event.verb for event in history_of("matter", matter.pk)}
    told = {(notice.recipient_id, notice.url) for notice in Notice.objects.filter(subject_type="project")}
    assert {(cast.officer.pk, project_page(project.pk)), (cast.bureau_leader.pk, project_page(project.pk))} <= told


def test_a_refused_wish_leaves_the_date_and_says_why(cast: Cast) -> None:
    project = begun(cast)
    wish = ask(cast, project)
    with pytest.raises(errors.ReasonMissing):
        answer(cast, wish, yes=False, answer=" ")
    answer(cast, wish, yes=False)
    project.refresh_from_db()
    wish.refresh_from_db()
    assert (project.planned_finish, wish.state, wish.answer) == (FINISH, ExtensionState.REFUSED, "理由不充分")
    with pytest.raises(errors.ExtensionNotWaiting):
        answer(cast, wish, yes=True)
    assert ask(cast, project, date(2026, 6, 30)).state == ExtensionState.WAITING  # it may ask again


def test_a_later_start_moves_the_month_of_the_years_plan_too(cast: Cast) -> None:
    adopted(cast)
    project = waiting(cast)
    wish = ask(cast, project, date(2026, 9, 15), extended=ExtendedDate.START, now=at(4, 2))
    assert wish.former_deadline == date(2026, 4, 10)
    actions.light_projects(now=at(7, 2), projects=[project])
    assert tone(project) == "red"
    answer(cast, wish, yes=True)
    project.refresh_from_db()
    assert project.planned_start == date(2026, 9, 15)
    assert ProjectYear.objects.get(project=project).planned_start_month == 9
    assert tone(project) == "green"


def test_a_start_of_another_year_leaves_this_years_month_out(cast: Cast) -> None:
    project = waiting(cast)
    wish = ask(cast, project, date(2027, 3, 1), extended=ExtendedDate.START, now=at(4, 2))
    answer(cast, wish, yes=True)
    assert ProjectYear.objects.get(project=project).planned_start_month is None
    assert start_in_force(Project.objects.get(pk=project.pk).planned_start, 2026, None) == date(2027, 3, 1)


def test_the_projects_own_task_follows_where_it_had_the_same_day(cast: Cast) -> None:
    for deadline, follows in ((FINISH, True), (date(2026, 3, 31), False)):
        task = handled(cast, ISSUED, deadline=deadline)
        project = begun(cast)
        Project.objects.filter(pk=project.pk).update(task=task)
        answer(cast, ask(cast, project), yes=True)
        assert fresh(task).deadline == (LATER if follows else deadline)


def test_what_was_late_before_a_later_finish_came_counts_as_overdue(cast: Cast) -> None:
    project = begun(cast)
    assert records_of("project", [project], date(2026, 7, 11))[project.pk].overdue_before == 0
    answer(cast, ask(cast, project), yes=True)  # on 10 July, after the old day
    assert records_of("project", [project], date(2026, 7, 11))[project.pk].overdue_before == 1


def test_a_trial_judges_past_days_by_the_finish_of_then(cast: Cast) -> None:
    _pack, ladder = adopted(cast)
    project = begun(cast)
    answer(cast, ask(cast, project), yes=True)
    steps = steps_under(cast.city, read_adopted(ladder), date(2026, 5, 1), date(2026, 5, 10)).steps
    assert {step.thing for step in steps} == {project}


# What is refused


Given = Callable[[Cast], dict[str, Any]]


@pytest.mark.parametrize(
    "given, refusal",
    [
        (lambda cast: {"now": at(4, 30)}, errors.ExtensionTooLate),
        (lambda cast: {"wanted": FINISH}, errors.ExtensionNotLater),
        (lambda cast: {"wanted": date(2150, 1, 1)}, errors.ExtensionTooFar),
        (lambda cast: {"reason": " "}, errors.ReasonMissing),
        (lambda cast: {"extended": ExtendedDate.START}, errors.NoDeadlineToExtend),  # it began
        (lambda cast: {"extended": ExtendedDate.DEADLINE}, errors.NoDeadlineToExtend),  # a project has none
        (lambda cast: {"actor": cast.other_leader}, NotAllowed),
        (lambda cast: {"actor": cast.officer}, NotAllowed),  # the office changes it itself
        (lambda cast: {"actor": cast.reader}, NotAllowed),
    ],
)
def test_a_wish_is_refused(cast: Cast, given: Given, refusal: type[Refusal]) -> None:
    project = begun(cast)
    with pytest.raises(refusal):
        ask(cast, project, **given(cast))
    assert not Extension.objects.exists()


def test_nothing_is_asked_for_what_is_not_issued_finished_or_locked(cast: Cast) -> None:
    with pytest.raises(errors.DatesStillFree):
        ask(cast, make_project(cast, ISSUED, state=LibraryState.RESERVED))
    project = begun(cast)
    projects.lock_project(actor=cast.officer, now=at(3, 1), project=project, reason="核查")
    with pytest.raises(RecordLocked):
        ask(cast, project)
    Project.objects.filter(pk=project.pk).update(is_locked=False, actual_finish=date(2026, 4, 1))
    with pytest.raises(errors.NoDeadlineToExtend):
        ask(cast, project)
    assert not Extension.objects.exists()


def test_one_wish_for_each_date_waits_at_a_time(cast: Cast) -> None:
    project = waiting(cast)
    ask(cast, project, date(2028, 12, 31), now=at(4, 2))
    ask(cast, project, date(2026, 9, 1), extended=ExtendedDate.START, now=at(4, 2))
    for which, wanted in ((ExtendedDate.FINISH, date(2029, 1, 31)), (ExtendedDate.START, date(2026, 10, 1))):
        with pytest.raises(errors.ExtensionWaits):
            ask(cast, project, wanted, extended=which, now=at(4, 3))
    assert Extension.objects.count() == 2


def test_a_start_is_not_put_behind_the_finish(cast: Cast) -> None:
    project = waiting(cast)
    with pytest.raises(errors.StartAfterFinish):
        ask(cast, project, date(2028, 7, 1), extended=ExtendedDate.START, now=at(4, 2))
    wish = ask(cast, project, date(2028, 6, 1), extended=ExtendedDate.START, now=at(4, 2))
    edit(project, cast.officer, planned_finish=date(2027, 12, 31))
    with pytest.raises(errors.StartAfterFinish):
        answer(cast, wish, yes=True)
    wish.refresh_from_db()
    assert wish.state == ExtensionState.WAITING


def test_a_task_carried_out_as_an_issued_project_asks_there(cast: Cast) -> None:
    task = handled(cast, ISSUED, deadline=FINISH)
    project = begun(cast)
    Project.objects.filter(pk=project.pk).update(task=task)
    with pytest.raises(errors.AskForTheProject):
        ask(cast, task)


def test_only_the_office_of_the_project_answers(cast: Cast) -> None:
    wish = ask(cast, begun(cast))
    for account in (cast.bureau_leader, cast.county_officer, cast.reader, cast.administrator):
        with pytest.raises(NotAllowed):
            answer(cast, wish, yes=True, actor=account)
    assert not StepRun.objects.exists()

"""A record's way through the library (PJ2–PJ4, PJ9, PJ10), on the database."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.projects import actions, errors
from luoshi.domain.projects.models import Project, ProjectYear, YearlyInvestment
from luoshi.domain.projects.queries.visibility import visible_projects
from luoshi.domain.projects.rules import Dossier, YearDraft
from luoshi.domain.projects.terms import LibraryState as S
from luoshi.domain.projects.terms import ProjectDeed
from luoshi.domain.tasks.models import Batch
from luoshi.domain.tasks.terms import BatchState
from luoshi.foundation.refusals import Invalid, NotAllowed, Stale
from tests.cast import Cast

Bring = Callable[[S], Project]


def issued_batch(cast: Cast, number: int = 1, year: int = 2026) -> Batch:
    return Batch.objects.create(
        jurisdiction=cast.city, year=year, number=number, name=f"{year}年第{number}批", state=BatchState.ISSUED
    )


def test_a_unit_drafts_submits_and_the_office_admits(cast: Cast, now: datetime, project: Project) -> None:
    actions.submit_project(actor=cast.bureau_leader, now=now, project=project)
    with pytest.raises(NotAllowed):
        actions.admit_project(actor=cast.bureau_leader, now=now, project=project)
    admitted = actions.admit_project(actor=cast.officer, now=now, project=project)
    assert (admitted.library_state, admitted.admitted_on) == (S.RESERVED, date(2026, 11, 21))
    verbs = [event.verb for event in history_of("project", project.pk)]
    assert verbs == ["admit_project", "submit_project", "create_project"]


def test_numbers_run_and_one_submission_is_one_project(cast: Cast, now: datetime, dossier: Dossier) -> None:
    key = uuid.uuid4()
    made = [
        actions.create_project(
            actor=cast.officer,
            now=now,
            jurisdiction=cast.city,
            lead_unit=cast.bureau,
            dossier=replace(dossier, name=f"项目{n}"),
            submission_key=key if n < 2 else None,
        )
        for n in range(3)
    ]
    assert [(p.number, p.name) for p in made] == [(1, "项目0"), (1, "项目0"), (2, "项目2")]


def test_a_submitted_record_is_closed_until_it_is_returned(
    cast: Cast, now: datetime, brought_to: Bring, dossier: Dossier
) -> None:
    project = brought_to(S.SUBMITTED)
    changed = replace(dossier, name="云岭市第二水厂")
    with pytest.raises(errors.RecordClosed):
        actions.edit_project(
            actor=cast.bureau_reporter, now=now, project=project, version=project.version, dossier=changed
        )
    with pytest.raises(errors.RecordClosed):
        actions.withdraw_project(actor=cast.officer, now=now, project=project, reason="重复")
    with pytest.raises(errors.ReasonMissing):
        actions.return_project(actor=cast.officer, now=now, project=project, reason=" ")
    returned = actions.return_project(actor=cast.officer, now=now, project=project, reason="补充规模")
    edited = actions.edit_project(
        actor=cast.bureau_reporter, now=now, project=returned, version=returned.version, dossier=changed
    )
    assert (edited.library_state, edited.name) == (S.DRAFT, "云岭市第二水厂")


@pytest.mark.parametrize("state", [S.COMPILING, S.PLAN_SUBMITTED])
def test_a_project_in_a_plan_is_not_withdrawn(cast: Cast, now: datetime, brought_to: Bring, state: S) -> None:
    with pytest.raises(errors.InPlanBeingCompiled):
        actions.withdraw_project(actor=cast.officer, now=now, project=brought_to(state), reason="不再实施")


def test_out_of_the_plan_it_is_withdrawn_and_restored_to_the_reserve(
    cast: Cast, now: datetime, brought_to: Bring
) -> None:
    project = brought_to(S.COMPILING)
    actions.take_out_of_annual_plan(actor=cast.officer, now=now, project=project)
    gone = actions.withdraw_project(actor=cast.officer, now=now, project=project, reason="不再实施")
    assert gone.library_state == S.WITHDRAWN
    assert actions.restore_project(actor=cast.officer, now=now, project=project).library_state == S.RESERVED


def test_a_locked_record_takes_nothing(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.RESERVED)
    actions.lock_project(actor=cast.officer, now=now, project=project, reason="审计")
    with pytest.raises(errors.RecordLocked):
        actions.put_in_rolling_plan(actor=cast.officer, now=now, project=project)
    actions.unlock_project(actor=cast.officer, now=now, project=project)
    assert actions.put_in_rolling_plan(actor=cast.officer, now=now, project=project).library_state == S.ROLLING


def test_a_later_batch_promotes_and_the_history_keeps_both(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.PLAN_SUBMITTED)
    first, second = issued_batch(cast), issued_batch(cast, 2)
    actions.issue_project(actor=cast.officer, now=now, project=project, batch=first)
    actions.issue_project(actor=cast.officer, now=now, project=project, batch=second)
    row = ProjectYear.objects.get(project=project, year=2026)
    assert (row.batch, row.annual_class) == (second, "new_start")
    told = [e.after["batch"] for e in history_of("project", project.pk) if e.verb == ProjectDeed.ISSUE]
    assert told == [second.name, first.name]


def test_only_an_issued_batch_of_the_same_library_issues(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.PLAN_SUBMITTED)
    compiling = Batch.objects.create(jurisdiction=cast.city, year=2026, number=3, name="编制中")
    elsewhere = Batch.objects.create(
        jurisdiction=cast.county, year=2026, number=1, name="县批次", state=BatchState.ISSUED
    )
    with pytest.raises(errors.BatchNotIssued):
        actions.issue_project(actor=cast.officer, now=now, project=project, batch=compiling)
    with pytest.raises(errors.BatchOfOtherLibrary):
        actions.issue_project(actor=cast.officer, now=now, project=project, batch=elsewhere)


def test_an_issued_year_changes_by_the_office_with_a_reason_only(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.PLAN_SUBMITTED)
    actions.issue_project(actor=cast.officer, now=now, project=project, batch=issued_batch(cast))
    draft = YearDraft(year=2026, annual_class="new_start", planned_wan_yuan=Decimal(9000))
    for actor, reason in ((cast.bureau_leader, "调整"), (cast.officer, "")):
        with pytest.raises(errors.PlanFixed):
            actions.set_year(actor=actor, now=now, project=project, draft=draft, reason=reason)
    actions.set_year(actor=cast.officer, now=now, project=project, draft=draft, reason="年中调整")
    assert ProjectYear.objects.get(project=project).planned_wan_yuan == 9000


def test_submission_names_everything_missing(cast: Cast, now: datetime) -> None:
    bare = actions.create_project(
        actor=cast.bureau_reporter,
        now=now,
        jurisdiction=cast.city,
        lead_unit=cast.bureau,
        dossier=Dossier(name="新项目"),
    )
    with pytest.raises(Invalid) as refused:
        actions.submit_project(actor=cast.bureau_reporter, now=now, project=bare)
    assert len(refused.value.problems) == 9


def test_a_total_below_the_threshold_is_not_submitted(
    cast: Cast, now: datetime, project: Project, dossier: Dossier
) -> None:
    small = replace(dossier, total_wan_yuan=Decimal(2999), investment_by_year=())
    edited = actions.edit_project(actor=cast.officer, now=now, project=project, version=1, dossier=small)
    with pytest.raises(errors.BelowThreshold):
        actions.submit_project(actor=cast.officer, now=now, project=edited)


def test_a_stale_form_is_refused_with_who_changed_it(
    cast: Cast, now: datetime, project: Project, dossier: Dossier
) -> None:
    actions.edit_project(
        actor=cast.officer, now=now, project=project, version=1, dossier=replace(dossier, summary="供城东片区")
    )
    with pytest.raises(Stale) as refused:
        actions.edit_project(actor=cast.bureau_reporter, now=now, project=project, version=1, dossier=dossier)
    assert refused.value.params["who"] == "杜衡"


def test_an_edit_keeps_what_changed_and_nothing_else(
    cast: Cast, now: datetime, project: Project, dossier: Dossier
) -> None:
    changed = replace(
        dossier,
        total_wan_yuan=Decimal(36000),
        investment_by_year=((2026, Decimal(16000)), (2027, Decimal(20000))),
    )
    actions.edit_project(actor=cast.officer, now=now, project=project, version=1, dossier=changed)
    event = history_of("project", project.pk).first()
    assert event is not None
    assert event.before == {
        "total_wan_yuan": "35000",
        "investment_by_year": "2026: 10000；2027: 15000；2028: 10000",
    }
    assert event.after["total_wan_yuan"] == "36000"
    assert list(YearlyInvestment.objects.filter(project=project).values_list("year", flat=True)) == [2026, 2027]


def test_an_edit_without_a_change_makes_no_version(
    cast: Cast, now: datetime, project: Project, dossier: Dossier
) -> None:
    same = actions.edit_project(actor=cast.officer, now=now, project=project, version=1, dossier=dossier)
    assert same.version == 1
    assert history_of("project", project.pk).count() == 1


def test_a_code_stands_once_in_a_library(cast: Cast, now: datetime, project: Project, dossier: Dossier) -> None:
    code = "2509-990100-89-01-544060"
    actions.edit_project(
        actor=cast.officer, now=now, project=project, version=1, dossier=replace(dossier, national_code=code)
    )
    with pytest.raises(errors.CodeTaken):
        actions.create_project(
            actor=cast.officer,
            now=now,
            jurisdiction=cast.city,
            lead_unit=cast.bureau,
            dossier=replace(dossier, name="另一项目", national_code=code),
        )


def test_another_bureau_neither_writes_nor_sees_a_draft(
    cast: Cast, now: datetime, project: Project, dossier: Dossier
) -> None:
    with pytest.raises(NotAllowed):
        actions.edit_project(actor=cast.other_reporter, now=now, project=project, version=1, dossier=dossier)
    with pytest.raises(NotAllowed):
        actions.create_project(
            actor=cast.other_reporter, now=now, jurisdiction=cast.city, lead_unit=cast.bureau, dossier=dossier
        )
    assert not visible_projects(standing_of(cast.other_reporter)).exists()
    assert visible_projects(standing_of(cast.bureau_reporter)).exists()
    assert not visible_projects(standing_of(cast.reader)).exists()
    actions.submit_project(actor=cast.bureau_reporter, now=now, project=project)
    assert visible_projects(standing_of(cast.reader)).exists()
    assert not visible_projects(standing_of(cast.county_officer)).exists()


def test_a_transfer_gives_the_project_to_another_department(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.RESERVED)
    with pytest.raises(errors.ReasonMissing):
        actions.transfer_project(actor=cast.officer, now=now, project=project, lead_unit=cast.other_bureau, reason="")
    given = actions.transfer_project(
        actor=cast.officer, now=now, project=project, lead_unit=cast.other_bureau, reason="职责调整"
    )
    assert given.lead_unit == cast.other_bureau
    assert "农业农村局" in given.search_text
    with pytest.raises(errors.UnitOutsideLibrary):
        actions.transfer_project(
            actor=cast.officer,
            now=now,
            project=Project.objects.create(
                jurisdiction=cast.county,
                number=1,
                name="县项目",
                lead_unit=cast.county_bureau,
                stage_since=now.date(),
                created_at=now,
                changed_at=now,
            ),
            lead_unit=cast.bureau,
            reason="误转",
        )


def test_a_selection_goes_project_by_project(cast: Cast, now: datetime, project: Project) -> None:
    bare = actions.create_project(
        actor=cast.officer, now=now, jurisdiction=cast.city, lead_unit=cast.bureau, dossier=Dossier(name="空白")
    )
    outcomes = actions.move_projects(actor=cast.officer, now=now, deed=ProjectDeed.SUBMIT, projects=[bare, project])
    assert [outcome.refusal is None for outcome in outcomes] == [False, True]
    project.refresh_from_db()
    assert project.library_state == S.SUBMITTED

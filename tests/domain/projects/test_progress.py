"""Stages through gates (PJ5, PJ6), months declared and verified (PJ11), rows and files (PJ14, PJ15)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from luoshi.domain.audit.queries import history_of
from luoshi.domain.projects import actions, errors
from luoshi.domain.projects.actions import FileDraft, MonthRow
from luoshi.domain.projects.models import Funding, Milestone, MonthlyProgress, Project, ProjectFile, ProjectYear
from luoshi.domain.projects.rules import (
    ApprovalDraft,
    Dossier,
    FundingDraft,
    MilestoneDraft,
    MonthDraft,
    MonthVerdict,
    ParticipantDraft,
    Requirement,
)
from luoshi.domain.projects.terms import GateNeed
from luoshi.domain.projects.terms import LibraryState as S
from luoshi.domain.projects.terms import LifecycleStage as L
from luoshi.foundation.refusals import NotAllowed, Refusal
from tests.cast import Cast

Bring = Callable[[S], Project]


def month(project: Project, day: date = date(2026, 10, 1)) -> MonthlyProgress:
    return MonthlyProgress.objects.get(project=project, month=day)


def test_a_gate_names_what_is_missing_and_opens_when_it_is_there(
    cast: Cast, now: datetime, brought_to: Bring, dossier: Dossier
) -> None:
    project = brought_to(S.RESERVED)
    advanced = actions.advance_stage(actor=cast.officer, now=now, project=project, stage=L.PRELIMINARY)
    with pytest.raises(errors.GateClosed) as refused:
        actions.advance_stage(actor=cast.officer, now=now, project=advanced, stage=L.BUILDING)
    words = refused.value.message("zh-hans")
    assert all(word in words for word in ("可行性研究报告", "施工许可", "资金来源覆盖总投资", "实际开工日期"))
    for kind in ("feasibility", "design", "land_review", "eia", "construction"):
        actions.put_row(
            actor=cast.bureau_reporter,
            now=now,
            project=project,
            draft=ApprovalDraft(kind=kind, state="granted", granted_on=date(2026, 5, 1)),
        )
    actions.put_row(
        actor=cast.bureau_reporter,
        now=now,
        project=project,
        draft=FundingDraft(category="local_budget", planned_wan_yuan=Decimal(35000)),
    )
    project.refresh_from_db()
    actions.edit_project(
        actor=cast.bureau_reporter,
        now=now,
        project=project,
        version=project.version,
        dossier=replace(dossier, actual_start=date(2026, 6, 1)),
    )
    built = actions.advance_stage(actor=cast.officer, now=now, project=project, stage=L.BUILDING)
    assert built.lifecycle_stage == L.BUILDING
    assert [c.stage for c in built.stage_changes.order_by("pk")] == ["conceived", "preliminary", "building"]


def test_stages_are_not_jumped_but_corrected_with_a_reason(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.RESERVED)
    with pytest.raises(errors.StageNotNext):
        actions.advance_stage(actor=cast.officer, now=now, project=project, stage=L.BUILDING)
    with pytest.raises(NotAllowed):
        actions.advance_stage(actor=cast.bureau_leader, now=now, project=project, stage=L.PRELIMINARY)
    with pytest.raises(errors.ReasonMissing):
        actions.correct_stage(actor=cast.officer, now=now, project=project, stage=L.BUILDING, reason="")
    corrected = actions.correct_stage(actor=cast.officer, now=now, project=project, stage=L.BUILDING, reason="登记有误")
    assert corrected.stage_changes.get(stage="building").is_correction


def test_a_project_is_stopped_with_a_reason(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.RESERVED)
    with pytest.raises(errors.ReasonMissing):
        actions.advance_stage(actor=cast.officer, now=now, project=project, stage=L.STOPPED)
    stopped = actions.advance_stage(actor=cast.officer, now=now, project=project, stage=L.STOPPED, reason="业主退出")
    assert stopped.lifecycle_stage == L.STOPPED


def test_a_stage_begins_no_earlier_than_the_one_before(cast: Cast, now: datetime, brought_to: Bring) -> None:
    with pytest.raises(errors.StageBeforeLast):
        actions.advance_stage(
            actor=cast.officer,
            now=now,
            project=brought_to(S.RESERVED),
            stage=L.PRELIMINARY,
            changed_on=date(2026, 1, 1),
        )


def test_a_jurisdiction_sets_its_gates_and_goes_back_to_the_defaults(
    cast: Cast, now: datetime, brought_to: Bring
) -> None:
    project = brought_to(S.RESERVED)
    actions.set_gate(
        actor=cast.officer,
        now=now,
        jurisdiction=cast.city,
        stage=L.PRELIMINARY,
        requirements=[Requirement(GateNeed.FUNDS_IN_PLACE, "0.1")],
    )
    with pytest.raises(errors.GateClosed):
        actions.advance_stage(actor=cast.officer, now=now, project=project, stage=L.PRELIMINARY)
    actions.set_gate(actor=cast.officer, now=now, jurisdiction=cast.city, stage=L.PRELIMINARY, requirements=None)
    assert actions.advance_stage(actor=cast.officer, now=now, project=project, stage=L.PRELIMINARY)


@pytest.mark.parametrize(
    "requirement", [Requirement(GateNeed.APPROVAL, "x"), Requirement(GateNeed.FUNDS_IN_PLACE, "2")]
)
def test_a_requirement_of_no_list_is_refused(cast: Cast, now: datetime, requirement: Requirement) -> None:
    with pytest.raises(errors.RequirementUnknown):
        actions.set_gate(
            actor=cast.officer, now=now, jurisdiction=cast.city, stage=L.BUILDING, requirements=[requirement]
        )


def test_only_the_office_sets_sectors_and_gates(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        actions.put_sector(actor=cast.bureau_leader, now=now, jurisdiction=cast.city, name="交通")
    with pytest.raises(NotAllowed):
        actions.set_gate(
            actor=cast.county_officer, now=now, jurisdiction=cast.city, stage=L.BUILDING, requirements=None
        )


def test_declared_and_verified_stand_apart(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.RESERVED)
    draft = MonthDraft(narrative="完成基坑开挖", invested_wan_yuan=Decimal("820.5"), funds_wan_yuan=Decimal(1000))
    actions.record_month(actor=cast.bureau_reporter, now=now, project=project, month=date(2026, 10, 15), draft=draft)
    assert (month(project).declared_wan_yuan, month(project).verified_wan_yuan) == (Decimal("820.5"), None)
    actions.verify_month(
        actor=cast.officer,
        now=now,
        project=project,
        month=date(2026, 10, 1),
        verdict=MonthVerdict(invested_wan_yuan=Decimal(700)),
    )
    row = month(project)
    assert (row.declared_wan_yuan, row.verified_wan_yuan) == (Decimal("820.5"), 700)
    assert (row.verified_funds_wan_yuan, row.verified_paid_wan_yuan) == (1000, None)
    year = ProjectYear.objects.get(project=project, year=2026)
    assert (year.declared_wan_yuan, year.verified_wan_yuan) == (Decimal("820.5"), 700)
    corrected = replace(draft, invested_wan_yuan=Decimal(810))
    actions.record_month(actor=cast.bureau_reporter, now=now, project=project, month=date(2026, 10, 1), draft=corrected)
    assert (month(project).declared_wan_yuan, month(project).verified_wan_yuan) == (810, 700)


def test_months_are_declared_by_the_unit_and_verified_by_the_office(
    cast: Cast, now: datetime, brought_to: Bring
) -> None:
    project = brought_to(S.RESERVED)
    draft = MonthDraft(narrative="开工")
    with pytest.raises(NotAllowed):
        actions.record_month(actor=cast.other_leader, now=now, project=project, month=date(2026, 10, 1), draft=draft)
    with pytest.raises(errors.MonthUnfit):
        actions.record_month(actor=cast.officer, now=now, project=project, month=date(2026, 12, 1), draft=draft)
    with pytest.raises(errors.MonthEmpty):
        actions.record_month(
            actor=cast.officer, now=now, project=project, month=date(2026, 10, 1), draft=MonthDraft(narrative=" ")
        )
    with pytest.raises(errors.MonthNotDeclared):
        actions.verify_month(actor=cast.officer, now=now, project=project, month=date(2026, 10, 1))
    actions.record_month(actor=cast.officer, now=now, project=project, month=date(2026, 10, 1), draft=draft)
    with pytest.raises(NotAllowed):
        actions.verify_month(actor=cast.bureau_leader, now=now, project=project, month=date(2026, 10, 1))


@pytest.mark.parametrize(
    "draft, field",
    [
        (ApprovalDraft(kind="eia", state="granted"), "granted_on"),
        (ApprovalDraft(kind="", state="granted", granted_on=date(2026, 1, 1)), "kind"),
        (ParticipantDraft(role="builder", name=""), "name"),
        (ParticipantDraft(role="builder", name="某建", credit_code="123"), "credit_code"),
        (
            ParticipantDraft(role="builder", name="某建", starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)),
            "ends_on",
        ),
        (FundingDraft(category="bank_loan", planned_wan_yuan=Decimal(-1)), "planned_wan_yuan"),
        (MilestoneDraft(title="封顶", planned_on=date(2026, 2, 1), planned_start=date(2026, 3, 1)), "planned_on"),
        (MilestoneDraft(title="封顶", planned_on=date(2026, 2, 1), actual_on=date(2027, 3, 1)), "actual_on"),
        (MilestoneDraft(title="封" * 121, planned_on=date(2026, 2, 1)), "title"),
    ],
)
def test_a_wrong_row_is_refused_at_its_field(
    cast: Cast, now: datetime, project: Project, draft: ApprovalDraft, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.put_row(actor=cast.bureau_reporter, now=now, project=project, draft=draft)
    assert refused.value.field == field


def test_a_row_is_changed_and_removed_and_the_history_keeps_it(cast: Cast, now: datetime, project: Project) -> None:
    draft = FundingDraft(category="bank_loan", planned_wan_yuan=Decimal(500))
    row = actions.put_row(actor=cast.bureau_reporter, now=now, project=project, draft=draft)
    more = replace(draft, paid_wan_yuan=Decimal(20))
    actions.put_row(actor=cast.bureau_reporter, now=now, project=project, draft=more, row_id=row.pk)
    event = history_of("project", project.pk).first()
    assert event is not None
    assert (event.before, event.after["paid_wan_yuan"]) == ({"paid_wan_yuan": "0"}, "20")
    actions.remove_row(actor=cast.bureau_reporter, now=now, project=project, table=Funding, row_id=row.pk)
    assert not Funding.objects.exists()
    with pytest.raises(errors.RowGone):
        actions.remove_row(actor=cast.bureau_reporter, now=now, project=project, table=Milestone, row_id=row.pk)


def test_a_photograph_is_kept_once_and_what_is_none_is_refused(cast: Cast, now: datetime, project: Project) -> None:
    picture = FileDraft("现场.jpg", b"\xff\xd8\xff\xe0rest", date(2026, 10, 3), "基坑")
    first = actions.add_file(actor=cast.bureau_reporter, now=now, project=project, draft=picture)
    again = actions.add_file(actor=cast.bureau_reporter, now=now, project=project, draft=picture)
    assert first == again
    assert first.is_photograph
    for draft in (
        FileDraft("现场.jpg", b"<html>"),
        FileDraft("程序.exe", b"MZ"),
        FileDraft("空.pdf", b""),
    ):
        with pytest.raises(errors.FileRefused):
            actions.add_file(actor=cast.bureau_reporter, now=now, project=project, draft=draft)
    actions.remove_file(actor=cast.bureau_reporter, now=now, project=project, file_id=first.pk)
    assert not ProjectFile.objects.exists()


def test_progress_stored_together_comes_to_what_single_months_come_to(
    cast: Cast, now: datetime, brought_to: Bring
) -> None:
    project = brought_to(S.RESERVED)
    months = [
        MonthRow(
            project.pk,
            date(2026, n, 1),
            MonthDraft(narrative="推进", invested_wan_yuan=Decimal(100 + n)),
            MonthVerdict() if n < 10 else None,
        )
        for n in range(1, 11)
    ]
    rows = [(project.pk, FundingDraft(category="bank_loan", planned_wan_yuan=Decimal(500)))]
    stored = actions.store_progress(
        actor=cast.officer, now=now, jurisdiction=cast.city, months=months, rows=rows, source="台账"
    )
    assert stored == 11
    again = actions.store_progress(actor=cast.officer, now=now, jurisdiction=cast.city, months=months, source="台账")
    assert again == 0
    year = ProjectYear.objects.get(project=project, year=2026)
    assert (year.declared_wan_yuan, year.verified_wan_yuan) == (1055, 945)
    project.refresh_from_db()
    assert project.last_month == date(2026, 10, 1)


def test_progress_stored_together_is_all_or_none(cast: Cast, now: datetime, brought_to: Bring) -> None:
    project = brought_to(S.RESERVED)
    months = [
        MonthRow(project.pk, date(2026, 9, 1), MonthDraft(narrative="推进")),
        MonthRow(project.pk, date(2026, 12, 1), MonthDraft(narrative="推进")),
        MonthRow(project.pk, date(2026, 10, 1), MonthDraft()),
    ]
    with pytest.raises(errors.RowsInvalid) as refused:
        actions.store_progress(actor=cast.officer, now=now, jurisdiction=cast.city, months=months, source="台账")
    assert len(refused.value.problems) == 2
    assert not MonthlyProgress.objects.exists()

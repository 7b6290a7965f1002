"""Many projects at once: all or none, by the rules of one (PJ16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from luoshi.domain.audit.models import Event
from luoshi.domain.projects import actions, errors
from luoshi.domain.projects.actions import ProjectRow
from luoshi.domain.projects.models import Project, StageChange
from luoshi.domain.projects.rules import Dossier, YearDraft
from luoshi.domain.projects.terms import LibraryState as S
from luoshi.domain.projects.terms import LifecycleStage as L
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast


def rows_of(cast: Cast, dossier: Dossier, count: int = 3) -> list[ProjectRow]:
    return [
        ProjectRow(
            place=f"第{n + 2}行",
            dossier=replace(dossier, name=f"项目{n}", local_code=f"B{n:03d}"),
            lead_unit_id=cast.bureau.pk,
            library_state=S.RESERVED,
            stages=((L.CONCEIVED, date(2025, 1, 1)), (L.PRELIMINARY, date(2026, 1, 1))),
            years=(YearDraft(year=2026, annual_class="new_start", planned_wan_yuan=Decimal(800)),),
        )
        for n in range(count)
    ]


def store(cast: Cast, now: datetime, rows: list[ProjectRow]) -> actions.Stored:
    return actions.store_projects(actor=cast.officer, now=now, jurisdiction=cast.city, rows=rows, source="项目.xlsx")


def test_rows_become_projects_with_history_stages_and_years(cast: Cast, now: datetime, dossier: Dossier) -> None:
    stored = store(cast, now, rows_of(cast, dossier))
    projects = list(Project.objects.order_by("number"))
    assert [p.pk for p in projects] == stored.created
    assert [p.number for p in projects] == [1, 2, 3]
    assert {(p.lifecycle_stage, p.stage_since, p.library_state) for p in projects} == {
        ("preliminary", date(2026, 1, 1), "reserved")
    }
    assert StageChange.objects.count() == 6
    assert projects[0].years.get().planned_wan_yuan == 800
    assert projects[0].investment_by_year.count() == 3
    assert Event.objects.filter(subject_type="project", verb="import_project").count() == 3
    summary = Event.objects.get(subject_type="library")
    assert summary.after == {"created": 3, "changed": 0, "unchanged": 0}


def test_the_same_rows_again_change_nothing_and_changed_ones_say_what(
    cast: Cast, now: datetime, dossier: Dossier
) -> None:
    rows = rows_of(cast, dossier)
    keys = store(cast, now, rows).created
    again = [replace(row, project_id=pk) for row, pk in zip(rows, keys, strict=True)]
    assert store(cast, now, again).unchanged == keys
    assert Event.objects.filter(subject_type="library").count() == 1
    again[1] = replace(again[1], dossier=replace(again[1].dossier, summary="新的说明"))
    stored = store(cast, now, again)
    assert (stored.changed, stored.unchanged) == ([keys[1]], [keys[0], keys[2]])
    event = Event.objects.filter(subject_type="project", subject_id=keys[1]).latest("id")
    assert event.after == {"summary": "新的说明", "version": 2}


def test_every_problem_is_named_at_its_row_and_nothing_is_stored(cast: Cast, now: datetime, dossier: Dossier) -> None:
    rows = rows_of(cast, dossier, 4)
    code = "2509-990100-89-01-544060"
    rows[0] = replace(rows[0], dossier=replace(rows[0].dossier, national_code=code))
    rows[1] = replace(rows[1], dossier=replace(rows[1].dossier, national_code=code))
    rows[2] = replace(rows[2], lead_unit_id=None)
    rows[3] = replace(rows[3], dossier=replace(rows[3].dossier, total_wan_yuan=Decimal(2000), investment_by_year=()))
    with pytest.raises(errors.RowsInvalid) as refused:
        store(cast, now, rows)
    assert [(p.place, p.field) for p in refused.value.problems] == [
        ("第3行", "national_code"),
        ("第4行", "lead_unit"),
        ("第5行", "total_wan_yuan"),
    ]
    assert "第2行" in refused.value.message("zh-hans")
    assert not Project.objects.exists()
    assert not Event.objects.filter(subject_type__in=["project", "library"], verb="import_project").exists()


def test_closed_records_take_no_row(cast: Cast, now: datetime, project: Project, dossier: Dossier) -> None:
    actions.submit_project(actor=cast.officer, now=now, project=project)
    row = ProjectRow(place="第2行", dossier=dossier, lead_unit_id=cast.bureau.pk, project_id=project.pk)
    with pytest.raises(errors.RowsInvalid) as refused:
        store(cast, now, [row])
    assert [type(p.refusal) for p in refused.value.problems] == [errors.RecordClosed]


def test_only_the_office_stores_many(cast: Cast, now: datetime, dossier: Dossier) -> None:
    with pytest.raises(NotAllowed):
        actions.store_projects(
            actor=cast.bureau_leader, now=now, jurisdiction=cast.city, rows=rows_of(cast, dossier), source="x"
        )

"""Projects are stored all or nothing; the same sheet changes nothing; a changed one changes what it says (IM7, IM9)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from luoshi.domain.audit.models import Event
from luoshi.domain.exchange.errors import RunNotOpen
from luoshi.domain.exchange.models import ColumnMatch
from luoshi.domain.exchange.terms import RunState
from luoshi.domain.organizations.models import Membership
from luoshi.domain.projects.models import Project, StageChange, YearlyInvestment
from luoshi.domain.projects.terms import LibraryState, LifecycleStage
from luoshi.foundation.refusals import NotAllowed, Stale
from luoshi.workflows.import_sheet import matching
from tests.cast import Cast, as_officer
from tests.factories import sheets as make

pytestmark = pytest.mark.django_db

CODE = "2601-990100-04-01-123456"
HEADS = (*make.PROJECT_HEADS, "国家项目代码", "2026年投资（万元）", "2027年投资（万元）", "项目阶段", "联系人")


def full(**changes: Any) -> list[Any]:
    values = dict(zip(HEADS, (*make.SOUND_PROJECT, CODE, 5000, 7000, "前期", "李某"), strict=True)) | changes
    return [values[head] for head in HEADS]


def test_a_row_becomes_a_project(cast: Cast, now: datetime) -> None:
    run = make.stored(cast, now, make.projects(full(), heads=HEADS))
    project = Project.objects.get()
    assert run.state == RunState.STORED
    assert (project.name, project.lead_unit, project.owner_name) == (
        "清溪河综合治理工程", cast.bureau, "云岭水务有限公司",
    )  # fmt: skip
    assert (project.total_wan_yuan, project.national_code) == (12000, CODE)
    assert (project.planned_start, project.planned_finish) == (date(2026, 3, 1), date(2027, 6, 30))
    assert project.lifecycle_stage == LifecycleStage.PRELIMINARY
    assert project.library_state == LibraryState.DRAFT
    assert StageChange.objects.get().stage == LifecycleStage.PRELIMINARY
    assert list(YearlyInvestment.objects.order_by("year").values_list("year", "planned_wan_yuan")) == [
        (2026, 5000), (2027, 7000),
    ]  # fmt: skip
    event = Event.objects.get(subject_type="project")
    assert (event.actor_id, event.note) == (cast.officer.pk, "重点项目.xlsx")


def test_the_same_sheet_again_changes_nothing(cast: Cast, now: datetime) -> None:
    content = make.projects(full(), (*make.SOUND_PROJECT[:1], "市农业农村局", "甲公司", 10, None, None), heads=HEADS)
    make.stored(cast, now, content)
    before = list(Project.objects.order_by("pk").values())
    events = Event.objects.exclude(subject_type="import").count()
    again = make.checked(cast, now, content)
    assert again.plan["counts"] == {"create": 0, "change": 0, "same": 2}
    make.confirmed(again, now)
    assert list(Project.objects.order_by("pk").values()) == before
    assert Event.objects.exclude(subject_type="import").count() == events


def test_a_changed_sheet_says_what_it_changes_and_changes_that(cast: Cast, now: datetime) -> None:
    make.stored(cast, now, make.projects(full(), heads=HEADS))
    changed = full(项目名称="清溪河流域综合治理工程")
    changed[HEADS.index("总投资（万元）")] = 13000
    changed[HEADS.index("2027年投资（万元）")] = 8000
    run = make.checked(cast, now, make.projects(changed, heads=HEADS))
    assert run.plan["counts"] == {"create": 0, "change": 1, "same": 0}
    assert [(f[0], f[2], f[3]) for f in run.plan["changed"][0]["fields"]] == [
        ("项目名称", "清溪河综合治理工程", "清溪河流域综合治理工程"),
        ("总投资（责任制口径）", "12,000", "13,000"),
        ("分年度投资", "2026: 5,000；2027: 7,000", "2026: 5,000；2027: 8,000"),
    ]
    make.confirmed(run, now)
    project = Project.objects.get()
    assert (project.name, project.total_wan_yuan) == ("清溪河流域综合治理工程", 13000)


def test_without_a_code_name_and_owner_tell_which_it_is(cast: Cast, now: datetime) -> None:
    make.stored(cast, now, make.projects(make.SOUND_PROJECT))
    row = [*make.SOUND_PROJECT]
    row[3] = 15000
    other = [*make.SOUND_PROJECT]
    other[2] = "另一家公司"
    run = make.stored(cast, now, make.projects(row, other))
    assert run.plan["counts"] == {"create": 1, "change": 1, "same": 0}
    assert sorted(Project.objects.values_list("total_wan_yuan", flat=True)) == [12000, 15000]


def test_an_empty_cell_takes_nothing_away(cast: Cast, now: datetime) -> None:
    make.stored(cast, now, make.projects(full(), heads=HEADS))
    run = make.checked(cast, now, make.projects(full(联系人=None), heads=HEADS))
    assert run.plan["counts"]["same"] == 1


def test_one_bad_row_stores_none(cast: Cast, now: datetime) -> None:
    bad = ("石桥水库加固", "市发改委", "", "待核", None, None)
    run = make.checked(cast, now, make.projects(make.SOUND_PROJECT, bad))
    with pytest.raises(RunNotOpen):
        matching.confirm(actor=cast.officer, now=now, run=run, version=run.version)
    assert not Project.objects.exists()


def test_a_stage_of_an_existing_project_does_not_move(cast: Cast, now: datetime) -> None:
    make.stored(cast, now, make.projects(full(), heads=HEADS))
    run = make.checked(cast, now, make.projects(full(项目阶段="在建"), heads=HEADS))
    words = "项目 1 当前阶段为“前期”，表格不能改变已有项目的阶段。请在项目页办理，或删去这一格。"
    assert make.errors(run) == [("J2", words)]


def test_where_the_house_changed_meanwhile_nothing_is_stored_and_the_new_plan_is_shown(
    cast: Cast, now: datetime
) -> None:
    content = make.projects(make.SOUND_PROJECT)
    first, second = make.checked(cast, now, content), make.checked(cast, now, content)
    make.confirmed(first, now)
    run = make.confirmed(second, now)
    assert run.state == RunState.READY
    assert run.plan["is_other"]
    assert run.plan["counts"] == {"create": 0, "change": 0, "same": 1}
    assert Project.objects.count() == 1


def test_what_storing_refuses_takes_everything_back(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make.checked(cast, now, make.projects(make.SOUND_PROJECT))
    from luoshi.domain.projects.actions import storing

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(storing, "record_events", fails)
    run = make.confirmed(run, now)
    assert run.state == RunState.FAILED
    assert "没有写入任何内容" in run.faults[0]["zh"]
    assert not Project.objects.exists()
    monkeypatch.undo()
    matching.check_again(actor=cast.officer, now=now, run=run, version=run.version)
    run.refresh_from_db()
    assert make.confirmed(run, now).state == RunState.STORED


class TestWho:
    def test_only_officers_of_the_jurisdiction_bring_projects_in(self, cast: Cast, now: datetime) -> None:
        for person in (cast.reader, cast.bureau_leader, cast.county_officer, cast.outsider):
            with pytest.raises(NotAllowed):
                make.received(cast, now, make.projects(make.SOUND_PROJECT), actor=person)

    def test_who_lost_the_role_stores_nothing(self, cast: Cast, now: datetime) -> None:
        run = make.checked(cast, now, make.projects(make.SOUND_PROJECT))
        Membership.objects.filter(account=cast.officer).delete()
        with pytest.raises(NotAllowed):
            matching.confirm(actor=cast.officer, now=now, run=run, version=run.version)

    def test_two_officers_do_not_overwrite_one_another(self, cast: Cast, now: datetime) -> None:
        other = as_officer(cast.bureau_leader, cast.office)
        run = make.checked(cast, now, make.projects(make.SOUND_PROJECT))
        version = run.version
        matching.check_again(actor=other, now=now, run=run, version=version)
        with pytest.raises(Stale):
            matching.confirm(actor=cast.officer, now=now, run=run, version=version)


class TestColumnsRemembered:
    def test_what_was_chosen_is_proposed_next_time(self, cast: Cast, now: datetime) -> None:
        heads = ("工程", "哪家管", "投资方", *make.PROJECT_HEADS[3:])
        content = make.projects(make.SOUND_PROJECT, heads=heads)
        run = make.received(cast, now, content)
        assert matching.proposed(run).columns[1].field == ""
        chosen = {0: "name", 1: "lead_unit", 2: "owner", 3: "total_wan_yuan"}
        make.checked(cast, now, content, chosen=chosen)
        columns = matching.proposed(make.received(cast, now, content)).columns
        assert [column.field for column in columns] == ["name", "lead_unit", "owner", "total_wan_yuan", "", ""]
        assert ColumnMatch.objects.get(heading="哪家管").field == "lead_unit"

    def test_another_jurisdiction_remembers_its_own(self, cast: Cast, now: datetime) -> None:
        heads = ("工程", "哪家管", *make.PROJECT_HEADS[2:])
        content = make.projects(make.SOUND_PROJECT, heads=heads)
        make.checked(cast, now, content, chosen={0: "name", 1: "lead_unit"})
        run = make.received(cast, now, content, actor=cast.county_officer, jurisdiction=cast.county)
        assert matching.proposed(run).columns[1].field == ""

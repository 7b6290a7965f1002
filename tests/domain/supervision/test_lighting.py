"""Lights of tasks over days, reports, exemptions, other packs and broken runs (LI1, LI4, LI5, LI7–LI9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from luoshi.domain.supervision import actions, queries
from luoshi.domain.supervision.actions import lighting
from luoshi.domain.supervision.errors import EndBeforeStart, PackFaulty, PackFixed, ReasonMissing
from luoshi.domain.supervision.models import AdoptedPack, JobRun, Light, LightChange, MonthEndLight
from luoshi.domain.supervision.rules import DEFAULT_PACK, measured, read_pack
from luoshi.domain.supervision.terms import Measure, RuleState, Tone
from luoshi.domain.tasks import actions as tasks
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.terms import TaskState
from luoshi.foundation.refusals import NotAllowed
from tests.cast import Cast
from tests.factories.projects import make_project
from tests.factories.tasks import handled, make_task, progress

pytestmark = pytest.mark.django_db
ISSUED = datetime(2026, 1, 1, 1, tzinfo=UTC)


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 4, tzinfo=UTC)


def adopted(cast: Cast, now: datetime = ISSUED, shipped: str = DEFAULT_PACK) -> AdoptedPack:
    draft = actions.draft_pack(actor=cast.officer, now=now, jurisdiction=cast.city, name="", shipped=shipped)
    return actions.adopt_pack(actor=cast.officer, now=now, pack=draft)


def light_of(task: Task) -> Light:
    return Light.objects.get(task=task)


def test_a_light_follows_the_days_and_keeps_its_changes(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    adopted(cast)
    assert light_of(task).tone == Tone.GREEN
    actions.light_jurisdiction(now=at(2, 10), jurisdiction=cast.city)
    assert light_of(task).tone == Tone.YELLOW
    assert "落后" in light_of(task).reason_chinese
    assert "behind" in light_of(task).reason_english
    actions.light_jurisdiction(now=at(2, 11), jurisdiction=cast.city)
    assert light_of(task).since == date(2026, 2, 10)
    actions.light_jurisdiction(now=at(4, 30), jurisdiction=cast.city)
    assert light_of(task).tone == Tone.RED
    tones = list(LightChange.objects.filter(task=task).order_by("id").values_list("former_tone", "tone"))
    assert tones == [("", "green"), ("green", "yellow"), ("yellow", "red")]
    assert sorted(MonthEndLight.objects.filter(task=task).values_list("month_end", flat=True)) == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 4, 30),
    ]


def test_the_declared_figure_counts_until_the_office_has_verified_it(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    adopted(cast)
    report = progress(cast, at(7, 1), task, 50)
    actions.light_tasks(now=at(7, 2), tasks=[task])
    assert light_of(task).tone == Tone.GREEN
    tasks.verify_report(actor=cast.officer, now=at(7, 3), report=report, verified_percent=20)
    actions.light_tasks(now=at(7, 3), tasks=[task])
    assert light_of(task).tone == Tone.RED
    facts = queries.task_facts([task], date(2026, 7, 2))[task.pk]
    assert facts.progress is not None
    assert float(facts.progress) == 0.5  # as it stood that day


def test_a_report_sent_back_does_not_count(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    adopted(cast)
    report = progress(cast, at(7, 1), task, 90)
    tasks.send_back_report(actor=cast.officer, now=at(7, 2), report=report, remark="缺佐证材料")
    actions.light_tasks(now=at(7, 3), tasks=[task])
    assert light_of(task).tone == Tone.RED


def test_an_exemption_puts_the_light_out_until_its_end(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    adopted(cast)
    actions.light_jurisdiction(now=at(6, 1), jurisdiction=cast.city)
    exemption = actions.exempt_from_light(
        actor=cast.officer, now=at(6, 1), thing=task, kind="force_majeure", words="汛期停工", ends_on=date(2026, 6, 30)
    )
    assert light_of(task).tone == Tone.NONE
    assert "汛期停工" in light_of(task).reason_chinese
    actions.light_jurisdiction(now=at(7, 1), jurisdiction=cast.city)
    assert light_of(task).tone == Tone.RED
    actions.end_exemption(actor=cast.officer, now=at(7, 1), exemption=exemption)
    exemption.refresh_from_db()
    assert exemption.ends_on == date(2026, 6, 30)


def test_an_exemption_wants_words_an_end_to_come_and_an_officer(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    wanted: dict[str, Any] = {"now": at(6, 1), "thing": task, "kind": "force_majeure"}
    with pytest.raises(ReasonMissing):
        actions.exempt_from_light(actor=cast.officer, words=" ", ends_on=None, **wanted)
    with pytest.raises(EndBeforeStart):
        actions.exempt_from_light(actor=cast.officer, words="汛期", ends_on=date(2026, 5, 31), **wanted)
    with pytest.raises(NotAllowed):
        actions.exempt_from_light(actor=cast.bureau_leader, words="汛期", ends_on=None, **wanted)


def test_a_day_is_done_once_and_a_broken_run_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [handled(cast, ISSUED, title=f"任务{n}") for n in range(3)]
    adopted(cast)
    monkeypatch.setattr(lighting, "CHUNK", 1)
    real, calls = lighting.task_facts, []

    def breaks(things: Any, day: date) -> Any:
        calls.append(things[0].pk)
        if len(calls) == 2:
            raise RuntimeError("power cut")
        return real(things, day)

    monkeypatch.setattr(lighting, "task_facts", breaks)
    with pytest.raises(RuntimeError):
        actions.light_jurisdiction(now=at(3, 1), jurisdiction=cast.city)
    actions.light_jurisdiction(now=at(3, 1), jurisdiction=cast.city)
    ids = [task.pk for task in made]
    assert calls == [ids[0], ids[1], ids[1], ids[2]]
    assert set(Light.objects.values_list("computed_on", flat=True)) == {date(2026, 3, 1)}
    assert actions.light_jurisdiction(now=at(3, 1), jurisdiction=cast.city).judged == 0


def test_a_clock_set_back_changes_nothing(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    adopted(cast)
    actions.light_jurisdiction(now=at(5, 1), jurisdiction=cast.city)
    actions.light_jurisdiction(now=at(2, 1), jurisdiction=cast.city)
    assert light_of(task).computed_on == date(2026, 5, 1)
    assert LightChange.objects.filter(task=task).count() == 2


def test_a_closed_task_has_no_light_but_its_history(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    adopted(cast)
    report = progress(cast, at(3, 1), task, 60)
    tasks.verify_report(actor=cast.officer, now=at(3, 2), report=report)
    tasks.withdraw_task(actor=cast.officer, now=at(3, 3), task=task, reason="上级调整")
    actions.light_jurisdiction(now=at(3, 4), jurisdiction=cast.city)
    assert not Light.objects.filter(task=task).exists()
    assert LightChange.objects.filter(task=task).exists()


def test_adopting_retires_the_former_and_lights_anew(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    first = adopted(cast)
    actions.light_jurisdiction(now=at(3, 1), jurisdiction=cast.city)
    second = adopted(cast, at(3, 1), "yinchuan_2025")
    first.refresh_from_db()
    assert (first.state, first.retired_on) == (RuleState.RETIRED, date(2026, 3, 1))
    assert light_of(task).pack == second
    with pytest.raises(PackFixed):
        actions.adopt_pack(actor=cast.officer, now=at(3, 2), pack=first)
    with pytest.raises(PackFixed):
        actions.edit_pack(
            actor=cast.officer, now=at(3, 2), pack=second, name="", content=second.content, version=second.version
        )


def test_a_faulty_pack_is_refused_with_its_place(cast: Cast) -> None:
    draft = actions.draft_pack(
        actor=cast.officer, now=ISSUED, jurisdiction=cast.city, name="草稿", shipped=DEFAULT_PACK
    )
    content = {**draft.content, "rules": [{**draft.content["rules"][0]}]}
    content["rules"][0]["intervals"] = content["rules"][0]["intervals"][:1]
    with pytest.raises(PackFaulty) as refused:
        actions.edit_pack(
            actor=cast.officer, now=ISSUED, pack=draft, name="草稿", content=content, version=draft.version
        )
    assert "rules[0].intervals" in refused.value.message("zh-hans")


def test_another_pack_is_tried_on_a_past_day(cast: Cast) -> None:
    task = handled(cast, ISSUED)
    pack = adopted(cast)
    other = actions.draft_pack(
        actor=cast.officer, now=ISSUED, jurisdiction=cast.city, name="银川", shipped="yinchuan_2025"
    )
    now, then = read_pack(pack.content)[0], read_pack(other.content)[0]
    shifts, before, after = queries.shifts_under(cast.city, now, then, date(2026, 3, 31))
    assert [(s.thing.pk, s.former_tone, s.new_tone) for s in shifts] == [(task.pk, Tone.RED, Tone.YELLOW)]
    assert (before[Tone.RED], after[Tone.YELLOW]) == (1, 1)
    assert not Light.objects.filter(pack=other).exists()


def test_queries_do_not_grow_with_tasks(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for n in range(12):
        handled(cast, ISSUED, title=f"任务{n}")
    adopted(cast)
    JobRun.objects.all().delete()
    with django_assert_max_num_queries(45):
        actions.light_jurisdiction(now=ISSUED + timedelta(days=60), jurisdiction=cast.city)


def test_a_county_with_its_own_pack_is_not_lit_by_the_city(cast: Cast) -> None:
    adopted(cast)
    county = make_task(
        cast, ISSUED, actor=cast.county_officer, jurisdiction=cast.county, lead_unit=cast.county_bureau, title="县任务"
    )
    Task.objects.filter(pk=county.pk).update(state=TaskState.HANDLING, issued_at=ISSUED)
    actions.light_jurisdiction(now=at(2, 1), jurisdiction=cast.city)
    assert light_of(county).computed_on == date(2026, 2, 1)
    draft = actions.draft_pack(
        actor=cast.county_officer, now=at(3, 1), jurisdiction=cast.county, name="县", shipped="yinchuan_2025"
    )
    actions.adopt_pack(actor=cast.county_officer, now=at(3, 1), pack=draft)
    actions.light_jurisdiction(now=at(4, 1), jurisdiction=cast.city)
    assert light_of(county).computed_on == date(2026, 3, 1)
    assert light_of(county).pack == draft


def test_rules_about_statistical_entry_are_silent_while_nobody_records_it(cast: Cast) -> None:
    project = make_project(cast, ISSUED)
    project.actual_start = date(2026, 1, 5)
    facts = queries.project_facts([project], date(2026, 9, 30))[project.pk]
    assert measured(Measure.MONTHS_WITHOUT_ENTRY, facts) is None

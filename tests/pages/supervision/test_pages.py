"""Supervision in the browser's eyes: steps, matters, answers, letters, rules typed and checked, lights in lists."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.projects.rules import YearDraft
from luoshi.domain.projects.terms import LibraryState
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import (
    AdoptedPack,
    Appeal,
    Extension,
    Interview,
    JobRun,
    Letter,
    Light,
    Matter,
    StepRun,
)
from luoshi.domain.supervision.rules.pages import matter_page, steps_page
from luoshi.domain.supervision.terms import ExtensionState, MatterState, RuleState, StepRunState
from luoshi.domain.tasks.models import Task
from luoshi.foundation.clock import current_time, local_date
from luoshi.workflows.climb_ladder import climb_ladders, plan_ladders
from tests.cast import Cast
from tests.factories.projects import issued_project, make_project
from tests.factories.supervision import ISSUED, adopted, at, pass_days
from tests.factories.tasks import closed, handled

pytestmark = pytest.mark.django_db
Logged = Callable[[Account], Client]


def clock(moment: datetime) -> Any:
    """Let requests be of a moment."""
    return patch("luoshi.pages.shared.middleware.current_time", lambda: moment)


@pytest.fixture
def chased(cast: Cast) -> StepRun:
    """A chase that went out on a task due on 30 April."""
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    adopted(cast)
    pass_days(date(2026, 1, 5), date(2026, 1, 6))
    day = date(2026, 1, 7)
    while not StepRun.objects.filter(state=StepRunState.TAKEN).exists():
        plan_ladders(now=at(day.month, day.day, 6))
        climb_ladders(now=at(day.month, day.day, 10))
        day += timedelta(days=1)
    return StepRun.objects.select_related("matter").get(matter__task=task)


def test_notices_lead_to_the_real_pages() -> None:
    assert matter_page(7) == reverse("supervision:matter", args=[7])
    assert steps_page() == reverse("supervision:home")


def test_a_matter_tells_which_rungs_its_episode_went_past(chased: StepRun, cast: Cast, client_as: Logged) -> None:
    address = reverse("supervision:matter", args=[chased.matter_id])
    drawn = client_as(cast.officer).get(address).content.decode()
    assert 'class="stage-left-out"><span>临期提醒' in drawn  # the chase was the first step that went out
    assert 'class="stage-current" aria-current="step"><span>催办' in drawn
    assert "stage-passed" not in drawn


def test_a_unit_reads_answers_and_appeals(chased: StepRun, cast: Cast, client_as: Logged) -> None:
    assert chased.taken_at is not None
    unit = client_as(cast.bureau_leader)
    with clock(chased.taken_at + timedelta(hours=2)):
        page = unit.get(reverse("supervision:home")).content.decode()
        assert "待答复" in page
        assert chased.matter.title in page
        assert "今天发出" not in page  # what is planned is the office's
        empty = unit.post(reverse("supervision:answer", args=[chased.pk]), {"kind": "plan", "words": " "})
        assert empty.status_code == 422
        assert "请填写答复内容" in empty.content.decode()
        file = io.BytesIO(b"%PDF-1.7")
        file.name = "方案.pdf"
        sent = {"kind": "plan", "words": "每周调度，月底前补齐。", "file": file}
        assert unit.post(reverse("supervision:answer", args=[chased.pk]), sent).status_code == 302
        page = unit.get(reverse("supervision:matter", args=[chased.matter_id])).content.decode()
        assert "每周调度" in page
        assert "方案.pdf" in page
        appeal = unit.post(reverse("supervision:appeal", args=[chased.pk]), {"reason": "口径有误"})
        assert appeal.status_code == 302
        again = unit.post(reverse("supervision:appeal", args=[chased.pk]), {"reason": "再申诉"})
        assert again.status_code == 409
        assert "再申诉" in again.content.decode()  # what was typed stays
        office = client_as(cast.officer)
        answered = {"deed": "reject", "reason": "口径无误"}
        pk = Appeal.objects.get().pk
        assert office.post(reverse("supervision:appeal_answer", args=[pk]), answered).status_code == 302
        assert Appeal.objects.get().answer == "口径无误"
        assert StepRun.objects.get(pk=chased.pk).state == StepRunState.ANSWERED  # the plan came in time


def test_a_letter_opens_as_an_official_document(chased: StepRun, cast: Cast, client_as: Logged) -> None:
    letter = Letter.objects.get(step=chased)
    response = client_as(cast.bureau_reporter).get(reverse("supervision:letter", args=[letter.pk]))
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    words = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "督催〔2026〕1号" in words
    assert chased.matter.title in words
    assert "云岭市人民政府督查室" in words
    assert "{" not in letter.body


def test_the_office_sends_holds_and_drops_from_the_list(cast: Cast, client_as: Logged) -> None:
    tasks = [handled(cast, ISSUED, title=f"任务{n}", deadline=date(2026, 2, 1)) for n in range(3)]
    adopted(cast, at(6, 1))
    plan_ladders(now=at(6, 1, 9))
    steps = list(StepRun.objects.order_by("id"))
    assert len(steps) == len(tasks)
    office = client_as(cast.officer)
    with clock(at(6, 1, 11)):
        page = office.get(reverse("supervision:home")).content.decode()
        assert "待确认" in page

        def post(step: StepRun, do: str, **more: str) -> str:
            chosen = {"step": f"{step.pk}-{step.version}", "do": do, **more}
            answer = office.post(reverse("supervision:steps"), chosen, follow=True)
            return answer.content.decode()

        asked = post(steps[0], "hold")  # its own page, with the step and a reason to fill in
        assert f'value="{steps[0].pk}-{steps[0].version}"' in asked
        assert 'name="reason"' in asked
        assert StepRun.objects.get(pk=steps[0].pk).state == StepRunState.PLANNED
        assert "请填写理由" in post(steps[0], "hold", reason=" ", held_until="2026-06-05")
        post(steps[0], "hold", reason="正在会商", held_until="2026-06-05")
        post(steps[1], "drop", reason="已电话督促")
        post(steps[2], "let_go")
        states = list(StepRun.objects.order_by("id").values_list("state", flat=True))
        assert states == ["held", "dropped", "taken"]
        post(steps[2], "let_go")  # a double click
        assert Letter.objects.count() == 1


def test_the_page_of_a_task_and_of_a_matter_lead_to_each_other(chased: StepRun, cast: Cast, client_as: Logged) -> None:
    task, matter = chased.matter.task, reverse("supervision:matter", args=[chased.matter_id])
    assert task is not None
    assert chased.taken_at is not None
    address = reverse("tasks:task", args=[task.pk])
    with clock(chased.taken_at + timedelta(hours=2)):
        office = client_as(cast.officer).get(address).content.decode()
        assert f'href="{matter}"' in office
        assert "督催〔2026〕1号" in office
        assert reverse("supervision:register", args=["task", task.pk]) not in office  # it is under supervision
        assert reverse("supervision:exempt", args=["task", task.pk]) in office
        unit = client_as(cast.bureau_leader).get(address).content.decode()
        assert reverse("supervision:answer", args=[chased.pk]) in unit
        assert reverse("supervision:extend", args=["task", task.pk]) in unit
        assert reverse("supervision:exempt", args=["task", task.pk]) not in unit
        reader = client_as(cast.reader).get(address).content.decode()
        assert f'href="{matter}"' in reader
        for deed in ("extend", "exempt", "register", "answer"):
            assert f"/supervision/{deed}/" not in reader


def test_a_deed_begun_on_a_tasks_page_goes_back_there(cast: Cast, client_as: Logged) -> None:
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    adopted(cast)
    page = reverse("tasks:task", args=[task.pk])
    register = reverse("supervision:register", args=["task", task.pk])
    office = client_as(cast.officer)
    with clock(at(4, 20)):
        assert f"{register}?back=" in office.get(page).content.decode()
        fields = {"urgency": "ordinary", "complexity": "simple", "reason": "市长批示"}
        assert office.post(f"{register}?back=//other.example/", fields)["Location"].startswith("/supervision/matters/")
        assert office.post(f"{register}?back={page}", fields)["Location"] == page
        assert Event.objects.filter(verb="register_matter").latest("id").note == "市长批示"
        assert register not in office.get(page).content.decode()


def test_selected_tasks_come_under_supervision_at_once(cast: Cast, client_as: Logged) -> None:
    tasks = [handled(cast, ISSUED, title=f"任务{n}", deadline=date(2026, 4, 30)) for n in range(2)]
    done = closed(cast, ISSUED)
    adopted(cast)
    office = client_as(cast.officer)
    with clock(at(4, 20)):
        unit = client_as(cast.bureau_leader)
        unit.post(reverse("tasks:selected"), {"task": [tasks[0].pk], "do": "supervise"})
        assert not Matter.objects.exists()
        sent = {"task": [t.pk for t in [*tasks, done]], "do": "supervise"}
        said = office.post(reverse("tasks:selected"), sent, follow=True).content.decode()
        register = reverse("supervision:register", args=["task", done.pk])
        refused = office.post(register, {"urgency": "major", "complexity": "simple"})
    assert set(Matter.objects.values_list("task", flat=True)) == {task.pk for task in tasks}
    assert "只有已下达" in said
    assert refused.status_code == 409


def test_a_date_that_cannot_be_asked_for_is_said_at_once(cast: Cast, client_as: Logged) -> None:
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    unit = client_as(cast.bureau_leader)
    with clock(at(5, 2)):
        page = unit.get(reverse("supervision:extend", args=["task", task.pk])).content.decode()
    assert "延期须在期限届满前提出" in page
    assert "wanted_deadline" not in page


def test_the_record_of_an_interview_begins_with_what_is_known(chased: StepRun, cast: Cast, client_as: Logged) -> None:
    assert chased.taken_at is not None
    first = chased.taken_at.date() + timedelta(days=1)
    pass_days(first, first + timedelta(days=40))
    called = StepRun.objects.get(kind="interview", state=StepRunState.TAKEN)
    with clock(at(3, 20)):
        address = reverse("supervision:interview", args=[chased.matter_id])
        form = client_as(cast.officer).get(address).context["form"].initial
    assert form["trigger"] == called.reason_chinese
    assert form["interviewer"] == "分管领导"
    assert form["interviewees"] == "市发改委主要负责人"
    light, *late = form["problems"].splitlines()
    assert light == Light.objects.get(task=chased.matter.task).reason_chinese
    assert [line.split("发出")[0][-10:] for line in late] == [
        run.taken_at.date().isoformat()
        for run in StepRun.objects.exclude(kind="interview").order_by("id")
        if run.taken_at is not None
    ]


def test_an_interview_becomes_tasks_that_name_it(chased: StepRun, cast: Cast, client_as: Logged) -> None:
    office = client_as(cast.officer)
    form = {
        "trigger": "连续三期红灯",
        "interviewer": "分管副市长",
        "interviewees": "市发改委主要负责人",
        "held_on": "2026-02-10",
        "held_time": "15:00",
        "problems": "调度不力",
        "promise_1": "三月底前完成前期手续",
        "due_1": "2026-03-31",
        "promise_2": "按周报送进度",
    }
    address = reverse("supervision:interview", args=[chased.matter_id])
    with clock(at(2, 10, 17)):
        refused = office.post(address, form)
        assert refused.status_code == 422
        assert "每项承诺须有内容" in refused.content.decode()
        assert not Interview.objects.exists()
        assert office.post(address, form | {"due_2": "2026-04-30"}).status_code == 302
    made = Task.objects.filter(heading__contains="约谈整改承诺").order_by("id")
    assert [(task.title, task.deadline, task.lead_unit) for task in made] == [
        ("三月底前完成前期手续", date(2026, 3, 31), cast.bureau),
        ("按周报送进度", date(2026, 4, 30), cast.bureau),
    ]
    assert "2026-02-10" in made[0].measures
    page = office.get(reverse("supervision:matter", args=[chased.matter_id])).content.decode()
    assert reverse("tasks:task", args=[made[0].pk]) in page


def test_an_extension_is_asked_before_the_date_and_judges_once_approved(cast: Cast, client_as: Logged) -> None:
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    adopted(cast)
    unit, office = client_as(cast.bureau_leader), client_as(cast.officer)
    address = reverse("supervision:extend", args=["task", task.pk])
    wish = {"wanted_deadline": "2026-06-30", "reason": "汛期停工"}
    with clock(at(4, 30)):
        late = unit.post(address, wish)
        assert late.status_code == 422
        assert "延期须在期限届满前提出" in late.content.decode()
    with clock(at(4, 20)):
        assert unit.post(address, wish).status_code == 302
        assert unit.post(address, wish).status_code == 409
    actions.light_tasks(now=at(5, 10), tasks=[task])
    assert Light.objects.get(task=task).tone == "red"  # unapproved, the old date judges
    extension = Extension.objects.get()
    with clock(at(5, 10)):
        refused = office.post(reverse("supervision:extension", args=[extension.pk]), {"decision": "refuse"})
        assert refused.status_code == 422
        approved = office.post(reverse("supervision:extension", args=[extension.pk]), {"decision": "approve"})
        assert approved.status_code == 302
        assert Task.objects.get(pk=task.pk).deadline == date(2026, 6, 30)
        assert Extension.objects.get().state == ExtensionState.APPROVED
        history = office.get(reverse("tasks:task", args=[task.pk])).content.decode()
        assert "审批延期" in history


def test_a_projects_unit_asks_on_its_page_and_the_office_finds_the_wish(cast: Cast, client_as: Logged) -> None:
    year = YearDraft(year=2026, annual_class="new_start", planned_start_month=6)
    project = issued_project(cast, year=year, planned_start=date(2026, 6, 1), planned_finish=date(2026, 11, 30))
    unit, office = client_as(cast.bureau_leader), client_as(cast.officer)
    page = reverse("projects:project", args=[project.pk])
    address = reverse("supervision:extend", args=["project", project.pk])
    wish = {"extended": "planned_finish", "wanted_deadline": "2027-06-30", "reason": "汛期停工"}
    with clock(at(4, 20)):
        assert f"{address}?back=" in unit.get(page).content.decode()
        assert address not in office.get(page).content.decode()
        form = unit.get(address).content.decode()
        assert 'value="planned_start"' in form
        assert 'value="planned_finish"' in form
        early = unit.post(address, wish | {"wanted_deadline": "2026-10-31"})
        assert early.status_code == 422
        assert "汛期停工" in early.content.decode()  # what was typed stays
        assert unit.post(f"{address}?back={page}", wish)["Location"] == page
        assert "2026-11-30 → 2027-06-30" in unit.get(page).content.decode()
        again = unit.get(address).content.decode()  # one wish for a date at a time
        assert 'value="planned_start"' in again
        assert 'value="planned_finish"' not in again
        assert unit.post(address, wish).status_code == 409
        extension = Extension.objects.get()
        answer = reverse("supervision:extension", args=[extension.pk])
        assert answer in office.get(reverse("supervision:home")).content.decode()
        assert "延期申请" in office.get(reverse("home:today")).content.decode()
        assert answer in office.get(page).content.decode()
        assert "云岭市滨河水厂" in office.get(answer).content.decode()
        assert office.post(answer, {"decision": "refuse"}).status_code == 422
        assert office.post(answer, {"decision": "approve"}).status_code == 302
        project.refresh_from_db()
        assert project.planned_finish == date(2027, 6, 30)
        history = unit.get(page).content.decode()
        assert "审批延期" in history
        assert "已批准" in history
        assert answer not in office.get(reverse("supervision:home")).content.decode()


def test_the_form_of_an_issued_project_says_how_a_date_is_put_off(cast: Cast, client_as: Logged) -> None:
    project = issued_project(cast)
    address = reverse("projects:edit", args=[project.pk])
    said = "需要推后的，请在项目页“申请延期”"
    assert said in client_as(cast.bureau_reporter).get(address).content.decode()
    assert said not in client_as(cast.officer).get(address).content.decode()


def test_why_nothing_can_be_asked_for_is_said(cast: Cast, client_as: Logged) -> None:
    reserved = make_project(cast, ISSUED, state=LibraryState.RESERVED)
    unit = client_as(cast.bureau_leader)
    with clock(at(4, 20)):
        page = unit.get(reverse("supervision:extend", args=["project", reserved.pk])).content.decode()
    assert "尚未下达" in page
    assert "wanted_deadline" not in page


def _typed(pack: AdoptedPack) -> dict[str, Any]:
    """Give the fields of a pack's form as a browser posts them."""
    content = pack.content
    fields: dict[str, Any] = {"version": pack.version, "name": pack.name, "zh": content["zh"], "en": content["en"]}
    fields["preference"] = content.get("preference", "worst")
    for n, light in enumerate(content["lights"]):
        fields |= {f"lights.{n}.{name}": value for name, value in light.items()}
    for r, rule in enumerate(content["rules"]):
        fields |= {f"rules.{r}.{name}": rule[name] for name in ("id", "zh", "en", "measure", "basis") if name in rule}
        for i, each in enumerate(rule["intervals"]):
            at_ = f"rules.{r}.intervals.{i}"
            fields[f"{at_}.light"] = each["light"]
            fields[f"{at_}.low"] = each.get("from", each.get("above", ""))
            fields[f"{at_}.low_in"] = "0" if "above" in each else "1"
            fields[f"{at_}.high"] = each.get("to", each.get("below", ""))
            fields[f"{at_}.high_in"] = "0" if "below" in each else "1"
        for i, run in enumerate(rule.get("runs", [])):
            fields |= {f"rules.{r}.runs.{i}.{name}": value for name, value in run.items()}
    return fields


def test_a_pack_is_typed_checked_tried_and_adopted(cast: Cast, client_as: Logged, now: Any) -> None:
    task = handled(cast, ISSUED, deadline=date(2026, 12, 31))
    adopted(cast)
    draft = actions.draft_pack(
        actor=cast.officer, now=now, jurisdiction=cast.city, name="新规则", shipped="luoshi_default"
    )
    office = client_as(cast.officer)
    typed = _typed(draft)
    address = reverse("supervision:pack", args=[draft.pk])
    check = reverse("supervision:check", args=["pack", draft.pk])
    assert "没有缺口" in office.post(check, typed).content.decode()
    gap = office.post(check, typed | {"rules.0.intervals.1.low": "8"}).content.decode()
    assert "5" in gap
    assert "8" in gap
    assert "notice-warning" in gap
    refused = office.post(address, typed | {"rules.0.intervals.1.low": "8", "do": "save"})
    assert refused.status_code == 422
    assert 'value="8"' in refused.content.decode()
    more = office.post(address, typed | {"do": "add:rules.0.intervals"}).content.decode()
    assert more.count("rules.0.intervals.3.low") >= 1
    assert AdoptedPack.objects.get(pk=draft.pk).version == draft.version  # nothing kept yet
    wide = typed | {"rules.0.intervals.0.high": "40", "rules.0.intervals.1.low": "40"}
    wide |= {"rules.0.intervals.1.high": "60", "rules.0.intervals.2.low": "60", "do": "save"}
    assert office.post(address, wide).status_code == 302
    with clock(at(6, 10)):
        tried = office.get(reverse("supervision:trial", args=[draft.pk]), {"day": "2026-03-31"}).content.decode()
        assert task.title in tried
        assert "1 项中有 1 项亮灯不同" in tried
        assert office.post(reverse("supervision:adopt", args=["pack", draft.pk])).status_code == 302
    assert AdoptedPack.objects.get(pk=draft.pk).state == RuleState.ADOPTED
    assert office.post(address, wide).status_code == 200  # in force: shown, never changed


def test_lights_stand_in_the_lists_and_filter_them(chased: StepRun, cast: Cast, client_as: Logged) -> None:
    office = client_as(cast.officer)
    tone = Light.objects.get(task=chased.matter.task).tone
    page = office.get(reverse("tasks:table"), {"light": tone}).content.decode()
    assert chased.matter.title in page
    assert f"light-{tone}" in page
    other = office.get(reverse("tasks:table"), {"light": "blue"}).content.decode()
    assert chased.matter.title not in other


def test_pages_ask_as_often_for_thirty_as_for_three(cast: Cast, client_as: Logged) -> None:
    adopted(cast, at(6, 1))
    office = client_as(cast.officer)
    counts: dict[str, set[int]] = {}
    for count in (3, 27):
        for _each in range(count):
            handled(cast, ISSUED, title=f"任务{Task.objects.count()}", deadline=date(2026, 2, 1))
        plan_ladders(now=at(6, 1 if count == 3 else 2, 9))
        for step in StepRun.objects.filter(state=StepRunState.PLANNED)[: count // 2]:
            actions.let_go_step(actor=cast.officer, now=at(6, 2, 10), step=step, version=step.version)
        with clock(at(6, 2, 11)):
            for name in ("home", "matters", "interviews", "packs"):
                address = reverse(f"supervision:{name}")
                office.get(address)
                with CaptureQueriesContext(connection) as asked:
                    assert office.get(address).status_code == 200
                counts.setdefault(name, set()).add(len(asked))
    assert all(len(seen) == 1 for seen in counts.values()), counts
    assert all(max(seen) <= 16 for seen in counts.values()), counts


def test_a_matter_is_registered_and_closed_with_its_grade(cast: Cast, client_as: Logged) -> None:
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    adopted(cast)
    office = client_as(cast.officer)
    with clock(at(1, 8)):
        made = office.post(
            reverse("supervision:register", args=["task", task.pk]), {"urgency": "urgent", "complexity": "simple"}
        )
        assert made.status_code == 302
        matter = Matter.objects.get(task=task)
        close = reverse("supervision:close", args=[matter.pk])
        early = office.post(close, {"version": matter.version, "grade": "good", "words": ""})
        assert early.status_code == 409
        Task.objects.filter(pk=task.pk).update(state="closed", closed_at=at(1, 8))
        assert office.post(close, {"version": matter.version, "grade": "good", "words": "按期"}).status_code == 302
        assert Matter.objects.get(pk=matter.pk).state == MatterState.CLOSED
        page = office.get(reverse("supervision:matters"), {"state": "closed"}).content.decode()
        assert "良好" in page
        reopen = reverse("supervision:reopen", args=[matter.pk])
        version = Matter.objects.get(pk=matter.pk).version
        assert office.post(reopen, {"version": version, "reason": "复查反弹"}).status_code == 302
        assert Matter.objects.get(pk=matter.pk).round == 2


def test_a_clock_that_was_ahead_is_told_to_the_office_and_put_right(cast: Cast, client_as: Logged) -> None:
    today = local_date(current_time())
    adopted(cast, current_time())
    assert "从今天恢复运行" not in client_as(cast.officer).get("/supervision/").content.decode()
    JobRun.objects.create(
        jurisdiction=cast.city, name="lights", day=today + timedelta(days=40), started_at=current_time()
    )
    said = client_as(cast.officer).get("/supervision/").content.decode()
    assert f"已按 {today + timedelta(days=40)} 计算" in said
    assert "从今天恢复运行" not in client_as(cast.bureau_leader).get("/supervision/").content.decode()
    address = f"/supervision/clock/{cast.city.pk}/"
    assert address in said
    for words in ("已恢复运行", "可能已由同事处理"):
        assert words in client_as(cast.officer).post(address, follow=True).content.decode()
    assert not JobRun.objects.filter(day__gt=today).exists()

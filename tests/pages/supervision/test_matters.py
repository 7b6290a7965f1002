"""The pages of matters: answers, appeals, letters, interviews, closing; the ways to and from tasks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.audit.models import Event
from luoshi.domain.supervision.models import Appeal, Interview, Letter, Light, Matter, StepRun
from luoshi.domain.supervision.terms import MatterState, StepRunState
from luoshi.domain.tasks.models import Task
from tests.cast import Cast
from tests.factories.supervision import ISSUED, adopted, at, clock, pass_days
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db
Logged = Callable[[Account], Client]


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


def test_lights_stand_in_the_lists_and_filter_them(chased: StepRun, cast: Cast, client_as: Logged) -> None:
    office = client_as(cast.officer)
    tone = Light.objects.get(task=chased.matter.task).tone
    page = office.get(reverse("tasks:table"), {"light": tone}).content.decode()
    assert chased.matter.title in page
    assert f"light-{tone}" in page
    other = office.get(reverse("tasks:table"), {"light": "blue"}).content.decode()
    assert chased.matter.title not in other


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

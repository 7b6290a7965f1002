"""A ladder typed in the browser: rows added, moved and removed, faults at their place, tried on the past, adopted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.supervision import actions
from luoshi.domain.supervision.models import AdoptedLadder, StepRun
from luoshi.domain.supervision.terms import RuleState
from luoshi.pages.supervision.forms.rules import changed
from tests.cast import Cast
from tests.factories.supervision import ISSUED, adopted, at, clock, pass_days
from tests.factories.tasks import handled

pytestmark = pytest.mark.django_db
Logged = Callable[[Account], Client]


@pytest.fixture
def draft(cast: Cast) -> AdoptedLadder:
    """A draft of the ladder that is in force."""
    _pack, ladder = adopted(cast)
    return actions.draft_ladder(actor=cast.officer, now=ISSUED, jurisdiction=cast.city, name="新阶梯", copied=ladder)


def typed(draft: AdoptedLadder) -> dict[str, Any]:
    """Give the fields of a ladder's form as a browser posts them."""
    content = draft.content
    fields: dict[str, Any] = {"version": draft.version, "name": draft.name, "zh": content["zh"], "en": content["en"]}
    fields |= {f"starts.{urgency}": step for urgency, step in content.get("starts", {}).items()}
    for s, step in enumerate(content["steps"]):
        fields |= {f"steps.{s}.{name}": step[name] for name in ("id", "zh", "en", "kind", "acts") if name in step}
        fields |= {f"steps.{s}.{name}": step[name] for name in ("goes_to", "answers") if name in step}
        fields |= {f"steps.{s}.{name}": "1" for name in ("is_notice", "is_beside") if step.get(name)}
        if step.get("makes_document", True):
            fields[f"steps.{s}.makes_document"] = "1"
        fields |= {f"steps.{s}.clock.{name}": value for name, value in step.get("clock", {}).items()}
        for t, trigger in enumerate(step["triggers"]):
            at_ = f"steps.{s}.triggers.{t}"
            fields |= {f"{at_}.{name}": value for name, value in trigger.items() if name != "clock"}
            fields |= {f"{at_}.clock.{name}": value for name, value in trigger.get("clock", {}).items()}
    return fields


def ids(draft: AdoptedLadder) -> list[str]:
    """Give the keys of a kept ladder's steps in order."""
    return [step["id"] for step in AdoptedLadder.objects.get(pk=draft.pk).content["steps"]]


def test_what_is_typed_is_what_is_kept(draft: AdoptedLadder, cast: Cast, client_as: Logged) -> None:
    address = reverse("supervision:ladder", args=[draft.pk])
    before = draft.content
    assert client_as(cast.officer).post(address, typed(draft) | {"do": "save"}).status_code == 302
    after = AdoptedLadder.objects.get(pk=draft.pk).content
    for former, kept in zip(before["steps"], after["steps"], strict=True):
        for name, value in former.items():
            assert kept[name] == value, (former["id"], name)


def test_a_form_without_a_chosen_button_changes_nothing(draft: AdoptedLadder, cast: Cast, client_as: Logged) -> None:
    """The Enter key sends the first button; scripts and old browsers may send none."""
    address = reverse("supervision:ladder", args=[draft.pk])
    office = client_as(cast.officer)
    page = office.get(address).content.decode()
    form = page[page.index('class="rules-form"') :]
    assert 'value="show"' in form[form.index("<button") : form.index("</button>")]
    steps = ids(draft)
    for sent in ({}, {"do": "show"}):
        assert office.post(address, typed(draft) | {"name": "别的名字"} | sent).status_code == 200
    assert AdoptedLadder.objects.get(pk=draft.pk).name == "新阶梯"
    assert ids(draft) == steps


def test_steps_are_moved_added_and_removed_before_anything_is_kept(
    draft: AdoptedLadder, cast: Cast, client_as: Logged
) -> None:
    address = reverse("supervision:ladder", args=[draft.pk])
    office = client_as(cast.officer)
    page = office.post(address, typed(draft) | {"do": "down:steps.0"}).content.decode()
    assert page.index('name="steps.0.id" value="chase"') < page.index('name="steps.1.id" value="reminder"')
    added = office.post(address, typed(draft) | {"do": "add:steps"}).content.decode()
    assert 'value="step_7"' in added  # a key of its own
    assert "7. " in added
    assert ids(draft) == ["reminder", "chase", "letter", "bulletin", "interview", "closing"]


@pytest.mark.parametrize(
    ("command", "order"),
    [
        ("up:steps.1", ["b", "a", "c"]),
        ("down:steps.1", ["a", "c", "b"]),
        ("up:steps.0", ["a", "b", "c"]),
        ("down:steps.2", ["a", "b", "c"]),
        ("remove:steps.1", ["a", "c"]),
        ("up:steps.9", ["a", "b", "c"]),
        ("up:steps.²", ["a", "b", "c"]),
        ("up:nothing.1", ["a", "b", "c"]),
        ("burn:steps.1", ["a", "b", "c"]),
    ],
)
def test_a_command_moves_one_row_or_none(command: str, order: list[str]) -> None:
    content = {"steps": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}
    assert [step["id"] for step in changed(content, command)["steps"]] == order


def test_a_fault_names_its_step_and_field(draft: AdoptedLadder, cast: Cast, client_as: Logged) -> None:
    office = client_as(cast.officer)
    check = reverse("supervision:check", args=["ladder", draft.pk])
    without = typed(draft)
    del without["steps.1.clock.amount"]  # it asks for an answer
    said = office.post(check, without).content.decode()
    assert "2. 催办 · 时限" in said
    assert 'href="#steps-1"' in said
    blue = typed(draft) | {"steps.1.triggers.0.lights": ["purple"]}
    assert "没有名为“purple”的灯" in office.post(check, blue).content.decode()
    moved = office.post(reverse("supervision:ladder", args=[draft.pk]), typed(draft) | {"do": "down:steps.1"})
    assert "不是前面要求答复的步骤" in moved.content.decode()  # the letter waits for a chase that comes after it


def test_a_ladder_is_tried_on_the_past_and_adopted(draft: AdoptedLadder, cast: Cast, client_as: Logged) -> None:
    task = handled(cast, ISSUED, deadline=date(2026, 4, 30))
    pass_days(date(2026, 1, 5), date(2026, 2, 20))
    went_out = StepRun.objects.filter(matter__task=task, taken_at__isnull=False).count()
    office = client_as(cast.officer)
    with clock(at(2, 21)):
        page = office.get(reverse("supervision:ladder_trial", args=[draft.pk]), {"days": "60"}).content.decode()
        assert f"对 1 项任务和项目采取 {went_out} 个步骤" in page
        assert reverse("tasks:task", args=[task.pk]) in page
        empty = office.get(reverse("supervision:ladder_trial", args=[draft.pk]), {"days": "x"})
        assert empty.status_code == 200
        assert office.post(reverse("supervision:adopt", args=["ladder", draft.pk])).status_code == 302
    assert AdoptedLadder.objects.get(pk=draft.pk).state == RuleState.ADOPTED

"""Where no unit is named, forms offer the likely ones with reasons and choose none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.domain.accounts.models import Account
from luoshi.domain.tasks.queries import lead_units
from tests.cast import Cast
from tests.factories import tasks as make
from tests.factories.documents import commitments, make_document

ClientAs = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def _nothing_learnt() -> Iterator[None]:
    lead_units.forget_learnt_leads()
    yield
    lead_units.forget_learnt_leads()


def test_accepting_a_commitment_offers_likely_leads(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    for name in ("东", "西"):
        make.make_task(cast, now, title=f"修好{name}岭灌区干渠", lead_unit=cast.other_bureau)
    document = make_document(cast.city, cast.officer)
    unnamed, named = commitments(document)[:2]
    page = client_as(cast.officer).get(reverse("documents:task", args=[document.pk, unnamed.pk])).content.decode()
    assert f'data-suggest-unit="{cast.other_bureau.pk}"' in page
    assert f"因为“灌区”常由{cast.other_bureau.label}牵头（2 项）" in page
    assert "selected>市" not in page  # nothing is chosen by itself
    page = client_as(cast.officer).get(reverse("documents:task", args=[document.pk, named.pk])).content.decode()
    assert "data-suggest-unit" not in page


def test_the_words_stand_in_both_languages(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    task = make.make_task(cast, now, title="建设高标准农田", lead_unit=None)
    client = client_as(cast.officer)
    address = reverse("tasks:edit", args=[task.pk])
    page = client.get(address).content.decode()
    assert "通常是市农业农村局的职责" in page
    assert "“高标准农田”" in page
    client.cookies["django_language"] = "en"
    page = client.get(address).content.decode()
    assert "what 市农业农村局 usually does" in page
    assert "because of “高标准农田" in page


def test_a_task_with_a_lead_is_offered_none(cast: Cast, now: datetime, client_as: ClientAs) -> None:
    task = make.make_task(cast, now, title="建设高标准农田")
    assert (
        "data-suggest-unit" not in client_as(cast.officer).get(reverse("tasks:edit", args=[task.pk])).content.decode()
    )


def test_a_new_task_and_a_reassignment_are_offered_units(
    cast: Cast, now: datetime, client_as: Callable[[Account], Client]
) -> None:
    for number in range(3):
        make.make_task(cast, now, title=f"整治排污口{number}处", lead_unit=cast.other_bureau)
    officer = client_as(cast.officer)
    offered = officer.get("/tasks/suggested/?title=整治排污口12处").content.decode()
    assert f'data-suggest-unit="{cast.other_bureau.pk}"' in offered
    assert officer.get("/tasks/suggested/").content.decode().strip() == ""
    task = make.issued(cast, now, title="整治排污口7处")
    page = officer.get(f"/tasks/{task.pk}/reassign/").content.decode()
    assert f'data-suggest-unit="{cast.other_bureau.pk}"' in page
    assert f'data-suggest-unit="{cast.bureau.pk}"' not in page  # it leads already

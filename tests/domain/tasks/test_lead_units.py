"""Suggested leads follow the tasks: learnt once, right after every change, in few queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from luoshi.domain.organizations.rules import Work
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import Task
from luoshi.domain.tasks.queries import lead_units, suggested_leads
from luoshi.domain.tasks.rules import TaskText
from tests.cast import Cast
from tests.factories import tasks as make

FAIR = Work("筹备今年的茶博会")


@pytest.fixture(autouse=True)
def _nothing_learnt() -> Iterator[None]:
    lead_units.forget_learnt_leads()
    yield
    lead_units.forget_learnt_leads()


def first_unit(cast: Cast) -> str | None:
    found = suggested_leads(FAIR, cast.city)
    return found[0].unit.name if found else None


def fair(cast: Cast, now: datetime, number: str, **fields: Any) -> Task:
    return make.make_task(cast, now, title=f"办好第{number}届茶博会", **fields)


def test_suggestions_follow_every_change(cast: Cast, now: datetime) -> None:
    assert first_unit(cast) is None
    one = fair(cast, now, "一")
    two = fair(cast, now, "二")
    assert first_unit(cast) == cast.bureau.name
    for task in (one, two):
        text = TaskText(title=task.title, instrument=task.instrument, deadline=task.deadline)
        actions.edit_task(
            actor=cast.officer, now=now, task=task, version=task.version, text=text, lead_unit=cast.other_bureau
        )
    assert first_unit(cast) == cast.other_bureau.name
    for task in (one, two):
        actions.withdraw_task(actor=cast.officer, now=now + timedelta(minutes=1), task=make.fresh(task))
    assert first_unit(cast) is None


def test_a_change_that_bears_an_older_time_counts_too(cast: Cast, now: datetime) -> None:
    fair(cast, now, "一", lead_unit=cast.bureau)
    assert first_unit(cast) == cast.bureau.name
    for number in "二三四":
        fair(cast, now - timedelta(days=3), number, lead_unit=cast.other_bureau)
    assert first_unit(cast) == cast.other_bureau.name


def test_what_a_unit_sent_back_teaches_nothing(cast: Cast, now: datetime) -> None:
    task = make.issued(cast, now, title="办好第一届茶博会")
    assert first_unit(cast) == cast.bureau.name
    actions.return_task(actor=cast.bureau_leader, now=now, task=task, reason="不属于本单位职责")
    assert first_unit(cast) is None


def test_the_cited_sentence_teaches_too(cast: Cast, now: datetime) -> None:
    sentence = "要办好茶博会，扩大云岭茶的名声。"
    document = make.make_document(cast, now, source=sentence)
    task = make.make_task(cast, now, title="办会", citations=[make.citation_of(document, sentence)])
    found = suggested_leads(FAIR, cast.city)
    assert found[0].unit == task.lead_unit
    assert "茶博会" in found[0].words
    assert found[0].task_count == 1


def test_a_unit_of_a_territory_below_only_where_it_has_led(cast: Cast, now: datetime) -> None:
    work = Work("完成水库除险加固，整治堤防")
    assert cast.county_bureau not in [s.unit for s in suggested_leads(work, cast.city)]
    make.make_task(cast, now, title="水库蓄水", lead_unit=cast.county_bureau)
    assert suggested_leads(work, cast.city)[0].unit == cast.county_bureau
    assert cast.city not in [s.unit for s in suggested_leads(Work("云岭市"), cast.city)]


def test_few_queries_whatever_there_is_to_learn(cast: Cast, now: datetime, django_assert_num_queries: Any) -> None:
    for number in "一二三四五":
        fair(cast, now, number)
    with django_assert_num_queries(3):
        suggested_leads(FAIR, cast.city)
    with django_assert_num_queries(2):
        suggested_leads(FAIR, cast.city)
    fair(cast, now + timedelta(minutes=1), "六")
    with django_assert_num_queries(3):
        assert suggested_leads(FAIR, cast.city)[0].task_count == 6

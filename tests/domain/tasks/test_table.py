"""The task table: filters, order, pages, counts, search, and a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from luoshi.domain.documents.models import Document
from luoshi.domain.organizations.queries import standing_of
from luoshi.domain.tasks import actions
from luoshi.domain.tasks.models import Batch, Task
from luoshi.domain.tasks.queries import SORTS, TaskFilters, task_table
from tests.cast import Cast
from tests.factories import tasks as make

TODAY = date(2026, 11, 21)  # a Saturday


def _titles(cast: Cast, filters: TaskFilters, sort: str = "number") -> list[str]:
    page = task_table(standing_of(cast.officer), filters, sort=sort, page=1, today=TODAY)
    assert page.count == len(page.rows)
    return [row.title for row in page.rows]


@pytest.fixture
def five(cast: Cast, now: datetime) -> None:
    """甲 late and handled, 乙 due on Sunday, 丙 this month, 丁 next year with a document, 戊 without deadline."""
    make.handled(cast, now, title="甲 完成污水治理", deadline=TODAY - timedelta(days=3))
    make.make_task(cast, now, title="乙 改造ＧＤＰ台账", deadline=date(2026, 11, 22), instrument="policy")
    make.make_task(cast, now, title="丙 道路", deadline=date(2026, 11, 30), lead_unit=cast.township)
    document = make.make_document(cast, now)
    make.make_task(
        cast, now, title="丁 河长", deadline=date(2027, 5, 1), lead_unit=cast.zone, supporting_units=[cast.township],
        citations=[make.citation_of(document)],
    )  # fmt: skip
    make.make_task(cast, now, title="戊 水", deadline=None, lead_unit=None, measures="推进供水")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (lambda c: TaskFilters(), "甲乙丙丁戊"),
        (lambda c: TaskFilters(window="late"), "甲"),
        (lambda c: TaskFilters(window="soon"), ""),  # drafts have no clock
        (lambda c: TaskFilters(window="week"), "甲乙"),
        (lambda c: TaskFilters(window="month"), "甲乙丙"),
        (lambda c: TaskFilters(window="none"), "戊"),
        (lambda c: TaskFilters(window="range", deadline_from=date(2026, 11, 22)), "乙丙丁"),
        (lambda c: TaskFilters(window="range", deadline_to=date(2026, 11, 22)), "甲乙"),
        (lambda c: TaskFilters(states=("handling",)), "甲"),
        (lambda c: TaskFilters(states=("handling", "draft")), "甲乙丙丁戊"),
        (lambda c: TaskFilters(instruments=("policy",)), "乙"),
        (lambda c: TaskFilters(unit=c.county.pk), "丙丁"),
        (lambda c: TaskFilters(unit=c.county.pk, part="lead"), "丙"),
        (lambda c: TaskFilters(unit=c.township.pk, part="support"), "丁"),
        (lambda c: TaskFilters(unit=999_999), ""),
        (lambda c: TaskFilters(document=Document.objects.get().pk), "丁"),
        (lambda c: TaskFilters(batch=0), "乙丙丁戊"),
        (lambda c: TaskFilters(batch=Batch.objects.get().pk), "甲"),
        (lambda c: TaskFilters(text="污水"), "甲"),
        (lambda c: TaskFilters(text="gdp"), "乙"),
        (lambda c: TaskFilters(text="ＧＤＰ"), "乙"),
        (lambda c: TaskFilters(text="供水"), "戊"),  # measures
        (lambda c: TaskFilters(text="排污"), "丁"),  # the cited sentence
        (lambda c: TaskFilters(text="石桥"), "丙丁"),  # a unit's name
        (lambda c: TaskFilters(text="2026-0003"), "丙"),
        (lambda c: TaskFilters(text="河长 排污"), "丁"),  # both words
        (lambda c: TaskFilters(text="河长 道路"), ""),
        (lambda c: TaskFilters(text="水%"), ""),  # no wildcard
        (lambda c: TaskFilters(text="_"), ""),
        (lambda c: TaskFilters(text="推", states=("draft",)), "丁戊"),
    ],
)
def test_filters(cast: Cast, five: None, filters: Callable[[Cast], TaskFilters], found: str) -> None:
    assert "".join(title[0] for title in _titles(cast, filters(cast))) == found


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{name}" for name in SORTS)])
def test_every_order_gives_every_task_once(cast: Cast, five: None, sort: str) -> None:
    assert sorted(t[0] for t in _titles(cast, TaskFilters(), sort)) == sorted("甲乙丙丁戊")


@pytest.mark.parametrize(
    ("sort", "order"), [("deadline", "甲乙丙丁戊"), ("-deadline", "丁丙乙甲戊"), ("-number", "戊丁丙乙甲")]
)
def test_order_with_empty_ones_last(cast: Cast, five: None, sort: str, order: str) -> None:
    assert "".join(t[0] for t in _titles(cast, TaskFilters(), sort)) == order


def test_by_deadline_what_ended_follows_what_is_to_be_done(cast: Cast, five: None) -> None:
    Task.objects.filter(title__startswith="甲").update(state="closed")
    Task.objects.filter(title__startswith="丙").update(state="withdrawn")
    assert "".join(t[0] for t in _titles(cast, TaskFilters(), "deadline")) == "乙丁戊甲丙"
    assert "".join(t[0] for t in _titles(cast, TaskFilters(), "-deadline")) == "丁丙乙甲戊"


def test_pages_and_counts(cast: Cast, now: datetime) -> None:
    for n in range(52):
        make.make_task(cast, now, title=f"任务{n}")
    actions.withdraw_task(actor=cast.officer, now=now, task=Task.objects.order_by("pk")[0])
    standing = standing_of(cast.officer)
    filters = TaskFilters(states=("draft",))
    first = task_table(standing, filters, sort="number", page=1, today=TODAY)
    beyond = task_table(standing, filters, sort="number", page=9, today=TODAY)
    assert (len(first.rows), first.count, first.pages) == (50, 51, 2)
    assert (beyond.page, [row.number_text for row in beyond.rows]) == (2, ["2026-0052"])
    assert first.state_counts == {"draft": 51, "withdrawn": 1}
    searched = task_table(standing, TaskFilters(text="任务", states=("draft",)), sort="number", page=2, today=TODAY)
    assert (searched.count, searched.page, len(searched.rows)) == (51, 2, 1)
    assert searched.state_counts == {"draft": 51, "withdrawn": 1}


def test_extra_columns(cast: Cast, five: None) -> None:
    page = task_table(
        standing_of(cast.officer), TaskFilters(text="河长"), sort="number", page=1, today=TODAY,
        with_supporting=True, with_source=True,
    )  # fmt: skip
    assert page.rows[0].supporting == ("石桥镇",)
    assert page.rows[0].source.startswith("关于水环境整治的通知：全面推行河湖长制")


@pytest.mark.parametrize("filters", [TaskFilters(), TaskFilters(text="任务"), TaskFilters(states=("draft",))])
def test_queries_do_not_grow_with_tasks(
    cast: Cast, now: datetime, django_assert_num_queries: DjangoAssertNumQueries, filters: TaskFilters
) -> None:
    standing = standing_of(cast.officer)
    for size in (3, 30):
        for n in range(size):
            make.make_task(cast, now, title=f"任务{n}", supporting_units=[cast.zone])
        with django_assert_num_queries(4 if filters.text else 5):
            task_table(standing, filters, sort="lead", page=1, today=TODAY, with_supporting=True, with_source=True)

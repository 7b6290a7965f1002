"""Tasks that say nearly the same: pairs on both sides of the threshold, and what is not offered."""

from __future__ import annotations

from datetime import datetime

import pytest

from luoshi.domain.tasks import actions, rules
from luoshi.domain.tasks.queries import similar_tasks
from tests.cast import Cast
from tests.factories import tasks as make

ALIKE = [
    ("完成清溪河干流排污口整治", "年底前完成清溪河干流排污口整治。"),
    ("改造老旧小区120个", "今年要改造城镇老旧小区120个，惠及群众3万户"),
    ("健全惠企政策直达机制", "建立健全惠企政策直达快享机制"),
    ("建设标准化厂房20万平方米", "新建标准化厂房２０万平方米"),
]
UNLIKE = [
    ("完成清溪河干流排污口整治", "完成南岸片区污水管网改造"),
    ("改造老旧小区120个", "改造农村危房120户"),
    ("健全惠企政策直达机制", "健全重点项目周调度机制"),
    ("推进产业园区建设", "推进城乡供水一体化"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike(one: str, other: str) -> None:
    assert rules.likeness(one, other) >= rules.SIMILAR_FROM
    assert rules.likeness(other, one) == rules.likeness(one, other)


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike(one: str, other: str) -> None:
    assert rules.likeness(one, other) < rules.SIMILAR_FROM


def test_open_tasks_are_offered_nearest_first(cast: Cast, now: datetime) -> None:
    near = make.make_task(cast, now, title="改造老旧小区120个")
    nearest = make.make_task(cast, now, title="改造城镇老旧小区120个，惠及群众3万户")
    make.make_task(cast, now, title="培育产业园区龙头企业5家")
    found = similar_tasks("今年要改造城镇老旧小区120个，惠及群众3万户", cast.city)
    assert [task.pk for task in found] == [nearest.pk, near.pk]


def test_closed_and_withdrawn_tasks_are_not_offered(cast: Cast, now: datetime) -> None:
    make.closed(cast, now, title="改造老旧小区120个")
    gone = make.make_task(cast, now, title="改造老旧小区120个")
    actions.withdraw_task(actor=cast.officer, now=now, task=gone)
    assert similar_tasks("改造老旧小区120个", cast.city) == []


def test_a_task_is_known_again_by_the_sentence_it_cites(cast: Cast, now: datetime) -> None:
    document = make.make_document(cast, now)
    task = make.make_task(cast, now, title="排污口", citations=[make.citation_of(document)])
    assert [t.pk for t in similar_tasks("要全面推行河湖长制，年底前完成清溪河干流排污口整治", cast.city)] == [task.pk]


def test_tasks_of_another_jurisdiction_are_not_offered(cast: Cast, now: datetime) -> None:
    make.make_task(cast, now, title="改造老旧小区120个")
    assert similar_tasks("改造老旧小区120个", cast.county) == []


@pytest.mark.parametrize(
    ("text", "is_bare"),
    [
        ("确保2026年6月底前完成", True),
        ("今年12月31日前全部完成", True),
        ("年底前完成", True),
        ("力争明年上半年按期完成", True),
        ("2026年底前完成厂房建设", False),
        ("建成厂房", False),
        ("", False),
    ],
)
def test_a_clause_that_says_only_by_when(text: str, is_bare: bool) -> None:
    assert rules.is_bare_deadline(text) is is_bare


def test_bare_deadlines_are_not_offered(cast: Cast, now: datetime) -> None:
    document = make.make_document(cast, now, source="确保2026年6月底前完成。", title="通知")
    make.make_task(cast, now, title="整治排污口", citations=[make.citation_of(document, "确保2026年6月底前完成")])
    assert similar_tasks("确保2026年6月底前完成", cast.city) == []
    assert similar_tasks("确保2026年6月底前完成河道清淤", cast.city) == []

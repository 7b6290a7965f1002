"""Which of the four instruments an order uses, by its words (R24)."""

from __future__ import annotations

import pytest

from luoshi_reading.facts.clauses.levels import instrument_of


@pytest.mark.parametrize(
    "order, instrument",
    [
        ("市农业农村局要在2027年3月底前新建高标准农田5万亩", "project"),
        ("年底前建成标准厂房12万平方米", "project"),
        ("按规定公开办事时限", "item"),
        ("推进乡镇卫生院规范化管理", "item"),
        ("6月底前出台高标准农田管护办法", "policy"),
        ("制定养老服务地方标准", "policy"),
        ("建立重大项目联席会议制度", "mechanism"),
        ("完成排查2000户", "item"),
    ],
)
def test_the_instrument_is_told_by_the_words(order: str, instrument: str) -> None:
    assert instrument_of(order) == instrument

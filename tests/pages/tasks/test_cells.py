"""Cells of the task table: names that fit their columns."""

from __future__ import annotations

import pytest

from luoshi.pages.tasks.cells import short_batch


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("", ""),
        ("2026年结转任务", "2026年结转任务"),
        ("2026年第三批重点任务（全会部署）", "2026年第三批"),
        ("关于第12批重点工作任务的分解", "第12批"),
        ("市政府常务会议议定事项台账", "市政府常务会议议…"),
    ],
)
def test_a_batch_is_named_by_its_ordinal(name: str, short: str) -> None:
    assert short_batch(name) == short

"""Years counted again go by the stretch that the paper plans for (R45)."""

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text


def deadlines_of(plan: str) -> list[tuple[str | None, str | None]]:
    items = "1.护渡队伍。5年内培训船员300名。\n2.渡口。用五年时间改造渡口20处。\n3.航标。三年内更换航标60座。\n"
    text = f"桑坞县渡运提升意见\n一、总体目标\n{plan}\n二、主要项目\n{items}"
    found = as_json(read_text(SourceText(text, "utf-8", "")))["commitments"]
    return [(one["deadline"], one["deadline_text"]) for one in found]


@pytest.mark.parametrize(
    "plan",
    [
        "从2026年起，用5年时间建成平安渡运体系。",
        "2026年起5年内建成平安渡运体系。",
        "从2026年开始，力争用五年时间建成平安渡运体系。",
    ],
)
def test_years_counted_again_end_with_the_papers_own(plan: str) -> None:
    first, *items = deadlines_of(plan)
    assert first[0] == "2030"
    assert items == [("2030", "5年内"), ("2030", "用五年时间"), (None, "三年内")]


def test_years_without_a_beginning_stay_text() -> None:
    assert deadlines_of("建成平安渡运体系。")[1:] == [(None, "5年内"), (None, "用五年时间"), (None, "三年内")]


def test_so_many_years_at_the_head_date_what_stands_behind_them() -> None:
    text = "桑坞县渡运提升意见\n（2026年3月2日）\n一、主要项目\n3年内培训船员300名，更换航标60座。\n"
    found = as_json(read_text(SourceText(text, "utf-8", "")))["commitments"]
    assert [(one["quote"], one["deadline"]) for one in found] == [
        ("3年内培训船员300名", "2029"),
        ("更换航标60座", "2029"),
    ]

"""Rows of numbered tables that run on into the next line (R86)."""

from itertools import product

import pytest

from luoshi_reading.repair.edits import apply
from luoshi_reading.repair.tables import continued_rows

ROWS = (
    ("1", "推进滨河大桥工程建设，完成桩基施工", "市交通运输局", "东湖区政府、市财政局", "2026年10月"),
    ("2", "制定招商引资若干措施", "市商务局", "无", "2026年12月底前"),
    ("3", "新建社区食堂14处并投入使用", "市民政局", "各县（市、区）", "长期"),
    ("4", "完善困难群众救助制度，发放补贴", "市民政局", "市残联", "持续推进"),
)
WHOLE = "".join("\t".join(row) + "\n" for row in ROWS)
TITLE = "云岭市重点任务分解\n"
HEADINGS = ("", "序号\t工作任务\t责任单位\t配合单位\t完成时限\n")
BEHIND = ("", "请各单位抓好落实。\n", "云岭市人民政府办公室\n2026年3月2日\n")


def _repaired(text: str) -> str:
    return apply(text, continued_rows.find(text))


def _broken(row: tuple[str, ...], column: int, place: int, form: str) -> str:
    head, rest = row[column][:place], row[column][place:]
    if form == "inside":
        return "\t".join([*row[:column], head + "\n" + rest, *row[column + 1 :]]) + "\n"
    below = [""] * column + [rest] + ([""] * (len(row) - column - 1) if form == "below_filled" else [])
    return "\t".join([*row[:column], head, *row[column + 1 :]]) + "\n" + "\t".join(below) + "\n"


@pytest.mark.parametrize(
    ("headings", "behind", "form"), list(product(HEADINGS, BEHIND, ("inside", "below", "below_filled")))
)
@pytest.mark.parametrize("broken", [(0,), (2,), (0, 3), (0, 1, 2, 3)])
def test_what_was_broken_inside_a_task_is_joined(
    broken: tuple[int, ...], headings: str, behind: str, form: str
) -> None:
    places = (9, 6, 8, 7)
    rows = [_broken(row, 1, places[i], form) if i in broken else "\t".join(row) + "\n" for i, row in enumerate(ROWS)]
    assert _repaired(TITLE + headings + "".join(rows) + behind) == TITLE + headings + WHOLE + behind


@pytest.mark.parametrize("form", ["inside", "below", "below_filled"])
@pytest.mark.parametrize("place", [5, 6, 8])
def test_what_was_broken_inside_units_is_joined(form: str, place: int) -> None:
    text = TITLE + _broken(ROWS[0], 3, place, form) + WHOLE.split("\n", 1)[1]
    assert _repaired(text) == TITLE + WHOLE


def test_pieces_on_lines_without_tabs_go_on_with_the_task() -> None:
    rows = [
        _broken(row, 1, place, "below").replace("\n\t", "\n") for row, place in zip(ROWS, (9, 6, 8, 7), strict=True)
    ]
    assert _repaired(TITLE + "".join(rows) + BEHIND[1]) == TITLE + WHOLE + BEHIND[1]


def test_a_time_on_two_lines_is_one() -> None:
    rows = [_broken(row, 4, 5, "inside") if row[4][:4] == "2026" else "\t".join(row) + "\n" for row in ROWS]
    assert _repaired(TITLE + "".join(rows) + BEHIND[1]) == TITLE + WHOLE + BEHIND[1]


def test_two_units_one_below_the_other_are_two() -> None:
    rows = ["\t".join([*row[:2], f"{row[2]}\n市财政局", *row[3:]]) + "\n" for row in ROWS]
    whole = "".join("\t".join([*row[:2], f"{row[2]}、市财政局", *row[3:]]) + "\n" for row in ROWS)
    assert _repaired(TITLE + "".join(rows)) == TITLE + whole


OTHERS = {
    "sections": ("产业发展\n1\t甲\t市商务局\t2026年\n2\t乙\t市商务局\t2026年\n民生保障\n3\t丙\t市民政局\t2026年\n"),
    "numbered_sections": (
        "1\t建设园区\t市商务局\t长期\n二、设施\n2\t建设码头\t市商务局\t长期\n三、施工\n3\t建设粮库\t市民政局\t长期\n"
    ),
    "merged_numbers": (
        "1\t建设园区三处\t市商务局\t2026年\n\t改造码头两座\t市交通局\t2026年\n2\t修建粮库\t市发改委\t2026年\n"
        "3\t建成驿站\t市总工会\t2026年\n\t新增床位\t市民政局\t2026年\n"
    ),
    "merged_cells": (
        "1\t建设园区三处。\t市商务局\t2026年\n\t改造码头两座。\n2\t修建粮库。\t市发改委\t2026年\n"
        "3\t建成驿站。\t市总工会\t2026年\n\t新增床位。\n"
    ),
    "missing_cells": "1\t建设园区\t市商务局\t2026年\n2\t修建粮库\t市发改委\n3\t建成驿站\t市总工会\t2026年\n备注\t无\n",
    "paragraph_behind": WHOLE + "以上任务纳入年度考核，请抓好落实\n",
    "names": "1\t庞志帆\t市交通局\n先进工作者\n2\t蒲春禾\t市商务局\n3\t颜国岸\t市民政局\n",
    "two_rows": "1\t推进滨河大桥\n工程建设\t市交通局\n2\t修建粮库\t市发改委\n",
    "no_numbers": "甲\t推进滨河大桥\n工程建设\t市交通局\n乙\t修建粮库\t市发改委\n丙\t建成驿站\t市总工会\n",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_lines_between_rows_stay_lines(name: str) -> None:
    assert continued_rows.find(OTHERS[name]) == []

"""Tables whose cells stand apart by lines of a stroke: rows, cells of several lines, cells that reach down."""

import pytest

from luoshi_reading.model import Finding, SourceText
from luoshi_reading.pipeline import read_text
from luoshi_reading.repair.tables import piped_cells

TITLE = "云岭市2026年重点任务分解表\n"
HEADINGS = ["序号", "工作任务", "责任单位", "完成时限"]
ROWS = [
    ["1", "新建停车场3个。", "市住建局\n市财政局", "2026年6月底"],
    ["2", "改造公厕20座。", "市城管局", "2026年底前"],
    ["3", "开展窗口服务人员培训。", "市政务局", "2026年9月"],
]
WANT = [
    ("新建停车场3个。", ["市住建局", "市财政局"], "2026-06-30"),
    ("改造公厕20座。", ["市城管局"], "2026-12-31"),
    ("开展窗口服务人员培训。", ["市政务局"], "2026-09-30"),
]


def _piped(rows: list[list[str]], stroke: str = "|") -> str:
    return "".join(f"{cell}\n{stroke}\n" for row in rows for cell in row)


def _orders(text: str) -> list[Finding]:
    return [f for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]


def _told(text: str) -> list[tuple[str, list[str], str | None]]:
    return [(f.quote, f.fields["lead"] + f.fields["supporting"], f.fields["deadline"]) for f in _orders(text)]


@pytest.mark.parametrize("stroke", ["|", "｜"])
@pytest.mark.parametrize("last", ["", "\n附件：名单\n", "各责任单位要抓好落实。\n"])
def test_rows_are_read_cell_by_cell(stroke: str, last: str) -> None:
    assert _told(TITLE + _piped([HEADINGS, *ROWS], stroke) + last)[:3] == WANT


def test_without_a_stroke_behind_the_last_cell() -> None:
    text = TITLE + _piped([HEADINGS, *ROWS]).removesuffix("|\n")
    assert _told(text) == WANT


def test_without_headings() -> None:
    assert _told(TITLE + _piped(ROWS)) == WANT


def test_a_cell_that_reaches_down_leaves_its_place_free() -> None:
    rows = [
        ["1", "一、城市建设", "新建停车场3个。", "市住建局", "2026年6月底"],
        ["2", "改造公厕20座。", "市城管局", "2026年底前"],
        ["3", "二、政务服务", "开展窗口服务人员培训。", "市政务局", "2026年9月"],
        ["4", "公布政务服务事项清单。", "市政务局", "2026年9月"],
    ]
    want = [
        ("新建停车场3个。", ["市住建局"], "2026-06-30"),
        *WANT[1:],
        ("公布政务服务事项清单。", ["市政务局"], "2026-09-30"),
    ]
    assert _told(TITLE + _piped([["序号", "领域", "工作任务", "责任单位", "完成时限"], *rows])) == want
    assert _told(TITLE + _piped(rows)) == want


@pytest.mark.parametrize(
    "text",
    [
        "首页\n|\n新闻\n|\n政务\n|\n服务\n|\n互动\n|\n专题\n|\n专栏\n|\n数据\n|\n视频\n|\n",
        "一、加快建设。\n|\n二、加强管理。\n|\n三、强化保障。\n",
        _piped([["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"], ["9", "10"]]),
        TITLE + "1.新建停车场3个。\n2.改造公厕20座。\n",
    ],
)
def test_other_strokes_part_no_cells(text: str) -> None:
    assert piped_cells.find(text) == []

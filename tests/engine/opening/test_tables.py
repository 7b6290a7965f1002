"""Tables of web pages, Word files and PDFs come out with their columns apart, merged cells and page ends included."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx

from luoshi_reading.opening import open_source
from luoshi_reading.pipeline import as_json, read
from tests.engine.damage.files import ruled_pdf

HEADINGS = ["序号", "重点任务", "牵头单位", "配合单位", "完成时限"]


def page(table: str) -> bytes:
    return f"<html><meta charset=utf-8><body><p>任务分解表</p>{table}<p>末段</p></body></html>".encode()


def rows_of(data: bytes) -> list[tuple[str, list[str], list[str], str | None]]:
    reading = as_json(read(data), with_source=True)
    rows = [c for c in reading["commitments"] if c.get("from_table")]
    for row in rows:
        assert reading["source"][row["span"]["start"] : row["span"]["end"]] == row["quote"]
    return [(r["quote"], r["lead"], r["supporting"], r["deadline"]) for r in rows]


def test_cells_over_rows_and_columns_of_a_page_keep_their_columns() -> None:
    table = (
        "<table><tr><th rowspan=2>序号</th><th rowspan=2>重点任务</th><th colspan=2>责任单位</th>"
        "<th rowspan=2>完成时限</th></tr><tr><th>牵头</th><th>配合</th></tr><tr><td colspan=5>一、产业</td></tr>"
        "<tr><td>1</td><td>建设数据中心</td><td rowspan=2>市大数据局</td><td>市财政局<br>市科技局</td>"
        "<td rowspan=2>2026年10月</td></tr><tr><td>2</td><td>建设算力平台</td><td></td></tr></table>"
    )
    assert open_source(page(table)).text == (
        "任务分解表\n序号\t重点任务\t责任单位\t\t完成时限\n〃\t〃\t牵头\t配合\t〃\n一、产业\n"
        "1\t建设数据中心\t市大数据局\t市财政局 市科技局\t2026年10月\n2\t建设算力平台\t〃\t\t〃\n末段"
    )
    assert rows_of(page(table)) == [
        ("建设数据中心", ["市大数据局"], ["市财政局", "市科技局"], "2026-10-31"),
        ("建设算力平台", ["市大数据局"], [], "2026-10-31"),
    ]


def test_long_cells_of_a_table_with_known_headings_stay_cells() -> None:
    long = "".join(f"<p>{n}.完成管网改造{n}公里，同步恢复路面。</p>" for n in range(1, 40))
    table = (
        "<table><tr><td>序号</td><td>重点任务</td><td>具体措施</td><td>牵头单位</td></tr>"
        f"<tr><td>1</td><td>建设数据中心</td><td>{long}</td><td>市大数据局</td></tr></table>"
    )
    assert rows_of(page(table)) == [("建设数据中心", ["市大数据局"], [], None)]


def test_spans_beyond_reason_cost_nothing() -> None:
    row = "<tr>" + "<td rowspan=60000 colspan=60000>甲" * 5 + "</tr>"
    table = "<table><tr><td>序号</td><td>重点任务</td><td>牵头单位</td></tr>" + row * 3000 + "</table>"
    assert len(open_source(page(table)).text) < 10 * len(table)


def word_file(rows: Sequence[Sequence[str]], merges: Sequence[tuple[int, int, int, int]]) -> bytes:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for i, row in enumerate(rows):
        for j, words in enumerate(row):
            table.cell(i, j).text = words
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_merged_cells_of_a_word_file_keep_their_columns() -> None:
    data = word_file(
        [
            HEADINGS,
            ["一、产业", "", "", "", ""],
            ["1", "建设数据中心", "市大数据局", "", "10月底前"],
            ["2", "建设算力平台", "", "市财政局", ""],
            ["", "建设云平台", "", "市科技局", "2026年12月"],
        ],
        [(1, 0, 1, 4), (2, 2, 3, 2), (2, 4, 3, 4)],
    )
    assert open_source(data).text.split("\n")[1:] == [
        "一、产业",
        "1\t建设数据中心\t市大数据局\t\t10月底前",
        "2\t建设算力平台\t〃\t市财政局\t〃",
        "\t建设云平台\t\t市科技局\t2026年12月",
    ]
    assert rows_of(data)[1:] == [
        ("建设算力平台", ["市大数据局"], ["市财政局"], None),
        ("建设云平台", [], ["市科技局"], "2026-12-31"),
    ]


WIDTHS = [40, 150, 100, 110, 95]


def test_the_ruled_table_of_a_pdf_is_read_cell_by_cell() -> None:
    rows = [
        HEADINGS,
        ["一、产业"],
        ["1", "建设数据中心并完成机房扩容改造", "市大数据局", "市财政局、市发展改革委", "2026年10月底前"],
        ["2", "建设算力平台", "〃", "", "〃"],
    ]
    data = ruled_pdf("任务分解表", rows, WIDTHS)
    assert open_source(data).text.split("\n") == [
        "任务分解表",
        "\t".join(HEADINGS),
        "一、产业",
        "1\t建设数据中心并完成机房扩容改造\t市大数据局\t市财政局、市发展改革委\t2026年10月底前",
        "2\t建设算力平台\t〃\t\t〃",
    ]
    assert rows_of(data) == [
        ("建设数据中心并完成机房扩容改造", ["市大数据局"], ["市财政局", "市发展改革委"], "2026-10-31"),
        ("建设算力平台", ["市大数据局"], [], "2026-10-31"),
    ]


def test_a_table_goes_on_over_pages_with_and_without_its_headings() -> None:
    body = [[str(n), f"建设第{n}号水厂", "市水利局", "市财政局", f"2026年{n % 12 + 1}月"] for n in range(1, 61)]
    for repeats in (True, False):
        data = ruled_pdf("任务分解表", [HEADINGS, *body], WIDTHS, repeats_headings=repeats)
        rows = rows_of(data)
        assert [quote for quote, *_ in rows] == [row[1] for row in body]
        assert all(lead == ["市水利局"] and supporting == ["市财政局"] and due for _, lead, supporting, due in rows)


def test_a_table_without_ruling_lines_is_read_by_its_lanes() -> None:
    body = [
        [str(n), f"建设第{n}号水厂，完成供水管网改造和厂区绿化", "市水利局", "市财政局", f"2026年{n % 12 + 1}月"]
        for n in range(1, 31)
    ]
    data = ruled_pdf("任务分解表", [HEADINGS, ["一、供水"], *body], WIDTHS, rows_on_a_page=16, is_ruled=False)
    rows = rows_of(data)
    assert [quote for quote, *_ in rows] == [row[1] for row in body]
    assert all(lead == ["市水利局"] and supporting == ["市财政局"] and due for _, lead, supporting, due in rows)


def test_a_row_that_a_page_cuts_is_one_row() -> None:
    rows = [[str(n), f"建设第{n}号水厂", "市水利局", "市财政局", "10月"] for n in range(1, 24)]
    data = ruled_pdf("任务分解表", [HEADINGS, *rows, ["", "及配套管网", "", "", ""]], WIDTHS, rows_on_a_page=24)
    assert open_source(data).text.rstrip().split("\n")[-1] == "23\t建设第23号水厂及配套管网\t市水利局\t市财政局\t10月"


def test_three_hundred_rows_of_a_pdf_are_three_hundred_tasks() -> None:
    body = [[str(n), f"建设第{n}号水厂", "市水利局", "市财政局", f"2026年{n % 12 + 1}月"] for n in range(1, 301)]
    data = ruled_pdf("任务分解表", [HEADINGS, *body], WIDTHS)
    assert len(rows_of(data)) == 300


def _numbered(first: int, last: int, due: str) -> list[list[str]]:
    return [[str(n), f"建设第{n}号水厂", "市水利局", "市财政局", due] for n in range(first, last + 1)]


def test_a_merged_cell_that_a_page_cuts_holds_for_the_rows_behind_the_page() -> None:
    """One row of it behind the page, several, and several behind a row that the page cuts."""
    head = [HEADINGS, *_numbered(1, 2, "2026年6月"), *_numbered(3, 3, "2026年10月"), *_numbered(4, 6, "〃")]
    one = [*head, *_numbered(7, 7, ""), *_numbered(8, 9, "2026年12月")]
    several = [*head, *_numbered(7, 7, ""), *_numbered(8, 8, "〃"), *_numbered(9, 9, "2026年12月")]
    cut = [*head, ["", "及配套管网", "", "", ""], *_numbered(7, 8, "〃"), *_numbered(9, 9, "2026年12月")]
    dues = ["2026-06-30"] * 2 + ["2026-10-31"] * 5
    for rows, rest in ((one, ["12", "12"]), (several, ["10", "12"]), (cut, ["10", "12"])):
        found = rows_of(ruled_pdf("任务分解表", rows, WIDTHS, rows_on_a_page=7))
        assert [due for *_, due in found] == dues + [f"2026-{month}-31" for month in rest]


def test_a_row_without_a_number_that_a_page_cuts_is_one_row() -> None:
    rows = [[f"建设第{n}号水厂", "市水利局、市财政局", "10月"] for n in range(1, 7)]
    rows += [["及配套管网", "", ""], *([f"建设第{n}号水厂", "市水利局", "12月"] for n in (7, 8))]
    found = rows_of(
        ruled_pdf("任务分解表", [["工作任务", "责任单位", "完成时限"], *rows], [150, 150, 95], rows_on_a_page=7)
    )
    assert [quote for quote, *_ in found][4:] == [
        "建设第5号水厂", "建设第6号水厂及配套管网", "建设第7号水厂", "建设第8号水厂"
    ]  # fmt: skip


def test_headings_of_two_lines_that_every_page_has_again() -> None:
    table = "".join(
        f"<tr><td>{n}</td><td>建设第{n}号水厂</td><td>市水利局</td><td>市财政局</td><td>10月</td></tr>"
        for n in range(1, 4)
    )
    upper = (
        "<tr><td rowspan=2>序号</td><td rowspan=2>工作任务</td><td colspan=2>责任分工</td><td rowspan=2>时限</td></tr>"
    )
    lower = "<tr><td>牵头单位</td><td>配合单位</td></tr>"
    found = rows_of(page(f"<table>{(upper + lower + table) * 4}</table>"))
    assert len(found) == 12
    assert {(*lead, *supporting) for _, lead, supporting, _ in found} == {("市水利局", "市财政局")}

"""Charts as they are described: what is drawn, the table beside it, and what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.template import Context, Template
from django.utils.translation import override

from luoshi.foundation.terms import Term
from luoshi.pages.shared import charts
from luoshi.pages.shared.charts import Branch, Flow, Node, Row, Series, Tone
from luoshi.pages.shared.style_charts import sample_charts

SAMPLES = sorted(sample_charts()["charts"])


class Weather(Term):
    FAIR = "green", "晴", "Fair"
    UNKNOWN = "unknown", "不明", "Unknown"


@pytest.fixture(autouse=True)
def _in_chinese() -> Any:
    with override("zh-hans"):
        yield


def cells(chart: charts.Chart) -> list[list[str]]:
    return [[cell.text for cell in row] for row in chart.table().rows]


def heads(chart: charts.Chart) -> list[str]:
    return [column.text for column in chart.table().head]


def drawing(chart: charts.Chart) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(chart.json())
    return found


def render(source: str, **values: Any) -> str:
    return Template("{% load charts %}" + source).render(Context(values))


def bar(*rows: Row, **more: Any) -> charts.Bar:
    series = more.pop("series", [Series("计划", Tone.PLANNED), Series("实际", Tone.ACTUAL)])
    return charts.Bar(title="题", row_head="单位", series=series, rows=rows, **more)


def test_bars_say_the_same_in_picture_and_table() -> None:
    sums = [Decimal("98400"), Decimal("91250.55"), Decimal("64000"), None]
    chart = bar(
        Row("甲", sums[:2], link="/a/", links=["", "/a/actual/"]), Row("乙", sums[2:]), measure=charts.money(sums)
    )
    assert heads(chart) == ["单位", "计划（亿元）", "实际（亿元）"]
    assert cells(chart) == [["甲", "9.84", "9.13"], ["乙", "6.40", "—"]]
    drawn = drawing(chart)
    assert (drawn["kind"], drawn["unit"], drawn["decimals"]) == ("bar", "亿元", 2)
    assert [row["values"] for row in drawn["rows"]] == [[9.84, 9.13], [6.4, None]]
    assert drawn["rows"][0]["links"] == ["/a/", "/a/actual/"]
    assert [cell.link for cell in chart.table().rows[0]] == ["/a/", "/a/", "/a/actual/"]
    assert [entry.name for entry in chart.legend()] == ["计划", "实际"]


@pytest.mark.parametrize(
    "largest, word, text",
    [(9999, "万元", "9,999"), (10000, "亿元", "1.00"), (-20000, "亿元", "-2.00"), (Decimal("0.4"), "万元", "0")],
)
def test_sums_are_all_in_wan_yuan_or_all_in_yi_yuan(largest: charts.base.Number, word: str, text: str) -> None:
    measure = charts.money([largest, None, 1])
    assert (measure.word, measure.text(largest)) == (word, text)


def test_shares_are_never_clamped() -> None:
    assert charts.percent().text(1.1534) == "115.3"
    assert charts.percent_points(2).text(Decimal("-8.3")) == "-8.30"
    assert charts.count("件").text(None) == "—"


def test_one_series_needs_no_legend() -> None:
    assert bar(Row("甲", [1]), series=[Series("件数")]).legend() == ()


def test_a_line_holds_gaps_and_steps() -> None:
    chart = charts.Line(
        title="题", row_head="月", series=[Series("到位")], rows=[Row("1月", [3]), Row("2月", [None])], is_step=True
    )
    drawn = drawing(chart)
    assert (drawn["step"], drawn["zero"]) == (True, True)
    assert [row["values"] for row in drawn["rows"]] == [[3.0], [None]]
    assert cells(chart) == [["1月", "3"], ["2月", "—"]]
    assert chart.legend_only_narrow


def test_a_funnel_tells_what_passed_each_stage() -> None:
    rows = [Row("储备", [86]), Row("前期", [64]), Row("开工", [0]), Row("竣工", [2]), Row("达效", [None])]
    chart = charts.Funnel(title="题", row_head="阶段", value_head="项目", rows=rows, measure=charts.count("个"))
    assert heads(chart) == ["阶段", "项目（个）", "占上一阶段"]
    assert [row[2] for row in cells(chart)] == ["", "74%", "0%", "", ""]
    assert [row["passed"] for row in drawing(chart)["rows"]] == ["", "74%", "0%", "", ""]


def chain(*flows: Flow, **more: Any) -> charts.Sankey:
    nodes = [Node("g1", "目标", 0, "/g/"), Node("u1", "单位", 1), Node("p1", "项目", 2)]
    return charts.Sankey(title="题", stages=["目标", "单位", "项目"], nodes=nodes, flows=flows, **more)


def test_a_chain_names_both_ends_of_each_flow() -> None:
    chart = chain(Flow("g1", "u1", Decimal(3)), Flow("u1", "p1", 2, "/p/"), measure=charts.count("个"))
    assert heads(chart) == ["从", "到", "数量（个）"]
    assert cells(chart) == [["目标", "单位", "3"], ["单位", "项目", "2"]]
    assert drawing(chart)["flows"][1] == {"source": "u1", "target": "p1", "value": 2.0, "link": "/p/"}
    assert chart.table().rows[0][0].link == "/g/"


@pytest.mark.parametrize("flows", [[Flow("g1", "x", 1)], [Flow("g1", "u1", 1), Flow("u1", "g1", 1)]])
def test_a_chain_that_cannot_be_drawn_is_refused(flows: list[Flow]) -> None:
    with pytest.raises(ValueError, match=r"no node|leads back"):
        chain(*flows)


@pytest.mark.parametrize("kind", [charts.Treemap, charts.Sunburst])
def test_nested_parts_add_up(kind: type[charts.Treemap]) -> None:
    branches = [Branch("甲", 1, [Branch("乙", Decimal(2), tone=Tone.RED), Branch("丙", 3, link="/c/")])]
    chart = kind(
        title="题", row_head="目标", value_head="任务", branches=branches, tone_head="灯", tone_words=[(Tone.RED, "红")]
    )
    assert cells(chart) == [["甲", "6", ""], ["甲 › 乙", "2", "红"], ["甲 › 丙", "3", ""]]
    drawn = drawing(chart)["branches"][0]
    assert (drawn["value"], [part["value"] for part in drawn["children"]]) == (6.0, [2.0, 3.0])


def test_a_negative_area_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        charts.Treemap(title="题", row_head="", value_head="", branches=[Branch("甲", -1)])


def test_a_heat_map_keeps_empty_cells() -> None:
    chart = charts.Heatmap(
        title="题",
        row_head="单位",
        columns=["1月", "2月"],
        rows=[Row("甲", [0.5, None], "/a/")],
        measure=charts.percent(0),
        lowest=0,
        highest=1,
    )
    assert heads(chart) == ["单位", "1月（%）", "2月（%）"]
    assert cells(chart) == [["甲", "50", "—"]]
    drawn = drawing(chart)
    assert (drawn["lowest"], drawn["highest"]) == (0.0, 100.0)
    assert [cell["text"] for cell in drawn["rows"][0]["cells"]] == ["50", ""]


def test_a_grid_of_lights_writes_sign_and_word() -> None:
    chart = charts.LightGrid(
        title="题",
        row_head="单位",
        columns=["1月", "2月"],
        rows=[charts.LightRow("甲", [Tone.RED, None], "/a/", ["/a/1/"])],
        words=[(Tone.RED, "红")],
    )
    assert cells(chart) == [["甲", "■ 红", "—"]]
    first = drawing(chart)["rows"][0]["cells"][0]
    assert (first["text"], first["word"], first["tone"], first["link"]) == ("■", "红", "red", "/a/1/")
    with pytest.raises(ValueError, match="no word"):
        charts.LightGrid(
            title="", row_head="", columns=["1"], rows=[charts.LightRow("甲", [Tone.GREEN])], words=[(Tone.RED, "红")]
        )


def test_a_schedule_tells_planned_and_actual_days() -> None:
    row = charts.ScheduleRow(
        "水库",
        charts.Span(date(2026, 1, 10), date(2026, 9, 30)),
        charts.Span(date(2026, 2, 20)),
        [charts.Milestone("批复", date(2026, 2, 1), date(2026, 2, 18)), charts.Milestone("竣工", date(2026, 9, 30))],
        "/p/",
        Tone.RED,
    )
    chart = charts.Gantt(title="题", row_head="项目", today=date(2026, 11, 21), rows=[row])
    milestones = "批复 2026-02-01 (实际 2026-02-18); 竣工 2026-09-30"
    assert cells(chart) == [["水库", "2026-01-10", "2026-09-30", "2026-02-20", "—", milestones]]
    drawn = drawing(chart)["rows"][0]
    assert (drawn["planned"], drawn["actual"], drawn["sign"]) == (
        ["2026-01-10", "2026-09-30"],
        ["2026-02-20", ""],
        "■",
    )


def test_a_schedule_that_ends_before_it_begins_is_refused() -> None:
    row = charts.ScheduleRow("水库", charts.Span(date(2026, 2, 1), date(2026, 1, 1)))
    with pytest.raises(ValueError, match="ends before"):
        charts.Gantt(title="", row_head="", today=date(2026, 1, 1), rows=[row])


def test_a_map_lists_areas_and_places() -> None:
    chart = charts.Map(
        title="题",
        row_head="地方",
        value_head="投资",
        boundaries="/boundaries/",
        areas=[charts.Area("清溪县", 4200, "/u/")],
        places=[charts.Place("水库", 105.5, 30.5)],
        measure=charts.money([4200]),
    )
    assert cells(chart) == [["清溪县", "4,200"], ["水库", "—"]]
    drawn = drawing(chart)
    assert (drawn["boundaries"], drawn["places"][0]["at"]) == ("/boundaries/", [105.5, 30.5])
    with pytest.raises(ValueError, match="earth"):
        charts.Map(title="", row_head="", value_head="", places=[charts.Place("", 30.5, 105.5)])


ELSEWHERE = ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"]
LINKED: list[Callable[[str], charts.Chart]] = [
    lambda link: bar(Row("甲", [1, 2], link)),
    lambda link: bar(Row("甲", [1, 2], links=["/a/", link])),
    lambda link: chain(Flow("g1", "u1", 1, link)),
    lambda link: charts.Treemap(
        title="", row_head="", value_head="", branches=[Branch("", 1, [Branch("", 1, (), link)])]
    ),
    lambda link: charts.Map(title="", row_head="", value_head="", boundaries=link),
    lambda link: charts.Map(title="", row_head="", value_head="", places=[charts.Place("", 1, 1, None, link)]),
    lambda link: charts.LightGrid(title="", row_head="", columns=[], rows=[charts.LightRow("", [], link)], words=[]),
    lambda link: charts.Gantt(title="", row_head="", today=date.min, rows=[charts.ScheduleRow("", link=link)]),
]


@pytest.mark.parametrize("link", ELSEWHERE)
@pytest.mark.parametrize("describe", LINKED)
def test_no_chart_leads_elsewhere(describe: Callable[[str], charts.Chart], link: str) -> None:
    describe("/here/")
    with pytest.raises(ValueError, match="pages of this site"):
        describe(link)


def test_a_row_has_a_value_for_each_series() -> None:
    with pytest.raises(ValueError, match="1 values for 2 columns"):
        bar(Row("甲", [1]))


def test_words_cannot_leave_the_drawing() -> None:
    text = bar(Row("</template><script>alert(1)</script>&", [1, 2])).json()
    assert "<" not in text
    assert "&" not in text
    assert json.loads(text)["rows"][0]["name"] == "</template><script>alert(1)</script>&"


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_kind_is_placed_with_table_and_downloads(name: str, language: str) -> None:
    with override(language):
        chart = sample_charts()["charts"][name]
        page = render("{% chart chart %}", chart=chart)
        table = chart.table()
    assert page.count("<tr>") == len(table.rows) + 1
    assert page.count('scope="col"') == len(table.head)
    assert all(len(row) == len(table.head) for row in table.rows)
    assert page.count("data-download=") == 2
    assert f'height="{chart.drawn_height}"' in page
    assert " style=" not in page
    assert "<script" not in page


def test_nothing_to_draw_is_said() -> None:
    page = render("{% chart chart %}", chart=bar())
    assert "暂无数据可画" in page
    assert "data-download" not in page


@pytest.mark.parametrize(
    "value, sign, word",
    [
        ("green", "●", "绿"),
        ("yellow", "▲", "黄"),
        ("red", "■", "红"),
        ("none", "○", "无灯"),
        (None, "○", "无灯"),
        (Weather.FAIR, "●", "晴"),
        (Weather.UNKNOWN, "○", "不明"),
    ],
)
def test_a_light_is_sign_and_word(value: str | None, sign: str, word: str) -> None:
    page = render("{% light value %}", value=value)
    assert f'aria-hidden="true">{sign}</span>{word}</span>' in page


def test_a_sparkline_breaks_at_gaps() -> None:
    page = render("{% sparkline values %}", values=[1, 2, None, 3])
    assert page.count("M") - page.count("Mid") == 2
    assert 'cx="93.0" cy="3.0"' in page
    assert "—" in render("{% sparkline values %}", values=[None])


@pytest.mark.parametrize(
    "declared, verified, bar_width, words",
    [
        (0.8, 0.62, "74.4", ["62%", "申报 80%"]),
        (1.15, 1.0, "120", ["100%", "申报 115%"]),
        (0.5, None, "0", ["50%", "申报"]),
    ],
)
def test_progress_shows_declared_and_verified(
    declared: float, verified: float | None, bar_width: str, words: list[str]
) -> None:
    page = render("{% progress declared verified %}", declared=declared, verified=verified)
    assert f'class="progress-verified" x="0" y="3" width="{bar_width}' in page
    assert "progress-declared" in page
    assert all(word in page for word in words)


def test_equal_shares_are_written_once() -> None:
    page = render("{% progress 0.5 0.5 %}")
    assert "<small>" not in page


def test_a_stage_line_marks_where_a_project_stands() -> None:
    page = render("{% stage_line stages 1 %}", stages=["储备", "前期", "<开工>"])
    assert page.index("stage-passed") < page.index("stage-current") < page.index("stage-coming")
    assert page.count('aria-current="step"') == 1
    assert "&lt;开工&gt;" in page
    assert "stage-passed" not in render("{% stage_line stages None %}", stages=["储备"])


def test_a_stage_line_tells_what_was_left_out_on_the_way() -> None:
    page = render("{% stage_line stages 2 left_out %}", stages=["催办", "督办函", "约谈"], left_out={1, 2})
    assert re.findall(r'class="stage-([a-z-]+)"', page) == ["line", "passed", "left-out", "current"]
    assert "未经过" in page

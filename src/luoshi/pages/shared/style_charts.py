"""Invented charts and drawings for the living page of parts; no figure here means anything."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language

from luoshi.pages.shared import charts
from luoshi.pages.shared.charts import Flow, Milestone, Node, Row, ScheduleRow, Series, Span, Tone

LIGHTS = [
    (Tone.GREEN, "绿", "Green"),
    (Tone.YELLOW, "黄", "Yellow"),
    (Tone.RED, "红", "Red"),
    (Tone.NONE, "无灯", "No light"),
]


def _say(chinese: str, english: str) -> str:
    return english if get_language() == "en" else chinese


def _lights(*tones: Tone) -> list[tuple[Tone, str]]:
    return [(tone, _say(chinese, english)) for tone, chinese, english in LIGHTS if tone in tones]


def _units() -> list[str]:
    return [
        _say("市发展和改革委员会", "Development and Reform"),
        _say("市住建局", "Housing"),
        _say("市水务局", "Water"),
        _say("市交通运输局", "Transport"),
        _say("高新技术产业开发区管委会", "High-Tech Zone"),
    ]


def _bars() -> dict[str, Any]:
    units = _units()
    sums = [(98_400, 91_250), (64_000, 52_480), (41_000, 43_700), (152_600, 98_100), (88_000, None)]
    lights = [(12, 3, 1), (18, 0, 0), (9, 6, 4), (22, 5, 7), (2, 1, 0)]
    unit = _say("单位", "Unit")
    return {
        "bar": charts.Bar(
            title=_say(
                "交通落后最多：完成投资不到计划的三分之二",
                "Transport lags most: under two thirds of its plan",
            ),
            row_head=unit,
            series=[
                Series(_say("年度计划", "Planned"), Tone.PLANNED),
                Series(_say("累计完成", "Completed"), Tone.ACTUAL),
            ],
            rows=[
                Row(name, pair, link=f"?unit={place}")
                for place, (name, pair) in enumerate(zip(units, sums, strict=True))
            ],
            measure=charts.money(value for pair in sums for value in pair),
            note=_say("高新区尚未报送。", "The High-Tech Zone has not reported."),
        ),
        "stacked": charts.Bar(
            title=_say("红灯任务一半以上在交通", "More than half of the red tasks are with Transport"),
            row_head=unit,
            is_stacked=True,
            series=[Series(word, tone) for tone, word in _lights(Tone.GREEN, Tone.YELLOW, Tone.RED)],
            rows=[Row(name, row, link="?lights=1") for name, row in zip(units, lights, strict=True)],
            measure=charts.count(_say("件", "tasks")),
        ),
        "upright": charts.Bar(
            title=_say("第三季度开工最多", "Most projects start in the third quarter"),
            row_head=_say("季度", "Quarter"),
            is_upright=True,
            series=[Series(_say("开工", "Starts"))],
            rows=[
                Row(f"Q{place}", [value], link=f"?quarter={place}") for place, value in enumerate((12, 31, 46, 17), 1)
            ],
            measure=charts.count(_say("个", "projects")),
        ),
        "declared": charts.Bar(
            title=_say("水务申报与核实相差最大", "Water's declared figure is furthest from the verified one"),
            row_head=unit,
            series=[
                Series(_say("申报", "Declared"), Tone.DECLARED),
                Series(_say("核实", "Verified"), Tone.VERIFIED),
            ],
            rows=[
                Row(name, pair) for name, pair in zip(units[:3], [(0.82, 0.8), (0.67, 0.66), (1.04, 0.71)], strict=True)
            ],
            measure=charts.percent(),
        ),
    }


def _lines() -> dict[str, Any]:
    planned = [2, 5, 9, 14, 21, 30, 41, 53, 66, 78, 90, 100]
    actual = [1, 3, 8, 13, 19, 26, 34, 43, 51, 58, None, None]
    months = [f"2026-{month:02d}" for month in range(1, 13)]
    rates = [
        (0.4, 0.7, 0.9),
        (0.5, 0.72, 0.85),
        (0.52, 0.7, 0.88),
        (0.61, 0.74, 0.93),
        (0.7, 0.79, 0.92),
        (0.74, 0.81, 0.95),
    ]
    return {
        "s_curve": charts.Line(
            title=_say("十月底落后计划二十个百分点", "Twenty points behind the plan at the end of October"),
            row_head=_say("月份", "Month"),
            series=[
                Series(_say("计划累计", "Planned"), Tone.PLANNED),
                Series(_say("实际累计", "Actual"), Tone.ACTUAL),
            ],
            rows=[Row(*row) for row in zip(months, zip(planned, actual, strict=True), strict=True)],
            measure=charts.percent_points(0),
        ),
        "lines": charts.Line(
            title=_say(
                "三县报送率都在上升，清溪仍最低", "Reporting rises in all three counties; Qingxi is still lowest"
            ),
            row_head=_say("月份", "Month"),
            series=[
                Series(_say("清溪县", "Qingxi")),
                Series(_say("石桥县", "Shiqiao")),
                Series(_say("云台区", "Yuntai")),
            ],
            rows=[Row(month, row) for month, row in zip(months, rates, strict=False)],
            measure=charts.percent(0),
        ),
        "step": charts.Line(
            title=_say("资金分四次到位", "The money came in four parts"),
            row_head=_say("月份", "Month"),
            is_step=True,
            series=[Series(_say("到位资金", "Funds in place"))],
            rows=[
                Row(month, [Decimal(value)])
                for month, value in zip(months, (0, 1200, 1200, 3650, 3650, 3650, 5100, 5100, 6200), strict=False)
            ],
            measure=charts.money([Decimal(6200)]),
        ),
        "funnel": charts.Funnel(
            title=_say("前期到开工只过三成：断在用地", "Three in ten preliminary projects start: land holds them"),
            row_head=_say("阶段", "Stage"),
            value_head=_say("项目", "Projects"),
            rows=[
                Row(_say(chinese, english), [value], link=f"?stage={english}")
                for chinese, english, value in [
                    ("谋划储备", "Reserve", 86),
                    ("前期", "Preliminary", 64),
                    ("开工", "Started", 19),
                    ("竣工", "Finished", 12),
                    ("投产达效", "Producing", 4),
                ]
            ],
            measure=charts.count(_say("个", "projects")),
        ),
    }


def _structures() -> dict[str, Any]:
    goals = [_say("项目攻坚", "Projects"), _say("产业攻坚", "Industry"), _say("民生攻坚", "Livelihood")]
    units = _units()[:4]
    projects = [_say("新建", "New"), _say("续建", "Continued"), _say("前期", "Preliminary")]
    stages = [goals, units, projects]
    nodes = [
        Node(f"{stage}/{name}", name, stage, f"?node={stage}.{place}")
        for stage, names in enumerate(stages)
        for place, name in enumerate(names)
    ]
    pairs = [(0, 0, 1, 0, 9), (0, 0, 1, 3, 14), (0, 1, 1, 0, 11), (0, 2, 1, 1, 12), (0, 2, 1, 2, 7)]
    pairs += [(1, 0, 2, 0, 8), (1, 0, 2, 1, 12), (1, 1, 2, 0, 12), (1, 2, 2, 2, 7), (1, 3, 2, 1, 9), (1, 3, 2, 2, 5)]
    parts = [
        charts.Branch(
            goal,
            parts=[
                charts.Branch(unit, value=4 + 5 * ((place + other) % 3), tone=tone, link=f"?goal={place}.{other}")
                for other, (unit, tone) in enumerate(zip(units, [*Tone][-4:], strict=True))
            ],
        )
        for place, goal in enumerate(goals)
    ]
    plain = [
        charts.Branch(goal.name, parts=[charts.Branch(part.name, part.value, link=part.link) for part in goal.parts])
        for goal in parts
    ]
    return {
        "sankey": charts.Sankey(
            title=_say("项目攻坚主要落在交通和发改", "Transport and Reform carry most of the project drive"),
            stages=[_say("目标", "Goal"), _say("单位", "Unit"), _say("项目", "Project")],
            nodes=nodes,
            flows=[Flow(f"{a}/{stages[a][b]}", f"{c}/{stages[c][d]}", value, "?flow=1") for a, b, c, d, value in pairs],
            measure=charts.count(_say("个", "projects")),
        ),
        "treemap": charts.Treemap(
            title=_say("红灯散在三大攻坚之中", "Red lights are spread over all three drives"),
            branches=parts,
            measure=charts.count(_say("件", "tasks")),
            tone_head=_say("灯", "Light"),
            tone_words=_lights(*[*Tone][-4:]),
            row_head=_say("目标", "Goal"),
            value_head=_say("任务", "Tasks"),
        ),
        "sunburst": charts.Sunburst(
            title=_say("三大攻坚任务数相近", "The three drives have about as many tasks"),
            branches=plain,
            measure=charts.count(_say("件", "tasks")),
            row_head=_say("目标", "Goal"),
            value_head=_say("任务", "Tasks"),
        ),
    }


def _grids() -> dict[str, Any]:
    months = [f"{month}月" if get_language() != "en" else str(month) for month in range(1, 11)]
    units = _units()
    shares: list[list[float | None]] = [
        [1.0, 1.0, 0.96, 1.0, 0.98, 1.0, 1.0, 0.97, 1.0, 1.0],
        [0.9, 0.94, 0.31, 0.88, 0.92, 0.95, 0.9, 0.42, 0.93, 0.97],
        [0.75, 0.8, 0.78, 0.82, 0.85, 0.84, 0.88, 0.86, 0.9, 0.91],
        [0.62, 0.66, 0.7, 0.74, 0.71, 0.8, 0.83, 0.79, 0.88, 0.9],
        [0.55, 0.6, 0.72, 0.7, 0.81, 0.9, 0.94, 1.0, None, None],
    ]
    lights = ["ggggyggggg", "gyyggggygg", "nggggyyggg", "nggyygyrrr", "nnggyrrg  "]
    tones = {"g": Tone.GREEN, "y": Tone.YELLOW, "r": Tone.RED, "n": Tone.NONE}
    return {
        "heatmap": charts.Heatmap(
            title=_say("住建局三月、八月报送不齐", "Housing reported incompletely in March and August"),
            row_head=_say("单位", "Unit"),
            columns=months,
            rows=[Row(name, row, f"?unit={name}") for name, row in zip(units, shares, strict=True)],
            measure=charts.percent(0),
            lowest=0,
            highest=1,
        ),
        "light_grid": charts.LightGrid(
            title=_say("交通连续三个月红灯", "Transport has been red for three months"),
            row_head=_say("单位", "Unit"),
            columns=months,
            rows=[
                charts.LightRow(name, [tones.get(sign) for sign in signs], f"?unit={name}")
                for name, signs in zip(units, lights, strict=True)
            ],
            words=_lights(*tones.values()),
        ),
    }


def _schedules_and_places() -> dict[str, Any]:
    squares: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "properties": {"name": name},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, y], [x + 1, y], [x + 1.2, y + 0.9], [x, y + 1], [x, y]]],
            },
        }
        for name, x, y in [
            (_say("清溪县", "Qingxi"), 105, 30),
            (_say("石桥县", "Shiqiao"), 106.1, 30.1),
            (_say("云台区", "Yuntai"), 105.4, 29),
        ]
    ]
    places = [
        charts.Place(_say("水库", "Reservoir"), 105.5, 30.5, 4200, "?place=1", Tone.GREEN),
        charts.Place(_say("高速", "Motorway"), 106.6, 30.6, 9800, "?place=2", Tone.RED),
        charts.Place(_say("厂房", "Works"), 105.9, 29.4, 1500, "?place=3", Tone.YELLOW),
    ]
    rows = [
        ScheduleRow(
            _say("霁川水库扩建工程", "Reservoir extension"),
            Span(date(2026, 1, 10), date(2026, 9, 30)),
            Span(date(2026, 2, 20)),
            [
                Milestone(_say("可研批复", "Approval"), date(2026, 2, 1), date(2026, 2, 18)),
                Milestone(_say("竣工", "Finish"), date(2026, 9, 30)),
            ],
            "?project=1",
            Tone.RED,
        ),
        ScheduleRow(
            _say("标准化厂房二期", "Works, second phase"),
            Span(date(2026, 3, 1), date(2027, 2, 28)),
            Span(date(2026, 3, 1)),
            [Milestone(_say("封顶", "Roof"), date(2026, 10, 15), date(2026, 10, 2))],
            "?project=2",
            Tone.GREEN,
        ),
        ScheduleRow(
            _say("老旧小区改造", "Housing renewal"),
            Span(date(2026, 4, 1), date(2026, 10, 31)),
            Span(date(2026, 4, 20), date(2026, 11, 10)),
            (),
            "?project=3",
            Tone.YELLOW,
        ),
        ScheduleRow(
            _say("云台区污水处理厂", "Sewage works"),
            Span(date(2027, 1, 1), date(2027, 6, 30)),
            None,
            (),
            "?project=4",
            Tone.NONE,
        ),
    ]
    return {
        "gantt": charts.Gantt(
            title=_say("水库工程已超期五十二天", "The reservoir is fifty-two days over"),
            row_head=_say("项目", "Project"),
            today=date(2026, 11, 21),
            tone_head=_say("灯", "Light"),
            tone_words=_lights(*[*Tone][-4:]),
            rows=rows,
        ),
        "map": charts.Map(
            title=_say("石桥县投资最多", "Shiqiao has the most investment"),
            boundaries={"type": "FeatureCollection", "features": squares},
            areas=[
                charts.Area(square["properties"]["name"], value, f"?area={value}")
                for square, value in zip(squares, (4200, 9800, 1500), strict=True)
            ],
            row_head=_say("地方", "Place"),
            value_head=_say("投资", "Investment"),
            measure=charts.money([9800]),
        ),
        "points": charts.Map(
            title=_say("最大的项目亮红灯", "The largest project is red"),
            places=places,
            tone_head=_say("灯", "Light"),
            tone_words=_lights(Tone.GREEN, Tone.YELLOW, Tone.RED),
            row_head=_say("地方", "Place"),
            value_head=_say("投资", "Investment"),
            measure=charts.money([9800]),
        ),
    }


def sample_charts() -> dict[str, Any]:
    """Give one chart of every kind, and what the small drawings show."""
    return {
        "charts": {**_bars(), **_lines(), **_structures(), **_grids(), **_schedules_and_places()},
        "nothing": charts.Bar(title=_say("还没有数字", "No figures yet"), row_head="", series=[Series("")], rows=[]),
        "lights": [tone for tone, _, _ in LIGHTS],
        "sparks": [[3, 4, 4, 6, 9, 8, 12], [12, 11, None, None, 6, 5, 5], [5, 5, 5], []],
        "shares": [(0.8, 0.62), (1.15, 1.0), (0.4, None), (None, None)],
        "stages": [
            _say(*words)
            for words in [
                ("谋划", "Idea"),
                ("储备", "Reserve"),
                ("前期", "Preliminary"),
                ("开工", "Started"),
                ("竣工", "Finished"),
                ("投产达效", "Producing"),
            ]
        ],
    }

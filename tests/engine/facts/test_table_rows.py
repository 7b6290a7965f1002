"""Rows of tables become commitments: every kind of heading, merged cells, parts, damage, and tables that are none."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi_reading.facts.tables.table_rows import cell_deadline
from luoshi_reading.facts.tables.units_of_cells import units_of
from luoshi_reading.pipeline import as_json, read

Item = dict[str, Any]

HEAD = (
    "槐津市人民政府办公室关于印发2026年重点任务分解表的通知\n各县区人民政府：\n2026年2月3日\n"
    "附件\n2026年重点任务分解表\n"
)
COLUMNS = "序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限\t责任领导\n"


def reading_of(text: str) -> Item:
    return as_json(read(text.encode(), name="a.txt"), with_source=True)


def rows_of(text: str) -> list[Item]:
    reading = reading_of(text)
    rows = [c for c in reading["commitments"] if c.get("from_table")]
    for row in rows:
        assert reading["source"][row["span"]["start"] : row["span"]["end"]] == row["quote"]
    return rows


def test_a_row_is_a_task_with_its_units_deadline_measures_and_leader() -> None:
    """R78: the cell is the citation, everything else fills the fields."""
    (row,) = rows_of(
        HEAD + COLUMNS + "1\t推进滨河大桥建设\t完成主塔封顶\t市交通运输局\t东湖区政府、市财政局\t10月底前\t陆千帆\n"
    )
    assert row["quote"] == "推进滨河大桥建设"
    assert (row["lead"], row["supporting"]) == (["市交通运输局"], ["东湖区政府", "市财政局"])
    assert (row["deadline"], row["deadline_text"]) == ("2026-10-31", "10月底前")
    assert (row["measures"], row["responsible_leader"], row["row_number"]) == ("完成主塔封顶", "陆千帆", "1")
    assert (row["level"], row["under"]) == ("actionable", "2026年重点任务分解表")


@pytest.mark.parametrize(
    "headings, cells",
    [
        ("编号\t工作任务\t责任单位\t时限", "1\t建设数据中心\t市大数据局\t2026年底前"),
        ("序号\t事项\t主办单位\t协办单位\t完成时间", "1\t建设数据中心\t市大数据局\t市财政局\t年底前"),
        ("任务内容\t牵头部门\t参与单位\t时间节点", "建设数据中心\t市大数据局\t市财政局\t12月底前"),
        ("序号\t任务\t责任单位（列第一的为牵头单位）\t责任人", "1\t建设数据中心\t市大数据局、市财政局\t周正"),
        (
            "类别\t年度重点工作任务\t工作举措\t主要责任单位\t完成时限要求",
            "数字政府\t建设数据中心\t选址\t市大数据局\t长期",
        ),
        ("序 号\t任 务 名 称\t牵头\t配合\t完成期限", "1\t建设数据中心\t市大数据局\t市财政局\t2026.12"),
        ("序号\t2026年工作任务\t市级责任领导\t承办单位\t办结时间", "1\t建设数据中心\t周正\t市大数据局\t2026-12-31"),
    ],
)
def test_headings_are_known_by_their_synonyms(headings: str, cells: str) -> None:
    """R79."""
    (row,) = rows_of(f"{HEAD}{headings}\n{cells}\n")
    assert (row["quote"], row["lead"]) == ("建设数据中心", ["市大数据局"])


def test_rows_that_share_cells_keep_their_own_work() -> None:
    """R79: of a cell over several rows only the first has it; a heading's bracket stands on a line of its own."""
    cells = (
        "序号 指标 工作任务 完成时限 责任领导 责任科室 （单位） 备注"
        " 1 渡口服务 开放候船室12处。 10月底前 周正渡 渡运科 县渡运中心 县航道站 2 举办护渡演练6场。 渡运科"
        " 3 建好护渡队。 4 渡口治理 查处无证渡船30艘以上。 航政大队 5 完成航标维修。 11月底前 县航道站"
    )
    rows = rows_of(HEAD + cells.replace(" ", "\n") + "\n")
    assert [r["quote"] for r in rows] == [
        *("开放候船室12处。", "举办护渡演练6场。", "建好护渡队。", "查处无证渡船30艘以上。", "完成航标维修。")
    ]
    assert [r["lead"] for r in rows] == [
        ["渡运科", "县渡运中心", "县航道站"],
        ["渡运科"],
        [],
        ["航政大队"],
        ["县航道站"],
    ]
    assert [r.get("responsible_leader") for r in rows] == ["周正渡", None, None, None, None]
    assert [r["deadline"] for r in rows] == ["2026-10-31", None, None, None, "2026-11-30"]


def test_two_lines_of_headings_are_joined() -> None:
    """R79: the lower heading counts."""
    (row,) = rows_of(
        HEAD + "序号\t重点任务\t责任单位\t\t完成时限\n〃\t〃\t牵头\t配合\t〃\n"
        "1\t建设数据中心\t市大数据局\t市财政局\t年底前\n"
    )
    assert (row["lead"], row["supporting"], row["deadline"]) == (["市大数据局"], ["市财政局"], "2026-12-31")


def test_sections_and_cells_over_several_rows_reach_down() -> None:
    """R80: a row of one cell names what stands under it; 〃 stands for the cell above."""
    rows = rows_of(
        HEAD
        + COLUMNS
        + "一、产业\n1\t建设数据中心\t\t市大数据局\t\t10月\t周正\n2\t建设算力平台\t\t〃\t市财政局\t〃\t〃\n"
        "二\t民生实事\n3\t新建公园5处\t\t市住房城乡建设局\t\t11月\t\n"
    )
    assert [r["under"] for r in rows] == ["一、产业", "一、产业", "民生实事"]
    assert [r["lead"] for r in rows] == [["市大数据局"], ["市大数据局"], ["市住房城乡建设局"]]
    assert [r["deadline"] for r in rows] == ["2026-10-31", "2026-10-31", "2026-11-30"]
    assert rows[1]["responsible_leader"] == "周正"


def test_an_empty_cell_does_not_take_the_one_above() -> None:
    rows = rows_of(HEAD + COLUMNS + "1\t建设数据中心\t\t市大数据局\t市财政局\t10月\t\n2\t建设算力平台\t\t\t\t11月\t\n")
    assert (rows[1]["lead"], rows[1]["supporting"]) == ([], [])


def test_a_task_over_several_measures_gives_each_its_citation() -> None:
    """R82."""
    rows = rows_of(
        HEAD + COLUMNS + "1\t发展数字经济\t建设数据中心\t市大数据局\t\t10月\t\n〃\t〃\t培育企业20家\t〃\t\t年底前\t\n"
    )
    assert [(r["quote"], r["under"]) for r in rows] == [
        ("建设数据中心", "发展数字经济"),
        ("培育企业20家", "发展数字经济"),
    ]


def test_headings_again_and_parts_without_them_go_on() -> None:
    """R81."""
    body = "1\t建设数据中心\t\t市大数据局\t\t10月\t\n"
    more = "2\t建设算力平台\t\t市财政局\t\t11月\t\n"
    last = "3\t建设云平台\t\t市科技局\t\t12月\t\n"
    rows = rows_of(
        HEAD + COLUMNS + body + COLUMNS + more + "请各单位按照上表要求抓好工作，并按时报送进展情况。\n" + last
    )
    assert [r["quote"] for r in rows] == ["建设数据中心", "建设算力平台", "建设云平台"]
    assert rows[2]["lead"] == ["市科技局"]


def test_a_row_that_lost_its_number_keeps_its_columns() -> None:
    """R81."""
    rows = rows_of(
        HEAD + "序号\t重点任务\t牵头单位\t完成时限\n1\t建设数据中心\t市大数据局\t10月\n建设算力平台\t市财政局\t11月\n"
    )
    assert (rows[1]["quote"], rows[1]["lead"], rows[1]["deadline"]) == ("建设算力平台", ["市财政局"], "2026-11-30")


def test_sums_empty_rows_and_what_is_done_are_no_tasks() -> None:
    """R81."""
    table = "序号\t重点任务\t牵头单位\t完成时限\t完成情况\n1\t建设数据中心\t市大数据局\t10月\t已完成\n"
    table += "2\t建设算力平台\t市财政局\t11月\t正在选址\n3\t—\t\t\t\n合计\t2项\n"
    assert [r["quote"] for r in rows_of(HEAD + table)] == ["建设算力平台"]


PROJECTS = (
    "2026年重点项目清单\n单位：万元\n序号\t项目名称\t建设地点\t建设规模及内容\t建设性质\t起止年限\t总投资\t2026年计划投资"
    "\t形象进度目标\t责任单位\n1\t滨河大桥工程\t东湖区\t全长1.2公里\t续建\t2024—2027\t86000\t12,000\t主塔封顶\t市交通运输局\n"
    "2\t县医院迁建\t石泠县\t床位600张\t新建\t2026-2028年\t4.5亿元\t8500\t完成基础\t石泠县政府\n合计\t\t\t\t\t\t131000\t20500\n"
)


def test_a_project_list_gives_projects_with_their_investment() -> None:
    """R82, R83, R84."""
    reading = reading_of(PROJECTS)
    rows = reading["commitments"]
    assert [(r["quote"], r["instrument"], r["deadline"]) for r in rows] == [
        ("滨河大桥工程", "project", "2027"),
        ("县医院迁建", "project", "2028"),
    ]
    assert rows[0]["total_investment"] == {"value": 86000.0, "unit": "万元"}
    assert rows[1]["total_investment"] == {"value": 4.5, "unit": "亿元"}
    assert (rows[0]["content"], rows[0]["goal"], rows[0]["place"]) == ("全长1.2公里", "主塔封顶", "东湖区")
    assert [(t["quote"], t["value"], t["unit"]) for t in reading["targets"]] == [
        ("12,000", 12000.0, "万元"),
        ("8500", 8500.0, "万元"),
    ]
    assert rows[0]["targets"][0]["value"] == 12000.0


def test_numbers_in_a_row_are_targets_with_its_deadline() -> None:
    """R84."""
    reading = reading_of(HEAD + COLUMNS + "1\t新建公园5处\t种植乔木3000株\t市住房城乡建设局\t\t2026年11月\t\n")
    assert [(t["value"], t["unit"], t["deadline"]) for t in reading["targets"]] == [
        (5.0, "处", "2026-11-30"),
        (3000.0, "株", "2026-11-30"),
    ]


def test_quarters_are_milestones() -> None:
    (row,) = rows_of(HEAD + "序号\t重点任务\t牵头单位\t一季度\t二季度\n1\t建设数据中心\t市大数据局\t完成选址\t开工\n")
    assert row["milestones"] == {"一季度": "完成选址", "二季度": "开工"}


NO_TASKS = {
    "contacts": "序号\t姓名\t单位\t职务\t联系电话\n1\t周正\t市财政局\t局长\t8812345\n"
    "2\t李默\t市教育局\t科长\t8812346\n",
    "schedule": "时间\t活动内容\t地点\t责任单位\n"
    "9:00\t开展现场观摩\t产业园\t市发改委\n10:00\t举行座谈会\t会议室\t市政府办\n",
    "names": "1\t市财政局\t周正\t副局长\n2\t市教育局\t李默\t副局长\n3\t市水利局\t王清\t副局长\n",
    "marks": "序号\t考核内容\t评分标准\t分值\t责任单位\n1\t完成投资任务\t每少1%扣1分\t20\t市发改委\n",
    "services": "序号\t事项名称\t办理时限\t责任单位\n1\t建设工程规划许可\t20日\t市自然资源局\n",
    "layout": "网站首页\t走进槐津\n新闻中心\t建设数据中心\n政务公开\t联系我们\n",
    "figures": "指标\t单位\t累计完成\t同比增长\n固定资产投资\t亿元\t120\t5.1\n",
}


@pytest.mark.parametrize("name", NO_TASKS)
def test_other_tables_are_no_tasks(name: str) -> None:
    """R79."""
    assert rows_of("槐津市有关情况\n" + NO_TASKS[name]) == []


def test_prose_round_a_table_is_read_and_the_table_not_twice() -> None:
    """R78."""
    text = HEAD.replace("2026年2月3日", "各单位要每月报送进展情况。") + COLUMNS
    reading = reading_of(
        text + "1\t建设数据中心，要完成机房改造\t\t市大数据局\t\t10月\t\n各单位要加快建设数据中心二期工程。\n"
    )
    assert [c["quote"] for c in reading["commitments"]] == [
        "各单位要每月报送进展情况",
        "建设数据中心，要完成机房改造",
        "各单位要加快建设数据中心二期工程",
    ]


def test_columns_without_headings_are_told_by_what_they_hold() -> None:
    """R86."""
    rows = rows_of(
        "2026年任务\n1\t推进滨河大桥工程建设\t市交通运输局\t东湖区政府\t2026年10月底前\n"
        "2\t制定招商引资若干措施\t市商务局\t市财政局\t2026年12月底前\n3\t新建社区食堂14处\t市民政局\t\t长期\n"
    )
    assert [(r["lead"], r["supporting"], r["deadline"]) for r in rows] == [
        (["市交通运输局"], ["东湖区政府"], "2026-10-31"),
        (["市商务局"], ["市财政局"], "2026-12-31"),
        (["市民政局"], [], None),
    ]
    assert all(r["confidence"] < 0.8 for r in rows)


def test_project_said_again_stands_over_its_monthly_steps() -> None:
    """R86: nor is who answers for it a heading."""
    rows = rows_of(
        "渔港办项目表\n1\t东湾渔港防波堤整体改造提升工程\t渔港办\t闵知行\t2026-03\t完成初步设计并报送审查\n"
        "2\t东湾渔港防波堤整体改造提升工程\t渔港办\t闵知行\t2026-04\t开展施工招标工作\n"
        "3\t东湾渔港防波堤整体改造提升工程\t渔港办\t闵知行\t2026-05\t浇筑首段堤身八十米\n"
        "4\t西湾渔港照明设施改造工程\t渔港办\t闵知行\t2026-05\t报送立项材料\n"
        "5\t西湾渔港照明设施改造工程\t渔港办\t闵知行\t2026-06\t安装码头灯杆并试灯\n"
    )
    assert [(r["quote"], r["under"], r["deadline"]) for r in rows] == [
        ("完成初步设计并报送审查", "东湾渔港防波堤整体改造提升工程", "2026-03-31"),
        ("开展施工招标工作", "东湾渔港防波堤整体改造提升工程", "2026-04-30"),
        ("浇筑首段堤身八十米", "东湾渔港防波堤整体改造提升工程", "2026-05-31"),
        ("报送立项材料", "西湾渔港照明设施改造工程", "2026-05-31"),
        ("安装码头灯杆并试灯", "西湾渔港照明设施改造工程", "2026-06-30"),
    ]


PLAIN = """2026年重点任务分解表

序号    重点任务                  牵头单位        配合单位      完成时限
一、产业
1       推进滨河大桥建设          市交通运输局    东湖区政府    10月底前
2       制定招商引资若干措施      市商务局                      2026年12月底前
"""
STROKES = """2026年重点任务分解表
| 序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限 |
|------|:--------:|----------|----------|----------|
| 1 | 推进滨河大桥建设 | 市交通运输局 | 东湖区政府 | 10月底前 |
| 2 | 制定招商引资若干措施 | 市商务局 | | 2026年12月底前 |
"""


@pytest.mark.parametrize("text", [PLAIN, STROKES], ids=["blanks", "strokes"])
def test_tables_of_plain_text_are_read(text: str) -> None:
    rows = rows_of(text)
    assert [(r["quote"], r["lead"], r["supporting"], r["deadline"]) for r in rows] == [
        ("推进滨河大桥建设", ["市交通运输局"], ["东湖区政府"], "2026-10-31"),
        ("制定招商引资若干措施", ["市商务局"], [], "2026-12-31"),
    ]


@pytest.mark.parametrize(
    "said, year, due",
    [
        ("2026.10", None, "2026-10-31"),
        ("2026-02", None, "2026-02-28"),
        ("2026年11月20日前", None, "2026-11-20"),
        ("10月", 2026, "2026-10-31"),
        ("10月15日前", 2026, "2026-10-15"),
        ("年底前", 2026, "2026-12-31"),
        ("2027年", 2026, "2027"),
        ("二季度", 2026, "2026-06-30"),
        ("10月", None, None),
        ("长期坚持", 2026, None),
    ],
)
def test_a_cell_of_a_deadline(said: str, year: int | None, due: str | None) -> None:
    """R83."""
    found = cell_deadline(said, year)
    assert (found.value if found else None) == due


@pytest.mark.parametrize(
    "said, lead, supporting",
    [
        ("市财政局、市水利局", ["市财政局", "市水利局"], []),
        ("市财政局 市水利局", ["市财政局", "市水利局"], []),
        ("市财政局市交通运输局", ["市财政局", "市交通运输局"], []),
        ("市教育局牵头，市财政局、市人社局配合", ["市教育局"], ["市财政局", "市人社局"]),
        ("牵头单位：市水利局；配合单位：各县区政府", ["市水利局"], ["各县区政府"]),
        ("市委组织部（牵头）、市人社局", ["市委组织部"], ["市人社局"]),
        ("各县（区）人民政府", ["各县（区）人民政府"], []),
        ("", [], []),
    ],
)
def test_a_cell_of_units(said: str, lead: list[str], supporting: list[str]) -> None:
    """R85."""
    assert units_of(said) == (lead, supporting)


def test_three_hundred_rows_are_three_hundred_tasks() -> None:
    body = "".join(
        f"{n}\t建设第{n}号水厂及配套管网\t完成管道{n}公里\t市水利局\t市财政局、东湖区政府"
        f"\t2026年{n % 12 + 1}月底前\t陆千帆\n"
        for n in range(1, 301)
    )
    rows = rows_of(HEAD + COLUMNS + body)
    assert len(rows) == 300
    assert all(r["lead"] == ["市水利局"] and len(r["supporting"]) == 2 and r["deadline"] for r in rows)


STACKED = (
    "2026年临港区重点工作责任清单\n序号 |\n重点工作 |\n责任领导 |\n责任单位 |\n完成时限 |\n"
    "1 |\n建设标准厂房3万平方米 |\n陆千帆 |\n规划建设局 |\n9月底前 |\n"
    "2 |\n盘活闲置土地200亩 |\n周正 |\n招商局、财政局 |\n全年 |\n"
)


def test_a_table_of_one_cell_a_line_is_read_by_rows() -> None:
    """R79: web pages that were copied as text."""
    for text in (STACKED, STACKED.replace(" |", ""), STACKED.replace(" |", "\n")):
        first, second = rows_of(text)
        assert (first["quote"], first["owner"], first["deadline"]) == (
            "建设标准厂房3万平方米",
            "规划建设局",
            "2026-09-30",
        )
        assert (second["lead"], second["deadline"]) == (["招商局", "财政局"], "2026")


@pytest.mark.parametrize(
    "text",
    [
        STACKED.replace("1 |\n", "3 |\n"),
        STACKED.replace("重点工作 |\n责任领导 |\n责任单位 |\n完成时限 |\n", "姓名 |\n"),
        "序号\n1\n渔港\n2\n海堤\n",
    ],
)
def test_lines_that_are_no_table(text: str) -> None:
    assert rows_of(text) == []


def test_a_last_row_that_lost_cells_keeps_those_it_has() -> None:
    *_, last = rows_of(STACKED + "3 |\n新建公园 |\n陆千帆 |\n")
    assert (last["row_number"], last["quote"], last["lead"]) == ("3", "新建公园", [])
    assert last["responsible_leader"] == "陆千帆"
    text = STACKED + "3 |\n新建公园 |\n以上任务由各单位按职责抓好落实，并按时报送进展。 |\n"
    assert [row["row_number"] for row in rows_of(text)] == ["1", "2"]


def test_tables_under_numbered_headings_keep_the_outline() -> None:
    """R80: a numbered heading over a table stays a heading, and the same column heads may stand over each table."""
    columns = "序号\t工作任务\t责任单位\t完成时限\n"
    rows = (
        f"1\t更换{port}护栏\t市渔业局\t6月\n2\t修缮{port}灯塔\t市渔业局\t9月\n" for port in ("东埠", "西埠", "南埠")
    )
    first, second, third = rows
    text = (
        "云岭市2026年渔港工作方案\n为做好渔港工作，制定本方案。\n二、重点任务\n"
        f"（一）渔港改造\n{columns}{first}（二）灯塔修缮\n任务见下表。\n{columns}{second}三、其他任务\n{columns}{third}"
        "四、工作要求\n各单位抓好落实。\n"
    )
    reading = reading_of(text)
    assert [h["heading"] for h in reading["outline"]] == ["重点任务", "渔港改造", "灯塔修缮", "其他任务", "工作要求"]
    assert [row["headings"] for row in rows_of(text)[::2]] == [
        ["重点任务", "渔港改造"], ["重点任务", "灯塔修缮"], ["其他任务"]
    ]  # fmt: skip
    assert [row["under"] for row in rows_of(text)[::2]] == ["渔港改造", "灯塔修缮", "其他任务"]


@pytest.mark.parametrize(
    ("heads", "cells", "lead", "supporting"),
    [
        ("重点任务 措施 牵头单位 责任单位 时限", "修缮灯塔 粉刷 市渔业局 市财政局 6月", "市渔业局", "市财政局"),
        ("重点任务 具体举措 牵头单位 责任单位 完成时限", "修缮灯塔 粉刷塔身 / 市财政局 6月", "市财政局", ""),
        ("实事名称 工作目标 牵头责任单位 协同单位 计划时间", "修缮灯塔 亮灯 市渔业局 财政局 6月", "市渔业局", "财政局"),
        ("督查事项及要求 承办单位 协办单位 办理时限", "修缮灯塔 市渔业局 市财政局 6月", "市渔业局", "市财政局"),
        ("政策措施 责任部门（单位） 实施时间", "修缮灯塔 市渔业局 6月", "市渔业局", ""),
        ("重点任务 工作内容 责任单位 时间", "修缮灯塔 粉刷塔身 市渔业局 6月", "市渔业局", ""),
        ("任务名称 市级责任单位 县级责任单位 进度要求", "修缮灯塔 市渔业局 县渔业局 6月", "市渔业局", "县渔业局"),
        ("存在问题 整改任务 整改措施 整改责任单位 整改期限", "灯塔失修 修缮灯塔 粉刷塔身 市渔业局 6月", "市渔业局", ""),
        ("立法项目 起草单位 提请审议时间", "制定渔港管理条例 市渔业局 6月", "市渔业局", ""),
        ("建议题目 主办单位 会办单位 办结期限", "修缮灯塔 市渔业局 市财政局 6月", "市渔业局", "市财政局"),
        ("工作任务 主要承办单位 参加部门 时间节点要求", "修缮灯塔 市渔业局 市财政局 6月", "市渔业局", "市财政局"),
    ],
)  # fmt: skip
def test_columns_are_told_by_what_their_headings_are_put_together_from(
    heads: str, cells: str, lead: str, supporting: str
) -> None:
    """R79: headings that stand in no list, two columns of units, and what the columns beside it tell of a bare 时间."""
    line = "1\t" + cells.replace(" ", "\t") + "\n"
    text = (
        HEAD
        + "序号\t"
        + heads.replace(" ", "\t")
        + "\n"
        + line
        + line.replace("1\t", "2\t", 1).replace("修缮灯塔", "修缮西埠灯塔")
    )
    first = rows_of(text)[0]
    assert (first["lead"], first["supporting"]) == ([lead], [supporting] if supporting else [])
    assert first["deadline"] == "2026-06-30"


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("序号 单位 负责人 联系人 联系电话", "市渔业局 庄砚秋 闵知行 0555-1234567"),
        ("序号 服务事项 责任单位 办理时限 收费标准", "渔船登记 市渔业局 5个工作日 不收费"),
        ("序号 抽查事项 抽查对象 抽查比例 实施部门", "渔船安全检查 渔船 5% 市渔业局"),
        ("序号 权力事项名称 权力类型 实施主体 承办机构", "渔业捕捞许可 行政许可 市渔业局 渔政科"),
        ("序号 信访事项 受理单位 办理结果", "渔港噪声扰民 市生态环境局 已办结"),
        ("序号 考核指标 考核标准 分值 考核单位", "渔港建设 按期完成得满分 5 市渔业局"),
    ],
)
def test_tables_of_other_things_order_nothing_at_all(heads: str, row: str) -> None:
    lines = "".join(f"{n}\t{row}\n".replace(" ", "\t") for n in range(1, 6))
    reading = reading_of("云岭市渔业工作情况表\n" + heads.replace(" ", "\t") + "\n" + lines)
    assert reading["commitments"] == []


def test_what_an_unknown_table_orders_stands_in_one_cell() -> None:
    text = HEAD.replace("任务分解表", "工作方案") + "甲组\t灯塔\t要在三季度前修缮东埠灯塔并更换全部灯具。\n"
    assert [c["quote"] for c in reading_of(text)["commitments"]] == ["要在三季度前修缮东埠灯塔并更换全部灯具"]


SCHEDULED = (
    "桑坞县2026年重点工作清单（一季度执行情况）\n"
    "序号 | 工作事项 | 进度安排 | 进展情况 |\n"
    "1 | 启动渡运服务中心建设。 | ①2月上旬前，完成设计招标。②5月底前，开工建设。 | ①已完成。2月8日，完成招标。 |\n"
    "2 | 支持渔业保险发展。 | ①3月底前，召开联席会议。②6月底前，出台贴息政策。 | 3月2日召开。 |\n"
    "印发日期：2026年2月1日\n"
)


def test_the_steps_of_a_schedule_are_entries_under_their_task() -> None:
    """R83: each step has its own day, the task that of its last; what was done is told."""
    rows = [(row["quote"], row["deadline"], row["under"]) for row in rows_of(SCHEDULED)]
    caption = "桑坞县2026年重点工作清单（一季度执行情况）"
    first, second = "启动渡运服务中心建设", "支持渔业保险发展"
    assert [(quote.rstrip("。"), due) for quote, due, under in rows if under == caption] == [
        (first, "2026-05-31"),
        (second, "2026-06-30"),
    ]
    assert [row for row in rows if row[2] in (first, second)] == [
        ("2月上旬前，完成设计招标", "2026-02-10", first),
        ("5月底前，开工建设", "2026-05-31", first),
        ("3月底前，召开联席会议", "2026-03-31", second),
        ("6月底前，出台贴息政策", "2026-06-30", second),
    ]


def test_a_day_in_a_cell_is_no_day_of_the_paper() -> None:
    assert reading_of(SCHEDULED)["date"] == "2026-02-01"


INDICATORS = "指标\t2025年\t2030年\t属性\n渔港面积（万亩）\t12.5\t13.0\t约束性\n渔船报废率（%）\t5.2\t≤4.5\t预期性\n"


def test_a_plans_indicators_are_set_for_its_last_year() -> None:
    """R84: the value in the last year, with the unit behind the name; nothing else is ordered."""
    reading = reading_of("槐津市“十五五”渔业规划\n表1 “十五五”渔业主要指标\n" + INDICATORS)
    told = [(t["indicator"], t["comparator"], t["value"], t["unit"], t["deadline"]) for t in reading["targets"]]
    assert told == [("渔港面积", "=", 13.0, "万亩", "2030"), ("渔船报废率", "<=", 4.5, "%", "2030")]
    assert reading["commitments"] == []


@pytest.mark.parametrize(
    "before, table",
    [
        (
            "槐津市2025年渔业运行情况\n",
            "指标\t2024年\t2025年\t增长（%）\n渔港面积（万亩）\t12\t13\t8\n渔船（艘）\t5\t6\t20\n",
        ),
        ("槐津市渔业规划\n2031年2月3日\n", INDICATORS),
        ("槐津市渔业规划\n", INDICATORS.replace("指标", "渔港").replace("属性", "位置")),
    ],
)
def test_what_was_is_no_goal(before: str, table: str) -> None:
    """R84: years gone by, and tables of anything else."""
    assert reading_of(before + table)["targets"] == []


def test_numbers_under_goals_and_tasks_are_values() -> None:
    """R84: 2026年目标任务 beside 考核指标 holds what each is to be."""
    rows = (
        "序号\t考核指标\t2025年完成数\t2026年目标任务\t责任单位\n"
        "1\t渔业投资增速（%）\t8\t10\t市渔业局\n2\t新增渔船（艘）\t15\t18\t市港航局\n"
    )
    reading = reading_of("槐津市2026年目标责任书\n" + rows)
    assert [(t["indicator"], t["value"], t["unit"], t["deadline"]) for t in reading["targets"]] == [
        ("渔业投资增速", 10.0, "%", "2026"),
        ("新增渔船", 18.0, "艘", "2026"),
    ]
    words = rows.replace("\t10\t", "\t建成渔港3座\t").replace("\t18\t", "\t修复渡口5处\t")
    assert [row["quote"] for row in rows_of("槐津市2026年目标责任书\n" + words)] == ["建成渔港3座", "修复渡口5处"]

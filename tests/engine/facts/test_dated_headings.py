"""By when what stands under a heading is due, and how every deadline tells where it comes from (R46, R108)."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read, read_text

HEAD = "云岭市渔业安全整治方案\n为做好渔业安全工作，制定本方案。\n"
SIGNED = "云岭市人民政府\n2026年2月10日\n"


def _reading(body: str) -> dict[str, Any]:
    return as_json(read_text(SourceText(HEAD + body + SIGNED, "utf-8", "")))


def _order(body: str, words: str) -> dict[str, Any]:
    return next(c for c in _reading(body)["commitments"] if words in c["quote"])


@pytest.mark.parametrize(
    ("heading", "value", "text"),
    [
        ("（一）动员部署阶段（2026年3月底前）", "2026-03-31", "2026年3月底前"),
        ("（二）排查整治阶段（2026年4月—10月）", "2026-10-31", "2026年4月—10月"),
        ("（三）总结提升阶段（11月1日至12月20日）", "2026-12-20", "11月1日至12月20日"),
        ("第二步：集中整治（2026年7月至9月）", "2026-09-30", "2026年7月至9月"),
        ("1.宣传发动阶段：2026年3月1日—3月15日。", "2026-03-15", "2026年3月1日—3月15日"),
        ("（二）2026年4月1日至10月31日，集中整治阶段。", "2026-10-31", "2026年4月1日至10月31日"),
        ("二、年底前完成的任务", "2026-12-31", "年底前"),
        ("二、2026年6月底前办结事项", "2026-06-30", "2026年6月底前"),
        ("（一）近期（到2027年）", "2027", "到2027年"),
        ("（二）远期目标（2030年）", "2030", "2030年"),
        ("二、2028年发展目标", "2028", "2028年"),
        ("三、“十五五”目标", "2030", "“十五五”"),
        ("1.修缮渔港（9月底前完成）", "2026-09-30", "9月底前"),
    ],
)
def test_a_heading_dates_what_stands_below_it(heading: str, value: str, text: str) -> None:
    order = _order(f"{heading}\n更换青石渔港护栏80处。\n", "护栏")
    assert (order["deadline"], order["deadline_text"], order["deadline_from"]) == (value, text, "heading")


@pytest.mark.parametrize(
    "heading",
    [
        "二、2026年重点任务",
        "二、2026年工作安排",
        "二、今年主要目标任务",
        "二、青石渔港改造三年行动计划（2026—2028年）",
        "二、2027年度实施意见（2026年底前）清单",
        "二、全市渔业工作会议（2026年3月）",
        "二、近五年渔港建设",
    ],
)
def test_a_heading_that_only_names_its_year_dates_nothing(heading: str) -> None:
    assert _order(f"{heading}\n更换青石渔港护栏80处。\n", "护栏")["deadline"] is None


def test_own_words_and_a_note_go_before_the_heading() -> None:
    body = (
        "二、年底前完成的任务\n1.更换青石渔港护栏80处，其中6月底前更换30处。\n"
        "2.修缮渔监船5艘。（市渔业局负责，9月底前完成）\n3.添置浮标60个。\n"
    )
    told = [
        (_order(body, words)["deadline"], _order(body, words)["deadline_from"]) for words in ("30处", "5艘", "浮标")
    ]
    assert told == [("2026-06-30", "own words"), ("2026-09-30", "note"), ("2026-12-31", "heading")]


def test_the_innermost_heading_that_says_so_counts() -> None:
    body = "二、年底前完成的任务\n（一）上半年任务（6月底前完成）\n更换护栏80处。\n（二）渔船更新\n修缮渔监船5艘。\n"
    assert [_order(body, words)["deadline"] for words in ("护栏", "渔监船")] == ["2026-06-30", "2026-12-31"]


@pytest.mark.parametrize(
    ("sentence", "value", "basis", "told_by"),
    [
        ("2027年6月底前更换护栏80处。", "2027-06-30", "written", "own words"),
        ("三季度前更换护栏80处。", "2026-09-30", "quarter of the document's year", "own words"),
        ("年内更换护栏80处。", "2026", "the document's year", "own words"),
        ("用三年时间更换护栏80处。", "2029", "counted from the document's year", "own words"),
        ("“十五五”期间，更换护栏80处。", "2030", "plan period", "own words"),
        ("汛期前更换护栏80处。", None, "as written", "own words"),
        ("到2028年，修缮渔监船5艘；更换护栏80处。", "2028", "written", "sentence"),
        ("更换护栏80处。", None, None, None),
    ],
)
def test_every_deadline_tells_how_it_was_resolved_and_where_it_stands(
    sentence: str, value: str | None, basis: str | None, told_by: str | None
) -> None:
    order = _order(f"二、重点任务\n{sentence}\n", "护栏")
    assert (order["deadline"], order["deadline_basis"], order["deadline_from"]) == (value, basis, told_by)


def test_a_target_tells_it_too() -> None:
    targets = _reading("二、年底前完成的任务\n更换护栏80处。\n")["targets"]
    assert [(t["deadline"], t["deadline_basis"], t["deadline_from"]) for t in targets] == [
        ("2026-12-31", "the document's year", "heading")
    ]


def test_an_order_knows_all_the_headings_it_stands_under() -> None:
    body = "二、重点任务\n（一）渔港改造\n1.护栏更换\n更换护栏80处。\n（二）渔船更新\n修缮渔监船5艘。\n"
    assert _order(body, "护栏80")["headings"] == ["重点任务", "渔港改造", "护栏更换"]
    assert _order(body, "渔监船")["headings"] == ["重点任务", "渔船更新"]
    assert _order(body, "渔监船")["under"] == "渔船更新"


def test_a_row_knows_the_headings_over_its_table() -> None:
    body = (
        "二、重点任务\n（一）渔港改造\n序号\t工作任务\t责任单位\t完成时限\n1\t更换青石渔港护栏\t市渔业局\t2026年6月\n"
        "2\t修缮青石渔港灯塔\t市渔业局\t长期\n"
    )
    order = _order(body, "护栏")
    assert order["headings"][:2] == ["重点任务", "渔港改造"]
    assert (order["deadline"], order["deadline_basis"], order["deadline_from"]) == ("2026-06-30", "written", "row")
    assert _order(body, "灯塔")["deadline_basis"] == "as written"


def test_a_row_tells_by_when_however_often_it_was_read_before() -> None:
    table = (
        "<p>桑坞县渔港重点任务分解表</p><table><tr><th>序号</th><th>重点任务</th><th>牵头单位</th><th>完成时限</th></tr>"
        "<tr><td>1</td><td>新建停泊点31处</td><td>县水利局</td><td>2026年6月底前</td></tr>"
        "<tr><td>2</td><td>改造冷库；2026年9月底前清淤7公里</td><td>县渔政局</td><td>2026年12月底前</td></tr></table>"
    )
    for _ in range(2):
        goals = as_json(read(table.encode(), name="table.html"))["targets"]
        assert [(goal["value"], goal["deadline_from"]) for goal in goals] == [(31, "row"), (7, "own words")]


def test_steps_stand_below_their_stage() -> None:
    body = (
        "一、步骤\n（一）检查验收阶段（2026年11月1日至12月20日）。\n1.分两步进行：\n第一步：更换青石渔港护栏80处。\n"
        "二、其他要求\n设立青石渡口岗亭3座。\n"
    )
    assert _order(body, "护栏")["deadline"] == "2026-12-20"
    assert _order(body, "岗亭")["deadline"] is None


def test_a_stage_and_its_time_are_no_order() -> None:
    read = _reading("（一）排查整治阶段：2026年4月1日—10月31日。\n更换青石渔港护栏80处。\n")
    assert [c["quote"] for c in read["commitments"]] == ["更换青石渔港护栏80处"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("第一阶段（3月）：宣传发动。更换青石渔港护栏80处。", "2026-03-31"),
        ("（一）摸排阶段（2026年3月1日—3月20日）。更换青石渔港护栏80处。", "2026-03-20"),
        ("第三步，总结阶段（7月1日至7月15日），更换青石渔港护栏80处。", "2026-07-15"),
    ],
)
def test_a_stage_with_its_time_in_brackets_dates_what_follows_and_is_no_order(line: str, value: str) -> None:
    read = _reading(f"一、步骤\n{line}\n")
    assert [(c["quote"], c["deadline"]) for c in read["commitments"]] == [("更换青石渔港护栏80处", value)]

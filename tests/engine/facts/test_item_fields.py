"""Labelled lines of an item: whose it is and by when, above its measures or below its task (R101)."""

from itertools import product

import pytest

from luoshi_reading.model import Finding, SourceText
from luoshi_reading.pipeline import read_text

HEAD = "云岭市2026年重点工作实施方案\n一、重点任务\n"
DUES = ("完成时限", "整改时限", "办结时限", "完成时间", "工作期限", "完成时限要求", "时间节点", "计划完成时间")
PERSONS = ("牵头领导：周明河", "责任人：周明河", "责任领导：周明河、柳青岚", "市级领导：周明河", "负责人：周明河")
WRONG = ("存在问题", "督察意见", "反馈问题", "问题描述", "主要问题", "具体问题")


def _orders(text: str) -> list[Finding]:
    return [f for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]


def _told(orders: list[Finding]) -> list[tuple[str, list[str], list[str], str | None]]:
    return [(f.quote, f.fields["lead"], f.fields["supporting"], f.fields["deadline"]) for f in orders]


@pytest.mark.parametrize(("due", "mark"), list(product(DUES, ("：", ":"))))
def test_lines_below_a_task_tell_whose_and_by_when(due: str, mark: str) -> None:
    text = (
        f"{HEAD}1.新建停车场3个。\n责任单位{mark}市住建局\n配合单位{mark}市财政局\n{due}{mark}2026年9月底\n"
        f"2.改造公厕20座。\n责任单位{mark}市城管局\n{due}{mark}2026年12月\n"
    )
    assert _told(_orders(text)) == [
        ("新建停车场3个", ["市住建局"], ["市财政局"], "2026-09-30"),
        ("改造公厕20座", ["市城管局"], [], "2026-12-31"),
    ]


@pytest.mark.parametrize("person", PERSONS)
def test_who_answers_in_person_orders_nothing_and_parts_nothing(person: str) -> None:
    text = f"{HEAD}1.新建停车场3个。\n{person}\n牵头单位：市住建局\n{person}\n责任单位：市财政局\n完成时限：年底前\n"
    assert _told(_orders(text)) == [("新建停车场3个", ["市住建局"], ["市财政局"], "2026-12-31")]


@pytest.mark.parametrize(
    "form",
    [
        "责任单位：市住建局；完成时限：2026年9月底",
        "责任单位：市住建局。完成时限：2026年9月底。",
        "责任单位：市住建局　　完成时限：2026年9月底",
        "（责任单位：市住建局；完成时限：2026年9月底）",
        "（责任单位：市住建局，完成时限：2026年9月）",
        "（责任单位：市住建局，2026年9月底前完成）",
        "（市住建局负责，2026年9月底前）",
        "（责任单位：市住建局）（完成时限：2026年9月底）",
    ],
)
@pytest.mark.parametrize("before", ["", "\n"])
def test_one_note_tells_both(form: str, before: str) -> None:
    text = f"{HEAD}1.新建停车场3个。{before}{form}\n2.改造公厕20座。\n"
    assert _told(_orders(text)) == [("新建停车场3个", ["市住建局"], [], "2026-09-30"), ("改造公厕20座", [], [], None)]


@pytest.mark.parametrize(("wrong", "alone"), list(product(WRONG, (False, True))))
def test_what_is_told_above_the_measures_holds_for_them_all(wrong: str, alone: bool) -> None:
    line = "\n部分园区排水管网要求建设而未建设。" if alone else "部分园区排水管网要求建设而未建设。"
    text = (
        f"云岭市督察反馈意见整改方案\n一、{wrong}：{line}\n责任单位：市住建局、市水利局\n整改时限：2026年9月底前\n"
        "整改目标：建成园区排水管网12公里。\n整改措施：\n1.开展园区管网普查。\n2.制定园区管网建设方案。\n"
        f"二、{wrong}：{line}\n责任单位：市水利局\n整改时限：立行立改\n整改措施：\n1.开展河道专项执法检查。\n"
    )
    orders = _orders(text)
    both = ["市住建局", "市水利局"]
    assert _told(orders) == [
        ("建成园区排水管网12公里", both, [], "2026-09-30"),
        ("开展园区管网普查", both, [], "2026-09-30"),
        ("制定园区管网建设方案", both, [], "2026-09-30"),
        ("开展河道专项执法检查", ["市水利局"], [], None),
    ]
    assert orders[-1].fields["deadline_text"] == "立行立改"


def test_what_is_told_below_a_heading_holds_for_the_numbers_under_it() -> None:
    text = (
        "云岭市城市更新实施方案\n（一）老旧小区改造\n牵头单位：市住建局\n完成时限：2026年11月底\n1.改造小区12个。\n"
        "2.加装电梯30部。\n（二）公园建设\n牵头单位：市园林局\n1.新建口袋公园5个。\n"
    )
    assert _told(_orders(text)) == [
        ("改造小区12个", ["市住建局"], [], "2026-11-30"),
        ("加装电梯30部", ["市住建局"], [], "2026-11-30"),
        ("新建口袋公园5个", ["市园林局"], [], None),
    ]


@pytest.mark.parametrize("note", ["（责任单位：市政务局、各县区）", "责任单位：市政务局、各县区"])
def test_a_note_below_a_list_is_the_whole_list_s(note: str) -> None:
    text = (
        f"云岭市政务服务提升方案\n1.优化服务\n（1）开展窗口培训。\n（2）推行预约服务。\n（3）公布服务清单。\n{note}\n"
        "2.完善设施\n（1）改造政务大厅。\n（责任单位：市住建局）\n"
    )
    assert [f.fields["lead"] for f in _orders(text)] == [["市政务局", "各县区"]] * 3 + [["市住建局"]]


def test_a_note_between_two_of_a_list_is_the_one_s_above_it() -> None:
    text = (
        f"{HEAD}1.开展窗口培训。\n2.推行预约服务。\n（责任单位：市政务局）\n3.公布服务清单。\n（责任单位：市司法局）\n"
    )
    assert [f.fields["lead"] for f in _orders(text)] == [[], ["市政务局"], ["市司法局"]]


@pytest.mark.parametrize("line", ["整改情况：已完成整改。", "进展情况：已建成管网8公里。", "整改时限：已完成整改。"])
def test_how_far_it_is_orders_nothing(line: str) -> None:
    text = f"{HEAD}1.新建停车场3个。\n责任单位：市住建局\n{line}\n2.改造公厕20座。\n"
    assert _told(_orders(text)) == [("新建停车场3个", ["市住建局"], [], None), ("改造公厕20座", [], [], None)]


def test_a_written_day_outranks_the_label() -> None:
    text = f"{HEAD}1.6月底前完成停车场选址，新建停车场3个。\n责任单位：市住建局\n完成时限：2026年12月底\n"
    assert {f.fields["deadline"] for f in _orders(text)} <= {"2026-06-30", "2026-12-31"}
    assert _orders(text)[0].fields["deadline"] == "2026-06-30"


@pytest.mark.parametrize("line", ["报名时间：即日起至9月10日。", "会议时间：9月10日上午9时。", "联系人：周明河"])
def test_other_labels_date_nothing(line: str) -> None:
    text = f"{HEAD}1.新建停车场3个。\n{line}\n"
    assert _told(_orders(text))[0] == ("新建停车场3个", [], [], None)


@pytest.mark.parametrize(
    ("note", "lead"),
    [
        ("（省水利厅、林业厅、体育厅）", ["省水利厅", "林业厅", "体育厅"]),
        ("（市建设局、规划局、云岭银行、滨江县等）", ["市建设局", "规划局", "云岭银行", "滨江县"]),
        ("（县财政局、民政局等部门）", ["县财政局", "民政局"]),
        ("（责任单位：市财政局、各县（市、区）党委、政府）", ["市财政局", "各县（市、区）党委、政府"]),
        ("（责任单位：各市（地）党委、政府（行署），市水利局）", ["各市（地）党委、政府（行署）", "市水利局"]),
    ],
)
def test_a_bracket_before_the_full_stop_is_the_sentence_s_and_no_part_of_it(note: str, lead: list[str]) -> None:
    text = f"{HEAD}1.新建停车场3个，改造公厕20座{note}。加快建设滨江公园{note}。\n2.开展窗口培训。\n"
    *noted, last = _orders(text)
    assert (last.quote, last.fields["lead"]) == ("开展窗口培训", [])
    assert [f.fields["lead"] for f in noted] == [lead] * len(noted)
    assert "".join(f.quote for f in noted).replace("，", "") == "新建停车场3个改造公厕20座加快建设滨江公园"


@pytest.mark.parametrize("aside", ["（包括街道、社区）", "（水、电、路）", "（原文化局、体育局）", "（东川、西川）"])
def test_other_lists_in_brackets_name_nobody(aside: str) -> None:
    [order] = _orders(f"{HEAD}1.新建停车场3个{aside}。\n")
    assert (order.fields["lead"], order.quote) == ([], f"新建停车场3个{aside}")


def test_an_office_told_in_a_bracket_owns_nothing() -> None:
    aside = "（办公室设在县林业局值班室，电话：1234567）"
    text = f"{HEAD}1.各牵头单位要编好巡护方案，于4月20日（星期五）前上报县防火专班{aside}。\n"
    [order] = _orders(text)
    assert (order.fields["owner"], order.fields["deadline_text"]) == ("各牵头单位", "4月20日（星期五）前")


@pytest.mark.parametrize("heading", ["二、禁烧区域", "（二）适用范围", "二、整治时间", "二、编制目的", "二、工作对象"])
def test_when_where_and_why_order_nothing(heading: str) -> None:
    text = (
        f"云岭市整治实施方案\n一、主要任务\n加快建设公园。\n{heading}\n规范十个重点村的整治区域。\n各村不得焚烧秸秆。\n"
    )
    assert [f.quote for f in _orders(text)] == ["加快建设公园", "各村不得焚烧秸秆"]


def test_numbers_in_brackets_of_one_character() -> None:
    text = (
        "云岭水库约谈会议纪要\n现将有关事项纪要如下：\n会议决定：\n⑴建设单位要严格考勤制度。\n⑵施工单位要增加人员。\n"
    )
    assert [f.fields["owner"] for f in _orders(text)] == ["建设单位", "施工单位"]


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("（责任单位：市司法局、各街道）", (["市司法局", "各街道"], [])),
        ("（市司法局牵头，各镇街配合）", (["市司法局"], ["各镇街"])),
        ("（市司法局、各镇）", (["市司法局", "各镇"], [])),
        ("【责任单位：市司法局】", (["市司法局"], [])),
    ],
)
def test_a_numbered_line_with_a_note_is_an_item_and_no_heading(note: str, told: tuple[list[str], list[str]]) -> None:
    text = f"{HEAD}1.开展普法宣传教育活动{note}\n2.加快建设滨河公园{note}\n3.新建停车场3个{note}\n"
    orders = _orders(text)
    assert [f.quote for f in orders] == ["开展普法宣传教育活动", "加快建设滨河公园", "新建停车场3个"]
    assert {(tuple(f.fields["lead"]), tuple(f.fields["supporting"])) for f in orders} == {tuple(map(tuple, told))}


def test_whom_and_which_unit_one_behind_the_other() -> None:
    text = f"{HEAD}1.加快建设滨河公园。责任领导：周明河，责任单位：市住建局，配合单位：滨河区\n2.加强管理。\n"
    assert _told(_orders(text)) == [("加快建设滨河公园", ["市住建局"], ["滨河区"], None), ("加强管理", [], [], None)]

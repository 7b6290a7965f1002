"""Deadlines counted from the document's day, feasts, several times of one work, and what is carried. R18, R42-R46."""

import pytest

from luoshi_reading.facts.deadlines.deadlines import find_deadline
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

MINUTES = (
    "青石县人民政府常务会议纪要\n2026年5月12日，县长闵知行主持召开县政府第6次常务会议。现将会议议定事项纪要如下：\n"
    "一、关于渔港工作\n会议议定：{}\n"
)


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ("县应急局三日内核清灾情", "2026-05-15"),
        ("会后一周内完成资产评估", "2026-05-19"),
        ("两周内拿出整改方案", "2026-05-26"),
        ("县资规局两个月内提出处理意见", "2026-07-12"),
        ("开学后一周内核对到校情况", None),
        ("未安装报警器的限期7日内安装", None),
        ("县住建局5个工作日内出具条件", None),
        ("自印发之日起30日内制定清单", None),
        ("船坞国庆节前投入使用", "2026-09-30"),
        ("其余渡口明年“五一”前收尾", "2027-04-30"),
        ("县渔业局元旦前完成验收", "2026-12-31"),
        ("确保渔港元旦如期开业", "2027-01-01"),
        ("各渔业站把统计表于9月20日交镇渔业办公室", "2026-09-20"),
        ("将排查情况于9月20日发布在网站上", "2026-09-20"),
        ("县防汛办决定于9月22日11时30分启动应急响应", "2026-09-22"),
        ("把9月20日发布的渔情传达到位", None),
        ("渔人码头“十一”正式开放", "2026-10-01"),
        ("船坞明年“五一”期间建成开放", "2027-05-01"),
        ("县渔业局元宵节前完成摸底", None),
        ("建设八一路渡口", None),
        ("县渔业局春节前完成验收", None),
        ("明年春灌前完成清淤", "2027"),
        ("县财政从明年起每年安排500万元", None),
        ("船坞上半年开工、年底前完成主体", "2026-12-31"),
        ("把2027年的渔港盘子提前谋划好", None),
        ("锚定“十六五”期间争先进位的目标建设渔港", None),
        ("各镇每日17时前上报渔情", None),
        ("各镇每周五17：00前报进度、10月12日前报总结", "2026-10-12"),
    ],
)
def test_times_of_a_meeting_in_may(clause: str, value: str | None) -> None:
    found = find_deadline(clause, 2026, None, 5, 12)
    assert (found.value if found else None) == value


def test_days_are_not_counted_without_a_day() -> None:
    found = find_deadline("县应急局三日内核清灾情", 2026, None, 5)
    assert found is not None
    assert (found.value, found.text) == (None, "三日内")


@pytest.mark.parametrize(
    ("clause", "value"),
    [
        ("年内整顿渡口12处", "2027"),
        ("年底前完成主体工程", "2027-12-31"),
        ("全年压减渔船30艘", "2027"),
        ("国庆节前投入使用", "2027-09-30"),
        ("10月底前完成验收", "2027-10-31"),
        ("今年渔获达到8万吨", "2026"),
    ],
)
def test_december_speaks_of_the_next_year(clause: str, value: str) -> None:
    found = find_deadline(clause, 2026, None, 12, 28, ahead=True)
    assert found is not None
    assert found.value == value


def _due(said: str) -> dict[str, str | None]:
    orders = [f for f in read_text(SourceText(MINUTES.format(said), "utf-8", "")).findings if f.kind == "commitment"]
    return {order.quote: order.fields["deadline"] for order in orders}


@pytest.mark.parametrize(
    ("said", "words", "value"),
    [
        ("2026年底前新建冷库5座，改造渡口12处。", "渡口12处", "2026-12-31"),
        ("年内新建冷库5座，改造渡口12处。", "渡口12处", "2026"),
        ("6月底前新建冷库5座，改造渡口12处。", "渡口12处", None),
        ("县国资公司年内盘活资产2亿元，化解债务5000万元。", "债务", "2026"),
        ("县渔业局加快渔港改造年内完工，培训船员80人。", "船员", None),
        ("县供电公司负责清理废弃线杆，年底前完成120个村。", "线杆", "2026-12-31"),
        ("为渔民免费体检6万人，由县卫健局组织实施，10月底前完成。", "体检", "2026-10-31"),
        ("新建冷库5座，6月底前完成渡口改造12处。", "冷库", None),
    ],
)
def test_what_is_carried_within_a_sentence(said: str, words: str, value: str | None) -> None:
    due = _due(said)
    assert [day for quote, day in due.items() if words in quote] == [value], due


def test_to_whom_a_work_is_given_right_behind_it() -> None:
    paper = SourceText(MINUTES.format("为渔民免费体检6万人，由县卫健局组织实施，10月底前完成。"), "utf-8", "")
    told = [f.fields["owner"] for f in read_text(paper).findings if f.kind == "commitment" and "体检" in f.quote]
    assert told == ["县卫健局"]


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("青石县召开2026年第一季度渔业安全会", "2026-06-30"),
        ("我县部署2026年春季渔业生产", "2026-06-30"),
        ("青石县召开2026年渔业表彰会", None),
        ("青石县召开渔业安全会", None),
    ],
)
def test_a_headline_tells_the_year_of_a_report_without_a_day(title: str, value: str | None) -> None:
    source = SourceText(f"{title}\n近日，我县召开会议。会议要求，6月底前完成渔港清淤。\n", "utf-8", "")
    found = [f for f in read_text(source).findings if f.kind == "commitment"]
    assert [f.fields["deadline"] for f in found] == [value]

"""How a quarter, half or month went that was over orders nothing (R12)."""

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text


def orders_of(sentence: str, held: str = "4月14日") -> list[str]:
    text = f"桑坞县人民政府常务会议纪要\n2026年{held}，县长汤敏主持召开常务会议。现纪要如下：\n{sentence}\n"
    return [one["quote"] for one in as_json(read_text(SourceText(text, "utf-8", "")))["commitments"]]


@pytest.mark.parametrize(
    ("sentence", "orders"),
    [
        (
            "会议指出，一季度渔业产值增长5.8%，但渔港投资仅增长1.2%，低于全市3.4个百分点，要加快渔港建设进度。",
            ["要加快渔港建设进度"],
        ),
        ("会议指出，3月份，全县渔船安全事故同比下降2%，各镇要加强渡口巡查。", ["各镇要加强渡口巡查"]),
        ("今年一季度，全县渔业增加值增长7.1%，居全市第三位。", []),
        ("一季度，全县主要渔业指标增长6.2%，居全市第二位。", []),
        ("1—3月份，渔港泊位建设完成全年计划的40%。", []),
    ],
)
def test_how_it_went_is_told(sentence: str, orders: list[str]) -> None:
    assert orders_of(sentence) == orders


@pytest.mark.parametrize(
    "sentence",
    [
        "二季度，全县渔业增加值增长8%以上。",  # still runs
        "一季度，全县渔业增加值增长8%以上。",  # an aim is none that was reached
        "一季度，完成渔港道路改造12公里。",  # a stage that nobody tells of
    ],
)
def test_what_is_aimed_at_stays(sentence: str) -> None:
    assert len(orders_of(sentence)) == 1


def test_the_same_figure_is_an_aim_before_its_period_is_over() -> None:
    sentence = "会议要求，上半年，全县渔业增加值增长7.1%，居全市第三位。"
    assert orders_of(sentence)
    assert orders_of(sentence, held="7月20日") == []

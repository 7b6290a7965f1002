"""Points on lines of their own below the paragraph that announces them (R92), and below a bare word of saying."""

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import as_json, read_text

POINTS = "（一）\n新建渡口候船亭8个，改造渡船12艘。\n（二）\n建成渔港环卫站3座。\n"


def orders_of(body: str) -> list[str]:
    text = f"桑坞县第五届人民代表大会第四次会议开幕\n1月8日，大会在桑坞开幕。县长汤敏作政府工作报告。\n{body}"
    return [one["quote"] for one in as_json(read_text(SourceText(text, "utf-8", "")))["commitments"]]


@pytest.mark.parametrize(
    "lead",
    [
        "报告明确，今年将继续统筹财力，扎实办好“十件民生实事”。\n",
        "下一步，全县将重点抓好以下工作。\n",
        "今年要办好八件实事。\n",
    ],
)
def test_points_below_what_announces_them_are_to_be_done(lead: str) -> None:
    assert orders_of(lead + POINTS)[-3:] == ["新建渡口候船亭8个", "改造渡船12艘", "建成渔港环卫站3座"]


@pytest.mark.parametrize("lead", ["去年全县办成了十件民生实事。\n", "过去一年，我县重点抓了以下工作。\n"])
def test_points_below_what_was_done_are_not(lead: str) -> None:
    assert orders_of(lead + POINTS) == []


def test_a_bare_word_of_saying_opens_what_is_said() -> None:
    said = "副镇长汤敏安排了当前工作，明确指出：一、全力打好禁渔攻坚战；二、高度重视渡口安全工作。\n"
    assert orders_of(said) == ["全力打好禁渔攻坚战", "高度重视渡口安全工作"]

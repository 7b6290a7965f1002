"""Who speaks in a report, by every speaker and every word of speaking together (R8, R9)."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

SPEAKERS = (
    *("会议", "大会", "全会", "座谈会", "调度会", "现场会", "视频会", "检查组", "巡视组", "督导组", "调研组", "报告"),
    *("政府工作报告", "通知", "意见", "方案", "规划", "公报", "公告", "督查通报", "讲话", "批示", "纪要", "倡议书"),
    *("周军", "周军同志", "周军书记", "市长", "主持人", "他", "她", "周军最后", "周军在讲话中", "对下步工作，周军"),
)
WORDS = ("强调", "指出", "要求", "提出", "号召")
ORDERS = ("实施新一轮产能提升行动", "新建高标准农田3万亩")
NOT_SPEECH = (
    "按照会议要求",
    "对照检查组要求",
    "围绕报告提出",
    "检查组听取了汇报",
    "报告得到充分肯定",
    "会议听取了有关情况",
    "根据上级通知要求",
    "国务院文件要求",
)


HEAD = "3月12日，云岭市召开全市农业农村工作会议。市委书记周军出席会议。\n"
SAID = "要新建高标准农田3万亩"
QUOTED = (
    "周军{word}：“{said}。”",
    "周军{word}，“{said}。”",
    "“{said}。”周军{word}。",
    "“{said}！”会上，周军{word}。",
    "“{said}……”市委书记周军一边走一边{word}。",
    "“春耕不等人，{said}。”在田间地头，周军{word}。",
)
QUOTED_IN_TWO = ("“{said}。”周军{word}，“{more}。”", "“{said}，”周军{word}，“{more}。”")
MORE = "要开展农技培训50场"
SPOKEN = ("强调", "指出", "要求", "叮嘱", "说", "表示")


def _found(opening: str) -> list[str]:
    return _orders(f"{opening}，" + "。".join(ORDERS) + "。")


def _orders(paragraph: str) -> list[str]:
    text = HEAD + paragraph
    return [f.quote for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]


@pytest.mark.parametrize(("speaker", "word"), list(product(SPEAKERS, WORDS)))
def test_what_is_reported_orders(speaker: str, word: str) -> None:
    assert _found(speaker + word) == list(ORDERS)


@pytest.mark.parametrize("opening", NOT_SPEECH)
def test_what_only_sounds_like_speech_opens_nothing(opening: str) -> None:
    assert ORDERS[1] not in _found(opening)


@pytest.mark.parametrize(("frame", "word"), list(product(QUOTED, SPOKEN)))
def test_direct_speech_orders(frame: str, word: str) -> None:
    found = _orders(frame.format(said=SAID, word=word))
    assert [order.removeprefix("春耕不等人，") for order in found] == [SAID]


@pytest.mark.parametrize(("frame", "word"), list(product(QUOTED_IN_TWO, SPOKEN)))
def test_direct_speech_goes_on_behind_its_speaker(frame: str, word: str) -> None:
    assert _orders(frame.format(said=SAID, more=MORE, word=word)) == [SAID, MORE]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“今年要新建大棚3座。”村民李大山说。",
        "“我们要新建厂房3万平方米。”企业负责人王强表示。",
        "“新建高标准农田3万亩”“开展农技培训50场”，成了今年的热词。",
        "“去年新建了高标准农田3万亩，大家都很高兴。”周军说。",
    ],
)
def test_what_others_say_or_what_is_past_orders_nothing(paragraph: str) -> None:
    assert _orders(paragraph) == []


HOPED = "云岭市加快创新平台建设，新建实验室3家"


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        (f"希望{HOPED}。", f"希望{HOPED}"),
        (f"周军希望{HOPED}。", f"希望{HOPED}"),
        (f"市委书记周军最后希望{HOPED}。", f"希望{HOPED}"),
        ("周军肯定了成绩，并就下步工作提出要求。要新建实验室3家。", "要新建实验室3家"),
    ],
)
def test_hopes_and_demands_order(paragraph: str, found: str) -> None:
    assert _orders(paragraph) == [found]


@pytest.mark.parametrize(
    "paragraph",
    [
        "村民希望新建实验室3家。",
        "村里新建希望小学1所，群众看到了希望。",
        "企业负责人王强希望政府加快创新平台建设。",
        "会议听取了大家提出的要求。去年新建实验室3家。",
    ],
)
def test_what_others_hope_orders_nothing(paragraph: str) -> None:
    assert _orders(paragraph) == []


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("周军到田间察看。他叮嘱青石镇、滨江街道负责同志，要新建水渠30公里。", ["要新建水渠30公里"]),
        ("周军主持会议。他说，春耕是一年的开头。我们一定要开展农技培训50场。", ["我们一定要开展农技培训50场"]),
        (
            "周军说，春耕是一年的开头。市农业农村局将与各镇一道，开展农技培训50场。",
            ["市农业农村局将与各镇一道，开展农技培训50场"],
        ),
        ("期望云岭市加快创新平台建设，新建实验室3家。", ["期望云岭市加快创新平台建设，新建实验室3家"]),
        ("昨天上午，我市召开高标准农田建设推进会。", []),
        ("3月11日，我市开展农技培训50场。", []),
        ("周军走访慰问。村民李大山说，今年年景好。他说，我们要新建大棚3座。", []),
        ("周军说，春耕是一年的开头。去年新建了高标准农田3万亩。", []),
        ("人均期望寿命达到79岁。", []),
    ],
)
def test_what_he_in_office_says_goes_on_through_his_paragraph(paragraph: str, found: list[str]) -> None:
    assert _orders(paragraph) == found


@pytest.mark.parametrize(
    "said",
    [
        "这都是我们要走完的航程",
        "港口与城市的联动，必将前景广阔",
        "渔业一旦与旅游结成一家，便成为增收的活水",
        "我们的船队承担着保障供给的职责",
    ],
)
def test_what_a_speaker_judges_orders_nothing(said: str) -> None:
    assert _orders(f"周军强调，{said}。") == []


PAPER = "关于做好护岸工作的意见"


@pytest.mark.parametrize(
    ("issued", "word", "orders"),
    [
        (f"日前，云岭市水利局印发了《{PAPER}》（以下简称《意见》）。", "强调", True),
        (f"日前，云岭市水利局印发了《{PAPER}》（以下简称《意见》）。", "要求", True),
        (f"日前，国务院印发了《{PAPER}》（以下简称《意见》）。", "强调", False),
        ("日前，有关文件印发。", "强调", False),
    ],
)
def test_a_paper_given_here_orders(issued: str, word: str, orders: bool) -> None:
    assert _orders(f"{issued}\n《意见》{word}，新建护岸30公里。") == (["新建护岸30公里"] if orders else [])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("要做大产业，就需要有一批人才", []),
        ("要做大产业，就要新建厂房3万平方米", ["要做大产业，就要新建厂房3万平方米"]),
    ],
)
def test_what_one_thing_takes_orders_nothing(said: str, found: list[str]) -> None:
    assert _orders(f"周军强调，{said}。") == found

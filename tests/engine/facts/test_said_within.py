"""What is said without a mark behind the word of saying, and what opens orders in the course of a sentence (R9)."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

HEAD = (
    "本报讯 3月12日，市委书记周军到云岭区调研防汛工作。市领导李明、王强参加。\n"
    "周军先后来到南河闸、北山水库，实地察看堤防加固情况。\n"
)
WHO = (
    "会议",
    "周军",
    "周军同志",
    "市委书记周军",
    "会议还",
    "周军在讲话中",
    "在听取汇报后，周军",
    "会上，周军",
    "周军首先肯定了成绩，并",
)
ORDER = "加快南河闸加固工程建设"


def _orders(paragraph: str, head: str = HEAD) -> list[str]:
    text = head + paragraph
    return [f.quote for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]


@pytest.mark.parametrize(("who", "word"), list(product(WHO, ("强调", "指出", "强调指出"))))
def test_what_is_judged_without_a_mark_opens_what_follows(who: str, word: str) -> None:
    assert _orders(f"{who}{word}南河闸是全市防汛的关键。要{ORDER}。") == [f"要{ORDER}"]


@pytest.mark.parametrize(("who", "word"), list(product(WHO, ("强调", "指出", "要求", "提出", "部署"))))
def test_the_word_of_saying_is_no_part_of_the_order(who: str, word: str) -> None:
    assert _orders(f"{who}{word}要{ORDER}。") == [f"要{ORDER}"]


@pytest.mark.parametrize(
    "before", ["会议学习了防汛条例，", "会议听取了汇报，", "周军听取了汇报，并", "周军来到闸口，察看水情，"]
)
def test_a_bare_order_is_asked_for(before: str) -> None:
    assert _orders(f"{before}要求{ORDER}，制定转移预案。")[0].startswith(ORDER)


ASKING = (
    "对下一步工作提出要求",
    "就做好防汛工作提出新的要求",
    "对前期工作给予肯定，并提出三点要求",
    "就闸坝检修提出了具体要求",
    "对各地提出殷切希望",
)


@pytest.mark.parametrize(
    ("who", "asks", "mark"), list(product(("会议", "周军", "市委书记周军"), ASKING, ("，", "：", "。")))
)
def test_who_asks_opens_the_points(who: str, asks: str, mark: str) -> None:
    assert _orders(f"{who}{asks}{mark}一要{ORDER}；二要制定转移预案。") == [ORDER, "制定转移预案"]


@pytest.mark.parametrize("word", ["叮嘱", "提醒", "勉励", "告诫"])
def test_who_is_in_office_asks(word: str) -> None:
    assert _orders(f"周军{word}，南河闸是全市防汛的关键，要{ORDER}。") == [f"要{ORDER}"]
    assert _orders(f"村民李大山{word}，南河闸是全村的命根子，要{ORDER}。") == []


def test_the_course_of_a_visit_may_be_long() -> None:
    course = "周军一行先后来到南河闸、北山水库，实地察看堤防，详细了解水情，听取汇报，现场协调解决问题，并强调，"
    assert _orders(f"{course}要{ORDER}。") == [f"要{ORDER}"]


def test_a_paragraph_goes_on_where_obligation_follows_its_head() -> None:
    said = "会议强调，要落实防汛责任。\n"
    assert _orders(f"{said}强化堤防巡查。要{ORDER}。") == ["要落实防汛责任", "强化堤防巡查", f"要{ORDER}"]
    assert _orders(f"{said}推进堤防巡查。近年来，全市加固堤防12公里。") == ["要落实防汛责任"]


def test_each_point_that_was_asked_for_is_an_order() -> None:
    points = "会议提出如下几点要求：\n一是强化责任。要压实河长责任。\n二是部门一条线，把防汛责任层层分解。"
    assert "部门一条线，把防汛责任层层分解" in _orders(points)


@pytest.mark.parametrize(
    "told",
    [
        f"按照会议要求{ORDER}的部署已经完成。",
        "近年来，以习近平同志为核心的党中央高度重视防汛工作，明确要求各地党委把防汛列入述职。",
        "周军强调了防汛工作的重要性。",
        "习近平总书记多次强调防汛是大事。",
        f"老专家指出南河闸年久失修。{ORDER}的呼声很高。",
        "会议对防汛工作作了周密安排，要求明确，步骤清楚。",
    ],
)
def test_what_nobody_here_asks_for_is_no_order(told: str) -> None:
    assert _orders(told) == []


@pytest.mark.parametrize(
    "asks", ["明确五点要求", "强调三点", "讲了三点意见", "提出三点", "作三点强调", "就现场会作了小结并提出三点要求"]
)
def test_points_are_announced_in_any_words(asks: str) -> None:
    assert _orders(f"最后，市委书记周军{asks}：一是{ORDER}。要压实责任。二是制定转移预案。") == [
        ORDER,
        "要压实责任",
        "制定转移预案",
    ]


@pytest.mark.parametrize("mark", ["：", "，"])
def test_whom_the_points_are_asked_of_is_no_order(mark: str) -> None:
    assert _orders(f"周军要求各镇街{mark}一是{ORDER}；二是制定转移预案。") == [ORDER, "制定转移预案"]


def test_obligation_returns_behind_what_is_judged_of_the_meeting() -> None:
    said = "周军指出，防汛工作仍然存在一些漏洞。这次推进会，既是诊断会，也是加油会。今年以来，各镇街筑牢防线。"
    assert _orders(f"{said}面对汛期，要{ORDER}。") == [f"面对汛期，要{ORDER}"]


@pytest.mark.parametrize(
    ("told", "orders"),
    [
        (f"该局党组书记、局长周军指出，要{ORDER}。", [f"要{ORDER}"]),
        (f"该通知指出，要{ORDER}。", []),
        (f"周军说，南河闸是防线，希望水利站抓紧{ORDER}。", [f"希望水利站抓紧{ORDER}"]),
        ("周军强调，这是各级应尽的职责。", []),
        ("周军指出，目前我市防汛存在诸多隐患。", []),
        ("周军指出，建市60年来，全市人民兴修水利。", []),
        (f"周军意味深长地对镇村干部说，防汛是大事，要{ORDER}。", [f"要{ORDER}"]),
        ("会议传达上级防汛会议要求，部署全市今年防汛工作。", []),
        (f"周军强调，全市要围绕“五有一不”要求，{ORDER}。", [f"全市要围绕“五有一不”要求，{ORDER}"]),
        (f"周军当即要求水利部门马上{ORDER}。", [f"水利部门马上{ORDER}"]),
        ("周军强调，报告有着承前启后的作用，报告要更加贴近民生。", ["报告要更加贴近民生"]),
        (
            "周军强调，要规划好堤防，让渔民吃下一颗定心丸，把南河闸加固好。",
            ["要规划好堤防，让渔民吃下一颗定心丸，把南河闸加固好"],
        ),
    ],
)
def test_what_is_said_and_what_only_sounds_so(told: str, orders: list[str]) -> None:
    assert _orders(told) == orders

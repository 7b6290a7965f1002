"""What a report ends with (下一步，…), what only tells how things stand, reports without a dateline (R11, R67, R93)."""

from itertools import product

import pytest

from luoshi_reading.facts.heads.kinds import find_kind
from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

HEAD = "3月12日，青石镇召开防汛工作推进会，镇党委书记周军主持会议并讲话。\n"


def _orders(paragraph: str) -> list[str]:
    return [f.quote for f in read_text(SourceText(HEAD + paragraph, "utf-8", "")).findings if f.kind == "commitment"]


WHEN = ("下一步，", "接下来，", "下阶段，", "今后，")
WHO = ("青石镇", "市水利局", "云岭区", "")
DEED = (
    "将以这次推进会为起点，修好闸坝、备足砂石",
    "将持续深化堤防巡查，强化部门联动",
    "将继续加大隐患整改力度，筑牢防线",
    "将围绕防汛目标，推进闸坝加固",
    "将建立堤防巡查制度",
)


@pytest.mark.parametrize(("when", "who", "deed"), list(product(WHEN, WHO, DEED)))
def test_a_report_ends_with_what_is_to_come(when: str, who: str, deed: str) -> None:
    assert "".join(_orders(f"汛期临近，人人有责。{when}{who}{deed}。")).endswith(deed[-6:])


@pytest.mark.parametrize("told", ["未来三天，降雨将持续增强。", "即将持续一周的比赛圆满落幕。", "气温将继续回升。"])
def test_what_goes_on_by_itself_is_no_order(told: str) -> None:
    assert _orders(told) == []


@pytest.mark.parametrize(
    "told",
    [
        "周军指出，县委县政府一贯重视防汛工作，把堤防视为护城墙，将南河闸定位为头号工程。",
        "周军指出，市委历来高度重视防汛工作。",
        "周军指出，我镇堤防巡查仍存在人员不足、制度不全等短板。",
        "周军指出，要清醒地认识到，我镇防汛工作还存在责任不实、物资不足等问题。",
        "周军指出，做好防汛工作，安排好值班值守，意义十分重大。",
    ],
)
def test_how_things_stand_is_no_order(told: str) -> None:
    assert _orders(told) == []


def test_whoever_must_hold_dear_is_ordered() -> None:
    order = "各级党委政府要高度重视防汛工作，解决存在的问题"
    assert _orders(f"周军指出，{order}。") == [order]


@pytest.mark.parametrize("who", ["与会人员", "参会人员", "广大党员", "大家"])
def test_those_present_are_asked(who: str) -> None:
    assert _orders(f"会上，他要求{who}高度重视，加强堤防巡查。")[0].endswith(f"{who}高度重视，加强堤防巡查")


def test_a_paragraph_of_nothing_but_orders_goes_on_with_the_one_above() -> None:
    above = "会议强调，要落实防汛责任。\n"
    below = "落实网格制度，明确责任人。完善防汛预案，配备物资。强化堤防现场巡查机制，查处隐患。"
    assert len(_orders(above + below)) >= 3
    assert len(_orders(above + below.replace("查处隐患", "先后查处隐患8处"))) == 1


REPORTS = (
    "云岭在线网讯近日，市农业农村局公布示范村名单。",
    "（本网讯记者李明）7月3日，副县长王强带队到青石镇检查学校食堂。",
    "该镇通过广播宣传禁烧政策。镇成立指挥部，该镇各村划片包干。",
    "9月29日，副县长王强带队对青石中学开展督导，镇长李明陪同督导。",
    "检查组一行先后来到幼儿园，实地察看食堂。",
)


@pytest.mark.parametrize("text", REPORTS)
def test_reports_without_a_dateline_are_news(text: str) -> None:
    assert find_kind(text, None) == "news"


@pytest.mark.parametrize(
    "text",
    [
        "各村委会：\n为做好防汛工作，现将有关事项通知如下：\n一、加强巡查。应将该村堤防纳入巡查。",
        "一、总体要求\n建立巡查制度。\n二、重点任务\n对该社区内的闸门进行加固。责任单位：水利站",
    ],
)
def test_papers_that_speak_of_a_place_are_no_news(text: str) -> None:
    assert find_kind(text, None) != "news"


SPEAKS = "市委书记李明到青石镇调研。李明先后来到南河闸、水利站，察看堤防。"


@pytest.mark.parametrize(
    ("said", "order"),
    [
        ("李明亲切地说，汛期快到了，大家要把堤防守好。", "大家要把堤防守好"),
        ("李明语重心长地说，汛期快到了，大家要把堤防守好。", "大家要把堤防守好"),
        (
            "李明对水利站的工作给予肯定，鼓励站上干部要认识自己的职责，把堤防工作做细做实。",
            "鼓励站上干部要认识自己的职责，把堤防工作做细做实",
        ),
        ("李明指出，希望青石镇把牢防汛的重大要求，加强堤防巡查。", "希望青石镇把牢防汛的重大要求，加强堤防巡查"),
        (
            "李明指出，希望大家迅速收心归位，从休假状态进入工作状态，加强堤防巡查。",
            "希望大家迅速收心归位，从休假状态进入工作状态，加强堤防巡查",
        ),
        ("李明强调，汛期来临在即，各镇要加强堤防巡查。", "各镇要加强堤防巡查"),
        ("李明强调，修好南河闸对防汛具有积极的推动作用，各镇要加强堤防巡查。", "各镇要加强堤防巡查"),
    ],
)
def test_the_whole_of_what_is_said_and_nothing_more(said: str, order: str) -> None:
    assert _orders(SPEAKS + said) == [order]

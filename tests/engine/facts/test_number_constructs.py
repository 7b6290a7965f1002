"""What counts as a formulation, by construct and sentence, and its members in every way they are listed (R30-R33)."""

from itertools import product

import pytest

from luoshi_reading.facts.formulations.formulations import find_formulations

QUOTED = (
    *(
        "三大攻坚战",
        "四个一批",
        "1+6+N",
        "两山",
        "五位一体",
        "六稳六保",
        "双减",
        "五个一",
        "三项清单",
        "一核两翼",
        "一轴三带",
    ),
    *(
        "两横三纵",
        "三线一单",
        "四议两公开",
        "五社联动",
        "百千万工程",
        "双随机、一公开",
        "四个走在前",
        "三个率先",
    ),
    *(
        "三聚焦、四强化、五提升",
        "7+3",
        "10条措施",
        "三个100",
        "四送一服",
        "六大行动",
        "八大专项行动",
        "十大工程",
        "五抓五促",
    ),
)
BARE = (
    *("三大攻坚战", "四大片区", "八大产业", "六大行动", "十大工程", "三大体系", "九大专项行动", "四大战略", "五大中心"),
    *(
        "四个全面",
        "两个维护",
        "三会一课",
        "三线一单",
        "四个不摘",
        "三变改革",
        "五社联动",
        "四下基层",
        "三区三线",
    ),
    *("七大产业链", "六大举措", "三大支柱", "六大专项整治", "四大主导产业", "三大高地"),
)
IN_QUOTES = ("要大力实施“{}”，推动高质量发展。", "深入推进“{}”建设。", "坚持“{}”工作思路，狠抓落实。", "“{}”成效明显。")
WITHOUT = ("要大力实施{}，推动高质量发展。", "扎实推进{}。", "围绕{}发力。")
NONE = (
    *(
        "第三季度",
        "三年行动计划",
        "一批项目",
        "两会",
        "三个月",
        "五个县",
        "三个百分点",
        "五家企业",
        "三名干部",
        "三大球类",
    ),
    *(
        "两岸",
        "二十大精神",
        "党的二十大",
        "三级甲等医院",
        "三大队",
        "两大类",
        "三个方面",
        "五个部分",
        "两个阶段",
        "三点意见",
    ),
    *(
        "四项内容",
        "三个村",
        "两条道路",
        "八个项目",
        "三个批次",
        "双方",
        "双重任务",
        "两手抓",
        "七里河",
        "一体化",
        "一站式",
    ),
    *(
        "千家万户",
        "一次性",
        "三四线城市",
        "四五个人",
        "五星级酒店",
        "二级响应",
        "一级保护区",
        "六一儿童节",
        "三大运营商",
    ),
)
FRAMES_OF_NONE = ("要抓好{}。", "全市完成{}工作，共3个。")
FULL, SHORT = ["增收行动", "提质行动", "强基行动"], ["增收", "提质", "强基"]
BEHIND = (
    *(
        "（{}）",
        "({})",
        "，即{}",
        "（即{}）",
        "：{}",
        "——{}",
        "包括{}",
        "，包括{}",
        "，分别是{}",
        "，分别为{}",
        "是指{}",
        "指的是{}",
    ),
)
LISTS = (
    "增收行动、提质行动、强基行动",
    "增收行动、提质行动和强基行动",
    "增收行动，提质行动，强基行动",
    "“增收行动”“提质行动”“强基行动”",
)
BEFORE = (
    *(
        "深入实施增收、提质、强基“三大行动”。",
        "深入实施“增收、提质、强基”三大行动。",
        "深入实施增收、提质、强基三大行动。",
    ),
    *(
        "深入实施“增收”“提质”“强基”三大行动。",
        "深入实施“增收”、“提质”、“强基”三大行动。",
        "推进增收、提质、强基等三大行动。",
    ),
    *("深入实施“增收”“提质”“强基”“三大行动”。", "围绕增收、提质、强基这三大行动发力。"),
)


def _texts(text: str) -> list[str]:
    return [found.text for found in find_formulations(text)]


@pytest.mark.parametrize(("phrase", "frame"), [*product(QUOTED, IN_QUOTES), *product(BARE, WITHOUT)])
def test_a_number_construct_is_found(phrase: str, frame: str) -> None:
    assert phrase in _texts(frame.format(phrase))


@pytest.mark.parametrize(("phrase", "frame"), list(product(NONE, FRAMES_OF_NONE)))
def test_counts_dates_and_idioms_are_none(phrase: str, frame: str) -> None:
    assert _texts(frame.format(phrase)) == []


@pytest.mark.parametrize(("behind", "listed", "phrase"), list(product(BEHIND, LISTS, ("“三大行动”", "三大行动"))))
def test_members_stand_behind(behind: str, listed: str, phrase: str) -> None:
    found = find_formulations(f"深入实施{phrase}{behind.format(listed)}。")
    assert [(item.text, item.members) for item in found] == [("三大行动", FULL)]


@pytest.mark.parametrize("sentence", BEFORE)
def test_members_stand_before(sentence: str) -> None:
    assert [(item.text, item.members) for item in find_formulations(sentence)] == [("三大行动", SHORT)]


@pytest.mark.parametrize(
    "behind",
    ["：两项行动。", "，包括增收行动、提质行动。", "（2026年启动）。", "，增收行动、提质行动、强基行动都要抓。"],
)
def test_a_list_of_another_length_has_no_members(behind: str) -> None:
    assert [item.members for item in find_formulations(f"深入实施“三大行动”{behind}")] == [None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("用四个“看一看”审视认识。", [("四个“看一看”", 4, None)]),
        ("做到三个“不放过”。", [("三个“不放过”", 3, None)]),
        ("建成两个“样板村”。", []),
        ("打造三个“一号院”“二号院”“三号院”。", []),
        ("以“三个沿线及150米地带”为重点。", []),
        ("实施“八八战略”。", [("八八战略", [8, 8], None)]),
        ("推进“四个一批”。", [("四个一批", 4, None)]),
        ("统筹“五位一体”。", [("五位一体", 5, None)]),
        (
            "就引水灌溉工程、洪河治理工程、水库清淤工程进行调研。\n这三大工程，意义重大。",
            [("三大工程", 3, ["引水灌溉工程", "洪河治理工程", "水库清淤工程"])],
        ),
        ("就引水灌溉工程、洪河治理工程进行调研。\n这三大工程，意义重大。", []),
        (
            "抓实“抓产业、优生态、扩开放”三项重点工作。",
            [("三项重点工作", 3, ["抓产业", "优生态", "扩开放"])],
        ),
    ],
)
def test_numbers_before_marks_and_what_was_listed_earlier(
    text: str, found: list[tuple[str, int | list[int], list[str] | None]]
) -> None:
    assert [(item.text, item.count, item.members) for item in find_formulations(text)] == found


@pytest.mark.parametrize("digits", ["365769653", "13912345678", "20260101"])
def test_long_digits_name_an_account_or_a_day(digits: str) -> None:
    assert _texts(f"会员“{digits}”整理了本文。") == []

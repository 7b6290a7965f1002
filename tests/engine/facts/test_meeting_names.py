"""What a meeting is called where whose it is stands before 召开 and the bare name behind it (R71)."""

from itertools import product

import pytest

from luoshi_reading.facts.meetings.meeting_names import meeting_name

BODIES = (
    *("市委", "桑坞县委", "中共桑坞县委", "市政府", "县政府党组", "省政协", "桑坞市七届人大常委会", "县委中心组"),
    *("桑坞市第六届人民代表大会常务委员会", "市九届人大三次会议主席团", "县安委会", "市委渔港工作领导小组"),
)
BARE_NAMES = (
    *("第七次会议", "第31次会议", "八届十七次常委会会议", "常委会会议", "常务会议", "（扩大）学习会议"),
    *(
        "常委（扩大）会",
        "第二次全体会议",
        "六届九次全体会议",
        "党组（扩大）会议",
        "预备会议",
        "扩大会议",
        "全体会议",
    ),
)
LEADS = (
    "",
    "3月12日，",
    "3月12日下午，",
    "今晚（2月19日），",
    "昨日上午，",
    "桑坞日报讯（记者汤敏）3月12日，",
    "今天上午，",
)


@pytest.mark.parametrize(("body", "name", "lead"), list(product(BODIES, BARE_NAMES, LEADS)))
def test_a_bare_name_goes_behind_its_body(body: str, name: str, lead: str) -> None:
    assert meeting_name(f"{lead}{body}召开{name}。会议由汤敏主持。") == body + name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("3月12日，市政府召开全市渡口安全工作会议。", "全市渡口安全工作会议"),
        ("3月12日，县长汤敏主持召开县政府第4次常务会议。", "县政府第4次常务会议"),
        ("3月12日，县长汤敏主持召开第4次常务会议。", "第4次常务会议"),
        ("3月12日，中国共产党桑坞县第七次代表大会召开。", "中国共产党桑坞县第七次代表大会"),
        ("今天上午，省委常委会召开会议，研究渡口改造。", "省委常委会会议"),
        ("3月12日，县渡口管理领导小组召开会议，研究工作。", "县渡口管理领导小组会议"),
        ("3月12日，市水运局召开召开局安委会年中会议，局长出席。", "局安委会年中会议"),
        ("县委书记汤敏主持召开县委常委（扩大）会，县领导参加会议。", "县委常委（扩大）会"),
    ],
)
def test_other_names_stay(text: str, name: str) -> None:
    assert meeting_name(text) == name

"""A bulletin's masthead is no title: the headline below it is (R65)."""

import pytest

from luoshi_reading.facts.heads.mastheads import masthead_length
from luoshi_reading.pipeline import read

MASTHEADS = (
    "渡运简报\n第7期\n桑坞县渡口办公室 2026年3月9日\n",
    "桑坞渡运动态\n（第 19 期）\n中共桑坞县委办公室编印　　2026年3月9日\n",
    "内部资料 注意保存\n渡口要情\n2026年第4期（总第88期）\n桑坞县人民政府办公室\n2026年3月9日\n————————\n",
    "桑坞县“护渡行动”工作专报第十二期\n桑坞县护渡行动领导小组办公室　2026-03-09\n",
    "简　　报\n第3期\n",
    "渡运信息 2026年第5期\n本期要目\n○青石渡口检修船只\n○清溪渡口添置灯火\n",
)
HEADLINES = (
    "青石渡口检修全部渡船",
    "桑坞县人民政府办公室关于渡口灯火检查情况的通报",
)
BODY = "\n3月6日，桑坞县召开渡运工作会议。会议强调，各渡口要在月底前检修全部渡船，并把名册报县渡口办公室。\n"


@pytest.mark.parametrize("masthead", MASTHEADS)
@pytest.mark.parametrize("headline", HEADLINES)
def test_headline_below_a_masthead(masthead: str, headline: str) -> None:
    assert read((masthead + headline + BODY).encode()).title == headline


@pytest.mark.parametrize("masthead", MASTHEADS)
def test_masthead_alone_is_no_title(masthead: str) -> None:
    assert read((masthead + BODY).encode()).title is None


@pytest.mark.parametrize(
    "head",
    [
        "关于渡口灯火检查情况的通报\n第3期\n",
        "桑坞县通报渡船检修情况\n3月6日\n",
        "青石渡口举办船员培训班\n第3期学员在培训班上\n",
        "渡运信息\n清溪渡口添置灯火\n",
    ],
)
def test_no_masthead_without_name_and_issue(head: str) -> None:
    assert masthead_length(head + BODY) == 0

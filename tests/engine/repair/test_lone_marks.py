"""Marks on lines of their own go back to their words; lines of a page's width with half-width marks run on."""

import pytest

from luoshi_reading.pipeline import read

BROKEN = (
    "同志们：\n今天我们召开\n“\n四城同创\n”\n动员大会，共计\n800\n余人参加。\n各乡镇\n（\n街道\n）\n要抓好\n“\n厕所革命\n”\n。\n"
    "二是建设\n“\n一园两区\n”“\n三带四片\n”\n。\n“\n十六五\n”\n规划要抓紧编制。\n"
)
WHOLE = (
    "今天我们召开“四城同创”动员大会，共计800余人参加。",
    "各乡镇（街道）要抓好“厕所革命”。",
    "二是建设“一园两区”“三带四片”。",
    "“十六五”规划要抓紧编制。",
)


@pytest.mark.parametrize("whole", WHOLE)
@pytest.mark.parametrize("indent", ["", "  ", "\u3000\u3000"])
def test_marks_alone_are_joined_to_their_words(whole: str, indent: str) -> None:
    assert whole in read(BROKEN.replace("\n", "\n" + indent).encode()).repaired.text


@pytest.mark.parametrize("text", ["第一行\n（\n第二行\n", "甲\n12\n乙\n34\n丙\n", "名单\n“\n甲\n"])
def test_one_mark_alone_or_numbers_of_a_list_stay(text: str) -> None:
    assert read(text.encode()).repaired.text.split() == text.split()


def test_lines_that_fall_short_of_the_width_run_on() -> None:
    lines = (
        "大家好。很高兴能参加今天的年度工作务虚会。刚才几位领导和同志都发表了\n"
        "很有见地的看法,深受启发。按照会议安排,我也结合自己的分管领域和近期的一\n"
        "些思考,就如何谋划好2026年的工作,谈几点不成熟的建议,供大家参考和批评。\n"
        "特别是以“三化”建设年行动为抓手的队伍的专业能力和工作的\n"
        "规范化水平都得到了实质性提升。尤其在整治群众身边不正之风的问题\n"
        "上,截至2025年11月,全市查处相关问题3392个,处分3681人,成效是实实在在\n"
        "的,群众的获得感也是可感可及的。站在2025年的岁末回望,成绩来之不易。展\n"
        "一、聚焦战略落地推动监督向有效深度转变\n"
        "政治监督是纪检监察机关的首要职责。当前,监督在实现“全覆盖”的广度\n"
        "上已经基本成型,但如何在“精准化”的深度上取得突破,是需要重点研究的\n"
    )
    text = read(lines.encode()).repaired.text
    assert "身边不正之风的问题上，截至" in text
    assert "成效是实实在在的，群众" in text
    assert "\n一、聚焦战略落地推动监督向有效深度转变\n政治监督" in text

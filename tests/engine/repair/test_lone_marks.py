"""Marks on lines of their own go back to their words; lines of a page's width with half-width marks run on."""

import pytest

from luoshi_reading.pipeline import read

BROKEN = (
    "各位渡工：\n这次举行\n“\n两湖联治\n”\n誓师大会，到会\n640\n多人。\n各码头\n（\n渡口\n）\n要管好\n“\n夜航灯火\n”\n。\n"
    "二是布置\n“\n一堤两闸\n”“\n三库五站\n”\n。\n“\n十六五\n”\n规划要抓紧编制。\n"
)
WHOLE = (
    "这次举行“两湖联治”誓师大会，到会640多人。",
    "各码头（渡口）要管好“夜航灯火”。",
    "二是布置“一堤两闸”“三库五站”。",
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
        "各位渡工好。今天请大家到清溪码头来坐一坐。刚才三位老船长和站长都讲到了\n"
        "汛期里的难处,句句实在。趁着还没有涨水,我也把这两个月跑过的渡口和记下的一\n"
        "些想法,围绕怎样安排好2026年的渡运,说几件要紧的事情,请大家听了再添再改。\n"
        "先说去年以“三修”保畅月为契机的船工的驾船手艺和码头的\n"
        "灯火照明都比从前强了许多。特别是在清理沿河两岸渡船乱停乱靠的事情\n"
        "上,算到2025年10月,全县拖走无主旧船1427只,补牌2065块,河道是一天天变宽\n"
        "了,渡客的心里也是一天天踏实的。回头看2025年的水情,渡过去并不容易。眼\n"
        "一、把住船只检修关口让渡船由带病跑转为健康跑\n"
        "船只检修是渡口安全的第一道门槛。眼下,检修在管住“有没有”的头一步\n"
        "上已经做到家了,可是在管住“好不好”的第二步上还差多少,是要坐下来细算的\n"
    )
    text = read(lines.encode()).repaired.text
    assert "渡船乱停乱靠的事情上，算到" in text
    assert "河道是一天天变宽了，渡客" in text
    assert "\n一、把住船只检修关口让渡船由带病跑转为健康跑\n船只检修" in text

"""A headline broken at a width is one title; a second headline below the first is none of it (R65)."""

import pytest

from luoshi_reading.pipeline import read

HEADLINES = (
    "桑坞县渡口检修和灯火改造三年行动实施方案（2026—2028年）",
    "桑坞县人民政府第28次常务会议纪要",
    "中国共产党桑坞县第九届委员会第四次全体会议公报",
    "在全县渡口安全工作会议上的讲话",
    "桑坞县召开全县渡口检修暨值守工作会议",
)
BODY = "\n3月6日，桑坞县召开渡运工作会议。会议强调，各渡口要在月底前检修全部渡船，并把名册报县渡口办公室。\n"


@pytest.mark.parametrize("width", [12, 14, 18, 22])
@pytest.mark.parametrize("headline", HEADLINES)
def test_lines_of_one_headline(headline: str, width: int) -> None:
    broken = "\n".join(headline[at : at + width] for at in range(0, len(headline), width))
    assert read((broken + BODY).encode()).title == headline


def test_two_titles_of_papers_stay_apart() -> None:
    title = "（桑江省）2026年桑坞县人民政府工作报告"
    assert read(f"{title}\n政府工作报告\n各位代表：{BODY}".encode()).title == title


@pytest.mark.parametrize(
    "below",
    [
        "青石渡口换上新灯火",
        "汤敏出席并讲话",
        "——清溪渡口见闻",
        "全县渡船汛前检修完毕不留隐患再上新台阶",
        "桑坞日报记者 邱岚",
    ],
)
def test_what_stands_below_a_headline_stays_apart(below: str) -> None:
    assert read(f"清溪渡口渡运秩序井然\n{below}{BODY}".encode()).title == "清溪渡口渡运秩序井然"

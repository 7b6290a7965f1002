"""Resolutions and decisions are the meeting's own words; what it asks begins behind 会议要求 (R8, R67)."""

import pytest

from luoshi_reading.pipeline import as_json, read

APPROVED = (
    "云岭县第六届人民代表大会第二次会议审查了县人民法院工作报告。"
    "会议认为，县人民法院一年来审案公道、执行有力，决定批准这个报告。\n"
)
DECIDED = "中国共产党云岭县第五届委员会第六次全体会议，分析了渡运形势，就加快渡口改造，作出如下决定。\n"


@pytest.mark.parametrize("before", [APPROVED, DECIDED])
@pytest.mark.parametrize("said", ["会议要求，", "大会要求，", "会议还要求，", "会议强调，", "会议号召，"])
def test_what_a_resolution_asks(before: str, said: str) -> None:
    out = as_json(read(f"{before}{said}县人民法院要办好船员欠薪案件，建立巡回审判站点。\n".encode()))
    assert out["kind"] == "decision"
    assert "".join(found["quote"] for found in out["commitments"]).startswith("县人民法院要")


def test_a_year_ahead_of_who_will_do_it() -> None:
    text = (
        "1月19日，云岭县文联召开工作总结会议。会上，主席闵砚作工作报告。报告指出，一年来，县文联办起渔歌社，排了新戏。"
        "2026年，县文联将进一步壮大渔歌队伍，组织开展渡口采风。\n"
    )
    assert "渔歌队伍" in "".join(found["quote"] for found in as_json(read(text.encode()))["commitments"])


@pytest.mark.parametrize(
    "said",
    [
        "会议原则同意县渔业局提出的渔港整治方案，按程序报县委常委会研究",
        "会议同意《渔港经济区建设规划（2026—2030年）》，修改完善报县委审定后印发实施",
        "会议原则同意县财政局草拟的《渔业补助办法》，修改完善后，批复实施",
        "会议同意县渔业局拟定的考核结果，报县委审定",
    ],
)
def test_what_becomes_of_a_paper_goes_with_what_was_agreed_to(said: str) -> None:
    text = (
        "临溪县人民政府第21次常务会议纪要\n县长汤敏主持召开县人民政府第21次常务会议。现将会议形成的一致意见纪要如下：\n"
        f"一、研究渔业工作\n{said}。"
    )
    found = as_json(read(text.encode()))["commitments"]
    assert [(order["quote"], order["level"]) for order in found] == [(said, "actionable")]

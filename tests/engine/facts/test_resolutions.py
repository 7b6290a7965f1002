"""Resolutions and decisions are the meeting's own words; what it asks begins behind 会议要求 (R8, R67)."""

import pytest

from luoshi_reading.pipeline import as_json, read

APPROVED = (
    "云岭县第十七届人民代表大会第三次会议听取和审查了县人民法院工作报告。"
    "会议充分肯定县人民法院过去一年的工作，同意报告提出的工作安排，决定批准这个报告。\n"
)
DECIDED = "中国共产党云岭县第八届委员会第三次全体会议，全面分析形势，就推动高质量发展，作出如下决定。\n"


@pytest.mark.parametrize("before", [APPROVED, DECIDED])
@pytest.mark.parametrize("said", ["会议要求，", "大会要求，", "会议还要求，", "会议强调，", "会议号召，"])
def test_what_a_resolution_asks(before: str, said: str) -> None:
    out = as_json(read(f"{before}{said}县人民法院要加强执行工作，建立执行联动机制。\n".encode()))
    assert out["kind"] == "decision"
    assert "".join(found["quote"] for found in out["commitments"]).startswith("县人民法院要")


def test_a_year_ahead_of_who_will_do_it() -> None:
    text = (
        "1月27日，云岭县妇联召开工作总结会议。会上，主席闵文作工作报告。报告指出，一年来，县妇联加强建设，取得了成绩。"
        "2026年，县妇联将进一步深化改革，组织开展技能培训。\n"
    )
    assert "深化改革" in "".join(found["quote"] for found in as_json(read(text.encode()))["commitments"])

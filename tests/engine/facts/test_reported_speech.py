"""Who speaks in a report, by every speaker and every word of speaking together (R8, R9)."""

from itertools import product

import pytest

from luoshi_reading.model import SourceText
from luoshi_reading.pipeline import read_text

SPEAKERS = (
    *("会议", "大会", "全会", "座谈会", "调度会", "现场会", "视频会", "检查组", "巡视组", "督导组", "调研组", "报告"),
    *("政府工作报告", "通知", "意见", "方案", "规划", "公报", "公告", "督查通报", "讲话", "批示", "纪要", "倡议书"),
    *("周军", "周军同志", "周军书记", "市长", "主持人", "他", "她", "周军最后", "周军在讲话中", "对下步工作，周军"),
)
WORDS = ("强调", "指出", "要求", "提出", "号召")
ORDERS = ("实施新一轮产能提升行动", "新建高标准农田3万亩")
NOT_SPEECH = (
    "按照会议要求",
    "对照检查组要求",
    "围绕报告提出",
    "检查组听取了汇报",
    "报告得到充分肯定",
    "会议听取了有关情况",
    "根据上级通知要求",
    "国务院文件要求",
)


def _found(opening: str) -> list[str]:
    text = f"3月12日，云岭市召开全市农业农村工作会议。周军出席会议。\n{opening}，" + "。".join(ORDERS) + "。"
    return [f.quote for f in read_text(SourceText(text, "utf-8", "")).findings if f.kind == "commitment"]


@pytest.mark.parametrize(("speaker", "word"), list(product(SPEAKERS, WORDS)))
def test_what_is_reported_orders(speaker: str, word: str) -> None:
    assert _found(speaker + word) == list(ORDERS)


@pytest.mark.parametrize("opening", NOT_SPEECH)
def test_what_only_sounds_like_speech_opens_nothing(opening: str) -> None:
    assert ORDERS[1] not in _found(opening)

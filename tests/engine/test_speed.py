"""Reading takes time in step with length, whatever the text: no megabyte takes five seconds, however it is made."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.errors import TooLarge
from luoshi_reading.model import SourceText
from luoshi_reading.opening import limits, open_source
from luoshi_reading.pipeline import read_text
from tests.engine.damage.__main__ import DOCUMENTS

BYTES = 1_000_000
MOST_SECONDS = 5

# Each is said over and over to a megabyte: what opens and never closes, lists and chains without end, names, numbers.
REPEATED = [
    "推进产业发展加快项目建设", "（", "（市", "(", "《关于", "“", "条“", "记者《", "“三个一”", "《关于的意见》",
    "1", "1,", "达到50%", "不低于1", "X", "*", "_", "三", "三个", "三大攻坚战", "治水、兴城、富农三条路径", "双",
    "一、", "一、\n", "——", "二是", "二是，", "（一）加强领导。", "第一章 总则\n", "由市发改委",
    "由市发改委牵头，", "由市发改委牵头", "（市发改委负责）", "（责任单位：市发改委", "牵头单位：市局；", "张伟、",
    "市长张伟、", "市长张伟\n", "市长张伟", "张伟强调，", "张伟出席，", "到2025年底前", "召开", "会议", "主持",
    "要", "要。", "将", "加快推进；", "加快推进，", "产业、", "北京市", "重庆", "：", "市 ", "市\n",
    "会议强调，要抓好落实。\n", "任务\t牵头单位\t时限\n", "|市局|2025年|\n", "å“", "锛%????", "?！乙", "甲 - ",
    "-", "_甲", "会議，", "“一二三四”等，",
]  # fmt: skip
HEADS = {
    "": "",
    "news": "会议在云岭市召开，市长张伟主持会议。\n",
    "paper": "关于印发方案的通知\n各县：\n",
    "speech": "同志们：\n",
}


def seconds(text: str) -> float:
    start = time.process_time()
    read_text(SourceText(text, "utf-8", ""))
    return time.process_time() - start


def takes_under(limit: float, text: str) -> bool:
    """Tell whether a reading takes less; a machine that is disturbed gets two more tries."""
    return any(seconds(text) < limit for _ in range(3))


@pytest.mark.parametrize("unit", REPEATED)
def test_no_megabyte_takes_long(unit: str) -> None:
    head = HEADS["news"] if len(unit) % 2 else HEADS["paper"]
    assert takes_under(MOST_SECONDS, head + unit * (BYTES // len(unit.encode())))


def test_a_megabyte_of_mixed_words_takes_no_longer() -> None:
    words = "一二三大个市委长张（）“”《》，。；、：要将是为12年月\n由牵头负责由于在对的了"
    drawn = random.Random(7).choices(words, k=BYTES // 3)
    assert takes_under(MOST_SECONDS, "".join(drawn))


VOCABULARY = [
    "会议", "强调", "，", "。", "；", "：", "（", "）", "“", "”", "《", "》", "、", "要", "将", "由", "牵头",
    "负责", "配合", "单位", "市", "县", "省", "局", "委", "张", "伟", "书记", "市长", "记者", "一", "二", "三",
    "是", "第", "章", "大", "个", "年", "月", "日", "2025", "12", "%", "以上", "前", "到", "在", "对", "的", "了",
    "和", "主持", "出席", "召开", "通过", "听取", "汇报", "审议", "-", "—", "_", "|", "?", "！", "<", ">", "&",
    "#", "(", ")", "[", "]", "!", "*", "X", ".", ",", ":", "/", "=", "a", "1", "電", "會(huì)", "å", "锛", "?；",
    "。。", "????", "责任编辑", "来源", "上一篇", "网站", "政府", "title:", "---", "页", "力争", "不低于", "亿元",
    "万", "代表", "讯", "按", "等", "全市", "期间", "十四五", "收官", "周年", "今年是", "受", "委托",
]  # fmt: skip


@given(
    st.sampled_from(sorted(HEADS)),
    st.lists(st.sampled_from([*VOCABULARY, "\n", " ", "\u3000", "\t", "\f"]), min_size=1, max_size=8),
)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_no_phrase_said_over_and_over_takes_long(head: str, words: list[str]) -> None:
    unit = "".join(words)
    length = BYTES // 20
    assert takes_under(1, HEADS[head] + unit * (length // len(unit.encode())))


def test_time_grows_with_length_and_no_faster() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob("*.txt")))
    short = min(seconds(text * 4) for _ in range(3))
    assert min(seconds(text * 16) for _ in range(2)) < 6 * short


def test_twenty_megabytes_are_opened_and_fifty_are_refused_at_once() -> None:
    sentence = "会议强调，要抓好落实。\n"
    fits = sentence.encode() * (20_000_000 // len(sentence.encode()))
    assert len(open_source(fits).text) < limits.TEXT_CHARACTERS
    start = time.process_time()
    with pytest.raises(TooLarge, match="Split it"):
        open_source(sentence.encode() * (50_000_000 // len(sentence.encode())))
    assert time.process_time() - start < MOST_SECONDS

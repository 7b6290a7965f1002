"""What is looked for only where it may stand is found where the whole expression finds it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.facts.item_fields import FIELD, labelled_fields
from luoshi_reading.facts.place_names import SOURCE_AT_HEAD, page_sources

LABELS = [
    "整改", "时限", "期限", "要求", "存在", "问题", "表现", "责任", "领导", "市", "级", "人", "目前", "进展",
    "情况", "目标", "任务", "措施", "负责人", "时间", "：", ":", "，", "；", "。", "、", "1.", "（一）", "①",
    "某", "加快", ")", "\n", "\u3000",
]  # fmt: skip
PAGES = [
    "来源", "：", "记者", "—", "-", "_", "中国", "今日", "霁川", "云岭", "市", "县", "新闻网", "网", "发布",
    "日报", "政府", "讯", "（", "本报", "3月12日", "电", "走进", "魅力", ">", "|", "在", "于", "召开", "举行",
    "的", "融媒", "要闻", "，", "。", "\n", " ",
]  # fmt: skip


@given(parts=st.lists(st.sampled_from(LABELS), max_size=40))
@settings(max_examples=600, deadline=None)
def test_fields_are_found_before_colons(parts: list[str]) -> None:
    text = "".join(parts)
    assert [m.span() for m in labelled_fields(text)] == [m.span() for m in FIELD.finditer(text)]


@given(parts=st.lists(st.sampled_from(PAGES), max_size=14))
@settings(max_examples=600, deadline=None)
def test_sources_are_found_at_the_head_and_behind_it(parts: list[str]) -> None:
    text = "".join(parts)
    found = [(m.span(), next(filter(None, m.groups()))) for m in page_sources(text)]
    assert found == [(m.span(), next(filter(None, m.groups()))) for m in SOURCE_AT_HEAD.finditer(text)]

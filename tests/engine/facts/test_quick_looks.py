"""What is looked for only where it may stand is found where the whole expression finds it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.facts.formulations.formulations import SYSTEM, find_formulations
from luoshi_reading.facts.heads.signatures import SIGNATURE, full_days, signatures
from luoshi_reading.facts.jurisdiction.place_names import SOURCE_AT_HEAD, page_sources
from luoshi_reading.facts.meetings.meetings import ATTEND, HEARD
from luoshi_reading.facts.owners.abbreviations import DEFINED
from luoshi_reading.facts.owners.duty_notes import FIRST_IS_LEAD, LABEL_ENDS, LABELLED, NOTE, labelled
from luoshi_reading.facts.people.people import CREDIT
from luoshi_reading.facts.people.rosters import ROLL, ROLL_MARKS, rolls
from luoshi_reading.facts.tables.item_fields import COLONS, FIELD, labelled_fields
from luoshi_reading.knowledge.rare_letters import beginning_with, standing

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

ROLLS = [
    "出席", "出 席", "列席", "参加会议的有", "人员", "主持", "副组长", "成员", "执行主席", "在台上就座的", "区领导有",
    "有", "为", "：", ":", "，", "。", "；", "\n", " ", "周", "汤敏", "、", "水务局",
]  # fmt: skip
SIGNED = [
    "云岭市人民政府", "办公室", "2026年", "二〇二六年", "3月2日", "十一月十二日", "印发", "。", "\n", " ",
    "（", "）", "，", "在", "通过", "落实", "——", "年",
]  # fmt: skip
UNITS = [
    "牵头单位", "责任", "主要", "第一", "配合", "落实", "部门", "机构", "完成", "科室", "：", ":", "市水利局", "、",
    "，", "；", "。", "\n", " ", "其他",
]  # fmt: skip
PLUSES = ["1", "2", "+", "＋", "N", "A", "n", "机制", "布局", "上下", "的", "，", "第"]


@given(parts=st.lists(st.sampled_from(LABELS), max_size=40))
@settings(max_examples=600, deadline=None)
def test_fields_are_found_before_colons(parts: list[str]) -> None:
    text = "".join(parts)
    assert [m.span() for m in labelled_fields(text, standing(text, COLONS))] == [m.span() for m in FIELD.finditer(text)]


@given(parts=st.lists(st.sampled_from(PAGES), max_size=14))
@settings(max_examples=600, deadline=None)
def test_sources_are_found_at_the_head_and_behind_it(parts: list[str]) -> None:
    text = "".join(parts)
    found = [(m.span(), next(filter(None, m.groups()))) for m in page_sources(text)]
    assert found == [(m.span(), next(filter(None, m.groups()))) for m in SOURCE_AT_HEAD.finditer(text)]


RARELY_BEGUN = [
    (CREDIT, "（(", "（(）)记者通讯员汤敏周军、 ：本报《》"),
    (DEFINED, "（(", "（()）以下简称统称为：“”《》方案\n"),
    (NOTE, "（(【[［", "（(【[［（(〔）)〕】]］责任单位牵头：:水务局，"),
    (FIRST_IS_LEAD, "列排", "列排在第一首位的责任单位部门均为牵头主办主责第一"),
    (HEARD, "听通", "听取并审议和了报告汇通说明情况结果，。；堤"),
    (ATTEND, "列出参", "列席出参加会了并议本次活动，。；、考察"),
]


@pytest.mark.parametrize(("expression", "letters", "alphabet"), RARELY_BEGUN)
@given(random=st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_what_begins_with_rare_letters_is_found_all_the_same(
    expression: re.Pattern[str], letters: str, alphabet: str, random: object
) -> None:
    text = "".join(random.choices(alphabet, k=60))  # type: ignore[attr-defined]
    assert [m.span() for m in beginning_with(letters, expression, text)] == [
        m.span() for m in expression.finditer(text)
    ]


@given(parts=st.lists(st.sampled_from(ROLLS), max_size=30))
@settings(max_examples=600, deadline=None)
def test_rolls_are_found_before_colons(parts: list[str]) -> None:
    text = "".join(parts)
    behind_marks = re.compile(f"[{ROLL_MARKS}]{ROLL.pattern}")
    due: list[tuple[int, int]] = []
    found = behind_marks.search("\n" + text)
    while found:
        due.append(found.span("roll"))
        # A roll that lost its line's end is followed by the next label, without a mark.
        found = ROLL.match("\n" + text, found.end()) or behind_marks.search("\n" + text, found.end())
    assert [m.span("roll") for m in rolls("\n" + text)] == due


@given(parts=st.lists(st.sampled_from(PLUSES), max_size=30))
@settings(max_examples=600, deadline=None)
def test_systems_are_found_at_their_pluses(parts: list[str]) -> None:
    text = "".join(parts)
    assert [f.text for f in find_formulations(text)] == list(dict.fromkeys(SYSTEM.findall(text)))


@given(parts=st.lists(st.sampled_from(SIGNED), max_size=30))
@settings(max_examples=600, deadline=None)
def test_signatures_are_found_at_their_days(parts: list[str]) -> None:
    text = "".join(parts)
    found = [m.span() for m in SIGNATURE.finditer(text)]
    assert [m.span() for m in signatures(text, full_days(text))] == found


@given(parts=st.lists(st.sampled_from(UNITS), max_size=40))
@settings(max_examples=600, deadline=None)
def test_labels_of_units_are_found_before_colons(parts: list[str]) -> None:
    text = "".join(parts)
    colons = [at for at in standing(text, "：:") if text[at - 2 : at] in LABEL_ENDS]
    assert [m.span() for m in labelled(text, colons)] == [m.span() for m in LABELLED.finditer(text)]

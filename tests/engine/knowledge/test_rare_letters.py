"""Letters that are rare, and what begins with them, are found wherever they stand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.facts.heads.kinds import NEEDED, SIGNS
from luoshi_reading.knowledge.first_letters import beginnings, needed
from luoshi_reading.knowledge.rare_letters import beginning_with, lines_with, may_stand, standing


@given(text=st.text(alphabet="（(堤坝）)", max_size=40))
@settings(max_examples=100, deadline=None)
def test_every_place_of_a_letter_is_given(text: str) -> None:
    assert standing(text, "（(") == [at for at, letter in enumerate(text) if letter in "（("]


@given(text=st.text(alphabet="堤坝 |\n", max_size=40))
@settings(max_examples=200, deadline=None)
def test_lines_that_hold_a_word(text: str) -> None:
    found = [text[start:end] for start, end in lines_with(("|", "堤坝", "  "), text)]
    assert found == [line for line in text.split("\n") if "|" in line or "堤坝" in line or "  " in line]


@given(text=st.text(alphabet="堤坝要修", max_size=40))
@settings(max_examples=200, deadline=None)
def test_matches_do_not_overlap(text: str) -> None:
    expression = re.compile("堤[坝要]{0,2}堤?|坝修")
    assert [m.span() for m in beginning_with("堤坝", expression, text)] == [m.span() for m in expression.finditer(text)]


@pytest.mark.parametrize(
    ("expression", "begun"),
    [("堤防加固|坝?修好", ("修好", "坝修好", "堤防加")), ("(?<!未)建成渡口", ("建",)), (r"\d座坝|建成", ())],
)
def test_what_branches_begin_with(expression: str, begun: tuple[str, ...]) -> None:
    assert beginnings(re.compile(expression)) == begun


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("堤防加固|坝?修好", ("修好", "堤防加固")),
        ("(?<!未)在(?:渡口|坝)[上下]{1,2}施工", ("施工",)),
        ("修(?:渡口|堤防)?(?:码头|趸船)", ("码头", "趸船")),
        ("坝口+|堤坝(?:口|水)", ("坝口", "堤坝")),
        (r"\d座?|渡口", ()),
    ],
)
def test_what_must_stand_in_a_match(expression: str, words: tuple[str, ...]) -> None:
    assert needed(expression) == words


def test_a_word_may_stand_only_where_it_stands() -> None:
    assert may_stand(("渡口", "堤"), "修建渡口")
    assert not may_stand(("渡口", "堤"), "渡船靠口岸")


SAID = [
    "各位代表，", "特此通知", "现印发", "经同意，", "制定本方案", "责任单位：", "我代表", "让我们出发！", "该镇",
    "作出如下决定", "全会指出", "本报讯", "3日讯", "据悉，", "（完）", "此次活动", "先后来到", "召开座谈会", "渡口",
    "\n", "。",
]  # fmt: skip


@given(parts=st.lists(st.sampled_from(SAID), max_size=6))
@settings(max_examples=200, deadline=None)
def test_no_sign_of_a_kind_is_missed_for_the_words_it_needs(parts: list[str]) -> None:
    text = "".join(parts)
    for (_, sign, _, _), held in zip(SIGNS, NEEDED, strict=True):
        assert not held or may_stand(held, text) or sign.search(text) is None, sign.pattern

"""What is rewritten to begin with letters finds what it found before, in the same places."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi_reading.knowledge.first_letters import (
    by_first_letters,
    compiled,
    first_characters,
    guarded,
    hint,
    two_letters,
)
from luoshi_reading.knowledge.word_lists import alternation, by_two_characters, words

EXPRESSIONS = [
    r"(?<![主重需])要(?!求)|必须|务必|(?<![对相])应(?![急用])|不得(?!不)",
    r"(?:年均)?(?:增长|下降|降|升)(?:到|至)?[^，]{0,3}[\dX].*$|(?:基本|全面)?(?:形成|建成|降低|[升增]高)$",
    r"[就正都]是(?!说)|(?<!前)是",
    r"(?:按照?|在)?[一二三]年(?:内)?",
    r"[，；]?列第一|到?20\d\d年",
    r"(?:[局委]|公司|[)）])(?!长)|[（(]一[）)]",
    r"一{2,3}是|(?:要){2}求",
]
LETTERS = (
    "主重需要求必须务对相应急用不得年均增长下降升到至形成建高，；局委公司长（一)列第前是就正都说按照在二三内20123X"
)


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(text=st.text(alphabet=LETTERS, max_size=40))
@settings(max_examples=200, deadline=None)
def test_the_same_is_found(expression: str, text: str) -> None:
    assert [m.span() for m in compiled(expression).finditer(text)] == [m.span() for m in re.finditer(expression, text)]


def test_every_branch_begins_with_a_letter() -> None:
    assert by_first_letters("(?<!主)要|[必应]须|(?:年)?内|到?年") == [
        "要(?<!主要)", "必须", "应须", "年内", "内", "到年", "年",
    ]  # fmt: skip


def test_what_cannot_be_rewritten_stays() -> None:
    assert by_first_letters(r"\d+年|^为|(?:要)+求") == [r"\d+年", "^为", "(?:要)+求"]


def test_groups_are_refused() -> None:
    with pytest.raises(ValueError, match="groups"):
        compiled("(要)求")


NAMED = [
    r"(?P<to>到|在)?(?P<year>20\d\d|20X)年(?!第)|“?(?P<plan>[一二]三)”?内|(?<![主重])(?P<n>[一二三]|\d)年(?=内)|\d{1,2}月前",
    r"(?P<before>增长|降)?(?P<value>\d[\d,]{0,3}|[X×]{1,3}|\*{1,2})(?P<unit>公司|年|长)",
]


@pytest.mark.parametrize("expression", NAMED)
@given(text=st.text(alphabet=LETTERS + "“”*月", max_size=40))
@settings(max_examples=300, deadline=None)
def test_the_same_groups_are_found_behind_a_guard(expression: str, text: str) -> None:
    found, expected = guarded(expression).finditer(text), re.finditer(expression, text)
    assert [(m.span(), m.groupdict()) for m in found] == [(m.span(), m.groupdict()) for m in expected]


@pytest.mark.parametrize("expression", [r"(?:年)?", r"\d?年", r"[年月]{0,2}日", "年{0,2}日", "[^年]月", "^年", r"\s年"])
def test_no_guard_where_anything_may_come_first(expression: str) -> None:
    with pytest.raises(ValueError, match="anything"):
        guarded(expression)


def test_the_words_that_lines_of_furniture_hold_begin_with_letters() -> None:
    """One that does not makes ``re`` try all of them at every place of every line."""
    text = files("luoshi_reading.knowledge").joinpath("repair_furniture.toml").read_text(encoding="utf-8")
    held = [part for rule in tomllib.loads(text)["furniture"] for part in rule.get("holds", ())]
    written = [branch for part in held for branch in by_first_letters(part)]
    assert [branch for branch in written if branch[:1] in "([\\.^$?*+{|)" or branch[1:2] in ("?", "*")] == []


@given(text=st.text(alphabet=LETTERS, max_size=40))
@settings(max_examples=300, deadline=None)
def test_where_a_hint_finds_nothing_none_of_its_expressions_does(text: str) -> None:
    asked = [re.compile(expression) for expression in (EXPRESSIONS[0], EXPRESSIONS[2], r"到?(?:年年|内)")]
    assert hint(*asked).search(text) is not None or not any(expression.search(text) for expression in asked)


def test_a_hint_is_what_expressions_begin_with() -> None:
    assert hint(re.compile("一批|(?:不准|严禁)$|一"), re.compile("至少?")).pattern == "不准|严禁|一|至"


def test_no_hint_where_anything_may_come_first() -> None:
    with pytest.raises(ValueError, match="may begin with anything"):
        hint(re.compile(r"\d+年"))


TITLES = words("names", "titles")


@given(parts=st.lists(st.sampled_from([*TITLES, *sorted(set("".join(TITLES))), "，"]), max_size=12))
@settings(max_examples=300, deadline=None)
def test_words_are_found_by_their_first_two_characters(parts: list[str]) -> None:
    text = "".join(parts)
    written, quick = re.compile(alternation(TITLES)), re.compile(by_two_characters(TITLES))
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in written.finditer(text)]


def test_what_an_expression_may_begin_with() -> None:
    assert first_characters(r"(?:网站|本站)?首页|[▲△]\s*图|\*{2,8}$") == frozenset("网本首▲△*")
    assert [first_characters(one) for one in (r"\d+页", "[一-鿿]{2}网", r"\s*声明", "图?", "[^，]图")] == [
        frozenset()
    ] * 5


BRANCHING = r"(?<!主)要求|[年增](?:长到|下降)|高?(?:局[委公]|公司长)|是.{0,2}说|前(?:就|正)是"


@given(text=st.text(alphabet=LETTERS, max_size=12))
@settings(max_examples=400, deadline=None)
def test_two_letters_stand_wherever_an_expression_is_found(text: str) -> None:
    assert two_letters(BRANCHING).search(text) or not re.search(BRANCHING, text)


def test_two_letters_rule_most_places_out() -> None:
    found = two_letters(BRANCHING).search
    assert [text for text in ("要务", "年公", "司长", "高到", "前司") if found(text)] == []
    assert all(found(text) for text in ("必要求", "增长", "高局委", "是在", "前就"))


def test_two_letters_of_what_begins_with_anything_are_refused() -> None:
    with pytest.raises(ValueError, match="anything"):
        two_letters(r"要求|\d+年")
